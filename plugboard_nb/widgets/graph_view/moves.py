"""Boxes that somebody has moved: the layout around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from plugboard_nb.graph.layout import Box, Layout, Pill, Route, Stroke
from plugboard_nb.graph.layout_model import EVENT_ROW, GRID, MARGIN, PILL
from plugboard_nb.graph.layout_pills import Road, place_pills
from plugboard_nb.graph.layout_tracks import CLEARANCE, TRACK, rounded

__all__ = ["bounds_of", "moved", "way"]

Point = tuple[float, float]
Places = Mapping[str, Sequence[float]]

_AHEAD = 40.0  # px between two ports from which on a wire leads straight from one to the other
_ASIDE = 20.0  # how far a wire that leads back leaves its box before it turns
_FARTHEST = 1e6
_TRACKS = 6  # beside each other, before wires that lead back share them


def moved(plan: Layout, places: Places) -> Layout:
    """Return *plan* with some boxes elsewhere, and the wires and values around them.

    Args:
        plan: The layout as it was computed.
        places: Component → left upper corner of its box; components that are not there do not
            matter.
    """
    shifts = {name: shift for name, shift in _shifts(plan, places) if shift != (0.0, 0.0)}
    if not shifts:
        return plan
    boxes = {name: _shifted(box, shifts.get(name)) for name, box in plan.boxes.items()}
    ports = {key: _shifted(port, shifts.get(key[0])) for key, port in plan.ports.items()}
    outlets = {key: _shifted(pill, shifts.get(key[0])) for key, pill in plan.outlets.items()}
    routes: dict[str, Route] = {}
    around = 0
    for name, route in plan.routes.items():
        if route.source in shifts or route.target in shifts:
            route = _led(plan, route, boxes, shifts, around)
            around += route.around
        routes[name] = route
    pills = _pills(plan, boxes, outlets.values(), routes, shifts)
    places_taken = [*pills.values(), *outlets.values()]
    _, _, right, bottom = bounds_of(boxes.values(), places_taken, routes.values())
    return replace(
        plan,
        boxes=boxes,
        ports=ports,
        routes=routes,
        pills=pills,
        outlets=outlets,
        width=right,
        height=bottom,
    )


def bounds_of(
    boxes: Iterable[Box], pills: Iterable[Pill], routes: Iterable[Route] = ()
) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of a drawing, its margin included."""
    edges = [(b.x, b.y, b.right, b.bottom) for b in boxes]
    edges += [(p.x - p.width / 2, p.y - PILL / 2, p.x + p.width / 2, p.y + PILL / 2) for p in pills]
    for route in routes:
        for _, points in route.strokes:
            xs, ys = points[::2], points[1::2]
            edges.append((min(xs), min(ys), max(xs), max(ys)))
    if not edges:
        return 0.0, 0.0, 0.0, 0.0
    left, top = (min(edge[axis] for edge in edges) - MARGIN for axis in (0, 1))
    right, bottom = (max(edge[axis] for edge in edges) + MARGIN for axis in (2, 3))
    return left, top, right, bottom


def way(start: Point, end: Point, floor: float, number: int = 0) -> tuple[Stroke, ...]:
    """Return the way of a wire from an output to an input wherever these lie.

    ``frontend/src/graph/geometry.js`` does the same while a box is being dragged.

    Args:
        start: The output.
        end: The input.
        floor: Lower edge of the lower one of both boxes.
        number: How many wires lead the same way back already.
    """
    first = Stroke("M", start)
    if end[0] - start[0] >= _AHEAD:
        if start[1] == end[1]:
            return first, Stroke("L", end)
        middle = (start[0] + end[0]) / 2
        return first, Stroke("C", (middle, start[1], middle, end[1], *end))
    right, left = start[0] + _ASIDE + 8 * number, end[0] - _ASIDE - 8 * number
    below = floor + CLEARANCE + TRACK * number
    corners = [start, (right, start[1]), (right, below), (left, below), (left, end[1]), end]
    return first, *rounded(corners)


def _shifts(plan: Layout, places: Places) -> Iterator[tuple[str, Point]]:
    for name, place in places.items():
        box = plan.boxes.get(name)
        if box is not None and all(isfinite(z) and abs(z) < _FARTHEST for z in place):
            x, y = (round(z / GRID) * GRID for z in place)
            yield name, (x - box.x, y - box.y)


def _shifted(thing: Any, shift: Point | None) -> Any:
    """Return a box, port or pill moved by *shift*."""
    if shift is None:
        return thing
    return replace(thing, x=thing.x + shift[0], y=thing.y + shift[1])


def _led(
    plan: Layout,
    route: Route,
    boxes: Mapping[str, Box],
    shifts: Mapping[str, Point],
    number: int,
) -> Route:
    """Return *route* led to where its ends are now."""
    mine, theirs = shifts.get(route.source, (0.0, 0.0)), shifts.get(route.target, (0.0, 0.0))
    if mine == theirs and route.source != route.target:  # they went together
        strokes = tuple(Stroke(s.command, _by(s.points, mine)) for s in route.strokes)
        return replace(route, strokes=strokes)
    source, target = boxes[route.source], boxes[route.target]
    start = _port(plan, route.source, "out", route.source_field, mine, source)
    end = _port(plan, route.target, "in", route.target_field, theirs, target)
    strokes = way(start, end, max(source.bottom, target.bottom), number % _TRACKS)
    return replace(route, strokes=strokes, around=len(strokes) > 2)


def _by(points: Sequence[float], shift: Point) -> tuple[float, ...]:
    return tuple(value + shift[index % 2] for index, value in enumerate(points))


def _port(plan: Layout, name: str, side: str, field: str, shift: Point, box: Box) -> Point:
    """Return where a wire leaves or enters; where events do if there is no such port."""
    port = plan.ports.get((name, side, field))
    if port is not None:
        return port.x + shift[0], port.y + shift[1]
    return (box.right if side == "out" else box.x), box.y + EVENT_ROW


def _pills(
    plan: Layout,
    boxes: Mapping[str, Box],
    outlets: Iterable[Pill],
    routes: Mapping[str, Route],
    shifts: Mapping[str, Point],
) -> dict[str, Pill]:
    """Return the pills: new places on wires that are led anew, and where a box covers one."""
    covers = [boxes[name] for name in shifts]
    kept: dict[str, Pill] = {}
    roads: list[Road] = []
    for name, route in routes.items():
        pill = plan.pills[name]
        if route is plan.routes[name] and not any(_covers(box, pill) for box in covers):
            kept[name] = pill
            continue
        net = route.source, route.source_field, route.event
        roads.append(Road(name, net, route.strokes, pill.width, route.around))
    placed = place_pills(boxes.values(), [*outlets, *kept.values()], roads)
    return {name: kept.get(name) or placed[name] for name in routes}


def _covers(box: Box, pill: Pill) -> bool:
    across = abs(pill.x - box.x - box.width / 2) < (pill.width + box.width) / 2
    return across and abs(pill.y - box.y - box.height / 2) < (pill.height + box.height) / 2
