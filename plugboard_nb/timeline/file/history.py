"""A history as parts of a file: its columns as arrays, all else as JSON."""

from array import array
from collections.abc import MutableMapping
from functools import partial
from typing import Any, NamedTuple, NoReturn, cast

from plugboard_nb.exceptions import EncodingError, TimelineFileError
from plugboard_nb.history import Column, EventRecord, History, StatusRecord, Table, Uncopied
from plugboard_nb.history.joined import JoinedColumn
from plugboard_nb.history.values import size_of
from plugboard_nb.timeline.codec import Codec
from plugboard_nb.timeline.file.archive import NAME

__all__ = ["PackedHistory", "pack_history", "unpack_history"]

_KINDS: dict[str, Any] = {"None": None, "float": float, "int": int, "bool": bool, "object": object}
_NAMES: dict[Any, str] = {kind: name for name, kind in _KINDS.items()}
_CODES = {"float": "d", "int": "q", "bool": "B"}
_DTYPES = {"float": "float64", "int": "int64", "bool": "bool"}
_NUMBERS = ("first_tick", "last_tick", "max_bytes", "_next_look")


class PackedHistory(NamedTuple):
    """What a file needs to hold of a history, beside the columns.

    Attributes:
        data: JSON data.
        replaced: Field, or ``"the events 'high'"`` → why an Uncopied stands for some of its values.
    """

    data: dict[str, Any]
    replaced: dict[str, str]


def pack_history(history: History, codec: Codec, folder: str, after: int = 0) -> PackedHistory:
    """Return *history* as JSON data; packed columns become members of ``codec.parts``.

    The members share the memory of the columns, or are functions that read them off several when it
    is their turn to be written. A value that cannot be written is replaced by an Uncopied, which
    says what it was.

    Args:
        history: Any, between two ticks.
        codec: Writes the values; its parts must be those that become the file.
        folder: The members are named ``folder/component.field.npy``; no other history's folder.
        after: Ticks up to this one are left out.
    """
    writer = _Writer(codec, folder, after)
    data: dict[str, Any] = {name: getattr(history, name) for name in _NUMBERS}
    data["first_tick"] = max(history.first_tick, after + 1)
    data |= {
        "chosen_limit": history._chosen_limit,
        "limit_was_chosen": history._limit_was_chosen,
        "wanted": codec.pack(history._wanted, "the fields to keep"),
        "units": codec.pack(history.units, "the units"),
        "initial": writer.values(history._initial, ""),
        "events": writer.events([r for r in history.events if r.tick > after]),
        "statuses": codec.pack(
            [r for r in history.statuses if r.tick > after or not after], "the statuses"
        ),
        "tables": [
            [name, writer.table(name, table, history._visible.get(name, ()))]
            for name, table in history._tables.items()
        ],
    }
    return PackedHistory(data, writer.replaced)


class _Writer:
    def __init__(self, codec: Codec, folder: str, after: int) -> None:
        self.codec, self.folder, self.after = codec, folder, after
        self.replaced: dict[str, str] = {}

    def value(self, value: Any, what: str) -> Any:
        """Return the data of *value*, or of an Uncopied that stands for it."""
        try:
            return self.codec.pack(value, what)
        except EncodingError as error:
            self.replaced.setdefault(what, str(error))
            return self.codec.pack(_uncopied(value), what)

    def values(self, values: dict[str, Any], prefix: str) -> list[Any]:
        """Return names and the data of each value in turn."""
        return [[name, self.value(value, f"{prefix}{name}")] for name, value in values.items()]

    def stream(self, values: list[Any], what: str) -> Any:
        """Return the data of a list of values, each of which may be replaced."""
        try:
            return self.codec.pack(values, what)
        except EncodingError as error:
            self.replaced.setdefault(what, str(error))
        kept = []
        for value in values:
            try:
                self.codec.pack(value, what)
                kept.append(value)
            except EncodingError:
                kept.append(_uncopied(value))
        return self.codec.pack(kept, what)

    def events(self, events: list[EventRecord]) -> Any:
        try:
            return self.codec.pack(events, "events")
        except EncodingError:
            return [self._event(record) for record in events]

    def _event(self, record: EventRecord) -> Any:
        what = f"the events {record.type!r}"
        try:
            return self.codec.pack(record, what)
        except EncodingError as error:
            self.replaced.setdefault(what, str(error))
            return self.codec.pack(record._replace(data=_uncopied(record.data)), what)

    def table(self, component: str, table: Table, visible: Any) -> dict[str, Any]:
        first, rows = table.rows_until(self.after), table.rows
        before = table.row(first - 1) if first else table.before
        return {
            "count": table.count,
            "dropped": table.dropped + first,
            "dropped_tick": table.tick_of_row(first - 1) if first else table.dropped_tick,
            "before": self.values(before, f"{component}."),
            "ticks": self.codec.pack(table.ticks and table.ticks[first:], component),
            "visible": list(visible),
            "columns": [
                [field, self.column(column, f"{component}.{field}", first, rows)]
                for field, column in table.columns.items()
            ],
        }

    def column(self, column: Column, field: str, first: int, rows: int) -> dict[str, Any]:
        kind = _NAMES[column.kind]
        changes = [[row - first, _NAMES[before]] for row, before in column.changes]
        data: dict[str, Any] = {"kind": kind, "changes": changes}
        if kind in _CODES:
            joined = isinstance(column, JoinedColumn)
            read = partial(column.values, rows, first)
            data["in"] = self._member(field, read if joined else read())
        else:
            data["values"] = self.stream(column.part(first, rows), field)
        return data

    def _member(self, field: str, values: Any) -> str:
        parts = cast(MutableMapping[str, Any], self.codec.parts)
        name = f"{self.folder}/{field}.npy"
        if not NAME.fullmatch(name) or name in parts:
            name = f"{self.folder}/{len(parts)}.npy"
        parts[name] = values
        return name


def _uncopied(value: Any) -> Uncopied:
    kind = type(value).__name__
    try:
        return Uncopied(kind, repr(value)[:200])
    except Exception:
        return Uncopied(kind, f"<{kind}>")


def unpack_history(data: Any, codec: Codec) -> History:
    """Return the history that :func:`pack_history` gave *data* for, field by field and bit by bit.

    Args:
        data: Any JSON data.
        codec: Reads values and members.

    Raises:
        TimelineFileError: The data are no history.
    """
    try:
        return _Reader(codec).history(data)
    except TimelineFileError:
        raise
    except Exception as error:  # whatever wrong data lead to
        message = f"{codec.path}: the history is damaged"
        raise TimelineFileError(message, codec.path) from error


class _Reader:
    def __init__(self, codec: Codec) -> None:
        self.codec = codec

    def damaged(self, what: str) -> NoReturn:
        message = f"{self.codec.path}: the history is damaged: {what} makes no sense"
        raise TimelineFileError(message, self.codec.path)

    def history(self, data: Any) -> History:
        read = self.codec.unpack
        tables = {name: self.table(name, packed) for name, packed in data["tables"]}
        visible = {name: list(packed["visible"]) for name, packed in data["tables"]}
        columns = {name: list(table.columns) for name, table in tables.items()}
        history = History(None, read(data["wanted"], "the fields to keep"))
        history.start(visible, read(data["units"], "the units"), {}, columns)
        if history._visible != visible:
            self.damaged("the list of its fields")
        for name, table in tables.items():
            if list(history._tables[name].columns) != columns[name]:
                self.damaged(f"the list of fields of {name!r}")
            history._tables[name].become(table)
        history._initial = self.values(data["initial"])
        history.events = self.records(data["events"], EventRecord)
        history.statuses = self.records(data["statuses"], StatusRecord)
        for name in _NUMBERS:
            setattr(history, name, self.number(data[name], name))
        for name, table in tables.items():
            if not _lies_within(table, history.first_tick, history.last_tick):
                self.damaged(f"the rows of {name!r}")
        chosen = data["chosen_limit"]
        history._chosen_limit = None if chosen is None else self.number(chosen, "its limit")
        history._limit_was_chosen = bool(data["limit_was_chosen"])
        return history

    def number(self, value: Any, what: str) -> int:
        if type(value) is not int or value < 0:
            self.damaged(what)
        return value

    def values(self, data: Any) -> dict[str, Any]:
        return {str(name): self.codec.unpack(packed, str(name)) for name, packed in data}

    def records(self, data: Any, kind: type) -> list[Any]:
        found = self.codec.unpack(data, kind.__name__)
        if type(found) is not list or any(type(record) is not kind for record in found):
            self.damaged(f"a list of {kind.__name__}")
        return found

    def table(self, name: str, data: Any) -> Table:
        table = Table((), lambda: None)
        table.settle(self.number(data["count"], name))
        table.dropped = self.number(data["dropped"], name)
        table.dropped_tick = self.number(data["dropped_tick"], name)
        table.before = self.values(data["before"])
        ticks = self.codec.unpack(data["ticks"], name)
        table.ticks = ticks
        if table.rows < 0 or not (ticks is None or self._are_ticks(ticks, table.rows)):
            self.damaged(f"the ticks of {name!r}")
        table.columns = {
            str(field): self.column(f"{name}.{field}", packed, table.rows)
            for field, packed in data["columns"]
        }
        if table.before and table.before.keys() != table.columns.keys():
            self.damaged(f"the row before the first of {name!r}")
        return table

    def _are_ticks(self, ticks: Any, rows: int) -> bool:
        import numpy as np

        sound = type(ticks) is array and ticks.typecode == "q" and len(ticks) == rows
        return sound and bool((np.diff(np.array(ticks)) > 0).all())

    def column(self, field: str, data: Any, rows: int) -> Column:
        column, kind = Column(), data["kind"]
        column.kind = _KINDS[kind]
        # A row may be negative where the column is the later part of a longer one.
        column.changes = [(int(row), _KINDS[before]) for row, before in data["changes"]]
        if kind in _CODES:
            column.data = self.packed(field, data["in"], kind)
        else:
            column.data = self.codec.unpack(data["values"], field)
            column.object_bytes = sum(map(size_of, column.data))
        if len(column.data) != rows or type(column.data) not in (list, array):
            self.damaged(f"the column of {field!r}")
        return column

    def packed(self, field: str, name: Any, kind: str) -> "array[Any]":
        found = self.codec.member(name)
        if found.dtype.newbyteorder("=") != _DTYPES[kind] or found.ndim != 1:
            self.damaged(f"the column of {field!r}")
        made: array[Any] = array(_CODES[kind])
        made.frombytes(found.astype(_DTYPES[kind], copy=False).tobytes())
        return made


def _lies_within(table: Table, first: int, last: int) -> bool:
    """Say whether the ticks of *table* are those of a history from tick *first* to *last*."""
    rows = table.rows
    if not table.dropped <= table.dropped_tick < max(first, 1) or table.count > last:
        return False
    return not rows or first <= table.tick_of_row(0) <= table.tick_of_row(rows - 1) <= last
