"""The workbench in a real JupyterLab: clicks, free runs, large graphs, long plots, memory.

What a click costs is compared with a bare button and label of ipywidgets in the same page. For
numbers that mean something nothing else should go on; ``--quick`` measures less.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import harness
from benchmarks.harness import Row, share

if TYPE_CHECKING:
    from benchmarks.workbench_page import Bench

STATIC = Path(__file__).parents[1] / "plugboard_nb" / "frontend" / "static"
MIB = 1 << 20
TICKS = 100_000
PUBLISHES = 36_000  # half an hour
PILLS = ".plugboard-graph-view .pb-pills"
VALUE = f"{PILLS} .pb-value"

CELLS = (
    "from benchmarks.workbench_kernel import *",
    """import ipywidgets
label, button = ipywidgets.Label("0"), ipywidgets.Button(description="bare")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
ipywidgets.HBox([button, label]).add_class("bare")""",
    "from plugboard_nb import Workbench\nbench = Workbench(ring())\nbench",
)


# Rows --------------------------------------------------------------------------------------


def clicks(page: Bench) -> Iterator[Row]:
    """Compare a click on Step, and viewing another tick, with a bare button and label."""
    number = 25 if harness.quick else 80
    page.ask("bench.step(60).result().tick")
    kinds = ("bare", "step", "bare", "view")
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for round_ in range(number + 3):
        for kind in kinds:
            if kind == "step":
                page.ask("bench.view()")
            found = page.times(kind, round_)
            if round_ >= 3:  # the first ones load things
                times[kind].append(found)
    bare = times["bare"]
    for kind, what in (("step", "click on Step, 20 components"), ("view", "view a past tick")):
        mine = times[kind]
        note = f"{median(mine):.0f} ms, bare button and label {median(bare):.0f} ms"
        yield Row(f"{what}, p50, to a bare click", median(mine) / median(bare), 1.5, note=note)
        note = f"{share(mine, 0.95):.0f} ms, bare {share(bare, 0.95):.0f} ms"
        limit = 2 if kind == "step" else None
        late = share(mine, 0.95) / share(bare, 0.95)
        yield Row(f"{what}, p95, to a bare click", late, limit, note=note)


def free_run(page: Bench) -> Iterator[Row]:
    """Compare a free run with the workbench displayed with one without."""
    ticks = TICKS // 4 if harness.quick else TICKS
    pairs = [
        (page.ask(f"displayed(bench, {ticks})"), page.ask(f"headless({ticks})"))
        for _ in range(3 if harness.quick else 7)
    ]
    (mine, mine_s), (bare, bare_s) = (
        [max(rates) for rates in zip(*column, strict=True)] for column in zip(*pairs, strict=True)
    )
    note = f"{mine:,.0f} ticks per second of computing, headless {bare:,.0f}; by the clock "
    note += f"{mine_s:,.0f} and {bare_s:,.0f}; best of {len(pairs)}"
    yield Row("free run, displayed, to headless", mine / bare, 0.7, at_least=True, note=note)


def memory(page: Bench) -> Iterator[Row]:
    """Measure what many publications leave behind, in the kernel and in the page."""
    times = PUBLISHES // 20 if harness.quick else PUBLISHES
    page.ask("bench.step(2000).result().tick")
    warm = page.ask("published(bench, 1500, 0.01)")
    heap = page.heap()
    grown = (page.ask(f"published(bench, {times}, 0.01)", 1200) - warm) / MIB
    later = page.heap()
    yield Row(f"{times:,} publications, growth of the kernel", grown, 5, "MiB")
    note = f"{heap / MIB:.1f} MiB before, {later / MIB:.1f} MiB after"
    yield Row(f"{times:,} publications, heap of the page", later / heap, 1.1, note=note)


def large_graph() -> Iterator[Row]:
    """Measure 200 components: the first painting, and how often it is brought up to date."""
    from benchmarks.workbench_page import notebook_of

    make = "from plugboard_nb.widgets.graph_view import GraphView\nprocess = crowd()"
    show = "graph = GraphView(process)\ngraph"
    with notebook_of(CELLS[0] + "\n" + make, show) as page:
        first = page.shown(1, VALUE)
        yield Row("graph of 200 components, 300 wires, first paint", first, 1000, "ms")
        for _ in range(6):  # as small as all of it is, it shows no values
            page.page.get_by_role("button", name="Zoom in (+)").click()
        page.ask("start(graph)")
        rate = page.updates(PILLS, 2 if harness.quick else 6)
        page.ask("graph.host.controls.pause()")
        what = "graph of 200 components, updates per second"
        yield Row(what, rate, 19, "/s", at_least=True, note="20 at most")


def long_plot() -> Iterator[Row]:
    """Measure five fields of a million ticks: the first painting, and scrubbing."""
    from benchmarks.workbench_page import notebook_of

    ticks = 10**5 if harness.quick else 10**6
    make = f"from plugboard_nb.widgets.history_plot import HistoryPlot\nhost = long_run({ticks})"
    show = "plot = HistoryPlot(host.timeline, fields=[f'n{i}.out' for i in range(5)])\nplot"
    with notebook_of(CELLS[0] + "\n" + make, show) as page:
        first = page.shown(1, ".plugboard-history-plot canvas")
        yield Row(f"plot of 5 fields x {ticks:,} ticks, first paint", first, 1000, "ms")
        rate = page.scrubbed(2 if harness.quick else 5)
        what = f"plot of 5 fields x {ticks:,} ticks, scrubbing"
        yield Row(what, rate, 30, "frames/s", at_least=True)


def bundles() -> Iterator[Row]:
    """Weigh what is loaded into a page."""
    for bundle in sorted(STATIC.glob("*.js")):
        size = bundle.stat().st_size / 1000
        yield Row(f"bundle {bundle.name}, not minified", size, 400, "kB")


def measure() -> Iterator[Row]:
    """Measure all of these; in a browser what needs one, if there is one."""
    yield from bundles()
    try:
        from benchmarks.workbench_page import find, notebook_of

        find()
    except (ImportError, AssertionError) as error:
        yield Row("the workbench in JupyterLab", None, None, note=str(error))
        return
    with notebook_of(*CELLS) as page:
        for cell in (1, 2):
            page.run(cell)
        page.page.locator(VALUE).first.wait_for()
        yield from clicks(page)
        yield from free_run(page)
        yield from memory(page)
    yield from large_graph()
    yield from long_plot()
