"""Components that make trouble, and short ways to wait for what a host does."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from plugboard_nb import IO, Component, LocalProcess
from plugboard_nb.widgets import View


class Rough(Component):
    """Counts; in its step *at* it does what it is told, once."""

    io = IO(outputs=["x"])

    def __init__(self, does: str, at: int = 3, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.does, self.at, self.count = does, at, 0
        ROUGH.clear()

    async def step(self) -> None:
        self.count += 1
        if self.count == self.at and not ROUGH:
            ROUGH.append(self)
            await self.misbehave()
        self.x = self.count

    async def misbehave(self) -> None:
        match self.does:
            case "raises":
                raise ValueError("out of paper")
            case "exits":
                raise SystemExit(3)
            case "blocks":
                time.sleep(3)  # noqa: ASYNC251
            case "sleeps":
                time.sleep(3600)  # noqa: ASYNC251
            case "spins":
                while True:
                    pass
            case "awaits":
                await asyncio.Event().wait()


ROUGH: list[Any] = []  # those that have misbehaved; outside, so that no rewind forgets it


def rough(does: str, at: int = 3) -> LocalProcess:
    """Return a process with one rough component."""
    return LocalProcess([Rough(does, at, name="rough")], name="p")


def until(true: Callable[[], Any], timeout: float = 8.0) -> Any:
    """Wait until *true* says so, and return what it says."""
    pause, deadline = threading.Event(), perf_counter() + timeout
    while not (found := true()):
        assert perf_counter() < deadline, "that did not come"
        pause.wait(0.01)
    return found


@contextmanager
def shown(process: Any, cls: type[View] = View) -> Iterator[View]:
    """Give a view of *process* as if it were in a page, and clear up."""
    view = cls(process)
    tell(view, "mounted", mount="m")
    try:
        yield view
    finally:
        view.close()
        view.host.close(destroy=True)


def tell(view: View, do: str, **args: Any) -> None:
    """Have a page send a message to *view*, handled on another thread, as by ipykernel 7."""
    content = {"do": do, "args": args}
    thread = threading.Thread(target=view._receive, args=(None, content, []))
    thread.start()
    thread.join()
