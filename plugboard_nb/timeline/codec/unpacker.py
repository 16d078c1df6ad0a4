"""From JSON data to a value; the data may be anything."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from plugboard_nb.events import Event
from plugboard_nb.exceptions import TimelineFileError
from plugboard_nb.timeline.codec.kind import (
    DTYPES,
    MAX_DEPTH,
    DamagedError,
    Kind,
    Plain,
    shortened,
    with_article,
)
from plugboard_nb.timeline.codec.kinds import kind_named

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Unpacker"]

_ATOMS = frozenset((type(None), bool, int, float, str))


class Unpacker:
    """Reads one value; the counterpart of :class:`Packer`.

    Args:
        events: Event type → class.
        load: Returns a new array for its data.
    """

    def __init__(
        self,
        events: Mapping[str, type[Event]],
        load: Callable[[Plain], "np.ndarray[Any, Any]"],
    ) -> None:
        self.events = events
        self._load = load
        self._made: list[Any] = []
        self._depth = 0
        self._hashing = 0

    def unpack(self, data: Any) -> Any:
        """Return the value of JSON data."""
        kind = type(data)
        if kind in _ATOMS:
            return data
        if self._depth >= MAX_DEPTH:
            raise DamagedError(f"it is nested more than {MAX_DEPTH} deep")
        self._depth += 1
        value = self._whole(data, kind)
        self._depth -= 1
        return value

    def _whole(self, data: Any, kind: type) -> Any:
        if kind is not list and kind is not dict:
            raise DamagedError(f"it holds {with_article(kind.__name__)}, which is no JSON")
        if kind is list or data.get("$") == "list":
            values: list[Any] = self.remember([])
            values += self.items(data)
            return values
        if "$" not in data:
            made: Plain = self.remember({})
            for key, item in data.items():
                made[key] = self.unpack(item)
            return made
        tag = data["$"]
        if tag == "ref":
            return self._again(data.get("to"))
        how = kind_named(tag) if type(tag) is str else None
        if how is None:
            raise DamagedError(f"it holds {shortened(tag)}, of which nothing is known here")
        return self._of_kind(how, data)

    def _of_kind(self, how: Kind, data: Plain) -> Any:
        try:
            value = how.unpack(data, self)
            if how.fill is not None:
                self.remember(value)
                how.fill(value, data, self)
            elif how.shared:
                self.remember(value)
        except (DamagedError, TimelineFileError, RecursionError):
            raise
        except Exception as error:  # whatever wrong data make a constructor raise
            raise DamagedError(f"what is there makes no {how.name}") from error
        return value

    def _again(self, number: Any) -> Any:
        if type(number) is not int or not 0 <= number < len(self._made) or self._hashing:
            raise DamagedError(f"it refers to its part {shortened(number)}, which is not there")
        return self._made[number]

    def remember(self, value: Any) -> Any:
        """Give *value* the next number and return it."""
        self._made.append(value)
        return value

    def items(self, data: Any) -> list[Any]:
        """Return the values of what :meth:`Packer.items` returned."""
        if type(data) is list:
            unpack = self.unpack
            return [item if type(item) in _ATOMS else unpack(item) for item in data]
        if type(data) is not dict or data.get("$") != "list":
            raise DamagedError("it holds no list where one is due")
        of = data.get("of")
        for kind, dtype in DTYPES.items():
            if of == kind.__name__:
                array = self.array(data)
                if array.dtype != dtype or array.ndim != 1:
                    raise DamagedError(f"it holds no list of {of} where one is due")
                values: list[Any] = array.tolist()
                return values
        from plugboard_nb.timeline.codec.kinds_numpy import unstacked

        return unstacked(data, self)

    def keys(self, data: Any) -> list[Any]:
        """Return the values of what :meth:`Packer.keys` returned."""
        self._hashing += 1
        values = self.items(data)
        self._hashing -= 1
        return values

    def pairs(self, data: Any, into: dict[Any, Any]) -> None:
        """Add to *into* what :meth:`Packer.pairs` returned."""
        if type(data) is not list or len(data) % 2:
            raise DamagedError("it holds no pairs where some are due")
        for key, item in zip(data[::2], data[1::2], strict=True):
            (made,) = self.keys([key])
            into[made] = self.unpack(item)

    def array(self, body: Plain) -> "np.ndarray[Any, Any]":
        """Return the array of what :meth:`Packer.array` returned, new and writable."""
        try:
            return self._load(body)
        except (KeyError, TypeError, ValueError) as error:
            if isinstance(error, TimelineFileError):
                raise
            raise DamagedError(f"an array of it cannot be read: {error}") from error

    def blob(self, body: Plain) -> bytes:
        """Return the bytes of what :meth:`Packer.blob` returned."""
        return bytes.fromhex(body["hex"]) if "hex" in body else self.array(body).tobytes()
