"""Arithmetic blocks: numbers, arrays, NaN and infinity, and what is no number."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.stepping import outputs
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library import Gain, Limiter, Product, Select, Sum

numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)


def test_gain_multiplies() -> None:
    assert outputs(Gain(name="g", gain=-2.5), x=[2, 0.5, True]) == [-5, -1.25, -2.5]


def test_gain_takes_arrays_element_by_element() -> None:
    [out] = outputs(Gain(name="g", gain=2), x=[np.array([1.0, 2.0])])
    np.testing.assert_array_equal(out, [2.0, 4.0])


@pytest.mark.parametrize("value", [np.float32(1.5), np.int8(3), np.array(2.5), Fraction(1, 2)])
def test_scalars_of_all_kinds_become_plain_numbers(value: Any) -> None:
    [out] = outputs(Gain(name="g", gain=2), x=[value])
    assert type(out) in (int, float)
    assert out == 2 * float(value)


def test_decimal_becomes_a_float() -> None:
    assert outputs(Gain(name="g", gain=2.0), x=[Decimal("1.5")]) == [3.0]


@given(st.lists(st.tuples(st.sampled_from("+-"), numbers), min_size=1, max_size=6))
def test_sum_follows_its_signs(terms: list[tuple[str, float]]) -> None:
    block = Sum(name="s", signs="".join(sign for sign, _ in terms))
    inputs: dict[str, Any] = {f"x{i}": [value] for i, (_, value) in enumerate(terms, 1)}
    expected = math.fsum(-value if sign == "-" else value for sign, value in terms)
    [out] = outputs(block, **inputs)
    assert out == pytest.approx(expected, rel=1e-9, abs=1e-6 * max(abs(v) for _, v in terms))


def test_product_follows_its_operations() -> None:
    assert outputs(Product(name="p", operations="**/"), x1=[6.0], x2=[2], x3=[4]) == [3.0]
    assert outputs(Product(name="p", operations="/"), x1=[4]) == [0.25]


def test_division_by_zero_names_the_input() -> None:
    with pytest.raises(ZeroDivisionError, match=r"p\.x2, a divisor, is 0"):
        outputs(Product(name="p", operations="*/"), x1=[1], x2=[0])


def test_limiter_holds_its_limits() -> None:
    block = Limiter(name="l", lower=-1, upper=2)
    assert outputs(block, x=[-5, -1, 0.5, 2, math.inf, -math.inf]) == [-1, -1, 0.5, 2, 2, -1]
    assert outputs(Limiter(name="l", upper=2), x=[-math.inf, 5]) == [-math.inf, 2]
    assert outputs(Limiter(name="l"), x=[1e300]) == [1e300]


def test_limiter_takes_arrays_element_by_element() -> None:
    [out] = outputs(Limiter(name="l", lower=0), x=[np.array([-1.0, 5.0, np.nan])])
    np.testing.assert_array_equal(out, [0.0, 5.0, np.nan])


@pytest.mark.parametrize("block", [Gain(name="b"), Limiter(name="b", lower=0, upper=1)])
def test_nan_comes_out_as_nan(block: Any) -> None:
    assert math.isnan(outputs(block, x=[math.nan])[0])


def test_select_switches_between_its_inputs() -> None:
    conditions = [1, 0, True, False, None, math.nan, -2.5, np.bool_(True)]
    said = outputs(Select(name="s"), condition=conditions, x1=["yes"] * 8, x2=["no"] * 8)
    assert said == ["yes", "no", "yes", "no", "no", "no", "yes", "yes"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("abc", "b.x must be a number, not 'abc' (str)"),
        (None, "b.x has no value yet (None), but must be a number"),
        ([1, 2], "b.x must be a number, not [1, 2] (list)"),
        (np.array(["a"]), "b.x must be a number, not array(['a'], dtype="),
    ],
)
@pytest.mark.parametrize("block", [Gain, Limiter])
def test_what_is_no_number_is_named(block: Any, value: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        outputs(block(name="b"), x=[value])
    assert str(caught.value).startswith(message)


def test_wrong_input_of_many_is_named() -> None:
    with pytest.raises(TypeError, match=r"s\.x2 must be a number, not 'b'"):
        outputs(Sum(name="s"), x1=[1], x2=["b"])


def test_condition_that_is_an_array_is_refused() -> None:
    with pytest.raises(TypeError, match=r"s\.condition must be a number"):
        outputs(Select(name="s"), condition=[np.array([1, 0])], x1=[1], x2=[2])


@pytest.mark.parametrize(
    ("block", "arguments", "message"),
    [
        (
            Gain,
            {"gain": None},
            "component 'b' was given gain=None, but gain must be a finite number",
        ),
        (Gain, {"gain": True}, "given gain=True, but gain must be a finite number"),
        (Sum, {"signs": "+*"}, "given signs='+*', but signs must be one '+' or '-' for each input"),
        (Sum, {"signs": 2}, "given signs=2"),
        (Product, {"operations": ""}, "given operations='', but operations must be one '*' or '/'"),
        (Limiter, {"lower": 2, "upper": 1}, "given lower=2, but lower must be at most upper=1"),
        (
            Limiter,
            {"upper": math.nan, "lower": 0},
            "given lower=0, but lower must be at most upper=nan",
        ),
    ],
)
def test_wrong_argument_is_named(block: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        block(name="b", **arguments)
    assert message in str(caught.value)


def test_inputs_follow_the_arguments() -> None:
    assert Sum(name="s", signs="+-+").io.inputs == ["x1", "x2", "x3"]
    assert Product(name="p", operations="*/").io.inputs == ["x1", "x2"]
