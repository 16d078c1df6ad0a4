"""What a comparison says of itself: a table for terminals and notebooks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_text import one_line
from plugboard_nb.plotting.values import short

if TYPE_CHECKING:
    from plugboard_nb.timeline.comparison.comparison import Comparison
    from plugboard_nb.timeline.comparison.difference import Difference

__all__ = ["described", "told", "told_apart"]

_MOST_ROWS = 40
_MOST_EQUAL = 6
_WIDEST = 28  # characters
_LARGE = 10**20
_NONE = "-"


def described(comparison: "Comparison") -> str:
    """Return *comparison* as a table: what it covers, a row per field that differs, the others."""
    one, other = comparison.names
    if not comparison.common:
        known = zip(comparison.names, comparison.remembered, strict=True)
        ends = " and ".join(f"{name!r} has {_span(ticks)}" for name, ticks in known)
        return f"comparison of {one!r} and {other!r}: no tick to compare; {ends}"
    span = _span(comparison.common)
    lines = [f"comparison of {one!r} and {other!r} over {span}{_longer(comparison)}"]
    parted = comparison.parted
    lines += _table(comparison, parted[:_MOST_ROWS])
    if len(parted) > _MOST_ROWS:
        lines.append(f"and {len(parted) - _MOST_ROWS:,} more fields that differ")
    same = [difference.field for difference in comparison.values() if difference.equal]
    if same:
        what = f"all {len(same)} fields" if not parted and len(same) > 1 else _listed(same)
        lines.append(f"{_equal(comparison)} over {span}: {what}")
    for name in comparison.names:
        own = [field for field, owner in comparison.unshared.items() if owner == name]
        lines += [f"only in {name!r}: {_listed(own)}"] if own else []
    return "\n".join(lines)


def told(difference: "Difference") -> str:
    """Return *difference* in one line."""
    if difference.first is None:
        return f"{difference.field}: none"
    pair = " and ".join(told_apart(difference.one, difference.other))
    text = f"{difference.field} from tick {difference.first:,} on, {pair}"
    if difference.largest_at is None or difference.largest is None or difference.rms is None:
        return text
    size = f"{short(difference.largest)} {difference.unit}".strip()
    return f"{text}; largest {size} at tick {difference.largest_at:,}, RMS {short(difference.rms)}"


def told_apart(one: Any, other: Any) -> tuple[str, str]:
    """Return two values in a few characters, numbers with so many digits that they differ."""
    texts = short(one), short(other)
    for digits in range(5, 18) if texts[0] == texts[1] else ():
        exact = _exact(one, digits), _exact(other, digits)
        if exact[0] != exact[1]:
            return exact
    return texts


def _exact(value: Any, digits: int) -> str:
    if isinstance(value, int) and abs(value) < _LARGE:
        return str(value)
    return f"{value:.{digits}g}" if isinstance(value, float) else short(value)


def _span(ticks: range) -> str:
    return f"ticks {ticks[0]:,} to {ticks[-1]:,}" if ticks else "no ticks"


def _longer(comparison: "Comparison") -> str:
    """Say which of the two goes on beyond the last tick compared, if only one does."""
    last, ends = comparison.common[-1], zip(comparison.names, comparison.lengths, strict=True)
    longer = [(name, end) for name, end in ends if end > last]
    if len(longer) != 1:
        return ""
    return f"; {longer[0][0]!r} goes on to {longer[0][1]:,}"


def _equal(comparison: "Comparison") -> str:
    rtol, atol = comparison.tolerance
    if comparison.tolerance.exact:
        return "identical"
    return f"equal within rtol={rtol:g}, atol={atol:g}"


def _listed(fields: Sequence[str]) -> str:
    more = f" and {len(fields) - _MOST_EQUAL:,} more" if len(fields) > _MOST_EQUAL else ""
    return ", ".join(fields[:_MOST_EQUAL]) + more


def _table(comparison: "Comparison", rows: Sequence["Difference"]) -> list[str]:
    """Return the rows, columns aligned: texts to the left, numbers to the right."""
    if not rows:
        return []
    one, other = (_cell(name) for name in comparison.names)
    table: list[tuple[str, ...]] = [
        ("field", "from tick", one, other, "largest", "at tick", "RMS", "unit")
    ]
    table += [_row(difference) for difference in rows]
    widths = [max(len(line[column]) for line in table) for column in range(8)]
    return [
        "  ".join(
            cell.ljust(width) if column in (0, 7) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in table
    ]


def _row(difference: "Difference") -> tuple[str, ...]:
    numbers = (difference.largest, difference.largest_at, difference.rms)
    largest, at, rms = (_NONE if number is None else short(number) for number in numbers)
    pair = (_cell(text) for text in told_apart(difference.one, difference.other))
    return (difference.field, f"{difference.first:,}", *pair, largest, at, rms, difference.unit)


def _cell(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"
