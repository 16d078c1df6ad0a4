"""The widgets in JupyterLab, Notebook 7 and Voila, with three generations of ipykernel."""

from collections.abc import Callable
from pathlib import Path

import pytest

from browser.hands import Hands
from browser.jupyter import FrontEnd, Notebook
from browser.models import COUNTING, FAULTS, TROUBLE

Lab = Callable[..., Notebook]

pytestmark = pytest.mark.slow

TANK = Path(__file__).parents[2] / "notebooks" / "01_hot_water_tank.ipynb"
BUSY = [  # as long as the test wants
    "while not Path('done 0').exists(): time.sleep(0.5)",
    "while not Path('done 1').exists(): await asyncio.sleep(0.5)",
]
PLACES: list[tuple[FrontEnd, str]] = [
    ("lab", "6.31"),
    ("lab", "newest"),
    ("lab-4.4.9", "7.0.1"),  # what a Binder has
    ("notebook", "newest"),
]


def hands_at(notebook: Notebook) -> Hands:
    hands = Hands(notebook.page, notebook.until)
    hands.transport.wait_for()
    return hands


@pytest.mark.parametrize(("front_end", "kernel"), PLACES)
def test_the_first_notebook_runs_and_its_workbench_drives_the_tank_also_beside_busy_cells(
    lab: Lab, front_end: FrontEnd, kernel: str
) -> None:
    cells = ["import asyncio, time\nfrom pathlib import Path", *BUSY]
    notebook = lab(*cells, copy_of=TANK, front_end=front_end, kernel=kernel)
    for number in range(notebook.cells - len(BUSY)):
        notebook.run(number, wait=False)
    notebook.wait_idle()
    notebook.check_outputs()
    hands = hands_at(notebook)
    drive(hands, notebook.ask)
    beside_busy_cells(hands, notebook)


@pytest.mark.parametrize("kernel", ["6.31", "newest"])
def test_the_first_notebook_runs_in_voila(lab: Lab, kernel: str) -> None:
    hands = hands_at(lab(copy_of=TANK, front_end="voila", kernel=kernel))
    hands.sees(7200, timeout=40)
    drive(hands, lambda _: "")


def drive(hands: Hands, ask: Callable[[str], str]) -> None:
    """Use every control, and compare what the page says with what the kernel knows."""

    def temperature(tick: int) -> str:
        known = ask(f"bench.timeline.view({tick}).fields['tank.temperature']")
        return f"{float(known):.4g}" if known else ""

    hands.pace("50 ticks/s")
    hands.click("Step")
    hands.sees(7201)
    hands.shows(temperature(7201))
    hands.click("Run")
    hands.until(lambda: hands.tick > 7210)
    hands.click("Pause")
    hands.button("Run").wait_for()
    head = hands.tick
    hands.click("Back")
    hands.sees(head, shown=head - 1)
    hands.shows(temperature(head - 1))
    hands.scrub(2000)
    hands.sees(head, shown=2000)
    hands.shows(temperature(2000))
    hands.page.locator(".plot-grip", has_text="tick 2,000").wait_for()
    hands.click("Rewind to here")
    hands.sees(2000)

    hands.select("tank")
    hands.edit("tank.leak", "0.004")
    hands.click("Step")
    hands.sees(2001)
    hands.shows(temperature(2001))
    hands.page.get_by_text("tank.leak").first.wait_for()
    assert "0.004" in (ask("bench.timeline.interventions[-1]") or "0.004")

    hands.scrub(1000)
    hands.click("Fork from here…")
    hands.page.get_by_label("name of the new branch").fill("other")
    hands.click("Fork")
    hands.sees(1000)
    hands.button("Breakpoints", exact=False).click()
    hands.page.get_by_label("condition of a new breakpoint").fill("tank.temperature > 61.5")
    hands.click("Add")
    hands.reads("tank.temperature > 61.5")
    hands.pace("as fast as it goes")
    hands.click("Run")
    hands.reads("stopped: breakpoint tank.temperature > 61.5 at tick")
    hands.shows(temperature(hands.tick))
    assert float(temperature(hands.tick) or 62) > 61.5
    hands.click("Remove breakpoint tank.temperature > 61.5")


def beside_busy_cells(hands: Hands, notebook: Notebook) -> None:
    """A run goes on and shows while a cell is busy; a click may come late, but comes once."""
    hands.pace("20 ticks/s")
    for number in range(len(BUSY)):
        cell = notebook.cells - len(BUSY) + number
        target = hands.tick + 30
        hands.page.get_by_label("run until").fill(f"tick == {target}")
        hands.click("Run")
        hands.button("Pause").wait_for()
        notebook.run(cell, wait=False)
        hands.sees(target)
        hands.page.get_by_label("run until").fill("")
        hands.click("Step", times=7)
        assert notebook.is_busy(cell)
        (notebook.folder / f"done {number}").touch()
        notebook.wait_idle()
        hands.sees(target + 7)
        assert notebook.ask("bench.timeline.tick") == str(target + 7)


def test_after_a_restart_of_the_kernel_the_cells_run_anew(lab: Lab) -> None:
    notebook = lab(COUNTING, "bench")
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
    notebook = lab(COUNTING, "bench", "bench.close()")
    notebook.run(0)
    notebook.run(1)
    hands = hands_at(notebook)
    hands.click("Run")
    hands.until(lambda: hands.tick > 5)
    notebook.run(2)
    hands.transport.wait_for(state="detached")
    notebook.until(lambda: notebook.ask("threads()") == "[]", timeout=20)


def test_deleting_the_output_amid_a_run_stops_it(lab: Lab) -> None:
    notebook = lab(COUNTING, "bench")
    notebook.run_all()
    hands = hands_at(notebook)
    hands.click("Run")
    hands.until(lambda: hands.tick > 5)
    notebook.command("notebook:clear-all-cell-outputs")
    notebook.until(lambda: notebook.ask("bench.host.running") == "False", timeout=10)


def test_a_step_that_raises_blocks_or_never_returns_is_shown_and_survived(lab: Lab) -> None:
    notebook = lab(TROUBLE, "bench", *FAULTS)
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
