"""Components that files name in the tests of the builder; ``yaml_parts.Count`` and so on."""

from collections.abc import Callable
from enum import Enum
from typing import Any, ClassVar

from plugboard_nb.component import Component, component
from plugboard_nb.component import IOController as IO
from plugboard_nb.connector import AsyncioConnector
from plugboard_nb.events import Event
from plugboard_nb.process import LocalProcess
from plugboard_nb.state import InMemoryStateBackend


class Colour(Enum):
    RED = 1
    BLUE = 2


class Count(Component):
    """Counts to a last number, with a little noise where the parameters ask for it."""

    io = IO(outputs=["n"])

    def __init__(self, last: int = 5, start: float = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.last, self.start = last, start

    def init(self) -> None:
        self.done = 0

    async def step(self) -> None:
        if self.done >= self.last:
            await self.io.close()
            return
        self.done += 1
        self.n = self.start + self.done + self.parameters.get("noise", 0) * self.rng.random()


class Add(Component):
    """Adds its first input to what it gave before."""

    io = IO(inputs=["a", "before"], outputs=["total"])

    def step(self) -> None:
        self.total = self.before + self.a * self.parameters.get("dt", 1)


class Options(Component):
    """Takes any argument and gives its ``repr``."""

    io = IO(outputs=["text"])

    def __init__(self, option: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.option = option

    async def step(self) -> None:
        self.text = f"{type(self.option).__name__} {self.option!r}"
        await self.io.close(deliver=True)


class Apply(Component):
    """Applies a function."""

    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, function: Callable[[Any], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.function = function

    def step(self) -> None:
        self.y = self.function(self.x)


class Outer:
    class Inner(Count):
        """A class inside another."""

    number = 3


class Strict(Component):
    """Refuses some values of its argument."""

    io = IO(outputs=["x"])

    def __init__(self, size: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if size == 13:
            raise RuntimeError("a bug")
        if size < 0:
            raise ValueError(f"size is {size!r}; it must be 0 or more")

    async def step(self) -> None:
        await self.io.close()


class Alarm(Event):
    type: ClassVar[str] = "alarm"


class Bell(Component):
    """Rings once it has counted to two."""

    io = IO(inputs=["n"], output_events=[Alarm])

    def step(self) -> None:
        if self.n == 2:
            self.io.queue_event(Alarm(source=self.name))


class Ear(Component):
    """Counts alarms."""

    io = IO(outputs=["heard"], input_events=[Alarm])
    count = 0

    @Alarm.handler
    def on_alarm(self, event: Alarm) -> None:
        self.count += 1

    def step(self) -> None:
        self.heard = self.count


@component(inputs=["x"], outputs=["y"])
def double(x: float) -> dict[str, float]:
    """Double a number."""
    return {"y": 2 * x}


def square(x: float) -> float:
    """Square a number, for ``Apply``."""
    return x * x


def refuse_to_be_called(**kwargs: Any) -> None:
    """Stand for a function that a file must not be able to call."""
    raise AssertionError("this must never be called")


class OwnProcess(LocalProcess):
    """A process class of a user."""


class OwnState(InMemoryStateBackend):
    """A state class of a user."""


class OwnConnector(AsyncioConnector):
    """A connector class of a user."""
