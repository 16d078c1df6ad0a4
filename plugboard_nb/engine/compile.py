"""Compiling components and connectors into nodes, once per ``init``."""

import copy
import dis
import inspect
from collections.abc import Collection, Iterable, Mapping
from types import CodeType
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.connector import Connector
from plugboard_nb.engine.node import Merge, Node, Pipe, Trigger
from plugboard_nb.engine.own_run import OwnRun
from plugboard_nb.graph import Wiring, tick_order
from plugboard_nb.graph.model import Wire
from plugboard_nb.history import History

__all__ = ["compile_nodes"]

_WAITING = frozenset(["GET_ANEXT", "BEFORE_ASYNC_WITH"])


def compile_nodes(
    components: Mapping[str, Component],
    connectors: Iterable[Connector],
    history: History,
    order: Iterable[str] | None = None,
    irregular: Collection[str] = (),
    on_time: Collection[tuple[str, str]] = (),
) -> list[Node]:
    """Return the nodes of a process, or of a part of one, in the order of a tick.

    Args:
        components: Name → component.
        connectors: The wires between them.
        history: Where the rows go.
        order: Names in the order of a tick, where that is known already.
        irregular: Names of components that may skip ticks, although nothing here tells so.
        on_time: ``(component, input)`` whose delay lies outside: initial values do not count.
    """
    wiring = Wiring.of(components.values(), connectors)
    order = tick_order(wiring) if order is None else order
    nodes = {
        name: Node(components[name], position, history.table(name))
        for position, name in enumerate(order)
    }
    ranked: dict[tuple[str, str], list[tuple[int, Wire]]] = {}
    for rank, wire in enumerate(wiring.wires):
        ranked.setdefault((wire.target, wire.target_field), []).append((rank, wire))
    for name, fact in wiring.facts.items():
        node = nodes[name]
        node.fillers = {field: [] for field in sorted(fact.filled & set(fact.inputs))}
        node.trigger = _trigger(node, bool(fact.awaits))
    _link_events(wiring, nodes)
    _mark_irregular(nodes, ranked, irregular)
    for (name, field), wires in ranked.items():
        _link_input(nodes, nodes[name], field, wires, (name, field) in on_time)
    for node in nodes.values():
        _finish_node(node)
    return list(nodes.values())


def _trigger(node: Node, awaits_events: bool) -> Trigger:
    if node.io.inputs:
        return Trigger.INPUTS
    if not awaits_events:
        return Trigger.ALWAYS
    return Trigger.EVENTS if node.io.outputs else Trigger.NEVER


def _link_events(wiring: Wiring, nodes: dict[str, Node]) -> None:
    for link in wiring.event_links:
        emitter, subscriber = nodes[link.source], nodes[link.target]
        emitter.subscribers.setdefault(link.event, []).append(subscriber)
        if emitter not in subscriber.emitters:
            subscriber.emitters.append(emitter)
        handler = subscriber.handlers.get(link.event)
        for field in handler.populates_fields if handler else ():
            if field in subscriber.fillers:
                subscriber.fillers[field].append(emitter)


def _mark_irregular(
    nodes: dict[str, Node],
    ranked: dict[tuple[str, str], list[tuple[int, Wire]]],
    known: Collection[str],
) -> None:
    """Mark all that may skip ticks: what events drive, and whatever that feeds."""
    feeds: dict[str, list[str]] = {}
    for (target, _), wires in ranked.items():
        for _, wire in wires:
            feeds.setdefault(wire.source, []).append(target)
    todo = [
        node
        for node in nodes.values()
        if node.trigger in (Trigger.EVENTS, Trigger.NEVER) or node.fillers or node.name in known
    ]
    while todo:
        node = todo.pop()
        if node.regular:
            node.regular = False
            todo += [nodes[name] for name in feeds.get(node.name, ())]


def _link_input(
    nodes: dict[str, Node],
    target: Node,
    field: str,
    wires: list[tuple[int, Wire]],
    on_time: bool,
) -> None:
    initial = [] if on_time else _fresh(target.io.initial_values.get(field, []))
    first = nodes[wires[0][1].source]
    port: Pipe | Merge
    if len(wires) == 1 and first.regular and target.regular:
        port = Pipe(first, wires[0][1].source_field, target, field, initial)
        target.special |= port.source_field in first.component._pb_accessors
    else:
        port = Merge(target, field, initial)
        port.sources = [nodes[wire.source] for _, wire in wires]
        target.special = True
    lag = port.delay if isinstance(port, Pipe) else int(bool(port.delay))
    for rank, wire in wires:
        source = nodes[wire.source]
        source.exits.append((wire.source_field, port, rank))
        source.special |= isinstance(port, Merge)
        target.waits_for.append((source, lag))
        if source is not target and source not in target.producers:
            target.producers.append(source)
            source.consumers.append(target)
    target.inputs.append(port)


def _fresh(values: list[Any]) -> list[Any]:
    """Return copies of initial values, so that what a run does to them is gone in the next."""
    try:
        return copy.deepcopy(values)
    except Exception:  # something inside cannot be copied
        return list(values)


def _finish_node(node: Node) -> None:
    component = node.component
    for emitter in node.emitters:
        if emitter is not node:
            node.waits_for.append((emitter, 0 if emitter.position < node.position else 1))
    for source, _ in node.waits_for:
        if node not in source.followers:
            source.followers.append(node)
    node.special |= bool(not node.regular or node.declares_events or component._pb_accessors)
    if type(component).run is not Component.run:
        node.special = True
        node.own_run = OwnRun(component)
        node.take_step = node.own_run.one_step
    else:
        node.take_step = component.step
        own = getattr(component.step, "__self__", None) is component
        node.never_waits = own and never_waits(component.step)


def never_waits(step: Any) -> bool:
    """Whether *step* is a coroutine function that awaits nothing, or only ``self.io.close()``."""
    code = getattr(getattr(step, "__func__", step), "__code__", None)
    if not isinstance(code, CodeType) or not code.co_flags & inspect.CO_COROUTINE:
        return False
    if code not in _known:
        _known[code] = not _may_wait(code)
    return _known[code]


_known: dict[CodeType, bool] = {}  # whether a step with this code never waits


def _may_wait(code: CodeType) -> bool:
    """Whether the code of a coroutine function awaits anything but ``.io.close()``.

    To be wrong here costs nothing but the overlap of waiting steps.
    """
    attributes: list[str] = []
    for operation in dis.get_instructions(code):
        if operation.opname in ("LOAD_ATTR", "LOAD_METHOD"):
            attributes.append(operation.argval)
        elif operation.opname == "GET_AWAITABLE":
            if attributes[-2:] != ["io", "close"]:
                return True
            attributes.clear()
        elif operation.opname in _WAITING:
            return True
    return False
