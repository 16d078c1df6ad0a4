"""The widgets in JupyterLab, Notebook 7 and Voila, with three generations of ipykernel."""

from collections.abc import Callable

import pytest

from browser.hands import Hands
from browser.jupyter import Notebook
from browser.models import COUNTING, FAULTS, TROUBLE

Lab = Callable[..., Notebook]

pytestmark = pytest.mark.slow

PLACES = [
    ("lab", "6.31"),
    ("lab", "7.0.1"),
    ("lab", "newest"),
    ("lab-4.4.9", "7.0.1"),  # what a Binder has
    ("notebook", "newest"),
    ("notebook", "7.0.1"),
]
everywhere = pytest.mark.parametrize(("front_end", "kernel"), PLACES)

SHOW = "bench"


def hands_at(notebook: Notebook) -> Hands:
    hands = Hands(notebook.page, notebook.until)
    hands.transport.wait_for()
    return hands


@everywhere
def test_a_model_is_driven_by_hand(lab: Lab, front_end: str, kernel: str) -> None:
    notebook = lab(COUNTING, SHOW, front_end=front_end, kernel=kernel)
    notebook.run_all()
    hands = hands_at(notebook)
    drive(hands)
    assert notebook.ask("len(bench.timeline.branches)") == "3"


@pytest.mark.parametrize("kernel", ["6.31", "newest"])
def test_a_model_is_driven_by_hand_in_voila(lab: Lab, kernel: str) -> None:
    drive(hands_at(lab(COUNTING, SHOW, front_end="voila", kernel=kernel)))


def drive(hands: Hands) -> None:
    hands.click("Step", times=3)
    hands.sees(3)
    hands.until(lambda: hands.values == ["3", "6"])

    hands.click("Run")
    hands.until(lambda: hands.tick > 10)
    hands.click("Pause")
    hands.button("Run").wait_for()
    head = hands.tick
    hands.click("Back")
    hands.sees(head, shown=head - 1)
    hands.until(lambda: hands.values == [str(head - 1), str(2 * head - 2)])
    hands.scrub(2)
    hands.sees(head, shown=2)
    hands.until(lambda: hands.values == ["2", "4"])
    hands.page.locator(".plot-grip", has_text="tick 2").wait_for()
    hands.click("Rewind to here")
    hands.sees(2)

    hands.select("counter")
    hands.edit("counter.by", "10")
    hands.click("Step")
    hands.sees(3)
    hands.until(lambda: hands.values == ["12", "24"])

    hands.scrub(1)
    hands.click("Fork from here…")
    hands.page.get_by_label("name of the new branch").fill("other")
    hands.click("Fork")
    hands.sees(1)
    hands.button("Breakpoints", exact=False).click()
    hands.page.get_by_label("condition of a new breakpoint").fill("double.out >= 10")
    hands.click("Add")
    hands.reads("double.out >= 10")
    hands.click("Run")
    hands.sees(5)
    hands.reads("stopped: breakpoint double.out >= 10 at tick 5")
    hands.until(lambda: hands.values == ["5", "10"])


BUSY = ["time.sleep(5)", "await asyncio.sleep(5)"]


@everywhere
def test_a_run_goes_on_and_no_click_is_lost_while_a_cell_is_busy(
    lab: Lab, front_end: str, kernel: str
) -> None:
    notebook = lab(COUNTING, SHOW, *BUSY, front_end=front_end, kernel=kernel)
    notebook.run(0)
    notebook.run(1)
    hands = hands_at(notebook)
    notebook.ask("bench.speed(20)")
    for cell, target in ((2, 40), (3, 80)):
        hands.page.get_by_label("run until").fill(f"counter.out >= {target}")
        hands.click("Run")
        hands.button("Pause").wait_for()
        notebook.run(cell, wait=False)
        hands.sees(target, timeout=4)
        hands.page.get_by_label("run until").fill("")
        hands.click("Step", times=7)
        assert notebook.is_busy(cell)
        notebook.wait_idle()
        hands.sees(target + 7)
        assert notebook.ask("bench.timeline.tick") == str(target + 7)


def test_after_a_restart_of_the_kernel_the_cells_run_anew(lab: Lab) -> None:
    notebook = lab(COUNTING, SHOW)
    notebook.run_all()
    hands = hands_at(notebook)
    hands.click("Run")
    hands.until(lambda: hands.tick > 5)
    notebook.restart()
    hands.button("Pause").click()
    hands.page.get_by_role("alert").get_by_text("Run its cell again").wait_for()
    notebook.run_all()
    hands_at(notebook).sees(0)
    hands.click("Step")
    hands.sees(1)


def test_closing_the_widget_amid_a_run_ends_the_run_and_its_thread(lab: Lab) -> None:
    notebook = lab(COUNTING, SHOW, "bench.close()")
    notebook.run(0)
    notebook.run(1)
    hands = hands_at(notebook)
    hands.click("Run")
    hands.until(lambda: hands.tick > 5)
    notebook.run(2)
    hands.transport.wait_for(state="detached")
    notebook.until(lambda: notebook.ask("threads()") == "[]", timeout=20)


def test_a_cell_that_is_run_20_times_shows_one_widget_and_leaves_one_thread(lab: Lab) -> None:
    notebook = lab(COUNTING, "bench = Workbench(process)\nbench", "bench.close()")
    notebook.run(0)
    for _ in range(20):
        notebook.run(1)
    hands = hands_at(notebook)
    hands.click("Step", times=2)
    hands.sees(2)
    notebook.until(lambda: notebook.ask("threads()") == "['plugboard counting']")
    notebook.run(2)
    notebook.until(lambda: notebook.ask("threads()") == "[]", timeout=20)


def test_deleting_the_output_amid_a_run_stops_it(lab: Lab) -> None:
    notebook = lab(COUNTING, SHOW)
    notebook.run_all()
    hands = hands_at(notebook)
    hands.click("Run")
    hands.until(lambda: hands.tick > 5)
    notebook.command("notebook:clear-all-cell-outputs")
    notebook.until(lambda: notebook.ask("bench.host.running") == "False", timeout=10)


def test_a_step_that_raises_blocks_or_never_returns_is_shown_and_survived(lab: Lab) -> None:
    notebook = lab(TROUBLE, SHOW, *FAULTS)
    notebook.run(0)
    notebook.run(1)
    hands = hands_at(notebook)

    hands.click("Step")
    alert = hands.page.get_by_role("alert")
    alert.get_by_text("the pump is dry").first.wait_for()
    assert "pump failed at tick 1" in alert.inner_text()
    hands.click("Rewind to tick 0")
    hands.button("Rewind to tick 0").wait_for(state="hidden")
    alert.wait_for(state="detached")

    notebook.run(2)
    hands.click("Step")
    hands.reads("pump.step() has not returned for")
    hands.sees(1)
    hands.button("Interrupt").wait_for(state="hidden")

    notebook.run(3)
    hands.click("Step")
    hands.reads("pump.step() has not returned for")
    hands.click("Interrupt")
    hands.button("Interrupt").wait_for(state="hidden")

    notebook.run(4)
    hands.click("Run")
    hands.until(lambda: hands.tick > 20)
    hands.click("Pause")
    hands.button("Run").wait_for()
    assert notebook.ask("int(process.state.history['pump.flow'][-1][-1]) == bench.timeline.tick")
