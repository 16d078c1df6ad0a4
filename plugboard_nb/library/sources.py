"""Sources: components without inputs that say the same, or a function of time, or chance."""

import math
from abc import ABC, abstractmethod
from typing import Any, Literal, Unpack

from plugboard_nb.component import IOController as IO
from plugboard_nb.component import Port
from plugboard_nb.library.arguments import choice, count, real, refused
from plugboard_nb.library.block import CLOCK, Block, since_start, step_argument, time_step
from plugboard_nb.schemas import ComponentArgsDict

__all__ = ["Clock", "Constant", "Noise", "Pulse", "Ramp", "Sine", "Source", "Step", "TimedSource"]

_EDGE = 1e-9  #: part of a step or of a period by which rounding may miss an edge


class Source(Block, ABC):
    """Base of sources: one value a step, endless or ``ticks`` of them.

    A subclass writes ``_next``. The last value is delivered, and in the same tick the source ends.

    Args:
        ticks: Number of values after which the source ends; endless if left out.
        unit: Unit of ``out``, for plots and pictures.
    """

    def __init__(
        self,
        *,
        ticks: int | None = None,
        unit: str | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(unit=unit, **kwargs)
        self.ticks = None if ticks is None else count(self, "ticks", ticks)
        self._count = 0

    def _reset(self) -> None:
        self._count = 0

    async def step(self) -> None:
        """Emit the next value."""
        ticks = self.ticks
        if ticks is not None and self._count >= ticks:
            self.io.close()
            return
        self.out = self._next()
        self._count += 1
        if self._count == ticks:
            self.io.close(deliver=True)

    @abstractmethod
    def _next(self) -> Any:
        """Override: return the value of this step."""


class TimedSource(Source, ABC):
    """Base of sources that are a function of time.

    A subclass writes ``_at``. The first step is at time 0, the k-th, counted from 0, at t = k·dt;
    when dt changes on the way, time goes on from where it is.

    Args:
        ticks: Number of values after which the source ends; endless if left out.
        dt: Time step; if left out the parameter ``dt``, else 1.
        unit: Unit of ``out``, for plots and pictures.
    """

    def __init__(
        self,
        *,
        ticks: int | None = None,
        dt: float | None = None,
        unit: str | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(ticks=ticks, unit=unit, **kwargs)
        self.dt = step_argument(self, dt)
        self._clock = CLOCK

    def _reset(self) -> None:
        super()._reset()
        self._clock = CLOCK

    def _next(self) -> float:
        return self._at(since_start(self, self._count, time_step(self)))

    @abstractmethod
    def _at(self, time: float) -> float:
        """Override: return the value at *time*."""


class Constant(Source):
    """The same value at every step: out = value.

    The value may be anything, a number, a text or an array.

    Args:
        value: What comes out.
    """

    io = IO(outputs=[Port("out", doc="the value")])

    def __init__(self, *, value: Any = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.value = value

    def _next(self) -> Any:
        return self.value


class Step(TimedSource):
    """A step: out = before for t < time, after for t >= time.

    Args:
        time: When the step is, in the unit of dt.
        before: Value before it.
        after: Value from then on.
    """

    io = IO(outputs=[Port("out", doc="before, then after", type="float")])

    def __init__(
        self, *, time: float = 1.0, before: float = 0.0, after: float = 1.0, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.time = real(self, "time", time)
        self.before = real(self, "before", before, finite=False)
        self.after = real(self, "after", after, finite=False)

    def _at(self, time: float) -> float:
        return self.after if time >= self.time - _EDGE * time_step(self) else self.before


class Ramp(TimedSource):
    """A straight line: out = initial + slope·(t - start) from ``start`` on, ``initial`` before.

    Args:
        slope: Change per unit of time.
        start: When the line begins to rise, in the unit of dt.
        initial: Value until then.
    """

    io = IO(outputs=[Port("out", doc="value on the line", type="float")])

    def __init__(
        self, *, slope: float = 1.0, start: float = 0.0, initial: float = 0.0, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.slope = real(self, "slope", slope)
        self.start = real(self, "start", start)
        self.initial = real(self, "initial", initial)

    def _at(self, time: float) -> float:
        return self.initial + self.slope * max(0.0, time - self.start)


class Sine(TimedSource):
    """A sine wave: out = offset + amplitude·sin(2π·t/period + phase).

    Args:
        amplitude: Half of the distance between the lowest and the highest value.
        period: Length of one wave, in the unit of dt.
        phase: Angle at time 0, in rad.
        offset: Mean value.
    """

    io = IO(outputs=[Port("out", doc="value of the wave", type="float")])

    def __init__(
        self,
        *,
        amplitude: float = 1.0,
        period: float = 20.0,
        phase: float = 0.0,
        offset: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.amplitude = real(self, "amplitude", amplitude)
        self.period = real(self, "period", period, above=0)
        self.phase = real(self, "phase", phase)
        self.offset = real(self, "offset", offset)

    def _at(self, time: float) -> float:
        angle = math.tau * time / self.period + self.phase
        return self.offset + self.amplitude * math.sin(angle)


class Pulse(TimedSource):
    """A square wave: out = high during the first part of each period, then low.

    With p = (t - start)/period, out = high where p - floor(p) < duty, else low; before ``start``
    it is low.

    Args:
        high: Value during the pulse.
        low: Value between pulses.
        period: Distance from one pulse to the next, in the unit of dt.
        duty: Part of the period that the pulse takes, 0 to 1.
        start: Beginning of the first pulse, in the unit of dt.
    """

    io = IO(outputs=[Port("out", doc="high or low", type="float")])

    def __init__(
        self,
        *,
        high: float = 1.0,
        low: float = 0.0,
        period: float = 20.0,
        duty: float = 0.5,
        start: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.high = real(self, "high", high)
        self.low = real(self, "low", low)
        self.period = real(self, "period", period, above=0)
        self.duty = real(self, "duty", duty, least=0)
        if self.duty > 1:
            raise refused(self, "duty", duty, "from 0 to 1")
        self.start = real(self, "start", start)

    def _at(self, time: float) -> float:
        periods = (time - self.start) / self.period + _EDGE
        if periods < 0:
            return self.low
        return self.high if periods - math.floor(periods) < self.duty + _EDGE / 2 else self.low


class Noise(Source):
    """Random numbers, independent of each other.

    ``gaussian``: normal distribution with the standard deviation ``spread``; ``uniform``: evenly
    between mean - spread and mean + spread. The numbers depend on the seed of the process and on
    the name of the component only, so a second run gives the same.

    Args:
        distribution: "gaussian" or "uniform".
        mean: Mean value.
        spread: Standard deviation, or half of the width.
    """

    io = IO(outputs=[Port("out", doc="random number", type="float")])

    def __init__(
        self,
        *,
        distribution: Literal["gaussian", "uniform"] = "gaussian",
        mean: float = 0.0,
        spread: float = 1.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.distribution = choice(self, "distribution", distribution, ("gaussian", "uniform"))
        self.mean = real(self, "mean", mean)
        self.spread = real(self, "spread", spread, least=0)

    def _next(self) -> float:
        if self.distribution == "gaussian":
            return float(self.rng.normal(self.mean, self.spread))
        return float(self.rng.uniform(self.mean - self.spread, self.mean + self.spread))


class Clock(TimedSource):
    """The time of the model: out = start + t.

    Args:
        start: Time of the first step, in the unit of dt.
    """

    io = IO(outputs=[Port("out", doc="time", type="float")])

    def __init__(self, *, start: float = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start = real(self, "start", start)

    def _at(self, time: float) -> float:
        return self.start + time
