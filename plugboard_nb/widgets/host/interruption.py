"""Ending a step that does not return, as far as Python can."""

import ctypes
import sys
import threading
from concurrent.futures import wait
from types import FrameType
from typing import TYPE_CHECKING, Any

from plugboard_nb.component import Component
from plugboard_nb.timeline.drive import Drive

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.commands import Command
    from plugboard_nb.widgets.host.host import Host

__all__ = ["interrupt"]

_PATIENCE_S = 0.3  # how long a step may take to come to its own end, once it is asked to


def interrupt(host: "Host", command: "Command | None") -> None:
    """End *command*, which has been asked to pause, if it does not end by itself.

    A step that awaits is cancelled. Code that goes on and on gets a KeyboardInterrupt, as by the
    stop button. One thing cannot be ended: a call into C that does not return, such as a long
    ``time.sleep``; then the interrupt comes when it does return.
    """
    if command is None:
        return
    if host.thread is None:  # there is one thread only, so the step awaits
        host.cancel(command)
        return
    args = host, command
    threading.Thread(target=_insist, args=args, name="plugboard-interrupt", daemon=True).start()


def _insist(host: "Host", command: "Command") -> None:
    if wait([command.ticket._future], _PATIENCE_S).done:
        return
    turning = threading.Event()
    host.later(0, turning.set)
    if turning.wait(_PATIENCE_S):
        host.cancel(command)
        return
    thread = host.thread
    ident = thread.ident if thread is not None else None
    if ident is not None and not command.ticket.done:
        _raise_in(ident)


def _raise_in(ident: int) -> None:
    """Raise KeyboardInterrupt in the thread, if it is in code that may be cut off anywhere."""
    if _is_users(sys._current_frames().get(ident)):
        given = ctypes.c_ulong(ident), ctypes.py_object(KeyboardInterrupt)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(*given)


def _is_users(frame: FrameType | None) -> bool:
    """Whether a step, or a condition that is a function, is what is being executed."""
    while frame is not None:
        owner: Any = frame.f_locals.get("self")
        if isinstance(owner, Component):
            return True
        if isinstance(owner, Drive) and frame.f_code.co_name == "_look":
            return True
        frame = frame.f_back
    return False
