"""The reference interpreter against streams worked out by hand."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from reference import Model, Node, Wire, interpret, same_value, tick_order
from reference.model import Act, step


def counts(model: Model, ticks: int = 50) -> dict[str, list[int]]:
    """Ticks of every stream, as a drawing of who stepped when."""
    streams = interpret(model, ticks).streams
    return {field: [tick for tick, _ in rows] for field, rows in streams.items()}


def source(name: str, ends_at: int | None = None, **kwargs: Any) -> Node:
    return Node(name, outputs=("x",), kinds=("int",), ends_at=ends_at, **kwargs)


def pipe(name: str, **kwargs: Any) -> Node:
    return Node(name, inputs=("a",), outputs=("x",), kinds=("int",), **kwargs)


def chain(*nodes: Node) -> Model:
    ends = itertools.pairwise(nodes)
    return Model(nodes, tuple(Wire(one.name, "x", two.name, "a") for one, two in ends))


def test_value_crosses_a_chain_within_the_tick_whatever_the_declaration() -> None:
    model = chain(source("s", 4), pipe("p"), pipe("q"))
    for nodes in (model.nodes, model.nodes[::-1]):
        found = counts(Model(nodes, model.wires))
        assert found == {"s.x": [1, 2, 3], "p.x": [1, 2, 3], "q.x": [1, 2, 3]}


def test_values_of_a_chain_are_those_of_nested_calls() -> None:
    model = chain(source("s", 3, salt=2), pipe("p", salt=5))
    outcome = interpret(model, 9)
    first = (2 * 7 + 2 + 1) % 10_007
    second = (first * 7 + 2 + 2) % 10_007
    assert outcome.streams["s.x"] == [(1, first), (2, second)]
    assert outcome.streams["p.x"][0] == (1, (5 * 31 + first) * 7 + 5 + 1)
    assert outcome.status == "completed"
    assert outcome.ticks == 2


def test_closing_with_deliver_sends_one_more() -> None:
    assert counts(chain(source("s", 3, ending="deliver"), pipe("p")))["p.x"] == [1, 2, 3]


def test_initial_values_come_first_and_lengthen_the_stream() -> None:
    model = chain(source("s", 4), pipe("p", initial={"a": (7, 8)}))
    assert counts(model)["p.x"] == [1, 2, 3, 4, 5]


def test_shorter_of_two_inputs_ends_a_component_and_the_longer_source_with_it() -> None:
    join = Node("j", inputs=("a", "b"), outputs=("x",), kinds=("int",))
    wires = (Wire("s", "x", "j", "a"), Wire("t", "x", "j", "b"))
    found = counts(Model((source("s", 3), source("t"), join), wires))
    assert found == {"s.x": [1, 2], "t.x": [1, 2, 3], "j.x": [1, 2]}


def test_fan_in_takes_one_item_a_tick_and_drains() -> None:
    wires = (Wire("s", "x", "p", "a"), Wire("t", "x", "p", "a"))
    found = counts(Model((source("s", 3), source("t", 2), pipe("p")), wires))
    assert found["p.x"] == [1, 2, 3]


def test_self_loop_with_two_initial_values_sees_its_past() -> None:
    node = pipe("p", initial={"a": (1, 2)}, ends_at=5)
    assert counts(Model((node,), (Wire("p", "x", "p", "a"),)))["p.x"] == [1, 2, 3, 4]


def test_sink_that_ends_takes_its_producer_along() -> None:
    sink = Node("k", inputs=("a",), ends_at=3)
    outcome = interpret(chain(source("s"), sink), 50)
    assert [tick for tick, _ in outcome.streams["s.x"]] == [1, 2, 3]
    assert outcome.statuses == {"s": "completed", "k": "completed"}


def test_outputs_not_assigned_are_sent_again() -> None:
    outcome = interpret(chain(source("s", 5, lazy=2), pipe("p")), 50)
    values = [value for _, value in outcome.streams["s.x"]]
    assert values[0] is None
    assert values[1] == values[2] != values[3]


def test_listener_without_fields_handles_in_the_tick_and_never_steps() -> None:
    emitter = Node("e", emits=((1, "note"), (3, "note")), ends_at=4)
    listener = Node("l", listens=("note",), outputs=(), deafens_at=None)
    outcome = interpret(Model((listener, emitter)), 50)
    assert [type_ for type_, _ in outcome.handled["l"]] == ["note", "note"]
    assert outcome.ticks == 3
    assert outcome.status == "completed"


def test_reactor_steps_once_per_batch() -> None:
    emitter = Node("e", emits=((2, "note"), (2, "note"), (4, "note")), ends_at=6)
    reactor = Node("r", outputs=("x",), kinds=("int",), listens=("note",))
    assert counts(Model((emitter, reactor)))["r.x"] == [2, 4]


def test_filled_field_waits_for_its_event() -> None:
    emitter = Node("e", emits=((2, "fill"), (3, "fill")), ends_at=6)
    filled = Node(
        "f", inputs=("a", "p"), outputs=("x",), kinds=("int",), listens=("fill",), populated="p"
    )
    model = Model((source("s", 3), emitter, filled), (Wire("s", "x", "f", "a"),))
    assert counts(model)["f.x"] == [2, 3]


def test_stop_event_lets_the_tick_finish() -> None:
    stopper = Node("e", emits=((2, "system.stop"),))
    outcome = interpret(Model((stopper, source("s"))), 50)
    assert [tick for tick, _ in outcome.streams["s.x"]] == [1, 2]
    assert outcome.statuses == {"e": "stopped", "s": "stopped"}
    assert outcome.status == "completed"


def test_failure_keeps_what_came_before_it() -> None:
    outcome = interpret(chain(source("s"), pipe("p", ends_at=3, ending="fail"), pipe("q")), 50)
    assert outcome.failed == ("p", 3)
    assert outcome.statuses == {"s": "stopped", "p": "failed", "q": "stopped"}
    assert [tick for tick, _ in outcome.streams["q.x"]] == [1, 2]


def test_two_that_wait_for_each_other_are_stuck() -> None:
    emitter = Node("e", inputs=("a",), emits=((1, "fill"),))
    filled = Node(
        "f", inputs=("p",), outputs=("x",), kinds=("int",), listens=("fill",), populated="p"
    )
    assert interpret(Model((emitter, filled), (Wire("f", "x", "e", "a"),)), 50).stuck


def test_order_follows_wires_then_events_then_declaration() -> None:
    emitter = Node("e", emits=((1, "note"),))
    listener = Node("l", listens=("note",))
    model = Model((listener, pipe("p"), emitter, source("s")), (Wire("s", "x", "p", "a"),))
    assert [node.name for node in tick_order(model)] == ["e", "l", "s", "p"]


def test_step_without_assignment_yields_no_outputs() -> None:
    memory = {"steps": 0, "events": 0, "acc": 1, "grown": []}
    assert step(source("s", lazy=2), memory, {}) == Act()


@pytest.mark.parametrize(("one", "other"), [(True, 1), (1.0, 2.0), ("1", 1), (None, 0)])
def test_same_value_tells_kinds_apart(one: Any, other: Any) -> None:
    assert not same_value(one, other)
    assert same_value(one, one)
