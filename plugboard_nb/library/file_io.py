"""FileReader and FileWriter: rows from and to files."""

import gzip
import numbers
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, Unpack
from uuid import UUID

from plugboard_nb.exceptions import NoMoreDataException
from plugboard_nb.library.arguments import short
from plugboard_nb.library.block import Shared
from plugboard_nb.library.csv_file import CsvFile, csv_text
from plugboard_nb.library.data_file import (
    Chunk,
    DataFile,
    DataFileError,
    Position,
    data_path,
    suffix_of,
)
from plugboard_nb.library.data_reader import DataReader
from plugboard_nb.library.data_writer import DataWriter
from plugboard_nb.library.parquet_file import ParquetFile, arrow_table, write_parquet
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
        self._position = Position()

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
        self._position = Position()

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
        self._position, self._last_chunk = data.end, data.last
        return data.columns


class FileWriter(DataWriter):
    """Writes what comes in to a file, one row a step.

    The file is emptied by ``init``. A .csv or .csv.gz file grows by the rows of a chunk as soon as
    it is complete. A .parquet file, which needs pyarrow, is written whole at the end of a run, and
    its rows stay in memory. All rows are in the file whenever a run has ended, however it ended,
    and after ``flush`` and ``destroy``.

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
        self._size = 0  # bytes of the file that are ours; whatever follows is cut off
        self._kinds: dict[str, str] = {}  # field → what its values are, for a .parquet file
        self._tables = Shared()  # number of the chunk → table of pyarrow
        self._tables_written = 0

    async def init(self) -> None:
        """Empty the file and write the names of the columns.

        Raises:
            DataFileError: The file cannot be written.
        """
        await super().init()
        self._kinds, self._tables, self._tables_written = {}, Shared(), 0
        with self._explained():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self._is_table:
                await self._save(arrow_table(dict.fromkeys(self.field_names, ())))
                await self.flush()
            else:
                header = self._packed(csv_text({field: [field] for field in self.field_names}))
                self._size = self.path.write_bytes(header)

    async def flush(self) -> None:
        """Write the rows that are still in memory."""
        await super().flush()
        if self._is_table and len(self._tables) > self._tables_written:
            with self._explained():
                write_parquet(self.path, self._tables.values())
            self._tables_written = len(self._tables)

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
        if self._is_table:
            self._tables = Shared({**self._tables, str(len(self._tables)): data})
            return
        with self._explained():
            self._size = _put(self.path, self._size, data)

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


def _put(path: Path, size: int, data: bytes) -> int:
    """Write *data* behind the first *size* bytes instead of what is there; return the new size."""
    with path.open("r+b") as file:
        if file.seek(0, os.SEEK_END) < size:
            raise ValueError("somebody else has shortened the file during the run")
        file.truncate(size)
        file.seek(size)
        file.write(data)
    return size + len(data)


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
