"""What people take with them: the figure, the line of code that makes it, the values."""

import asyncio
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting.series import NUMBERS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from plugboard_nb.timeline import Branch, Timeline

__all__ = ["chunked_table", "code_of", "figure_of", "png_of", "rows_of", "table_text"]

_DPI = 160
_PIECE = 20_000  # rows written at a time
_DOT: dict[str, Any] = {"linestyle": "", "marker": "o", "markersize": 3.6, "zorder": 3}


def code_of(fields: Sequence[str], branches: Sequence["Branch"], every: bool, each: bool) -> str:
    """Return the line of Python that makes the figure.

    Args:
        fields: What is plotted.
        branches: The branches on display.
        every: Whether these are all that there are.
        each: Whether each field has a panel.
    """
    names = ", ".join(map(repr, fields))
    if len(branches) > 1:
        some = "" if every else f", branches={[branch.name for branch in branches]!r}"
        return f"timeline.plot([{names}]{some}, panels={_panels(each)!r})"
    (branch,) = branches
    return f"timeline.branches[{branch.name!r}].history.plot([{names}])"


def _panels(each: bool) -> str:
    return "field" if each else "unit"


def figure_of(
    timeline: "Timeline",
    fields: Sequence[str],
    branches: Sequence["Branch"],
    data: Mapping[str, tuple[Any, Any]],
    sight: tuple[int, int] | None,
    each: bool,
) -> "Figure":
    """Return the figure that matplotlib makes of what is plotted.

    Args:
        timeline: The timeline.
        fields: What is plotted.
        branches: The branches on display.
        data: Field → measured ticks and values.
        sight: First and last tick, if these are not all.
        each: Whether each field has a panel, where there are several branches.
    """
    from plugboard_nb.plotting.figures import root_of

    if len(branches) > 1:
        figure: Figure = timeline.plot(list(fields), branches, panels=_panels(each))
        panels = _fields_by_branch(branches, fields, figure, each)
    else:
        drawn = branches[0].history.plot(list(fields))
        figure = root_of(drawn.flat[0] if hasattr(drawn, "flat") else drawn)
        panels = _fields_of_one(branches[0], fields)
    for names, axes in zip(panels, figure.axes, strict=False):
        for name in names:
            if name in data:
                axes.plot(*data[name], label=f"{name}, measured", color=_dark(), **_DOT)
    if sight is not None:
        figure.axes[-1].set_xlim(*sight)
    return figure


def _dark() -> str:
    from plugboard_nb.plotting import style

    return style.INK


def _fields_of_one(branch: "Branch", fields: Sequence[str]) -> list[list[str]]:
    """Return which fields are on which Axes of the figure of one branch."""
    from plugboard_nb.plotting.panels import group
    from plugboard_nb.plotting.series import chosen

    series, _ = chosen(branch.history, list(fields))
    panels = group(series)
    return [[one.field for one in panel.series if panel.kind == NUMBERS] for panel in panels]


def _fields_by_branch(
    branches: Sequence["Branch"], fields: Sequence[str], figure: "Figure", each: bool
) -> list[list[str]]:
    """Return which fields are on which Axes of the figure of several branches."""
    from plugboard_nb.plotting.branch_streams import rows_of as panels_of
    from plugboard_nb.plotting.branch_streams import streams_of

    histories = {branch.name: branch.history for branch in branches}
    streams, _ = streams_of(histories, list(fields), {})
    rows = panels_of(streams, each)
    if len(rows) != len(figure.axes):
        return []
    return [[s.field for s in row.streams if row.panel.kind == NUMBERS] for row in rows]


def png_of(figure: "Figure") -> bytes:
    """Return *figure* as a picture."""
    from plugboard_nb.plotting.figures import png_of as small_png

    return small_png(figure, _DPI)


def rows_of(branch: "Branch", fields: Sequence[str]) -> Iterator[list[Any]]:
    """Return the rows of a table: a tick and the values of *fields* then, ``""`` for none.

    There is a row for each tick at which one of them has a value; the first row names the columns.
    """
    history = branch.history
    columns = [(_list(history.ticks_of(name)), _plain(history[name])) for name in fields]
    yield ["tick", *fields]
    ticks = columns[0][0] if columns else []
    if all(own == ticks for own, _ in columns):
        yield from map(list, zip(ticks, *(values for _, values in columns), strict=True))
        return
    tables = [dict(zip(own, values, strict=True)) for own, values in columns]
    for tick in sorted(set(chain.from_iterable(own for own, _ in columns))):
        yield [tick, *(table.get(tick, "") for table in tables)]


def _list(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _plain(values: Any) -> list[Any]:
    """Return values as they are written: numbers with all their digits, truth values as words."""
    found = _list(values)
    if any(value is None for value in found):
        found = ["" if value is None else value for value in found]
    return found


async def chunked_table(branch: "Branch", fields: Sequence[str]) -> list[bytes]:
    """Return what :func:`table_text` does in pieces; a run goes on between two of them."""
    rows, pieces = rows_of(branch, fields), list[bytes]()
    while part := list(islice(rows, _PIECE)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(part)
        pieces.append(text.getvalue().encode())
        await asyncio.sleep(0)
    return pieces


def table_text(branch: "Branch", fields: Sequence[str]) -> str:
    """Return *fields* of *branch* as CSV, at full resolution."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows_of(branch, fields))
    return text.getvalue()
