"""Which settings and holds were in force at a moment, worked out from the interventions."""

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.branch import Intervention, changes_on

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline
    from plugboard_nb.widgets.host.scene import Scene

__all__ = ["UNKNOWN", "before", "began_with", "changes_at", "held_at", "setting_at"]

UNKNOWN: Any = type("Unknown", (), {"__repr__": lambda self: "unknown"})()


def changes_at(scene: "Scene") -> list[Intervention]:
    """Return all interventions that are in force at the moment shown."""
    if scene.live:
        return scene.timeline.interventions
    return changes_on(scene.branch.position(scene.tick))


def held_at(changes: Sequence[Intervention]) -> dict[str, Intervention]:
    """Return output → the intervention that holds it, after *changes*."""
    held: dict[str, Intervention] = {}
    for change in changes:
        if change.kind == "hold":
            held[change.what] = change
        elif change.kind == "release":
            held.pop(change.what, None)
    return held


def setting_at(
    timeline: "Timeline", what: str, changes: Sequence[Intervention], present: Any
) -> Any:
    """Return the value that *what* had after *changes*, if nobody but people changes it.

    Args:
        timeline: The timeline.
        what: ``"component.name"``, or the bare name of a parameter of the process.
        changes: The interventions on the way to the moment.
        present: Its value at the head.
    """
    for change in reversed(changes):
        if change.kind == "set" and change.what == what:
            return change.new
    if any(change.kind == "set" and change.what == what for change in timeline.interventions):
        return began_with(timeline, what)
    return present


def before(timeline: "Timeline", changes: Sequence[Intervention], number: int) -> Any:
    """Return what stood in the place of ``changes[number]`` before it; ``UNKNOWN`` if nobody knows.

    A fork does not write that down, since it makes its changes later.
    """
    change = changes[number]
    if change.old is not None:
        return change.old
    for earlier in reversed(changes[:number]):
        if earlier.kind == change.kind and earlier.what == change.what:
            return earlier.new
    return began_with(timeline, change.what) if change.kind == "set" else UNKNOWN


def began_with(timeline: "Timeline", what: str) -> Any:
    """Return the value of *what* before all interventions, ``UNKNOWN`` for a mere attribute."""
    component, _, name = what.partition(".")
    if not name:
        return vars(timeline).get("_shared", timeline.process.parameters).get(what, UNKNOWN)
    parameters = timeline._origin.parameters.get(component, {})
    if name in parameters:
        return parameters[name]
    part = timeline.process.components.get(component)
    if part is None:
        return UNKNOWN
    (args, kwargs), _ = timeline._given.get(component, (part._pb_given, None))
    signature = inspect.signature(type(part).__init__)
    given = signature.bind(part, *args, **kwargs)
    given.apply_defaults()
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.VAR_KEYWORD:
            given.arguments.update(given.arguments.pop(parameter.name, {}))
    return given.arguments.get(name, UNKNOWN)
