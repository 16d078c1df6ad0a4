"""Streams of several histories over each other."""

import base64
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from plugboard_nb import History
from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.plotting import plot_branches, style

DEPARTURES = {"b": 4, "c": 6}


def history(units: dict[str, str] | None = None, **streams: Sequence[Any]) -> History:
    """Return a history with a field ``a.<name>`` per stream; ``...`` is a tick without a row."""
    made = History()
    made.start({"a": list(streams)}, {f"a.{k}": unit for k, unit in (units or {}).items()}, {})
    for tick, row in enumerate(zip(*streams.values(), strict=True), start=1):
        if not any(value is ... for value in row):
            made.table("a").append(tick, dict(zip(streams, row, strict=True)))
        made.reached(tick)
    return made


def three(units: dict[str, str] | None = None, **other: Sequence[Any]) -> dict[str, History]:
    """Return ten ticks of ``main``, and of ``b`` and ``c``, which leave it at tick 4 and 6."""
    main = [float(tick) for tick in range(1, 11)]
    rows = {"main": main, "b": [*main[:4], *[0.0] * 6], "c": [*main[:6], *[9.5] * 4]}
    return {name: history(units, x=x, **other) for name, x in rows.items()}


def plot(histories: Mapping[str, History], fields: Any = None, **kwargs: Any) -> Figure:
    """Plot and draw."""
    figure = plot_branches(histories, fields, **kwargs)
    figure.savefig(BytesIO())
    return figure


def named(ax: Any) -> dict[str, Any]:
    """Return name → line of those that the branches are drawn with."""
    return {str(line.get_label()): line for line in ax.lines if line.get_label()[0] != "_"}


@pytest.fixture(autouse=True)
def no_figure_leaks() -> Any:
    yield
    assert plt.get_fignums() == []


def test_branch_has_the_same_colour_and_dashes_in_all_panels() -> None:
    upper, lower = plot(three(y=[1.0, 2.0] * 5)).axes
    for ax in (upper, lower):
        lines = named(ax)
        assert list(lines) == ["main", "b", "c"]
        assert [line.get_color() for line in lines.values()] == list(style.PALETTE[:3])
        assert len({str(line._dash_pattern) for line in lines.values()}) == 3


def test_branch_is_drawn_from_its_departure_on_with_a_dot_there() -> None:
    (ax,) = plot(three(), departures=DEPARTURES).axes
    starts = {name: line.get_xdata()[0] for name, line in named(ax).items()}
    assert starts == {"main": 1, "b": 4, "c": 6}
    dots = [line for line in ax.lines if line.get_label() == "_departure"]
    assert [(*dot.get_xdata(), *dot.get_ydata()) for dot in dots] == [(4, 4.0), (6, 6.0)]  # type: ignore[misc]
    assert [dot.get_color() for dot in dots] == list(style.PALETTE[1:3])


def test_departure_between_two_rows_starts_at_the_row_before() -> None:
    main: list[Any] = [1.0, ..., ..., 4.0, ..., 6.0]
    (ax,) = plot(
        {"main": history(x=main), "b": history(x=[*main[:4], ..., 2.0])}, departures={"b": 5}
    ).axes
    assert named(ax)["b"].get_xdata().tolist() == [4, 6]


def test_branch_without_rows_of_its_own_is_not_drawn() -> None:
    histories = {"main": history(x=[1.0, 2.0, 3.0]), "b": history(x=[1.0, 2.0])}
    (ax,) = plot(histories, departures={"b": 2}).axes
    assert list(named(ax)) == ["main"]


def test_siblings_without_their_parent_have_one_of_them_drawn_whole() -> None:
    histories = three()
    del histories["main"]
    (ax,) = plot(histories, departures=DEPARTURES).axes
    assert {name: line.get_xdata()[0] for name, line in named(ax).items()} == {"b": 4, "c": 1}


def test_branches_are_named_once_above_the_first_panel() -> None:
    figure = plot(three({"x": "m", "y": "kW"}, y=[1.0, 2.0] * 5), title="Turns")
    upper, lower = figure.axes
    assert [text.get_text() for text in upper.get_legend().get_texts()] == ["main", "b", "c"]  # type: ignore[union-attr]
    assert lower.get_legend() is None
    assert [ax.texts[0].get_text() for ax in (upper, lower)] == ["a.x", "a.y"]
    assert [upper.get_ylabel(), lower.get_ylabel()] == ["m", "kW"]
    assert figure.get_suptitle() == "Turns"


def test_fields_of_one_unit_share_a_panel_and_are_told_by_markers() -> None:
    histories = three({"x": "m", "y": "m"}, y=[1.0, 2.0] * 5)
    assert len(plot(histories).axes) == 2
    (ax,) = plot(histories, panels="unit").axes
    assert [line.get_marker() for line in ax.lines] == ["o"] * 6
    filled = [line.get_markerfacecolor() for line in ax.lines]
    assert filled == [*style.PALETTE[:3], *[style.PAPER] * 3]
    assert len(plot({"main": histories["main"], "b": histories["b"]}).axes) == 1


def test_bools_and_texts_have_a_lane_per_branch() -> None:
    flags, words = plot(
        three(on=[True, False] * 5, mode=["idle", "busy"] * 5),
        ["a.on", "a.mode"],
        departures=DEPARTURES,
    ).axes
    lanes = [text.get_text() for text in flags.texts]
    assert lanes == ["a.on · main", "a.on · b", "a.on · c"]
    assert [line.get_color() for line in flags.lines[:3]] == list(style.PALETTE[:3])
    bands = [c for c in words.collections if isinstance(c, PolyCollection)]
    assert [len(band.get_paths()) for band in bands] == [10, 7, 5]


def test_field_that_is_a_number_in_one_branch_and_a_text_in_another_has_two_panels() -> None:
    histories = {"main": history(x=[1.0, 2.0]), "b": history(x=[1.0, "off"])}
    numbers, words = plot(histories, difference=("main", "b")).axes
    assert list(named(numbers)) == ["main"]
    assert "a.x · b" in [text.get_text() for text in words.texts]


def test_marks_are_lines_in_all_panels_with_words_that_do_not_overlap() -> None:
    marks = [4, (6, "c leaves"), (7, "heater on"), (10, "the end")]
    upper, lower = plot(three({"y": "s"}, y=[1.0] * 10), marks=marks, dt=0.5).axes
    for ax in (upper, lower):
        assert [line.get_xdata()[0] for line in ax.lines[3:]] == [2.0, 3.0, 3.5, 5.0]  # type: ignore[index]
    boxes = [text.get_window_extent() for text in upper.texts[1:]]
    assert len(boxes) == 3
    assert not any(a.overlaps(b) for a in boxes for b in boxes if a is not b)
    assert all(upper.get_window_extent().x1 > box.x1 for box in boxes)


def test_difference_is_drawn_below_the_numbers() -> None:
    figure = plot(three({"x": "m"}, on=[True] * 10), difference=("main", "c"))
    assert len(figure.axes) == 3
    gap = figure.axes[1]
    assert gap.texts[0].get_text() == "c \N{MINUS SIGN} main"
    assert np.asarray(gap.lines[1].get_ydata()).tolist() == [0.0] * 6 + [2.5, 1.5, 0.5, -0.5]
    assert gap.get_ylabel() == "m"


def test_long_streams_are_thinned_out_and_keep_their_peaks() -> None:
    values = np.sin(np.arange(50_000) / 7)
    values[31_234] = 9.0
    histories = {name: history(x=values.tolist()) for name in ("main", "b")}
    (ax,) = plot(histories, departures={"b": 20_000}).axes
    for line in named(ax).values():
        assert len(line.get_ydata()) < 5_000
        assert max(line.get_ydata()) == 9.0


def test_axes_that_are_there_are_drawn_on() -> None:
    figure = Figure(layout="constrained")
    given = figure.subplots(2)
    histories = three({"x": "m", "y": "s"}, y=[1.0] * 10)
    assert plot(histories, ax=given, title="Turns") is figure
    assert given[0].get_title(loc="left") == "Turns"
    with pytest.raises(ValueError, match="make 2 panels and ax has 1"):
        plot(histories, ax=given[0])


def test_fields_left_out_are_said_below() -> None:
    figure = plot(three(image=[np.zeros(2)] * 10), ["a.x", "a.image"])
    assert figure.get_supxlabel() == "not shown: a.image"


def test_unknown_fields_and_branches_are_named() -> None:
    with pytest.raises(UnknownFieldError, match=r"no field 'a\.xx'.*mean 'a\.x'"):
        plot(three(), "a.xx")
    with pytest.raises(ValueError, match=r"'d' is none of the branches, which are \['main',"):
        plot(three(), departures={"d": 3})
    with pytest.raises(ValueError, match="panels is 'units'; it must be"):
        plot(three(), panels="units")
    with pytest.raises(ValueError, match="there are no histories"):
        plot({})


def test_empty_histories_say_that_there_is_nothing_yet() -> None:
    (ax,) = plot({"main": history(x=[]), "b": history(x=[])}).axes
    assert [text.get_text() for text in ax.texts] == ["no ticks yet"]


def test_figure_shows_itself_once_in_a_notebook() -> None:
    data, metadata = plot_branches(three())._repr_mimebundle_()  # type: ignore[attr-defined]
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["width"] == 900
