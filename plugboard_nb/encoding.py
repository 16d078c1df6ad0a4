"""Values as plain data, for files: numbers, text, lists and dicts with plain keys.

What is plain already passes unchanged; what cannot be written is refused by name.
"""

import base64
import dataclasses
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from types import NoneType
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from plugboard_nb.exceptions import EncodingError

__all__ = ["encode"]

_PLAIN = (NoneType, bool, int, float, str)
_MAX_DEPTH = 200


def encode(value: Any, where: str, *, keep: tuple[type, ...] = ()) -> Any:
    """Return *value* as plain data: None, bool, int, float, str, list and dict.

    Tuples, ranges and numpy arrays become lists, sets sorted lists, numpy scalars numbers, paths
    and identifiers text, dates and times ISO text, durations seconds, enum members their values,
    dataclasses, pydantic models and DataFrames dicts, bytes base64 text. A Decimal becomes a
    float where that is written with the same digits, else text. NaN and infinity stay floats.

    Args:
        value: Anything.
        where: What the value is, for the error: ``"component 'a', argument 'fn'"``.
        keep: Types that the caller's format writes by itself; their values stay as they are.

    Returns:
        New lists and dicts; nothing of *value* is changed or shared.

    Raises:
        EncodingError: Something inside is a function, an open file, ...; or contains itself.
    """
    return _Encoder(where, keep).encode(value, "")


class _Encoder:
    def __init__(self, where: str, keep: tuple[type, ...]) -> None:
        self.where, self.keep = where, keep
        self.inside: list[int] = []

    def encode(self, value: Any, at: str) -> Any:
        if type(value) in _PLAIN or (self.keep and type(value) in self.keep):
            return value
        if isinstance(value, Enum):
            return self.encode(value.value, at)
        for kind, convert in _CONVERTERS:
            if isinstance(value, kind):
                return convert(value)
        if type(value).__module__ == "numpy" and _is_numeric(value):
            return value.tolist()
        parts = _parts_of(value)
        if parts is None:
            raise self.refusal(value, at)
        if id(value) in self.inside or len(self.inside) >= _MAX_DEPTH:
            raise EncodingError(
                f"{self.where}{at}: cannot write a value that contains itself or is nested more "
                f"than {_MAX_DEPTH} deep"
            )
        self.inside.append(id(value))
        encoded = self._items(parts, at)
        self.inside.pop()
        return encoded

    def _items(self, parts: Any, at: str) -> Any:
        if isinstance(parts, Mapping):
            return {
                self._key(k, at): v if type(v) in _PLAIN else self.encode(v, f"{at}[{k!r}]")
                for k, v in parts.items()
            }
        if isinstance(parts, AbstractSet):
            return sorted((self.encode(item, at) for item in parts), key=_order)
        if isinstance(parts, Sequence):
            return [
                item if type(item) in _PLAIN else self.encode(item, f"{at}[{i}]")
                for i, item in enumerate(parts)
            ]
        return self.encode(parts, at)

    def _key(self, key: Any, at: str) -> Any:
        plain = self.encode(key, f"{at}, key")
        if isinstance(plain, list | dict):
            raise EncodingError(f"{self.where}{at}: cannot write {key!r} as a key; use text")
        return plain

    def refusal(self, value: Any, at: str) -> EncodingError:
        what = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
        name = getattr(value, "__qualname__", None) or getattr(value, "name", None)
        named = f" {name!r}" if isinstance(name, str) and name else ""
        article = "an" if what[0] in "aeiou" else "a"
        return EncodingError(
            f"{self.where}{at}: cannot write {article} {what}{named}; "
            "numbers, text, lists and dicts can be written"
        )


def _parts_of(value: Any) -> Any:
    """Return a mapping, set or sequence that holds what *value* is made of; else ``None``."""
    if isinstance(value, Mapping | AbstractSet | list | tuple | range | deque):
        return value
    if isinstance(value, BaseModel):
        return dict(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    package = type(value).__module__.partition(".")[0]
    if package == "pandas" and hasattr(value, "to_dict"):
        return value.to_dict(orient="list") if hasattr(value, "columns") else value.tolist()
    if package == "numpy" and hasattr(value, "dtype"):
        return _numpy_parts(value)
    return None


def _is_numeric(value: Any) -> bool:
    """Whether ``value.tolist()`` gives numbers of Python and nothing else."""
    dtype = getattr(value, "dtype", None)
    return dtype is not None and (dtype.kind in "biu" or dtype.str[1:] in ("f2", "f4", "f8"))


def _numpy_parts(value: Any) -> Any:
    kind, size = value.dtype.kind, value.dtype.itemsize
    if kind in "mM":
        return value.astype(str).tolist()
    if kind == "f" and size > 8:
        return value.astype("float64").tolist()
    return value.tolist() if kind in "biufSUOV" else None


def _decimal(value: Decimal) -> float | str:
    near = float(value)
    return near if Decimal(repr(near)) == value or value != value else str(value)


def _order(value: Any) -> tuple[str, Any]:
    number = isinstance(value, int | float)
    return ("", value) if number else (type(value).__name__, str(value))


_CONVERTERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (bool, bool),
    (int, int),
    (float, float),
    (str, str.__str__),
    (PurePath, str),
    (datetime | date | time, lambda value: value.isoformat()),
    (timedelta, lambda value: value.total_seconds()),
    (Decimal, _decimal),
    (UUID | Fraction, str),
    (bytes | bytearray, lambda value: base64.b64encode(value).decode()),
)
