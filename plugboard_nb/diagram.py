"""A process as Mermaid text, for READMEs, wikis and mermaid.live."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plugboard_nb.events import StopEvent

if TYPE_CHECKING:
    from plugboard_nb.process import Process

__all__ = ["MermaidDiagram", "markdown_diagram"]

_LIVE = "https://mermaid.live/edit#pako:"
_PLAIN = re.compile(r"[^\W_]|[ ./+=,-]|(?<=[^\W_])_+(?=[^\W_])")
_MARKDOWN = frozenset("_*`~\\")
_RESERVED = frozenset(
    ["call", "class", "classdef", "click", "default", "direction", "end", "flowchart", "graph"]
) | {"href", "interpolate", "linkstyle", "style", "subgraph"}


class MermaidDiagram:
    """A flow chart in the language of https://mermaid.js.org.

    Components are rounded boxes with type and name, wires arrows with the names of both fields,
    events hexagons with dotted arrows::

        print(MermaidDiagram.from_process(process).diagram)

    Args:
        diagram: The text, starting with ``flowchart LR``.
    """

    def __init__(self, diagram: str) -> None:
        self.diagram = diagram

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.diagram.count(chr(10))} lines>"

    def _repr_markdown_(self) -> str:
        return f"```mermaid\n{self.diagram}\n```\n"

    @classmethod
    def from_process(cls, process: "Process") -> "MermaidDiagram":
        """Return the diagram of *process*."""
        return cls("\n".join(["flowchart LR", *(f"  {line}" for line in _lines(process))]))

    @property
    def url(self) -> str:
        """A link that shows the diagram on mermaid.live; the diagram is part of the link."""
        state = json.dumps({"code": self.diagram, "mermaid": {"theme": "default"}})
        packed = zlib.compress(state.encode(), level=9)
        return _LIVE + base64.urlsafe_b64encode(packed).decode("ascii")


def markdown_diagram(process: "Process") -> str:
    """Return the Mermaid diagram of *process* as a fenced block of Markdown."""
    return MermaidDiagram.from_process(process)._repr_markdown_()


def _lines(process: "Process") -> Iterator[str]:
    """Yield nodes, wires, and each event first to its consumers, then from its producers."""
    components = process.components
    consumers: dict[str, list[str]] = {}
    producers: dict[str, list[str]] = {}
    for name, component in components.items():
        for event in component.io.awaited_events:
            consumers.setdefault(event, []).append(name)
        for emitted in component.io.output_events:
            if emitted is not StopEvent:
                producers.setdefault(emitted.type, []).append(name)
    events = list(dict.fromkeys([*consumers, *producers]))
    ids = _ids([*components, *(("event", event) for event in events)])
    for name, component in components.items():
        label = f"{_escaped(type(component).__name__, True)}<br>**{_escaped(name, True)}**"
        yield f'{ids[name]}@{{ shape: rounded, label: "{label}" }}'
    for event in events:
        yield f'{ids["event", event]}@{{ shape: hex, label: "{_escaped(event, True)}" }}'
    for source, target, data in process.graph.edges(data=True):
        if data["kind"] == "wire":
            label = f"{_escaped(data['source_field'])} → {_escaped(data['target_field'])}"
            delay = f", delay {data['delay']}" if data["delay"] else ""
            yield f'{ids[source]} -->|"{label}{delay}"| {ids[target]}'
    for event in events:
        for name in consumers.get(event, ()):
            yield f"{ids['event', event]} -.-> {ids[name]}"
        for name in producers.get(event, ()):
            yield f"{ids[name]} -.-> {ids['event', event]}"


def _ids(keys: Iterable[str | tuple[str, str]]) -> dict[str | tuple[str, str], str]:
    """Return an id for each key that Mermaid takes for nothing but an id."""
    ids: dict[str | tuple[str, str], str] = {}
    taken: set[str] = set()
    for key in keys:
        base = re.sub(r"[^A-Za-z0-9]+", "_", key if isinstance(key, str) else "_".join(key))
        base = base.strip("_")
        if not base or base[0].isdigit() or base.lower() in _RESERVED:
            base = f"n_{base}".strip("_")
        name, number = base, 2
        while name.lower() in taken:
            name, number = f"{base}_{number}", number + 1
        taken.add(name.lower())
        ids[key] = name
    return ids


def _escaped(text: str, markdown: bool = False) -> str:
    """Return *text* with every character coded that could be read as more than itself.

    Args:
        text: Names, of any kind.
        markdown: Whether it goes where Mermaid reads Markdown: into the box of a node.
    """
    line = " ".join(text.split())
    plain = {position for match in _PLAIN.finditer(line) for position in range(*match.span())}
    return "".join(
        char if position in plain else "\\\\" * (markdown and char in _MARKDOWN) + f"#{ord(char)};"
        for position, char in enumerate(line)
    )
