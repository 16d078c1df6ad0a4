"""Ways around below: a track of its own for each wire that does not lead to the next layer.

Such a wire leaves its port to the right, turns down in a slot beside its column, runs back along
its track below the boxes it passes, and turns up in a slot beside the column of its target.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plugboard_nb.graph.layout_model import Stroke

__all__ = ["CLEARANCE", "TRACK", "Detour", "Rack", "assign_tracks", "rounded"]

TRACK = 24  #: from track to track, so that a pill fits on each
CLEARANCE = 20  #: from the lowest box to the first track
_RADIUS = 8.0
_APART = 8  # free length between two wires in one slot
_SEARCH = 2_000_000  # columns looked at, beyond which all tracks simply lie below everything


@dataclass(slots=True)
class Detour:
    """A way around; rows and columns are counted from 0, y from the top of the row.

    Attributes:
        link: Number of the link it belongs to.
        start: Row, column and y where it begins, at the right edge of the column.
        end: Row, column and y where it ends, at the left edge of the column.
        under: Its track if that lies below the source's own box: a loop to itself.
        tracks: Row → y of the track below that row, once assigned.
    """

    link: int
    start: tuple[int, int, float]
    end: tuple[int, int, float]
    under: float | None = None
    tracks: dict[int, float] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        """The rows below which it runs; into the first column of another row it needs but one."""
        leaves, arrives = self.start[0], self.end[0]
        return [leaves] if leaves == arrives or self.end[1] == 0 else [leaves, arrives]

    def columns(self, row: int) -> tuple[int, int]:
        """Return the first and the last column that it passes below *row*."""
        first, last = self.end[1], self.start[1]
        if self.start[0] != self.end[0]:
            return (0, last) if row == self.start[0] else (0, max(first - 1, 0))
        return (first, last) if first <= last else (min(last + 1, first - 1), first - 1)


def assign_tracks(detours: Iterable[Detour], floors: Sequence[list[float]]) -> list[float]:
    """Give each detour its tracks, short ones on top; return how deep each row reaches then.

    Args:
        detours: The ways around.
        floors: For each row and column the lowest y in use there.
    """
    wanted: list[tuple[tuple[float, ...], int, Detour]] = []
    depths = [max(floor, default=0.0) for floor in floors]
    for detour in detours:
        if detour.under is not None:
            detour.tracks[detour.start[0]] = detour.under
            continue
        for row in detour.rows:
            first, last = detour.columns(row)
            key = (last - first, -detour.start[2], -detour.end[2], detour.link)
            wanted.append((key, row, detour))
    wanted.sort(key=lambda item: item[0])
    simple = sum(key[0] for key, _, _ in wanted) > _SEARCH
    levels = [
        [depth] if simple else list(floor) for depth, floor in zip(depths, floors, strict=True)
    ]
    for _, row, detour in wanted:
        first, last = (0, 0) if simple else detour.columns(row)
        passed = levels[row][first : last + 1]
        y = max(passed) + CLEARANCE
        detour.tracks[row] = y
        levels[row][first : last + 1] = [y + TRACK - CLEARANCE] * len(passed)
        depths[row] = max(depths[row], y)
    return depths


class Rack:
    """The slots beside a column, in which wires run up and down without touching each other."""

    def __init__(self) -> None:
        self._spans: dict[Hashable, tuple[float, float]] = {}
        self._slots: dict[Hashable, int] = {}
        self.size = 0  #: number of slots, once they are assigned

    def want(self, wire: Hashable, *ys: float) -> None:
        """Ask for a slot for *wire* from the least to the greatest of *ys*.

        Asked again for the same wire, the slot is long enough for both.
        """
        known = self._spans.get(wire, (ys[0], ys[0]))
        self._spans[wire] = min(known[0], *ys), max(known[1], *ys)

    def passes(self, top: float, bottom: float) -> bool:
        """Say whether any wire here runs past a height between *top* and *bottom*."""
        return any(low < bottom and top < high for low, high in self._spans.values())

    def assign(self) -> None:
        """Choose the slots: short wires inside, next to the column."""
        slots: list[list[tuple[float, float]]] = []
        order = sorted(self._spans.items(), key=lambda item: item[1][1] - item[1][0])
        for wire, (top, bottom) in order:
            number = next((n for n, used in enumerate(slots) if _room(used, top, bottom)), None)
            if number is None:
                number = len(slots)
                slots.append([])
            slots[number].append((top, bottom))
            self._slots[wire] = number
        self.size = len(slots)

    def slot(self, wire: Hashable) -> int:
        """Return the number of the slot of *wire*, 0 being next to the column."""
        return self._slots[wire]


def _room(used: Iterable[tuple[float, float]], top: float, bottom: float) -> bool:
    return all(bottom + _APART < low or high + _APART < top for low, high in used)


def rounded(points: Sequence[tuple[float, float]]) -> list[Stroke]:
    """Return the way through *points*, all its corners rounded; the first point is left out."""
    way = [points[0]]
    for point in points[1:]:
        if point != way[-1]:
            way.append(point)
    strokes: list[Stroke] = []
    here = way[0]
    for corner, after in pairwise(way[1:]):
        radius = min(_RADIUS, _reach(here, corner), _reach(corner, after) / 2)
        into = _towards(corner, here, radius)
        out = _towards(corner, after, radius)
        bend = (_towards(corner, here, radius * 0.45), _towards(corner, after, radius * 0.45))
        strokes += [Stroke("L", into), Stroke("C", (*bend[0], *bend[1], *out))]
        here = out
    return [*strokes, Stroke("L", way[-1])] if len(way) > 1 else []


def _reach(one: tuple[float, float], two: tuple[float, float]) -> float:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _towards(
    start: tuple[float, float], aim: tuple[float, float], distance: float
) -> tuple[float, float]:
    length = _reach(start, aim) or 1.0
    return tuple(a + (b - a) * distance / length for a, b in zip(start, aim, strict=True))  # type: ignore[return-value]
