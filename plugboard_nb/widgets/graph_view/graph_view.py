"""GraphView: the process as a drawing, with live values on its wires."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import traitlets

from plugboard_nb.timeline import Moment
from plugboard_nb.widgets.graph_view.picture import save_picture, svg_of
from plugboard_nb.widgets.graph_view.structure import Structure
from plugboard_nb.widgets.graph_view.table import GraphTable
from plugboard_nb.widgets.graph_view.values import Values, breakpoints_of, full, held_at
from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.still.page import Picture
from plugboard_nb.widgets.view import STATIC, View

__all__ = ["GraphView"]

_MOST_PICTURED = 120  # components in the picture that a saved notebook keeps

Shown = tuple[Structure, dict[str, Any], list[dict[str, Any]]]  # drawing, values, breakpoints


class GraphView(View):
    """The graph of a process with its values at the tick shown; the same as a table.

    Boxes can be dragged, which the timeline remembers; wires show what they carry, units, and
    whether it changed in this tick. A click selects a component, a double click plots it.

    Args:
        shown: A timeline, or a process.
        tab: ``"graph"`` or ``"table"``: what is shown first.

    Example:
        >>> from plugboard_nb import LocalProcess
        >>> from plugboard_nb.library import Integrator, Ramp
        >>> parts = [Ramp(name="ramp"), Integrator(name="sum")]
        >>> view = GraphView(LocalProcess(parts, ["ramp.out -> sum.x"], name="sums"))
        >>> [row["field"] for row in view.as_table()]
        ['out', 'x', 'out']
        >>> view.close()
    """

    _esm = STATIC / "graph_view.js"
    _css = STATIC / "graph_view.css"
    alarm_rank = 3
    publish_rank = 1

    structure = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    breakpoints: Any = traitlets.List().tag(sync=True)
    tab = traitlets.Enum(["graph", "table"], "graph").tag(sync=True)

    _drawing: Structure | None = None
    _drawn_for: Any = None
    _texts: Values | None = None
    _moment: Moment | None = None
    _shown: Shown | None = None

    def compose(self, scene: Scene) -> dict[str, Any]:
        """Return the drawing, if it has changed, and its values."""
        if self._drawing is None or "structure" in scene.news:
            self._draw(scene)
        drawing, texts = self._drawing, self._texts
        assert drawing is not None
        assert texts is not None
        moment = self._moment = scene.moment
        held = held_at(
            scene.timeline.interventions if scene.live else scene.branch.interventions, scene.tick
        )
        values = texts.at(moment, _outputs_before(scene), held)
        points = breakpoints_of(scene.timeline, drawing)
        self._shown = drawing, values, points
        return {"structure": drawing.data, "values": values, "breakpoints": points}

    def _draw(self, scene: Scene) -> None:
        """Lay the graph out, unless nothing is other than it was."""
        process, timeline = scene.timeline.process, scene.timeline
        ports = [
            (n, tuple(c.io.inputs), tuple(c.io.outputs)) for n, c in process.components.items()
        ]
        places = dict(timeline.layout)
        what = (ports, list(process.connectors), places)
        if what == self._drawn_for:
            return
        fields = timeline.history.fields or [
            f"{name}.{field}" for name, kept in process.recorded().items() for field in kept
        ]
        self._drawing = Structure.of(process, scene.moment.fields, places, fields)
        self._texts = Values(self._drawing)
        self._drawn_for = what

    def requests(self) -> Mapping[str, Callable[..., Any]]:
        """Return what the page may ask for."""
        return {"value": self._value}

    def _value(self, port: int) -> dict[str, Any]:
        """Return the whole value of a port, and of which type it is."""
        drawing, moment = self._drawing, self._moment
        if drawing is None or moment is None or not 0 <= port < len(drawing.ports):
            raise LookupError(f"there is no port {port}")
        name, side, field = drawing.ports[port]
        values = moment.fields if side == "out" else moment.inputs
        value = values.get(f"{name}.{field}")
        kind = "" if value is None else type(value).__name__
        return {"tick": moment.tick, "text": full(value), "type": kind, "known": value is not None}

    def pictures(self) -> list[Picture]:
        """Return the drawing with its values at present; nothing where it would be very large."""
        timeline = self.timeline
        if len(timeline.process.components) > _MOST_PICTURED:
            return []
        if self._drawing is None or self._texts is None:
            self.host.refresh(self)
        drawing, texts = self._drawing, self._texts
        assert drawing is not None
        assert texts is not None
        tick, history = timeline.tick, timeline.history
        before = history.at(tick - 1) if history.first_tick < tick <= history.last_tick else None
        values = texts.at(timeline.view(), before, held_at(timeline.interventions, tick))
        svg = svg_of(drawing, values)
        return [Picture(svg, GraphTable.of(drawing.data, values).caption)]

    def _latest(self) -> Shown:
        """Return what is so now; while a step does not return, what was shown last."""
        if not self.host.thread_can_wait:  # nobody else is at work either
            self.host.refresh(self)
        else:
            with suppress(TimeoutError):
                self.refresh()
        assert self._shown is not None
        return self._shown

    # For Python ----------------------------------------------------------------------------

    def as_table(self) -> GraphTable:
        """Return all that the graph shows as a table: a list with a dict of texts for each port.

        In a notebook it shows itself; ``to_html()`` and ``to_frame()`` give it in other forms.
        """
        drawing, values, points = self._latest()
        return GraphTable.of(drawing.data, values, points)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the graph, as it is shown, as a picture.

        Args:
            path: Ends in ``.svg`` or ``.png``; the latter needs matplotlib.

        Raises:
            ValueError: The name ends otherwise.
        """
        drawing, values, _ = self._latest()
        save_picture(path, drawing, values)

    def to_svg(self) -> str:
        """Return the graph, as it is shown, as an ``<svg>`` element that needs nothing else."""
        drawing, values, _ = self._latest()
        return svg_of(drawing, values)


def _outputs_before(scene: Scene) -> Mapping[str, Any] | None:
    """Return the outputs one tick earlier, ``None`` where that is not known.

    The record alone is asked: ``scene.before`` would work out inputs and queues too.
    """
    history = scene.timeline.process.state.history if scene.live else scene.branch.history
    tick = scene.moment.tick - 1
    if tick < 0:
        return None
    try:
        return history.at(tick)
    except IndexError:
        return None
