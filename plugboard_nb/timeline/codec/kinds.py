"""Which kinds there are: the fixed list of types that a file may hold."""

from functools import cache
from typing import Any

from plugboard_nb.events import Event
from plugboard_nb.timeline.codec.kind import DamagedError, Kind
from plugboard_nb.timeline.codec.kinds_plain import PLAIN
from plugboard_nb.timeline.codec.kinds_record import EVENT, RECORDS

__all__ = ["kind_named", "kind_of"]

_OWN = (*PLAIN, *RECORDS)
_BY_TYPE = {kind.type: kind for kind in _OWN}
_BY_NAME = {kind.name: kind for kind in (*_OWN, EVENT)}


def kind_of(value: Any) -> Kind | None:
    """Return how *value* is written; ``None`` if it cannot be."""
    cls = type(value)
    found = _BY_TYPE.get(cls)
    if found is None and isinstance(value, Event):
        return EVENT
    package = cls.__module__.partition(".")[0]
    if found is None and package in ("numpy", "pandas"):
        found = next((kind for kind in _kinds_from(package) if kind.type is cls), None)
    return found


def kind_named(name: str) -> Kind | None:
    """Return how values marked *name* are read; ``None`` if nothing is known of that.

    Raises:
        DamagedError: pandas is not installed.
    """
    found = _BY_NAME.get(name)
    package = name.partition(".")[0]
    if found is None and package in ("numpy", "pandas"):
        found = next((kind for kind in _kinds_from(package) if kind.name == name), None)
    return found


@cache
def _kinds_from(package: str) -> tuple[Kind, ...]:
    if package == "numpy":
        from plugboard_nb.timeline.codec.kinds_numpy import numpy_kinds
        from plugboard_nb.timeline.codec.kinds_random import random_kinds

        return (*numpy_kinds(), *random_kinds())
    try:
        from plugboard_nb.timeline.codec.kinds_pandas import pandas_kinds

        return pandas_kinds()
    except ImportError:
        raise DamagedError(
            "it holds values of pandas, which is not installed: pip install 'plugboard_nb[data]'"
        ) from None
