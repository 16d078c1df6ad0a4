"""The codec: JSON data and members for values, values for those.

Only a fixed list of types can be written, and only these are ever made when reading: nothing in
the data can import a module, call anything else, or run code.
"""

import base64
from collections.abc import Mapping, MutableMapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from plugboard_nb.events import Event, StopEvent, SystemEvent
from plugboard_nb.exceptions import EncodingError, TimelineFileError
from plugboard_nb.timeline.codec.kind import (
    MAX_DEPTH,
    DamagedError,
    Plain,
    RefusedError,
    shortened,
)
from plugboard_nb.timeline.codec.npy import npy_bytes, read_npy
from plugboard_nb.timeline.codec.packer import Packer
from plugboard_nb.timeline.codec.unpacker import Unpacker

if TYPE_CHECKING:
    import numpy as np

__all__ = ["DEFAULT_MAX_BYTES", "Codec"]

DEFAULT_MAX_BYTES = 4 << 30  #: as much as a notebook's computer can be expected to hold
_INLINE = 4096  # bytes; a larger array becomes a member of its own


class Codec:
    """Writes values as JSON data, with larger arrays as members beside them, and reads them.

    Known are None, numbers, text, bytes, the containers of Python and of ``collections``, dates,
    paths and other small types of the standard library, random generators, numpy arrays and
    scalars, pandas frames, series and indexes, events, and our own records. A mutable object that
    occurs twice in one value comes back as one object; a list or dict may contain itself.
    What is lost: the order of a set, memory that two arrays share, and anything set on an object
    that its type does not know of.

    Args:
        parts: Members of the file by name: a dict to add to, or what was read. Added arrays are
            not copied, so write the file before anything changes them.
        events: Event type → class, for every event that may be met; a file names types only.
        folder: Added members are named ``folder/0.npy`` and so on; equal ones are kept once.
        path: The file read, for errors.
        max_bytes: How much :meth:`unpack` may make out of arrays, all calls together.
    """

    def __init__(
        self,
        parts: Mapping[str, Any],
        events: Mapping[str, type[Event]] | None = None,
        *,
        folder: str = "values",
        path: str = "",
        max_bytes: int = DEFAULT_MAX_BYTES,
    ) -> None:
        self.parts, self.folder, self.path = parts, folder, path
        own: tuple[type[Event], ...] = (SystemEvent, StopEvent)
        self.events = {cls.type: cls for cls in own} | dict(events or {})
        self._names: dict[Any, str] = {}
        self._added: list[Any] = []
        self._max_bytes = self._left = max_bytes

    def pack(self, value: Any, where: str) -> Any:
        """Return *value* as JSON data.

        Args:
            value: Anything.
            where: What the value is, for the error: ``"component 'a', attribute 'rows'"``.

        Raises:
            EncodingError: Something inside cannot be written; no member has been added then.
        """
        self._added.clear()
        try:
            return Packer(self.events, self._store).pack(value)
        except RefusedError as error:
            path, reason = "".join(reversed(error.path)), error.reason
        except RecursionError:
            path, reason = "", f"what is nested more than {MAX_DEPTH} deep cannot be written"
        for key in self._added:
            del cast(MutableMapping[str, Any], self.parts)[self._names.pop(key)]
        raise EncodingError(f"{where}{path}: {reason}")

    def unpack(self, data: Any, where: str) -> Any:
        """Return the value that :meth:`pack` gave *data* for; new objects each time.

        Args:
            data: Any JSON data.
            where: What the value is, for the error.

        Raises:
            TimelineFileError: The data are no value, or one that this process does not know.
        """
        try:
            return Unpacker(self.events, self._load).unpack(data)
        except DamagedError as error:
            reason = error.reason
        except RecursionError:
            reason = f"it is nested more than {MAX_DEPTH} deep"
        raise TimelineFileError(f"{self.path}: {where} cannot be read: {reason}", self.path)

    def _store(self, array: "np.ndarray[Any, Any]") -> Plain:
        """Return the data of *array*, which is added as a member where it is large."""
        import numpy as np

        if array.nbytes <= _INLINE:
            return {"npy": base64.b64encode(npy_bytes(array)).decode()}
        fortran = array.flags.f_contiguous and not array.flags.c_contiguous
        flat = np.ascontiguousarray(array.T if fortran else array).reshape(-1)
        sum_ = blake2b(flat.view("uint8").data, digest_size=16).digest()
        key = (array.dtype, array.shape, fortran, sum_)
        if key not in self._names:
            name = f"{self.folder}/{len(self._names)}.npy"
            cast(MutableMapping[str, Any], self.parts)[name] = array
            self._names[key] = name
            self._added.append(key)
        return {"in": self._names[key]}

    def _load(self, body: Plain) -> "np.ndarray[Any, Any]":
        """Return a new array for what :meth:`_store` returned."""
        if "in" in body:
            return self._member(body["in"]).copy(order="K")
        return self._counted(read_npy(base64.b64decode(body["npy"], validate=True))).copy(order="K")

    def member(self, name: Any) -> "np.ndarray[Any, Any]":
        """Return an array among the parts, not copied; what is made of it counts as unpacked.

        Raises:
            TimelineFileError: There is no such array, or too much has been unpacked.
        """
        try:
            return self._member(name)
        except DamagedError as error:
            text = f"{self.path}: the array {shortened(name)} cannot be read: {error.reason}"
            raise TimelineFileError(text, self.path) from None

    def _member(self, name: Any) -> "np.ndarray[Any, Any]":
        return self._counted(self.parts.get(name) if type(name) is str else None)

    def _counted(self, array: Any) -> "np.ndarray[Any, Any]":
        import numpy as np

        if type(array) is not np.ndarray:
            raise DamagedError("an array of it is missing")
        self._left -= array.nbytes
        if self._left < 0:
            raise DamagedError(f"its arrays take more than {self._max_bytes:,} bytes")
        return array
