"""The layout of one connected part of a graph, from layers to routes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugboard_nb.graph.layout_fold import fold
from plugboard_nb.graph.layout_layers import Link, assign_layers, mark_feedback
from plugboard_nb.graph.layout_model import EVENT_ROW, FIRST_ROW, PILL, ROW, Box, Stroke
from plugboard_nb.graph.layout_order import Web, reduce_crossings
from plugboard_nb.graph.layout_place import place_vertices, port_offset
from plugboard_nb.graph.layout_tracks import CLEARANCE, TRACK, Detour, Rack, assign_tracks, rounded

__all__ = ["Card", "Part"]

_BENDS = 20_000  # bends beyond which the longest wires are led around below instead
_PAD = 12  # from a column to the first slot beside it
_SLOT = 12  # from slot to slot
_NARROW = 40  # least space that curves need between two columns
_BETWEEN_ROWS = 28


@dataclass(frozen=True, slots=True)
class Card:
    """What a box shows and how large it must be for that."""

    title: str
    subtitle: str
    inputs: Mapping[str, str]  #: field → label
    outputs: Mapping[str, str]
    width: int
    height: int
    outlet: float = 0.0  #: width of the widest value shown beside an unconnected output


@dataclass
class Part:
    """One connected part, with its left upper corner at the origin.

    Attributes:
        cards: Component → what its box shows.
        links: The edges between these components.
        pill_widths: Width of the pill of each link.
        boxes: Component → box, once laid out.
        strokes: The way of each link, once laid out.
    """

    cards: Mapping[Any, Card]
    links: Sequence[Link]
    pill_widths: Sequence[float]
    boxes: dict[Any, Box] = field(default_factory=dict)
    strokes: list[list[Stroke]] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    crossings: int = 0

    def __post_init__(self) -> None:
        links = list(self.links)
        mark_feedback(self.cards, links)
        self.layer = assign_layers(self.cards, links)
        self.vertex = {}
        self._lead_longest_around()
        self._weave()
        reduce_crossings(self.web)
        self.web.drop_grounds()
        self.crossings = self.web.crossings()
        self._measure_columns()
        self.rows = fold(self.column_widths, self.gaps, self._depths(), self._cuts())
        self._place()
        self._detour()
        self._set_columns()
        self._draw()
