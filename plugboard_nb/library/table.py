"""Table: a source whose values stand in a file or in the model itself."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Unpack

from plugboard_nb.component import Component, Port
from plugboard_nb.component import IOController as IO
from plugboard_nb.exceptions import SnapshotLostError, ValidationError
from plugboard_nb.library.arguments import choice, count, names, real, refused
from plugboard_nb.library.block import CLOCK, since_start, step_argument, time_step
from plugboard_nb.library.data_file import DataFileError, Position, data_path
from plugboard_nb.library.file_io import open_data
from plugboard_nb.library.table_rows import Rows, check_numbers, check_times, columns_of
from plugboard_nb.schemas import ComponentArgsDict
from plugboard_nb.suggest import did_you_mean

__all__ = ["Table"]

_EDGE = 1e-9  #: part of a step by which rounding may miss a row
_OF_ROWS = frozenset(("path", "values", "field_names", "time", "spacing", "interpolation"))


class Table(Component):
    """Values from the columns of a file or from lists, by row or by time.

    By row, the k-th step gives the k-th row. By time, rows are ``spacing`` apart or at the times of
    the column ``time``, the first step is at the time of the first row, and between two rows the
    values are interpolated: out = a + (b - a)·(t - t_a)/(t_b - t_a), or "previous" takes a.

    Behind the last row the source ends ("stop"), keeps the last row ("hold"), or begins again
    ("repeat"); by time, the first row then follows one gap after the last one.
    NaN in a row gives NaN wherever that row has a part in the value. An empty cell is NaN.

    Args:
        path: File that ends in .csv, .csv.gz or .parquet; instead of ``values``.
        values: List for the one output ``out``, or output → list; instead of ``path``.
        field_names: Columns that become outputs; needed with a file, else all but ``time``.
        time: Column that holds the times of the rows, ascending, in the unit of dt.
        spacing: Time from each row to the next, in the unit of dt; instead of ``time``.
        interpolation: "linear" or "previous"; matters by time only.
        end: "stop", "hold" or "repeat".
        ticks: Number of steps after which the source ends, whatever ``end`` says.
        dt: Time step; if left out the parameter ``dt``, else 1.
        units: Output → unit, for plots and pictures.
    """

    def __init__(
        self,
        *,
        path: str | Path | None = None,
        values: Iterable[Any] | Mapping[str, Iterable[Any]] | None = None,
        field_names: Sequence[str] | None = None,
        time: str | None = None,
        spacing: float | None = None,
        interpolation: Literal["linear", "previous"] = "linear",
        end: Literal["stop", "hold", "repeat"] = "stop",
        ticks: int | None = None,
        dt: float | None = None,
        units: Mapping[str, str] | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(**kwargs)
        if (path is None) == (values is None):
            raise ValidationError(
                f"component {self.name!r} needs either path or values, and not both"
            )
        if time is not None and spacing is not None:
            raise refused(self, "spacing", spacing, f"left out where time={time!r} is given")
        self.path = None if path is None else data_path(self, path)
        self.values = None if values is None else columns_of(self, values)
        self.time = time
        self.spacing = None if spacing is None else real(self, "spacing", spacing, above=0)
        self.interpolation = choice(self, "interpolation", interpolation, ("linear", "previous"))
        self.end = choice(self, "end", end, ("stop", "hold", "repeat"))
        self.ticks = None if ticks is None else count(self, "ticks", ticks)
        self.dt = step_argument(self, dt)
        self.field_names = self._outputs(field_names)
        known = dict(units or {})
        self.io = IO(outputs=[Port(field, known.pop(field, None)) for field in self.field_names])
        if known:
            raise refused(self, "units", dict(units or {}), f"for outputs: {self.field_names}")
        self._known: dict[str, Rows] = {}  # digest → rows to which snapshots refer
        self._begin()

    def _outputs(self, field_names: Sequence[str] | None) -> list[str]:
        if field_names is not None:
            return names(self, "field_names", field_names)
        if self.values is None:
            raise refused(self, "field_names", None, "the list of columns to read from the file")
        return names(self, "values", [field for field in self.values if field != self.time])

    def _begin(self) -> None:
        self._count = 0
        self._clock = CLOCK
        self._rows: Rows | None = None

    async def init(self) -> None:
        """Read the file and start from the first row.

        Raises:
            ValidationError: A column is missing, there are no rows, times do not ascend, or what
                should be interpolated is no number.
            DataFileError: The file cannot be read.
        """
        self._begin()
        self._rows = self._loaded()

    async def step(self) -> None:
        """Emit the next row, or the values of this moment."""
        rows = self._rows = self._rows or self._loaded()
        ticks = self.ticks
        if ticks is not None and self._count >= ticks:
            self.io.close()
            return
        columns, times = rows.columns, rows.times
        last = self._emit_moment(columns, times) if times else self._emit_row(columns)
        self._count += 1
        if last or self._count == ticks:
            self.io.close(deliver=True)

    def _emit_row(self, columns: Mapping[str, list[Any]]) -> bool:
        row, rows = self._count, len(columns[self.field_names[0]])
        if self.end == "repeat":
            row %= rows
        for field, column in columns.items():
            setattr(self, field, column[min(row, rows - 1)])
        return self.end == "stop" and row >= rows - 1

    def _emit_moment(self, columns: Mapping[str, list[Any]], times: list[float]) -> bool:
        dt = time_step(self)
        near = _EDGE * dt
        elapsed = since_start(self, self._count, dt)
        length = times[-1] - times[0]
        period = length + (times[-1] - times[-2] if len(times) > 1 else 1.0)
        repeats = self.end == "repeat"
        now = elapsed % period if repeats else min(elapsed, length)
        if repeats and period - now < near:
            now = 0.0
        row = bisect_right(times, times[0] + now + near) - 1
        begin, following = times[row] - times[0], row + 1
        end = times[following] - times[0] if following < len(times) else period
        part = (now - begin) / (end - begin)
        if following == len(times):
            following, part = (0, part) if repeats else (row, 0.0)
        for field, column in columns.items():
            setattr(self, field, self._between(column[row], column[following], part))
        return self.end == "stop" and elapsed + dt > length + near

    def _between(self, before: Any, after: Any, part: float) -> Any:
        if self.interpolation == "previous":
            return before
        return float(before) if part <= _EDGE else before + (after - before) * part

    # Going back and being changed -------------------------------------------------------------

    def snapshot(self) -> Any:
        """Return all attributes but the rows, of which it returns a digest."""
        state = super().snapshot()
        del state["_known"], state["values"]
        state["_rows"] = self._remembered()
        return state

    def restore(self, state: Any) -> None:
        """Go back to a row; a file is read again only if its rows are not in memory.

        Raises:
            DataFileError: The file has changed since, or is gone.
            SnapshotLostError: The argument ``values`` was another one.
        """
        digest, before = state["_rows"], dict(vars(self))
        self._remembered()
        rows = self._known.get(digest)
        values = self.values if rows is None else rows.values
        super().restore({**state, "_known": self._known, "values": values, "_rows": rows})
        if digest is not None and rows is None:
            self._or_as(before, lambda: self._loaded_as(digest))

    def reconfigure(self, **changes: Any) -> None:
        """Take other constructor arguments between two steps, and the rows that follow from them.

        Raises:
            ValidationError: An argument is not allowed, or does not go with the rows; nothing has
                changed then.
        """
        before = dict(vars(self))
        super().reconfigure(**changes)
        if self._rows is not None and changes.keys() & _OF_ROWS:
            self._or_as(before, self._loaded)

    def _or_as(self, before: dict[str, Any], load: Callable[[], Rows]) -> None:
        """Take the rows from *load*; if it fails, have all attributes as they were *before*."""
        try:
            self._rows = load()
        except Exception:
            vars(self).clear()
            vars(self).update(before)
            raise

    def _remembered(self) -> str | None:
        """Return the digest of the present rows, to be known by it; ``None`` without rows."""
        if self._rows is None:
            return None
        digest = self._rows.digest
        self._known[digest] = self._rows
        return digest

    # Reading ---------------------------------------------------------------------------------

    def _loaded(self) -> Rows:
        wanted = [*self.field_names, *([self.time] if self.time else [])]
        where = "values" if self.path is None else str(self.path)
        columns = self._read(list(dict.fromkeys(wanted)))
        rows = len(columns[wanted[0]])
        if not rows:
            raise ValidationError(f"component {self.name!r} needs rows, but {where!r} has none")
        if self.time is not None:
            times = columns[self.time]
            check_times(self, times, where)
        else:
            times = [row * self.spacing for row in range(rows)] if self.spacing else []
        outputs = {field: columns[field] for field in self.field_names}
        if times and self.interpolation == "linear":
            check_numbers(self, outputs, where)
        return Rows(outputs, times, self.values)

    def _loaded_as(self, digest: str) -> Rows:
        """Return the rows if they are those of *digest*."""
        told = f"component {self.name!r} cannot go back: "
        try:
            rows = self._loaded()
            if rows.digest == digest:
                return rows
        except ValidationError:
            if self.path is not None:
                raise
        if self.path is not None:
            raise DataFileError(told + f"{str(self.path)!r} has changed since", self.path)
        raise SnapshotLostError(told + "its values were others, which are not known here")

    def _read(self, wanted: list[str]) -> Mapping[str, list[Any]]:
        if self.path is not None:
            file = open_data(self.path, wanted, self.name)
            file.check()
            columns = file.read(Position(), None).columns
            file.close()
            return columns
        assert self.values is not None
        for field in wanted:
            if field not in self.values:
                raise ValidationError(
                    f"component {self.name!r} reads the field {field!r}, which values do not have; "
                    f"they have {list(self.values)}.{did_you_mean(field, self.values)}"
                )
        return self.values
