"""Where two branches differ, as the page shows it."""

from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting.values import short
from plugboard_nb.timeline.comparison.text import told_apart

if TYPE_CHECKING:
    from plugboard_nb.timeline import Comparison, Timeline

__all__ = ["compared"]

_MOST_ROWS = 200


def compared(timeline: "Timeline", one: str, other: str) -> dict[str, Any]:
    """Compare two branches of *timeline*, all fields, exactly.

    Raises:
        TimelineError: There is no such branch.
    """
    found: Comparison = timeline.compare(other, branch=one)
    parted = found.parted
    largest = max(
        (one for one in parted if one.largest), key=lambda one: one.largest or 0.0, default=None
    )
    span = found.common
    return {
        "one": found.names[0],
        "other": found.names[1],
        "first_tick": span[0] if span else None,
        "last_tick": span[-1] if span else None,
        "lengths": list(found.lengths),
        "parted": {"tick": found.first[0], "field": found.first[1]} if found.first else None,
        "largest": None if largest is None else _row(largest),
        "rows": [_row(difference) for difference in parted[:_MOST_ROWS]],
        "more": max(0, len(parted) - _MOST_ROWS),
        "same": [difference.field for difference in found.values() if difference.equal],
        "unshared": [{"field": field, "branch": name} for field, name in found.unshared.items()],
    }


def _row(difference: Any) -> dict[str, Any]:
    values = told_apart(difference.one, difference.other)
    return {
        "field": difference.field,
        "unit": difference.unit,
        "first": difference.first,
        "one": values[0],
        "other": values[1],
        "differing": difference.differing,
        "largest": None if difference.largest is None else short(difference.largest),
        "largest_at": difference.largest_at,
        "rms": None if difference.rms is None else short(difference.rms),
    }
