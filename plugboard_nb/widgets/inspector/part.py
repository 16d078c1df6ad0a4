"""What the inspector shows of one component: its fields, its settings and their editors."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from plugboard_nb.component import Component
from plugboard_nb.component.describe import typed_ports
from plugboard_nb.plotting.values import pretty_unit
from plugboard_nb.process.changes import arguments_of, value_of
from plugboard_nb.widgets.inspector.editors import Editor, editor_of

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
        steady: Whether only people change it, as far as can be seen.
    """

    what: str
    name: str
    group: str
    value: Any
    editor: Editor
    steady: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return what a page needs to draw it."""
        editor = self.editor
        return {
            "what": self.what,
            "name": self.name,
            "group": self.group,
            "unit": pretty_unit(editor.unit),
            "doc": editor.doc,
            **editor.to_dict(),
        }


class Part:
    """A component as the inspector sees it; what does not change is looked up once.

    Args:
        process: The process that it is a part of.
        component: The component.

    Attributes:
        component: The component.
        name: Its name.
        type: Name of its class.
    """

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
        for name in io.inputs:
            ports[name]["unit"] = ports[name]["unit"] or self._unit_sent_to(name)
        sides = [("in", io.inputs), ("out", io.outputs)]
        slots = [_slot(side, ports[name]) for side, names in sides for name in names]
        known = {slot.name for slot in slots}
        return slots + [Slot("export", n) for n in part.exports or () if n not in known]

    def _unit_sent_to(self, field: str) -> str | None:
        """Return the unit of what comes over the wires to an input that names none itself."""
        target = f"{self.name}.{field}"
        specs = [wire.spec for wire in self._process.connectors.values()]
        sources = [spec.source for spec in specs if spec.target.id == target]
        ports = [self._process.components[s.entity].io.ports.get(s.descriptor) for s in sources]
        units = {port.unit if port else None for port in ports}
        return units.pop() if len(units) == 1 else None

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

    def settings(self) -> Iterator[Setting]:
        """Yield what can be set, but for parameters that are shared with all components."""
        yield from self.own_settings()
        exports = [slot for slot in self.fields if slot.side == "export"]
        for slot in (*self.state, *exports):
            value = self.attribute(slot.name)
            if slot.name in self._accessors or value is None or isinstance(value, _PLAIN):
                yield self._setting(slot.name, "state", value)

    def own_settings(self) -> Iterator[Setting]:
        """Yield its own parameters, and its arguments; no attributes."""
        for name in self._own_parameters():
            yield self._setting(name, "parameter", self.component.parameters[name])
        for name, value, steady in self._given():
            yield self._setting(name, "argument", value, steady)

    @property
    def steady(self) -> bool:
        """Whether the component leaves its arguments as they are, as far as can be seen."""
        return all(steady for _, _, steady in self._given())

    def _given(self) -> Iterator[tuple[str, Any, bool]]:
        """Yield name and value of its arguments, and whether that is as it was given."""
        part = self.component
        given = {name: each["default"] for name, each in self._arguments.items()} | part.arguments
        for name in self._argument_names:
            if name not in part.parameters and name not in part.io.ports:
                value = value_of(part, name) if hasattr(part, name) else given.get(name)
                yield name, value, _alike(value, given.get(name))

    def _own_parameters(self) -> list[str]:
        shared, own = self._process.parameters, self.component._pb_settings.own
        return [name for name in self.component.parameters if name in own or name not in shared]

    def _setting(self, name: str, group: str, value: Any, steady: bool = True) -> Setting:
        about = self._arguments.get(name, {}) if group != "state" else {}
        annotation = about.get("annotation") or self._hints.get(name)
        editor = editor_of(annotation, value, _plain(about.get("doc")))
        return Setting(f"{self.name}.{name}", name, group, value, editor, steady)

    def attribute(self, name: str) -> Any:
        """Return what an attribute holds; an error of a property instead of its value."""
        try:
            return getattr(self.component, name, None)
        except Exception as error:
            return error

    def output_editor(self, name: str, value: Any) -> Editor:
        """Return the editor for the value at which an output is to be held."""
        types = {slot.name: slot.type for slot in self.fields if slot.side == "out"}
        return editor_of(self._hints.get(name), value, hint=types.get(name))


def shared_settings(process: "Process") -> list[Setting]:
    """Return the parameters of the process, which all components see."""
    doc = "A parameter of the process: every component without one of its own sees it."
    return [
        Setting(name, name, "process", value, editor_of(None, value, doc))
        for name, value in process.parameters.items()
    ]


def paragraphs(doc: str) -> tuple[str, str]:
    """Return the first paragraph of a docstring, and the rest but for its section ``Args:``.

    Lines that belong together are joined, as the page breaks them where it has to.
    """
    rows, inside = list[str](), False
    for row in _plain(doc).splitlines():
        if row and not row[0].isspace():
            inside = row.rstrip() == "Args:"
        if not inside:
            rows.append(row)
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", "\n".join(rows))]
    joined = [_joined(block) for block in blocks if block.strip()]
    return (joined or [""])[0], "\n\n".join(joined[1:])


def _plain(doc: str | None) -> str:
    return (doc or "").replace("``", "`")


def _joined(block: str) -> str:
    rows = block.splitlines()
    if any(row[:1].isspace() or row.startswith(("- ", "* ", ">>>")) for row in rows):
        return block
    return " ".join(row.strip() for row in rows)


def _alike(value: Any, given: Any) -> bool:
    """Whether an argument is as it was given: if not, the component itself changes it."""
    try:
        return given is value or bool(given == value)
    except Exception:  # such as the truth of an array
        return True


def _slot(side: str, port: dict[str, Any]) -> Slot:
    return Slot(side, port["name"], pretty_unit(port["unit"]), _plain(port["doc"]), port["type"])
