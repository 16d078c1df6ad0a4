"""Pictures of a process: with matplotlib, as SVG, and what a notebook shows."""

import asyncio
import base64
import math
import xml.etree.ElementTree as ET
from datetime import datetime
from io import BytesIO
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from conftest import chain, run
from plugboard_nb import IO, Component, LocalProcess, Port, Status
from plugboard_nb.plotting import draw_graph, graph_svg, mimebundle, style
from plugboard_nb.plotting.values import pretty_unit, short
from test_plotting import told, told_nothing


def words_on(ax: Any) -> list[str]:
    """Return all texts of a drawing, having drawn it."""
    ax.figure.savefig(BytesIO())
    return [text.get_text() for text in ax.texts]


@pytest.fixture(autouse=True)
def no_figure_leaks() -> Any:
    yield
    assert plt.get_fignums() == []


def test_graph_shows_names_types_ports_and_values_with_units() -> None:
    process = told({"level": "m"}, level=[1.0, 2.71828182])
    assert {"told", "Told", "s_level", "2.718", "m"} <= set(words_on(draw_graph(process)))


def test_graph_shows_the_values_of_a_past_tick() -> None:
    process = told(level=[1.5, 2.5])
    assert "1.5" in words_on(draw_graph(process, tick=1))
    assert "no data yet" in words_on(draw_graph(process, tick=0))
    with pytest.raises(IndexError, match="no tick 9"):
        draw_graph(process, tick=9)


def test_graph_without_values_has_no_pills() -> None:
    process = told(x=[41.5])
    assert "41.5" in words_on(draw_graph(process))
    assert "41.5" not in words_on(draw_graph(process, values=False))


def test_process_that_never_ran_has_no_data_yet() -> None:
    assert "no data yet" in words_on(draw_graph(told_nothing()))


def loop() -> LocalProcess:
    """Return a process whose wire from last to first has an initial value."""
    wires = ["first.out -> last.x", "last.out -> first.x"]
    first = Counter(name="first", initial_values={"x": [57.5]})
    return LocalProcess([first, Counter(name="last")], wires, name="loop")


class Counter(Component):
    io = IO(inputs=["x"], outputs=[Port("out", unit="degC")])

    def step(self) -> None:
        self.out = self.x + 1


def test_initial_value_is_shown_on_its_wire_before_the_first_tick() -> None:
    process = loop()
    asyncio.run(process.init())
    words = words_on(draw_graph(process))
    assert [words.count(word) for word in ("57.5", "no data yet", "°C")] == [1, 1, 1]
    assert "last.out = 57.5 °C to first.x (delayed)" in graph_svg(process)
    asyncio.run(process.step())
    assert "57.5" not in words_on(draw_graph(process))
    assert "57.5" in words_on(draw_graph(process, tick=0))


def test_what_has_no_value_has_no_unit() -> None:
    bundle = mimebundle(loop())
    assert "°C" not in bundle["text/plain"]
    assert "no data yet °C" not in bundle["text/html"]


def test_numbers_never_move_the_boxes() -> None:
    process = told({"a": "degC"}, a=[0, 1.5, -1.23456e-17, 123456.7], b=[7.0, None, -1e99, 2])

    def places(tick: int) -> list[Any]:
        root = ET.fromstring(graph_svg(process, tick))
        spots = [(dot.attrib["cx"], dot.attrib["cy"]) for dot in root.iter(f"{SVG}circle")]
        return [root.attrib["viewBox"], *spots]

    assert all(places(tick) == places(0) for tick in range(1, 5))


def test_value_that_changed_stands_out() -> None:
    def bold(tick: int) -> set[str]:
        texts = draw_graph(told(a=[1, 1], b=[5, 6]), tick=tick).texts
        return {text.get_text() for text in texts if text.get_fontweight() == "bold"}

    assert bold(2) == {"told", "6"}


def test_names_and_values_are_never_mathematics() -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_node("$x_{1}$ \\frac", type="$T^2$", inputs=["$in$"], outputs=["out$"])
    ax = draw_graph(graph)
    assert {"$x_{1}$ \\frac", "$T^2$", "$in$", "out$"} <= set(words_on(ax))
    assert not any(text.get_parse_math() or text.get_usetex() for text in ax.texts)
    assert "$a_1$" in words_on(draw_graph(told(x=["$a_1$"])))


@pytest.mark.parametrize(
    "name", ["温度センサー", "🔥", "מד חום", "a\nb", "x" * 400, "\x00\x1b[31m"]
)
def test_names_of_every_kind_are_drawn_without_a_warning(name: str) -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_node(name, type="Gain", inputs=[name], outputs=[name], status="failed")
    words_on(draw_graph(graph))
    ET.fromstring(graph_svg(graph))


def test_graph_is_drawn_on_given_axes() -> None:
    ax = Figure().add_subplot()
    assert draw_graph(chain(3), ax=ax) is ax
    assert "c2" in words_on(ax)


def test_size_of_a_new_figure_keeps_text_readable() -> None:
    small, large = draw_graph(chain(3)), draw_graph(wide_graph(200))
    (size,) = {float(t.get_fontsize()) for t in small.texts if t.get_text() == "out"}
    figure: Any = large.figure
    assert 9 <= size <= 10
    assert max(figure.get_size_inches()) <= 26


def wide_graph(count: int) -> Any:
    graph: Any = nx.MultiDiGraph()
    for number in range(count):
        graph.add_node(f"n{number}", type="Gain", inputs=["x"], outputs=["y"])
        ends = {"source_field": "y", "target_field": "x", "kind": "wire"}
        graph.add_edge(f"n{number // 4}", f"n{number}", key=f"k{number}", **ends)
    return graph


def test_no_components_are_said_so() -> None:
    assert words_on(draw_graph(nx.MultiDiGraph())) == ["no components"]


def test_every_status_has_its_symbol() -> None:
    assert set(style.STATUS) == {str(status) for status in Status}
    symbols = {status: symbol for status, (_, symbol) in style.STATUS.items()}
    assert len({symbols[status] for status in ("waiting", "completed", "failed", "stopped")}) == 4


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.EVENT])
@pytest.mark.parametrize("ground", [style.PAPER, style.CHANGED])
def test_text_has_contrast(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "no data yet"),
        (True, "on"),
        (np.bool_(False), "off"),
        (59.81234, "59.81"),
        (-0.0, "0"),
        (1e300, "1e300"),
        (-1.23456e-7, "-1.235e-7"),
        (math.nan, "NaN"),
        (-math.inf, "-inf"),
        (123456, "123456"),
        (-26713.4, "-26713"),
        (999_999.9, "1e6"),
        (123456789, "1.235e8"),
        (10**400, "2^1328…"),
        (np.float32(2.5), "2.5"),
        (np.zeros((200, 3)), "float64[200,3]"),
        (np.array(7), "7"),
        (pd.DataFrame(np.zeros((10, 3))), "DataFrame[10x3]"),
        (pd.Series([1, 2]), "Series[2]"),
        ([1, 2, 3], "list[3]"),
        ({"a": 1}, "dict[1]"),
        ("", "''"),
        ("a\nb", "a b"),
        (1 + 2j, "1+2j"),
        (datetime(2026, 1, 2), "2026-01-02T00:00:00"),
        (object(), "object"),
    ],
)
def test_values_are_shown_in_a_few_characters(value: Any, text: str) -> None:
    assert short(value) == text


def test_units_are_printed_as_people_write_them() -> None:
    assert [pretty_unit(unit) for unit in ("degC", "m^2", "kg*m**-1", None)] == [
        "°C",
        "m²",
        "kg*m**-1",
        "",
    ]


# SVG and notebooks -------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


def test_svg_holds_its_texts_as_text_with_title_and_description() -> None:
    root = ET.fromstring(graph_svg(run(chain(3))))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"c0", "Stage", "out", "x"} <= set(texts)
    assert root.findtext(f"{SVG}title", "").startswith("Graph of ")
    assert "c0.out = 3 to c1.x" in root.findtext(f"{SVG}desc", "")


def test_svg_takes_nothing_for_markup() -> None:
    root = ET.fromstring(graph_svg(told(x=["<script>x"])))
    assert not list(root.iter(f"{SVG}script"))
    assert any(text.text == "<script>x" for text in root.iter(f"{SVG}text"))


def test_process_shows_itself_as_text_picture_and_table() -> None:
    process = run(chain(3))
    bundle = process._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/png"}
    assert bundle["text/plain"].startswith(repr(process))
    assert "out = 4" in bundle["text/plain"]
    assert "<td" in bundle["text/html"]
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")


def test_picture_in_a_notebook_is_an_image_with_a_description() -> None:
    html = mimebundle(run(chain(2)))["text/html"]
    _, _, rest = html.partition('src="data:image/svg+xml;base64,')
    root = ET.fromstring(base64.b64decode(rest.partition('"')[0]))
    assert root.attrib["role"] == "img"
    assert 'alt="Components: c0 (Stage), c1 (Stage).' in html
    assert root.find(f"{SVG}rect").attrib["fill"] == style.PAPER  # type: ignore[union-attr]


def test_what_a_notebook_shows_is_escaped() -> None:
    bundle = mimebundle(told({"x": "<u>"}, x=["<script>alert(1)</script>"]))
    assert "<script" not in bundle["text/html"]
    assert "<u>" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]


def test_what_a_notebook_shows_is_small() -> None:
    bundle = mimebundle(run(chain(20)))
    assert sum(map(len, bundle.values())) < 150_000


def test_large_process_shows_a_table_only() -> None:
    bundle = mimebundle(chain(400))
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<img" not in bundle["text/html"]
    assert "and 340 more components" in bundle["text/plain"]


@pytest.mark.parametrize(
    "value", [np.zeros(3), pd.DataFrame({"a": [1]}), object(), 10**400, "é\ud800"]
)
def test_process_with_values_of_any_kind_shows_itself(value: Any) -> None:
    assert "text/html" in mimebundle(told(x=[value, value]))
