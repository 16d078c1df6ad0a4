"""Where the model is advanced: on a thread with a loop of its own, or on the page's loop."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

__all__ = ["EngineLoop", "PageLoop", "ThreadLoop", "engine_loop"]

_PATIENCE_S = 1.0  # how long tasks may take to end when the loop is closed


class EngineLoop(Protocol):
    """A loop that functions can be handed to, from any thread."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The asyncio loop."""

    @property
    def is_here(self) -> bool:
        """Whether the caller is on it."""

    @property
    def is_resting(self) -> bool:
        """Whether nothing turns it at present."""

    @property
    def thread(self) -> threading.Thread | None:
        """The thread that turns it at present, if it is one of its own."""

    def call(self, function: Callable[..., Any], *args: Any) -> bool:
        """Have *function* called on it soon; say whether that will be so."""

    def rest(self) -> None:
        """Stop turning until the next call; called on it."""

    def close(self) -> None:
        """Stop turning, for good."""


class ThreadLoop:
    """A daemon thread that turns a loop of its own, as long as there is something to do.

    The loop outlives the thread: after :meth:`rest` the next call starts another thread for the
    same loop, so that what components have bound to it stays usable.

    Args:
        name: Name of the thread.
    """

    def __init__(self, name: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.name = name
        self.thread: threading.Thread | None = None
        self._calls: deque[tuple[Callable[..., Any], tuple[Any, ...]]] = deque()
        self._lock = threading.RLock()  # the collector may come back in through a view it closes
        self._resting = False
        self._closed = False

    @property
    def is_here(self) -> bool:
        """Whether the caller is on the thread."""
        return threading.current_thread() is self.thread

    @property
    def is_resting(self) -> bool:
        """Whether nothing turns it at present."""
        return self.thread is None

    def call(self, function: Callable[..., Any], *args: Any) -> bool:
        """Have *function* called on the loop soon; not if it is closed."""
        with self._lock:
            if self._closed:
                return False
            self._calls.append((function, args))
            self._resting = False
            self.loop.call_soon_threadsafe(self._take)
            return self.thread is not None or self._start(self._turn)

    def _take(self) -> None:
        function, args = self._calls.popleft()
        function(*args)

    def _start(self, target: Callable[[], None]) -> bool:
        self.thread = threading.Thread(target=target, name=self.name, daemon=True)
        try:
            self.thread.start()
        except RuntimeError:  # the interpreter is about to exit
            self.thread = None
            return False
        return True

    def rest(self) -> None:
        """Have the thread end unless somebody calls meanwhile."""
        with self._lock:
            if not self._calls:
                self._resting = True
                self.loop.stop()

    def close(self) -> None:
        """Have the thread end, and free the loop."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            if self.thread is not None:
                self.loop.call_soon_threadsafe(self.loop.stop)
            elif not asyncio.all_tasks(self.loop) or not self._start(self._wind_up):
                self.loop.close()

    def _turn(self) -> None:
        while True:
            with suppress(KeyboardInterrupt):  # it came too late for its step
                self.loop.run_forever()
            with self._lock:
                if self._closed:
                    break
                if self._resting:
                    self.thread = None
                    return
        self._wind_up()

    def _wind_up(self) -> None:
        """End what still goes on, and free the loop."""
        try:
            if tasks := asyncio.all_tasks(self.loop):
                self.loop.run_until_complete(_ended(tasks))
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        finally:
            self.loop.close()
            self.thread = None


async def _ended(tasks: set[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=_PATIENCE_S)


class PageLoop:
    """The loop that runs already, where there are no threads, as in Pyodide.

    Raises:
        RuntimeError: None is running.
    """

    thread = None
    is_here = True
    is_resting = False

    def __init__(self) -> None:
        try:
            self.loop = asyncio.get_running_loop()
        except RuntimeError:
            raise RuntimeError(
                "there are no threads here, so a widget needs a running event loop: make it in a "
                "notebook cell, or within 'async def'"
            ) from None
        self._closed = False

    def call(self, function: Callable[..., Any], *args: Any) -> bool:
        """Have *function* called on the loop soon; not if it is closed."""
        if self._closed or self.loop.is_closed():
            return False
        self.loop.call_soon(function, *args)
        return True

    def rest(self) -> None:
        """Do nothing: the loop is the page's."""

    def close(self) -> None:
        """Take no more calls; the loop is the page's."""
        self._closed = True


def engine_loop(name: str) -> EngineLoop:
    """Return a loop of its own on a thread, or the present one where there are no threads."""
    if _has_threads():
        return ThreadLoop(name)
    return PageLoop()


def _has_threads() -> bool:
    probe = threading.Thread(target=bool, daemon=True)
    try:
        probe.start()
    except RuntimeError:  # Pyodide: can't start new thread
        return False
    probe.join()
    return True
