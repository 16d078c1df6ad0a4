"""Keyframes from a file: snapshots whose every part is of the type that it should be."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NoReturn

import pydantic

from plugboard_nb.component import Component
from plugboard_nb.component.memory import same
from plugboard_nb.engine.node import Mail
from plugboard_nb.engine.snapshot import ComponentState, Snapshot
from plugboard_nb.schemas import Status
from plugboard_nb.timeline.file.parts import damaged

__all__ = ["snapshot_of"]

_STRICT = pydantic.ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)
_STATUSES = {None, *map(str, Status)}


def _checker(record: type, **others: Any) -> type[pydantic.BaseModel]:
    """Return a model that checks the fields of *record*, a dataclass, some of them as *others*."""
    types: dict[str, Any] = {f.name: (others.get(f.name, f.type), ...) for f in fields(record)}
    return pydantic.create_model(f"_{record.__name__}", __config__=_STRICT, **types)


_Snapshot = _checker(Snapshot, components=dict[str, dict[str, Any]])
_State = _checker(
    ComponentState,
    settings=tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
    given=tuple[tuple[Any, ...], dict[str, Any]],
    initial_values=dict[str, list[Any]],
)


def snapshot_of(
    data: Any,
    tick: int,
    components: Mapping[str, Component],
    path: str,
) -> Snapshot:
    """Return the snapshot that a file holds.

    Args:
        data: What was read.
        tick: The tick of the keyframe.
        components: Those of the process.
        path: The file, for errors.

    Raises:
        TimelineFileError: The data are no snapshot, or one of another model.
    """

    def refuse(problem: str = "makes no sense") -> NoReturn:
        raise damaged(path, f"the keyframe at tick {tick} {problem}")

    try:
        _Snapshot.model_validate(data)
    except pydantic.ValidationError:
        refuse()
    parts: dict[str, Any] = data  # the very objects, some of which are in it several times
    given = parts["components"].items()
    states = {name: _state_of(state, components.get(name)) for name, state in given}
    wires = {f"{n}.{f}" for n, part in components.items() for f in part.io.inputs}
    if states.keys() != components.keys() or not parts["wires"].keys() <= wires:
        refuse("is of another model")
    counts = [parts[name] for name in ("delivered", "handled", "ends", "nbytes")]
    if None in states.values() or parts["tick"] != tick or min(counts) < 0:
        refuse()
    if parts["status"] not in _STATUSES:
        refuse()
    return Snapshot(**{**parts, "components": states})


def _state_of(data: dict[str, Any], component: Component | None) -> ComponentState | None:
    """Return the state of one component; ``None`` where *data* are none."""
    if component is None:
        return None
    try:
        parts = {**data, "filled": set(data["filled"]), "inbox": [Mail(*m) for m in data["inbox"]]}
        if parts["given"] is None:  # the arguments of the model
            parts["given"] = component._pb_given
        _State.model_validate(parts)
    except (KeyError, TypeError, pydantic.ValidationError):
        return None
    ports = component.io.ports
    named = (parts["fields"], parts["held"], parts["covered"], parts["initial_values"])
    if not all(part.keys() <= ports.keys() for part in named):
        return None
    if parts["status"] not in _STATUSES or min(parts["turns"], parts["steps"]) < 0:
        return None
    live, own, merged = parts["settings"]
    # Settings tell by identity what somebody has set, and equal numbers are several when read.
    live = {k: merged[k] if k in merged and same(merged[k], v) else v for k, v in live.items()}
    return ComponentState(**{**parts, "settings": (live, own, merged)})
