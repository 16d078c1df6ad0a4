"""All that can be wrong with a process before it starts, said in one go."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from inspect import isasyncgenfunction, isgeneratorfunction
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.connector import Connector
from plugboard_nb.graph.model import ComponentFacts, Wire, Wiring
from plugboard_nb.graph.order import loops_without_delay
from plugboard_nb.suggest import did_you_mean

__all__ = ["problems_of", "problems_of_dict"]


def problems_of(components: Iterable[Any], connectors: Iterable[Connector]) -> list[str]:
    """Return every problem of a process, a sentence each; an empty list means it can start."""
    problems, usable = [], []
    for component in components:
        if not isinstance(component, Component):
            problems.append(f"{component!r} is no Component")
        elif "_pb_name" not in vars(component):
            problems.append(
                f"{type(component).__name__}.__init__ does not call super().__init__(**kwargs)"
            )
        else:
            usable.append(component)
            if isgeneratorfunction(component.step) or isasyncgenfunction(component.step):
                problems.append(
                    f"component {component.name!r} has a yield in its step(), so that calling it "
                    "does nothing; set the outputs and return"
                )
    connectors = list(connectors)
    wiring = Wiring.of(usable, connectors)
    names = Counter(component.name for component in usable)
    problems += [f"two components have the name {name!r}" for name, n in names.items() if n > 1]
    return problems + list(_problems(wiring))


def problems_of_dict(data: Mapping[str, Any]) -> list[str]:
    """Return every problem of a process given as ``Process.dict()``."""

    def wire(connector: Mapping[str, Any]) -> Wire:
        spec = connector["spec"]
        source, target = spec["source"], spec["target"]
        ends = source["entity"], source["descriptor"], target["entity"], target["descriptor"]
        return Wire("{}.{}..{}.{}".format(*ends), *ends)

    components, connectors = data["components"], data["connectors"]
    facts = [ComponentFacts.of_dict(entry) for entry in _entries(components)]
    return list(_problems(Wiring(facts, [wire(entry) for entry in _entries(connectors)])))


def _entries(given: Any) -> Iterable[Any]:
    return given.values() if isinstance(given, Mapping) else given


def _problems(wiring: Wiring) -> Iterator[str]:
    for wire in wiring.wires:
        yield from _unknown_ends(wire, wiring)
    for wire_id, count in Counter(wire.id for wire in wiring.wires).items():
        if count > 1:
            yield f"the connector {wire_id.replace('..', ' -> ')!r} is there {count} times"
    connected = {(wire.target, wire.target_field) for wire in wiring.wires}
    emitted = {event for fact in wiring.facts.values() for event in fact.emits}
    for fact in wiring.facts.values():
        yield from _problems_of_fields(fact, connected)
        for event in fact.awaits:
            if event not in emitted:
                yield (
                    f"component {fact.name!r} waits for the event {event!r}, which no component "
                    f"emits; emitted are {sorted(emitted)}.{did_you_mean(event, emitted)}"
                )
    for loop in loops_without_delay(wiring):
        path = ", ".join(wire.id.replace("..", " -> ") for wire in loop)
        yield f"a loop has no initial value: {path}; give one of these inputs initial_values"


def _problems_of_fields(fact: ComponentFacts, connected: set[tuple[str, str]]) -> Iterator[str]:
    missing = [
        field
        for field in fact.inputs
        if (fact.name, field) not in connected and field not in fact.filled
    ]
    if missing:
        yield f"Component {fact.name!r} has unconnected inputs: {missing!r}"
    for field in fact.clashes:
        yield (
            f"component {fact.name!r} has the field {field!r}, a name that every Component uses "
            "itself"
        )
    for field, values in fact.initial_values.items():
        if field not in fact.inputs:
            yield (
                f"component {fact.name!r} has initial values for {field!r}, which is no input; "
                f"its inputs are {fact.inputs}.{did_you_mean(field, fact.inputs)}"
            )
        elif not values:
            yield f"component {fact.name!r} has an empty list of initial values for {field!r}"


def _unknown_ends(wire: Wire, wiring: Wiring) -> Iterator[str]:
    ends = [
        (wire.source, wire.source_field, "output"),
        (wire.target, wire.target_field, "input"),
    ]
    label = wire.id.replace("..", " -> ")
    for name, field, what in ends:
        fact = wiring.facts.get(name)
        if fact is None:
            known = list(wiring.facts)
            yield (
                f"the connector {label!r} names the component {name!r}, which is not there; "
                f"there are {known[:20]}.{did_you_mean(name, known)}"
            )
            continue
        fields = fact.outputs if what == "output" else fact.inputs
        if field not in fields:
            yield (
                f"the connector {label!r} names the {what} {field!r}, which component {name!r} "
                f"does not have; it has {fields}.{did_you_mean(field, fields)}"
            )
