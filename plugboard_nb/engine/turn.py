"""What a component does at its turn in a tick, and what follows from it."""

import asyncio
import inspect
import warnings
from collections.abc import Awaitable, Iterable
from typing import Any, NoReturn

from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.engine.ends import Ends, is_finished
from plugboard_nb.engine.kept import Kept
from plugboard_nb.engine.node import Decision, Mail, Node, Pipe, Trigger
from plugboard_nb.engine.remarks import shown, tellable, unsent_outputs, unset_outputs
from plugboard_nb.events import Event, StopEvent, handler_for
from plugboard_nb.exceptions import PlugboardWarning, UnrecognisedEventError
from plugboard_nb.history import History
from plugboard_nb.schemas import Status

__all__ = ["Turns"]


class Turns:
    """The state of a run between the turns of its components.

    Attributes:
        tick: Ticks done.
        nodes: All components in the order of a tick.
        live: Name → node of all that have not ended, in the order of a tick.
        signals: What steps leave for the engine: an ``io`` that closed or emitted.
        waiting: Tasks of steps that began in the fast loop and wait.
        flowing: Whether undelayed wires hold their values; else targets read the source.
        uneven: Whether some components have had turns of later ticks than others.
        stale: Whether the schedule of the fast loop must be made again.
        delivered: The last tick at which any component delivered a step.
        handled: Events emitted and handled so far.
        stop_tick: The tick in which a ``StopEvent`` was emitted.
        may_overlap: Whether components may run ahead of each other: events forbid it.
        cutting: Whether tasks are being cancelled by the engine itself.
        every_turn_counts: Whether a tick counts even if nobody delivers anything in it.
    """

    every_turn_counts = False

    def __init__(self, nodes: list[Node], history: History) -> None:
        self.history = history
        self.nodes = nodes
        self.ends = Ends(nodes, history)
        self.live = self.ends.live
        self.tick = 0
        self.delivered = 0
        self.handled = 0
        self.signals: list[Any] = []
        self.waiting: dict[Node, asyncio.Task[None]] = {}
        self.flowing = False
        self.uneven = False
        self.stale = True
        self.cutting = False
        self.stop_tick: int | None = None
        self.may_overlap = not any(node.declares_events for node in nodes)
        self.eager: EagerTasks
        for node in nodes:
            node.io._signals = self.signals

    # A turn --------------------------------------------------------------------------------

    async def take(self, node: Node) -> None:
        """Let *node* have its turn; ``node.decision`` and ``node.error`` tell what came of it."""
        if node.covered:
            node.uncover()
            self.stale |= not node.held
        try:
            if node.io.is_closed and not node.loaded:
                node.decision = Decision.END
                return
            due = node.due_events()
            handled = bool(due)
            if handled:
                node.decision = Decision.SKIP
                await self._handle_events(node, due)
                if node.io.is_closed:
                    return
            if not node.loaded:
                node.decision = self._load(node, node.turns + 1, handled)
                if node.decision is not Decision.STEP:
                    return
                node.loaded = True
        except BaseException as error:
            self._caught(node, error)
        else:
            await self.step(node)

    def take_at_once(self, node: Node) -> None:
        """Let *node* have its turn, when it is known not to wait: without a task of its own."""
        try:
            self.take(node).send(None)
        except StopIteration:
            return

    async def step(self, node: Node) -> None:
        """Take the step itself."""
        kept = None if node.never_waits or node.own_run else Kept(node)
        try:
            result = node.take_step()
            if result is not None and inspect.isawaitable(result):
                await result
        except BaseException as error:
            self._caught(node, error, kept)

    async def rest(self, node: Node, awaitable: Awaitable[Any]) -> None:
        """Await what a plain ``def step`` has returned."""
        try:
            await awaitable
        except BaseException as error:
            self._caught(node, error)

    def _caught(self, node: Node, error: BaseException, kept: Kept | None = None) -> None:
        """Keep an error for the engine; let pass what is no error of the component."""
        if isinstance(error, GeneratorExit):
            raise error
        if isinstance(error, asyncio.CancelledError) and (self.cutting or node.ended):
            if kept is not None:
                kept.restore()  # the step is taken again when the run goes on
            raise error
        node.error = error

    async def _handle_events(self, node: Node, due: list[Mail]) -> None:
        """Run the handlers of the events that are *due*, in order of their timestamps."""
        for mail in sorted(due, key=lambda mail: mail.event.timestamp):
            event = mail.event
            handler = handler_for(event, node.handlers)
            if handler is None:
                raise UnrecognisedEventError(
                    f"component {node.name!r} subscribes to the event {event.type!r} but has no "
                    "handler for it"
                )
            kept = Kept(node)
            try:
                answer = getattr(node.component, handler.method)(event)
                if inspect.isawaitable(answer):
                    answer = await answer
            except asyncio.CancelledError:
                if self.cutting:
                    kept.restore()
                raise
            if answer is not None:
                node.io.queue_event(answer)
            node.filled.update(handler.populates_fields)
            node.inbox.remove(mail)
            node.heard += 1
            self.handled += 1
            if node.io.is_closed:
                return

    def _load(self, node: Node, tick: int, handled: bool) -> Decision:
        """Put the next values into the inputs, all or none of them."""
        if node.trigger is Trigger.ALWAYS:
            return Decision.STEP
        by_events = node.trigger is not Trigger.INPUTS
        if self.ends.count and is_finished(node, tick) and not (by_events and handled):
            return Decision.END
        if by_events:
            return Decision.STEP if handled and node.trigger is Trigger.EVENTS else Decision.SKIP
        wired = {port.field for port in node.inputs}
        if node.fillers.keys() - wired - node.filled:
            return Decision.SKIP
        ports = [port for port in node.inputs if port.field not in node.filled]
        if not all(self._available(port, tick) for port in ports):
            return Decision.SKIP
        for port in ports:
            self._take_in(node, port)
        node.filled.clear()
        return Decision.STEP

    def _reads_source(self, port: Any) -> bool:
        return not self.flowing and type(port) is Pipe and not port.delay

    def _available(self, port: Any, tick: int) -> bool:
        if self._reads_source(port):
            return not port.source.ended
        available: bool = port.available(tick)
        return available

    def _take_in(self, node: Node, port: Any) -> None:
        direct = self._reads_source(port)
        value = port.source.read(port.source_field) if direct else port.take()
        if port.field in node.values:
            node.values[port.field] = value
        else:
            setattr(node.component, port.field, value)

    # What follows --------------------------------------------------------------------------

    def finish(self, node: Node) -> None:
        """Send, record and emit what a turn without error has left."""
        tick = node.turns = node.turns + 1
        io, stepped = node.io, node.decision is Decision.STEP
        node.loaded, node.heard = False, 0
        if node.held:
            node.cover()
        if stepped and (not io.is_closed or io._deliver):
            self._deliver(node, tick)
        elif stepped:
            self.remark(unsent_outputs(node))
        if io.queued_events:
            self._emit(node, tick)
        if io.is_closed or node.decision is Decision.END or tick == node.limit:
            self.end(node, tick)
        elif self.ends.count and is_finished(node, tick):
            self.ends.drained.append(node)

    def _deliver(self, node: Node, tick: int) -> None:
        table = node.table
        if table.count == 0:
            self.remark(unset_outputs(node))
        if table.append(tick, {field: node.read(field) for field in table.columns}):
            self.stale = True
        for field, port, rank in node.exits:
            if not port.target.ended and not self._reads_source(port):
                port.push(tick, rank, node.read(field))
        self.delivered = max(self.delivered, tick)

    def _emit(self, node: Node, tick: int) -> None:
        for event in node.io.queued_events:
            self.announce(node, event, tick)
            for subscriber in node.subscribers.get(event.type, ()):
                if not subscriber.ended:
                    subscriber.inbox.append(Mail(tick, node.position, event))
        self.handled += len(node.io.queued_events)
        node.io.queued_events.clear()

    def announce(self, node: Node, event: Event, tick: int) -> None:
        """Record an event, and obey it if it is one of the system."""
        self.history.record_event(tick, event.type, event.source, event.data)
        if isinstance(event, StopEvent):
            self.stop_tick = min(tick, self.stop_tick or tick)

    def remark(self, texts: Iterable[str]) -> None:
        """Warn the user of likely slips."""
        for text in texts:
            warnings.warn(text, PlugboardWarning, stacklevel=2)

    def excuses(self, node: Node) -> bool:
        """Whether the run goes on although the step of *node* raised an error."""
        return False

    def inputs_of(self, node: Node) -> str:
        """Return the inputs with which *node* took its last step, as text."""
        return shown(node.present_inputs)

    def put(self, node: Node, field: str, row: int, value: Any) -> None:
        """Write a value that its column is not made for (yet)."""
        if node.table.put(node.table.columns[field], row, value):
            self.stale = True

    def end(self, node: Node, tick: int, status: Status = Status.COMPLETED) -> None:
        """End *node* with *tick*; see :meth:`Ends.end`."""
        self.ends.end(node, tick, status)
        self.stale = True

    def spread_ends(self) -> list[Node]:
        """End all that end because others have; return everyone who has ended since."""
        ended = self.ends.spread()
        self.stale |= bool(ended)
        return ended

    def stop_all(self, tick: int) -> None:
        """End every component with *tick*, because of a ``StopEvent``."""
        for node in list(self.live.values()):
            self.end(node, tick, Status.STOPPED)
        events = self.history.events  # of those who had run ahead
        events[:] = [record for record in events if record.tick <= tick]

    def fail(self, failed: list[Node], tick: int) -> NoReturn:
        """Raise what the *failed* components raised at *tick*; all others are stopped."""
        errors = []
        for node in failed:
            error, node.error = node.error, None
            assert error is not None
            error = tellable(error, node.name, tick)
            error.add_note(
                f"component {node.name!r} raised this at tick {tick} with the inputs "
                f"{self.inputs_of(node)}"
            )
            errors.append(error)
        interrupted = all(isinstance(error, KeyboardInterrupt) for error in errors)
        for node in self.nodes:
            last = tick if node.position < failed[0].position else tick - 1
            has_ended = node.ended and (node.end < tick or (node.end == last and node.io.is_closed))
            if node not in failed and not has_ended and not interrupted:
                node.table.forget_after(last)
                self.ends.set_status(node, Status.STOPPED, tick)
        if not interrupted:
            for node in failed:
                self.ends.set_status(node, Status.FAILED, tick)
        if len(errors) == 1:
            raise errors[0]
        names = ", ".join(repr(node.name) for node in failed)
        raise BaseExceptionGroup(f"components {names} failed at tick {tick}", errors)
