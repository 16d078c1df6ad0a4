"""Texts of plots: legends, labels and the numbers of axes, all of them plain text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_text import elide, text_width
from plugboard_nb.plotting import style
from plugboard_nb.plotting.canvas import drawable, font_families
from plugboard_nb.plotting.figures import root_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Locator

__all__ = [
    "FONT",
    "legend",
    "set_label",
    "set_text",
    "tick_label",
    "time_locator",
    "width_in_points",
]

FONT = 9.5
_MOST_TICKS = 10
_HOURS = (1, 2, 3, 6, 12, 24, 48, 72, 168, 336)  #: steps that go with days and weeks


def width_in_points(ax: "Axes") -> float:
    """Return the width of *ax* in points."""
    return float(ax.get_window_extent().width * 72 / root_of(ax).dpi)


def legend(ax: "Axes", handles: Sequence[Any], names: Sequence[str], above: float = 0.0) -> None:
    """Name *handles* above *ax*, in as few rows as they need, all of about the same length.

    Args:
        ax: The Axes; an earlier legend goes.
        handles: What is named.
        names: Their names.
        above: Points to leave free between the Axes and the names.
    """
    from matplotlib.transforms import ScaledTranslation

    lifted = ScaledTranslation(0, above / 72, root_of(ax).dpi_scale_trans)
    shown = [elide(name, 330, FONT) for name in names]
    widest = max((text_width(name, FONT) for name in shown), default=0.0) + 40
    fitting = max(1, min(len(handles), int(width_in_points(ax) // widest)))
    rows = -(-len(handles) // fitting)
    made = ax.legend(
        handles,
        ["-"] * len(handles),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=ax.transAxes + lifted,
        ncols=max(1, -(-len(handles) // rows)),
        frameon=False,
        borderaxespad=0.1,
        borderpad=0.2,
        handlelength=1.6,
        handletextpad=0.6,
        columnspacing=1.6,
        prop={"size": FONT, "family": list(font_families())},
    )
    for text, name in zip(made.get_texts(), shown, strict=True):
        set_text(text, name)


def set_text(text: Any, words: str) -> None:
    """Let *text* show *words*, as text and nothing but text."""
    text.set(parse_math=False, usetex=False, color=style.INK, family=list(font_families()))
    text.set_text(drawable(elide(words, 330, FONT)))


def set_label(setter: Any, words: str, **wanted: Any) -> None:
    """Give *words* to a method such as ``ax.set_xlabel``, as text and nothing but text."""
    wanted = {"fontsize": FONT, "color": style.INK, **wanted}
    made = setter(drawable(elide(words, 900, FONT)), **wanted)
    made.set(parse_math=False, usetex=False, family=list(font_families()))


def tick_label(value: float, plain_until: float = 1e6) -> str:
    """Return *value* for an axis, with all its digits unless there are too many."""
    if value and not 1e-4 <= abs(value) < plain_until:
        mantissa, _, exponent = f"{value:.3g}".partition("e")
        return f"{mantissa}e{int(exponent)}" if exponent else mantissa
    return f"{value:,.10g}"


def time_locator(unit: str | None, whole: bool) -> "Locator":
    """Return what finds the numbers of a time axis; hours come in parts of days.

    Args:
        unit: Unit of the axis.
        whole: Whether only whole numbers make sense.
    """
    from matplotlib.ticker import MaxNLocator, MultipleLocator

    class Hours(MaxNLocator):
        """Multiples of 3, 6, 12 or 24 h, and decimals below an hour."""

        def tick_values(self, vmin: float, vmax: float) -> Any:
            """Return where the numbers stand between *vmin* and *vmax*."""
            steps = [step for step in _HOURS if abs(vmax - vmin) <= step * _MOST_TICKS]
            if not steps or abs(vmax - vmin) <= _MOST_TICKS:
                return super().tick_values(vmin, vmax)
            return MultipleLocator(steps[0]).tick_values(vmin, vmax)

    kind = Hours if unit in ("h", "hr", "hour", "hours") else MaxNLocator
    return kind(_MOST_TICKS, steps=[1, 2, 5, 10], integer=whole)
