"""The extremes of a long stream, kept as it grows, so that a plot never reads all of it."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from plugboard_nb.plotting.decimate import keep_extremes
from plugboard_nb.plotting.series import LARGEST

__all__ = ["BLOCK", "Peaks", "floats_of", "joined", "thinned"]

BLOCK = 64  #: ticks of which the least and the greatest value are kept


def floats_of(values: Iterable[Any]) -> Any:
    """Return *values* as floats that an axis can show: NaN for what is missing or infinite.

    Returns:
        A numpy array of its own where numpy is installed, else an ``array``.
    """
    try:
        import numpy as np
    except ImportError:
        return array("d", map(_number, values))
    if isinstance(values, np.ndarray) and values.dtype != object:
        found = values.astype(float)
    else:
        found = np.frombuffer(array("d", map(_number, values)), "float64").copy()
    outside = ~(np.abs(found) <= LARGEST)
    if outside.any():
        part = found[outside]
        found[outside] = np.where(np.isinf(part), math.nan, np.clip(part, -LARGEST, LARGEST))
    return found


def _number(value: Any) -> float:
    try:
        number = math.nan if value is None else float(value)
    except OverflowError:
        return math.nan
    if math.isinf(number):
        return math.nan
    return max(-LARGEST, min(number, LARGEST)) if number == number else number


def joined(parts: Sequence[Any], code: str) -> Any:
    """Return arrays behind each other, of type *code*: ``"q"`` or ``"d"``."""
    try:
        import numpy as np
    except ImportError:
        whole = array(code)
        for part in parts:
            whole.extend(part)
        return whole
    kind = {"q": "int64", "d": "float64"}[code]
    return np.concatenate([np.asarray(part, kind) for part in parts])


def thinned(ticks: Any, values: Any, width: int) -> tuple[Any, Any]:
    """Return those points that a line *width* px wide has to go through."""
    kept = keep_extremes(values, width)
    if len(kept) == len(values):
        return ticks, values
    if hasattr(kept, "dtype"):
        return ticks[kept], values[kept]
    plain = array("q", (ticks[row] for row in kept)), array("d", (values[row] for row in kept))
    return plain


class Peaks:
    """For each stretch of ``BLOCK`` ticks the least and the greatest value, and one gap.

    Stretches begin at multiples of ``BLOCK``, whatever the history has forgotten.
    """

    def __init__(self) -> None:
        self._ticks = array("q")
        self._values = array("d")
        self._rest: tuple[Any, Any] = (array("q"), array("d"))
        self.until = 0  #: the first tick that is not in a whole stretch yet

    def add(self, ticks: Any, values: Any, last: int) -> None:
        """Take in further rows.

        Args:
            ticks: Their ticks.
            values: Their values, floats.
            last: The tick up to which all rows are known now.
        """
        self.until = (last + 1) // BLOCK * BLOCK
        ticks = joined([self._rest[0], ticks], "q")
        values = joined([self._rest[1], values], "d")
        stop = bisect_left(ticks, self.until)
        self._rest = ticks[stop:], values[stop:]
        if stop:
            keep = _extremes(ticks[:stop], values[:stop])
            _extend(self._ticks, ticks, keep)
            _extend(self._values, values, keep)

    def between(self, first: int, stop: int) -> tuple[Any, Any]:
        """Return ticks and values of the extremes at ticks ``first`` to ``stop - 1``."""
        low, high = bisect_left(self._ticks, first), bisect_left(self._ticks, stop)
        return self._ticks[low:high], self._values[low:high]


def _extend(whole: Any, values: Any, rows: Any) -> None:
    """Add those *rows* of *values* to an array."""
    if hasattr(values, "dtype"):
        whole.frombytes(values[rows].tobytes())
    else:
        whole.extend(values[row] for row in rows)


def _extremes(ticks: Any, values: Any) -> Any:
    """Return the rows to keep of whole stretches, ascending."""
    try:
        import numpy as np
    except ImportError:
        return _extremes_plainly(ticks, values)
    head = int(-ticks[0] % BLOCK)
    regular = ticks[-1] - ticks[0] + 1 == len(ticks) and len(ticks) > head
    if not regular or np.isnan(values).any():
        return _extremes_of_any(ticks, values)
    rows = values[head:].reshape(-1, BLOCK)
    firsts = head + np.arange(len(rows)) * BLOCK
    kept = [firsts + rows.argmin(axis=1), firsts + rows.argmax(axis=1)]
    if head:
        kept.append(np.array([values[:head].argmin(), values[:head].argmax()]))
    return np.unique(np.concatenate(kept))


def _extremes_of_any(ticks: Any, values: Any) -> Any:
    """Return the rows to keep where ticks are left out, or values are missing."""
    import numpy as np

    blocks = ticks // BLOCK
    starts = np.concatenate([[0], np.flatnonzero(np.diff(blocks)) + 1])
    number = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(blocks))))
    kept = []
    for reduce in (np.fmin, np.fmax):
        extreme = reduce.reduceat(values, starts)
        kept.append(_first_of_each(number, values == extreme[number]))
    kept.append(_first_of_each(number, np.isnan(values)))
    return np.unique(np.concatenate(kept))


def _first_of_each(number: Any, wanted: Any) -> Any:
    """Return the first row of each stretch at which *wanted* is true."""
    import numpy as np

    rows = np.flatnonzero(wanted)
    firsts = np.ones(len(rows), bool)
    firsts[1:] = np.diff(number[rows]) != 0
    return rows[firsts]


def _extremes_plainly(ticks: Any, values: Any) -> list[int]:
    kept: set[int] = set()
    start = 0
    while start < len(ticks):
        stop = bisect_left(ticks, (ticks[start] // BLOCK + 1) * BLOCK, start)
        numbers = [row for row in range(start, stop) if values[row] == values[row]]
        if len(numbers) < stop - start:
            kept.add(next(row for row in range(start, stop) if values[row] != values[row]))
        if numbers:
            kept.add(min(numbers, key=values.__getitem__))
            kept.add(max(numbers, key=values.__getitem__))
        start = stop
    return sorted(kept)
