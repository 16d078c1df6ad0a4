"""The picture of a widget that stays in a notebook when its kernel is gone."""

import contextvars
import itertools
import logging
import sys
import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugboard_nb.widgets.host.commands import End
from plugboard_nb.widgets.still.page import StillPage

if TYPE_CHECKING:
    from plugboard_nb.widgets.host import Host

__all__ = ["Still", "StillPage", "on_cell_ended"]

logger = logging.getLogger("plugboard_nb.widgets")

_REST_S = 2.0  # how long nothing must have changed, and the least time between two pictures
_PATIENCE_S = 1.0  # how long a cell waits for a picture
_numbers = itertools.count()


class Still:
    """Publishes a picture beside a widget, and again whenever the timeline has come to rest.

    While the widget is in the page, the page hides the picture (``common/still.js``); without a
    kernel there is no widget, and the picture is what one sees. It is an output of its own, since
    front ends that know widgets never fall back on other forms of the same output.

    Args:
        host: Whose timeline is pictured.
        compose: Makes the picture; called on the engine's loop.
    """

    def __init__(self, host: "Host", compose: Callable[[], StillPage]) -> None:
        self.host = host
        self._compose = compose
        self._display_id = f"{host.session}-{next(_numbers)}"
        self._context: contextvars.Context | None = None
        self._version = 0  # counts what has changed
        self._made: tuple[int, StillPage] | None = None
        self._sent = -1  # the version that the page has
        self._told = -1  # the version that a cell has sent
        self._timer: Any = None
        self._end: Callable[[], None] | None = None

    def show(self, widget: Any) -> None:
        """Display *widget* and the picture, in a cell."""
        from IPython.display import display

        bundle = widget._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        name = self.host.timeline.process.name
        data = {**data, "text/plain": f"<{type(widget).__name__} of {name!r}>"}  # no tick: it stays
        display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
        self._context = contextvars.copy_context()  # it knows the cell whose output this is
        if self._end is None:
            self._end = self.host.timeline.subscribe(_weakly(self._changed))
            weakref.finalize(self, self._end)
        page = self._ask(_PATIENCE_S) or StillPage(self.host, table=False)
        display(page.bundle(), raw=True, display_id=self._display_id)  # type: ignore[no-untyped-call]
        _shown.add(self)
        _watch_cells()

    # When something has changed ------------------------------------------------------------

    def _changed(self, news: frozenset[str]) -> None:
        self._version += 1
        self.host.later(0.0, self._wait)

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self.host.later(_REST_S, self._rested)

    def _rested(self) -> None:
        """Send the picture, unless the timeline moves; on the engine's loop."""
        self._timer = None
        if self._sent == self._version or self._context is None:
            return
        if self.host.doing or self.host.is_driven_elsewhere:
            self._wait()
            return
        self._context.copy().run(self._send, self._page())

    def cell_ended(self) -> None:
        """Send the picture as part of the cell that ends, if something has changed.

        Who executes notebooks without a page listens to the cell under way only.
        """
        told = self._told
        if self.host.running or (self._is_quiet() and told == self._version):
            return
        page = self._ask(_PATIENCE_S)  # what the cell has asked for comes first
        if page is not None and self._told != told:
            self._send(page)

    def _is_quiet(self) -> bool:
        """Return whether nothing goes on that has been asked for; wakes nobody up for long."""
        host = self.host
        if host.thread is None:
            return True
        passed = threading.Event()
        host.later(0.0, passed.set)  # behind what is on its way to the engine's loop
        return passed.wait(_PATIENCE_S) and host.is_idle

    def _ask(self, timeout: float) -> StillPage | None:
        """Return the picture of now, ``None`` if the timeline does not come to rest soon."""
        if self.host.closed:
            return None
        if not self.host.thread_can_wait:
            page = self._page()
        else:
            ticket = self.host.submit("still()", self._page, patience=End.IN_SIGHT)
            try:
                page = ticket.result(timeout)
            except TimeoutError:
                return None
        self._told = self._made[0] if self._made else -1
        return page

    def _page(self) -> StillPage:
        version = self._version
        if self._made is None or self._made[0] != version:
            self._made = version, self._composed()
        return self._made[1]

    def _composed(self) -> StillPage:
        try:
            return self._compose()
        except Exception:  # what cannot be pictured can still be driven
            if not self.host.is_driven_elsewhere:  # somebody has moved it meanwhile
                logger.exception("no picture of %r for the notebook", self.host.timeline)
            return StillPage(self.host, table=False)

    def _send(self, page: StillPage) -> None:
        shell = _shell()
        if shell is None:
            return
        self._sent = self._version
        shell.display_pub.publish(
            page.bundle(), transient={"display_id": self._display_id}, update=True
        )


def _weakly(method: Any) -> Callable[..., None]:
    """Return a function that calls *method* as long as its object is there."""
    known = weakref.WeakMethod(method)

    def call(*args: Any) -> None:
        found = known()
        if found is not None:
            found(*args)

    return call


_shown: "weakref.WeakSet[Still]" = weakref.WeakSet()
_watchers: list[Callable[[], None]] = []
_watched: "weakref.WeakSet[Any]" = weakref.WeakSet()  # shells whose cells are watched


def on_cell_ended(function: Callable[[], None]) -> None:
    """Have *function* called whenever a cell of the notebook has ended; once is enough."""
    if function not in _watchers:
        _watchers.append(function)
    _watch_cells()


def _watch_cells() -> None:
    shell = _shell()
    if shell is not None and shell not in _watched:
        _watched.add(shell)
        shell.events.register("post_run_cell", _cell_ended)


def _shell() -> Any:
    """Return the shell of the notebook, if there is one; IPython is not loaded for that.

    A terminal cannot replace what it has printed.
    """
    ipython: Any = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    publisher = getattr(shell, "display_pub", None)
    return None if type(publisher).__name__ in ("NoneType", "DisplayPublisher") else shell


def _cell_ended(*_: Any) -> None:
    for act in [*(still.cell_ended for still in list(_shown)), *_watchers]:
        try:
            act()
        except Exception:
            logger.exception("something went wrong after a cell")
