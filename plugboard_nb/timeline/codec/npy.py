"""Arrays as .npy, the format of ``numpy.save``, and back without trust in what a file says.

Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

import ast
import io
import math
import warnings
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["SIMPLE_KINDS", "npy_bytes", "read_npy", "why_unwritable", "write_npy"]

#: Kinds of dtype without parts: numbers, booleans, moments and durations.
SIMPLE_KINDS = "biufcmM"
_KINDS = SIMPLE_KINDS + "SUV"
_MAGIC = b"\x93NUMPY"
_MAX_HEADER = 10_000  # as numpy has it: the header is parsed as Python


def why_unwritable(dtype: "np.dtype[Any]") -> str | None:
    """Return why arrays of *dtype* cannot be written exactly, or ``None`` if they can."""
    import numpy as np

    problem = _problem_within(dtype)
    if problem is None and dtype.itemsize == 0:
        return "its items have no bytes"
    if problem is None and dtype.names is not None:
        descr = np.lib.format.dtype_to_descr(dtype)
        again = np.lib.format.descr_to_dtype(descr)
        if again != dtype or again.isalignedstruct != dtype.isalignedstruct:
            return "the layout of its fields would be another"
        if len(repr(descr)) > _MAX_HEADER - 1000:
            return "it has too many fields"
    return problem


def _problem_within(dtype: "np.dtype[Any]") -> str | None:
    if dtype.metadata:
        return "its dtype has metadata"
    if dtype.subdtype is not None:
        return _problem_within(dtype.subdtype[0])
    if dtype.names is not None and dtype.fields is not None:
        inner = (_problem_within(dtype.fields[name][0]) for name in dtype.names)
        return next(filter(None, inner), None)
    return None if dtype.kind in _KINDS else "its items are objects"


def write_npy(file: IO[bytes], array: "np.ndarray[Any, Any]") -> None:
    """Write *array*, whose dtype :func:`why_unwritable` has passed, to *file*."""
    import numpy as np

    # Asked for by number, as the automatic choice warns of readers older than any we know.
    version = (1, 0)
    try:
        header = np.lib.format.header_data_from_array_1_0(array)
        np.lib.format.write_array_header_1_0(io.BytesIO(), header)
    except ValueError:  # a field is named in letters beyond Latin-1
        version = (3, 0)
    np.lib.format.write_array(file, array, version, allow_pickle=False)


def npy_bytes(array: "np.ndarray[Any, Any]") -> bytes:
    """Return the content of a .npy file with *array*."""
    file = io.BytesIO()
    write_npy(file, array)
    return file.getvalue()


def read_npy(data: bytes) -> "np.ndarray[Any, Any]":
    """Return the array in the content of a .npy file; read-only, it shares the memory of *data*.

    Raises:
        ValueError: There is none, or only pickle could make it; a clause that says why.
    """
    import numpy as np

    dtype, fortran, shape, start = _header(data)
    if dtype.subdtype is not None or why_unwritable(dtype):
        raise ValueError("its items are objects, which only pickle could read")
    count = math.prod(shape)
    if count * dtype.itemsize != len(data) - start:
        raise ValueError("its size is another than its header says")
    array = np.frombuffer(data, dtype, count, start) if count else np.empty(0, dtype)
    _check_values(array)
    try:
        return array.reshape(shape, order="F" if fortran else "C")
    except ValueError as error:
        raise ValueError("no array can have its shape") from error


def _header(data: bytes) -> tuple["np.dtype[Any]", bool, tuple[int, ...], int]:
    """Return dtype, whether the order is Fortran's, the shape, and where the items begin."""
    if data[:6] != _MAGIC or data[6:8] not in (b"\1\0", b"\2\0", b"\3\0"):
        raise ValueError("it does not begin like a .npy file")
    width = 2 if data[6] == 1 else 4
    start = 8 + width + int.from_bytes(data[8 : 8 + width], "little")
    if not 8 + width < start <= min(len(data), _MAX_HEADER):
        raise ValueError("its header is cut off or too long")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            text = data[8 + width : start].decode("utf-8" if data[6] == 3 else "latin-1")
            found = ast.literal_eval(text)
            shape, fortran = found["shape"], found["fortran_order"]
            dtype = _dtype_of(found["descr"])
        except Exception as error:
            raise ValueError("its header makes no sense") from error
    sound = type(shape) is tuple and all(type(n) is int and n >= 0 for n in shape)
    if not sound or type(fortran) is not bool or found.keys() - {"descr", "fortran_order", "shape"}:
        raise ValueError("its header makes no sense")
    return dtype, fortran, shape, start


def _dtype_of(descr: Any) -> "np.dtype[Any]":
    import numpy as np

    dtype: np.dtype[Any] = np.lib.format.descr_to_dtype(descr)
    return dtype


def _check_values(array: "np.ndarray[Any, Any]") -> None:
    """Refuse bytes that are no value of their type, which numpy takes on trust."""
    import numpy as np

    dtype = array.dtype
    if dtype.names is not None:
        for name in dtype.names:
            _check_values(array[name])
    elif dtype.kind == "b":
        wrong = (array.view("uint8") > 1).any()
        if wrong:
            raise ValueError("its booleans are neither true nor false")
    elif dtype.kind == "U":
        points = np.ascontiguousarray(array).reshape(-1).view(f"{dtype.byteorder}u4")
        if (points > 0x10FFFF).any():
            raise ValueError("its text is none")
