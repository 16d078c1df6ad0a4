"""Steady: when a run counts as settled."""

import doctest
import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.timeline import steady as module
from plugboard_nb.timeline.steady import Steady


def first_steady(steady: Steady, values: Iterable[Any]) -> int | None:
    """Return the first tick at which ``a.x`` is steady."""
    answers = [steady.holds({"a.x": value}.get, tick) for tick, value in enumerate(values, 1)]
    return answers.index(True) + 1 if True in answers else None


def test_it_holds_after_so_many_small_changes_in_a_row() -> None:
    values = [5.0, 5.0, 5.0, 6.0, 6.0, 6.0, 6.0]
    assert first_steady(Steady(["a.x"], ticks=3), values) == 7
    assert first_steady(Steady(["a.x"], ticks=2), values) == 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (0.0, 0.01, True),  # absolute where numbers are small,
        (0.0, 0.02, False),
        (1e6, 1e6 + 9000, True),  # relative where they are large
        (1e6, 1e6 + 11000, False),
        (10**400, 10**400, True),
        (10**400, 10**400 + 1, False),
        (math.nan, math.nan, False),
        (math.inf, math.inf, False),
        (1.0, math.inf, False),
        (1e308, -1e308, False),
        (True, True, True),
        (True, False, False),
        (True, 1, False),
        ("on", "on", True),
        ("on", "off", False),
        (None, None, False),
        (None, 1.0, False),
        ([1], [1], False),
    ],
)
def test_what_is_a_small_change(old: Any, new: Any, expected: bool) -> None:
    assert (first_steady(Steady("a.x", tolerance=0.01, ticks=1), [old, new]) == 2) is expected


def test_no_tolerance_makes_a_toggling_bool_steady() -> None:
    assert first_steady(Steady(["a.x"], tolerance=100, ticks=1), [True, False, True]) is None


@given(st.lists(st.floats(-1e6, 1e6), max_size=30), st.integers(1, 5))
def test_it_counts_as_the_formula_says(values: list[float], ticks: int) -> None:
    small = [abs(b - a) <= 0.1 * (1 + max(abs(a), abs(b))) for a, b in pairwise(values)]
    ends = [n + 1 for n in range(ticks, len(values)) if all(small[n - ticks : n])]
    steady = Steady(["a.x"], tolerance=0.1, ticks=ticks)
    assert first_steady(steady, values) == (ends[0] if ends else None)


def test_all_fields_are_those_with_numbers_or_bools() -> None:
    steady = Steady(ticks=1)
    steady.watch(["a.x", "b.y", "c.z"])
    rows: list[dict[str, Any]] = [
        {"a.x": 1.0, "b.y": "on", "c.z": None},
        {"a.x": 1.0, "b.y": "off", "c.z": None},
        {"a.x": 1.0, "b.y": "off", "c.z": True},
    ]
    answers = [steady.holds(row.__getitem__, tick) for tick, row in enumerate(rows)]
    assert answers == [False, True, False]


def test_a_tick_asked_twice_counts_once_and_a_jump_starts_anew() -> None:
    steady = Steady(["a.x"], ticks=2)
    now = {"a.x": 1.0}.__getitem__
    assert [steady.holds(now, tick) for tick in (1, 2, 2, 3, 3)] == [False] * 3 + [True] * 2
    assert [steady.holds(now, tick) for tick in (2, 3, 4)] == [False, False, True]
    steady.reset()
    assert not steady.holds(now, 5)


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UnknownFieldError, match=r"no field 'a\.y' .* Did you mean 'a\.x'\?"):
        Steady(["a.y"]).watch(["a.x", "b.z"])
    with pytest.raises(TimelineError, match="call watch"):
        Steady().holds(len, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        {"tolerance": -1},
        {"tolerance": math.nan},
        {"tolerance": math.inf},
        {"ticks": 0},
        {"ticks": 2.5},
        {"ticks": True},
        {"fields": []},
    ],
    ids=str,
)
def test_a_wrong_argument_is_named(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=f"^{next(iter(arguments))} is "):
        Steady(**arguments)


def test_it_says_what_it_is() -> None:
    assert repr(Steady()) == "Steady(tolerance=1e-06, ticks=10)"
    assert repr(Steady(["a.x"], ticks=3)) == "Steady(['a.x'], tolerance=1e-06, ticks=3)"


def test_its_example_runs() -> None:
    assert doctest.testmod(module, raise_on_error=True).attempted > 2
