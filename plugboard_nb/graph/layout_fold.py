"""Where a long drawing is folded into rows, like text into lines."""

from collections.abc import Sequence
from itertools import pairwise
from math import log

__all__ = ["fold"]

_WIDE = 1400  # px up to which nothing is folded
_SLENDER = 2.6  # nor what is not at least this much wider than high
_ASPECT = 2.2  # width to height aimed at
_GUTTER = 70  # px between two rows
_MOST_CUT = 9  # wires that a fold may cut


def fold(
    widths: Sequence[float], depth: float, cut: Sequence[int], most_rows: int = 200
) -> list[range]:
    """Return the columns of each row.

    Args:
        widths: Width of each column, with the space after it, in px.
        depth: Height of the highest column in px.
        cut: For each column how many wires pass from it, or below it, to the next.
        most_rows: Upper limit.
    """
    total = sum(widths)
    whole = [range(len(widths))]
    if total <= max(_WIDE, _SLENDER * depth):
        return whole
    counts = range(1, min(len(widths) // 3, most_rows) + 1)
    rows = min(
        counts,
        key=lambda n: abs(log(total / n / (n * (depth + _GUTTER)) / _ASPECT)),
        default=1,
    )
    folds = _folds(widths, cut, rows)
    if any(cut[column] > _MOST_CUT for column in folds):
        return whole
    starts = [0, *(column + 1 for column in folds), len(widths)]
    return [range(*ends) for ends in pairwise(starts) if ends[0] < ends[1]]


def _folds(widths: Sequence[float], cut: Sequence[int], rows: int) -> list[int]:
    """Return the columns after which to fold: near equal widths, where few wires are cut."""
    ends: list[float] = []
    for width in widths:
        ends.append(width + (ends[-1] if ends else 0.0))
    row = ends[-1] / rows
    folds: list[int] = []
    for number in range(1, rows):
        ideal = number * row
        near = [
            column
            for column, end in enumerate(ends[:-1])
            if abs(end - ideal) <= 0.3 * row and column > (folds[-1] if folds else -1)
        ]
        if near:
            folds.append(min(near, key=lambda column: (cut[column], abs(ends[column] - ideal))))
    return folds
