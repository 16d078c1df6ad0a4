"""Controllers: PID and the switch with hysteresis."""

import math
from typing import Any

from plugboard_nb.component import IOController as IO
from plugboard_nb.component import Port
from plugboard_nb.library.arguments import bounds, real, refused
from plugboard_nb.library.block import Block, limited, number, step_argument, time_step

__all__ = ["PID", "HysteresisSwitch"]


class PID(Block):
    """PID controller in parallel form, derivative on the measurement, without windup.

    With the error e = setpoint - measurement::

        proportional = kp·e
        integral[k]  = integral[k-1] + ki·e·dt
        derivative   = -kd·d(measurement)/dt, smoothed with filter_time
        out          = bias + proportional + integral + derivative, within lower .. upper

    The smoothing is D[k] = (Tf·D[k-1] - kd·(m[k] - m[k-1]))/(Tf + dt); D is 0 at the first step.
    A step of the setpoint gives no derivative kick. While out is at a limit and the error would
    drive it further, the integral stands still (conditional integration). A controller that must
    act the other way round, such as one that cools, has negative gains.

    When the error is NaN or infinite, out shows it, but integral and derivative forget that step.
    The three parts are recorded as exports. Units: kp is in units of out per unit of measurement,
    ki per unit of time more, kd times a unit of time; the time is that of dt.

    Source: Åström, Hägglund, PID Controllers: Theory, Design, and Tuning, 2nd ed. 1995, chapter 3.

    Args:
        kp: Proportional gain.
        ki: Integral gain, kp divided by the integral time.
        kd: Derivative gain, kp times the derivative time.
        lower: Lowest value of out; no limit if left out.
        upper: Highest value of out; no limit if left out.
        bias: Value of out at error 0 before the integral has moved.
        filter_time: Tf, time constant of the smoothing of the derivative, in the unit of dt.
        anti_windup: Whether the integral stands still at a limit; ``False`` shows what windup is.
        dt: Time step; if left out the parameter ``dt``, else 1.
    """

    io = IO(
        inputs=[
            Port("setpoint", doc="wanted value", type="float"),
            Port("measurement", doc="measured value", type="float"),
        ],
        outputs=[Port("out", doc="what the controller sets", type="float")],
    )
    exports = ["proportional", "integral", "derivative"]  # noqa: RUF012 - declared once

    def __init__(
        self,
        *,
        kp: float = 1.0,
        ki: float = 0.0,
        kd: float = 0.0,
        lower: float | None = None,
        upper: float | None = None,
        bias: float = 0.0,
        filter_time: float = 0.0,
        anti_windup: bool = True,
        dt: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.kp, self.ki, self.kd = (
            real(self, "kp", kp),
            real(self, "ki", ki),
            real(self, "kd", kd),
        )
        self.lower, self.upper = bounds(self, lower, upper)
        self.bias = real(self, "bias", bias)
        self.filter_time = real(self, "filter_time", filter_time, least=0)
        self.anti_windup = bool(anti_windup)
        self.dt = step_argument(self, dt)
        self._reset()

    def _reset(self) -> None:
        self.proportional = self.integral = self.derivative = 0.0
        self._before: float | None = None

    async def step(self) -> None:
        """Compute what to set."""
        measurement = number(self, "measurement")
        error = number(self, "setpoint") - measurement
        dt = time_step(self)
        self.proportional = self.kp * error
        if not math.isfinite(error):
            self.derivative, self._before = 0.0, None
            value = self.bias + self.proportional + self.integral
        else:
            self.derivative = self._rate(measurement, dt)
            value = self._integrate(self.ki * error * dt)
        self.out = limited(value, self.lower, self.upper)

    def _rate(self, measurement: float, dt: float) -> float:
        before, self._before = self._before, measurement
        if before is None:
            return 0.0
        smooth = self.filter_time
        return (smooth * self.derivative - self.kd * (measurement - before)) / (smooth + dt)

    def _integrate(self, change: float) -> float:
        """Return the unlimited output, with *change* added to the integral unless it winds up."""
        rest = self.bias + self.proportional + self.derivative
        value = rest + self.integral + change
        above = self.upper is not None and value > self.upper and change > 0
        below = self.lower is not None and value < self.lower and change < 0
        if self.anti_windup and (above or below):
            return rest + self.integral
        self.integral += change
        return value


class HysteresisSwitch(Block):
    """A switch with two thresholds, such as a thermostat (Schmitt trigger).

    With on_at < off_at it works downwards, as a heater: it goes on when x <= on_at and off when
    x >= off_at. With on_at > off_at it works upwards, as a cooler or an alarm: it goes on when
    x >= on_at and off when x <= off_at. In the band between it stays as it is, and so it does while
    x is NaN.

    For a setpoint that moves, switch on the error: ``Sum(signs="+-")`` of setpoint and measurement
    in front, and for a heater on_at = 1, off_at = -1.

    Source: Schmitt, A thermionic trigger, Journal of Scientific Instruments 15 (1938) 24-26.

    Args:
        on_at: Threshold at which it goes on.
        off_at: Threshold at which it goes off; different from ``on_at``.
        on: Value of out while it is on.
        off: Value of out while it is off.
        start_on: Whether it is on before the first step; no longer matters from then on.
    """

    io = IO(
        inputs=[Port("x", doc="what is watched", type="float")],
        outputs=[Port("out", doc="on or off", type="float")],
    )

    def __init__(
        self,
        *,
        on_at: float,
        off_at: float,
        on: float = 1.0,
        off: float = 0.0,
        start_on: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.on_at = real(self, "on_at", on_at)
        self.off_at = real(self, "off_at", off_at)
        if self.on_at == self.off_at:
            raise refused(self, "off_at", off_at, "different from on_at, by the band of the switch")
        self.on = real(self, "on", on)
        self.off = real(self, "off", off)
        self.start_on = bool(start_on)
        self._reset()

    def _reset(self) -> None:
        self._is_on: bool | None = None  # before the first step

    async def step(self) -> None:
        """Switch, or stay."""
        x = number(self, "x")
        if self._is_on is None:
            self._is_on = self.start_on
        upwards = self.on_at > self.off_at
        if (x >= self.on_at) if upwards else (x <= self.on_at):
            self._is_on = True
        elif (x <= self.off_at) if upwards else (x >= self.off_at):
            self._is_on = False
        self.out = self.on if self._is_on else self.off
