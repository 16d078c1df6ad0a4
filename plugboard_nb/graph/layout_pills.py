"""Places for the values: on their wires, off all boxes and off each other."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from plugboard_nb.graph.layout_model import PILL, Box, Pill, Stroke

__all__ = ["Road", "place_pills"]

_CELL = 64.0
_FINE = 8.0  # px, how exactly it is known where other wires run
_NUDGES = (0.0, -4.0, 4.0, -8.0, 8.0)
_STEP = 8.0  # px from one place that is tried to the next
_MANY = 2500  # wires beyond which fewer places are tried

Point = tuple[float, float]


class Road(NamedTuple):
    """A wire that wants a pill."""

    id: str
    net: object  #: wires of the same net carry the same value and may share a place
    strokes: Sequence[Stroke]
    width: float  #: of the pill
    around: bool = False  #: it runs around below, where its pill shall lie on the track
    aim: float = 0.5  #: which part of the way to leave before the pill


def place_pills(
    boxes: Iterable[Box], fixed: Iterable[Pill], roads: Sequence[Road]
) -> dict[str, Pill]:
    """Return the place of the pill of each road.

    A pill lies on its wire, near the middle, where few other wires pass. Where a wire is too
    short or too crowded for that, its pill lies beside it.

    Args:
        boxes: All boxes; pills keep off them.
        fixed: Pills that have their place already.
        roads: The wires.
    """
    ground = _Ground()
    for box in boxes:
        ground.block(box.x - 6, box.y - 2, box.right + 6, box.bottom + 2)
    for pill in fixed:
        ground.cover(pill)
    few = len(roads) <= _MANY
    ways = [_walk(road.strokes, 400 if few else 48) for road in roads]
    traffic = _Traffic(roads, ways) if few else None
    pills: dict[str, Pill] = {}
    for number in sorted(range(len(roads)), key=lambda n: len(ways[n])):
        road = roads[number]
        pill = _best(road, ways[number], ground, traffic)
        ground.cover(pill)
        pills[road.id] = pill
    return {road.id: pills[road.id] for road in roads}


def _best(road: Road, way: Sequence[Point], ground: "_Ground", traffic: "_Traffic | None") -> Pill:
    """Return the cheapest free place on *way*, else the nearest free place beside it."""
    aim = _longest_level(way) if road.around else round((len(way) - 1) * road.aim)
    best: tuple[float, Pill] | None = None
    for index in _outwards(aim, len(way)):
        cost = abs(index - aim) / max(len(way) / 2, 1) * 12
        if best is not None and cost >= best[0]:
            break
        x, y = way[index]
        for nudge in _NUDGES:
            pill = Pill(round(x), round(y + nudge), road.width, PILL)
            toll = cost + abs(nudge) * 0.8
            if (best is not None and toll >= best[0]) or not ground.free(pill):
                continue
            toll += traffic.toll(pill, road) if traffic else 0
            if best is None or toll < best[0]:
                best = toll, pill
    return best[1] if best else _beside(road, way[aim], ground)


def _outwards(start: int, count: int) -> Iterator[int]:
    """Yield the numbers below *count*, those nearest to *start* first."""
    yield start
    for distance in range(1, count):
        if start + distance < count:
            yield start + distance
        if start - distance >= 0:
            yield start - distance


def _longest_level(way: Sequence[Point]) -> int:
    """Return the place on *way* in the middle of its longest level piece."""
    best, start = (0.0, 0), 0
    for index in range(1, len(way)):
        if way[index][1] != way[start][1]:
            start = index
        elif (length := abs(way[index][0] - way[start][0])) > best[0]:
            best = length, (start + index) // 2
    return best[1]


def _beside(road: Road, point: Point, ground: "_Ground") -> Pill:
    x, y = point
    for distance in range(PILL, 1_000_000, PILL // 2):
        for side in (-distance, distance):
            pill = Pill(round(x), round(y + side), road.width, PILL)
            if pill.y > PILL and ground.free(pill):
                return pill
    raise AssertionError("unreachable: far below everything there is room")


def _walk(strokes: Sequence[Stroke], most: int) -> list[Point]:
    """Return points along a way, about 8 px apart, or further if they were more than *most*."""
    ends = [stroke.points[-2:] for stroke in strokes]
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ends)]
    step = max(_STEP, sum(lengths) / most)
    way = [(strokes[0].points[0], strokes[0].points[1])]
    for stroke, length in zip(strokes[1:], lengths, strict=True):
        (x0, y0), (x1, y1) = way[-1], stroke.points[-2:]
        count = max(1, round(length / step))
        for number in range(1, count + 1):
            t = number / count
            if stroke.command == "L":
                way.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t))
            else:
                way.append(_bezier((x0, y0, *stroke.points), t))
    return way


def _bezier(points: Sequence[float], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * x for w, x in zip(weights, points[::2], strict=True)),
        sum(w * y for w, y in zip(weights, points[1::2], strict=True)),
    )


class _Ground:
    """What is occupied, by rectangles in a coarse grid of cells."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def block(self, left: float, top: float, right: float, bottom: float) -> None:
        """Occupy a rectangle."""
        for cell in _cells(left, top, right, bottom, _CELL):
            self._cells.setdefault(cell, []).append((left, top, right, bottom))

    def cover(self, pill: Pill) -> None:
        """Occupy the place of *pill* and a little space around it."""
        self.block(*_edges(pill, 2.0, 1.0))

    def free(self, pill: Pill) -> bool:
        """Say whether *pill* would touch nothing."""
        left, top, right, bottom = _edges(pill, 0.0, 0.0)
        return not any(
            left < r and l < right and top < b and t < bottom
            for cell in _cells(left, top, right, bottom, _CELL)
            for l, t, r, b in self._cells.get(cell, ())  # noqa: E741
        )


class _Traffic:
    """Which wires pass where."""

    def __init__(self, roads: Sequence[Road], ways: Sequence[Sequence[Point]]) -> None:
        self._passing: dict[tuple[int, int], dict[str, object]] = {}
        for road, way in zip(roads, ways, strict=True):
            for x, y in way:
                cell = int(x // _FINE), int(y // _FINE)
                self._passing.setdefault(cell, {})[road.id] = road.net

    def toll(self, pill: Pill, road: Road) -> float:
        """Return what it costs to lie on other wires; those of the same net cost little."""
        found: dict[str, object] = {}
        for cell in _cells(*_edges(pill, -2.0, -4.0), _FINE):
            found.update(self._passing.get(cell, {}))
        found.pop(road.id, None)
        return sum(3.0 if net == road.net else 10.0 for net in found.values())


def _edges(pill: Pill, wider: float, higher: float) -> tuple[float, float, float, float]:
    x, y = pill.width / 2 + wider, pill.height / 2 + higher
    return pill.x - x, pill.y - y, pill.x + x, pill.y + y


def _cells(
    left: float, top: float, right: float, bottom: float, size: float
) -> Iterator[tuple[int, int]]:
    for column in range(int(left // size), int(right // size) + 1):
        for row in range(int(top // size), int(bottom // size) + 1):
            yield column, row
