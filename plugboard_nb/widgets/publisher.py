"""When views are told: at once if they have not been for a while, else soon, the latest only."""

import asyncio
import threading
from collections.abc import Callable
from time import perf_counter

__all__ = ["Publisher", "Rate"]

_SHARE = 0.12  # of the time goes to publishing at most


class Publisher:
    """Calls *publish* at most so many times a second, and always once more after the last request.

    Publishing that takes long is done less often, so that the model keeps most of the time.

    Args:
        publish: What tells the views.
        loop: The loop on which what is owed is made up for; :meth:`request` is called on it.
        fps: Publications per second at most.
    """

    def __init__(
        self, publish: Callable[[], None], loop: asyncio.AbstractEventLoop, fps: float = 20.0
    ) -> None:
        self._publish, self._loop = publish, loop
        self.fps = fps
        self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._lock = threading.RLock()
        self.cost_s = 0.0  # what the last one took

    @property
    def owes(self) -> bool:
        """Whether something has been asked for and not been told yet."""
        return self._timer is not None

    def request(self) -> None:
        """Publish now, or as soon as it is time again."""
        if perf_counter() >= self._next:
            self.now()
        elif self._timer is None:
            wait_s = max(0.0, self._next - perf_counter())
            self._timer = self._loop.call_later(wait_s, self.now)

    def now(self) -> None:
        """Publish now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        with self._lock:
            began = perf_counter()
            try:
                self._publish()
            finally:
                self.cost_s = perf_counter() - began
                self._next = began + max(1 / self.fps, self.cost_s / _SHARE)


class Rate:
    """Ticks per second, over the last second or so."""

    def __init__(self) -> None:
        self.value = 0.0
        self._since: tuple[float, int] | None = None

    def begin(self, tick: int) -> None:
        """Start measuring at *tick*."""
        self.value = 0.0
        self._since = perf_counter(), tick

    def measure(self, tick: int) -> float:
        """Return ticks per second up to *tick*."""
        if self._since is None:
            return self.value
        then, first = self._since
        passed = perf_counter() - then
        if passed >= 0.5 or (not self.value and passed > 0.1):
            self.value = (tick - first) / passed
            if passed >= 1.0:
                self._since = perf_counter(), tick
        return self.value
