"""Timeline: a process with a past."""

import copy
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any, Self

from plugboard_nb.engine.snapshot import Obstacle
from plugboard_nb.exceptions import (
    DivergenceError,
    TimelineError,
    ValidationError,
)
from plugboard_nb.graph import Wiring
from plugboard_nb.process import Process
from plugboard_nb.schemas import Status
from plugboard_nb.timeline.arrival import arrive
from plugboard_nb.timeline.branch import Branch, Position, whole_number
from plugboard_nb.timeline.breakpoints import Breakpoints
from plugboard_nb.timeline.drive import Drive, Until
from plugboard_nb.timeline.futures import Futures
from plugboard_nb.timeline.head import Head
from plugboard_nb.timeline.keyframes import Album
from plugboard_nb.timeline.pace import pace_of
from plugboard_nb.timeline.past import Origin
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.timeline.verification import Verification

__all__ = ["Reversibility", "Timeline"]

ROOT = "main"


@dataclass(frozen=True)
class Reversibility:
    """Whether a model can go back; true if it can.

    Attributes:
        obstacles: What stands in the way: component, attribute, reason, remedy.
    """

    obstacles: tuple[Obstacle, ...]

    def __bool__(self) -> bool:
        return not self.obstacles

    def __iter__(self) -> Iterator[Obstacle]:
        return iter(self.obstacles)

    def __repr__(self) -> str:
        if not self.obstacles:
            return "<reversible>"
        return "\n".join(["<not reversible>", *(f"- {obstacle}" for obstacle in self.obstacles)])


class Timeline(Futures):
    """A process with a past: look back, go back, change something, and keep both futures.

    It initialises the process and destroys it, and gives it back with the settings it had. One
    advance at a time: who calls ``step``, ``run``, ``rewind``, ``switch`` or ``verify`` while
    another of them goes on gets a :class:`TimelineBusyError`; ``view``, ``find``, ``compare``,
    ``set`` and ``pause`` work at any time::

        async with Timeline(process) as t:
            await t.step(10)
            await t.rewind(7)
            t.set("tank.volume", 200)
            await t.run(ticks=100)  # a new branch; the old future stays

    Args:
        process: What is driven. It must not be advanced otherwise meanwhile.
        max_bytes: Memory for history and keyframes. When it is full, old keyframes thin out and the
            history keeps the newest ticks; every tick can still be reached by replay.
        keyframe_every: Ticks between keyframes; by default found from what they cost.

    Attributes:
        breakpoints: Where advances stop.
        layout: Component → the left upper corner of its box, in px, where somebody moved it in a
            drawing; saved with the timeline.
        rejected: Changes asked for during an advance that turned out not to be possible, and why.
    """

    def __init__(
        self, process: Process, max_bytes: int = 64 << 20, *, keyframe_every: int | None = None
    ) -> None:
        if not isinstance(process, Process):
            raise TypeError(f"a timeline drives a Process, not {process!r}")
        max_bytes = whole_number("max_bytes", max_bytes, 1)
        if keyframe_every is not None:
            keyframe_every = whole_number("keyframe_every", keyframe_every, 1)
        super().__init__()
        self._prepare(process)
        self._max_bytes = max_bytes
        self._origin = Origin.of(process)
        album = Album(max_bytes // 4, keyframe_every)
        self._head = Head(process, Branch(self, ROOT, None, 0), album, self._order_of_tick())
        self.breakpoints = Breakpoints(_FieldsOf(process), _events_of(process))
        self.layout: dict[str, tuple[float, float]] = {}
        self._pausing = False
        self._pace: float | None = None
        self._given: dict[str, tuple[Any, Any]] = {}
        self._model: dict[str, Any] | None = None

    def __repr__(self) -> str:
        where = f"at tick {self.tick} of branch {self.branch.name!r}"
        count = len(self.branches)
        return f"<Timeline of {self._process.name!r} {where}, {count} branch{'es' * (count > 1)}>"

    # Life ----------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self.init()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.destroy()

    async def init(self) -> None:
        """Initialise the process and take the first keyframe.

        Raises:
            ValidationError: The process cannot start; lists all problems.
            TimelineError: The process has been advanced already.
        """
        with self._alone("init()"):
            if self._ready:
                return
            self._check_free()
            self._model = self._described()
            self._remember_settings()
            await self._process.init()
            self._process.watcher = self._head
            self._head.history.limit(self._max_bytes)
            if not self._head.root.last_tick and not self._head.root._log:
                self._origin = Origin.of(self._process)
            try:
                await arrive(self._head)
            except BaseException:
                self._head.leave()
                await self._end()
                raise
            self._ready = True
            self._keep_within_limit()

    def _check_free(self) -> None:
        """See that nobody else is using the process."""
        process, watcher = self._process, self._process.watcher
        if not process.is_initialised:
            return
        if watcher is not None and watcher is not self._head and not watcher.away:
            raise TimelineError(
                f"process {process.name!r} is driven by another timeline already; destroy() that, "
                "or the process, first"
            )
        if process.tick:
            raise TimelineError(
                f"process {process.name!r} is at tick {process.tick} already; "
                "destroy() it first, or hand it to the timeline before its first tick"
            )

    async def _end(self) -> None:
        if self._process.watcher is not self._head:  # it has passed to another timeline
            return
        try:
            await self._process.destroy()
        finally:
            self._give_settings_back()

    def _remember_settings(self) -> None:
        self._given = {
            name: (part._pb_given, copy.deepcopy(part._pb_settings.export()))
            for name, part in self._process.components.items()
        }
        self._shared = dict(self._process.parameters)

    def _give_settings_back(self) -> None:
        for name, (given, settings) in self._given.items():
            part = self._process.components[name]
            part._pb_given = given
            part._pb_settings.put_back(copy.deepcopy(settings))
            fields, began = part.io.initial_values, self._origin.initial_values
            initial = {field: began[f"{part.name}.{field}"] for field in fields}
            part._pb_initial_values = part.io.initial_values = initial
        self._process.parameters.clear()
        self._process.parameters.update(self._shared)

    async def destroy(self) -> None:
        """Destroy the process and give it its own settings back; the record stays readable."""
        if not self._ready:
            return
        with self._alone("destroy()"):
            self._ready = False
            self._drop_pending()
            await self._end()
            self._head.history.limit(None)

    # Going forward -------------------------------------------------------------------------

    async def step(self, n: int = 1) -> Stop:
        """Advance by *n* ticks, or up to a breakpoint; after a rewind this begins a branch.

        Raises:
            BaseException: Whatever a component raised, with a note of where; ``rewind(t.tick)``
                puts the process back to before that tick.
        """
        with self._alone(f"step({n})"):
            self._pausing = False
            return await self._advance(_count("n", n), None, hand_over=n != 1)

    async def run(self, ticks: int | None = None, until: Until = None) -> Stop:
        """Advance until the model ends, or as far as asked, or up to a breakpoint.

        Args:
            ticks: How many ticks at most.
            until: A condition such as ``"tank.temperature > 61"``, looked at after every tick;
                ``"steady"`` or a :class:`Steady`; or a function of the timeline.

        Raises:
            ConditionError: The condition cannot be read; the message points at the column.
            BaseException: Whatever a component raised, with a note of where.
        """
        limits = {"ticks": ticks, "until": until}
        given = ", ".join(f"{name}={v!r}" for name, v in limits.items() if v is not None)
        with self._alone(f"run({given})"):
            self._pausing = False
            return await self._advance(None if ticks is None else _count("ticks", ticks), until)

    async def _advance(self, ticks: int | None, until: Until, hand_over: bool = True) -> Stop:
        self._check_ready()
        head = self._head
        self._check_sound()
        drive = Drive(self, until)
        self._apply_pending()
        if self._process.status is Status.COMPLETED:
            return Stop("completed", self.tick)
        if ticks == 0:
            return Stop("ticks", self.tick)
        if self._pausing:  # since the replay that led here
            return Stop("paused", self.tick)
        if not head.at_tip:
            self._new_branch(head.position)
        last = None if ticks is None else self.tick + ticks
        head.resume_clock()
        self._drive = drive
        try:
            await self._process.advance(last, drive, hand_over)
        finally:
            self._drive = None
            head.advanced()
            self._apply_pending()
        drive.finish()
        self._news.note("tick")
        if drive.error is not None:
            raise drive.error
        return drive.stop or self._reason(last)

    def _check_sound(self) -> None:
        if self._process.status is Status.FAILED:
            raise TimelineError(
                f"process {self._process.name!r} failed at tick {self.tick + 1}; "
                f"rewind({self.tick}) puts it back to before that"
            )

    def _reason(self, last: int | None) -> Stop:
        status = self._process.status
        if status is Status.COMPLETED:
            return Stop("completed", self.tick)
        if self.tick != last:
            return Stop("paused" if self._pausing else "interrupted", self.tick)
        return Stop("ticks", self.tick)

    # Files ---------------------------------------------------------------------------------

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write everything to one file, which is replaced all at once.

        Model, branches, interventions, history, breakpoints, layout, and the keyframes as far as
        they are plain data; what is not is computed again after loading. By convention it ends in
        ``.pbnb``. Classes are written by name. At any time but during an advance.

        Raises:
            EncodingError: A constructor argument or an intervention cannot be written; the message
                names it.
            TimelineFileError: The file cannot be written.
            TimelineBusyError: The timeline is being advanced or moved.
        """
        from plugboard_nb.timeline.file.saving import save_timeline

        with self._alone(f"save({str(path)!r})"):
            save_timeline(self, path, self._model or self._described())

    def _described(self) -> dict[str, Any]:
        from plugboard_nb.timeline.file.saving import described

        return described(self._process)

    @classmethod
    def load(cls, path: str | os.PathLike[str], max_bytes: int | None = None) -> "Timeline":
        """Return the timeline that :meth:`save` wrote.

        It can be looked at as it is; ``async with Timeline.load(path) as t:`` goes on with it:
        from the nearest keyframe, or where that cannot be put back, as with components that write
        files, by taking the ticks again.

        Nothing in the file is executed or unpickled. But modules in which it says that its
        component classes are get imported, and these classes constructed with its arguments, as
        for a model in YAML: go on only with what you would run.

        Args:
            path: The file.
            max_bytes: The largest content that is read; 4 GiB by default.

        Raises:
            TimelineFileError: It is no timeline, damaged, or from a newer version, or a class of
                its components is not to be found here or has other fields than it had.
        """
        from plugboard_nb.timeline.file.loading import load_timeline

        return load_timeline(path, max_bytes)

    def pause(self) -> None:
        """Have an advance return after the tick under way. Safe from any thread."""
        self._pausing = True
        self._process.pause()
        if (drive := self._drive) is not None:
            drive.hurry()

    @property
    def pace(self) -> float | None:
        """Ticks per second that an advance takes at most; ``None`` is as fast as it goes.

        It can be changed at any time, from any thread; a run that goes on follows.

        Raises:
            ValidationError: It is set to something else than a number above 0 or ``None``.
        """
        return self._pace

    @pace.setter
    def pace(self, value: float | None) -> None:
        self._pace = pace_of(value)
        if (drive := self._drive) is not None:
            drive.hurry()

    # Going elsewhere -----------------------------------------------------------------------

    async def rewind(self, tick: int) -> None:
        """Put the head at *tick* of the present branch, exactly as it was there.

        Nothing is lost: what was recorded stays, and stepping on begins a new branch. The last tick
        of the branch is a tick like any other: ``rewind(t.branch.last_tick)`` returns to now.

        Raises:
            IndexError: The branch has no such tick.
            IrreversibleError: Something in the model cannot go back; says what, why, what to do.
            DivergenceError: A component is not reproducible; the head stays where it was.
        """
        await self._go(f"rewind({tick})", self.branch.position(tick), self.branch)

    async def switch(self, branch: Branch | str) -> None:
        """Put the head at the end of *branch*."""
        chosen = self._branch(branch)
        await self._go(f"switch({chosen.name!r})", chosen.tip, chosen)

    async def _go(self, what: str, target: Position, branch: Branch) -> None:
        with self._alone(what):
            self._check_mine()
            self._drop_pending()
            await self._head.go(target, branch)
            self._news.note("tick", "branch")

    async def _advance_branch(self, branch: Branch, ticks: int | None, until: Until = None) -> Stop:
        chosen = self._branch(branch)
        with self._alone(f"branch {branch.name!r}"):
            self._pausing = False
            self._check_ready()
            self._drop_pending()
            home, branch = self._head.position, self.branch
            await self._head.go(chosen.tip, chosen)
            try:
                return await self._advance(ticks, until)
            finally:
                await self._head.go(home, branch)

    async def verify(
        self, branch: Branch | str | None = None, *, elsewhere: int = 3
    ) -> Verification:
        """Run the model again from its specification, seed and interventions, and compare.

        Args:
            branch: By default the present one.
            elsewhere: In how many other interpreters to do so too. Sets of texts have another
                order there; the more, the surer it is noticed if something depends on that.

        Returns:
            True if every value is the same bit for bit, else the first difference: it names the
            component that is not reproducible.

        Raises:
            IrreversibleError: Something in the model cannot go back, so that the head could not
                come back to where it is.
        """
        chosen = self._branch(branch)
        with self._alone("verify()"):
            self._check_ready()
            self._check_sound()
            began = perf_counter()
            found = await self._head.take_again(chosen.tip, self._start_as_given)
            patience_s, also = max(30.0, 20 * (perf_counter() - began)), "not asked for"
            if found is None and elsewhere:
                found, also = await self._take_elsewhere(chosen, elsewhere, patience_s)
            return Verification(chosen.name, chosen.last_tick, found, also)

    async def _take_elsewhere(
        self, branch: Branch, count: int, patience_s: float
    ) -> tuple[DivergenceError | None, str]:
        from plugboard_nb.timeline.verification.elsewhere import take_elsewhere
        from plugboard_nb.timeline.verification.parcel import NotTakenError, pack

        recorded, made, order = branch.history, branch.interventions, self._order_of_tick()
        try:
            parcel = pack(self._process, self._given, self._shared, made, recorded, order)
            found = await take_elsewhere(parcel, recorded, count, patience_s)
        except NotTakenError as error:
            return None, str(error)
        return found, "same" if found is None else "different"

    async def _start_as_given(self) -> None:
        self._give_settings_back()
        await self._process.init()

    # What it tells -------------------------------------------------------------------------

    @property
    def reversible(self) -> Reversibility:
        """Whether the model can go back from the present moment, and what stands in the way."""
        self._check_ready()
        return Reversibility(tuple(self._process.obstacles()))

    def subscribe(self, callback: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Have *callback* told of what changed; return a function that ends that.

        It is called on the thread that advances the timeline, during a run up to 20 times a second
        and always once more at the end, with what has changed since the last call: some of
        ``"tick"``, ``"branch"``, ``"interventions"``, ``"error"``.
        """
        return self._news.subscribe(callback)

    def _keep_within_limit(self) -> None:
        self._head.keep_within(self._max_bytes)


class _FieldsOf(Collection[str]):
    """The fields of a process's history, or those it may have, before the process has started."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def _known(self) -> list[str]:
        may_be = (f"{part}.{f}" for part, fs in self._process.recorded().items() for f in fs)
        return self._process.state.history.fields or list(may_be)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __contains__(self, field: object) -> bool:
        return field in self._known()

    def __len__(self) -> int:
        return len(self._known())


def _events_of(process: Process) -> list[str]:
    wiring = Wiring.of(process.components.values(), process.connectors.values())
    emitted = {event for fact in wiring.facts.values() for event in fact.emits}
    return sorted({*emitted, "system.stop"})


def _count(name: str, value: Any) -> int:
    try:
        return whole_number(name, value, 0)
    except ValidationError as error:
        if isinstance(value, str) and name == "ticks":
            error.add_note(f"a condition is given as until={value!r}")
        raise
