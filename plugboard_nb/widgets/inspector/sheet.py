"""One component at the moment shown: what was so then, as plain data for the page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.component.memory import same
from plugboard_nb.timeline.branch import Intervention
from plugboard_nb.widgets.inspector.part import Part, Setting, Slot
from plugboard_nb.widgets.inspector.past import UNKNOWN, before, changes_at, held_at, setting_at
from plugboard_nb.widgets.inspector.text import NO_DATA, NOT_RECORDED, few, full_text, line

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.scene import Scene

__all__ = ["Sheet"]

Plain = dict[str, Any]


class Sheet:
    """What the inspector shows of *part*, or of the process where that is ``None``.

    Args:
        scene: The moment.
        part: The component.
        settings: What can be set.
        refused: What could not be changed → why.
    """

    def __init__(
        self,
        scene: "Scene",
        part: Part | None,
        settings: Sequence[Setting],
        refused: Mapping[str, str],
    ) -> None:
        self._scene, self._part, self._settings = scene, part, settings
        self._refused = refused
        self._changes = changes_at(scene)
        self._held = held_at(self._changes)
        self._asked = {
            (change.kind == "set", change.what): change for change in scene.timeline.pending
        }

    def form(self) -> Plain:
        """Return names, units, texts and editors; they hardly ever change."""
        part, process = self._part, self._scene.timeline.process
        found: Plain = {"settings": [setting.to_dict() for setting in self._settings]}
        if part is None:
            return {"component": "", "type": type(process).__name__, "slots": [], **found}
        slots = [self._slot(part, slot) for slot in (*part.fields, *part.state)]
        doc, more = part.doc
        names = {"component": part.name, "type": part.type}
        return {**names, "doc": doc, "more": more, "slots": slots, **found}

    def _slot(self, part: Part, slot: Slot) -> Plain:
        what = f"{part.name}.{slot.name}"
        found: Plain = {**slot._asdict(), "what": what}
        if slot.side == "out":
            editor = part.output_editor(slot.name, self._scene.moment.fields.get(what))
            found["editor"] = editor.to_dict()
        return found

    def values(self) -> Plain:
        """Return the values at the moment shown; ``made`` counts the interventions by then."""
        part, found = self._part, {}
        if part is not None:
            for slot in (*part.fields, *part.state):
                found[f"{slot.side} {slot.name}"] = self._cell(part, slot)
        settings = {setting.what: self._setting(setting) for setting in self._settings}
        return {"slots": found, "settings": settings, "made": len(self._changes)}

    def _cell(self, part: Part, slot: Slot) -> Plain:
        if slot.side == "state":
            return self._attribute(part, slot)
        recorded, earlier = self._records(slot.side)
        what = f"{part.name}.{slot.name}"
        if what not in recorded:
            forgotten = slot.side == "in" and self._scene.tick > 0
            return {"text": "not known" if forgotten else NO_DATA, "missing": True}
        value = recorded[what]
        cell = _shown(value)
        if earlier is not None and not same(earlier.get(what), value):
            cell["changed"] = True
        return (
            cell | (self._queue(what) if slot.side == "in" else {}) | self._hold(part, slot, value)
        )

    def _records(self, side: str) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
        """Return the values of one side at the tick shown and at the one before."""
        now, before = self._scene.moment, self._scene.before
        if side == "in":
            return now.inputs, before.inputs if before else None
        return now.fields, before.fields if before else None

    def _queue(self, what: str) -> Plain:
        waiting = self._scene.moment.queued.get(what) or []
        return {"queued": few(waiting)} if waiting else {}

    def _hold(self, part: Part, slot: Slot, value: Any) -> Plain:
        """Return at what an output is held, and what the editor for that begins with."""
        if slot.side != "out":
            return {}
        what = f"{part.name}.{slot.name}"
        found: Plain = {"written": part.output_editor(slot.name, value).text(value)}
        if held := self._held.get(what):
            found["held"] = line(held.new, "None")
            found["pending"] = self._is_next(held)
        if asked := self._asked.get((False, what)):
            found["asked"] = "" if asked.kind == "release" else line(asked.value, "None")
        return found

    def _attribute(self, part: Part, slot: Slot) -> Plain:
        if not self._scene.live:
            return {"text": NOT_RECORDED, "missing": True}
        return _shown(part.attribute(slot.name), "None")

    def _is_next(self, change: Intervention) -> bool:
        """Whether a change that was made is still to take effect."""
        scene = self._scene
        return scene.live and change.tick == scene.timeline.tick

    def _setting(self, setting: Setting) -> Plain:
        scene, value = self._scene, setting.value
        if not scene.live:
            value = self._past(setting)
            if value is UNKNOWN:
                return {"text": NOT_RECORDED, "written": "", "missing": True}
        found = {**_shown(value, "None"), "written": setting.editor.text(value)}
        if scene.live:
            found |= self._transition(setting, value)
        return found

    def _past(self, setting: Setting) -> Any:
        if setting.group == "state" or not setting.steady:
            return UNKNOWN
        timeline = self._scene.timeline
        return setting_at(timeline, setting.what, self._changes, setting.value)

    def _transition(self, setting: Setting, value: Any) -> Plain:
        """Return what a setting was or is to be, as long as the next tick has not come."""
        found: Plain = {}
        old = self._old(setting.what)
        if old is not UNKNOWN and not same(old, value):
            found["was"] = line(old, "None")
        if asked := self._asked.get((True, setting.what)):
            found["asked"] = line(asked.value, "None")
            found["asked_written"] = setting.editor.text(asked.value)
        if reason := self._refused.get(setting.what):
            found["error"] = reason
        return found

    def _old(self, what: str) -> Any:
        """Return what a setting was before the changes that are still to take effect."""
        for number, change in enumerate(self._changes):
            if (change.kind, change.what) == ("set", what) and self._is_next(change):
                return before(self._scene.timeline, self._changes, number)
        return UNKNOWN


def _shown(value: Any, none: str = NO_DATA) -> Plain:
    """Return a value as text, and whether there is one; see ``Cell`` in slot.js."""
    cell: Plain = {"text": line(value, none)}
    if value is None and none == NO_DATA:
        cell["missing"] = True
    if more := full_text(value):
        cell["full"] = more
    return cell
