"""What stays of a workbench in a notebook without a kernel."""

import base64
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from plugboard_nb import IO, Component, LocalProcess, Workbench
from plugboard_nb.library import Clock, Expression, Integrator, Ramp
from plugboard_nb.widgets.still import plot as still_plot
from plugboard_nb.widgets.still.page import StillPage

MODEL = """
from plugboard_nb import LocalProcess, Workbench
from plugboard_nb.library import Integrator, Ramp
parts = [Ramp(name="ramp"), *(Integrator(name=f"sum{n}") for n in range(19))]
wires = ["ramp.out -> sum0.x", *(f"sum{n}.out -> sum{n + 1}.x" for n in range(18))]
bench = Workbench(LocalProcess(parts, wires, name="twenty"))
bench
"""


def executed(*cells: str) -> Any:
    """Return a notebook with these cells, as it is saved after a run without a page."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", store_widget_state=False)
    return client.execute()


def forms(cell: Any, kind: str) -> list[str]:
    return [str(out.data[kind]) for out in cell.outputs if kind in out.get("data", {})]


def svgs(html: str) -> list[ET.Element]:
    found = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    return [ET.fromstring(base64.b64decode(data)) for data in found]


def texts(svg: ET.Element) -> list[str]:
    return [each.text or "" for each in svg.iter() if each.tag.endswith("text")]


@pytest.mark.slow
def test_saved_notebook_shows_the_last_values_small_and_without_a_kernel() -> None:
    other = "from ipywidgets import IntSlider\nkeep = [IntSlider() for _ in range(100)]\nkeep[0]"
    notebook = executed(MODEL, "await bench.step(3)", other, "bench.step(4)\nNone")
    widget, html = notebook.cells[0].outputs
    assert widget.data["text/plain"] == "<Workbench of 'twenty'>"
    assert "application/vnd.jupyter.widget-view+json" in widget.data
    shown = html.data["text/html"]
    assert len(shown) + len(html.data["text/plain"]) < 150_000
    assert "tick 7" in shown
    assert "<td" in shown
    graph, plot = svgs(shown)
    assert {"ramp", "sum18", "6"} <= set(texts(graph))
    assert "6" in texts(plot)
    assert "sum0.out = 21" in html.data["text/plain"]
    exported, _ = HTMLExporter().from_notebook_node(notebook)  # type: ignore[no-untyped-call]
    assert [texts(svg) for svg in svgs(exported)] == [texts(graph), texts(plot)]


@pytest.mark.slow
def test_single_views_leave_a_picture_of_their_own() -> None:
    cells = ["bench.step(2).result()", "bench.graph", "bench.plot", "bench.transport"]
    notebook = executed(MODEL, *cells)
    titles = ("GraphView", "HistoryPlot", "Transport")
    for cell, title in zip(notebook.cells[2:], titles, strict=True):
        assert forms(cell, "text/plain")[0] == f"<{title} of 'twenty'>"
    graph, plot, table = (forms(cell, "text/html")[0] for cell in notebook.cells[2:])
    assert "sum18" in texts(svgs(graph)[0])
    assert "1" in texts(svgs(plot)[0])
    assert (svgs(table), "<td" in table) == ([], True)


# The page itself -----------------------------------------------------------------------------


class Odd(Component):
    io = IO(outputs=["number", "flag", "word", "nothing"])
    number, flag, word = 0.0, False, "<b>"
    nothing = None
    values = (1.0, math.nan, math.inf, 10.0**300, -(10.0**300), 3.0)

    def step(self) -> None:
        tick = getattr(self, "count", 0)
        self.count = tick + 1
        self.number = self.values[tick % len(self.values)]
        self.flag, self.word = tick % 3 == 0, "<script>" if tick % 2 else "x" * 300


@pytest.fixture
def benches() -> Iterator[list[Workbench]]:
    made: list[Workbench] = []
    yield made
    for bench in made:
        bench.close()


def page_of(bench: Workbench, ticks: int) -> StillPage:
    bench.step(ticks).result()
    page = bench.host.submit("still()", bench._still_page).result(5)
    assert isinstance(page, StillPage)
    return page


def test_rough_names_and_values_are_text(benches: list[Workbench]) -> None:
    process = LocalProcess([Odd(name="odd")], name="<script>alert(1)</script>")
    benches.append(Workbench(process))
    page = page_of(benches[0], 13)
    html = page.html()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert len(svgs(html)) == 2
    assert "NaN" not in str([ET.tostring(svg) for svg in svgs(html)]).replace("nan", "NaN")


def test_plot_has_branches_flags_words_and_measured_values(benches: list[Workbench]) -> None:
    parts = [Odd(name="odd"), Ramp(name="ramp"), Integrator(name="sum")]
    process = LocalProcess(parts, ["ramp.out -> sum.x"], name="plant")
    bench = Workbench(process, fields=["sum.out", "odd.flag"], data={"sum.out": {3: 4.0}})
    benches.append(bench)
    bench.step(20).result()
    bench.fork(10, name="other").result()
    drawn = texts(svgs(page_of(bench, 30).html())[1])
    assert {"main", "other", "sum.out", "odd.flag", "on", "off", "tick", "40"} <= set(drawn)


def test_many_long_streams_make_a_small_picture(benches: list[Workbench]) -> None:
    parts = [
        Expression(name=f"wave{n}", expression=f"sin(t * {n + 1} / 7)", inputs=["t"])
        for n in range(8)
    ]
    wires = [f"clock.out -> wave{n}.t" for n in range(8)]
    process = LocalProcess([Clock(name="clock"), *parts], wires, name="waves")
    bench = Workbench(process, fields=["wave*"])
    benches.append(bench)
    bench.step(20_000).result()
    for name in ("one", "two", "three"):
        bench.fork(5_000, name=name).result()
        bench.step(10_000).result()
    assert len(page_of(bench, 1).html()) < 150_000


def test_very_large_graph_leaves_its_values_and_no_picture(benches: list[Workbench]) -> None:
    process = LocalProcess([Ramp(name=f"ramp{n}") for n in range(200)], name="many")
    benches.append(Workbench(process, layout="graph"))
    html = page_of(benches[0], 2).html()
    assert (svgs(html), "and 140 more" in html) == ([], True)


def test_picture_leaves_the_plot_in_the_page_as_it_is(benches: list[Workbench]) -> None:
    process = LocalProcess([Ramp(name="ramp")], name="one")
    benches.append(Workbench(process))
    bench = benches[0]
    bench.step(100).result()
    bench.plot.zoom(10, 20)
    before = dict(bench.plot.lines)
    page_of(bench, 1)
    bench.plot.refresh()
    after = bench.plot.lines
    assert (before["first"], before["last"]) == (after["first"], after["last"]) == (10, 20)


def test_page_without_values_yet_says_so(benches: list[Workbench]) -> None:
    benches.append(Workbench(LocalProcess([Ramp(name="ramp")], name="one")))
    bench = benches[0]
    page = bench.host.submit("still()", bench._still_page).result(5)
    graph, plot = svgs(page.html())
    assert "no data yet" in texts(graph)
    assert texts(plot) == ["nothing to plot yet"]


def test_single_value_is_a_dot(benches: list[Workbench]) -> None:
    benches.append(Workbench(LocalProcess([Ramp(name="ramp")], name="one")))
    _, plot = svgs(page_of(benches[0], 1).html())
    assert [each.tag.rpartition("}")[2] for each in plot].count("circle") == 1


def test_picture_of_numbers_has_round_labels() -> None:
    assert still_plot._nice(0.0, 61.3, 3) == [0, 50]
    assert still_plot._nice(-0.2, 0.9, 3) == [0, 0.5]
    assert still_plot._nice(0, 3, 8, whole=True) == [0, 1, 2, 3]
    assert still_plot._nice(math.nan, 1.0, 3) == []
