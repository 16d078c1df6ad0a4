"""Blocks with memory: integration, differentiation, delay, first-order lag."""

import math
from collections import deque
from typing import Any, Literal

from plugboard_nb.component import IOController as IO
from plugboard_nb.component import Port
from plugboard_nb.library.arguments import bounds, choice, count, real
from plugboard_nb.library.block import (
    Block,
    kept,
    limited,
    number,
    quantity,
    step_argument,
    time_step,
)

__all__ = ["Delay", "Derivative", "FirstOrder", "Integrator"]


class Integrator(Block):
    """Integral over time: out = initial + ∫ x dt, within lower .. upper.

    ``euler``: out[k] = out[k-1] + dt·x[k], beginning with out[-1] = initial. In a loop whose
    feedback wire has an initial value, x[k] depends on out[k-1], and this is the explicit Euler
    method. ``trapezoid``: out[0] = initial and out[k] = out[k-1] + dt·(x[k] + x[k-1])/2; of second
    order for an x that does not depend on out.

    The limits hold the integral itself, so it leaves a limit as soon as x changes its sign (no
    windup). NaN and infinity stay in the integral, as in any sum. Arrays are integrated element by
    element. The unit of out is that of x times that of dt.

    Source: Press et al., Numerical Recipes, 3rd ed. 2007, sections 4.1 and 17.1.

    Args:
        initial: Value before the first step; no longer matters from then on.
        lower: Lowest value; no limit if left out.
        upper: Highest value; no limit if left out.
        method: "euler" or "trapezoid".
        dt: Time step; if left out the parameter ``dt``, else 1.
    """

    io = IO(
        inputs=[Port("x", doc="rate of change, number or array")],
        outputs=[Port("out", doc="integral of x over time")],
    )

    def __init__(
        self,
        *,
        initial: float = 0.0,
        lower: float | None = None,
        upper: float | None = None,
        method: Literal["euler", "trapezoid"] = "euler",
        dt: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.initial = real(self, "initial", initial)
        self.lower, self.upper = bounds(self, lower, upper)
        self.method = choice(self, "method", method, ("euler", "trapezoid"))
        self.dt = step_argument(self, dt)
        self._reset()

    def _reset(self) -> None:
        self._total: Any = None  # before the first step
        self._before: Any = None

    async def step(self) -> None:
        """Add what this step brings."""
        x = quantity(self, "x")
        if self.method == "euler":
            change = time_step(self) * x
        elif self._before is None:
            change = 0.0 * x
        else:
            change = time_step(self) * (x + self._before) / 2
        self._before = kept(x)
        total = self._total
        if total is None:
            total = limited(self.initial, self.lower, self.upper)
        self.out = self._total = limited(total + change, self.lower, self.upper)


class Derivative(Block):
    """Rate of change: out[k] = (x[k] - x[k-1])/dt, and 0 at the first step.

    It amplifies noise; a :class:`FirstOrder` in front smooths it. The unit of out is that of x
    divided by that of dt.

    Args:
        dt: Time step; if left out the parameter ``dt``, else 1.
    """

    io = IO(
        inputs=[Port("x", doc="number or array")],
        outputs=[Port("out", doc="change of x per unit of time")],
    )

    def __init__(self, *, dt: float | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dt = step_argument(self, dt)
        self._reset()

    def _reset(self) -> None:
        self._before: Any = None

    async def step(self) -> None:
        """Compare with the step before."""
        x = quantity(self, "x")
        before = x if self._before is None else self._before
        self.out = (x - before) / time_step(self)
        self._before = kept(x)


class Delay(Block):
    """A delay of whole steps: out[k] = x[k - ticks], and ``initial`` before there is such a value.

    Any value may pass, not only numbers; what can change is copied. A delay does not open a loop of
    wires: there one of the inputs needs ``initial_values``.

    When ``ticks`` grows during a run, the last value comes out again until the next one is due;
    when it shrinks, values are skipped.

    Args:
        ticks: Number of steps by which values are late; 0 lets them through.
        initial: What comes out until then.
    """

    io = IO(
        inputs=[Port("x", doc="any value")],
        outputs=[Port("out", doc="x as it was ticks steps ago")],
    )

    def __init__(self, *, ticks: int = 1, initial: Any = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ticks = count(self, "ticks", ticks)
        self.initial = initial
        self._reset()

    def _reset(self) -> None:
        self._line: deque[Any] = deque()  # what came out last, then what is still to come

    async def step(self) -> None:
        """Let out the oldest value and keep the new one."""
        line, ticks = self._line, self.ticks
        if not line:
            line.extend(kept(self.initial) for _ in range(ticks))
        line.append(kept(self.x) if ticks else self.x)
        while len(line) > ticks + 1:
            line.popleft()
        self.out = line[0]


class FirstOrder(Block):
    """First-order lag, such as a tank, a sensor, a low-pass filter: T·d(out)/dt + out = gain·x.

    Solved exactly for an x that is constant during the step:
    out[k] = a·out[k-1] + (1 - a)·gain·x[k] with a = exp(-dt/T) and out[-1] = initial. After a step
    of x, out has covered 63 % of its way when the time T has passed. NaN and infinity stay.

    Source: Franklin, Powell, Workman, Digital Control of Dynamic Systems, 3rd ed. 1998, chapter 4
    (zero-order hold).

    Args:
        time_constant: T, in the unit of dt; 0 lets gain·x through.
        gain: Ratio of out to x once all has settled.
        initial: Value before the first step; no longer matters from then on.
        dt: Time step; if left out the parameter ``dt``, else 1.
    """

    io = IO(
        inputs=[Port("x", doc="what out is after", type="float")],
        outputs=[Port("out", doc="x, delayed and smoothed", type="float")],
    )

    def __init__(
        self,
        *,
        time_constant: float = 10.0,
        gain: float = 1.0,
        initial: float = 0.0,
        dt: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.time_constant = real(self, "time_constant", time_constant, least=0)
        self.gain = real(self, "gain", gain)
        self.initial = real(self, "initial", initial)
        self.dt = step_argument(self, dt)
        self._reset()

    def _reset(self) -> None:
        self._level: float | None = None  # before the first step

    async def step(self) -> None:
        """Move towards gain·x."""
        goal = self.gain * number(self, "x")
        slow = math.exp(-time_step(self) / self.time_constant) if self.time_constant else 0.0
        level = self.initial if self._level is None else self._level
        self.out = self._level = slow * level + (1.0 - slow) * goal if slow else goal
