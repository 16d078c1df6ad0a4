"""How a run comes to its end."""

import asyncio
from typing import Any

import numpy as np
import pandas as pd
import pytest

from conftest import recorded, run
from parts import Add, Count, Gain, Pass, Sink, Siren, Source, Wait, pipeline
from plugboard_nb import IO, Component, LocalProcess, PlugboardWarning, Status


class Last(Component):
    """Counts down from *start* and closes in the step in which it reaches 0."""

    io = IO(outputs=["out"])

    def __init__(self, start: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.left = start

    async def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            await self.io.close()
        else:
            self.out = self.left


class Take(Sink):
    """Takes as many values as it is told, then ends."""

    def __init__(self, count: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.count = count

    async def step(self) -> None:
        await super().step()
        if len(self.seen) == self.count:
            await self.io.close()


def test_the_step_that_closes_sends_and_records_nothing() -> None:
    process = run(LocalProcess([Last(3, name="a"), Sink(name="b")], ["a.out -> b.x"]))
    assert process.components["b"].seen == recorded(process, "a.out") == [2, 1]
    assert process.tick == 2


def test_all_are_completed_when_run_returns() -> None:
    process = run(pipeline([1, 2, 3]))
    assert process.status is Status.COMPLETED
    assert {part.status for part in process.components.values()} == {Status.COMPLETED}


def test_closing_travels_downstream_only() -> None:
    parts = [Count(name="a"), Source([1], name="b"), Add(name="sum"), Sink(name="s")]
    wires = ["a.out -> sum.a", "b.out -> sum.b", "sum.y -> s.x"]
    process = LocalProcess([*parts, Sink(name="other")], [*wires, "a.out -> other.x"])
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=5))
    found = {name: str(part.status) for name, part in process.components.items()}
    assert found == {
        "a": "waiting",
        "b": "completed",
        "sum": "completed",
        "s": "completed",
        "other": "waiting",
    }


@pytest.mark.parametrize("stage", [Pass, Wait])
def test_the_shorter_of_two_inputs_ends_a_component(stage: type[Component]) -> None:
    parts = [Source(range(3), name="a"), Source(range(5), name="b"), Add(name="sum")]
    parts += [stage(name="stage"), Sink(name="sink")]
    wires = ["a.out -> stage.x", "stage.y -> sum.a", "b.out -> sum.b", "sum.y -> sink.x"]
    process = run(LocalProcess(parts, wires))
    assert process.components["sink"].seen == [0, 2, 4]


def test_what_is_queued_is_drained_before_the_end() -> None:
    parts = [Source([1, 2], name="a"), Source([3, 4], name="b"), Sink(name="s")]
    process = run(LocalProcess(parts, ["a.out -> s.x", "b.out -> s.x"]))
    assert process.components["s"].seen == [1, 3, 2, 4]
    assert process.tick == 4


def test_values_delayed_by_initial_values_are_drained() -> None:
    parts = [Source([1, 2], name="a"), Sink(name="s", initial_values={"x": [0, 0, 0]})]
    process = run(LocalProcess(parts, ["a.out -> s.x"]))
    assert process.components["s"].seen == [0, 0, 0, 1, 2]


def test_fan_in_ends_when_all_connectors_have_closed() -> None:
    parts = [Source([1], name="a"), Source([2, 3, 4], name="b"), Sink(name="s")]
    process = run(LocalProcess(parts, ["a.out -> s.x", "b.out -> s.x"]))
    assert sorted(process.components["s"].seen) == [1, 2, 3, 4]


def test_a_sink_that_closes_does_not_stop_other_sinks() -> None:
    parts = [Source(range(5), name="a"), Take(2, name="b"), Sink(name="c")]
    process = run(LocalProcess(parts, ["a.out -> b.x", "a.out -> c.x"]))
    assert process.components["b"].seen == [0, 1]
    assert process.components["c"].seen == [0, 1, 2, 3, 4]


def test_a_producer_of_events_that_are_awaited_goes_on_without_consumers() -> None:
    from parts import Listener

    parts = [Siren([1, 4], last=5, name="a"), Take(2, name="b"), Listener(name="ear")]
    process = run(LocalProcess(parts, ["a.out -> b.x"]))
    assert process.components["ear"].heard == [1, 4]


def test_a_component_without_connected_outputs_is_never_ended_for_lack_of_consumers() -> None:
    process = run(LocalProcess([Source([1, 2, 3], name="a"), Gain(name="b")], ["a.out -> b.x"]))
    assert recorded(process, "b.y") == [2, 4, 6]


def test_the_end_travels_up_a_whole_chain() -> None:
    parts = [Count(name="a"), Pass(name="b"), Wait(name="c"), Take(3, name="d")]
    process = run(LocalProcess(parts, ["a.out -> b.x", "b.y -> c.x", "c.y -> d.x"]))
    assert process.status is Status.COMPLETED
    assert recorded(process, "a.out") == [1, 2, 3]


def test_a_loop_ends_with_the_component_that_closes() -> None:
    class Until(Component):
        io = IO(inputs=["x"], outputs=["y"])

        async def step(self) -> None:
            if self.x == 3:
                await self.io.close()
            else:
                self.y = self.x + 1

    parts = [Until(name="a", initial_values={"x": [0]}), Pass(name="b")]
    process = run(LocalProcess(parts, ["a.y -> b.x", "b.y -> a.x"]))
    assert recorded(process, "b.y") == [1, 2, 3]


def test_closing_in_init_ends_a_component_before_its_first_step() -> None:
    class Shut(Component):
        io = IO(outputs=["out"])

        async def init(self) -> None:
            await self.io.close()

        def step(self) -> None:
            raise AssertionError

    process = run(LocalProcess([Shut(name="a"), Sink(name="b")], ["a.out -> b.x"]))
    assert (process.status, process.tick) == (Status.COMPLETED, 0)


class Holder:
    """An object without a notion of equality."""


@pytest.mark.parametrize(
    "value",
    [
        Holder(),
        float("nan"),
        [1],
        None,
        np.zeros(3),
        [np.zeros(3)],
        pd.DataFrame({"a": [1]}),
        print,
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_unchanged_output_in_a_closing_step_is_no_reason_to_warn(value: Any) -> None:
    run(pipeline([value, value]))


@pytest.mark.parametrize(
    "values",
    [(1, 2), ([1], [2]), (np.zeros(3), np.ones(3)), ([np.zeros(3)], [np.ones(3)]), (1, "1")],
    ids=repr,
)
def test_a_changed_output_in_a_closing_step_warns_whatever_its_kind(values: Any) -> None:
    class Late(Component):
        io = IO(outputs=["out"])
        out: Any

        def init(self) -> None:
            self.left = list(values)

        def step(self) -> None:
            self.out = self.left.pop(0)
            if not self.left:
                self.io.close()

    with pytest.warns(PlugboardWarning, match=r"component 'late' changed \['out'\] in the step"):
        run(LocalProcess([Late(name="late")]))


class Gathering(Component):
    """Changes its state, a list and its random numbers before it waits."""

    io = IO(outputs=["count", "seen", "draw"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.taken = 0
        self.items: list[int] = []
        self.begun = asyncio.Event()

    async def step(self) -> None:
        self.taken += 1
        self.items.append(self.taken)
        self.draw = float(self.rng.random())
        self.begun.set()
        await asyncio.sleep(0.01)
        self.count, self.seen = self.taken, len(self.items)


def test_a_step_that_is_cut_off_leaves_the_state_intact() -> None:
    def history_of(cuts: int) -> list[list[float]]:
        process = LocalProcess([Gathering(name="g")], seed=1)

        async def life() -> None:
            await process.init()
            for _ in range(cuts):
                running = asyncio.create_task(process.run())
                process.components["g"].begun.clear()
                await process.components["g"].begun.wait()
                process.cancel()
                await running
            await process.run(ticks=4 - process.tick)

        asyncio.run(life())
        return [list(process.state.history[f"g.{name}"]) for name in ("count", "seen", "draw")]

    assert history_of(cuts=3) == history_of(cuts=0)
