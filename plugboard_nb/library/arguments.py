"""Checks of constructor arguments: one sentence that names component and argument."""

import math
import numbers
from collections.abc import Iterable
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.suggest import did_you_mean

__all__ = ["bounds", "choice", "count", "names", "real", "refused", "short"]


def short(value: object) -> str:
    """Return the repr of *value*, cut to a length that fits into a sentence."""
    written = repr(value)
    return written if len(written) <= 60 else f"{written[:57]}..."


def refused(component: Component, argument: str, value: object, allowed: str) -> ValidationError:
    """Return the error for an argument that cannot be used."""
    return ValidationError(
        f"component {component.name!r} was given {argument}={short(value)}, but {argument} must be "
        f"{allowed}"
    )


def real(
    component: Component,
    argument: str,
    value: Any,
    *,
    above: float | None = None,
    least: float | None = None,
    finite: bool = True,
) -> float:
    """Return *value* as a plain number.

    Args:
        component: Component whose argument it is.
        argument: Name of the argument.
        value: What was given.
        above: It must be greater than this.
        least: It must not be less than this.
        finite: Whether infinity and NaN are refused.

    Raises:
        ValidationError: It is no number, or outside of what is allowed.
    """
    allowed = "a finite number" if finite else "a number"
    if above is not None:
        allowed += f" above {above:g}"
    if least is not None:
        allowed += f" of at least {least:g}"
    if isinstance(value, str) and _looks_like_number(value):
        allowed += f" and not text; in YAML write {float(value)!r} with a point and without quotes"
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise refused(component, argument, value, allowed)
    number: Any = value
    if hasattr(number, "item"):  # a scalar of numpy
        number = number.item()
    too_small = (above is not None and not number > above) or (
        least is not None and not number >= least
    )
    if (finite and not math.isfinite(number)) or too_small:
        raise refused(component, argument, value, allowed)
    return number if isinstance(number, int) else float(number)


def _looks_like_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def count(component: Component, argument: str, value: Any, *, least: int = 0) -> int:
    """Return *value* as an int.

    Raises:
        ValidationError: It is no whole number, or less than *least*.
    """
    allowed = f"a whole number of at least {least}"
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < least:
        raise refused(component, argument, value, allowed)
    return int(value)


def bounds(component: Component, lower: Any, upper: Any) -> tuple[float | None, float | None]:
    """Return the limits of a block, each a number or ``None``.

    Raises:
        ValidationError: One is no number, or *lower* is above *upper*.
    """
    low = None if lower is None else real(component, "lower", lower, finite=False)
    high = None if upper is None else real(component, "upper", upper, finite=False)
    if low is not None and high is not None and not low <= high:
        raise refused(component, "lower", lower, f"at most upper={short(upper)}")
    return low, high


def choice(component: Component, argument: str, value: Any, allowed: Iterable[str]) -> str:
    """Return *value*, which must be one of *allowed*.

    Raises:
        ValidationError: It is not.
    """
    known = list(allowed)
    if value not in known:
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        listed = ", ".join(map(repr, known))
        raise refused(component, argument, value, f"one of {listed}.{hint}".removesuffix("."))
    return str(value)


def names(component: Component, argument: str, value: Any) -> list[str]:
    """Return *value* as a list of field names, at least one and none twice.

    Raises:
        ValidationError: It is something else.
    """
    allowed = "a list of different names, such as ['x', 'y']"
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise refused(component, argument, value, allowed)
    fields = list(value)
    wrong = [field for field in fields if not isinstance(field, str)]
    if wrong or not fields or len(set(fields)) < len(fields):
        raise refused(component, argument, value, allowed)
    return fields
