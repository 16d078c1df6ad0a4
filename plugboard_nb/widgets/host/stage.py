"""The stage: which views there are, and when they are told what."""

import asyncio
import threading
import weakref
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from plugboard_nb.widgets.host.guard import logger
from plugboard_nb.widgets.host.publisher import Publisher
from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.host.watchdog import busy_component

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.host import Host
    from plugboard_nb.widgets.view import View

__all__ = ["Stage"]

_PATIENCE_S = 1.0  # how long a step may take before people are told


class Stage:
    """The views of a host, and what they are told.

    Args:
        host: Whose views.
        loop: The loop of its engine.

    Attributes:
        publisher: When they are told.
        stuck: The component whose step does not return, and for how long.
    """

    def __init__(self, host: "Host", loop: asyncio.AbstractEventLoop) -> None:
        self._host = host
        self._views: weakref.WeakSet[View] = weakref.WeakSet()
        self._news: set[str] = set()
        self._lock = threading.RLock()
        self._seq = 0
        self._moved = (0.0, -1)  # when the tick was seen to change, and to what
        self.publisher = Publisher(self._publish, loop)
        self.stuck: dict[str, Any] | None = None

    # Views ---------------------------------------------------------------------------------

    @property
    def views(self) -> "list[View]":
        """The views, in the order in which they were made."""
        with self._lock:
            return sorted(self._views, key=lambda view: view.number)

    @property
    def mounted(self) -> bool:
        """Whether a page shows any."""
        return any(view.mounted for view in self.views)

    @property
    def wanted(self) -> bool:
        """Whether somebody may look at any."""
        return any(view.wanted for view in self.views)

    def add(self, view: "View") -> None:
        """Have *view* told from now on."""
        with self._lock:
            self._views.add(view)

    def discard(self, view: "View") -> None:
        """Tell *view* no more."""
        with self._lock:
            self._views.discard(view)

    def _alarm(self) -> "View | None":
        """Return the view that is to show errors."""
        views = [view for view in self.views if view.wanted]
        order = [(not view.mounted, view.alarm_rank, view.number) for view in views]
        return views[order.index(min(order))] if views else None

    # Telling them --------------------------------------------------------------------------

    def note(self, *news: str) -> None:
        """Remember what has changed. From any thread."""
        with self._lock:
            self._news.update(news)

    def scene(self, *news: str) -> Scene:
        """Return what is to be shown now."""
        return Scene(self._host, frozenset(news), self._seq, self.stuck)

    def refresh(self, view: "View") -> None:
        """Have one view show what is so now; called on the engine's loop."""
        with self.publisher.lock:
            scene = self.scene("structure")
            view.show(scene, self._host.problem if view is self._alarm() else None)

    def _publish(self) -> bool:
        """Tell all views, and say so; not while somebody else moves the timeline on its thread."""
        host = self._host
        if host.is_driven_elsewhere:
            return False
        with self._lock:
            news, self._news = self._news, set()
            self._seq += 1
        if host.running:
            host._rate.measure(host.timeline.tick)
        if self.stuck is not None and self._is_moving():
            self.stuck = None
        try:
            scene, alarm = self.scene(*news), self._alarm()
            for view in sorted(self.views, key=lambda view: view.publish_rank):
                if view.wanted:
                    view.show(scene, host.problem if view is alarm else None)
                    sleep(0)  # whoever sends it may begin
        except Exception:
            logger.exception("%r could not tell its views", host)
        return True

    # Steps that do not return --------------------------------------------------------------

    def _is_moving(self) -> bool:
        """Whether the tick is another one than when it was last looked at."""
        tick = self._host.timeline.process.tick
        if tick == self._moved[1]:
            return False
        self._moved = perf_counter(), tick
        return True

    def look_whether_stuck(self, began: float) -> None:
        """Look whether a step of the move that *began* then takes long, and tell."""
        drive = self._host.timeline._drive
        if self._is_moving() or (drive is not None and drive.rests):
            return
        seconds = perf_counter() - max(self._moved[0], began)
        if seconds < _PATIENCE_S or not (component := busy_component(self._host)):
            return
        stuck = {"component": component, "seconds": round(seconds, 1)}
        if not self.publisher.lock.acquire(timeout=_PATIENCE_S):
            return  # it is a view that does not return
        try:
            if not self._host.doing or self._is_moving():
                return
            self.stuck = stuck
            for view in self.views:
                if view.wanted:
                    view.tell_stuck(stuck)
        finally:
            self.publisher.lock.release()
