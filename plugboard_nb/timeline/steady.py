"""Steady: a run has settled when nothing changes any more."""

import math
from collections.abc import Callable, Collection, Iterable
from typing import Any

from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.timeline.condition.values import plain

__all__ = ["Steady"]


class Steady:
    """True once nothing has changed by more than a tolerance for some ticks in a row.

    From one tick to the next a number may change by at most
    ``tolerance * (1 + max(abs(old), abs(new)))``: absolute for small numbers, relative for large
    ones. NaN and infinities are never steady. Bools and texts are steady while they stay equal. A
    field whose component did not step keeps its value, which is steady; choose *ticks* larger than
    the pauses of the slowest component.

    Args:
        fields: The fields that must be steady; anything but a number, bool or text in one of them
            never is. By default all fields, as long as they hold numbers or bools.
        tolerance: See above.
        ticks: How many ticks in a row must be steady.

    Attributes:
        fields: As given, as a tuple; ``None`` for all.
        tolerance: As given.
        ticks: As given.

    Raises:
        ValidationError: The tolerance is negative or not finite, *ticks* is less than 1, or there
            are no fields.

    Example:
        >>> steady = Steady(["tank.level"], tolerance=0.01, ticks=2)
        >>> levels = [1.0, 1.5, 1.51, 1.512]
        >>> [steady.holds({"tank.level": level}.get, tick) for tick, level in enumerate(levels)]
        [False, False, False, True]
    """

    def __init__(
        self, fields: Iterable[str] | None = None, tolerance: float = 1e-6, ticks: int = 10
    ) -> None:
        if not 0 <= tolerance < math.inf:
            raise ValidationError(f"tolerance is {tolerance!r}; it must be a finite number from 0")
        if isinstance(ticks, bool) or not isinstance(ticks, int) or ticks < 1:
            raise ValidationError(f"ticks is {ticks!r}; it must be a whole number from 1")
        chosen = (fields,) if isinstance(fields, str) else fields
        self.fields = None if chosen is None else tuple(chosen)
        if self.fields == ():
            raise ValidationError("fields is empty; name at least one field, or leave it out")
        self.tolerance = tolerance
        self.ticks = ticks
        self._watched = self.fields
        self.reset()

    def __repr__(self) -> str:
        fields = "" if self.fields is None else f"{list(self.fields)!r}, "
        return f"Steady({fields}tolerance={self.tolerance!r}, ticks={self.ticks!r})"

    def watch(self, known: Collection[str]) -> None:
        """Look at the fields that there are, all or the chosen ones, and start anew.

        Args:
            known: The fields that there are, as in ``history.fields``.

        Raises:
            UnknownFieldError: A chosen field is not among them.
        """
        for field in self.fields or ():
            if field not in known:
                listed = list(known)
                raise UnknownFieldError(
                    f"there is no field {field!r} that could become steady; there are "
                    f"{listed[:20]}.{did_you_mean(field, listed)}",
                    field=field,
                )
        self._watched = tuple(known) if self.fields is None else self.fields
        self.reset()

    def reset(self) -> None:
        """Forget what was seen, as after a rewind."""
        self._tick: int | None = None
        self._seen: list[Any] = []
        self._count = 0

    def holds(self, values: Callable[[str], Any], tick: int) -> bool:
        """Say whether all is steady; to be asked once after every tick.

        Any other than the next tick starts anew, the same once more gives the same answer.

        Args:
            values: Field → its value at *tick*.
            tick: The tick.

        Raises:
            TimelineError: All fields shall be steady, and :meth:`watch` has not yet said which
                there are.
        """
        if tick == self._tick:
            return self._count >= self.ticks
        if self._watched is None:
            raise TimelineError("no fields to become steady yet; call watch(history.fields) first")
        now = [plain(values(field)) for field in self._watched]
        follows = self._tick is not None and tick == self._tick + 1
        steady = follows and all(map(self._same, self._seen, now))
        self._count = self._count + 1 if steady else 0
        self._tick, self._seen = tick, now
        return self._count >= self.ticks

    def _same(self, old: Any, new: Any) -> bool:
        kinds = {type(old), type(new)}
        if kinds <= {str, type(None)}:
            return self.fields is None or (old is not None and old == new)
        if kinds & {str, bool, type(None)}:
            return len(kinds) == 1 and old == new
        try:
            change, size = abs(new - old), max(abs(old), abs(new))
            return math.isfinite(change) and change <= self.tolerance * (1 + size)
        except OverflowError:  # an integer beyond all doubles
            return bool(old == new)
