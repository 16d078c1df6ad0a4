"""The evaluator of formulas: what it computes, what it refuses, and where it points."""

import copy
import math
import pickle
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugboard_nb.expression import ExpressionError, Formula
from plugboard_nb.expression.functions import FUNCTIONS

finite = st.floats(-1e6, 1e6)


def value_of(text: str, **values: float) -> float:
    formula = Formula(text)
    return formula.evaluate(*(values[name] for name in formula.names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2*3 - 4/8", 6.5),
        ("7 // 2 + 7 % 4", 6),
        ("-2**2", -4),
        ("2**-1", 0.5),
        ("1 if 2 > 3 else 5", 5),
        ("1 < 2 < 3", 1),
        ("not (1 and 0) or 0", 1),
        ("max(1, 2, 3) + min(4, 5)", 7),
        ("hypot(3, 4) + abs(-1)", 6),
        ("round(2.567, 2) + round(2.4)", 4.57),
        ("floor(-1.5) + ceil(-1.5)", -3),
        ("log(8, 2) + log2(8) + log10(100)", 8),
        ("sign(-3) + sign(0) + sign(2.5)", 0),
        ("degrees(pi) + radians(180) - pi", 180),
        ("sin(pi/2)*cos(0)*exp(0)*sqrt(4)", 2),
        ("log(e) + tau/pi + isnan(nan)", 4),
    ],
)
def test_it_computes(text: str, expected: float) -> None:
    assert Formula(text).evaluate() == pytest.approx(expected)


@given(finite, finite, finite)
def test_it_computes_what_python_computes(a: float, b: float, k: float) -> None:
    expected = a * math.sin(b) + (k if a <= b else -abs(k) / 3) ** 2
    assert value_of("a*sin(b) + (k if a <= b else -abs(k)/3)**2", a=a, b=b, k=k) == expected


def test_names_come_in_order_of_appearance() -> None:
    assert Formula("b + a*b - sin(c) + pi").names == ("b", "a", "c")


def test_a_constant_may_be_a_variable() -> None:
    assert Formula("e + 1", variables=("e",)).evaluate(5) == 6
    assert Formula("sign + 1", variables=("sign",)).evaluate(5) == 6


def test_lines_may_be_broken() -> None:
    assert value_of("(a\n  + 1)\n", a=2) == 3


def test_comparisons_give_one_or_zero() -> None:
    assert type(value_of("a > 1", a=2)) is int


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nan_goes_in_and_comes_out(name: str) -> None:
    _, least, _ = FUNCTIONS[name]
    arguments = ", ".join(["x"] + ["2"] * (least - 1))
    result = value_of(f"{name}({arguments})", x=math.nan)
    assert result == 1 if name == "isnan" else math.isnan(result)
    if least > 1:
        assert math.isnan(value_of(f"{name}(2, x)", x=math.nan))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("x", [math.inf, -math.inf])
def test_infinity_is_no_error(name: str, x: float) -> None:
    _, least, _ = FUNCTIONS[name]
    assert isinstance(value_of(f"{name}({', '.join(['x'] * least)})", x=x), int | float)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exp(1000)", math.inf),
        ("sinh(-1000)", -math.inf),
        ("10.0**400", math.inf),
        ("(-10.0)**401", -math.inf),
        ("1e308*10", math.inf),
        ("sqrt(inf) + log(inf)", math.inf),
    ],
)
def test_overflow_gives_infinity(text: str, expected: float) -> None:
    assert Formula(text).evaluate() == expected


def test_large_integers_become_floats() -> None:
    assert type(Formula("9007199254740993 + 0").evaluate()) is int
    assert Formula("2**100").evaluate() == 2.0**100
    assert type(Formula("2**100").evaluate()) is float
    assert type(value_of("n", n=2**70)) is float


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("1 + 2/x", ZeroDivisionError, "column 5: division by zero, with x=0"),
        ("1 % x", ZeroDivisionError, "column 1: division by zero, with x=0"),
        ("x**-1", ZeroDivisionError, "column 1: division by zero, with x=0"),
        ("2 + log(x)", ValueError, "column 5: the function has no value there, with x=0"),
        ("é + sqrt(é - 1)", ValueError, "column 5: the function has no value there, with é=0"),
        ("(x - 8)**0.5", ValueError, "-8 to the power 0.5 is not a real number, with x=0"),
        ("9**9**9 + x", OverflowError, "9 to the power 387420489 is too large"),
    ],
)
def test_what_has_no_value_is_an_error_that_points(
    text: str, kind: type[Exception], message: str
) -> None:
    formula = Formula(text)
    with pytest.raises(kind) as caught:
        formula.evaluate(*[0] * len(formula.names))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("__import__('os').system('true')", 1, "attributes are not allowed"),
        ("1 + __import__('os')", 5, "'__import__' is no function that can be used"),
        ("x + __class__", 5, "the name '__class__' is not allowed"),
        ("x.__class__", 1, "attributes are not allowed"),
        ("math.sin(x)", 1, "functions are written bare, as in sin(x)"),
        ("(1).real", 1, "attributes are not allowed"),
        ("x[0]", 1, "indices are not allowed"),
        ("[1]*10**9", 1, "lists are not allowed, only numbers"),
        ("(1, 2)", 1, "several values are not allowed"),
        ("'a'*10**9", 1, "text is not allowed, only numbers"),
        ("f'{x}'", 1, "text is not allowed"),
        ("b'a'", 1, "text is not allowed"),
        ("1 + lambda: 2", 5, "does not fit here"),
        ("(lambda: 1)()", 2, "lambda is not allowed"),
        ("[a for a in b]", 1, "is not allowed"),
        ("{1: 2}", 1, "is not allowed"),
        ("(a := 1)", 2, "is not allowed"),
        ("open(x)", 1, "'open' is no function that can be used"),
        ("sinn(x)", 1, "Did you mean 'sin'?"),
        ("sin(x)(2)", 1, "is not allowed"),
        ("2 + sin", 5, "'sin' is a function and needs arguments"),
        ("sin()", 1, "sin() takes 1 arguments, not 0"),
        ("round(x, 1, 2)", 1, "round() takes 1 to 2 arguments, not 3"),
        ("sin(x=1)", 5, "arguments are given by position"),
        ("max(*x)", 1, "max() takes 2 to 99 arguments, not 1"),
        ("max(1, *x)", 8, "is not allowed"),
        ("a ^ 2", 3, "a power is written **"),
        ("(a + b) & c", 9, "write 'and'"),
        ("a << 2", 3, "is not allowed"),
        ("a @ b", 3, "is not allowed"),
        ("~a", 1, "is not allowed"),
        ("a in b", 3, "is not allowed"),
        ("a is b", 3, "is not allowed"),
        ("None", 1, "None is not allowed, only numbers"),
        ("2j", 1, "2j is not allowed, only numbers"),
        ("...", 1, "Ellipsis is not allowed"),
        ("a = 1", 3, "a comparison is written =="),
        ("a +", 4, "something is missing"),
        ("(a", 1, "'(' was never closed"),
        ("a b", 3, "'b' does not fit here"),
        ("a; b", 2, "';' does not fit here"),
        ("import os", 1, "'import' does not fit here"),
        ("", None, "it is empty"),
        ("a\0b", None, "null"),
        ("1+" * 501 + "1", None, "a formula has at most 1000 characters"),
        ("(" * 300 + "1" + ")" * 300, None, "nested"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_column(
    text: str, column: int | None, message: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        Formula(text)
    assert message in str(caught.value)
    if column is not None:
        assert caught.value.column == column
        assert f"column {column}: " in str(caught.value)


@given(st.text("ab_x()[]{}.,:'\"+-*/%=<>&|^~@ 0129eifnlor\n\\", max_size=40))
@example("a" + "+a" * 400)
def test_any_text_is_a_formula_or_an_expression_error(text: str) -> None:
    try:
        formula = Formula(text)
        formula.evaluate(*[1.5] * len(formula.names))
    except (ExpressionError, ArithmeticError, ValueError):
        pass


@pytest.mark.parametrize("value", ["a" * 3, [1], None, 2j])
def test_values_must_be_numbers(value: Any) -> None:
    with pytest.raises(TypeError, match=r"expression 'a\*b': 'b' must be a number, not"):
        Formula("a*b").evaluate(1000, value)


def test_rounding_to_absurd_digits_does_not_hang() -> None:
    assert value_of("round(x, -10**9)", x=5) == 0


def test_a_formula_copies_and_travels() -> None:
    formula = Formula("a + e", variables=("e",))
    assert copy.deepcopy(formula) is formula
    assert pickle.loads(pickle.dumps(formula)).evaluate(1, 2) == 3
    assert repr(formula) == "Formula('a + e')"
