"""Changes to a process between two ticks: parameters, arguments, attributes, held outputs."""

import copy
import inspect
import numbers
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.component import Component
from plugboard_nb.component.memory import private_state, put_back
from plugboard_nb.engine import Engine
from plugboard_nb.engine.node import Merge, _Item
from plugboard_nb.engine.snapshot import Copier
from plugboard_nb.exceptions import UnknownFieldError, ValidationError
from plugboard_nb.schemas import ComponentArgsDict
from plugboard_nb.suggest import did_you_mean

if TYPE_CHECKING:
    from plugboard_nb.process.base import Process

__all__ = ["Change", "apply_changes", "check_changes", "settings_of"]

_COMMON = frozenset(ComponentArgsDict.__annotations__)


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


def check_changes(process: "Process", changes: Iterable[Change], tick: int) -> list[Change]:
    """Return *changes* ready to be applied; nothing is changed here.

    Raises:
        UnknownFieldError: There is no such component, parameter, argument, attribute or output.
        ValidationError: A value is not allowed there.
    """
    return [_checked(process, change, tick) for change in changes]


def apply_changes(process: "Process", engine: Engine, changes: Iterable[Change]) -> dict[str, Any]:
    """Apply all of *changes*, which were checked, or none of them.

    Returns:
        What was changed → its old value.
    """
    done: dict[str, Any] = {}
    before = _Before(process)
    try:
        for change in sorted(changes, key=lambda change: change.kind != "set"):
            before.keep(change)  # whatever is not "set" cannot fail, and comes last
            done[change.what] = _apply(process, engine, change)
    except Exception as error:
        before.put_back()
        error.add_note(f"{change.what} stays as it was; it was to become {change.value!r}")
        raise
    return done


def settings_of(process: "Process", component: str) -> dict[str, Any]:
    """Return name → value of all that ``set`` can change in a component."""
    part = process.components[component]
    names = [*part.parameters, *_arguments(part), *_attributes(part)]
    return {name: _value(part, name) for name in dict.fromkeys(names)}


# Checking ----------------------------------------------------------------------------------


def _checked(process: "Process", change: Change, tick: int) -> Change:
    kind, what, value = change
    if kind == "set" and "." not in what:
        if what not in process.parameters:
            raise UnknownFieldError(
                f"the process has no parameter {what!r}; it has {sorted(process.parameters)}. "
                f"A component's is written 'component.name'.{did_you_mean(what, _names(process))}"
            )
        return Change(kind, what, _fitting(what, process.parameters[what], value))
    part, name = _place(process, what)
    if kind == "set":
        return Change(kind, what, _checked_setting(part, name, value))
    if kind == "initial":
        return Change(kind, what, _checked_initial(part, name, value, tick))
    if name not in part.io.outputs:
        raise UnknownFieldError(
            f"component {part.name!r} has no output {name!r} to {kind}; it has {part.io.outputs}."
            f"{did_you_mean(name, part.io.outputs)}",
            component=part.name,
            field=name,
        )
    return Change(kind, what, copy.deepcopy(value))


def _names(process: "Process") -> list[str]:
    return [*process.parameters, *process.components]


def _place(process: "Process", what: str) -> tuple[Component, str]:
    component, _, name = what.partition(".")
    if component not in process.components:
        known = list(process.components)
        raise UnknownFieldError(
            f"there is no component {component!r} for {what!r}; there are {known[:20]}."
            f"{did_you_mean(component, known)}",
            component=component,
        )
    return process.components[component], name


def _checked_setting(part: Component, name: str, value: Any) -> Any:
    where = f"{part.name}.{name}"
    if name in part.io.ports:
        side = "an output; hold() holds it" if name in part.io.outputs else "an input"
        raise ValidationError(f"{where} is {side}; set() changes parameters and arguments")
    arguments = _arguments(part)
    known = [*part.parameters, *arguments, *_attributes(part)]
    if name not in known:
        raise UnknownFieldError(
            f"component {part.name!r} has no parameter, argument or attribute {name!r} to set; it "
            f"has {sorted(set(known))}.{did_you_mean(name, known)}",
            component=part.name,
            field=name,
        )
    value = _fitting(where, _value(part, name), value)
    if name not in part.parameters and name in arguments:
        _try_argument(part, name, value)
    return value


def _try_argument(part: Component, name: str, value: Any) -> None:
    """Have a twin of the component take a new argument before anything is changed."""
    given = part.arguments
    if not isinstance(given.get("initial_values"), dict):
        given.pop("initial_values", None)
    twin = type(part)(**given)
    try:
        twin.reconfigure(**{name: value})
    except Exception as error:
        error.add_note(f"{part.name}.{name} stays as it was; it was to become {value!r}")
        raise


def _arguments(part: Component) -> list[str]:
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


def _value(part: Component, name: str) -> Any:
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
    return copy.deepcopy(value)


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
    return copy.deepcopy(values)


# Applying ----------------------------------------------------------------------------------


def _apply(process: "Process", engine: Engine, change: Change) -> Any:
    """Apply one change; return what was there before."""
    kind, what, value = change
    if kind == "set" and "." not in what:
        old = process.parameters[what]
        process.parameters[what] = value
        for component in process.components.values():
            component._pb_settings.share(what, value)
        return old
    part, name = _place(process, what)
    if kind == "set":
        return _set(part, name, value)
    if kind == "hold":
        old = getattr(part, name)
        engine.hold(part.name, name, value)
        return old
    if kind == "release":
        return engine.release(part.name, name)
    old = part.io.initial_values[name]
    part.io.initial_values = {**part.io.initial_values, name: list(value)}
    part._pb_initial_values = {**part._pb_initial_values, name: list(value)}
    _fill(engine, part.name, name, value)
    return old


def _set(part: Component, name: str, value: Any) -> Any:
    old = _value(part, name)
    if name in part.parameters:
        part.parameters[name] = value
    elif name in _arguments(part):
        part.reconfigure(**{name: value})
    else:
        setattr(part, name, value)
    return old


def _fill(engine: Engine, component: str, field: str, values: list[Any]) -> None:
    node = next(node for node in engine.nodes if node.name == component)
    port = next(port for port in node.inputs if port.field == field)
    if isinstance(port, Merge):
        first = -len(values)
        port.items = [(0, first + i, _Item(value)) for i, value in enumerate(values)]
    else:
        port.items.clear()
        port.items.extend(values)


class _Before:
    """What the components were before they were changed, for when one change fails."""

    def __init__(self, process: "Process") -> None:
        self._process = process
        self._kept: list[tuple[Component, Any, Any, Any]] = []
        self._parameters = dict(process.parameters)

    def keep(self, change: Change) -> None:
        """Remember the component that *change* is about."""
        part = self._process.components.get(change.what.partition(".")[0])
        parts = list(self._process.components.values()) if part is None else [part]
        for part in parts:
            copier = Copier([*self._process.components.values(), part.state])
            state = private_state(part)
            kept = {}
            for name, value in state.items():
                try:
                    kept[name] = copier.copy(value)
                except Exception:  # what cannot be copied can only stay as it is
                    kept[name] = value
            self._kept.append((part, kept, copier.copy(part._pb_settings.export()), part._pb_given))

    def put_back(self) -> None:
        """Undo all changes."""
        for part, state, settings, given in reversed(self._kept):
            put_back(part, state)
            part._pb_settings.put_back(settings)
            part._pb_given = given
        self._process.parameters.clear()
        self._process.parameters.update(self._parameters)
