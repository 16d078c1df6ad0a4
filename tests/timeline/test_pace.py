"""Pace: so many ticks a second, on average, and at once what somebody asks for meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest

from plugboard_nb import Timeline
from plugboard_nb.exceptions import ValidationError
from timeline.plant import drive, tank


@pytest.mark.parametrize("value", [0, -1, "fast", True, float("nan"), float("inf")])
def test_pace_is_a_number_above_0(value: Any) -> None:
    timeline = Timeline(tank())
    with pytest.raises(ValidationError, match="ticks per second above 0"):
        timeline.pace = value
    assert timeline.pace is None


def test_run_takes_its_time_on_average_and_does_not_wait_after_its_last_tick() -> None:
    async def act(t: Timeline) -> float:
        t.pace = 100
        start = perf_counter()
        await t.run(ticks=41)
        return perf_counter() - start

    assert 0.38 < drive(tank(), act) < 2


def test_a_single_step_is_taken_at_once() -> None:
    async def act(t: Timeline) -> float:
        t.pace = 0.01
        start = perf_counter()
        await t.step()
        return perf_counter() - start

    assert drive(tank(), act) < 5


async def started(t: Timeline, pace: float | None) -> asyncio.Task[Any]:
    """Begin a run and wait for its first tick."""
    t.pace = pace
    task = asyncio.ensure_future(t.run())
    await until(lambda: t.tick)
    return task


async def until(true: Callable[[], Any]) -> None:
    """Let others go on until *true* says so."""
    while not true():  # noqa: ASYNC110
        await asyncio.sleep(0)


def test_a_run_that_waits_is_paused_at_once() -> None:
    async def act(t: Timeline) -> Any:
        task = await started(t, 0.01)
        t.pause()
        return await asyncio.wait_for(task, 5)

    stop = drive(tank(), act)
    assert (stop.reason, stop.tick) == ("paused", 1)


def test_a_run_that_waits_follows_another_pace_at_once() -> None:
    async def act(t: Timeline) -> int:
        task = await started(t, 0.01)
        t.pace = None
        await until(lambda: t.tick >= 1000)
        t.pause()
        await task
        return t.tick

    assert drive(tank(), act) >= 1000


def test_a_run_can_be_slowed_down() -> None:
    async def act(t: Timeline) -> int:
        task = await started(t, None)
        t.pace = 0.01
        await asyncio.sleep(0.1)
        tick = t.tick
        await asyncio.sleep(0.1)
        slower = t.tick - tick
        t.pause()
        await asyncio.wait_for(task, 5)
        return slower

    assert drive(tank(), act) <= 1


def test_a_change_asked_for_in_between_is_made_and_told_at_once() -> None:
    async def act(t: Timeline) -> Any:
        task = await started(t, 0.01)
        told: list[Any] = []
        t.subscribe(told.append)
        t.set("tank.area", 2.0)
        await until(lambda: any("interventions" in news for news in told))
        made = [change.tick for change in t.interventions]
        t.pause()
        await asyncio.wait_for(task, 5)
        return made

    assert drive(tank(), act) == [1]


def test_each_tick_of_a_slow_run_is_told() -> None:
    async def act(t: Timeline) -> Any:
        ticks: list[int] = []
        t.subscribe(lambda news: ticks.append(t.tick))
        t.pace = 30
        await t.run(ticks=8)
        return sorted(set(ticks))

    assert drive(tank(), act) == list(range(1, 9))
