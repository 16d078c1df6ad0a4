"""Workbench: a timeline to see and to drive, all views around one host."""

import itertools
import threading
import weakref
from collections.abc import Mapping
from time import perf_counter
from typing import Any, cast

from ipywidgets import Box, Layout

from plugboard_nb.timeline import Timeline
from plugboard_nb.widgets.comms import open_again, shut
from plugboard_nb.widgets.graph_view import GraphView
from plugboard_nb.widgets.history_plot import HistoryPlot
from plugboard_nb.widgets.host import Host, timeline_of
from plugboard_nb.widgets.host.controls import Controls
from plugboard_nb.widgets.inspector import Inspector
from plugboard_nb.widgets.still import Still, StillPage, on_cell_ended
from plugboard_nb.widgets.transport import Transport
from plugboard_nb.widgets.view import View
from plugboard_nb.widgets.workbench.layout import parts_of

__all__ = ["Workbench"]

_SUPERSEDED_S = 3.0  # how long one that another stands in for waits to come back into a page
_UNSEEN_S = 30.0  # the same, if it has never been in a page: one may be on its way
_AWAY_S = 120.0  # the same, if nothing stands in for it: its notebook may be opened again
_MOST_AWAY = 3  # that wait so long

_benches: "weakref.WeakSet[Workbench]" = weakref.WeakSet()
_lock = threading.Lock()
_orders = itertools.count()
_VIEWS: dict[str, type[View]] = {
    "transport": Transport,
    "graph": GraphView,
    "plot": HistoryPlot,
    "inspector": Inspector,
}


class Workbench(Controls, Box):  # type: ignore[misc]
    """A process to see and to drive in a notebook: name it in the last line of a cell.

    Every button has its call here. Those that move the timeline return at once a
    :class:`Ticket`, to ``await`` or to forget::

        bench = Workbench(process)
        bench.step(10)
        bench.back(3)  # looks back; nothing changes
        await bench.run(until="tank.temperature > 61")

    Only :meth:`rewind`, :meth:`fork` and :meth:`switch` move the timeline back or aside. A process
    has one timeline: a second workbench, or the same cell run again, shows the same one.

    Args:
        shown: A process, or a timeline.
        layout: ``"all"``; ``"stacked"``, the same below each other; ``"controls"``; or
            ``"graph"``, ``"plot"``, ``"inspector"``, also joined: ``"graph+plot"``.
        fields: What is plotted; see :class:`HistoryPlot`.
        data: Field → measured values; see :class:`HistoryPlot`.
        max_bytes: Memory for the past of a process; see :class:`Timeline`.
        keyframe_every: Ticks between its keyframes; see :class:`Timeline`.

    Raises:
        ValidationError: There is no such layout.
        TimelineError: The process has been advanced already, without a timeline.
        UnknownFieldError: There is no such field to plot.

    Example:
        >>> from plugboard_nb import LocalProcess
        >>> from plugboard_nb.library import Integrator, Ramp
        >>> parts = [Ramp(name="ramp"), Integrator(name="sum")]
        >>> bench = Workbench(LocalProcess(parts, ["ramp.out -> sum.x"], name="sums"))
        >>> bench.step(10).result()
        <Stop at tick 10: as many ticks as asked>
        >>> bench.close()
    """

    def __init__(
        self,
        shown: Any,
        layout: Any = "all",
        *,
        fields: Any = None,
        data: Mapping[str, Any] | None = None,
        max_bytes: int | None = None,
        keyframe_every: int | None = None,
    ) -> None:
        own = isinstance(layout, Layout | Mapping)  # as for any other widget
        self._parts, stacked = parts_of("all" if own else layout)
        options = {"max_bytes": max_bytes, "keyframe_every": keyframe_every}
        given = {name: value for name, value in options.items() if value is not None}
        self._host = Host.of(timeline_of(shown, **given))
        self._destroys = not isinstance(shown, Timeline)
        self._plotted = {"fields": fields, "data": data}
        self._views: dict[str, View] = {}
        self._still: Still | None = None
        self._order, self._since = next(_orders), perf_counter()
        try:
            self._part("plot") if fields is not None or data is not None else None
            children = [self._part(kind) for kind in self._parts]
        except BaseException:
            for view in self._views.values():
                view.close()
            raise
        classes = ["plugboard", "plugboard-workbench", *(["plugboard-stacked"] if stacked else [])]
        Box.__init__(self, children, _dom_classes=classes, **({"layout": layout} if own else {}))
        with _lock:
            _benches.add(self)
        on_cell_ended(_sweep)
        _sweep()

    def __repr__(self) -> str:
        process = self.timeline.process
        doing = "closed" if self._host.closed else self._host.doing or str(process.status)
        return f"<Workbench of {process.name!r} at tick {self.timeline.tick}, {doing}>"

    def __del__(self) -> None:
        """Let go of nothing: a timeline may go on without a workbench."""

    # What it has ---------------------------------------------------------------------------

    @property
    def host(self) -> Host:
        """Who drives the timeline."""
        return self._host

    @property
    def timeline(self) -> Timeline:
        """What is driven; its own methods can be used while nothing else moves it."""
        return self._host.timeline

    @property
    def transport(self) -> Transport:
        """The controls."""
        return cast(Transport, self._part("transport"))

    @property
    def graph(self) -> GraphView:
        """The graph; a layout without it has one to be shown elsewhere."""
        return cast(GraphView, self._part("graph"))

    @property
    def plot(self) -> HistoryPlot:
        """The plot; a layout without it has one to be shown elsewhere."""
        return cast(HistoryPlot, self._part("plot"))

    @property
    def inspector(self) -> Inspector:
        """The inspector; a layout without it has one to be shown elsewhere."""
        return cast(Inspector, self._part("inspector"))

    def _part(self, kind: str) -> View:
        if kind not in self._views:
            given = self._plotted if kind == "plot" else {}
            view = _VIEWS[kind](self.timeline, **given)
            view.add_class(f"plugboard-part-{kind}")
            view._on_mount = _Tell(self)
            self._views[kind] = view
        return self._views[kind]

    # In pages ------------------------------------------------------------------------------

    @property
    def mounted(self) -> bool:
        """Whether a page shows it, or a view of it."""
        return any(view.mounted for view in self._views.values())

    def _ipython_display_(self, **_: Any) -> None:
        """Show it, and a picture of it for when there is no kernel."""
        self.reopen()
        if self._still is None or self._still.host is not self._host:
            self._still = Still(self._host, self._still_page)
        self._still.show(self)

    def _still_page(self) -> StillPage:
        views = (self._views[kind] for kind in self._parts)
        return StillPage(self._host, [one for view in views for one in view.pictures()])

    def reopen(self) -> None:
        """Have it in pages again after it was closed; displaying it does so."""
        if self._host.closed:
            self._host = Host.of(self.timeline)
        self._order, self._since = next(_orders), perf_counter()
        for view in self._views.values():
            view.reopen()
        open_again(self)

    def close(self) -> None:
        """End what goes on, take it out of the page, and give the process back.

        A timeline that was handed over stays as it is. Displaying the workbench opens it again,
        where it was. One that a newer workbench of the same timeline stands in for only goes
        itself.

        Raises:
            TimelineError: A step does not come to its end; nothing has been closed.
        """
        host = getattr(self, "_host", None)
        if host is None:
            return
        if not self._is_superseded and not host.closed:
            views, benches = host.views, [one for one in _all() if one._host is host]
            host.close(destroy=self._destroys)
            for one in (*views, *benches):
                one.close()
        self._put_away()

    def _put_away(self) -> None:
        """Take all its widgets out of all pages; nothing else changes."""
        for view in self._views.values():
            view.close()
        shut(self)

    def _came_or_left(self) -> None:
        """Take note that a view has come into a page, or has left one. From any thread."""
        self._since = perf_counter()
        if not self.mounted and not self._host.closed:
            self._host.later(_SUPERSEDED_S + 0.1, _sweep)

    @property
    def _is_superseded(self) -> bool:
        return any(
            other.comm is not None and other._host is self._host and other._order > self._order
            for other in _all()
        )

    def _may_go(self, now: float) -> bool:
        """Return whether nobody is likely to look at it any more."""
        if self.comm is None or self.mounted:
            return False
        patience = _SUPERSEDED_S if self._is_superseded else _AWAY_S
        if not any(view._was_mounted for view in self._views.values()):
            patience = max(patience, _UNSEEN_S)
            return self._is_superseded and now - self._since >= patience
        return now - self._since >= patience


class _Tell:
    """Tells a workbench of its views, without keeping it."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = weakref.ref(bench)

    def __call__(self) -> None:
        bench = self._bench()
        if bench is not None:
            bench._came_or_left()


def _all() -> list[Workbench]:
    with _lock:
        return list(_benches)


def _sweep() -> None:
    """Put away what nobody looks at any more: widgets would be kept for ever."""
    now = perf_counter()
    benches = sorted(_all(), key=lambda bench: bench._since)
    left = [b for b in benches if b.comm is not None and not b.mounted and _was_seen(b)]
    for bench in benches:
        if bench._may_go(now) or bench in left[:-_MOST_AWAY]:
            bench._put_away()


def _was_seen(bench: Workbench) -> bool:
    return any(view._was_mounted for view in bench._views.values())
