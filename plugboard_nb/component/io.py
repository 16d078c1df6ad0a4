"""Ports and the IOController: what a component declares, and its door to the engine."""

from collections.abc import Awaitable, Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plugboard_nb.events import Event, StopEvent
from plugboard_nb.exceptions import IOSetupError, IOStreamClosedError, UnrecognisedEventError

__all__ = ["IOController", "Port"]


@dataclass(frozen=True)
class Port:
    """An input or output with what a reader wants to know about it.

    Attributes:
        name: Name of the field, an attribute of the component.
        unit: Physical unit as text, for instance ``"degC"``.
        doc: One line of description.
        type: Name of the type of its values.
    """

    name: str
    unit: str | None = None
    doc: str | None = None
    type: str | None = None


class _Done:
    """Awaitable that has nothing to wait for."""

    def __await__(self) -> Generator[None, None, None]:
        yield from ()


_DONE = _Done()


class IOController:
    """Inputs, outputs and events of a component; on an instance also the way to end it.

    Args:
        inputs: Names (or :class:`Port`) of the fields read before each step.
        outputs: Names (or :class:`Port`) of the fields sent after each step.
        initial_values: Values an input takes before those that come over its connectors.
        input_events: Event classes the component subscribes to.
        output_events: Event classes the component may emit.
        namespace: Name of the component, for messages.
        component: Accepted for compatibility; not kept.

    Raises:
        IOSetupError: A name stands twice, or is not an identifier of Python.
    """

    def __init__(
        self,
        inputs: Iterable[str | Port] | None = None,
        outputs: Iterable[str | Port] | None = None,
        initial_values: Mapping[str, Iterable[Any]] | None = None,
        input_events: Iterable[type[Event]] | None = None,
        output_events: Iterable[type[Event]] | None = None,
        namespace: str = "",
        component: object = None,
    ) -> None:
        self.ports: dict[str, Port] = {}
        self.inputs = self._named(inputs, "inputs")
        self.outputs = self._named(outputs, "outputs")
        self.initial_values = {k: list(v) for k, v in (initial_values or {}).items()}
        self.input_events: list[type[Event]] = list(input_events or ())
        self.output_events: list[type[Event]] = list(output_events or ())
        self.namespace = namespace
        self.queued_events: list[Event] = []  #: emitted and not yet collected by the engine
        self._closed = False
        self._deliver = False
        self._signals: list[Any] | None = None

    def __repr__(self) -> str:
        events = [e.type for e in (*self.input_events, *self.output_events)]
        return f"<IOController {self.inputs} -> {self.outputs}, events {events}>"

    def _named(self, given: Iterable[str | Port] | None, what: str) -> list[str]:
        if isinstance(given, str):
            raise IOSetupError(f"{what} must be a list of names, not the text {given!r}")
        ports = [item if isinstance(item, Port) else Port(item) for item in given or ()]
        for port in ports:
            if not isinstance(port.name, str) or not port.name.isidentifier():
                raise IOSetupError(
                    f"{what} hold {port.name!r}, which is not a name that a Python attribute can "
                    "have"
                )
            known = self.ports.get(port.name)
            if known is None or known == Port(port.name):
                self.ports[port.name] = port
        names = [port.name for port in ports]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise IOSetupError(f"{what} name {twice[0]!r} twice; each field is declared once")
        return names

    def merged(self, other: "IOController") -> "IOController":
        """Return a controller with the fields and events of both, those of *self* first.

        Where both declare a field, what *other* says of it counts.
        """

        def union(mine: list[Any], theirs: list[Any]) -> list[Any]:
            return [*mine, *(item for item in theirs if item not in mine)]

        both = IOController(namespace=self.namespace or other.namespace)
        both.inputs = union(self.inputs, other.inputs)
        both.outputs = union(self.outputs, other.outputs)
        both.ports = {**self.ports, **other.ports}
        both.initial_values = {**self.initial_values, **other.initial_values}
        both.input_events = union(self.input_events, other.input_events)
        both.output_events = union(self.output_events, other.output_events)
        return both

    @property
    def is_closed(self) -> bool:
        """Whether the component has ended itself."""
        return self._closed

    @property
    def awaited_events(self) -> list[str]:
        """Types of the events the component subscribes to, without those of the system."""
        return [event.type for event in self.input_events if event is not StopEvent]

    def close(self, deliver: bool = False) -> Awaitable[None]:
        """End the component after the step that is being taken.

        This takes effect at once: a plain ``def step`` calls it without ``await``.

        Args:
            deliver: Whether what this step computed is sent and recorded before the end; by
                default it is not.
        """
        self._closed, self._deliver = True, deliver
        if self._signals is not None:
            self._signals.append(self)
        return _DONE

    def queue_event(self, event: Event) -> None:
        """Emit *event* at the end of the step that is being taken.

        Raises:
            UnrecognisedEventError: The component does not declare it in ``output_events``.
            IOStreamClosedError: The component has ended.
        """
        known = {declared.type for declared in self.output_events}
        if event.type not in known and not isinstance(event, StopEvent):
            raise UnrecognisedEventError(
                f"component {self.namespace!r} emits the event {event.type!r}, which is not among "
                f"its output events {sorted(known)}"
            )
        if self._closed:
            raise IOStreamClosedError(
                f"component {self.namespace!r} emits the event {event.type!r} after it closed"
            )
        self.queued_events.append(event)
        if self._signals is not None:
            self._signals.append(self)

    def _reopen(self) -> None:
        """Be as before the first step."""
        self._closed = self._deliver = False
        self._signals = None
        self.queued_events.clear()
