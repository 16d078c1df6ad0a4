"""Models with a past worth going back to: random, with settings, and steps that can raise."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from blocks import Block, Boom, block_of
from plugboard_nb import library as lib
from plugboard_nb.builder import load_process
from plugboard_nb.process import LocalProcess, Process
from reference import Model, Node
from reference.model import MODULUS

Maker = Callable[[], Process]
TANK = Path(__file__).parents[2] / "notebooks" / "models" / "hot_water_tank.yaml"

if TYPE_CHECKING:
    _Base = Block
else:
    _Base = object


class Lively(_Base):
    """A node with randomness of three kinds, an argument, an attribute, a parameter and a fuse."""

    def __init__(self, node: Node, bias: int = 0, **kwargs: Any) -> None:
        super().__init__(node, **kwargs)
        self.bias = bias
        self.slope = 3 * bias + 1  # follows from an argument
        self.nudge = 0
        self.fuse = 0
        self.generator = np.random.default_rng(node.salt)
        self.dice = random.Random(node.salt)

    def act(self) -> str:
        memory = self.memory
        moved = self.bias * self.slope + self.nudge + self.parameters.get("push", 0)
        memory["acc"] = int(memory["acc"] + moved + self.draw()) % MODULUS
        if self.fuse and memory["steps"] >= self.fuse:
            raise Boom(self.name)
        ending: str = super().act()
        return ending

    def draw(self) -> int:
        """Draw a random number, in a manner that depends on the node."""
        # Of what a step that is cut off has drawn, the engine takes back only that of self.rng.
        match 0 if self.node.style == "await" else self.node.salt % 4:
            case 0:
                return int(self.rng.integers(100))
            case 1:
                return int(self.generator.integers(100))
            case 2:
                return self.dice.randrange(100)
        return 0


@cache
def lively_class(cls: type[Block]) -> type[Block]:
    """Return *cls* with :class:`Lively` on top."""
    return type(f"Lively{cls.__name__}", (Lively, cls), {"__module__": __name__})


def lively_process(model: Model) -> Process:
    """Return a process for *model* whose components are lively."""
    wires = [f"{w.source}.{w.output} -> {w.target}.{w.input}" for w in model.wires]
    parts = [lively_class(type(block_of(node)))(node) for node in model.nodes]
    return process(parts, *wires, push=0)


def process(parts: list[Any], *wires: str, **parameters: Any) -> Process:
    """Return a process that is the same each time."""
    return LocalProcess(parts, wires, name="p", parameters=parameters, seed=7)


def control() -> Process:
    """Return a control loop with noise."""
    return process(
        [
            lib.Step(name="goal", time=3.0, after=5.0),
            lib.Noise(name="noise", spread=0.3),
            lib.PID(name="pid", kp=2.0, ki=0.5, kd=0.1, lower=-9, upper=9, filter_time=0.5),
            lib.Limiter(name="valve", lower=-4.0, upper=4.0),
            lib.Sum(name="sum", signs="+-"),
            lib.FirstOrder(name="plant", time_constant=3.0),
            lib.Derivative(name="slope"),
            lib.Integrator(name="total", method="trapezoid", lower=-20.0),
            lib.Delay(name="late", ticks=3, initial_values={"x": [0.5]}),
        ],
        "goal.out -> pid.setpoint",
        "late.out -> pid.measurement",
        "pid.out -> valve.x",
        "valve.out -> sum.x1",
        "noise.out -> sum.x2",
        "sum.out -> plant.x",
        "plant.out -> slope.x",
        "plant.out -> total.x",
        "plant.out -> late.x",
        dt=0.5,
    )


def signals() -> Process:
    """Return sources of all shapes, mixed, until a table ends."""
    return process(
        [
            lib.Clock(name="clock"),
            lib.Sine(name="sine", period=7.0),
            lib.Pulse(name="pulse", period=5.0),
            lib.Ramp(name="ramp", start=2.0),
            lib.Constant(name="one"),
            lib.Noise(name="noise", distribution="uniform"),
            lib.Table(name="table", values={"a": [*range(14)], "b": [0.5, 1.5] * 7}),
            lib.Product(name="product"),
            lib.Gain(name="gain", gain=2.0),
            lib.HysteresisSwitch(name="switch", on_at=0.5, off_at=-0.5),
            lib.Select(name="select"),
            lib.Expression(name="sum", expression="a + b * c - d + before"),
            lib.Collect(name="all", field_names=["x", "y"]),
        ],
        "sine.out -> product.x1",
        "noise.out -> product.x2",
        "product.out -> gain.x",
        "sine.out -> switch.x",
        "pulse.out -> select.condition",
        "gain.out -> select.x1",
        "ramp.out -> select.x2",
        "table.a -> sum.a",
        "table.b -> sum.b",
        "switch.out -> sum.c",
        "clock.out -> sum.d",
        "one.out -> sum.before",
        "sum.out -> all.x",
        "select.out -> all.y",
    )


def tank() -> Process:
    """Return the model of the first notebook."""
    return load_process(TANK)


def files(data: Path, result: Path) -> Process:
    """Return a model that reads a file and writes another."""
    fields = ["a", "b"]
    return process(
        [
            lib.FileReader(name="reader", path=data, field_names=fields, chunk_size=4),
            lib.Noise(name="noise"),
            lib.Sum(name="sum"),
            lib.FileWriter(name="writer", path=result, field_names=fields, chunk_size=3),
        ],
        "reader.a -> writer.a",
        "reader.b -> sum.x1",
        "noise.out -> sum.x2",
        "sum.out -> writer.b",
    )


LIBRARY: tuple[Maker, ...] = (control, signals, tank)
