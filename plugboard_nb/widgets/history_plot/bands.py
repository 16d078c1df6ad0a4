"""Streams of words as stretches of equal ones, kept as they grow."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum
from itertools import pairwise
from typing import Any

from plugboard_nb.plotting.values import short

__all__ = ["MISSING", "Bands", "word_of"]

MISSING = -1  #: stands for no word


def word_of(value: Any) -> str:
    """Return the word that a value is shown as."""
    return short(value.name if isinstance(value, Enum) and not isinstance(value, str) else value)


class Bands:
    """Where each stretch of equal words begins.

    Args:
        words: Word → its number, in order of first occurrence; shared by all branches of a field.
    """

    def __init__(self, words: dict[str, int]) -> None:
        self.words = words
        self._starts = array("q")
        self._codes = array("q")
        self._known: dict[tuple[type, Any], int] = {}

    def add(self, ticks: Any, values: Iterable[Any]) -> None:
        """Take in further rows."""
        last = self._codes[-1] if self._codes else None
        known = self._known
        for tick, value in zip(ticks, values, strict=True):
            code = known.get((type(value), value))
            if code is None:
                code = self._number(value)
            if code != last:
                self._starts.append(int(tick))
                self._codes.append(code)
                last = code

    def _number(self, value: Any) -> int:
        code = MISSING
        if value is not None:
            code = self.words.setdefault(word_of(value), len(self.words))
        self._known[type(value), value] = code
        return code

    def between(self, first: int, last: int, width: int) -> tuple[Any, Any, bool]:
        """Return where stretches begin and the numbers of their words, for *width* px.

        Where several begin within a px, the word that is the rarest of all in sight is shown: a
        short alarm is what one looks for.

        Returns:
            Ticks, numbers, and whether nothing is left out.
        """
        low = max(bisect_right(self._starts, first) - 1, 0)
        high = bisect_right(self._starts, last)
        starts, codes = self._starts[low:high], self._codes[low:high]
        if len(starts) <= width:
            return starts, codes, True
        return *_rarest(starts, codes, first, (last - first + 1) / width), False


def _rarest(starts: Any, codes: Any, first: int, px: float) -> tuple[Any, Any]:
    """Return one stretch for each px, of the word that is the rarest."""
    counts: dict[int, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    chosen: dict[int, int] = {}
    after: dict[int, int] = {}  # what goes on at the end of a px
    for tick, code in zip(starts, codes, strict=True):
        place = max(int((tick - first) / px), 0)
        if place not in chosen or counts[code] < counts[chosen[place]]:
            chosen[place] = code
        after[place] = code
    found: list[tuple[int, int]] = []
    for place, following in pairwise([*chosen, max(chosen) + 1]):
        found.append((first + round(place * px), chosen[place]))
        if following > place + 1 or following not in chosen:
            found.append((first + round((place + 1) * px), after[place]))
    return array("q", (tick for tick, _ in found)), array("q", (code for _, code in found))
