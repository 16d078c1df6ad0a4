"""How large boxes and pills must be for what they show."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_layers import Link
from plugboard_nb.graph.layout_model import (
    BELOW_ROWS,
    FIRST_ROW,
    GRID,
    HEADER,
    PILL_PX,
    PORT_PX,
    ROW,
    TITLE_PX,
    TYPE_PX,
    UNIT_PX,
)
from plugboard_nb.graph.layout_text import elide, text_width
from plugboard_nb.graph.layout_weave import Card

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["WIDEST_PILL", "cards_of", "pill_width", "pill_widths_of"]

USUAL = "-12.34"  #: a value that every pill has room for
WIDEST_PILL = 132.0
_WIDEST_TITLE, _WIDEST_LABEL, _WIDEST_UNIT = 176.0, 104.0, 48.0
_NARROWEST = 96


def pill_width(value: str, unit: str = "", bold: bool = True) -> float:
    """Return the width in px of a pill that shows *value* and *unit*."""
    width = text_width(value, PILL_PX, bold) + 14
    if unit:
        width += 3 + min(text_width(unit, UNIT_PX), _WIDEST_UNIT)
    return min(max(26.0, _up_to_grid(width)), WIDEST_PILL)


def pill_widths_of(
    graph: "nx.MultiDiGraph[Any]", links: Iterable[Link], wanted: Mapping[str, float]
) -> dict[str, float]:
    """Return the width of the pill of each link, and of each output that has no link.

    Args:
        graph: The graph, for its units.
        links: Its edges.
        wanted: Widths of those that must be wider than usual, by the same names.
    """
    widths: dict[str, float] = {}
    units = {name: data.get("units", {}) for name, data in graph.nodes(data=True)}
    connected = set()
    for link in links:
        connected.add((link.source, link.source_field))
        if link.kind == "event":
            widths[link.id] = pill_width(elide(link.event, WIDEST_PILL - 14, PILL_PX), bold=False)
            continue
        unit = units[link.source].get(link.source_field) or ""
        widths[link.id] = max(pill_width(USUAL, unit), wanted.get(link.id, 0.0))
    for name, data in graph.nodes(data=True):
        for field in data.get("outputs", ()):
            if (name, field) not in connected:
                usual = pill_width(USUAL, units[name].get(field) or "")
                key = f"{name}.{field}"
                widths[key] = max(usual, wanted.get(key, 0.0))
    return widths


def cards_of(graph: "nx.MultiDiGraph[Any]", widths: Mapping[str, float]) -> dict[Any, Card]:
    """Return component → what its box shows.

    Args:
        graph: The graph.
        widths: What :func:`pill_widths_of` says.
    """
    cards = {}
    for name, data in graph.nodes(data=True):
        inputs = {field: _label(field) for field in data.get("inputs", ())}
        outputs = {field: _label(field) for field in data.get("outputs", ())}
        title = elide(name, _WIDEST_TITLE, TITLE_PX, bold=True)
        subtitle = elide(data.get("type", ""), _WIDEST_TITLE, TYPE_PX)
        rows = max(len(inputs), len(outputs))
        outlets = {
            row: widths[key] + 8
            for row, field in enumerate(outputs, start=1)
            if (key := f"{name}.{field}") in widths
        }
        cards[name] = Card(
            title,
            subtitle,
            inputs,
            outputs,
            int(_up_to_grid(_width(title, subtitle, inputs, outputs))),
            FIRST_ROW + ROW * (rows - 1) + BELOW_ROWS if rows else HEADER + GRID,
            max(outlets.values(), default=0.0),
            tuple(outlets),
        )
    return cards


def _label(field: str) -> str:
    return elide(field, _WIDEST_LABEL, PORT_PX)


def _width(
    title: str, subtitle: str, inputs: Mapping[str, str], outputs: Mapping[str, str]
) -> float:
    header = max(text_width(title, TITLE_PX, bold=True) + 24, text_width(subtitle, TYPE_PX))
    left = max((text_width(label, PORT_PX) for label in inputs.values()), default=0.0)
    right = max((text_width(label, PORT_PX) for label in outputs.values()), default=0.0)
    ports = left + right + (20 if left and right else 0)
    return max(_NARROWEST, header + 24, ports + 24)


def _up_to_grid(width: float) -> float:
    return -(-width // GRID) * GRID
