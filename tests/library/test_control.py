"""Controllers against sequences computed by hand."""

import math
from typing import Any

import pytest

from library.stepping import completed, outputs
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library import PID, Constant, HysteresisSwitch, Sine


def control(pid: PID, measurements: list[float], setpoint: float = 10.0) -> list[float]:
    return outputs(pid, setpoint=[setpoint] * len(measurements), measurement=measurements)


def test_proportional_part() -> None:
    assert control(PID(name="p", kp=2, bias=1), [10, 7, 12]) == [1, 7, -3]


def test_integral_part_adds_error_times_step() -> None:
    assert control(PID(name="p", kp=0, ki=0.5, dt=2.0), [8, 9, 12]) == [2, 3, 1]


def test_derivative_acts_on_the_measurement() -> None:
    assert control(PID(name="p", kp=0, kd=3, dt=0.5), [1, 2, 2, 0]) == [0, -6, 0, 12]


def test_setpoint_gives_no_derivative_kick() -> None:
    pid = PID(name="p", kp=0, kd=3)
    assert outputs(pid, setpoint=[0, 100, 5], measurement=[1, 1, 1]) == [0, 0, 0]


def test_derivative_is_smoothed() -> None:
    # D = (Tf*D - kd*(m - m_before))/(Tf + dt), Tf = 3, dt = 1
    assert control(PID(name="p", kp=0, kd=4, filter_time=3), [0, 4, 4, 4]) == [0, -4, -3, -2.25]


def test_all_parts_together() -> None:
    # e = 10, 8, 5; P = 2e; I = 1, 1.8, 2.3; D = 0, -0.5*2, -0.5*3
    said = control(PID(name="p", kp=2, ki=0.1, kd=0.5), [0, 2, 5])
    assert said == pytest.approx([20 + 1, 16 + 1.8 - 1, 10 + 2.3 - 1.5])


def test_output_keeps_its_limits() -> None:
    assert control(PID(name="p", kp=1, lower=-1, upper=4), [0, 8, 20]) == [4, 2, -1]


def test_integral_stands_still_at_a_limit() -> None:
    pid = PID(name="p", kp=0, ki=1, upper=5, lower=0)
    # I would be 4, 8, 12, 10 with windup; it stays at 4 until the error turns
    assert control(pid, [6, 6, 6, 12]) == [4, 4, 4, 2]


def test_windup_can_be_shown() -> None:
    pid = PID(name="p", kp=0, ki=1, upper=5, lower=0, anti_windup=False)
    assert control(pid, [6, 6, 6, 12, 12, 12, 12]) == [4, 5, 5, 5, 5, 5, 4]


def test_cooler_has_negative_gains() -> None:
    pid = PID(name="p", kp=-1, ki=-1, lower=0, upper=3)
    assert control(pid, [11, 13, 13, 9]) == [2, 3, 3, 1 - 1]


def test_integral_leaves_both_limits() -> None:
    pid = PID(name="p", kp=0, ki=1, lower=-3, upper=3)
    assert control(pid, [8, 8, 11, 14, 14, 9]) == [2, 2, 1, -3, -3, -2]


def test_unusable_measurement_shows_and_is_forgotten() -> None:
    pid = PID(name="p", kp=1, ki=1, kd=1)
    said = control(pid, [9, math.nan, 9, 9])
    assert math.isnan(said[1])
    assert [said[0], *said[2:]] == [2, 3, 4]


def test_parts_are_recorded() -> None:
    parts = [Constant(name="w", value=5, ticks=3), Sine(name="m"), PID(name="p", ki=0.1)]
    process = completed(parts, ["w.out -> p.setpoint", "m.out -> p.measurement"])
    history = process.state.history
    total = [
        sum(part) for part in zip(history["p.proportional"], history["p.integral"], strict=True)
    ]
    assert list(history["p.out"]) == pytest.approx(total)
    assert list(history["p.derivative"]) == [0, 0, 0]


def test_heater_switches_downwards() -> None:
    switch = HysteresisSwitch(name="h", on_at=18, off_at=22)
    said = outputs(switch, x=[20, 18, 20, 21.9, 22, 20, 18.1, 17])
    assert said == [0, 1, 1, 1, 0, 0, 0, 1]


def test_cooler_switches_upwards() -> None:
    switch = HysteresisSwitch(name="h", on_at=25, off_at=20, on=-3, off=7, start_on=True)
    assert outputs(switch, x=[22, 20, 24, 25, 21, 19]) == [-3, 7, 7, -3, -3, 7]


def test_switch_stays_while_it_cannot_tell() -> None:
    switch = HysteresisSwitch(name="h", on_at=1, off_at=2)
    assert outputs(switch, x=[0, math.nan, 3, math.nan, -math.inf, math.inf]) == [1, 1, 0, 0, 1, 0]


def test_switch_takes_numbers_only() -> None:
    with pytest.raises(TypeError, match=r"h\.x must be a number, not 'warm'"):
        outputs(HysteresisSwitch(name="h", on_at=1, off_at=2), x=["warm"])


def test_controller_names_the_wrong_input() -> None:
    with pytest.raises(TypeError, match=r"p\.setpoint has no value yet \(None\)"):
        outputs(PID(name="p"), setpoint=[None], measurement=[1])


@pytest.mark.parametrize(
    ("block", "arguments", "message"),
    [
        (PID, {"kp": "two"}, "component 'b' was given kp='two', but kp must be a finite number"),
        (PID, {"lower": 1, "upper": 0}, "given lower=1, but lower must be at most upper=0"),
        (PID, {"filter_time": -1}, "given filter_time=-1"),
        (PID, {"dt": 0}, "given dt=0, but dt must be a finite number above 0"),
        (
            HysteresisSwitch,
            {"on_at": 1, "off_at": 1},
            "given off_at=1, but off_at must be different",
        ),
    ],
)
def test_wrong_argument_is_named(block: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        block(name="b", **arguments)
    assert message in str(caught.value)
