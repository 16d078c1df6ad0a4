"""Values as one line of an inspector: more of them than a pill on a wire has room for."""

import math
from collections.abc import Sequence
from enum import Enum
from itertools import islice
from pathlib import PurePath
from typing import Any

__all__ = ["NOT_RECORDED", "NO_DATA", "few", "full_text", "line", "plain"]

NO_DATA = "no data yet"
NOT_RECORDED = "not recorded"
_LONGEST = 60  # characters of a line
_FULL = 1000  # characters of more than a line
_ITEMS = 5  # of a container in a line
_FEW = 3


def line(value: Any, none: str = NO_DATA) -> str:
    """Return *value* in one short line.

    Floats have six significant digits, booleans are on or off, texts stand in quotes so that an
    empty one can be seen, arrays and frames show type, shape and their first values.

    Args:
        value: Anything.
        none: What to write for ``None``.
    """
    try:
        return none if value is None else _short(value, _ITEMS, _LONGEST)
    except Exception as error:  # of a class of the user's
        return f"{type(value).__name__}, which cannot be shown: {type(error).__name__}"


def few(values: Sequence[Any]) -> str:
    """Return the first of *values* in one line, and how many there are if those are not all."""
    more = [f"… ({len(values):,})"] * (len(values) > _FEW)
    return ", ".join([*map(line, values[:_FEW]), *more])


def full_text(value: Any) -> str | None:
    """Return more of *value* than :func:`line` shows, ``None`` where there is no more."""
    if value is None or isinstance(value, bool):
        return None
    try:
        if isinstance(value, int | float):
            text = repr(plain(value)).removesuffix(".0")
        else:
            text = _short(value, 100, _FULL)
    except Exception:  # of a class of the user's; line() tells which
        return None
    return text[:_FULL] if text != line(value) else None


def _short(value: Any, items: int, longest: int) -> str:
    value = plain(value)
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        return _quoted(value, longest)
    if isinstance(value, complex):
        return str(value)
    if hasattr(value, "dtype") or hasattr(value, "columns"):
        return _table(value, items)
    if isinstance(value, dict | list | tuple | set | frozenset):
        return _container(value, items, longest)
    return _object(value)


def plain(value: Any) -> Any:
    """Return what a scalar of numpy holds; anything else as it is."""
    return (
        value.item() if hasattr(value, "dtype") and getattr(value, "shape", None) == () else value
    )


def _number(value: float) -> str:
    if isinstance(value, int):
        if abs(value) < 10**15:
            return str(int(value))
        if abs(value) > 10**300:  # which no float holds, and whose digits take long
            return f"{'-' if value < 0 else ''}2^{abs(value).bit_length() - 1}…"
        value = float(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    text = repr(float(value)).removesuffix(".0")
    digits = text.partition("e")[0].replace(".", "").lstrip("-0")
    if len(digits) > 6:
        text = f"{value:#.6g}".removesuffix(".")  # as many digits at every tick
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}e{int(exponent)}"


def _quoted(text: str, longest: int) -> str:
    if len(text) <= longest:
        return repr(text)
    return f"{repr(text[: longest - 3])[:-1]}…' ({len(text):,} characters)"


def _table(value: Any, items: int) -> str:
    """Return type, shape and beginning of an array, a series or a frame."""
    if hasattr(value, "columns"):
        names = [str(name) for name in islice(value.columns, items + 1)]
        shape = "x".join(map(str, value.shape))
        return f"{type(value).__name__}[{shape}] {_listed(names, items)}".rstrip()
    kind = "Series " if hasattr(value, "iloc") else ""
    shape = ",".join(map(str, value.shape))
    first = value.iloc[: items + 1] if kind else value.flat[: items + 1]
    return f"{kind}{value.dtype}[{shape}] {_listed([_item(v) for v in first], items)}".rstrip()


def _container(value: Any, items: int, longest: int) -> str:
    if isinstance(value, set | frozenset) and not value:
        return f"{type(value).__name__}()"
    if isinstance(value, dict):
        pairs = islice(value.items(), items + 1)
        texts, brackets = [f"{_item(k)}: {_item(v)}" for k, v in pairs], "{}"
    else:
        texts = [_item(v) for v in islice(value, items + 1)]
        brackets = "[]" if isinstance(value, list) else "()" if isinstance(value, tuple) else "{}"
    inner = _listed(texts, items)
    if len(inner) > longest:
        inner = inner[: longest - 1] + "…"
    more = f" ({len(value):,})" if inner.endswith("…") else ""
    return f"{brackets[0]}{inner}{brackets[1]}{more}"


def _listed(texts: list[str], items: int) -> str:
    return ", ".join(texts[:items] + ["…"] * (len(texts) > items))


def _item(value: Any) -> str:
    """Return one value within another: what is nested deeper is only counted."""
    value = plain(value)
    if isinstance(value, dict | list | tuple | set | frozenset):
        return f"{type(value).__name__}[{len(value)}]"
    if hasattr(value, "shape"):
        return f"{type(value).__name__}[{','.join(map(str, value.shape))}]"
    return "None" if value is None else _short(value, 0, 20)


def _object(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, PurePath):
        return _quoted(str(value), _LONGEST)
    if isinstance(value, bytes | bytearray):
        return f"{type(value).__name__}[{len(value)}]"
    named = getattr(value, "__qualname__", None)
    if isinstance(value, type):
        return f"class {named}"
    return f"function {named}" if callable(value) and named else type(value).__name__
