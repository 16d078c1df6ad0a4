"""When views are told: at once if they have not been for a while, else soon, the latest only."""

import asyncio
import threading
from collections.abc import Callable
from time import perf_counter, thread_time

__all__ = ["Publisher", "Rate"]

_SHARE = 0.12  # of the time goes to publishing at most
_WAITS = 0.3  # how much waiting counts, for other threads or a busy machine, compared with work
_SELDOM_S = 1.0  # it is never put off for longer


class Publisher:
    """Calls *publish* at most so many times a second, and always once more after the last request.

    Publishing that takes long is done less often, so that the model keeps most of the time.

    Args:
        publish: Tells the views; says whether it could.
        loop: The loop on which what is owed is made up for; :meth:`request` is called on it.
        fps: Publications per second at most.

    Attributes:
        lock: Held while views are told: who tells them otherwise takes it.
        cost_s: What the last publication took.
    """

    def __init__(
        self, publish: Callable[[], bool], loop: asyncio.AbstractEventLoop, fps: float = 20.0
    ) -> None:
        self._publish, self._loop = publish, loop
        self.fps = fps
        self.lock = threading.RLock()
        self.cost_s = 0.0
        self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def owes(self) -> bool:
        """Whether something has been asked for and not been told yet."""
        return self._timer is not None

    def request(self) -> None:
        """Publish now, or as soon as it is time again."""
        wait_s = self._next - perf_counter()
        if wait_s <= 0:
            self.now()
        elif self._timer is None:
            self._timer = self._loop.call_later(wait_s, self.now)

    def now(self) -> None:
        """Publish now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._tell():
            self._timer = self._loop.call_later(1 / self.fps, self.now)

    def if_due(self) -> bool:
        """Publish now if it is time again; say whether it was. From any thread."""
        return perf_counter() >= self._next and self._tell()

    def _tell(self) -> bool:
        with self.lock:
            began, worked = perf_counter(), thread_time()
            try:
                return self._publish()
            finally:
                cost_s = max(thread_time() - worked, _WAITS * (perf_counter() - began))
                before, self.cost_s = self.cost_s, cost_s
                usual = min(before, self.cost_s)  # one that imports things says nothing
                self._next = began + max(1 / self.fps, min(usual / _SHARE, _SELDOM_S))


class Rate:
    """Ticks per second, over the last second or so."""

    def __init__(self) -> None:
        self.value = 0.0
        self._since: tuple[float, int] | None = None

    def begin(self, tick: int) -> None:
        """Start measuring at *tick*."""
        self.value = 0.0
        self._since = perf_counter(), tick

    def measure(self, tick: int) -> None:
        """Note that *tick* has been reached."""
        if self._since is None:
            return
        then, first = self._since
        passed = perf_counter() - then
        if passed >= 0.5 or (not self.value and passed > 0.1):
            self.value = (tick - first) / passed
            if passed >= 1.0:
                self._since = perf_counter(), tick

    def end(self, tick: int) -> None:
        """Stop measuring; what was measured stays, unless it was too short to say anything."""
        self.measure(tick)
        self._since = None
