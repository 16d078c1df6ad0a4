"""The streams of a history, sorted by how they are plotted."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase
from numbers import Real
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.plotting.values import pretty_unit, short
from plugboard_nb.suggest import did_you_mean

if TYPE_CHECKING:
    from plugboard_nb.history import History

__all__ = ["FLAGS", "LARGEST", "NUMBERS", "WORDS", "Series", "chosen", "series_of"]

NUMBERS, FLAGS, WORDS = "numbers", "flags", "words"
LARGEST = 1e300  #: beyond which no axis reaches
_MOST_BY_DEFAULT = 12
_FEW_WORDS = 8
_FEW_LEVELS = 8
_ENOUGH = 24  # values from which on a few levels are no accident


@dataclass(frozen=True)
class Series:
    """One stream, ready to be plotted.

    Attributes:
        field: ``"component.field"``.
        unit: As it is printed, ``""`` for none.
        kind: ``NUMBERS``, ``FLAGS`` or ``WORDS``.
        ticks: Tick of each value, a numpy array.
        values: Floats with NaN for what is missing; for ``WORDS`` a list of texts or ``None``.
        stepped: Whether values hold until the next one instead of leading to it.
        whole: Whether all of them are whole numbers.
    """

    field: str
    unit: str
    kind: str
    ticks: Any
    values: Any
    stepped: bool
    whole: bool = False  #: whole numbers only


def chosen(
    history: "History", fields: str | Iterable[str] | None
) -> tuple[list[Series], list[str]]:
    """Return the series to plot, and the fields that are left out.

    Args:
        history: The history.
        fields: Names or patterns such as ``"tank.*"``. By default the first twelve that hold
            numbers, bools or a few words.

    Raises:
        UnknownFieldError: There is no such field.
        ValueError: None of the *fields* can be plotted.
    """
    if fields is None:
        found = [(field, series_of(history, field)) for field in history.fields]
        kept = [series for _, series in found if series is not None and _suits(series)]
        names = {series.field for series in kept[:_MOST_BY_DEFAULT]}
        return kept[:_MOST_BY_DEFAULT], [name for name in history.fields if name not in names]
    names_wanted = _names(history, [fields] if isinstance(fields, str) else list(fields))
    wanted = {name: series_of(history, name) for name in names_wanted}
    left_out = [name for name, series in wanted.items() if series is None]
    kept = [series for series in wanted.values() if series is not None]
    if left_out and not kept:
        kind = type(history[left_out[0]][-1]).__name__
        raise ValueError(f"{left_out[0]!r} holds values of type {kind!r}, which have no plot")
    return kept, left_out


def _names(history: "History", wanted: Sequence[str]) -> list[str]:
    names: dict[str, None] = {}
    for pattern in wanted:
        matching = [field for field in history.fields if fnmatchcase(field, pattern)]
        if pattern in history.fields:
            matching = [pattern]
        if not matching:
            known = history.fields
            raise UnknownFieldError(
                f"the history has no field {pattern!r}; it has {known[:20]}."
                f"{did_you_mean(pattern, known)}",
                field=pattern,
            )
        names.update(dict.fromkeys(matching))
    return list(names)


def _suits(series: Series) -> bool:
    """Say whether *series* is worth a place in a plot that nobody specified."""
    return series.kind != WORDS or len({*series.values} - {None}) <= _FEW_WORDS


def series_of(history: "History", field: str) -> Series | None:
    """Return the stream of *field*, or ``None`` if its values have no plot: arrays, objects."""
    import numpy as np

    values = history[field]
    ticks = np.asarray(history.ticks_of(field))
    unit = pretty_unit(history.units.get(field))
    if isinstance(values, np.ndarray):
        if values.dtype == bool:
            return Series(field, unit, FLAGS, ticks, values.astype(float), True)
        whole = bool(np.issubdtype(values.dtype, np.integer))
        floats = _within(values)
        return Series(field, unit, NUMBERS, ticks, floats, _holds(floats, whole), whole)
    present = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in present) and present:
        return Series(field, unit, FLAGS, ticks, _floats(values), True)
    if all(_is_number(value) for value in present):
        numbers = _within(_floats(values))
        whole = bool(present) and all(isinstance(value, int) for value in present)
        return Series(field, unit, NUMBERS, ticks, numbers, _holds(numbers, whole), whole)
    if all(_is_number(value) or isinstance(value, str | bool | Enum) for value in present):
        words = [None if value is None else _word(value) for value in values]
        return Series(field, unit, WORDS, ticks, words, True)
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) or (
        getattr(value, "shape", None) == () and getattr(value, "dtype", None) is not None
    )


def _word(value: Any) -> str:
    return short(value.name if isinstance(value, Enum) and not isinstance(value, str) else value)


def _floats(values: Iterable[Any]) -> Any:
    import numpy as np

    def number(value: Any) -> float:
        try:
            return math.nan if value is None else float(value)
        except OverflowError:
            return math.inf

    return np.array([number(value) for value in values], dtype=float)


def _within(values: Any) -> Any:
    """Return *values* as floats that an axis can show; infinities are gaps."""
    import numpy as np

    floats = values.astype(float)
    outside = ~(np.abs(floats) <= LARGEST)
    if outside.any():
        floats[outside] = np.where(
            np.isinf(floats[outside]), math.nan, np.clip(floats[outside], -LARGEST, LARGEST)
        )
    return floats


def _holds(values: Any, whole: bool) -> bool:
    """Say whether so few different values occur that steps show them best."""
    import numpy as np

    if not whole and len(values) < _ENOUGH:
        return False
    sample = values[:: max(1, len(values) // 20_000)]
    return len(np.unique(sample[~np.isnan(sample)])) <= _FEW_LEVELS
