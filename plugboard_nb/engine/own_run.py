"""Components that override ``run()``: their loop goes on in a task, one step per tick."""

import asyncio
import inspect
from collections.abc import Coroutine
from inspect import CORO_CREATED, getcoroutinestate
from typing import Any

from plugboard_nb.component import Component

__all__ = ["OwnRun"]


class OwnRun:
    """Lets an overridden ``run()`` have its way, except that each ``step`` waits for its tick.

    The component's ``step`` is replaced on the instance by one that waits for the engine.
    """

    def __init__(self, component: Component) -> None:
        self._component = component
        self._step = component.step
        self._task: asyncio.Task[None] | None = None
        self._asked: asyncio.Future[None] | None = None
        self._permits = asyncio.Semaphore(0)
        self._stepping = False
        self._given: Coroutine[Any, Any, None] | None = None
        component.__dict__["step"] = self._gate

    def _gate(self) -> Coroutine[Any, Any, None]:
        """Stand for ``step``: what it returns waits for the tick."""
        if self._given is not None and getcoroutinestate(self._given) == CORO_CREATED:
            self._given.close()
            raise TypeError(
                f"run() of component {self._component.name!r} calls step() without waiting for it; "
                "write 'await self.step()'"
            )
        self._given = self._gated()
        return self._given

    async def _gated(self) -> None:
        await self._permits.acquire()
        result: Any = self._step()
        if inspect.isawaitable(result):
            await result
        self._stepping = False
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(None)

    async def one_step(self) -> None:
        """Allow one step and wait until it is taken, or until ``run()`` returns."""
        loop = asyncio.get_running_loop()
        if self._task is None:
            self._task = loop.create_task(self._component.run())
        asked = self._asked = loop.create_future()
        if not self._stepping:  # else a step that was cut off still goes on
            self._stepping = True
            self._permits.release()
        await asyncio.wait({self._task, asked}, return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            await self._task
            if not self._component.io.is_closed:
                await self._component.io.close()

    def stop(self) -> None:
        """End the task and give the component its own ``step`` back."""
        self._component.__dict__.pop("step", None)
        if self._task is not None:
            self._task.cancel()
