"""Graphs to lay out, and what must hold of every layout."""

import random
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from plugboard_nb.graph.layout import Box, Layout, Pill, Route

Graph = nx.MultiDiGraph
Point = tuple[float, float]


def graph_of(*wires: str, alone: tuple[str, ...] = ()) -> Any:
    """Return a graph of wires like ``a.x -> b.y``, ``=>`` where delayed, ``~alarm>`` for events."""
    graph: Any = Graph()
    for wire in wires:
        source, how, target = wire.split()
        kind = "event" if how[0] == "~" else "wire"
        (a, x), (b, y) = ((*end.split("."), "")[:2] for end in (source, target))
        for name, side, field in ((a, "outputs", x), (b, "inputs", y)):
            graph.add_node(name, type="Part", status="created", units={})
            fields = graph.nodes[name].setdefault(side, [])
            fields += [field] if field and field not in fields else []
        data = {"kind": kind, "event": how.strip("~>"), "feedback": how == "=>"}
        graph.add_edge(a, b, key=wire, source_field=x, target_field=y, **data)
    for name in alone:
        graph.add_node(name, type="Part", inputs=[], outputs=["x"], units={"x": "degC"})
    return graph


def tank() -> Any:
    return graph_of(
        "setpoint.value -> thermostat.setpoint",
        "thermostat.heater -> energy.rate",
        "thermostat.heater -> tank.heater",
        "weather.outdoor -> tank.outdoor",
        "tank.temperature => tank.before",
        "tank.temperature => thermostat.measured",
    )


def tangle(components: int, loops: int, seed: int = 1) -> Any:
    """Return a random graph of which each component is fed by one or two earlier ones."""
    draw = random.Random(seed)
    wires = []
    for number in range(1, components):
        for field in range(draw.choice((1, 1, 2))):
            source = max(0, number - 1 - int(draw.expovariate(0.4)))
            wires.append(f"u{source}.out -> u{number}.in{field}")
    for number in range(loops):
        target = draw.randrange(components - 4)
        wires.append(f"u{target + draw.randrange(1, 4)}.out => u{target}.back{number}")
    return graph_of(*wires)


@st.composite
def graphs(draw: st.DrawFn) -> Any:
    """Graphs of all kinds: loops with and without delay, events, fields that nobody declared."""
    count = draw(st.integers(1, 9))
    graph: Any = Graph()
    for number in range(count):
        ins, outs = draw(st.integers(0, 3)), draw(st.integers(0, 3))
        name = draw(st.sampled_from(["n", "a_long_name_for_a_component_", "ü"])) + str(number)
        graph.add_node(name, type="T", inputs=list("abc"[:ins]), outputs=list("xyz"[:outs]))
    names = list(graph)
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    for number, (a, b) in enumerate(draw(st.lists(ends, max_size=14))):
        event = draw(st.integers(0, 9)) == 0
        graph.add_edge(
            a,
            b,
            key=f"e{number}",
            kind="event" if event else "wire",
            event="bell" if event else "",
            source_field="" if event else draw(st.sampled_from("xyz")),
            target_field="" if event else draw(st.sampled_from("abc")),
            feedback=not event and draw(st.booleans()),
        )
    return graph


def points_of(route: Route, step: int = 12) -> Iterator[Point]:
    """Yield points along a route."""
    here: Point = (0.0, 0.0)
    for command, values in route.strokes:
        ends = [here, *zip(values[::2], values[1::2], strict=True)]
        for t in [number / step for number in range(step + 1)] if command != "M" else []:
            level = ends
            while len(level) > 1:  # de Casteljau
                level = [
                    (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)
                ]
            yield level[0]
        here = ends[-1]


def edges_of(thing: Box | Pill) -> tuple[float, float, float, float]:
    if isinstance(thing, Box):
        return thing.x, thing.y, thing.right, thing.bottom
    half = thing.width / 2, thing.height / 2
    return thing.x - half[0], thing.y - half[1], thing.x + half[0], thing.y + half[1]


def overlap(one: Box | Pill, two: Box | Pill) -> bool:
    (a, b, c, d), (e, f, g, h) = edges_of(one), edges_of(two)
    return a < g and e < c and b < h and f < d


def check_nothing_overlaps(plan: Layout) -> None:
    things: list[Box | Pill] = [*plan.boxes.values(), *plan.pills.values(), *plan.outlets.values()]
    for one, two in combinations(things, 2):
        assert not overlap(one, two), (one, two)
    for left, top, right, bottom in map(edges_of, things):
        assert left >= 0
        assert top >= 0
        assert right <= plan.width
        assert bottom <= plan.height


def check_wires_pass_beside_boxes(plan: Layout) -> None:
    for route in plan.routes.values():
        for x, y in points_of(route):
            for box in plan.boxes.values():
                inside = box.x + 0.1 < x < box.right - 0.1 and box.y < y < box.bottom
                assert not inside, (route.id, box.component, x, y)
