"""Histories read as one: the same as if they had been put together."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from plugboard_nb import History
from plugboard_nb.history import copied, cut_off, digest, join, joined

Rows = Sequence[tuple[int, Any]]  # tick and value


def made(rows: Rows, ticks: int, first: int = 1) -> History:
    """Return a history of one field, from tick *first* on."""
    history = History()
    history.start({"a": ["x"]}, {}, {"a.x": None})
    for tick, value in rows:
        history.table("a").append(tick, {"x": value})
        history.record_event(tick, "alarm", "a", tick)
    history.reached(ticks)
    history.forget_before(first)
    return history


def assert_equal(found: History, wanted: History) -> None:
    assert (found.first_tick, found.last_tick) == (wanted.first_tick, wanted.last_tick)
    assert digest(found) == digest(wanted)
    assert digest(copied(found)) == digest(wanted)
    assert list(found["a.x"]) == list(wanted["a.x"])
    assert type(found["a.x"]) is type(wanted["a.x"])
    assert list(found.ticks_of("a.x")) == list(wanted.ticks_of("a.x"))
    remembered = range(max(wanted.first_tick, 1), wanted.last_tick + 1)
    for tick in remembered:
        mine, theirs = found.at(tick)["a.x"], wanted.at(tick)["a.x"]
        assert (type(mine), mine) == (type(theirs), theirs)
    for start in remembered:
        assert list(found.since(start)["a.x"]) == list(wanted.since(start)["a.x"])


STREAMS: dict[str, Rows] = {
    "doubles": [(t, t / 4) for t in range(1, 13)],
    "integers": [(t, t) for t in range(1, 13)],
    "bools": [(t, t % 3 == 0) for t in range(1, 13)],
    "texts": [(t, f"{t}") for t in range(1, 13)],
    "integers, then doubles": [(t, t if t < 7 else t / 4) for t in range(1, 13)],
    "doubles, then texts": [(t, t / 4 if t < 7 else "late") for t in range(1, 13)],
    "bools, then None": [(t, t == 2 if t < 7 else None) for t in range(1, 13)],
    "with gaps": [(t, t / 4) for t in (2, 3, 5, 8, 12)],
    "late": [(t, t / 4) for t in (9, 10)],
    "nothing": [],
}


@pytest.mark.parametrize("rows", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("first", [1, 4])
def test_the_parts_of_a_history_read_as_the_whole(rows: Rows, first: int) -> None:
    for cut in range(1, 13):
        for last in range(cut, 13):
            head = made(rows, 12, first)
            rest = cut_off(head, cut)
            wanted = copied(head)
            join(wanted, copied(rest, last))
            assert_equal(joined([(head, 12), (rest, last)]), wanted)


@pytest.mark.parametrize("rows", STREAMS.values(), ids=STREAMS)
def test_a_history_with_another_end_reads_as_if_it_had_been_cut(rows: Rows) -> None:
    for last in range(13):
        whole = made(rows, 12)
        wanted = copied(whole, last)
        assert_equal(joined([(whole, last)]), wanted)


def test_what_is_read_stays_when_the_parts_go_on() -> None:
    draw = random.Random(5)
    head = made([(t, t / 4) for t in range(1, 200)], 199)
    view = joined([(head, 199)])
    wanted = digest(view)
    for tick in range(200, 2000):
        head.table("a").append(tick, {"x": draw.random()})
    head.reached(1999)
    head.forget_before(150)
    cut_off(head, 160)
    head.table("a").append(161, {"x": -1.0})
    assert digest(view) == wanted


def test_numbers_of_one_part_are_not_copied() -> None:
    head = made([(t, t / 4) for t in range(1, 200)], 199)
    assert np.shares_memory(joined([(head, 100)])["a.x"], head["a.x"])


def test_a_gap_between_parts_leaves_the_newer_one() -> None:
    head, rest = made(STREAMS["doubles"], 3), made(STREAMS["doubles"], 12, first=6)
    found = joined([(head, 3), (rest, 12)])
    assert (found.first_tick, found.last_tick) == (6, 12)
    assert list(found["a.x"]) == [t / 4 for t in range(6, 13)]
    assert {record.tick for record in found.events} == set(range(6, 13))
