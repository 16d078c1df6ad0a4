"""A real notebook in a real front end, driven by playwright: the fixture ``lab``.

    notebook = lab("import plugboard_nb ...", "bench", kernel="7.0.1", front_end="notebook")
    notebook.run_all()
    notebook.page.get_by_role("button", name="Step").click()

``lab`` opens JupyterLab (``"lab"``, or Binder's ``"lab-4.4.9"``), Notebook 7 (``"notebook"``) or
Voila (``"voila"``, which runs the cells by itself). Times are bounded everywhere: a promise of the
page that never settles would hang ``page.evaluate`` for ever.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import nbformat
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from browser.server import Server

FrontEnd = Literal["lab", "lab-4.4.9", "notebook", "voila"]
PATHS = {"lab": "/lab/tree/", "notebook": "/notebooks/", "voila": "/voila/render/"}

# What Voila says about itself in the console of a machine without the internet; what JupyterLab and
# Notebook say while they load is not heard at all.
NOISE = ("fontawesome", "mathjax", "lab-extension/static/remoteEntry")

HELPERS = """window.driver = {
  panel() {
    const shell = window.jupyterapp.shell, is = (w) => w && w.sessionContext && w.content?.widgets;
    return is(shell.currentWidget) ? shell.currentWidget : [...shell.widgets("main")].find(is);
  },
  within(promise, seconds, what) {
    const late = () => what + " took too long; dialog: " +
      (document.querySelector(".jp-Dialog")?.innerText ?? "none");
    return Promise.race([promise, new Promise((_, no) =>
      setTimeout(() => no(new Error(late())), seconds * 1000))]);
  },
  state() {  // "idle", or what is waited for; kernel.status alone is idle while a subshell was busy
    const panel = this.panel(), context = panel?.sessionContext;
    if (!panel) return "no notebook";
    if (!context.isReady) return "no session";
    const kernel = context.session?.kernel;
    if (!kernel || kernel.connectionStatus !== "connected") return "no kernel";
    const busy = panel.content.widgets.some((cell) =>
      cell.node.querySelector(".jp-InputArea-prompt")?.textContent.includes("*"));
    return busy ? "cell running" : kernel.status;
  },
  raised() {
    const cells = this.panel().content.widgets;
    const outputs = cells.flatMap((cell) => cell.model.outputs?.toJSON() ?? []);
    return outputs.filter((one) => one.output_type === "error")
      .map((one) => one.traceback.join("\\n")).join("\\n");
  },
  async ask(code, seconds) {
    const kernel = this.panel().sessionContext.session.kernel;
    const asked = {code: "", silent: false, store_history: false, user_expressions: {it: code}};
    const reply = await this.within(kernel.requestExecute(asked).done, seconds, code);
    const it = reply.content.user_expressions?.it;
    return it?.status === "ok" ? it.data["text/plain"] : "error: " + JSON.stringify(reply.content);
  },
};"""


class Notebook:
    """An open notebook."""

    def __init__(self, context: BrowserContext, server: Server, front_end: FrontEnd) -> None:
        self.server, self.front_end = server, front_end
        self.errors: list[str] = []
        self._listening = front_end == "voila"
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda e: self._note(f"page: {e.stack or e}"))

    def open(self, path: str) -> None:
        """Open the notebook at *path* and wait for its kernel."""
        base = self.front_end.split("-")[0]
        query = "?reset" if base == "lab" else ""
        self.folder = (self.server.notebooks / path).parent
        self.page.goto(f"{self.server.url}{PATHS[base]}{path}{query}", timeout=60_000)
        if base == "voila":
            return
        ready = "() => !!window.jupyterapp?.restored"
        self.page.wait_for_function(ready, timeout=40_000)
        self.page.evaluate(HELPERS)
        self.page.evaluate("() => driver.within(window.jupyterapp.restored, 40, 'restoring')")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Notebook .jp-Cell", timeout=40_000)
        self.wait_idle()
        self._listening = True

    def wait_idle(self, timeout: float = 60) -> None:
        """Wait until the kernel is idle and no cell runs, twice in a row."""
        deadline, calm = time.monotonic() + timeout, 0
        while calm < 3:
            state = self.page.evaluate("() => driver.state()")
            calm = calm + 1 if state == "idle" else 0
            assert time.monotonic() < deadline, f"not idle within {timeout} s: {state}"
            self.page.wait_for_timeout(30)

    def run_all(self) -> None:
        """Run all cells."""
        self.command("notebook:run-all-cells")
        self.wait_idle()
        self.check_outputs()

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.page.evaluate("() => driver.panel().content.widgets.length"))

    def run(self, cell: int, wait: bool = True) -> None:
        """Run one cell; with ``wait=False`` return while it runs."""
        done = self.page.evaluate(
            """([cell, wait]) => {
              const content = driver.panel().content;
              content.deselectAll();
              content.activeCellIndex = cell;
              const done = window.jupyterapp.commands.execute("notebook:run-cell");
              return wait ? driver.within(done.then(() => true), 60, "the cell") : true;
            }""",
            [cell, wait],
        )
        assert done
        if wait:
            self.wait_idle()
            self.check_outputs()

    def command(self, name: str, **arguments: Any) -> None:
        """Run a command of JupyterLab, such as ``"kernelmenu:restart"``."""
        self.page.evaluate(
            """([name, args]) => driver.within(
              window.jupyterapp.commands.execute(name, args).then(() => null), 90, name)""",
            [name, arguments],
        )

    def restart(self) -> None:
        """Restart the kernel, without a question."""
        restart = "driver.panel().sessionContext.session.kernel.restart().then(() => null)"
        self.page.evaluate(f"() => driver.within({restart}, 60, 'restarting')")
        self.wait_idle()

    def ask(self, expression: str, timeout: float = 30) -> str:
        """Return the ``repr`` of an expression that the kernel evaluates (after running cells)."""
        answer = self.page.evaluate("([c, s]) => driver.ask(c, s)", [expression, timeout])
        assert not answer.startswith("error: "), answer
        return str(answer)

    def is_busy(self, cell: int) -> bool:
        """Whether a cell runs."""
        prompt = self.page.locator(".jp-Notebook .jp-Cell").nth(cell).locator(".jp-InputPrompt")
        return "*" in prompt.inner_text()

    def output(self, cell: int) -> str:
        """Return the text of the outputs of a cell."""
        node = self.page.locator(".jp-Notebook .jp-Cell").nth(cell).locator(".jp-OutputArea")
        return "\n".join(node.all_inner_texts())

    def until(self, predicate: Callable[[], Any], timeout: float = 10, every: float = 0.02) -> Any:
        """Wait until *predicate* is true, and return what it gave; the page goes on meanwhile.

        Asking the kernel is a cell to it, which keeps engines awake that would rest: ask for their
        threads *every* few seconds only.
        """
        deadline = time.monotonic() + timeout
        while not (result := predicate()):
            assert time.monotonic() < deadline, f"not within {timeout} s; errors: {self.errors}"
            self.page.wait_for_timeout(1000 * every)
        return result

    def take_errors(self) -> list[str]:
        """Return the errors so far and forget them: for a test that provoked them."""
        taken, self.errors[:] = list(self.errors), []
        return taken

    def close(self) -> None:
        """Close the page and shut its kernel down."""
        self.page.close()
        self.server.end_kernels()

    def check_outputs(self) -> None:
        """See that no cell has raised."""
        raised = self.page.evaluate("() => driver.raised()")
        assert not raised, "a cell raised:\n" + raised

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _note(self, error: str) -> None:
        if self._listening and not any(noise in error for noise in NOISE):
            self.errors.append(error)


def written(cells: tuple[str, ...]) -> nbformat.NotebookNode:
    """Return a notebook of code cells."""
    notebook: nbformat.NotebookNode = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    return notebook


def save(notebook: nbformat.NotebookNode, path: Path, kernel: str) -> None:
    """Save a notebook for a kernel."""
    path.parent.mkdir(exist_ok=True)
    notebook.metadata.kernelspec = {"name": kernel, "display_name": kernel, "language": "python"}
    nbformat.write(notebook, path)
