"""The order of a tick, delays, fan-out and fan-in: what one tick does with values."""

import asyncio
from itertools import permutations
from typing import Any

import pytest

from conftest import recorded, run
from parts import Add, Alarm, Count, Gain, Pass, Sink, Siren, Source
from plugboard_nb import IO, Component, LocalProcess, Status
from plugboard_nb.graph import Wiring, tick_order


def order(parts: list[Component], wires: list[str]) -> list[str]:
    process = LocalProcess(parts, wires)
    return tick_order(Wiring.of(process.components.values(), process.connectors.values()))


def stepped(process: LocalProcess, ticks: int = 1) -> LocalProcess:
    """Initialise *process* and take some ticks, one by one."""
    asyncio.run(process.init())
    for _ in range(ticks):
        asyncio.run(process.step())
    return process


@pytest.mark.parametrize("places", list(permutations(range(4))))
def test_a_value_crosses_a_chain_in_one_tick_whatever_the_order_of_declaration(
    places: tuple[int, ...],
) -> None:
    parts = [Source([5, 6], name="a"), Gain(name="b"), Gain(name="c"), Sink(name="d")]
    wires = ["a.out -> b.x", "b.y -> c.x", "c.y -> d.x"]
    process = stepped(LocalProcess([parts[i] for i in places], wires))
    assert process.components["d"].seen == [20]
    assert process.tick == 1


def test_ties_go_by_order_of_declaration() -> None:
    parts: list[Component] = [Sink(name="z"), Source([], name="b"), Source([], name="a")]
    assert order(parts, ["a.out -> z.x"]) == ["b", "a", "z"]


def test_delayed_wires_order_nothing() -> None:
    parts: list[Component] = [Pass(name="a", initial_values={"x": [0]}), Pass(name="b")]
    assert order(parts, ["a.y -> b.x", "b.y -> a.x"]) == ["a", "b"]


def test_emitters_come_before_subscribers_where_no_loop_forbids_it() -> None:
    class Hears(Component):
        io = IO(outputs=["y"], input_events=[Alarm])

    parts: list[Component] = [Hears(name="ear"), Siren(name="siren")]
    assert order(parts, []) == ["siren", "ear"]


def test_each_component_takes_exactly_one_step_per_tick() -> None:
    class Steps(Pass):
        steps = 0

        async def step(self) -> None:
            await super().step()
            self.steps += 1

    parts = [Count(name="a"), Steps(name="b"), Steps(name="c")]
    process = stepped(LocalProcess(parts, ["a.out -> b.x", "b.y -> c.x"]), 3)
    assert [process.components[name].steps for name in "bc"] == [3, 3]


def test_a_component_without_inputs_always_steps() -> None:
    assert stepped(LocalProcess([Count(name="a")]), 4).components["a"].out == 4


def test_after_a_step_process_and_components_are_waiting() -> None:
    process = stepped(LocalProcess([Count(name="a"), Sink(name="b")], ["a.out -> b.x"]))
    assert process.status is Status.WAITING
    assert {part.status for part in process.components.values()} == {Status.WAITING}


def test_an_output_that_was_not_assigned_is_sent_again() -> None:
    class Odd(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def step(self) -> None:
            if self.x % 2 == 0:
                self.y = self.x

    parts = [Source([1, 2, 3, 4], name="a"), Odd(name="b"), Sink(name="c")]
    process = run(LocalProcess(parts, ["a.out -> b.x", "b.y -> c.x"]))
    assert process.components["c"].seen == [None, 2, 2, 4]


def test_one_output_to_many_inputs_gives_each_every_value() -> None:
    parts = [Source([1, 2, 3], name="a"), Sink(name="b"), Sink(name="c"), Add(name="d")]
    wires = ["a.out -> b.x", "a.out -> c.x", "a.out -> d.a", "a.out -> d.b"]
    process = run(LocalProcess(parts, wires))
    assert process.components["b"].seen == process.components["c"].seen == [1, 2, 3]
    assert recorded(process, "d.y") == [2, 4, 6]


def test_many_connectors_into_one_input_queue_up_in_the_order_of_the_connectors() -> None:
    parts = [Source([1, 2], name="a"), Source([10, 20, 30], name="b"), Sink(name="c")]
    process = LocalProcess(parts, ["b.out -> c.x", "a.out -> c.x"])
    stepped(process, 2)
    assert process.components["c"].seen == [10, 1]
    asyncio.run(process.run())
    assert process.components["c"].seen == [10, 1, 20, 2, 30]
    assert process.status is Status.COMPLETED


def test_initial_values_come_before_those_of_the_connector() -> None:
    parts = [Source([0, 1, 2], name="a"), Sink(name="b", initial_values={"x": [7, 8]})]
    process = run(LocalProcess(parts, ["a.out -> b.x"]))
    assert process.components["b"].seen == [7, 8, 0, 1, 2]


@pytest.mark.parametrize("delay", [1, 2, 3])
def test_in_a_cycle_the_number_of_initial_values_is_the_delay(delay: int) -> None:
    initial = list(range(100, 100 + delay))
    parts = [Count(name="n"), Add(name="a", initial_values={"b": initial}), Sink(name="s")]
    process = LocalProcess(parts, ["n.out -> a.a", "a.y -> a.b", "a.y -> s.x"])
    seen: list[Any] = stepped(process, 6).components["s"].seen
    expected = list(initial)
    for number in range(1, 7):
        expected.append(number + expected[number - 1])
    assert seen == expected[delay:]


def test_values_pass_by_reference() -> None:
    value = [1, 2]
    parts = [Source([value], name="a"), Pass(name="b"), Sink(name="c")]
    process = run(LocalProcess(parts, ["a.out -> b.x", "b.y -> c.x"]))
    assert process.components["c"].seen[0] is process.components["a"].values[0]
