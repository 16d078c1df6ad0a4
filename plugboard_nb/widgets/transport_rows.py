"""What the transport lists, as plain data: branches, breakpoints, marks on the slider, memory."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.branch import Branch, Intervention
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
            "kind": "events" if point.condition is None else "condition",
            "fields": [] if point.condition is None else list(point.condition.fields),
            "events": list(point.events),
            "enabled": point.enabled,
            "hits": point.hits,
        }
        for number, point in enumerate(timeline.breakpoints)
    ]


def marks_of(branch: Branch) -> list[dict[str, Any]]:
    """Return what the slider marks on the way to the end of *branch*: branches and changes."""
    marks: dict[tuple[str, int], dict[str, Any]] = {}
    for span in branch.path():
        for child in span.branch.children:
            tick = child.departure
            if not span.first <= tick <= span.last:
                continue
            text = f"{_short(child.name)} left {_short(span.branch.name)} at tick {tick:,}"
            key = ("branch", tick)
            if key in marks:
                marks[key]["text"] += f"\n{text}"
            else:
                marks[key] = {"tick": tick, "kind": "branch", "number": child.number, "text": text}
    for change in branch.interventions:
        key, text = ("change", change.tick), f"tick {change.tick:,}: {_words(change)}"
        if key in marks:
            marks[key]["text"] += f"\n{_words(change)}"
        else:
            marks[key] = {"tick": change.tick, "kind": "change", "number": 0, "text": text}
    return _thinned(sorted(marks.values(), key=lambda mark: (mark["tick"], mark["kind"])))


def _words(change: Intervention) -> str:
    if change.kind == "release":
        return f"release {_short(change.what)}"
    return f"{change.kind} {_short(change.what)} = {_short(repr(change.new))}"


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
