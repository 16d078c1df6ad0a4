"""Places for the values: on their wires, off all boxes and off each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import hypot
from typing import NamedTuple

from plugboard_nb.graph.layout_model import PILL, Box, Pill, Stroke

__all__ = ["Road", "place_pills"]

_CELL = 64.0
_FINE = 16.0  # px, how exactly it is known where other wires run
_NUDGES = (0.0, -4.0, 4.0, -8.0, 8.0)
_MANY = 2500  # wires beyond which fewer places are tried


class Road(NamedTuple):
    """A wire that wants a pill."""

    id: str
    net: object  #: wires of the same net carry the same value and may share a place
    strokes: Sequence[Stroke]
    width: float  #: of the pill


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
    ways = [_walk(road.strokes, 8.0 if few else 24.0) for road in roads]
    traffic = _Traffic(roads, ways) if few else None
    pills: dict[str, Pill] = {}
    for number in sorted(range(len(roads)), key=lambda n: len(ways[n])):
        road = roads[number]
        pill = _best(road, ways[number], ground, traffic)
        ground.cover(pill)
        pills[road.id] = pill
    return {road.id: pills[road.id] for road in roads}


def _best(
    road: Road, way: list[tuple[float, float]], ground: "_Ground", traffic: "_Traffic | None"
) -> Pill:
    """Return the cheapest free place on *way*, else the nearest free place beside it."""
    half = (len(way) - 1) / 2
    best: tuple[float, Pill] | None = None
    for index in sorted(range(len(way)), key=lambda i: abs(i - half)):
        cost = abs(index - half) / max(half, 1) * 12
        if best is not None and cost >= best[0]:
            break
        x, y = way[index]
        for nudge in _NUDGES:
            pill = Pill(round(x), round(y + nudge), road.width, PILL)
            toll = cost + abs(nudge) * 0.8
            if (best is not None and toll >= best[0]) or not ground.free(pill):
                continue
            toll += 10 * traffic.others(pill, road.net) if traffic else 0
            if best is None or toll < best[0]:
                best = toll, pill
    return best[1] if best else _beside(road, way, ground)


def _beside(road: Road, way: list[tuple[float, float]], ground: "_Ground") -> Pill:
    x, y = way[len(way) // 2]
    for distance in range(PILL, 1_000_000, PILL // 2):
        for side in (-distance, distance):
            pill = Pill(round(x), round(y + side), road.width, PILL)
            if pill.y > PILL and ground.free(pill):
                return pill
    raise AssertionError("unreachable: far below everything there is room")


def _walk(strokes: Sequence[Stroke], step: float) -> list[tuple[float, float]]:
    """Return points along a way, about *step* px apart."""
    way = [(strokes[0].points[0], strokes[0].points[1])]
    for stroke in strokes[1:]:
        (x0, y0), (x1, y1) = way[-1], stroke.points[-2:]
        count = max(1, round(hypot(x1 - x0, y1 - y0) / step))
        for number in range(1, count + 1):
            t = number / count
            if stroke.command == "L":
                way.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t))
            else:
                way.append(_bezier((x0, y0, *stroke.points), t))
    return way


def _bezier(points: Sequence[float], t: float) -> tuple[float, float]:
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

    def __init__(self, roads: Sequence[Road], ways: Sequence[list[tuple[float, float]]]) -> None:
        self._nets: dict[tuple[int, int], dict[object, None]] = {}
        for road, way in zip(roads, ways, strict=True):
            for x, y in way:
                cell = int(x // _FINE), int(y // _FINE)
                self._nets.setdefault(cell, {})[road.net] = None

    def others(self, pill: Pill, net: object) -> int:
        """Return how many other nets pass under *pill*."""
        found = {
            other
            for cell in _cells(*_edges(pill, -2.0, -4.0), _FINE)
            for other in self._nets.get(cell, ())
        }
        return len(found - {net})


def _edges(pill: Pill, wider: float, higher: float) -> tuple[float, float, float, float]:
    x, y = pill.width / 2 + wider, pill.height / 2 + higher
    return pill.x - x, pill.y - y, pill.x + x, pill.y + y


def _cells(
    left: float, top: float, right: float, bottom: float, size: float
) -> Iterator[tuple[int, int]]:
    for column in range(int(left // size), int(right // size) + 1):
        for row in range(int(top // size), int(bottom // size) + 1):
            yield column, row
