"""Rows in an Apache Parquet file; needs pyarrow."""

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugboard_nb.library.block import Shared
from plugboard_nb.library.data_file import Chunk, DataFile, Position

__all__ = ["ParquetFile", "arrow_table", "load_arrow", "write_parquet"]


def load_arrow() -> Any:
    """Import pyarrow with its Parquet part, or say how to get it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ImportError(
            "a .parquet file needs pyarrow: pip install 'plugboard_nb[data]'"
        ) from error
    return pyarrow


class ParquetFile(DataFile):
    """A .parquet file. Missing numbers become NaN, other missing values None."""

    _file: Any = None  # open
    _batches: Iterator[Any] | None = None  # what is left of it
    _rest: Any = None  # what is left of the batch before
    _row = 0  # where that begins

    def check(self) -> None:
        """Look whether the file is there and has the wanted columns."""
        self._open()
        self.close()

    def read(self, start: Position, rows: int | None) -> Chunk:
        """Return *rows* rows from *start* on, or all of them."""
        if self._file is None:
            self._open()
        total = self._file.metadata.num_rows
        if rows is None:
            table = self._file.read(columns=self.fields)
        else:
            if self._batches is None or self._row != start.row:
                self._batches, self._row = self._batches_from(start.row, rows), start.row
                self._rest = None
            table = self._next(rows)
        found = 0 if table is None else table.num_rows
        columns = Shared(
            (f, [] if table is None else _values(table.column(f))) for f in self.fields
        )
        self._row = start.row + found
        if self._row >= total:
            self.close()
        return Chunk(columns, Position(start.row + found), start.row + found >= total)

    def close(self) -> None:
        """Close the file."""
        file, self._file, self._batches = self._file, None, None
        if file is not None:
            file.close()

    def _open(self) -> None:
        arrow = load_arrow()
        self.close()
        try:
            self._file = arrow.parquet.ParquetFile(self.path)
        except arrow.ArrowInvalid:
            self.fail("it is no Parquet file, or a damaged one")
        except OSError as error:
            self.fail_to_open(error)
        self.check_columns(list(self._file.schema_arrow.names))

    def _next(self, rows: int) -> Any:
        """Return the next *rows* rows, or those there are; ``None`` without any."""
        parts: list[Any] = []
        while rows:
            batch, self._rest = self._rest, None
            if batch is None:
                batch = next(self._batches or iter(()), None)
            if batch is None:
                break
            parts.append(batch.slice(0, rows))
            if batch.num_rows > rows:
                self._rest = batch.slice(rows)
            rows -= parts[-1].num_rows
        return load_arrow().Table.from_batches(parts) if parts else None

    def _batches_from(self, row: int, rows: int) -> Iterator[Any]:
        for batch in self._file.iter_batches(batch_size=rows, columns=self.fields):
            if row >= batch.num_rows:
                row -= batch.num_rows
                continue
            yield batch.slice(row)
            row = 0


def _values(column: Any) -> list[Any]:
    values: list[Any] = column.to_pylist()
    arrow = load_arrow()
    kind = column.type
    if column.null_count and (arrow.types.is_integer(kind) or arrow.types.is_floating(kind)):
        return [math.nan if value is None else float(value) for value in values]
    return values


def arrow_table(columns: Mapping[str, Iterable[Any]]) -> Any:
    """Return *columns* as a table of pyarrow.

    Raises:
        ValueError: The values of a column have no common type.
    """
    arrow = load_arrow()
    arrays = {}
    for field, values in columns.items():
        try:
            arrays[field] = arrow.array([_nested(value) for value in values])
        except (arrow.ArrowException, TypeError, ValueError) as error:
            problem = str(error).partition("\n")[0]
            raise ValueError(f"the values of {field!r} have no Parquet type: {problem}") from error
    return arrow.table(arrays)


def _nested(value: Any) -> Any:
    """Return an array of several dimensions as nested lists; pyarrow takes it so only."""
    return value.tolist() if getattr(value, "ndim", 0) > 1 else value


def write_parquet(path: Path, tables: Iterable[Any]) -> None:
    """Write *tables* one behind the other into *path*, which changes only once all is written.

    Raises:
        ValueError: The types of a column do not go together.
        OSError: The file cannot be written.
    """
    arrow = load_arrow()
    unfinished = path.with_name(f".{path.name}.part")
    try:
        whole = arrow.concat_tables(tables, promote_options="permissive")
        arrow.parquet.write_table(whole, unfinished)
        os.replace(unfinished, path)
    except arrow.ArrowException as error:
        raise ValueError(str(error).partition("\n")[0]) from error
    finally:
        unfinished.unlink(missing_ok=True)
