"""How a timeline file is written: whole or not at all."""

import importlib.metadata
import json
import os
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from plugboard_nb.builder import whole_file
from plugboard_nb.exceptions import ConfigError, TimelineFileError
from plugboard_nb.timeline.codec import write_npy

if TYPE_CHECKING:
    import numpy as np

__all__ = ["FORMAT", "MANIFEST", "NAME", "VERSION", "own_version", "write_archive"]

FORMAT = "plugboard_nb timeline"
VERSION = 1
MANIFEST = "manifest.json"
NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:json|npy)")

_LEVEL = 1  # higher ones take three times as long for a tenth less
_SAMPLE = 1 << 16  # bytes
_ZIP64 = 1 << 31


def write_archive(
    path: str | os.PathLike[str],
    parts: Mapping[str, Any],
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write *parts* to a file, which is replaced all at once: a kill leaves the old one whole.

    Args:
        path: The file; parent folders are made.
        parts: Name → content: a dict of JSON data under ``x.json``, an array under ``x.npy``, or a
            function that returns the array, called when it is its turn.
        about: JSON data for those who only look what the file is.

    Raises:
        ValueError: A name or its content is not of this form.
        TimelineFileError: The file cannot be written.
    """
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "written_by": own_version(),
        "about": dict(about or {}),
        "members": list(parts),
    }
    for name, content in parts.items():
        if not NAME.fullmatch(name) or name == MANIFEST:
            raise ValueError(f"{name!r} is no name for a part of a timeline file")
        if name.endswith(".json") != isinstance(content, dict):
            raise ValueError(
                f"part {name!r} of a timeline file must be a dict as .json, or an array"
            )
    try:
        with whole_file(path) as draft, draft.open("wb") as file:
            with ZipFile(file, "w", compresslevel=_LEVEL) as zip_:
                _add_json(zip_, MANIFEST, manifest)
                for name, content in sorted(parts.items(), key=lambda part: part[0][-3:] == "npy"):
                    (_add_json if name.endswith(".json") else _add_array)(zip_, name, content)
            file.flush()
            os.fsync(file.fileno())
    except ConfigError as error:
        raise TimelineFileError(error.message, str(path)) from error
    _sync_folder(Path(path).resolve().parent)


def own_version() -> str:
    """Return the name and version of this package, as far as it is installed."""
    try:
        return f"plugboard_nb {importlib.metadata.version('plugboard_nb')}"
    except importlib.metadata.PackageNotFoundError:
        return "plugboard_nb"


def _sync_folder(folder: Path) -> None:
    """See to it that the new name outlasts a power cut, where the system has a way."""
    with suppress(OSError, AttributeError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _add_json(zip_: ZipFile, name: str, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    data = text.encode()
    zip_.compression = ZIP_DEFLATED
    with zip_.open(name, "w", force_zip64=len(data) > _ZIP64) as file:
        file.write(data)


def _add_array(zip_: ZipFile, name: str, content: Any) -> None:
    array: np.ndarray[Any, Any] = content() if callable(content) else content
    zip_.compression = ZIP_DEFLATED if _shrinks(array) else ZIP_STORED
    with zip_.open(name, "w", force_zip64=array.nbytes > _ZIP64) as file:
        write_npy(file, array)


def _shrinks(array: "np.ndarray[Any, Any]") -> bool:
    """Whether *array* takes at most half the room when deflated, judged by a piece of it.

    Measured floats shrink by a tenth, at 35 MB/s, which is not worth the wait; constants, counts
    and booleans go to a fifth and far below, at 150 to 600 MB/s.
    """
    flat = array.reshape(-1, order="A")
    count = max(_SAMPLE // array.itemsize, 1)
    start = max((flat.size - count) // 2, 0)
    piece = flat[start : start + count].tobytes()
    return 2 * len(zlib.compress(piece, _LEVEL)) <= len(piece)
