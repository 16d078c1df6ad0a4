"""The engine: ticks in lockstep as fast as they go, with room for steps that wait."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from time import perf_counter
from typing import Any, Protocol, Self

from plugboard_nb.component import Component
from plugboard_nb.component.base import StatusCell
from plugboard_nb.connector import Connector
from plugboard_nb.engine.compile import compile_nodes
from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.engine.flow import Flow
from plugboard_nb.engine.node import Node
from plugboard_nb.engine.plan import UNRECORDED, Plan
from plugboard_nb.engine.snapshot import Obstacle, Snapshot, obstacles_of, put, take
from plugboard_nb.engine.turn import Turns
from plugboard_nb.exceptions import ProcessStatusError
from plugboard_nb.history import History

__all__ = ["Boundary", "Engine"]

_BREATH_S = 0.005  # how long ticks go on before the event loop has its turn


class Boundary(Protocol):
    """Somebody who wants to do something between ticks.

    Attributes:
        due: The tick after which it wants to be called next.
    """

    due: int

    async def __call__(self) -> bool:
        """Do it; a true answer ends the run."""


class Engine:
    """Advances compiled components tick by tick.

    Most ticks go through :meth:`_ticks_in_step`, one loop over a flat schedule. Whatever it does
    not know (the first tick, an end, a step that waits) is left to :class:`Flow`, which takes
    the rest of the tick as far as inputs allow and comes back at a tick boundary.

    Attributes:
        tick: Ticks done.
        nodes: The compiled components in the order of a tick.
        done: Whether every component has ended.

    Args:
        turns: The compiled components, and what they do at their turns.
    """

    def __init__(self, turns: Turns) -> None:
        self.nodes, self.history = turns.nodes, turns.history
        self.turns = turns
        self.flow = Flow(turns)
        self._plan: Plan | None = None

    @classmethod
    def of(
        cls,
        components: Mapping[str, Component],
        connectors: Iterable[Connector],
        history: History,
    ) -> Self:
        """Return the engine of these components."""
        return cls(Turns(compile_nodes(components, connectors, history), history))

    @property
    def tick(self) -> int:
        """Ticks done."""
        return self.turns.tick

    @property
    def done(self) -> bool:
        """Whether every component has ended."""
        return not self.turns.live

    @property
    def stopped(self) -> bool:
        """Whether the last :meth:`advance` was asked to stop."""
        return self.flow.stopping

    def stop(self) -> None:
        """Have :meth:`advance` return at once; safe from any thread.

        A step that waits is cut off, and taken again when the run goes on.
        """
        self.flow.stop()

    def pause(self) -> None:
        """Have :meth:`advance` return after the tick under way; safe from any thread."""
        self.flow.halted = True

    def settle(self) -> None:
        """Note all that the fast loop has done, so that tables and nodes may be changed."""
        self._drop_plan()

    def snapshot(self, atoms: Iterable[Any]) -> Snapshot:
        """Return all that the run depends on; see :func:`plugboard_nb.engine.snapshot.take`.

        Raises:
            IrreversibleError: Something cannot be copied.
            ProcessStatusError: A step was cut off, and this is no tick boundary.
        """
        if self.turns.uneven:
            raise ProcessStatusError(
                f"tick {self.tick + 1} is under way, as one of its steps was cut off; take a step "
                "to finish it"
            )
        self._drop_plan()
        return take(self.turns, atoms)

    def restore(self, snapshot: Snapshot, cell: StatusCell, atoms: Iterable[Any]) -> None:
        """Be as when *snapshot* was taken; the history is left alone.

        Raises:
            SnapshotLostError: An earlier snapshot is needed.
        """
        self._drop_plan()
        self.flow.clear()
        put(self.turns, snapshot, cell, atoms)

    def obstacles(self, atoms: Iterable[Any]) -> list[Obstacle]:
        """Return what stands in the way of going back from the present moment."""
        return obstacles_of(self.turns, atoms)

    def hold(self, component: str, field: str, value: Any) -> None:
        """Have an output be *value* from the next tick on, whatever the step says."""
        node = self._node(component)
        node.held[field] = value
        self.turns.stale = True

    def release(self, component: str, field: str) -> None:
        """Have an output be again what the step says."""
        self._node(component).held.pop(field, None)
        self.turns.stale = True

    def fill(self, component: str, field: str, values: list[Any]) -> None:
        """Have *values* be the initial ones of an input; before the first tick."""
        port = next(port for port in self._node(component).inputs if port.field == field)
        port.fill(values)

    def _node(self, component: str) -> Node:
        return next(node for node in self.nodes if node.name == component)

    def close(self) -> None:
        """Release what components that run on their own hold."""
        for node in self.nodes:
            if node.own_run is not None:
                node.own_run.stop()

    async def advance(
        self,
        last: int | None = None,
        until: Callable[[], bool] | None = None,
        once: bool = False,
        boundary: Boundary | None = None,
    ) -> None:
        """Take ticks until tick *last* is done, *until* says so, or everything has ended.

        Args:
            last: Tick to stop after.
            until: Asked after every tick.
            once: Whether to return also when a tick came to nothing, as at the end of a run.
            boundary: Awaited between ticks, at the tick it wants and at the start.

        Raises:
            StalledError: Nobody can step and nobody is awaiting anything.
            BaseException: Whatever a component raised, with a note of where.
        """
        turns, flow = self.turns, self.flow
        flow.begin()
        overlap = False
        turns.eager = EagerTasks()
        deadline = perf_counter() + _BREATH_S
        try:
            while turns.live and (last is None or turns.tick < last) and not flow.halted:
                goal = last
                if boundary is not None:
                    if not turns.uneven and turns.tick >= boundary.due and await boundary():
                        break
                    goal = boundary.due if last is None else min(last, boundary.due)
                    if turns.uneven:
                        goal = max(goal, turns.tick + 1)
                overlap = await self._some(goal, until is not None, overlap, deadline)
                turns.stale |= self.history.reached(turns.tick, self._drop_plan)
                if until is not None and turns.live and until():
                    break
                if perf_counter() > deadline:
                    await asyncio.sleep(0)
                    deadline = perf_counter() + _BREATH_S
                if once:
                    break
        finally:
            turns.stale |= self.history.reached(turns.tick, self._drop_plan)
            turns.eager.close()

    async def _some(self, goal: int | None, one: bool, overlap: bool, deadline: float) -> bool:
        """Take some ticks, up to *goal* at most; only *one* if somebody looks at each of them.

        Args:
            goal: The last tick to take.
            one: Whether to return after a tick.
            overlap: Whether a step has waited in the tick before.
            deadline: When to return at the latest, by :func:`perf_counter`.

        Returns:
            Whether a step has waited.
        """
        turns, flow = self.turns, self.flow
        if overlap or self._needs_flow():
            self._drop_plan()
            ahead = overlap and not one and turns.may_overlap
            await flow.advance(goal if ahead else turns.tick + 1, ahead)
            return flow.has_waited
        return await self._fast(turns.tick + 1 if one else goal, deadline)

    def _needs_flow(self) -> bool:
        """Whether the next tick cannot begin in the fast loop, which counts every tick it takes."""
        turns = self.turns
        if turns.uneven or turns.signals or turns.tick == 0:
            return True
        return not any(node.regular for node in turns.live.values())

    # The fast loop -------------------------------------------------------------------------

    async def _fast(self, last: int | None, deadline: float) -> bool:
        """Take ticks up to *last* in one loop, or fewer if something needs more care.

        Returns:
            Whether a step has waited.
        """
        turns = self.turns
        if self._plan is None or turns.stale or turns.tick >= self._plan.room:
            self._drop_plan()  # before the next one grows the columns, which this one holds on to
            self._plan = Plan(turns)
            turns.stale = False
        plan = self._plan
        start = turns.tick
        room = plan.room if last is None else min(plan.room, last)
        node = await self._ticks_in_step(plan, room, deadline)
        plan.lead.rows += turns.tick - start
        if node is None:
            return False
        self._drop_plan(node)
        await self.flow.take_over(node)
        return self.flow.has_waited

    def _drop_plan(self, at: Node | None = None) -> None:
        """Note what the fast loop has done, up to the turn of *at* in a tick begun."""
        if self._plan is not None:
            self._plan.settle(at)
            self._plan = None

    async def _ticks_in_step(self, plan: Plan, last: int, deadline: float) -> Node | None:
        """Take whole ticks; return the component after whose step more care is needed."""
        turns, signals, flow = self.turns, self.turns.signals, self.flow
        entries, tick, dropped = plan.entries, turns.tick, plan.dropped
        values: Any = None
        try:
            while tick < last:
                row = tick - dropped
                for values, name, source, field, more, step, part, out, kind, data, rest in entries:
                    values[name] = source[field]
                    if more is not None:
                        for name, source, field in more[0]:
                            values[name] = source[field]
                        for name, take in more[1]:
                            values[name] = take()
                    await step(part)
                    if signals:
                        return plan.node_of(values)
                    value = values[out]
                    if type(value) is kind:
                        try:
                            data[row] = value
                        except OverflowError:  # an integer beyond 64 bits
                            turns.put(plan.node_of(values), out, row, value)
                    elif kind is not UNRECORDED:
                        turns.put(plan.node_of(values), out, row, value)
                    if rest is not None:
                        _write_more(turns, plan.node_of(values), row, rest)
                turns.tick = tick = tick + 1
                if perf_counter() > deadline or turns.stale or flow.halted:
                    break
        except BaseException as error:
            node = plan.node_of(values)
            node.error = error
            return node
        return None


def _write_more(turns: Turns, node: Node, row: int, rest: Any) -> None:
    """Record further outputs and put values on delayed wires."""
    values = node.values
    for out, kind, data in rest[0]:
        value = values[out]
        if type(value) is kind and kind is not int:
            data[row] = value
        else:
            turns.put(node, out, row, value)
    for field, push in rest[1]:
        push(values[field])
