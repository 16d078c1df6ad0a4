"""One column of the history: packed numbers while the values allow it, objects otherwise."""

from array import array
from typing import Any

from plugboard_nb.history.values import frozen, plain_number, size_of

__all__ = ["CODES", "Column"]

CODES: dict[type | None, str] = {float: "d", int: "q", bool: "B"}
_DTYPES = {"d": "float64", "q": "int64", "B": "bool"}
_SIZES = {"d": 8, "q": 8, "B": 1}
_EXACT = 2**53  # integers up to here are exact as doubles
_FIRST_CAPACITY = 64
# Short columns grow fast, long ones by an eighth, so that little room is wasted.
_GROWTH = ((1024, 4.0), (4096, 2.0))


class Column:
    """Values of one field, a row per step.

    Packed columns have spare room at the end: the engine writes ``data[row] = value`` as long as
    ``type(value) is kind`` and the row is within ``capacity``. They grow and shrink in place, which
    needs no second array beside the first; but where somebody has a view of the array, a new one
    is made, so that views stay as they are and never block.

    Attributes:
        kind: ``float``, ``int`` or ``bool`` of a packed column, ``object`` of a list, ``None``
            before the first value.
        data: The array or list; rows that were never written hold nothing of meaning.
        object_bytes: About how many bytes the values of a list take.
        changes: ``(row, kind before)`` for each change of ``kind``, so that a column cut back is as
            if the rows after the cut had never been.
    """

    __slots__ = ("changes", "data", "kind", "object_bytes")

    def __init__(self) -> None:
        self.kind: type | None = None
        self.data: Any = []
        self.object_bytes = 0
        self.changes: list[tuple[int, type | None]] = []

    @property
    def capacity(self) -> int | None:
        """Rows there is room for; ``None`` where any row may be appended."""
        return len(self.data) if self.kind in CODES else None

    def put(self, row: int, value: Any) -> bool:
        """Write *value* at *row*, which is at most one past the last row written.

        Returns:
            Whether ``kind`` or ``data`` are others than before.
        """
        kind, data = self.kind, self.data
        if kind is object:
            self._put_object(row, value)
            return False
        number = plain_number(value)
        if type(number) is kind and self._fits(number):
            pass
        elif kind is float and type(number) is int and -_EXACT <= number <= _EXACT:
            number = float(number)
        elif kind is None and row == 0 and type(number) in CODES and self._fits(number):
            self._become(type(number), row)
        elif kind is int and type(number) is float and self._exact(row):
            self._become(float, row)
        else:
            self._become(object, row)
            self._put_object(row, value)
            return data is not self.data
        if row >= len(self.data):
            self.reserve(row, 1)
        self.data[row] = number
        return data is not self.data

    def _put_object(self, row: int, value: Any) -> None:
        kept = frozen(value)
        self.object_bytes += size_of(kept)
        if row < len(self.data):
            self.data[row] = kept
        else:
            self.data.append(kept)

    def _become(self, kind: type, rows: int) -> None:
        """Turn the first *rows* rows into the form of *kind*, as the next row needs it."""
        self.changes.append((rows, self.kind))
        self._convert(kind, rows)

    def _convert(self, kind: type | None, rows: int) -> None:
        kept = self.to_list(rows)
        if kind is int:
            kept = list(map(int, kept))
        self.kind, self.object_bytes = kind, 0
        if kind in CODES:
            code = CODES[kind]
            self.data = array(code, bytes(array(code).itemsize * max(_FIRST_CAPACITY, rows)))
            self.data[:rows] = array(code, kept)
        else:
            self.data = kept
            self.object_bytes = sum(map(size_of, kept))

    def _exact(self, rows: int) -> bool:
        return all(-_EXACT <= value <= _EXACT for value in self.data[:rows])

    @staticmethod
    def _fits(number: Any) -> bool:
        return type(number) is not int or -(2**63) <= number < 2**63

    def reserve(self, rows: int, more: int) -> bool:
        """Make room for *more* rows after the first *rows*; say whether ``data`` is another."""
        capacity = self.capacity
        if capacity is None or rows + more <= capacity:
            return False
        factor = next((factor for until, factor in _GROWTH if capacity < until), 1.125)
        size = max(int(capacity * factor), rows + more, _FIRST_CAPACITY)
        return self._add(array(self.data.typecode, [0]) * (size - capacity))

    def _add(self, more: Any) -> bool:
        """Put *more* behind ``data``; say whether ``data`` is another."""
        try:
            self.data.extend(more)
        except BufferError:  # somebody has a view of it
            self.data = self.data + more
            return True
        return False

    def _keep(self, first: int, stop: int | None) -> None:
        """Drop all of ``data`` but rows ``first..stop``."""
        if not first and (stop is None or stop >= len(self.data)):
            return
        try:
            if stop is not None:
                del self.data[stop:]
            del self.data[:first]
        except BufferError:  # somebody has a view of it
            self.data = self.data[first:stop]
        if self.kind is object:
            self.object_bytes = sum(map(size_of, self.data))

    def drop(self, first: int, rows: int) -> None:
        """Forget the *first* oldest of *rows* rows."""
        self._keep(first, None if self.kind in CODES else rows)
        self.changes = [(row - first, kind) for row, kind in self.changes if row > first]

    def cut(self, rows: int) -> None:
        """Forget all but the oldest *rows* rows; whoever holds a view of the others keeps it."""
        kind, self.changes = self.until(rows)
        if kind is not self.kind:
            self._convert(kind, rows)
        else:
            self._keep(0, rows)

    def until(self, rows: int) -> tuple[type | None, list[tuple[int, type | None]]]:
        """Return ``kind`` and ``changes`` as they were when there were only *rows* rows."""
        kind, changes = self.kind, list(self.changes)
        while changes and changes[-1][0] >= rows:
            kind = changes.pop()[1]
        return kind, changes

    def seen(self, rows: int) -> "Column":
        """Return a column to read the first *rows* rows, which are not copied, but never change."""
        column = Column()
        column.kind = self.kind
        packed = self.kind in CODES
        column.data = memoryview(self.data)[:rows] if packed else self.data[:rows]
        return column

    def later(self, first: int, rows: int) -> "Column":
        """Return a new column with rows ``first..rows``, for :meth:`extend` to put back."""
        column = Column()
        column.kind = self.kind
        column.changes = [(row - first, kind) for row, kind in self.changes]
        column.data = self.part(first, rows)
        if self.kind is object:
            column.object_bytes = sum(map(size_of, column.data))
        return column

    def extend(self, rows: int, later: "Column") -> None:
        """Add after the first *rows* rows what :meth:`later` gave, of this column or its equal."""
        if later.kind is None:
            return
        if later.kind is not self.kind:
            self._convert(later.kind, rows)
        self.changes = [(row + rows, kind) for row, kind in later.changes if row + rows >= 0]
        self._keep(0, rows)
        self._add(later.data)
        self.object_bytes += later.object_bytes

    def item(self, row: int) -> Any:
        """Return one value as a Python object."""
        value = self.data[row]
        return bool(value) if self.kind is bool else value

    def part(self, start: int, stop: int) -> Any:
        """Return rows ``start..stop`` as an array or list of their own."""
        return self.data[start:stop]

    def to_list(self, stop: int, start: int = 0) -> list[Any]:
        """Return rows ``start..stop`` as Python objects."""
        part = list(self.data[start:stop])
        return [value != 0 for value in part] if self.kind is bool else part

    def values(self, stop: int, start: int = 0) -> Any:
        """Return rows ``start..stop``: a read-only numpy view where packed, else a list."""
        if self.kind not in CODES:
            return self.to_list(stop, start)
        try:
            import numpy as np
        except ImportError:  # a page without numpy still has its history
            return self.to_list(stop, start)
        data = memoryview(self.data).toreadonly()
        return np.frombuffer(data, _DTYPES[CODES[self.kind]])[start:stop]

    def nbytes(self, rows: int) -> int:
        """Return about how many bytes *rows* rows take."""
        if self.kind in CODES:
            return rows * _SIZES[CODES[self.kind]]
        return self.object_bytes + 8 * rows
