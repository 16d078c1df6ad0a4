"""What several people ask of one host at a time, and the same once more, one after the other."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.exceptions import TimelineError
from plugboard_nb.timeline import Branch
from plugboard_nb.widgets import Ticket, View

LAST = 150
ADVANCES = ("step", "run")
CHANGES = ("set", "hold")
LOOKS = ("view", "back", "pause")


class Drift(Component):
    """Adds up its rate; lets others have their turn meanwhile; ends."""

    io = IO(outputs=["x"])

    def __init__(self, rate: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rate, self.total, self.count = rate, 0, 0

    async def step(self) -> None:
        await asyncio.sleep(0)
        self.count += 1
        self.total = (31 * self.total + self.rate) % 1_000_003
        self.x = self.total
        if self.count == LAST:
            await self.io.close(deliver=True)


class Echo(Component):
    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, bias: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bias = bias

    def step(self) -> None:
        self.y = self.x + self.bias


def model() -> LocalProcess:
    """Return a model that is the same each time."""
    parts = [Drift(name="drift"), Echo(name="echo")]
    return LocalProcess(parts, ["drift.x -> echo.x"], name="asked", seed=1)


class Ask(NamedTuple):
    """One thing to ask for, from a page or in code; a page may say it several times."""

    name: str
    args: dict[str, Any]
    by_page: bool
    times: int = 1

    @property
    def change(self) -> tuple[str, Any]:
        """What is to be changed, and to which value."""
        return self.args.get("what") or self.args["output"], self.args["value"]


@dataclass
class Asked:
    """What became of it."""

    ask: Ask
    ticket: Ticket
    viewed: tuple[str, int] | None = None
    branch: str = ""  # on which it ended

    @property
    def error(self) -> str:
        """The kind of its error, if it failed."""
        try:
            self.ticket.result(0)
        except Exception as error:
            return type(error).__name__
        return ""


@dataclass
class Crowd:
    """Asks for things from several threads at once and takes down what became of them."""

    view: View = field(default_factory=lambda: View(model()))
    asked: list[Asked] = field(default_factory=list)
    made: dict[tuple[str, Any], int] = field(default_factory=dict)  # change → tick

    def __post_init__(self) -> None:
        self.host, self.timeline = self.view.host, self.view.timeline
        self._asking = threading.local()
        self._ids = itertools.count()
        self._submit, self._make = self.host.submit, self.timeline._make
        self.view._receive(None, {"do": "mounted", "args": {"mount": "m"}}, [])
        self.host.submit = self.submit  # type: ignore[method-assign]
        self.timeline._make = self.make

    def submit(self, what: str, act: Callable[[], Any], **how: Any) -> Ticket:
        """Stand before the host's method."""
        ask = getattr(self._asking, "ask", None)
        if ask is None:
            return self._submit(what, act, **how)
        asked = Asked(ask, None)  # type: ignore[arg-type]

        def noted() -> Any:
            viewed = self.host.viewed
            asked.viewed = viewed and (viewed[0].name, viewed[1])
            done = act()
            return later(done) if asyncio.iscoroutine(done) else done

        async def later(done: Any) -> Any:
            try:
                return await done
            finally:
                asked.branch = self.timeline.branch.name

        asked.ticket = self._submit(what, noted, **how)
        self.asked.append(asked)
        return asked.ticket

    def make(self, changes: Any) -> None:
        """Stand before the timeline's method: take down at which tick it was that."""
        self._make(changes)
        for change in changes:
            key = (change.what, change.value)
            assert key not in self.made, f"{key} was made twice"
            self.made[key] = self.timeline.tick

    def ask(self, asks: list[Ask]) -> None:
        """Ask for all of these, one after the other."""
        said = []
        for ask in asks:
            self._asking.ask = ask
            if ask.by_page:
                content = {"do": ask.name, "args": ask.args, "id": f"m{next(self._ids)}"}
                said.append(content)
                for _ in range(ask.times):
                    self.view._receive(None, content, [])
            else:
                try:
                    getattr(self.host.controls, ask.name)(**ask.args)
                except Exception:
                    continue  # its ticket tells
        for content in said:  # once more, much later
            self.view._receive(None, content, [])
        self._asking.ask = None

    def ask_at_once(self, several: list[list[Ask]]) -> None:
        """Have a thread for each list, and wait until all is done."""
        threads = [threading.Thread(target=self.ask, args=(asks,)) for asks in several]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(15)
            assert not thread.is_alive(), "somebody waits for ever"
        self.host.settle(15)

    def close(self) -> None:
        """Let go of everything."""
        self.view.close()
        self.host.close(destroy=True)

    # Once more -----------------------------------------------------------------------------

    async def again(self) -> Timeline:
        """Return a fresh timeline to which the same was done, in the order of the tickets."""
        timeline = Timeline(model())
        done = sorted(self.asked, key=lambda asked: asked.ticket.number)
        for asked in done:
            if asked.ticket.number == 0:  # pause() has called it off
                assert asked.ticket.result(0).reason == "paused"
        done = [asked for asked in done if asked.ticket.number and asked.ask.name not in LOOKS]
        async with timeline:
            while done:
                first, beside = done.pop(0), []
                if first.ask.name in ADVANCES:  # what was changed meanwhile belongs to it
                    while done and done[0].ask.name in CHANGES:
                        beside.append(done.pop(0))
                await Again(timeline, self.made, first, beside).do()
        return timeline


class Again:
    """One thing done once more to another timeline."""

    def __init__(
        self, timeline: Timeline, made: dict[Any, int], asked: Asked, beside: list[Asked]
    ) -> None:
        self.timeline, self.made, self.asked, self.beside = timeline, made, asked, beside

    async def do(self) -> None:
        """Do it, and see that it fails as it did."""
        name, args, failed = self.asked.ask.name, self.asked.ask.args, ""
        timeline, home, tick = self.timeline, self.timeline.branch, self.timeline.tick
        try:
            if name in CHANGES:
                self.change(self.asked)
            else:
                await getattr(self, "advance" if name in ADVANCES else name)(**args)
        except Exception as error:
            failed = type(error).__name__
            if timeline.branch is not home:
                await timeline.switch(home)
            if timeline.tick != tick:
                await timeline.rewind(tick)
        assert failed == self.asked.error, self.asked

    def shown(self) -> tuple[Branch, int]:
        """Return what was shown when it began."""
        if self.asked.viewed is None:
            return self.timeline.branch, self.timeline.tick
        name, tick = self.asked.viewed
        return self.timeline.branches[name], tick

    def change(self, asked: Asked) -> None:
        if asked.viewed is not None:
            raise TimelineError
        getattr(self.timeline, asked.ask.name)(*asked.ask.change)

    async def advance(self, **args: Any) -> None:
        if not self.asked.branch:  # paused before it began
            await self.rest_of(self.timeline.tick)
            return
        timeline, goal = self.timeline, self.asked.ticket.result(0).tick
        if self.asked.viewed is not None and self.asked.ask.name == "step":
            goal = timeline.tick
        elif timeline.branch.name != self.asked.branch and not timeline._head.at_tip:
            timeline._new_branch(timeline._head.position)  # if only to be paused at once
        await self.rest_of(goal)

    async def rest_of(self, goal: int) -> None:
        """Go to the tick *goal*, and make on the way what was changed meanwhile."""
        for asked in self.beside:
            if asked.viewed is None:
                await self.go(self.made[asked.ask.change])
                self.change(asked)
            else:
                assert asked.error == "TimelineError", asked
        await self.go(goal)

    async def go(self, tick: int) -> None:
        if tick > self.timeline.tick:
            await self.timeline.run(ticks=tick - self.timeline.tick)
        assert self.timeline.tick == tick, self.asked

    async def rewind(self, tick: int | None = None) -> None:
        branch, shown = self.shown()
        if tick is None and branch is not self.timeline.branch:
            await self.timeline.switch(branch)
        await self.timeline.rewind(shown if tick is None else tick)

    async def fork(self, at: int | None = None, **args: Any) -> None:
        branch, shown = self.shown()
        if branch is not self.timeline.branch:
            await self.timeline.switch(branch)
        here = shown if self.asked.viewed is not None else None
        made = self.timeline.fork(here if at is None else at, **args)
        await self.timeline.switch(made)

    async def switch(self, branch: str) -> None:
        await self.timeline.switch(branch)

    async def undo(self, number: int) -> None:
        await self.timeline.switch(self.timeline.undo(number))

    async def reset(self) -> None:
        timeline = self.timeline
        kept = {c.what: c.new for c in timeline.interventions if c.kind == "set"}
        if timeline.tick == timeline.branch.last_tick == 0:
            return
        if kept:
            await timeline.switch(timeline.fork(0, set=kept))
        else:
            await timeline.rewind(0)


def told_by(timeline: Timeline) -> dict[str, Any]:
    """Return what a timeline has recorded, and where it is."""
    branches = {
        name: (branch.last_tick, branch.departure, branch.digest())
        for name, branch in timeline.branches.items()
    }
    return {"branches": branches, "head": (timeline.branch.name, timeline.tick)}
