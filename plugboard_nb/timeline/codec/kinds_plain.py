"""How values of the standard library are written."""

import random
import re
import struct
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PosixPath, PurePath, PurePosixPath, PureWindowsPath, WindowsPath
from typing import TYPE_CHECKING, Any
from uuid import UUID, SafeUUID
from zoneinfo import ZoneInfo

from plugboard_nb.timeline.codec.kind import DamagedError, Kind, Plain, RefusedError

if TYPE_CHECKING:
    from plugboard_nb.timeline.codec.packer import Packer
    from plugboard_nb.timeline.codec.unpacker import Unpacker

__all__ = ["PLAIN"]

_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
_FACTORIES: dict[str, Any] = {
    "None": None,
    **{cls.__name__: cls for cls in (bool, int, float, complex, str, bytes)},
    **{cls.__name__: cls for cls in (list, dict, set, tuple, deque)},
}
_WORDS = 625  # the state of a Mersenne twister: 624 words and a position


def _simple(
    cls: type, parts: Callable[[Any], list[Any]], make: Callable[..., Any], name: str = ""
) -> Kind:
    """Return the kind of an immutable type with a few parts."""

    def unpack(body: Plain, unpacker: "Unpacker") -> Any:
        return make(*unpacker.items(body["parts"]))

    return Kind(
        name or cls.__name__,
        cls,
        lambda value, packer: {"parts": [packer.pack(part) for part in parts(value)]},
        unpack,
    )


# Numbers and text that JSON has no form for -----------------------------------------------------


def _float(body: Plain, unpacker: "Unpacker") -> float:
    (value,) = struct.unpack(">d", bytes.fromhex(body["bits"]))
    return float(value)


def _path(name: str, text: str) -> PurePath:
    """Return a path; one into another kind of file system becomes the one it would be here."""
    if name.startswith("Pure"):
        return {"PurePosixPath": PurePosixPath, "PureWindowsPath": PureWindowsPath}[name](text)
    if name == type(Path()).__name__:
        return Path(text)
    return Path(PureWindowsPath(text).as_posix())


# Dates and times --------------------------------------------------------------------------------


def _zone(key: str) -> ZoneInfo:
    if not _ZONE.fullmatch(key):
        raise ValueError(f"{key!r} is no name of a time zone")
    return ZoneInfo(key)


def _zone_key(zone: ZoneInfo) -> list[Any]:
    if zone.key is None or not _ZONE.fullmatch(zone.key):
        raise RefusedError("a time zone that has no name cannot be written")
    return [zone.key]


def _moment(*parts: Any) -> datetime:
    *numbers, fold, zone = parts
    return datetime(*numbers).replace(tzinfo=zone, fold=fold)


def _clock(*parts: Any) -> time:
    *numbers, fold, zone = parts
    return time(*numbers).replace(tzinfo=zone, fold=fold)


# Containers -------------------------------------------------------------------------------------


def _pack_items(value: Any, packer: "Packer") -> Plain:
    return {"items": packer.items(value)}


def _pack_keys(value: Any, packer: "Packer") -> Plain:
    return {"items": packer.keys(value)}


def _pack_pairs(value: Any, packer: "Packer") -> Plain:
    if getattr(value, "__dict__", None):
        noun = type(value).__name__
        raise RefusedError(f"{noun} with attributes of its own cannot be written")
    return {"items": packer.pairs(value)}


def _fill_pairs(made: Any, body: Plain, unpacker: "Unpacker") -> None:
    unpacker.pairs(body["items"], made)


def _pack_defaultdict(value: Any, packer: "Packer") -> Plain:
    name = getattr(value.default_factory, "__name__", "None")
    if name not in _FACTORIES or _FACTORIES[name] is not value.default_factory:
        raise RefusedError(f"a defaultdict of {name} cannot be written")
    return {"factory": name, **_pack_pairs(value, packer)}


def _pack_array(value: Any, packer: "Packer") -> Plain:
    if value.typecode in "uw":
        raise RefusedError("an array of letters cannot be written; use text")
    import numpy as np

    return {"typecode": value.typecode, **packer.array(np.array(value))}


def _unpack_array(body: Plain, unpacker: "Unpacker") -> "array[Any]":
    import numpy as np

    found = unpacker.array(body)
    made: array[Any] = array(body["typecode"])
    here = np.dtype(made.typecode)  # how wide an int is depends on the computer
    converted = found.astype(here)
    exact = found.dtype.itemsize == here.itemsize or bool((converted == found).all())
    if found.dtype.kind != here.kind or found.ndim != 1 or not exact:
        raise DamagedError("it holds an array with numbers that it cannot have on this computer")
    made.frombytes(converted.tobytes())
    return made


# Random numbers ---------------------------------------------------------------------------------


def _pack_random(value: random.Random, packer: "Packer") -> Plain:
    import numpy as np

    version, words, gauss = value.getstate()
    body = packer.array(np.array(words, "uint32"))
    return {"version": version, "gauss": packer.pack(gauss), **body}


def _unpack_random(body: Plain, unpacker: "Unpacker") -> random.Random:
    made, words = random.Random(0), unpacker.array(body)
    gauss = unpacker.unpack(body["gauss"])
    if words.dtype != "uint32" or len(words) != _WORDS or not isinstance(gauss, float | None):
        raise DamagedError("it holds no state of a random generator where one is due")
    made.setstate((body["version"], tuple(words.tolist()), gauss))
    return made


PLAIN: tuple[Kind, ...] = (
    Kind("float", float, lambda value, packer: {"bits": struct.pack(">d", value).hex()}, _float),
    Kind(
        "int",
        int,
        lambda value, packer: {"hex": hex(value)},
        lambda body, unpacker: int(body["hex"], 16),
    ),
    Kind(
        "str",
        str,
        lambda value, packer: packer.blob(value.encode("utf-8", "surrogatepass")),
        lambda body, unpacker: unpacker.blob(body).decode("utf-8", "surrogatepass"),
    ),
    Kind(
        "bytes",
        bytes,
        lambda value, packer: packer.blob(value),
        lambda body, unpacker: unpacker.blob(body),
    ),
    Kind(
        "bytearray",
        bytearray,
        lambda value, packer: packer.blob(bytes(value)),
        lambda body, unpacker: bytearray(unpacker.blob(body)),
        shared=True,
    ),
    _simple(complex, lambda value: [value.real, value.imag], complex),
    _simple(range, lambda value: [value.start, value.stop, value.step], range),
    _simple(slice, lambda value: [value.start, value.stop, value.step], slice),
    _simple(type(...), lambda value: [], lambda: ..., "..."),
    _simple(Decimal, lambda value: [str(value)], Decimal),
    _simple(Fraction, lambda value: [value.numerator, value.denominator], Fraction),
    _simple(
        UUID,
        lambda value: [value.hex, value.is_safe.value],
        lambda text, safe: UUID(text, is_safe=SafeUUID(safe)),
    ),
    *(
        _simple(
            cls,
            lambda value: [type(value).__name__, str(value)],
            _path,
            cls.__name__,
        )
        for cls in (PurePosixPath, PureWindowsPath, PosixPath, WindowsPath)
    ),
    _simple(timedelta, lambda value: [value.days, value.seconds, value.microseconds], timedelta),
    _simple(timezone, lambda value: list(value.__getinitargs__()), timezone),
    _simple(ZoneInfo, _zone_key, _zone),
    _simple(date, lambda value: [value.year, value.month, value.day], date),
    _simple(
        datetime,
        lambda value: [
            *(value.year, value.month, value.day, value.hour, value.minute, value.second),
            *(value.microsecond, value.fold, value.tzinfo),
        ],
        _moment,
    ),
    _simple(
        time,
        lambda value: [
            *(value.hour, value.minute, value.second, value.microsecond),
            *(value.fold, value.tzinfo),
        ],
        _clock,
    ),
    Kind(
        "tuple",
        tuple,
        _pack_items,
        lambda body, unpacker: tuple(unpacker.items(body["items"])),
        shared=True,
    ),
    Kind(
        "frozenset",
        frozenset,
        _pack_keys,
        lambda body, unpacker: frozenset(unpacker.keys(body["items"])),
        shared=True,
    ),
    Kind(
        "set",
        set,
        _pack_keys,
        lambda body, unpacker: set(),
        lambda made, body, unpacker: made.update(unpacker.keys(body["items"])),
    ),
    Kind(
        "deque",
        deque,
        lambda value, packer: {"maxlen": value.maxlen, "items": packer.items(value)},
        lambda body, unpacker: deque(maxlen=body["maxlen"]),
        lambda made, body, unpacker: made.extend(unpacker.items(body["items"])),
    ),
    Kind("dict", dict, _pack_pairs, lambda body, unpacker: {}, _fill_pairs),
    Kind("OrderedDict", OrderedDict, _pack_pairs, lambda b, u: OrderedDict(), _fill_pairs),
    Kind("Counter", Counter, _pack_pairs, lambda b, u: Counter(), _fill_pairs),
    Kind(
        "defaultdict",
        defaultdict,
        _pack_defaultdict,
        lambda body, unpacker: defaultdict(_FACTORIES[body["factory"]]),
        _fill_pairs,
    ),
    Kind("array", array, _pack_array, _unpack_array, shared=True),
    Kind("Random", random.Random, _pack_random, _unpack_random, shared=True),
)
