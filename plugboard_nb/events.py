"""Events: typed messages that travel beside the wires, and the mark on methods that handle them."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple, TypeVar, overload
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field

from plugboard_nb.exceptions import EventError

__all__ = ["Event", "EventHandler", "StopEvent", "SystemEvent"]

_TYPE = re.compile(r"[a-zA-Z][a-zA-Z0-9_\-.]*")
_MARK = "__plugboard_handles__"

Method = TypeVar("Method", bound=Callable[..., Any])


class EventHandler(NamedTuple):
    """What the mark on a handler says: the name of the method and the fields that it fills."""

    method: str
    populates_fields: tuple[str, ...]


class Event(BaseModel):
    """Something that happened in one component and that others may want to know.

    A subclass names its ``type``; components list it in ``output_events`` or ``input_events``::

        class Alarm(Event):
            type: ClassVar[str] = "alarm"

    Attributes:
        type: Name that emitters and subscribers share.
        id: Unique identifier.
        timestamp: Moment of creation, UTC.
        source: Name of the component that emitted it.
        version: Version of the layout of ``data``.
        data: What there is to say: a dict or a pydantic model.
        metadata: Further remarks.
    """

    model_config = ConfigDict(extra="forbid")

    type: ClassVar[str] = ""

    id: UUID = Field(default_factory=uuid4)
    timestamp: datetime = Field(default_factory=lambda: datetime.now(UTC))
    source: str
    version: str = "0.1.0"
    data: dict[str, Any] | BaseModel = Field(default_factory=dict)
    metadata: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a ``type`` that could not be written in a diagram or a file."""
        super().__pydantic_init_subclass__(**kwargs)
        if cls.type and not _TYPE.fullmatch(cls.type):
            raise EventError(
                f"event class {cls.__name__!r} has the type {cls.type!r}; a type starts with a "
                "letter and holds letters, digits, '_', '-' and '.'"
            )

    @classmethod
    def safe_type(cls, event_type: str | None = None) -> str:
        """Return the type as an identifier: ``.`` and ``-`` become ``_``."""
        return (event_type or cls.type).replace(".", "_").replace("-", "_")

    @overload
    @classmethod
    def handler(cls, method: Method) -> Method: ...
    @overload
    @classmethod
    def handler(
        cls, method: None = None, *, populates_fields: Iterable[str] = ()
    ) -> Callable[[Method], Method]: ...
    @classmethod
    def handler(cls, method: Any = None, *, populates_fields: Iterable[str] = ()) -> Any:
        """Mark a method ``(self, event)`` as the handler of this event.

        Args:
            method: The method; left out when the decorator is called with options.
            populates_fields: Inputs that the handler sets; the component may step on them as if
                values had come over wires.

        Returns:
            The method itself, or a decorator.
        """
        fields = tuple(populates_fields)

        def mark(function: Method) -> Method:
            function.__dict__.setdefault(_MARK, {})[cls.type] = fields
            return function

        return mark if method is None else mark(method)


class SystemEvent(Event):
    """Base of the events that every component may emit and receives unasked."""

    type: ClassVar[str] = "system"


class StopEvent(SystemEvent):
    """Stops the whole process at the end of the tick in which it is emitted."""

    type: ClassVar[str] = "system.stop"


def handlers_of(cls: type) -> dict[str, EventHandler]:
    """Return event type → handler for *cls*, nearest class in its MRO first."""
    table: dict[str, EventHandler] = {}
    for base in reversed(cls.__mro__):
        for name, member in vars(base).items():
            for event_type, fields in getattr(member, _MARK, {}).items():
                table[event_type] = EventHandler(name, fields)
    return table


def handler_for(event: Event, table: dict[str, EventHandler]) -> EventHandler | None:
    """Return the handler of *event*: of its own class, else of the nearest base class."""
    for base in type(event).__mro__:
        found = table.get(getattr(base, "type", ""))
        if found is not None:
            return found
    return None
