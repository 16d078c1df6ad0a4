"""What a component class says of itself, as plain data for palettes, forms and inspectors."""

import inspect
import re
import textwrap
from typing import TYPE_CHECKING, Any, get_type_hints

from plugboard_nb.component.io import IOController

if TYPE_CHECKING:
    from plugboard_nb.component.base import Component

__all__ = ["describe", "typed_ports"]

_COMMON = {
    "name": "Name in the process.",
    "initial_values": "Input → values it takes before those of its connectors.",
    "parameters": "Settings of this component; they win over those of the process.",
    "constraints": "Named limits, kept for optimisation.",
    "resources": "What the component needs when it runs on Ray.",
}


def describe(cls: "type[Component]") -> dict[str, Any]:
    """Return ports, events and constructor arguments of *cls*; see ``Component.describe``."""
    io = cls.io
    ports = typed_ports(cls, io)
    return {
        "type": f"{cls.__module__}.{cls.__qualname__}",
        "name": cls.__qualname__,
        "doc": inspect.getdoc(cls) or "",
        "inputs": [ports[field] for field in io.inputs],
        "outputs": [ports[field] for field in io.outputs],
        "exports": list(cls.exports or ()),
        "input_events": io.awaited_events,
        "output_events": [e.type for e in io.output_events if e.type != "system.stop"],
        "arguments": _arguments(cls),
    }


def typed_ports(cls: "type[Component]", io: IOController) -> dict[str, dict[str, Any]]:
    """Return field → ``{name, type, unit, doc}``; types come from annotations where given."""
    hints = _hints(cls)
    return {
        field: {
            "name": field,
            "type": port.type or (_type_name(hints[field]) if field in hints else None),
            "unit": port.unit,
            "doc": port.doc,
        }
        for field, port in io.ports.items()
    }


def _arguments(cls: "type[Component]") -> list[dict[str, Any]]:
    """Return the arguments of the constructor, those a subclass adds first."""
    found: dict[str, dict[str, Any]] = {}
    for base in cls.__mro__:
        init = base.__dict__.get("__init__")
        if init is None or not inspect.isfunction(init):
            continue
        hints = _hints(init)
        docs = {**_argument_docs(base), **_argument_docs(init)}
        parameters = list(inspect.signature(init).parameters.values())[1:]
        for p in parameters:
            if p.kind in (p.VAR_KEYWORD, p.VAR_POSITIONAL) or p.name in found or p.name == "state":
                continue
            found[p.name] = {
                "name": p.name,
                "type": _type_name(hints[p.name]) if p.name in hints else None,
                "default": None if p.default is p.empty else p.default,
                "required": p.default is p.empty,
                "doc": docs.get(p.name) or _COMMON.get(p.name),
                "annotation": hints.get(p.name),
            }
        if not any(p.kind is p.VAR_KEYWORD for p in parameters):
            break
    return list(found.values())


def _hints(thing: Any) -> dict[str, Any]:
    try:
        return get_type_hints(thing, include_extras=True)
    except (NameError, TypeError):  # a name that only a type checker can see
        return dict(getattr(thing, "__annotations__", {}))


def _type_name(annotation: Any) -> str:
    base = getattr(annotation, "__origin__", None) if hasattr(annotation, "__metadata__") else None
    annotation = base if base is not None else annotation
    if isinstance(annotation, type) and not getattr(annotation, "__args__", None):
        return annotation.__name__
    return str(annotation).replace("typing.", "").replace("collections.abc.", "")


def _argument_docs(thing: Any) -> dict[str, str]:
    """Return argument → text from the section ``Args:`` of a Google docstring."""
    doc = inspect.cleandoc(thing.__doc__ or "")
    section = re.search(r"^Args:\n((?:[ \t]+.*\n?|\n)*)", doc, re.MULTILINE)
    if section is None:
        return {}
    body = textwrap.dedent(section.group(1))
    entries = re.findall(r"^(\w+)(?: *\([^)]*\))?:[ \t]*(.*(?:\n[ \t]+.*)*)", body, re.MULTILINE)
    return {name: re.sub(r"\s+", " ", text).strip() for name, text in entries}
