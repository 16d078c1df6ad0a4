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
    """

    def __init__(
        self,
        what: str,
        on_interrupt: Callable[[], Any],
        waits: bool = True,
        locks: Callable[[], bool] = bool,
    ) -> None:
        self.what = what
        self.number = 0
        self._on_interrupt = on_interrupt
        self._may_block = waits
        self._locks = locks
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
            RuntimeError: There are no threads here, so that nobody could carry it out meanwhile.
        """
        if not self.done and not self._may_block:
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
            self._on_unheard = on_unheard
            self._future.set_exception(error)
        else:
            self._future.set_result(value)
