"""Blocks with memory against the analytic solution."""

import copy
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.stepping import completed, outputs
from plugboard_nb.component import Component
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library import Delay, Derivative, FirstOrder, Integrator, Sine

DT = 0.01
TIMES = DT * np.arange(1000)


def error_of_integral(method: Any, dt: float) -> float:
    times = np.arange(0, 10, dt)
    block = Integrator(name="i", method=method, dt=dt)
    return float(np.max(np.abs(outputs(block, x=np.cos(times)) - np.sin(times))))


def test_trapezoid_is_of_second_order() -> None:
    assert error_of_integral("trapezoid", 0.01) < 1e-5
    ratio = error_of_integral("trapezoid", 0.1) / error_of_integral("trapezoid", 0.05)
    assert ratio == pytest.approx(4, rel=0.02)


def test_euler_is_of_first_order() -> None:
    assert error_of_integral("euler", 0.01) < 0.02
    ratio = error_of_integral("euler", 0.1) / error_of_integral("euler", 0.05)
    assert ratio == pytest.approx(2, rel=0.05)


def test_integral_of_a_sine_in_a_process() -> None:
    sine = Sine(name="s", period=2 * math.pi, ticks=500)
    parts = [sine, Integrator(name="i", initial=2, method="trapezoid")]
    history = completed(parts, ["s.out -> i.x"], parameters={"dt": 0.02}).state.history
    times = 0.02 * np.arange(500)
    np.testing.assert_allclose(history["i.out"], 3 - np.cos(times), atol=1e-4)


def test_integrator_leaves_its_limit_at_once() -> None:
    block = Integrator(name="i", upper=2, lower=-1)
    assert outputs(block, x=[1, 1, 1, 1, -1, -5, 2]) == [1, 2, 2, 2, 1, -1, 1]


def test_integrator_starts_within_its_limits() -> None:
    assert outputs(Integrator(name="i", initial=5, upper=2), x=[0]) == [2]


def test_integrator_takes_arrays() -> None:
    said = outputs(Integrator(name="i", initial=1), x=[np.array([1.0, 2.0])] * 2)
    np.testing.assert_array_equal(said, [[2, 3], [3, 5]])


def test_nan_stays_in_the_integral() -> None:
    assert np.isnan(outputs(Integrator(name="i"), x=[1, math.nan, 1])).tolist() == [
        False,
        True,
        True,
    ]


def test_derivative_of_a_sine() -> None:
    said = outputs(Derivative(name="d", dt=DT), x=np.sin(TIMES))
    assert said[0] == 0
    np.testing.assert_allclose(said[1:], np.cos(TIMES[1:] - DT / 2), atol=1e-4)


@given(st.lists(st.integers(), min_size=1, max_size=20), st.integers(0, 25))
def test_delay_shifts(values: list[int], ticks: int) -> None:
    said = outputs(Delay(name="d", ticks=ticks, initial=None), x=values)
    assert said == ([None] * ticks + values)[: len(values)]


def test_delay_keeps_values_as_they_were() -> None:
    block, array = Delay(name="d", initial="none"), np.zeros(2)

    def changing() -> Any:
        for i in range(3):
            array[:] = i
            yield array

    said = outputs(block, x=changing())
    assert said[0] == "none"
    np.testing.assert_array_equal(said[1:], [[0, 0], [1, 1]])


def test_first_order_lag_follows_the_exponential() -> None:
    block = FirstOrder(name="f", time_constant=2, gain=3, initial=1, dt=DT)
    expected = 6 + (1 - 6) * np.exp(-(TIMES + DT) / 2)
    np.testing.assert_allclose(outputs(block, x=[2.0] * 1000), expected, rtol=1e-12)


def test_first_order_lag_is_exact_for_any_step() -> None:
    coarse = outputs(FirstOrder(name="f", time_constant=2, dt=1.0), x=[1.0] * 3)
    fine = outputs(FirstOrder(name="f", time_constant=2, dt=0.1), x=[1.0] * 30)
    np.testing.assert_allclose(coarse, fine[9::10])


def test_first_order_without_time_constant_lets_through() -> None:
    assert outputs(FirstOrder(name="f", time_constant=0, gain=2), x=[1, 5]) == [2, 10]


@pytest.mark.parametrize(
    "block",
    [
        Integrator(name="b", initial=1),
        Derivative(name="b"),
        Delay(name="b", ticks=2),
        FirstOrder(name="b", initial=3),
    ],
)
def test_memory_starts_anew_at_init_and_copies(block: Component) -> None:
    first = outputs(block, x=[1.0, 5.0, 2.0])
    assert outputs(copy.deepcopy(block), x=[1.0, 5.0, 2.0]) == first
    assert outputs(block, x=[1.0, 5.0, 2.0]) == first


@pytest.mark.parametrize("block", [Integrator, Derivative, FirstOrder])
def test_what_is_no_number_is_named(block: Any) -> None:
    with pytest.raises(TypeError, match=r"b\.x must be a number, not 'abc'"):
        outputs(block(name="b"), x=["abc"])


@pytest.mark.parametrize(
    ("block", "arguments", "message"),
    [
        (
            Integrator,
            {"method": "rk4"},
            "given method='rk4', but method must be one of 'euler', 'tra",
        ),
        (Integrator, {"lower": 1, "upper": 0}, "given lower=1, but lower must be at most upper=0"),
        (
            Integrator,
            {"initial": math.nan},
            "given initial=nan, but initial must be a finite number",
        ),
        (Delay, {"ticks": -1}, "given ticks=-1, but ticks must be a whole number of at least 0"),
        (FirstOrder, {"time_constant": -1}, "given time_constant=-1"),
        (Derivative, {"dt": -1}, "component 'b' was given dt=-1"),
    ],
)
def test_wrong_argument_is_named(block: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        block(name="b", **arguments)
    assert message in str(caught.value)
