"""What files of rows have in common: their errors, where one is in them, a chunk of them."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from plugboard_nb.component import Component
from plugboard_nb.exceptions import UnknownFieldError, ValidationError
from plugboard_nb.library.arguments import refused
from plugboard_nb.library.block import Shared
from plugboard_nb.suggest import did_you_mean

__all__ = [
    "Chunk",
    "DataFile",
    "DataFileError",
    "Position",
    "check_path_stays",
    "data_path",
    "suffix_of",
]

SUFFIXES = (".csv", ".csv.gz", ".parquet")
_ENDS = 1 << 16  #: bytes at either end of a file that are looked at to know it again


class DataFileError(ValidationError):
    """A file of rows cannot be read or written.

    Attributes:
        path: The file.
        line: The line that is wrong, 1-based; ``None`` when it concerns the file as a whole.
    """

    def __init__(self, message: str, path: Path, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class Position(NamedTuple):
    """A place in a file at which a row begins.

    Attributes:
        row: Number of rows before it, without the header.
        offset: Bytes before it, in the uncompressed text.
        line: Lines before it.
    """

    row: int = 0
    offset: int = 0
    line: int = 0


class Chunk(NamedTuple):
    """Some rows of a file.

    Attributes:
        columns: Field → values.
        end: Where the rows behind it begin.
        last: Whether there are none.
    """

    columns: Shared
    end: Position
    last: bool


class DataFile:
    """Base of the kinds of files that can be read chunk by chunk.

    Reading says where to begin, so that a reader may go back; what is open is only kept for speed
    and no part of a copy.

    Args:
        path: The file.
        fields: Columns that are wanted.
        reader: Name of the component that reads, for messages.
    """

    def __init__(self, path: Path, fields: list[str], reader: str) -> None:
        self.path, self.fields, self.reader = path, fields, reader

    def __deepcopy__(self, memo: object) -> "DataFile":
        return type(self)(self.path, self.fields, self.reader)

    def __reduce__(self) -> tuple[type["DataFile"], tuple[Path, list[str], str]]:
        return type(self), (self.path, self.fields, self.reader)

    def __del__(self) -> None:
        self.close()

    def check(self) -> None:
        """Look whether the file is there and has the wanted columns.

        Raises:
            DataFileError: It cannot be read.
            UnknownFieldError: It lacks a column.
        """
        raise NotImplementedError

    def read(self, start: Position, rows: int | None) -> Chunk:
        """Return *rows* rows from *start* on, or all of them.

        Raises:
            DataFileError: The file cannot be read, or a line of it is wrong.
        """
        raise NotImplementedError

    def identity(self) -> str:
        """Return what tells this content from another: size and both ends of it, digested.

        A copy elsewhere has the same. A large file in which only the middle was changed has it,
        too; what then comes out differently is noticed by whoever compares it.

        Raises:
            DataFileError: The file cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                head = file.read(_ENDS)
                size = file.seek(0, os.SEEK_END)
                file.seek(max(len(head), size - _ENDS))
                digest = blake2b(head + file.read(), digest_size=16).hexdigest()
        except OSError as error:
            self.fail_to_open(error)
        return f"{size}:{digest}"

    def close(self) -> None:
        """Close what is open."""

    def fail(self, problem: str, line: int | None = None) -> NoReturn:
        """Raise the error that names component, file, line and *problem*."""
        where = f", line {line}" if line else ""
        raise DataFileError(
            f"component {self.reader!r} cannot read {str(self.path)!r}{where}: {problem}",
            self.path,
            line,
        ) from None

    def fail_to_open(self, error: OSError) -> NoReturn:
        """Raise the error for a file that cannot be opened."""
        if not isinstance(error, FileNotFoundError):
            self.fail((error.strerror or str(error)).lower())
        folder = self.path.parent
        siblings = [p.name for p in folder.iterdir()] if folder.is_dir() else []
        self.fail(
            f"there is no such file.{did_you_mean(self.path.name, siblings)}".removesuffix(".")
        )

    def check_columns(self, known: list[str]) -> None:
        """Refuse a wanted column that is not among *known*, or is there twice."""
        for field in self.fields:
            if field not in known:
                raise UnknownFieldError(
                    f"component {self.reader!r} reads the field {field!r}, which "
                    f"{str(self.path)!r} does not have; its columns are {known}."
                    f"{did_you_mean(field, known)}",
                    component=self.reader,
                    field=field,
                )
            if known.count(field) > 1:
                self.fail(f"it has {known.count(field)} columns with the name {field!r}")


def data_path(component: Component, path: Any) -> Path:
    """Return the argument ``path`` of *component*, checked for a suffix that is known.

    Raises:
        ValidationError: It is no path, or of an unknown kind.
    """
    if not isinstance(path, str | Path) or not suffix_of(Path(path)):
        raise refused(component, "path", path, f"a path that ends in one of {', '.join(SUFFIXES)}")
    return Path(path)


def check_path_stays(component: Any, changes: Mapping[str, Any]) -> None:
    """Refuse *changes* of constructor arguments by which *component* would get another file.

    Raises:
        ValidationError: They do.
    """
    if data_path(component, changes.get("path", component.path)) != component.path:
        raise ValidationError(
            f"component {component.name!r} stays with the file {str(component.path)!r}: it cannot "
            "be changed in the midst of a run"
        )


def suffix_of(path: Path) -> str:
    """Return which of the known suffixes *path* has, or nothing."""
    name = path.name.lower()
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
