"""Notices steps that do not return, from a thread beside the one they block."""

import sys
import threading
import weakref
from types import FrameType
from typing import TYPE_CHECKING, Any

from plugboard_nb.component import Component

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.host import Host

__all__ = ["blocking_component", "busy_component", "watch"]

_LOOK_S = 0.5
_LINGER = 4  # looks without anybody to look after

_watched: "weakref.WeakSet[Host]" = weakref.WeakSet()
_lock = threading.RLock()
_thread: threading.Thread | None = None


def watch(host: "Host") -> None:
    """Look after *host* until it is idle. One thread does so for all, and ends when it may."""
    global _thread
    with _lock:
        _watched.add(host)
        if _thread is None:
            _thread = threading.Thread(target=_look, name="plugboard-watchdog", daemon=True)
            try:
                _thread.start()
            except RuntimeError:  # the interpreter is about to exit
                _thread = None


def _look() -> None:
    global _thread
    clock = threading.Event()
    alone = 0
    while True:
        clock.wait(_LOOK_S)
        _look_once()
        with _lock:
            alone = 0 if len(_watched) else alone + 1
            if alone >= _LINGER:
                _thread = None
                return


def _look_once() -> None:
    """Look at every host, and hold on to none of them afterwards."""
    with _lock:
        hosts = list(_watched)
    for host in hosts:
        if not host.is_stuck_looked_at():
            with _lock:
                if host.is_idle:  # nothing has been asked for in between
                    _watched.discard(host)


def busy_component(host: "Host") -> str:
    """Return the component whose step is under way, ``""`` if none is found."""
    found = blocking_component(host) or next(
        (part for task in host.tasks() if (part := _awaiting(task))), None
    )
    parts = host.timeline.process.components.values()
    return found.name if found is not None and any(found is part for part in parts) else ""


def blocking_component(host: "Host") -> Component | None:
    """Return the component whose code the engine's thread is in at this moment."""
    thread = host.thread
    frame = sys._current_frames().get(thread.ident) if thread and thread.ident else None
    return _in_frames(frame)


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
        awaited = getattr(coroutine, "cr_await", None)
        coroutine = awaited if hasattr(awaited, "cr_frame") else _begun(awaited)
    return None


def _begun(awaited: Any) -> Any:
    """Return the coroutine of a step that began inline; see :class:`EagerTasks`."""
    frame = getattr(awaited, "gi_frame", None)
    return None if frame is None else frame.f_locals.get("coroutine")
