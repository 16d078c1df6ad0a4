"""Processes to draw: the tank, tangles with loops, events, and names and values nobody expects."""

import random
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from plugboard_nb import IO, Component, Event, LocalProcess, Port
from plugboard_nb.builder import load_process

MODELS = Path(__file__).parents[2] / "notebooks" / "models"
PARTS = ("boiler", "pump", "heat_exchanger", "mixing_valve", "flow_meter", "relay", "filter")


def tank() -> Any:
    return load_process(MODELS / "hot_water_tank.yaml")


class Part(Component):
    """Adds up a little of what comes in."""

    def __init__(self, ins: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.io = IO(inputs=ins, outputs=[Port("out", unit="degC")])
        self.out: float | None = None

    def step(self) -> None:
        taken = sum(getattr(self, field) or 0.0 for field in self.io.inputs)
        self.out = (self.out or 0.0) + 0.1 + 0.001 * taken


def tangle(count: int, loops: int, seed: int = 1) -> LocalProcess:
    """Return *count* components, most of them fed by one or two before them, and some loops."""
    draw = random.Random(seed)
    names = [f"{PARTS[number % len(PARTS)]}_{number}" for number in range(count)]
    ins: list[list[str]] = [[] for _ in names]
    initial: dict[int, dict[str, list[float]]] = {}
    wires = []
    for number in range(1, count):
        for field in range(draw.choice((1, 1, 2))):
            source = max(0, number - 1 - int(draw.expovariate(0.4)))
            ins[number].append(f"in{field}")
            wires.append(f"{names[source]}.out -> {names[number]}.in{field}")
    for loop in range(loops):
        target = draw.randrange(count - 4)
        field_name = f"back{loop}"
        ins[target].append(field_name)
        initial.setdefault(target, {})[field_name] = [0.0]
        source = target + draw.randrange(1, 4)
        wires.append(f"{names[source]}.out -> {names[target]}.{field_name}")
    parts = [Part(ins[n], name=name, initial_values=initial.get(n)) for n, name in enumerate(names)]
    return LocalProcess(parts, wires, name="tangle")


class Nothing(BaseModel):
    """No data."""


class Alarm(Event):
    type = "plant.alarm"
    data: Nothing = Nothing()


class Sensor(Component):
    """Counts, and gives an alarm at every even number."""

    io = IO(outputs=[Port("reading", unit="bar", doc="a count")], output_events=[Alarm])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.count = 0

    def step(self) -> None:
        self.count += 1
        self.reading = float(self.count)
        if self.count % 2 == 0:
            self.io.queue_event(Alarm(source=self.name, data=Nothing()))


class Siren(Component):
    """Sounds in the tick of an alarm."""

    io = IO(inputs=["x"], outputs=["sounding"], input_events=[Alarm])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.heard = False

    @Alarm.handler
    async def hear(self, event: Alarm) -> None:
        self.heard = True

    def step(self) -> None:
        self.sounding, self.heard = self.heard, False


def alarm() -> LocalProcess:
    """Return a sensor and a siren; three values are always under way between them."""
    siren = Siren(name="siren", initial_values={"x": [0.0, 0.0, 0.0]})
    return LocalProcess([Sensor(name="sensor"), siren], ["sensor.reading -> siren.x"], name="alarm")


class Odd(Component):
    """Sends always the same values, whatever they are."""

    def __init__(self, values: list[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.given = values
        fields = [Port(f"v{n}", unit="<b>kg</b>" if n == 1 else None) for n in range(len(values))]
        self.io = IO(inputs=["x"], outputs=fields)

    def step(self) -> None:
        for field, value in zip(self.io.outputs, self.given, strict=True):
            setattr(self, field, value)


class Mute:
    """An object that cannot say what it is."""

    def __repr__(self) -> str:
        raise RuntimeError("no words")


ODD: list[Any] = [
    "<script>alert(1)</script>",
    float("nan"),
    float("inf"),
    None,
    10**300,
    1e300,
    "",
    "\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd",
    "\N{FIRE}" * 40,
    "x" * 300,
    np.arange(600.0).reshape(200, 3),
    True,
    [1, 2],
    b"abc",
    Mute(),
]


def hostile() -> LocalProcess:
    """Return components with values and names that a drawing may stumble over."""
    long = "a" * 300
    parts = [Odd(ODD, name=long, initial_values={"x": [1, 2, 3]}), Odd([1.5], name="b-c_d")]
    wires = [(f"{long}.v10", "b-c_d.x"), ("b-c_d.v0", f"{long}.x")]
    return LocalProcess(parts, wires, name="<script>alert(2)</script>")
