"""Breakpoints in every order of calls."""

import asyncio

import pytest

from plugboard_nb import Timeline
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.timeline import ConditionError
from timeline.plant import Alarm, drive, tank, watch


def test_breakpoints_can_be_added_before_the_first_tick() -> None:
    t = Timeline(watch())
    t.breakpoints.add("bell.n >= 3")
    with pytest.raises(ConditionError, match=r"Did you mean 'bell\.n'"):
        t.breakpoints.add("bel.n >= 3")

    async def run() -> None:
        async with t:
            assert (await t.run()).tick == 3

    asyncio.run(run())


def test_events_are_given_by_class_or_by_type() -> None:
    async def act(t: Timeline) -> None:
        both = [t.breakpoints.add(events=Alarm), t.breakpoints.add(events=["alarm"])]
        assert [point.events for point in both] == [("alarm",)] * 2
        assert (await t.run()).tick == 5
        for nonsense in (5, None, [None], [["alarm"]]):
            with pytest.raises(ValidationError, match="no component emits"):
                t.breakpoints.add(events=nonsense)  # type: ignore[arg-type]

    drive(watch(), act)


def test_what_holds_already_stops_nothing() -> None:
    async def act(t: Timeline) -> None:
        await t.step(4)
        t.breakpoints.add("bell.n >= 3")
        assert (await t.step(5)).reason == "ticks"
        await t.rewind(1)
        assert (await t.step(5)).tick == 3

    drive(watch(), act)


def test_one_that_was_off_while_it_became_true_stops_nothing_either() -> None:
    async def act(t: Timeline) -> None:
        point = t.breakpoints.add("bell.n >= 3")

        def until(timeline: Timeline) -> bool:
            point.enabled = timeline.tick not in (2, 3, 4)
            return False

        assert (await t.run(ticks=9, until=until)).reason == "ticks"
        assert point.hits == 0

    drive(watch(), act)


def test_one_that_is_added_during_a_run_is_seen() -> None:
    async def act(t: Timeline) -> None:
        began = asyncio.Event()
        t.subscribe(lambda kinds: began.set())
        task = asyncio.create_task(t.run())
        await began.wait()
        t.breakpoints.add(events=["alarm"])
        assert (await task).reason == "breakpoint"

    drive(watch(), act)


def test_a_branch_stops_at_them_and_a_replay_does_not() -> None:
    async def act(t: Timeline) -> None:
        point = t.breakpoints.add("bell.n == 3")
        await t.step(9)
        await t.step(9)
        assert (await t.fork(at=1).run(ticks=9)).tick == 3
        hits = point.hits
        await t.rewind(9)
        assert (t.tick, point.hits) == (9, hits)

    drive(watch(), act, keyframe_every=1000)


def test_only_what_is_there_can_be_removed() -> None:
    async def act(t: Timeline) -> None:
        point = t.breakpoints.add("tank.level > 3")
        t.breakpoints.remove(point)
        with pytest.raises(ValidationError, match="no breakpoint here"):
            t.breakpoints.remove(point)
        t.breakpoints.add("tank.level > 3")
        t.breakpoints.clear()
        assert (len(t.breakpoints), repr(t.breakpoints)) == (0, "<no breakpoints>")

    drive(tank(), act)
