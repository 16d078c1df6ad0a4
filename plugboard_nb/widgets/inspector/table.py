"""All values of a process at the moment shown, a row each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.component.memory import same
from plugboard_nb.plotting.values import pretty_unit
from plugboard_nb.timeline.branch import Intervention
from plugboard_nb.widgets.inspector.part import Part, Setting
from plugboard_nb.widgets.inspector.past import changes_at, setting_at
from plugboard_nb.widgets.inspector.text import NOT_RECORDED, few, line

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.scene import Scene

__all__ = ["Table"]

_Values = Mapping[str, Any]


class Table:
    """Rows and cells; what cannot have changed since the last look is not worked out again.

    Attributes:
        rows: ``[name, kind, unit]`` each; kind is ``"in"``, ``"out"``, ``"export"`` or
            ``"setting"``.
        cells: ``texts`` of all rows, the numbers of those that ``changed`` in this tick, and what
            is ``queued``: number of a row → text.
    """

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cells: dict[str, Any] = {}
        self._settings: list[tuple[str, str, str]] = []
        self._seen: Any = None

    def look(self, scene: "Scene", parts: Sequence[Part]) -> None:
        """Read all values off *scene*."""
        fields = [
            [f"{part.name}.{slot.name}", slot.side, slot.unit]
            for part in parts
            for slot in part.fields
        ]
        self._look_at_settings(scene, parts)
        self.rows = fields + [[what, "setting", unit] for what, unit, _ in self._settings]
        names = [(what, side == "in") for what, side, _ in fields]
        values = _values(scene, names)
        self.cells = {
            "texts": [*map(line, values), *(text for _, _, text in self._settings)],
            "changed": _changed(scene, names, values),
            "queued": _queued(scene, names),
        }

    def _look_at_settings(self, scene: "Scene", parts: Sequence[Part]) -> None:
        """Find name, unit and text of the parameters and arguments.

        Where a component changes an argument of its own, every tick may be another one.
        """
        changes = changes_at(scene)
        steady = all(part.steady for part in parts)
        tick = None if steady else scene.timeline.tick
        branches = scene.timeline.branch, scene.branch
        seen = (len(changes), scene.live, tick, branches, list(map(id, parts)))
        if seen == self._seen:
            return
        self._seen = seen
        process = scene.timeline.process
        settings = [setting for part in parts for setting in part.own_settings()]
        self._settings = [
            (setting.what, pretty_unit(setting.editor.unit), _text(scene, changes, setting))
            for setting in settings
        ]
        self._settings += [
            (name, "", line(setting_at(scene.timeline, name, changes, value), "None"))
            for name, value in process.parameters.items()
        ]


def _values(scene: "Scene", names: Sequence[tuple[str, bool]]) -> list[Any]:
    fields, inputs = scene.moment.fields, scene.moment.inputs
    return [(inputs if read else fields).get(what) for what, read in names]


def _changed(scene: "Scene", names: Sequence[tuple[str, bool]], values: Sequence[Any]) -> list[int]:
    """Return which of the fields have another value than one tick earlier."""
    if scene.before is None:
        return []
    now: tuple[_Values, _Values] = scene.moment.fields, scene.moment.inputs
    then: tuple[_Values, _Values] = scene.before.fields, scene.before.inputs
    return [
        number
        for number, ((what, read), value) in enumerate(zip(names, values, strict=True))
        if what in now[read] and not same(then[read].get(what), value)
    ]


def _queued(scene: "Scene", names: Sequence[tuple[str, bool]]) -> dict[str, str]:
    """Return number of a row → what waits to be read there."""
    waiting = scene.moment.queued
    return {
        str(number): few(items)
        for number, (what, read) in enumerate(names)
        if read and (items := waiting.get(what))
    }


def _text(scene: "Scene", changes: Sequence[Intervention], setting: Setting) -> str:
    if scene.live:
        return line(setting.value, "None")
    if not setting.steady:
        return NOT_RECORDED
    return line(setting_at(scene.timeline, setting.what, changes, setting.value), "None")
