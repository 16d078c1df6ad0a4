"""What a graph shows at one tick: texts for its ports, and what stands out."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from plugboard_nb.component.memory import same
from plugboard_nb.history.values import size_of
from plugboard_nb.plotting.values import short

if TYPE_CHECKING:
    from plugboard_nb.timeline import Intervention, Moment, Timeline
    from plugboard_nb.widgets.graph_view.structure import Structure

__all__ = ["Values", "breakpoints_of", "full", "held_at"]

_LARGE = 200_000  # bytes beyond which two values are not compared part by part
_LONGEST = 2000
_PLAIN = frozenset((bool, int, float, complex, str, bytes, type(None)))


class Values:
    """Makes texts of values, and of those only that have changed.

    Args:
        structure: The graph that is drawn.
    """

    def __init__(self, structure: "Structure") -> None:
        self.structure = structure
        self._names = [f"{name}.{field}" for name, _, field in structure.ports]
        sides = [side for _, side, _ in structure.ports]
        self._outputs = [number for number, side in enumerate(sides) if side == "out"]
        self._inputs = [number for number, side in enumerate(sides) if side == "in"]
        self._last: list[Any] = [None] * len(self._names)
        self._texts = [short(None)] * len(self._names)
        self._events = [
            (number, (route["type"], structure.data["boxes"][route["source"]]["name"]))
            for number, route in enumerate(structure.data["routes"])
            if route["kind"] == "event"
        ]

    def at(
        self, moment: "Moment", before: Mapping[str, Any] | None, held: Iterable[str] = ()
    ) -> dict[str, Any]:
        """Return what is shown of *moment*, by number of port, component and route.

        Args:
            moment: The moment shown.
            before: The outputs one tick earlier, where they are known.
            held: ``"component.field"`` of the outputs that are held.

        Returns:
            ``texts`` of all ports; ``missing``, ``changed`` and ``held`` ports; ``queues``, pairs
            of an input and how many values wait there if that is more than one; ``waiting``, pairs
            of an input and the value that waits there; ``statuses`` of the components; ``events``,
            the routes on which an event went.
        """
        names, holds = self._names, set(held)
        values = self._values(moment)
        known = before if before is not None else dict(zip(names, values, strict=True))
        queued = moment.queued
        lying = [(n, lie) for n in self._inputs if (lie := queued.get(names[n]))]
        return {
            "tick": moment.tick,
            "texts": self._written(values),
            "missing": [n for n, value in enumerate(values) if value is None],
            "changed": [n for n in self._outputs if _differs(values[n], known.get(names[n]))],
            "held": [n for n in self._outputs if names[n] in holds],
            "queues": [(n, len(lie)) for n, lie in lying if len(lie) > 1],
            "waiting": [(n, short(lie[0])) for n, lie in lying],
            "statuses": self._statuses(moment),
            "events": self._emitted(moment),
        }

    def _values(self, moment: "Moment") -> list[Any]:
        """Return the value of each port."""
        names, values = self._names, [None] * len(self._names)
        for numbers, known in ((self._outputs, moment.fields), (self._inputs, moment.inputs)):
            for number in numbers:
                values[number] = known.get(names[number])
        return values

    def _written(self, values: list[Any]) -> list[str]:
        """Return the text of each port."""
        texts = list(self._texts)
        for number, (value, last) in enumerate(zip(values, self._last, strict=True)):
            if not _is(value, last):
                texts[number] = _text(value)
        self._texts, self._last = texts, values
        return texts

    def _statuses(self, moment: "Moment") -> list[str]:
        names = (box["name"] for box in self.structure.data["boxes"])
        return [str(moment.statuses.get(name, moment.status)) for name in names]

    def _emitted(self, moment: "Moment") -> list[int]:
        if not self._events or not moment.events:
            return []
        sent = {(record.type, record.source) for record in moment.events}
        return [number for number, event in self._events if event in sent]


def held_at(changes: "Iterable[Intervention]", tick: int) -> set[str]:
    """Return the outputs that are held in the step to *tick*, or after the head's last one.

    Args:
        changes: The interventions on the way, in order.
        tick: Those made at later ticks do not count.
    """
    held: set[str] = set()
    for change in changes:
        if change.tick > tick:
            break
        if change.kind == "hold":
            held.add(change.what)
        elif change.kind == "release":
            held.discard(change.what)
    return held


def breakpoints_of(timeline: "Timeline", structure: "Structure") -> list[dict[str, Any]]:
    """Return the breakpoints with the outputs and events that they look at.

    ``ports`` are numbers of outputs, ``own`` is the one output whose every change the breakpoint
    waits for, -1 if it waits for something else.
    """
    if not len(timeline.breakpoints):
        return []
    number = {f"{n}.{f}": i for i, (n, side, f) in enumerate(structure.ports) if side == "out"}
    watched = {port["watch"]: i for i, port in enumerate(structure.data["ports"]) if port["watch"]}
    found = []
    for index, item in enumerate(timeline.breakpoints):
        fields = item.condition.fields if item.condition is not None else ()
        found.append(
            {
                "number": index,
                "text": str(item)[:300],
                "enabled": item.enabled,
                "ports": [number[field] for field in fields if field in number],
                "own": watched.get(item.condition.text, -1) if item.condition else -1,
                "events": list(item.events),
            }
        )
    return found


def full(value: Any) -> str:
    """Return *value* at some length, for whoever wants to know exactly."""
    if value is None:
        return short(None)
    if hasattr(value, "dtype") and getattr(value, "shape", None):
        return _array(value)
    try:
        text = value if isinstance(value, str) else repr(_item(value))
    except Exception as error:
        return f"{short(value)}; its repr() raised {type(error).__name__}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"


def _item(value: Any) -> Any:
    """Return a number of numpy as the Python number that people know."""
    return value.item() if hasattr(value, "dtype") and hasattr(value, "item") else value


def _array(value: Any) -> str:
    import numpy as np

    with np.printoptions(threshold=40, edgeitems=3, precision=6):
        text = str(value)[:_LONGEST]
    if getattr(value.dtype, "kind", "") in "fiu" and value.size:
        low, high = np.nanmin(value), np.nanmax(value)
        text = f"{short(value)}, from {short(low)} to {short(high)}\n{text}"
    return text


def _text(value: Any) -> str:
    """Return ``short(value)``; most values are plain numbers, for which this is faster."""
    if type(value) is float:
        text = f"{value + 0.0:.4g}"
        if text[-1].isdigit() and "e" not in text:
            return text
    return short(value)


def _is(value: Any, known: Any) -> bool:
    """Say whether *value* has the same text as *known*, without much ado."""
    if value is known:
        return True
    kind = type(value)
    return kind in _PLAIN and kind is type(known) and bool(value == known)


def _differs(value: Any, earlier: Any) -> bool:
    if value is earlier:
        return False
    if type(value) in _PLAIN and type(earlier) in _PLAIN:
        return bool(value != earlier and not (value != value and earlier != earlier))
    try:
        if size_of(value) > _LARGE:
            return True
        return not same(value, earlier)
    except Exception:  # whatever their equality may raise
        return True
