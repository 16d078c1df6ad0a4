"""HistoryPlot: what it chooses, what it sends to the page, what people take with them."""

import asyncio
import csv
import io
import math
import random
import sys
from array import array
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from plugboard_nb import IO, Component, LocalProcess, Port, Timeline
from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.widgets.history_plot import HistoryPlot

SPIKE = 34_567


class Light(Enum):
    RED = 1
    GREEN = 2


class Source(Component):
    """Values of every kind."""

    io = IO(outputs=[Port("wave", unit="degC"), "peak", "on", "light", "holes", "array", "level"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.n, self.shift = 0, 0.0

    def step(self) -> None:
        self.n += 1
        n = self.n
        self.wave = math.sin(n / 50) + self.shift
        self.peak = 1000.0 if n == SPIKE else n % 7 / 7
        self.on = n % 10 < 3
        self.light = Light.RED if n % 20 < 5 else Light.GREEN
        self.holes = None if n % 5 == 0 else math.inf if n == 7 else float(n)
        self.array = [n]
        self.level = 1e301 if n == 3 else n / 4


@pytest.fixture
def process() -> LocalProcess:
    return LocalProcess([Source(name="a")], [], name="plotted")


@pytest.fixture
def closing() -> Iterator[list[HistoryPlot]]:
    made: list[HistoryPlot] = []
    yield made
    for plot in made:
        plot.close()


@pytest.fixture
def plot(process: LocalProcess, closing: list[HistoryPlot]) -> HistoryPlot:
    closing.append(HistoryPlot(process))
    return closing[0]


def run(plot: HistoryPlot, ticks: int) -> None:
    plot.host.controls.run(ticks=ticks).result(15)
    plot.host.settle()


def drawn(plot: HistoryPlot, name: str) -> list[tuple[float, float]]:
    one = plot.lines["series"][name]
    return list(zip(array("d", one["ticks"]), array("d", one["values"]), strict=True))


def kinds(plot: HistoryPlot) -> dict[str, str]:
    return {field: panel["kind"] for panel in plot.layout_of["panels"] for field in panel["fields"]}


def fork(plot: HistoryPlot, at: int, name: str = "other", changes: Any = None) -> None:
    plot.host.controls.fork(at=at, name=name, set=changes).result(10)


# What is chosen --------------------------------------------------------------------------------


def test_nothing_is_plotted_before_the_first_tick(plot: HistoryPlot) -> None:
    assert plot.fields == []
    assert plot.layout_of["panels"] == []


def test_by_default_it_plots_the_first_few_fields_that_it_suits(plot: HistoryPlot) -> None:
    run(plot, 30)
    assert plot.fields == ["a.wave", "a.peak", "a.on", "a.light", "a.holes", "a.level"]
    assert set(kinds(plot).values()) == {"numbers", "flags", "words"}


def test_each_unit_has_a_panel_and_truth_values_one_each(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave", "a.peak", "a.on"]
    run(plot, 30)
    panels = [(panel["unit"], panel["fields"]) for panel in plot.layout_of["panels"]]
    assert panels == [("°C", ["a.wave"]), ("", ["a.peak"]), ("", ["a.on"])]


def test_lists_of_fields_make_panels(plot: HistoryPlot) -> None:
    plot.fields = [["a.wave", "a.level"], ["a.peak"]]
    run(plot, 3)
    assert [panel["fields"] for panel in plot.layout_of["panels"]] == [
        ["a.wave", "a.level"],
        ["a.peak"],
    ]
    assert plot.fields == [["a.wave", "a.level"], ["a.peak"]]


def test_a_pattern_stands_for_all_that_match(plot: HistoryPlot) -> None:
    plot.fields = ["a.l*"]
    run(plot, 3)
    assert sorted(plot.fields) == ["a.level", "a.light"]


def test_an_unknown_field_is_an_error_with_the_nearest_name(process: LocalProcess) -> None:
    with pytest.raises(UnknownFieldError, match=r"no field 'a\.wav'.*Did you mean 'a\.wave'"):
        HistoryPlot(process, ["a.wav"])


def test_an_unknown_argument_is_an_error(process: LocalProcess) -> None:
    with pytest.raises(TypeError, match="no argument 'feilds'"):
        HistoryPlot(process, feilds=["a.wave"])


def test_what_has_no_plot_is_listed_with_the_reason(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave", "a.array"]
    run(plot, 3)
    (left_out,) = plot.layout_of["left_out"]
    assert left_out["field"] == "a.array"
    assert "'list'" in left_out["reason"]
    options = {one["field"]: one for one in plot.requests()["options"]()}
    assert options["a.array"]["reason"]
    assert options["a.wave"]["plotted"]


def test_fields_are_added_and_removed(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave"]
    run(plot, 3)
    plot.add("a.on", "a.wave")
    assert plot.fields == ["a.wave", "a.on"]
    plot.remove("a.wave")
    assert plot.fields == ["a.on"]
    plot.fields = None
    assert len(plot.fields) == 6


def test_the_page_toggles_a_field(plot: HistoryPlot) -> None:
    run(plot, 3)
    toggle = plot.requests()["toggle"]
    assert toggle("a.wave") is False
    assert "a.wave" not in plot.fields
    assert toggle("a.wave") is True
    assert "a.wave" in plot.fields
    with pytest.raises(UnknownFieldError):
        toggle("a.nothing")


# What is drawn ---------------------------------------------------------------------------------


def test_short_streams_are_drawn_value_by_value(plot: HistoryPlot) -> None:
    run(plot, 100)
    history = plot.timeline.history
    expected = list(zip(range(1, 101), history["a.wave"].tolist(), strict=True))
    assert drawn(plot, "a.wave@0") == expected
    assert plot.lines["series"]["a.wave@0"]["exact"]


def test_a_single_peak_among_many_ticks_survives(plot: HistoryPlot) -> None:
    plot.fields = ["a.peak"]
    run(plot, 60_000)
    points = drawn(plot, "a.peak@0")
    assert (SPIKE, 1000.0) in points
    assert len(points) <= 4 * 600 + 2
    assert points[0][0] == 1
    assert points[-1][0] == 60_000
    plot.zoom(SPIKE - 100, SPIKE + 100)
    assert (SPIKE, 1000.0) in drawn(plot, "a.peak@0")
    assert plot.lines["series"]["a.peak@0"]["exact"]


def test_growing_bit_by_bit_draws_the_same_as_all_at_once(
    process: LocalProcess, plot: HistoryPlot, closing: list[HistoryPlot]
) -> None:
    plot.fields = ["a.wave", "a.holes"]
    plot._sheet.width = 100
    for ticks in (1, 62, 1, 1, 640, 3, 20_000):
        run(plot, ticks)
    other = HistoryPlot(process, ["a.wave", "a.holes"])
    closing.append(other)
    other.requests()["look"](width=100)
    for name in ("a.wave@0", "a.holes@0"):
        assert plot.lines["series"][name] == other.lines["series"][name]


def test_truth_values_are_steps_and_words_are_bands(plot: HistoryPlot) -> None:
    run(plot, 41)
    assert kinds(plot)["a.on"] == "flags"
    assert plot.lines["words"]["a.light"] == ["RED", "GREEN"]
    bands = [(1.0, 0.0), (5.0, 1.0), (20.0, 0.0), (25.0, 1.0), (40.0, 0.0)]
    assert drawn(plot, "a.light@0") == bands
    assert plot.values["rows"]["a.light@0"] == "RED"


def test_a_rare_word_is_drawn_although_it_is_narrower_than_a_px() -> None:
    from plugboard_nb.widgets.history_plot.bands import Bands

    bands = Bands({})
    words = ["alarm" if n == 777 else "ab"[n % 2] for n in range(1000)]
    bands.add(range(1000), words)
    ticks, codes, exact = bands.between(0, 999, 50)
    assert not exact
    assert bands.words["alarm"] in codes
    assert len(ticks) <= 100
    assert list(ticks) == sorted(ticks)


def test_missing_and_infinite_values_are_gaps_and_huge_ones_are_clipped(plot: HistoryPlot) -> None:
    run(plot, 12)
    holes = dict(drawn(plot, "a.holes@0"))
    assert {tick for tick, value in holes.items() if math.isnan(value)} == {5, 7, 10}
    assert dict(drawn(plot, "a.level@0"))[3] == 1e300


def test_numbers_that_turn_into_words_become_bands(closing: list[HistoryPlot]) -> None:
    class Turning(Component):
        io = IO(outputs=["x"])

        def step(self) -> None:
            self.n = getattr(self, "n", 0) + 1
            self.x = self.n if self.n < 5 else "done"

    plot = HistoryPlot(LocalProcess([Turning(name="a")], []), ["a.x"])
    closing.append(plot)
    run(plot, 4)
    assert kinds(plot) == {"a.x": "numbers"}
    run(plot, 4)
    assert kinds(plot) == {"a.x": "words"}
    assert plot.lines["words"]["a.x"] == ["1", "2", "3", "4", "done"]


def test_the_legend_has_the_values_of_the_tick_shown(plot: HistoryPlot) -> None:
    run(plot, 30)
    plot.host.controls.view(7)
    plot.host.settle()
    assert plot.values["tick"] == 7
    assert plot.values["rows"]["a.on@0"] == "off"
    assert plot.values["rows"]["a.holes@0"] == "inf"
    assert plot.values["rows"]["a.wave@0"] == f"{math.sin(7 / 50):.4g}"


def test_what_is_out_of_sight_is_not_sent(plot: HistoryPlot) -> None:
    run(plot, 1000)
    plot.zoom(400, 500)
    ticks = [tick for tick, _ in drawn(plot, "a.wave@0")]
    assert (ticks[0], ticks[-1]) == (400, 500)
    assert plot.lines["zoomed"]
    plot.zoom()
    assert len(drawn(plot, "a.wave@0")) == 1000


def test_a_zoom_to_the_end_follows_the_run(plot: HistoryPlot) -> None:
    run(plot, 1000)
    plot.zoom(900, 1000)
    run(plot, 500)
    assert (plot.lines["first"], plot.lines["last"]) == (1400, 1500)
    plot.zoom(100, 200)
    run(plot, 500)
    assert (plot.lines["first"], plot.lines["last"]) == (100, 200)


def test_it_goes_on_when_the_history_forgets(closing: list[HistoryPlot]) -> None:
    process = LocalProcess([Source(name="a")], [], name="forgetful")
    plot = HistoryPlot(Timeline(process, max_bytes=60_000), ["a.wave"])
    closing.append(plot)
    run(plot, 3000)
    first = plot.timeline.history.first_tick
    assert first > 1
    assert plot.lines["low"] == first
    assert drawn(plot, "a.wave@0")[0][0] == first


# Branches --------------------------------------------------------------------------------------


def test_a_branch_is_drawn_from_where_it_left(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave"]
    run(plot, 100)
    fork(plot, 30, changes={"a.shift": 2.0})
    run(plot, 50)
    assert [tick for tick, _ in drawn(plot, "a.wave@0")] == list(range(1, 101))
    other = drawn(plot, "a.wave@1")
    assert [tick for tick, _ in other] == list(range(30, 81))
    assert plot.lines["series"]["a.wave@1"]["since"] == 30
    assert other[0][1] == drawn(plot, "a.wave@0")[29][1]
    assert other[-1][1] == pytest.approx(math.sin(80 / 50) + 2)


def test_branches_differ_by_colour_and_dash_and_have_panels_of_their_own(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave", "a.level", "a.peak"]
    run(plot, 40)
    fork(plot, 20)
    run(plot, 10)
    panels = plot.layout_of["panels"]
    assert [panel["fields"] for panel in panels] == [["a.wave"], ["a.level"], ["a.peak"]]
    for panel in panels:
        assert [(one["colour"], one["dash"]) for one in panel["series"]] == [(0, 0), (1, 1)]


def test_values_of_a_branch_that_has_ended_are_left_out(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave"]
    run(plot, 40)
    fork(plot, 20)
    run(plot, 5)
    plot.host.controls.switch("main").result(10)
    plot.host.settle()
    assert plot.values["tick"] == 40
    assert plot.values["rows"]["a.wave@1"] is None
    assert plot.values["rows"]["a.wave@0"] is not None


def test_branches_can_be_hidden_but_not_the_one_shown(plot: HistoryPlot) -> None:
    run(plot, 10)
    for number in range(3):
        fork(plot, 5, f"b{number}")
        run(plot, 5)
    assert plot.branches == ["main", "b0", "b1", "b2"]
    plot.branches = ["b0"]
    assert plot.branches == ["b0", "b2"]
    plot.branches = None
    assert len(plot.branches) == 4


def test_the_page_compares_two_branches(plot: HistoryPlot) -> None:
    run(plot, 40)
    fork(plot, 20, changes={"a.shift": 2.0})
    run(plot, 20)
    found = plot.requests()["compare"](one="main", other="other")
    assert found["parted"] == {"tick": 21, "field": "a.wave"}
    (row,) = found["rows"]
    assert (row["field"], row["first"], row["largest"]) == ("a.wave", 21, "2")
    assert "a.peak" in found["same"]


# Beside the lines ------------------------------------------------------------------------------


def test_marks_tell_forks_changes_and_breakpoints(plot: HistoryPlot) -> None:
    controls = plot.host.controls
    controls.add_breakpoint("a.level > 5")
    controls.run().result(10)
    plot.host.settle()
    controls.set("a.shift", 2.0)
    run(plot, 10)
    fork(plot, 5, "lazy")
    run(plot, 2)
    texts = {(one["tick"], one["text"]) for one in plot.happened}
    assert (5, "fork lazy") in texts
    assert (3, "breakpoint: a.level > 5") in texts
    controls.switch("main").result(10)
    plot.host.settle()
    assert (3, "set a.shift 0 → 2") in {(one["tick"], one["text"]) for one in plot.happened}


def test_marks_that_a_screen_cannot_tell_apart_are_one() -> None:
    from plugboard_nb.widgets.history_plot.marks import marks_of

    found = [
        {"tick": n, "kind": "event", "text": f"e{n}", "branch": "main", "at": 0}
        for n in range(1, 1001)
    ]
    marks = marks_of(found, 0, 1000, 240)
    assert len(marks) <= 21
    assert sum(mark["count"] for mark in marks) == 1000
    assert len(marks_of(found, 10, 12, 240)) == 3


@pytest.mark.parametrize("given", [([5, 2], [1.5, 2.5]), {5: 1.5, 2: 2.5}], ids=["pair", "mapping"])
def test_measured_values_are_drawn_as_dots(
    process: LocalProcess, closing: list[HistoryPlot], given: Any
) -> None:
    plot = HistoryPlot(process, ["a.on"], data={"a.level": given})
    closing.append(plot)
    run(plot, 10)
    assert plot.layout_of["panels"][1]["data"][0]["field"] == "a.level"
    assert drawn(plot, "a.level@data") == [(2.0, 2.5), (5.0, 1.5)]


def test_measured_values_come_from_pandas(
    process: LocalProcess, closing: list[HistoryPlot]
) -> None:
    pd = pytest.importorskip("pandas")
    plot = HistoryPlot(process, data={"a.level": pd.Series([1.0, None, 3.0], [2, 4, 6])})
    closing.append(plot)
    run(plot, 10)
    assert [tick for tick, _ in drawn(plot, "a.level@data")] == [2.0, 4.0, 6.0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (([1, 2], [3.0]), "2 ticks and 1 values"),
        (7, "'int'; give \\(ticks, values\\)"),
        (([1], ["x"]), "no number"),
    ],
)
def test_data_that_cannot_be_read_is_an_error(process: LocalProcess, given: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        HistoryPlot(process, data={"a.level": given})


def test_data_for_an_unknown_field_is_an_error(process: LocalProcess) -> None:
    with pytest.raises(UnknownFieldError, match=r"Did you mean 'a\.level'"):
        HistoryPlot(process, data={"a.levle": ([1], [2])})


# What people take with them --------------------------------------------------------------------


def test_csv_has_every_tick_with_all_digits(plot: HistoryPlot, tmp_path: Path) -> None:
    plot.fields = ["a.wave", "a.holes", "a.on"]
    run(plot, 3000)
    text = plot.csv()
    assert text is not None
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["tick", "a.wave", "a.holes", "a.on"]
    assert [float(row[1]) for row in rows[1:]] == plot.timeline.history["a.wave"].tolist()
    assert rows[5] == ["5", repr(math.sin(0.1)), "", "False"]
    plot.csv(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == text
    answer, sent = asyncio.run(plot.requests()["table"]())
    assert b"".join(sent).decode() == text
    assert answer["name"] == "plotted main.csv"


def test_the_figure_is_matplotlibs_and_the_code_makes_it(plot: HistoryPlot) -> None:
    plot.fields = ["a.wave", "a.on"]
    run(plot, 50)
    assert len(plot.figure().axes) == 2
    found, (png,) = plot.requests()["picture"]()
    assert png.startswith(b"\x89PNG")
    assert len(eval(found["code"], {"timeline": plot.timeline})) == 2
    fork(plot, 20)
    run(plot, 5)
    found, _ = plot.requests()["picture"]()
    assert found["code"] == "timeline.plot(['a.wave', 'a.on'], panels='field')"
    assert eval(found["code"], {"timeline": plot.timeline}).axes


def test_measured_values_are_in_the_figure(
    process: LocalProcess, closing: list[HistoryPlot]
) -> None:
    plot = HistoryPlot(process, ["a.on", "a.wave"], data={"a.wave": ([1, 2], [0.5, 0.6])})
    closing.append(plot)
    run(plot, 10)
    _, axes = plot.figure().axes
    assert [0.5, 0.6] in [list(line.get_ydata()) for line in axes.lines]  # type: ignore[arg-type]


def test_nothing_to_plot_is_said_in_a_sentence(plot: HistoryPlot) -> None:
    with pytest.raises(ValueError, match="nothing to plot yet"):
        plot.csv()


# Without numpy ---------------------------------------------------------------------------------


def test_the_same_points_come_without_numpy(
    monkeypatch: pytest.MonkeyPatch, closing: list[HistoryPlot]
) -> None:
    points = []
    for numpy in (sys.modules["numpy"], None):
        monkeypatch.setitem(sys.modules, "numpy", numpy)
        process = LocalProcess([Source(name="a")], [], name="plotted")
        plot = HistoryPlot(process, ["a.wave", "a.peak", "a.on", "a.light", "a.holes"])
        closing.append(plot)
        plot._sheet.width = 100
        run(plot, 3)
        run(plot, 20_000)
        fork(plot, 19_000)
        run(plot, 10)
        plot.host.settle()
        points.append(plot.lines)
    assert points[0] == points[1]


# Thrift ----------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(plot: HistoryPlot) -> None:
    run(plot, 100)
    before = plot.lines
    sent: list[Any] = []
    plot.observe(sent.append, ["lines", "layout_of", "marks", "happened"])
    for tick in (3, 50, 70):
        plot.host.controls.view(tick)
        plot.host.settle()
    assert sent == []
    assert plot.lines["series"]["a.wave@0"]["ticks"] is before["series"]["a.wave@0"]["ticks"]


@pytest.mark.parametrize("numpy", [True, False])
def test_streams_that_skip_ticks_keep_their_peaks(
    monkeypatch: pytest.MonkeyPatch, numpy: bool
) -> None:
    from plugboard_nb.history import History
    from plugboard_nb.widgets.history_plot.track import Track

    if not numpy:
        monkeypatch.setitem(sys.modules, "numpy", None)
    chance = random.Random(3)
    history, track = History(), Track("a.x", {})
    history.start({"a": ["x"]}, {}, {})
    rows: dict[int, float] = {}
    for tick in range(1, 6001):
        if chance.random() < 0.3:
            rows[tick] = chance.random()
            history.table("a").append(tick, {"x": rows[tick]})
        history.reached(tick)
        if chance.random() < 0.01:
            track.read(history)
    track.read(history)
    for first, last in ((1, 6000), (3000, 3100), (500, 5001)):
        points = track.points(history, first, last, 20)
        inside = [value for tick, value in rows.items() if first <= tick <= last]
        assert {min(inside), max(inside)} <= set(points.values)
        assert all(rows[int(tick)] == v for tick, v in zip(*points[:2], strict=True))
        assert points.ticks[0] <= first or min(rows) == points.ticks[0]
        assert points.ticks[-1] >= last or max(rows) == points.ticks[-1]


def test_extremes_of_any_stretch_are_those_of_the_whole_stream() -> None:
    import numpy as np

    from plugboard_nb.widgets.history_plot.peaks import BLOCK, Peaks

    rng = np.random.default_rng(1)
    for gaps in (False, True):
        ticks = np.arange(1, 10_001)
        values = rng.normal(size=len(ticks))
        if gaps:
            kept = rng.random(len(ticks)) < 0.6
            ticks, values = ticks[kept], values[kept]
            values[rng.integers(len(values), size=50)] = np.nan
        peaks = Peaks()
        for cut in np.array_split(np.arange(len(ticks)), 13):
            last = int(ticks[cut[-1]])
            peaks.add(ticks[cut], values[cut], last)
        for first in (0, 3 * BLOCK, 70 * BLOCK):
            stop = first + 20 * BLOCK
            part = values[(ticks >= first) & (ticks < stop)]
            _, found = peaks.between(first, stop)
            assert np.nanmin(found) == np.nanmin(part)
            assert np.nanmax(found) == np.nanmax(part)
            assert np.isnan(found).any() == np.isnan(part).any()
