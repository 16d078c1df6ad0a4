"""From a value to JSON data."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.events import Event
from plugboard_nb.timeline.codec.kind import (
    DTYPES,
    MAX_DEPTH,
    Plain,
    RefusedError,
    is_plain_text,
    shortened,
    with_article,
)
from plugboard_nb.timeline.codec.kinds import kind_of
from plugboard_nb.timeline.codec.npy import why_unwritable

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Packer"]

_FEW = 64  # a list of more numbers than this becomes an array
_SHORT = 2048  # bytes


class Packer:
    """Writes one value.

    Whatever could be met again gets a number in the order in which it is met: before its content
    where it may contain itself, else after it. :class:`Unpacker` counts in the same way.

    Args:
        events: Event type → class.
        store: Returns the data of an array.
    """

    def __init__(
        self,
        events: Mapping[str, type[Event]],
        store: Callable[["np.ndarray[Any, Any]"], Plain],
    ) -> None:
        self.events = events
        self._store = store
        self._numbers: dict[int, int] = {}
        self._alive: list[Any] = []  # so that nothing new gets the id of what is gone
        self._open: set[int] = set()
        self._depth = 0
        self._hashing = 0

    def pack(self, value: Any) -> Any:
        """Return the JSON data of *value*."""
        kind = type(value)
        if (
            value is None
            or kind is bool
            or (kind is str and is_plain_text(value))
            or (kind is float and math.isfinite(value))
            or (kind is int and -(2**63) <= value < 2**63)
        ):
            return value
        number = self._numbers.get(id(value))
        if number is not None and not self._hashing:
            return {"$": "ref", "to": number}
        if self._depth >= MAX_DEPTH:
            raise RefusedError(f"what is nested more than {MAX_DEPTH} deep cannot be written")
        self._depth += 1
        packed = self._whole(value, kind)
        self._depth -= 1
        return packed

    def _whole(self, value: Any, kind: type) -> Any:
        if kind is list:
            self.remember(value)
            return self.items(value)
        if kind is dict:
            self.remember(value)
            return self._dict(value)
        how = kind_of(value)
        if how is None:
            raise RefusedError(f"{_described(value)} cannot be written")
        if how.fill is not None:
            self.remember(value)
        elif id(value) in self._open:
            noun = with_article(kind.__name__)
            raise RefusedError(f"{noun} that contains itself cannot be written")
        self._open.add(id(value))
        body = how.pack(value, self)
        self._open.discard(id(value))
        if how.shared and how.fill is None:
            self.remember(value)
        return {"$": how.name, **body}

    def remember(self, value: Any) -> None:
        """Give *value* the next number."""
        self._numbers[id(value)] = len(self._alive)
        self._alive.append(value)

    def knows(self, value: Any) -> bool:
        """Return whether *value* has a number."""
        return id(value) in self._numbers

    def items(self, values: Sequence[Any]) -> Any:
        """Return the data of several values; many numbers of one type become an array."""
        if len(values) > _FEW:
            body = self._packed(values)
            if body is not None:
                return {"$": "list", **body}
        return self.each(values)

    def each(self, values: Iterable[Any]) -> list[Any]:
        """Return the data of several values, one by one."""
        packed: list[Any] = []
        add, pack = packed.append, self.pack
        try:
            for value in values:
                add(pack(value))
        except RefusedError as error:
            error.path.append(f"[{len(packed)}]")
            raise
        return packed

    def _packed(self, values: Sequence[Any]) -> Plain | None:
        kinds = set(map(type, values))
        kind = kinds.pop()
        if kinds:
            return None
        if kind in DTYPES:
            import numpy as np

            try:
                array = np.array(list(values), DTYPES[kind])
            except OverflowError:  # an integer beyond 64 bits
                return None
            return {"of": kind.__name__, **self.array(array)}
        if kind.__module__ == "numpy":
            from plugboard_nb.timeline.codec.kinds_numpy import stacked

            return stacked(values, self)
        return None

    def keys(self, values: Iterable[Any]) -> list[Any]:
        """Return the data of what is hashed, without references.

        With them, a small file could hold a key that takes for ever to hash.
        """
        self._hashing += 1
        packed = [self.pack(value) for value in values]
        self._hashing -= 1
        return packed

    def pairs(self, mapping: Mapping[Any, Any]) -> list[Any]:
        """Return the data of keys and values in turn."""
        packed: list[Any] = []
        for key, value in mapping.items():
            packed += self.keys((key,))
            packed.append(self.inside(f"[{shortened(key)}]", value))
        return packed

    def inside(self, step: str, value: Any) -> Any:
        """Return the data of *value*, reached by *step* from what is being written."""
        try:
            return self.pack(value)
        except RefusedError as error:
            error.path.append(step)
            raise

    def _dict(self, value: dict[Any, Any]) -> Plain:
        if any(type(key) is not str or key == "$" or not is_plain_text(key) for key in value):
            return {"$": "dict", "items": self.pairs(value)}
        packed: Plain = {}
        try:
            for key, item in value.items():
                packed[key] = self.pack(item)
        except RefusedError as error:
            error.path.append(f"[{shortened(key)}]")
            raise
        return packed

    def array(self, array: "np.ndarray[Any, Any]") -> Plain:
        """Return the data of an array whose items are no objects."""
        why = why_unwritable(array.dtype)
        if why:
            raise RefusedError(f"an array of dtype {array.dtype} cannot be written, as {why}")
        return self._store(array)

    def blob(self, data: bytes) -> Plain:
        """Return the data of bytes."""
        if len(data) <= _SHORT:
            return {"hex": data.hex()}
        import numpy as np

        return self.array(np.frombuffer(data, "uint8"))


def _described(value: Any) -> str:
    """Return ``"a generator"``, ``"a function 'f'"`` or ``"a models.Tank"``."""
    kind = type(value)
    if isinstance(value, type):
        return f"a class {value.__qualname__!r}"
    noun = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    is_named = noun in ("function", "method", "builtin_function_or_method")
    return with_article(noun) + (f" {value.__qualname__!r}" if is_named else "")
