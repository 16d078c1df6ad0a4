"""Fewer points that look the same: what a screen cannot show is left out, peaks are kept."""

from collections.abc import Sequence
from typing import Any

__all__ = ["keep_extremes"]


def keep_extremes(values: Sequence[float], buckets: int) -> Any:
    """Return the indices of the values that a line *buckets* px wide has to go through.

    Of each of *buckets* equal stretches these are the least and the greatest value, and one NaN
    if there are any, so that neither peaks nor gaps are lost. The first and the last value are
    always among them. Up to four values to a bucket all are kept.

    Args:
        values: Numbers, NaN where there is none; a numpy array or a sequence.
        buckets: Number of stretches, at least 1: the width of the plot in px.

    Returns:
        Ascending indices: a numpy array where numpy is installed, else a list.
    """
    try:
        import numpy as np
    except ImportError:
        return _keep_plainly(values, buckets)
    array = np.asarray(values, dtype=float)
    if len(array) <= 4 * buckets:
        return np.arange(len(array))
    size = -(-len(array) // buckets)
    whole = len(array) // size * size
    kept = [np.array([0, len(array) - 1])]
    for start, stop in ((0, whole), (whole, len(array))):
        if start < stop:
            rows = array[start:stop].reshape(-1, size if start == 0 else stop - start)
            firsts = start + np.arange(len(rows)) * rows.shape[1]
            missing = np.isnan(rows)
            if missing.any():
                gaps = missing.any(axis=1)
                kept.append(firsts[gaps] + missing[gaps].argmax(axis=1))
                low, high = np.where(missing, np.inf, rows), np.where(missing, -np.inf, rows)
            else:
                low = high = rows
            kept += [firsts + low.argmin(axis=1), firsts + high.argmax(axis=1)]
    return np.unique(np.concatenate(kept))


def _keep_plainly(values: Sequence[float], buckets: int) -> list[int]:
    if len(values) <= 4 * buckets:
        return list(range(len(values)))
    size = -(-len(values) // buckets)
    kept = {0, len(values) - 1}
    for start in range(0, len(values), size):
        stretch = range(start, min(start + size, len(values)))
        numbers = [index for index in stretch if values[index] == values[index]]
        if len(numbers) < len(stretch):
            kept.add(next(index for index in stretch if values[index] != values[index]))
        if numbers:
            kept.add(min(numbers, key=values.__getitem__))
            kept.add(max(numbers, key=values.__getitem__))
    return sorted(kept)
