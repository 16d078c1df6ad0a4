"""Making changes to a process between two ticks: all of them, or none."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from plugboard_nb.component import Component
from plugboard_nb.component.memory import is_engine_owned, same
from plugboard_nb.engine.node import Node
from plugboard_nb.engine.snapshot import Copier
from plugboard_nb.process.changes import (
    Change,
    Model,
    arguments_in,
    note_what_stays,
    place_of,
    value_of,
)

__all__ = ["Before", "Target", "apply_changes"]


class Target(Protocol):
    """What takes the changes that concern more than a component: an engine, or several."""

    @property
    def nodes(self) -> Sequence[Node]:
        """The compiled components."""

    def hold(self, component: str, field: str, value: Any) -> None:
        """Have an output be *value* from the next tick on."""

    def release(self, component: str, field: str) -> None:
        """Have an output be again what the step says."""

    def fill(self, component: str, field: str, values: list[Any]) -> None:
        """Put other initial values on the wires into an input."""


def apply_changes(process: Model, engine: Target, changes: Iterable[Change]) -> dict[str, Any]:
    """Apply all of *changes*, which were checked, or none of them.

    New constructor arguments of one component are given to it together, so that those which
    depend on each other can be changed.

    Returns:
        What was changed → its old value.
    """
    several = list(changes)
    # What is not "set" cannot fail, and comes last.
    settings = [change for change in several if change.kind == "set"]
    others = [change for change in several if change.kind != "set"]
    old = {what: _old(process, what) for _, what, _ in settings}
    before = Before(process, engine) if settings else None
    try:
        for component, new in arguments_in(process, settings).items():
            _give(process.components[component], new)
        for change in settings:
            _set(process, change)
    except Exception as error:
        assert before is not None
        before.put_back()
        note_what_stays(error, settings)
        raise
    return {**old, **{change.what: _apply(process, engine, change) for change in others}}


def _old(process: Model, what: str) -> Any:
    if "." not in what:
        return process.parameters[what]
    return value_of(*place_of(process, what))


def _give(part: Component, arguments: dict[str, Any]) -> None:
    """Give *part* new constructor arguments; where it has setters for them, those see them too."""
    part.reconfigure(**arguments)
    for name, value in arguments.items():
        if getattr(getattr(type(part), name, None), "fset", None) is not None:
            setattr(part, name, value)


def _set(process: Model, change: Change) -> None:
    _, what, value = change
    if "." not in what:
        process.parameters[what] = value
        for component in process.components.values():
            component._pb_settings.share(what, value)
        return
    part, name = place_of(process, what)
    if name in part.parameters:
        part.parameters[name] = value
    elif not arguments_in(process, [change]):
        setattr(part, name, value)


def _apply(process: Model, engine: Target, change: Change) -> Any:
    """Apply a change that is not ``"set"``; return what was there before."""
    kind, what, value = change
    part, name = place_of(process, what)
    if kind == "hold":
        old = getattr(part, name)
        engine.hold(part.name, name, value)
        return old
    if kind == "release":
        return engine.release(part.name, name)
    old = part.io.initial_values[name]
    part.io.initial_values = {**part.io.initial_values, name: list(value)}
    part._pb_initial_values = {**part._pb_initial_values, name: list(value)}
    engine.fill(part.name, name, list(value))
    return old


class Before:
    """What all components were before a change, with one copy of what they share."""

    def __init__(self, process: Model, engine: Target) -> None:
        self._process = process
        self._parameters = dict(process.parameters)
        parts = process.components.values()
        loops = [node.own_run for node in engine.nodes if node.own_run is not None]
        wholes = [process, process.state, process.state.history, *loops]
        copier = Copier([*wholes, *parts, *(part.io for part in parts)])
        self._kept = [
            (
                part,
                _own(part),
                {name: _copy(value, copier) for name, value in _own(part).items()},
                tuple(_copy(each, copier) for each in part._pb_settings.export()),
                part._pb_given,
            )
            for part in parts
        ]

    def put_back(self) -> None:
        """Undo all changes.

        What the attributes held comes back itself, unless some of it was changed in place.
        """
        intact = all(same(originals, copies) for _, originals, copies, _, _ in self._kept)
        for part, originals, copies, settings, given in self._kept:
            own, attributes = vars(part), originals if intact else copies
            for name in _own(part).keys() - attributes.keys():
                del own[name]
            own.update(attributes)
            part._pb_settings.put_back(settings)
            part._pb_given = given
        self._process.parameters.clear()
        self._process.parameters.update(self._parameters)


def _own(part: Component) -> dict[str, Any]:
    """Return attributes, fields and random numbers."""
    return {k: v for k, v in vars(part).items() if not is_engine_owned(k) or k == "_pb_rng"}


def _copy(value: Any, copier: Copier) -> Any:
    try:
        return copier.copy(value)
    except Exception:  # what cannot be copied can only stay as it is
        return dict(value) if type(value) is dict else value
