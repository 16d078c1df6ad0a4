"""The plot as an SVG, for a notebook without a kernel: a few milliseconds, a few kilobytes."""

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.graph.layout_model import Stroke
from plugboard_nb.graph.layout_text import elide, one_line, text_width
from plugboard_nb.plotting import style
from plugboard_nb.plotting.scene import Disc, Line, Mark, Plate, Scene, Words
from plugboard_nb.plotting.series import FLAGS, NUMBERS, WORDS
from plugboard_nb.plotting.values import short

if TYPE_CHECKING:
    from plugboard_nb.timeline import Branch
    from plugboard_nb.widgets.history_plot.sheet import Sheet

__all__ = ["plot_scene"]

_WIDTH, _LEFT, _RIGHT = 720.0, 58.0, 14.0
_HEIGHTS = {NUMBERS: 92.0, FLAGS: 34.0}
_LANE = 18.0  # px of a series of words
_HEAD, _GAP, _AXIS = 20.0, 8.0, 26.0
_SIZE, _SMALL = 11.0, 10.0
_POINTS = 3000  # of all lines together
_DASHES: tuple[tuple[float, ...], ...] = ((), (7, 3), (2, 2.5), (10, 3, 2, 3), (14, 5))


class _Axis(NamedTuple):
    """Where a number lies."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def plot_scene(sheet: "Sheet", shown: "Branch") -> Scene:
    """Return the picture of all ticks of what *sheet* has on display.

    Args:
        sheet: What is plotted; it is left as it was.
        shown: The branch whose last values are told.
    """
    width, zoom = sheet.width, sheet.zoom
    try:
        sheet.zoom = None
        sheet.arrange(shown)
        layout = sheet.layout(shown)
        count = sum(len(panel["series"]) for panel in layout["panels"])
        sheet.width = max(40, min(500, _POINTS // max(count, 1) // 2))
        lines = sheet.lines(shown)
    finally:
        sheet.width, sheet.zoom = width, zoom
    return _Drawing(layout, lines).scene()


class _Drawing:
    """Panels below each other, with one axis of ticks."""

    def __init__(self, layout: Mapping[str, Any], lines: Mapping[str, Any]) -> None:
        self._layout, self._lines = layout, lines
        self._x = _Axis(lines["first"], lines["last"], _LEFT, _WIDTH - _RIGHT)
        self._marks: list[Mark] = []
        self._y = 8.0

    def scene(self) -> Scene:
        panels = self._layout["panels"]
        drawn = [branch for branch in self._layout["branches"] if branch["drawn"]]
        if len(drawn) > 1:
            self._head([(b["name"], b["colour"], b["dash"], "") for b in drawn], "")
        for panel in panels:
            self._panel(panel)
        if panels:
            self._ticks()
        else:
            self._marks.append(
                Words(_WIDTH / 2, 34, "nothing to plot yet", _SIZE, style.MUTED, anchor="middle")
            )
            self._y = 60.0
        ground = Plate(0.5, 0.5, _WIDTH - 1, self._y - 1, 8, style.PAPER, style.BORDER)
        return Scene(_WIDTH, self._y, [ground, *self._marks])

    def _head(self, entries: Sequence[tuple[str, int, int, str]], title: str) -> None:
        """Write the names of lines, each with a piece of it and its last value."""
        x, y = _LEFT, self._y + 13
        if title:
            text = elide(title, 260.0, _SMALL, bold=True)
            self._marks.append(Words(x, y, text, _SMALL, bold=True))
            x += text_width(text, _SMALL, bold=True) + 12
        for name, colour, dash, value in entries:
            text = elide(one_line(name), 200.0, _SMALL)
            room = text_width(text, _SMALL) + text_width(value, _SMALL, bold=True) + 44
            if x + room > _WIDTH - 20:
                self._marks.append(Words(x, y, "…", _SMALL, style.MUTED))
                break
            self._marks.append(self._line([[(x, y - 3.5), (x + 20, y - 3.5)]], colour, dash))
            self._marks += [Words(x + 25, y, text, _SMALL)] if text else []
            after = x + 25 + (text_width(text, _SMALL) + 5 if text else 0)
            self._marks.append(Words(after, y, value, _SMALL, bold=True))
            x += room + 4
        self._y += _HEAD

    def _panel(self, panel: Mapping[str, Any]) -> None:
        kind, series = panel["kind"], panel["series"]
        alone = len(panel["fields"]) == 1
        unit = f" [{panel['unit']}]" if panel["unit"] else ""
        title = f"{panel['fields'][0]}{unit}" if alone else unit.strip()
        several = len(series) > 1
        self._head([self._entry(one, alone, several, kind) for one in series], title)
        if kind == WORDS:
            self._lanes(series)
        else:
            self._lines_of(kind, series, panel["data"])
        self._y += _GAP

    def _entry(
        self, one: Mapping[str, Any], alone: bool, several: bool, kind: str
    ) -> tuple[str, int, int, str]:
        name = "" if alone else one["field"]
        return name, one["colour"], one["dash"], self._last(one, kind)

    def _last(self, one: Mapping[str, Any], kind: str) -> str:
        _, values, _ = self._points(one["id"])
        if not values or values[-1] != values[-1]:
            return ""
        if kind == FLAGS:
            return short(bool(values[-1]))
        if kind == WORDS:
            return self._word(one, values[-1])
        return short(int(values[-1]) if one["whole"] else values[-1])

    def _word(self, one: Mapping[str, Any], code: float) -> str:
        words = self._lines["words"].get(one["field"], ())
        return elide(str(words[int(code)]), 160.0, _SMALL) if 0 <= code < len(words) else ""

    def _points(self, name: str) -> tuple[Sequence[float], Sequence[float], int]:
        packed = self._lines["series"].get(name)
        ticks, values = array("d"), array("d")
        if packed is None:
            return ticks, values, 0
        ticks.frombytes(packed["ticks"])
        values.frombytes(packed["values"])
        return ticks, values, packed["until"]

    # Numbers and flags ---------------------------------------------------------------------

    def _lines_of(
        self, kind: str, series: Sequence[Mapping[str, Any]], data: Sequence[Mapping[str, Any]]
    ) -> None:
        top, bottom = self._y, self._y + _HEIGHTS[kind]
        self._frame(top, bottom)
        low, high = (0.0, 1.0) if kind == FLAGS else self._range([*series, *data])
        margin = 0.08 * (high - low) if kind == NUMBERS else 0.2
        y = _Axis(low - margin, high + margin, bottom, top)
        labels = _nice(low, high, 3) if kind == NUMBERS else [0.0, 1.0]
        for value in labels:
            height = y(value)
            self._marks.append(_straight((_LEFT, height), (_WIDTH - _RIGHT, height)))
            text = short(value) if kind == NUMBERS else short(bool(value))
            self._marks.append(
                Words(_LEFT - 6, height + 3.5, text, _SMALL, style.MUTED, anchor="end")
            )
        for one in series:
            parts = list(_parts(*self._points(one["id"]), one["stepped"], self._x, y))
            self._marks.append(self._line(parts, one["colour"], one["dash"]))
            colour = _colour(one["colour"])
            self._marks += [Disc(*part[0], 2.2, colour) for part in parts if len(part) == 1]
        for one in data:
            ticks, values, _ = self._points(one["id"])
            dots = [(self._x(t), y(v)) for t, v in zip(ticks, values, strict=True) if v == v]
            self._marks += [Plate(a - 1.5, b - 1.5, 3, 3, 1.5, style.INK) for a, b in dots[:300]]
        self._y = bottom

    def _range(self, series: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
        """Return the least and the greatest number, a little apart."""
        found = [v for one in series for v in self._points(one["id"])[1] if math.isfinite(v)]
        low, high = (min(found), max(found)) if found else (0.0, 1.0)
        if low == high:
            pad = abs(low) / 10 or 1.0
            return low - pad, high + pad
        return low, high

    # Words ---------------------------------------------------------------------------------

    def _lanes(self, series: Sequence[Mapping[str, Any]]) -> None:
        """Draw a lane for each branch, with a plate for each stretch of equal words."""
        for one in series:
            top = self._y
            self._frame(top, top + _LANE)
            ticks, codes, until = self._points(one["id"])
            ends = [*ticks[1:], max(until, ticks[-1] if ticks else 0)]
            for tick, code, end in zip(ticks, codes, ends, strict=True):
                word = self._word(one, code)
                left, width = self._x(tick), self._x(end) - self._x(tick)
                if word and width > 0.3:
                    fill = _SOFT[int(code) % len(_SOFT)]
                    self._marks.append(Plate(left, top + 2, width, _LANE - 4, 2, fill))
                    if width > 24:
                        text = elide(word, width - 8, 9.0)
                        self._marks.append(Words(left + 4, top + 12.5, text, 9.0))
            self._y = top + _LANE + 2

    # What is around ------------------------------------------------------------------------

    def _frame(self, top: float, bottom: float) -> None:
        width = _WIDTH - _LEFT - _RIGHT
        self._marks.append(
            Plate(_LEFT, top, width, bottom - top, 0, style.PLATE, style.GRID_LINE, 1.0)
        )

    def _ticks(self) -> None:
        for tick in _nice(self._x.low, self._x.high, 8, whole=True):
            place = Words(
                self._x(tick), self._y + 10, f"{tick:,.0f}", _SMALL, style.MUTED, anchor="middle"
            )
            self._marks.append(place)
        words = Words(_LEFT - 6, self._y + 10, "tick", _SMALL, style.MUTED, anchor="end")
        self._marks.append(words)
        self._y += _AXIS

    def _line(self, parts: Sequence[Sequence[tuple[float, float]]], colour: int, dash: int) -> Line:
        strokes = []
        for part in parts:
            strokes.append(Stroke("M", part[0]))
            if rest := part[1:]:
                strokes.append(Stroke("L", tuple(v for point in rest for v in point)))
        dashes = _DASHES[dash % len(_DASHES)]
        return Line(tuple(strokes), _colour(colour), 1.5, dashes)


_SOFT = ("#d6e9f5", "#fbe3d0", "#d2efe6", "#f6e3ee", "#fbeccb", "#ddf0fb", "#e2e5e8")


def _colour(number: int) -> str:
    return style.PALETTE[number % len(style.PALETTE)]


def _straight(start: tuple[float, float], end: tuple[float, float]) -> Line:
    return Line((Stroke("M", start), Stroke("L", end)), style.GRID_LINE, 1.0)


def _parts(
    ticks: Sequence[float], values: Sequence[float], until: float, stepped: bool, x: _Axis, y: _Axis
) -> Iterator[list[tuple[float, float]]]:
    """Yield the pieces of a line between gaps, in px."""
    part: list[tuple[float, float]] = []
    for tick, value in zip(ticks, values, strict=True):
        if not math.isfinite(value):
            if part:
                yield part
            part = []
            continue
        at = x(tick), y(value)
        if part and stepped and part[-1][1] != at[1]:
            part.append((at[0], part[-1][1]))
        part.append(at)
    if part:
        if stepped and until > ticks[-1]:
            part.append((x(until), part[-1][1]))
        yield part


def _nice(low: float, high: float, most: int, whole: bool = False) -> list[float]:
    """Return round numbers from *low* to *high*, about *most* of them."""
    span = high - low
    if not 0 < span < math.inf:
        return [low] if math.isfinite(low) else []
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(n * power for n in (1, 2, 5, 10, 20) if span / (n * power) <= most)
    step = max(step, 1.0) if whole else step
    first = math.ceil(low / step - 1e-9)
    return [n * step + 0.0 for n in range(first, math.floor(high / step + 1e-9) + 1)]
