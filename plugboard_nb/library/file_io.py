"""FileReader and FileWriter: rows from and to files."""

import gzip
import numbers
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, Unpack
from uuid import UUID

from plugboard_nb.exceptions import NoMoreDataException, SnapshotLostError
from plugboard_nb.library.arguments import short
from plugboard_nb.library.block import Shared
from plugboard_nb.library.csv_file import CsvFile, csv_text
from plugboard_nb.library.data_file import (
    Chunk,
    DataFile,
    DataFileError,
    Position,
    check_path_stays,
    data_path,
    suffix_of,
)
from plugboard_nb.library.data_reader import DataReader
from plugboard_nb.library.data_writer import DataWriter
from plugboard_nb.library.parquet_file import ParquetFile, arrow_table
from plugboard_nb.library.written import Mark, WrittenCsv, WrittenParquet
from plugboard_nb.schemas import ComponentArgsDict

__all__ = ["FileReader", "FileWriter", "open_data"]

_BLOCK = 1000  #: rows after which a file is written where the argument does not say so


def open_data(path: Path, fields: list[str], reader: str) -> DataFile:
    """Return the file at *path*, not yet opened; its suffix says of which kind it is."""
    kind = ParquetFile if suffix_of(path) == ".parquet" else CsvFile
    return kind(path, fields, reader)


class FileReader(DataReader):
    """Sends the rows of a file, one a step, and ends with the last one.

    In .csv and .csv.gz files the first line names the columns; a column whose values are all whole
    numbers gives int, one of numbers float with NaN for missing ones, one of true and false bool,
    any other str. Types are found chunk by chunk. A .parquet file has types of its own and needs
    pyarrow. Blank lines are skipped; a line with too many or too few values is an error.

    Args:
        path: File that ends in .csv, .csv.gz or .parquet.
        field_names: Columns to read; they are the outputs.
        chunk_size: How many rows are read at a time; all at once if left out.
    """

    _fetches_ahead = False  # reading never waits

    def __init__(
        self,
        *,
        path: str | Path,
        field_names: Sequence[str],
        chunk_size: int | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(field_names=field_names, chunk_size=chunk_size, **kwargs)
        self.path = data_path(self, path)
        self._file = open_data(self.path, self.field_names, self.name)
        self._identity = ""  # of the content of the file
        self._chunk_at = self._position = Position()  # where the chunk begins, and the one behind

    async def init(self) -> None:
        """Start from the first row.

        Raises:
            DataFileError: The file cannot be read.
            UnknownFieldError: It lacks a column.
        """
        await super().init()
        self._file.close()
        self._file = open_data(self.path, self.field_names, self.name)
        self._file.check()
        self._identity = self._file.identity()
        self._chunk_at = self._position = Position()

    async def destroy(self) -> None:
        """Close the file."""
        await super().destroy()
        self._file.close()

    async def _fetch(self) -> Chunk:
        chunk = self._file.read(self._position, self.chunk_size)
        if not chunk.end.row > self._position.row:
            raise NoMoreDataException
        return chunk

    async def _convert(self, data: Chunk) -> Mapping[str, list[Any]]:
        self._chunk_at, self._position = self._position, data.end
        self._last_chunk = data.last
        return data.columns

    def snapshot(self) -> Any:
        """Return the place in the file; its rows are read again from there."""
        state = super().snapshot()
        for name in ("_file", "_columns", "_fetched"):
            del state[name]
        return {**state, "_chunk_at": tuple(self._chunk_at), "_position": tuple(self._position)}

    def restore(self, state: Any) -> None:
        """Go back to a row; its chunk is read again unless it is in memory.

        Raises:
            DataFileError: The file has changed since, or is gone.
        """
        file, columns, identity = self._file, self._columns, state["_identity"]
        chunk_at, position = Position(*state["_chunk_at"]), Position(*state["_position"])
        present = (self._identity, self._chunk_at, self._position)
        in_memory = present == (identity, chunk_at, position)
        if not (in_memory and state["_last_chunk"]) and file.identity() != identity:
            file.fail("it has changed since the moment to go back to")
        if not in_memory:
            columns = file.read(chunk_at, state["_rows"]).columns if state["_rows"] else Shared()
        super().restore(
            {
                **state,
                "_file": file,
                "_columns": columns,
                "_fetched": (),
                "_chunk_at": chunk_at,
                "_position": position,
            }
        )

    def reconfigure(self, **changes: Any) -> None:
        """Take other constructor arguments between two steps, but not another file.

        Raises:
            ValidationError: An argument is not allowed; nothing has changed then.
        """
        check_path_stays(self, changes)
        super().reconfigure(**changes)


class FileWriter(DataWriter):
    """Writes what comes in to a file, one row a step.

    The file is emptied by ``init``. A .csv or .csv.gz file grows by the rows of a chunk as soon as
    it is complete. A .parquet file, which needs pyarrow, is written whole at the end of a run, and
    its rows stay in memory. All rows are in the file whenever a run has ended, however it ended,
    and after ``flush`` and ``destroy``. The same rows make the same bytes, whenever they were
    written, and whether or not a timeline has gone back in between.

    None and NaN become empty in a .csv file. It takes numbers, texts, booleans and dates; arrays,
    lists and the like need a .parquet file.

    Args:
        path: File that ends in .csv, .csv.gz or .parquet; missing folders are made.
        field_names: Inputs; they are the columns.
        chunk_size: After how many rows a .csv or .csv.gz file is written; 1000 if left out.
    """

    def __init__(
        self,
        *,
        path: str | Path,
        field_names: Sequence[str],
        chunk_size: int | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(field_names=field_names, chunk_size=chunk_size, **kwargs)
        self.path = data_path(self, path)
        self.chunk_size = self.chunk_size or _BLOCK
        self._is_table = suffix_of(self.path) == ".parquet"
        self._kinds: dict[str, str] = {}  # field → what its values are, for a .parquet file
        self._written = self._unwritten()

    async def init(self) -> None:
        """Empty the file and write the names of the columns.

        Raises:
            DataFileError: The file cannot be written.
        """
        await super().init()
        self._kinds, self._written = {}, self._unwritten()
        with self._explained():
            self._written.begin()

    def _unwritten(self) -> WrittenCsv | WrittenParquet:
        if self._is_table:
            return WrittenParquet(self.path, self.field_names)
        return WrittenCsv(self.path, self._packed(csv_text({f: [f] for f in self.field_names})))

    async def flush(self) -> None:
        """Write the rows that are still in memory; their chunk takes their place in the file."""
        rows = len(self._waiting[self.field_names[0]])
        if rows != self._written.tail:
            data = await self._converted() if rows else None
            with self._explained():
                self._written.show(data, rows)

    def snapshot(self) -> Any:
        """Return the rows that wait for their chunk, and how far the file goes before them."""
        state = super().snapshot()
        return {**state, "_written": tuple(self._written.mark())}

    def restore(self, state: Any) -> None:
        """Take out of the file what has been written since; rows that wait come with ``flush``.

        Raises:
            SnapshotLostError: The file no longer holds what was written before; it has not been
                changed.
            DataFileError: The file cannot be written.
        """
        written = self._written
        try:
            with self._explained():
                written.cut(Mark(*state["_written"]))
        except SnapshotLostError as error:
            raise SnapshotLostError(f"component {self.name!r} cannot go back: {error}") from None
        super().restore({**state, "_written": written})

    def reconfigure(self, **changes: Any) -> None:
        """Take other constructor arguments between two steps, but not another file.

        Raises:
            ValidationError: An argument is not allowed; nothing has changed then.
        """
        check_path_stays(self, changes)
        super().reconfigure(**changes)

    def _kept(self, field: str) -> Any:
        value = super()._kept(field)
        kind = _kind(value)
        if self._is_table:
            known = self._kinds.setdefault(field, kind) if kind else None
            if kind and kind != known:
                raise TypeError(
                    f"{self.name}.{field} got {short(value)}, a {kind}, after values that were "
                    f"each a {known}; a column of a .parquet file has one type, one of a .csv file "
                    "takes both"
                )
        elif kind not in _CELLS:
            raise TypeError(
                f"{self.name}.{field} got a {type(value).__name__}, but a cell of a .csv file "
                "takes a number, a text or a date; a .parquet file takes arrays and lists as well"
            )
        return value

    async def _convert(self, data: dict[str, deque[Any]]) -> Any:
        if not self._is_table:
            return self._packed(csv_text(data))
        with self._explained():
            return arrow_table(data)

    async def _save(self, data: Any) -> None:
        with self._explained():
            self._written.add(data)

    def _packed(self, text: str) -> bytes:
        raw = text.encode()
        return gzip.compress(raw, mtime=0) if suffix_of(self.path) == ".csv.gz" else raw

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what goes wrong with the file into one sentence that names it."""
        try:
            yield
        except DataFileError:
            raise
        except (OSError, ValueError) as error:
            problem = str(getattr(error, "strerror", None) or error)
            if isinstance(error, FileExistsError | NotADirectoryError):
                problem = "its folder is a file"
            raise DataFileError(
                f"component {self.name!r} cannot write {str(self.path)!r}: {_uncapital(problem)}",
                self.path,
            ) from error


def _uncapital(text: str) -> str:
    return text[:1].lower() + text[1:]


_CELLS = frozenset(["", "number", "text", "bool", "date"])


def _kind(value: Any) -> str:
    """Return in one word what *value* is, nothing for a missing one."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, str | PurePath | UUID | Enum):
        return "text"
    if isinstance(value, date | time | timedelta):
        return "date"
    if getattr(value, "ndim", 1) == 0 and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return "bool"
    return "number" if isinstance(value, numbers.Number) else type(value).__name__
