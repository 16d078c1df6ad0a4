"""Values as short texts, for pills and tables."""

import math
from typing import Any

from plugboard_nb.graph.layout_text import one_line

__all__ = ["NO_DATA", "pretty_unit", "short"]

NO_DATA = "no data yet"
_UNITS = {"degC": "°C", "degF": "°F", "deg": "°", "ohm": "Ω", "degree_Celsius": "°C"}
_POWERS = {"**2": "²", "**3": "³", "^2": "²", "^3": "³", "^-1": "⁻¹", "^-2": "⁻²"}
_LONGEST = 60


def pretty_unit(unit: str | None) -> str:
    """Return *unit* as it is printed: ``degC`` as °C, ``m^2`` as m²."""
    text = one_line(unit or "")
    text = _UNITS.get(text, text)
    for written, printed in _POWERS.items():
        text = text.replace(written, printed)
    return text


def short(value: Any) -> str:
    """Return *value* in a few characters.

    Numbers have four significant digits, those below a million all they have before the point;
    ``bool`` is on or off, arrays and frames tell their type and shape, other objects their type;
    ``None`` is "no data yet".
    """
    if value is None:
        return NO_DATA
    if hasattr(value, "iloc") and hasattr(value, "shape"):
        return f"{type(value).__name__}[{'x'.join(map(str, value.shape))}]"
    if hasattr(value, "dtype") and hasattr(value, "shape"):
        if value.shape:
            return f"{value.dtype}[{','.join(map(str, value.shape))}]"
        value = value.item() if hasattr(value, "item") else value
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float | complex):
        return _number(value)
    if isinstance(value, str):
        return one_line(value[:_LONGEST]) or repr(value[:_LONGEST])
    return _other(value)


def _number(value: complex) -> str:
    if isinstance(value, int):
        if abs(value) < 10_000_000:
            return str(int(value))
        digits = str(value) if abs(value) < 10**300 else ""
        if not digits:
            return f"{'-' if value < 0 else ''}2^{abs(value).bit_length() - 1}…"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    text = f"{value + 0.0:.4g}"
    if isinstance(value, float) and 9999 < abs(value) < 999_999.5 and "e" in text:
        return f"{value:.0f}"  # 26710 is easier to read than 2.671e4, and no longer
    for sign in ("+", "-"):
        mantissa, mark, exponent = text.partition(f"e{sign}")
        if mark and exponent.isdigit():
            text = f"{mantissa}e{'-' if sign == '-' else ''}{int(exponent)}"
    return text


def _other(value: Any) -> str:
    name = type(value).__name__
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, list | tuple | dict | set | frozenset | bytes | bytearray):
        return f"{name}[{len(value)}]"
    return one_line(name)
