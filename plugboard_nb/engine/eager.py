"""Starting a coroutine at once, and going on as a task only if it has to wait."""

import asyncio
import contextvars
from collections.abc import Coroutine, Generator
from typing import Any

__all__ = ["EagerTasks"]


class EagerTasks:
    """Begins coroutines inline, under the name of a task that is made ahead.

    Most steps never wait; for them a task and a turn of the event loop would cost far more than
    the step. One that does wait is handed to the prepared task. ``asyncio.current_task()`` is
    that task before and after, so that timeouts and task groups inside a step work.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._spare: _Carrier | None = None

    def start(self, coroutine: Coroutine[Any, Any, None]) -> "asyncio.Task[None] | None":
        """Run *coroutine* until it ends or waits.

        Returns:
            ``None`` when it has ended, else the task that it goes on in.
        """
        loop, spare = self._loop, self._spare
        if spare is None:
            spare = self._spare = _Carrier(loop)
        caller = asyncio.current_task(loop)
        if caller is not None:
            asyncio._leave_task(loop, caller)
        asyncio._enter_task(loop, spare.task)
        try:
            waiting = spare.context.run(coroutine.send, None)
        except StopIteration:
            return None
        finally:
            asyncio._leave_task(loop, spare.task)
            if caller is not None:
                asyncio._enter_task(loop, caller)
        self._spare = None
        spare.handed.set_result((coroutine, waiting))
        return spare.task

    def close(self) -> None:
        """Give up the prepared task."""
        if self._spare is not None:
            self._spare.task.cancel()
            self._spare = None


class _Carrier:
    """A task that waits until it is handed a coroutine that has begun."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.context = contextvars.copy_context()
        self.handed: asyncio.Future[Any] = loop.create_future()
        self.task: asyncio.Task[None] = loop.create_task(self._carry(), context=self.context)

    async def _carry(self) -> None:
        try:
            coroutine, waiting = await asyncio.shield(self.handed)
        except asyncio.CancelledError:
            if not self.handed.done():
                return  # given up unused
            coroutine, waiting = self.handed.result()
            await _Begun(coroutine, waiting, cancelled=True)
            return
        await _Begun(coroutine, waiting)


class _Begun:
    """Awaits the rest of a coroutine that already waits for something."""

    def __init__(
        self, coroutine: Coroutine[Any, Any, None], waiting: Any, cancelled: bool = False
    ) -> None:
        self._coroutine, self._waiting, self._cancelled = coroutine, waiting, cancelled

    def __await__(self) -> Generator[Any, Any, None]:
        coroutine, waiting = self._coroutine, self._waiting
        try:
            if self._cancelled:
                waiting = coroutine.throw(asyncio.CancelledError())
            while True:
                try:
                    sent = yield waiting
                except BaseException as error:
                    waiting = coroutine.throw(error)
                else:
                    waiting = coroutine.send(sent)
        except StopIteration:
            return
