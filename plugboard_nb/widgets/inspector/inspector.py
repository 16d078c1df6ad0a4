"""Inspector: what is in a component, what may be changed, and what was done."""

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.inspector.done import asked_for, done, signature
from plugboard_nb.widgets.inspector.part import Part, Setting, shared_settings
from plugboard_nb.widgets.inspector.refusals import Refusals
from plugboard_nb.widgets.inspector.script import script_of
from plugboard_nb.widgets.inspector.sheet import Sheet
from plugboard_nb.widgets.inspector.table import Table
from plugboard_nb.widgets.view import STATIC, View

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Inspector"]

logger = logging.getLogger(__name__)

_TABS = ("component", "values", "python")
_PAGES = 8  # of which a tab is remembered: who reloads a page does not say goodbye


class Inspector(View):
    """Shows one component, lets its settings be changed, and lists what was done so far.

    It follows the component that is selected anywhere; while none is, it shows all values and the
    parameters of the process. A change is an intervention of the timeline::

        inspector = Inspector(timeline)
        inspector.host.controls.select("tank")
        print(inspector.script())

    Args:
        shown: A timeline, or a process, which gets one.
        component: The component to show; by default the one that is selected.

    Attributes:
        parts: Name and type of every component.
        form: What the component shown has, and how it is edited.
        values: What is in it at the tick shown.
        table: Names and units of all values.
        cells: The values themselves.
        acts: What was done, what waits for the next tick, what was refused.
    """

    _esm, _css = STATIC / "inspector.js", STATIC / "inspector.css"

    component = traitlets.Unicode().tag(sync=True)
    parts: Any = traitlets.List().tag(sync=True)
    form = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    table: Any = traitlets.List().tag(sync=True)
    cells = traitlets.Dict().tag(sync=True)
    acts = traitlets.Dict().tag(sync=True)

    def __init__(self, shown: Any, **traits: Any) -> None:
        self._parts: dict[str, Part] = {}
        self._tabs: dict[str, str] = {}  # page → the tab that it shows
        self._refusals = Refusals()
        self._listed: Any = None  # signature of the acts
        self._all = Table()
        super().__init__(shown, **traits)

    @traitlets.validate("component")
    def _component_known(self, proposal: Any) -> str:
        name: str = proposal["value"]
        if name and name not in self.timeline.process.components:
            raise UnknownFieldError(f"there is no component {name!r} to inspect", component=name)
        return name

    @traitlets.observe("component")
    def _component_chosen(self, _: Any) -> None:
        self._host.touch("select")

    # What it shows -------------------------------------------------------------------------

    def compose(self, scene: Scene) -> Mapping[str, Any]:
        """Return the traits for *scene*."""
        process = scene.timeline.process
        name = self.component or scene.now["selected"]
        part = self._part(name) if name in process.components else None
        settings = list(part.settings()) if part else []
        settings += shared_settings(process)
        sheet = Sheet(scene, part, settings, self._refusals.look(scene.timeline))
        traits = {
            "parts": [[each, type(one).__name__] for each, one in process.components.items()],
            "form": sheet.form(),
            "values": sheet.values(),
            "acts": self._acts(scene),
        }
        if self._wants_table(part):
            self._all.look(scene, [self._part(each) for each in process.components])
            traits |= {"table": self._all.rows, "cells": self._all.cells}
        return traits

    def _part(self, name: str) -> Part:
        process = self.timeline.process
        if name not in process.components:
            raise UnknownFieldError(f"there is no component {name!r}", component=name)
        known, component = self._parts.get(name), process.components[name]
        if known is None or known.component is not component:
            known = self._parts[name] = Part(process, component)
        return known

    def _wants_table(self, part: Part | None) -> bool:
        tabs = set(self._tabs.values()) or {"component"}
        return "values" in tabs or (part is None and "component" in tabs)

    def _acts(self, scene: Scene) -> dict[str, Any]:
        timeline = scene.timeline
        listed = signature(timeline, scene.branch), self._refusals.count
        if listed == self._listed:
            return self.acts
        self._listed = listed
        return {
            "rows": done(timeline, scene.branch),
            "asked": asked_for(timeline.pending),
            "refused": self._refusals.rows(),
        }

    # What the page asks --------------------------------------------------------------------

    def requests(self) -> Mapping[str, Callable[..., Any]]:
        """Return what a page may ask for."""
        return {
            "look": self._look,
            "edit": self._edit,
            "hold_at": self._hold_at,
            "let_go": self._let_go,
            "forget": self._forget,
            "script": self.script,
        }

    def _look(self, page: str, tab: str) -> None:
        """Note which tab a page shows: what nobody looks at is not worked out."""
        self._tabs.pop(page, None)
        if tab in _TABS:
            self._tabs[page] = tab
        while len(self._tabs) > _PAGES:
            del self._tabs[next(iter(self._tabs))]
        self._host.touch()

    def _edit(self, what: str, text: str) -> dict[str, int]:
        """Set something to what somebody has written."""
        self._check_present(what)
        setting = self._setting(what)
        value = setting.editor.read(text, setting.value)
        self._refusals.drop(what)
        return self._change(lambda: self.timeline.set(what, value))

    def _hold_at(self, output: str, text: str) -> dict[str, int]:
        """Hold an output at what somebody has written."""
        self._check_present(output)
        name, _, field = output.partition(".")
        value = self.timeline.view().fields.get(output)
        held = self._part(name).output_editor(field, value).read(text, value)
        return self._change(lambda: self.timeline.hold(output, held))

    def _let_go(self, output: str) -> dict[str, int]:
        self._check_present(output)
        return self._change(lambda: self.timeline.release(output))

    def _change(self, change: Callable[[], Any]) -> dict[str, int]:
        """Make a change; return the number of the last publication that does not know of it.

        The next one may reach the page before this answer does.
        """
        seq = int(self.now.get("seq", 0))
        change()
        self._host.touch("interventions")
        return {"after": seq}

    def _forget(self, what: str) -> None:
        """Tell no more of a change that was not possible."""
        self._refusals.drop(what)
        self._host.touch("interventions")

    def _setting(self, what: str) -> Setting:
        name, dot, _ = what.partition(".")
        known = self._part(name).settings() if dot else shared_settings(self.timeline.process)
        for setting in known:
            if setting.what == what:
                return setting
        raise ValidationError(f"{what} cannot be set here; set it in Python")

    def _check_present(self, what: str) -> None:
        if self.host.viewed is not None:
            raise TimelineError(
                f"{what} stays as it is: you view tick {self.host.viewed[1]}; return to now, or "
                "rewind or fork to there, and change it then"
            )

    # What it tells -------------------------------------------------------------------------

    def script(self) -> str:
        """Return Python that does again all that was done so far; see :func:`script_of`."""
        return script_of(self.timeline)

    def to_frame(self) -> "pd.DataFrame":
        """Return all values at the tick shown; see :meth:`Moment.to_frame`."""
        return self.host.scene().moment.to_frame()
