"""The web of a part: its components as vertices, its long wires as chains with bends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugboard_nb.graph.layout_layers import Link
from plugboard_nb.graph.layout_order import Web

__all__ = ["Card", "Chain", "Weave"]

_MOST_BENDS = 20_000  # beyond which the longest wires are led around below instead


@dataclass(frozen=True, slots=True)
class Card:
    """What a box shows, and how large it must be for that."""

    title: str
    subtitle: str
    inputs: Mapping[str, str]  #: field → label
    outputs: Mapping[str, str]
    width: int
    height: int
    outlet: float = 0.0  #: width kept for the values of outputs that are not connected
    outlet_rows: tuple[int, ...] = ()  #: rows of these outputs, the first is 1


@dataclass(frozen=True, slots=True)
class Chain:
    """A link as vertices: source, bends, target; a link that is led around below has no bends."""

    vertices: tuple[int, ...]
    source_port: int  #: 0 is where events leave, 1 the first output
    target_port: int


class Weave:
    """Cards and links as a web.

    Attributes:
        web: Vertices and segments.
        names: Component of each vertex, ``None`` for bends.
        chains: One for each link.
    """

    def __init__(
        self, cards: Mapping[Any, Card], links: Sequence[Link], layer: Mapping[Any, int]
    ) -> None:
        self.web = Web()
        self.names: list[Any] = []
        self.vertex: dict[Any, int] = {}
        _spare_bends(links, layer)
        for name, card in cards.items():
            ports = max(len(card.inputs), len(card.outputs)) + 1
            self.vertex[name] = self.web.add_vertex(layer[name], ports)
            self.names.append(name)
        rows_out = {name: _rows(card.outputs) for name, card in cards.items()}
        rows_in = {name: _rows(card.inputs) for name, card in cards.items()}
        self.chains = [
            self._chain(
                link,
                rows_out[link.source].get(link.source_field, 0),
                rows_in[link.target].get(link.target_field, 0),
            )
            for link in links
        ]
        self.names += [None] * (len(self.web.layer) - len(self.names))

    def _chain(self, link: Link, source_port: int, target_port: int) -> Chain:
        web = self.web
        source, target = self.vertex[link.source], self.vertex[link.target]
        if link.back:
            if link.source != link.target:
                self._tie(source, source_port, target, target_port)
            return Chain((source, target), source_port, target_port)
        vertices, port = [source], source_port
        for layer in range(web.layer[source] + 1, web.layer[target]):
            bend = web.add_vertex(layer)
            web.join(vertices[-1], port, bend, 0)
            vertices.append(bend)
            port = 0
        web.join(vertices[-1], port, target, target_port)
        return Chain((*vertices, target), source_port, target_port)

    def _tie(self, source: int, source_port: int, target: int, target_port: int) -> None:
        """Tie both ends of a way around to the grounds that it comes by."""
        web = self.web
        after, before = web.layer[source] + 1, web.layer[target] - 1
        if after < len(web.layers):
            web.join(source, source_port, web.ground(after), 0)
        if before >= 0:
            web.join(web.ground(before), 0, target, target_port)


def _rows(fields: Mapping[str, str]) -> dict[str, int]:
    return {field: number for number, field in enumerate(fields, start=1)}


def _spare_bends(links: Sequence[Link], layer: Mapping[Any, int]) -> None:
    """Lead the longest links around below where all links together had too many bends."""

    def bends(link: Link) -> int:
        return layer[link.target] - layer[link.source] - 1

    forward = sorted((link for link in links if not link.back), key=bends, reverse=True)
    total = sum(map(bends, forward))
    for link in forward:
        if total <= _MOST_BENDS:
            return
        link.back = True
        total -= bends(link)
