"""The workbench in real notebooks: the live view, and the picture in its stead."""

from collections.abc import Callable

import pytest

from browser.jupyter import Notebook

Lab = Callable[..., Notebook]

PROCESS = """
from plugboard_nb import LocalProcess, Workbench
from plugboard_nb.library import Integrator, Ramp
def model():
    parts = [Ramp(name="ramp"), Integrator(name="sum")]
    return LocalProcess(parts, ["ramp.out -> sum.x"], name="sums")
process = model()
"""
OPEN = """
import gc, threading
from ipywidgets.widgets.widget import _instances
def left():
    gc.collect()
    hosts = [t.name for t in threading.enumerate() if t.name.startswith("plugboard sums")]
    return len(_instances), len(hosts)
"""


@pytest.mark.slow
@pytest.mark.parametrize("kernel", ["6.31", "7.0.1", "newest"])
def test_picture_is_hidden_while_the_widget_is_there_and_follows_it(lab: Lab, kernel: str) -> None:
    notebook = lab(PROCESS, "bench = Workbench(process)\nbench", "bench.close()", kernel=kernel)
    notebook.run(0)
    notebook.run(1)
    page = notebook.page
    page.get_by_role("button", name="Step", exact=True).wait_for()
    still = page.locator(".plugboard-static")
    assert still.count() == 1
    assert not still.is_visible()
    page.get_by_role("button", name="Step", exact=True).click()
    notebook.until(lambda: "tick 1" in (still.text_content() or ""))
    assert not still.is_visible()
    notebook.run(2)
    still.wait_for()
    assert page.locator(".plugboard-workbench").count() == 0
    assert still.locator("img").count() == 2


@pytest.mark.slow
def test_a_cell_run_again_and_again_leaves_nothing_behind(lab: Lab) -> None:
    again = "bench = Workbench(process)\nbench"
    anew = "bench = Workbench(model())\nbench"
    notebook = lab(PROCESS + OPEN, again, anew)
    notebook.run(0)
    notebook.run(1)
    notebook.page.get_by_role("button", name="Step", exact=True).wait_for()
    widgets, threads = eval(notebook.ask("left()"))
    for _ in range(20):
        notebook.run(1)
    notebook.until(lambda: eval(notebook.ask("left()")) == (widgets, threads), 20)
    for _ in range(6):
        notebook.run(2)
    few = 6 * widgets  # those of the last few wait a while to come back
    notebook.until(lambda: eval(notebook.ask("left()"))[0] <= few, 20)
    notebook.until(lambda: eval(notebook.ask("left()"))[1] <= 2, 30, every=7)
