"""All values of a process at the moment shown, a row each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.component.memory import same
from plugboard_nb.plotting.values import pretty_unit
from plugboard_nb.widgets.inspector_part import Part
from plugboard_nb.widgets.inspector_past import changes_at, setting_at
from plugboard_nb.widgets.inspector_text import line

if TYPE_CHECKING:
    from plugboard_nb.widgets.scene import Scene

__all__ = ["Table"]


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
        self._settings: list[str] = []
        self._seen: Any = None

    def look(self, scene: "Scene", parts: Sequence[Part]) -> None:
        """Read all values off *scene*."""
        fields = [
            (f"{part.name}.{slot.name}", slot.side, slot.unit)
            for part in parts
            for slot in part.fields
        ]
        settings = self._look_at_settings(scene, parts)
        self.rows = [list(field) for field in fields] + [[w, "setting", u] for w, u, _ in settings]
        moment, before = scene.moment, scene.before
        texts: list[str] = []
        changed: list[int] = []
        queued: dict[str, str] = {}
        for number, (what, side, _) in enumerate(fields):
            now = moment.inputs if side == "in" else moment.fields
            texts.append(line(now.get(what)))
            if before is not None and what in now:
                then = before.inputs if side == "in" else before.fields
                if not same(then.get(what), now[what]):
                    changed.append(number)
        waiting = moment.queued
        for number, (what, side, _) in enumerate(fields):
            if side == "in" and (items := waiting.get(what)):
                queued[str(number)] = _few(items)
        texts += [text for _, _, text in settings]
        self.cells = {"texts": texts, "changed": changed, "queued": queued}

    def _look_at_settings(
        self, scene: "Scene", parts: Sequence[Part]
    ) -> list[tuple[str, str, str]]:
        """Return name, unit and text of the parameters and arguments."""
        changes = changes_at(scene)
        seen = (len(changes), scene.live, scene.timeline.branch, scene.branch, len(parts))
        if seen != self._seen:
            self._seen = seen
            self._texts = [
                (s.what, pretty_unit(s.editor.unit), _then(scene, changes, s))
                for part in parts
                for s in part.settings()
                if s.group in ("parameter", "argument")
            ]
            self._texts += [
                (name, "", line(setting_at(scene.timeline, name, changes, value), "None"))
                for name, value in scene.timeline.process.parameters.items()
            ]
        return self._texts

    _texts: list[tuple[str, str, str]]


def _then(scene: "Scene", changes: Any, setting: Any) -> str:
    if scene.live:
        return line(setting.value, "None")
    if not setting.steady:
        return "not recorded"
    return line(setting_at(scene.timeline, setting.what, changes, setting.value), "None")


def _few(items: list[Any]) -> str:
    more = f", … ({len(items)})" if len(items) > 3 else ""
    return ", ".join(line(item) for item in items[:3]) + more
