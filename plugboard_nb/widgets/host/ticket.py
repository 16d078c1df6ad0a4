"""What becomes of a command: something to await, to wait for, or to forget."""

import asyncio
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import Any

__all__ = ["Ticket"]


class Ticket:
    """What a command returns at once; the command is carried out by the engine thread.

    ``await ticket`` waits for its result and raises its error, ``ticket.result()`` does so outside
    of coroutines. Interrupting the cell that waits pauses the timeline.

    Some kernels handle clicks only between cells. There ``await`` does not wait for a run without
    an end, since nobody could pause it: it returns the ticket at once.

    Attributes:
        what: The command as it would be typed.
        number: In which order commands were carried out, from 1; 0 before that.
        raises: Whether whoever asked gets its error raised, so that no view needs to show it.

    Args:
        what: The command.
        on_interrupt: Called when whoever waits is interrupted.
        can_wait: Says whether the caller may block without stopping what it waits for.
        locks: Says whether nobody could pause it while a cell waits.
    """

    def __init__(
        self,
        what: str,
        on_interrupt: Callable[[], Any],
        can_wait: Callable[[], bool] = lambda: True,
        locks: Callable[[], bool] = bool,
    ) -> None:
        self.what = what
        self.number = 0
        self.raises = False
        self._on_interrupt = on_interrupt
        self._can_wait, self._locks = can_wait, locks
        self._listened = False
        self._on_unheard: Callable[[], None] | None = None
        self._future: Future[Any] = Future()
        self._future.set_running_or_notify_cancel()  # from here on nobody can cancel it

    def __repr__(self) -> str:
        if not self.done:
            return f"<{self.what}: going on>"
        error = self._future.exception()
        if error is not None:
            return f"<{self.what}: {type(error).__name__}: {error}>"
        value = self._future.result()
        return f"<{self.what}: {'done' if value is None else repr(value)}>"

    def __del__(self) -> None:
        if self._on_unheard is not None and not self._listened:
            self._on_unheard()

    @property
    def done(self) -> bool:
        """Whether it has been carried out, with or without success."""
        return self._future.done()

    def result(self, timeout: float | None = None) -> Any:
        """Wait for the result.

        Args:
            timeout: Seconds after which to give up waiting; the command goes on.

        Raises:
            TimeoutError: It took longer.
            RuntimeError: The caller is on the thread that carries it out, or the only one there is.
        """
        if not self.done and not self._can_wait():
            raise RuntimeError(f"waiting for {self.what} would stop it here; await it instead")
        self._listened = True
        try:
            return self._future.result(timeout)
        except KeyboardInterrupt:
            self._on_interrupt()
            raise

    def __await__(self) -> Generator[Any, None, Any]:
        return self._wait().__await__()

    async def _wait(self) -> Any:
        self._listened = True
        if not self.done and self._locks():
            await asyncio.sleep(0)
            return self
        try:
            return await asyncio.wrap_future(self._future)
        except asyncio.CancelledError:
            self._on_interrupt()
            raise

    def _settle(
        self,
        value: Any = None,
        error: BaseException | None = None,
        on_unheard: Callable[[], None] | None = None,
    ) -> None:
        """Say what has become of it; call *on_unheard* if nobody ever asks."""
        if self._future.done():
            return
        if error is not None:
            if isinstance(error, StopIteration):  # asyncio takes it for a signal
                error = RuntimeError(f"{self.what} raised StopIteration")
            self._on_unheard = on_unheard
            self._future.set_exception(error)
        else:
            self._future.set_result(value)
