"""The host where there are no threads, as in Pyodide: all of it on the loop of the page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(60)

BEGIN = """
import asyncio, sys, threading
sys.path.insert(0, {tests!r})

def start(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start

from plugboard_nb.widgets import View
from timeline.plant import tank
from widgets.rough import rough
"""
STEPS = """
async def page():
    view = View(tank())
    controls = view.host.controls
    view._receive(None, {"do": "mounted", "args": {"mount": "m"}}, [])
    print(await controls.step(3))
    run = controls.run()
    while view.timeline.tick < 100:
        await asyncio.sleep(0)
    print(controls.set("tank.area", 2.0))
    view._receive(None, {"do": "pause"}, [])
    print(await run is run)  # clicks may wait for cells here
    while not run.done:
        await asyncio.sleep(0)
    print(run.result().reason)
    controls.view(2)
    while not view.now["viewing"]:
        await asyncio.sleep(0)
    print(view.now["shown"])
    controls.view()
    print(view.timeline.interventions[0].what)
    view._receive(None, {"do": "rewind", "args": {"tick": 2}}, [])
    print(await controls.step(2))
    while view.now["doing"] or view.now["tick"] != 4:
        await asyncio.sleep(0)
    print(view.now["tick"], view.now["branch"])
    try:
        controls.step().result()
    except RuntimeError as error:
        print(error)
    while view.now["doing"] or view.now["tick"] != 5:
        await asyncio.sleep(0)
    view.close()
    view.host.close(destroy=True)
    while view.timeline.process.is_initialised:
        await asyncio.sleep(0)
    print(view.timeline.process.is_initialised)
asyncio.run(page())
"""
STUCK = """
async def page():
    view = View(rough("awaits"))
    step = view.host.controls.step(3)
    while view.timeline.tick < 2:
        await asyncio.sleep(0)
    view._receive(None, {"do": "interrupt"}, [])
    try:
        await step
    except Exception as error:
        print(type(error).__name__)
    print(await view.host.controls.step(2))
    view.close()
    view.host.close()
asyncio.run(page())
"""
ALONE = """
try:
    View(tank())
except RuntimeError as error:
    print(error)
"""


def without_threads(code: str) -> list[str]:
    """Return the lines that *code* prints in an interpreter that cannot start threads."""
    text = BEGIN.format(tests=str(Path(__file__).parents[1])) + code
    command = [sys.executable, "-W", "error", "-c", text]
    found = subprocess.run(command, capture_output=True, text=True, timeout=50)
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout.splitlines()


def test_everything_works_as_tasks_of_the_loop_that_runs() -> None:
    assert without_threads(STEPS) == [
        "<Stop at tick 3: as many ticks as asked>",
        "None",
        "True",
        "paused",
        "2",
        "tank.area",
        "<Stop at tick 4: as many ticks as asked>",
        "4 branch 1",
        "waiting for step(1) would stop it here; await it instead",
        "False",
    ]


def test_a_step_that_awaits_for_ever_can_be_interrupted() -> None:
    assert without_threads(STUCK) == ["TimelineError", "<Stop at tick 4: as many ticks as asked>"]


@pytest.mark.parametrize("code", [ALONE])
def test_without_a_loop_a_widget_says_what_it_needs(code: str) -> None:
    (said,) = without_threads(code)
    assert said.startswith("there are no threads here, so a widget needs a running event loop")
