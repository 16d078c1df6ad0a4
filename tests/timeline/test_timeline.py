import asyncio
import threading
from typing import Any

import numpy as np
import pytest

from plugboard_nb import IO, Component, LocalProcess, Steady, Timeline
from plugboard_nb.exceptions import (
    NotInitialisedError,
    PlugboardError,
    TimelineBusyError,
    TimelineError,
    ValidationError,
)
from plugboard_nb.history import digest
from timeline.plant import drive, tank, watch


def test_a_process_under_a_timeline_gives_the_same_streams() -> None:
    async def alone() -> str:
        process = tank()
        async with process:
            await process.run(ticks=50)
        return digest(process.state.history)

    async def act(t: Timeline) -> str:
        await t.step(7)
        await t.run(ticks=43)
        return digest(t.history)

    assert asyncio.run(alone()) == drive(tank(), act)


def test_rewinding_and_stepping_on_gives_the_same_and_keeps_both() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=30)
        before = t.branch.digest()
        await t.rewind(7)
        assert (t.tick, t.process.tick, t.process.state.history.last_tick) == (7, 7, 7)
        assert t.history.last_tick == 30
        await t.step(23)
        assert t.branch.name == "branch 1"
        assert t.branch.digest() == before == t.branches["main"].digest()

    drive(tank(), act, keyframe_every=5)


def test_the_view_of_a_tick_is_what_was_there_and_changes_nothing() -> None:
    async def act(t: Timeline) -> None:
        seen = []
        for _ in range(12):
            await t.step()
            moment = t.view()
            seen.append((dict(moment.fields), dict(moment.inputs), moment.queued))
        before = t.branch.digest()
        for tick, (fields, inputs, queued) in enumerate(seen, 1):
            then = t.view(tick)
            assert (then.fields, then.inputs, then.queued) == (fields, inputs, queued)
        assert (t.tick, t.branch.digest()) == (12, before)
        assert t.view(5)["tank.level"] == t.history["tank.level"][4]

    drive(tank(), act)


def test_a_completed_run_can_be_taken_up_before_its_end() -> None:
    async def act(t: Timeline) -> None:
        assert (await t.run()).reason == "completed"
        assert (await t.step()).reason == "completed"
        await t.rewind(8)
        assert t.process.status == "waiting"
        assert [record.tick for record in t.view(10).events] == [10]
        stop = await t.run()
        assert (stop.reason, stop.tick) == ("completed", 12)
        assert t.compare("main").equal

    drive(watch(last=12), act)


def test_after_a_failure_the_model_can_be_mended_and_goes_on() -> None:
    async def act(t: Timeline) -> None:
        with pytest.raises(RuntimeError, match="asleep"):
            await t.run(ticks=20)
        assert (t.tick, t.process.status) == (8, "failed")
        with pytest.raises(TimelineError, match=r"rewind\(8\)"):
            await t.step()
        with pytest.raises(TimelineError, match=r"rewind\(8\)"):
            t.set("guard.fails_at", None)
        await t.rewind(8)
        t.set("guard.fails_at", None)
        assert (await t.run(ticks=4)).tick == 12
        assert t.branch.name == "main"
        assert list(t.history["guard.alarms"]) == [0] * 4 + [1] * 5 + [2] * 3

    drive(watch(fails_at=9), act)


def test_pause_stops_between_ticks_from_another_thread() -> None:
    async def act(t: Timeline) -> None:
        began = threading.Event()
        t.subscribe(lambda kinds: began.set())

        def pause_soon() -> None:
            began.wait(10)
            t.pause()

        thread = threading.Thread(target=pause_soon)
        thread.start()
        stop = await t.run()
        thread.join()
        assert stop.reason == "paused"
        assert t.process.at_boundary
        assert t.tick == t.process.tick == t.history.last_tick
        await t.step()
        assert t.tick == stop.tick + 1

    drive(tank(), act)


class Slow(Component):
    io = IO(inputs=["x"], outputs=["y"])
    reached: asyncio.Event
    gate: asyncio.Event

    async def step(self) -> None:
        if self.x == 3:
            self.reached.set()
            await self.gate.wait()
        self.y = self.x


def test_a_step_that_was_cut_off_is_taken_again() -> None:
    async def act(t: Timeline) -> None:
        Slow.reached, Slow.gate = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(t.run(ticks=6))
        await Slow.reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        Slow.gate.set()
        assert (await t.run(ticks=4)).tick == 6
        assert list(t.history["slow.y"]) == [1, 2, 3, 4, 5, 6]
        await t.rewind(1)
        assert (await t.step(5)).tick == 6
        assert t.compare("main").equal

    parts = [*watch().components.values(), Slow(name="slow")]
    drive(LocalProcess(parts, ["bell.n -> guard.n", "bell.n -> slow.x"]), act)


def test_only_one_advance_at_a_time() -> None:
    async def act(t: Timeline) -> None:
        first, second = await asyncio.gather(t.run(ticks=5000), t.step(), return_exceptions=True)
        assert getattr(first, "tick", None) == 5000
        assert isinstance(second, TimelineBusyError)
        assert "run(ticks=5000)" in str(second)

    drive(tank(), act)


def test_what_is_set_during_a_run_counts_from_a_tick_boundary_on() -> None:
    async def act(t: Timeline) -> None:
        began = asyncio.Event()
        t.subscribe(lambda kinds: began.set())
        task = asyncio.create_task(t.run())
        await began.wait()
        changed = asyncio.Event()
        t.subscribe(lambda kinds: changed.set() if "interventions" in kinds else None)
        t.set("walk.sigma", 0.0)
        assert [change.what for change in t.pending] == ["walk.sigma"]
        await changed.wait()
        t.pause()
        await task
        (change,) = t.interventions
        walk = np.asarray(t.history["walk.x"])
        assert 0 < change.tick < t.tick
        assert np.all(walk[change.tick - 1 :] == walk[change.tick - 1])
        assert not np.any(np.diff(walk[: change.tick]) == 0)

    drive(tank(), act)


def test_subscribers_are_told_together_and_cannot_disturb() -> None:
    async def act(t: Timeline) -> None:
        told: list[frozenset[str]] = []

        def broken(kinds: frozenset[str]) -> None:
            raise RuntimeError("not my day")

        t.subscribe(broken)
        end = t.subscribe(told.append)
        await t.step(3)
        await t.rewind(1)
        t.set("tank.area", 2.0)
        end()
        await t.step()
        assert told == [
            {"tick"},
            {"tick", "branch"},
            {"branch", "interventions"},
        ]

    drive(tank(), act)


def test_run_stops_where_a_condition_holds_or_nothing_changes_any_more() -> None:
    async def act(t: Timeline) -> None:
        stop = await t.run(until="abs(walk.x) > 3", ticks=10_000)
        assert (stop.reason, stop.text) == ("until", "abs(walk.x) > 3")
        assert abs(t.view()["walk.x"]) > 3
        t.set("walk.sigma", 0.0)
        stop = await t.run(until=Steady(["tank.level"], ticks=5), ticks=10_000)
        assert stop.reason == "until"
        stop = await t.run(until=lambda timeline: timeline.tick % 7 == 0)
        assert stop.tick % 7 == 0
        with pytest.raises(ValidationError, match="column"):
            await t.run(until="tank.levle > 3")

    drive(tank(), act)


def test_a_process_gets_its_own_settings_back() -> None:
    process = tank()

    async def act(t: Timeline) -> None:
        await t.step(3)
        t.set({"tank.area": 5.0, "walk.sigma": 2.0})
        await t.step(3)

    exported = process.export()
    drive(process, act)
    assert process.export() == exported
    assert not process.is_initialised

    async def again() -> str:
        async with process:
            await process.run(ticks=6)
        return digest(process.state.history)

    async def fresh(t: Timeline) -> str:
        await t.step(6)
        return digest(t.history)

    assert asyncio.run(again()) == drive(tank(), fresh)


def test_what_was_recorded_can_be_looked_at_after_the_end() -> None:
    kept: list[Timeline] = []

    async def act(t: Timeline) -> None:
        await t.step(9)
        await t.rewind(4)
        await t.step(2)
        kept.append(t)

    drive(tank(), act)
    (t,) = kept
    assert t.view(3, branch="main").tick == 3
    assert t.branches["main"].history.last_tick == 9
    assert t.compare("main").equal
    with pytest.raises(NotInitialisedError, match="async with"):
        asyncio.run(t.step())


def test_calls_out_of_order_say_what_to_do() -> None:
    t = Timeline(tank())
    with pytest.raises(NotInitialisedError, match="async with"):
        asyncio.run(t.step())
    with pytest.raises(NotInitialisedError, match="async with"):
        t.set("tank.area", 2.0)
    with pytest.raises(TypeError, match="drives a Process"):
        Timeline("tank")  # type: ignore[arg-type]

    async def advanced() -> None:
        process = tank()
        async with process:
            await process.step()
            with pytest.raises(TimelineError, match="tick 1 already"):
                await Timeline(process).init()

    asyncio.run(advanced())


@pytest.mark.parametrize("n", [-1, 1.5, True, "3"])
def test_a_number_of_ticks_is_a_whole_number(n: Any) -> None:
    async def act(t: Timeline) -> None:
        with pytest.raises(ValidationError, match="whole number"):
            await t.step(n)

    drive(tank(), act)


def test_a_process_that_somebody_advanced_directly_is_put_back() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        await t.process.step()
        with pytest.raises(TimelineError, match=r"rewind\(t\.tick\)"):
            await t.step()
        await t.rewind(t.tick)
        await t.step(2)
        assert len(t.history["walk.x"]) == 7

    drive(tank(), act)


def test_find_looks_both_ways_and_points_at_errors() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=200)
        level = np.asarray(t.history["tank.level"])
        expected = np.flatnonzero(level > 1) + 1
        assert list(t.find("tank.level > 1")) == list(expected)
        assert list(t.find("tank.level > 1", after=50)) == [k for k in expected if k > 50]
        assert list(t.find("tank.level > 1", before=50)) == [k for k in expected[::-1] if k < 50]
        with pytest.raises(PlugboardError, match="column 1"):
            t.find("tnk.level > 1")

    drive(tank(), act)


def test_two_timelines_cannot_drive_one_process() -> None:
    async def act(t: Timeline) -> None:
        await t.step(2)
        with pytest.raises(TimelineError, match="already"):
            await Timeline(t.process).init()

    drive(tank(), act)


def test_a_model_without_numbers_can_be_driven_too() -> None:
    class Words(Component):
        io = IO(outputs=["x"])
        x = ""

        def step(self) -> None:
            self.x += "a"

    async def act(t: Timeline) -> None:
        await t.step(6)
        await t.rewind(2)
        await t.step(4)
        assert t.history["walk.x"][-1] == "aaaaaa"

    drive(LocalProcess([Words(name="walk")]), act)
