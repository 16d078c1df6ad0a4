"""The workbench in real notebooks: the live view, and the picture in its stead."""

import pytest

from browser.jupyter import Notebook

PROCESS = """
from plugboard_nb import LocalProcess, Workbench
from plugboard_nb.library import Integrator, Ramp
def model():
    return LocalProcess([Ramp(name="ramp"), Integrator(name="sum")], ["ramp.out -> sum.x"], name="sums")
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
def test_picture_is_hidden_while_the_widget_is_there_and_follows_it(lab, kernel: str) -> None:  # type: ignore[no-untyped-def]
    notebook: Notebook = lab(PROCESS, "bench = Workbench(process)\nbench", "bench.close()", kernel=kernel)
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
