"""What a FileWriter has written so far, and the way back to what it had written before."""

import os
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from plugboard_nb.exceptions import SnapshotLostError
from plugboard_nb.library.parquet_file import arrow_table, load_arrow, write_parquet

__all__ = ["Mark", "WrittenCsv", "WrittenParquet"]

_MANY = 2000  #: places up to which a file is known by heart
_BLOCK = 1 << 20  # bytes


class Mark(NamedTuple):
    """A place in a file behind complete chunks.

    Attributes:
        size: What is before it, in bytes of a .csv file or chunks of a .parquet file.
        digest: What tells that from other content.
    """

    size: int
    digest: str


class WrittenCsv:
    """A .csv or .csv.gz file that grows by complete chunks.

    The rows of an incomplete chunk can stand behind these for a while, as its tail; what comes next
    takes their place. So the bytes depend on the rows, not on when somebody wanted to see them.

    Args:
        path: The file.
        header: Its first bytes.
    """

    def __init__(self, path: Path, header: bytes) -> None:
        self.path, self.header = path, header
        self.size = 0  # bytes of the header and of complete chunks
        self.tail: int | None = 0  # rows behind that; None if that is uncertain
        self._digest = blake2b(digest_size=16)  # of the first size bytes
        self._known: dict[int, Any] = {}  # size → digest, as this writer wrote the file itself
        self._seen: tuple[int, ...] = ()  # what the file looked like when it was last written

    def __deepcopy__(self, memo: object) -> "WrittenCsv":
        twin = WrittenCsv(self.path, self.header)
        twin.size, twin.tail, twin._seen = self.size, self.tail, self._seen
        twin._digest, twin._known = self._digest.copy(), dict(self._known)
        return twin

    def __getstate__(self) -> dict[str, Any]:
        """Return what can be pickled; the digest is made anew from the file."""
        return {k: v for k, v in vars(self).items() if k not in ("_digest", "_known")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _known={})
        self._digest = self._digest_at(self.size) or blake2b(digest_size=16)

    def begin(self) -> None:
        """Empty the file and write the header."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.tail = None
        self.size = self.path.write_bytes(self.header)
        self._digest = blake2b(self.header, digest_size=16)
        self._known.clear()
        self._seen, self.tail = self._look(), 0

    def add(self, data: bytes) -> None:
        """Write a complete chunk."""
        self._put(data)
        self._digest.update(data)
        self.size += len(data)
        self.tail = 0

    def show(self, data: bytes | None, rows: int) -> None:
        """Write the *rows* of an incomplete chunk, to be there until the next chunk is."""
        self._put(data or b"")
        self.tail = rows

    def _put(self, data: bytes) -> None:
        self.tail = None
        with self.path.open("r+b") as file:
            if file.seek(0, os.SEEK_END) < self.size:
                raise ValueError("somebody else has shortened the file during the run")
            file.truncate(self.size)
            file.seek(self.size)
            file.write(data)
        self._seen = self._look()

    def _look(self) -> tuple[int, ...]:
        """Return what changes when somebody else writes the file; nothing if it is gone."""
        try:
            seen = self.path.stat()
        except OSError:
            return ()
        return seen.st_ino, seen.st_size, seen.st_mtime_ns

    # Going back ------------------------------------------------------------------------------

    def mark(self) -> Mark:
        """Return the place behind the last complete chunk."""
        if len(self._known) > _MANY:
            for size in list(self._known)[::2]:
                del self._known[size]
        self._known[self.size] = self._digest.copy()
        return Mark(self.size, self._digest.hexdigest())

    def cut(self, mark: Mark) -> None:
        """Take out of the file what is behind *mark*.

        Raises:
            SnapshotLostError: Before it is not what was there; nothing has changed then.
            OSError: The file cannot be written.
        """
        if mark.size == 0:  # before the file was begun
            self.size, self._digest = 0, blake2b(digest_size=16)
            return
        digest = self._digest_at(mark.size)
        if digest is not None and digest.hexdigest() == mark.digest:
            self.size, self._digest = mark.size, digest.copy()
            self._known = {k: v for k, v in self._known.items() if k < mark.size}
            self._known[mark.size] = digest
            self._put(b"")
            self.tail = 0
        elif mark == Mark(len(self.header), blake2b(self.header, digest_size=16).hexdigest()):
            self.begin()
        else:
            raise SnapshotLostError(
                f"{str(self.path)!r} no longer begins with the rows that it held at that moment"
            )

    def _digest_at(self, size: int) -> Any:
        """Return the digest of the first *size* bytes of the file, ``None`` if it is shorter."""
        if self._look() != self._seen:  # somebody else has written it, or another interpreter
            self._known.clear()
        if size in self._known:
            return self._known[size]
        digest, left = blake2b(digest_size=16), size
        try:
            with self.path.open("rb") as file:
                while left and (block := file.read(min(left, _BLOCK))):
                    digest.update(block)
                    left -= len(block)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return None if left else digest


class WrittenParquet:
    """A .parquet file, which is written whole; its rows stay in memory, chunk by chunk.

    Args:
        path: The file.
        fields: Its columns.
    """

    def __init__(self, path: Path, fields: list[str]) -> None:
        self.path, self.fields = path, fields
        self._chunks: list[Any] = []  # tables of pyarrow, which never change
        self._digests: list[str] = []  # of all up to each one, as far as anybody has asked
        self._shown: tuple[int, int] | None = None  # chunks, and rows behind them, in the file

    def __deepcopy__(self, memo: object) -> "WrittenParquet":
        twin = WrittenParquet(self.path, self.fields)
        twin._chunks, twin._digests = list(self._chunks), list(self._digests)
        twin._shown = self._shown
        return twin

    def begin(self) -> None:
        """Write a file without rows."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._chunks, self._digests = [], []
        self.show(None, 0)

    @property
    def tail(self) -> int | None:
        """Rows in the file behind all complete chunks; ``None`` if these are not there."""
        return self._shown[1] if self._shown and self._shown[0] == len(self._chunks) else None

    def add(self, data: Any) -> None:
        """Keep a complete chunk."""
        self._chunks.append(data)

    def show(self, data: Any, rows: int) -> None:
        """Write the file, with the *rows* of an incomplete chunk behind the complete ones."""
        none = arrow_table(dict.fromkeys(self.fields, ()))
        self._shown = None
        write_parquet(self.path, [none, *self._chunks, *([] if data is None else [data])])
        self._shown = len(self._chunks), rows

    def mark(self) -> Mark:
        """Return the place behind the last complete chunk."""
        size = len(self._chunks)
        return Mark(size, self._digest_at(size))

    def cut(self, mark: Mark) -> None:
        """Forget what is behind *mark*; the file follows when it is written next.

        Raises:
            SnapshotLostError: Before it is not what was there; nothing has changed then.
        """
        if mark.size > len(self._chunks) or self._digest_at(mark.size) != mark.digest:
            raise SnapshotLostError(
                f"the rows that {str(self.path)!r} held at that moment are no longer in memory"
            )
        del self._chunks[mark.size :], self._digests[mark.size :]
        self._shown = None

    def _digest_at(self, size: int) -> str:
        """Return the digest of the first *size* chunks, which are there."""
        for chunk in self._chunks[len(self._digests) : size]:
            before = self._digests[-1] if self._digests else ""
            digest = blake2b(before.encode(), digest_size=16)
            digest.update(_bytes_of(chunk))
            self._digests.append(digest.hexdigest())
        return self._digests[size - 1] if size else ""


def _bytes_of(table: Any) -> Any:
    """Return types and values of a table of pyarrow as bytes."""
    arrow = load_arrow()
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue()
