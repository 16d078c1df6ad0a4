"""The reference: what a model must do, tick by tick, written to be read and not to be fast.

Readings taken where the rules leave a choice:

* Ticks count from 1. A tick in which no step delivered anything is not counted, so whatever
  happens next happens in a tick of the same number.
* A field with initial values (a delayed field) sees only items sent in earlier ticks, fan-in or
  not. Otherwise what it sees would depend on the order of declaration.
* A component ends "at once" when an input can never be filled again: at its turn, or, when it
  took the last item itself, at the end of that tick. Events that wait for it are handled first,
  as what is queued is drained.
* A producer whose consumers have all ended in a tick takes its step of that tick and ends with
  the tick. Otherwise its last row would depend on the order of declaration. A component that
  feeds itself is not one of its own consumers.
* Events emitted in a step that closes without deliver are sent: who emits one means it, whereas
  outputs are sent of themselves.
* Events emitted by handlers leave at the end of the turn. A component that closes in a handler
  leaves the rest of its events unhandled and does not step.
* An event edge orders emitter before receiver unless it lies on a loop of event edges and wires
  without delay; then it orders nothing.
* An event that fills a field keeps it filled until the step that uses it; a later one overwrites.
* When nothing moved in a whole tick, components triggered by events alone end; if none are left
  to end so, the model is stuck.
* Who has ended keeps COMPLETED when the others are stopped or one fails.
"""

from __future__ import annotations

import copy
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from reference.model import STOP, Model, Node, handle, new_memory, step


@dataclass(frozen=True)
class Emission:
    """One event as it was sent."""

    tick: int
    type: str
    source: str
    data: dict[str, Any]


@dataclass
class Outcome:
    """All that can be seen of a run from outside."""

    streams: dict[str, list[tuple[int, Any]]]
    statuses: dict[str, str]
    status: str = "waiting"
    ticks: int = 0
    handled: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    emissions: list[Emission] = field(default_factory=list)
    failed: tuple[str, int] | None = None  #: component and tick
    stuck: bool = False


class StepFailedError(Exception):
    """A node was told to fail."""


def tick_order(model: Model) -> list[Node]:
    """Order of the components within a tick."""
    after: dict[str, set[str]] = {node.name: set() for node in model.nodes}
    for wire in model.wires:
        if wire.input not in model.node(wire.target).initial:
            after[wire.source].add(wire.target)
    hears = {
        emitter.name: {
            receiver.name
            for receiver in model.nodes
            if set(emitter.output_events) & set(receiver.listens)
        }
        for emitter in model.nodes
    }
    everything = {name: after[name] | hears[name] for name in after}
    for name, receivers in hears.items():
        after[name] |= {other for other in receivers if name not in _reachable(everything, other)}
    order: list[Node] = []
    while len(order) < len(model.nodes):
        left = [node for node in model.nodes if node not in order]
        held_back = {name for node in left for name in after[node.name]}
        order.append(next(node for node in left if node.name not in held_back))
    return order


def _reachable(after: dict[str, set[str]], start: str) -> set[str]:
    """All names that can be reached from *start*, itself included."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(after[name])
    return seen


def interpret(model: Model, ticks: int) -> Outcome:
    """Run *model* until it ends, fails, is stuck, or has done so many ticks."""
    machine = _Machine(model)
    machine.run(ticks)
    return machine.outcome


class _Machine:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.order = tick_order(model)
        self.memory = {node.name: new_memory(node) for node in model.nodes}
        self.queues: list[deque[tuple[int, Any]]] = [deque() for _ in model.wires]
        self.initial = {
            (node.name, name): deque((0, value) for value in values)
            for node in model.nodes
            for name, values in node.initial.items()
        }
        self.filled: dict[tuple[str, str], Any] = {}
        self.inbox: dict[str, list[Emission]] = {node.name: [] for node in model.nodes}
        self.said: list[tuple[str, dict[str, Any]]] = []
        self.value: dict[tuple[str, str], Any] = {}
        self.alive = {node.name for node in model.nodes}
        self.stopping = self.delivered = self.moved = False
        self.outcome = Outcome(
            streams={f"{n.name}.{f}": [] for n in model.nodes for f in (*n.outputs, *n.exports)},
            statuses={node.name: "waiting" for node in model.nodes},
            handled={node.name: [] for node in model.nodes},
        )

    # -- ticks -----------------------------------------------------------------------------

    def run(self, ticks: int) -> None:
        while self.alive and self.outcome.ticks < ticks and not self.outcome.stuck:
            try:
                self.one_tick()
            except StepFailedError:
                self.stop("failed")
                return
            if self.stopping:
                self.stop("completed")
        if not self.alive:
            self.outcome.status = "completed"

    def one_tick(self) -> None:
        now = self.outcome.ticks + 1
        self.delivered = self.moved = False
        for node in self.order:
            if node.name in self.alive:
                self.turn(node, now)
        self.end_of_tick()
        if self.delivered:
            self.outcome.ticks = now
        if not self.moved:
            self.nothing_moved()

    def stop(self, status: str) -> None:
        for name in self.alive:
            self.outcome.statuses[name] = "stopped"
        if self.outcome.failed:
            self.outcome.statuses[self.outcome.failed[0]] = "failed"
        self.alive.clear()
        self.outcome.status = status

    # -- one component in one tick -----------------------------------------------------------

    def turn(self, node: Node, now: int) -> None:
        """Handle the events that wait, then step if all is there, then send the answers."""
        batch = sorted(self.inbox[node.name], key=lambda event: event.data["at"])
        self.inbox[node.name] = []
        answers = []
        for event in batch:
            self.moved = True
            self.outcome.handled[node.name].append((event.type, event.data["number"]))
            memory = self.memory[node.name]
            filled, answer, closes = handle(node, memory, event.type, event.data)
            self.filled.update({(node.name, name): value for name, value in filled.items()})
            answers += [answer] if answer else []
            if closes:
                self.end(node)
                break
        if node.name in self.alive:
            self.step_or_end(node, now, bool(batch))
        for type_, data in answers:
            self.emit(node, now, type_, data)
        for type_, data in self.said:
            self.emit(node, now, type_, data)
        self.said = []

    def step_or_end(self, node: Node, now: int, had_events: bool) -> None:
        if self.is_finished(node) and (node.inputs or not had_events):
            self.end(node)
        elif node.inputs:
            if all(self.source_of(node, name, now) is not None for name in node.inputs):
                self.take_step(node, now)
        elif not node.listens or (node.outputs and had_events):
            self.take_step(node, now)

    def take_step(self, node: Node, now: int) -> None:
        self.moved = True
        inputs = {name: self.take(node, name, now) for name in node.inputs}
        act = step(node, self.memory[node.name], inputs)
        if act.ending == "fail":
            self.outcome.failed = (node.name, now)
            raise StepFailedError
        self.said = act.events
        if act.ending == "close":
            self.end(node)
            return
        self.delivered = True
        self.value.update({(node.name, name): value for name, value in act.outputs.items()})
        for output in node.outputs:
            value = self.value.get((node.name, output))
            self.outcome.streams[f"{node.name}.{output}"].append((now, copy.deepcopy(value)))
            for wire, queue in zip(self.model.wires, self.queues, strict=True):
                if (wire.source, wire.output) == (node.name, output):
                    queue.append((now, value))
        for name in node.exports:
            self.outcome.streams[f"{node.name}.{name}"].append((now, self.memory[node.name][name]))
        if act.ending == "deliver":
            self.end(node)

    def emit(self, node: Node, now: int, type_: str, data: dict[str, Any]) -> None:
        event = Emission(now, type_, node.name, data)
        self.outcome.emissions.append(event)
        self.stopping = self.stopping or type_ == STOP
        for other in self.model.nodes:
            if type_ in other.listens and other.name in self.alive:
                self.inbox[other.name].append(event)

    # -- where the next value of a field comes from ------------------------------------------

    def source_of(self, node: Node, name: str, now: int) -> Any:
        """Return the queue whose head is next, "filled" if a handler filled it, or None."""
        if (node.name, name) in self.filled:
            return "filled"
        if self.initial.get((node.name, name)):
            return self.initial[node.name, name]
        delayed = name in node.initial
        heads = [
            (queue[0][0], place)
            for place, queue in enumerate(self.queues_into(node, name))
            if queue and (queue[0][0] < now or not delayed)
        ]
        return self.queues_into(node, name)[min(heads)[1]] if heads else None

    def take(self, node: Node, name: str, now: int) -> Any:
        source = self.source_of(node, name, now)
        if source == "filled":
            return self.filled.pop((node.name, name))
        return source.popleft()[1]

    def queues_into(self, node: Node, name: str) -> list[deque[tuple[int, Any]]]:
        return [
            queue
            for wire, queue in zip(self.model.wires, self.queues, strict=True)
            if (wire.target, wire.input) == (node.name, name)
        ]

    # -- endings -------------------------------------------------------------------------------

    def end(self, node: Node) -> None:
        self.moved = True
        self.alive.discard(node.name)
        self.outcome.statuses[node.name] = "completed"

    def end_of_tick(self) -> None:
        """End whoever has nothing to wait for or nobody to work for, until nobody is left."""
        again = True
        while again:
            again = False
            for node in self.model.nodes:
                if node.name in self.alive and (self.is_finished(node) or self.is_useless(node)):
                    self.end(node)
                    again = True

    def nothing_moved(self) -> None:
        waiting = [n for n in self.model.nodes if n.name in self.alive and not n.inputs]
        for node in waiting:
            self.end(node)
        self.end_of_tick()
        self.outcome.stuck = not waiting

    def is_finished(self, node: Node) -> bool:
        """Whether some input can never be filled again, or no event can come any more."""
        if self.inbox[node.name]:
            return False
        if node.inputs:
            return any(self.is_dry(node, name) for name in node.inputs)
        return bool(node.listens) and self.is_silent(set(node.listens))

    def is_dry(self, node: Node, name: str) -> bool:
        if (node.name, name) in self.filled or self.initial.get((node.name, name)):
            return False
        if name == node.populated:
            return self.is_silent({"fill"})
        senders = [w.source for w in self.model.wires if (w.target, w.input) == (node.name, name)]
        return not any(self.queues_into(node, name)) and not self.alive.intersection(senders)

    def is_silent(self, types: set[str]) -> bool:
        """Whether nobody is left who emits one of *types*."""
        emitters = (other for other in self.model.nodes if types & set(other.output_events))
        return not any(other.name in self.alive for other in emitters)

    def is_useless(self, node: Node) -> bool:
        """Whether it has consumers besides itself, and none of them is left."""
        readers = {wire.target for wire in self.model.wires if wire.source == node.name}
        listeners = {
            other.name for other in self.model.nodes if set(node.output_events) & set(other.listens)
        }
        others = self.alive - {node.name}
        return bool(readers - {node.name}) and not others & (readers | listeners)
