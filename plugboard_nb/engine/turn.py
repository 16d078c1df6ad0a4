"""What a component does at its turn in a tick, and what follows from it."""

import asyncio
import difflib
import inspect
import warnings
from collections.abc import Awaitable
from typing import Any, NoReturn

from plugboard_nb.component.base import StatusCell
from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.engine.node import Decision, Node, Pipe, Trigger
from plugboard_nb.events import StopEvent, handler_for
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
        progress: Counts ends and events, to tell a tick in which nothing at all happened.
        stop_tick: The tick in which a ``StopEvent`` was emitted.
        may_overlap: Whether components may run ahead of each other: events forbid it.
        cutting: Whether tasks are being cancelled by the engine itself.
    """

    def __init__(self, nodes: list[Node], history: History) -> None:
        self.history = history
        self.nodes = nodes
        self.live = {node.name: node for node in nodes}
        self.tick = 0
        self.delivered = 0
        self.progress = 0
        self.signals: list[Any] = []
        self.waiting: dict[Node, asyncio.Task[None]] = {}
        self.just_ended: list[Node] = []
        self.flowing = False
        self.uneven = False
        self.stale = True
        self.cutting = False
        self.stop_tick: int | None = None
        self.may_overlap = all(node.regular and not node.handlers for node in nodes)
        self.eager: EagerTasks
        for node in nodes:
            node.io._signals = self.signals

    # A turn --------------------------------------------------------------------------------

    async def take(self, node: Node) -> None:
        """Let *node* have its turn; ``node.decision`` and ``node.error`` tell what came of it."""
        try:
            if node.io.is_closed and not node.loaded:
                node.decision = Decision.END
                return
            handled = bool(node.inbox)
            if handled:
                await self._handle_events(node)
            if not node.loaded:
                node.decision = self._load(node, node.turns + 1, handled)
                if node.decision is not Decision.STEP:
                    return
                node.loaded = True
        except BaseException as error:
            self._caught(node, error)
        else:
            await self.step(node)

    async def step(self, node: Node) -> None:
        """Take the step itself."""
        try:
            result = node.take_step()
        except BaseException as error:
            self._caught(node, error)
            return
        if result is not None and inspect.isawaitable(result):
            await self.rest(node, result)

    async def rest(self, node: Node, awaitable: Awaitable[Any]) -> None:
        """Await what a plain ``def step`` has returned."""
        try:
            await awaitable
        except BaseException as error:
            self._caught(node, error)

    def _caught(self, node: Node, error: BaseException) -> None:
        """Keep an error for the engine; let pass what is no error of the component."""
        if isinstance(error, GeneratorExit):
            raise error
        if isinstance(error, asyncio.CancelledError):
            if self.cutting or node.ended:
                raise error
            named = RuntimeError(
                f"component {node.name!r} raised CancelledError at tick {node.turns + 1}, although "
                "nobody cancelled the process"
            )
            named.__cause__ = error
            error = named
        node.error = error

    async def _handle_events(self, node: Node) -> None:
        """Run the handlers of all events that have come, in order of their timestamps."""
        node.inbox.sort(key=lambda event: event.timestamp)
        while node.inbox:
            event = node.inbox[0]
            handler = handler_for(event, node.handlers)
            if handler is None:
                raise UnrecognisedEventError(
                    f"component {node.name!r} subscribes to the event {event.type!r} but has no "
                    "handler for it"
                )
            answer = getattr(node.component, handler.method)(event)
            if inspect.isawaitable(answer):
                answer = await answer
            if answer is not None:
                node.io.queue_event(answer)
            node.filled.update(handler.populates_fields)
            node.inbox.pop(0)
            self.progress += 1

    def _load(self, node: Node, tick: int, handled: bool) -> Decision:
        """Put the next values into the inputs, all or none of them."""
        silent = not node.inbox and all(emitter.ended for emitter in node.emitters)
        if node.trigger is Trigger.ALWAYS:
            return Decision.STEP
        if node.trigger is not Trigger.INPUTS:
            if handled and node.trigger is Trigger.EVENTS:
                return Decision.STEP
            return Decision.END if silent and not handled else Decision.SKIP
        missing, wired = False, set()
        for port in node.inputs:
            wired.add(port.field)
            fillable = port.field in node.filled_fields
            if port.field in node.filled or self._available(port, tick):
                continue
            if port.exhausted and (silent or not fillable):
                return Decision.END
            missing = True
        for field in node.filled_fields - wired - node.filled:
            if silent:
                return Decision.END
            missing |= bool(field)
        if missing:
            return Decision.SKIP
        for port in node.inputs:
            if port.field not in node.filled:
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
        node.loaded = False
        if stepped and (not io.is_closed or io._deliver):
            self._deliver(node, tick)
        elif stepped:
            _warn_of_unsent_outputs(node)
        if io.queued_events:
            self._emit(node, tick)
        if io.is_closed or node.decision is Decision.END:
            self.end(node, (tick, node.position))

    def _deliver(self, node: Node, tick: int) -> None:
        table = node.table
        if table.count == 0:
            _warn_of_unset_outputs(node)
        if table.append(tick, {field: node.read(field) for field in table.columns}):
            self.stale = True
        for field, port, rank in node.exits:
            if not port.target.ended and not self._reads_source(port):
                port.push(tick, rank, node.read(field))
        self.delivered = max(self.delivered, tick)

    def _emit(self, node: Node, tick: int) -> None:
        for event in node.io.queued_events:
            self.history.record_event(tick, event.type, event.source, event.data)
            if isinstance(event, StopEvent):
                self.stop_tick = min(tick, self.stop_tick or tick)
            for subscriber in node.subscribers.get(event.type, ()):
                if not subscriber.ended:
                    subscriber.inbox.append(event)
        self.progress += len(node.io.queued_events)
        node.io.queued_events.clear()

    def put(self, node: Node, field: str, row: int, value: Any) -> None:
        """Write a value that its column is not made for (yet)."""
        if node.table.put(node.table.columns[field], row, value):
            self.stale = True

    def end(self, node: Node, cause: tuple[int, int]) -> None:
        """End *node*, and then each producer all of whose consumers have ended.

        Args:
            node: Who ends.
            cause: Tick and position at which the end began. Whoever stands behind that position
                does not take that tick any more.
        """
        todo = [(node, cause)]
        while todo:
            node, cause = todo.pop()
            if node.ended and node.end <= cause:
                continue
            if not node.ended:
                self._mark_ended(node, cause[0])
            node.end = cause
            last = cause[0] if node.position <= cause[1] else cause[0] - 1
            if node.table.count and node.turns > last:
                node.table.forget_after(last)
            todo += [
                (producer, max(consumer.end for consumer in producer.consumers))
                for producer in node.producers
                if _is_idle(producer)
            ]

    def _mark_ended(self, node: Node, tick: int) -> None:
        node.ended = True
        del self.live[node.name]
        for port in node.inputs:
            port.items.clear()
        self.just_ended.append(node)
        self.progress += 1
        self.stale = True
        self.set_status(node, Status.COMPLETED, tick)

    def set_status(self, node: Node, status: Status, tick: int) -> None:
        """Give *node* a status of its own, and log it."""
        node.component._status = StatusCell(status)
        self.history.record_status(tick, node.name, str(status))

    def stop_all(self) -> None:
        """End every component because of a ``StopEvent``."""
        for node in list(self.live.values()):
            node.table.forget_after(self.stop_tick or self.tick)
            node.ended = True
            self.set_status(node, Status.STOPPED, self.stop_tick or self.tick)
        self.live.clear()

    def fail(self, failed: list[Node], tick: int) -> NoReturn:
        """Raise what the *failed* components raised at *tick*; all others are stopped."""
        errors = []
        for node in failed:
            error, node.error = node.error, None
            assert error is not None
            error.add_note(
                f"component {node.name!r} raised this at tick {tick} with the inputs "
                f"{_short(node.present_inputs)}"
            )
            errors.append(error)
        interrupted = all(isinstance(error, KeyboardInterrupt) for error in errors)
        for node in list(self.live.values()):
            if node not in failed and not interrupted:
                last = tick if node.position < failed[0].position else tick - 1
                node.table.forget_after(last)
                self.set_status(node, Status.STOPPED, tick)
        if not interrupted:
            for node in failed:
                self.set_status(node, Status.FAILED, tick)
        if len(errors) == 1:
            raise errors[0]
        names = ", ".join(repr(node.name) for node in failed)
        raise BaseExceptionGroup(f"components {names} failed at tick {tick}", errors)


def _is_idle(producer: Node) -> bool:
    """Whether nobody is left who takes what *producer* sends or emits."""
    return all(consumer.ended for consumer in producer.consumers) and all(
        subscriber.ended or subscriber is producer
        for subscribers in producer.subscribers.values()
        for subscriber in subscribers
    )


def _short(inputs: dict[str, Any]) -> str:
    def text(value: Any) -> str:
        shape = getattr(value, "shape", None)
        if shape:
            return f"{type(value).__name__}{list(shape)}"
        whole = repr(value)
        return whole if len(whole) <= 60 else whole[:57] + "..."

    return "{" + ", ".join(f"{name!r}: {text(value)}" for name, value in inputs.items()) + "}"


def _warn_of_unset_outputs(node: Node) -> None:
    """Say so when an output was not set in the first step but a name much like it was."""
    names = [name for name in node.values.keys() - node.known_names if not name.startswith("_")]
    for field in node.io.outputs:
        if node.values.get(field, 0) is None and names:
            near = difflib.get_close_matches(field, names, n=1, cutoff=0.7)
            if near:
                warnings.warn(
                    f"component {node.name!r} did not set its output {field!r} in its first step, "
                    f"but it set the attribute {near[0]!r}; is that a slip of the pen?",
                    PlugboardWarning,
                    stacklevel=2,
                )


def _warn_of_unsent_outputs(node: Node) -> None:
    """Say so when the step that closed has changed an output, which is not sent."""
    changed = [field for field in node.io.outputs if _has_changed(node, field)]
    if changed:
        warnings.warn(
            f"component {node.name!r} changed {changed} in the step in which it closed; that value "
            "is not sent. Close in a step that produces nothing, or call io.close(deliver=True)",
            PlugboardWarning,
            stacklevel=2,
        )


def _has_changed(node: Node, field: str) -> bool:
    column = node.table.columns.get(field)
    if column is None:
        return False
    before = column.item(node.table.rows - 1) if node.table.rows else node.initial.get(field)
    now = node.read(field)
    if now is before:
        return False
    try:
        return not bool(now == before) and not (now != now and before != before)
    except Exception:  # arrays and frames: equal when their texts are
        return repr(now) != repr(before)
