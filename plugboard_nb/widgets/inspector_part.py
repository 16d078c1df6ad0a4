"""What the inspector shows of one component: its fields, its settings and their editors."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from plugboard_nb.component import Component
from plugboard_nb.component.describe import typed_ports
from plugboard_nb.plotting.values import pretty_unit
from plugboard_nb.process.changes import arguments_of, value_of
from plugboard_nb.widgets.inspector_editors import Editor, editor_of

if TYPE_CHECKING:
    from plugboard_nb.process import Process

__all__ = ["Part", "Setting", "Slot", "paragraphs", "shared_settings"]

_PLAIN = (bool, int, float, str)  # what an attribute may hold to be set by people


class Slot(NamedTuple):
    """A field or public attribute of a component.

    Attributes:
        side: ``"in"``, ``"out"``, ``"export"`` or ``"state"``.
        name: Name of the attribute.
        unit: Physical unit.
        doc: One line of description.
        type: Name of its type.
    """

    side: str
    name: str
    unit: str = ""
    doc: str = ""
    type: str | None = None


@dataclass(frozen=True)
class Setting:
    """Something that ``set`` changes.

    Attributes:
        what: ``"component.name"``, or the bare name of a parameter of the process.
        name: What people call it.
        group: ``"parameter"``, ``"argument"``, ``"state"`` or ``"process"``.
        value: Its present value.
        editor: How it is edited.
        steady: Whether only people change it.
    """

    what: str
    name: str
    group: str
    value: Any
    editor: Editor
    steady: bool = True

    def told(self) -> dict[str, Any]:
        """Return what a page needs to draw it."""
        editor = self.editor
        return {
            "what": self.what,
            "name": self.name,
            "group": self.group,
            "unit": pretty_unit(editor.unit),
            "doc": editor.doc,
            **editor.told(),
        }


class Part:
    """A component as the inspector sees it; what does not change is looked up once."""

    def __init__(self, process: "Process", component: Component) -> None:
        self._process, self.component = process, component
        self.name = component.name
        self.type = type(component).__name__

    @cached_property
    def doc(self) -> tuple[str, str]:
        """The first paragraph of its description, and the rest."""
        factory = vars(self.component).get("_factory")  # of a component made from a function
        doc = inspect.getdoc(type(self.component) if factory is None else factory)
        return paragraphs("" if doc == inspect.getdoc(Component) else doc or "")

    @cached_property
    def fields(self) -> list[Slot]:
        """Inputs, outputs and exports."""
        part, io = self.component, self.component.io
        ports = typed_ports(type(part), io)
        sides = [("in", io.inputs), ("out", io.outputs)]
        slots = [_slot(side, ports[name]) for side, names in sides for name in names]
        known = {slot.name for slot in slots}
        return slots + [Slot("export", n) for n in part.exports or () if n not in known]

    @cached_property
    def _arguments(self) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in self.component.describe()["arguments"]}

    @cached_property
    def _argument_names(self) -> list[str]:
        return arguments_of(self.component)

    @cached_property
    def _hints(self) -> dict[str, Any]:
        try:
            return get_type_hints(type(self.component), include_extras=True)
        except (NameError, TypeError):  # a name that only a type checker can see
            return {}

    @cached_property
    def _accessors(self) -> list[str]:
        """Properties that can be set."""
        return [
            name
            for cls in type(self.component).__mro__
            if cls is not Component
            for name, value in vars(cls).items()
            if isinstance(value, property) and value.fset and not name.startswith("_")
        ]

    @property
    def state(self) -> list[Slot]:
        """Public attributes that are neither fields nor settings."""
        part = self.component
        hidden = {*part.io.ports, *part.parameters, *self._argument_names, *(part.exports or ())}
        names = [*vars(part), *self._accessors]
        public = dict.fromkeys(name for name in names if not name.startswith("_"))
        return [Slot("state", name) for name in public if name not in hidden | {"resources"}]

    def value(self, name: str) -> Any:
        """Return the present value of a setting or attribute."""
        value = value_of(self.component, name)
        given = self.component.arguments
        if value is None and name in self._argument_names and name not in given:
            return self._arguments[name]["default"]
        return value

    def settings(self) -> Iterator[Setting]:
        """Yield what can be set, but for parameters that are shared with all components."""
        part = self.component
        own = self._own_parameters()
        for name in own:
            yield self._setting(name, "parameter", part.parameters[name])
        for name in self._argument_names:
            if name not in part.parameters and name not in part.io.ports:
                yield self._setting(name, "argument", self.value(name))
        exports = [slot for slot in self.fields if slot.side == "export"]
        for slot in (*self.state, *exports):
            value = self.attribute(slot.name)
            if slot.name in self._accessors or value is None or isinstance(value, _PLAIN):
                yield self._setting(slot.name, "state", value)

    def _own_parameters(self) -> list[str]:
        shared, own = self._process.parameters, self.component._pb_settings.own
        return [name for name in self.component.parameters if name in own or name not in shared]

    def _setting(self, name: str, group: str, value: Any) -> Setting:
        about = self._arguments.get(name, {}) if group != "state" else {}
        annotation = about.get("annotation") or self._hints.get(name)
        editor = editor_of(annotation, value, about.get("doc") or "")
        steady = group == "parameter" or (group == "argument" and self._as_given(name, value))
        return Setting(f"{self.name}.{name}", name, group, value, editor, steady)

    def _as_given(self, name: str, value: Any) -> bool:
        """Whether an argument is as it was given: if not, the component itself changes it."""
        default = self._arguments.get(name, {}).get("default")
        given = self.component.arguments.get(name, default)
        try:
            return given is value or bool(given == value)
        except Exception:  # such as the truth of an array
            return True

    def attribute(self, name: str) -> Any:
        """Return what an attribute holds; an error of a property instead of its value."""
        try:
            return getattr(self.component, name, None)
        except Exception as error:
            return error

    def output_editor(self, name: str, value: Any) -> Editor:
        """Return the editor for the value at which an output is to be held."""
        slot = next(slot for slot in self.fields if (slot.side, slot.name) == ("out", name))
        return editor_of(self._hints.get(name), value, hint=slot.type)


def shared_settings(process: "Process") -> list[Setting]:
    """Return the parameters of the process, which all components see."""
    doc = "A parameter of the process: every component without one of its own sees it."
    return [
        Setting(name, name, "process", value, editor_of(None, value, doc))
        for name, value in process.parameters.items()
    ]


def paragraphs(doc: str) -> tuple[str, str]:
    """Return the first paragraph of a docstring in one line, and the rest but for ``Args:``."""
    first, _, rest = doc.partition("\n\n")
    kept, inside = list[str](), False
    for row in rest.splitlines():
        if row and not row[0].isspace():
            inside = row.rstrip() == "Args:"
        if not inside:
            kept.append(row)
    return " ".join(first.split()), "\n".join(kept).strip()


def _slot(side: str, port: dict[str, Any]) -> Slot:
    return Slot(side, port["name"], pretty_unit(port["unit"]), port["doc"] or "", port["type"])
