"""Timelines as files: what is written, beside the rows of the history."""

import copy
import inspect
import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from plugboard_nb.builder import plain_spec
from plugboard_nb.component import Component
from plugboard_nb.engine.snapshot import ComponentState, Snapshot
from plugboard_nb.events import Event
from plugboard_nb.exceptions import EncodingError, PlugboardWarning
from plugboard_nb.history import History
from plugboard_nb.process import Process
from plugboard_nb.timeline.branch import Branch, Intervention, Keyframe
from plugboard_nb.timeline.codec import Codec
from plugboard_nb.timeline.file.archive import write_archive
from plugboard_nb.timeline.file.history import pack_history
from plugboard_nb.timeline.past import Origin

if TYPE_CHECKING:
    from plugboard_nb.timeline.timeline import Timeline

__all__ = ["described", "events_of", "save_timeline"]


def described(process: Process) -> dict[str, Any]:
    """Return what *process* is made of, as it is now: what its components change later stays out.

    Raises:
        ValidationError: The connectors are of several classes.
    """
    model = plain_spec(process)
    args = model["args"]
    args["seed"] = process.seed  # one that was drawn at random is part of what happened
    for entry in args["components"]:
        entry["args"] = {name: _own(value) for name, value in entry["args"].items()}
    return {**model, "args": {name: _own(value) for name, value in args.items()}}


def _own(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:  # such as an open file, which cannot be written either
        return value


def save_timeline(timeline: "Timeline", path: str | os.PathLike[str], model: Any) -> None:
    """Write *timeline* to a file, which is replaced all at once.

    Args:
        timeline: What is written: model, branches, interventions, history, keyframes, breakpoints.
        path: The file.
        model: What :func:`described` gave before the first intervention.

    Raises:
        EncodingError: A constructor argument or an intervention cannot be written.
        TimelineFileError: The file cannot be written.
    """
    parts: dict[str, Any] = {}
    codec = Codec(parts, events_of(timeline.process))
    head = timeline._head
    position = head.shown
    lost: set[str] = set()
    given = {name: part._pb_given for name, part in timeline.process.components.items()}
    given |= {name: kept[0] for name, kept in timeline._given.items()}
    data = {
        "process": _packed_model(model, timeline.process, codec),
        "max_bytes": timeline._max_bytes,
        "keyframe_every": head.album.every,
        "origin": _packed_origin(timeline._origin, codec),
        "head": {
            "branch": head.branch.name,
            "owner": position.branch.name,
            "tick": position.tick,
            "applied": position.applied,
        },
        "branches": [
            _packed_branch(branch, head.record_of(branch), given, codec, lost)
            for branch in timeline.branches.values()
        ],
        "layout": {name: list(corner) for name, corner in timeline.layout.items()},
        "breakpoints": [
            {
                "condition": None if point.condition is None else point.condition.text,
                "events": list(point.events),
                "enabled": point.enabled,
                "hits": point.hits,
            }
            for point in timeline.breakpoints
        ],
    }
    parts["timeline.json"] = data
    about = {"process": timeline.process.name, "tick": position.tick, "branch": head.branch.name}
    write_archive(path, parts, about)
    if lost:
        warnings.warn(
            f"some values of {', '.join(sorted(lost)[:10])} cannot be written to a file; loading "
            "computes them again",
            PlugboardWarning,
            stacklevel=3,
        )


def events_of(process: Process) -> Mapping[str, type[Event]]:
    """Return type → class of all events that components of *process* declare."""
    declared = (
        event
        for component in process.components.values()
        for event in (*component.io.input_events, *component.io.output_events)
    )
    return {event.type: event for event in declared}


def _packed_origin(origin: Origin, codec: Codec) -> Any:
    own = {name: sorted(names) for name, names in origin.own.items()}
    return codec.pack({**vars(origin), "own": own}, "the parameters of the process")


def _packed_model(model: Mapping[str, Any], process: Process, codec: Codec) -> dict[str, Any]:
    for component in process.components.values():
        _check_arguments(component)
    args = dict(model["args"])
    components = [
        {
            "type": entry["type"],
            "args": {
                name: codec.pack(_plain(value), f"component {entry['args'].get('name')!r}, {name}")
                for name, value in entry["args"].items()
            },
        }
        for entry in args.pop("components")
    ]
    wires = [_plain(wire) for wire in args.pop("connectors")]
    return {
        "type": model["type"],
        "connector_builder": codec.pack(_plain(model["connector_builder"]), "the connectors"),
        "components": components,
        "connectors": codec.pack(wires, "the connectors"),
        "args": {k: codec.pack(_plain(v), f"the process, {k}") for k, v in args.items()},
    }


def _check_arguments(component: Component) -> None:
    """Refuse arguments that have no name, by which they could be given again."""
    signature = inspect.signature(type(component).__init__)
    bound = signature.bind(component, *component._pb_given[0], **component._pb_given[1])
    for name, parameter in signature.parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL and bound.arguments.get(name):
            raise EncodingError(
                f"component {component.name!r}: what its constructor was given as *{name} has no "
                "name and cannot be written; have it take a list"
            )


def _plain(value: Any) -> Any:
    return value.model_dump() if isinstance(value, BaseModel) else value


def _packed_branch(
    branch: Branch, record: History, given: Mapping[str, Any], codec: Codec, lost: set[str]
) -> dict[str, Any]:
    rows = pack_history(record, codec, f"branch-{branch.number}", after=branch.departure)
    lost.update(rows.replaced)
    limit = branch._timeline._max_bytes  # of all branches together
    rows.data.update(max_bytes=limit, chosen_limit=None, limit_was_chosen=True)
    return {
        "name": branch.name,
        "parent": None if branch.parent is None else branch.parent.name,
        "departure": branch.departure,
        "inherited": branch._inherited,
        "founding": branch._founding,
        "number": branch.number,
        "created": branch.created,
        "last_tick": branch.last_tick,
        "interventions": [_packed_change(change, codec) for change in branch._log],
        "keyframes": list(_packed_keyframes(branch._keyframes, given, codec)),
        "rows": rows.data,
    }


def _packed_change(change: Intervention, codec: Codec) -> dict[str, Any]:
    try:
        old = codec.pack(change.old, f"the old value of {change.what}")
    except EncodingError:
        old = None
    new = codec.pack(change.new, f"the intervention at tick {change.tick}, {change.what}")
    return {**{f.name: getattr(change, f.name) for f in fields(change)}, "old": old, "new": new}


def _packed_keyframes(
    frames: Iterable[Keyframe], given: Mapping[str, Any], codec: Codec
) -> Iterable[dict[str, Any]]:
    """Yield the keyframes that can be written; what lies between is replayed."""
    for frame in frames:
        try:
            snapshot = codec.pack(_as_dict(frame.snapshot, given), f"tick {frame.tick}")
        except EncodingError:
            continue
        yield {"tick": frame.tick, "applied": frame.applied, "snapshot": snapshot}


def _as_dict(snapshot: Snapshot, given: Mapping[str, Any]) -> dict[str, Any]:
    components = {
        name: _state_as_dict(state, given[name]) for name, state in snapshot.components.items()
    }
    return {**_fields_of(snapshot), "components": components}


def _state_as_dict(state: ComponentState, given: Any) -> dict[str, Any]:
    return {
        **_fields_of(state),
        "given": None if state.given is given else state.given,  # the arguments of the model
        "inbox": [tuple(mail) for mail in state.inbox],
        "filled": sorted(state.filled),
    }


def _fields_of(record: Snapshot | ComponentState) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)}
