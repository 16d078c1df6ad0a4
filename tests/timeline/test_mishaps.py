"""What goes wrong in a notebook: interrupts, odd orders of calls, functions that raise."""

import asyncio
import gc
import logging
import signal
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.exceptions import (
    NotInitialisedError,
    TimelineBusyError,
    TimelineError,
    ValidationError,
)
from plugboard_nb.history import digest
from timeline.plant import Walk, drive, tank, watch

# Functions that raise ----------------------------------------------------------------------


def test_a_condition_that_raises_stops_the_run_and_not_the_model() -> None:
    async def act(t: Timeline) -> None:
        def broken(timeline: Timeline) -> bool:
            return timeline.tick > 2 and bool(1 / 0)

        with pytest.raises(ZeroDivisionError):
            await t.run(until=broken)
        assert (t.tick, t.process.status) == (3, "waiting")
        await t.step(2)
        await t.rewind(1)
        await t.step(4)
        assert t.compare("main").equal

    drive(tank(), act)


def test_a_condition_is_no_coroutine() -> None:
    async def act(t: Timeline) -> None:
        async def later(timeline: Timeline) -> bool:
            return True

        with pytest.raises(ValidationError, match="a plain function"):
            await t.run(until=later)  # type: ignore[arg-type]
        with pytest.raises(ValidationError, match="until is 5"):
            await t.run(until=5)  # type: ignore[arg-type]
        with pytest.raises(ValidationError, match=r"ticks is 'walk\.x > 3'") as caught:
            await t.run("walk.x > 3")  # type: ignore[arg-type]
        assert "until='walk.x > 3'" in caught.value.__notes__[0]

    drive(tank(), act)


def test_a_subscriber_that_raises_is_complained_about_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def act(t: Timeline) -> None:
        with pytest.raises(TypeError, match="a subscriber is a function"):
            t.subscribe(5)  # type: ignore[arg-type]
        t.subscribe(lambda kinds: 1 / 0)  # type: ignore[arg-type]
        for _ in range(3):
            await t.step()

    drive(tank(), act)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_component_that_cannot_be_destroyed_still_gets_its_settings_back() -> None:
    class Stays(Walk):
        def destroy(self) -> None:
            raise OSError("no")

    process = LocalProcess([Stays(name="walk")], parameters={"dt": 1.0})
    before = process.export()

    async def act(t: Timeline) -> None:
        t.set({"dt": 2.0, "walk.sigma": 3.0})

    with pytest.raises(OSError, match="no"):
        drive(process, act)
    assert process.export() == before


# Stopping ----------------------------------------------------------------------------------


class Ticks(Component):
    """Waits for the event loop in every step; tells when it steps."""

    io = IO(outputs=["n"])
    told: Callable[[], Any] | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.n: Any = 0

    async def step(self) -> None:
        await asyncio.sleep(0)
        self.n += 1
        if self.n == 5 and Ticks.told is not None:
            Ticks.told()


def disturbed(disturb: Callable[[Timeline], Any]) -> tuple[list[str], int]:
    """Disturb a rewind in its midst; return what came of it and the tick after it."""

    async def act(t: Timeline) -> tuple[list[str], int]:
        await t.step(12)
        before = t.branch.digest()
        Ticks.told = lambda: disturb(t)
        outcome = []
        try:
            await t.rewind(9)
        except TimelineError as error:
            outcome.append(str(error))
        finally:
            Ticks.told = None
        tick = t.tick
        assert t.process.tick == tick
        assert t.branch.digest() == before
        await t.rewind(9)
        await t.step(3)
        assert t.compare("main").equal
        return outcome, tick

    return drive(LocalProcess([Ticks(name="ticks")]), act, keyframe_every=1000)


def test_pause_is_for_advances_and_a_rewind_goes_on() -> None:
    assert disturbed(lambda t: t.pause()) == ([], 9)


def test_a_branch_that_is_paused_on_the_way_to_its_end_takes_no_tick() -> None:
    async def act(t: Timeline) -> None:
        await t.step(12)
        branch = t.fork(at=9)
        Ticks.told = t.pause
        stop = await branch.run(ticks=3)
        Ticks.told = None
        assert (stop.reason, stop.tick, t.tick) == ("paused", 9, 12)
        assert (await branch.run(ticks=3)).tick == 12

    drive(LocalProcess([Ticks(name="ticks")]), act, keyframe_every=1000)


@pytest.mark.parametrize(
    "disturb",
    [lambda t: t.process.cancel(), lambda t: signal.raise_signal(signal.SIGINT)],
    ids=["cancel", "stop button"],
)
def test_a_rewind_that_is_interrupted_leaves_the_head_where_it_was(
    disturb: Callable[[Timeline], Any],
) -> None:
    (text,), tick = disturbed(disturb)
    assert tick == 12
    assert text.startswith("interrupted while tick")


def test_a_rewind_that_is_cancelled_leaves_the_head_where_it_was() -> None:
    async def act(t: Timeline) -> None:
        await t.step(12)
        task = asyncio.create_task(t.rewind(9))
        Ticks.told = task.cancel
        with pytest.raises(asyncio.CancelledError):
            await task
        Ticks.told = None
        assert (t.tick, t.process.tick) == (12, 12)
        assert (await t.step()).tick == 13

    drive(LocalProcess([Ticks(name="ticks")]), act, keyframe_every=1000)


def test_the_stop_button_ends_a_run_and_it_goes_on() -> None:
    async def act(t: Timeline) -> None:
        Ticks.told = lambda: signal.raise_signal(signal.SIGINT)
        stop = await t.run(ticks=50)
        Ticks.told = None
        assert stop.reason == "interrupted"
        assert stop.tick < 50
        await t.step(50 - stop.tick)
        assert list(t.history["ticks.n"]) == list(range(1, 51))
        assert list(t.branches) == ["main"]

    drive(LocalProcess([Ticks(name="ticks")]), act)


def test_a_run_with_a_time_limit_goes_on_after_it() -> None:
    async def act(t: Timeline) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(t.run(), 0.02)
        await t.step(3)
        assert list(t.history["ticks.n"]) == list(range(1, t.tick + 1))

    drive(LocalProcess([Ticks(name="ticks")]), act)


# Calls in an odd order ---------------------------------------------------------------------


def test_numbers_of_numpy_are_ticks_and_others_are_not() -> None:
    async def act(t: Timeline) -> None:
        await t.step(20)
        tick = t.find("walk.x > -100", after=np.int64(6))[0]  # type: ignore[arg-type]
        await t.rewind(tick)
        assert (t.tick, type(t.tick), t.view(tick).tick) == (7, int, 7)
        await t.step(np.int64(2))  # type: ignore[arg-type]
        assert t.fork(at=tick).departure == 7
        for wrong in ("3", 2.0, True, None, [3]):
            with pytest.raises(ValidationError, match="it must be a whole number"):
                await t.rewind(wrong)  # type: ignore[arg-type]
        for call in (t.view, t.fork, lambda tick: t.find("walk.x > 0", before=tick)):
            with pytest.raises(ValidationError, match="it must be a whole number"):
                call("3")  # type: ignore[arg-type]

    drive(tank(), act)


def test_no_ticks_begin_no_branch() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        await t.rewind(1)
        assert (await t.step(0)).reason == (await t.run(ticks=0)).reason == "ticks"
        assert list(t.branches) == ["main"]

    drive(tank(), act)


def test_a_name_can_be_used_again_after_its_branch() -> None:
    async def act(t: Timeline) -> None:
        await t.step(4)
        first = t.fork(at=1, hold={"tank.level": -1.0}, name="lazy")
        await first.step(5)
        assert first.history.last_tick == 6
        t.delete(first)
        second = t.fork(at=1, name="lazy")
        assert second.history.last_tick == 1
        t.rename(second, "keen")
        assert t.fork(at=0, name="lazy").history.last_tick == 0
        assert t.branches["keen"].history.last_tick == 1

    drive(tank(), act)


def test_another_thread_may_look_and_ask_but_not_move() -> None:
    async def act(t: Timeline) -> None:
        began, found = threading.Event(), []

        def elsewhere() -> None:
            began.wait(10)
            with pytest.raises(TimelineBusyError, match=r"busy with run\(\)"):
                asyncio.run(t.step())
            t.set("walk.sigma", 0.0)
            found.append((t.view().tick, len(t.find("tick > 0"))))
            t.pause()

        t.subscribe(lambda kinds: began.set())
        thread = threading.Thread(target=elsewhere)
        thread.start()
        stop = await t.run()
        thread.join()
        assert stop.reason == "paused"
        assert found[0][0] > 0
        assert [change.what for change in t.interventions] == ["walk.sigma"]

    drive(tank(), act)


# Whose process it is -----------------------------------------------------------------------


def test_a_process_that_somebody_took_on_does_not_leave_wrong_keyframes() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        before = t.branch.digest()
        await t.process.run(ticks=2)
        with pytest.raises(TimelineError, match="advanced it directly"):
            t.set("tank.area", 2.0)
        await t.rewind(3)
        await t.switch("main")
        assert (t.tick, t.process.tick, t.branch.digest()) == (5, 5, before)
        await t.step(2)
        await t.rewind(1)
        await t.step(6)
        assert t.compare("main").equal

    drive(tank(), act, keyframe_every=1)


def test_a_process_that_somebody_started_again_is_put_back() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        t.set("tank.area", 2.0)
        await t.step(5)
        before = t.branch.digest()
        await t.process.init()
        await t.process.run(ticks=10)
        assert (t.tick, t.branch.digest(), t.view(3).tick) == (10, before, 3)
        with pytest.raises(TimelineError, match=r"started it again directly; rewind\(t\.tick\)"):
            await t.step()
        await t.rewind(t.tick)
        assert t.branch.digest() == before
        await t.step()
        assert await t.verify(elsewhere=0)

    drive(tank(), act)


def test_a_process_that_somebody_destroyed_says_so() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        await t.process.destroy()
        for call in (t.step, t.verify):
            with pytest.raises(NotInitialisedError, match="was destroyed directly"):
                await call()
        await t.destroy()
        await t.init()
        assert (await t.step()).tick == 6

    drive(tank(), act)


def test_a_record_stays_what_it_was_when_the_process_is_run_again() -> None:
    process, first = tank(), []

    async def act(t: Timeline) -> None:
        await t.step(8)
        t.set("tank.area", 2.0)
        await t.step(8)
        first.append((t, t.branch.digest()))

    drive(process, act)
    ((t, before),) = first

    async def alone() -> None:
        async with process:
            await process.run(ticks=30)

    asyncio.run(alone())
    assert (t.branch.digest(), t.tick, len(t.history["walk.x"])) == (before, 16, 16)

    async def compare(u: Timeline) -> None:
        await u.step(16)
        assert u.compare(t).first == (9, "tank.level")

    drive(process, compare)

    async def again() -> None:
        async with t:
            assert t.branch.digest() == before
            assert (await t.step()).tick == 17

    asyncio.run(again())


def test_a_cell_that_makes_a_timeline_can_be_run_again_once_the_process_is_free() -> None:
    async def act(t: Timeline) -> None:
        other = Timeline(t.process)
        with pytest.raises(TimelineError, match="driven by another timeline already"):
            await other.init()
        await t.step(3)
        await t.process.destroy()
        await other.init()
        await other.step(2)
        with pytest.raises(TimelineError, match="driven by another timeline since"):
            await t.rewind(1)
        await t.destroy()
        assert (await other.step()).tick == 3
        await other.destroy()
        await t.init()
        assert (await t.step()).tick == 4

    drive(tank(), act)


def test_a_timeline_that_nobody_holds_any_more_is_no_obstacle() -> None:
    async def life() -> str:
        process = watch()
        for _ in range(3):  # the same cell, run again
            t = Timeline(process)
            await t.init()
            await t.step(6)
            found = digest(t.history)
            await process.destroy()
            del t
            gc.collect()
        return found

    assert asyncio.run(life()) == asyncio.run(life())
