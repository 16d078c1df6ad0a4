"""Measured values that a plot shows beside the computed ones."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from plugboard_nb.widgets.history_plot.peaks import floats_of

__all__ = ["measured"]

_HOW = "give (ticks, values), a mapping from tick to value, or a pandas Series indexed by tick"


def measured(field: str, given: Any) -> tuple[Any, Any]:
    """Return ticks and values as floats, in order of ticks.

    Args:
        field: What was measured, for error messages.
        given: A pandas Series indexed by tick, a mapping from tick to value, or ticks and values.

    Raises:
        ValueError: It is none of these, ticks and values are not of one length, or something among
            them is no number.
    """
    ticks, values = _pair(field, given)
    if len(ticks) != len(values):
        raise ValueError(f"data for {field!r} has {len(ticks)} ticks and {len(values)} values")
    try:
        pairs = [(float(tick), value) for tick, value in zip(ticks, values, strict=True)]
        pairs = [pair for pair in pairs if pair[0] == pair[0]]
        pairs.sort(key=lambda pair: pair[0])
        numbers = floats_of([value for _, value in pairs])
    except (TypeError, ValueError) as error:
        raise ValueError(f"data for {field!r} holds something that is no number: {error}") from None
    return array("d", (tick for tick, _ in pairs)), array("d", numbers)


def _pair(field: str, given: Any) -> tuple[Sequence[Any], Sequence[Any]]:
    if isinstance(given, Mapping):
        return list(given.keys()), list(given.values())
    if hasattr(given, "index") and hasattr(given, "to_numpy"):
        return given.index.tolist(), given.to_numpy().tolist()
    try:
        parts = list(given)
        if len(parts) == 2 and all(hasattr(part, "__len__") for part in parts):
            return list(parts[0]), list(parts[1])
    except TypeError:
        pass
    raise ValueError(f"data for {field!r} is {type(given).__name__!r}; {_HOW}")
