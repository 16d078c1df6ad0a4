"""A scene painted with matplotlib."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting.scene import Disc, Line, Plate, Scene, Words
from plugboard_nb.plotting.style import FONTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

    from plugboard_nb.graph.layout import Stroke

__all__ = ["drawable", "font_families", "paint"]

_FALLBACKS = (
    *FONTS,
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Hiragino Sans",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Emoji",
    "Arial Unicode MS",
)
_TURNS_ITSELF = (3, 11)  # version of matplotlib
_LEFTWARDS = re.compile(r"[\u0590-\u08ff](?:[\u0590-\u08ff ]*[\u0590-\u08ff])?")
_ROUND = 0.5523  # how far the handles of a cubic lie out for a quarter of a circle
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


@lru_cache(maxsize=1)
def font_families() -> tuple[str, ...]:
    """Return those of the fonts we like that are installed."""
    from matplotlib import font_manager

    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return tuple(name for name in _FALLBACKS if name in installed) or ("sans-serif",)


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    """Return the characters that the installed fonts have."""
    from matplotlib import font_manager

    known: set[int] = set()
    for family in font_families():
        path = font_manager.findfont(family)
        known.update(font_manager.get_font(path).get_charmap())
    return frozenset(known)


def drawable(text: str) -> str:
    """Return *text* as matplotlib can draw it.

    Characters that no installed font has become squares; where matplotlib cannot lay out
    writing from right to left itself, such words are turned round.
    """
    import matplotlib as mpl

    if text.isascii():
        return text
    known = _characters()
    shown = "".join(char if ord(char) in known else "\N{WHITE SQUARE}" for char in text)
    if mpl.__version_info__ >= _TURNS_ITSELF:
        return shown
    return _LEFTWARDS.sub(lambda words: words[0][::-1], shown)


def paint(scene: Scene, ax: "Axes", scale: float) -> None:
    """Paint *scene* on *ax*, whose limits become the size of the scene in px.

    Args:
        scene: The picture.
        ax: Where to paint it.
        scale: Points per px of the scene, for texts and the widths of lines.
    """
    ax.set_xlim(0, scene.width)
    ax.set_ylim(scene.height, 0)
    ax.set_aspect("equal", adjustable="box")
    ax.set_axis_off()
    painters: dict[type, Any] = {
        Plate: _paint_plate,
        Line: _paint_line,
        Disc: _paint_disc,
        Words: _paint_words,
    }
    for order, mark in enumerate(scene.marks):
        artist = painters[type(mark)](mark, ax, scale)
        artist.set_zorder(2 + order / (len(scene.marks) + 1))


def _paint_plate(mark: Plate, ax: "Axes", scale: float) -> Any:
    width = mark.edge_width * scale if mark.edge != "none" else 0.0
    return _patch(ax, _rounded(mark), mark.fill, mark.edge, width)


def _paint_disc(mark: Disc, ax: "Axes", scale: float) -> Any:
    from matplotlib.patches import Circle

    width = mark.edge_width * scale if mark.edge != "none" else 0.0
    return ax.add_patch(
        Circle((mark.x, mark.y), mark.radius, facecolor=mark.fill, edgecolor=mark.edge, lw=width)
    )


def _paint_line(mark: Line, ax: "Axes", scale: float) -> Any:
    patch = _patch(ax, _path(mark.strokes), mark.fill, mark.colour, mark.width * scale)
    patch.set_joinstyle("round")
    patch.set_capstyle("round" if mark.dashes[:1] == (1.2,) else "butt")
    if mark.dashes:
        patch.set_linestyle((0, tuple(dash / mark.width for dash in mark.dashes)))
    return patch


def _paint_words(mark: Words, ax: "Axes", scale: float) -> Any:
    return ax.text(
        mark.x,
        mark.y,
        drawable(mark.text),
        fontsize=mark.size * scale,
        color=mark.colour,
        ha=_ANCHORS[mark.anchor],
        va="baseline",
        fontweight="bold" if mark.bold else "normal",
        fontfamily=list(font_families()),
        parse_math=False,
        usetex=False,
    )


def _patch(ax: "Axes", path: "Path", fill: str, edge: str, width: float) -> Any:
    from matplotlib.patches import PathPatch

    return ax.add_patch(PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width))


def _path(strokes: "tuple[Stroke, ...]") -> "Path":
    from matplotlib.path import Path

    code = {"M": [Path.MOVETO], "L": [Path.LINETO], "C": [Path.CURVE4] * 3}
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for stroke in strokes:
        points += zip(stroke.points[::2], stroke.points[1::2], strict=True)
        codes += code[stroke.command]
    return Path(points, codes)


def _rounded(mark: Plate) -> "Path":
    from matplotlib.path import Path

    x0, y0, x1, y1 = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    r = min(mark.radius, mark.width / 2, mark.height / 2)
    k = r * (1 - _ROUND)
    points = [(x0 + r, y0), (x1 - r, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + r)]
    points += [(x1, y1 - r), (x1, y1 - k), (x1 - k, y1), (x1 - r, y1), (x0 + r, y1)]
    points += [(x0 + k, y1), (x0, y1 - k), (x0, y1 - r), (x0, y0 + r), (x0, y0 + k)]
    points += [(x0 + k, y0), (x0 + r, y0), (x0 + r, y0)]
    corner = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *([Path.LINETO, *corner] * 4), Path.CLOSEPOLY]
    return Path(points, codes)
