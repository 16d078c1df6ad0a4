"""Changes to a model: together or not at all, checked where they are to be made."""

import asyncio
import logging
import math
import threading
from typing import Any

import numpy as np
import pytest

from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.library import Limiter, Sine
from timeline.plant import Tank, Walk, drive, tank


def limited() -> LocalProcess:
    parts = [Sine(name="sine", period=7.0), Limiter(name="valve", lower=-0.5, upper=0.5)]
    return LocalProcess(parts, ["sine.out -> valve.x"])


BOTH = {"valve.lower": 5.0, "valve.upper": 9.0}


def test_arguments_that_depend_on_each_other_change_together() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        with pytest.raises(ValidationError, match="lower must be at most upper"):
            t.set("valve.lower", 5.0)
        t.set(BOTH)
        await t.step(3)
        assert list(t.history["valve.out"])[3:] == [5.0] * 3
        assert [c.together for c in t.interventions] == [False, True]
        await t.rewind(1)
        await t.rewind(6)
        assert await t.verify(elsewhere=0)
        fork = t.fork(at=1, set=BOTH)
        await fork.step(2)
        assert list(fork.history["valve.out"])[1:] == [5.0] * 2

    drive(limited(), act, keyframe_every=100)


def test_a_change_is_checked_against_what_its_branch_will_be_like() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        high = t.fork(at=2, set={"valve.upper": 9.0})
        high.set("valve.lower", 5.0)
        await high.step(1)
        assert high.history["valve.out"][-1] == 5.0
        t.set("valve.upper", 9.0)
        with pytest.raises(ValidationError, match="lower must be at most upper"):
            t.fork(at=2, set={"valve.lower": 5.0})

    drive(limited(), act)


class Basin(Tank):
    """Has settings behind setters, one of them with a check."""

    @property
    def area(self) -> float:
        return self._area

    @area.setter
    def area(self, value: float) -> None:
        if value > 100:
            raise ValueError(f"area is {value}; that is a lake")
        self._area = value

    @property
    def half(self) -> float:
        return self._area / 2

    @half.setter
    def half(self, value: float) -> None:
        self.area = 2 * value


def test_setters_are_used_and_may_refuse() -> None:
    parts = [Walk(name="walk"), Basin(name="basin", initial_values={"drain": [0.0]})]
    wires = ["walk.x -> basin.inflow", "basin.level -> basin.drain"]

    async def act(t: Timeline) -> None:
        await t.step()
        basin: Any = t.process.components["basin"]
        t.set("basin.half", 4.0)
        assert basin.area == 8.0
        with pytest.raises(ValueError, match="a lake"):
            t.set("basin.half", 400.0)
        assert (basin.area, len(t.interventions)) == (8.0, 1)

    drive(LocalProcess(parts, wires), act)


class Fickle(Component):
    """Changes much in ``reconfigure``, and refuses thirteen when it is too late."""

    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, board: list[Any], a: int = 1, b: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.board, self.a, self.b, self.y = board, a, b, 0.0

    def reconfigure(self, **changes: Any) -> None:
        self.board.append(changes)
        self.y = self.rng.normal()
        vars(self).update(changes)
        if self.b == 13:
            raise ValueError("13 is unlucky")

    def step(self) -> None:
        self.y = self.a * self.x + self.b + self.rng.normal()


def fickle() -> LocalProcess:
    board: list[Any] = []
    parts = [Walk(name="walk"), Fickle(board, name="one"), Fickle(board, name="two")]
    return LocalProcess(parts, ["walk.x -> one.x", "walk.x -> two.x"], seed=5)


def test_a_change_that_fails_half_way_leaves_no_trace() -> None:
    async def act(t: Timeline) -> None:
        await t.step(6)
        before = t.branch.digest()
        await t.rewind(3)
        one, two = (t.process.components[name] for name in ("one", "two"))
        seen = one.y, two.y
        with pytest.raises(ValueError, match="13 is unlucky"):
            t.set({"walk.sigma": 9.0, "one.a": 5, "two.b": 13})
        assert (one.y, two.y) == seen
        assert one.board == []
        assert one.board is two.board
        assert list(t.branches) == ["main"]
        await t.step(3)
        assert t.branch.digest() == before

    drive(fickle(), act)


def test_a_branch_that_its_components_refuse_leaves_the_head_where_it_was() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        before = t.branch.digest()
        doomed = t.fork(at=2, set={"one.b": 13}, name="doomed")
        with pytest.raises(ValueError, match="13 is unlucky"):
            await doomed.run(ticks=3)
        with pytest.raises(ValueError, match="13 is unlucky"):
            await t.switch(doomed)
        assert (t.tick, t.process.tick, t.branch.digest()) == (5, 5, before)
        t.delete(doomed)
        await t.step()

    drive(fickle(), act)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("tank.area",), "needs the new value"),
        (({"tank.area": 2.0}, 3.0), "one too many"),
        (("tank", 2.0), "'tank' is a component; write 'tank.name'"),
        ((5, 2.0), "5 names nothing"),
        ((None, 2.0), "None names nothing"),
        (("", 2.0), "no parameter ''"),
        (("tank.note", threading.Lock()), "there can be no copy"),
        (("tank.area", np.array([1.0, 2.0])), "a number"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(arguments: Any, text: str) -> None:
    async def act(t: Timeline) -> None:
        t.process.components["tank"].note = None  # type: ignore[attr-defined]
        with pytest.raises(ValidationError, match=text):
            t.set(*arguments)
        assert t.interventions == []

    drive(tank(), act)


def test_settings_of_a_fork_are_a_mapping() -> None:
    async def act(t: Timeline) -> None:
        with pytest.raises(ValidationError, match=r"set is \['tank.area'\]; it must map"):
            t.fork(set=["tank.area"])  # type: ignore[arg-type]
        with pytest.raises(UnknownFieldError, match="no initial values"):
            t.fork(at=0, initial_values={"tank.inflow": [1.0]})

    drive(tank(), act)


def test_nothing_to_set_begins_no_branch() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        await t.rewind(1)
        t.set({})
        assert list(t.branches) == ["main"]

    drive(tank(), act)


def test_nan_is_a_value_like_any_other() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        t.set("tank.volume", math.nan)
        await t.step(3)
        before = t.branch.digest()
        await t.rewind(2)
        await t.rewind(6)
        assert t.branch.digest() == before
        assert math.isnan(t.history["tank.level"][-1])
        assert await t.verify(elsewhere=0)

    drive(tank(), act, keyframe_every=2)


class Slow(Component):
    io = IO(inputs=["x"], outputs=["y"])
    reached: asyncio.Event
    gate: asyncio.Event

    def __init__(self, gain: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gain, self.low, self.high = gain, 0, 9

    async def step(self) -> None:
        self.reached.set()
        await self.gate.wait()
        self.y = self.gain * self.x

    def reconfigure(self, **changes: Any) -> None:
        raise ValueError("not while it runs")


def slow() -> LocalProcess:
    Slow.reached, Slow.gate = asyncio.Event(), asyncio.Event()
    return LocalProcess([Walk(name="walk"), Slow(name="slow")], ["walk.x -> slow.x"], seed=1)


async def cut(t: Timeline) -> None:
    """Ask for a change while a step waits, and cut the step off."""
    task = asyncio.create_task(t.step(3))
    await Slow.reached.wait()
    t.set("walk.sigma", 0.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    Slow.gate.set()
    assert [change.what for change in t.pending] == ["walk.sigma"]


def test_a_change_waits_until_a_step_that_was_cut_off_is_done() -> None:
    async def act(t: Timeline) -> None:
        await cut(t)
        await t.step(3)
        assert [(c.tick, c.what) for c in t.interventions] == [(1, "walk.sigma")]
        assert t.pending == []

    drive(slow(), act)


def test_a_change_that_the_head_did_not_wait_for_is_rejected() -> None:
    async def act(t: Timeline) -> None:
        await cut(t)
        await t.rewind(0)
        ((change, error),) = t.rejected
        assert change.what == "walk.sigma"
        assert isinstance(error, TimelineError)
        assert (t.pending, t.interventions, list(t.branches)) == ([], [], ["main"])

    drive(slow(), act)


def test_what_is_set_in_one_during_a_run_is_made_in_one_or_rejected_in_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def act(t: Timeline) -> None:
        task = asyncio.create_task(t.step(4))
        await Slow.reached.wait()
        Slow.gate.set()
        t.set({"slow.low": 3, "slow.gain": 2.0})
        t.set({"slow.low": 4, "slow.high": 5})
        await task
        slow = t.process.components["slow"]
        assert (slow.low, slow.high, slow.gain) == (4, 5, 1.0)
        assert [change.what for change, _ in t.rejected] == ["slow.low", "slow.gain"]
        assert [c.together for c in t.interventions] == [False, True]

    with caplog.at_level(logging.WARNING):
        drive(slow(), act)
    assert "not while it runs" in caplog.text


def test_what_a_condition_or_a_view_asks_for_is_made_even_at_the_last_tick() -> None:
    async def act(t: Timeline) -> None:
        def until(timeline: Timeline) -> bool:
            if timeline.tick == 4:
                timeline.set("walk.sigma", 0.0)
            return False

        await t.run(ticks=4, until=until)
        assert t.pending == []
        assert [(c.tick, c.what) for c in t.interventions] == [(4, "walk.sigma")]
        end = t.subscribe(lambda kinds: t.set("tank.area", 2.0) if "tick" in kinds else None)
        await t.step()
        end()
        assert [(c.tick, c.what) for c in t.interventions][1:] == [(5, "tank.area")]

    drive(tank(), act)


def test_what_is_asked_for_during_a_rewind_is_made_where_it_leads() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        Slow.reached.clear()
        Slow.gate.clear()
        task = asyncio.create_task(t.rewind(2))
        await Slow.reached.wait()
        t.set("walk.sigma", 0.0)
        Slow.gate.set()
        await task
        assert [(c.tick, c.what) for c in t.interventions] == [(2, "walk.sigma")]
        assert (t.branch.name, t.pending) == ("branch 1", [])

    process = slow()
    Slow.gate.set()
    drive(process, act, keyframe_every=1000)
