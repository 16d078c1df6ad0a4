"""Boxes that somebody has moved."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import graph_of, graphs, overlap, tank
from plugboard_nb.graph.layout import Layout, layout
from plugboard_nb.widgets.graph_view.moves import bounds_of, moved, way


def check_ends(plan: Layout) -> None:
    """Every wire begins and ends at its ports."""
    for route in plan.routes.values():
        out = plan.ports.get((route.source, "out", route.source_field))
        into = plan.ports.get((route.target, "in", route.target_field))
        first, last = route.strokes[0].points, route.strokes[-1].points[-2:]
        assert out is None or route.kind == "event" or first == (out.x, out.y)
        assert into is None or route.kind == "event" or last == (into.x, into.y)


def test_a_box_stands_where_it_was_put_on_the_grid() -> None:
    plan = moved(layout(tank()), {"tank": (301.0, -42.0)})
    assert (plan.boxes["tank"].x, plan.boxes["tank"].y) == (300, -40)
    check_ends(plan)


@pytest.mark.parametrize("places", [{}, {"nobody": (1.0, 2.0)}, {"tank": (float("nan"), 0.0)}])
def test_where_nothing_is_moved_the_layout_is_the_same(places: Any) -> None:
    plan = layout(tank())
    assert moved(plan, places) is plan


def test_values_and_outlets_go_along() -> None:
    plan = layout(graph_of("weather.outdoor -> tank.outdoor", alone=("meter",)))
    later = moved(plan, {"meter": (40.0, 600.0)})
    box, was = later.boxes["meter"], plan.boxes["meter"]
    pill, before = later.outlets["meter", "x"], plan.outlets["meter", "x"]
    assert (pill.x - before.x, pill.y - before.y) == (box.x - was.x, box.y - was.y)
    assert (
        later.pills["weather.outdoor -> tank.outdoor"]
        == plan.pills["weather.outdoor -> tank.outdoor"]
    )


def test_a_pill_under_a_box_finds_another_place() -> None:
    plan = layout(tank())
    pill = plan.pills["weather.outdoor -> tank.outdoor"]
    later = moved(plan, {"energy": (pill.x - 40, pill.y - 30)})
    assert not overlap(later.boxes["energy"], later.pills["weather.outdoor -> tank.outdoor"])


@settings(deadline=None, max_examples=60)
@given(graphs(), st.lists(st.tuples(st.floats(-500, 900), st.floats(-500, 900)), max_size=4))
def test_wherever_boxes_are_put_wires_reach_them_and_bounds_hold_all(
    graph: Any, spots: list[tuple[float, float]]
) -> None:
    plan = moved(layout(graph), dict(zip(graph, spots, strict=False)))
    check_ends(plan)
    assert plan.pills.keys() == plan.routes.keys()
    pills = [*plan.pills.values(), *plan.outlets.values()]
    left, top, right, bottom = bounds_of(plan.boxes.values(), pills, plan.routes.values())
    things: list[Any] = [*plan.boxes.values(), *pills]
    for thing in things:
        assert left <= thing.x <= right
        assert top <= thing.y <= bottom


def test_a_wire_that_leads_back_runs_below_both_boxes_without_a_sharp_turn() -> None:
    strokes = way((200.0, 20.0), (0.0, 40.0), floor=90.0)
    ends = [stroke.points[-2:] for stroke in strokes]
    assert max(y for _, y in ends) == 110
    for (x0, y0), (x1, y1) in pairwise(ends):
        assert x0 == x1 or y0 == y1 or abs(x0 - x1) + abs(y0 - y1) <= 16
