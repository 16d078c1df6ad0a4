"""A ``.pbnb`` file: a zip archive of JSON and .npy members.

``numpy.load`` opens it too, for its arrays. Reading takes nothing on trust: whatever is wrong with
a file becomes one :class:`TimelineFileError`, and nothing of it is ever executed or unpickled.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from plugboard_nb.events import Event
from plugboard_nb.exceptions import TimelineFileError
from plugboard_nb.timeline.codec import DEFAULT_MAX_BYTES, Codec, read_npy
from plugboard_nb.timeline.file.archive_writing import (
    FORMAT,
    MANIFEST,
    NAME,
    VERSION,
    own_version,
    write_archive,
)

__all__ = ["NAME", "Archive", "read_archive", "write_archive"]

_JSON_SHARE = 8  # JSON grows many times over when it is read
_MANIFEST_BYTES = 16 << 20
# What we write shrinks to a 230th at most; below the size nobody is harmed.
_MAX_RATIO, _HARMLESS = 300, 256 << 20


def read_archive(path: str | os.PathLike[str], max_bytes: int = DEFAULT_MAX_BYTES) -> "Archive":
    """Open a file that :func:`write_archive` has written.

    Args:
        path: The file.
        max_bytes: How large its content may be; an eighth of that for JSON.

    Raises:
        TimelineFileError: It cannot be read, or is no timeline, or one for a newer version, or
            damaged, or too large.
    """
    return Archive(path, max_bytes)


class Archive(Mapping[str, Any]):
    """The parts of a file by name, each read and checked when it is asked for.

    The file stays open until :meth:`close`; in a ``with`` statement it is closed at the end.

    Attributes:
        path: The file, as text.
        about: What ``write_archive`` was told of it.
        written_by: Which version wrote it.
    """

    def __init__(self, path: str | os.PathLike[str], max_bytes: int) -> None:
        self.path = str(path)
        self._max_bytes = max_bytes
        try:
            self._file = Path(path).open("rb")  # noqa: SIM115
        except (OSError, ValueError) as error:
            self._fail(f"the file cannot be read: {getattr(error, 'strerror', None) or error}")
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        try:
            self._zip = ZipFile(self._file)
            infos = self._zip.infolist()
        except Exception:
            self._file.seek(0)
            began_well = self._file.read(4) == b"PK\3\4"
            self._fail(
                "the file is cut off or damaged" if began_well else "this is no timeline file"
            )
        self._infos = {info.filename: info for info in infos}
        if len(self._infos) < len(infos):
            self._damaged("a part of it is there twice")
        if any(info.flag_bits & 1 for info in infos):
            self._fail("it is encrypted, as no timeline file is")
        if MANIFEST not in self._infos:
            self._fail("this is no timeline file")
        if self._infos[MANIFEST].file_size > _MANIFEST_BYTES:
            self._damaged(f"{MANIFEST} is too large")
        manifest = self._json(MANIFEST)
        self._check_version(manifest)
        self._check_members(infos, manifest.get("members"))
        about, written_by = manifest.get("about"), manifest.get("written_by")
        if not isinstance(about, dict) or not isinstance(written_by, str):
            self._damaged(f"{MANIFEST} makes no sense")
        self.about, self.written_by = about, written_by

    def _check_version(self, manifest: dict[str, Any]) -> None:
        version = manifest.get("version")
        if manifest.get("format") != FORMAT or type(version) is not int or version < 1:
            self._fail("this is no timeline file")
        if version > VERSION:
            self._fail(
                f"it was written by {str(manifest.get('written_by'))[:60]} in format {version}; "
                f"this is {own_version()}, which reads formats up to {VERSION}: update it"
            )

    def _check_members(self, infos: list[ZipInfo], listed: Any) -> None:
        """Refuse what ``write_archive`` never does, before anything large is read."""
        if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            self._damaged(f"{MANIFEST} makes no sense")
        for name, info in self._infos.items():
            if not NAME.fullmatch(name) or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                self._damaged(f"its part {name[:60]!r} is none of a timeline file")
        wanted = {MANIFEST, *listed}
        for name in sorted(wanted ^ self._infos.keys()):
            state = "is missing" if name in wanted else "does not belong there"
            self._damaged(f"its part {name[:60]!r} {state}")
        total = sum(info.file_size for info in infos)
        json_ = sum(info.file_size for info in infos if info.filename.endswith(".json"))
        packed = os.fstat(self._file.fileno()).st_size
        if total > _HARMLESS and total > _MAX_RATIO * packed:
            self._damaged(f"{packed:,} bytes cannot hold the {total:,} that it claims")
        if total > self._max_bytes or json_ > self._max_bytes // _JSON_SHARE:
            self._fail(
                f"it holds {total:,} bytes, {json_:,} of them text, and the limit is "
                f"{self._max_bytes:,}, an eighth of that for text; give a larger max_bytes"
            )

    def _fail(self, problem: str) -> NoReturn:
        raise TimelineFileError(f"{self.path}: {problem}", self.path)

    def _damaged(self, problem: str) -> NoReturn:
        self._fail(f"the file is damaged: {problem}")

    # The parts ---------------------------------------------------------------------------------

    def __getitem__(self, name: str) -> Any:
        """Return a dict of JSON data, or a read-only array; read anew each time.

        Raises:
            KeyError: There is no such part.
            TimelineFileError: The part is damaged.
        """
        if name not in self:
            raise KeyError(name)
        if name.endswith(".json"):
            return self._json(name)
        try:
            return read_npy(self._bytes(name))
        except ValueError as error:
            if isinstance(error, TimelineFileError):
                raise
            self._damaged(f"{name!r} is no array: {error}")

    def __contains__(self, name: object) -> bool:
        return name in self._infos and name != MANIFEST

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._infos if name != MANIFEST)

    def __len__(self) -> int:
        return len(self._infos) - 1

    def _bytes(self, name: str) -> bytes:
        info = self._infos[name]
        try:
            with self._zip.open(info) as file:
                # Never without a limit: a bomb may say that it is small.
                data = file.read(info.file_size + 1)
        except Exception:  # whatever wrong bytes make zipfile and zlib raise
            data = None
        if data is None or len(data) != info.file_size:
            self._damaged(f"{name!r} is cut off or changed")
        return data

    def _json(self, name: str) -> dict[str, Any]:
        def refuse(constant: str) -> NoReturn:
            raise ValueError(f"{constant} is no JSON")

        try:
            found = json.loads(self._bytes(name).decode(), parse_constant=refuse)
        except RecursionError:
            self._damaged(f"{name!r} is nested too deep")
        except ValueError as error:
            if isinstance(error, TimelineFileError):
                raise
            self._damaged(f"{name!r} is no JSON")
        if not isinstance(found, dict):
            self._damaged(f"{name!r} holds no JSON object")
        return found

    def codec(self, events: Mapping[str, type[Event]]) -> Codec:
        """Return a codec that reads values with members of this file; see :class:`Codec`."""
        return Codec(self, events, path=self.path, max_bytes=self._max_bytes)

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
