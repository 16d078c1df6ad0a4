"""``history.plot()``: streams over the tick."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting import style
from plugboard_nb.plotting.figures import bundle_of, root_of
from plugboard_nb.plotting.labels import legend, set_label
from plugboard_nb.plotting.panels import DASHED, Panel, Style, draw_line, draw_panel, group
from plugboard_nb.plotting.series import NUMBERS, WORDS, Series, chosen
from plugboard_nb.plotting.time_axes import (
    ALONE,
    say_empty,
    set_time,
    set_words,
    span_of,
    stacked_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from plugboard_nb.history import History

__all__ = ["plot_history"]


def plot_history(
    history: "History",
    fields: str | Iterable[str] | None = None,
    ax: Any = None,
    *,
    title: str | None = None,
    dt: float = 1.0,
    time_unit: str | None = None,
    figsize: tuple[float, float] | None = None,
    **line: Any,
) -> Any:
    """Plot streams of a history over the tick.

    Each unit has a panel of its own; numbers without unit share one if they are of similar
    magnitude. Bools are filled steps, texts coloured bands, whole numbers of few different values
    steps. ``None`` and NaN are gaps, infinite values too. Of long streams the extremes of each
    pixel are drawn, so that no peak is lost.

    Args:
        history: The history.
        fields: Names of fields, or patterns such as ``"tank.*"``. By default the first twelve
            that hold numbers, bools or a few texts; what is left out is said below the plot.
        ax: Axes to draw on. One Axes takes all numbers and bools together; several take one panel
            each. By default a new figure, which a notebook shows when the result is the last line
            of a cell, and nothing else does. Its ``figure`` can be saved.
        title: Title of the plot.
        dt: Time per tick, for an axis of time instead of ticks.
        time_unit: Unit of *dt*.
        figsize: Width and height of a new figure in inches.
        **line: Further properties of all lines, see ``matplotlib.lines.Line2D``.

    Returns:
        The Axes, or an array of Axes if there are several panels.

    Raises:
        UnknownFieldError: There is no such field; the message names the nearest one.
        ValueError: None of the *fields* can be plotted, or *ax* does not suit the panels.
    """
    series, left_out = chosen(history, fields)
    if not any(len(one.ticks) for one in series):
        series, left_out = [], left_out if fields else []
    panels = group(series)
    look = _style(series, panels, line, dt)
    if ax is not None:
        drawn = _draw_on(panels, ax, look)
    else:
        alone = len(panels) == 1 and panels[0].kind == NUMBERS
        heights = [ALONE] if alone else [panel.height for panel in panels]
        drawn = stacked_axes(heights, figsize)
        for panel, axes in zip(panels, drawn, strict=False):
            draw_panel(panel, axes, look)
    set_time(series, drawn, dt, time_unit)
    if not series:
        say_empty(drawn[0], "nothing to plot" if history.last_tick else "no ticks yet")
    set_words(drawn, title, left_out, own=ax is None)
    return drawn[0] if len(drawn) == 1 else _panels(drawn)


def _style(
    series: Sequence[Series], panels: Sequence[Panel], line: dict[str, Any], dt: float
) -> Style:
    """Give each field a colour of its own in the whole figure, until all are used."""
    lines = [one.field for one in series if one.kind != WORDS]
    count = len(style.PALETTE)
    colours = {field: style.PALETTE[number % count] for number, field in enumerate(lines)}
    dashes: dict[str, Any] = {}
    for panel in panels:
        dashes |= _dashes(panel.series, colours)
    return Style(colours, dashes, line, dt, span_of(series, dt))


def _dashes(series: Iterable[Series], colours: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields whose colour an earlier one of the same panel has; they are dashed."""
    fields = [one.field for one in series if one.field in colours]
    used = [colours[field] for field in fields]
    return {field: DASHED for at, field in enumerate(fields) if used[at] in used[:at]}


def _draw_on(panels: Sequence[Panel], ax: Any, look: Style) -> "list[Axes]":
    """Draw on Axes that are there already: one for each panel, or one for all."""
    given = list(ax.flat if hasattr(ax, "flat") else ax) if hasattr(ax, "__len__") else [ax]
    if len(given) == 1 and len(panels) > 1:
        _draw_together(panels, given[0], look)
        return given
    if len(given) < len(panels):
        raise ValueError(
            f"these fields make {len(panels)} panels and ax has {len(given)}; pass as many Axes, "
            "or none"
        )
    for panel, axes in zip(panels, given, strict=False):
        draw_panel(panel, axes, look)
    return given


def _draw_together(panels: Sequence[Panel], ax: "Axes", look: Style) -> None:
    """Draw numbers and bools of all units on one Axes."""
    series = [one for panel in panels for one in panel.series]
    for one in series:
        if one.kind == WORDS:
            raise ValueError(f"{one.field!r} holds texts, which need Axes of their own")
    look = replace(look, dashes=_dashes(series, look.colours))
    lines = [draw_line(one, ax, look) for one in series]
    units = {one.unit for one in series}
    unit = {one.field: f" [{one.unit}]" if one.unit and len(units) > 1 else "" for one in series}
    legend(ax, lines, [one.field + unit[one.field] for one in series])
    if len(units) == 1 and series[0].unit:
        set_label(ax.set_ylabel, series[0].unit)


def _panels(drawn: "Sequence[Axes]") -> Any:
    """Return *drawn* as an array that shows its figure in a notebook."""
    import numpy as np

    class Panels(np.ndarray[Any, Any]):
        """An array of Axes that shows their figure as the last line of a cell."""

        @property
        def figure(self) -> Any:
            """The figure that the Axes are on."""
            return root_of(self.flat[0])

        def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
            return bundle_of(self.figure)

    array = np.empty(len(drawn), dtype=object)
    array[:] = drawn
    return array.view(Panels)
