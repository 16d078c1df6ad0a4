"""Columns of boxes and the channels between them: how wide they are, and where they lie."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plugboard_nb.graph.layout_layers import Link
from plugboard_nb.graph.layout_model import GRID
from plugboard_nb.graph.layout_tracks import Rack
from plugboard_nb.graph.layout_weave import Card

__all__ = ["Columns"]

_PAD = 12  # free space beside a column
_SLOT = 12  # from slot to slot
_INTO_PAD = 4  # how much further than the padding the first slot lies
_NARROW = 44  # least space between two columns
_SLOPE = 0.3  # space for each px that a curve climbs there
_WIDEST = 128.0  # at most


class Columns:
    """One column for each layer, with a channel after each.

    A channel holds, from left to right: values beside ports without a wire, slots for wires that
    go around, room for curves and pills, slots for wires that come from around.

    Attributes:
        widths: Width of the boxes of each column.
        left: The x of the left edge of each column, once spread.
        leads: How far wires run straight before they curve, past values beside ports.
        width: Width of everything, once spread.
    """

    def __init__(
        self,
        count: int,
        cards: Mapping[Any, Card],
        links: Iterable[Link],
        layer: Mapping[Any, int],
        pill_widths: Mapping[str, float],
    ) -> None:
        self.widths = [0] * count
        self.left = [0.0] * count
        self.leads = [0.0] * count
        self.width = 0.0
        self._outlets = [0.0] * count
        self._rooms = [float(_NARROW)] * count
        self._first_slots = [0.0] * count
        self._beyond = [False] * count
        for name, card in cards.items():
            column = layer[name]
            self.widths[column] = max(self.widths[column], card.width)
            self._outlets[column] = max(self._outlets[column], card.outlet)
        for link in links:
            column = layer[link.source]
            if layer[link.target] == column + 1:
                self._widen(column, pill_widths[link.id])
        for column, outlet in enumerate(self._outlets):
            self._widen(column, outlet)

    def _widen(self, column: int, room: float) -> None:
        self._rooms[column] = max(self._rooms[column], room)

    def pitches(self) -> list[float]:
        """Return about how far it is from each column to the next."""
        return [w + room + 2 * _PAD for w, room in zip(self.widths, self._rooms, strict=True)]

    def curve(self, column: int, climb: float, passes_outlet: bool) -> None:
        """Make room for a curve that climbs *climb* px in the channel after *column*."""
        self._widen(column, min(climb * _SLOPE, _WIDEST))
        if passes_outlet:
            self.leads[column] = self._outlets[column]

    def keep_slots_beyond_outlets(self, column: int) -> None:
        """Let the slots after *column* begin beyond the values beside its ports."""
        self._beyond[column] = True

    def spread(
        self, rows: Sequence[range], before: Sequence[Rack], after: Sequence[Rack], margin: Rack
    ) -> None:
        """Give every column its place: each row begins at the left, after the margin."""
        start = _PAD + _SLOT * margin.size if margin.size else 0
        for row in rows:
            x = float(start)
            for column in row:
                self.left[column] = x
                x = self._after(column, after[column].size)
                if column + 1 in row:
                    x += _SLOT * before[column + 1].size

    def _after(self, column: int, slots: int) -> float:
        """Return where the channel after *column* ends, its last slots left out."""
        edge = self.right(column)
        outlet = self._outlets[column]
        beyond = _on_grid(outlet) if self._beyond[column] else 0.0
        self._first_slots[column] = edge + beyond + _PAD + _INTO_PAD
        slots_end = edge + beyond + _PAD + _SLOT * slots
        self.width = max(self.width, slots_end - _PAD, edge + outlet)
        lead = max(0.0, self.leads[column] - (slots_end - edge - _PAD))
        return slots_end + _on_grid(self._rooms[column] + lead) + _PAD + GRID

    def right(self, column: int) -> float:
        """Return the x of the right edge of *column*."""
        return self.left[column] + self.widths[column]

    def slot_after(self, column: int, number: int) -> float:
        """Return the x of a slot after *column*."""
        return self._first_slots[column] + _SLOT * number

    def slot_before(self, column: int, number: int) -> float:
        """Return the x of a slot before *column*, the margin being before column 0."""
        return self.left[column] - _PAD - _INTO_PAD - _SLOT * number


def _on_grid(length: float) -> float:
    return float(GRID * round(length / GRID))
