"""What all stock components share: the output ``out``, the time step, the check of their inputs."""

import copy
import math
import numbers
from abc import ABC
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Unpack

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.library.arguments import real, short
from plugboard_nb.schemas import ComponentArgsDict

__all__ = [
    "CLOCK",
    "Block",
    "Lasting",
    "Shared",
    "kept",
    "limited",
    "number",
    "quantity",
    "since_start",
    "step_argument",
    "time_step",
]

DEFAULT_STEP = 1.0  #: time step where neither the block nor its parameters say one
CLOCK = (0.0, 0, 0.0)  #: a time, the step that was at it, and the time step since
_IMMUTABLE = frozenset([type(None), bool, int, float, complex, str, bytes])
_IMMUTABLE |= {date, datetime, timedelta}


class Block(Component, ABC):
    """Base of the stock components with one output, ``out``, which a subclass declares.

    Blocks read their arguments from attributes of the same name at every step, so a change such as
    ``gain.gain = 3`` counts from the next step on.

    Args:
        unit: Unit of ``out``, for plots and pictures.
    """

    def __init__(self, *, unit: str | None = None, **kwargs: Unpack[ComponentArgsDict]) -> None:
        super().__init__(**kwargs)
        if unit is not None:
            self.io = IO(outputs=[replace(self.io.ports["out"], unit=str(unit))])

    async def init(self) -> None:
        """Go back to the state before the first step."""
        self._reset()

    def _reset(self) -> None:
        """Forget what earlier steps left behind; called by ``init`` and by constructors."""


class Shared(dict[str, Any]):
    """Columns that never change once they are there, so that copies may share them."""

    def __deepcopy__(self, memo: object) -> "Shared":
        return self


class Lasting:
    """Holds what never changes any more, so that snapshots share it instead of copying it.

    It cannot be written to a file; a component that was is brought back by replay.
    """

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __deepcopy__(self, memo: object) -> "Lasting":
        return self


def since_start(component: Any, count: int, dt: float) -> float:
    """Return the time of step *count* of *component*, 0-based; the first one is at time 0.

    Time is k·dt and so does not drift; when dt changes, it goes on from where it is. That is kept
    in ``component._clock``, which begins as ``CLOCK``.
    """
    start, since, before = component._clock
    if dt != before:
        if before:
            start, since = start + (count - since) * before, count
        component._clock = start, since, dt
    time: float = start + (count - since) * dt
    return time


def step_argument(component: Component, dt: Any) -> float | None:
    """Return the argument ``dt`` of a block, checked; ``None`` stands for the parameter ``dt``."""
    return None if dt is None else real(component, "dt", dt, above=0)


def time_step(component: Any) -> float:
    """Return the time step of a block: its ``dt``, else the parameter ``dt``, else 1.

    The unit is that of the model's time, for instance seconds or hours; all blocks of a model use
    the same. Both places are read at each step, so the step may change while a model runs.

    Raises:
        ValidationError: It is not a finite number above 0.
    """
    dt = component.dt
    if dt is None:
        dt = component.parameters.get("dt", DEFAULT_STEP)
    if type(dt) is float and 0.0 < dt < math.inf:
        return dt
    return real(component, "dt", dt, above=0)


def number(component: Component, field: str) -> float:
    """Return the input *field* as a plain real number; NaN and infinity are numbers.

    Raises:
        TypeError: It holds something else.
    """
    value = getattr(component, field)
    if type(value) is float or type(value) is int:
        return value
    if getattr(value, "ndim", 1) == 0 and hasattr(value, "item"):  # a scalar of numpy
        value = value.item()
    if isinstance(value, int | float):
        return +value
    if isinstance(value, numbers.Real) or type(value).__name__ == "Decimal":
        return float(value)
    raise _no_number(component, field, value, "a number")


def quantity(component: Component, field: str) -> Any:
    """Return the input *field*, a number or an array of numbers.

    Raises:
        TypeError: It holds something else.
    """
    value = getattr(component, field)
    if type(value) is float or type(value) is int:
        return value
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if (kind is not None and kind in "biufc" and value.ndim) or isinstance(value, complex):
        return value
    return number(component, field)


def _no_number(component: Component, field: str, value: object, wanted: str) -> TypeError:
    where = f"{component.name}.{field}"
    if value is None:
        return TypeError(f"{where} has no value yet (None), but must be {wanted}")
    return TypeError(f"{where} must be {wanted}, not {short(value)} ({type(value).__name__})")


def limited(value: Any, lower: float | None, upper: float | None) -> Any:
    """Return *value* moved into ``lower .. upper``, element by element; NaN stays NaN."""
    if lower is None and upper is None:
        return value
    if hasattr(value, "clip"):
        return value.clip(lower, upper)
    if upper is not None and value > upper:
        return upper
    if lower is not None and value < lower:
        return lower
    return value


def kept(value: Any) -> Any:
    """Return *value* so that nobody can change it later: itself if immutable, else a copy."""
    return value if type(value) in _IMMUTABLE else copy.deepcopy(value)
