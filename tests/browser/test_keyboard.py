"""Everything that the mouse does, by keyboard alone, in JupyterLab."""

from collections.abc import Callable

import pytest

from browser.hands import Hands, Keys
from browser.jupyter import Notebook
from browser.models import COUNTING

pytestmark = pytest.mark.slow


def test_a_model_is_driven_by_keyboard_alone(lab: Callable[..., Notebook]) -> None:
    notebook = lab(COUNTING, "bench")
    hands, keys = Hands(notebook.page, notebook.until), Keys(notebook.page)
    keys.press("Shift+Enter", "Shift+Enter", "Escape")  # the notebook has made a cell below
    hands.transport.wait_for()
    notebook.wait_idle()

    keys.tab_to(key="Shift+Tab")
    keys.press("ArrowRight", "ArrowRight")
    hands.sees(2)
    keys.tab_to("Step", key="Shift+Tab")
    keys.press("Enter")
    hands.sees(3)
    keys.press("ArrowLeft")
    hands.sees(3, shown=2)
    keys.press("Home")
    hands.sees(3, shown=0)
    keys.press("End")
    hands.sees(3)

    keys.tab_to("tick shown")
    keys.press("ArrowLeft", "ArrowLeft")
    hands.sees(3, shown=1)
    keys.tab_to("Rewind to here")
    keys.press("Enter")
    hands.sees(1)

    keys.tab_to("Run", key="Shift+Tab")
    keys.press("Enter")
    hands.until(lambda: hands.tick > 10)
    keys.press("Enter")
    hands.button("Run").wait_for()
    head = hands.tick

    keys.tab_to("counter")
    keys.press("Enter")
    keys.tab_to("by")
    keys.press("Control+a")
    keys.type("10\n")
    keys.tab_to("Step", key="Shift+Tab")
    keys.press("ArrowRight")
    hands.sees(head + 1)
    hands.until(lambda: hands.values == [str(head + 10), str(2 * head + 20)])

    keys.press("Home", "ArrowRight", "f")
    keys.type("other\n")
    hands.sees(1)
    keys.press("b")
    keys.type("double.out >= 10\n")
    hands.reads("double.out >= 10")
    keys.tab_to("Run", key="Shift+Tab")
    keys.press("Space")
    hands.sees(5)
    hands.reads("stopped: breakpoint double.out >= 10 at tick 5")

    keys.press("d", "d", "x", "m")  # JupyterLab's own, for cells: they stay in the widget
    assert hands.transport.is_visible()
    assert notebook.page.locator(".jp-Notebook .jp-CodeCell").count() == 3
