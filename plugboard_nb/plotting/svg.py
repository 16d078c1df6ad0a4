"""A scene written as SVG."""

from html import escape

from plugboard_nb.plotting.scene import Disc, Line, Mark, Plate, Scene, Words
from plugboard_nb.plotting.style import FONTS, INK

__all__ = ["written"]


def written(scene: Scene, title: str, description: str) -> str:
    """Return *scene* as an ``<svg>`` element that needs nothing from outside.

    Args:
        scene: The picture.
        title: Its name, for screen readers and as a tooltip.
        description: What it shows, in words.
    """
    width, height = _number(scene.width), _number(scene.height)
    fonts = ",".join(f"'{name}'" if " " in name else name for name in (*FONTS, "sans-serif"))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="{fonts}" fill="{INK}">'
        f"<title>{_text(title)}</title><desc>{_text(description)}</desc>"
    )
    return head + "".join(map(_mark, scene.marks)) + "</svg>"


def _mark(mark: Mark) -> str:
    if isinstance(mark, Plate):
        return (
            f'<rect x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.width)}" '
            f'height="{_number(mark.height)}" rx="{_number(mark.radius)}" fill="{mark.fill}"'
            f"{_edge(mark.edge, mark.edge_width)}/>"
        )
    if isinstance(mark, Disc):
        return (
            f'<circle cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}" '
            f'fill="{mark.fill}"{_edge(mark.edge, mark.edge_width)}/>'
        )
    return _line(mark) if isinstance(mark, Line) else _words(mark)


def _line(mark: Line) -> str:
    path = "".join(
        stroke.command + " ".join(map(_number, stroke.points)) for stroke in mark.strokes
    )
    dashes = f' stroke-dasharray="{" ".join(map(_number, mark.dashes))}"' if mark.dashes else ""
    round_ends = ' stroke-linecap="round"' if mark.dashes[:1] == (1.2,) else ""
    return (
        f'<path d="{path}" fill="{mark.fill}"{_edge(mark.colour, mark.width)}{dashes}{round_ends}/>'
    )


def _words(mark: Words) -> str:
    fill = f' fill="{mark.colour}"' if mark.colour != INK else ""
    bold = ' font-weight="bold"' if mark.bold else ""
    anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
    return (
        f'<text x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}"'
        f"{fill}{bold}{anchor}>{_text(mark.text)}</text>"
    )


def _edge(colour: str, width: float) -> str:
    if colour == "none":
        return ""
    return f' stroke="{colour}"' + (f' stroke-width="{_number(width)}"' if width != 1 else "")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(text: str) -> str:
    """Escape *text*; what XML cannot hold at all is replaced."""
    kept = "".join(
        char
        if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
        else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
    return escape(kept)
