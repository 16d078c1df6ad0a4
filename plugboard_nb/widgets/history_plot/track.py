"""One field on one branch, read as far as it has come, and cut to what a screen can show."""

from array import array
from bisect import bisect_left, bisect_right
from enum import Enum
from itertools import pairwise
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.plotting.series import FLAGS, NUMBERS, WORDS
from plugboard_nb.widgets.history_plot.bands import Bands
from plugboard_nb.widgets.history_plot.peaks import BLOCK, Peaks, floats_of, joined, thinned

if TYPE_CHECKING:
    from plugboard_nb.history import History

__all__ = ["Points", "Track"]

_FEW_LEVELS = 8
_ENOUGH = 24  # values from which on a few levels are no accident
_SAMPLE = 2000  # values looked at for that, of each part read
_LONGEST_GAP = 10_000  # ticks between two rows beyond which no line is drawn to the edge


class Points(NamedTuple):
    """What is drawn of a stream.

    Attributes:
        ticks: Where, ascending.
        values: Floats with NaN for gaps; for words their numbers.
        exact: Whether no row is left out.
        until: The tick up to which the last value holds.
    """

    ticks: Any
    values: Any
    exact: bool
    until: int


class Track:
    """A stream that is read once, part by part.

    Args:
        field: ``"component.field"``.
        words: Word → its number, shared by all branches of the field.

    Attributes:
        kind: How it is plotted: ``"numbers"``, ``"flags"`` or ``"words"``.
        reason: Why it cannot be plotted, ``""`` if it can.
        rows: Number of rows read.
        until: The last tick read.
        low: The least number.
        high: The greatest one.
    """

    def __init__(self, field: str, words: dict[str, int]) -> None:
        self.field = field
        self._words = words
        self._start()

    def _start(self) -> None:
        self.kind, self.reason = NUMBERS, ""
        self.rows = self.until = 0
        self.low = self.high = 0.0
        self._types: set[type] = set()
        self._levels: set[float] | None = set()
        self._bounded = False
        self._gap, self._last_row = 1, 0
        self._peaks, self._bands = Peaks(), Bands(self._words)

    @property
    def stepped(self) -> bool:
        """Whether values hold until the next one instead of leading to it."""
        if self.kind != NUMBERS:
            return True
        enough = self.whole or self.rows >= _ENOUGH
        return enough and self.rows > 0 and self._levels is not None

    @property
    def whole(self) -> bool:
        """Whether all of it are whole numbers."""
        return bool(self._types) and all(issubclass(t, int | type(None)) for t in self._types)

    def read(self, history: "History") -> bool:
        """Read what *history* has gained; say whether there was anything."""
        last = history.last_tick
        if last < self.until:  # it is another run
            self._start()
        if last == self.until:
            return False
        since, self.until = self.until, last
        values = history.part(self.field, since, last)
        if len(values):
            self._take(history, values, since, last)
        elif self.kind != WORDS:
            self._peaks.add(array("q"), array("d"), last)
        return True

    def _take(self, history: "History", values: Any, since: int, last: int) -> None:
        before = self.kind, bool(self.reason)
        self.look(values)
        if (self.kind, bool(self.reason)) != before and since and not self.reason:
            types = self._types  # what was a number is a word from now on
            self._start()
            self._types, self.until, since = types, last, 0
            values = history.part(self.field, 0, last)
            self.look(values)
        if self.reason:
            return
        ticks = history.ticks_of(self.field, since, last)
        self.rows += len(values)
        self._measure_gap(ticks)
        if self.kind == WORDS:
            self._bands.add(ticks, _plain(values))
            return
        floats = floats_of(values)
        self._measure(floats)
        self._peaks.add(ticks, floats, last)

    def look(self, values: Any) -> None:
        """Find out how the stream is plotted from all the types of values seen."""
        if hasattr(values, "dtype"):
            self._types.add({"b": bool, "i": int}.get(values.dtype.kind, float))
        else:
            new = set(map(type, values)) - self._types
            self._types |= new
            for kind in new:
                if not self.reason and not _has_plot(kind, values):
                    name = kind.__name__
                    self.reason = (
                        f"{self.field!r} holds values of type {name!r}, which have no plot"
                    )
        present = self._types - {type(None)}
        if present == {bool}:
            self.kind = FLAGS
        elif all(_is_number(kind) for kind in present):
            self.kind = NUMBERS
        else:
            self.kind = WORDS

    def _measure(self, floats: Any) -> None:
        """Note extremes, and whether only a few different values occur."""
        sample = floats[:: max(1, len(floats) // _SAMPLE)]
        ends = _ends(floats)
        if ends is not None:
            self.low = min(self.low, ends[0]) if self._bounded else ends[0]
            self.high = max(self.high, ends[1]) if self._bounded else ends[1]
            self._bounded = True
        if self._levels is not None:
            self._levels.update(float(value) for value in set(sample.tolist()) if value == value)
            if len(self._levels) > _FEW_LEVELS:
                self._levels = None

    def _measure_gap(self, ticks: Any) -> None:
        first, last, count = int(ticks[0]), int(ticks[-1]), len(ticks)
        if last - first + 1 > count > 1:
            self._gap = max(self._gap, _longest_gap(ticks))
        if self._last_row:
            self._gap = max(self._gap, first - self._last_row)
        self._last_row = last

    # What is drawn -------------------------------------------------------------------------

    def points(self, history: "History", first: int, last: int, width: int) -> Points:
        """Return what is drawn between two ticks, *width* px wide.

        One row beyond each end is among it, so that lines reach the edges.
        """
        if self.kind == WORDS:
            starts, codes, exact = self._bands.between(first, last, width)
            return Points(starts, codes, exact, self.until)
        gap = min(self._gap, _LONGEST_GAP)
        low, high = max(first - gap, history.first_tick), min(last + gap, self.until)
        span = high - low + 1
        if span <= 2 * BLOCK * width:
            ticks, values = self._rows(history, low, high)
        else:
            ticks, values = self._overview(history, low, high)
        ticks, values = _trimmed(ticks, values, first, last)
        kept_ticks, kept = thinned(ticks, values, width)
        exact = span <= 2 * BLOCK * width and len(kept) == len(values)
        return Points(kept_ticks, kept, exact, self.until)

    def _rows(self, history: "History", first: int, last: int) -> tuple[Any, Any]:
        values = history.part(self.field, first - 1, last)
        return history.ticks_of(self.field, first - 1, last), floats_of(values)

    def _overview(self, history: "History", first: int, last: int) -> tuple[Any, Any]:
        """Return the extremes of whole stretches, and all rows before and after these."""
        begin = -(-first // BLOCK) * BLOCK
        stop = max(begin, min(self._peaks.until, (last + 1) // BLOCK * BLOCK))
        parts = [
            self._rows(history, first, begin - 1),
            self._peaks.between(begin, stop),
            self._rows(history, stop, last),
        ]
        return joined([part[0] for part in parts], "q"), joined([part[1] for part in parts], "d")


def _plain(values: Any) -> Any:
    """Return Python's own values, which can be looked up in a table."""
    if hasattr(values, "tolist"):
        return values.tolist()
    return [value.item() if hasattr(value, "dtype") else value for value in values]


def _longest_gap(ticks: Any) -> int:
    if hasattr(ticks, "dtype"):
        return int((ticks[1:] - ticks[:-1]).max())
    return int(max(later - earlier for earlier, later in pairwise(ticks)))


def _trimmed(ticks: Any, values: Any, first: int, last: int) -> tuple[Any, Any]:
    """Leave out all but one row before *first* and one after *last*."""
    start = max(bisect_right(ticks, first) - 1, 0)
    stop = min(bisect_left(ticks, last) + 1, len(ticks))
    return ticks[start:stop], values[start:stop]


def _ends(floats: Any) -> tuple[float, float] | None:
    if hasattr(floats, "dtype"):
        import numpy as np

        finite = floats[~np.isnan(floats)]
        return (float(finite.min()), float(finite.max())) if len(finite) else None
    present = [value for value in floats if value == value]
    return (min(present), max(present)) if present else None


def _is_number(kind: type) -> bool:
    return issubclass(kind, Real) or hasattr(kind, "dtype")


def _has_plot(kind: type, values: Any) -> bool:
    """Say whether values of that type are numbers, truth values or words."""
    if issubclass(kind, Real | str | bool | Enum | type(None)):
        return True
    return all(getattr(v, "shape", None) == () for v in values if type(v) is kind)
