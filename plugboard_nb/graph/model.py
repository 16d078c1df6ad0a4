"""What the graph functions work on: components and wires as plain records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.component import Component
from plugboard_nb.connector import Connector

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ComponentFacts", "EventLink", "Wire", "Wiring", "as_networkx"]


class Wire(NamedTuple):
    """One connector: ``source.source_field -> target.target_field``."""

    id: str
    source: str
    source_field: str
    target: str
    target_field: str


class EventLink(NamedTuple):
    """One event type from one emitter to one subscriber."""

    event: str
    source: str
    target: str


@dataclass(frozen=True)
class ComponentFacts:
    """All that the checks and the order of a tick need to know of a component."""

    name: str
    inputs: list[str]
    outputs: list[str]
    initial_values: Mapping[str, list[Any]]
    filled: frozenset[str]  #: inputs that event handlers fill
    awaits: list[str]  #: event types it subscribes to
    emits: list[str]  #: event types it may emit
    clashes: list[str]  #: fields whose name a component already uses for itself

    @classmethod
    def of(cls, component: Component) -> "ComponentFacts":
        """Read the facts off *component*."""
        io = component.io
        handlers = type(component)._handlers.values()
        return cls(
            component.name,
            io.inputs,
            io.outputs,
            io.initial_values,
            frozenset(field for handler in handlers for field in handler.populates_fields),
            io.awaited_events,
            [event.type for event in io.output_events if event.type != "system.stop"],
            [field for field in io.ports if hasattr(Component, field) or field[0] == "_"],
        )

    @classmethod
    def of_dict(cls, data: Mapping[str, Any]) -> "ComponentFacts":
        """Read the facts from ``Component.dict()``."""
        return cls(
            data["name"],
            list(data["inputs"]),
            list(data["outputs"]),
            data.get("initial_values", {}),
            frozenset(data.get("filled_by_events", ())),
            [event for event in data.get("input_events", ()) if event != "system.stop"],
            [event for event in data.get("output_events", ()) if event != "system.stop"],
            [],
        )


class Wiring:
    """Components by name with the wires and event links between them.

    Args:
        facts: One record per component, in order of declaration.
        wires: The connectors, in order of declaration.
    """

    def __init__(self, facts: Iterable[ComponentFacts], wires: Iterable[Wire]) -> None:
        self.facts = {fact.name: fact for fact in facts}
        self.wires = list(wires)
        emitters: dict[str, list[str]] = {}
        for fact in self.facts.values():
            for event in fact.emits:
                emitters.setdefault(event, []).append(fact.name)
        self.event_links = [
            EventLink(event, emitter, fact.name)
            for fact in self.facts.values()
            for event in fact.awaits
            for emitter in emitters.get(event, ())
        ]

    @classmethod
    def of(cls, components: Iterable[Component], connectors: Iterable[Connector]) -> "Wiring":
        """Read the wiring off a process's components and connectors."""
        return cls(
            (ComponentFacts.of(component) for component in components),
            (wire_of(connector) for connector in connectors),
        )

    def delay(self, wire: Wire) -> int:
        """Return how many initial values stand before the wire's values: its delay in ticks."""
        fact = self.facts.get(wire.target)
        return len(fact.initial_values.get(wire.target_field, ())) if fact else 0


def wire_of(connector: Connector) -> Wire:
    """Return the wire that *connector* stands for."""
    source, target = connector.spec.source, connector.spec.target
    return Wire(connector.id, source.entity, source.descriptor, target.entity, target.descriptor)


def as_networkx(
    components: Mapping[str, Component], connectors: Iterable[Connector]
) -> "nx.MultiDiGraph[str]":
    """Return the process as a networkx graph.

    Nodes are component names with ``type``, ``status``, ``inputs``, ``outputs`` and ``units``
    (field → unit). Edges are keyed by connector id and carry ``kind`` (``"wire"`` or
    ``"event"``), ``source_field``, ``target_field``, ``event``, ``feedback`` (the target field
    has initial values, so that the wire is delayed) and ``delay`` (their number).
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, component in components.items():
        ports = component.io.ports
        graph.add_node(
            name,
            type=type(component).__name__,
            status=str(component.status),
            inputs=list(component.io.inputs),
            outputs=list(component.io.outputs),
            units={field: port.unit for field, port in ports.items() if port.unit},
        )
    wiring = Wiring.of(components.values(), connectors)
    for wire in wiring.wires:
        if wire.source in graph and wire.target in graph:
            delay = wiring.delay(wire)
            graph.add_edge(
                wire.source,
                wire.target,
                key=wire.id,
                kind="wire",
                source_field=wire.source_field,
                target_field=wire.target_field,
                event="",
                feedback=delay > 0,
                delay=delay,
            )
    for link in wiring.event_links:
        graph.add_edge(
            link.source,
            link.target,
            key=f"{link.source}..{link.event}..{link.target}",
            kind="event",
            source_field="",
            target_field="",
            event=link.event,
            feedback=False,
            delay=0,
        )
    return graph
