"""The order in which components take their turn within a tick, and the loops that forbid one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugboard_nb.graph.model import Wire, Wiring

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["loops_without_delay", "tick_order"]


def tick_order(wiring: Wiring) -> list[str]:
    """Return the component names in the order of a tick.

    Whoever feeds another comes first, except over wires into fields with initial values, which
    hand on values of earlier ticks. Emitters of events come before their subscribers where no
    loop forbids it. Where that leaves a choice, the order of declaration decides.
    """
    import networkx as nx

    graph = _immediate_graph(wiring)
    if wiring.event_links:
        both = nx.DiGraph(graph)
        both.add_edges_from((link.source, link.target) for link in wiring.event_links)
        part_of = {
            name: number
            for number, part in enumerate(nx.strongly_connected_components(both))
            for name in part
        }
        graph.add_edges_from(
            (link.source, link.target)
            for link in wiring.event_links
            if part_of[link.source] != part_of[link.target]
        )
    return list(nx.lexicographical_topological_sort(graph, key=_ranks(wiring).__getitem__))


def loops_without_delay(wiring: Wiring) -> Iterator[list[Wire]]:
    """Yield one loop of wires for each knot of components that wait for each other."""
    import networkx as nx

    graph = _immediate_graph(wiring)
    wires = {(wire.source, wire.target): wire for wire in _immediate_wires(wiring)}
    rank = _ranks(wiring)
    for part in nx.strongly_connected_components(graph):
        first = min(part, key=rank.__getitem__)
        if len(part) > 1 or graph.has_edge(first, first):
            loop = nx.find_cycle(graph.subgraph(part), first)
            yield [wires[source, target] for source, target in loop]


def _ranks(wiring: Wiring) -> dict[str, int]:
    return {name: number for number, name in enumerate(wiring.facts)}


def _immediate_wires(wiring: Wiring) -> Iterator[Wire]:
    """Yield the wires whose value crosses within the tick."""
    for wire in wiring.wires:
        known = wire.source in wiring.facts and wire.target in wiring.facts
        if known and not wiring.delay(wire):
            yield wire


def _immediate_graph(wiring: Wiring) -> "nx.DiGraph[str]":
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(wiring.facts)
    graph.add_edges_from((wire.source, wire.target) for wire in _immediate_wires(wiring))
    return graph
