"""Transport: the controls of a timeline, and where it is."""

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

import traitlets

from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.transport.rows import (
    branch_rows,
    breakpoint_rows,
    check_condition,
    event_types,
    example_condition,
    field_names,
    marks_of,
    obstacles_of,
    usage_of,
)
from plugboard_nb.widgets.view import STATIC, View

__all__ = ["Transport"]

_METER_S = 0.5  # how often the memory is measured during a run


class Transport(View):
    """Run, step, look back, rewind, fork; breakpoints and branches.

    Every button has its call, a method of ``transport.host.controls``. The slider views the past;
    conditions are checked while they are typed.

    Args:
        shown: A timeline, or a process, which gets one.

    Attributes:
        head_status: Status of the process where it is, also while the past is viewed.
        head_last: The last tick of the branch it is on.
        usage: What the past takes, in bytes and ticks.
        branches: The tree of branches.
        breakpoints: Where a run stops.
        marks: What the slider marks: branches that left, changes.
        fields: The fields that a condition may use.
        events: The types of events at which a run may stop.
        example: A condition on a field of the model.

    Example:
        >>> from plugboard_nb import LocalProcess
        >>> from plugboard_nb.library import Clock
        >>> from plugboard_nb.widgets.transport.transport import Transport
        >>> transport = Transport(LocalProcess([Clock(name="clock")]))
        >>> transport.host.controls.step(3).result()
        <Stop at tick 3: as many ticks as asked>
        >>> transport.refresh()
        >>> transport.now["tick"]
        3
    """

    _esm = STATIC / "transport.js"
    _css = STATIC / "transport.css"

    alarm_rank = 1
    publish_rank = 2

    head_status = traitlets.Unicode("created").tag(sync=True)
    head_last = traitlets.Int(0).tag(sync=True)
    usage = traitlets.Dict().tag(sync=True)
    branches: Any = traitlets.List().tag(sync=True)
    breakpoints: Any = traitlets.List().tag(sync=True)
    marks: Any = traitlets.List().tag(sync=True)
    fields: Any = traitlets.List().tag(sync=True)
    events: Any = traitlets.List().tag(sync=True)
    example = traitlets.Unicode().tag(sync=True)

    def __init__(self, shown: Any, **traits: Any) -> None:
        self._measured = (0.0, -1)  # when the memory was, and at which tick
        self._obstacle = ""
        self._marked: tuple[Any, ...] = ()  # what the marks were made of
        super().__init__(shown, **traits)

    def compose(self, scene: Scene) -> Mapping[str, Any]:
        """Return what the header, the slider and the lists show."""
        timeline = scene.timeline
        traits: dict[str, Any] = {
            "head_status": str(timeline.process.status),
            "head_last": timeline.branch.last_tick,
            "branches": branch_rows(timeline),
            "breakpoints": breakpoint_rows(timeline),
        }
        traits |= self._meter(scene) | self._marks(scene)
        if not self.example or "structure" in scene.news:
            traits["fields"] = field_names(timeline)
            traits["events"] = event_types(timeline)
            traits["example"] = example_condition(timeline)
        return traits

    def requests(self) -> Mapping[str, Callable[..., Any]]:
        """Return what the page may ask: what is wrong with a condition."""
        return {"check_condition": self._check_condition}

    def _check_condition(self, text: str, until: bool = False) -> dict[str, Any] | None:
        return check_condition(self.timeline, text, until)

    def _meter(self, scene: Scene) -> dict[str, Any]:
        """Measure the memory: at rest always, during a run now and then, since it takes a while."""
        when, tick = self._measured
        if scene.host.running and perf_counter() - when < _METER_S:
            return {}
        usage = usage_of(scene.timeline)
        if not usage.pop("restorable"):
            if scene.timeline.tick != tick or not self._obstacle:
                self._obstacle = obstacles_of(scene.timeline)
            usage["obstacle"] = self._obstacle
        self._measured = perf_counter(), scene.timeline.tick
        return {"usage": usage}

    def _marks(self, scene: Scene) -> dict[str, Any]:
        """Find the marks anew when a branch or a change has come or gone."""
        branches = scene.timeline.branches.values()
        key = (scene.branch, *((branch, branch.name, len(branch._log)) for branch in branches))
        if key == self._marked:
            return {}
        self._marked = key
        return {"marks": marks_of(scene.branch)}
