"""Histories cut in two and put together again, for a process that goes back."""

import hashlib
from collections.abc import Mapping
from typing import Any

from plugboard_nb.history.history import History
from plugboard_nb.history.table import Table

__all__ = ["copied", "cut_off", "digest", "join", "start_at", "take_shape"]


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
        table.start_at(tick, steps[name], {f: values.get(f"{name}.{f}") for f in table.columns})
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
        sum_.update(f"|{field}|{column.kind}|{rows}|".encode())
        sum_.update(table.tick_list()[:rows].tobytes())
        if column.capacity is not None:
            sum_.update(memoryview(column.data)[:rows].tobytes())
        else:
            for value in column.data[:rows]:
                _add(sum_, value)
    for record in history.events:
        if last is None or record.tick <= last:
            sum_.update(f"|{record.tick}|{record.type}|{record.source}|".encode())
            _add(sum_, record.data)
    return sum_.hexdigest()


def _add(sum_: Any, value: Any) -> None:
    sum_.update(type(value).__name__.encode())
    if hasattr(value, "tobytes") and hasattr(value, "dtype"):
        sum_.update(f"{value.dtype}{value.shape}".encode())
        sum_.update(repr(value.tolist()).encode() if value.dtype.hasobject else value.tobytes())
    elif hasattr(value, "to_numpy"):
        _add(sum_, value.to_numpy())
    elif isinstance(value, dict):
        for key, item in value.items():
            sum_.update(repr(key).encode())
            _add(sum_, item)
    elif isinstance(value, list | tuple):
        for item in value:
            _add(sum_, item)
    else:
        sum_.update(repr(value).encode())


def _like(history: History) -> History:
    """Return an empty history of the same fields."""
    other = History(history.max_bytes, history._wanted)
    other._limit_was_chosen = True
    other.units, other._initial = dict(history.units), dict(history._initial)
    other._tables, other._places = dict(history._tables), dict(history._places)
    other._visible = history._visible
    for name, table in history._tables.items():
        _adopt(other, name, Table(table.columns, other._look_soon))
    return other


def _adopt(history: History, component: str, table: Table) -> None:
    table.on_large = history._look_soon
    history._tables[component] = table
    for field in history._visible.get(component, ()):
        history._places[f"{component}.{field}"] = table, field
