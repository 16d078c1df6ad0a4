"""The layered layout of a graph of components with ports: pure geometry, always the same.

Boxes stand in layers so that wires lead from left to right; wires that feed back run around
below. ``layout`` only puts the pieces together: feedback and layers (``layout_layers``), bends
(``layout_weave``), order within layers (``layout_order``), heights (``layout_place``), rows
(``layout_fold``), ways around (``layout_tracks``), columns and routes (``layout_part``), places for
values (``layout_pills``).
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_cards import cards_of, pill_widths_of
from plugboard_nb.graph.layout_layers import Link, links_of
from plugboard_nb.graph.layout_model import (
    GRID,
    MARGIN,
    PILL,
    Box,
    Layout,
    Pill,
    PortSpot,
    Route,
    Stroke,
)
from plugboard_nb.graph.layout_part import Part
from plugboard_nb.graph.layout_pills import Road, place_pills
from plugboard_nb.graph.layout_place import port_offset
from plugboard_nb.graph.layout_weave import Card

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Box", "Layout", "Pill", "PortSpot", "Route", "Stroke", "layout", "positions"]

_APART = 40  # px between two parts
_ASPECT = 2.0  # width to height aimed at when parts are put together
_FAN = 3  # wires from one port from which on pills move towards their targets
_NARROWEST = 720.0  # px that parts may always spread over


def layout(graph: "nx.MultiDiGraph[Any]", pill_widths: Mapping[str, float] | None = None) -> Layout:
    """Lay out *graph*, as :attr:`Process.graph` gives it, in px on a 4 px grid.

    The same graph always gives the same layout; values have no influence on it.

    Args:
        graph: Nodes with ``type``, ``inputs``, ``outputs`` and ``units``, edges with ``kind``,
            ``source_field``, ``target_field`` and ``feedback``; all of them may be missing.
        pill_widths: Id of the connector, or ``"component.field"`` of an output without one, →
            width in px to keep for its value if that is more than a number takes.

    Returns:
        Boxes, ports, routes and places for the values.
    """
    links = links_of(graph)
    widths = pill_widths_of(graph, links, pill_widths or {})
    cards = cards_of(graph, widths)
    parts = [Part(some, ends, widths) for some, ends in _connected(graph, cards, links)]
    corners = _packed(parts)
    boxes = _boxes(parts, corners, list(cards))
    ports = _ports(cards, boxes)
    strokes: dict[str, list[Stroke]] = {}
    for part, corner in zip(parts, corners, strict=True):
        strokes.update({name: _moved(way, *corner) for name, way in part.strokes.items()})
    outlets = _outlets(ports, widths)
    around = {name for part in parts for name in part.around}
    pills = place_pills(boxes.values(), outlets.values(), _roads(links, strokes, widths, around))
    ends = [(x + part.width, y + part.height) for part, (x, y) in zip(parts, corners, strict=True)]
    ends += [(pill.x + pill.width / 2, pill.y + PILL / 2) for pill in pills.values()]
    return Layout(
        boxes,
        ports,
        {link.id: _route(link, strokes[link.id]) for link in links},
        pills,
        outlets,
        _to_grid(max((x for x, _ in ends), default=0.0) + MARGIN),
        _to_grid(max((y for _, y in ends), default=0.0) + MARGIN),
        sum(part.crossings for part in parts),
    )


def positions(graph: "nx.MultiDiGraph[Any]") -> dict[Any, tuple[float, float]]:
    """Return component → centre of its box, y upwards, as networkx's drawing functions want it."""
    return {
        name: (box.x + box.width / 2, -(box.y + box.height / 2))
        for name, box in layout(graph).boxes.items()
    }


def _connected(
    graph: "nx.MultiDiGraph[Any]", cards: Mapping[Any, Card], links: Sequence[Link]
) -> list[tuple[dict[Any, Card], list[Link]]]:
    """Return the connected parts, in order of their first component, lonely components last."""
    import networkx as nx

    number_of: dict[Any, int] = {}
    for number, names in enumerate(nx.weakly_connected_components(graph)):
        number_of.update(dict.fromkeys(names, number))
    parts: dict[int, tuple[dict[Any, Card], list[Link]]] = {}
    for name, card in cards.items():
        parts.setdefault(number_of[name], ({}, []))[0][name] = card
    for link in links:
        parts[number_of[link.source]][1].append(link)
    return sorted(parts.values(), key=lambda part: not part[1])


def _packed(parts: Sequence[Part]) -> list[tuple[float, float]]:
    """Return the left upper corner of each part: in lines, about twice as wide as high."""
    area = sum((part.width + _APART) * (part.height + _APART) for part in parts)
    widest = max((part.width for part in parts), default=0.0)
    limit = max(widest, sqrt(area * _ASPECT), _NARROWEST)
    corners: list[tuple[float, float]] = []
    x = y = line = 0.0
    for part in parts:
        if x and x + part.width > limit:
            x, y, line = 0.0, y + line + _APART, 0.0
        corners.append((x + MARGIN, y + MARGIN))
        x += _to_grid(part.width) + _APART
        line = max(line, _to_grid(part.height))
    return corners


def _to_grid(length: float) -> float:
    return float(-(-length // GRID) * GRID)


def _boxes(
    parts: Sequence[Part], corners: Sequence[tuple[float, float]], order: Sequence[Any]
) -> dict[Any, Box]:
    boxes = {}
    for part, (left, top) in zip(parts, corners, strict=True):
        for name, (x, y) in part.corner.items():
            card, layer = part.cards[name], part.layer[name]
            width = part.columns.widths[layer]
            boxes[name] = Box(
                name, card.title, card.subtitle, layer, x + left, y + top, width, card.height
            )
    return {name: boxes[name] for name in order}


def _ports(
    cards: Mapping[Any, Card], boxes: Mapping[Any, Box]
) -> dict[tuple[Any, str, str], PortSpot]:
    ports = {}
    for name, card in cards.items():
        box = boxes[name]
        for side, x, labels in (("in", box.x, card.inputs), ("out", box.right, card.outputs)):
            for row, (field, label) in enumerate(labels.items(), start=1):
                y = box.y + port_offset(row)
                ports[name, side, field] = PortSpot(name, field, side, label, x, y)
    return ports


def _outlets(
    ports: Mapping[tuple[Any, str, str], PortSpot], widths: Mapping[str, float]
) -> dict[tuple[Any, str], Pill]:
    outlets = {}
    for (name, side, field), port in ports.items():
        key = f"{name}.{field}"
        if side == "out" and key in widths:
            x = port.x + 8 + widths[key] / 2
            outlets[name, field] = Pill(x, port.y, widths[key], PILL)
    return outlets


def _roads(
    links: Sequence[Link],
    strokes: Mapping[str, Sequence[Stroke]],
    widths: Mapping[str, float],
    around: Container[str],
) -> list[Road]:
    """Return what is known of each link for placing its pill."""
    nets = [(link.source, link.source_field, link.event) for link in links]
    count = Counter(nets)
    return [
        Road(
            link.id,
            net,
            strokes[link.id],
            widths[link.id],
            link.id in around,
            0.5 if count[net] <= _FAN else 0.75,
        )
        for link, net in zip(links, nets, strict=True)
    ]


def _moved(way: Sequence[Stroke], dx: float, dy: float) -> list[Stroke]:
    return [
        Stroke(
            stroke.command,
            tuple(value + (dy if index % 2 else dx) for index, value in enumerate(stroke.points)),
        )
        for stroke in way
    ]


def _route(link: Link, strokes: Sequence[Stroke]) -> Route:
    return Route(
        link.id,
        link.source,
        link.target,
        link.source_field,
        link.target_field,
        link.kind,
        link.event,
        link.delayed or (link.back and link.kind == "wire"),
        link.back,
        tuple(strokes),
    )
