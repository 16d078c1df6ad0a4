"""The engine: ticks in lockstep as fast as they go, with room for steps that wait."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Iterable, Mapping
from time import perf_counter
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.connector import Connector
from plugboard_nb.engine.compile import compile_nodes
from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.engine.flow import Flow
from plugboard_nb.engine.node import Node, Pipe
from plugboard_nb.engine.turn import Turns
from plugboard_nb.history import History, Lead

__all__ = ["Engine"]

_BREATH_S = 0.005  # how long ticks go on before the event loop has its turn
_MORE_ROWS = 1
_FAR = 2**62


class _Unrecorded:
    """Kind of an output that the history does not keep; no value has this type."""


class Engine:
    """Advances compiled components tick by tick.

    Most ticks go through :meth:`_ticks_in_step`, one loop over a flat schedule. Whatever it does
    not know (the first tick, an end, a step that waits) is left to :class:`Flow`, which takes
    the rest of the tick as far as inputs allow and comes back at a tick boundary.

    Attributes:
        tick: Ticks done.
        nodes: The compiled components in the order of a tick.
        done: Whether every component has ended.
    """

    def __init__(
        self,
        components: Mapping[str, Component],
        connectors: Iterable[Connector],
        history: History,
    ) -> None:
        self.nodes = compile_nodes(components, connectors, history)
        self.history = history
        self.turns = Turns(self.nodes, history)
        self.flow = Flow(self.turns)
        self._plan: list[Any] = []
        self._fast_nodes: list[Node] = []
        self._lead = Lead()
        self._dropped = 0
        self._room = 0

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
        """Have :meth:`advance` return before the next tick; safe from any thread."""
        self.flow.stop()

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
    ) -> None:
        """Take ticks until tick *last* is done, *until* says so, or everything has ended.

        Args:
            last: Tick to stop after.
            until: Asked after every tick.
            once: Whether to return also when a tick came to nothing, as at the end of a run.

        Raises:
            StalledError: Nobody can step and nobody is awaiting anything.
            BaseException: Whatever a component raised, with a note of where.
        """
        turns, flow = self.turns, self.flow
        flow.stopping = overlap = False
        turns.eager = EagerTasks()
        deadline = perf_counter() + _BREATH_S
        try:
            while turns.live and (last is None or turns.tick < last) and not flow.stopping:
                if overlap or self._needs_flow():
                    self._settle(None)
                    turns.stale = True
                    ahead = overlap and until is None and turns.may_overlap
                    await flow.advance(last if ahead else turns.tick + 1, ahead)
                    overlap = flow.has_waited
                else:
                    overlap = await self._fast(turns.tick + 1 if until else last, deadline)
                if self.history.reached(turns.tick):
                    turns.stale = True
                if until is not None and turns.live and until():
                    break
                if perf_counter() > deadline:
                    await asyncio.sleep(0)
                    deadline = perf_counter() + _BREATH_S
                if once:
                    break
        finally:
            self.history.reached(turns.tick)
            turns.eager.close()

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
        if turns.stale or turns.tick - self._dropped >= self._room:
            self._settle(None)
            self._make_plan()
        room = self._room + self._dropped
        start = turns.tick
        node = await self._ticks_in_step(room if last is None else min(room, last), deadline)
        self._lead.rows += turns.tick - start
        if node is None:
            return False
        self._settle(node)
        turns.stale = True
        await self.flow.take_over(node)
        return self.flow.has_waited

    async def _ticks_in_step(self, last: int, deadline: float) -> Node | None:
        """Take whole ticks; return the component after whose step more care is needed."""
        turns, plan, signals, flow = self.turns, self._plan, self.turns.signals, self.flow
        tick, dropped = turns.tick, self._dropped
        node: Node | None = None
        try:
            while tick < last:
                row = tick - dropped
                for values, name, source, field, more, step, out, kind, data, rest, node in plan:
                    values[name] = source[field]
                    if more is not None:
                        for name, source, field in more[0]:
                            values[name] = source[field]
                        for name, take in more[1]:
                            values[name] = take()
                    await step()
                    if signals:
                        return node
                    value = values[out]
                    if type(value) is kind:
                        try:
                            data[row] = value
                        except OverflowError:  # an integer beyond 64 bits
                            turns.put(node, out, row, value)
                    elif kind is not _Unrecorded:
                        turns.put(node, out, row, value)
                    if rest is not None:
                        _write_more(turns, node, row, rest)
                turns.tick = tick = tick + 1
                if perf_counter() > deadline or turns.stale or flow.stopping:
                    break
        except BaseException as error:
            assert node is not None
            node.error = error
            return node
        return None

    def _settle(self, at: Node | None) -> None:
        """Note the turns that the fast loop has taken, in a tick begun those before *at* too."""
        rows = self._lead.rows
        extra = 0 if at is None else 1
        for node in self._fast_nodes:
            if at is not None and node.position >= at.position:
                extra = 0
            node.turns += rows + extra
            node.table.settle(rows + extra)
        self._lead = Lead()
        self._fast_nodes = []

    # The schedule --------------------------------------------------------------------------

    def _make_plan(self) -> None:
        """Lay out what the fast loop does, one tuple per component in the order of a tick."""
        turns = self.turns
        self._dropped = self.history.first_tick - 1
        self._plan, self._fast_nodes = [], []
        room = _FAR
        for node in turns.live.values():
            node.careful = self._needs_care(node)
            if node.careful:
                values = node.values
                entry = (values, "_io", values, "_io", None, self._careful(node))
                self._plan.append((*entry, "_io", _Unrecorded, None, None, node))
            else:
                node.table.reserve(_MORE_ROWS)
                capacities = [column.capacity for column in node.table.columns.values()]
                room = min([room, *(c for c in capacities if c is not None)])
                node.table.lead = self._lead
                self._fast_nodes.append(node)
                self._plan.append(self._entry(node))
        self._room = room
        turns.stale = False

    @staticmethod
    def _needs_care(node: Node) -> bool:
        """Whether the fast loop cannot take the turn of *node*, now or ever."""
        unknown = (name for name in node.table.columns if name not in node.values)
        return node.special or any(writer.ended for writer in node.producers) or any(unknown)

    def _entry(self, node: Node) -> tuple[Any, ...]:
        """Return the tuple of a component: first input, further ones, step, outputs."""
        values = node.values
        pipes = [port for port in node.inputs if isinstance(port, Pipe)]
        direct = [(p.field, p.source.values, p.source_field) for p in pipes if not p.delay]
        delayed = tuple((p.field, p.items.popleft) for p in pipes if p.delay)
        first = direct.pop(0) if direct else ("_io", values, "_io")
        more = (tuple(direct), delayed) if direct or delayed else None
        columns = [
            (name, c.kind if c.capacity else None, c.data) for name, c in node.table.columns.items()
        ]
        output = columns.pop(0) if columns else ("_io", _Unrecorded, None)
        pushes = tuple(
            (field, port.items.append)
            for field, port, _ in node.exits
            if isinstance(port, Pipe) and port.delay and not port.target.ended
        )
        rest = (tuple(columns), pushes) if columns or pushes else None
        step = node.take_step if node.never_waits else self._inline(node)
        return (values, *first, more, step, *output, rest, node)

    def _inline(self, node: Node) -> Callable[[], Coroutine[Any, Any, None]]:
        """Return a step that never waits itself, but leaves a task behind if it has to."""
        turns, take_step = self.turns, node.take_step
        if not inspect.iscoroutinefunction(take_step):

            async def call() -> None:
                result = take_step()
                if result is not None and inspect.isawaitable(result):
                    self._begin(node, turns.rest(node, result))

            return call

        async def begin() -> None:
            self._begin(node, turns.step(node))

        return begin

    def _begin(self, node: Node, coroutine: Coroutine[Any, Any, None]) -> None:
        turns = self.turns
        task = turns.eager.start(coroutine)
        if task is not None:
            turns.waiting[node] = task
            turns.signals.append(node.io)
        elif node.error is not None:
            raise node.error

    def _careful(self, node: Node) -> Callable[[], Coroutine[Any, Any, None]]:
        """Return the whole turn of a special component as a step for the fast loop."""
        turns, signals = self.turns, self.turns.signals

        async def turn() -> None:
            self._begin(node, turns.take(node))
            if node not in turns.waiting:
                turns.finish(node)
                signals[:] = [signal for signal in signals if signal is not node.io]
                if node.ended or turns.ends.drained or turns.stop_tick is not None:
                    signals.append(node.io)

        return turn


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
