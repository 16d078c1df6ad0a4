"""What a notebook shows of a process: a picture, a table, and plain text."""

import base64
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.graph.layout_text import elide, one_line
from plugboard_nb.plotting.pictures import described, draw_graph, graph_svg, shown_values
from plugboard_nb.plotting.scene import Shown

if TYPE_CHECKING:
    from plugboard_nb.process import Process

__all__ = ["mimebundle"]

_MOST_DRAWN = 120  # components beyond which the picture would be too large for a cell
_MOST_IN_PNG = 30
_WIDEST_PNG = 1400
_MOST_ROWS = 60
_CELL_PX = 220.0
_LEFT = 'style="text-align:left;vertical-align:top"'
_TITLES = ("component", "type", "status", "output", "value")


class _Row(NamedTuple):
    """One component in the table."""

    name: str
    type: str
    status: str
    values: list[tuple[str, Shown]]


def mimebundle(process: "Process") -> dict[str, str]:
    """Return what shows *process* in a notebook, by type of content.

    ``text/html`` holds the picture as an SVG inside an ``<img>``, which notebooks that are not
    trusted, nbconvert and GitHub show as well, and which brings its own light ground; below it a
    table in the colours of the notebook. ``image/png`` is for what shows no HTML, such as
    nbconvert's PDF, ``text/plain`` for terminals.

    Args:
        process: The process, in any status.
    """
    rows = _rows(process)
    bundle = {"text/plain": _plain(process, rows), "text/html": _html(process, rows)}
    png = _png(process)
    return {**bundle, "image/png": png} if png else bundle


def _png(process: "Process") -> str:
    """Return the picture as PNG in base64, nothing where that cannot be had or would be large."""
    if not 0 < len(process.components) <= _MOST_IN_PNG:
        return ""
    try:
        import matplotlib as mpl
    except ImportError:
        return ""
    from plugboard_nb.plotting.figures import png_of

    with mpl.rc_context({"figure.dpi": 100}):
        figure: Any = draw_graph(process).figure
    return base64.b64encode(png_of(figure, min(100, _WIDEST_PNG / figure.get_figwidth()))).decode()


def _rows(process: "Process") -> list[_Row]:
    shown = shown_values(process)
    return [
        _Row(
            name,
            type(component).__name__,
            str(component.status),
            [(field, shown[name, field]) for field in component.io.outputs],
        )
        for name, component in process.components.items()
    ]


def _plain(process: "Process", rows: list[_Row]) -> str:
    table = [("component", "type", "status", "values")]
    for row in rows[:_MOST_ROWS]:
        values = ", ".join(f"{field} = {_value(shown)}" for field, shown in row.values)
        table.append((_cell(row.name), _cell(row.type), row.status, elide(values, 600.0, 10.0)))
    widths = [max(len(line[column]) for line in table) for column in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, [*widths, 0], strict=True))
        for line in table
    ]
    return "\n".join([repr(process), "", *(line.rstrip() for line in lines), *_more(rows)])


def _html(process: "Process", rows: list[_Row]) -> str:
    facts = [f"<b>{escape(one_line(process.name))}</b>", escape(str(process.status))]
    facts.append(f"tick {process.tick:,}")
    head = f'<p style="margin:4px 0">{" &middot; ".join(facts)}</p>'
    body = "".join(_table_row(row) for row in rows[:_MOST_ROWS])
    more = "".join(f"<p>{line}</p>" for line in _more(rows))
    titles = "".join(f"<th {_LEFT}>{title}</th>" for title in _TITLES)
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div>{head}{_image(process)}{table}{more}</div>"


def _image(process: "Process") -> str:
    """Return the picture as an ``<img>``, nothing where it would be too large."""
    if not 0 < len(process.components) <= _MOST_DRAWN:
        return ""
    data = base64.b64encode(graph_svg(process).encode()).decode()
    alt = described(process.graph, None)
    return (
        f'<img alt="{escape(elide(alt, 12000.0, 10.0))}" src="data:image/svg+xml;base64,{data}" '
        'style="max-width:100%;height:auto">'
    )


def _table_row(row: _Row) -> str:
    lines = row.values or [("", Shown(""))]
    span = f' rowspan="{len(lines)}"' if len(lines) > 1 else ""
    first = "".join(
        f"<td{span} {_LEFT}>{escape(_cell(text))}</td>" for text in (row.name, row.type, row.status)
    )
    cells = [
        f"<td {_LEFT}>{escape(_cell(field))}</td><td {_LEFT}>{escape(_value(shown))}</td>"
        for field, shown in lines
    ]
    return "".join(f"<tr>{first if not n else ''}{cell}</tr>" for n, cell in enumerate(cells))


def _cell(text: str) -> str:
    return elide(text, _CELL_PX, 10.0)


def _value(shown: Shown) -> str:
    return elide(f"{shown.text} {shown.unit}".strip(), _CELL_PX, 10.0)


def _more(rows: list[_Row]) -> Iterable[Any]:
    rest = len(rows) - _MOST_ROWS
    return [f"and {rest:,} more components"] if rest > 0 else []
