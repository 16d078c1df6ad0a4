"""Breakpoints: conditions and events at which an advance stops."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import ValidationError
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.timeline.condition import Condition

if TYPE_CHECKING:
    from plugboard_nb.events import Event
    from plugboard_nb.history import History

__all__ = ["Breakpoint", "Breakpoints"]


@dataclass(eq=False)
class Breakpoint:
    """Where an advance stops: when a condition becomes true, or when an event is emitted.

    Attributes:
        condition: The condition, ``None`` for a breakpoint on events.
        events: Types of events.
        enabled: Whether it is looked at.
        hits: How often it has stopped an advance.
    """

    condition: Condition | None = None
    events: tuple[str, ...] = ()
    enabled: bool = True
    hits: int = 0

    def __str__(self) -> str:
        """Return the condition, or the events."""
        if self.condition is not None:
            return self.condition.text
        return "event " + " or ".join(self.events)

    def __repr__(self) -> str:
        state = "" if self.enabled else ", disabled"
        return f"<Breakpoint {str(self)!r}, {self.hits} hits{state}>"


class Breakpoints:
    """The breakpoints of a timeline, in the order in which they were added.

    A condition stops an advance at the tick at which it becomes true, not at those at which it
    still is; an event at the tick at which it is emitted.

    Args:
        fields: The fields that conditions may use.
        events: The types of events that the model may emit.
    """

    def __init__(self, fields: Collection[str], events: Collection[str]) -> None:
        self._fields, self._events = fields, events
        self._all: list[Breakpoint] = []

    def __iter__(self) -> Iterator[Breakpoint]:
        return iter(list(self._all))

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, index: int) -> Breakpoint:
        return self._all[index]

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._all)) or "<no breakpoints>"

    def add(
        self,
        condition: str | None = None,
        *,
        events: "str | type[Event] | Iterable[str | type[Event]]" = (),
    ) -> Breakpoint:
        """Add a breakpoint, on a condition or on types of events; a run that goes on sees it too.

        Args:
            condition: Such as ``"tank.level > 2"``; see :class:`Condition`.
            events: Types of events, or their classes.

        Raises:
            ConditionError: The condition cannot be read; the message points at the column.
            ValidationError: Nothing is given, or both, or the model emits no such event.
        """
        types = _types_of(events)
        if (condition is None) == (not types):
            raise ValidationError("a breakpoint has either a condition or events=[...]")
        for name in types:
            if name not in self._events:
                raise ValidationError(
                    f"no component emits the event {name!r}; there are {sorted(self._events)}."
                    f"{did_you_mean(str(name), self._events)}"
                )
        parsed = None if condition is None else Condition(condition, self._fields)
        found = Breakpoint(parsed, types)
        self._all.append(found)
        return found

    def remove(self, breakpoint_: Breakpoint) -> None:
        """Remove one.

        Raises:
            ValidationError: It is none of these.
        """
        if breakpoint_ not in self._all:
            raise ValidationError(f"{breakpoint_!r} is no breakpoint here; there are {self._all}")
        self._all.remove(breakpoint_)

    def clear(self) -> None:
        """Remove all."""
        self._all.clear()

    @property
    def enabled(self) -> list[Breakpoint]:
        """Those that are looked at."""
        return [item for item in self._all if item.enabled]


def _types_of(events: Any) -> tuple[str, ...]:
    """Return types of events, given as texts or classes, one or several."""
    several = [events] if isinstance(events, str | type) or not _is_iterable(events) else events
    return tuple(getattr(event, "type", event) for event in several)


def _is_iterable(value: Any) -> bool:
    return hasattr(value, "__iter__")


class Watch:
    """Looks at breakpoints tick after tick during one advance."""

    def __init__(self, breakpoints: Breakpoints, history: "History") -> None:
        self._history, self._breakpoints = history, breakpoints
        self._held: dict[Breakpoint, bool] = {}

    def __bool__(self) -> bool:
        return any(item.enabled for item in self._breakpoints)

    def hit(self, tick: int) -> Breakpoint | None:
        """Return the breakpoint that stops the advance after *tick*, if any."""
        if not self:
            self._held = {}
            return None
        emitted = self._emitted(tick)
        found, held = None, {}
        for item in self._breakpoints.enabled:
            held[item] = self._holds(item, tick)
            before = self._held.get(item)
            if before is None:  # it is new, or was not looked at
                before = self._holds(item, tick - 1)
            fresh = held[item] and not before
            if found is None and (fresh or emitted & set(item.events)):
                found = item
        self._held = held
        if found is not None:
            found.hits += 1
        return found

    def _emitted(self, tick: int) -> set[str]:
        types = set()
        for record in reversed(self._history.events):
            if record.tick < tick:
                break
            types.add(record.type)
        return types

    def _holds(self, item: Breakpoint, tick: int) -> bool:
        return item.condition is not None and holds_at(item.condition, self._history, tick)


def holds_at(condition: Condition, history: "History", tick: int) -> bool:
    """Say whether *condition* holds at a tick that *history* remembers."""
    return condition.holds(
        lambda field: history.value(field, tick),
        lambda field: history.value(field, tick - 1) if tick else None,
        tick,
    )
