"""What a component was before a step that may be cut off."""

from collections import deque
from typing import Any

__all__ = ["Kept"]

_CONTAINERS = frozenset([list, dict, set, deque, bytearray])


class Kept:
    """A copy of a component's attributes, one level deep, to go back to when its step is cut off.

    Lists, dicts and sets that are attributes are copied too, and the state of its random numbers.
    What a step has done to objects further inside, or outside, stays done.
    """

    __slots__ = ("_before", "_rng_state", "_values")

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values
        self._before = {
            name: value.copy() if type(value) in _CONTAINERS else value
            for name, value in values.items()
        }
        rng = values.get("_rng")
        self._rng_state = None if rng is None else rng.bit_generator.state

    def restore(self) -> None:
        """Give the component back what it had."""
        values, before = self._values, self._before
        for name in values.keys() - before.keys():
            del values[name]
        values.update(before)
        if self._rng_state is not None:
            values["_rng"].bit_generator.state = self._rng_state
