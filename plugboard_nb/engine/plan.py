"""The schedule of the fast loop: one tuple per component, in the order of a tick."""

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

from plugboard_nb.collector import collector_paused
from plugboard_nb.engine.node import Node, Pipe
from plugboard_nb.engine.turn import Turns
from plugboard_nb.history import Lead

__all__ = ["UNRECORDED", "Plan"]

_FAR = 2**62

Step = Callable[[Any], Coroutine[Any, Any, None]]


class UNRECORDED:
    """Kind of an output that the history does not keep; no value has this type."""


class Plan:
    """What the fast loop does at every tick, as long as nothing out of the ordinary happens.

    An entry holds all that a component's turn touches, and no more, as each further object is one
    more place in memory to fetch: values, name, source and source field of the first input,
    further inputs, step and component, name, kind and data of the first output, further outputs.

    Attributes:
        entries: One tuple per component.
        dropped: Ticks that the history has forgotten; tick ``t`` goes to row ``t - 1 - dropped``.
        room: The last tick there is room for in the columns.
        lead: Ticks taken and not yet noted in nodes and tables.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.dropped = turns.history.first_tick - 1
        self.lead = Lead()
        self._nodes = list(turns.live.values())
        self._regular: list[Node] = []
        self._by_values = {id(node.values): node for node in self._nodes}
        with collector_paused():
            self.entries = [self._entry(node) for node in self._nodes]
        columns = (c for node in self._regular for c in node.table.columns.values())
        capacities = (column.capacity for column in columns)
        self.room = self.dropped + min((c for c in capacities if c is not None), default=_FAR)

    def node_of(self, values: dict[str, Any]) -> Node:
        """Return the node with these *values*."""
        return self._by_values[id(values)]

    def settle(self, at: Node | None = None) -> None:
        """Note the ticks taken, and of a tick begun the turns of those before *at*."""
        rows = self.lead.rows
        extra = 0 if at is None else 1
        for node in self._regular:
            if at is not None and node.position >= at.position:
                extra = 0
            node.turns += rows + extra
            node.table.settle(rows + extra)
        self.lead = Lead()
        self._regular = []

    def _entry(self, node: Node) -> tuple[Any, ...]:
        node.careful = self._needs_care(node)
        values, component = node.values, node.component
        if node.careful:
            turn = self._careful(node)
            none = ("_pb_io", values, "_pb_io", None)
            return (values, *none, turn, component, "_pb_io", UNRECORDED, None, None)
        node.table.reserve(1)
        node.table.lead = self.lead
        self._regular.append(node)
        first, more = _inputs(node)
        output, rest = _outputs(node)
        step = self._step(node)
        return (values, *first, more, step, component, *output, rest)

    def _needs_care(self, node: Node) -> bool:
        """Whether the fast loop cannot take the turn of *node*, now or ever."""
        if (
            node.special
            or node.held
            or node.covered
            or not node.table.columns.keys() <= node.values.keys()
        ):
            return True
        return self._turns.ends.count > 0 and any(source.ended for source in node.producers)

    def _step(self, node: Node) -> Step:
        """Return a step that never waits itself, but leaves a task behind if it has to."""
        turns, take_step = self._turns, node.take_step
        if node.never_waits:
            function: Step = take_step.__func__
            return function
        if not inspect.iscoroutinefunction(take_step):

            async def call(component: Any) -> None:
                result = take_step()
                if result is not None and inspect.isawaitable(result):
                    _begin(turns, node, turns.rest(node, result))

            return call

        async def begin(component: Any) -> None:
            _begin(turns, node, turns.step(node))

        return begin

    def _careful(self, node: Node) -> Step:
        """Return the whole turn of a component that needs care, as a step for the fast loop."""
        turns, signals = self._turns, self._turns.signals

        async def turn(component: Any) -> None:
            _begin(turns, node, turns.take(node))
            if node not in turns.waiting:
                turns.finish(node)
                signals[:] = [signal for signal in signals if signal is not node.io]
                if node.ended or turns.ends.drained or turns.stop_tick is not None:
                    signals.append(node.io)

        return turn


def _begin(turns: Turns, node: Node, coroutine: Coroutine[Any, Any, None]) -> None:
    task = turns.eager.start(coroutine)
    if task is not None:
        turns.waiting[node] = task
        turns.signals.append(node.io)
    elif node.error is not None:
        raise node.error


def _inputs(node: Node) -> tuple[tuple[Any, ...], Any]:
    """Return name, source and field of the first undelayed input, and all other inputs."""
    pipes = [port for port in node.inputs if isinstance(port, Pipe)]
    direct = [(p.field, p.source.values, p.source_field) for p in pipes if not p.delay]
    delayed = tuple((p.field, p.items.popleft) for p in pipes if p.delay)
    first = direct.pop(0) if direct else ("_pb_io", node.values, "_pb_io")
    return first, (tuple(direct), delayed) if direct or delayed else None


def _outputs(node: Node) -> tuple[tuple[Any, ...], Any]:
    """Return name, kind and data of the first recorded output, all others and delayed wires."""
    columns = [
        (name, column.kind if column.capacity else None, column.data)
        for name, column in node.table.columns.items()
    ]
    first = columns.pop(0) if columns else ("_pb_io", UNRECORDED, None)
    pushes = tuple(
        (field, port.items.append)
        for field, port, _ in node.exits
        if isinstance(port, Pipe) and port.delay and not port.target.ended
    )
    return first, (tuple(columns), pushes) if columns or pushes else None
