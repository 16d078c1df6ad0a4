"""Figures that belong to nobody but their Axes, which show themselves in a notebook."""

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["bundle_of", "new_axes", "png_of", "root_of"]

_SHARPNESS = 1.6  # pixels of the picture to those of the figure, for dense screens


def new_axes(width: float, height: float, heights: Sequence[float], margin: float) -> "list[Axes]":
    """Return Axes below each other in a new figure of *width* by *height* inches.

    pyplot does not know the figure, so that nothing shows it twice and it is gone when its Axes
    are; as the last line of a cell, the Axes show it.

    Args:
        width: Width of the figure in inches.
        height: Its height in inches.
        heights: Relative heights of the Axes, one each; they share the x axis.
        margin: Whether, or how much, matplotlib shall arrange labels; 0 lets the Axes fill all.
    """
    figure = _smooth_figure()(figsize=(width, height), facecolor="white")
    figure.set_layout_engine("none")
    if not margin:
        return [figure.add_axes((0, 0, 1, 1), axes_class=_shown_axes())]
    figure.set_layout_engine("constrained", hspace=0.02, h_pad=0.07, w_pad=0.08)
    grid = figure.add_gridspec(len(heights), 1, height_ratios=list(heights))
    made: list[Axes] = []
    for row in range(len(heights)):
        share = made[0] if made else None
        made.append(figure.add_subplot(grid[row, 0], axes_class=_shown_axes(), sharex=share))
    return made


def root_of(ax: "Axes") -> Any:
    """Return the whole figure that *ax* is on, also if that is a subfigure's."""
    figure: Any = ax.figure
    return figure.figure


def png_of(figure: "Figure", dpi: float) -> bytes:
    """Return *figure* as a small PNG: its few colours in a palette."""
    from PIL import Image

    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi)
    picture = Image.open(buffer).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    small = BytesIO()
    picture.save(small, "png", optimize=True)
    return small.getvalue()


def bundle_of(figure: "Figure") -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what IPython wants for showing *figure*: data and metadata by type."""
    data = b64encode(png_of(figure, figure.dpi * _SHARPNESS)).decode()
    width = round(figure.get_figwidth() * figure.dpi)
    return {"image/png": data, "text/plain": repr(figure)}, {"image/png": {"width": width}}


@lru_cache(maxsize=1)
def _smooth_figure() -> "type[Figure]":
    """Return the class of our figures; made on first use, as matplotlib loads."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    class SmoothFigure(Figure):
        """A figure whose letters keep their shape: hinting bends bold ones of this size."""

        def draw(self, renderer: Any) -> None:
            """Draw the figure."""
            with rc_context({"text.hinting": "no_hinting"}):
                super().draw(renderer)

        def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
            return bundle_of(self)

    return SmoothFigure


@lru_cache(maxsize=1)
def _shown_axes() -> "type[Axes]":
    """Return the class of Axes that show their figure; made on first use, as matplotlib loads."""
    from matplotlib.axes import Axes

    class FigureAxes(Axes):
        """Axes that show their whole figure as the last line of a notebook cell."""

        def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
            return bundle_of(root_of(self))

    return FigureAxes
