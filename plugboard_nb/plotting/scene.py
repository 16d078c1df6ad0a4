"""The picture of a process as plain marks in px, for any painter.

Painters follow the marks in their order: ``svg`` writes them as text, ``canvas`` gives them to
matplotlib. Texts are plain; whoever paints them escapes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plugboard_nb.graph.layout import Box, Layout, Pill, PortSpot, Route, Stroke
from plugboard_nb.graph.layout_cards import WIDEST_PILL
from plugboard_nb.graph.layout_model import (
    HEADER,
    PILL_PX,
    PORT_PX,
    TITLE_PX,
    TYPE_PX,
    UNIT_PX,
)
from plugboard_nb.graph.layout_text import elide, text_width
from plugboard_nb.plotting import style
from plugboard_nb.plotting.values import NO_DATA

__all__ = ["Disc", "Line", "Mark", "Plate", "Scene", "Shown", "Words", "compose"]

_DASHES = {"wire": (5.0, 3.0), "event": (1.2, 3.0)}


class Plate(NamedTuple):
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str
    edge: str = "none"
    edge_width: float = 1.0


class Line(NamedTuple):
    """A line, or with ``fill`` an area."""

    strokes: tuple[Stroke, ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    fill: str = "none"


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = "none"
    edge_width: float = 1.0


class Words(NamedTuple):
    """One line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str = style.INK
    bold: bool = False
    anchor: str = "start"  #: which end lies at ``x``: ``"start"``, ``"middle"`` or ``"end"``


Mark = Plate | Line | Disc | Words


class Shown(NamedTuple):
    """A value as it is shown."""

    text: str
    unit: str = ""
    changed: bool = False


@dataclass
class Scene:
    """A picture: its size in px and its marks, those in front last."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)


def compose(
    layout: Layout,
    statuses: Mapping[Any, str],
    values: Mapping[Any, Shown] | None,
) -> Scene:
    """Return the picture of a laid out process.

    Args:
        layout: Where everything lies.
        statuses: Component → status.
        values: ``(component, output)`` → value, and id of the route → value where another one
            is under way there; ``None`` to draw no pills.
    """
    if not layout.boxes:
        ground = Plate(0.5, 0.5, 239, 59, 8, style.PAPER, style.BORDER)
        words = Words(120, 34, "no components", 11, style.MUTED, anchor="middle")
        return Scene(240, 60, [ground, words])
    scene = Scene(layout.width, layout.height)
    add = scene.marks.append
    add(Plate(0.5, 0.5, layout.width - 1, layout.height - 1, 8, style.PAPER, style.BORDER))
    for route in layout.routes.values():
        add(_wire(route))
    for box in layout.boxes.values():
        scene.marks += _box(box, statuses.get(box.component, "created"))
    for port in layout.ports.values():
        scene.marks += _port(port)
    for name, route in layout.routes.items():
        if route.kind == "event":
            scene.marks += _pill(layout.pills[name], Shown(route.event), style.EVENT)
        elif values is not None:
            shown = values.get(name) or values.get((route.source, route.source_field))
            scene.marks += _pill(layout.pills[name], shown) if shown else []
    for key, pill in layout.outlets.items() if values is not None else ():
        shown = (values or {}).get(key)
        scene.marks += _pill(pill, shown, beside=True) if shown else []
    return scene


def _wire(route: Route) -> Line:
    if route.kind == "event":
        return Line(route.strokes, style.EVENT, 1.6, _DASHES["event"])
    if route.delayed:
        return Line(route.strokes, style.FEEDBACK, 1.4, _DASHES["wire"])
    return Line(route.strokes, style.WIRE, 1.4)


def _box(box: Box, status: str) -> list[Mark]:
    colour, symbol = style.STATUS.get(status, style.STATUS["created"])
    x, y = box.x, box.y
    marks: list[Mark] = [
        Plate(x - 0.5, y + 1, box.width + 1, box.height + 0.5, 7, "#eceff2"),
        Plate(x, y, box.width, box.height, 6, style.PLATE, style.BORDER, 1.2),
        Plate(x, y + 8, 3, box.height - 16, 1.5, colour),
        Words(x + 12, y + 17, box.title, TITLE_PX, bold=True),
        Words(x + 12, y + 30, box.subtitle, TYPE_PX, style.MUTED),
        *_symbol(symbol, box.right - 14, y + 14, colour),
    ]
    if box.height > HEADER + 8:
        line = (Stroke("M", (x + 3, y + HEADER)), Stroke("L", (box.right, y + HEADER)))
        marks.insert(2, Line(line, style.GRID_LINE, 1.0))
    return marks


def _symbol(symbol: str, x: float, y: float, colour: str) -> list[Mark]:
    if symbol == "disc":
        return [Disc(x, y, 3.6, colour)]
    if symbol == "ring":
        return [Disc(x, y, 3.2, style.PLATE, colour, 1.5)]
    if symbol == "square":
        return [Plate(x - 3.4, y - 3.4, 6.8, 6.8, 0.8, colour)]
    shapes: dict[str, list[tuple[tuple[float, float], ...]]] = {
        "triangle": [((-3, -4), (4.2, 0), (-3, 4), (-3, -4))],
        "check": [((-4, 0.2), (-1.2, 3.2), (4.2, -3.6))],
        "cross": [((-3.4, -3.4), (3.4, 3.4)), ((-3.4, 3.4), (3.4, -3.4))],
    }
    strokes = [
        Stroke("L" if index else "M", (x + dx, y + dy))
        for way in shapes[symbol]
        for index, (dx, dy) in enumerate(way)
    ]
    fill = colour if symbol == "triangle" else "none"
    return [Line(tuple(strokes), colour, 0.5 if symbol == "triangle" else 2.0, (), fill)]


def _port(port: PortSpot) -> list[Mark]:
    if port.side == "in":
        ring = Disc(port.x, port.y, 3.8, style.PLATE, style.WIRE, 1.4)
        return [ring, Words(port.x + 12, port.y + 3.8, port.label, PORT_PX)]
    disc = Disc(port.x, port.y, 4.2, style.WIRE)
    return [disc, Words(port.x - 12, port.y + 3.8, port.label, PORT_PX, anchor="end")]


def _pill(pill: Pill, shown: Shown, colour: str = "", beside: bool = False) -> list[Mark]:
    """Draw a value; the pill is as wide as the value needs, within the place kept for it."""
    quiet = shown.text == NO_DATA
    bold = shown.changed
    unit_width = text_width(shown.unit, UNIT_PX) + 3 if shown.unit else 0.0
    room = min(max(pill.width, 26.0), WIDEST_PILL) - 14 - unit_width
    text = elide(shown.text, max(room, 20.0), PILL_PX, bold)
    text_px = text_width(text, PILL_PX, bold)
    width = max(text_px + unit_width + 14, 26.0)
    left = pill.x - pill.width / 2 if beside else pill.x - width / 2
    start = left + (width - text_px - unit_width) / 2
    fill, edge = (style.CHANGED, style.CHANGED_BORDER) if bold else (style.PLATE, style.BORDER)
    ink = colour or (style.MUTED if quiet else style.INK)
    top = pill.y - pill.height / 2
    marks: list[Mark] = [
        Plate(left, top, width, pill.height, pill.height / 2, fill, edge),
        Words(start, pill.y + 3.8, text, PILL_PX, ink, bold),
    ]
    if unit_width:
        marks.append(Words(start + text_px + 3, pill.y + 3.8, shown.unit, UNIT_PX, style.MUTED))
    return marks
