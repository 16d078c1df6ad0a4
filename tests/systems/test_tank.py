"""The hot-water tank obeys physics: energy is kept, and it cools as the closed form says."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from plugboard_nb import LocalProcess
from plugboard_nb.builder import load_process
from plugboard_nb.library import Constant, FirstOrder

MODEL = Path(__file__).parents[2] / "notebooks" / "models" / "hot_water_tank.yaml"
DT, START = 0.1, 57.5  # h, degC
MONTH = 7200  # ticks


def simulated(process: LocalProcess, ticks: int) -> LocalProcess:
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=ticks))
    return process


def model() -> LocalProcess:
    process = load_process(MODEL)
    assert isinstance(process, LocalProcess)
    return process


def tank_alone(outdoor: float, heater: float, dt: float = DT) -> LocalProcess:
    """Return the tank of the model in steady weather, with a heater that never switches."""
    parts = [Constant(name="air", value=outdoor), Constant(name="power", value=heater)]
    wires = ["air.out -> tank.outdoor", "power.out -> tank.heater"]
    wires.append("tank.temperature -> tank.before")
    tank = model().components["tank"]
    return LocalProcess([*parts, tank], wires, parameters={"dt": dt})


def capacity_and_leak(process: LocalProcess) -> tuple[float, float]:
    constants = process.components["tank"].arguments
    return constants["capacity"], constants["leak"]


def test_heat_in_is_heat_lost_and_heat_stored() -> None:
    process = simulated(model(), MONTH)
    history, (capacity, leak) = process.state.history, capacity_and_leak(process)
    water = np.concatenate([[START], history["tank.temperature"]])
    lost = np.cumsum(leak * (water[:-1] - history["weather.outdoor"])) * DT
    stored = capacity * (water[1:] - START)
    np.testing.assert_allclose(history["meter.out"], lost + stored, rtol=1e-10)


def test_meter_adds_up_what_the_heater_takes() -> None:
    history = simulated(model(), MONTH).state.history
    assert set(history["thermostat.out"]) == {0.0, 1.1}
    used = np.cumsum(history["thermostat.out"]) * DT
    np.testing.assert_allclose(history["meter.out"], used, rtol=1e-10)


def test_thermostat_keeps_the_band_within_one_tick() -> None:
    process = simulated(model(), MONTH)
    capacity, leak = capacity_and_leak(process)
    water = process.state.history["tank.temperature"]
    assert water.max() < 62 + 1.1 * DT / capacity
    assert water[10:].min() > 58 - leak * (58 - -5) * DT / capacity


def test_month_takes_what_the_mean_difference_of_temperature_says() -> None:
    process = simulated(model(), MONTH)
    history, (_, leak) = process.state.history, capacity_and_leak(process)
    difference = (history["tank.temperature"] - history["weather.outdoor"]).mean()
    expected = leak * difference * MONTH * DT
    assert history["meter.out"][-1] == pytest.approx(expected, rel=0.01)


def cooling_error(dt: float) -> float:
    """Return how far from the closed form the cooling over two days is at worst, in degrees."""
    process = simulated(tank_alone(outdoor=5.0, heater=0.0, dt=dt), round(48 / dt))
    capacity, leak = capacity_and_leak(process)
    hours = dt * process.state.history.ticks_of("tank.temperature")
    closed_form = 5.0 + (START - 5.0) * np.exp(-leak * hours / capacity)
    worst: float = np.abs(process.state.history["tank.temperature"] - closed_form).max()
    return worst


def test_tank_without_heater_cools_along_the_closed_form() -> None:
    assert cooling_error(DT) < 0.02


def test_error_of_cooling_falls_in_proportion_to_the_time_step() -> None:
    assert cooling_error(DT / 2) == pytest.approx(cooling_error(DT) / 2, rel=0.01)


def test_tank_is_a_first_order_lag_of_its_surroundings() -> None:
    process = tank_alone(outdoor=5.0, heater=0.05)
    capacity, leak = capacity_and_leak(process)
    lag = FirstOrder(name="lag", time_constant=capacity / leak, initial=START)
    end = 5.0 + 0.05 / leak  # where loss and heating balance
    parts = [*process.components.values(), Constant(name="end", value=end), lag]
    wires = [*process.connectors.values(), "end.out -> lag.x"]
    both = simulated(LocalProcess(parts, wires, parameters={"dt": DT}), 5000).state.history
    np.testing.assert_allclose(both["tank.temperature"], both["lag.out"], atol=0.02)
    assert both["lag.out"][-1] == pytest.approx(end, abs=0.1)
