"""A model of all sorts, whose classes another interpreter can import, and what is told of it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

from plugboard_nb import IO, Component, Event, LocalProcess
from plugboard_nb.library import FileWriter
from plugboard_nb.timeline import Timeline
from timeline.sameness import plain, state_in


class Full(Event):
    type: ClassVar[str] = "full"


class Walk(Component):
    """Walks at random; its class counts its steps."""

    io = IO(outputs=["x"])
    steps: ClassVar[int] = 0

    def __init__(self, sigma: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sigma, self.position = sigma, 0.0
        self.dice = random.Random(3)

    def step(self) -> None:
        Walk.steps += 1
        self.position += self.sigma * self.rng.normal() + self.dice.random() / 9
        self.x = self.position


class Tank(Component):
    """Fills up, remembers what it can, and says so now and then."""

    io = IO(inputs=["inflow", "back"], outputs=["level", "on", "text"], output_events=[Full])
    inflow: float
    back: float

    def __init__(self, area: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.area, self.volume, self.n = area, 0.0, 0
        self.past: dict[Any, Any] = {"levels": [], "seen": {0}, ("a", 1): b"x"}

    def step(self) -> None:
        self.n += 1
        self.volume += self.inflow - 0.1 * self.back
        self.level = self.volume / self.area + self.parameters["offset"]
        self.on, self.text = self.n % 3 == 0, f"at {self.n}"
        self.past["levels"].append(self.level)
        self.past["seen"].add(self.n % 7)
        if self.n % 5 == 0:
            self.io.queue_event(Full(source=self.name, data={"level": self.level}))


class Ear(Component):
    """Hears of a full tank, in the tick after that."""

    io = IO(outputs=["heard"], input_events=[Full])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.heard = 0.0

    @Full.handler
    def on_full(self, event: Full) -> None:
        assert isinstance(event.data, dict)
        self.heard = event.data["level"]

    def step(self) -> None:
        self.heard += 0.5


FILES = "level.csv", "level.csv.gz"


def shop(writes: bool = False, **kwargs: Any) -> LocalProcess:
    """Return the model, perhaps with writers of files in the present folder."""
    writers = [
        FileWriter(name=f"w{i}", path=path, field_names=["level"], chunk_size=7)
        for i, path in enumerate(FILES if writes else ())
    ]
    parts = [
        Ear(name="ear"),  # before the tank: events wait for it between ticks
        Walk(name="walk"),
        Tank(name="tank", initial_values={"back": [0.0, 1.0, 2.0]}),
        *writers,
    ]
    wires = ["walk.x -> tank.inflow", "tank.level -> tank.back"]
    wires += [f"tank.level -> {writer.name}.level" for writer in writers]
    return LocalProcess(parts, wires, parameters={"offset": 1.0, "unused": [1]}, **kwargs)


async def tell_story(t: Timeline) -> None:
    """Have a past with everything in it; the head ends up in the midst of it."""
    await t.step(12)
    t.set("tank.area", 2.0)
    t.hold("walk.x", 0.25)
    await t.step(8)
    t.set("offset", 1.5)
    t.release("walk.x")
    t.breakpoints.add("tank.level > 1e9")
    t.breakpoints.add(events=["full"]).enabled = False
    await t.step(20)
    wild = t.fork(at=15, set={"walk.sigma": 3.0}, hold={"tank.on": True}, name="wild")
    await wild.step(10)
    other = t.fork(at=0, initial_values={"tank.back": [3.0, 2.0, 1.0]}, name="other start")
    await other.run(until="tank.level > 3", ticks=30)
    await t.rewind(25)


async def go_on(t: Timeline) -> None:
    """Do more of everything."""
    await t.step(15)  # on a new branch
    t.set("offset", 0.5)
    t.set("walk.sigma", 0.125)
    await t.step(5)
    await t.branches["wild"].step(5)
    await t.switch("main")
    t.hold("walk.x", 0.0)
    await t.step(7)
    await t.rewind(33)


async def told(t: Timeline) -> dict[str, Any]:
    """Return all there is to tell of a timeline, files included, as JSON."""
    moments = [(name, tick) for name, b in t.branches.items() for tick in range(b.last_tick + 1)]
    return {
        "repr": repr(t),
        "branches": {name: [repr(b), b.digest(), b.number] for name, b in t.branches.items()},
        "interventions": [
            [repr(change)[: repr(change).index("when=")] for change in b.interventions]
            for b in t.branches.values()
        ],
        "moments": {str(place): looks(t, *place) for place in moments},
        "breakpoints": repr(t.breakpoints),
        "state": digest(state_in(await t.process.snapshot(), True)),
        "files": files(),
    }


def files() -> dict[str, str]:
    """Return a fingerprint of each file."""
    return {name: digest(Path(name).read_bytes()) for name in FILES if Path(name).exists()}


def looks(t: Timeline, branch: str, tick: int) -> str:
    """Return a fingerprint of a moment."""
    moment = t.view(tick, branch)
    names = ("fields", "inputs", "queued", "events", "parameters")
    return digest([plain(getattr(moment, name)) for name in names])


def digest(value: Any) -> str:
    """Return a fingerprint of plain data."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


Deed = Callable[[Timeline], Awaitable[Any]]


def entered(t: Timeline, *deeds: Deed) -> Any:
    """Enter a timeline, do all *deeds* and return what the last of them did."""

    async def life() -> Any:
        async with t:
            result = None
            for deed in deeds:
                result = await deed(t)
            return result

    return asyncio.run(life())


def main() -> None:
    """Load a timeline, go on, and print what there is to tell."""
    timeline = Timeline.load(sys.argv[1])
    entered(timeline)
    steps = Walk.steps
    json.dump({"told": entered(timeline, go_on, told), "steps": steps}, sys.stdout)
