"""History: what every output was at every tick, what events there were, how statuses changed."""

import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.collector import give_memory_back
from plugboard_nb.exceptions import PlugboardWarning, UnknownFieldError
from plugboard_nb.history.table import Table
from plugboard_nb.history.values import frozen
from plugboard_nb.suggest import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EventRecord", "History", "HistoryLimitWarning", "StatusRecord"]

DEFAULT_MAX_BYTES = 512 << 20


class HistoryLimitWarning(PlugboardWarning):
    """The history reached a limit that nobody asked for and forgets its oldest ticks."""


class EventRecord(NamedTuple):
    """One event that was emitted."""

    tick: int
    type: str
    source: str
    data: Any


class StatusRecord(NamedTuple):
    """One change of status, of a component or of the process."""

    tick: int
    entity: str
    status: str


class History:
    """The streams of all outputs and exports, by ``"component.field"``.

    ``history["tank.level"]`` is the stream of that output, one value per step of its component:
    a read-only numpy array where the values are numbers, else a list. Values never change after
    they were recorded.

    Args:
        max_bytes: Size to keep within by forgetting the oldest ticks. By default 512 MiB, with a
            warning when it is reached.
        fields: Fields to record, by name or pattern (``"tank.*"``); all by default.
    """

    def __init__(self, max_bytes: int | None = None, fields: Iterable[str] | None = None) -> None:
        if max_bytes is not None and max_bytes <= 0:
            raise ValueError(f"max_bytes is {max_bytes}; it must be a positive number of bytes")
        self.max_bytes = DEFAULT_MAX_BYTES if max_bytes is None else max_bytes
        self._chosen_limit = max_bytes
        self._limit_was_chosen = max_bytes is not None
        self._wanted = None if fields is None else list(fields)
        self.start({}, {}, {})

    def start(
        self,
        outputs: Mapping[str, Iterable[str]],
        units: Mapping[str, str],
        initial: Mapping[str, Any],
        filled: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Forget everything and prepare for a new run.

        Args:
            outputs: Component → names of its outputs and exports.
            units: Field → unit.
            initial: Field → value at tick 0.
            filled: Component → inputs that events fill; they are kept for :meth:`input_at` only, as
                no output tells their values.
        """
        self._tables: dict[str, Table] = {}
        self._places: dict[str, tuple[Table, str]] = {}
        self._visible: dict[str, list[str]] = {}
        for name, fields in outputs.items():
            kept = [field for field in fields if self._wants(f"{name}.{field}")]
            hidden = [field for field in (filled or {}).get(name, ()) if field not in kept]
            table = self._tables[name] = Table([*kept, *hidden], self._for_tables())
            self._visible[name] = kept
            self._places.update({f"{name}.{field}": (table, field) for field in kept})
        self.units = {field: unit for field, unit in units.items() if field in self._places}
        self._initial = {field: frozen(v) for field, v in initial.items() if field in self._places}
        self.events: list[EventRecord] = []
        self.statuses: list[StatusRecord] = []
        self.first_tick = 1
        self.last_tick = 0
        self._next_look = 1024

    def check(self, outputs: Mapping[str, Iterable[str]]) -> None:
        """See that every field to keep is there.

        Args:
            outputs: As for :meth:`start`.

        Raises:
            UnknownFieldError: The history was told to keep a field that there is not.
        """
        every = [f"{name}.{field}" for name, fields in outputs.items() for field in fields]
        for pattern in self._wanted or ():
            if not any(fnmatchcase(field, pattern) for field in every):
                raise UnknownFieldError(
                    f"the history shall keep {pattern!r}, which is no field; there are "
                    f"{every[:20]}.{did_you_mean(pattern, every)}"
                )

    def _wants(self, field: str) -> bool:
        return self._wanted is None or any(fnmatchcase(field, p) for p in self._wanted)

    # Reading -------------------------------------------------------------------------------

    @property
    def fields(self) -> list[str]:
        """All recorded fields, ``"component.field"``, in order of declaration."""
        return list(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, field: object) -> bool:
        return field in self._places

    def __repr__(self) -> str:
        return (
            f"<History of {len(self._places)} fields, ticks {self.first_tick} to {self.last_tick}, "
            f"{self.nbytes / 1e6:.1f} MB>"
        )

    def _place(self, field: str) -> tuple[Table, str]:
        try:
            return self._places[field]
        except KeyError:
            known = list(self._places)
            hint = did_you_mean(field, known)
            raise UnknownFieldError(
                f"the history has no field {field!r}; it has {known[:20]}.{hint}"
            ) from None

    def __getitem__(self, field: str) -> Any:
        """Return the stream of *field*: a numpy view where the values are numbers, else a list.

        Raises:
            UnknownFieldError: There is no such field.
        """
        table, name = self._place(field)
        return table.columns[name].values(table.rows)

    def part(self, field: str, since: int = 0, until: int | None = None) -> Any:
        """Return the values of *field* after tick *since* up to tick *until*, as ``self[field]``.

        Raises:
            UnknownFieldError: There is no such field.
        """
        table, name = self._place(field)
        stop = table.rows if until is None else table.rows_until(until)
        start = min(table.rows_until(since), stop)
        return table.columns[name].values(stop, start)

    def ticks_of(self, field: str, since: int = 0, until: int | None = None) -> Any:
        """Return the tick of each value of ``part(field, since, until)``."""
        table, _ = self._place(field)
        stop = table.rows if until is None else table.rows_until(until)
        start = min(table.rows_until(since), stop)
        try:
            import numpy as np
        except ImportError:
            return list(table.tick_list(start, stop))
        if table.ticks is None:
            return np.arange(table.dropped + start + 1, table.dropped + stop + 1, dtype="int64")
        ticks = table.tick_list(start, stop)
        return np.frombuffer(ticks, "int64") if ticks else np.array([], "int64")

    def at(self, tick: int) -> dict[str, Any]:
        """Return field → its last value at or before *tick*; ``None`` where there was none yet.

        Raises:
            IndexError: *tick* lies in the future or is no longer remembered.
        """
        if tick > self.last_tick or tick < 0:
            raise IndexError(f"there is no tick {tick}; the last tick done is {self.last_tick}")
        if 0 < tick < self.first_tick:
            raise IndexError(
                f"tick {tick} is no longer remembered; the history starts at tick {self.first_tick}"
            )
        return {field: self.value(field, tick) for field in self._places}

    def value(self, field: str, tick: int) -> Any:
        """Return the last value of *field* at or before *tick*; ``None`` if there was none yet.

        Raises:
            UnknownFieldError: There is no such field.
        """
        table, name = self._place(field)
        row = table.rows_until(tick) - 1
        if row >= 0:
            return table.columns[name].item(row)
        if tick and table.before:
            return table.before[name]
        return self._initial.get(field)

    def steps(self, component: str, tick: int) -> int:
        """Return how many steps *component* had delivered up to and including *tick*."""
        table = self._tables[component]
        return table.dropped + table.rows_until(tick)

    def tick_of_step(self, component: str, number: int) -> int:
        """Return the tick at which *component* delivered its step *number*, counted from 1.

        Raises:
            LookupError: There was no such step, or it is forgotten.
        """
        table = self._tables[component]
        row = self._row(table, component, number)
        return table.dropped_tick if row < 0 else table.tick_of_row(row)

    def of_step(self, field: str, number: int) -> Any:
        """Return the value of *field* that its component delivered at its step *number*.

        Raises:
            LookupError: The field is not recorded, there was no such step, or it is forgotten.
        """
        if field not in self._places:
            raise LookupError(f"the history does not keep {field!r}")
        table, name = self._places[field]
        row = self._row(table, field, number)
        if row < 0:
            return table.before[name]
        return table.columns[name].item(row)

    @staticmethod
    def _row(table: Table, what: str, number: int) -> int:
        row = number - 1 - table.dropped
        if row >= table.rows or (row < 0 and (row < -1 or not table.before or number < 1)):
            raise LookupError(f"step {number} of {what!r} is not remembered")
        return row

    def input_at(self, component: str, field: str, tick: int) -> Any:
        """Return the value of an input that events fill, as of the last step up to *tick*.

        Raises:
            LookupError: No event fills it, or there was no step yet, or it is forgotten.
        """
        table = self._tables[component]
        row = table.rows_until(tick) - 1
        if field not in table.columns or (row < 0 and field not in table.before):
            raise LookupError(f"no value of {component}.{field} is remembered at tick {tick}")
        return table.columns[field].item(row) if row >= 0 else table.before[field]

    def since(self, tick: int) -> dict[str, Any]:
        """Return field → values recorded after *tick*, for displays that draw only what is new.

        Numbers come as views, not copies; their ticks are ``ticks_of(field, since=tick)``.
        """
        return {
            field: table.columns[name].values(table.rows, table.rows_until(tick))
            for field, (table, name) in self._places.items()
        }

    def to_frame(self) -> "pd.DataFrame":
        """Return a DataFrame with a row per tick and a column per field; missing values are NaN.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ImportError("to_frame needs pandas: pip install 'plugboard_nb[data]'") from error
        index = pd.RangeIndex(self.first_tick, self.last_tick + 1, name="tick")
        columns = {}
        for field in self._places:
            values = self[field]
            dtype = object if isinstance(values, list) else None
            columns[field] = pd.Series(values, self.ticks_of(field), dtype).reindex(index)
        return pd.DataFrame(columns, index=index)

    def plot(self, fields: Any = None, ax: Any = None, **kwargs: Any) -> Any:
        """Plot *fields* over the tick; see :func:`plugboard_nb.plotting.plot_history`."""
        from plugboard_nb.plotting import plot_history

        return plot_history(self, fields, ax, **kwargs)

    @property
    def nbytes(self) -> int:
        """About how many bytes the history takes."""
        rows = sum(table.nbytes() for table in self._tables.values())
        return rows + 200 * len(self.events) + 100 * len(self.statuses)

    # Writing, for the engine ---------------------------------------------------------------

    def table(self, component: str) -> Table:
        """Return the rows of *component*."""
        return self._tables[component]

    def record_event(self, tick: int, event_type: str, source: str, data: Any) -> None:
        """Add an event to the log."""
        self.events.append(EventRecord(tick, event_type, source, frozen(data)))

    def record_status(self, tick: int, entity: str, status: str) -> None:
        """Add a change of status to the log."""
        self.statuses.append(StatusRecord(tick, entity, status))

    def move_status(self, entity: str, tick: int, to: int) -> None:
        """Note that the status that *entity* was logged with at *tick* began at tick *to*."""
        moved = [
            record._replace(tick=to) if (record.entity, record.tick) == (entity, tick) else record
            for record in self.statuses
        ]
        self.statuses[:] = sorted(moved, key=lambda record: record.tick)

    def reached(self, tick: int, let_go: Callable[[], object] | None = None) -> bool:
        """Note that *tick* is done; forget the oldest ticks if the history has grown too large.

        Args:
            tick: Ticks done.
            let_go: Called before anything is forgotten, so that nobody holds on to it.

        Returns:
            Whether columns became others, so that who writes into them must look them up again.
        """
        self.last_tick = tick
        if tick < self._next_look:
            return False
        return self._keep_within_limit(let_go)

    def _look_soon(self) -> None:
        self._next_look = 0

    def _for_tables(self) -> Callable[[], None]:
        """Return :meth:`_look_soon` for tables, so that they do not keep the history alive.

        Else what is thrown away would wait for the garbage collector, megabytes at a time.
        """
        known = weakref.ref(self)

        def look_soon() -> None:
            history = known()
            if history is not None:
                history._look_soon()

        return look_soon

    def _keep_within_limit(self, let_go: Callable[[], object] | None) -> bool:
        trimmed = False
        while (size := self.nbytes) > self.max_bytes and self.first_tick < self.last_tick:
            if not trimmed and not self._limit_was_chosen:
                self._warn_once()
            if not trimmed and let_go is not None:
                let_go()
            trimmed = True
            ticks = self.last_tick - self.first_tick + 1
            self.forget_before(self.first_tick + max(ticks // 4, 1))
        ticks = self.last_tick - self.first_tick + 1
        per_tick = max(size / max(ticks, 1), 1)
        self._next_look = self.last_tick + max(int((self.max_bytes - size) / per_tick / 4), 1)
        if trimmed:
            give_memory_back()
        return trimmed

    def limit(self, max_bytes: int | None) -> None:
        """Keep within *max_bytes* and within the limit that was chosen at first.

        Args:
            max_bytes: ``None`` takes back an earlier call.
        """
        chosen = self._chosen_limit
        wanted = max_bytes or DEFAULT_MAX_BYTES
        self.max_bytes = max(1, wanted if chosen is None else min(chosen, wanted))
        self._limit_was_chosen = max_bytes is not None or chosen is not None
        self._look_soon()

    def forget_before(self, tick: int) -> None:
        """Forget all ticks before *tick*."""
        for table in self._tables.values():
            table.forget_before(tick)
        self.events = [record for record in self.events if record.tick >= tick]
        self.first_tick = max(self.first_tick, tick)

    def _warn_once(self) -> None:
        self._limit_was_chosen = True
        warnings.warn(
            f"the history has reached {self.max_bytes >> 20} MiB at tick {self.last_tick} and "
            "forgets its oldest ticks from here on; choose a limit with "
            "state=InMemoryStateBackend(max_bytes=..., fields=[...])",
            HistoryLimitWarning,
            stacklevel=2,
        )
