"""Random ways to use a timeline, and what each branch must be like in the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from hypothesis import strategies as st

from blocks import Awaiting, WaitingFirst
from plugboard_nb.exceptions import TimelineError, ValidationError
from plugboard_nb.history import digest
from plugboard_nb.library import FileWriter
from plugboard_nb.process import Process
from plugboard_nb.process.changes import settings_of
from plugboard_nb.timeline import Branch, Intervention, Timeline
from reference import same_value
from timeline.lively import Maker
from timeline.sameness import assert_same, ends_of, rows_of, shown_by, state_in

VALUES = (0, 3, -2, 2.5, True, "u", None)
FIXED = {"node", "path", "field_names", "expression", "inputs", "output", "time", "values"}

NEVER = 10**9


class Act(NamedTuple):
    """One thing to do; numbers are taken modulo what there is to choose from."""

    name: str
    which: int = 0
    number: int = 0
    value: Any = None


def act(name: str, most: int = 8, values: Any = (None,)) -> st.SearchStrategy[Act]:
    """Return acts of one name."""
    small = st.integers(0, most)
    return st.builds(Act, st.just(name), st.integers(0, 40), small, st.sampled_from(values))


ADVANCES = act("step"), act("step"), act("run"), act("pause"), act("cut")
MOVES = act("rewind", 30), act("rewind", 30), act("switch")
CHANGES = (act("set", values=VALUES), act("hold", values=VALUES), act("release"))
BRANCHES = (
    act("fork", 30, VALUES),
    act("fork hold", 30, VALUES),
    act("fork initial", 2, VALUES),
    act("branch run"),
    act("branch set", values=VALUES),
    act("branch hold", values=VALUES),
    act("branch release"),
    act("delete"),
)
ANY = st.one_of(*ADVANCES, *MOVES, *CHANGES, *BRANCHES)


class Session:
    """A timeline that does what it is told, and remembers what it saw.

    Args:
        make: Makes the process; each time the same.
        looks: Whether to look at everything after each act, or only in the end.
        kwargs: For the timeline.
    """

    def __init__(self, make: Maker, looks: bool = True, **kwargs: Any) -> None:
        self.make, self.looks = make, looks
        self.process = make()
        self.timeline = Timeline(self.process, **kwargs)
        parts = self.process.components.values()
        self.waits = any(isinstance(part, Awaiting | WaitingFirst) for part in parts)
        self.seen: dict[tuple[Branch, int], Any] = {}
        self.digests: dict[Branch, tuple[int, int, str]] = {}
        self.completed: dict[Branch, int] = {}  # branch → interventions made when it ended

    async def do(self, acts: list[Act]) -> None:
        """Do all *acts* and compare every branch with a fresh process."""
        async with self.timeline:
            for one in acts:
                await self.act(one)
                if self.looks:
                    self.look()
            self.look()
            self.look_back()
            for branch in self.timeline.branches.values():
                await self.check_branch(branch)
            await self.check_head()

    # Acts ----------------------------------------------------------------------------------

    async def act(self, one: Act) -> None:
        """Do one thing; where a step raises, go back to before it."""
        timeline = self.timeline
        method: Callable[[Act], Any] = getattr(self, one.name.replace(" ", "_"))
        try:
            result = method(one)
            if result is not None:
                await result
        except Exception as error:
            in_step = self.process.status == "failed" or one.name == "branch run"
            if isinstance(error, TimelineError) or not in_step:
                raise
            await timeline.rewind(timeline.tick)
        assert timeline.tick == timeline.process.tick
        if self.process.at_boundary:
            self.note()
        if self.process.status == "completed":
            self.completed.setdefault(timeline._head.position.branch, len(timeline.interventions))

    def note(self) -> None:
        """Remember what the present moment shows, and see that it is what there is."""
        timeline, parts = self.timeline, self.process.components
        moment = timeline.view()
        held = {change.what for change in timeline.interventions if change.kind == "hold"}
        for field, value in moment.fields.items():
            name, _, attribute = field.partition(".")
            part = parts[name]
            # An export may change in between, the step that ends it may count for nothing, and what
            # is held can be seen before it is sent.
            shows = attribute in part.io.outputs and field not in held
            if shows and not part.status.is_terminal:
                assert same_value(getattr(part, attribute), value), (field, moment)
        for name, parameters in moment.parameters.items():
            assert parameters == parts[name].parameters
        branch, tick, _ = timeline._head.position
        changed = any(change.kind == "set" for change in moment.interventions)
        if (tick > branch.departure or branch.parent is None) and not changed:
            self.seen.setdefault((branch, tick), shown_by(moment))

    async def step(self, one: Act) -> None:
        await self.timeline.step(one.number)

    async def run(self, one: Act) -> None:
        await self.timeline.run(ticks=one.number * 2, until=self.witness)

    def witness(self, timeline: Timeline) -> bool:
        """Look at every tick as it goes by."""
        self.note()
        return False

    async def pause(self, one: Act) -> None:
        goal = self.timeline.tick + one.which % 5

        def pausing(timeline: Timeline) -> bool:
            if timeline.tick >= goal:
                timeline.pause()
            return False

        await self.timeline.run(ticks=one.number + 2, until=pausing)

    async def cut(self, one: Act) -> None:
        """Cancel an advance in its midst."""
        task = asyncio.ensure_future(self.timeline.run(ticks=one.number * 3))
        for _ in range(one.which):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def rewind(self, one: Act) -> None:
        await self.timeline.rewind(one.number % (self.timeline.branch.last_tick + 1))

    async def switch(self, one: Act) -> None:
        await self.timeline.switch(self.branch(one))

    def set(self, one: Act) -> None:
        self.change(self.timeline, "set", self.setting(one), one.value)

    def hold(self, one: Act) -> None:
        self.change(self.timeline, "hold", self.output(one), one.value)

    def release(self, one: Act) -> None:
        self.change(self.timeline, "release", self.output(one))

    def fork(self, one: Act) -> None:
        self.divide(one, set={self.setting(one): one.value})

    def fork_hold(self, one: Act) -> None:
        self.divide(one, hold={self.output(one): one.value})

    def fork_initial(self, one: Act) -> None:
        values = self.initial_values()
        if values:
            what = self.pick(values, one)
            self.divide(one._replace(number=0), initial_values={what: [one.value] * values[what]})

    async def branch_run(self, one: Act) -> None:
        branch = self.branch(one)
        before = self.timeline._head.position, self.timeline.branch
        await branch.run(ticks=one.number)
        assert (self.timeline._head.position, self.timeline.branch) == before

    def branch_set(self, one: Act) -> None:
        self.change(self.branch(one), "set", self.setting(one), one.value)

    def branch_hold(self, one: Act) -> None:
        self.change(self.branch(one), "hold", self.output(one), one.value)

    def branch_release(self, one: Act) -> None:
        self.change(self.branch(one), "release", self.output(one))

    def delete(self, one: Act) -> None:
        branch = self.branch(one)
        with suppress(TimelineError):
            self.timeline.delete(branch)
            self.seen = {key: shown for key, shown in self.seen.items() if key[0] is not branch}

    # What there is to choose from ----------------------------------------------------------

    @staticmethod
    def pick(choice: Iterable[Any], one: Act) -> Any:
        """Return one of *choice*."""
        things = list(choice)
        return things[one.which % len(things)]

    def branch(self, one: Act) -> Branch:
        """Return one of the branches."""
        branch: Branch = self.pick(self.timeline.branches.values(), one)
        return branch

    def setting(self, one: Act) -> str:
        """Return the name of something to set."""
        return str(self.pick(settings(self.process), one))

    def output(self, one: Act) -> str:
        """Return the name of an output."""
        parts = self.process.components.values()
        return str(self.pick([f"{p.name}.{field}" for p in parts for field in p.io.outputs], one))

    def initial_values(self) -> dict[str, int]:
        """Return the inputs that have initial values, and how many."""
        parts = self.process.components.values()
        return {f"{p.name}.{f}": len(v) for p in parts for f, v in p.io.initial_values.items()}

    def change(self, target: Timeline | Branch, kind: str, what: str, *value: Any) -> None:
        """Change something."""
        with self.all_or_nothing():
            getattr(target, kind)(what, *value)

    def divide(self, one: Act, **changes: Any) -> None:
        """Fork."""
        ticks = self.timeline.branch.last_tick + 1
        head = self.timeline._head.position, self.timeline.branch
        with self.all_or_nothing():
            self.timeline.fork(None if one.number > 20 else one.number % ticks, **changes)
        assert (self.timeline._head.position, self.timeline.branch) == head

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """See that a value that is not allowed changes nothing."""
        before = self.marks()
        try:
            yield
        except TimelineError:
            assert not self.process.at_boundary
        except Exception as error:
            notes = getattr(error, "__notes__", [])
            if not isinstance(error, ValidationError) and "stays as it was" not in str(notes):
                raise
            assert self.marks() == before

    def marks(self) -> Any:
        """Return what a change changes."""
        branches = self.timeline.branches.values()
        return self.timeline._head.position, [(b.name, b.last_tick, len(b._log)) for b in branches]

    # Looking -------------------------------------------------------------------------------

    def look(self) -> None:
        """See that no branch has changed that nobody went on with."""
        for branch in self.timeline.branches.values():
            now = branch.last_tick, len(branch.interventions), branch.digest()
            last, changes, before = self.digests.get(branch, now)
            if (last, changes) == now[:2]:
                assert before == now[2], f"{branch!r} has changed"
            self.digests[branch] = now

    def look_back(self) -> None:
        """See that each moment shows what was seen when it was there."""
        for (branch, tick), shown in self.seen.items():
            if 0 < tick < branch.history.first_tick:
                continue
            moment = branch.view(tick)
            if any(change.kind == "set" for change in moment.interventions):
                shown = {**shown, "parameters": moment.parameters}
            if branch.history.first_tick > 1:  # what was sent in forgotten ticks is not known
                shown = {**shown, **{k: shown_by(moment)[k] for k in ("inputs", "queued")}}
            if moment.status == "completed":  # since then, in a tick that came to nothing
                shown = {**shown, "queued": shown_by(moment)["queued"]}
            assert_same(shown_by(moment), shown, f"tick {tick} of {branch!r}")

    async def check_branch(self, branch: Branch) -> None:
        """Compare the record of a branch with that of a process that never went back."""
        changes, last = branch.interventions, branch.last_tick
        fresh = await self.lived(changes, last, self.ended(branch))
        first = branch.history.first_tick
        known = min(last, branch.history.last_tick)  # less where what came after is forgotten
        found, wanted = (rows_of(t.history, first, known) for t in (branch, fresh))
        assert_same(found, wanted, repr(branch))
        ends = [ends_of(t.history, self.process, last) for t in (branch, fresh)]
        assert ends[0] == ends[1], f"{branch!r}: {ends}"
        if first == 1 and known == last:
            assert digest(branch.history, last) == digest(fresh.history, last)

    def ended(self, branch: Branch) -> int | None:
        """Return after how many interventions a branch had come to its end."""
        line = [branch]
        while (parent := line[-1].parent) is not None:
            if not parent.last_tick == line[-1].departure == branch.last_tick:
                break
            line.append(parent)
        return next((self.completed[one] for one in line if one in self.completed), None)

    async def check_head(self) -> None:
        """Compare all that the present depends on with that of a process that never went back."""
        timeline = self.timeline
        if not self.process.at_boundary:
            await timeline.rewind(timeline.tick)
        done = self.ended(timeline._head.position.branch)
        if self.process.status != "completed":
            done = None
        fresh = await self.lived(timeline.interventions, timeline.tick, done)
        found, wanted = [
            state_in(await t.process.snapshot(), not self.waits) for t in (timeline, fresh)
        ]
        assert_same(found, wanted, f"the state at tick {timeline.tick}")
        files = [await files_of(t.process) for t in (timeline, fresh)]
        assert files[0] == files[1]

    async def lived(self, changes: list[Intervention], last: int, done: int | None) -> Timeline:
        """Return a timeline of a fresh process that went straight to tick *last*.

        Args:
            changes: What to change on the way.
            last: The tick.
            done: After how many changes the run is to come to its end.
        """
        process = self.make()
        for first in changes:
            if first.kind == "initial":
                name, _, field = first.what.partition(".")
                part = process.components[name]
                for values in (part._pb_initial_values, part.io.initial_values):
                    values[field] = list(first.new)
        timeline = Timeline(process, keyframe_every=NEVER)
        await timeline.init()
        for number, change in enumerate([*changes, None]):
            tick = last if change is None else change.tick
            if tick > timeline.tick:
                await timeline.step(tick - timeline.tick)
            assert timeline.tick == tick
            if number == done:
                await timeline.run(ticks=1)
                assert (timeline.tick, process.status) == (tick, "completed")
            if change is not None and change.kind != "initial":
                value = () if change.kind == "release" else (change.new,)
                getattr(timeline, change.kind)(change.what, *value)
        return timeline


async def files_of(process: Process) -> dict[str, bytes]:
    """Return what is in the files that a process has written."""
    writers = [part for part in process.components.values() if isinstance(part, FileWriter)]
    for writer in writers:
        await writer.flush()
    return {writer.name: writer.path.read_bytes() for writer in writers}


def settings(process: Process) -> list[str]:
    """Return the names of all that can be set."""
    own = [f"{name}.{k}" for name in process.components for k in settings_of(process, name)]
    return [*process.parameters, *(name for name in own if name.partition(".")[2] not in FIXED)]
