"""The stop button: an interrupt ends a run between ticks, or a step that does not return."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["Interrupt", "stop_on_interrupt"]

_PATIENCE_S = 1.0  # how long the present step may go on before it is interrupted itself


class Interrupt:
    """A run that is watched, and whether an interrupt has come since."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self.stop, self.came = stop, False
        self.left = threading.Event()


_watched: list[Interrupt] = []  # the runs on the main thread's event loop at present
_before: list[Any] = []  # the handler to put back after the last of them


@contextmanager
def stop_on_interrupt(stop: Callable[[], None]) -> Iterator[Interrupt]:
    """Call *stop* at the first SIGINT; raise KeyboardInterrupt at the second.

    When the block has not ended a second after the first, because a step does not return, the
    second is sent by itself. Several runs may be watched at once. Outside the main thread, where
    Python handles no signals, and where SIGINT is ignored, this does nothing.
    """
    interrupt = Interrupt(stop)
    if not _watch(interrupt):
        yield interrupt
        return
    try:
        yield interrupt
    finally:
        interrupt.left.set()
        _watched.remove(interrupt)
        if not _watched:
            before = _before.pop()
            if signal.getsignal(signal.SIGINT) is _handle:  # else a notebook has changed it since
                signal.signal(signal.SIGINT, before)


def _watch(interrupt: Interrupt) -> bool:
    """Have :func:`_handle` stop this run too; say whether that is possible."""
    if threading.current_thread() is not threading.main_thread():
        return False
    if not _watched:
        before = signal.getsignal(signal.SIGINT)
        if before is None or before is signal.SIG_IGN:
            return False
        try:
            signal.signal(signal.SIGINT, _handle)
        except ValueError:  # another interpreter's main thread: no signals here either
            return False
        _before.append(before)
    _watched.append(interrupt)
    return True


def _handle(number: int, frame: FrameType | None) -> None:
    fresh = [run for run in _watched if not run.came]
    if not fresh:
        raise KeyboardInterrupt
    for run in fresh:
        run.came = True
        run.stop()
    name = "plugboard-interrupt"
    threading.Thread(target=_insist, args=(fresh,), name=name, daemon=True).start()


def _insist(runs: list[Interrupt]) -> None:
    if not all(run.left.wait(_PATIENCE_S) for run in runs):
        _send_again()


def _send_again() -> None:
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
