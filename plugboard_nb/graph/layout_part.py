"""The geometry of one connected part of a graph: heights, ways around, columns and routes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plugboard_nb.graph.layout_columns import Columns
from plugboard_nb.graph.layout_fold import fold
from plugboard_nb.graph.layout_layers import Link, assign_layers, mark_feedback
from plugboard_nb.graph.layout_model import Stroke
from plugboard_nb.graph.layout_order import reduce_crossings
from plugboard_nb.graph.layout_place import place_vertices, port_offset
from plugboard_nb.graph.layout_tracks import TRACK, Detour, Rack, assign_tracks, rounded
from plugboard_nb.graph.layout_weave import Card, Weave

__all__ = ["Part"]

_UNDER = 16  # from a box to the first loop to itself
_BETWEEN_ROWS = 28
_NEAR = 12  # how near to a value beside a port no wire shall pass

Point = tuple[float, float]
Piece = tuple[int, int]  # number of a link, and which step along its chain of vertices
End = tuple[int, int]  # vertex and row of the port


class Part:
    """One connected part of a graph, laid out with its left upper corner at the origin.

    Args:
        cards: Component → what its box shows.
        links: The edges between these components.
        pill_widths: Id of the link → width of its pill in px.

    Attributes:
        corner: Component → left upper corner of its box.
        layer: Component → layer.
        columns: Where the layers lie.
        strokes: Id of the link → its way.
        around: Ids of the links that run below a row somewhere.
        width: Width in px.
        height: Height in px.
        crossings: How often forward links cross.
    """

    def __init__(
        self, cards: Mapping[Any, Card], links: Sequence[Link], pill_widths: Mapping[str, float]
    ) -> None:
        self.cards, self.links = cards, links
        mark_feedback(cards, list(links))
        self.layer = assign_layers(cards, list(links))
        self.weave = Weave(cards, links, self.layer)
        self.web = self.weave.web
        reduce_crossings(self.web)
        self.web.drop_grounds()
        self.crossings = self.web.crossings()
        self.columns = Columns(len(self.web.layers), cards, links, self.layer, pill_widths)
        self._measure()
        self._fold()
        self._place()
        self._detour()
        self._choose_slots()
        self._make_room()
        self.columns.spread(self.rows, self.racks_before, self.racks_after, self.margin)
        self.width = self.columns.width
        self.corner = {
            name: (self.columns.left[self.web.layer[vertex]], self.y[vertex])
            for name, vertex in self.weave.vertex.items()
        }
        self.strokes = {link.id: self._way(number) for number, link in enumerate(links)}
        self.around = {links[number].id for number, _ in self.detours}

    def _measure(self) -> None:
        """Set the height of each vertex: of a box with the loops below it, 0 for a bend."""
        self.heights = [0] * len(self.web.layer)
        for name, card in self.cards.items():
            self.heights[self.weave.vertex[name]] = card.height
        for link in self.links:
            if link.source == link.target:
                self.heights[self.weave.vertex[link.source]] += TRACK

    def _fold(self) -> None:
        """Choose the rows."""
        steps = [0] * (len(self.web.layers) + 1)
        for link in self.links:
            low, high = sorted((self.layer[link.source], self.layer[link.target]))
            steps[low] += 1
            steps[high] -= 1
        passing: list[int] = []
        for step in steps[:-1]:
            passing.append((passing[-1] if passing else 0) + step)
        depth = max(sum(self.heights[v] + 20 for v in layer) for layer in self.web.layers)
        self.rows = fold(self.columns.pitches(), depth, passing)
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

    def _detour(self) -> None:
        """Find all ways around, give them tracks, and put the rows below each other."""
        self.detours: dict[Piece, Detour] = {}
        loops: dict[Any, int] = {}
        for piece, start, end in self._pieces():
            link = self.links[piece[0]]
            if not link.back and self._row(start[0]) == self._row(end[0]):
                continue
            detour = Detour(
                piece[0],
                (*self._cell(start[0]), self._height_of(start)),
                (*self._cell(end[0]), self._height_of(end)),
            )
            if link.source == link.target:
                nth = loops[link.source] = loops.get(link.source, -1) + 1
                bottom = self.y[start[0]] + self.cards[link.source].height
                detour.under = bottom + _UNDER + TRACK * nth
            self.detours[piece] = detour
        depths = assign_tracks(self.detours.values(), self.floors)
        self.tops = [0.0]
        for depth in depths:
            self.tops.append(self.tops[-1] + depth + _BETWEEN_ROWS)
        self.height = self.tops[-1] - _BETWEEN_ROWS + (TRACK / 2 if self.detours else 0)
        for vertex in self.y:
            self.y[vertex] += self.tops[self._row(vertex)]

    def _pieces(self) -> Iterator[tuple[Piece, End, End]]:
        """Yield every step of every chain with both its ends."""
        for number, chain in enumerate(self.weave.chains):
            last = len(chain.vertices) - 2
            for step, (one, two) in enumerate(
                zip(chain.vertices, chain.vertices[1:], strict=False)
            ):
                start = one, 0 if step else chain.source_port
                yield (number, step), start, (two, chain.target_port if step == last else 0)

    def _height_of(self, end: End) -> float:
        vertex, port = end
        return self.y[vertex] + (port_offset(port) if self.heights[vertex] else 0)

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
        for piece, start, end in self._pieces():
            detour = self.detours.get(piece)
            if detour is None:
                continue
            ys = self._tracks(detour)
            self.racks_after[self.web.layer[start[0]]].want(start, self._height_of(start), ys[0])
            self._rack_before(detour, end).want(piece, self._height_of(end), ys[-1])
            if len(ys) > 1:
                self.margin.want(("between rows", piece), *ys)
        for rack in (*self.racks_after, *self.racks_before, self.margin):
            rack.assign()

    def _tracks(self, detour: Detour) -> list[float]:
        return [self.tops[row] + detour.tracks[row] for row in detour.rows]

    def _rack_before(self, detour: Detour, end: End) -> Rack:
        return self.racks_before[self.web.layer[end[0]]] if detour.end[1] else self.margin

    def _make_room(self) -> None:
        """Make room for curves that climb far, and keep wires off the values beside ports."""
        outlets: dict[int, list[float]] = {}
        for name, card in self.cards.items():
            vertex = self.weave.vertex[name]
            for port in card.outlet_rows:
                outlets.setdefault(self.layer[name], []).append(self._height_of((vertex, port)))
        for layer, ys in outlets.items():
            if any(self.racks_after[layer].passes(y - _NEAR, y + _NEAR) for y in ys):
                self.columns.keep_slots_beyond_outlets(layer)
        for piece, start, end in self._pieces():
            low, high = sorted((self._height_of(start), self._height_of(end)))
            if piece not in self.detours and low < high:
                layer = self.web.layer[start[0]]
                passes = any(low - _NEAR < y < high + _NEAR for y in outlets.get(layer, ()))
                self.columns.curve(layer, high - low, passes)

    def _way(self, number: int) -> list[Stroke]:
        """Return the route of a link."""
        chain = self.weave.chains[number]
        columns, layer = self.columns, self.web.layer
        here = (
            columns.right(layer[chain.vertices[0]]),
            self._height_of((chain.vertices[0], chain.source_port)),
        )
        strokes = [Stroke("M", here)]
        last = len(chain.vertices) - 2
        for step, vertex in enumerate(chain.vertices[1:]):
            port = chain.target_port if step == last else 0
            there = columns.left[layer[vertex]], self._height_of((vertex, port))
            if (number, step) in self.detours:
                start = chain.vertices[step], 0 if step else chain.source_port
                strokes += rounded(self._corners((number, step), start, here, there))
            else:
                strokes += _curve(here, there, columns.leads[layer[chain.vertices[step]]])
            here = columns.right(layer[vertex]), there[1]
            if step < last:
                strokes.append(Stroke("L", here))
        return _joined(strokes)

    def _corners(self, piece: Piece, start: End, here: Point, there: Point) -> list[Point]:
        """Return the corners of a way around."""
        detour, columns = self.detours[piece], self.columns
        column = self.web.layer[start[0]]
        first = columns.slot_after(column, self.racks_after[column].slot(start))
        target = self.rows[detour.end[0]].start + detour.end[1]
        rack = self.racks_before[target] if detour.end[1] else self.margin
        last = columns.slot_before(target, rack.slot(piece))
        ys = self._tracks(detour)
        between: list[Point] = []
        if len(ys) > 1:
            x = columns.slot_before(0, self.margin.slot(("between rows", piece)))
            between = [(x, ys[0]), (x, ys[1])]
        before = [here, (first, here[1]), (first, ys[0])]
        return [*before, *between, (last, ys[-1]), (last, there[1]), there]


def _curve(start: Point, end: Point, lead: float) -> list[Stroke]:
    """Return the piece of wire between two columns, straight for the first *lead* px."""
    if start[1] == end[1]:
        return [Stroke("L", end)]
    begin = start[0] + lead, start[1]
    middle = (begin[0] + end[0]) / 2
    curve = Stroke("C", (middle, start[1], middle, end[1], *end))
    return [Stroke("L", begin), curve] if lead else [curve]


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Return *strokes* with horizontal lines that continue each other as one."""
    way = strokes[:1]
    for stroke in strokes[1:]:
        level = len(way) > 1 and way[-1].command == stroke.command == "L"
        if level and way[-1].points[1] == stroke.points[1] == way[-2].points[-1]:
            way.pop()
        way.append(stroke)
    return way
