"""Panels of a plot of branches: lines and lanes, dots, marks, names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_text import text_width
from plugboard_nb.plotting import style
from plugboard_nb.plotting.branch_streams import Row, Stream
from plugboard_nb.plotting.figures import root_of
from plugboard_nb.plotting.labels import FONT, legend, set_text, width_in_points
from plugboard_nb.plotting.panels import (
    DASHED,
    POINTS,
    Style,
    draw_line,
    draw_panel,
    dress,
    dress_numbers,
)
from plugboard_nb.plotting.series import NUMBERS, Series
from plugboard_nb.plotting.time_axes import span_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["branch_style", "draw_marks", "draw_row", "name_branches"]

#: Patterns of lines in the order in which branches take them, in widths of the line.
_DASHES = ("-", DASHED, (0, (1.1, 1.3)), (0, (6, 1.4, 1.1, 1.4)), (0, (8, 3)))
_MARKERS = (None, "o", "^")  # tell apart the fields of one panel
_MARKER = {"markersize": 4.6, "markerfacecolor": style.PAPER, "markeredgewidth": 1.2}
_SMALL = 8.5  # size of the words at a mark
_TITLE = 16.0  # points that the name of a field takes above its panel


def branch_style(
    names: Sequence[str], line: dict[str, Any], dt: float, series: Sequence[Series]
) -> Style:
    """Return colour and dashes of each branch.

    Args:
        names: Names of the branches.
        line: What the caller wants of all lines.
        dt: Time per tick.
        series: All that is drawn.
    """
    colours = {name: style.PALETTE[at % len(style.PALETTE)] for at, name in enumerate(names)}
    dashes = {name: _DASHES[at % len(_DASHES)] for at, name in enumerate(names)}
    return Style(colours, dashes, line, dt, span_of(series, dt))


def draw_row(row: Row, ax: "Axes", look: Style, low: bool = False) -> float:
    """Draw one panel of branches.

    Args:
        row: The panel.
        ax: Where to draw it.
        look: Colour and dashes of each branch.
        low: Whether there may be little room above; the name of a single field then stands at the
            right, if the names of the branches leave room there.

    Returns:
        Points above the panel that its names take.
    """
    if row.panel.kind != NUMBERS:
        colours = {lane: look.colours[name] for lane, name in row.lanes.items()}
        draw_panel(row.panel, ax, replace(look, colours=colours))
        return _height(ax)
    dress(ax)
    if row.is_difference:
        ax.axhline(0, color=style.BORDER, linewidth=1)
        inks = {name: style.INK for stream in row.streams for name in stream.branches}
        look = replace(look, colours=inks, dashes={}, line={"linewidth": 1.2})
    handles = [
        _draw_field(stream, marker, ax, look)
        for stream, marker in zip(row.streams, _MARKERS, strict=False)
    ]
    dress_numbers(ax, row.panel.series, row.panel.unit, 3 if row.is_difference else 5)
    if len(handles) > 1:
        legend(ax, handles, row.names)
        return _height(ax)
    name = row.names[0]
    taken = sum(text_width(words, FONT) + 40 for words in (name, *look.colours))
    aside = low and taken < width_in_points(ax)
    at, offset, side = ((1, 1), (-1, 5), "right") if aside else ((0, 1), (1, 5), "left")
    _write(ax, name, at, offset, xycoords="axes fraction", fontsize=FONT, ha=side)
    return 0.0 if aside else _TITLE


def _draw_field(stream: Stream, marker: str | None, ax: "Axes", look: Style) -> Any:
    """Draw one field in all branches; return what stands for it in a legend."""
    from matplotlib.lines import Line2D

    told: dict[str, Any] = {"marker": marker, "markevery": 0.09, **_MARKER} if marker else {}
    for name, series in stream.branches.items():
        own = {**told, "markevery": 1} if marker and len(series.ticks) <= POINTS else told
        draw_line(replace(series, field=name), ax, replace(look, line={**own, **look.line}))
        if name in stream.departing:
            _draw_departure(series, ax, look.colours[name], look.scale)
    return Line2D([], [], color=style.MUTED, linewidth=1.7, **told)


def _draw_departure(series: Series, ax: "Axes", colour: str, scale: float) -> None:
    """Draw a dot where a branch leaves another."""
    (dot,) = ax.plot(series.ticks[:1] * scale, series.values[:1], "o", label="_departure")
    dot.set(color=colour, markersize=6.5, markeredgecolor=style.PAPER, markeredgewidth=1.2)
    dot.set_zorder(4)


def draw_marks(drawn: "Sequence[Axes]", marks: Iterable[int | tuple[int, str]], dt: float) -> None:
    """Draw a vertical line at each marked tick, with its words at the top of the first panel."""
    top = drawn[0]
    left, right = top.get_xlim()
    points = width_in_points(top) / (right - left)
    taken: list[float] = []  # how far the words in each line of text reach
    for tick, words in sorted(mark if isinstance(mark, tuple) else (mark, "") for mark in marks):
        for ax in drawn:
            ax.axvline(tick * dt, color=style.MUTED, linewidth=0.9, zorder=1.5)
        if words:
            at, width = (tick * dt - left) * points, text_width(words, _SMALL)
            start = at + 4 if at + width + 8 < (right - left) * points else at - 4 - width
            line = next((n for n, end in enumerate(taken) if end < start), len(taken))
            taken[line : line + 1] = [start + width + 6]
            offset = (start - at, -_SMALL - 3 - 12 * line)
            system = ("data", "axes fraction")
            text = _write(top, words, (tick * dt, 1), offset, xycoords=system, fontsize=_SMALL)
            text.set(color=style.MUTED, bbox={"fc": style.PAPER, "ec": "none", "pad": 0.6})
    low, high = top.get_ylim()
    top.set_ylim(low, high + 0.1 * len(taken) * (high - low))


def _write(ax: "Axes", words: str, at: Any, offset: Any, **wanted: Any) -> Any:
    """Write words some points away from *at*."""
    text = ax.annotate("", at, offset, textcoords="offset points", **wanted)
    set_text(text, words)
    return text


def name_branches(ax: "Axes", look: Style, above: float) -> float:
    """Name the branches above the first panel.

    Args:
        ax: The first panel.
        look: Colour and dashes of each branch.
        above: Points above it that are taken already.

    Returns:
        Points above it that are taken now.
    """
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=colour, linestyle=look.dashes[name], linewidth=1.9)
        for name, colour in look.colours.items()
    ]
    before = ax.get_legend()
    legend(ax, handles, list(look.colours), above)
    made = _height(ax)
    if before is not None:
        ax.add_artist(before)
    return above + made


def _height(ax: "Axes") -> float:
    """Return how many points the legend of *ax* takes above it."""
    shown = ax.get_legend()
    return 0.0 if shown is None else shown.get_window_extent().height * 72 / root_of(ax).dpi
