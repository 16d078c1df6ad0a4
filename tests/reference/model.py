"""Plain descriptions of models, and what their nodes compute as pure functions.

A real component and the reference interpreter call the same :func:`step` and :func:`handle`, so
any difference between their streams is a difference of scheduling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from math import inf, isinf, isnan, nan
from typing import Any

import numpy as np

MODULUS = 10_007
STOP = "system.stop"


@dataclass(frozen=True, repr=False)
class Node:
    """One component: its fields, and the numbers that steer its pure step."""

    name: str
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  #: kind of value of each output, see :func:`make`
    initial: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    exports: tuple[str, ...] = ()  #: entries of its memory that are recorded too
    salt: int = 1
    ends_at: int | None = None  #: number of the step (1-based) in which it ends itself
    ending: str = "close"  #: "close", "deliver" or "fail"
    lazy: int = 0  #: if not 0: outputs are assigned only in steps divisible by it
    emits: tuple[tuple[int, str], ...] = ()  #: (step, event type)
    listens: tuple[str, ...] = ()
    replies: str = ""  #: event type its handlers answer with, while the event has hops left
    populated: str = ""  #: input field filled by events of type "fill"
    deafens_at: int | None = None  #: number of the event (1-based) whose handler closes it
    style: str = "def"  #: "def", "async" (never suspends) or "await" (suspends)
    turns: int = 0  #: at most so many bare loop turns per step, where style is "await"

    def __repr__(self) -> str:
        """Show only what differs from the defaults, as Python that makes the node again."""
        plain = Node(self.name)
        told = [f.name for f in fields(self) if getattr(self, f.name) != getattr(plain, f.name)]
        return f"Node({self.name!r}{''.join(f', {n}={getattr(self, n)!r}' for n in told)})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def output_events(self) -> tuple[str, ...]:
        """Every event type this node may emit, each once."""
        types = [type_ for _, type_ in self.emits] + ([self.replies] if self.replies else [])
        return tuple(dict.fromkeys(types))


@dataclass(frozen=True)
class Wire:
    """One connector from ``source.output`` to ``target.input``."""

    source: str
    output: str
    target: str
    input: str


@dataclass(frozen=True)
class Model:
    """Nodes and wires, both in order of declaration."""

    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...] = ()

    def node(self, name: str) -> Node:
        """The node called *name*."""
        return next(node for node in self.nodes if node.name == name)

    @property
    def has_events(self) -> bool:
        """Whether any node emits or listens."""
        return any(node.emits or node.listens or node.replies for node in self.nodes)

    @property
    def has_fan_in(self) -> bool:
        """Whether two wires end in one field."""
        ends = [(wire.target, wire.input) for wire in self.wires]
        return len(set(ends)) < len(ends)


@dataclass
class Act:
    """What one step did: outputs assigned, events emitted, and whether it ended itself."""

    outputs: dict[str, Any] = field(default_factory=dict)
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    ending: str = ""


def new_memory(node: Node) -> dict[str, Any]:
    """What a node knows before its first step."""
    return {"steps": 0, "events": 0, "acc": node.salt, "grown": []}


def step(node: Node, memory: dict[str, Any], inputs: Mapping[str, Any]) -> Act:
    """Take one step: mix the inputs into ``memory["acc"]`` and make every output from it."""
    memory["steps"] += 1
    count = memory["steps"]
    for place, name in enumerate(node.inputs):
        memory["acc"] = (memory["acc"] * 31 + (place + 1) * digest(inputs[name])) % MODULUS
    memory["acc"] = (memory["acc"] * 7 + node.salt + count) % MODULUS
    events = [
        (type_, event_data(node, memory, serial))
        for serial, (at, type_) in enumerate(node.emits)
        if at == count
    ]
    if count == node.ends_at and node.ending != "deliver":
        return Act({}, events, node.ending)
    ending = "deliver" if count == node.ends_at else ""
    if node.lazy and count % node.lazy:
        return Act({}, events, ending)
    outputs = {
        name: make(kind, memory, place)
        for place, (name, kind) in enumerate(zip(node.outputs, node.kinds, strict=True))
    }
    return Act(outputs, events, ending)


def event_data(node: Node, memory: dict[str, Any], serial: int) -> dict[str, Any]:
    """Contents of an event; ``at`` is its timestamp in milliseconds, scattered on purpose."""
    at = moment(node, memory["steps"] * 10 + (node.salt * (serial + 3)) % 17)
    return {"number": memory["acc"], "hops": 2, "at": at}


def moment(node: Node, second: int) -> int:
    """Milliseconds of a time that no other node has."""
    return second * 10_000 + int.from_bytes(node.name.encode()) % 9973


def handle(
    node: Node, memory: dict[str, Any], type_: str, data: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, dict[str, Any]] | None, bool]:
    """Handle one event: inputs it fills, the event it answers with, whether it ends the node."""
    memory["events"] += 1
    memory["acc"] = (memory["acc"] * 13 + data["number"] + digest(type_)) % MODULUS
    filled = {node.populated: data["number"]} if node.populated and type_ == "fill" else {}
    closes = memory["events"] == node.deafens_at
    reply = None
    if node.replies and data["hops"] > 0 and not closes:
        at = moment(node, data["at"] // 10_000 + 1)
        answer = {"number": memory["acc"], "hops": data["hops"] - 1, "at": at}
        reply = (node.replies, answer)
    return filled, reply, closes


def turns_of(node: Node, memory: Mapping[str, Any]) -> int:
    """How many loop turns the step now beginning suspends for."""
    return (node.salt * 5 + int(memory["steps"]) * 3) % (node.turns + 1)


def make(kind: str, memory: dict[str, Any], place: int) -> Any:
    """Value of *kind* made from ``memory["acc"]``; only "grown" lives on and changes later."""
    number = memory["acc"] + place
    if kind == "mixed":
        kind = ("int", "float", "str", "array", "none", "bool")[memory["steps"] % 6]
    if kind == "grown":
        memory["grown"].append(number)
        return memory["grown"]
    makers: dict[str, Callable[[], Any]] = {
        "int": lambda: number,
        "float": lambda: number / 8,
        "odd float": lambda: (nan, inf, -inf, number / 3)[number % 4],
        "bool": lambda: number % 2 == 0,
        "str": lambda: chr(97 + number % 26) * (number % 4),
        "list": lambda: [number, [memory["steps"]]],
        "dict": lambda: {"number": number},
        "array": lambda: np.array([number, memory["steps"]]),
        "numpy scalar": lambda: np.float32(number / 8),
        "big": lambda: 2**61 + number if number % 2 else 2**70 + number,
        "int or float": lambda: 2**60 + number if number % 2 else number / 8,
        "none": lambda: None,
    }
    return makers[kind]()


def digest(value: Any) -> int:
    """Small number that tells values apart, types included."""
    if value is None:
        return 5
    if isinstance(value, bool | np.bool_):
        return 11 + int(value)
    if isinstance(value, int | np.integer):
        return int(value) % MODULUS
    if isinstance(value, float | np.floating):
        return _digest_float(float(value))
    if isinstance(value, str):
        return 29 + sum(map(ord, value))
    if isinstance(value, np.ndarray):
        return 31 + digest(value.tolist())
    if isinstance(value, dict):
        return 37 + digest(list(value.items()))
    return 41 + sum((place + 1) * digest(item) for place, item in enumerate(value))


def _digest_float(value: float) -> int:
    if isnan(value):
        return 17
    if isinf(value):
        return 19 if value > 0 else 23
    return 13 + int(value * 24) % MODULUS


def same_value(one: Any, other: Any) -> bool:
    """Whether two values are equal, NaN being equal to itself and True no number."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return isinstance(one, np.ndarray) == isinstance(other, np.ndarray) and bool(
            np.array_equal(one, other)
        )
    if isinstance(one, bool | np.bool_) != isinstance(other, bool | np.bool_):
        return False
    if isinstance(one, float | np.floating) and isnan(one):
        return isinstance(other, float | np.floating) and isnan(other)
    return bool(one == other)
