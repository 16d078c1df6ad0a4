"""How fast an advance goes: as fast as it can, or so many ticks a second."""

import asyncio
import math
from contextlib import suppress
from numbers import Real
from time import perf_counter
from typing import Any

from plugboard_nb.exceptions import ValidationError

__all__ = ["Pacer", "pace_of"]


def pace_of(value: Any) -> float | None:
    """Return *value* as ticks per second; ``None`` is as fast as it goes.

    Raises:
        ValidationError: It is no positive number.
    """
    if value is None:
        return None
    number = not isinstance(value, bool) and isinstance(value, Real)
    if not number or not 0 < float(value) < math.inf:
        raise ValidationError(
            f"pace is {value!r}; it must be a number of ticks per second above 0, or None for as "
            "fast as it goes"
        )
    return float(value)


class Pacer:
    """Waits between the ticks of one advance."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._hurried = asyncio.Event()
        self._last_due = perf_counter()  # the first tick begins at once

    async def wait(self, pace: float) -> bool:
        """Wait for the time of the next tick; say whether it has come.

        It has not if :meth:`hurry` was called; whoever waits looks around and waits again.

        Args:
            pace: Ticks per second.
        """
        due = self._last_due + 1 / pace
        left = due - perf_counter()
        if left > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurried.wait(), left)
                self._hurried.clear()
                return False
        # Ticks a little late are made up for, so that the pace is kept on average.
        late = perf_counter() - due
        self._last_due = due if late < 1 / pace else due + late
        return True

    def hurry(self) -> None:
        """End the present wait. Safe from any thread."""
        with suppress(RuntimeError):  # the loop has ended, and the advance with it
            self._loop.call_soon_threadsafe(self._hurried.set)
