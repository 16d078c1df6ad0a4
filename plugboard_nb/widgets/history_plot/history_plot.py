"""HistoryPlot: what happened, as lines over the ticks, of all branches."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import traitlets

from plugboard_nb.plotting.svg import written
from plugboard_nb.widgets.history_plot.choice import checked, fields_known, known_one, resolved
from plugboard_nb.widgets.history_plot.compare import compared
from plugboard_nb.widgets.history_plot.data import measured
from plugboard_nb.widgets.history_plot.export import (
    chunked_table,
    code_of,
    figure_of,
    png_of,
    table_text,
)
from plugboard_nb.widgets.history_plot.marks import happenings, latest, marks_of
from plugboard_nb.widgets.history_plot.peaks import floats_of
from plugboard_nb.widgets.history_plot.sheet import Sheet
from plugboard_nb.widgets.host import timeline_of
from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.still.page import Picture
from plugboard_nb.widgets.still.plot import plot_scene
from plugboard_nb.widgets.view import STATIC, View

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from plugboard_nb.timeline import Branch

__all__ = ["HistoryPlot"]

_SHARE = 0.06  # of the time of a run goes to lines at most
_LINES_S = 0.1  # between two drawings of a run, at least
_LONGEST_S = 1.0  # and at most
_MARKS_S = 0.5
_BYTES_PER_S = 2e6
_NARROWEST, _WIDEST = 100, 4000  # px


class HistoryPlot(View):
    """Streams over the tick, one panel per unit, with one time cursor for all.

    Branches are drawn over each other. Drag the cursor, or click, to view a tick; drag with shift
    held to zoom.

    Args:
        shown: A timeline, or a process.
        fields: Names of fields, or patterns such as ``"tank.*"``; lists of them make a panel each.
            By default the first few that hold numbers, truth values or a few words.
        data: Field → measured values, which are drawn as dots: a pandas Series indexed by tick, a
            mapping from tick to value, or ticks and values.
        height: Px that the panels share; 0 for as many as they need.

    Raises:
        UnknownFieldError: There is no such field; the message names the nearest one.

    Example:
        >>> from plugboard_nb import LocalProcess
        >>> from plugboard_nb.library import Integrator, Ramp
        >>> parts = [Ramp(name="ramp"), Integrator(name="sum")]
        >>> plot = HistoryPlot(LocalProcess(parts, ["ramp.out -> sum.x"], name="sums"), ["sum.*"])
        >>> plot.fields
        ['sum.out']
        >>> plot.close()
    """

    _esm = STATIC / "history_plot.js"
    _css = STATIC / "history_plot.css"
    alarm_rank = 4

    layout_of = traitlets.Dict().tag(sync=True)
    lines = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    happened: traitlets.List[Any] = traitlets.List().tag(sync=True)
    height = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        shown: Any,
        fields: Any = None,
        data: Mapping[str, Any] | None = None,
        **traits: Any,
    ) -> None:
        floats_of(())  # loads numpy now, not in the midst of the first run
        timeline = timeline_of(shown)
        known = fields_known(timeline)
        found = {
            known_one(name, known): measured(name, given) for name, given in (data or {}).items()
        }
        self._sheet = Sheet(timeline, found)
        self._sheet.wanted = checked(fields, known)
        self._due = self._marks_due = self._cost_s = 0.0
        self._happened: list[dict[str, Any]] = []
        self._scene: Scene | None = None
        super().__init__(timeline, **traits)

    # Showing -------------------------------------------------------------------------------

    def compose(self, scene: Scene) -> dict[str, Any]:
        """Return values at the tick shown, and lines and marks if it is time for them."""
        self._scene = scene
        sheet, shown, began = self._sheet, scene.branch, perf_counter()
        resting = not scene.now["running"]
        found: dict[str, Any] = {}
        if resting or began >= self._due or "structure" in scene.news:
            sheet.arrange(shown)
            found = {"layout_of": sheet.layout(shown), "lines": sheet.lines(shown)}
            self._wait(began, found["lines"])
        if resting or began >= self._marks_due:
            sight = sheet.sight(shown)
            self._happened = happenings(sheet.branches(shown), shown, scene.host.hits)
            found["marks"] = marks_of(self._happened, *sight)
            found["happened"] = latest(self._happened)
            self._marks_due = began + _MARKS_S
        return {**found, "values": sheet.values(shown, scene.tick)}

    def _wait(self, began: float, lines: Mapping[str, Any]) -> None:
        """Leave the model the time that it needs until lines are made again."""
        now, size = perf_counter(), sum(2 * len(one["ticks"]) for one in lines["series"].values())
        cost_s = min(now - began, self._cost_s)  # what took long only once does not count
        self._cost_s = now - began
        self._due = now + min(max(_LINES_S, cost_s / _SHARE, size / _BYTES_PER_S), _LONGEST_S)

    def requests(self) -> Mapping[str, Callable[..., Any]]:
        """Return what the page may ask for."""
        return {
            "look": self._look,
            "toggle": self._toggle,
            "choose": self._choose,
            "branches": self._choose_branches,
            "options": lambda: self._sheet.options(self._branch),
            "compare": lambda one, other: compared(self.timeline, one, other),
            "picture": self._picture,
            "table": self._table,
        }

    @property
    def _branch(self) -> "Branch":
        """The branch shown."""
        shown = self._scene.branch if self._scene is not None else self.timeline.branch
        return shown if shown in self.timeline.branches.values() else self.timeline.branch

    def _again(self) -> None:
        """Show what is so now; on the engine's loop."""
        self._due = self._marks_due = 0.0
        self.host.refresh(self)

    def _look(self, width: int, first: Any = None, last: Any = None) -> None:
        self._sheet.width = max(_NARROWEST, min(int(width), _WIDEST))
        self._sheet.zoom_to(first, last, self._branch)
        self._again()

    def _toggle(self, field: str) -> bool:
        known = fields_known(self.timeline)
        name = known_one(field, known)
        plotted = name in self._sheet.fields
        self._sheet.wanted = self._without(name) if plotted else self._with([name])
        self._again()
        return not plotted

    def _choose(self, fields: Sequence[str] | None) -> None:
        self._sheet.wanted = checked(fields, fields_known(self.timeline))
        self._again()

    def _choose_branches(self, names: Sequence[str] | None) -> None:
        self._sheet.branches_wanted = None if names is None else list(names)
        self._again()

    def _picture(self) -> Any:
        figure = self._figure()
        drawn = self._sheet.branches(self._branch)
        every = len(drawn) == len(self.timeline.branches)
        code = code_of(self._sheet.fields, drawn, every, self._each)
        return {"code": code}, [png_of(figure)]

    async def _table(self) -> Any:
        name = f"{self.timeline.process.name} {self._branch.name}.csv"
        return {"name": name}, await chunked_table(self._branch, self._plotted())

    def pictures(self) -> list[Picture]:
        """Return the plot of all ticks, as it is at present."""
        svg = written(plot_scene(self._sheet, self.timeline.branch), "History", "")
        names = ", ".join(self._sheet.fields) or "nothing yet"
        return [Picture(svg, f"Plot of {names} up to tick {self.timeline.tick}")]

    # For Python ----------------------------------------------------------------------------

    @property
    def fields(self) -> list[Any]:
        """The fields plotted; set names, patterns, or lists of these for a panel each.

        ``None`` lets the plot choose.
        """
        sheet = self._sheet
        names = sheet.fields
        if sheet.wanted is None:
            return names
        found = resolved(sheet.wanted, fields_known(self.timeline))
        return found[0] if len(found) == 1 else list(found)

    @fields.setter
    def fields(self, fields: Any) -> None:
        self._sheet.wanted = checked(fields, fields_known(self.timeline))
        self._show_again()

    def add(self, *fields: str) -> None:
        """Plot further fields, given by name or pattern.

        Raises:
            UnknownFieldError: There is no such field.
        """
        (names,) = resolved(list(fields), fields_known(self.timeline)) or [[]]
        self._sheet.wanted = self._with(names)
        self._show_again()

    def remove(self, *fields: str) -> None:
        """Plot fields, given by name or pattern, no longer.

        Raises:
            UnknownFieldError: There is no such field.
        """
        for names in resolved(list(fields), fields_known(self.timeline)):
            for name in names:
                self._sheet.wanted = self._without(name)
        self._show_again()

    @property
    def branches(self) -> list[str]:
        """Names of the branches drawn; ``None`` lets the plot choose, up to seven."""
        return [branch.name for branch in self._sheet.branches(self._branch)]

    @branches.setter
    def branches(self, names: Sequence[str] | None) -> None:
        for name in names or ():
            self.timeline.view(0, name) if name not in self.timeline.branches else None
        self._sheet.branches_wanted = None if names is None else list(names)
        self._show_again()

    def zoom(self, first: int | None = None, last: int | None = None) -> None:
        """Show ticks *first* to *last* only, by default all."""
        self._sheet.zoom_to(first, last, self._branch)
        self._show_again()

    def figure(self) -> "Figure":
        """Return what is plotted as a figure of matplotlib."""
        self.refresh()
        return self._figure()

    def csv(self, path: str | os.PathLike[str] | None = None) -> str | None:
        """Return the fields plotted of the branch shown as CSV, at full resolution.

        Args:
            path: A file to write that to, instead of returning it.
        """
        self.refresh()
        text = table_text(self._branch, self._plotted())
        if path is None:
            return text
        Path(path).write_text(text, encoding="utf-8", newline="")
        return None

    def _show_again(self) -> None:
        self._due = self._marks_due = 0.0
        self.refresh()

    def _figure(self) -> "Figure":
        sheet, shown = self._sheet, self._branch
        sight = sheet.sight(shown)
        return figure_of(
            self.timeline,
            self._plotted(),
            sheet.branches(shown),
            sheet.data,
            sight[:2] if sheet.zoom else None,
            self._each,
        )

    @property
    def _each(self) -> bool:
        """Whether each field has a panel of its own."""
        return all(len(panel.fields) == 1 for panel in self._sheet.panels)

    def _plotted(self) -> list[str]:
        names = self._sheet.fields
        if not names:
            raise ValueError("there is nothing to plot yet; step() first, or choose fields")
        return names

    def _arranged(self) -> list[list[str]]:
        sheet = self._sheet
        if sheet.wanted is None:
            return [list(sheet.fields)]
        return resolved(sheet.wanted, fields_known(self.timeline))

    def _with(self, names: Sequence[str]) -> list[Any]:
        """Return the fields wanted, and *names*, each of them once."""
        found = self._arranged()
        fresh = [name for name in names if not any(name in part for part in found)]
        if len(found) == 1:
            return [*found[0], *fresh]
        return [*found, fresh] if fresh else list(found)

    def _without(self, name: str) -> list[Any]:
        found = [[n for n in part if n != name] for part in self._arranged()]
        return found[0] if len(found) == 1 else [part for part in found if part]
