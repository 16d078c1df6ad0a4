"""What the transport lists, as plain data: branches, breakpoints, marks on the slider, memory."""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.branch import Branch
from plugboard_nb.timeline.condition import Condition, ConditionError

__all__ = [
    "branch_rows",
    "breakpoint_rows",
    "check_condition",
    "event_types",
    "example_condition",
    "field_names",
    "marks_of",
    "obstacles_of",
    "usage_of",
]

_MOST_MARKS = 200  # on a slider of some hundred pixels
_MOST_LINES = 8  # of what one mark tells
_LONG = 80  # characters of a name or value in a few words
_EXAMPLE = 24  # characters of a field that stands in an input


def branch_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the branches in order of creation; of the head's branch, whose end moves, no end."""
    head = timeline.branch
    return [
        {
            "number": branch.number,
            "name": branch.name,
            "parent": None if branch.parent is None else branch.parent.number,
            "departure": branch.departure,
            "last": 0 if branch is head else branch.last_tick,
            "changes": len(branch._log),
        }
        for branch in list(timeline.branches.values())
    ]


def breakpoint_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the breakpoints in the order in which they were added."""
    return [
        {
            "number": number,
            "text": str(point),
            "enabled": point.enabled,
            "hits": point.hits,
        }
        for number, point in enumerate(timeline.breakpoints)
    ]


def marks_of(branch: Branch) -> list[dict[str, Any]]:
    """Return what the slider marks on the way to the end of *branch*: branches and changes."""
    lines: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for tick, kind, number, text in (*_departures(branch), *_changes(branch)):
        lines.setdefault((tick, kind), []).append((number, text))
    marks = [
        {"tick": tick, "kind": kind, "number": told[0][0], "text": _joined(tick, kind, told)}
        for (tick, kind), told in sorted(lines.items())
    ]
    return _thinned(marks)


def _departures(branch: Branch) -> Iterator[tuple[int, str, int, str]]:
    for span in branch.path():
        for child in span.branch.children:
            if span.first <= child.departure <= span.last:
                text = f"{_short(child.name)} left {_short(span.branch.name)}"
                yield child.departure, "branch", child.number, text


def _changes(branch: Branch) -> Iterator[tuple[int, str, int, str]]:
    for change in branch.interventions:
        value = "" if change.kind == "release" else f" = {_short(repr(change.new))}"
        yield change.tick, "change", 0, f"{change.kind} {_short(change.what)}{value}"


def _joined(tick: int, kind: str, told: Sequence[tuple[int, str]]) -> str:
    """Return the lines of one mark, the first of them with the tick."""
    lines = [text for _, text in told[:_MOST_LINES]]
    first = f"{lines[0]} at tick {tick:,}" if kind == "branch" else f"tick {tick:,}: {lines[0]}"
    more = [f"and {len(told) - _MOST_LINES:,} more"] * (len(told) > _MOST_LINES)
    return "\n".join([first, *lines[1:], *more])


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _thinned(marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all marks, or an even choice where there are too many to be told apart."""
    step = -(-len(marks) // _MOST_MARKS)
    return list(marks[:: max(1, step)])


def usage_of(timeline: Timeline) -> dict[str, Any]:
    """Return what the memory meter shows, in bytes and ticks."""
    usage = timeline.usage
    return {
        "total": usage.total,
        "history": usage.history,
        "keyframes": usage.keyframes,
        "limit": usage.max_bytes,
        "oldest": usage.oldest_tick,
        "replay": usage.longest_replay,
        "restorable": bool(usage.keyframe_ticks) or not timeline.process.is_initialised,
    }


def obstacles_of(timeline: Timeline) -> str:
    """Return what keeps the model from going back, a line for each; looks at all it holds."""
    return "\n".join(str(obstacle) for obstacle in timeline.process.obstacles())


def event_types(timeline: Timeline) -> list[str]:
    """Return the types of events at which a breakpoint may stand."""
    return list(timeline.breakpoints._events)


def field_names(timeline: Timeline) -> list[str]:
    """Return the fields that a condition may use."""
    return list(timeline.breakpoints._fields)


def example_condition(timeline: Timeline) -> str:
    """Return a condition on a field of the model, to show how one looks."""
    for field in field_names(timeline):
        if len(field) <= _EXAMPLE and all(part.isidentifier() for part in field.split(".")):
            return f"{field} > {_example_value(timeline, field)}"
    return "tick > 100"


def _example_value(timeline: Timeline, field: str) -> str:
    history = timeline.history
    value = history.value(field, history.last_tick) if field in history.fields else None
    return f"{value:.3g}" if isinstance(value, float) and isfinite(value) else "0"


def check_condition(timeline: Timeline, text: str, until: bool = False) -> dict[str, Any] | None:
    """Return what is wrong with a condition and in which column, ``None`` if nothing is.

    Args:
        timeline: Whose fields it may use.
        text: The condition.
        until: Whether it is to end a run, so that ``"steady"`` is one too.
    """
    if until and text.strip() == "steady":
        return None
    try:
        Condition(text, field_names(timeline))
    except ConditionError as error:
        return {"message": error.problem, "column": error.column}
    return None
