"""The geometry of one connected part of a graph: heights, tracks, columns and routes."""

from collections.abc import Mapping, Sequence
from typing import Any

from plugboard_nb.graph.layout_fold import fold
from plugboard_nb.graph.layout_layers import Link, assign_layers, mark_feedback
from plugboard_nb.graph.layout_model import Stroke
from plugboard_nb.graph.layout_order import reduce_crossings
from plugboard_nb.graph.layout_place import place_vertices, port_offset
from plugboard_nb.graph.layout_tracks import TRACK, Detour, Rack, assign_tracks, rounded
from plugboard_nb.graph.layout_weave import Card, Weave

__all__ = ["Part"]

_UNDER = 16  # from a box to the first loop to itself
_PAD = 12  # free space beside a column
_SLOT = 12  # from slot to slot
_NARROW = 44  # least space between two columns
_BETWEEN_ROWS = 28

Point = tuple[float, float]


class Part:
    """One connected part of a graph, laid out with its left upper corner at the origin.

    Args:
        cards: Component → what its box shows.
        links: The edges between these components.
        pill_widths: Id of the link → width of its pill in px.

    Attributes:
        corner: Component → left upper corner of its box.
        layer: Component → layer.
        column_widths: Width of the boxes of each layer.
        strokes: Id of the link → its way.
        width: Width in px.
        height: Height in px.
        crossings: How often forward links cross.
    """

    def __init__(
        self, cards: Mapping[Any, Card], links: Sequence[Link], pill_widths: Mapping[str, float]
    ) -> None:
        self.cards, self.links, self.pill_widths = cards, links, pill_widths
        mark_feedback(cards, list(links))
        self.layer = assign_layers(cards, list(links))
        self.weave = Weave(cards, links, self.layer)
        self.web = self.weave.web
        reduce_crossings(self.web)
        self.web.drop_grounds()
        self.crossings = self.web.crossings()
        self._measure()
        self._fold()
        self._place()
        self._detour()
        self._spread()
        self.corner = {
            name: (self.left[self.web.layer[vertex]], self.y[vertex])
            for name, vertex in self.weave.vertex.items()
        }
        self.strokes = {link.id: self._way(number) for number, link in enumerate(links)}

    def _measure(self) -> None:
        """Set the widths of columns and of the free space after each."""
        layers = range(len(self.web.layers))
        self.column_widths = [0] * len(layers)
        self.outlets = [0.0] * len(layers)
        self.gaps = [float(_NARROW)] * len(layers)
        self.heights = [0] * len(self.web.layer)
        for name, card in self.cards.items():
            layer = self.layer[name]
            self.column_widths[layer] = max(self.column_widths[layer], card.width)
            self.outlets[layer] = max(self.outlets[layer], card.outlet)
            self.heights[self.weave.vertex[name]] = card.height
        for link in self.links:
            if link.source == link.target:
                self.heights[self.weave.vertex[link.source]] += TRACK
            elif self.layer[link.target] == self.layer[link.source] + 1:
                layer = self.layer[link.source]
                self.gaps[layer] = max(self.gaps[layer], self.pill_widths[link.id])
        self.gaps = [max(pair) for pair in zip(self.gaps, self.outlets, strict=True)]

    def _fold(self) -> None:
        """Choose the rows."""
        cut = [0] * (len(self.column_widths) + 1)
        for link in self.links:
            low, high = sorted((self.layer[link.source], self.layer[link.target]))
            cut[low] += 1
            cut[high] -= 1
        passing = [sum(cut[: layer + 1]) for layer in range(len(self.column_widths))]
        depth = max(
            sum(self.heights[vertex] + 20 for vertex in layer) for layer in self.web.layers
        )
        widths = [w + gap + 2 * _PAD for w, gap in zip(self.column_widths, self.gaps, strict=True)]
        self.rows = fold(widths, depth, passing)
        self.row = [number for number, row in enumerate(self.rows) for _ in row]

    def _place(self) -> None:
        """Set the y of every vertex within its row, and how deep each column is."""
        self.y: dict[int, float] = {}
        self.floors: list[list[float]] = []
        for row in self.rows:
            layers = [self.web.layers[layer] for layer in row]
            placed = place_vertices(self.web, layers, self.heights)
            self.y.update(placed)
            self.floors.append(
                [max(placed[v] + (self.heights[v] or 8) for v in layer) for layer in layers]
            )

    def _end(self, vertex: int, port: int) -> float:
        return self.y[vertex] + (port_offset(port) if self.heights[vertex] else 0)

    def _detour(self) -> None:
        """Find all ways around, give them tracks and slots, and put the rows below each other."""
        self.detours: dict[tuple[int, int], Detour] = {}
        loops: dict[Any, int] = {}
        for number, (link, chain) in enumerate(zip(self.links, self.weave.chains, strict=True)):
            for piece, ends in enumerate(zip(chain.vertices, chain.vertices[1:], strict=False)):
                if link.back or self._row(ends[0]) != self._row(ends[1]):
                    ports = self._ports(number, piece)
                    start = (*self._cell(ends[0]), self._end(ends[0], ports[0]))
                    end = (*self._cell(ends[1]), self._end(ends[1], ports[1]))
                    detour = self.detours[number, piece] = Detour(number, start, end)
                    if link.source == link.target:
                        nth = loops[link.source] = loops.get(link.source, -1) + 1
                        bottom = self.y[ends[0]] + self.cards[link.source].height
                        detour.under = bottom + _UNDER + TRACK * nth
        depths = assign_tracks(self.detours.values(), self.floors)
        self.tops = [0.0]
        for depth in depths:
            self.tops.append(self.tops[-1] + depth + _BETWEEN_ROWS)
        self.height = self.tops[-1] - _BETWEEN_ROWS + (TRACK / 2 if self.detours else 0)
        for vertex in self.y:
            self.y[vertex] += self.tops[self._row(vertex)]
        self._choose_slots()

    def _ports(self, number: int, piece: int) -> tuple[int, int]:
        """Return the rows of the ports at both ends of a piece of a chain."""
        chain = self.weave.chains[number]
        last = piece == len(chain.vertices) - 2
        return (0 if piece else chain.source_port, chain.target_port if last else 0)

    def _row(self, vertex: int) -> int:
        return self.row[self.web.layer[vertex]]

    def _cell(self, vertex: int) -> tuple[int, int]:
        row = self._row(vertex)
        return row, self.web.layer[vertex] - self.rows[row].start

    def _choose_slots(self) -> None:
        """Give each way around its slots beside the columns; the first column's are the margin."""
        count = len(self.web.layers)
        self.racks_after = [Rack() for _ in range(count)]
        self.racks_before = [Rack() for _ in range(count)]
        self.margin = Rack()
        for key, detour in self.detours.items():
            tracks = [self.tops[row] + y for row, y in detour.tracks.items()]
            source, target, _ = self._ends_of(key)
            after, before = self._racks_of(detour)
            after.want(source, self._end(*source), tracks[0])
            before.want(key, self._end(*target), tracks[-1])
            if len(tracks) > 1:
                self.margin.want(("between", key), *tracks)
        for rack in (*self.racks_after, *self.racks_before, self.margin):
            rack.assign()

    def _ends_of(self, key: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int], int]:
        """Return vertex and port at the start and at the end of a way around."""
        number, piece = key
        ports = self._ports(number, piece)
        vertices = self.weave.chains[number].vertices
        return (vertices[piece], ports[0]), (vertices[piece + 1], ports[1]), number

    def _racks_of(self, detour: Detour) -> tuple[Rack, Rack]:
        (row, column, _), (end_row, end_column, _) = detour.start, detour.end
        after = self.racks_after[self.rows[row].start + column]
        before = self.racks_before[self.rows[end_row].start + end_column]
        return after, before if end_column else self.margin

    def _spread(self) -> None:
        """Set the x of every column."""
        margin = _PAD + _SLOT * self.margin.size if self.margin.size else 0
        self.left: list[float] = []
        self.slots_from: list[float] = []
        self.width = 0.0
        for row in self.rows:
            x = float(margin)
            for layer in row:
                self.left.append(x)
                edge = x + self.column_widths[layer]
                slots = self.racks_after[layer].size
                beyond = 4 * round(self.outlets[layer] / 4) if slots else 0
                self.slots_from.append(edge + beyond + _PAD + 4)
                x = edge + beyond + _PAD + _SLOT * slots
                self.width = max(self.width, x - _PAD, edge + self.outlets[layer])
                if layer + 1 in row:
                    before = self.racks_before[layer + 1].size
                    x += 4 * round(self.gaps[layer] / 4) + 4 + _PAD + _SLOT * before

    def _way(self, number: int) -> list[Stroke]:
        """Return the route of a link."""
        vertices = self.weave.chains[number].vertices
        start = self._right(vertices[0]), self._end(vertices[0], self._ports(number, 0)[0])
        strokes = [Stroke("M", start)]
        for piece, vertex in enumerate(vertices[1:]):
            end = self.left[self.web.layer[vertex]], self._end(
                vertex, self._ports(number, piece)[1]
            )
            if (number, piece) in self.detours:
                strokes += rounded(self._corners((number, piece), start, end))
            else:
                strokes.append(_curve(start, end))
            start = self._right(vertex), end[1]
            if piece < len(vertices) - 2:
                strokes.append(Stroke("L", start))
        return _joined(strokes)

    def _right(self, vertex: int) -> float:
        layer = self.web.layer[vertex]
        return self.left[layer] + self.column_widths[layer]

    def _corners(self, key: tuple[int, int], start: Point, end: Point) -> list[Point]:
        """Return the corners of a way around."""
        detour = self.detours[key]
        source, _, _ = self._ends_of(key)
        after, before = self._racks_of(detour)
        first = self.slots_from[self.web.layer[source[0]]] + _SLOT * after.slot(source)
        edge = end[0] if detour.end[1] else self.left[0]
        last = edge - _PAD - 4 - _SLOT * before.slot(key)
        ys = [self.tops[row] + y for row, y in detour.tracks.items()]
        between: list[Point] = []
        if len(ys) > 1:
            x = self.left[0] - _PAD - 4 - _SLOT * self.margin.slot(("between", key))
            between = [(x, ys[0]), (x, ys[1])]
        return [
            start,
            (first, start[1]),
            (first, ys[0]),
            *between,
            (last, ys[-1]),
            (last, end[1]),
            end,
        ]


def _curve(start: Point, end: Point) -> Stroke:
    """Return the piece of wire between two columns."""
    if start[1] == end[1]:
        return Stroke("L", end)
    middle = (start[0] + end[0]) / 2
    return Stroke("C", (middle, start[1], middle, end[1], *end))


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Return *strokes* with horizontal lines that continue each other as one."""
    way = strokes[:1]
    for stroke in strokes[1:]:
        level = len(way) > 1 and way[-1].command == stroke.command == "L"
        if level and way[-1].points[1] == stroke.points[1] == way[-2].points[-1]:
            way.pop()
        way.append(stroke)
    return way
