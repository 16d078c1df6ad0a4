"""Notices steps that do not return, from a thread beside the one they block."""

import sys
import threading
import weakref
from time import perf_counter
from types import FrameType
from typing import TYPE_CHECKING, Any

from plugboard_nb.component import Component

if TYPE_CHECKING:
    from plugboard_nb.widgets.host import Host

__all__ = ["busy_component", "watch"]

_LOOK_S = 0.5
_LINGER = 4  # looks without anybody to look after

_watched: "weakref.WeakSet[Host]" = weakref.WeakSet()
_lock = threading.Lock()
_thread: threading.Thread | None = None


def watch(host: "Host") -> None:
    """Look after *host* until it is idle. One thread does so for all, and ends when it may."""
    global _thread
    with _lock:
        _watched.add(host)
        if _thread is None:
            _thread = threading.Thread(target=_look, name="plugboard-watchdog", daemon=True)
            _thread.start()


def _look() -> None:
    global _thread
    clock = threading.Event()
    alone = 0
    while alone < _LINGER:
        clock.wait(_LOOK_S)
        with _lock:
            hosts = list(_watched)
        for host in hosts:
            if host.is_stuck_looked_at():
                continue
            with _lock:
                _watched.discard(host)
        del hosts
        with _lock:
            alone = 0 if len(_watched) else alone + 1
            if alone >= _LINGER:
                _thread = None
    return


def busy_component(host: "Host") -> str:
    """Return the component whose step is under way, ``""`` if none is found."""
    parts = host.timeline.process.components.values()
    thread = host.thread
    frame = sys._current_frames().get(thread.ident) if thread and thread.ident else None
    found = _in_frames(frame)
    if found is None:
        found = next((part for task in host.tasks() if (part := _awaiting(task))), None)
    return found.name if found is not None and any(found is part for part in parts) else ""


def _in_frames(frame: FrameType | None) -> Component | None:
    while frame is not None:
        part = frame.f_locals.get("self")
        if isinstance(part, Component):
            return part
        frame = frame.f_back
    return None


def _awaiting(task: Any) -> Component | None:
    coroutine = task.get_coro()
    while coroutine is not None:
        frame = getattr(coroutine, "cr_frame", None)
        part = None if frame is None else frame.f_locals.get("self")
        if isinstance(part, Component):
            return part
        coroutine = getattr(coroutine, "cr_await", None)
    return None


def seconds_since(moment: float) -> float:
    """Return the seconds since *moment*, as ``perf_counter`` gave it."""
    return perf_counter() - moment
