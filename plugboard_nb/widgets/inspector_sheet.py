"""One component at the moment shown: what was so then, as plain data for the page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.component.memory import same
from plugboard_nb.timeline.branch import Intervention
from plugboard_nb.widgets.inspector_part import Part, Setting, Slot
from plugboard_nb.widgets.inspector_past import UNKNOWN, before, changes_at, held_at, setting_at
from plugboard_nb.widgets.inspector_text import NO_DATA, full_text, line

if TYPE_CHECKING:
    from plugboard_nb.widgets.scene import Scene

__all__ = ["NOT_RECORDED", "Sheet"]

NOT_RECORDED = "not recorded"
_SHOWN_QUEUED = 3

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

    # What does not change with every tick --------------------------------------------------

    def form(self) -> Plain:
        """Return names, units, texts and editors."""
        part, process = self._part, self._scene.timeline.process
        told: Plain = {"settings": [setting.told() for setting in self._settings]}
        if part is None:
            return {"component": "", "type": type(process).__name__, "slots": [], **told}
        slots = [self._slot(part, slot) for slot in (*part.fields, *part.state)]
        doc, more = part.doc
        names = {"component": part.name, "type": part.type}
        return {**names, "doc": doc, "more": more, "slots": slots, **told}

    def _slot(self, part: Part, slot: Slot) -> Plain:
        what = f"{part.name}.{slot.name}"
        told: Plain = {**slot._asdict(), "what": what}
        if slot.side == "out":
            editor = part.output_editor(slot.name, self._scene.moment.fields.get(what))
            told["editor"] = editor.told()
        return told

    # What does -----------------------------------------------------------------------------

    def values(self) -> Plain:
        """Return the values at the moment shown."""
        part, found = self._part, {}
        if part is not None:
            for slot in (*part.fields, *part.state):
                found[f"{slot.side} {slot.name}"] = self._cell(part, slot)
        settings = {setting.what: self._setting(setting) for setting in self._settings}
        return {"slots": found, "settings": settings, "made": len(self._changes)}

    def _cell(self, part: Part, slot: Slot) -> Plain:
        scene, what = self._scene, f"{part.name}.{slot.name}"
        if slot.side == "state":
            return self._attribute(part, slot)
        moment, earlier = scene.moment, scene.before
        recorded, then = moment.fields, earlier.fields if earlier else None
        if slot.side == "in":
            recorded, then = moment.inputs, earlier.inputs if earlier else None
        if what not in recorded:
            known = slot.side == "in" and not scene.tick
            return {"t": NO_DATA if known or slot.side != "in" else "not known", "m": 1}
        value = recorded[what]
        cell = _told(value)
        if then is not None and not same(then.get(what), value):
            cell["c"] = 1
        if slot.side == "in" and (waiting := moment.queued.get(what)):
            texts = [line(item) for item in waiting[:_SHOWN_QUEUED]]
            cell["q"] = ", ".join(texts + ["…"] * (len(waiting) > _SHOWN_QUEUED))
        return {**cell, **(self._holding(part, slot, value) if slot.side == "out" else {})}

    def _holding(self, part: Part, slot: Slot, value: Any) -> Plain:
        """Return at what an output is held, and what the editor for that begins with."""
        what = f"{part.name}.{slot.name}"
        found: Plain = {"r": part.output_editor(slot.name, value).text(value)}
        if held := self._held.get(what):
            found["h"] = line(held.new, "None")
            found["n"] = int(self._is_next(held))
        if asked := self._asked.get((False, what)):
            found["a"] = "" if asked.kind == "release" else line(asked.value, "None")
        return found

    def _attribute(self, part: Part, slot: Slot) -> Plain:
        if not self._scene.live:
            return {"t": NOT_RECORDED, "m": 1}
        return _told(part.attribute(slot.name), "None")

    def _is_next(self, change: Intervention) -> bool:
        """Whether a change that was made is still to take effect."""
        scene = self._scene
        return scene.live and change.tick == scene.timeline.tick

    def _setting(self, setting: Setting) -> Plain:
        scene, value = self._scene, setting.value
        if not scene.live:
            value = self._past(setting)
            if value is UNKNOWN:
                return {"t": NOT_RECORDED, "r": "", "m": 1}
        told = {**_told(value, "None"), "r": setting.editor.text(value)}
        if scene.live:
            told |= self._transition(setting, value)
        return told

    def _past(self, setting: Setting) -> Any:
        if setting.group == "state" or not setting.steady:
            return UNKNOWN
        timeline = self._scene.timeline
        return setting_at(timeline, setting.what, self._changes, setting.value)

    def _transition(self, setting: Setting, value: Any) -> Plain:
        """Return what a setting was or is to be, as long as the next tick has not come."""
        told: Plain = {}
        what = setting.what
        made = [
            i
            for i, c in enumerate(self._changes)
            if c.kind == "set" and c.what == what and self._is_next(c)
        ]
        if made:
            old = before(self._scene.timeline, self._changes, made[0])
            if old is not UNKNOWN and not same(old, value):
                told["was"] = line(old, "None")
        if asked := self._asked.get((True, what)):
            told["asked"] = line(asked.value, "None")
            told["ar"] = setting.editor.text(asked.value)
        if reason := self._refused.get(what):
            told["error"] = reason
        return told


def _told(value: Any, none: str = NO_DATA) -> Plain:
    """Return a value as text; *m* says that it is no value, *f* is more of it."""
    cell: Plain = {"t": line(value, none)}
    if value is None and none == NO_DATA:
        cell["m"] = 1
    if more := full_text(value):
        cell["f"] = more
    return cell
