"""Streams of several histories over each other, such as the branches of a timeline."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting.branch_panels import branch_style, draw_marks, draw_row, name_branches
from plugboard_nb.plotting.branch_streams import Row, rows_of, streams_of, with_differences
from plugboard_nb.plotting.figures import root_of
from plugboard_nb.plotting.series import NUMBERS
from plugboard_nb.plotting.time_axes import ALONE, say_empty, set_time, set_words, stacked_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from plugboard_nb.history import History

__all__ = ["plot_branches"]

_HEADER = 0.25  # inches for the names of the branches


def plot_branches(
    histories: Mapping[str, "History"],
    fields: str | Iterable[str] | None = None,
    ax: Any = None,
    departures: Mapping[str, int] | None = None,
    marks: Iterable[int | tuple[int, str]] = (),
    *,
    panels: str | None = None,
    difference: tuple[str, str] | None = None,
    title: str | None = None,
    dt: float = 1.0,
    time_unit: str | None = None,
    figsize: tuple[float, float] | None = None,
    **line: Any,
) -> "Figure":
    """Plot streams of several histories over each other.

    A branch has the same colour and the same dashes everywhere; where numbers of several fields
    share a panel, markers tell these apart. Bools and texts have a lane per branch. Of long streams
    the extremes of each pixel are drawn.

    Args:
        histories: Name of a branch → its history.
        fields: Names of fields, or patterns such as ``"tank.*"``. By default the first twelve that
            hold numbers, bools or a few texts.
        ax: Axes to draw on, one per panel. By default a new figure.
        departures: Name of a branch → tick at which it left another. It is drawn from there on, so
            that the shared past is drawn once; a dot shows where it leaves. If all have left one
            that is not shown, the one that left last is drawn from its beginning.
        marks: Ticks to mark by a vertical line, each alone or with a few words.
        panels: ``"unit"`` for a panel per unit, of three fields at most, or ``"field"`` for a panel
            per field; by default the former for up to two branches.
        difference: Names of two branches; below each panel of numbers, the second minus the first.
        title: Title of the figure.
        dt: Time per tick, for an axis of time instead of ticks.
        time_unit: Unit of *dt*.
        figsize: Width and height of a new figure in inches.
        **line: Further properties of all lines, see ``matplotlib.lines.Line2D``.

    Returns:
        The figure, which a notebook shows when it is the last line of a cell.

    Raises:
        UnknownFieldError: There is no such field; the message names the nearest one.
        ValueError: None of the *fields* can be plotted, a name is no branch, or *ax* does not suit
            the panels.
    """
    _check(histories, departures or {}, difference or (), panels)
    streams, left_out = streams_of(histories, fields, departures or {})
    rows = rows_of(streams, (panels or ("unit", "field")[len(histories) > 2]) == "field")
    if difference is not None:
        rows = with_differences(rows, histories, *difference)
    drawn = _axes_for(rows, ax, figsize)
    series = [one for stream in streams for one in stream.branches.values()]
    look = branch_style(list(histories), line, dt, series)
    low = ax is not None
    names = [draw_row(row, axes, look, low) for row, axes in zip(rows, drawn, strict=False)]
    set_time(series, drawn, dt, time_unit)
    above = 26.0
    if rows:
        draw_marks(drawn[: len(rows)], marks, dt)
        above = name_branches(drawn[0], look, names[0]) + 6
    else:
        ran = any(history.last_tick for history in histories.values())
        say_empty(drawn[0], "nothing to plot" if ran else "no ticks yet")
    set_words(drawn, title, left_out, ax is None, above)
    figure: Figure = root_of(drawn[0])
    return figure


def _check(
    histories: Mapping[str, Any], departures: Iterable[str], pair: Iterable[str], panels: str | None
) -> None:
    if not histories:
        raise ValueError("there are no histories to plot")
    for name in (*departures, *pair):
        if name not in histories:
            raise ValueError(f"{name!r} is none of the branches, which are {list(histories)}")
    if panels not in ("unit", "field", None):
        raise ValueError(f"panels is {panels!r}; it must be 'unit' or 'field'")


def _axes_for(rows: Sequence[Row], ax: Any, figsize: tuple[float, float] | None) -> "list[Axes]":
    if ax is None:
        alone = len(rows) == 1 and rows[0].panel.kind == NUMBERS
        heights = [ALONE] if alone else [row.height for row in rows]
        return stacked_axes(heights, figsize, _HEADER)
    given = list(ax.flat if hasattr(ax, "flat") else ax) if hasattr(ax, "__len__") else [ax]
    if len(given) < len(rows):
        raise ValueError(
            f"these fields make {len(rows)} panels and ax has {len(given)}; pass as many Axes, or "
            "none"
        )
    return given
