"""Real views in a real chromium page, without Jupyter: the fixture ``stand``.

    def test_step_computes_a_tick(stand):
        view = Transport(chain(2))
        page = stand.show(view, theme="dark", width=700)
        page.get_by_role("button", name="Step").click()
        stand.until(lambda: view.timeline.tick == 1)

The page has the attributes and variables of JupyterLab's themes and a small model in place of
that of ipywidgets (``page/``); messages go over a web socket (``comms.py``) and are handled in
Python on another thread, so that a test may wait in the browser while the engine goes on.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

from playwright.sync_api import Browser, ConsoleMessage, Page

from browser.comms import PageComm, Post, Wire

HERE = Path(__file__).parent
FRONTEND = HERE.parents[1] / "plugboard_nb" / "frontend"
FOLDERS = {
    "page": HERE / "page",
    "themes": Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab",
}
Theme = Literal["light", "dark"]
MARGIN = 12  # page/stand.css

DRESS = """([theme, zoom]) => {
  const light = theme === "light";
  document.body.dataset.jpThemeLight = String(light);
  document.body.dataset.jpThemeName = light ? "JupyterLab Light" : "JupyterLab Dark";
  document.documentElement.style.colorScheme = theme;
  document.documentElement.style.zoom = zoom;
  return new Promise((done, failed) => {
    const old = document.getElementById("theme");
    const link = Object.assign(document.createElement("link"), {id: "theme", rel: "stylesheet",
      href: `/themes/theme-${theme}-extension/index.css`, onload: () => done(old?.remove()),
      onerror: () => failed(new Error("JupyterLab's themes are missing: make setup"))});
    document.head.prepend(link);
  });
}"""
AXE = """async () => {
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const report = await axe.run({include: [["#stand"]]},
    {resultTypes: ["violations"], runOnly: {type: "tag", values}});
  return report.violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""


class Stand:
    """A page in which views are shown, and what a test does with it."""

    def __init__(self, browser: Browser, post: Post, name: str) -> None:
        self.wire: Wire = post.wire(name)
        self._name, self._post, self._browser = name, post, browser
        self._page: Page | None = None
        self._has_axe = False

    @property
    def page(self) -> Page:
        """The page; opened when first asked for."""
        if self._page is None:
            context = self._browser.new_context(viewport={"width": 1424, "height": 900})
            self._page = context.new_page()
            self._page.set_default_timeout(5_000)
            self._page.on("console", self._heard)
            self._page.on("pageerror", lambda e: self.errors.append(f"page: {e.stack or e}"))
            self._page.goto(f"{self._post.url}/page/index.html#{self._name}")
            self._page.wait_for_function("() => !!window.stand")
        return self._page

    @property
    def errors(self) -> list[str]:
        """Errors of the page, of its console and of handlers in Python, so far."""
        return self.wire.errors

    def take_errors(self) -> list[str]:
        """Return the errors so far and forget them: for a test that provoked them."""
        taken, self.wire.errors[:] = list(self.wire.errors), []
        return taken

    def show(
        self,
        *views: Any,
        theme: Theme = "light",
        width: int = 1400,
        height: int = 900,
        zoom: float = 1,
        reduced_motion: bool = False,
    ) -> Page:
        """Show widgets one below the other, in an output area of this *width*.

        Called again with the same views, it dresses the page anew (theme, width) and mounts them
        afresh; with none, it only dresses the page.

        Args:
            views: Views, or boxes of ipywidgets with views in them.
            theme: Which theme of JupyterLab.
            width: Width of the output in CSS pixels, before *zoom*.
            height: Height of the window.
            zoom: Of the whole page, as on a projector.
            reduced_motion: What the media query of that name says.
        """
        page = self.page
        page.set_viewport_size({"width": width + 2 * MARGIN, "height": height})
        page.emulate_media(
            color_scheme=theme, reduced_motion="reduce" if reduced_motion else "no-preference"
        )
        page.evaluate(DRESS, [theme, zoom])
        for view in views:
            page.evaluate("id => stand.show(id)", self._adopt(view))
        return page

    def unmount(self, view: Any) -> None:
        """Take a view out of the page, as deleting its output does."""
        self.page.evaluate("id => stand.unmount(id)", view.model_id)

    def until(self, predicate: Callable[[], Any], timeout: float = 5) -> Any:
        """Wait until *predicate* is true, and return what it gave; the page goes on meanwhile."""
        deadline = time.monotonic() + timeout
        while not (result := predicate()):
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {timeout} s; errors so far: {self.errors}")
            self.page.wait_for_timeout(10)
        return result

    def screenshot(self, path: str | Path, full: bool = True) -> None:
        """Save a PNG of the page (*full*: all of it, else what the window shows)."""
        self.page.screenshot(path=path, full_page=full)

    def axe(self) -> list[str]:
        """Return what axe-core finds wrong with what is shown: nothing is ``[]``."""
        if not self._has_axe:
            source = FRONTEND / "node_modules/axe-core/axe.min.js"
            assert source.exists(), "axe-core is not there: make bundle"
            self.page.evaluate(source.read_text(encoding="utf-8") + ";null")
            self._has_axe = True
        return cast(list[str], self.page.evaluate(AXE))

    def close(self) -> None:
        """Close the page and every widget that was made for it."""
        if self._page is not None:
            self._page.context.close()
        self.wire.close_widgets()

    def _adopt(self, widget: Any) -> str:
        # A widget made before this stand (and what is in it) has a comm that leads nowhere.
        for each in (widget, widget.layout, *getattr(widget, "children", ())):
            if not isinstance(each.comm, PageComm) or each.comm.wire is not self.wire:
                if each.comm is not None:
                    each.comm.close()
                each.comm = None
                each.open()
            if each is not widget and hasattr(each, "layout"):
                self._adopt(each)
        return cast(str, widget.model_id)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text} ({message.location.get('url', '')})")
