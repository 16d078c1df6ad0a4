"""The stop button: an interrupt ends a run between ticks, or a step that does not return."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Interrupt", "stop_on_interrupt"]

_PATIENCE_S = 1.0  # how long the present step may go on before it is interrupted itself


class Interrupt:
    """Whether an interrupt has come while a run was watched."""

    def __init__(self) -> None:
        self.came = False


@contextmanager
def stop_on_interrupt(stop: Callable[[], None]) -> Iterator[Interrupt]:
    """Call *stop* at the first SIGINT; raise KeyboardInterrupt at the second.

    When the block has not ended a second after the first, because a step does not return, the
    second is sent by itself. Outside the main thread, where Python handles no signals, this does
    nothing.
    """
    interrupt = Interrupt()
    if threading.current_thread() is not threading.main_thread():
        yield interrupt
        return
    left = threading.Event()

    def insist() -> None:
        if not left.wait(_PATIENCE_S):
            _send_again()

    def handle(number: int, frame: FrameType | None) -> None:
        if interrupt.came:
            raise KeyboardInterrupt
        interrupt.came = True
        stop()
        threading.Thread(target=insist, name="plugboard-interrupt", daemon=True).start()

    try:
        before = signal.signal(signal.SIGINT, handle)
    except ValueError:  # another interpreter's main thread: no signals here either
        yield interrupt
        return
    try:
        yield interrupt
    finally:
        left.set()
        signal.signal(signal.SIGINT, before)


def _send_again() -> None:
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
