"""Where the model is advanced: on a thread with a loop of its own, or on the page's loop."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any, Protocol

__all__ = ["EngineLoop", "PageLoop", "ThreadLoop", "engine_loop"]


class EngineLoop(Protocol):
    """A loop that functions can be handed to, from any thread."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The asyncio loop."""

    @property
    def is_here(self) -> bool:
        """Whether the caller is on it."""

    @property
    def thread(self) -> threading.Thread | None:
        """The thread that turns it at present, if it is one of its own."""

    def call(self, function: Callable[..., Any], *args: Any) -> None:
        """Have *function* called on it soon."""

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
        self._lock = threading.Lock()
        self._resting = False
        self._closed = False
        self.thread: threading.Thread | None = None

    @property
    def is_here(self) -> bool:
        """Whether the caller is on the thread."""
        return threading.current_thread() is self.thread

    def call(self, function: Callable[..., Any], *args: Any) -> None:
        """Have *function* called on the loop soon."""
        with self._lock:
            if self._closed:
                return
            self.loop.call_soon_threadsafe(function, *args)
            self._resting = False
            if self.thread is None:
                thread = threading.Thread(target=self._turn, name=self.name, daemon=True)
                thread.start()
                self.thread = thread

    def rest(self) -> None:
        """Have the thread end unless somebody calls meanwhile."""
        self._resting = True
        self.loop.stop()

    def close(self) -> None:
        """Have the thread end, and free the loop."""
        with self._lock:
            self._closed, self._resting = True, True
            if self.thread is None:
                self.loop.close()
            else:
                self.loop.call_soon_threadsafe(self.loop.stop)

    def _turn(self) -> None:
        asyncio.set_event_loop(self.loop)
        while True:
            try:
                self.loop.run_forever()
            except KeyboardInterrupt:  # one that came too late for the step it was meant for
                continue
            with self._lock:
                if self._resting:
                    self.thread = None
                    if self._closed:
                        self.loop.close()
                    return


class PageLoop:
    """The loop that runs already, where there are no threads, as in Pyodide."""

    thread = None
    is_here = True

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()

    def call(self, function: Callable[..., Any], *args: Any) -> None:
        """Have *function* called on the loop soon."""
        self.loop.call_soon(function, *args)

    def rest(self) -> None:
        """Do nothing: the loop is the page's."""

    def close(self) -> None:
        """Do nothing: the loop is the page's."""


def engine_loop(name: str) -> EngineLoop:
    """Return a loop of its own on a thread, or the present one where there are no threads."""
    if _has_threads():
        return ThreadLoop(name)
    return PageLoop()


def _has_threads() -> bool:
    probe = threading.Thread(target=lambda: None, daemon=True)
    try:
        probe.start()
    except RuntimeError:  # Pyodide: can't start new thread
        return False
    probe.join()
    return True
