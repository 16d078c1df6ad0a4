"""The rows that one component has left in the history."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from plugboard_nb.history.column import Column

__all__ = ["Lead", "Table"]

_LARGE = 1 << 16  # a value of so many bytes makes the history look at its size at once


class Lead:
    """Rows that many tables have gained together and not yet counted one by one."""

    __slots__ = ("rows",)

    def __init__(self) -> None:
        self.rows = 0


class Table:
    """Columns of one component that share their rows: one row per step that it delivered.

    Attributes:
        columns: Field of the component → column; only those that are recorded.
        lead: Rows written and not yet in the table's own count; shared with other tables.
        dropped: How many of the oldest rows are forgotten.
        dropped_tick: Tick of the last of them.
        before: Field → value of the last row forgotten, where it is still valid at the first tick
            remembered.
        ticks: Tick of each remembered row; ``None`` while row ``r`` is simply tick ``r + 1``.
        on_large: Called when a large value came in.
    """

    __slots__ = (
        "_counted",
        "before",
        "columns",
        "dropped",
        "dropped_tick",
        "lead",
        "on_large",
        "ticks",
    )

    def __init__(self, fields: Iterable[str], on_large: Callable[[], None]) -> None:
        self.columns = {field: Column() for field in fields}
        self._counted = 0
        self.lead: Lead | None = None
        self.dropped = self.dropped_tick = 0
        self.before: dict[str, Any] = {}
        self.ticks: array[int] | None = None
        self.on_large = on_large

    @property
    def count(self) -> int:
        """Rows ever written, which is the number of steps taken."""
        return self._counted if self.lead is None else self._counted + self.lead.rows

    def settle(self, rows: int) -> None:
        """Count *rows* more by itself, and no longer those of its lead."""
        self._counted += rows
        self.lead = None

    @property
    def rows(self) -> int:
        """Rows that are remembered."""
        return self.count - self.dropped

    @property
    def last_tick(self) -> int:
        """Tick of the last row, 0 if there is none."""
        if self.ticks is None:
            return self.count
        return self.ticks[-1] if self.ticks else self.dropped_tick

    def append(self, tick: int, values: dict[str, Any]) -> bool:
        """Add the row of *tick*; say whether a column became another (see :class:`Column`)."""
        row = self.rows
        changed = False
        for field, column in self.columns.items():
            changed |= self.put(column, row, values[field])
        if self.ticks is None and tick != self.count + 1:
            self.ticks = array("q", range(self.dropped + 1, self.count + 1))
        if self.ticks is not None:
            self.ticks.append(tick)
        self._counted += 1
        return changed

    def put(self, column: Column, row: int, value: Any) -> bool:
        """Write one value; say whether the column became another."""
        before = column.object_bytes
        changed = column.put(row, value)
        if column.object_bytes - before > _LARGE:
            self.on_large()
        return changed

    def reserve(self, more: int) -> bool:
        """Make room for *more* rows in every column; say whether a column became another."""
        rows, changed = self.rows, False
        for column in self.columns.values():
            changed |= column.reserve(rows, more)
        return changed

    def rows_until(self, tick: int) -> int:
        """Return how many remembered rows belong to ticks up to and including *tick*."""
        if self.ticks is None:
            return min(max(tick - self.dropped, 0), self.rows)
        return bisect_right(self.ticks, tick)

    def tick_list(self, start: int = 0, stop: int | None = None) -> "array[int]":
        """Return the tick of each remembered row from row *start* on, or up to row *stop*."""
        if self.ticks is None:
            stop = self.rows if stop is None else stop
            return array("q", range(self.dropped + start + 1, self.dropped + stop + 1))
        return self.ticks[start:stop]

    def row(self, row: int) -> dict[str, Any]:
        """Return field → value of one remembered row."""
        return {field: column.item(row) for field, column in self.columns.items()}

    def forget_before(self, tick: int) -> None:
        """Drop the rows of all ticks before *tick*."""
        first = self.rows_until(tick - 1)
        if first:
            needed = self.rows_until(tick) == first
            self.before = self.row(first - 1) if needed else {}
            self.dropped_tick = self.tick_of_row(first - 1)
            for column in self.columns.values():
                column.drop(first, self.rows)
            if self.ticks is not None:
                self.ticks = self.ticks[first:]
            self.dropped += first

    def tick_of_row(self, row: int) -> int:
        """Return the tick of one remembered row."""
        return self.dropped + row + 1 if self.ticks is None else self.ticks[row]

    def forget_after(self, tick: int) -> None:
        """Drop the rows of all ticks after *tick*, as if those steps had not been taken."""
        rows = self.rows_until(tick)
        if rows == self.rows:
            return
        for column in self.columns.values():
            column.cut(rows)
        if self.ticks is not None:
            self.ticks = self.ticks[:rows]
        self._counted = self.dropped + rows

    def later(self, tick: int) -> "Table":
        """Return a new table with the rows of all ticks after *tick*."""
        first, rows = self.rows_until(tick), self.rows
        table = Table((), self.on_large)
        table.columns = {name: column.later(first, rows) for name, column in self.columns.items()}
        table._counted, table.dropped = self.count, self.dropped + first
        table.dropped_tick = self.tick_of_row(first - 1) if first else self.dropped_tick
        table.before = self.row(first - 1) if first else dict(self.before)
        table.ticks = None if self.ticks is None else self.ticks[first:]
        return table

    def extend(self, later: "Table") -> None:
        """Add what :meth:`later` gave, of this table or its equal; column by column it is gone."""
        rows = self.rows
        for name, column in self.columns.items():
            column.extend(rows, later.columns.pop(name))
        if self.ticks is None and later.ticks is not None:
            self.ticks = array("q", range(self.dropped + 1, self.count + 1))
        if self.ticks is not None:
            self.ticks += later.tick_list()
        self._counted = later.count

    def become(self, other: "Table") -> None:
        """Hold what *other* holds, which must not be used any more."""
        for name in self.__slots__:
            if name != "on_large":
                setattr(self, name, getattr(other, name))

    def start_at(self, tick: int, count: int, before: dict[str, Any]) -> None:
        """Forget all rows; the next one is number *count* + 1, after *tick*."""
        self.columns = {field: Column() for field in self.columns}
        self._counted = self.dropped = count
        self.dropped_tick = tick
        self.before = before
        self.ticks = None if count == tick else array("q")

    def nbytes(self) -> int:
        """Return about how many bytes the rows take."""
        rows = self.rows
        ticks = 0 if self.ticks is None else 8 * rows
        return ticks + sum(column.nbytes(rows) for column in self.columns.values())
