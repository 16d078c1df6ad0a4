"""How far two values, or two columns of values, are from each other."""

import math
from collections.abc import Sequence
from dataclasses import is_dataclass
from typing import Any, NamedTuple

from plugboard_nb.component.memory import same

__all__ = ["Distance", "Tolerance", "column_distances", "distance", "root_mean_square"]

_PLAIN = {str, bytes, bool, type(None)}  # ``!=`` tells all about two of a kind


class Tolerance(NamedTuple):
    """What counts as equal: numbers no further apart than ``atol + rtol * abs(one)``.

    Without tolerance floats are compared bit for bit, so that 0.0 and -0.0 differ.
    """

    rtol: float = 0.0
    atol: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether nothing is tolerated."""
        return not self.rtol and not self.atol


class Distance(NamedTuple):
    """What lies between two values, or between the rows of two columns.

    Attributes:
        differs: Whether they differ.
        largest: Size of the difference, of arrays that of the two elements furthest apart; NaN
            where there are no numbers.
        rms: Its root mean square over the elements of an array; for one number its size.
    """

    differs: Any
    largest: Any
    rms: Any


def distance(one: Any, other: Any, within: Tolerance) -> Distance:
    """Compare two values of any kind.

    NaN equals NaN and 1 equals 1.0, but ``True`` is no number. Numbers within lists, tuples, dicts
    and arrays have the same tolerance. Objects of a class without ``==`` are equal if their
    attributes are.
    """
    import numpy as np

    one, other = _plain(one), _plain(other)
    if _is_number(one) and _is_number(other):
        return _of_numbers(one, other, within)
    try:
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
            return _of_arrays(one, other, within)
        return Distance(not _same(one, other, within), math.nan, math.nan)
    except Exception:  # what cannot be compared is not known to be equal
        return Distance(True, math.nan, math.nan)


def column_distances(one: Any, other: Any, within: Tolerance) -> Distance:
    """Compare two columns of equal length row by row: numpy arrays or lists."""
    import numpy as np

    with np.errstate(all="ignore"):
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
            differs, sizes = _elementwise(one, other, within)
            return Distance(differs, sizes, sizes)
        lists = [c.tolist() if isinstance(c, np.ndarray) else c for c in (one, other)]
        return _of_lists(lists[0], lists[1], within)


def _of_lists(one: Sequence[Any], other: Sequence[Any], within: Tolerance) -> Distance:
    """Compare row by row, floats all at once."""
    import numpy as np

    differs = np.zeros(len(one), bool)
    largest, rms = np.full(len(one), math.nan), np.full(len(one), math.nan)
    floats = []
    for row, (a, b) in enumerate(zip(one, other, strict=True)):
        if type(a) is float and type(b) is float:
            floats.append(row)
        elif type(a) is type(b) and type(a) in _PLAIN:
            differs[row] = a != b
        else:
            differs[row], largest[row], rms[row] = distance(a, b, within)
    rows = np.array(floats, int)
    a, b = (np.array([column[row] for row in floats], float) for column in (one, other))
    differs[rows], sizes = _elementwise(a, b, within)
    largest[rows] = rms[rows] = sizes
    return Distance(differs, largest, rms)


def root_mean_square(sizes: Any, weights: Any = None) -> float:
    """Return the root of the mean square of *sizes*, of which there is at least one; no NaN."""
    import numpy as np

    scale = float(sizes.max())  # keeps the squares within what a float holds
    if not scale or math.isinf(scale):
        return scale
    return scale * math.sqrt(float(np.average((sizes / scale) ** 2, weights=weights)))


def _plain(value: Any) -> Any:
    """Return a numpy scalar as the Python value it equals."""
    import numpy as np

    return value.item() if isinstance(value, np.generic) else value


def _is_number(value: Any) -> bool:
    import numpy as np

    return isinstance(value, int | float | complex | np.number) and not isinstance(value, bool)


def _of_numbers(one: Any, other: Any, within: Tolerance) -> Distance:
    if one != one or other != other:
        return Distance(not (one != one and other != other), math.nan, math.nan)
    if one == other:
        floats = isinstance(one, float) and isinstance(other, float)
        signs = floats and math.copysign(1, one) != math.copysign(1, other)
        return Distance(signs and within.exact, 0.0, 0.0)
    try:
        size = _size(one - other)
    except OverflowError:  # a float, and an integer beyond all floats
        size = math.inf
    allowed = within.atol + (within.rtol and within.rtol * _size(one))
    tolerated = not within.exact and size <= allowed and not math.isinf(size)
    return Distance(not tolerated, size, size)


def _size(number: Any) -> float:
    try:
        return float(abs(number))
    except OverflowError:
        return math.inf


def _of_arrays(one: Any, other: Any, within: Tolerance) -> Distance:
    import numpy as np

    nothing = Distance(True, math.nan, math.nan)
    if one.shape != other.shape:
        return nothing
    if one.dtype.hasobject or other.dtype.hasobject:
        pairs = zip(one.ravel().tolist(), other.ravel().tolist(), strict=True)
        return nothing._replace(differs=any(distance(*pair, within).differs for pair in pairs))
    with np.errstate(all="ignore"):
        differs, sizes = _elementwise(one, other, within)
        sizes = sizes[~np.isnan(sizes)]
        if not sizes.size:
            return nothing._replace(differs=bool(differs.any()))
        return Distance(bool(differs.any()), float(sizes.max()), root_mean_square(sizes))


def _elementwise(one: Any, other: Any, within: Tolerance) -> tuple[Any, Any]:
    """Return where two arrays of one shape differ, and by how much (NaN: not by a number)."""
    import numpy as np

    nothing = np.full(one.shape, math.nan)
    if (one.dtype == bool) != (other.dtype == bool):
        return np.ones(one.shape, bool), nothing
    unequal = (one != other) & ~((one != one) & (other != other))
    if not {one.dtype.kind, other.dtype.kind} <= set("iufc"):
        return unequal, nothing
    for whole, real in ((one, other), (other, one)):
        if whole.dtype.kind in "iu" and real.dtype.kind in "fc":  # an integer that no float equals
            unequal |= whole.astype(float).astype(whole.dtype) != whole
    sizes = _sizes(one, other)
    sizes[(one == other) & ~unequal] = 0.0  # of infinities too
    if within.exact:
        if one.dtype.kind == other.dtype.kind == "f":
            unequal |= (one == other) & (np.signbit(one) != np.signbit(other))
        return unequal, sizes
    near = sizes <= within.atol + within.rtol * np.abs(one * 1.0)
    return unequal & (~near | np.isinf(sizes)), sizes


def _sizes(one: Any, other: Any) -> Any:
    import numpy as np

    if {one.dtype.kind, other.dtype.kind} <= set("iu"):
        a, b = one.astype("int64"), other.astype("int64")  # wraps around, and back
        return np.where(one > other, a - b, b - a).view("uint64").astype(float)
    wide = np.result_type(one, other, float)
    return np.abs(one.astype(wide) - other.astype(wide)).astype(float)


def _same(one: Any, other: Any, within: Tolerance) -> bool:
    """Say whether two values that are not both numbers, or both arrays, are equal."""
    if one is other:
        return True
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and not any(
            distance(one[key], other[key], within).differs for key in one
        )
    if isinstance(one, list | tuple) and type(one) is type(other):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and not any(distance(*p, within).differs for p in pairs)
    if type(one) is not type(other) and str in (type(one), type(other)):
        return False
    if hasattr(one, "equals") and hasattr(one, "shape"):  # a pandas frame or series
        return type(one) is type(other) and bool(one.equals(other))
    by_parts = is_dataclass(one) or _has_no_equality(one)
    if type(one) is type(other) and by_parts and hasattr(one, "__dict__"):
        return same(one, other) or _same(vars(one), vars(other), within)
    return bool(one == other) or bool(one != one and other != other)


def _has_no_equality(value: Any) -> bool:
    return not any("__eq__" in vars(cls) for cls in type(value).__mro__[:-1])
