"""Vertices in layers, and an order within each layer that crosses few wires.

Long wires get a bend in every layer they pass, so that all segments join neighbouring layers.
Source: Sugiyama, Tagawa & Toda 1981; Gansner et al. 1993 (transposition); crossings are counted
as inversions (Barth, Jünger & Mutzel 2002).
"""

from bisect import bisect_right, insort
from typing import NamedTuple

__all__ = ["Segment", "Web", "reduce_crossings"]

_ROUNDS = 24
_PATIENCE = 5
_MANY = 3000  # vertices beyond which a few sweeps must do


class Segment(NamedTuple):
    """One end of a piece of wire between neighbouring layers, seen from the vertex at its end."""

    other: int  #: vertex at the other end
    other_port: int  #: row of the port there, counted from 0 at the top
    port: int  #: row of the port here


class Web:
    """Vertices (components, bends, grounds) in layers with the segments between them.

    A *ground* is a vertex that stays below all others of its layer; wires that are led around
    below are tied to it, so that they count when crossings are reduced.

    Attributes:
        layers: Vertices of each layer, top to bottom.
        layer: Layer of each vertex.
        up: Segments of each vertex that lead to the layer before.
        down: Segments of each vertex that lead to the layer after.
        grounds: Layer → its ground.
    """

    def __init__(self) -> None:
        self.layers: list[list[int]] = []
        self.layer: list[int] = []
        self.up: list[list[Segment]] = []
        self.down: list[list[Segment]] = []
        self.grounds: dict[int, int] = {}
        self.rows = 2  #: more than any vertex has ports on one side

    def add_vertex(self, layer: int, ports: int = 1) -> int:
        """Add a vertex with *ports* rows at the end of *layer* and return its number."""
        while len(self.layers) <= layer:
            self.layers.append([])
        vertex = len(self.layer)
        self.layers[layer].append(vertex)
        self.layer.append(layer)
        self.up.append([])
        self.down.append([])
        self.rows = max(self.rows, ports + 2)
        return vertex

    def join(self, source: int, source_port: int, target: int, target_port: int) -> None:
        """Add a segment from *source* to *target* in the layer after it."""
        self.down[source].append(Segment(target, target_port, source_port))
        self.up[target].append(Segment(source, source_port, target_port))

    def ground(self, layer: int) -> int:
        """Return the ground of *layer*."""
        if layer not in self.grounds:
            self.grounds[layer] = self.add_vertex(layer)
        return self.grounds[layer]

    def drop_grounds(self) -> None:
        """Remove the grounds and what is tied to them."""
        gone = set(self.grounds.values())
        self.layers = [[v for v in layer if v not in gone] for layer in self.layers]
        for ends in (self.up, self.down):
            for vertex, segments in enumerate(ends):
                keep = vertex not in gone
                ends[vertex] = [s for s in segments if keep and s.other not in gone]
        self.grounds = {}

    def crossings(self) -> int:
        """Return how often segments cross in the present order."""
        place = self.places()
        return sum(self._crossings_after(number, place) for number in range(len(self.layers) - 1))

    def places(self) -> list[int]:
        """Return the place of each vertex in its layer."""
        place = [0] * len(self.layer)
        for layer in self.layers:
            for index, vertex in enumerate(layer):
                place[vertex] = index
        return place

    def _crossings_after(self, number: int, place: list[int]) -> int:
        rows = self.rows
        keys = sorted(
            (place[vertex] * rows + s.port, place[s.other] * rows + s.other_port)
            for vertex in self.layers[number]
            for s in self.down[vertex]
        )
        count = 0
        seen: list[int] = []
        for _, key in keys:
            count += len(seen) - bisect_right(seen, key)
            insort(seen, key)
        return count


def reduce_crossings(web: Web) -> None:
    """Order the layers of *web* so that few segments cross; the same web gives the same order."""
    few = len(web.layer) <= _MANY
    for ground in web.grounds.values():
        layer = web.layers[web.layer[ground]]
        layer.remove(ground)
        layer.append(ground)
    best = _improve(web, _ROUNDS if few else 4, few)
    if not best[0] or not few:
        return
    web.layers = _as_walked(web)
    again = _improve(web, _ROUNDS, few)
    web.layers = min(best, again, key=lambda found: found[0])[1]


def _improve(web: Web, rounds: int, transposing: bool) -> tuple[int, list[list[int]]]:
    """Sweep to and fro; leave and return the best order found, with its crossings."""
    best = web.crossings(), [list(layer) for layer in web.layers]
    idle = 0
    for number in range(rounds):
        if not best[0] or idle >= _PATIENCE:
            break
        _sweep(web, downwards=number % 2 == 0, median=number % 4 >= 2)
        if transposing:
            _transpose(web)
        count = web.crossings()
        idle += 1
        if count < best[0]:
            best, idle = (count, [list(layer) for layer in web.layers]), 0
    web.layers = [list(layer) for layer in best[1]]
    return best


def _sweep(web: Web, downwards: bool, median: bool) -> None:
    """Order each layer by where the segments from the layer before (or after) it come from."""
    place = web.places()
    ends = web.up if downwards else web.down
    numbers = range(1, len(web.layers)) if downwards else range(len(web.layers) - 2, -1, -1)
    for number in numbers:
        layer = web.layers[number]
        wish: dict[int, float] = {}
        for vertex in layer:
            if ends[vertex] and web.grounds.get(number) != vertex:
                keys = sorted(place[s.other] + s.other_port / web.rows for s in ends[vertex])
                half = len(keys) // 2
                middle = (keys[half] + keys[~half]) / 2
                wish[vertex] = middle if median else sum(keys) / len(keys)
        moved = iter(sorted(wish, key=lambda v: (wish[v], place[v])))
        layer[:] = [next(moved) if vertex in wish else vertex for vertex in layer]
        for index, vertex in enumerate(layer):
            place[vertex] = index


def _transpose(web: Web) -> None:
    """Swap neighbours as long as that saves crossings."""
    place = web.places()
    for _ in range(8):
        saved = 0
        for layer in web.layers:
            saved += _transpose_layer(web, layer, place)
        if not saved:
            return


def _transpose_layer(web: Web, layer: list[int], place: list[int]) -> int:
    rows = web.rows
    keys = {
        vertex: tuple(
            sorted(place[s.other] * rows + s.other_port for s in ends[vertex])
            for ends in (web.up, web.down)
        )
        for vertex in layer
    }
    last = len(layer) - (web.grounds.get(web.layer[layer[0]]) == layer[-1]) if layer else 0
    saved = 0
    for index in range(last - 1):
        one, two = layer[index], layer[index + 1]
        gain = sum(
            _inversions(a, b) - _inversions(b, a) for a, b in zip(keys[one], keys[two], strict=True)
        )
        if gain > 0:
            layer[index], layer[index + 1] = two, one
            place[one], place[two] = index + 1, index
            saved += gain
    return saved


def _inversions(above: list[int], below: list[int]) -> int:
    """Return how many crossings the vertex *above* has with the one *below* it."""
    return sum(len(above) - bisect_right(above, key) for key in below)


def _as_walked(web: Web) -> list[list[int]]:
    """Return the layers in the order of a walk that stays with connected vertices."""
    seen: list[bool] = [False] * len(web.layer)
    layers: list[list[int]] = [[] for _ in web.layers]
    grounds = set(web.grounds.values())
    for start in (vertex for layer in web.layers for vertex in layer):
        stack = [start]
        while stack:
            vertex = stack.pop()
            if seen[vertex] or vertex in grounds:
                continue
            seen[vertex] = True
            layers[web.layer[vertex]].append(vertex)
            stack.extend(s.other for s in reversed(web.down[vertex]))
            stack.extend(s.other for s in reversed(web.up[vertex]))
    for number, ground in web.grounds.items():
        layers[number].append(ground)
    return layers
