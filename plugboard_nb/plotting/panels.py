"""One panel of a history plot, and which series share one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_text import text_width
from plugboard_nb.plotting import style
from plugboard_nb.plotting.decimate import keep_extremes
from plugboard_nb.plotting.labels import (
    FONT,
    legend,
    set_label,
    set_text,
    tick_label,
    width_in_points,
)
from plugboard_nb.plotting.series import FLAGS, NUMBERS, WORDS, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "DASHED",
    "POINTS",
    "Panel",
    "Style",
    "draw_line",
    "draw_panel",
    "dress",
    "dress_numbers",
    "group",
]

_MOST_LINES = 6  # in one panel
_SAME_MAGNITUDE = 20.0
_BUCKETS = 1600  # px of width that lines are exact to
POINTS = 40  # values up to which each is marked
DASHED = (0, (4, 1.6))  # pattern of a line, in widths of it
_BAND = 0.5  # height of a band, its lane being 1 high


@dataclass
class Panel:
    """Series that are plotted on one pair of Axes."""

    kind: str
    unit: str
    series: list[Series] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height in inches that suits it."""
        if self.kind == NUMBERS:
            return 1.9 + 0.05 * len(self.series)
        return 0.42 * len(self.series) + (0.35 if self.kind == WORDS else 0.15)


@dataclass(frozen=True)
class Style:
    """How all panels of a plot are drawn.

    Attributes:
        colours: Field → colour.
        dashes: Field → pattern of its line, as matplotlib takes it; solid where there is none.
        line: What the caller wants of lines, for matplotlib.
        scale: Time per tick.
        span: Length of the time axis.
    """

    colours: Mapping[str, str]
    dashes: Mapping[str, Any]
    line: Mapping[str, Any]
    scale: float = 1.0
    span: float = 1.0


def group(series: Iterable[Series]) -> list[Panel]:
    """Return the panels: one per unit, one for bools, one for words.

    Numbers without unit share a panel if they are of similar magnitude.
    """
    panels: list[Panel] = []
    for one in series:
        home = next((panel for panel in panels if _fits(panel, one)), None)
        if home is None:
            home = Panel(one.kind, one.unit if one.kind == NUMBERS else "")
            panels.append(home)
        home.series.append(one)
    return panels


def _fits(panel: Panel, series: Series) -> bool:
    if panel.kind != series.kind:
        return False
    if panel.kind != NUMBERS:
        return True
    if panel.unit != series.unit or (not panel.unit and len(panel.series) >= _MOST_LINES):
        return False
    if panel.unit:
        return True
    sizes = sorted((_size(series), _size(panel.series[0])))
    return not sizes[0] or sizes[1] / sizes[0] <= _SAME_MAGNITUDE


def _size(series: Series) -> float:
    return max(map(abs, _ends(series)))


def draw_panel(panel: Panel, ax: "Axes", look: Style) -> None:
    """Draw *panel* on *ax*."""
    dress(ax)
    if panel.kind == NUMBERS:
        _draw_numbers(panel, ax, look)
    elif panel.kind == FLAGS:
        _draw_flags(panel, ax, look)
    else:
        _draw_words(panel, ax, look)


def dress(ax: "Axes") -> None:
    """Take everything off *ax* that is not needed to read it."""
    for spine in ax.spines.values():
        spine.set_color(style.BORDER)
    ax.tick_params(length=0, labelsize=9, labelcolor=style.MUTED, pad=6)
    ax.grid(axis="y", color=style.GRID_LINE, linewidth=1)
    ax.set_axisbelow(True)


def _draw_numbers(panel: Panel, ax: "Axes", look: Style) -> None:
    lines = [draw_line(series, ax, look) for series in panel.series]
    dress_numbers(ax, panel.series, panel.unit)
    legend(ax, lines, [series.field for series in panel.series])


def dress_numbers(ax: "Axes", series: Sequence[Series], unit: str, most: int = 5) -> None:
    """Give *ax* the y axis that suits *series*, with *most* numbers on it at most."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    whole = all(one.whole for one in series)
    ax.yaxis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=whole))
    _set_height(ax, series)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick_label(value)))
    if unit:
        set_label(ax.set_ylabel, unit, rotation=0 if len(unit) <= 5 else 90)
        if len(unit) <= 5:
            ax.yaxis.label.set(ha="right", va="center")


def _set_height(ax: "Axes", series: Iterable[Series]) -> None:
    """Leave some room above and below, and more where nothing changes."""
    ends = [_ends(one) for one in series]
    low = min((end[0] for end in ends), default=0.0)
    high = max((end[1] for end in ends), default=0.0)
    room = (high / 10 - low / 10) or abs(high) / 10 or 1.0
    ax.set_ylim(low - room, high + room)


def _ends(series: Series) -> tuple[float, float]:
    import numpy as np

    finite = series.values[~np.isnan(series.values)]
    return (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)


def draw_line(series: Series, ax: "Axes", look: Style) -> Any:
    """Draw one series as a line or steps, with a dot for each value where there are few."""
    import numpy as np

    kept = keep_extremes(series.values, _BUCKETS)
    x, y = series.ticks[kept] * look.scale, series.values[kept]
    wanted: dict[str, Any] = {
        "color": look.colours[series.field],
        "linewidth": 1.7,
        "linestyle": look.dashes.get(series.field, "-"),
        "drawstyle": "steps-post" if series.stepped else "default",
        "label": series.field,
        **look.line,
    }
    if len(y) <= POINTS and not {"marker", "markersize", "ms"} & set(look.line):
        wanted |= {"marker": "o", "markersize": 3.4}
    (line,) = ax.plot(x, y, **wanted)
    missing = np.isnan(np.concatenate([[np.nan], y, [np.nan]]))
    lonely = missing[:-2] & ~missing[1:-1] & missing[2:]
    if lonely.any() and "marker" not in wanted and not series.stepped:
        ax.plot(x[lonely], y[lonely], "o", color=line.get_color(), markersize=3.4)
    return line


def _draw_flags(panel: Panel, ax: "Axes", look: Style) -> None:
    import numpy as np

    for lane, series in _lanes(panel):
        kept = keep_extremes(series.values, _BUCKETS)
        values = series.values[kept]
        x = np.append(series.ticks[kept], series.ticks[-1:] + 1) * look.scale
        y = lane + np.append(values, values[-1:]) * _BAND
        colour = look.colours[series.field]
        ax.fill_between(x, lane, y, step="post", color=colour, alpha=0.22, linewidth=0)
        wanted = {"color": colour, "linewidth": 1.5, "label": series.field, **look.line}
        ax.plot(x, y, drawstyle="steps-post", **wanted)
    _name_lanes(panel, ax)


def _draw_words(panel: Panel, ax: "Axes", look: Style) -> None:
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import to_rgb
    from matplotlib.patches import Patch

    seen = [word for series in panel.series for word in series.values if word is not None]
    words = list(dict.fromkeys(seen))
    named = words[: len(style.PALETTE)]
    pale: dict[str, Any] = {
        word: tuple(0.45 * part + 0.55 for part in to_rgb(style.PALETTE[number]))
        for number, word in enumerate(named)
    }
    grey = to_rgb(style.BORDER)
    for lane, series in _lanes(panel):
        runs = _runs(series, look.scale)
        corners = [[(a, lane), (a, lane + _BAND), (b, lane + _BAND), (b, lane)] for a, b, _ in runs]
        colours = [pale.get(word, grey) for _, _, word in runs]
        gap = 0.8 if len(runs) <= 4 * POINTS else 0.0
        ax.add_collection(PolyCollection(corners, facecolors=colours, edgecolors="white", lw=gap))
        _write_into(ax, runs, lane, look.span)
    _name_lanes(panel, ax)
    handles = [Patch(facecolor=pale[word]) for word in named]
    if len(words) > len(named):
        handles.append(Patch(facecolor=grey))
        named = [*named, f"{len(words) - len(named)} others"]
    legend(ax, handles, named)


def _runs(series: Series, scale: float) -> list[tuple[float, float, str]]:
    """Return start, end and word of each stretch of equal words."""
    values = series.values
    size = max(1, len(values) // _BUCKETS)
    starts = [
        index
        for index in range(0, len(values), size)
        if index < size or values[index] != values[index - size]
    ]
    ends = [*starts, len(values)]
    ticks = [*series.ticks.tolist(), series.ticks[-1] + 1 if len(values) else 0]
    return [
        (ticks[a] * scale, ticks[b] * scale, values[a])
        for a, b in pairwise(ends)
        if values[a] is not None
    ]


def _write_into(
    ax: "Axes", runs: Sequence[tuple[float, float, str]], lane: int, span: float
) -> None:
    """Write the words into the bands that are long enough for them."""
    if len(runs) > POINTS:
        return
    width = width_in_points(ax) / span
    for start, end, word in runs:
        if text_width(word, FONT) * 0.75 + 10 < (end - start) * width:
            text = ax.text((start + end) / 2, lane + _BAND / 2, "", ha="center", va="center")
            text.set(fontsize=FONT - 1, clip_on=True)
            set_text(text, word)


def _lanes(panel: Panel) -> list[tuple[int, Series]]:
    """Return the lane of each series, 0 being the lowest: the first one is on top."""
    return list(zip(range(len(panel.series) - 1, -1, -1), panel.series, strict=True))


def _name_lanes(panel: Panel, ax: "Axes") -> None:
    """Name the lanes, each above its band, and leave out the y axis."""
    ax.grid(visible=False)
    ax.set_yticks([])
    for lane, series in _lanes(panel):
        ax.axhline(lane, color=style.GRID_LINE, linewidth=1, zorder=0)
        name = ax.text(0.006, lane + _BAND + 0.07, "", transform=ax.get_yaxis_transform())
        name.set(va="bottom", fontsize=FONT)
        set_text(name, series.field)
    ax.set_ylim(-0.12, len(panel.series) + 0.05)
