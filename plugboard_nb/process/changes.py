"""What can be changed in a process between two ticks, and whether a change is allowed."""

import copy
import inspect
import numbers
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from plugboard_nb.component import Component
from plugboard_nb.exceptions import UnknownFieldError, ValidationError
from plugboard_nb.schemas import ComponentArgsDict
from plugboard_nb.state import StateBackend
from plugboard_nb.suggest import did_you_mean

__all__ = [
    "Change",
    "Model",
    "arguments_in",
    "arguments_of",
    "check_changes",
    "note_what_stays",
    "place_of",
    "settings_of",
    "value_of",
]

_COMMON = frozenset(ComponentArgsDict.__annotations__)


class Model(Protocol):
    """Components with the settings they share: a process, or what a worker holds of one."""

    @property
    def components(self) -> dict[str, Component]:
        """Name → component."""

    @property
    def parameters(self) -> dict[str, Any]:
        """Settings that all components share."""

    @property
    def state(self) -> StateBackend:
        """Where the record is."""


class Change(NamedTuple):
    """One thing to change.

    Attributes:
        kind: ``"set"`` a parameter, constructor argument or public attribute; ``"hold"`` an output
            at a value; ``"release"`` it; ``"initial"`` values of an input, before the first tick.
        what: ``"component.name"``, or the bare name of a parameter of the process.
        value: The new value; ``None`` for a release.
    """

    kind: str
    what: str
    value: Any = None


def check_changes(
    process: Model, changes: Iterable[Change], tick: int, there: Mapping[str, Any]
) -> list[Change]:
    """Return *changes* ready to be applied; nothing is changed here.

    Args:
        process: The process.
        changes: What is to be changed.
        tick: The tick after which.
        there: ``"component.name"``, or a parameter of the process → its value after that tick,
            where that is not the present one.

    Raises:
        UnknownFieldError: There is no such component, parameter, argument, attribute or output.
        ValidationError: A value is not allowed there.
    """
    checked = [_checked(process, change, tick, there) for change in changes]
    _try_arguments(process, checked, there)
    return checked


def settings_of(process: Model, component: str) -> dict[str, Any]:
    """Return name → value of all that ``set`` can change in a component."""
    part = process.components[component]
    names = [*part.parameters, *arguments_of(part), *_attributes(part)]
    return {name: value_of(part, name) for name in dict.fromkeys(names)}


def _checked(process: Model, change: Change, tick: int, there: Mapping[str, Any]) -> Change:
    kind, what, value = change
    if not isinstance(what, str):
        raise ValidationError(f"{what!r} names nothing in a model; write 'component.name'")
    if kind == "set" and "." not in what:
        old = there.get(what, _parameter(process, what))
        return Change(kind, what, _fitting(what, old, value))
    part, name = place_of(process, what)
    if kind == "set":
        return Change(kind, what, _checked_setting(part, name, value, there))
    if kind == "initial":
        return Change(kind, what, _checked_initial(part, name, value, tick))
    if name not in part.io.outputs:
        raise UnknownFieldError(
            f"component {part.name!r} has no output {name!r} to {kind}; it has {part.io.outputs}."
            f"{did_you_mean(name, part.io.outputs)}",
            component=part.name,
            field=name,
        )
    return Change(kind, what, _copied(what, value))


def _parameter(process: Model, name: str) -> Any:
    """Return the present value of a parameter of the process."""
    if name in process.parameters:
        return process.parameters[name]
    if name in process.components:
        known = list(settings_of(process, name))
        raise UnknownFieldError(
            f"{name!r} is a component; write '{name}.name' with one of {known}", component=name
        )
    names = [*process.parameters, *process.components]
    raise UnknownFieldError(
        f"the process has no parameter {name!r}; it has {sorted(process.parameters)}. "
        f"A component's is written 'component.name'.{did_you_mean(name, names)}"
    )


def place_of(process: Model, what: str) -> tuple[Component, str]:
    """Return the component and the name that ``"component.name"`` speaks of."""
    component, _, name = what.partition(".")
    if component not in process.components:
        known = list(process.components)
        raise UnknownFieldError(
            f"there is no component {component!r} for {what!r}; there are {known[:20]}."
            f"{did_you_mean(component, known)}",
            component=component,
        )
    return process.components[component], name


def _checked_setting(part: Component, name: str, value: Any, there: Mapping[str, Any]) -> Any:
    where = f"{part.name}.{name}"
    if name in part.io.ports:
        side = "an output; hold() holds it" if name in part.io.outputs else "an input"
        raise ValidationError(f"{where} is {side}; set() changes parameters and arguments")
    known = [*part.parameters, *arguments_of(part), *_attributes(part)]
    if name not in known:
        raise UnknownFieldError(
            f"component {part.name!r} has no parameter, argument or attribute {name!r} to set; it "
            f"has {sorted(set(known))}.{did_you_mean(name, known)}",
            component=part.name,
            field=name,
        )
    return _fitting(where, there.get(where, value_of(part, name)), value)


def arguments_in(process: Model, changes: Iterable[Change]) -> dict[str, dict[str, Any]]:
    """Return component → those of *changes* that are constructor arguments of it."""
    found: dict[str, dict[str, Any]] = {}
    for kind, what, value in changes:
        if kind == "set" and "." in what:
            part, name = place_of(process, what)
            if name not in part.parameters and name in arguments_of(part):
                found.setdefault(part.name, {})[name] = value
    return found


def _try_arguments(process: Model, changes: Iterable[Change], there: Mapping[str, Any]) -> None:
    """Have the constructors look at new arguments before anything is changed."""
    others = [Change("set", what, value) for what, value in there.items()]
    theirs = arguments_in(process, others)
    for component, new in arguments_in(process, changes).items():
        part = process.components[component]
        given = part.arguments
        if not isinstance(given.get("initial_values"), dict):
            given.pop("initial_values", None)
        try:
            type(part)(**{**given, **theirs.get(component, {}), **new})
        except Exception as error:
            note_what_stays(error, (Change("set", f"{component}.{k}", v) for k, v in new.items()))
            raise


def note_what_stays(error: Exception, changes: Iterable[Change]) -> None:
    """Say with *error* that none of *changes* has been made."""
    for _, what, value in changes:
        error.add_note(f"{what} stays as it was; it was to become {value!r}")


def arguments_of(part: Component) -> list[str]:
    """Return the names of the constructor arguments that are the component's own."""
    names: list[str] = []
    for cls in type(part).__mro__:
        if cls is Component:
            break
        if "__init__" in vars(cls):
            parameters = list(inspect.signature(vars(cls)["__init__"]).parameters.values())[1:]
            names += [
                p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
            ]
            if not any(p.kind is p.VAR_KEYWORD for p in parameters):
                break
    return [name for name in dict.fromkeys(names) if name not in _COMMON]


def _attributes(part: Component) -> list[str]:
    """Return the names of public attributes with simple values, properties included."""
    own = [name for name, value in vars(part).items() if _is_simple(value)]
    for cls in type(part).__mro__:
        if cls is Component:
            break
        own += [k for k, v in vars(cls).items() if isinstance(v, property) and v.fset]
    hidden = part.io.ports.keys() | {"resources"}
    return [name for name in own if not name.startswith("_") and name not in hidden]


def _is_simple(value: Any) -> bool:
    return value is None or isinstance(value, numbers.Number | str)


def value_of(part: Component, name: str) -> Any:
    """Return the present value of a setting."""
    if name in part.parameters:
        return part.parameters[name]
    found = getattr(part, name, None)
    if found is None:
        found = part.arguments.get(name)
    return found


def _fitting(where: str, old: Any, value: Any) -> Any:
    """Return *value* as plain Python, if it may take the place of *old*."""
    if getattr(value, "ndim", 1) == 0 and hasattr(value, "item"):
        value = value.item()
    wanted = None
    if isinstance(old, bool):
        wanted = None if isinstance(value, bool) else "true or false"
    elif isinstance(old, numbers.Number):
        number = isinstance(value, numbers.Number) and not isinstance(value, bool)
        wanted = None if number or value is None else "a number"
    elif isinstance(old, str):
        wanted = None if isinstance(value, str) or value is None else "a text"
    if wanted:
        raise ValidationError(f"{where} is {old!r} and can be set to {wanted}, not to {value!r}")
    return _copied(where, value)


def _copied(where: str, value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception as error:
        raise ValidationError(
            f"{where} cannot be {value!r}, of which there can be no copy: {error}"
        ) from error


def _checked_initial(part: Component, name: str, value: Any, tick: int) -> list[Any]:
    where, now = f"{part.name}.{name}", part.io.initial_values.get(name)
    if not now:
        raise UnknownFieldError(
            f"{where} has no initial values; those inputs have: {sorted(part.io.initial_values)}",
            component=part.name,
            field=name,
        )
    if tick:
        raise ValidationError(
            f"the initial values of {where} were taken before tick {tick}; change them with "
            "fork(at=0, initial_values=...)"
        )
    if (
        isinstance(value, str)
        or not isinstance(value, Iterable)
        or len(values := list(value)) != len(now)
    ):
        raise ValidationError(
            f"{where} takes a list of {len(now)} initial values, as many as its delay in ticks, "
            f"not {value!r}"
        )
    return [_copied(where, item) for item in values]
