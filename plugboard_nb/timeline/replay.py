"""Comparing what a replay gave with what was recorded the first time, bit for bit."""

from typing import Any

from plugboard_nb.component.memory import same
from plugboard_nb.exceptions import DivergenceError
from plugboard_nb.history import History, Uncopied

__all__ = ["first_difference"]


def first_difference(
    recorded: History, replayed: History, components: list[str]
) -> DivergenceError | None:
    """Return the first place in which two records differ over the ticks of *recorded*.

    Args:
        recorded: What happened the first time.
        replayed: What happened the second time; its ticks may reach further.
        components: Names in the order of a tick: the earlier one is named first.

    Returns:
        The error that tells of it; ``None`` where they are the same.
    """
    first, last = max(recorded.first_tick, replayed.first_tick), recorded.last_tick
    found: list[tuple[int, int, int, str]] = []
    for number, field in enumerate(recorded.fields):
        tick = _first_tick(recorded, replayed, field, first, last)
        if tick is not None:
            component = field.partition(".")[0]
            found.append((tick, components.index(component), number, field))
    if not found:
        return None
    tick, _, _, field = min(found)
    component = field.partition(".")[0]
    was, became = (_at(history, field, tick) for history in (recorded, replayed))
    return DivergenceError(
        f"component {component!r} is not reproducible: {field} was {_short(was)} at tick {tick} "
        f"and is {_short(became)} when the tick is taken again. Draw random numbers from "
        "self.rng, use neither the clock, nor the order of a set, nor anything outside the "
        "component, and change settings with timeline.set()",
        component=component,
        field=field,
        tick=tick,
        recorded=was,
        replayed=became,
    )


def _first_tick(one: History, other: History, field: str, first: int, last: int) -> int | None:
    (ticks, values), (other_ticks, other_values) = (
        _rows(history, field, first, last) for history in (one, other)
    )
    if ticks == other_ticks and same(values, other_values):
        return None
    streams = zip(ticks, values, strict=True), zip(other_ticks, other_values, strict=True)
    for mine, theirs in zip(*streams, strict=False):
        unknown = isinstance(mine[1], Uncopied)
        if mine[0] != theirs[0] or not (unknown or same(_plain(mine[1]), _plain(theirs[1]))):
            return int(min(mine[0], theirs[0]))
    shorter = min(len(ticks), len(other_ticks))
    rest = [*ticks[shorter:], *other_ticks[shorter:]]
    return int(min(rest)) if rest else None


def _rows(history: History, field: str, first: int, last: int) -> tuple[Any, Any]:
    """Return ticks and values of *field* from tick *first* to *last*."""
    table, name = history._place(field)
    start, stop = table.rows_until(first - 1), table.rows_until(last)
    column = table.columns[name]
    return table.tick_list(start, stop), column.values(stop, start)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value


def _at(history: History, field: str, tick: int) -> Any:
    ticks, values = _rows(history, field, tick, tick)
    return _plain(values[0]) if len(ticks) else None


def _short(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
