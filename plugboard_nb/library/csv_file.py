"""Rows in a text file, values separated by commas, the first line naming the columns (RFC 4180)."""

import csv
import gzip
import io
import math
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from plugboard_nb.library.block import Shared
from plugboard_nb.library.data_file import Chunk, DataFile, Position, suffix_of

__all__ = ["CsvFile", "csv_text", "typed"]

#: Texts that stand for a missing value, the same as for ``pandas.read_csv``.
MISSING = frozenset(
    {"", "n/a", "nan", "-nan", "null", "N/A", "NA", "NULL", "NaN", "-NaN", "None", "<NA>", "#N/A"}
    | {"#NA", "#N/A N/A", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN"}
)
_TRUTH = {"True": True, "TRUE": True, "true": True, "False": False, "FALSE": False, "false": False}
_BOM = b"\xef\xbb\xbf"


class CsvFile(DataFile):
    """A .csv or .csv.gz file in UTF-8.

    Blank lines are skipped. The values of a column become whole numbers where all of a chunk are
    such, else numbers with NaN for missing ones, else booleans, else texts.
    """

    _lines: "_Lines | None" = None  # open, and at which place
    _header: list[str] = []  # noqa: RUF012 - never changed in place

    def check(self) -> None:
        """Look whether the file is there and has the wanted columns."""
        self._from(Position())
        self.close()

    def read(self, start: Position, rows: int | None) -> Chunk:
        """Return *rows* rows from *start* on, or all of them."""
        lines = self._from(start)
        places = [self._header.index(field) for field in self.fields]
        columns: list[list[str]] = [[] for _ in places]
        found = 0
        for record in self._records(lines):
            for column, place in zip(columns, places, strict=True):
                column.append(record[place])
            found += 1
            if found == rows:
                break
        last = lines.at_end()
        values = Shared(zip(self.fields, map(typed, columns), strict=True))
        end = Position(start.row + found, lines.offset, lines.line)
        if last:
            self.close()
        return Chunk(values, end, last)

    def close(self) -> None:
        """Close the file."""
        if self._lines is not None:
            self._lines.file.close()
            self._lines = None

    def _from(self, start: Position) -> "_Lines":
        """Return the lines from *start* on; from the first row on if that is the beginning."""
        lines = self._lines
        if lines is None or not start.offset or lines.offset != start.offset:
            self.close()
            lines = self._lines = self._opened()
            self._header = []
            self._header = next(self._records(lines), [])
            if not self._header:
                self.fail("it is empty; its first line must name the columns")
            self.check_columns(self._header)
            if start.offset:
                lines.file.seek(start.offset)
                lines.offset, lines.line = start.offset, start.line
        return lines

    def _opened(self) -> "_Lines":
        try:
            zipped = suffix_of(self.path) == ".csv.gz"
            file = gzip.open(self.path) if zipped else self.path.open("rb")  # noqa: SIM115
        except OSError as error:
            self.fail_to_open(error)
        return _Lines(cast(io.BufferedReader, file))

    def _records(self, lines: "_Lines") -> Iterator[list[str]]:
        """Yield the rows that are not blank, each with as many values as there are columns."""
        width = len(self._header)
        line = lines.line + 1
        try:
            for record in csv.reader(lines, strict=True):
                if width and len(record) not in (0, width):
                    problem = (
                        f"it has {len(record)} values, but the first line names {width} columns"
                    )
                    self.fail(problem, line)
                if record:
                    yield record
                line = lines.line + 1
        except csv.Error as error:
            self.fail(str(error), line)
        except UnicodeDecodeError:
            self.fail("it is not UTF-8 text", lines.line + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.fail("it is no gzip file, or a damaged one")
        except OSError as error:
            self.fail_to_open(error)


class _Lines:
    """The lines of a file as text; knows how many bytes and lines have been read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.file, self.offset, self.line = file, 0, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        raw = self.file.readline()
        if not raw:
            raise StopIteration
        text = (raw if self.offset else raw.removeprefix(_BOM)).decode()
        self.offset += len(raw)
        self.line += 1
        return text

    def at_end(self) -> bool:
        """Skip blank lines; return whether nothing is left."""
        while True:
            head = self.file.peek(1)[:1]
            if head not in (b"\n", b"\r"):
                return not head
            next(self)


def typed(texts: list[str]) -> list[Any]:
    """Return the values of a column that was read as text; see :class:`CsvFile`."""
    if any("_" in text for text in texts):  # Python would read 1_000 as a number
        return _words(texts)
    try:
        return [int(text) for text in texts]
    except ValueError:
        pass
    try:
        return [math.nan if text in MISSING else float(text) for text in texts]
    except ValueError:
        return _words(texts)


def _words(texts: list[str]) -> list[Any]:
    if all(text in _TRUTH for text in texts):
        return [_TRUTH[text] for text in texts]
    return [math.nan if text in MISSING else text for text in texts]


def csv_text(columns: Mapping[str, Iterable[Any]]) -> str:
    """Return the rows of *columns* as lines of text; None and NaN become empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in zip(*columns.values(), strict=True):
        writer.writerow(["" if value is None or value != value else value for value in row])
    return text.getvalue()
