"""Timelines as files: what is written, beside the rows of the history."""

import os
import warnings
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from plugboard_nb.engine.snapshot import ComponentState, Snapshot
from plugboard_nb.events import Event
from plugboard_nb.exceptions import EncodingError, PlugboardWarning
from plugboard_nb.process import Process
from plugboard_nb.timeline.archive import write_archive
from plugboard_nb.timeline.branch import Branch, Intervention, Keyframe
from plugboard_nb.timeline.codec import Codec
from plugboard_nb.timeline.history_archive import pack_history

if TYPE_CHECKING:
    from plugboard_nb.timeline.timeline import Timeline

__all__ = ["events_of", "save_timeline"]


def save_timeline(timeline: "Timeline", path: str | os.PathLike[str], model: Any) -> None:
    """Write *timeline* to a file, which is replaced all at once.

    Args:
        timeline: What is written: model, branches, interventions, history, keyframes, breakpoints.
        path: The file.
        model: What ``plain_spec`` gave before the first intervention.

    Raises:
        EncodingError: A constructor argument or an intervention cannot be written.
        TimelineFileError: The file cannot be written.
    """
    parts: dict[str, Any] = {}
    codec = Codec(parts, events_of(timeline.process))
    head = timeline._head
    position = head.shown
    lost: set[str] = set()
    data = {
        "process": _packed_model(model, codec),
        "max_bytes": timeline._max_bytes,
        "keyframe_every": head.album.every,
        "origin": codec.pack(asdict(timeline._origin), "the parameters of the process"),
        "head": {
            "branch": head.branch.name,
            "owner": position.branch.name,
            "tick": position.tick,
            "applied": position.applied,
        },
        "branches": [_packed_branch(branch, codec, lost) for branch in timeline.branches.values()],
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


def _packed_model(model: Mapping[str, Any], codec: Codec) -> dict[str, Any]:
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
    builder = model["connector_builder"]
    wires = [_plain(wire) for wire in args.pop("connectors")]
    return {
        "type": model["type"],
        "connector_builder": _plain(builder),
        "components": components,
        "connectors": codec.pack(wires, "the connectors"),
        "args": {k: codec.pack(_plain(v), f"the process, {k}") for k, v in args.items()},
    }


def _plain(value: Any) -> Any:
    return value.model_dump() if isinstance(value, BaseModel) else value


def _packed_branch(branch: Branch, codec: Codec, lost: set[str]) -> dict[str, Any]:
    rows = pack_history(branch._own_rows(), codec, f"branch-{branch.number}")
    lost.update(rows.replaced)
    return {
        "name": branch.name,
        "parent": None if branch.parent is None else branch.parent.name,
        "departure": branch.departure,
        "inherited": branch._inherited,
        "number": branch.number,
        "created": branch.created,
        "last_tick": branch.last_tick,
        "interventions": [_packed_change(change, codec) for change in branch._log],
        "keyframes": _packed_keyframes(branch, codec),
        "rows": rows.data,
    }


def _packed_change(change: Intervention, codec: Codec) -> dict[str, Any]:
    try:
        old = codec.pack(change.old, f"the old value of {change.what}")
    except EncodingError:
        old = None
    new = codec.pack(change.new, f"the intervention at tick {change.tick}, {change.what}")
    return {**{f.name: getattr(change, f.name) for f in fields(change)}, "old": old, "new": new}


def _packed_keyframes(branch: Branch, codec: Codec) -> list[dict[str, Any]]:
    """Return the keyframes that can be written; what lies between is replayed."""
    found = []
    for frame in reversed(branch._keyframes):
        try:
            found.append(_packed_keyframe(frame, codec))
        except EncodingError:
            if frame is not branch._keyframes[0]:
                first = _packed_first(branch, codec)
                return [*first, *reversed(found)]
            break
    return found[::-1]


def _packed_first(branch: Branch, codec: Codec) -> list[dict[str, Any]]:
    try:
        return [_packed_keyframe(branch._keyframes[0], codec)]
    except EncodingError:
        return []


def _packed_keyframe(frame: Keyframe, codec: Codec) -> dict[str, Any]:
    where = f"the keyframe at tick {frame.tick}"
    return {
        "tick": frame.tick,
        "applied": frame.applied,
        "snapshot": codec.pack(_as_dict(frame.snapshot), where),
    }


def _as_dict(record: Snapshot | ComponentState) -> dict[str, Any]:
    plain = {f.name: getattr(record, f.name) for f in fields(record)}
    if isinstance(record, Snapshot):
        plain["components"] = {name: _as_dict(s) for name, s in record.components.items()}
    else:
        plain["inbox"] = [tuple(mail) for mail in record.inbox]
    return plain
