"""Who is told when a timeline changes."""

import logging
from collections.abc import Callable

__all__ = ["News"]

logger = logging.getLogger(__name__)

Callback = Callable[[frozenset[str]], None]


class News:
    """Collects what has changed and tells all subscribers at once."""

    def __init__(self) -> None:
        self._kinds: set[str] = set()
        self._callbacks: list[Callback] = []
        self._broken: list[Callback] = []

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Have *callback* told from now on; return a function that ends that.

        Raises:
            TypeError: It cannot be called.
        """
        if not callable(callback):
            raise TypeError(f"a subscriber is a function of what has changed, not {callback!r}")
        self._callbacks.append(callback)

        def end() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return end

    def note(self, *kinds: str) -> None:
        """Remember that something has changed, to be told with the next :meth:`tell`."""
        self._kinds.update(kinds)

    def tell(self) -> None:
        """Tell everybody what has changed since the last time; an error of one stops nobody."""
        if not self._kinds:
            return
        kinds, self._kinds = frozenset(self._kinds), set()
        for callback in list(self._callbacks):
            try:
                callback(kinds)
            except Exception:
                if callback not in self._broken:  # once is enough
                    self._broken.append(callback)
                    logger.exception("a subscriber to a timeline raised; it is told on")
