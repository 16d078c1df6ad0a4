"""Condition: when to stop, or what to look for, as a user types it."""

from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.condition.columns import Operators, Series, Stretch
from plugboard_nb.timeline.condition.reader import ConditionError, ConditionReader
from plugboard_nb.timeline.condition.values import NAMES

if TYPE_CHECKING:
    from plugboard_nb.history import History

__all__ = ["Condition", "ConditionError"]


class Condition:
    """A condition on the fields of a process, such as ``tank.temperature > 61 and heater.on``.

    It may hold fields (``tank.temperature``), ``tick``, ``previous(tank.temperature)`` for the
    value one tick earlier, numbers, True, False, ``+ - * / // % **``, comparisons, ``and or not``,
    ``abs``, ``min`` and ``max``; nothing else. A name that Python cannot read is quoted:
    ``"hot-tank.temperature" > 61``. Any other quoted text is a text, to be compared with a field by
    ``==`` or ``!=``: ``heater.mode == "on"``.

    It holds or does not hold, and never fails:

    - A value is a number (bools are 1 and 0), a text, or missing: ``None``, lists, arrays, dates
      and the like. At each tick a field has the last value that it was given, and before the first
      one its value at tick 0. What the history has forgotten is missing.
    - Arithmetic, ``abs``, ``min`` and ``max`` are those of doubles (IEEE 754), for integers too, so
      that it does not matter how a history stores them: nothing overflows but to infinity, a
      division by zero gives an infinity or NaN. A text or a missing value makes the result missing.
    - Comparing is exact, also between large integers and doubles. Texts know only ``==`` and
      ``!=``. With a missing value every comparison is False, ``!=`` and that of two missing values
      too. NaN is not missing: ``x != x`` holds where x is NaN and nowhere else.
    - ``and``, ``or``, ``not`` and the whole ask for truth: numbers other than 0, NaN included, are
      true, texts and missing values are not. So ``not (x == x)`` holds where x is missing or NaN.

    Args:
        text: The condition, at most 1000 characters.
        fields: The fields that there are, as in ``history.fields``.

    Attributes:
        text: As given.
        fields: The fields that it uses, in order of appearance.
        lag: How many ticks it looks back: 1 if it uses ``previous``, else 0.

    Raises:
        ConditionError: It cannot be read, or something in it is no field or not allowed.

    Example:
        >>> condition = Condition("tank.level > 2 and not pump.on", ["tank.level", "pump.on"])
        >>> condition.fields
        ('tank.level', 'pump.on')
        >>> now = {"tank.level": 2.5, "pump.on": False}
        >>> condition.holds(now.get, now.get, tick=7)
        True

        Over a history:

        >>> import asyncio
        >>> from plugboard_nb import LocalProcess
        >>> from plugboard_nb.library import Clock
        >>> process = LocalProcess([Clock(name="clock", ticks=9)])
        >>> async def run():
        ...     async with process:
        ...         await process.run()
        >>> asyncio.run(run())
        >>> history = process.state.history
        >>> Condition("clock.out % 4 == 1", history.fields).ticks(history).tolist()
        [2, 6]
    """

    def __init__(self, text: str, fields: Collection[str]) -> None:
        reader = ConditionReader(text, fields)
        self._code = reader.code()
        # Compiled from allowed nodes only.
        self._one: Callable[..., bool] = eval(self._code, {"__builtins__": {}, **NAMES})
        self.text = text
        self.fields = tuple(reader.used)
        self.lag = reader.lag

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"

    def __deepcopy__(self, memo: object) -> "Condition":
        """Return itself: a condition never changes."""
        return self

    def __reduce__(self) -> tuple[type["Condition"], tuple[str, tuple[str, ...]]]:
        """Travel as text, to be compiled again where it arrives."""
        return Condition, (self.text, self.fields)

    def holds(
        self, values: Callable[[str], Any], previous: Callable[[str], Any], tick: int
    ) -> bool:
        """Say whether it holds at one tick.

        Args:
            values: Field → its value at *tick*.
            previous: Field → its value one tick earlier; not called when :attr:`lag` is 0.
            tick: The tick.
        """
        return self._one(values, previous, tick)

    def ticks(self, history: "History", first: int | None = None, last: int | None = None) -> Any:
        """Return the ticks of *history* at which it holds.

        Args:
            history: Has the fields of this condition.
            first: Look from this tick on; by default from the first that is remembered.
            last: Look up to and including this tick; by default up to the last one done.

        Returns:
            Ticks, ascending: an int64 array, or a list where there is no numpy.

        Raises:
            UnknownFieldError: The history lacks a field.
        """
        begin, end = history.first_tick, history.last_tick
        first = begin if first is None else max(first, begin)
        last = end if last is None else min(last, end)
        try:
            import numpy as np
        except ImportError:  # a page without numpy
            return self._walked(history, first, last)
        if first > last:
            return np.empty(0, "int64")
        with np.errstate(all="ignore"):
            found = eval(self._code, _operators())(*self._columns(history, first, last))
        return np.flatnonzero(np.broadcast_to(found.values, last - first + 1)) + first

    def _columns(self, history: "History", first: int, last: int) -> tuple[Any, Any, Any]:
        import numpy as np

        def values(lag: int) -> Callable[[str], Series]:
            return cache(lambda f: Stretch.of(history, f, first - lag, last - lag).to_series())

        return values(0), values(1), Series(np.arange(first, last + 1))

    def _walked(self, history: "History", first: int, last: int) -> list[int]:
        streams = {
            (field, lag): Stretch.of(history, field, first - lag, last - lag).to_list()
            for field in self.fields
            for lag in range(self.lag + 1)
            if first <= last
        }
        found = []
        for row, tick in enumerate(range(first, last + 1)):
            now = {field: stream[row] for (field, lag), stream in streams.items() if not lag}
            then = {field: stream[row] for (field, lag), stream in streams.items() if lag}
            if self._one(now.__getitem__, then.__getitem__, tick):
                found.append(tick)
        return found


@cache
def _operators() -> dict[str, Any]:
    return {"__builtins__": {}, **Operators().names}
