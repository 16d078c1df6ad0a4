"""Which wires feed back, and which layer each component belongs to."""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Link", "assign_layers", "links_of", "mark_feedback"]


@dataclass(slots=True)
class Link:
    """An edge of the graph on its way to becoming a route."""

    id: str
    source: Any
    target: Any
    source_field: str
    target_field: str
    kind: str
    event: str
    delayed: bool
    back: bool = False  #: led around below; it has no say in the layers


def links_of(graph: "nx.MultiDiGraph[Any]") -> list[Link]:
    """Return the edges of *graph* as links, in its order, each with an id of its own."""
    links: list[Link] = []
    taken: set[str] = set()
    for source, target, key, data in graph.edges(keys=True, data=True):
        name = key if isinstance(key, str) else f"{source}..{target}..{key}"
        while name in taken:
            name += "'"
        taken.add(name)
        links.append(
            Link(
                name,
                source,
                target,
                str(data.get("source_field", "")),
                str(data.get("target_field", "")),
                str(data.get("kind", "wire")),
                str(data.get("event", "")),
                bool(data.get("feedback", False)),
            )
        )
    return links


def mark_feedback(names: Iterable[Hashable], links: list[Link]) -> None:
    """Set ``back`` on every link that must not count for the layers.

    These are loops from a component to itself, delayed wires inside a loop, wires that close a
    loop although nothing delays them, and events inside a loop.
    """
    names = list(names)
    wires = [link for link in links if link.kind != "event"]
    part = _parts(names, wires)
    for wire in wires:
        same = part[wire.source] == part[wire.target]
        wire.back = wire.source == wire.target or (wire.delayed and same)
    for wire in _closing(names, [wire for wire in wires if not wire.back]):
        wire.back = True
    part = _parts(names, [link for link in links if not link.back])
    for link in links:
        if link.kind == "event":
            link.back = part[link.source] == part[link.target]


def _parts(names: Iterable[Any], links: Iterable[Link]) -> dict[Any, int]:
    """Return for each name the number of the knot of loops that it belongs to."""
    import networkx as nx

    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((link.source, link.target) for link in links)
    knots = enumerate(nx.strongly_connected_components(graph))
    return {name: number for number, knot in knots for name in knot}


def _closing(names: Iterable[Any], links: Iterable[Link]) -> Iterator[Link]:
    """Yield the links that lead back to where a walk along the links came from."""
    leaving: dict[Any, list[Link]] = {}
    for link in links:
        leaving.setdefault(link.source, []).append(link)
    done: set[Any] = set()
    for start in names:
        if start in done:
            continue
        path = [(start, iter(leaving.get(start, ())))]
        on_path = {start}
        while path:
            name, rest = path[-1]
            link = next(rest, None)
            if link is None:
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif link.target in on_path:
                yield link
            elif link.target not in done:
                on_path.add(link.target)
                path.append((link.target, iter(leaving.get(link.target, ()))))


def assign_layers(names: Iterable[Any], links: list[Link]) -> dict[Any, int]:
    """Return the layer of each component; forward links lead to higher layers.

    Layers are first the longest ways from the sources. Then whoever feeds no fewer components
    than feed it moves right, next to the first of those. Links that were set aside and turn out
    to lead forward are forward links after all.
    """
    names = list(names)
    leaving: dict[Any, list[Any]] = {name: [] for name in names}
    entering: dict[Any, list[Any]] = {name: [] for name in names}
    for link in links:
        if not link.back:
            leaving[link.source].append(link.target)
            entering[link.target].append(link.source)
    order = _topological(names, leaving, entering)
    layer = dict.fromkeys(names, 0)
    for name in order:
        layer[name] = max((layer[other] + 1 for other in entering[name]), default=0)
    for name in reversed(order):
        if leaving[name] and len(leaving[name]) >= len(entering[name]):
            layer[name] = min(layer[other] for other in leaving[name]) - 1
    number_of = {old: new for new, old in enumerate(sorted(set(layer.values())))}
    layer = {name: number_of[old] for name, old in layer.items()}
    for link in links:
        link.back = link.back and layer[link.source] >= layer[link.target]
    return layer


def _topological(
    names: list[Any], leaving: Mapping[Any, list[Any]], entering: Mapping[Any, list[Any]]
) -> list[Any]:
    missing = {name: len(entering[name]) for name in names}
    ready = deque(name for name in names if not missing[name])
    order = []
    while ready:
        name = ready.popleft()
        order.append(name)
        for other in leaving[name]:
            missing[other] -= 1
            if not missing[other]:
                ready.append(other)
    return order
