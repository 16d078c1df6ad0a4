"""Small models that the tests of the timeline share."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from plugboard_nb import IO, Component, Event, LocalProcess, Timeline

T = TypeVar("T")


class Walk(Component):
    """A random walk."""

    io = IO(outputs=["x"])

    def __init__(self, sigma: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sigma, self.position = sigma, 0.0

    def step(self) -> None:
        self.position += self.sigma * self.rng.normal()
        self.x = self.position


class Tank(Component):
    """Fills by its inflow; what it lost one tick ago comes back as ``drain``."""

    io = IO(inputs=["inflow", "drain"], outputs=["level"])

    def __init__(self, area: float = 1.0, label: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if area <= 0:
            raise ValueError(f"area is {area}; it must be above 0")
        self.area, self.label, self.volume = area, label, 0.0

    def step(self) -> None:
        self.volume += self.inflow - 0.1 * self.drain + self.parameters.get("leak", 0.0)
        self.level = self.volume / self.area


class Alarm(Event):
    type: ClassVar[str] = "alarm"
    data: dict[str, Any]


class Bell(Component):
    """Emits an alarm at every fifth step."""

    io = IO(outputs=["n"], output_events=[Alarm])

    def __init__(self, last: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.count, self.last = 0, last

    async def step(self) -> None:
        self.count += 1
        self.n = self.count
        if self.count % 5 == 0:
            self.io.queue_event(Alarm(source=self.name, data={"n": self.count}))
        if self.count == self.last:
            await self.io.close(deliver=True)


class Guard(Component):
    """Counts the alarms."""

    io = IO(inputs=["n"], outputs=["alarms"], input_events=[Alarm])

    def __init__(self, fails_at: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.heard, self.fails_at = 0, fails_at

    @Alarm.handler
    def hear(self, event: Alarm) -> None:
        self.heard += 1

    def step(self) -> None:
        if self.n == self.fails_at:
            raise RuntimeError("the guard fell asleep")
        self.alarms = self.heard


def tank(**arguments: Any) -> LocalProcess:
    """Return a random walk that fills a tank with feedback."""
    parts = [Walk(name="walk"), Tank(name="tank", initial_values={"drain": [0.0]}, **arguments)]
    return LocalProcess(parts, ["walk.x -> tank.inflow", "tank.level -> tank.drain"], seed=3)


def watch(last: int | None = None, fails_at: int | None = None) -> LocalProcess:
    """Return a bell and a guard who listens."""
    return LocalProcess(
        [Bell(last, name="bell"), Guard(fails_at, name="guard")], ["bell.n -> guard.n"]
    )


def drive(process: Any, act: Callable[[Timeline], Awaitable[T]], **kwargs: Any) -> T:
    """Run *act* on a timeline of *process* and return what it returns."""

    async def run() -> T:
        async with Timeline(process, **kwargs) as t:
            return await act(t)

    return asyncio.run(run())
