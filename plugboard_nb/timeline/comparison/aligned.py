"""Streams of two histories, laid side by side tick by tick."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plugboard_nb.history import History

__all__ = ["Pair", "Streams", "aligned"]


class Streams:
    """Some streams of a history as they are now, whatever becomes of the history.

    It reads like a history, as far as plots are concerned. Numbers are not copied.

    Args:
        history: The history.
        fields: The streams wanted.
    """

    def __init__(self, history: "History", fields: Iterable[str]) -> None:
        self.fields = list(fields)
        self.units = {field: history.units.get(field, "") for field in self.fields}
        self.first_tick, self.last_tick = history.first_tick, history.last_tick
        self._values = {field: history[field] for field in self.fields}
        self._ticks = {field: self._ticks_in(history, field) for field in self.fields}
        self._start = history.at(self.first_tick) if self.first_tick <= self.last_tick else {}

    @property
    def ticks(self) -> range:
        """The ticks remembered."""
        return range(self.first_tick, self.last_tick + 1)

    def _ticks_in(self, history: "History", field: str) -> Any:
        """Return the ticks, ``None`` if they are all from the first tick on without a gap."""
        newest = history.ticks_of(field, since=self.last_tick - 1)
        rows = len(self._values[field])
        if len(newest) and newest[-1] - self.first_tick + 1 == rows:
            return None
        return history.ticks_of(field)

    def __getitem__(self, field: str) -> Any:
        return self._values[field]

    def ticks_of(self, field: str) -> Any:
        """Return the tick of each value of ``self[field]``."""
        import numpy as np

        ticks, rows = self._ticks[field], len(self._values[field])
        return np.arange(self.first_tick, self.first_tick + rows) if ticks is None else ticks

    def between(self, field: str, first: int, last: int) -> tuple[Any, Any]:
        """Return ticks and values from *first* to *last*; ``None`` for ticks without a gap.

        The first value is the one valid at *first*, which may have come earlier.
        """
        import numpy as np

        values, ticks = self._values[field], self._ticks[field]
        if ticks is None:
            return None, values[first - self.first_tick : last - self.first_tick + 1]
        start = int(np.searchsorted(ticks, first, "right")) - 1
        stop = int(np.searchsorted(ticks, last, "right"))
        if start < 0:
            values, start = _headed(self._start[field], values[:stop]), 0
            ticks = np.concatenate([[first], ticks[:stop]])
        else:
            values, ticks = values[start:stop], ticks[start:stop].copy()
            ticks[0] = first
        return ticks, values


@dataclass(frozen=True)
class Pair:
    """Values of two streams over stretches of ticks in which neither changes.

    Attributes:
        ticks: First tick of each stretch.
        lengths: Ticks in each.
        one: Value in each: a numpy array where they are numbers, else a list.
        other: The same of the other stream.
    """

    ticks: Any
    lengths: Any
    one: Any
    other: Any


def aligned(one: Streams, other: Streams, field: str, common: range) -> Pair:
    """Return both streams over the ticks *common*, of which there is at least one."""
    import numpy as np

    first, last = common[0], common[-1]
    ticks, values = zip(*(s.between(field, first, last) for s in (one, other)), strict=True)
    changes = np.zeros(len(common), bool)
    for own in ticks:
        changes[slice(None) if own is None else own - first] = True
    union = first + np.flatnonzero(changes)
    columns = [
        column if own is None else _taken(column, np.searchsorted(own, union, "right") - 1)
        for own, column in zip(ticks, values, strict=True)
    ]
    return Pair(union, np.diff(union, append=last + 1), *columns)


def _taken(values: Any, rows: Any) -> Any:
    return [values[row] for row in rows.tolist()] if isinstance(values, list) else values[rows]


def _headed(start: Any, values: Any) -> Any:
    """Return *values* after *start*, as an array if that holds them all as they are."""
    import numpy as np

    kinds = {"f": float, "i": int, "b": bool}
    if isinstance(values, np.ndarray) and type(start) is kinds.get(values.dtype.kind):
        return np.concatenate([np.array([start], values.dtype), values])
    return [start, *(values if isinstance(values, list) else values.tolist())]
