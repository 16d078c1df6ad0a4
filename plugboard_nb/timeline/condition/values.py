"""What the operators of a condition do with the values of one tick.

A value is a number (int, float, bool), a text, or missing (``None``). Everything here is total:
whatever goes in, something comes out, so that a condition never stops a run.
"""

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from numbers import Real
from typing import Any

from plugboard_nb.history.values import plain_number

__all__ = ["COMPARE", "NAMES", "number", "plain", "power", "truth"]

_AS_IS = frozenset((float, int, bool, str, type(None)))


def plain(value: Any) -> Any:
    """Return *value* as a Python number or text, ``None`` when it is neither."""
    if type(value) in _AS_IS:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    found = plain_number(value)
    if type(found) in _AS_IS:
        return found
    if isinstance(found, int):
        return int(found)
    if isinstance(found, Real | Decimal):
        try:
            return float(found)
        except (ArithmeticError, ValueError):
            return None
    return None


def number(value: Any) -> float | None:
    """Return a plain value as a double, ``None`` when it is no number."""
    if type(value) is float:
        return value
    if value is None or type(value) is str:
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def truth(value: Any) -> bool:
    """Say whether a plain value is a number other than zero."""
    return value is not None and type(value) is not str and value != 0


# Comparing: as Python does, exactly, also between int and float ---------------------------------


def _equal(x: Any, y: Any) -> bool:
    return x is not None and x == y


def _unequal(x: Any, y: Any) -> bool:
    return x is not None and y is not None and x != y


def _below(x: Any, y: Any) -> bool:
    try:
        return type(x) is not str and x < y
    except TypeError:  # a text or a missing value on either side
        return False


def _at_most(x: Any, y: Any) -> bool:
    try:
        return type(x) is not str and x <= y
    except TypeError:
        return False


def _above(x: Any, y: Any) -> bool:
    return _below(y, x)


def _at_least(x: Any, y: Any) -> bool:
    return _at_most(y, x)


def _chain(x: Any, *rest: Any) -> bool:
    """Compare neighbours: ``_chain(x, _below, y, _at_most, z)`` is ``x < y <= z``."""
    for compare, y in zip(rest[::2], rest[1::2], strict=True):
        if not compare(x, y):
            return False
        x = y
    return True


def _all(*parts: Any) -> bool:
    return all(map(truth, parts))


def _any(*parts: Any) -> bool:
    return any(map(truth, parts))


def _not(part: Any) -> bool:
    return not truth(part)


# Arithmetic: of doubles, as IEEE 754 has it -----------------------------------------------------


def _divide(x: float, y: float) -> float:
    if y:
        return x / y
    if not x or x != x:
        return math.nan
    return math.inf * math.copysign(1, x) * math.copysign(1, y)


def _floor_divide(x: float, y: float) -> float:
    return x // y if y else _divide(x, y)


def _remainder(x: float, y: float) -> float:
    return x % y if y else math.nan


def power(x: float, y: float) -> float:
    """Return *x* to the power *y*; squares, cubes and roots so that numpy finds the same bits."""
    if y == 2:
        return x * x
    if y == 3:
        return x * x * x
    if y == 0.5:
        return math.sqrt(x) if x >= 0 else math.nan
    try:
        return math.pow(x, y)
    except OverflowError:
        return -math.inf if x < 0 and y % 2 == 1 else math.inf
    except ValueError:  # a negative power of zero, or a broken one of a negative number
        if x:
            return math.nan
        return math.copysign(math.inf, x) if y % 2 == 1 else math.inf


def _least(*values: float) -> float:
    least = values[0]
    for value in values[1:]:
        if value < least or value != value:
            least = value
    return least


def _greatest(*values: float) -> float:
    greatest = values[0]
    for value in values[1:]:
        if value > greatest or value != value:
            greatest = value
    return greatest


def _of_numbers(function: Callable[..., float]) -> Callable[..., float | None]:
    def calculate(*operands: Any) -> float | None:
        numbers = [number(operand) for operand in operands]
        return None if None in numbers else function(*numbers)

    return calculate


_ARITHMETIC: Iterable[tuple[str, Callable[..., float]]] = (
    ("_add", lambda x, y: x + y),
    ("_subtract", lambda x, y: x - y),
    ("_multiply", lambda x, y: x * y),
    ("_divide", _divide),
    ("_floor_divide", _floor_divide),
    ("_remainder", _remainder),
    ("_power", power),
    ("_plus", lambda x: x),
    ("_minus", lambda x: -x),
    ("_abs", abs),
    ("_min", _least),
    ("_max", _greatest),
)

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "_equal": _equal,
    "_unequal": _unequal,
    "_below": _below,
    "_at_most": _at_most,
    "_above": _above,
    "_at_least": _at_least,
}

#: What a compiled condition may call.
NAMES: dict[str, Callable[..., Any]] = {
    "_plain": plain,
    "_truth": truth,
    "_all": _all,
    "_any": _any,
    "_not": _not,
    "_chain": _chain,
    **COMPARE,
    **{name: _of_numbers(function) for name, function in _ARITHMETIC},
}
