"""What pydantic has to say of a spec, in our words."""

import re
import reprlib
from collections.abc import Iterator
from typing import Any, get_args

import pydantic

from plugboard_nb.schemas import NAME_PATTERN, ProcessSpec
from plugboard_nb.suggest import did_you_mean

__all__ = ["place_of", "problems_in"]

_NAME_RULE = "a name has letters, digits, '_' and '-', and does not begin with a digit or '-'"

_WANTED = {
    "model_type": "a mapping of keys to values",
    "dict_type": "a mapping of keys to values",
    "list_type": "a list",
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
}


def problems_in(
    error: pydantic.ValidationError, model: type[pydantic.BaseModel]
) -> list[tuple[tuple[str | int, ...], str]]:
    """Return ``(keys that lead there, sentence)`` for everything in *error*.

    Args:
        error: Raised when data were checked against *model*.
        model: The spec at the root.
    """
    return [(_place(item["loc"]), _sentence(item, model)) for item in error.errors()]


def place_of(problem: str, spec: ProcessSpec) -> tuple[str | int, ...]:
    """Return the keys in *spec* of the connector or component that the sentence *problem* names.

    The checks of a process know nothing of files: their words are all there is to go by.
    """
    for i, wire in enumerate(spec.args.connectors):
        arrow = f"{wire.source.id} -> {wire.target.id}"
        if arrow in problem and re.search(rf"(?<![\w-]){re.escape(arrow)}(?![\w-])", problem):
            return ("args", "connectors", i)
    for i, part in reversed(list(enumerate(spec.args.components))):
        if any(f"{words} {part.args.name!r}" in problem for words in ("omponent", "the name")):
            return ("args", "components", i, "args", "name")
    return ("args",)


def _place(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Drop the names of alternatives, which stand in angle brackets, from a pydantic location."""
    return tuple(part for part in loc if isinstance(part, int) or not part.startswith("<"))


def _sentence(item: Any, model: type[pydantic.BaseModel]) -> str:
    kind, got, context = item["type"], reprlib.repr(item["input"]), item.get("ctx", {})
    place = _place(item["loc"])
    match kind:
        case "missing":
            return "this key is missing"
        case "extra_forbidden":
            known = sorted(_keys_around(model, place))
            return f"this key is unknown; known are {known}.{did_you_mean(str(place[-1]), known)}"
        case "string_pattern_mismatch" if context["pattern"] == NAME_PATTERN:
            return f"{got} is no name; {_NAME_RULE}"
        case "string_pattern_mismatch":
            return f"{got} is no job id; it must be 'Job_' and at least 8 letters or digits"
        case "value_error":
            return str(context["error"])
        case "too_short":
            return "at least one entry is needed"
        case "literal_error" | "enum":
            return f"{got} is not allowed; allowed are {context['expected']}"
    if kind in _WANTED:
        return f"this must be {_WANTED[kind]}, not {got}"
    message = item["msg"][0].lower() + item["msg"][1:]
    return f"{message}, not {got}"


def _keys_around(model: type[pydantic.BaseModel], place: tuple[str | int, ...]) -> Iterator[str]:
    """Yield the keys that may stand where the last one of *place* stands."""
    models = {model}
    for part in place[:-1]:
        if isinstance(part, str):
            fields = (m.model_fields.get(part) for m in models)
            models = {inner for field in fields if field for inner in _models(field.annotation)}
    for found in models:
        yield from found.model_fields


def _models(annotation: Any) -> Iterator[type[pydantic.BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
