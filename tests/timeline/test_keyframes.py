from typing import Any

import numpy as np
import pytest

from plugboard_nb import IO, Component, LocalProcess, Timeline
from timeline.plant import drive, tank


class Heavy(Component):
    """Holds a large array and changes it at every step."""

    io = IO(outputs=["sum"])

    def __init__(self, size: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field = np.zeros(size)

    def step(self) -> None:
        self.field += self.rng.normal(size=self.field.size)
        self.sum = float(self.field.sum())


def test_keyframes_lie_where_they_are_asked_for() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=35)
        assert t.usage.keyframe_ticks == [0, 10, 20, 30]
        assert t.usage.longest_replay == 10

    drive(tank(), act, keyframe_every=10)


def test_the_distance_of_keyframes_grows_to_what_a_replay_may_cost() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=20_000)
        ticks = t.usage.keyframe_ticks
        gaps = np.diff(ticks)
        assert ticks[0] == 0
        assert gaps[0] <= gaps[-1]
        assert 5 < len(ticks) < 1000

    drive(tank(), act)


def test_keyframes_thin_out_the_oldest_most_and_the_first_one_stays() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=300)
        usage = t.usage
        ticks = np.array(usage.keyframe_ticks)
        assert usage.keyframes <= 1_000_000 // 4
        assert ticks[0] == 0
        assert 5 < len(ticks) < 30
        recent, old = np.diff(ticks[ticks >= 200]), np.diff(ticks[ticks <= 200])
        assert recent.mean() < old.mean()
        for tick in (0, 1, 150, 299, 13):
            await t.rewind(tick)
            assert t.tick == tick
        await t.step(287)
        assert t.compare("main").equal

    drive(
        LocalProcess([Heavy(1000, name="heavy")], seed=2),
        act,
        max_bytes=1_000_000,
        keyframe_every=1,
    )


def test_one_keyframe_larger_than_all_room_still_lets_every_tick_be_reached() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=20)
        assert 0 in t.usage.keyframe_ticks
        await t.rewind(11)
        await t.step(9)
        assert t.compare("main").equal

    drive(LocalProcess([Heavy(5000, name="heavy")], seed=2), act, max_bytes=10_000)


def test_a_history_that_is_full_keeps_the_newest_ticks_and_every_tick_can_be_replayed() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=30_000)
        usage = t.usage
        assert usage.total <= usage.max_bytes == 200_000
        assert 1 < usage.oldest_tick < 30_000
        assert t.history.last_tick == 30_000
        last = t.view()["tank.level"]
        with pytest.raises(IndexError, match="no longer remembered"):
            t.view(5)
        await t.rewind(5)
        assert t.view(5).tick == 5
        assert t.process.state.history.first_tick <= 6
        await t.switch("main")
        await t.rewind(29_990)
        await t.step(10)
        assert t.view()["tank.level"] == last

    drive(tank(), act, max_bytes=200_000)


def test_usage_counts_what_there_is() -> None:
    async def act(t: Timeline) -> None:
        before = t.usage
        await t.run(ticks=1000)
        after = t.usage
        assert after.history - before.history == pytest.approx(1000 * 2 * 8, rel=0.1)
        assert after.total == after.history + after.keyframes
        assert after.keyframes > before.keyframes > 0
        assert after.oldest_tick == 0

    drive(tank(), act)


@pytest.mark.parametrize("kwargs", [{"max_bytes": 0}, {"keyframe_every": 0}])
def test_limits_are_above_nought(kwargs: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="it must be"):
        Timeline(tank(), **kwargs)
