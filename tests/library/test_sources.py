"""Sources against their closed forms."""

import asyncio
import math
from typing import Any

import numpy as np
import pytest

from library.stepping import completed, emitted
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library import (
    Clock,
    Constant,
    Gain,
    Noise,
    Pulse,
    Ramp,
    Sine,
    Source,
    Step,
    Sum,
    time_step,
)

SOURCES: list[type[Source]] = [Clock, Constant, Noise, Pulse, Ramp, Sine, Step]


@pytest.mark.parametrize("source", SOURCES)
def test_source_ends_together_with_its_last_value(source: type[Source]) -> None:
    process = completed([source(name="s", ticks=3), Gain(name="g")], ["s.out -> g.x"])
    assert process.tick == 3
    assert len(process.state.history["g.out"]) == 3


@pytest.mark.parametrize("source", SOURCES)
def test_source_is_endless_by_default(source: type[Source]) -> None:
    assert len(emitted(source(name="s"), 50)) == 50


def test_source_of_no_values_ends_at_once() -> None:
    process = completed([Constant(name="s", ticks=0), Gain(name="g")], ["s.out -> g.x"])
    assert process.tick == 0
    assert len(process.state.history["g.out"]) == 0


def test_shorter_source_ends_the_longer_one_in_the_same_tick() -> None:
    parts = [Clock(name="short", ticks=4), Clock(name="endless"), Sum(name="sum")]
    process = completed(parts, ["short.out -> sum.x1", "endless.out -> sum.x2"])
    assert len(process.state.history["endless.out"]) == process.tick == 4


def test_constant_takes_any_value() -> None:
    assert emitted(Constant(name="c", value="red"), 2) == ["red", "red"]


def test_step_changes_at_its_time() -> None:
    assert emitted(Step(name="s", time=0.3, before=1, after=5, dt=0.1), 5) == [1, 1, 1, 5, 5]


def test_ramp_rises_from_its_start() -> None:
    said = emitted(Ramp(name="r", slope=2, start=1, initial=-1, dt=0.5), 5)
    assert said == [-1, -1, -1, 0, 1]


def test_sine_is_a_sine() -> None:
    source = Sine(name="s", amplitude=3, period=7, phase=0.4, offset=-1, dt=0.25)
    expected = -1 + 3 * np.sin(2 * np.pi * 0.25 * np.arange(100) / 7 + 0.4)
    np.testing.assert_allclose(emitted(source, 100), expected, atol=1e-12)


def test_pulse_is_high_in_the_first_part_of_each_period() -> None:
    source = Pulse(name="p", high=5, low=1, period=4, duty=0.25, start=2)
    assert emitted(source, 10) == [1, 1, 5, 1, 1, 1, 5, 1, 1, 1]


def test_pulse_does_not_drift() -> None:
    said = emitted(Pulse(name="p", period=1.0, duty=0.5, dt=0.1), 10_000)
    assert said == ([1.0] * 5 + [0.0] * 5) * 1000


@pytest.mark.parametrize(("duty", "value"), [(0, 0.0), (1, 1.0)])
def test_pulse_may_be_always_low_or_high(duty: float, value: float) -> None:
    assert set(emitted(Pulse(name="p", period=0.7, duty=duty, dt=0.1), 50)) == {value}


def test_gaussian_noise_has_mean_and_spread() -> None:
    said = emitted(Noise(name="n", mean=3, spread=2), 20_000)
    assert np.mean(said) == pytest.approx(3, abs=0.06)
    assert np.std(said) == pytest.approx(2, abs=0.06)


def test_uniform_noise_stays_within_its_spread() -> None:
    said = emitted(Noise(name="n", distribution="uniform", mean=10, spread=3), 5_000)
    assert 7 <= min(said) < 7.01
    assert 12.99 < max(said) <= 13


def test_noise_depends_on_seed_and_name_only() -> None:
    def streams(seed: int) -> list[list[float]]:
        process = completed([Noise(name="a", ticks=5), Noise(name="b", ticks=5)], [], seed=seed)
        return [list(process.state.history[field]) for field in ("a.out", "b.out")]

    first, again, other = streams(1), streams(1), streams(2)
    assert first == again
    assert first[0] != first[1]
    assert first[0] != other[0]


def test_clock_tells_the_time() -> None:
    assert emitted(Clock(name="c", start=10, dt=0.5), 3) == [10, 10.5, 11]


def test_time_does_not_drift() -> None:
    assert emitted(Clock(name="c", dt=0.1), 100_001)[-1] == 10_000


# The time step -------------------------------------------------------------------------------


def test_time_step_is_the_argument_then_the_parameter_then_one() -> None:
    assert time_step(Clock(name="c", dt=0.5, parameters={"dt": 2.0})) == 0.5
    assert time_step(Clock(name="c", parameters={"dt": 2.0})) == 2.0
    assert time_step(Clock(name="c")) == 1.0


def test_time_step_comes_from_the_process() -> None:
    process = completed([Clock(name="c", ticks=3)], [], parameters={"dt": 0.25})
    assert list(process.state.history["c.out"]) == [0, 0.25, 0.5]


def test_time_goes_on_from_where_it_is_when_the_step_changes() -> None:
    clock = Clock(name="c", dt=1.0)
    said: list[Any] = []

    async def drive() -> None:
        for dt in (1.0, 1.0, 0.25, 0.25, 2.0, 2.0):
            clock.dt = dt
            await clock.step()
            said.append(clock.out)

    asyncio.run(drive())
    assert said == [0, 1, 2, 2.25, 2.5, 4.5]


@pytest.mark.parametrize("dt", [0, -1, math.inf, math.nan, "1", None, True])
def test_parameter_dt_must_be_a_positive_number(dt: Any) -> None:
    with pytest.raises(ValidationError, match=r"component .c. was given dt=.*above 0"):
        emitted(Clock(name="c", parameters={"dt": dt}), 1)


# Arguments -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "arguments", "message"),
    [
        (Clock, {"dt": 0}, "component 's' was given dt=0, but dt must be a finite number above 0"),
        (
            Clock,
            {"ticks": -1},
            "component 's' was given ticks=-1, but ticks must be a whole number",
        ),
        (Clock, {"ticks": 1.5}, "given ticks=1.5, but ticks must be a whole number of at least 0"),
        (Step, {"time": "soon"}, "given time='soon', but time must be a finite number"),
        (Sine, {"period": 0}, "given period=0, but period must be a finite number above 0"),
        (Pulse, {"duty": 1.5}, "given duty=1.5, but duty must be from 0 to 1"),
        (
            Noise,
            {"spread": -1},
            "given spread=-1, but spread must be a finite number of at least 0",
        ),
        (Ramp, {"slope": "1e-3"}, "in YAML write 0.001 with a point and without quotes"),
        (
            Noise,
            {"distribution": "gausian"},
            "one of 'gaussian', 'uniform'. Did you mean 'gaussian'",
        ),
    ],
)
def test_wrong_argument_is_named(
    source: type[Source], arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        source(name="s", **arguments)
    assert message in str(caught.value)


def test_argument_changed_on_the_way_counts_from_the_next_step() -> None:
    source = Constant(name="c", value=1)
    assert emitted(source, 1) == [1]
    source.value = 2
    assert emitted(source, 1) == [2]


def test_unit_of_a_block_is_in_its_port_and_in_the_history() -> None:
    source = Constant(name="c", value=20, unit="degC", ticks=1)
    assert source.io.ports["out"].unit == "degC"
    assert completed([source], []).state.history.units == {"c.out": "degC"}
