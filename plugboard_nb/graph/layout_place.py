"""How far down each vertex lies, so that wires run straight wherever they can.

Layer by layer, every vertex gets the height at which its wires bend least, given those of the
layer before (then after): a least absolute deviation under the order and the distances that the
layer demands, solved exactly by pooling neighbours that push each other.

Source: priority layout of Sugiyama, Tagawa & Toda 1981, with isotonic regression (Ayer et al. 1955)
in place of its priorities.
"""

from collections.abc import Sequence

from plugboard_nb.graph.layout_model import EVENT_ROW, FIRST_ROW, GRID, ROW
from plugboard_nb.graph.layout_order import Web

__all__ = ["place_vertices", "port_offset"]

_ROUNDS = 6
_MANY = 4000  # vertices beyond which means replace medians
_STAY = 0.01  # weight of staying where one is

Demand = tuple[float, float]  # where to be, and how much it weighs


def port_offset(port: int) -> int:
    """Return how far below the top of its box a port lies: 0 is where events go, 1 the first."""
    return FIRST_ROW + ROW * (port - 1) if port else EVENT_ROW


def place_vertices(web: Web, layers: Sequence[list[int]], heights: list[int]) -> dict[int, float]:
    """Return the y of each vertex in *layers*: the top of a box, the line of a bend.

    Args:
        web: What is connected to what.
        layers: The layers to place, left to right; segments to other layers are ignored.
        heights: Height of each vertex in px, 0 for a bend.
    """
    field = _Field(web, heights)
    for layer in layers:
        field.stack(layer)
    best = field.strain(layers), dict(field.y)
    for number in range(_ROUNDS if len(field.y) <= _MANY else 2):
        both = number >= 2 and number % 2 == 0
        for layer in layers[1:]:
            field.settle(layer, up=True, down=both)
        for layer in reversed(layers[:-1]):
            field.settle(layer, up=both, down=True)
        strain = field.strain(layers)
        if strain < best[0]:
            best = strain, dict(field.y)
    top = min(best[1].values(), default=0)
    return {vertex: y - top for vertex, y in best[1].items()}


class _Field:
    """The heights while they are being settled."""

    def __init__(self, web: Web, heights: list[int]) -> None:
        self.web, self.heights = web, heights
        self.y: dict[int, float] = {}
        self.exact = len(heights) <= _MANY

    def stack(self, layer: list[int]) -> None:
        """Put the vertices of *layer* below each other, as high up as possible."""
        self.y.update(zip(layer, self._tops(layer), strict=True))

    def _tops(self, layer: list[int]) -> list[float]:
        tops: list[float] = []
        y = 0.0
        for index, vertex in enumerate(layer):
            if index:
                y += self._pitch(layer[index - 1], vertex)
            tops.append(y)
        return tops

    def _pitch(self, upper: int, lower: int) -> int:
        boxes = (self.heights[upper] > 0) + (self.heights[lower] > 0)
        return self.heights[upper] + (20, 16, 28)[boxes]

    def _pulls(self, vertex: int, up: bool, down: bool) -> list[Demand]:
        """Return where the neighbours of *vertex* would have it."""
        bend = not self.heights[vertex]
        pulls: list[Demand] = []
        for wanted, segments in ((up, self.web.up[vertex]), (down, self.web.down[vertex])):
            for other, other_port, port in segments if wanted else ():
                if other in self.y:
                    end = self.y[other] + (port_offset(other_port) if self.heights[other] else 0)
                    weight = 8.0 if bend and not self.heights[other] else 2.0
                    pulls.append((end - (0 if bend else port_offset(port)), weight))
        return pulls

    def _is_loose(self, vertex: int) -> bool:
        """Say whether *vertex* has no wire to any of those that are placed."""
        ends = (*self.web.up[vertex], *self.web.down[vertex])
        return not any(end.other in self.y for end in ends)

    def settle(self, layer: list[int], up: bool, down: bool) -> None:
        """Move the vertices of *layer* to where their wires bend least."""
        tops = self._tops(layer)
        pools: list[_Pool] = []
        loose = 0  # vertices on top that nothing pulls: they move with the one below
        for vertex, top in zip(layer, tops, strict=True):
            if self._is_loose(vertex):
                if pools:
                    pools[-1].size += 1
                else:
                    loose += 1
                continue
            pulls = self._pulls(vertex, up, down) or [(self.y[vertex], _STAY)]
            pool = _Pool([(wish - top, weight) for wish, weight in pulls], 1 + loose, self.exact)
            loose = 0
            while pools and pools[-1].level > pool.level:
                upper = pools.pop()
                pool = _Pool(upper.pulls + pool.pulls, upper.size + pool.size, self.exact)
            pools.append(pool)
        if not pools:
            return
        levels = [pool.level for pool in pools for _ in range(pool.size)]
        for vertex, top, level in zip(layer, tops, levels, strict=True):
            self.y[vertex] = level + top

    def strain(self, layers: Sequence[list[int]]) -> float:
        """Return how far all wires are from straight."""
        return sum(
            abs(wish - self.y[vertex]) * weight
            for layer in layers
            for vertex in layer
            for wish, weight in self._pulls(vertex, up=False, down=True)
        )


class _Pool:
    """Vertices that touch and move together, with all that pulls them."""

    __slots__ = ("level", "pulls", "size")

    def __init__(self, pulls: list[Demand], size: int, exact: bool) -> None:
        self.pulls, self.size = pulls, size
        if exact:
            self.level = _median(pulls)
        else:
            total = sum(weight for _, weight in pulls)
            mean = sum(wish * weight for wish, weight in pulls) / total
            self.level = GRID * round(mean / GRID)
            self.pulls = [(mean, total)]


def _median(pulls: list[Demand]) -> float:
    """Return the lower weighted median of what is wished."""
    pulls.sort()
    half = sum(weight for _, weight in pulls) / 2
    passed = 0.0
    for wish, weight in pulls:
        passed += weight
        if passed >= half:
            return wish
    return pulls[-1][0]
