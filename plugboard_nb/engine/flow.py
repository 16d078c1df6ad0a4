"""Turns in whatever order inputs allow: for steps that wait, ends, events and first ticks."""

import asyncio
import logging
from collections import Counter, deque
from time import perf_counter

from plugboard_nb.engine.node import Decision, Node, Trigger
from plugboard_nb.engine.turn import Turns
from plugboard_nb.engine.wires import fill_pipes, holds_values, longest_chain, missing_inputs
from plugboard_nb.exceptions import StalledError

__all__ = ["Flow"]

logger = logging.getLogger(__name__)

_PATIENCE_S = 5.0  # how long a step that is cancelled may take to end
_BREATH_S = 0.005


class Flow:
    """Takes turns as soon as their inputs are there; steps that wait do so together.

    Within a tick, or ahead of it: then a component may be up to ``reach`` ticks further than the
    slowest one, and the streams are still those of ticks in step.

    Attributes:
        has_waited: Whether a step has waited since :meth:`advance` began.
        stopping: Whether someone asked to stop, even if steps have to be cut off for it.
        halted: Whether someone asked to stop or to pause, which lets the tick be finished.
    """

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.has_waited = False
        self.stopping = self.halted = False
        self.reach = longest_chain(list(turns.live.values())) + 1
        self._todo: deque[Node] = deque()
        self._busy: set[Node] = set()
        self._apart = False
        self._running: dict[asyncio.Task[None], Node] = {}
        self._finished_tasks: list[asyncio.Task[None]] = []
        self._failed: list[Node] = []
        self._held: set[Node] = set()
        self._counted: set[Node] = set()
        self._levels: Counter[int] = Counter()
        self._level = 0
        self._ceiling: int | None = None
        self._wake: asyncio.Future[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """Have :meth:`advance` return soon; safe from any thread."""
        self.stopping = self.halted = True
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self._ring)

    def begin(self) -> None:
        """Forget earlier requests to stop or pause."""
        self.stopping = self.halted = False
        self._ceiling = None

    def clear(self) -> None:
        """Forget the turns under way, as the run has been put back to another tick."""
        self._todo.clear()
        self._busy.clear()
        self._held.clear()
        self._failed = []

    def _ring(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def take_over(self, node: Node) -> None:
        """Go on where the fast loop stopped, after the step of *node*."""
        turns = self.turns
        tick = turns.tick + 1
        turns.flowing = True
        if not node.careful:
            node.loaded, node.decision = True, Decision.STEP
        for other in turns.nodes:
            if other.turns == tick == other.table.last_tick:
                fill_pipes(other, tick)
                turns.delivered = tick
        task = turns.waiting.pop(node, None)
        if task is not None:
            self._adopt(task, node)
        elif node.error is not None and not turns.excuses(node):
            self._failed = [node]
            self._raise_failures()
        elif node.turns < tick:
            turns.finish(node)
        closed = {signal.namespace for signal in turns.signals} - {node.name}
        for other in [turns.live[name] for name in closed if name in turns.live]:
            if other.turns == tick and other.io.is_closed:
                turns.end(other, tick)
        await self.advance(tick)

    async def advance(self, last: int | None, ahead: bool = False) -> None:
        """Take all turns up to tick *last*.

        Args:
            last: ``None`` with *ahead* means up to the end of the run.
            ahead: Whether components may be several ticks apart on the way.
        """
        turns = self.turns
        turns.flowing = True
        turns.signals.clear()
        self.has_waited = bool(self._running)
        self._loop = asyncio.get_running_loop()
        self._apart = ahead or turns.uneven
        before = turns.ends.count, turns.handled
        self._todo.extend(turns.live.values())
        self._counted = set(turns.live.values())
        self._levels = Counter(node.turns for node in turns.live.values())
        self._level = min(self._levels, default=0)
        cut_short = True
        try:
            await self._take_turns(last, ahead)
            cut_short = False
        finally:
            await self._cut()
            self._todo.clear()
            self._held.clear()
            self._loop = None
            if cut_short:
                self._leave_as_it_is(before)
        if self._failed:
            self._raise_failures()
        self._come_back(before)

    async def _take_turns(self, last: int | None, ahead: bool) -> None:
        breathed = perf_counter()
        while not self.stopping:
            while self._todo:
                node = self._todo.popleft()
                if self._may_take(node, last, ahead):
                    self._start(node)
                    if self._failed and not ahead:
                        return
                    if ahead and perf_counter() - breathed > _BREATH_S:
                        await asyncio.sleep(0)
                        breathed = perf_counter()
                        if self._asked_to_stop():
                            return
            if not self._running or (self._failed and self._all_before_failure_done()):
                return
            await self._some_tasks()
            if self._failed and not ahead:
                return

    def _asked_to_stop(self) -> bool:
        return self.stopping

    def _may_take(self, node: Node, last: int | None, ahead: bool) -> bool:
        turn = node.turns + 1
        if node.ended or node in self._busy or turn > (last or turn) or turn > (node.limit or turn):
            return False
        if self.turns.stop_tick is not None and turn > self.turns.stop_tick:
            return False
        if self._failed and turn >= self._failed[0].turns + 1:
            return False
        if self.halted and turn > self._highest():
            return False
        if ahead and turn > self._level + self.reach:
            self._held.add(node)
            return False
        for other, lag in node.waits_for:
            if other.turns < turn - lag and not other.ended:
                return False
        return True

    def _highest(self) -> int:
        """Return the last turn that is begun after someone asked to pause: all come up to it."""
        if self._ceiling is None:
            live = self.turns.live.values()
            self._ceiling = max(node.turns + (node in self._busy) for node in live)
            if not self._apart:
                self._ceiling = max(self._ceiling, self.turns.tick + 1)
        return self._ceiling

    def _start(self, node: Node) -> None:
        self._busy.add(node)
        task = None
        if node.never_waits and not node.inbox:
            self.turns.take_at_once(node)
        else:
            task = self.turns.eager.start(self.turns.take(node))
        if task is None:
            self._finished(node)
        else:
            self._adopt(task, node)

    def _adopt(self, task: "asyncio.Task[None]", node: Node) -> None:
        self.has_waited = True
        self._busy.add(node)
        self._running[task] = node
        task.add_done_callback(self._task_done)

    def _task_done(self, task: "asyncio.Task[None]") -> None:
        self._finished_tasks.append(task)
        self._ring()

    async def _some_tasks(self) -> None:
        """Wait until a task has finished or someone asks to stop."""
        if not self._finished_tasks and not self.stopping:
            self._wake = asyncio.get_running_loop().create_future()
            try:
                await self._wake
            finally:
                self._wake = None
        self._collect()

    def _collect(self) -> None:
        done, self._finished_tasks = self._finished_tasks, []
        nodes = [(self._running.pop(task), task) for task in done]
        for node, task in sorted(nodes, key=lambda pair: pair[0].position):
            if task.cancelled():
                self._busy.discard(node)
            else:
                self._finished(node)

    def _finished(self, node: Node) -> None:
        """Draw the consequences of a turn, and look at who may go on because of it."""
        turns = self.turns
        self._busy.discard(node)
        if node.ended:
            return
        if node.error is not None and not turns.excuses(node):
            self._failed.append(node)
            self._failed.sort(key=lambda other: (other.turns, other.position))
            return
        self._levels[node.turns] -= 1
        turns.finish(node)
        self._levels[node.turns] += 1
        self._todo.append(node)
        self._todo.extend(node.followers)
        if self._apart:
            self._draw_ends()
            self._raise_level()

    def _draw_ends(self) -> None:
        """Spread ends at once, as components that are ticks apart have no common end of tick."""
        turns = self.turns
        for other in turns.spread_ends():
            if other in self._counted:
                self._counted.discard(other)
                self._levels[other.turns] -= 1
            self._todo.extend(other.followers)
            for task, owner in self._running.items():
                if owner is other:
                    task.cancel()

    def _raise_level(self) -> None:
        risen = False
        while self.turns.live and self._levels[self._level] <= 0:
            self._level += 1
            risen = True
        if risen:
            self._todo.extend(sorted(self._held, key=lambda node: node.position))
            self._held.clear()

    def _all_before_failure_done(self) -> bool:
        tick = self._failed[0].turns
        return all(node.turns >= tick for node in self.turns.live.values())

    async def _cut(self) -> None:
        """Cancel the steps that still wait; each is taken again when the run goes on."""
        if not self._running:
            self.turns.cutting = False
            return
        self.turns.cutting = True
        for task in self._running:
            task.cancel()
        await asyncio.wait(self._running, timeout=_PATIENCE_S)
        self._collect()
        for node in self._running.values():
            logger.warning("the step of component %r does not end when cancelled", node.name)
            self._busy.discard(node)
        self._running.clear()
        self.turns.cutting = False

    def _raise_failures(self) -> None:
        first = self._failed[0].turns
        failed = [node for node in self._failed if node.turns == first]
        for node in self._failed:
            if node not in failed:
                node.error = None
        self._failed = []
        self.turns.uneven = True
        self.turns.tick = min(node.turns for node in self.turns.live.values())
        self.turns.fail(failed, first + 1)

    def _leave_as_it_is(self, before: tuple[int, int]) -> None:
        """Keep what is needed to go on after a cancellation from outside amid a tick."""
        for node in self._failed:
            node.error = None
        self._failed = []
        self.stopping = self.halted = True
        self._come_back(before)

    def _come_back(self, before: tuple[int, int]) -> None:
        """Find out which tick it is, and whether all components are at it."""
        turns = self.turns
        live = turns.live
        reached = {node.turns for node in live.values()}
        stop = turns.stop_tick
        stopped = stop is not None and min(reached, default=0) >= stop
        turns.uneven = not stopped and (
            len(reached) > 1 or any(node.loaded or holds_values(node) for node in live.values())
        )
        if turns.uneven:
            turns.tick = min(reached)
            return
        turns.flowing = False
        turns.spread_ends()
        if stopped:
            assert stop is not None
            turns.stop_all(stop)
        if not live:
            turns.tick = max(node.table.last_tick for node in turns.nodes)
        elif turns.delivered > turns.tick or turns.every_turn_counts:
            turns.tick = reached.pop()
        else:
            for node in live.values():  # the tick does not count: it is tried again
                node.turns = turns.tick
                node.inbox = [mail._replace(tick=turns.tick) for mail in node.inbox]
            if not self.stopping and before == (turns.ends.count, turns.handled):
                self._end_who_waits_for_events()

    def _end_who_waits_for_events(self) -> None:
        """End components that only events could wake, as nobody is left to emit any.

        Raises:
            StalledError: All that is left waits for inputs.
        """
        turns = self.turns
        live = list(turns.live.values())
        listeners = [node for node in live if node.trigger in (Trigger.EVENTS, Trigger.NEVER)]
        for node in listeners:
            turns.end(node, turns.tick)
        turns.spread_ends()
        if not listeners:
            waits = "; ".join(
                f"component {node.name!r} waits for "
                + ", ".join(missing_inputs(node, turns.tick + 1))
                for node in live[:10]
            )
            raise StalledError(f"nobody can step at tick {turns.tick + 1}: {waits}")
