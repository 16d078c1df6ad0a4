"""Values on their way into the history: copies that nobody can change afterwards."""

import copy
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import Any
from uuid import UUID

__all__ = ["IMMUTABLE", "Uncopied", "frozen", "plain_number", "size_of"]

_PLAIN = (type(None), bool, int, float, complex, str, bytes, range, slice, type(...))
IMMUTABLE = frozenset((*_PLAIN, date, datetime, time, timedelta, Decimal, Fraction, UUID))


@dataclass(frozen=True)
class Uncopied:
    """Stands in the history for a value that cannot be copied, such as a generator."""

    type: str
    text: str


def frozen(value: Any) -> Any:
    """Return *value* itself if it can never change, else a copy.

    Arrays come back read-only. What cannot be copied is replaced by an :class:`Uncopied`.
    """
    kind = type(value)
    if kind in IMMUTABLE or isinstance(value, Enum | PurePath | type):
        return value
    if kind is tuple and all(type(item) in IMMUTABLE for item in value):
        return value
    try:
        if hasattr(value, "flags") and hasattr(value, "setflags"):  # a numpy array
            return _frozen_array(value)
        if hasattr(value, "iloc") and hasattr(value, "copy"):  # a pandas frame or series
            return value.copy(deep=True)
        return copy.deepcopy(value)
    except Exception:
        return Uncopied(kind.__name__, repr(value)[:200])


def _frozen_array(value: Any) -> Any:
    array = copy.deepcopy(value) if value.dtype.hasobject else value.copy()
    array.setflags(write=False)
    return array


def plain_number(value: Any) -> Any:
    """Return a numpy scalar as the Python number it equals; anything else as it is."""
    if isinstance(value, float):
        return float(value)
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if kind is not None and kind in "biu" and getattr(value, "ndim", 1) == 0:
        return value.item()
    if kind == "f" and getattr(value, "ndim", 1) == 0 and value.dtype.itemsize <= 8:
        return value.item()
    return value


def size_of(value: Any) -> int:
    """Return about how many bytes *value* takes, the contents of containers included."""
    nbytes = getattr(value, "nbytes", None)
    if isinstance(nbytes, int):
        return nbytes + 112
    if hasattr(value, "memory_usage"):
        usage = value.memory_usage(index=True, deep=False)
        return int(usage if isinstance(usage, int) else usage.sum()) + 200
    size = sys.getsizeof(value, 64)
    if isinstance(value, dict):
        return size + sum(size_of(k) + size_of(v) for k, v in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return size + sum(size_of(item) for item in value)
    return size
