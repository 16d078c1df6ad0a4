"""A hot-water tank whose arguments have all kinds of editors, and awkward names and values."""

from __future__ import annotations

import math
from enum import Enum
from typing import Annotated, Any, Literal

import numpy as np
from annotated_types import Ge, Interval, Unit

from plugboard_nb import IO, Component, LocalProcess, Port
from plugboard_nb.library import Integrator


class Wall(Enum):
    FOAM = "foam"
    WOOL = "wool"


class HotWaterTank(Component):
    """Well-mixed water that a heater warms and the air outdoors cools.

    The temperature changes by what comes in less what gets lost, divided by the heat that the water
    holds.

    Args:
        volume: Water in the tank.
        heater_power: Power of the heater while it is on.
        insulation: Thermal resistance of the wall.
        wall: What it is made of.
        ports: Number of pipes.
        eco: Whether the heater works at half its power.
        mode: How to integrate.
        label: Any text.
        limit: Highest temperature; none if left out.
        profile: Any values.
    """

    io = IO(
        inputs=[
            Port("heater", doc="whether the heater is on", type="bool"),
            Port("outdoor", unit="degC", doc="temperature of the air", type="float"),
            Port("before", unit="degC", type="float"),
        ],
        outputs=[Port("temperature", unit="degC", doc="of the water", type="float")],
    )
    exports = ["losses"]

    def __init__(
        self,
        volume: Annotated[float, Interval(ge=50, le=500), Unit("L")] = 150.0,
        heater_power: Annotated[float, Interval(ge=0, le=3), Unit("kW")] = 1.1,
        insulation: Annotated[float, Interval(gt=0, le=5)] = 0.9,
        wall: Wall = Wall.FOAM,
        ports: Annotated[int, Ge(1)] = 2,
        eco: bool = False,
        mode: Literal["euler", "exact"] = "euler",
        label: str = "",
        limit: float | None = None,
        profile: Any = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if insulation == 3.33:
            raise ValueError("insulation is 3.33, which no shop sells")
        self.volume, self.heater_power, self.insulation = volume, heater_power, insulation
        self.wall, self.ports, self.eco, self.mode = wall, ports, eco, mode
        self.label, self.limit, self.profile = label, limit, profile
        self.losses = 0.0
        self.cycles = 0
        self.samples = np.zeros(3)

    def step(self) -> None:
        power = self.heater_power * (0.5 if self.eco else 1.0) if self.heater else 0.0
        self.losses = (self.before - self.outdoor) / self.insulation / 500
        heat = self.volume * 4.186 / 3600
        self.temperature = self.before + self.parameters["dt"] * (power - self.losses) / heat
        self.cycles += bool(self.heater)
        self.samples = np.roll(self.samples, 1)
        self.samples[0] = self.temperature


class Thermostat(Component):
    """Switches on when it is too cool, and off when it is warm enough."""

    io = IO(
        inputs=[Port("setpoint", unit="degC"), Port("measured", unit="degC")],
        outputs=[Port("heater", type="bool")],
    )

    def __init__(
        self, hysteresis: Annotated[float, Interval(ge=0, le=10)] = 1.0, **kw: Any
    ) -> None:
        super().__init__(**kw)
        self.hysteresis, self.heater = hysteresis, False

    def step(self) -> None:
        if self.measured > self.setpoint + self.hysteresis:
            self.heater = False
        elif self.measured < self.setpoint - self.hysteresis:
            self.heater = True


class Setpoint(Component):
    """A constant."""

    io = IO(outputs=[Port("value", unit="degC", type="float")])

    def step(self) -> None:
        self.value = 60.0


class Weather(Component):
    """Cold at night."""

    io = IO(outputs=[Port("outdoor", unit="degC", type="float")])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._tick = 0

    def step(self) -> None:
        self._tick += 1
        self.outdoor = 9.0 + 5 * math.sin(self._tick / 20)


LONG = "x" * 300
AWKWARD = {
    "script": "<script>window.broken = true</script><b>bold</b>",
    "long": LONG,
    "arabic": "درجة الحرارة \u202e<b>",
    "nan": math.nan,
    "inf": math.inf,
    "none": None,
    "huge": 1e300,
    "whole": 10**300,
    "empty": "",
    "array": np.arange(600.0).reshape(200, 3),
    "nested": {"a": [1, 2, 3], "b": None},
    "function": math.sin,
}


class Awkward(Component):
    """Sends values that are hard to show: <script>alert(1)</script>."""

    io = IO(
        outputs=[
            *AWKWARD,
            Port("a" * 300, unit="m" * 40, doc="<i>"),
            Port("حرارة", unit="درجة"),
        ]
    )

    def step(self) -> None:
        for name, value in AWKWARD.items():
            setattr(self, name, value)


def boiler(**arguments: Any) -> LocalProcess:
    """Return the drawing of the workbench as a process."""
    parts = [
        Setpoint(name="setpoint"),
        Thermostat(name="thermostat", initial_values={"measured": [57.5]}),
        Weather(name="weather"),
        HotWaterTank(name="tank", initial_values={"before": [57.5]}, **arguments),
        Integrator(name="energy", unit="kWh"),
    ]
    wires = [
        "setpoint.value -> thermostat.setpoint",
        "tank.temperature -> thermostat.measured",
        "thermostat.heater -> tank.heater",
        "weather.outdoor -> tank.outdoor",
        "tank.temperature -> tank.before",
    ]
    parameters = {"dt": 0.1, "site": "Seattle"}
    return LocalProcess(
        parts,
        [*wires, "thermostat.heater -> energy.x"],
        "hot-water tank",
        parameters=parameters,
        seed=7,
    )


def awkward() -> LocalProcess:
    """Return a process with one awkward component, and an awkward parameter."""
    return LocalProcess([Awkward(name="odd", parameters=AWKWARD)], name="odd <b>", seed=1)
