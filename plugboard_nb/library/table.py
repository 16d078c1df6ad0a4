"""Table: a source whose values stand in a file or in the model itself."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Unpack

from plugboard_nb.component import Component, Port
from plugboard_nb.component import IOController as IO
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library.arguments import choice, count, names, real, refused, short
from plugboard_nb.library.block import Shared, Stopwatch, step_argument, time_step
from plugboard_nb.library.data_file import Position, data_path
from plugboard_nb.library.file_io import open_data
from plugboard_nb.schemas import ComponentArgsDict
from plugboard_nb.suggest import did_you_mean

__all__ = ["Table"]

_EDGE = 1e-9  #: part of a step by which rounding may miss a row


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
        self.values = None if values is None else _columns(self, values)
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
        self._begin()

    def _outputs(self, field_names: Sequence[str] | None) -> list[str]:
        if field_names is not None:
            return names(self, "field_names", field_names)
        if self.values is None:
            raise refused(self, "field_names", None, "the list of columns to read from the file")
        return names(self, "values", [field for field in self.values if field != self.time])

    def _begin(self) -> None:
        self._count = 0
        self._stopwatch = Stopwatch()
        self._data: Shared | None = None  # {"columns": field → values, "times": of the rows}

    async def init(self) -> None:
        """Read the file and start from the first row.

        Raises:
            ValidationError: A column is missing, there are no rows, times do not ascend, or what
                should be interpolated is no number.
            DataFileError: The file cannot be read.
        """
        self._begin()
        self._data = self._loaded()

    async def step(self) -> None:
        """Emit the next row, or the values of this moment."""
        data = self._data = self._data or self._loaded()
        ticks = self.ticks
        if ticks is not None and self._count >= ticks:
            self.io.close()
            return
        columns, times = data["columns"], data["times"]
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
        elapsed = self._stopwatch.time(self._count, dt)
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

    # Reading ---------------------------------------------------------------------------------

    def _loaded(self) -> Shared:
        wanted = [*self.field_names, *([self.time] if self.time else [])]
        where = "values" if self.path is None else str(self.path)
        columns = self._read(list(dict.fromkeys(wanted)))
        rows = len(columns[wanted[0]])
        if not rows:
            raise ValidationError(f"component {self.name!r} needs rows, but {where!r} has none")
        if self.time is not None:
            times = columns[self.time]
            self._check_times(times, where)
        else:
            times = [row * self.spacing for row in range(rows)] if self.spacing else []
        outputs = {field: columns[field] for field in self.field_names}
        if times and self.interpolation == "linear":
            self._check_numbers(outputs, where)
        return Shared(columns=outputs, times=times)

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

    def _check_times(self, times: list[Any], where: str) -> None:
        before = -math.inf
        for row, time in enumerate(times, 1):
            if not _is_number(time) or not before < time < math.inf:
                raise ValidationError(
                    f"component {self.name!r}: the column {self.time!r} of {where!r} must hold "
                    f"ascending times, but has {short(time)} in row {row}"
                )
            before = time

    def _check_numbers(self, columns: Mapping[str, list[Any]], where: str) -> None:
        for field, column in columns.items():
            for row, value in enumerate(column, 1):
                if not _is_number(value):
                    raise ValidationError(
                        f"component {self.name!r}: the column {field!r} of {where!r} has "
                        f"{short(value)} in row {row}, which cannot be interpolated; use "
                        "interpolation='previous'"
                    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _columns(component: Component, values: Any) -> dict[str, list[Any]]:
    """Return the argument ``values`` as columns of one length."""
    given = values if isinstance(values, Mapping) else {"out": values}
    columns = {}
    for field, column in given.items():
        if isinstance(column, str) or not isinstance(column, Iterable):
            allowed = "a list, or lists by the names of the outputs"
            raise refused(component, "values", values, allowed)
        columns[field] = list(column.tolist() if hasattr(column, "tolist") else column)
    lengths = {field: len(column) for field, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise refused(component, "values", lengths, "lists of the same length")
    return columns
