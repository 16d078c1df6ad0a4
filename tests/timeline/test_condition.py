"""Conditions: what they mean, what they refuse, and that a tick and a history agree."""

import copy
import doctest
import math
import pickle
import sys
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.history import History
from plugboard_nb.timeline.condition import Condition, ConditionError
from plugboard_nb.timeline.condition import condition as module
from plugboard_nb.timeline.condition.columns import Operators, Series
from plugboard_nb.timeline.condition.values import NAMES

INF, NAN = math.inf, math.nan
FIELDS = ["a.x", "b.y", "c.z", "d-e.v"]
TANK = ["tank.temperature", "hot-tank.t", "h.mode", "gain.in"]


class Mode(StrEnum):
    ON = "on"


class Level(IntEnum):
    HIGH = 3


def holds(text: str, then: Any = None, *, tick: int = 1, **values: Any) -> bool:
    now = {f"{name}.x": value for name, value in values.items()}
    known = [*now, *(["a.x"] if not now else [])]
    return Condition(text, known).holds(now.__getitem__, lambda _: then, tick)


def history_of(streams: dict[str, dict[int, Any]], last: int, initial: Any = None) -> History:
    """Return a history in which component.field has the values of *streams* at their ticks."""
    history = History()
    parts = [field.split(".") for field in streams]
    history.start({name: [field] for name, field in parts}, {}, initial or {})
    for tick in range(1, last + 1):
        for (name, field), stream in zip(parts, streams.values(), strict=True):
            if tick in stream:
                history.table(name).append(tick, {field: stream[tick]})
        history.reached(tick)
    return history


def forget(history: History, first: int) -> None:
    for field in history.fields:
        history.table(field.rpartition(".")[0]).forget_before(first)
    history.first_tick = first


# What they mean ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.x + 2 * 3 == 11 and a.x - 1 == 4", True),
        ("a.x // 2 == 2 and a.x % 3 == 2 and a.x / 2 == 2.5", True),
        ("-a.x % 3 == 1 and +a.x == 5 and -a.x ** 2 == -25", True),
        ("2 ** 10 == 1024 and a.x ** 3 == 125 and 2 ** -1 == 0.5", True),
        ("1 < a.x <= 5 != 6 >= 6 > 5", True),
        ("1 < a.x < 5", False),
        ("not a.x > 5 or False", True),
        ("abs(-a.x) == max(1, a.x, 3) == min(a.x, 7)", True),
        ("tick == 9", True),
        ("previous(a.x) == 4 == previous('a.x')", True),
        ("a.x", True),
        ("True and 0", False),
        ("a.x ** 0.5 > 2.2", True),
        ("\n  a.x\n >\t4\n", True),
    ],
)
def test_they_compute(text: str, expected: bool) -> None:
    assert holds(text, 4, tick=9, a=5) is expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("a.x == a.x", None, False),  # two missing values are not equal,
        ("a.x != a.x", None, False),  # nor unequal
        ("not (a.x == a.x)", None, True),
        ("not a.x", None, True),
        ("a.x + 1 != 0", None, False),
        ("max(a.x, 3) == 3", None, False),
        ("a.x == a.x", [1], False),
        ("a.x > 0", np.array([1]), False),
        ("a.x != a.x", NAN, True),
        ("a.x", NAN, True),
        ("max(a.x, 3) == 3 or min(3, a.x) == 3", NAN, False),
        ("a.x == 'on' and a.x != 'off'", "on", True),
        ("a.x != 1", "on", True),
        ("a.x < 1 or a.x >= 1 or a.x * 2 or a.x", "on", False),
        ("a.x < a.x or a.x <= a.x", "on", False),
        ("a.x == 'on'", Mode.ON, True),
        ("a.x + 1 == 4", Level.HIGH, True),
        ("a.x == 0.5", Decimal("0.5"), True),
        ("a.x == 0.5", Fraction(1, 2), True),
        ("a.x + a.x == 254", np.int8(127), True),
        ("a.x + True == 2", True, True),
    ],
)
def test_missing_values_texts_and_unusual_numbers(text: str, value: Any, expected: bool) -> None:
    assert holds(text, a=value) is expected


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0 > 10**300",
        "-1 / 0 < -(10.0**300)",
        "0 / 0 != 0 / 0",
        "5 // 0 == 1 / 0 and 5 % 0 != 5 % 0",
        "1 / (0 * -1) == -1 / 0",
        "0 ** -1 == 1 / 0",
        "(-8) ** 0.5 != (-8) ** 0.5",
        "9 ** 9 ** 9 == 1 / 0",
        "(-9.5) ** 9999 < -1e308",
        "1e308 * 10 == 1e999",
    ],
)
def test_what_has_no_value_is_infinite_or_nan(text: str) -> None:
    assert holds(text)
    assert list(Condition(text, []).ticks(history_of({}, 2))) == [1, 2]


def test_large_integers_are_compared_exactly_and_calculated_as_doubles() -> None:
    big = 2**53 + 1
    assert holds(f"a.x == {big} and a.x != {2.0**53} and b.x == -{big}", a=big, b=-big)
    assert holds(f"a.x + 0 == {2**53}", a=big)
    assert holds("a.x * 4 > a.x", a=2**62)
    assert holds("a.x > 1e300 and a.x + 1 == 1e999", a=10**400)


def test_a_quoted_field_is_that_field_and_other_texts_are_texts() -> None:
    condition = Condition("\"hot-tank.t\" > 61 and 'hot-tank.t' < 62 and h.mode == 'on'", TANK)
    assert condition.fields == ("hot-tank.t", "h.mode")
    now = {"hot-tank.t": 61.5, "h.mode": "on"}
    assert condition.holds(now.__getitem__, now.__getitem__, 1)


def test_a_micro_sign_is_itself() -> None:
    known = ["\N{MICRO SIGN}.x"]
    condition = Condition("\N{MICRO SIGN}.x > previous(\N{MICRO SIGN}.x)", known)
    assert condition.fields == tuple(known)


def test_fields_and_lag_tell_what_is_needed() -> None:
    condition = Condition("b.y > 1 and previous(a.x) < b.y", FIELDS)
    assert (condition.fields, condition.lag) == (("b.y", "a.x"), 1)
    assert Condition("tick > 3", FIELDS).lag == 0


def test_a_condition_copies_and_travels() -> None:
    condition = Condition("a.x > 1 and c.z == 'a.y'", FIELDS)
    assert copy.deepcopy(condition) is condition
    again = pickle.loads(pickle.dumps(condition))
    assert again.holds({"a.x": 2, "c.z": "a.y"}.get, {}.get, 1)
    assert repr(again) == "Condition(\"a.x > 1 and c.z == 'a.y'\")"


# What they refuse ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("__import__('os').system('true')", 1, "a dot stands only in the name of a field"),
        ("1 + __import__('os')", 5, "'__import__' is no function that can be used"),
        ("h.mode.__class__", 1, "there is no field 'h.mode.__class__'"),
        ("h.__class__", 1, "there is no field 'h.__class__'"),
        ("'x'.__class__", 1, "a dot stands only"),
        ("previous(h.mode).real", 1, "a dot stands only"),
        ("h.mode()", 1, "'h.mode' is no function"),
        ("values('h.mode')", 1, "'values' is no function"),
        ("_plain", 1, "there is no field '_plain'"),
        ("values", 1, "there is no field 'values'"),
        ("tank.temprature > 3", 1, "Did you mean 'tank.temperature'?"),
        ("1 < temperature", 5, "Did you mean 'tank.temperature'?"),
        ("'é' == h.mode and tank > 3", 19, "Did you mean 'tank.temperature'?"),
        ("tik > 3", 1, "Did you mean 'tick'?"),
        ("  (x)", 4, "there is no field 'x'"),
        ("hot-tank.t > 3", 1, "the name of the field hot-tank.t must be quoted: 'hot-tank.t'"),
        ("gain.in > 3", 6, "'in' does not fit here; the name of the field gain.in must be quoted"),
        ("'gain.in' > x.y", 13, "there are ['tank.temperature'"),
        ("'hot-tnk.t' > 3", 1, "a text may stand only beside a field, with == or !=. Did you mean"),
        ("'hot-tnk.t' == 3", 1, "'hot-tnk.t' is no field"),
        ("h.mode < 'on'", 10, "the text 'on' is no field"),
        ("h.mode == 'on' < 3", 11, "the text 'on' is no field"),
        ("'a' == 'b'", 1, "the text 'a' is no field"),
        ("h.mode == 'a' * 10**9", 11, "the text 'a' is no field"),
        ("h.mode == ('a', 'b')", 11, "several values are not allowed"),
        ("h.mode in ['on']", 8, "in is not allowed"),
        ("h.mode is None", 8, "is is not allowed"),
        ("h.mode == None", 11, "None is not allowed"),
        ("h.mode == b'on'", 11, "b'on' is not allowed"),
        ("2j > 1", 1, "2j is not allowed"),
        ("f'{tick}' == h.mode", 1, "written without an f"),
        ("tick if tick else 1", 1, "write it with 'and' and 'or'"),
        ("[i for i in tick]", 1, "is not allowed"),
        ("(tick := 1)", 2, "is not allowed"),
        ("(lambda: 1)()", 2, "lambda is not allowed"),
        ("h.mode[0]", 1, "indices are not allowed"),
        ("tick ^ 2", 6, "a power is written **"),
        ("tick & 2", 6, "write 'and'"),
        ("~tick", 1, "is not allowed"),
        ("sin(tick)", 1, "there are abs, max, min, previous"),
        ("abs", 1, "'abs' is a function: write abs(...)"),
        ("previous > 3", 1, "write previous(component.field)"),
        ("abs(1, 2)", 1, "abs() takes 1 arguments, not 2"),
        ("max(tick)", 1, "max() takes 2 to 99 arguments, not 1"),
        ("max(1, *tick)", 8, "is not allowed"),
        ("max(1, key=2)", 8, "arguments are given by position"),
        ("previous(tick) > 3", 10, "previous() takes one field"),
        ("previous(h.mode, 2)", 1, "previous() takes 1 arguments, not 2"),
        ("previous(previous(h.mode))", 10, "previous() takes one field"),
        ("previous('h.mod') == 1", 10, "Did you mean 'h.mode'?"),
        ("tick = 3", 6, "a comparison is written =="),
        ("tick >", 7, "something is missing"),
        ("", None, "it is empty"),
        ("tick\0", None, "null"),
        ("tick > " + "1" * 994, None, "at most 1000 characters"),
        ("(" * 300 + "1" + ")" * 300, None, "nested"),
        ("-" * 600 + "1", None, "nested too deeply"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_column(
    text: str, column: int | None, message: str
) -> None:
    with pytest.raises(ConditionError) as caught:
        Condition(text, TANK)
    assert message in str(caught.value)
    if column is not None:
        assert caught.value.column == column
        assert str(caught.value).startswith(f"condition {text!r}, column {column}: ")


@given(st.text("abxyz._()[]{},:'\"+-*/%=<>!&|^~@ 0129eitckpnorvuld\n\\µ", max_size=40))
@example("a.x" + "+a.x" * 199)
@example("1<(" * 99 + "a.x" + ")<2" * 99)
@settings(deadline=None)
def test_any_text_is_a_condition_or_an_error(text: str) -> None:
    try:
        condition = Condition(text, FIELDS)
    except ConditionError:
        return
    assert isinstance(condition.holds(lambda _: 1.5, lambda _: None, 3), bool)


# A tick and a history agree ------------------------------------------------------------------

AWKWARD: list[Any] = [
    *(0.0, -0.0, 1.0, -1.0, 0.1, 0.5, -0.5, 2.0, 3.0, -3.0, 7.5, -7.5, 1e-320, 5e-324),
    *(1e16, 2.0**53, -(2.0**53), 1e200, -1e200, 1.7e308, INF, -INF, NAN),
]
NUMBERS: list[Any] = [0, 1, -1, 2, 3, 10, -7, 2**31, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1]
ODD: list[Any] = [None, "on", "", True, False, 2**63, 10**400, NAN, 1.5, 3, [1], Decimal("2.5")]
POOLS = [AWKWARD, NUMBERS, [True, False], ["on", "off"], [*ODD, *AWKWARD, *NUMBERS]]
ARITHMETIC = ("+", "-", "*", "/", "//", "%", "**")
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


def agreeing(condition: Condition, history: History, *bounds: int) -> list[int]:
    """Return the ticks found, which are those at which the condition holds by itself."""
    found = condition.ticks(history, *bounds)
    assert found.dtype == "int64"
    first, last = bounds or (history.first_tick, history.last_tick)
    expected = [
        tick
        for tick in range(max(first, history.first_tick), min(last, history.last_tick) + 1)
        if condition.holds(known(history, tick), known(history, tick - 1), tick)
    ]
    assert found.tolist() == expected
    return expected


def known(history: History, tick: int) -> Any:
    """Return what looks up a field at *tick*; just before the first one that is remembered too."""
    first = history.first_tick
    if tick >= first or tick == 0:
        return history.at(tick).__getitem__
    later = history.at(first)
    return {f: None if first in history.ticks_of(f) else later[f] for f in later}.__getitem__


def bits(values: Any) -> bytes:
    numbers = np.asarray(values, "float64")
    return np.where(np.isnan(numbers), NAN, numbers).tobytes()  # one NaN is as good as another


@pytest.mark.parametrize(
    ("name", "count"),
    [
        *((f"_{n}", 2) for n in ("add", "subtract", "multiply", "divide", "floor_divide")),
        *(("_remainder", 2), ("_power", 2), ("_min", 3), ("_max", 3)),
        *(("_plus", 1), ("_minus", 1), ("_abs", 1)),
    ],
)
def test_arithmetic_gives_the_same_bits(name: str, count: int) -> None:
    one, many = NAMES[name], Operators().names[name]
    rows = list(product(AWKWARD, repeat=count))
    columns = [Series(np.array(column)) for column in zip(*rows, strict=True)]
    with np.errstate(all="ignore"):
        assert bits(many(*columns).values) == bits([one(*row) for row in rows])
        for constant in [*AWKWARD, 7, 2**64, True] if count > 1 else ():
            found = many(*columns[:-1], constant).values
            assert bits(found) == bits([one(*row[:-1], constant) for row in rows])


@pytest.mark.parametrize("operator", COMPARISONS)
@pytest.mark.parametrize(
    "side", ["b.x", "9007199254740993", "9007199254740992.0", "True", str(2**64)]
)
def test_every_comparison_is_exact(operator: str, side: str) -> None:
    for left in POOLS:
        for right in POOLS:
            pairs = [(x, y) for x in left for y in right]
            lefts, rights = (dict(enumerate(side, 1)) for side in zip(*pairs, strict=True))
            history = history_of({"a.x": lefts, "b.x": rights}, len(pairs))
            agreeing(Condition(f"a.x {operator} {side}", history.fields), history)


fields = st.sampled_from(["a.x", "b.y", "c.z", "'d-e.v'"])
operands = st.one_of(
    fields,
    fields.map("previous({})".format),
    st.just("tick"),
    st.sampled_from([0, 1, 2, 0.5, 7, 1e200, 2**53 + 1, 2**64]).map(str),
    st.sampled_from(["True", "False"]),
)


def larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from([*ARITHMETIC, *COMPARISONS, "and", "or"])
    return st.one_of(
        st.builds("({} {} {})".format, parts, operators, parts),
        st.builds(
            "({} {} {} {} {})".format,
            *(parts, st.sampled_from(COMPARISONS), parts, st.sampled_from(COMPARISONS), parts),
        ),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), parts, parts),
        st.builds("{}({})".format, st.sampled_from(["abs", "-", "+", "not "]), parts).map(
            "({})".format
        ),
        st.builds("({} {} 'on')".format, fields, st.sampled_from(["==", "!="])),
    )


formulas = st.recursive(operands, larger, max_leaves=6)
texts = st.builds("{} {} {}".format, formulas, st.sampled_from([*COMPARISONS, "and"]), formulas)


@st.composite
def histories(draw: st.DrawFn) -> History:
    last = draw(st.integers(0, 12))
    streams, initial = {}, {}
    for field in FIELDS:
        pool = st.sampled_from(draw(st.sampled_from(POOLS)))
        every = draw(st.booleans())
        ticks = (
            range(1, last + 1) if every else draw(st.sets(st.integers(1, last + 1), max_size=last))
        )
        streams[field] = {tick: draw(pool) for tick in ticks}
        if draw(st.booleans()):
            initial[field] = draw(st.sampled_from([*ODD, *AWKWARD, *NUMBERS]))
    history = history_of(streams, last, initial)
    if last and draw(st.booleans()):
        forget(history, draw(st.integers(1, last)))
    return history


@given(
    histories(), st.lists(texts, min_size=3, max_size=3), st.integers(-1, 14), st.integers(-1, 14)
)
@settings(max_examples=100, deadline=None)
def test_ticks_are_those_at_which_it_holds(
    history: History, texts: list[str], first: int, last: int
) -> None:
    for text in texts:
        condition = Condition(text, FIELDS)
        found = agreeing(condition, history)
        part = agreeing(condition, history, first, last)
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(sys.modules, "numpy", None)
            assert condition.ticks(history) == found
            assert condition.ticks(history, first, last) == part


def test_a_field_has_its_last_value_until_the_next_one() -> None:
    history = history_of({"a.x": {3: 5.0, 6: 1.0}}, 8, {"a.x": 9})
    assert agreeing(Condition("a.x > 4", ["a.x"]), history) == [1, 2, 3, 4, 5]
    assert agreeing(Condition("previous(a.x) != a.x", ["a.x"]), history) == [3, 6]
    assert agreeing(Condition("a.x > 4", ["a.x"]), history, 2, 4) == [2, 3, 4]
    assert agreeing(Condition("a.x > 4", ["a.x"]), history, 4, 99) == [4, 5]


@pytest.mark.parametrize("initial", [None, 7, 2.5, True, "on", 2**53 + 1, 2**64, -0.0])
@pytest.mark.parametrize("later", [1.5, 3, 2**53 + 3, False, "on", -0.0, None])
def test_before_its_first_value_a_field_has_that_of_tick_0(initial: Any, later: Any) -> None:
    streams = {"a.x": {3: later, 5: later}, "b.y": {}}
    history = history_of(streams, 6, {"a.x": initial, "b.y": initial})
    for field in streams:
        for side in (0, "'on'", 2**53, 2**53 + 1, 2**64, 2.5):
            agreeing(Condition(f"{field} == {side}", FIELDS), history)
        for text in ("{} < 4", "1 / {} < 0", "previous({}) < 4", "not {}"):
            agreeing(Condition(text.format(field), FIELDS), history)


def test_what_the_history_forgot_is_missing_unless_it_still_holds() -> None:
    streams = {"a.x": {t: 1.0 for t in range(1, 9)}, "b.y": {2: 1.0, 7: 2.0}}
    history = history_of(streams, 8)
    forget(history, 5)
    assert agreeing(Condition("previous(a.x) == 1", history.fields), history) == [6, 7, 8]
    assert agreeing(Condition("previous(b.y) == 1", history.fields), history) == [5, 6, 7]


def test_a_tick_under_way_does_not_count() -> None:
    history = history_of({"a.x": {1: 1.0, 2: 1.0}, "b.y": {2: 1.0}}, 2)
    for name, field in (("a", "x"), ("b", "y")):
        history.table(name).append(3, {field: 5.0})
    assert Condition("a.x > 0", history.fields).ticks(history).tolist() == [1, 2]
    assert Condition("b.y > 0", history.fields).ticks(history).tolist() == [2]


def test_a_history_that_lacks_a_field_says_so() -> None:
    with pytest.raises(UnknownFieldError, match=r"'a\.x'"):
        Condition("a.x > 1", ["a.x"]).ticks(history_of({"b.y": {1: 1}}, 1))


def test_its_examples_run() -> None:
    assert doctest.testmod(module, raise_on_error=True).attempted > 5
