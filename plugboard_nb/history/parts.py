"""Histories cut in two and put together again, for a process that goes back."""

import hashlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from types import FunctionType
from typing import Any

from plugboard_nb.history.column import CODES
from plugboard_nb.history.history import History
from plugboard_nb.history.joined import joined_table
from plugboard_nb.history.table import Table
from plugboard_nb.history.values import Uncopied

__all__ = ["copied", "cut_off", "digest", "join", "joined", "start_at", "take_shape"]


def cut_off(history: History, tick: int) -> History:
    """Take all ticks after *tick* out of *history* and return them.

    What is remembered may begin after *tick*; then *history* is empty and has to be joined to
    something, or to :func:`start_at`, before it goes on.
    """
    for table in history._tables.values():  # of a tick that was cut off in its midst
        table.forget_after(history.last_tick)
    later = _like(history)
    later.last_tick = history.last_tick
    later.first_tick = max(tick + 1, history.first_tick)
    later.events = [r for r in history.events if tick < r.tick <= history.last_tick]
    later.statuses = [r for r in history.statuses if tick < r.tick <= history.last_tick]
    for name, table in history._tables.items():
        _adopt(later, name, table.later(tick))
        table.forget_after(tick)
    history.events = [record for record in history.events if record.tick <= tick]
    history.statuses = [record for record in history.statuses if record.tick <= tick]
    history.last_tick = tick
    history.first_tick = min(history.first_tick, tick + 1)
    history._look_soon()
    return later


def join(history: History, later: History) -> None:
    """Add *later*, which must not be used any more, to *history*.

    Where ticks between the two are forgotten, what is older is forgotten too.
    """
    if later.last_tick >= later.first_tick:
        empty = history.last_tick < history.first_tick
        apart = empty or later.first_tick > history.last_tick + 1
        for name, table in history._tables.items():
            if apart:
                table.become(later._tables[name])
            else:
                table.extend(later._tables[name])
        if apart:
            history.first_tick = later.first_tick
            history.events = [r for r in history.events if r.tick >= later.first_tick]
        history.last_tick = later.last_tick
    history.events += later.events
    history.statuses += later.statuses
    history._look_soon()


def start_at(
    history: History, tick: int, steps: Mapping[str, int], values: Mapping[str, Any]
) -> None:
    """Forget all ticks, and go on after *tick*.

    Args:
        history: The history.
        tick: The tick before the next one.
        steps: Component → number of steps it has delivered up to then.
        values: Field → its value then.
    """
    for name, table in history._tables.items():
        before = {f: values.get(f"{name}.{f}") for f in table.columns} if steps[name] else {}
        table.start_at(tick, steps[name], before)
    history.events.clear()
    history.first_tick, history.last_tick = tick + 1, tick


def copied(history: History, last: int | None = None) -> History:
    """Return a copy of *history*, up to tick *last* if given, that shares no rows with it."""
    copy = _like(history)
    copy.first_tick, copy.last_tick = history.first_tick, history.last_tick
    for name, table in history._tables.items():
        whole = table.later(history.first_tick - 1)
        whole.before = dict(table.before)
        _adopt(copy, name, whole)
    copy.events, copy.statuses = list(history.events), list(history.statuses)
    if last is not None and last < copy.last_tick:
        cut_off(copy, last)
    return copy


def joined(parts: Iterable[tuple[History, int]]) -> History:
    """Return what histories that follow each other hold, as one that is only to be read.

    It shares their rows and stays as it is, whatever becomes of them. Where ticks between two of
    them are forgotten, what is older is forgotten too.

    Args:
        parts: Each with the last of its ticks that counts.
    """
    pairs = [(history, min(last, history.last_tick)) for history, last in parts]
    chain = pairs[:1]
    for history, last in pairs[1:]:
        empty = chain[-1][1] < chain[-1][0].first_tick
        apart = empty or history.first_tick > chain[-1][1] + 1
        if last >= history.first_tick:
            chain = [*([] if apart else chain), (history, last)]
    tables = {
        name: joined_table(
            [(h._tables[name], h._tables[name].rows_until(last)) for h, last in chain]
        )
        for name in pairs[0][0]._tables
    }
    (first, _), (_, end), whole = chain[0], chain[-1], _like(pairs[0][0], tables)
    whole.first_tick, whole.last_tick = min(first.first_tick, end + 1), end
    for history, last in pairs:
        whole.events += [r for r in history.events if whole.first_tick <= r.tick <= last]
        whole.statuses += [r for r in history.statuses if r.tick <= last]
    return whole


def take_shape(history: History, other: History) -> None:
    """Give *history*, which is empty, the fields of *other*."""
    like = _like(other)
    history.units, history._initial, history._visible = like.units, like._initial, like._visible
    history._tables, history._places = {}, {}
    for field in other.fields:
        history._places[field] = like._places[field]
    for name, table in like._tables.items():
        _adopt(history, name, table)


def digest(history: History, last: int | None = None) -> str:
    """Return a fingerprint of all values and events up to tick *last*, by type and bit."""
    sum_ = hashlib.sha256()
    for field in history.fields:
        table, name = history._place(field)
        rows = table.rows if last is None else table.rows_until(last)
        column = table.columns[name]
        kind: Any = column.until(rows)[0] if rows else None  # whatever came of it later
        part = column.part(0, rows)
        sum_.update(f"|{field}|{kind}|{rows}|".encode())
        sum_.update(table.tick_list(0, rows).tobytes())
        if kind in CODES:
            packed = part if kind is column.kind else array(CODES[kind], map(kind, part))
            sum_.update(packed.tobytes())
        else:
            for value in part:
                _add(sum_, value)
    for record in history.events:
        if last is None or record.tick <= last:
            sum_.update(f"|{record.tick}|{record.type}|{record.source}|".encode())
            _add(sum_, record.data)
    return sum_.hexdigest()


def _add(sum_: Any, value: Any, above: tuple[int, ...] = ()) -> None:
    """Add *value* to a hash, but for what lies within itself; *above* are those around it."""
    kind: Any = type(value)
    sum_.update(kind.__name__.encode())
    if id(value) in above:
        return
    inside = (*above, id(value))
    if hasattr(value, "tobytes") and hasattr(value, "dtype"):
        sum_.update(f"{value.dtype}{value.shape}".encode())
        if value.dtype.hasobject:
            _add(sum_, value.tolist(), inside)
        else:
            sum_.update(value.tobytes())
    elif hasattr(value, "to_numpy"):
        axes = [list(axis) for axis in getattr(value, "axes", ())]
        _add(sum_, [value.to_numpy(), *axes], inside)
    elif isinstance(value, dict):
        for key, item in value.items():
            sum_.update(repr(key).encode())
            _add(sum_, item, inside)
    elif isinstance(value, list | tuple):
        for item in value:
            _add(sum_, item, inside)
    elif isinstance(value, set | frozenset):
        sum_.update("".join(sorted(map(repr, value))).encode())
    elif isinstance(value, Uncopied):  # its text may tell where it was in memory
        sum_.update(value.type.encode())
    elif isinstance(value, FunctionType):
        sum_.update(value.__qualname__.encode())
    elif hasattr(value, "__dict__") and (kind.__repr__ is object.__repr__ or is_dataclass(value)):
        _add(sum_, vars(value), inside)
    else:
        sum_.update(repr(value).encode())


def _like(history: History, tables: Mapping[str, Table] | None = None) -> History:
    """Return a history of the same fields, with those *tables*, by default empty ones."""
    other = History(history.max_bytes, history._wanted)
    other._limit_was_chosen = True
    other.units, other._initial = dict(history.units), dict(history._initial)
    other._tables, other._places = dict(history._tables), dict(history._places)
    other._visible = history._visible
    if tables is None:
        own = history._tables.items()
        tables = {name: Table(table.columns, table.on_large) for name, table in own}
    for name, table in tables.items():
        _adopt(other, name, table)
    return other


def _adopt(history: History, component: str, table: Table) -> None:
    table.on_large = history._for_tables()
    history._tables[component] = table
    for field in history._visible.get(component, ()):
        history._places[f"{component}.{field}"] = table, field
