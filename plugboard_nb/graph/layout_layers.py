"""Which wires feed back, and which layer each component belongs to."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Link", "assign_layers", "links_of", "mark_feedback"]

_SEARCH = 4_000_000  # steps beyond which every delayed wire inside a knot of loops feeds back


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


def mark_feedback(names: Iterable[Any], links: list[Link]) -> None:
    """Set ``back`` on every link that must not count for the layers.

    These are loops from a component to itself, wires that close a loop although nothing delays
    them, delayed wires that close a loop, and events that close one.
    """
    names = list(names)
    knot = _knots(names, links)
    for link in links:
        link.back = link.source == link.target
    prompt = [link for link in links if link.kind != "event" and not link.delayed]
    for wire in _closing(names, [wire for wire in prompt if not wire.back]):
        wire.back = True
    leaving: dict[Any, list[Any]] = {name: [] for name in names}
    inside = [link for link in links if not link.back and knot[link.source] == knot[link.target]]
    settled = {link.id for link in prompt}
    for link in inside:
        if link.id in settled:
            leaving[link.source].append(link.target)
    late = [link for link in inside if link.id not in settled]
    simple = len(late) * len(inside) > _SEARCH
    for link in sorted(late, key=lambda link: link.kind == "event"):
        link.back = simple or _leads(link.target, link.source, leaving)
        if not link.back:
            leaving[link.source].append(link.target)


def _leads(start: Any, aim: Any, leaving: Mapping[Any, list[Any]]) -> bool:
    """Say whether a way along *leaving* leads from *start* to *aim*."""
    seen, stack = {start}, [start]
    while stack:
        name = stack.pop()
        if name == aim:
            return True
        fresh = [other for other in leaving[name] if other not in seen]
        seen.update(fresh)
        stack += fresh
    return False


def _knots(names: Iterable[Any], links: Iterable[Link]) -> dict[Any, int]:
    """Return for each name the number of the knot of loops that it belongs to."""
    import networkx as nx

    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((link.source, link.target) for link in links)
    numbered = enumerate(nx.strongly_connected_components(graph))
    return {name: number for number, knot in numbered for name in knot}


def _closing(names: Iterable[Any], links: Iterable[Link]) -> Iterator[Link]:
    """Yield the links that lead back to where a walk along the links came from."""
    leaving: dict[Any, list[Link]] = {}
    for link in links:
        leaving.setdefault(link.source, []).append(link)
    done: set[Any] = set()
    for start in names:
        path = [] if start in done else [(start, iter(leaving.get(start, ())))]
        on_path = {start}
        while path:
            name, rest = path[-1]
            onward = next(rest, None)
            if onward is None:
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif onward.target in on_path:
                yield onward
            elif onward.target not in done:
                on_path.add(onward.target)
                path.append((onward.target, iter(leaving.get(onward.target, ()))))


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
