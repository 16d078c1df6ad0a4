"""The head: where on the tree of branches the process is, and how it gets elsewhere."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from time import perf_counter

from plugboard_nb.collector import give_memory_back
from plugboard_nb.engine.snapshot import Snapshot
from plugboard_nb.exceptions import (
    DivergenceError,
    IrreversibleError,
    SnapshotLostError,
    TimelineError,
)
from plugboard_nb.history import History, cut_off, join, joined, start_at
from plugboard_nb.process import Process
from plugboard_nb.process.changes import Change
from plugboard_nb.schemas import Status
from plugboard_nb.timeline.branch import (
    Branch,
    Intervention,
    Position,
    Span,
    common_tick,
    end_of_group,
)
from plugboard_nb.timeline.keyframes import Album
from plugboard_nb.timeline.replay import first_difference

__all__ = ["Head", "Never"]

_FAR = 2**62


class Head:
    """Moves the one process there is along the branches, and their rows with it.

    The process's own history holds the path from the first tick to the head. What each branch has
    beyond that is in its keeping (``Branch._rest``), so that a shared past is there once.

    Attributes:
        branch: The branch on which the head is.
        position: Where it is; the ticks of a shared past are those of the branch that grew them.
        album: The keyframes.
        branches: Name → branch, in order of creation.

    Args:
        process: The process.
        root: The first branch.
        album: Where keyframes go.
        order: Names of the components in the order of a tick.
    """

    def __init__(self, process: Process, root: Branch, album: Album, order: list[str]) -> None:
        self.process = process
        self._order = order
        self.branch = root
        self.position = Position(root, 0, 0)
        self.album = album
        self.branches: dict[str, Branch] = {root.name: root}
        self._began = perf_counter()
        self._counted_from = 0
        self._views: dict[Branch, History] = {}
        self.goal: Position | None = None

    @property
    def at_tip(self) -> bool:
        """Whether what comes next continues the branch, and needs no new one."""
        return self.position == self.branch.tip

    @property
    def history(self) -> History:
        """The process's own history: the path from the first tick to the head."""
        return self.process.state.history

    @property
    def shown(self) -> Position:
        """Where the head is for those who look: of a loaded timeline, where it was when saved."""
        return self.goal or self.position

    @property
    def root(self) -> Branch:
        """The first branch."""
        return next(iter(self.branches.values()))

    def adopt(self, branches: dict[str, Branch], branch: Branch, goal: Position) -> None:
        """Take over the *branches* of a file; *goal*, on the way to *branch*, is where it was."""
        self.branches.clear()
        self.branches.update(branches)
        self.branch, self.position, self.goal = branch, Position(self.root, 0, 0), goal
        self.album.nbytes = sum(f.snapshot.nbytes for b in branches.values() for f in b._keyframes)

    @property
    def away(self) -> bool:
        """Whether the process is not where the head is shown: not yet, or not any more."""
        return self.goal is not None

    def leave(self) -> None:
        """Have the branches keep all rows, as the process is about to begin anew."""
        if self.away:
            return
        self.goal = self.position
        self._drop_what_is_not_ours()
        self._scatter(cut_off(self.history, 0), self.position.branch.path(self.position))
        self.position = Position(self.root, 0, 0)
        self._views.clear()

    @property
    def _is_sound(self) -> bool:
        """Whether the present moment is one to come back to: no tick is under way or failed."""
        process = self.process
        came_here = not self.away and process.tick == self.position.tick
        return process.at_boundary and came_here and process.status is not Status.FAILED

    def _drop_what_is_not_ours(self) -> None:
        """Forget the rows of ticks that somebody took without the head."""
        if self.history.last_tick > self.position.tick:
            cut_off(self.history, self.position.tick)

    # Keyframes -----------------------------------------------------------------------------

    async def keep(self) -> Snapshot:
        """Take a keyframe of the present moment.

        Raises:
            IrreversibleError: Something cannot be copied.
        """
        began = perf_counter()
        snapshot = await self.process.snapshot()
        self.album.add(self.position, snapshot, self.branches.values())
        now = perf_counter()
        ticks = self.position.tick - self._counted_from
        pace = (began - self._began) / ticks if ticks > 0 else 1e-3
        self.album.plan(self.position.tick, now - began, pace)
        self._began, self._counted_from = now, self.position.tick
        return snapshot

    def resume_clock(self) -> None:
        """Count computing time from now on."""
        self._began, self._counted_from = perf_counter(), self.position.tick

    # Going forward -------------------------------------------------------------------------

    def advanced(self) -> None:
        """Note that the process has gone on by itself, at the tip."""
        branch, tick = self.branch, self.process.tick
        branch.last_tick = tick
        self.position = Position(branch, tick, self.position.applied)
        self._views.clear()  # columns that are looked into cannot grow in place

    def enter(self, branch: Branch) -> None:
        """Go on with *branch*, which leaves at the present moment."""
        if self.position.tick < self.branch.last_tick:
            self._views.clear()
        self.branch, self.position = branch, branch.tip

    def changed(self) -> None:
        """Note that the last intervention of the branch has been made."""
        self.position = self.branch.tip

    # Going elsewhere -----------------------------------------------------------------------

    async def go(self, target: Position, branch: Branch) -> None:
        """Put the head at *target* on the way to *branch*: to the nearest keyframe, then a replay.

        Raises:
            IrreversibleError: Something in the model cannot go back; nothing has changed.
            DivergenceError: The replay gave something else than the first time; the head is where
                it was, or at the keyframe if it was in the midst of a tick.
        """
        if target != self.position or not self._is_sound:
            await self._go(target)
        self.branch, self.goal = branch, None
        self._views.clear()

    async def _go(self, target: Position) -> None:
        here, stash = self.position, None
        self._views.clear()  # columns that are looked into cannot be cut in place
        if self._is_sound:
            stash = await self.keep()
        elif obstacles := self.process.obstacles():
            raise IrreversibleError("\n".join(map(str, obstacles)), obstacles)
        self._drop_what_is_not_ours()
        try:
            start, snapshot = await self._go_before(target)
        except BaseException:
            if stash is not None:  # some components may have gone back already
                await self.process.restore(stash)
            raise
        await self.replay_to(target, (here, stash), (start, snapshot))
        give_memory_back()
        self.album.restart(self.position.tick)
        self.resume_clock()

    async def replay_to(self, target: Position, *refuges: tuple[Position, Snapshot | None]) -> None:
        """Take the ticks from the present position to *target* again, and compare them.

        Raises:
            DivergenceError: They gave something else; the head is at the first of *refuges* that
                can be had.
        """
        start = self.position
        try:
            await self._replay(target)
            self._compare(start, target)
        except BaseException as error:
            await self._retreat(error, refuges, start)
            raise

    async def take_again(
        self, target: Position, start_again: Callable[[], Awaitable[None]]
    ) -> DivergenceError | None:
        """Start the process anew, take all ticks up to *target* again, and come back.

        Args:
            target: Where the run ends.
            start_again: Initialises the process as it was given.

        Returns:
            The first difference from the record.

        Raises:
            IrreversibleError: Something in the model cannot go back; nothing has changed.
        """
        here, branch, stash = self.position, self.branch, await self.keep()
        root = next(iter(self.branches.values()))
        start, first = Position(root, 0, 0), root._keyframes[0].snapshot
        self._scatter(cut_off(self.history, 0), here.branch.path(here))
        self.position = start
        try:
            await start_again()
            await self._replay(target)
            self._compare(start, target)
        except BaseException as error:
            await self._retreat(error, [(here, stash), (start, first)], start)
            if not isinstance(error, DivergenceError):
                raise
            return error
        await self.go(here, branch)
        return None

    async def _retreat(
        self,
        error: BaseException,
        places: Sequence[tuple[Position, Snapshot | None]],
        start: Position,
    ) -> None:
        """After a replay from *start* that failed, go to the first of *places* that can be had."""
        cut_off(self.history, start.tick)
        self.position = start
        for position, snapshot in places:
            if snapshot is None:
                continue
            try:
                await self._put(position, snapshot)
            except SnapshotLostError:
                continue
            if position != places[0][0]:
                self.branch = position.branch
                error.add_note(f"the head is now at tick {position.tick}")
            break
        self._views.clear()

    async def _go_before(self, target: Position) -> tuple[Position, Snapshot]:
        """Go to the last keyframe before *target* that can be put back."""
        lost: Exception | None = None
        for branch, frame in list(self.album.before(target)):
            position = Position(branch, frame.tick, frame.applied)
            try:
                await self._put(position, frame.snapshot)
            except SnapshotLostError as error:
                lost = error
            except Exception as error:
                if not frame.loaded:
                    raise
                lost = error  # the class has changed since, or the file is not what it should be
            else:
                return position, frame.snapshot
        raise lost or IrreversibleError(
            f"no keyframe lies before tick {target.tick} of branch {target.branch.name!r}"
        )

    async def _put(self, position: Position, snapshot: Snapshot) -> None:
        """Put the process back to *snapshot*, and have its history be the path to *position*."""
        values = await self.process.restore(snapshot)
        history, path = self.history, self.position.branch.path(self.position)
        self._scatter(cut_off(history, common_tick(path, position)), path)
        for span in position.branch.path(position):
            rows = span.branch._give_rows(span.last)
            if rows is not None:
                join(history, rows)
        if history.last_tick < max(position.tick, history.first_tick):
            steps = {name: state.steps for name, state in snapshot.components.items()}
            start_at(history, position.tick, steps, values)
        self.position, self.goal = position, None

    def _scatter(self, rows: History, path: list[Span]) -> None:
        """Give *rows*, the end of *path*, to the branches whose they are."""
        for span in reversed(path):
            if rows.last_tick < rows.first_tick:
                return
            if span.first < rows.first_tick:
                span.branch._take_rows(rows)
                return
            span.branch._take_rows(cut_off(rows, span.first))

    async def _replay(self, target: Position) -> None:
        """Take the ticks from the present position to *target* again, interventions included."""
        made = self.position.applied
        for span in self._spans_to(target):
            log = span.branch._log
            while made < span.applied or self.process.tick < span.last:
                if made < span.applied and log[made].tick <= self.process.tick:
                    end = min(end_of_group(log, made), span.applied)
                    log[made:end] = self._made_again(log[made:end])
                    made = end
                else:
                    stop = log[made].tick if made < span.applied else span.last
                    await self._advance_to(stop)
            self.position = Position(span.branch, span.last, made)
            made = 0

    def _spans_to(self, target: Position) -> list[Span]:
        """Return what lies between the present position and *target*, which comes after it."""
        spans = target.branch.path(target)
        return spans[[span.branch for span in spans].index(self.position.branch) :]

    def _made_again(self, changes: list[Intervention]) -> list[Intervention]:
        old = self.process.change([Change(c.kind, c.what, c.new) for c in changes])
        return [replace(c, old=old[c.what]) if c.old is None else c for c in changes]

    async def _advance_to(self, tick: int) -> None:
        process = self.process
        while process.tick < tick:  # whatever pause() says: that is for advances
            try:
                await process.advance(tick, Never(), hand_over=False)
            except Exception as error:
                raise DivergenceError(
                    f"taken again, tick {process.tick + 1} failed, which it did not do the first "
                    f"time: {type(error).__name__}: {error}"
                ) from error
            if process.tick < tick and process.status is Status.COMPLETED:
                raise DivergenceError(
                    f"taken again, the run ended at tick {process.tick}; the first time it went on"
                )
            if process.tick < tick and process.status is Status.STOPPED:
                raise TimelineError(
                    f"interrupted while tick {process.tick + 1} was taken again; the head is where "
                    "it was"
                )

    def _compare(self, start: Position, target: Position) -> None:
        """See that the replay gave what was recorded, and drop the record of it.

        Raises:
            DivergenceError: It gave something else; the record is kept.
        """
        taken = []
        for span in target.branch.path(target):
            rows = span.branch._give_rows(span.last) if span.last > start.tick else None
            if rows is not None:
                taken.append((span.branch, rows))
        for _, rows in taken:
            found = first_difference(rows, self.history, self._order)
            if found is not None:
                for branch, given in taken:
                    branch._take_rows(given)
                raise found

    # Reading -------------------------------------------------------------------------------

    def history_of(self, branch: Branch) -> History:
        """Return the whole record of *branch*."""
        if branch is self.branch and self.at_tip and not self.away:
            return self.history
        if branch not in self._views:
            self._views[branch] = self.record_of(branch)
        return self._views[branch]

    def forget(self, branch: Branch) -> None:
        """Drop a branch, on which the head is not, with its keyframes."""
        self.album.forget(branch)
        self._views.pop(branch, None)
        del self.branches[branch.name]

    def record_of(self, branch: Branch) -> History:
        """Return the whole record of *branch*, only to be read; of a tick under way, nothing."""
        shared = common_tick(self.position.branch.path(self.position), branch.tip)
        kept = [(span.branch._rest, span.last) for span in branch.path()]
        rests = [
            (rest, last) for rest, last in kept if rest is not None and rest.first_tick <= last
        ]
        return joined([(self.history, shared), *rests])

    def keep_within(self, max_bytes: int) -> None:
        """Have the history of all branches and the keyframes take 11/12 of *max_bytes* at most.

        A quarter is for keyframes, unless a few large ones take more; the rest is for the room that
        columns need to grow.
        """
        taken = max(self.album.nbytes, max_bytes // 4)
        room = max(max_bytes * 11 // 12 - taken, max_bytes // 8)
        kept = sorted(self.rows_kept(), key=lambda rows: rows.nbytes)
        while sum(rows.nbytes for rows in kept) > room // 2:
            largest = kept[-1]
            if largest.first_tick >= largest.last_tick:  # of each branch one tick stays at least
                break
            largest.forget_before((largest.first_tick + largest.last_tick) // 2 + 1)
            kept.sort(key=lambda rows: rows.nbytes)
            self._views.clear()
        self.history.limit(room - sum(rows.nbytes for rows in kept))

    def rows_kept(self) -> Iterable[History]:
        """Return the rows in keeping of the branches."""
        return [b._rest for b in self.branches.values() if b._rest is not None]


class Never:
    """A boundary that wants nothing."""

    due = _FAR

    async def __call__(self) -> bool:
        """Go on."""
        return False
