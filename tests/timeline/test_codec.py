"""Values written and read: by type and bit, what is shared stays shared, nothing else is made."""

import json
import random
import sys
from collections import OrderedDict, namedtuple
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, PrivateAttr

from plugboard_nb import Event, StopEvent
from plugboard_nb.exceptions import EncodingError, TimelineFileError
from plugboard_nb.history import EventRecord, StatusRecord, Uncopied
from plugboard_nb.schemas import Status
from plugboard_nb.timeline.codec import Codec, kinds
from strategies import examples
from timeline.exactness import EXAMPLES, exact, values

WHERE = "component 'a', attribute 'rows'"


class Reading(BaseModel):
    level: Any
    inner: "Reading | None" = None


class Alarm(Event):
    type: ClassVar[str] = "alarm"
    data: Reading
    _seen: list[int] = PrivateAttr(default_factory=list)


class Note(Event):
    type: ClassVar[str] = "note"


EVENTS: dict[str, type[Event]] = {"alarm": Alarm, "note": Note}


def written(value: Any) -> tuple[Any, dict[str, Any]]:
    parts: dict[str, Any] = {}
    data = Codec(parts, EVENTS).pack(value, WHERE)
    return json.loads(json.dumps(data, allow_nan=False, ensure_ascii=False)), parts


def read(data: Any, parts: dict[str, Any] | None = None) -> Any:
    return Codec(parts or {}, EVENTS, path="run.pbnb").unpack(data, WHERE)


def again(value: Any) -> Any:
    return read(*written(value))


# Exactness --------------------------------------------------------------------------------------


@given(values)
@examples(400)
def test_what_is_read_is_what_was_written_by_type_and_bit(value: Any) -> None:
    assert exact(again(value)) == exact(value)


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_every_kind_of_value_comes_back(value: Any) -> None:
    assert exact(again(value)) == exact(value)


def test_plain_data_are_written_as_they_are() -> None:
    value = {"a": [1, 2.5, None, True, "x"], "b": {}}
    assert written(value) == (value, {})


def test_many_numbers_become_an_array() -> None:
    for value in ([0.5] * 10**6, list(range(10**6))):
        data, parts = written(value)
        assert len(str(data)) < 100
        assert [array.nbytes for array in parts.values()] == [8 * 10**6]


def test_equal_arrays_are_kept_once() -> None:
    table = np.arange(10_000.0)
    _, parts = written([table, table.copy(), {"x": table.copy()}, table.astype(">f8")])
    assert len(parts) == 2


def test_text_as_long_as_a_file_is_kept_once() -> None:
    data, parts = written(["".join(["ab"] * 10**6) for _ in range(5)])
    assert len(parts) == 1
    assert read(data, parts) == ["ab" * 10**6] * 5


def test_read_only_arrays_stay_so_and_others_can_be_written_to() -> None:
    value = [np.arange(5), np.arange(9000), np.empty(2, object)]
    for array in value[:2]:
        array.flags.writeable = False
    found = again(value)
    assert [array.flags.writeable for array in found] == [False, False, True]
    assert found[0].flags.owndata


# Identity ---------------------------------------------------------------------------------------


def test_a_mutable_object_that_occurs_twice_comes_back_as_one() -> None:
    several: list[Any] = [[1], {}, {1: 2}, set(), bytearray(), np.zeros(3), random.Random(1)]
    for shared in several:
        one, other, (third,) = again([shared, shared, (shared,)])
        assert one is other is third


def test_what_contains_itself_comes_back_so() -> None:
    knot: dict[Any, Any] = {1: [], "o": OrderedDict()}
    knot[1].append(knot)
    knot["o"]["me"] = (knot["o"], knot)
    found = again(knot)
    assert found[1][0] is found
    assert found["o"]["me"][0] is found["o"]


def test_generators_over_one_source_of_bits_still_share_it() -> None:
    bits = np.random.PCG64(5)
    one, other = again([np.random.Generator(bits), np.random.Generator(bits)])
    assert one.bit_generator is other.bit_generator


def test_parts_shared_many_times_over_take_little_room() -> None:
    value: Any = ()
    for _ in range(60):
        value = (value, value)
    assert len(str(written(value)[0])) < 10_000


# Random numbers ---------------------------------------------------------------------------------

BITS = ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"]


@pytest.mark.parametrize("name", BITS)
def test_generators_go_on_with_the_same_numbers_and_the_same_children(name: str) -> None:
    rng = np.random.Generator(getattr(np.random, name)([3, 4]))
    rng.spawn(2)
    rng.integers(0, 9, 7, "int32")
    twin = again(rng)
    assert exact(twin.random(999)) == exact(rng.random(999))
    assert exact(twin.spawn(1)[0].random(9)) == exact(rng.spawn(1)[0].random(9))


@pytest.mark.parametrize(
    "rng",
    [
        random.Random(3),
        np.random.RandomState(3),
        np.random.RandomState(np.random.PCG64(3)),
    ],
    ids=str,
)
def test_older_generators_go_on_with_the_same_numbers(rng: Any) -> None:
    draw = rng.gauss if isinstance(rng, random.Random) else rng.normal
    draw(0, 1)
    twin = again(rng)
    redraw = twin.gauss if isinstance(rng, random.Random) else twin.normal
    assert [redraw(0, 1) for _ in range(2000)] == [draw(0, 1) for _ in range(2000)]


# pandas -----------------------------------------------------------------------------------------

DAYS = pd.date_range("2020-10-24", periods=2, tz="Europe/Berlin")
COLUMNS = {
    "int": pd.Series([1, 2], dtype="int8"),
    "object": pd.Series([{"x": [1]}, None], dtype=object),
    "text": pd.Series(["x", None]),
    "texts": pd.Series(["x", None], dtype=pd.StringDtype("python")),
    "Int64": pd.Series([1, None], dtype="Int64"),
    "Float32": pd.Series([1, None], dtype="Float32"),
    "boolean": pd.Series([True, None], dtype="boolean"),
    "category": pd.Series(pd.Categorical(["u", None], ["v", "u"], ordered=True)),
    "moment": pd.Series(DAYS.tz_localize(None)).shift(),
    "zone": pd.Series(DAYS),
    "duration": pd.Series(pd.to_timedelta([1, None], "s")),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_series_of_every_kind_comes_back(kind: str) -> None:
    series = COLUMNS[kind].rename((kind, 3))
    series.attrs["source"] = ["a"]
    found = again(series)
    pd.testing.assert_series_equal(found, series, check_freq=True)
    assert type(found.array) is type(series.array)
    assert found.attrs == series.attrs


def test_a_frame_comes_back_with_labels_that_occur_twice() -> None:
    frame = pd.concat([*COLUMNS.values(), COLUMNS["int"]], axis=1)
    frame.columns = pd.Index(["same"] * 12, name="c")
    frame.index = DAYS
    found = again(frame)
    pd.testing.assert_frame_equal(found, frame, check_freq=True, check_column_type=True)
    assert exact(again(pd.DataFrame()).shape) == exact((0, 0))


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(1, 9, 2, name="tick"),
        pd.Index([3, 1]),
        pd.Index([1.5, None], name=("a", 1)),
        pd.Index(["a", None], dtype=object),
        DAYS,
        pd.timedelta_range("1s", periods=3),
        pd.CategoricalIndex(["a", "b"]),
        pd.MultiIndex.from_product([[1, 2], ["a", "b"]], names=["x", None]),
        pd.Timestamp("2020-10-25 00:30", tz="UTC").tz_convert("Europe/Berlin"),
        pd.Timestamp("2020-01-01 00:00:00.000000001"),
        pd.Timedelta("1ns"),
    ],
    ids=lambda index: type(index).__name__,
)
def test_indexes_and_moments_come_back(index: Any) -> None:
    found = again(index)
    if isinstance(index, pd.Index):
        pd.testing.assert_index_equal(found, index, exact=True)
        assert getattr(found, "freq", None) == getattr(index, "freq", None)
    assert repr(found) == repr(index)


def test_what_stands_for_nothing_in_pandas_comes_back() -> None:
    assert again([pd.NaT, pd.NA]) == [pd.NaT, pd.NA]


def test_without_pandas_its_values_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data, parts = written(pd.Series([1]))
    monkeypatch.setitem(sys.modules, "pandas", None)
    kinds._kinds_from.cache_clear()
    with pytest.raises(TimelineFileError, match=r"pip install 'plugboard_nb\[data\]'"):
        read(data, parts)


# Our own ----------------------------------------------------------------------------------------


def test_our_own_records_come_back() -> None:
    value = [Uncopied("generator", "\ud800"), StatusRecord(3, "a", "failed"), Status.FAILED]
    found = again([*value, EventRecord(2, "x", "a", {"n": 1.5})])
    assert [type(item) for item in found[:3]] == [Uncopied, StatusRecord, Status]
    assert found == [*value, EventRecord(2, "x", "a", {"n": 1.5})]


def test_an_event_comes_back_as_the_class_its_process_has_for_it() -> None:
    alarm = Alarm(source="a", data=Reading(level=(1, 2), inner=Reading(level=np.arange(3))))
    alarm._seen.append(5)
    alarm.data.level = (1, float("inf"))
    found = again([alarm, alarm, EventRecord(1, "alarm", "a", alarm.data)])
    assert found[0] is found[1]
    assert type(found[0]) is Alarm
    assert type(found[0].data) is type(found[2].data) is Reading
    assert found[0].data.level == found[2].data.level == (1, float("inf"))
    assert type(found[0].data.inner) is Reading
    assert (found[0].id, found[0].timestamp, found[0]._seen) == (alarm.id, alarm.timestamp, [5])
    assert found[0].model_fields_set == {"source", "data"}


def test_the_event_that_stops_is_known_to_everybody() -> None:
    stop = StopEvent(source="a")
    assert again(stop) == stop


def test_an_event_that_no_component_declares_is_refused_both_ways() -> None:
    data, parts = written(Note(source="a"))
    with pytest.raises(EncodingError, match="class 'Note', which no component declares"):
        Codec({}).pack(Note(source="a"), WHERE)
    with pytest.raises(TimelineFileError, match="event of type 'note', which no component"):
        Codec(parts).unpack(data, WHERE)


# Refusals ---------------------------------------------------------------------------------------


class Colour(Enum):
    RED = 1


class Tank:
    pass


Pair = namedtuple("Pair", "a b")


def nested(depth: int, wrap: Callable[[Any], Any]) -> Any:
    value = wrap(1)
    for _ in range(depth):
        value = wrap(value)
    return value


class ListOfMine(list[int]):
    pass


KNOT: tuple[list[Any]] = ([],)
KNOT[0].append(KNOT)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (iter(lambda: 1, 2), ": a callable_iterator cannot be written"),
        ((n for n in [1]), ": a generator cannot be written"),
        ([1, 2, {"x": (3, iter(()))}], r"\[2\]\['x'\]\[1\]: a tuple_iterator cannot be written"),
        (Tank(), ": a timeline.test_codec.Tank cannot be written"),
        (Tank, ": a class 'Tank' cannot be written"),
        (len, ": a builtin_function_or_method 'len' cannot be written"),
        (lambda: 1, ": a function '<lambda>' cannot be written"),
        (Colour.RED, ": a timeline.test_codec.Colour cannot be written"),
        (Pair(1, 2), ": a timeline.test_codec.Pair cannot be written"),
        (ListOfMine(), ": a timeline.test_codec.ListOfMine cannot be written"),
        (np.ma.masked_array([1]), "MaskedArray cannot be written"),
        (np.zeros(1, [("a", "O")]), r"dtype \[\('a', 'O'\)\] .*, as its items are objects"),
        (np.zeros(1, np.dtype("f8", metadata={"a": 1})), "as its dtype has metadata"),
        (np.zeros(1, np.dtype("i1,f8", align=True)), "the layout of its fields"),
        (np.zeros(1, []), "as its items have no bytes"),
        (pd.DataFrame({"a": pd.Series([1], dtype="Sparse[int]")}), r"\['a'\]: a pandas column of"),
        (pd.period_range("2020", periods=2), "PeriodIndex cannot be written"),
        (KNOT, r"\[0\]\[0\]: a tuple that contains itself cannot be written"),
        (nested(101, lambda v: [v]), "what is nested more than 100 deep cannot be written"),
        (nested(101, lambda v: (v,)), "what is nested more than 100 deep"),
        (nested(101, lambda v: {v if v == 1 else 2: v}), "what is nested more than 100 deep"),
        (nested(99_999, lambda v: [v]), "what is nested more than 100 deep"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_written_exactly_is_refused_by_name_and_place(
    value: Any, message: str
) -> None:
    with pytest.raises(EncodingError, match=f"^{WHERE}.*{message}"):
        written(value)


def test_as_deep_as_is_allowed_is_read_again() -> None:
    for wrap in (lambda v: [v], lambda v: (v,), lambda v: {1: v}, lambda v: frozenset([v])):
        value = nested(99, wrap)
        assert again(value) == value


def test_a_refused_value_leaves_nothing_behind() -> None:
    parts: dict[str, Any] = {}
    codec = Codec(parts)
    with pytest.raises(EncodingError):
        codec.pack([np.arange(10_000), len], WHERE)
    assert parts == {}
    data = codec.pack(np.arange(10_000), WHERE)
    assert exact(Codec(parts).unpack(data, WHERE)) == exact(np.arange(10_000))


# Data that nobody wrote -------------------------------------------------------------------------


def mutated(data: Any, draw: Callable[[Any], Any], other: Any) -> Any:
    """Replace something inside *data* by *other*, or drop it."""
    if isinstance(data, dict | list) and data and draw(st.integers(0, 4)):
        keys = list(data) if isinstance(data, dict) else range(len(data))
        key = draw(st.sampled_from(keys))
        data[key] = mutated(data[key], draw, other)
        return data
    return other


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["ref", "list", "numpy.PCG64", "pandas.DataFrame", "Random", "arrays", "O"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["$", "items", "parts", "npy", "in", "of", "shape", "to", "x"]), inner
        )
    ),
    max_leaves=6,
)


@given(st.data(), values, JUNK)
@examples(400)
def test_data_that_were_changed_give_a_value_or_a_clear_error(
    data: st.DataObject, value: Any, junk: Any
) -> None:
    packed, parts = written(value)
    changed = mutated(packed, data.draw, junk)
    with suppress(TimelineFileError):
        read(changed, parts)


REAL = [
    *(random.Random(1), np.random.RandomState(1), pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})),
    *(np.random.Generator(getattr(np.random, name)(1)) for name in BITS),
    *(COLUMNS[kind] for kind in COLUMNS),
    *(Alarm(source="a", data=Reading(level=1)), EventRecord(1, "alarm", "a", Reading(level=1))),
]


@given(st.data(), st.sampled_from(REAL), JUNK)
@examples(400)
def test_objects_that_were_changed_give_a_value_or_a_clear_error(
    data: st.DataObject, value: Any, junk: Any
) -> None:
    packed, parts = written(value)
    try:
        found = read(mutated(packed, data.draw, junk), parts)
    except TimelineFileError:
        return
    if isinstance(found, np.random.Generator):
        found.random(5)


def state_of(name: str) -> Any:
    return written(np.random.Generator(getattr(np.random, name)(1)))[0]


def with_position(name: str, position: int) -> Any:
    data = state_of(name)
    state = data["bits"]["state"]
    (state if name == "Philox" else state["state"])["buffer_pos" if name == "Philox" else "pos"] = (
        position
    )
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"$": "os.system", "parts": ["ls"]}, "it holds 'os.system', of which nothing is known"),
        ({"$": "numpy.load", "parts": []}, "it holds 'numpy.load', of which nothing is known"),
        ({"$": "pandas.eval"}, "it holds 'pandas.eval', of which nothing is known"),
        ({"$": ["x"]}, "of which nothing is known"),
        ({"$": "ref", "to": 0}, "it refers to its part 0, which is not there"),
        ({"$": "ref", "to": -1}, "it refers to its part -1"),
        ([{"$": "set", "items": [{"$": "ref", "to": 0}]}], "it refers to its part 0"),
        ({"$": "set", "items": [[]]}, "what is there makes no set"),
        ({"$": "Fraction", "parts": [1, 0]}, "what is there makes no Fraction"),
        ({"$": "ZoneInfo", "parts": ["../../etc/passwd"]}, "makes no ZoneInfo"),
        ({"$": "ZoneInfo", "parts": ["Europe/Nowhere"]}, "makes no ZoneInfo"),
        ({"$": "defaultdict", "factory": "eval", "items": []}, "makes no defaultdict"),
        ({"$": "numpy.ndarray", "in": "other.npy"}, "an array of it is missing"),
        ({"$": "numpy.ndarray", "in": ["other.npy"]}, "an array of it is missing"),
        ({"$": "numpy.ndarray", "shape": [10**12], "items": []}, "larger or smaller than its"),
        ({"$": "numpy.SeedSequence", "state": {"pool_size": 10**9}}, "no seeds where some are due"),
        ({"$": "Event", "type": "nobody"}, "event of type 'nobody', which no component declares"),
        (with_position("MT19937", 10**6), "no state of a MT19937"),
        (with_position("Philox", 5), "no state of a Philox"),
        (nested(200, lambda v: [v]), "it is nested more than 100 deep"),
        ({1, 2}, "it holds a set, which is no JSON"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_hostile_data_get_one_clear_sentence(data: Any, message: str) -> None:
    with pytest.raises(TimelineFileError, match=f"^run.pbnb: {WHERE} cannot.*{message}") as caught:
        read(data)
    assert caught.value.path == "run.pbnb"


def test_one_array_cannot_be_asked_for_more_often_than_there_is_room() -> None:
    data = [{"$": "numpy.ndarray", "in": "a"} for _ in range(1000)]
    codec = Codec({"a": np.zeros(10_000)}, max_bytes=10**6)
    with pytest.raises(TimelineFileError, match="its arrays take more than 1,000,000 bytes"):
        codec.unpack(data, WHERE)
