"""How arrays and scalars of numpy are written."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.codec.kind import DamagedError, Kind, Plain
from plugboard_nb.timeline.codec.npy import SIMPLE_KINDS

if TYPE_CHECKING:
    import numpy as np

    from plugboard_nb.timeline.codec.packer import Packer
    from plugboard_nb.timeline.codec.unpacker import Unpacker

__all__ = ["numpy_kinds", "stacked", "unstacked"]


# Arrays -----------------------------------------------------------------------------------------


def _pack_array(value: "np.ndarray[Any, Any]", packer: "Packer") -> Plain:
    body: Plain = {} if value.flags.writeable else {"readonly": True}
    if value.dtype == object:
        items = packer.each(value.reshape(-1).tolist())
        return {**body, "shape": list(value.shape), "items": items}
    return {**body, **_char(value.dtype), **packer.array(value)}


def _empty(body: Plain, unpacker: "Unpacker") -> "np.ndarray[Any, Any]":
    import numpy as np

    if "shape" not in body:
        return _typed(body, unpacker)
    shape, items = tuple(body["shape"]), body["items"]
    if type(items) is not list or len(items) != math.prod(shape):
        raise DamagedError("it holds an array that is larger or smaller than its shape")
    return np.empty(shape, object)


def _fill(made: "np.ndarray[Any, Any]", body: Plain, unpacker: "Unpacker") -> None:
    if "shape" in body:
        flat = made.reshape(-1)
        for i, item in enumerate(unpacker.items(body["items"])):
            flat[i] = item
    if body.get("readonly"):
        made.flags.writeable = False


def _typed(body: Plain, unpacker: "Unpacker") -> "np.ndarray[Any, Any]":
    import numpy as np

    array = unpacker.array(body)
    if "char" in body:
        dtype = np.dtype(body["char"])
        if dtype.str != array.dtype.str:
            raise DamagedError("it holds numbers of a type that is another on this computer")
        array = array.view(dtype)
    return array


def _char(dtype: "np.dtype[Any]") -> Plain:
    """Return the letter of a dtype that has a twin of the same size, such as ``longlong``."""
    import numpy as np

    twin = dtype.kind in "iufc" and np.dtype(dtype.str).char != dtype.char
    return {"char": dtype.char} if twin else {}


# Many of the same, for columns of the history ---------------------------------------------------


def stacked(values: Sequence[Any], packer: "Packer") -> Plain | None:
    """Return arrays of one shape, or scalars, as one array; ``None`` where that is not exact."""
    import numpy as np

    first = values[0]
    dtype = first.dtype
    if dtype.kind not in SIMPLE_KINDS:
        return None
    if any(value.dtype != dtype or value.dtype.char != dtype.char for value in values):
        return None
    if isinstance(first, np.generic):
        return {"of": "scalars", **_char(dtype), **packer.array(np.array(list(values), dtype))}
    flags = first.flags
    same = all(
        value.shape == first.shape and value.flags.writeable == flags.writeable for value in values
    )
    several = len(set(map(id, values))) == len(values) and not any(map(packer.knows, values))
    if type(first) is not np.ndarray or not same or not several or not first.nbytes:
        return None
    whole = np.empty((len(values), *first.shape), dtype)
    for i, value in enumerate(values):
        whole[i] = value
        packer.remember(value)
    readonly = {} if flags.writeable else {"readonly": True}
    return {"of": "arrays", **readonly, **_char(dtype), **packer.array(whole)}


def unstacked(body: Plain, unpacker: "Unpacker") -> list[Any]:
    """Return the arrays or scalars of what :func:`stacked` returned."""
    whole = _typed(body, unpacker)
    if body["of"] == "scalars":
        if whole.ndim != 1:
            raise DamagedError("it holds no list of scalars where one is due")
        return list(whole)
    if body["of"] != "arrays" or whole.ndim < 1:
        raise DamagedError("it holds no list of arrays where one is due")
    arrays = [unpacker.remember(whole[i, ...].copy()) for i in range(len(whole))]
    for array in arrays if body.get("readonly") else ():
        array.flags.writeable = False
    return arrays


# Scalars ----------------------------------------------------------------------------------------


def _pack_scalar(value: Any, packer: "Packer") -> Plain:
    import numpy as np

    return {**_char(value.dtype), **packer.array(np.asarray(value))}


def _unpack_scalar(body: Plain, unpacker: "Unpacker") -> Any:
    array = _typed(body, unpacker)
    if array.ndim:
        raise DamagedError("it holds an array where a number is due")
    return array[()]


def numpy_kinds() -> tuple[Kind, ...]:
    """Return the kinds of arrays and scalars."""
    import numpy as np

    simple = {np.dtype(char).type for char in np.typecodes["All"] if char not in "OSUV"}
    return (
        Kind("numpy.ndarray", np.ndarray, _pack_array, _empty, _fill),
        *(Kind("numpy.scalar", cls, _pack_scalar, _unpack_scalar) for cls in simple),
        Kind("numpy.void", np.void, _pack_scalar, _unpack_scalar, shared=True),
        # An array would take the zeros at their end for padding.
        Kind(
            "numpy.str",
            np.str_,
            lambda value, packer: {"text": packer.pack(str.__str__(value))},
            lambda body, unpacker: np.str_(unpacker.unpack(body["text"])),
        ),
        Kind(
            "numpy.bytes",
            np.bytes_,
            lambda value, packer: packer.blob(bytes(value)),
            lambda body, unpacker: np.bytes_(unpacker.blob(body)),
        ),
    )
