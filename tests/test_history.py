"""History: packed columns, copies of what can change, limits, views and frames."""

import asyncio
import gc
import warnings
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from conftest import recorded, run
from parts import Alarm, Count, Gain, Listener, Pass, Sink, Siren, Source, pipeline
from plugboard_nb import IO, Component, History, InMemoryStateBackend, LocalProcess, Port
from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.history import Column, HistoryLimitWarning, Uncopied


def column(values: Iterable[Any]) -> Any:
    """Return what the history holds of a stream of *values*."""
    return run(LocalProcess([Source(values, name="s")])).state.history["s.out"]


def ran(parts: list[Component], wires: list[str], ticks: int, **state: Any) -> LocalProcess:
    process = LocalProcess(parts, wires, state=InMemoryStateBackend(**state))
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=ticks))
    return process


# Columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([1.0, 2.5, float("nan"), float("inf")], "float64"),
        ([1, 2, -3], "int64"),
        ([True, False], "bool"),
        ([np.float32(0.5), np.float64(1)], "float64"),
        ([np.int8(3), np.uint16(4)], "int64"),
        ([np.bool_(True), True], "bool"),
        ([1, 2.5], "float64"),
        ([2.5, 1], "float64"),
    ],
    ids=str,
)
def test_numbers_are_packed(values: list[Any], dtype: str) -> None:
    found = column(values)
    assert isinstance(found, np.ndarray)
    assert found.dtype == dtype
    np.testing.assert_array_equal(found, np.array(values, dtype))


@pytest.mark.parametrize(
    "values",
    [
        ["a", "b"],
        [1, 2.5, "three", None],
        [None, 1.0],
        [True, 2],
        [1, 2**70],
        [2**60 + 1, 0.5],
        [0.5, 2**60 + 1],
        [1j, 2],
    ],
    ids=str,
)
def test_what_is_not_all_one_kind_of_number_is_a_list_of_the_values(values: list[Any]) -> None:
    found = column(values)
    assert isinstance(found, list)
    assert found == values


def test_an_integer_beyond_64_bits_late_in_a_column_keeps_all_before() -> None:
    values = [*range(100), 2**63, -(2**70), 5]
    assert column(values) == values


def test_a_bare_object_is_a_value_like_others() -> None:
    assert len(column([object() for _ in range(5)])) == 5


def test_ten_bytes_at_most_per_number() -> None:
    packed = Column()
    for row in range(200_000):
        packed.put(row, float(row))
    assert packed.data.itemsize * len(packed.data) <= 10 * 200_000
    assert packed.nbytes(200_000) == 8 * 200_000


# Views ------------------------------------------------------------------------------------------


def test_views_stay_valid_and_unchanged_while_the_process_goes_on() -> None:
    process = ran([Count(name="n")], [], ticks=10)
    views, ticks = [], [10]
    history = process.state.history
    for more in (1, 60, 500, 5000):
        views.append(history["n.out"])
        asyncio.run(process.run(ticks=more))
        ticks.append(process.tick)
    for view, tick in zip(views, ticks, strict=False):
        assert view.tolist() == list(range(1, tick + 1))
    assert history["n.out"].tolist() == list(range(1, ticks[-1] + 1))


def test_views_do_not_copy_and_are_read_only() -> None:
    process = ran([Count(name="n")], [], ticks=1000)
    one, other = process.state.history["n.out"], process.state.history["n.out"]
    assert np.shares_memory(one, other)
    assert np.shares_memory(one, process.state.history.since(990)["n.out"])
    with pytest.raises(ValueError, match="read-only"):
        one[0] = 5
    with pytest.raises(ValueError, match="WRITEABLE"):
        one.flags.writeable = True


def test_a_view_outlives_a_change_of_type_a_trim_and_a_new_run() -> None:
    class Turns(Count):
        def step(self) -> None:
            super().step()
            if self.out == 200:
                self.out = 200.5

    process = ran([Turns(name="n")], [], 150, max_bytes=1600)
    view = process.state.history["n.out"]
    asyncio.run(process.run(ticks=3000))
    asyncio.run(process.init())
    gc.collect()
    assert view.dtype == "int64"
    assert view.tolist() == list(range(1, 151))


# Copies -----------------------------------------------------------------------------------------


class Grows(Component):
    """Sends the same mutable object again and again, changed."""

    io = IO(outputs=["out"])

    def __init__(self, out: Any, change: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.out, self.change = out, change

    def step(self) -> None:
        self.change(self.out)


@pytest.mark.parametrize(
    ("value", "change", "expected"),
    [
        ([], lambda v: v.append(1), [[1], [1, 1]]),
        ({}, lambda v: v.update({len(v): [1]}), [{0: [1]}, {0: [1], 1: [1]}]),
        (set(), lambda v: v.add(len(v)), [{0}, {0, 1}]),
        (([],), lambda v: v[0].append(1), [([1],), ([1, 1],)]),
        (bytearray(), lambda v: v.append(1), [b"\1", b"\1\1"]),
    ],
    ids=["list", "dict", "set", "tuple of list", "bytearray"],
)
def test_mutable_values_are_copied(value: Any, change: Any, expected: list[Any]) -> None:
    process = ran([Grows(value, change, name="g")], [], ticks=2)
    assert recorded(process, "g.out") == expected


def _bump(array: Any) -> None:
    array += 1


def test_arrays_are_copied_and_come_back_read_only() -> None:
    process = ran([Grows(np.zeros(3), _bump, name="g")], [], ticks=2)
    first, second = recorded(process, "g.out")
    assert (first.tolist(), second.tolist()) == ([1, 1, 1], [2, 2, 2])
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 7


def test_frames_are_copied() -> None:
    frame = pd.DataFrame({"a": [0]})
    process = ran(
        [Grows(frame, lambda v: v.loc.__setitem__((0, "a"), v.a[0] + 1), name="g")], [], 2
    )
    assert [kept.a[0] for kept in recorded(process, "g.out")] == [1, 2]


def test_immutable_values_are_kept_as_they_are() -> None:
    values = ["text", (1, "two"), datetime(2020, 1, 1), frozenset, b"bytes"]
    assert all(kept is given for kept, given in zip(column(values), values, strict=True))


def test_what_cannot_be_copied_is_replaced_by_what_it_was() -> None:
    (kept,) = column([(i for i in range(3))])
    assert isinstance(kept, Uncopied)
    assert kept.type == "generator"


# Reading ----------------------------------------------------------------------------------------


def test_fields_are_outputs_and_exports_in_order_of_declaration() -> None:
    class Tank(Component):
        io = IO(outputs=[Port("level", unit="m"), "flow"])
        exports = ["volume"]

        def step(self) -> None:
            self.level, self.flow, self.volume = 1.0, 2, "full"

    process = ran([Tank(name="tank"), Count(name="n"), Sink(name="s")], ["n.out -> s.x"], ticks=2)
    history = process.state.history
    assert history.fields == list(history) == ["tank.level", "tank.flow", "tank.volume", "n.out"]
    assert history["tank.volume"] == ["full", "full"]
    assert history.units == {"tank.level": "m"}
    assert "tank.flow" in history
    assert "s.x" not in history


def test_an_unknown_field_is_an_error_with_the_nearest_one() -> None:
    history = run(pipeline([1])).state.history
    with pytest.raises(UnknownFieldError, match=r"no field 'stage\.z'; .* Did you mean 'stage\.y'"):
        history["stage.z"]


def test_at_gives_the_last_value_at_or_before_a_tick() -> None:
    parts = [Siren([2], last=4, name="siren"), _Late(name="late")]
    history = run(LocalProcess(parts)).state.history
    assert history.at(0) == {"siren.out": 0, "late.heard": None}
    assert history.at(1) == {"siren.out": 1, "late.heard": None}
    assert history.at(2) == {"siren.out": 2, "late.heard": 2}
    assert history.at(4) == {"siren.out": 4, "late.heard": 2}


class _Late(Component):
    """Steps on alarms only."""

    io = IO(outputs=["heard"], input_events=[Alarm])

    @Alarm.handler
    def on_alarm(self, event: Alarm) -> None:
        assert isinstance(event.data, dict)
        self.heard = event.data["number"]

    def step(self) -> None:
        pass


@pytest.mark.parametrize("tick", [-1, 4])
def test_at_a_tick_that_there_is_not_is_an_error(tick: int) -> None:
    history = run(pipeline([1, 2, 3])).state.history
    with pytest.raises(IndexError, match=f"there is no tick {tick}; the last tick done is 3"):
        history.at(tick)


def test_since_gives_what_was_recorded_after_a_tick() -> None:
    history = run(pipeline([1, 2.5, 3, "x"])).state.history
    assert history.since(2)["source.out"] == [3, "x"]
    assert history.since(4)["source.out"] == []
    assert history.ticks_of("source.out", since=2).tolist() == [3, 4]
    assert history.ticks_of("source.out").dtype == "int64"


def test_to_frame_has_a_row_per_tick_and_nan_for_what_is_missing() -> None:
    parts = [Siren([2, 3], last=4, name="siren"), _Late(name="late")]
    frame = run(LocalProcess(parts)).state.history.to_frame()
    assert frame.index.name == "tick"
    assert frame.index.tolist() == [1, 2, 3, 4]
    assert frame["siren.out"].tolist() == [1, 2, 3, 4]
    np.testing.assert_array_equal(frame["late.heard"], [np.nan, 2, 3, np.nan])


@pytest.mark.parametrize(
    "value", [np.zeros((2, 2)), pd.DataFrame({"a": [1, 2]}), [1, 2], {"a": 1}, "text", None]
)
def test_to_frame_takes_values_of_any_kind(value: Any) -> None:
    frame = run(pipeline([value, value])).state.history.to_frame()
    assert frame.shape == (2, 2)
    assert type(frame["stage.y"].iloc[1]) is type(value)


# The log ----------------------------------------------------------------------------------------


def test_events_are_logged_with_tick_type_source_and_a_copy_of_the_data() -> None:
    class Emits(Component):
        io = IO(outputs=["out"], output_events=[Alarm])

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.data: dict[str, Any] = {"number": 0}

        def step(self) -> None:
            self.data["number"] += 1
            self.io.queue_event(Alarm(source=self.name, data=self.data))

    events = ran([Emits(name="e"), Listener(name="ear")], [], ticks=2).state.history.events
    assert [(event.tick, event.type, event.source) for event in events] == [
        (1, "alarm", "e"),
        (2, "alarm", "e"),
    ]


def test_changes_of_status_are_logged() -> None:
    process = run(pipeline([1, 2]))
    statuses = {(record.entity, record.status) for record in process.state.history.statuses}
    assert {("source", "completed"), ("sink", "completed")} < statuses
    assert process.state.history.statuses[-1][1:] == (process.name, "completed")


# Limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [2_000, 100_000])
def test_max_bytes_is_kept_and_the_newest_ticks_are_remembered(limit: int) -> None:
    process = ran([Count(name="n"), Gain(name="g")], ["n.out -> g.x"], 0, max_bytes=limit)
    history = process.state.history
    for _ in range(10):
        asyncio.run(process.run(ticks=3000))
        assert history.nbytes <= 1.2 * limit + 8 * 3000
    assert history.last_tick == 30_000
    assert history["n.out"].tolist() == list(range(history.first_tick, 30_001))
    assert history.ticks_of("n.out").tolist() == history["n.out"].tolist()
    assert 0.3 * limit < history.nbytes


def test_max_bytes_holds_for_large_values_too() -> None:
    class Large(Component):
        io = IO(outputs=["out"])

        def step(self) -> None:
            self.out = np.zeros(100_000)

    process = ran([Large(name="a")], [], ticks=40, max_bytes=8_000_000)
    assert process.state.history.nbytes <= 1.2 * 8_000_000
    assert process.state.history.first_tick > 25


def test_what_is_forgotten_is_said() -> None:
    history = ran([Count(name="n")], [], ticks=5000, max_bytes=4000).state.history
    assert history.first_tick > 4000
    message = f"tick 7 is no longer remembered; the history starts at tick {history.first_tick}"
    with pytest.raises(IndexError, match=message):
        history.at(7)
    assert history.at(history.first_tick) == {"n.out": history.first_tick}
    assert history.to_frame().index[0] == history.first_tick


def test_a_last_value_stays_known_when_its_tick_is_forgotten() -> None:
    parts = [Siren([2], last=5000, name="siren"), _Late(name="late")]
    history = ran(parts, [], ticks=4000, max_bytes=2000).state.history
    assert history["late.heard"].tolist() == []
    assert history.at(4000) == {"siren.out": 4000, "late.heard": 2}


def test_the_default_limit_warns_once() -> None:
    process = pipeline([1, 2])
    process.state.history.max_bytes = 1000
    parts = [Count(name="n")]
    process = LocalProcess(parts)
    process.state.history.max_bytes = 1000
    asyncio.run(process.init())
    with pytest.warns(HistoryLimitWarning, match="forgets its oldest ticks") as caught:
        asyncio.run(process.run(ticks=5000))
    assert len(caught) == 1


def test_a_limit_that_was_chosen_does_not_warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ran([Count(name="n")], [], ticks=5000, max_bytes=1000)


def test_a_limit_must_be_positive() -> None:
    with pytest.raises(ValueError, match="max_bytes is 0; it must be a positive number"):
        History(max_bytes=0)


def test_fields_choose_what_is_recorded() -> None:
    parts = [Count(name="n"), Gain(name="g1"), Gain(name="g2"), Pass(name="p")]
    wires = ["n.out -> g1.x", "g1.y -> g2.x", "g2.y -> p.x"]
    history = ran(parts, wires, 3, fields=["g*.y", "p.y"]).state.history
    assert history.fields == ["g1.y", "g2.y", "p.y"]
    assert history["p.y"].tolist() == [4, 8, 12]


def test_a_field_to_record_that_there_is_not_is_an_error_before_any_init() -> None:
    class Effect(Count):
        began = False

        def init(self) -> None:
            self.began = True

    part = Effect(name="n")
    with pytest.raises(UnknownFieldError, match=r"keep 'n\.uot', .* Did you mean 'n\.out'\?"):
        ran([part], [], 3, fields=["n.uot"])
    assert not part.began


def test_history_shows_itself() -> None:
    history = run(pipeline([1, 2])).state.history
    assert repr(history) == "<History of 2 fields, ticks 1 to 2, 0.0 MB>"
