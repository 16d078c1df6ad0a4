"""Values, histories, moments and snapshots as plain data that are equal only bit for bit."""

from __future__ import annotations

import random
import struct
from collections import deque
from dataclasses import fields, is_dataclass
from operator import itemgetter
from pathlib import PurePath
from typing import Any

import numpy as np

from plugboard_nb.engine.snapshot import Snapshot
from plugboard_nb.events import Event
from plugboard_nb.history import History
from plugboard_nb.library.block import Lasting
from plugboard_nb.library.sinks import _Past
from plugboard_nb.process import Process
from plugboard_nb.timeline.moment import Moment
from reference import Node

# Of snapshots: an estimate, arguments of the constructor, and the last tick with a delivery, which
# the engine notes only where it is not the present one anyway.
LEFT_OUT = {"nbytes", "given", "delivered"}


def plain(value: Any) -> Any:
    """Return *value* as data to compare: types and bits count, identities do not."""
    match value:
        case float():
            return struct.pack("d", value), type(value).__name__
        case np.ndarray():
            return value.dtype.str, value.shape, plain(value.tolist())
        case np.generic():
            return value.dtype.str, plain(value.item())
        case np.random.Generator():
            return plain(value.bit_generator.state)
        case random.Random():
            return value.getstate()
        case PurePath():
            return value.name
        case Node():
            return value.name
        case _Past():
            return plain(value.columns())
        case Lasting():
            return plain(value.value)
        case Event():  # the id and the moment of its making are random
            return value.type, value.source, plain(value.data)
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list() | tuple() | deque():
            return type(value).__name__, [plain(item) for item in value]
        case set() | frozenset():
            return type(value).__name__, sorted(map(repr, value))
        case None | bool() | int() | str() | bytes():
            return type(value).__name__, value
    if is_dataclass(value):
        kept = [f.name for f in fields(value) if f.name not in LEFT_OUT]
        return {name: plain(getattr(value, name)) for name in kept}
    if hasattr(value, "__dict__"):
        return type(value).__name__, plain(vars(value))
    return type(value).__name__, repr(value)


def rows_of(history: History, first: int, last: int) -> dict[str, Any]:
    """Return field → tick → value, and the events, of the ticks from *first* to *last*."""
    found: dict[str, Any] = {
        field: {
            int(tick): plain(value)
            for tick, value in zip(history.ticks_of(field), history[field], strict=True)
            if first <= tick <= last
        }
        for field in history.fields
    }
    events = [plain(record) for record in history.events if first <= record.tick <= last]
    return {**found, "events": events}


def ends_of(history: History, process: Process, last: int) -> list[Any]:
    """Return which components had ended before tick *last*, and when.

    Who ends in the tick after the last one, which counts for nothing, may be noted in either.
    """
    return sorted(
        record
        for record in history.statuses
        if record.entity in process.components
        and record.tick < last
        and record.status == "completed"
    )


def shown_by(moment: Moment) -> dict[str, Any]:
    """Return what a moment shows, but for statuses, which tell of the end of the record."""
    queued = {field: [_number(v) for v in values] for field, values in moment.queued.items()}
    fields, inputs = (
        {field: _number(value) for field, value in values.items()}
        for values in (moment.fields, moment.inputs)
    )
    shown = {"fields": fields, "inputs": inputs, "queued": queued, "events": moment.events}
    return {**plain(shown), "parameters": moment.parameters}


def _number(value: Any) -> Any:
    """Return integers as doubles, which a column makes of them once it has other numbers."""
    return float(value) if type(value) is int and abs(value) <= 2**53 else value


def state_in(snapshot: Snapshot, with_ended: bool) -> dict[str, Any]:
    """Return what is in a snapshot, but for how the run came to rest.

    Args:
        snapshot: The snapshot.
        with_ended: Whether what components that have ended hold is to be compared too; where steps
            wait, it depends on how far ahead of the others they were.
    """
    found = {**plain(snapshot), "status": snapshot.status == "completed"}
    for field, items in snapshot.wires.items():
        if all(isinstance(item, tuple) and len(item) == 3 for item in items):
            heap = sorted(items, key=itemgetter(0, 1))  # of what is merged
            found["wires"][field] = plain(heap)
    if not with_ended:
        for name, state in snapshot.components.items():
            if state.ended:
                found["components"][name] = state.status, state.end
    return found


def assert_same(found: Any, wanted: Any, what: str) -> None:
    """Compare plain data; the message leads to the first difference."""
    if found == wanted:
        return
    while True:
        if isinstance(found, list | tuple) and isinstance(wanted, list | tuple):
            found, wanted = (dict(enumerate(value)) for value in (found, wanted))
        if not isinstance(found, dict) or not isinstance(wanted, dict):
            break
        different = [k for k in found.keys() & wanted.keys() if found[k] != wanted[k]]
        if found.keys() != wanted.keys() or not different:
            break
        key = min(different, key=str)
        what, found, wanted = f"{what}, {key}", found[key], wanted[key]
    raise AssertionError(f"{what}: {found!r}, not {wanted!r}")
