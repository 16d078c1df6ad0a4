"""Histories that follow each other, read as one; nothing is copied."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from plugboard_nb.history.column import CODES, Column
from plugboard_nb.history.table import Table

__all__ = ["JoinedColumn", "joined_table"]


class JoinedColumn(Column):
    """The first rows of several columns, one behind the other; only to be read.

    It stays as it is, whatever becomes of those columns.

    Args:
        pieces: Columns and how many rows of each.
    """

    __slots__ = ("_pieces", "_starts", "_stop")

    def __init__(self, pieces: Sequence[tuple[Column, int]]) -> None:
        super().__init__()
        del self.data  # there is no such thing
        self._pieces: list[Column] = []
        self._starts: list[int] = []
        self._stop = 0
        for column, rows in pieces:
            if rows or not self._pieces:
                self.kind, changes = column.until(rows)
                shifted = [(row + self._stop, kind) for row, kind in changes]
                self.changes = [change for change in shifted if change[0] >= 0]
            if rows:
                self.object_bytes += column.object_bytes
                self._pieces.append(column.seen(rows))
                self._starts.append(self._stop)
                self._stop += rows

    @property
    def capacity(self) -> int | None:
        """Rows that there are; ``None`` where they are objects."""
        return self._stop if self.kind in CODES else None

    def item(self, row: int) -> Any:
        """Return one value as a Python object."""
        place = bisect_right(self._starts, row) - 1
        piece = self._pieces[place]
        value, turn = piece.item(row - self._starts[place]), self._turn(piece)
        return value if turn is None else turn(value)

    def _turn(self, piece: Column) -> Callable[[Any], Any] | None:
        """Return what makes rows of *piece* rows of this column, if anything is to be done."""
        kind: Any = self.kind
        return None if kind is object or kind is piece.kind else kind

    def _cuts(self, start: int, stop: int) -> list[tuple[Column, int, int]]:
        """Return what makes up rows ``start..stop``: columns, and from and to which row."""
        found = []
        for piece, first in zip(self._pieces, self._starts, strict=True):
            low, high = max(start - first, 0), min(stop - first, len(piece.data))
            if low < high:
                found.append((piece, low, high))
        return found

    def part(self, start: int, stop: int) -> Any:
        """Return rows ``start..stop`` as an array or list of their own."""
        if self.kind not in CODES:
            return self.to_list(stop, start)
        found = array(CODES[self.kind])
        for piece, low, high in self._cuts(start, stop):
            rows, turn = piece.data[low:high], self._turn(piece)
            if turn is None:
                found.frombytes(rows.cast("B"))
            else:
                found.extend(map(turn, rows))
        return found

    def to_list(self, stop: int, start: int = 0) -> list[Any]:
        """Return rows ``start..stop`` as Python objects."""
        found: list[Any] = []
        for piece, low, high in self._cuts(start, stop):
            rows, turn = piece.to_list(high, low), self._turn(piece)
            found += rows if turn is None else map(turn, rows)
        return found

    def values(self, stop: int, start: int = 0) -> Any:
        """Return rows ``start..stop``: a read-only numpy array where packed, else a list."""
        cuts = self._cuts(start, stop)
        if len(cuts) == 1 and self._turn(cuts[0][0]) is None:
            piece, low, high = cuts[0]
            return piece.values(high, low)
        whole = Column()
        whole.kind, whole.data = self.kind, self.part(start, stop)
        return whole.values(len(whole.data))


def joined_table(parts: Sequence[tuple[Table, int]]) -> Table:
    """Return the first rows of several tables, one behind the other; only to be read."""
    first = parts[0][0]
    table = Table((), first.on_large)
    table.columns = {
        name: JoinedColumn([(part.columns[name], rows) for part, rows in parts])
        for name in first.columns
    }
    table.dropped, table.dropped_tick = first.dropped, first.dropped_tick
    table.before = dict(first.before)
    table.settle(first.dropped + sum(rows for _, rows in parts))
    if any(part.ticks is not None for part, _ in parts):
        table.ticks = array("q")
        for part, rows in parts:
            table.ticks += part.tick_list(0, rows)
    return table
