"""Memory: Python's garbage collector, and what the C library does not give back by itself."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

__all__ = ["collector_paused", "give_memory_back"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector: among thousands of new objects it would search in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def give_memory_back() -> None:
    """Return freed memory to the system, also where it lies between what is in use.

    After large arrays were moved about, that is as much again as they take. It costs a millisecond
    or two; where the C library knows no such call, as outside Linux, this does nothing.
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], Any] | None:
    try:
        import ctypes

        found: Callable[[int], Any] = ctypes.CDLL(None).malloc_trim
    except (ImportError, OSError, AttributeError, TypeError):
        return None
    return found
