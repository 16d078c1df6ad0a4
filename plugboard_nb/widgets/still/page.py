"""What a picture of a timeline looks like in a notebook without a kernel."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from plugboard_nb.graph.layout_text import elide, one_line
from plugboard_nb.plotting.values import pretty_unit, short

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline
    from plugboard_nb.widgets.host import Host

__all__ = ["Picture", "StillPage"]

_MOST_ROWS = 60
_CELL_PX = 260.0
_CELL = 'style="text-align:left;vertical-align:top"'
_TITLES = ("component", "output", "value")


class Picture(NamedTuple):
    """A drawing: an ``<svg>``, and what it shows in words."""

    svg: str
    words: str


@dataclass
class StillPage:
    """Pictures and a table of the last values, as HTML and as plain text.

    It has its own light ground, since front ends take the style of a page away from it.

    Attributes:
        host: Whose timeline it shows, as it is now.
        pictures: What stands above the table.
        table: Whether there is one.
    """

    host: "Host"
    pictures: list[Picture] = field(default_factory=list)
    table: bool = True

    def __post_init__(self) -> None:
        timeline = self.host.timeline
        process = timeline.process
        self._facts = [one_line(process.name), str(process.status), f"tick {timeline.tick:,}"]
        if len(timeline.branches) > 1:
            self._facts.append(f"branch {one_line(timeline.branch.name)}")
        self._rows = list(_rows(timeline)) if self.table else []

    def bundle(self) -> dict[str, str]:
        """Return its forms by type of content."""
        return {"text/html": self.html(), "text/plain": self.plain()}

    def html(self) -> str:
        """Return it as one ``<div>``."""
        name, *facts = (escape(fact) for fact in self._facts)
        head = " &middot; ".join([f"<b>{name}</b>", *facts])
        return (
            f'<div class="plugboard-static plugboard-static-{self.host.session}">'
            f'<p style="margin:4px 0">{head}</p>'
            f"{''.join(map(_image, self.pictures))}{self._table()}</div>"
        )

    def _table(self) -> str:
        if not self._rows:
            return ""
        titles = "".join(f'<th scope="col" {_CELL}>{title}</th>' for title in _TITLES)
        body = "".join(
            f"<tr>{''.join(f'<td {_CELL}>{escape(_cell(text))}</td>' for text in row)}</tr>"
            for row in self._rows[:_MOST_ROWS]
        )
        rest = len(self._rows) - _MOST_ROWS
        more = f"<p>and {rest:,} more</p>" if rest > 0 else ""
        return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>{more}"

    def plain(self) -> str:
        """Return it as text, for terminals."""
        lines = [" · ".join(self._facts)]
        lines += [f"{name}.{output} = {value}" for name, output, value in self._rows[:_MOST_ROWS]]
        return "\n".join(elide(line, 800.0, 10.0) for line in lines)


def _rows(timeline: "Timeline") -> Iterator[tuple[str, str, str]]:
    moment = timeline.view()
    for name, component in timeline.process.components.items():
        for output in component.io.outputs:
            value = moment.fields.get(f"{name}.{output}")
            unit = "" if value is None else pretty_unit(component.io.ports[output].unit)
            yield name, output, f"{short(value)} {unit}".strip()


def _image(picture: Picture) -> str:
    """Return an ``<img>``: also what takes drawings out of a page lets these pass."""
    data = base64.b64encode(picture.svg.encode()).decode()
    alt = escape(elide(one_line(picture.words), 4000.0, 10.0))
    return (
        f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}" '
        'style="max-width:100%;height:auto;display:block;margin:4px 0">'
    )


def _cell(text: str) -> str:
    return elide(text, _CELL_PX, 10.0)
