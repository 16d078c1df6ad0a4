"""Whole loops of stock components against their closed-form solutions."""

import asyncio
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from plugboard_nb.component import Component
from plugboard_nb.library import (
    PID,
    Constant,
    Expression,
    FirstOrder,
    HysteresisSwitch,
    Integrator,
    Step,
    Table,
)
from plugboard_nb.process import LocalProcess

GAIN, TIME_CONSTANT, DT = 2.0, 5.0, 0.1


def simulated(parts: Sequence[Component], wires: list[str], ticks: int, dt: float = DT) -> Any:
    process = LocalProcess(parts, wires, parameters={"dt": dt})

    async def whole() -> None:
        async with process:
            await process.run(ticks=ticks)

    asyncio.run(whole())
    return process.state.history


def controlled(controller: PID, ticks: int, setpoint: float = 1.0) -> np.ndarray[Any, Any]:
    """Return the response of a first-order plant in a loop with *controller*."""
    controller.io.initial_values["measurement"] = [0.0]
    parts = [
        Constant(name="setpoint", value=setpoint),
        controller,
        FirstOrder(name="plant", time_constant=TIME_CONSTANT, gain=GAIN),
    ]
    wires = [
        "setpoint.out -> pid.setpoint",
        "plant.out -> pid.measurement",
        "pid.out -> plant.x",
    ]
    return np.asarray(simulated(parts, wires, ticks)["plant.out"])


def test_proportional_control_follows_its_exponential() -> None:
    kp = 1.5
    response = controlled(PID(name="pid", kp=kp), 300)
    decay = math.exp(-DT / TIME_CONSTANT)
    factor = decay - (1 - decay) * GAIN * kp
    final = GAIN * kp / (1 + GAIN * kp)
    steps = np.arange(1, 301)
    np.testing.assert_allclose(response, final * (1 - factor**steps), rtol=1e-9)


def test_pi_control_is_the_linear_system_it_should_be() -> None:
    kp, ki = 1.2, 0.8
    response = controlled(PID(name="pid", kp=kp, ki=ki), 400)
    a = math.exp(-DT / TIME_CONSTANT)
    b = (1 - a) * GAIN
    # state (y, I): I' = I + ki*dt*(1 - y), y' = a*y + b*(kp*(1 - y) + I')
    matrix = np.array([[a - b * (kp + ki * DT), b], [-ki * DT, 1.0]])
    constant = np.array([b * (kp + ki * DT), ki * DT])
    state, expected = np.zeros(2), []
    for _ in range(400):
        state = matrix @ state + constant
        expected.append(state[0])
    np.testing.assert_allclose(response, expected, rtol=1e-9)


def test_integral_part_removes_the_offset() -> None:
    assert controlled(PID(name="pid", kp=1.2, ki=0.8), 1000)[-1] == pytest.approx(1, abs=1e-9)
    assert controlled(PID(name="pid", kp=1.2), 1000)[-1] == pytest.approx(2.4 / 3.4)


def test_anti_windup_takes_away_the_overshoot() -> None:
    limits: dict[str, Any] = {"kp": 2, "ki": 1, "lower": 0, "upper": 0.6}
    wound = controlled(PID(name="pid", anti_windup=False, **limits), 600)
    calm = controlled(PID(name="pid", **limits), 600)
    assert max(wound) > 1.1
    assert max(calm) < 1.03
    assert wound[-1] == pytest.approx(calm[-1], abs=0.02)


def test_thermostat_holds_the_room_in_its_band() -> None:
    parts = [
        Table(name="outside", values=[-10.0, 5.0, -5.0], spacing=8.0, end="repeat"),
        HysteresisSwitch(name="switch", on_at=19, off_at=21, initial_values={"x": [20.0]}),
        Expression(
            name="balance",
            expression="heating*on - loss*(inside - outside)",
            initial_values={"inside": [20.0]},
            heating=8.0,
            loss=0.1,
        ),
        Integrator(name="room", initial=20, unit="degC"),
    ]
    wires = [
        "room.out -> switch.x",
        "room.out -> balance.inside",
        "switch.out -> balance.on",
        "outside.out -> balance.outside",
        "balance.out -> room.x",
    ]
    history = simulated(parts, wires, 2000, dt=0.05)
    room = np.asarray(history["room.out"])
    assert 19 - 0.2 < room.min() < 19
    assert 21 < room.max() < 21 + 0.4
    # on average what goes in goes out
    gained = 8.0 * np.mean(np.asarray(history["switch.out"]))
    lost = 0.1 * np.mean(room - np.asarray(history["outside.out"]))
    assert gained == pytest.approx(lost, abs=0.05)


def test_two_integrators_in_a_loop_swing_without_gaining_energy() -> None:
    parts = [
        Expression(name="force", expression="-place", initial_values={"place": [1.0]}),
        Integrator(name="speed"),
        Integrator(name="place", initial=1.0),
    ]
    wires = ["place.out -> force.place", "force.out -> speed.x", "speed.out -> place.x"]
    place = np.asarray(simulated(parts, wires, 10_000, dt=0.01)["place.out"])
    times = 0.01 * np.arange(1, 10_001)
    np.testing.assert_allclose(place[:600], np.cos(times[:600]), atol=0.02)
    assert max(abs(place[-700:])) == pytest.approx(1, abs=0.01)


def test_filling_tank_reaches_its_level_with_the_time_constant() -> None:
    parts = [
        Step(name="inflow", time=1.0, after=3.0),
        Expression(
            name="balance",
            expression="(inflow - k*level)/area",
            initial_values={"level": [0.0]},
            k=0.5,
            area=2.0,
        ),
        Integrator(name="tank", lower=0),
    ]
    wires = [
        "inflow.out -> balance.inflow",
        "tank.out -> balance.level",
        "balance.out -> tank.x",
    ]
    level = np.asarray(simulated(parts, wires, 4000, dt=0.01)["tank.out"])
    times = 0.01 * np.arange(1, 4001)
    expected = 6 * (1 - np.exp(-0.25 * np.maximum(0, times - 1)))
    np.testing.assert_allclose(level, expected, atol=0.01)
