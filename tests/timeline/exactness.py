"""Values of every kind a timeline file can hold, and what makes two of them the same."""

import struct
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst


def exact(value: Any, seen: dict[int, int] | None = None) -> Any:
    """Describe *value* by type and bit, in a way that compares; what occurs twice is a number."""
    seen = {} if seen is None else seen
    kind = type(value)
    if kind in (float, complex):
        return kind, struct.pack(">dd", value.real, value.imag)
    if isinstance(value, np.generic):
        return kind, value.dtype.str, value.dtype.char, _bits(np.asarray(value))
    if id(value) in seen:
        return "again", seen[id(value)]
    if kind in (list, dict, deque, OrderedDict, defaultdict, np.ndarray, bytearray):
        seen[id(value)] = len(seen)
    if kind is np.ndarray:
        bits = _bits(value)
        if value.dtype == object:
            bits = [exact(item, seen) for item in value.reshape(-1).tolist()]
        return kind, value.dtype, value.dtype.char, value.shape, value.flags.writeable, bits
    if isinstance(value, dict):
        extra = getattr(value, "default_factory", None)
        return kind, extra, [(exact(k, seen), exact(v, seen)) for k, v in value.items()]
    if isinstance(value, list | tuple | deque | array):
        extra = getattr(value, "maxlen", None), getattr(value, "typecode", None)
        return kind, extra, [exact(item, seen) for item in value]
    if isinstance(value, set | frozenset):
        return kind, sorted((exact(item, seen) for item in value), key=repr)
    if isinstance(value, datetime | time):
        zone = value.tzinfo
        return kind, value.replace(tzinfo=None), value.fold, type(zone), repr(zone)
    if kind is slice:
        return kind, exact((value.start, value.stop, value.step), seen)
    return kind, repr(value) if kind is Decimal else value


def _bits(array: Any) -> Any:
    """Return the bytes of *array*, without those that fill a long double up to 16."""
    return array.tobytes() if array.dtype.char not in "gG" else repr(array.tolist())


# Strategies -------------------------------------------------------------------------------------

NAN_WITH_BITS = struct.unpack(">d", bytes.fromhex("fff8000000abcdef"))[0]
texts = st.text(st.characters(codec=None), max_size=8) | st.sampled_from(["$", "", "\ud83d\ude00"])
floats = st.floats() | st.just(NAN_WITH_BITS)
zones = st.sampled_from(
    [
        *(None, timezone.utc, timezone(timedelta(hours=-3, seconds=1))),  # noqa: UP017
        *(timezone(timedelta(0), "here"), ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")),
    ]
)
dtypes = npst.scalar_dtypes() | npst.array_dtypes(allow_subarrays=True)
dtypes |= st.sampled_from([np.dtype(char) for char in "qQlLpgG"])
arrays = npst.arrays(dtypes, npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
hashable_leaves: st.SearchStrategy[Any] = st.one_of(
    *(st.none(), st.booleans(), st.integers(), floats, st.complex_numbers(), texts),
    *(st.integers(-(2**200), 2**200), st.binary(max_size=8), st.just(...)),
    st.builds(range, st.integers(), st.integers(), st.integers(1, 9)),
    *(st.dates(), st.timedeltas(), st.times(timezones=zones), st.datetimes(timezones=zones)),
    *(st.decimals().filter(lambda d: not d.is_snan()), st.fractions(), st.uuids()),
    st.builds(lambda text: PurePosixPath("/a", *text.split("\0")), texts),
    st.just(PureWindowsPath("C:\\x\\y")),
    npst.arrays(npst.scalar_dtypes(), ()).map(lambda array: array[()]),
    st.text().map(np.str_),
    st.binary().map(np.bytes_),
)
hashables = st.recursive(
    hashable_leaves,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(inner, max_size=3),
    max_leaves=5,
)
leaves = hashable_leaves | st.one_of(
    arrays,
    st.binary(max_size=8).map(bytearray),
    st.builds(array, st.sampled_from("bhilq"), st.lists(st.integers(-128, 127))),
    st.builds(array, st.sampled_from("df"), st.lists(st.floats(width=32))),
    st.builds(slice, st.none() | st.integers(), st.integers()),
    st.lists(floats, min_size=1, max_size=3).map(lambda items: items * 40),
    st.lists(st.integers(-(2**63), 2**63), min_size=1, max_size=2).map(lambda items: items * 40),
)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, max_size=4)
    pairs = st.dictionaries(hashables, inner, max_size=4)
    return st.one_of(
        some,
        some.map(tuple),
        some.map(lambda items: items + items[:2]),
        some.map(lambda items: _knotted(items)),
        st.builds(deque, some, st.none() | st.integers(0, 5)),
        st.sets(hashables, max_size=4),
        st.dictionaries(texts, inner, max_size=4),
        pairs,
        pairs.map(OrderedDict),
        pairs.map(lambda items: defaultdict(list, items)),
        st.lists(hashables, max_size=4).map(Counter),
        some.map(_objects),
    )


def _knotted(items: list[Any]) -> list[Any]:
    """Return a list that contains itself, twice."""
    items += [{"me": items}, items]
    return items


def _objects(items: list[Any]) -> Any:
    found = np.empty(len(items), object)
    for i, item in enumerate(items):
        found[i] = item
    return found


values = st.recursive(leaves, _containers, max_leaves=12)

EXAMPLES: list[Any] = [
    *(None, True, 0, -(2**63), 2**63, 10**5000, -0.0, float("nan"), NAN_WITH_BITS, float("-inf")),
    *(1e-320, complex(float("nan"), -0.0), "", "ü\u2028", "\ud800", "\ud83d\ude00", "x" * 10**5),
    *(b"", bytes(10**5), bytearray(b"x"), (), ((),), [], {}, set(), frozenset(), deque(maxlen=3)),
    *({"$": 1}, {"$": "ref", "to": 0}, {1: 2, "1": 3, None: 4, (1, "a"): 5}, [[[[]]]]),
    *(Decimal("-0E+5"), Decimal("sNaN12"), Fraction(-1, 3), UUID(int=5), timedelta(-1, 5, 7)),
    *(date.min, datetime.max, datetime(2020, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Asia/Tokyo"))),
    *(
        np.float64(1),
        np.longlong(3),
        np.intc(3),
        np.datetime64("NaT", "s"),
        np.timedelta64(3, ("s", 25)),
    ),
    *(np.str_("a\0"), np.bytes_(b"a\0"), np.bool_(True), np.longdouble(1) / 3),
    *(np.array(1.5), np.zeros((0, 3)), np.arange(10_000), np.arange(3, dtype=">i4")),
    np.array([("é", 1)], [("日本", "U3"), (("title", "b"), "<M8[ms]")]),
    [np.full(3, i, ">f4") for i in range(100)],
    [np.datetime64(i, "s") for i in range(100)],
    [np.longlong(i) for i in range(100)],
    [True, False] * 50,
    (*range(100), 2**63),
    tuple(float(i) for i in range(100)),
    deque(range(100), 100),
]
