"""Streams over the tick, drawn with matplotlib."""

import base64
import math
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from conftest import run
from plugboard_nb import IO, Component, LocalProcess, Port, Process
from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.plotting import keep_extremes, plot_history, style
from plugboard_nb.plotting.labels import time_locator
from strategies import examples


class Told(Component):
    """Sends what it is told for each tick, then ends."""

    def __init__(self, units: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.streams = {k: v for k, v in kwargs.items() if k.startswith("s_")}
        super().__init__(**{k: v for k, v in kwargs.items() if k not in self.streams})
        self.io = IO(outputs=[Port(k, unit=(units or {}).get(k)) for k in self.streams])

    def init(self) -> None:
        self.rows = iter(list(zip(*self.streams.values(), strict=True)))

    async def step(self) -> None:
        row = next(self.rows, None)
        if row is None:
            await self.io.close()
            return
        for field, value in zip(self.streams, row, strict=True):
            setattr(self, field, value)


def told(units: dict[str, str] | None = None, **streams: Sequence[Any]) -> Process:
    """Return a process that has run, with the outputs ``told.s_<name>``."""
    given = {f"s_{name}": list(values) for name, values in streams.items()}
    units = {f"s_{name}": unit for name, unit in (units or {}).items()}
    return run(LocalProcess([Told(name="told", units=units, **given)], name="p", seed=1))


def told_nothing() -> Process:
    return LocalProcess([Told(name="told", s_x=[1])], name="p", seed=1)


def plot(process: Process, fields: Any = None, ax: Any = None, **kwargs: Any) -> list[Any]:
    """Plot, draw and return the Axes."""
    made = process.state.history.plot(fields, ax, **kwargs)
    axes = list(made.flat) if isinstance(made, np.ndarray) else [made]
    axes[0].figure.savefig(BytesIO())
    return axes


@pytest.fixture(autouse=True)
def no_figure_leaks() -> Any:
    yield
    assert plt.get_fignums() == []


def test_each_unit_has_a_panel_with_legend_and_axis() -> None:
    process = told({"a": "degC", "b": "kW", "c": "degC"}, a=[1.0, 2], b=[3.0, 4], c=[5.0, 6])
    first, second = plot(process)
    assert [first.get_ylabel(), second.get_ylabel()] == ["°C", "kW"]
    assert [t.get_text() for t in first.get_legend().get_texts()] == ["told.s_a", "told.s_c"]
    assert second.get_xlabel() == "tick"


def test_one_panel_comes_as_axes_and_several_as_an_array() -> None:
    process = told({"a": "m", "b": "s"}, a=[1.0, 2], b=[3.0, 4])
    assert isinstance(plot_history(process.state.history, "told.s_a"), Axes)
    assert plot_history(process.state.history).shape == (2,)


def test_numbers_without_unit_share_a_panel_if_they_are_of_one_magnitude() -> None:
    process = told(a=[1.0, 2], b=[3.0, 4], c=[5000.0, 7000])
    assert [len(ax.lines) for ax in plot(process)] == [2, 1]


@pytest.mark.parametrize("values", [[1.0, None, 3.0], [1.0, math.nan, 3.0], [1.0, math.inf, 3.0]])
def test_missing_values_are_gaps(values: list[Any]) -> None:
    (ax,) = plot(told(x=values))
    assert np.isnan(ax.lines[0].get_ydata()).tolist() == [False, True, False]


def test_bools_are_filled_steps() -> None:
    (ax,) = plot(told(x=[True, False, True, True]))
    assert ax.lines[0].get_drawstyle() == "steps-post"
    assert len(ax.collections) == 1
    assert ax.texts[0].get_text() == "told.s_x"


def test_whole_numbers_of_few_values_are_steps_and_others_lines() -> None:
    steps, line = plot(told({"n": "1", "x": "m"}, n=[0, 0, 1, 1, 2, 2] * 9, x=list(range(54))))
    assert steps.lines[0].get_drawstyle() == "steps-post"
    assert line.lines[0].get_drawstyle() == "default"


def test_words_are_coloured_bands_with_a_legend() -> None:
    (ax,) = plot(told(x=["idle", "idle", "heating", None, "idle"]))
    (bands,) = [c for c in ax.collections if isinstance(c, PolyCollection)]
    assert len(bands.get_paths()) == 3
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["idle", "heating"]


def test_stream_that_changes_its_type_is_plotted_as_words() -> None:
    (ax,) = plot(told(x=[1, 2.5, "off", True]))
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["1", "2.5", "off", "on"]


@pytest.mark.parametrize("value", [1e300, -1e308, 5e-324, 10**400])
def test_extreme_numbers_are_plotted_without_a_warning(value: Any) -> None:
    plot(told(x=[0.0, value, -value, 1.0]))


def test_default_plot_takes_twelve_fields_and_names_the_others() -> None:
    streams: dict[str, Any] = {f"f{number}": [1.0, 2.0] for number in range(14)}
    axes = plot(told(**streams, image=[np.zeros(3)] * 2))
    figure = axes[0].figure
    assert sum(len(ax.lines) for ax in axes) == 12
    assert figure.get_supxlabel() == "not shown: told.s_f12, told.s_f13, told.s_image"


def test_arrays_asked_for_are_left_out_with_a_note() -> None:
    process = told(x=[1.0, 2.0], image=[np.zeros(3)] * 2)
    (ax,) = plot(process, ["told.s_x", "told.s_image"])
    assert ax.figure.get_supxlabel() == "not shown: told.s_image"
    with pytest.raises(ValueError, match=r"'told\.s_image' holds values of type 'ndarray'"):
        plot(process, "told.s_image")


def test_unknown_field_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownFieldError, match=r"no field 'told.s_lvel'.*mean 'told.s_level'"):
        plot(told(level=[1.0]), "told.s_lvel")


def test_patterns_choose_fields() -> None:
    (ax,) = plot(told(a=[1.0], b=[2.0], other=[3.0]), ["told.s_?"])
    assert [line.get_label() for line in ax.lines] == ["told.s_a", "told.s_b"]


@pytest.mark.parametrize(
    "make", [told_nothing, lambda: LocalProcess([], name="p"), lambda: told(x=[])]
)
def test_empty_history_says_that_there_is_nothing_yet(make: Callable[[], Process]) -> None:
    (ax,) = plot(make())
    assert [text.get_text() for text in ax.texts] == ["no ticks yet"]


def test_one_axes_takes_numbers_of_all_units() -> None:
    ax = Figure().add_subplot()
    process = told({"a": "m", "b": "kW"}, a=[1.0, 2], b=[3.0, 4], c=[True, False], d=["x", "y"])
    assert plot(process, ["told.s_a", "told.s_b", "told.s_c"], ax) == [ax]
    names = [text.get_text() for text in ax.get_legend().get_texts()]  # type: ignore[union-attr]
    assert names == ["told.s_a [m]", "told.s_b [kW]", "told.s_c"]
    with pytest.raises(ValueError, match=r"'told\.s_d' holds texts"):
        plot(process, ["told.s_a", "told.s_d"], ax)


def test_several_axes_take_one_panel_each() -> None:
    process = told({"a": "m", "b": "kW", "c": "s"}, a=[1.0], b=[3.0], c=[2.0])
    given = Figure().subplots(2)
    assert len(plot(process, ["told.s_a", "told.s_b"], given)) == 2
    with pytest.raises(ValueError, match="make 3 panels and ax has 2"):
        plot(process, None, given)


def test_time_title_and_lines_are_as_asked() -> None:
    (ax,) = plot(told(x=[1.0, 2.0]), dt=0.5, time_unit="h", title="$Level$", linewidth=5, color="k")
    assert ax.get_xlabel() == "time [h]"
    assert ax.lines[0].get_xdata().tolist() == [0.5, 1.0]
    assert ax.lines[0].get_linewidth() == 5
    assert ax.figure.get_suptitle() == "$Level$"


def test_each_field_has_a_colour_of_its_own_in_the_whole_figure() -> None:
    process = told({"a": "m", "b": "s", "c": "m"}, a=[1.0], b=[2.0], c=[3.0], d=[True])
    found = {str(line.get_label()): line.get_color() for ax in plot(process) for line in ax.lines}
    order = [found[f"told.s_{name}"] for name in "abcd"]
    assert order == list(style.PALETTE[:4])


def test_colours_begin_again_after_the_last_and_lines_that_share_one_are_dashed() -> None:
    units = {f"f{number}": "m" if number in (0, 7) else "s" for number in range(9)}
    process = told(units, **{name: [1.0, 2.0] for name in units})
    first, second = plot(process)
    assert [line.get_color() for line in first.lines] == [style.PALETTE[0]] * 2
    assert [line.get_linestyle() for line in first.lines] == ["-", "--"]
    assert [line.get_linestyle() for line in second.lines] == ["-"] * 6 + ["--"]


@pytest.mark.parametrize(
    ("last", "step"), [(0.4, 0.05), (8, 1), (24, 3), (72, 12), (240, 24), (1680, 168)]
)
def test_hours_are_counted_in_parts_of_days(last: float, step: float) -> None:
    ticks = time_locator("h", whole=False).tick_values(0, last)
    assert np.diff(ticks) == pytest.approx(step)


def test_plot_shows_itself_once_in_a_notebook() -> None:
    process = told({"a": "m", "b": "s"}, a=[1.0, 2], b=[3.0, 4])
    for made in (process.state.history.plot(), process.state.history.plot("told.s_a")):
        data, metadata = made._repr_mimebundle_()
        assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
        assert metadata["image/png"]["width"] == 900
        assert isinstance(made.figure, Figure)


def test_long_stream_is_thinned_out_and_keeps_its_peak() -> None:
    stream = np.sin(np.arange(60_000) / 7)
    stream[43_210] = 9.0
    process = told(x=stream.tolist(), flag=(stream > 0).tolist())
    start = time.process_time()
    numbers, flags = plot(process)
    assert time.process_time() - start < 3
    assert len(numbers.lines[0].get_ydata()) < 5_000
    assert len(flags.lines[0].get_ydata()) < 5_000
    assert max(numbers.lines[0].get_ydata()) == 9.0


@given(
    st.lists(st.sampled_from([0.0, 1.5, -2.0, 7.0, math.nan, math.inf]), max_size=300),
    st.integers(1, 20),
)
@examples(120)
def test_extremes_gaps_and_ends_survive(values: list[float], buckets: int) -> None:
    kept = list(keep_extremes(values, buckets))
    assert kept == sorted(set(kept))
    assert len(kept) <= max(4 * buckets, 3 * buckets + 5)
    thin = [values[index] for index in kept]
    there = [value for value in values if value == value]
    if there:
        assert max(there) in thin
        assert min(there) in thin
    assert any(map(math.isnan, values)) == any(map(math.isnan, thin))
    assert not values or {0, len(values) - 1} <= set(kept)


def test_thinning_works_the_same_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [math.sin(n / 3) if n % 50 else math.nan for n in range(1000)]
    with_numpy = list(keep_extremes(values, 40))
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert keep_extremes(values, 40) == with_numpy
