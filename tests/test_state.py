"""State backends: what a process leaves in its record."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from conftest import run
from parts import pipeline
from plugboard_nb import InMemoryStateBackend, StateBackend, Status
from plugboard_nb.exceptions import NotFoundError, StateBackendError
from plugboard_nb.state import DictStateBackend

# Identity ---------------------------------------------------------------------------------------


def test_a_job_has_id_moment_of_creation_and_metadata() -> None:
    state = InMemoryStateBackend(metadata={"who": "me"})
    assert state.job_id.startswith("Job_")
    assert len(state.job_id) >= 12
    assert datetime.fromisoformat(state.created_at).tzinfo is not None
    assert state.metadata == {"who": "me"}
    assert InMemoryStateBackend(job_id="Job_abcDEF12").job_id == "Job_abcDEF12"


@pytest.mark.parametrize("job_id", ["Job_1234567", "job_12345678", "Job_1234_678", "12345678"])
def test_a_malformed_job_id_is_refused(job_id: str) -> None:
    with pytest.raises(StateBackendError, match=f"job_id is {job_id!r}; it must be 'Job_' and"):
        InMemoryStateBackend(job_id=job_id)


def test_dict_state_backend_is_the_one_in_memory() -> None:
    assert DictStateBackend is InMemoryStateBackend
    assert isinstance(pipeline([1]).state, InMemoryStateBackend)


def test_export_rebuilds() -> None:
    told = InMemoryStateBackend(max_bytes=1000, fields=["a.*"]).export()
    assert told == {
        "type": "plugboard_nb.state.InMemoryStateBackend",
        "args": {"max_bytes": 1000, "fields": ["a.*"]},
    }


# Contents ---------------------------------------------------------------------------------------


def test_the_state_knows_process_components_and_connectors() -> None:
    async def life() -> None:
        process = pipeline([1, 2], name="plant")
        async with process:
            await process.run()
            state = process.state
            assert (await state.get_process("plant"))["id"] == "plant"
            assert (await state.get_process_for_component("stage"))["id"] == "plant"
            assert (await state.get_component("stage"))["outputs"] == {"y": 2}
            assert (await state.get_connector("stage.y..sink.x"))["id"] == "stage.y..sink.x"
            assert await state.get_process_status("plant") is Status.COMPLETED
            assert await state.get_process_status_for_component("sink") is Status.COMPLETED

    asyncio.run(life())


def test_components_and_connectors_may_be_upserted_alone() -> None:
    async def life() -> None:
        process, state = pipeline([1]), InMemoryStateBackend()
        async with state:
            await state.upsert_component(process.components["stage"])
            await state.upsert_connector(process.connectors["stage.y..sink.x"])
            await state.upsert_process(process, with_components=False)
            assert (await state.get_component("stage"))["name"] == "stage"
            assert (await state.get_connector("stage.y..sink.x"))["id"] == "stage.y..sink.x"
            with pytest.raises(NotFoundError):
                await state.get_component("sink")

    asyncio.run(life())


def test_a_status_may_be_noted() -> None:
    async def life() -> None:
        process, state = pipeline([1], name="plant"), InMemoryStateBackend()
        await state.upsert_process(process)
        await state.update_process_status("plant", Status.STOPPED)
        assert await state.get_process_status("plant") is Status.STOPPED

    asyncio.run(life())


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda state: state.get_process("plnt"), "no process 'plnt'; it knows .*'plant'"),
        (lambda state: state.get_component("stge"), "no component 'stge'; .* Did you mean 'stage'"),
        (lambda state: state.get_connector("x"), "no connector 'x'; it knows"),
        (lambda state: state.get_process_for_component("x"), "no component 'x'"),
        (lambda state: state.get_process_status("x"), "no process 'x'"),
        (lambda state: state.get_process_status_for_component("x"), "no component 'x'"),
        (lambda state: state.update_process_status("x", Status.INIT), "no process 'x'"),
    ],
)
def test_unknown_ids_are_not_found(ask: Callable[[StateBackend], Any], message: str) -> None:
    state = run(pipeline([1], name="plant")).state

    async def life() -> None:
        await ask(state)

    with pytest.raises(NotFoundError, match=message):
        asyncio.run(life())


def test_a_process_calls_init_and_destroy_of_its_state() -> None:
    class Diary(InMemoryStateBackend):
        calls: list[str] = []

        async def init(self) -> None:
            self.calls.append("init")

        async def destroy(self) -> None:
            self.calls.append("destroy")

    async def life() -> None:
        async with pipeline([1], state=Diary()) as process:
            await process.run()

    asyncio.run(life())
    assert Diary.calls == ["init", "destroy"]


def test_connect_state_takes_another_state() -> None:
    async def life() -> None:
        process, other = pipeline([1], name="plant"), InMemoryStateBackend()
        await process.connect_state(other)
        assert process.state is other
        async with process:
            await process.run()
        assert other.history["stage.y"].tolist() == [1]
        assert process.components["stage"].state is other

    asyncio.run(life())


def test_history_stays_readable_after_destroy() -> None:
    process = run(pipeline([1, 2]))
    asyncio.run(process.destroy())
    assert process.state.history["stage.y"].tolist() == [1, 2]
