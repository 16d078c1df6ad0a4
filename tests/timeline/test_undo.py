"""``Timeline.undo``: a branch without one change."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from plugboard_nb import Timeline
from timeline.plant import drive, tank

Act = Callable[[Timeline], Any]


def step(n: int) -> Act:
    return lambda t: t.step(n)


def put(what: str, value: Any) -> Act:
    return lambda t: t.set(what, value)


def hold(value: Any) -> Act:
    return lambda t: t.hold("tank.level", value)


async def fork(t: Timeline) -> None:
    await t.switch(t.fork(2, set={"tank.area": 3.0, "tank.label": "wide"}))


def left(number: int, *acts: Act) -> list[tuple[int, str, str, Any]]:
    """Return what is changed on the way to a branch that undoes one of what *acts* changed."""

    async def main(t: Timeline) -> list[tuple[int, str, str, Any]]:
        for act in acts:
            done = act(t)
            if asyncio.iscoroutine(done):
                await done
        parent, before = t.branch, t.branch.digest()
        await t.switch(t.undo(number))
        await t.step(2)
        assert parent.digest() == before
        return [(c.tick, c.kind, c.what, c.new) for c in t.interventions]

    return drive(tank(), main)


def test_undone_change_and_all_later_ones_are_gone() -> None:
    acts = step(3), put("tank.area", 2.0), step(2), put("tank.area", 4.0), step(1)
    assert left(0, *acts) == []
    assert left(1, *acts) == [(3, "set", "tank.area", 2.0)]


def test_what_else_was_changed_after_the_same_tick_stays() -> None:
    acts = step(3), put("tank.area", 2.0), put("tank.label", "a"), hold(1.0), step(1)
    assert left(1, *acts) == [(3, "set", "tank.area", 2.0), (3, "hold", "tank.level", 1.0)]
    assert left(0, *acts) == [(3, "set", "tank.label", "a"), (3, "hold", "tank.level", 1.0)]


def test_same_thing_set_twice_after_one_tick_is_as_before_both() -> None:
    acts = step(1), put("tank.area", 2.0), put("tank.area", 3.0)
    assert left(0, *acts) == []
    assert left(1, *acts) == [(1, "set", "tank.area", 2.0)]


def test_what_a_fork_was_told_can_be_undone() -> None:
    acts = step(4), fork, step(1)
    assert left(0, *acts) == [(2, "set", "tank.label", "wide")]
    assert left(1, *acts) == [(2, "set", "tank.area", 3.0)]


def test_change_inherited_from_a_parent_can_be_undone() -> None:
    acts = step(1), put("tank.area", 2.0), step(3), fork, step(1), put("tank.area", 5.0)
    assert left(0, *acts) == []
    assert left(3, *acts) == [
        (1, "set", "tank.area", 2.0),
        (2, "set", "tank.area", 3.0),
        (2, "set", "tank.label", "wide"),
    ]


def test_number_that_is_none_says_how_many_there_are() -> None:
    with pytest.raises(IndexError, match="no intervention 1; there are 1"):
        left(1, put("tank.area", 2.0))
