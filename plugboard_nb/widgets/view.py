"""View: what all widgets have in common."""

import asyncio
import inspect
import itertools
import logging
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from plugboard_nb.exceptions import TimelineError
from plugboard_nb.widgets.comms import open_again, shut
from plugboard_nb.widgets.host import Host, timeline_of
from plugboard_nb.widgets.host.commands import End, Seen
from plugboard_nb.widgets.host.controls import Controls
from plugboard_nb.widgets.host.guard import Problem, problem_of
from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.still import Still
from plugboard_nb.widgets.still.page import Picture, StillPage

__all__ = ["STATIC", "View"]

logger = logging.getLogger("plugboard_nb.widgets")

STATIC = Path(__file__).parents[1] / "frontend" / "static"
_MOMENT_S = 1.0  # how long a cell waits for a view to have contents
_numbers = itertools.count()


class View(anywidget.AnyWidget):
    """One widget that shows a timeline; a subclass says what of it.

    Python alone writes the traits; the page sends messages.

    Args:
        shown: A timeline, or a process, which gets one.
        traits: Traits of the subclass.

    Raises:
        TypeError: There is no such trait.
    """

    alarm_rank = 9  #: the view with the lowest one shows errors
    publish_rank = 9  #: the view with the lowest one is told first

    session = traitlets.Unicode().tag(sync=True)
    now = traitlets.Dict().tag(sync=True)
    problem = traitlets.Dict(None, allow_none=True).tag(sync=True)

    def __init__(self, shown: Any, **traits: Any) -> None:
        known = self.trait_names()
        unknown = sorted(name for name in traits if name not in known)
        if unknown:
            raise TypeError(f"{type(self).__name__} has no argument {unknown[0]!r}")
        self.number = next(_numbers)
        self._host = Host.of(timeline_of(shown))
        self._mounts: set[str] = set()
        self._was_mounted = False
        self._on_mount: Callable[[], None] | None = None
        self._still: Still | None = None
        self._seen = Seen()
        super().__init__(session=self._host.session, **traits)
        self._forget_files()
        self.on_msg(self._receive)
        self._host.add(self)
        self._appear()

    def __repr__(self) -> str:
        timeline = self._host.timeline
        return f"<{type(self).__name__} of {timeline.process.name!r} at tick {timeline.tick}>"

    # What a subclass overrides -------------------------------------------------------------

    def compose(self, scene: Scene) -> Mapping[str, Any]:
        """Return trait → value, of what *scene* shows; called often, so it must be fast."""
        return {}

    def requests(self) -> Mapping[str, Callable[..., Any]]:
        """Return name → function for questions of the page; they are called on the engine's loop.

        An answer is plain data, or ``(data, [buffers])``, or something to await that gives it.
        """
        return {}

    # What it tells -------------------------------------------------------------------------

    @property
    def host(self) -> Host:
        """Who drives the timeline."""
        return self._host

    @property
    def timeline(self) -> Any:
        """The timeline shown."""
        return self._host.timeline

    @property
    def mounted(self) -> bool:
        """Whether some page shows it."""
        return bool(self._mounts)

    @property
    def wanted(self) -> bool:
        """Whether somebody may look at it: it is in a page, or has not been in one yet."""
        return self.comm is not None and (self.mounted or not self._was_mounted)

    # Showing -------------------------------------------------------------------------------

    def show(self, scene: Scene, problem: Problem | None) -> None:
        """Send what is new to the page."""
        try:
            self._put_traits({**self.compose(scene), **self._common(scene, problem)})
        except Exception as error:  # one view's mistake must not stop the others, nor the model
            if self.comm is None:  # it was closed meanwhile
                return
            logger.exception("%s could not show tick %s", type(self).__name__, scene.tick)
            problem = problem_of(error, f"showing tick {scene.tick}")
            self._put_traits(self._common(scene, problem))

    def _common(self, scene: Scene, problem: Problem | None) -> dict[str, Any]:
        return {"now": scene.now, "problem": problem.to_dict() if problem else None}

    def _put_traits(self, traits: Mapping[str, Any]) -> None:
        with self.hold_sync():
            for name, value in traits.items():
                setattr(self, name, value)

    def tell_stuck(self, stuck: Mapping[str, Any]) -> None:
        """Show that a step does not return; called beside the engine's thread."""
        self.now = {**self.now, "stuck": stuck, "doing": self._host.doing}

    def _appear(self) -> None:
        """Show what is so as soon as that can be had; wait a moment for it."""
        host = self._host
        ticket = host.submit("show()", lambda: host.refresh(self), patience=End.SOON)
        if host.thread_can_wait:
            with suppress(TimeoutError):
                ticket.result(_MOMENT_S)

    def refresh(self) -> None:
        """Show what is so now, at once, and wait for that."""
        self._host.submit(
            "refresh()", lambda: self._host.refresh(self), patience=End.AT_ONCE
        ).result(5)

    # Messages ------------------------------------------------------------------------------

    def _receive(self, _: Any, content: Any, buffers: list[Any]) -> None:
        """Hand a message of the page on; on whatever thread it comes."""
        if not isinstance(content, dict) or not isinstance(content.get("do"), str):
            return
        self._host.clicks_on_main = threading.current_thread() is threading.main_thread()
        name, message, args = content["do"], str(content.get("id", "")), content.get("args")
        args = args if isinstance(args, dict) else {}
        if not self._seen.is_new(message):
            return
        if name in ("mounted", "gone"):
            self._mount(name == "mounted", str(args.get("mount", "")))
        elif name in self.requests():
            self._answer(name, message, args)
        elif Controls.is_command(name):
            self._host.controls.from_page(name, args)
        else:
            logger.warning("the page asked for %r, which nobody knows", name)

    def _mount(self, here: bool, mount: str) -> None:
        if not here:
            self._mounts.discard(mount)
            self._host.view_left()
        else:
            self._mounts.add(mount)
            self._was_mounted = True
            if not self._host.closed:
                self._host.submit("show()", lambda: self._host.refresh(self), patience=End.AT_ONCE)
        if self._on_mount is not None:
            self._on_mount()

    def _answer(self, name: str, message: str, args: Mapping[str, Any]) -> None:
        """Have a question of the page answered on the engine's loop."""

        def act() -> None:
            try:
                found = self.requests()[name](**args)
            except Exception as error:
                self._refuse(name, message, error)
            else:
                if inspect.isawaitable(found):
                    self._awaited = asyncio.ensure_future(self._reply_later(name, message, found))
                else:
                    self._reply(message, found)

        try:
            self._host.submit(f"{name}()", act, patience=End.AT_ONCE)
        except TimelineError as error:
            self._refuse(name, message, error)

    async def _reply_later(self, name: str, message: str, awaited: Any) -> None:
        try:
            self._reply(message, await awaited)
        except Exception as error:
            self._refuse(name, message, error)

    def _reply(self, message: str, found: Any) -> None:
        value, attached = found if isinstance(found, tuple) else (found, None)
        self.send({"answer": message, "value": value}, buffers=attached)

    def _refuse(self, name: str, message: str, error: Exception) -> None:
        """Tell the page why there is no answer."""
        said = {"message": str(error) or type(error).__name__, "type": type(error).__name__}
        said |= {k: v for k in ("column", "field") if (v := getattr(error, k, None)) is not None}
        if not isinstance(error, ValueError | LookupError | TimelineError | TypeError):
            logger.error("%s could not answer %s", type(self).__name__, name, exc_info=error)
        self.send({"answer": message, "error": said})

    def _forget_files(self) -> None:
        """Have the bundles not keep every view that was ever made, to tell it of new contents."""
        if os.environ.get("ANYWIDGET_HMR") == "1":  # somebody edits them
            return
        for each in type(self).__mro__:  # anywidget makes a class for every widget
            for key in ("_esm", "_css"):
                signal: Any = getattr(vars(each).get(key), "changed", None)
                if signal is not None:
                    signal.disconnect()

    # In notebooks --------------------------------------------------------------------------

    def pictures(self) -> list[Picture]:
        """Return drawings of it as it is at present; called on the engine's loop."""
        return []

    def _still_page(self) -> StillPage:
        """Return what stays of it in a notebook without a kernel; called on the engine's loop."""
        drawn = self.pictures()
        return StillPage(self._host, drawn, table=not drawn)

    def _ipython_display_(self, **_: Any) -> None:
        """Show it, and a picture of it for when there is no kernel."""
        self.reopen()
        if self._still is None or self._still.host is not self._host:
            self._still = Still(self._host, self._still_page)
        self._still.show(self)

    def reopen(self) -> None:
        """Have it in pages again after it was closed."""
        if self.comm is not None:
            return
        if self._host.closed:
            self._host = Host.of(self._host.timeline)
            self.session = self._host.session
        self._mounts.clear()
        self._was_mounted = False
        open_again(self)
        self._host.add(self)
        self._appear()

    def close(self) -> None:
        """Take it out of the page and be told no more; the timeline stays as it is."""
        host = getattr(self, "_host", None)
        shut(self)
        if host is not None:
            self._mounts.clear()
            host.discard(self)
