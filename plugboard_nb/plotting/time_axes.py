"""What all plots over the tick have in common: Axes below each other, time, title, notes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plugboard_nb.graph.layout_text import elide
from plugboard_nb.plotting import style
from plugboard_nb.plotting.figures import new_axes, root_of
from plugboard_nb.plotting.labels import set_label, tick_label, time_locator
from plugboard_nb.plotting.panels import POINTS
from plugboard_nb.plotting.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ALONE", "ends_of", "say_empty", "set_time", "set_words", "span_of", "stacked_axes"]

ALONE = 2.9  #: inches of height for numbers that have the figure to themselves
_WIDTH = 9.0  # inches


def stacked_axes(
    heights: Sequence[float], figsize: tuple[float, float] | None, header: float = 0.0
) -> "list[Axes]":
    """Return Axes below each other in a new figure.

    Args:
        heights: Height of each in inches; without any there is one for words.
        figsize: Size of the figure in inches; by default one that suits the heights.
        header: Inches above them all in a figure of that size.
    """
    given = list(heights) or [1.6]
    width, height = figsize or (_WIDTH, sum(given) + 0.3 * len(given) + 0.5 + header)
    return new_axes(width, height, given, margin=0.1)


def ends_of(series: Sequence[Series], dt: float) -> tuple[float, float]:
    """Return the times of the first and the last value."""
    ends = [float(one.ticks[end]) * dt for one in series if len(one.ticks) for end in (0, -1)]
    return min(ends, default=0.0), max(ends, default=1.0)


def span_of(series: Sequence[Series], dt: float) -> float:
    """Return the length of the time axis, the last value lasting a tick."""
    first, last = ends_of(series, dt)
    return last - first + dt


def set_time(
    series: Sequence[Series], drawn: "Sequence[Axes]", dt: float, unit: str | None
) -> None:
    """Set the x axis of all panels."""
    from matplotlib.ticker import FuncFormatter

    first, last = ends_of(series, dt)
    few = max((len(one.ticks) for one in series), default=0) <= POINTS
    room = (last - first) * 0.015 * few or (0.0 if first < last else dt / 2)
    for axes in drawn:
        axes.set_xlim(first - room, last + room)
        axes.xaxis.set_major_locator(time_locator(unit, whole=dt == 1.0))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda time, _: tick_label(time, 1e12)))
    for axes in drawn[:-1]:
        axes.tick_params(labelbottom=False)
    words = "tick" if dt == 1.0 and not unit else "time"
    set_label(drawn[-1].set_xlabel, f"{words} [{unit}]" if unit else words)


def say_empty(ax: "Axes", words: str) -> None:
    """Let *ax* show nothing but *words*."""
    ax.set(xticks=[], yticks=[])
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", color=style.MUTED)
    for spine in ax.spines.values():
        spine.set_color(style.BORDER)


def set_words(
    drawn: "Sequence[Axes]",
    title: str | None,
    left_out: Sequence[str],
    own: bool,
    above: float = 26.0,
) -> None:
    """Write the title above, and below what is not shown.

    Args:
        drawn: The Axes.
        title: The title, if there is one.
        left_out: The fields not shown.
        own: Whether the figure belongs to the plot.
        above: Points between the first Axes and the title, if not.
    """
    figure = root_of(drawn[0])
    if title is not None and own:
        set_label(figure.suptitle, title, x=0.008, ha="left", fontweight="bold")
    elif title is not None:
        set_label(drawn[0].set_title, title, loc="left", pad=above, fontweight="bold")
    if left_out:
        more = f" and {len(left_out) - 4} more" if len(left_out) > 4 else ""
        note = f"not shown: {', '.join(elide(name, 200, 9) for name in left_out[:4])}{more}"
        if own:
            set_label(figure.supxlabel, note, x=0.008, ha="left", color=style.MUTED, fontsize=8.5)
        else:
            set_label(drawn[-1].set_xlabel, f"{drawn[-1].get_xlabel()} ({note})")
