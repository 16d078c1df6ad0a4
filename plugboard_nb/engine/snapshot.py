"""Snapshots: everything a run depends on at a tick boundary, apart from the record of the past."""

import copy
import sys
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.component.base import StatusCell
from plugboard_nb.engine.node import Mail, Merge, Node, _Item
from plugboard_nb.engine.obstacle import Obstacle, obstacle_in, obstacles_at_large
from plugboard_nb.engine.turn import Turns
from plugboard_nb.exceptions import IrreversibleError
from plugboard_nb.history.values import IMMUTABLE
from plugboard_nb.schemas import Status

__all__ = ["ComponentState", "Copier", "Obstacle", "Snapshot", "obstacles_of", "put", "take"]


@dataclass(slots=True)
class ComponentState:
    """One component at a tick boundary.

    Attributes:
        fields: Input or output → value.
        private: What ``Component.snapshot()`` returned.
        rng: The component's random numbers, ``None`` before their first use.
        settings: Its parameters, as :meth:`Settings.export` gives them.
        given: Its constructor arguments.
        initial_values: Input → values before those of its connectors.
        status: Its own status, ``None`` while it shares that of the process.
        turns, steps, end, limit, ended: See :class:`Node`; *steps* are rows in the history.
        closed, deliver, emitted: What its ``io`` holds.
        inbox: Events on their way to it.
        filled: Inputs that events have filled already.
        held: Output → value it is held at.
        covered: Output → its own value behind the one it is held at.
    """

    fields: dict[str, Any]
    private: Any
    rng: Any
    settings: Any
    given: Any
    initial_values: dict[str, Any]
    status: str | None
    turns: int
    steps: int
    end: int
    limit: int | None
    ended: bool
    closed: bool
    deliver: bool
    emitted: list[Any]
    inbox: list[Mail]
    filled: set[str]
    held: dict[str, Any]
    covered: dict[str, Any]


@dataclass(slots=True)
class Snapshot:
    """A process at a tick boundary.

    Attributes:
        tick: Ticks done.
        status: Status of the process.
        parameters: Parameters of the process.
        components: Name → state.
        wires: ``"component.field"`` of an input → items under way, as its port holds them.
        delivered, handled, stop_tick, ends: See :class:`Turns` and :class:`Ends`.
        nbytes: About how many bytes all this takes.
    """

    tick: int
    status: str
    parameters: dict[str, Any]
    components: dict[str, ComponentState]
    wires: dict[str, list[Any]]
    delivered: int
    handled: int
    stop_tick: int | None
    ends: int
    nbytes: int = 0


class Copier:
    """Deep copies in which what several values share stays shared.

    Args:
        atoms: Objects that are part of the model, never of its state.

    Attributes:
        nbytes: About how many bytes the copies take.
    """

    def __init__(self, atoms: Iterable[Any]) -> None:
        self._memo: dict[int, Any] = {id(item): item for item in atoms}
        self.nbytes = 0

    def copy(self, value: Any) -> Any:
        """Return a copy of *value*."""
        if type(value) in IMMUTABLE:
            self.nbytes += 32
            return value
        if isinstance(value, ModuleType):
            return value
        copied = copy.deepcopy(value, self._memo)
        if copied is not value:
            self.nbytes += _weight(copied, set())
        return copied

    def copy_state(self, state: Any) -> Any:
        """Return a copy of what a component's ``snapshot`` gave, or ``restore`` gets."""
        if type(state) is dict:
            return {name: self.copy(value) for name, value in state.items()}
        return self.copy(state)


def _weight(value: Any, seen: set[int]) -> int:
    """Return about how many bytes *value* takes with all it holds."""
    if type(value) in IMMUTABLE:
        return sys.getsizeof(value)
    if id(value) in seen:
        return 8
    seen.add(id(value))
    size = sys.getsizeof(value, 64)
    nbytes = getattr(value, "nbytes", None)
    if isinstance(nbytes, int):
        return max(nbytes, size)
    if isinstance(value, dict):
        return size + sum(_weight(k, seen) + _weight(v, seen) for k, v in value.items())
    if isinstance(value, list | tuple | set | frozenset | deque):
        return size + sum(_weight(item, seen) for item in value)
    if hasattr(value, "bit_generator"):  # a numpy Generator, which hides how large it is
        return size + 1000
    inside = getattr(value, "__dict__", None)
    size += _weight(inside, seen) if isinstance(inside, dict) else 0
    names = [name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ())]
    return size + sum(_weight(getattr(value, name, None), seen) for name in names)


def take(turns: Turns, atoms: Iterable[Any]) -> Snapshot:
    """Return a snapshot of the run at the present tick boundary.

    Raises:
        IrreversibleError: Something cannot be copied; all obstacles are listed.
    """
    copier = Copier(atoms)
    components: dict[str, ComponentState] = {}
    wires: dict[str, list[Any]] = {}
    obstacles = _take_all(turns, copier, components, wires)
    if obstacles:
        text = "\n".join(["the model cannot go back:", *(f"- {o}" for o in obstacles)])
        raise IrreversibleError(text if len(obstacles) > 1 else str(obstacles[0]), obstacles)
    return Snapshot(
        turns.tick,
        "",
        {},
        components,
        wires,
        turns.delivered,
        turns.handled,
        turns.stop_tick,
        turns.ends.count,
        copier.nbytes + 1000 * len(components),
    )


def obstacles_of(turns: Turns, atoms: Iterable[Any]) -> list[Obstacle]:
    """Return what stands in the way of going back from the present moment."""
    return _take_all(turns, Copier(atoms), {}, {})


def _take_all(
    turns: Turns,
    copier: Copier,
    components: dict[str, ComponentState],
    wires: dict[str, list[Any]],
) -> list[Obstacle]:
    """Fill *components* and *wires* with copies; return what cannot be copied."""
    obstacles: list[Obstacle] = []
    for node in turns.nodes:
        found = obstacles_at_large(node.component, node.own_run is not None)
        if not found:
            parts = _Parts(node.component, copier)
            components[node.name] = _state_of(node, _private(parts), parts)
            for port in node.inputs:
                wires[f"{node.name}.{port.field}"] = _items_of(port, parts)
            found = parts.obstacles
        obstacles += found
    return obstacles


class _Parts:
    """Copies what belongs to one component.

    Attributes:
        component: The component.
        obstacles: What could not be copied.
    """

    def __init__(self, component: Component, copier: Copier) -> None:
        self.component = component
        self.obstacles: list[Obstacle] = []
        self._copier = copier

    def copy(self, value: Any, attribute: str) -> Any:
        """Return a copy of *value*, found in *attribute*; ``None`` if there can be none."""
        try:
            return self._copier.copy(value)
        except Exception as error:
            if all(obstacle.attribute != attribute for obstacle in self.obstacles):
                self.obstacles.append(obstacle_in(self.component, attribute, value, error))


def _private(parts: _Parts) -> Any:
    """Return a copy of the private state of a component."""
    component = parts.component
    try:
        state = component.snapshot()
    except Exception as error:
        cls, reason = type(component).__name__, f"raised {type(error).__name__}: {error}"
        remedy = f"mend snapshot() of {cls}"
        parts.obstacles.append(Obstacle(component.name, "snapshot()", reason, remedy))
        return None
    if type(state) is dict:
        return {name: parts.copy(value, name) for name, value in state.items()}
    return parts.copy(state, "snapshot()")


def _state_of(node: Node, private: Any, parts: _Parts) -> ComponentState:
    component, io, values, copied = node.component, node.io, node.values, parts.copy
    cell = component._pb_status
    rng = values.get("_pb_rng")
    return ComponentState(
        fields={name: copied(values[name], name) for name in io.ports if name in values},
        private=private,
        rng=None if rng is None else copied(rng, "rng"),
        settings=copied(component._pb_settings.export(), "parameters"),
        given=component._pb_given,
        initial_values=io.initial_values,
        status=str(cell.value) if node.ended else None,
        turns=node.turns,
        steps=node.table.count,
        end=node.end,
        limit=node.limit,
        ended=node.ended,
        closed=io._closed,
        deliver=io._deliver,
        emitted=copied(io.queued_events, "io.queued_events") if io.queued_events else [],
        inbox=[mail._replace(event=copied(mail.event, "events to it")) for mail in node.inbox],
        filled=set(node.filled),
        held=copied(node.held, "hold()") if node.held else {},
        covered=copied(node.covered, "hold()") if node.covered else {},
    )


def _items_of(port: Any, parts: _Parts) -> list[Any]:
    if isinstance(port, Merge):
        items = port.items
        return [(tick, rank, parts.copy(item.value, port.field)) for tick, rank, item in items]
    return [parts.copy(value, port.field) for value in port.items]


def put(turns: Turns, snapshot: Snapshot, cell: StatusCell, atoms: Iterable[Any]) -> None:
    """Have the run be again as it was when *snapshot* was taken; the history is not touched.

    Args:
        turns: The run.
        snapshot: Of the same process; it can be put back any number of times.
        cell: The status of the process, shared by all components that have not ended.
        atoms: As for :func:`take`.

    Raises:
        SnapshotLostError: A component's ``restore`` says so; an earlier snapshot is needed.
    """
    copier = Copier(atoms)
    for node in turns.nodes:
        state = snapshot.components[node.name]
        try:
            node.component.restore(copier.copy_state(state.private))
        except Exception as error:
            error.add_note(f"component {node.name!r} raised this in restore()")
            raise
        _put_node(node, state, cell, copier)
        for port in node.inputs:
            _fill(port, snapshot.wires[f"{node.name}.{port.field}"], copier)
    turns.tick, turns.delivered = snapshot.tick, snapshot.delivered
    turns.handled, turns.stop_tick = snapshot.handled, snapshot.stop_tick
    turns.signals.clear()
    turns.waiting.clear()
    turns.flowing = turns.uneven = turns.cutting = False
    turns.stale = True
    turns.ends.reset(snapshot.ends)


def _put_node(node: Node, state: ComponentState, cell: StatusCell, copier: Copier) -> None:
    component, io, values, copied = node.component, node.io, node.values, copier.copy
    values.update({name: copied(value) for name, value in state.fields.items()})
    values.pop("_pb_rng", None)
    if state.rng is not None:
        values["_pb_rng"] = copied(state.rng)
    component._pb_settings.put_back(copied(state.settings))
    component._pb_given = state.given
    component._pb_initial_values = io.initial_values = dict(state.initial_values)
    component._pb_status = cell if state.status is None else StatusCell(Status(state.status))
    node.turns, node.end, node.limit, node.ended = state.turns, state.end, state.limit, state.ended
    node.loaded, node.error = False, None
    node.inbox = [mail._replace(event=copied(mail.event)) for mail in state.inbox]
    node.filled = set(state.filled)
    node.held, node.covered = copied(state.held), copied(state.covered)
    io._closed, io._deliver = state.closed, state.deliver
    io.queued_events[:] = copied(state.emitted)


def _fill(port: Any, items: list[Any], copier: Copier) -> None:
    if isinstance(port, Merge):
        port.items = [(tick, rank, _Item(copier.copy(value))) for tick, rank, value in items]
    else:
        port.items = deque(copier.copy(value) for value in items)
