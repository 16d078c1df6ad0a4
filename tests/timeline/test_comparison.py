"""Two histories side by side: first divergence, sizes, tables, plots."""

import math
import time
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import run
from parts import Source
from plugboard_nb import History, LocalProcess
from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.timeline.comparison import Comparison, compare_histories
from strategies import examples

NAN, INF = math.nan, math.inf
Rows = Mapping[int, Any]


def history(
    ticks: int, units: dict[str, str] | None = None, initial: Any = None, **streams: Rows
) -> History:
    """Return a history of *ticks* ticks with a field ``<name>.x`` per stream: tick → value."""
    made = History()
    fields = {f"{name}.x": initial for name in streams}
    made.start({name: ["x"] for name in streams}, units or {}, fields)
    for tick in range(1, ticks + 1):
        for name, rows in streams.items():
            if tick in rows:
                made.table(name).append(tick, {"x": rows[tick]})
        made.reached(tick)
    return made


def stream(values: Sequence[Any]) -> dict[int, Any]:
    return dict(enumerate(values, start=1))


def compare(one: Sequence[Any], other: Sequence[Any], **kwargs: Any) -> Comparison:
    """Compare two streams that have a value at every tick."""
    first, second = (history(len(values), a=stream(values)) for values in (one, other))
    return compare_histories(first, second, ("main", "b"), **kwargs)


# Against a loop that is easy to follow ---------------------------------------------------------


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def naive_equal(one: Any, other: Any, rtol: float, atol: float) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and all(
            naive_equal(a, b, rtol, atol) for a, b in zip(one.tolist(), other.tolist(), strict=True)
        )
    if is_number(one) and is_number(other):
        if math.isnan(one) or math.isnan(other):
            return math.isnan(one) and math.isnan(other)
        if one == other:
            signs = math.copysign(1, one) == math.copysign(1, other)
            floats = isinstance(one, float) and isinstance(other, float)
            return signs or not floats or bool(rtol or atol)
        finite = not math.isinf(one) and not math.isinf(other)
        return finite and abs(one - other) <= atol + rtol * abs(one)
    return type(one) is type(other) and bool(one == other)


def naive_sizes(one: Any, other: Any) -> list[float]:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape:
            return []
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return [size for pair in pairs for size in naive_sizes(*pair)]
    if not (is_number(one) and is_number(other)) or math.isnan(one) or math.isnan(other):
        return []
    return [0.0 if one == other else float(abs(one - other))]


def naive(one: History, other: History, field: str, rtol: float, atol: float) -> dict[str, Any]:
    first, differing, sizes, squares = None, 0, {}, []
    for tick in range(1, min(one.last_tick, other.last_tick) + 1):
        pair = one.at(tick)[field], other.at(tick)[field]
        if not naive_equal(*pair, rtol, atol):
            first = first or tick
            differing += 1
        if found := naive_sizes(*pair):
            sizes[tick] = max(found)
            squares.append(sum(size**2 for size in found) / len(found))
    largest = max(sizes.values(), default=None)
    return {
        "first": first,
        "differing": differing,
        "largest": largest,
        "largest_at": next((t for t, size in sizes.items() if size == largest), None)
        if largest
        else None,
        "rms": math.sqrt(sum(squares) / len(squares)) if squares else None,
    }


ARRAYS = [np.array(values) for values in ([1.0, 2.0], [1.0, NAN], [1, 2], [1.5, 2.0], [1.0])]
VALUES: dict[str, list[Any]] = {
    "floats": [0.0, -0.0, 1.0, 1.001, 2.5, NAN, INF, -INF],
    "ints": [0, 1, 2, -3, 1000],
    "large ints": [2**60, 2**60 + 1, -(2**63), 2**53 + 1, 9007199254740992.0],
    "bools": [True, False],
    "texts": ["idle", "heating", ""],
    "gaps": [None, 1.0, 2.0, NAN],
    "mixed": [None, "on", True, 1, 1.0, 2.5, 2**70],
    "arrays": ARRAYS,
}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[History, History]:
    """Two histories that are alike for a while; components skip ticks and end early."""
    common = draw(st.sampled_from(list(VALUES.values())))
    values = st.sampled_from(common)
    ticks = st.sets(st.integers(1, 12), min_size=0)
    shared = {tick: draw(values) for tick in sorted(draw(ticks))}
    found = []
    for _ in range(2):
        changes = {tick: draw(values) for tick in draw(st.sets(st.integers(1, 12), max_size=3))}
        rows = {**shared, **changes} if draw(st.booleans()) else stream(common[:1] * 12) | changes
        initial = draw(st.sampled_from([None, common[0]]))
        found.append(history(draw(st.integers(0, 12)), None, initial, a=rows))
    return found[0], found[1]


@given(pairs(), st.sampled_from([(0.0, 0.0), (0.0, 0.01), (0.1, 0.0), (1e-3, 1.0)]))
@examples(300)
def test_comparison_equals_a_naive_loop(
    pair: tuple[History, History], within: tuple[float, float]
) -> None:
    found = compare_histories(*pair, ("a", "b"), None, *within)["a.x"]
    expected = naive(*pair, "a.x", *within)
    for name, value in expected.items():
        assert getattr(found, name) == (pytest.approx(value) if name == "rms" else value), name
    if found.first is not None:
        seen = (found.one, found.other)
        wanted = [one.at(found.first)["a.x"] for one in pair]
        assert all(map(naive_equal, seen, wanted, [0.0] * 2, [0.0] * 2))


@given(pairs())
@examples(60)
def test_series_are_the_values_at_each_tick(pair: tuple[History, History]) -> None:
    comparison = compare_histories(*pair, ("a", "b"))
    ticks, *columns = comparison.series("a.x")
    assert ticks.tolist() == list(comparison.common)
    for column, one in zip(columns, pair, strict=True):
        wanted = [one.at(tick)["a.x"] for tick in ticks.tolist()]
        kept = list(column) if isinstance(column, list) else column.tolist()
        assert all(map(naive_equal, kept, wanted, [0.0] * len(kept), [0.0] * len(kept)))


# What counts as equal ---------------------------------------------------------------------------


class Bare:
    def __init__(self, value: float) -> None:
        self.value = value


@dataclass
class Position:
    x: float


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (NAN, NAN),
        ([1.0, NAN], [1.0, NAN]),
        (np.float32(0.5), 0.5),
        (np.array(["a", "b"]), np.array(["a", "b"])),
        (np.array([1, None]), np.array([1.0, None])),
        (np.array([1, 2]), np.array([1.0, 2.0])),
        (np.datetime64("2020-01-01"), np.datetime64("2020-01-01")),
        ({"a": np.zeros(2)}, {"a": np.zeros(2)}),
        (pd.DataFrame({"a": [1.0, NAN]}), pd.DataFrame({"a": [1.0, NAN]})),
        (Position(1.0), Position(1.0)),
        (Bare(1.0), Bare(1.0)),
        (1j, 1j),
        (10**400, 10**400),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_equal_has_no_difference(one: Any, other: Any) -> None:
    assert compare([one], [other]).equal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0.0, -0.0),
        (1, True),
        (2**53 + 1, float(2**53)),
        ("1", 1),
        ([1], (1,)),
        ([1.0], [1.0, 2.0]),
        (b"a", "a"),
        (np.zeros(2), np.zeros(3)),
        (np.zeros(2), [0.0, 0.0]),
        (np.array([True]), np.array([1])),
        (np.array([2, 1]), np.array([2, "1"])),
        (pd.DataFrame({"a": [1.0]}), pd.DataFrame({"a": [2.0]})),
        (Bare(1.0), Bare(2.0)),
        (1j, 2j),
        (10**400, 0.5),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_equal_differs(one: Any, other: Any) -> None:
    difference = compare([one, one], [one, other])["a.x"]
    assert (difference.first, difference.differing) == (2, 1)


def test_tolerance_is_relative_to_the_first_and_reaches_into_arrays_and_lists() -> None:
    one, other = [100.0, np.array([1.0, 9.0]), [5.0]], [101.0, np.array([1.0, 9.05]), [5.04]]
    assert compare(one, other, rtol=0.01).equal
    assert compare(one, other, rtol=0.001).first == (1, "a.x")
    assert compare(one[1:], other[1:], atol=0.045)["a.x"].first == 1
    assert compare([1.0], [INF], rtol=1.0).first == (1, "a.x")
    assert compare([INF], [INF], rtol=1.0).equal


def test_largest_difference_of_tolerated_numbers_is_still_told() -> None:
    difference = compare([1.0, 2.0, 3.0], [1.0, 2.5, 3.0], atol=1)["a.x"]
    assert difference.equal
    assert (difference.largest, difference.largest_at) == (0.5, 2)
    assert (difference.one_at_largest, difference.other_at_largest) == (2.0, 2.5)
    assert difference.rms == pytest.approx(math.sqrt(0.25 / 3))


def test_huge_differences_do_not_overflow() -> None:
    difference = compare([1e200, -1e308, 0.0], [-1e200, 1e308, 0.0])["a.x"]
    assert (difference.largest, difference.rms) == (INF, INF)
    assert compare([1e200, 0.0], [0.0, 0.0])["a.x"].rms == pytest.approx(1e200 / math.sqrt(2))
    assert compare([-(2**63)], [2**63 - 1])["a.x"].largest == 2.0**64


# Ticks ------------------------------------------------------------------------------------------


def test_component_that_skips_ticks_keeps_its_value() -> None:
    one, other = history(6, a={1: 1.0, 4: 2.0}), history(6, a={1: 1.0, 5: 2.0})
    difference = compare_histories(one, other, ("main", "b"))["a.x"]
    assert (difference.first, difference.one, difference.other) == (4, 2.0, 1.0)
    assert (difference.differing, difference.rms) == (1, pytest.approx(math.sqrt(1 / 6)))


def test_values_before_the_first_are_those_of_tick_0() -> None:
    one, other = history(3, None, 5.0, a={3: 1.0}), history(3, None, 5.0, a={2: 5.0, 3: 1.0})
    assert compare_histories(one, other, ("main", "b")).equal
    none = history(3, None, None, a={3: 1.0})
    assert compare_histories(one, none, ("main", "b")).first == (1, "a.x")


def test_only_ticks_that_both_have_are_compared() -> None:
    comparison = compare([1.0, 2.0, 3.0, 4.0], [1.0, 2.0])
    assert comparison.equal
    assert (comparison.common, comparison.lengths) == (range(1, 3), (4, 2))
    assert "'main' goes on to 4" in repr(comparison)


def test_forgotten_ticks_are_left_out() -> None:
    skipping = {tick: tick for tick in range(1, 301, 7)}
    short, long = (history(300, a=stream(range(300)), b=skipping) for _ in range(2))
    short.forget_before(200)
    comparison = compare_histories(short, long, ("main", "b"))
    assert comparison.equal
    assert comparison.common == range(200, 301)
    assert comparison.series("b.x")[1].tolist()[:5] == [197, 197, 197, 197, 204]


def test_first_and_last_choose_the_ticks() -> None:
    one, other = [1.0, 2.0, 3.0, 4.0], [9.0, 2.0, 3.0, 9.0]
    assert compare(one, other, first=2, last=3).equal
    assert compare(one, other, first=2).first == (4, "a.x")
    with pytest.raises(ValueError, match="first is tick 3 and last is tick 2"):
        compare(one, other, first=3, last=2)


def test_histories_without_a_common_tick_say_so() -> None:
    comparison = compare([], [1.0, 2.0])
    assert comparison.equal
    assert comparison["a.x"].largest is None
    assert comparison.series("a.x")[0].tolist() == []
    assert repr(comparison) == (
        "comparison of 'main' and 'b': no tick to compare; "
        "'main' has no ticks and 'b' has ticks 1 to 2"
    )


def test_comparison_stays_as_it_was_while_a_history_goes_on() -> None:
    one, other = (history(3, a=stream([1.0, 2.0, 3.0])) for _ in range(2))
    comparison = compare_histories(one, other, ("main", "b"))
    for tick in range(4, 500):
        one.table("a").append(tick, {"x": "text"})
        one.reached(tick)
    assert comparison.series("a.x")[1].tolist() == [1.0, 2.0, 3.0]
    assert comparison.lengths == (3, 3)


def test_histories_of_processes_are_compared() -> None:
    one, other = (
        run(LocalProcess([Source(values, name="s")])).state.history
        for values in ([1, 2, 3], [1, 2.0, 4.5])
    )
    assert compare_histories(one, other, ("main", "b")).first == (3, "s.out")


# Fields -----------------------------------------------------------------------------------------


def two() -> tuple[History, History]:
    units = {"tank.x": "degC"}
    one = {"tank": stream([20.0, 21, 22]), "heater": stream([True] * 3), "old": stream([1] * 3)}
    other = {**one, "tank": stream([20.0, 21, 22.5]), "heater": stream([True, False, False])}
    other["new"] = other.pop("old")
    return history(3, units, **one), history(3, units, **other)


def test_fields_are_those_that_both_have_or_the_chosen_ones() -> None:
    comparison = compare_histories(*two(), ("main", "b"))
    assert list(comparison) == ["tank.x", "heater.x"]
    assert comparison.unshared == {"old.x": "main", "new.x": "b"}
    assert list(compare_histories(*two(), ("main", "b"), "t*.x")) == ["tank.x"]
    assert list(compare_histories(*two(), ("main", "b"), ["heater.x", "*"])) == [
        "heater.x",
        "tank.x",
    ]


def test_unknown_field_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownFieldError, match=r"have no field 'tnk\.x'; .* mean 'tank\.x'\?"):
        compare_histories(*two(), ("main", "b"), ["tnk.x"])
    with pytest.raises(UnknownFieldError, match=r"'b' has the field 'new\.x' and 'main' has not"):
        compare_histories(*two(), ("main", "b"), "new.x")
    with pytest.raises(UnknownFieldError, match=r"'heatr\.x' was not compared; .*'heater\.x'\?"):
        compare_histories(*two(), ("main", "b"))["heatr.x"]


@pytest.mark.parametrize("wrong", [{"rtol": -1.0}, {"atol": NAN}])
def test_tolerance_must_be_a_number_from_0_on(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"[ra]tol is (-1\.0|nan); a tolerance is a number from 0"):
        compare([1.0], [1.0], **wrong)


def test_comparison_is_a_mapping_ordered_by_declaration_and_first_is_the_earliest() -> None:
    comparison = compare_histories(*two(), ("main", "b"))
    assert comparison.first == (2, "heater.x")
    assert [one.field for one in comparison.parted] == ["heater.x", "tank.x"]
    assert dict(comparison)["tank.x"] is comparison["tank.x"]
    assert "old.x" not in comparison
    assert comparison.get("old.x") is None


# Words and tables -------------------------------------------------------------------------------


def test_comparison_shows_a_table_with_units() -> None:
    comparison = compare_histories(*two(), ("main", "lazy"))
    assert repr(comparison).splitlines() == [
        "comparison of 'main' and 'lazy' over ticks 1 to 3",
        "field     from tick  main  lazy  largest  at tick     RMS  unit",
        "heater.x          2    on   off        -        -       -",
        "tank.x            3    22  22.5      0.5        3  0.2887  °C",
        "only in 'main': old.x",
        "only in 'lazy': new.x",
    ]
    assert repr(comparison["tank.x"]) == (
        "<Difference of tank.x from tick 3 on, 22 and 22.5; largest 0.5 °C at tick 3, RMS 0.2887>"
    )


def test_equal_histories_say_over_which_ticks() -> None:
    comparison = compare([1.0] * 300, [1.0] * 300)
    assert "identical over ticks 1 to 300: a.x" in repr(comparison)
    assert "equal within rtol=0, atol=0.5 over" in repr(compare([1.0], [1.0], atol=0.5))
    assert repr(comparison["a.x"]) == "<Difference of a.x: none>"


def test_numbers_that_look_alike_are_shown_with_the_digits_that_differ() -> None:
    assert " 60.00000001  60.00000002 " in repr(compare([60.00000001], [60.00000002]))
    assert " 0  -0 " in repr(compare([0.0], [-0.0]))
    assert f" {2**60}  {2**60 + 1} " in repr(compare([2**60], [2**60 + 1]))


def test_to_frame_has_a_row_per_field() -> None:
    frame = compare_histories(*two(), ("main", "b")).to_frame()
    assert frame.index.tolist() == ["tank.x", "heater.x"]
    assert [*frame.loc["tank.x", ["unit", "first", "largest"]]] == ["°C", 3, 0.5]
    assert frame["largest_at"].isna().tolist() == [False, True]
    assert frame.loc["heater.x", "other"] is False


# Plots ------------------------------------------------------------------------------------------


def test_plot_shows_both_with_a_line_where_they_part() -> None:
    figure = compare_histories(*two(), ("main", "b")).plot()
    flags, numbers = figure.axes
    assert [line.get_label() for line in numbers.lines[:2]] == ["main", "b"]
    assert numbers.lines[0].get_color() != numbers.lines[1].get_color()
    assert numbers.lines[0].get_linestyle() != numbers.lines[1].get_linestyle()
    assert flags.texts[-1].get_text() == "part at tick 2"
    assert numbers.lines[-1].get_xdata() == [2, 2]


def test_plot_of_differences_draws_the_second_minus_the_first() -> None:
    figure = compare_histories(*two(), ("main", "b")).plot("tank.x", difference=True)
    line = figure.axes[1].lines[1]
    assert np.asarray(line.get_ydata()).tolist() == [0.0, 0.0, 0.5]
    assert figure.axes[1].texts[0].get_text() == "b \N{MINUS SIGN} main"


def test_history_compared_with_itself_can_be_plotted() -> None:
    one, _ = two()
    comparison = compare_histories(one, one, ("main", "main"))
    assert comparison.names == ("main", "main (again)")
    assert len(comparison.plot().axes) == 3


def test_twenty_long_fields_take_little_time() -> None:
    rng, histories = np.random.default_rng(1), []
    values = rng.normal(size=1_000_000)
    for shift in (0.0, 1e-9):
        made = history(1, None, **{f"c{number}": {1: 0.5} for number in range(20)})
        for number in range(20):
            table = made.table(f"c{number}")
            table.columns["x"].data = array("d", (values + shift * (number % 2)).tobytes())
            table.settle(len(values) - 1)
        made.last_tick = len(values)
        histories.append(made)
    start = time.process_time()
    comparison = compare_histories(histories[0], histories[1], ("main", "b"))
    assert time.process_time() - start < 5
    assert [one.equal for one in comparison.values()] == [True, False] * 10
