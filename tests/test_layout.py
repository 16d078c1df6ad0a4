"""Where the boxes, wires and values of a drawing lie."""

import json
import os
import random
import subprocess
import sys
import time
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given

from conftest import chain
from drawn import (
    Graph,
    check_nothing_overlaps,
    check_wires_pass_beside_boxes,
    graph_of,
    graphs,
    points_of,
    tangle,
    tank,
)
from plugboard_nb.graph.layout import layout, positions
from plugboard_nb.graph.layout_text import elide, one_line, text_width
from strategies import examples


@given(graphs())
@examples(80)
def test_nothing_lies_on_anything_else(graph: Any) -> None:
    plan = layout(graph)
    check_nothing_overlaps(plan)
    check_wires_pass_beside_boxes(plan)


@given(graphs())
@examples(80)
def test_forward_wires_lead_to_later_layers_and_others_run_below(graph: Any) -> None:
    plan = layout(graph)
    assert list(plan.boxes) == list(graph)
    assert len(plan.routes) == len(plan.pills) == graph.number_of_edges()
    for route in plan.routes.values():
        source, target = plan.boxes[route.source], plan.boxes[route.target]
        if route.around:
            assert source.layer >= target.layer
            assert max(y for _, y in points_of(route)) > max(source.bottom, target.bottom)
        else:
            assert source.layer < target.layer


@given(graphs())
@examples(40)
def test_the_same_graph_gives_the_same_layout(graph: Any) -> None:
    assert layout(graph) == layout(graph.copy())


@pytest.mark.parametrize("make", [tank, lambda: tangle(40, 10), lambda: tangle(25, 6, 3)])
def test_ways_around_have_tracks_of_their_own(make: Any) -> None:
    level: dict[float, list[tuple[float, float, str]]] = {}
    for route in layout(make()).routes.values():
        ends = [stroke.points[-2:] for stroke in route.strokes]
        for (x0, y0), (x1, y1) in pairwise(ends[1:-1]) if route.around else ():
            if y0 == y1:
                level.setdefault(y0, []).append((min(x0, x1), max(x0, x1), route.id))
    for pieces in level.values():
        for one, two in combinations(pieces, 2):
            assert one[2] == two[2] or one[1] <= two[0] or two[1] <= one[0]


def test_hash_order_has_no_influence() -> None:
    code = "from test_layout import *; print(json.dumps(layout(tangle(30, 8)).to_dict()))"
    seen = set()
    for seed in "1", "2":
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "tests"}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1


def test_tank_has_its_loops_below_and_no_crossing() -> None:
    plan = layout(tank())
    layers = {name: box.layer for name, box in plan.boxes.items()}
    assert layers == {"setpoint": 0, "thermostat": 1, "weather": 1, "tank": 2, "energy": 2}
    assert [route.id for route in plan.routes.values() if route.around] == [
        "tank.temperature => tank.before",
        "tank.temperature => thermostat.measured",
    ]
    assert plan.crossings == 0


@pytest.mark.parametrize(
    ("wires", "crossings"),
    [
        (["a.x -> c.y", "b.x -> d.y"], 0),
        (["a.x -> d.y", "b.x -> c.y", "a.z -> e.y"], 0),
        (["a.x -> c.p", "a.z -> c.q"], 0),
        (["a.x -> c.p", "a.z -> c.q", "b.x -> c.r", "b.x -> d.y", "a.x -> e.y"], 0),
        (["a.x -> b.q", "a.z -> b.p", "c.u -> a.i", "b.o -> d.i"], 0),
        ([f"{a}.x -> {b}.{a}" for a in "abc" for b in "def"], 9),  # K(3,3) drawn in two layers
    ],
)
def test_orders_cross_no_more_than_they_must(wires: list[str], crossings: int) -> None:
    assert layout(graph_of(*wires)).crossings <= crossings


def test_a_tree_is_drawn_without_crossings() -> None:
    wires = [f"n{(number - 1) // 3}.x -> n{number}.y" for number in range(1, 40)]
    random.Random(3).shuffle(wires)
    assert layout(graph_of(*wires)).crossings == 0


def test_ports_and_routes_meet_on_the_grid() -> None:
    plan = layout(tank())
    port = plan.ports["tank", "in", "outdoor"]
    route = plan.routes["weather.outdoor -> tank.outdoor"]
    assert route.strokes[-1].points[-2:] == (port.x, port.y)
    assert port.x == plan.boxes["tank"].x
    spots = [(port.x, port.y) for port in plan.ports.values()]
    assert all(value % 4 == 0 for spot in spots for value in spot)


def test_wires_between_single_ports_are_straight() -> None:
    plan = layout(chain(4).graph)
    for route in plan.routes.values():
        assert len({stroke.points[-1] for stroke in route.strokes}) == 1


def test_sources_stand_next_to_what_they_feed() -> None:
    plan = layout(graph_of("a.x -> b.y", "b.x -> c.y", "c.x -> d.y", "late.x -> d.z"))
    assert plan.boxes["late"].layer == plan.boxes["d"].layer - 1


def test_delayed_wire_that_leads_forward_is_dashed_but_not_led_around() -> None:
    route = layout(graph_of("a.x => b.y")).routes["a.x => b.y"]
    assert route.delayed
    assert not route.around


def test_undelayed_loop_is_drawn_all_the_same() -> None:
    plan = layout(graph_of("a.x -> b.y", "b.x -> c.y", "c.x -> a.y"))
    assert [route.id for route in plan.routes.values() if route.around] == ["c.x -> a.y"]


def test_long_chain_is_folded_into_rows() -> None:
    plan = layout(chain(12).graph)
    assert plan.width < 4 * plan.height
    assert len({box.y for box in plan.boxes.values()}) > 1
    check_wires_pass_beside_boxes(plan)
    check_nothing_overlaps(plan)


@pytest.mark.parametrize(("source", "target"), [(10, 2), (6, 1), (11, 0), (5, 5), (3, 1)])
def test_loops_find_their_way_between_rows(source: int, target: int) -> None:
    graph = chain(12).graph
    ends = {"source_field": "out", "target_field": "x", "kind": "wire", "feedback": True}
    graph.add_edge(f"c{source}", f"c{target}", key="back", **ends)
    plan = layout(graph)
    check_wires_pass_beside_boxes(plan)
    check_nothing_overlaps(plan)


def test_values_on_parallel_wires_lie_on_them() -> None:
    plan = layout(graph_of(*(f"a.x{number} -> b.y{number}" for number in range(6))))
    for name, route in plan.routes.items():
        assert plan.pills[name].y == route.strokes[0].points[1]


def test_what_only_a_fold_connects_stays_near_the_others() -> None:
    plan = layout(tangle(40, 10))
    for one, two in pairwise(sorted(plan.boxes.values(), key=lambda box: box.y)):
        assert two.y - one.bottom < 400


def test_lonely_components_and_several_parts_stand_side_by_side() -> None:
    plan = layout(graph_of("a.x -> b.y", "c.x -> d.y", alone=("e", "f")))
    check_nothing_overlaps(plan)
    assert set(plan.outlets) == {("e", "x"), ("f", "x")}


def test_nothing_gives_an_empty_layout() -> None:
    assert layout(Graph()).boxes == {}
    assert positions(Graph()) == {}


def test_bare_graph_of_numbers_has_a_layout() -> None:
    graph: Any = Graph([(1, 2), (2, 3), (1, 2)])
    plan = layout(graph)
    assert len(plan.routes) == 3
    check_nothing_overlaps(plan)


def test_room_is_kept_for_a_value_that_needs_it() -> None:
    wire = "weather.outdoor -> tank.outdoor"
    usual, wide = layout(tank()), layout(tank(), {wire: 120.0})
    assert wide.pills[wire].width == 120 > usual.pills[wire].width
    check_nothing_overlaps(wide)


def test_positions_are_centres_with_y_upwards() -> None:
    box, (x, y) = layout(tank()).boxes["tank"], positions(tank())["tank"]
    assert (x, -y) == (box.x + box.width / 2, box.y + box.height / 2)


def test_layout_is_plain_data_for_a_browser() -> None:
    data = json.loads(json.dumps(layout(tank()).to_dict()))
    assert data["routes"][0]["path"].startswith("M")
    assert {"x", "y", "width", "height"} <= set(data["boxes"][0])


def test_long_names_are_shortened_in_the_middle() -> None:
    plan = layout(graph_of(f"{'n' * 300}1.x -> {'n' * 300}2.y"))
    titles = [box.title for box in plan.boxes.values()]
    assert [title[-1] for title in titles] == ["1", "2"]
    assert all("…" in title for title in titles)
    assert max(box.width for box in plan.boxes.values()) < 240


def test_names_are_one_line_without_tricks() -> None:
    assert one_line("a\nb\tc\x00\u202ed") == "a b c\N{REPLACEMENT CHARACTER}d"
    assert elide("温度センサー" * 9, 60, 10).count("…") == 1
    assert text_width("W", 10) > text_width("i", 10)


@pytest.mark.parametrize(
    ("components", "loops", "seconds"), [(40, 10, 0.15), (300, 60, 2), (1000, 200, 10)]
)
def test_layout_is_quick(components: int, loops: int, seconds: float) -> None:
    graph = tangle(components, loops)
    spent = []
    for _ in range(3 if components < 1000 else 1):
        start = time.process_time()
        layout(graph)
        spent.append(time.process_time() - start)
    assert min(spent) < seconds


@pytest.mark.slow
def test_ten_thousand_components_have_a_layout() -> None:
    plan = layout(tangle(10_000, 2_000))
    assert len(plan.boxes) == 10_000
