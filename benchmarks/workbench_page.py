"""A real JupyterLab page for the benchmark of the workbench, and what is measured inside of it."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

__all__ = ["Bench", "find", "notebook_of"]

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # the tests have what starts and drives JupyterLab

from playwright.sync_api import CDPSession, Page  # noqa: E402

from browser.chromium import find, shared  # noqa: E402
from browser.jupyter import Notebook, save, written  # noqa: E402
from browser.server import Server  # noqa: E402

# Each is timed up to the frame after the one that shows the change.
SCRIPT = """window.bench = {
  rest: (ms) => new Promise((done) => setTimeout(done, ms)),
  painted: () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done();
    channel.port2.postMessage(0);
  })),
  changed(node, act) {
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error("nothing changed")), 10_000);
      const start = performance.now();
      const observer = new MutationObserver(async () => {
        observer.disconnect();
        clearTimeout(late);
        await this.painted();
        done(performance.now() - start);
      });
      observer.observe(node, {subtree: true, childList: true, characterData: true});
      act();
    });
  },
  node(selector) {
    const found = document.querySelector(selector);
    if (!found) throw new Error("there is no " + selector);
    return found;
  },
  button(label) {
    const is = (one) => (one.getAttribute("aria-label") ?? one.innerText).trim() === label;
    return [...document.querySelectorAll("button")].find(is) ?? this.node("no button " + label);
  },
  slide(tick) {
    const input = this.node(".plugboard-transport input[type=range]");
    input.value = String(tick);
    input.dispatchEvent(new Event("input", {bubbles: true}));
  },
  async round(kind, number) {
    await this.rest(150 + 97 * number % 60);  // past the last publication, in no fixed rhythm
    const graph = ".plugboard-graph-view .pb-pill .pb-value";
    if (kind === "bare") {
      const label = this.node(".bare .widget-label");
      return this.changed(label, () => this.node(".bare button").click());
    }
    if (kind === "step") return this.changed(this.node(graph), () => this.button("Step").click());
    return this.changed(this.node(graph), () => this.slide(10 + 7 * number % 40));
  },
  async updates(selector, seconds) {
    let count = 0, changed = false;
    const observer = new MutationObserver(() => { changed = true; });
    observer.observe(this.node(selector), {subtree: true, childList: true, characterData: true});
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame);
      if (changed) count++;
      changed = false;
    }
    observer.disconnect();
    return count / seconds;
  },
  async shown(cell, selector) {
    const start = performance.now();
    driver.panel().content.activeCellIndex = cell;
    window.jupyterapp.commands.execute("notebook:run-cell");
    while (!document.querySelector(selector)) {
      if (performance.now() - start > 60_000) throw new Error("there is no " + selector);
      await new Promise(requestAnimationFrame);
    }
    await this.painted();
    return performance.now() - start;
  },
  async scrub(seconds) {
    const plot = this.node(".plot-stack, .plugboard-history-plot canvas");
    const root = this.node(".plugboard-history-plot canvas").closest(".plot-canvas");
    const grip = this.node(".plugboard-history-plot .plot-grip");
    const box = root.getBoundingClientRect();
    let frames = 0, number = 0, seen = grip.textContent;
    const start = performance.now();
    while (performance.now() - start < seconds * 1000) {
      const share = 0.5 + 0.45 * Math.sin(number++ / 20);
      root.dispatchEvent(new PointerEvent("pointermove", {bubbles: true, pointerId: 1, buttons: 1,
        clientX: box.left + share * box.width, clientY: box.top + box.height / 2}));
      await new Promise(requestAnimationFrame);
      if (grip.textContent !== seen) frames++;
      seen = grip.textContent;
    }
    return frames / ((performance.now() - start) / 1000);
  },
};"""


class Bench:
    """A notebook in JupyterLab, with cells to run and things to measure."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self.page: Page = notebook.page
        self.page.evaluate(SCRIPT)
        self.page.set_default_timeout(90_000)
        self._devtools: CDPSession = self.page.context.new_cdp_session(self.page)

    def run(self, cell: int) -> None:
        """Run a cell."""
        self._notebook.run(cell)

    def ask(self, expression: str, timeout: float = 120) -> Any:
        """Return the plain value of an expression in the kernel."""
        return eval(self._notebook.ask(expression, timeout), {"inf": float("inf")})

    def times(self, kind: str, number: int) -> float:
        """Return the milliseconds of one round: ``"bare"``, ``"step"`` or ``"view"``."""
        return self._number("([kind, number]) => bench.round(kind, number)", [kind, number])

    def shown(self, cell: int, selector: str) -> float:
        """Return the milliseconds from running a cell until *selector* is painted."""
        found = self._number("([cell, selector]) => bench.shown(cell, selector)", [cell, selector])
        self._notebook.wait_idle()
        return found

    def updates(self, selector: str, seconds: float) -> float:
        """Return in how many frames per second something inside *selector* changes."""
        return self._number("([selector, s]) => bench.updates(selector, s)", [selector, seconds])

    def scrubbed(self, seconds: float) -> float:
        """Return in how many frames per second the cursor of the plot follows the pointer."""
        canvas = self.page.locator(".plugboard-history-plot .plot-canvas").first
        canvas.scroll_into_view_if_needed()
        canvas.hover()
        self.page.mouse.down()
        found = self._number("(seconds) => bench.scrub(seconds)", seconds)
        self.page.mouse.up()
        return found

    def heap(self) -> float:
        """Return the bytes that the page's JavaScript holds on to."""
        self._devtools.send("HeapProfiler.collectGarbage")
        return float(self._devtools.send("Runtime.getHeapUsage")["usedSize"])

    def _number(self, script: str, args: Any) -> float:
        return cast(float, self.page.evaluate(script, args))


@contextmanager
def notebook_of(*cells: str) -> Iterator[Bench]:
    """Open a notebook in JupyterLab; its first cell has been run."""
    begin = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    with tempfile.TemporaryDirectory() as folder, shared() as chromium:
        server = Server(Path(folder) / "server")
        try:
            server.wait()
            with chromium.lent() as browser:
                context = browser.new_context(viewport={"width": 1400, "height": 1000})
                save(
                    written((begin + cells[0], *cells[1:])), server.notebooks / "b.ipynb", "newest"
                )
                notebook = Notebook(context, server, "lab")
                notebook.open("b.ipynb")
                notebook.run(0)
                yield Bench(notebook)
                notebook.close()
                context.close()
        finally:
            server.close()
