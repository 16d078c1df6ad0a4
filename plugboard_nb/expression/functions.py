"""What a formula may call, and how numbers behave there.

NaN goes in and comes out. An infinite argument gives the limit, or NaN where there is none. An
overflow gives infinity. What has no value at all, such as ``log(-1)`` or ``1/0``, is an error.
"""

import math
from collections.abc import Callable
from typing import Any

__all__ = ["CONSTANTS", "FUNCTIONS", "manageable", "power"]

_MAX_BITS = 1024  #: of an integer power; beyond it a formula could eat the memory


def _steady(function: Callable[[float], float]) -> Callable[[float], float]:
    def call(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return -math.inf if x < 0 and function is math.sinh else math.inf
        except ValueError:
            if math.isfinite(x):
                raise
            return math.nan

    return call


def _whole(function: Callable[[float], int]) -> Callable[[float], float]:
    return lambda x: function(x) if math.isfinite(x) else x


def _round(x: float, digits: float = 0) -> float:
    if not math.isfinite(x):
        return x
    if not digits:
        return round(x)
    return round(float(x), max(-308, min(308, int(digits))))


def _sign(x: float) -> float:
    return x if x != x else (x > 0) - (x < 0)


def _least(*values: float) -> float:
    return math.nan if any(v != v for v in values) else min(values)


def _greatest(*values: float) -> float:
    return math.nan if any(v != v for v in values) else max(values)


def _log(x: float, base: float = math.e) -> float:
    if not (math.isfinite(x) and math.isfinite(base)):
        if x == math.inf and 0 < base < math.inf:
            return math.inf if base > 1 else -math.inf
        return math.nan
    return math.log(x) if base == math.e else math.log(x, base)


def power(base: float, exponent: float) -> float:
    """Return ``base ** exponent`` unless it is huge or complex."""
    if type(base) is int and type(exponent) is int and exponent >= 0:
        if abs(base) > 1 and base.bit_length() * exponent > _MAX_BITS:
            raise OverflowError(f"{base} to the power {exponent} is too large")
        return int(base**exponent)
    try:
        result = base**exponent
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    if isinstance(result, complex):
        raise ValueError(f"{base!r} to the power {exponent!r} is not a real number")
    return float(result)


#: Name → (function, least, most number of arguments).
FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    **{name: (_steady(getattr(math, name)), 1, 1) for name in (
        "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
        "exp", "log10", "log2", "sqrt", "degrees", "radians",
    )},
    "abs": (abs, 1, 1),
    "atan2": (math.atan2, 2, 2),
    "ceil": (_whole(math.ceil), 1, 1),
    "floor": (_whole(math.floor), 1, 1),
    "hypot": (math.hypot, 2, 9),
    "isnan": (math.isnan, 1, 1),
    "log": (_log, 1, 2),
    "max": (_greatest, 2, 99),
    "min": (_least, 2, 99),
    "round": (_round, 1, 2),
    "sign": (_sign, 1, 1),
}  # fmt: skip

CONSTANTS: dict[str, float] = {
    "pi": math.pi,
    "e": math.e,
    "tau": math.tau,
    "inf": math.inf,
    "nan": math.nan,
}


def manageable(value: Any) -> float:
    """Return bools as 1 or 0 and integers that do not fit into 64 bits as floats."""
    if isinstance(value, int):
        if value.bit_length() < 64:
            return int(value)
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    return float(value)
