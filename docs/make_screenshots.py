"""Take the screenshots of the workbench: ``python docs/make_screenshots.py``; needs chromium.

They show real workbenches in a page with the look of JupyterLab (see ``tests/browser/stand.py``):
``workbench.png`` (the past), and of the same size ``workbench-start.png``, ``-run.png``,
``-branches.png``, ``-error.png``, ``-large.png``, these in the light and the dark theme in turn.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
IMAGES = HERE / "images"
sys.path.insert(0, str(HERE.parent / "tests"))

import comm  # noqa: E402

from browser.chromium import shared  # noqa: E402
from browser.comms import Post  # noqa: E402
from browser.stand import FOLDERS, Stand, Theme  # noqa: E402
from plugboard_nb import IO, Component, LocalProcess, Port, Process, Workbench  # noqa: E402
from plugboard_nb.builder import load_process  # noqa: E402
from widgets.graph_plants import tangle  # noqa: E402

MODEL = HERE.parent / "notebooks" / "models" / "hot_water_tank.yaml"
WIDTH = 1280


class Fuse(Component):
    """Blows when the water gets too hot."""

    io = IO(inputs=[Port("temperature", unit="degC")], outputs=[Port("load", unit="A")])
    load = 0.0

    def step(self) -> None:
        """Let the heater's current through, or blow."""
        if self.temperature > 62.3:
            raise RuntimeError(f"the fuse has blown at {self.temperature:.1f} °C")
        self.load = 4.8 if self.temperature < 60 else 0.0


def tank(*more: Component, wires: tuple[str, ...] = ()) -> Process:
    """Return the hot-water tank, with more parts."""
    process = load_process(MODEL)
    parts = [*process.components.values(), *more]
    joined = [*(each.spec for each in process.connectors.values()), *wires]
    return LocalProcess(parts, joined, "hot-water-tank", {"dt": 0.1}, seed=7)


def start(stand: Stand) -> Workbench:
    """Show a workbench at tick 0."""
    bench = Workbench(tank())
    show(stand, bench)
    return bench


def run(stand: Stand) -> Workbench:
    """Show one whose model runs."""
    bench = start(stand)
    bench.step(280).result()
    bench.select("tank")
    bench.speed(20)
    bench.run()
    stand.until(lambda: bench.timeline.tick > 300, 20)
    return bench


def past(stand: Stand) -> Workbench:
    """Show one that views the past, on one of two branches."""
    bench = branches(stand)
    bench.view(140)
    return bench


def branches(stand: Stand) -> Workbench:
    """Show one with two branches."""
    bench = Workbench(tank(), fields=["tank.temperature", "thermostat.out", "weather.outdoor"])
    show(stand, bench)
    bench.step(240).result()
    bench.rename("main", "3 cm of foam")
    bench.fork(at=60, name="8 cm of foam", set={"tank.leak": 0.00075}).result()
    bench.step(180).result()
    bench.select("tank")
    return bench


def error(stand: Stand) -> Workbench:
    """Show one with an error."""
    bench = Workbench(tank(Fuse(name="fuse"), wires=("tank.temperature -> fuse.temperature",)))
    show(stand, bench)
    bench.run()
    stand.page.get_by_role("alert").wait_for()
    bench.select("fuse")
    return bench


def large(stand: Stand) -> Workbench:
    """Show one with sixty components."""
    process = tangle(60, loops=8)
    bench = Workbench(process, layout="graph")
    show(stand, bench)
    bench.step(120).result()
    return bench


def show(stand: Stand, bench: Workbench, theme: Theme = "light") -> None:
    """Have *bench* in the page."""
    stand.show(bench, theme=theme, width=WIDTH)
    stand.until(lambda: all(view.mounted for view in bench.children))


STATES: dict[str, tuple[Callable[[Stand], Workbench], Theme]] = {
    "workbench": (past, "light"),
    "workbench-start": (start, "light"),
    "workbench-run": (run, "dark"),
    "workbench-branches": (branches, "light"),
    "workbench-error": (error, "dark"),
    "workbench-large": (large, "light"),
}


@contextmanager
def page(name: str) -> Iterator[Stand]:
    """Give a page, and close it."""
    create, post = comm.create_comm, Post(FOLDERS)
    with shared() as chromium, chromium.lent() as browser:
        stand = Stand(browser, post, name.replace("-", ""))
        comm.create_comm = stand.wire.create_comm
        try:
            yield stand
        finally:
            comm.create_comm = create
            stand.close()
            post.close()


def save(stand: Stand, path: Path) -> None:
    """Write what is in the page, and little around it."""
    box = stand.page.locator(".plugboard-workbench").bounding_box()
    assert box is not None
    height = box["y"] + box["height"] + 8
    stand.page.set_viewport_size({"width": WIDTH + 24, "height": round(height)})
    stand.page.wait_for_timeout(300)
    stand.page.screenshot(path=path)


def main() -> None:
    """Take those that are named, by default all."""
    for name in sys.argv[1:] or STATES:
        make, theme = STATES[name]
        with page(name) as stand:
            bench = make(stand)
            stand.show(theme=theme, width=WIDTH)
            stand.page.wait_for_timeout(1000)  # what is drawn later, such as fonts and axes
            save(stand, IMAGES / f"{name}.png")
            bench.close()


if __name__ == "__main__":
    main()
