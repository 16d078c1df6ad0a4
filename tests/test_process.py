"""Process: identity, life cycle, parameters, running again, and what it writes of itself."""

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from conftest import recorded, run
from parts import Add, Count, Gain, Listener, Pass, Sink, Siren, Source, Wait, pipeline
from plugboard_nb import IO, Component, InMemoryStateBackend, LocalProcess, Process, Status
from plugboard_nb.exceptions import NotInitialisedError, ProcessStatusError

# Identity ---------------------------------------------------------------------------------------


def test_a_process_has_name_components_connectors_and_parameters() -> None:
    process = pipeline([1], name="plant", parameters={"dt": 1})
    assert process.id == process.name == "plant"
    assert list(process.components) == ["source", "stage", "sink"]
    assert list(process.connectors) == ["source.out..stage.x", "stage.y..sink.x"]
    assert process.parameters == {"dt": 1}
    assert repr(process) == "<LocalProcess 'plant' created at tick 0, 3 components>"


def test_the_name_is_made_up_when_there_is_none() -> None:
    assert re.fullmatch(r"LocalProcess_\w{8}", pipeline([1]).name)
    assert pipeline([1]).name != pipeline([1]).name


# Life cycle -------------------------------------------------------------------------------------


def test_status_follows_the_life_of_a_process() -> None:
    async def life() -> list[str]:
        process = pipeline([1, 2])
        seen = [process.status]
        assert not process.is_initialised
        async with process:
            assert process.is_initialised
            seen.append(process.status)
            await process.step()
            seen.append(process.status)
            await process.run()
            seen.append(process.status)
        assert not process.is_initialised
        return [str(status) for status in (*seen, process.status)]

    assert asyncio.run(life()) == ["created", "init", "waiting", "completed", "completed"]


def test_status_while_a_step_is_taken_is_running() -> None:
    class Looks(Pass):
        async def step(self) -> None:
            await super().step()
            self.seen = (process.status, self.status)

    process = pipeline([1], Looks(name="stage"))
    run(process)
    assert process.components["stage"].seen == (Status.RUNNING, Status.RUNNING)


def test_leaving_the_block_before_the_end_stops() -> None:
    async def life() -> LocalProcess:
        async with pipeline([1, 2, 3]) as process:
            await process.run(ticks=1)
        return process

    process = asyncio.run(life())
    assert {str(part.status) for part in process.components.values()} == {"stopped"}
    assert process.status is Status.STOPPED


@pytest.mark.parametrize("method", ["step", "run"])
def test_step_and_run_before_init_are_errors(method: str) -> None:
    process = pipeline([1], name="plant")
    message = r"process 'plant' is not initialised; await process\.init\(\) first"
    with pytest.raises(NotInitialisedError, match=message):
        asyncio.run(getattr(process, method)())
    asyncio.run(process.init())
    asyncio.run(process.destroy())
    with pytest.raises(NotInitialisedError, match=message):
        asyncio.run(getattr(process, method)())


def test_destroy_without_init_does_nothing() -> None:
    process = pipeline([1])
    asyncio.run(process.destroy())
    assert process.status is Status.CREATED


@pytest.mark.parametrize("method", ["step", "run", "init", "destroy"])
def test_a_process_that_is_being_advanced_refuses_a_second_hand(method: str) -> None:
    async def both() -> None:
        process = pipeline([1, 2], Wait(name="stage"))
        await process.init()
        task = asyncio.create_task(process.run())
        await asyncio.sleep(0)
        with pytest.raises(ProcessStatusError, match="is being advanced"):
            await getattr(process, method)()
        await task
        assert process.status is Status.COMPLETED

    asyncio.run(both())


# How far to run ---------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Pass, Wait])
def test_run_takes_as_many_ticks_as_it_is_told(stage: type[Component]) -> None:
    process = pipeline(range(10), stage(name="stage"))
    asyncio.run(process.init())
    assert process.tick == 0
    for ticks, total in [(0, 0), (3, 3), (1, 4)]:
        asyncio.run(process.run(ticks=ticks))
        assert process.tick == total
        assert process.components["sink"].seen == list(range(total))
    asyncio.run(process.run(ticks=100))
    assert process.tick == 10
    assert process.status is Status.COMPLETED


@pytest.mark.parametrize("stage", [Pass, Wait])
def test_run_stops_when_until_says_so(stage: type[Component]) -> None:
    process = pipeline(range(10), stage(name="stage"))
    asyncio.run(process.init())
    asyncio.run(process.run(until=lambda p: p.components["sink"].seen[-1] == 4))
    assert process.components["sink"].seen == [0, 1, 2, 3, 4]
    assert (process.tick, process.status) == (5, Status.WAITING)


def test_a_process_without_components_is_complete_at_once() -> None:
    process = run(LocalProcess([]))
    assert (process.status, process.tick) == (Status.COMPLETED, 0)
    assert process.state.history.fields == []
    assert process.state.history.to_frame().empty


def test_a_negative_number_of_ticks_is_refused() -> None:
    process = pipeline([1])
    asyncio.run(process.init())
    with pytest.raises(ValueError, match="ticks is -1; it must be 0 or more"):
        asyncio.run(process.run(ticks=-1))


@pytest.mark.parametrize("stage", [Pass, Wait])
def test_run_is_step_repeated(stage: type[Component]) -> None:
    ran = run(pipeline(range(5), stage(name="stage")))
    stepped = pipeline(range(5), stage(name="stage"))
    asyncio.run(stepped.init())
    while stepped.status is not Status.COMPLETED:
        asyncio.run(stepped.step())
    assert recorded(stepped, "stage.y") == recorded(ran, "stage.y") == list(range(5))
    assert stepped.tick == ran.tick == 5


# Parameters -------------------------------------------------------------------------------------


class Scaled(Component):
    """Multiplies by a parameter."""

    io = IO(inputs=["x"], outputs=["y"])

    def step(self) -> None:
        self.y = self.x * self.parameters["k"]


def test_parameters_are_those_of_the_process_overlaid_by_the_component_s_own() -> None:
    own = Scaled(name="stage", parameters={"k": 10})
    process = run(pipeline([1], own, parameters={"k": 2, "dt": 0.5}))
    assert own.parameters == {"k": 10, "dt": 0.5}
    assert process.components["source"].parameters == {"k": 2, "dt": 0.5}
    assert recorded(process, "stage.y") == [10]


def test_parameters_are_taken_over_at_init() -> None:
    process = pipeline([1], Scaled(name="stage"), parameters={"k": 2})
    assert process.components["stage"].parameters == {}
    run(process)
    process.parameters["k"] = 3
    assert process.components["stage"].parameters == {"k": 2}
    run(process)
    assert recorded(process, "stage.y") == [3]


def test_a_component_s_parameters_are_live() -> None:
    process = pipeline([1, 1, 1], Scaled(name="stage", parameters={"k": 2}))
    asyncio.run(process.init())
    asyncio.run(process.step())
    process.components["stage"].parameters["k"] = 5
    asyncio.run(process.run())
    assert recorded(process, "stage.y") == [2, 5, 5]


# Running again ----------------------------------------------------------------------------------


def twice(process: Process, field: str) -> list[Any]:
    """Run two times, see that both give the same stream, and return it."""
    first = recorded(run(process), field)
    assert recorded(run(process), field) == first
    asyncio.run(process.run())
    assert recorded(process, field) == first
    return first


def test_state_made_in_the_constructor_is_reset() -> None:
    class Collects(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.memory: list[Any] = []
            self.array = np.zeros(1)

        def step(self) -> None:
            self.memory.append(self.x)
            self.array += self.x
            self.y = (list(self.memory), self.array[0])

    assert twice(pipeline([1, 2], Collects(name="stage")), "stage.y") == [([1], 1), ([1, 2], 3)]


def test_an_iterator_is_reset() -> None:
    class Iterates(Pass):
        def __init__(self, numbers: Iterator[int], **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.numbers = numbers

        async def step(self) -> None:
            self.y = next(self.numbers)

    stage = Iterates(iter([5, 6, 7]), name="stage")
    assert twice(pipeline([1, 2], stage), "stage.y") == [5, 6]


def test_a_generator_made_in_the_constructor_is_made_anew() -> None:
    class Generates(Pass):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.numbers = (n * n for n in range(5))

        async def step(self) -> None:
            self.y = next(self.numbers)

    assert twice(pipeline([1, 2, 3], Generates(name="stage")), "stage.y") == [0, 1, 4]


def test_a_generator_given_as_an_argument_cannot_start_again_and_says_so() -> None:
    class Iterates(Pass):
        def __init__(self, numbers: Iterator[int], **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.numbers = numbers

    process = run(pipeline([1], Iterates((n for n in range(5)), name="stage")))
    message = "'stage' cannot start again: its attribute 'numbers' is a generator that the first"
    with pytest.raises(ProcessStatusError, match=message):
        asyncio.run(process.init())


def test_objects_that_components_share_stay_shared() -> None:
    class Writes(Pass):
        def __init__(self, board: dict[str, Any], **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.board = board

        async def step(self) -> None:
            self.board[self.name] = self.x
            self.y = dict(self.board)

    board: dict[str, Any] = {}
    parts = [Source([1, 2], name="s"), Writes(board, name="a"), Writes(board, name="b")]
    process = LocalProcess(parts, ["s.out -> a.x", "s.out -> b.x"])
    assert twice(process, "b.y") == [{"a": 1, "b": 1}, {"a": 2, "b": 2}]
    assert twice(process, "a.y") == [{"a": 1}, {"a": 2, "b": 1}]


def test_components_that_hold_each_other_keep_doing_so() -> None:
    stage = Pass(name="stage")
    process = pipeline([1], stage)
    vars(process.components["sink"])["friend"] = stage
    run(process)
    asyncio.run(process.run())
    assert process.components["sink"].friend is stage


def test_what_cannot_be_copied_is_made_anew() -> None:
    class Locks(Pass):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.lock = threading.Lock()

        async def step(self) -> None:
            self.y = self.lock.acquire(blocking=False)

    assert twice(pipeline([1, 2], Locks(name="stage")), "stage.y") == [True, False]


def test_random_numbers_are_reset() -> None:
    class Dice(Pass):
        async def step(self) -> None:
            self.y = self.rng.integers(10**9)

    process = pipeline([1, 2, 3], Dice(name="stage"))
    assert len(set(twice(process, "stage.y"))) == 3
    other = pipeline([1, 2, 3], Dice(name="stage"), seed=process.seed)
    assert recorded(run(other), "stage.y") == recorded(process, "stage.y")


def test_initial_values_changed_in_place_are_reset() -> None:
    class Bumps(Component):
        io = IO(inputs=["x"], outputs=["y"])
        x: Any

        def step(self) -> None:
            self.x += 1
            self.y = self.x.copy()

    parts = [Bumps(name="b", initial_values={"x": [np.zeros(1)]}), Source([0, 0], name="s")]
    parts += [Add(name="a")]
    process = LocalProcess(parts, ["b.y -> a.a", "s.out -> a.b", "a.y -> b.x"])
    assert np.ravel(twice(process, "b.y")).tolist() == [1, 2, 3]


def test_parameters_that_a_component_changed_itself_are_reset() -> None:
    class Learns(Scaled):
        def step(self) -> None:
            super().step()
            self.parameters["k"] += 1

    stage = Learns(name="stage", parameters={"k": 1})
    assert twice(pipeline([1, 1, 1], stage), "stage.y") == [1, 2, 3]


def test_what_destroy_does_is_reset() -> None:
    class Shuts(Pass):
        shut = False

        async def step(self) -> None:
            assert not self.shut
            self.y = self.x

        def destroy(self) -> None:
            self.shut = True

    process = run(pipeline([1, 2], Shuts(name="stage")))
    asyncio.run(process.destroy())
    assert recorded(run(process), "stage.y") == [1, 2]


def test_events_are_reset() -> None:
    process = LocalProcess([Siren([2], last=3, name="siren"), Listener(name="ear")])
    assert twice(process, "siren.out") == [1, 2, 3]
    assert process.components["ear"].heard == [2]
    assert len(process.state.history.events) == 1


def test_edits_after_a_run_are_kept() -> None:
    stage = Gain(2, name="stage")
    process = run(pipeline([1, 2], stage))
    stage.factor = 3
    vars(process.components["source"])["values"] = [10, 20, 30]
    assert twice(process, "stage.y") == [30, 60, 90]


def test_edits_between_init_and_run_are_kept() -> None:
    stage = Gain(2, name="stage")
    process = pipeline([1, 2], stage)
    asyncio.run(process.init())
    stage.factor = 3
    asyncio.run(process.run())
    assert recorded(process, "stage.y") == [3, 6]
    assert twice(process, "stage.y") == [3, 6]


def test_a_mutable_edit_is_kept_as_it_was_when_it_was_made() -> None:
    process = run(pipeline([1, 2]))
    vars(process.components["sink"])["seen"] = ["before"]
    run(process)
    run(process)
    assert process.components["sink"].seen == ["before", 1, 2]


def test_edits_of_parameters_after_a_run_are_kept() -> None:
    process = run(pipeline([1, 2], Scaled(name="stage"), parameters={"k": 2}))
    process.components["stage"].parameters["k"] = 5
    assert twice(process, "stage.y") == [5, 10]
    process.parameters["k"] = 7
    assert twice(process, "stage.y") == [5, 10]


def test_init_in_the_middle_of_a_run_starts_again() -> None:
    process = pipeline(range(5))
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=3))
    run(process)
    assert process.components["sink"].seen == [0, 1, 2, 3, 4]
    assert process.tick == 5


# What a process writes of itself ------------------------------------------------------------------


def test_dump_writes_yaml_and_makes_folders(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "model.yml"
    pipeline([1, 2]).dump(path)
    before = path.read_text()
    pipeline([1, 2, 3]).dump(str(path))
    assert "parts.Source" in before
    assert path.read_text() != before


def test_dump_refuses_other_suffixes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.yaml"):
        pipeline([1]).dump(tmp_path / "model.json")
    assert list(tmp_path.iterdir()) == []


def test_export_is_enough_to_rebuild() -> None:
    told = pipeline([1, 2], name="plant", seed=3, state=InMemoryStateBackend()).export()
    assert told["type"] == "plugboard_nb.process.LocalProcess"
    assert told["args"]["components"][0] == {
        "type": "parts.Source",
        "args": {"values": [1, 2], "name": "source"},
    }
    assert told["args"]["seed"] == 3
    assert told["args"]["state"]["type"] == "plugboard_nb.state.InMemoryStateBackend"
    assert "seed" not in pipeline([1]).export()["args"]


def test_dict_and_json_hold_live_values() -> None:
    process = run(pipeline([1, 2], Gain(name="stage"), name="plant", parameters={"dt": 0.5}))
    told = process.dict()
    assert (told["id"], told["name"], told["status"]) == ("plant", "plant", "completed")
    assert told["components"]["stage"]["inputs"] == {"x": 2}
    assert told["components"]["stage"]["outputs"] == {"y": 4}
    assert told["connectors"]["stage.y..sink.x"]["spec"]["target"]["entity"] == "sink"
    assert told["parameters"] == {"dt": 0.5}
    assert isinstance(process.json(), bytes)
    assert json.loads(process.json())["components"]["stage"]["outputs"] == {"y": 4}


def test_graph_tells_nodes_and_edges() -> None:
    parts = [Count(name="n"), Add(name="a", initial_values={"b": [0, 0]}), Sink(name="s")]
    graph = LocalProcess(parts, ["n.out -> a.a", "a.y -> a.b", "a.y -> s.x"]).graph
    assert graph.nodes["a"]["type"] == "Add"
    assert graph.nodes["a"]["inputs"] == ["a", "b"]
    edge = graph.edges["a", "a", "a.y..a.b"]
    assert (edge["kind"], edge["feedback"], edge["delay"]) == ("wire", True, 2)
    assert not graph.edges["n", "a", "n.out..a.a"]["feedback"]
