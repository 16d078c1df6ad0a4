"""The engine: steps that wait, overlapping ticks, room for the event loop, many components."""

import asyncio
import contextvars
from typing import Any

import pytest

from conftest import recorded, run
from parts import Add, Count, Gain, Pass, Sink, Source, Wait, pipeline
from plugboard_nb import IO, Component, LocalProcess, Status

# Within a tick ----------------------------------------------------------------------------------


class Meets(Component):
    """Steps only when all of a party are in their step at once."""

    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, party: asyncio.Barrier, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.party = party

    async def step(self) -> None:
        await self.party.wait()
        self.y = self.x


@pytest.mark.parametrize("method", ["step", "run"])
def test_steps_that_wait_run_concurrently_within_a_tick(method: str) -> None:
    async def life() -> LocalProcess:
        party = asyncio.Barrier(3)
        parts = [Source([7], name="s"), *(Meets(party, name=name) for name in "abc")]
        process = LocalProcess(parts, [f"s.out -> {name}.x" for name in "abc"])
        await process.init()
        async with asyncio.timeout(5):
            await getattr(process, method)()
        return process

    process = asyncio.run(life())
    assert [recorded(process, f"{name}.y") for name in "abc"] == [[7], [7], [7]]


def test_a_tick_goes_on_around_a_step_that_waits_as_far_as_inputs_allow() -> None:
    order = []

    class Notes(Pass):
        async def step(self) -> None:
            await super().step()
            order.append(self.name)

    class Slow(Notes):
        async def step(self) -> None:
            await asyncio.sleep(0)
            await super().step()

    parts = [
        Source([1], name="s"),
        Slow(name="slow"),
        Notes(name="after_slow"),
        Notes(name="aside"),
    ]
    process = LocalProcess(parts, ["s.out -> slow.x", "slow.y -> after_slow.x", "s.out -> aside.x"])
    run(process)
    assert order == ["aside", "slow", "after_slow"]


# Across ticks -----------------------------------------------------------------------------------


class Stage(Component):
    """Waits for a signal per item, and tells which item it is at."""

    io = IO(inputs=["x"], outputs=["y"])
    at: Any = None

    async def step(self) -> None:
        self.at = self.x
        for _ in range(3):
            await asyncio.sleep(0)
        self.y = self.x


def test_stages_overlap_across_ticks_while_running() -> None:
    seen = set()

    class Second(Stage):
        async def step(self) -> None:
            await super().step()
            seen.add(first.at - self.x)

    first, second = Stage(name="first"), Second(name="second")
    parts = [Source(range(20), name="s"), first, second]
    process = run(LocalProcess(parts, ["s.out -> first.x", "first.y -> second.x"]))
    assert recorded(process, "second.y") == list(range(20))
    assert max(seen) >= 1


@pytest.mark.parametrize("length", [1, 3, 10])
def test_the_look_ahead_is_bounded(length: int) -> None:
    distance = []

    class End(Stage):
        async def step(self) -> None:
            distance.append(first.at - self.x)
            await asyncio.sleep(0)

    first = Stage(name="c0")
    parts = [Source(range(60), name="s"), first, *(Pass(name=f"c{i}") for i in range(1, length))]
    wires = [f"c{i}.y -> c{i + 1}.x" for i in range(length - 1)]
    process = LocalProcess(
        [*parts, End(name="end")], ["s.out -> c0.x", *wires, f"c{length - 1}.y -> end.x"]
    )
    run(process)
    assert max(distance) <= length + 3


def test_components_that_wait_and_that_do_not_give_the_same_streams() -> None:
    def streams(stage: type[Component]) -> list[Any]:
        parts = [Count(name="n"), Add(name="a", initial_values={"b": [0, 0]}), stage(name="w")]
        process = LocalProcess(parts, ["n.out -> a.a", "a.y -> w.x", "w.y -> a.b"])
        asyncio.run(process.init())
        asyncio.run(process.run(ticks=30))
        return recorded(process, "w.y")

    assert streams(Wait) == streams(Pass)


class Sometimes(Pass):
    """Waits at some items only."""

    async def step(self) -> None:
        if self.x % 7 in (3, 4):
            await asyncio.sleep(0)
        self.y = self.x


def test_steps_that_wait_now_and_then_keep_the_streams_whole() -> None:
    process = run(pipeline(range(100), Sometimes(name="stage")))
    assert process.components["sink"].seen == list(range(100))
    assert process.tick == 100


# Tools of asyncio inside a step -----------------------------------------------------------------


class Tools(Component):
    """Uses a task group, a timeout and a shield inside its step."""

    io = IO(inputs=["x"], outputs=["y"])

    async def step(self) -> None:
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            one = group.create_task(asyncio.sleep(0, self.x))
            other = group.create_task(asyncio.to_thread(lambda: self.x))
        try:
            async with asyncio.timeout(0):
                await asyncio.sleep(5)
        except TimeoutError:
            self.y = one.result() + other.result()
        await asyncio.shield(asyncio.sleep(0))
        assert asyncio.current_task() is not None


@pytest.mark.parametrize("method", ["step", "run"])
def test_timeouts_and_task_groups_work_inside_a_step(method: str) -> None:
    process = pipeline([1, 2], Tools(name="stage"))
    asyncio.run(process.init())
    while process.status is not Status.COMPLETED:
        asyncio.run(getattr(process, method)())
    assert recorded(process, "stage.y") == [2, 4]


def test_a_timeout_in_a_step_that_elapses_is_a_failure_of_that_step() -> None:
    class Late(Pass):
        async def step(self) -> None:
            async with asyncio.timeout(0):
                await asyncio.sleep(5)

    with pytest.raises(TimeoutError) as caught:
        run(pipeline([1], Late(name="stage")))
    assert "component 'stage' raised this at tick 1" in caught.value.__notes__[0]


def test_a_task_group_in_a_step_that_fails_raises_its_group() -> None:
    async def bang() -> None:
        raise ValueError("bang")

    class Group(Pass):
        async def step(self) -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(bang())

    with pytest.raises(ExceptionGroup) as caught:
        run(pipeline([1], Group(name="stage")))
    assert isinstance(caught.value.exceptions[0], ValueError)
    assert "component 'stage' raised this at tick 1" in caught.value.__notes__[0]


def test_a_step_sees_the_context_variables_of_the_caller() -> None:
    variable: contextvars.ContextVar[int] = contextvars.ContextVar("variable")

    class Reads(Wait):
        async def step(self) -> None:
            await super().step()
            self.y = variable.get()

    async def life(process: LocalProcess) -> None:
        variable.set(5)
        await process.init()
        await process.run()

    process = pipeline([1, 2, 3], Reads(name="stage"))
    asyncio.run(life(process))
    assert recorded(process, "stage.y") == [5, 5, 5]


# Room for others --------------------------------------------------------------------------------


@pytest.mark.parametrize("until", [None, lambda process: False])
def test_a_run_that_never_waits_leaves_room_for_the_event_loop(until: Any) -> None:
    async def life() -> int:
        process = LocalProcess([Count(name="n"), Gain(name="g")], ["n.out -> g.x"])
        await process.init()
        asyncio.get_running_loop().call_later(0.05, process.cancel)
        async with asyncio.timeout(5):
            await process.run(until=until)
        assert process.status is Status.STOPPED
        return process.tick

    assert asyncio.run(life()) > 10


def test_ticks_of_one_loop_go_on_in_another() -> None:
    process = pipeline(range(6), Wait(name="stage"))
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=2))
    asyncio.run(process.step())
    asyncio.run(process.run())
    assert process.components["sink"].seen == [0, 1, 2, 3, 4, 5]


# Size -------------------------------------------------------------------------------------------


def test_a_chain_of_a_thousand_takes_a_value_through_in_one_tick() -> None:
    parts = [Source([1, 2], name="s"), *(Gain(1, name=f"g{i}") for i in range(1000))]
    wires = ["s.out -> g0.x", *(f"g{i}.y -> g{i + 1}.x" for i in range(999))]
    process = run(LocalProcess(parts, wires))
    assert recorded(process, "g999.y") == [1, 2]
    assert process.tick == 2


def test_outputs_set_from_outside_between_ticks_are_what_others_see() -> None:
    process = LocalProcess([Count(name="n"), Sink(name="s")], ["n.out -> s.x"])
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=2))
    vars(process.components["n"])["out"] = 10
    asyncio.run(process.run(ticks=2))
    assert process.components["s"].seen == [1, 2, 11, 12]
