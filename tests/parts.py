"""Small real components that many tests use."""

import asyncio
from collections.abc import Iterable
from typing import Any, ClassVar

from plugboard_nb import IO, Component, Event, LocalProcess


class Source(Component):
    """Sends the given values one per tick, then ends."""

    io = IO(outputs=["out"])

    def __init__(self, values: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = list(values)
        self.sent = 0

    async def step(self) -> None:
        if self.sent == len(self.values):
            await self.io.close()
        else:
            self.out = self.values[self.sent]
            self.sent += 1


class Count(Component):
    """Sends 1, 2, 3, ... for ever."""

    io = IO(outputs=["out"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.out: Any = 0

    def step(self) -> None:
        self.out += 1


class Pass(Component):
    """Hands its input on; remembers nothing."""

    io = IO(inputs=["x"], outputs=["y"])
    x: Any

    async def step(self) -> None:
        self.y = self.x


class Gain(Component):
    """Multiplies its input by an attribute."""

    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, factor: float = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.factor = factor

    def step(self) -> None:
        self.y = self.factor * self.x


class Add(Component):
    """Adds two inputs."""

    io = IO(inputs=["a", "b"], outputs=["y"])

    def step(self) -> None:
        self.y = self.a + self.b


class Sink(Component):
    """Keeps what it has seen, in order."""

    io = IO(inputs=["x"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seen: list[Any] = []

    async def step(self) -> None:
        self.seen.append(self.x)


class Wait(Component):
    """Hands its input on after a turn of the event loop."""

    io = IO(inputs=["x"], outputs=["y"])

    async def step(self) -> None:
        await asyncio.sleep(0)
        self.y = self.x


class Alarm(Event):
    """An event with a number in its data."""

    type: ClassVar[str] = "alarm"


class Siren(Component):
    """Emits an alarm at the given ticks; ends after its last tick."""

    io = IO(outputs=["out"], output_events=[Alarm])

    def __init__(self, at: Iterable[int] = (), last: int = 5, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at, self.last, self.out = set(at), last, 0

    def step(self) -> None:
        if self.out == self.last:
            self.io.close()
            return
        self.out += 1
        if self.out in self.at:
            self.io.queue_event(Alarm(source=self.name, data={"number": self.out}))


class Listener(Component):
    """Keeps the numbers of the alarms it has heard."""

    io = IO(input_events=[Alarm])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.heard: list[int] = []

    @Alarm.handler
    def on_alarm(self, event: Alarm) -> None:
        assert isinstance(event.data, dict)
        self.heard.append(event.data["number"])


def pipeline(values: Iterable[Any], stage: Component | None = None, **kwargs: Any) -> LocalProcess:
    """Return source -> stage -> sink, called so; the stage hands on by default."""
    stage = stage or Pass(name="stage")
    parts = [Source(values, name="source"), stage, Sink(name="sink")]
    wires = [f"source.out -> {stage.name}.x", f"{stage.name}.y -> sink.x"]
    return LocalProcess(parts, wires, **kwargs)
