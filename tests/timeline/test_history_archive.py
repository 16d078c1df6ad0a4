"""Histories written and read: field by field, bit by bit, and ready to go on."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from plugboard_nb import IO, Component, Event, History, InMemoryStateBackend, LocalProcess
from plugboard_nb.exceptions import TimelineFileError
from plugboard_nb.history import Column, Table, Uncopied, cut_off, digest, join
from plugboard_nb.timeline.codec import Codec
from plugboard_nb.timeline.file.archive import read_archive, write_archive
from plugboard_nb.timeline.file.history import pack_history, unpack_history
from strategies import examples
from timeline.exactness import exact


class Reading(BaseModel):
    level: float


class High(Event):
    type: ClassVar[str] = "high"
    data: Reading


EVENTS: dict[str, type[Event]] = {"high": High}


class Plant(Component):
    """Sends values of every kind, some of them of another kind later on."""

    io = IO(outputs=["level", "count", "on", "row", "text", "mixed", "none"], output_events=[High])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.tick = 0

    def step(self) -> None:
        tick = self.tick = self.tick + 1
        self.level, self.count, self.on = tick / 3, tick, tick % 3 == 0
        self.row, self.text = np.arange(tick % 5), f"at {tick}"
        self.mixed = tick if tick < 20 else tick + 0.5 if tick < 40 else [tick]
        self.none = None
        if tick % 4 == 0:
            self.io.queue_event(High(source=self.name, data=Reading(level=self.level)))


class Watch(Component):
    """Steps on events only, and on an input that they fill."""

    io = IO(inputs=["alarm"], outputs=["seen"], input_events=[High])
    alarm: Any

    @High.handler(populates_fields=["alarm"])
    def on_high(self, event: High) -> None:
        self.alarm = event.data.level

    def step(self) -> None:
        self.seen = self.alarm


def plant(ticks: int, **state: Any) -> LocalProcess:
    parts = [Plant(name="plant"), Watch(name="watch")]
    process = LocalProcess(parts, state=InMemoryStateBackend(**state))
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=ticks))
    return process


def history_of(ticks: int, **state: Any) -> History:
    return plant(ticks, **state).state.history


CARRIED = {
    History: {
        *("max_bytes", "_chosen_limit", "_limit_was_chosen", "_wanted", "_tables", "_places"),
        *("_visible", "units", "_initial", "events", "statuses", "first_tick", "last_tick"),
        "_next_look",
    },
    Table: {
        *("columns", "_counted", "lead", "dropped", "dropped_tick", "before", "ticks"),
        "on_large",
    },
    Column: {"kind", "data", "object_bytes", "changes"},
}


def inside(history: History) -> Any:
    """Describe all that *history* holds, by type and bit."""
    tables = {
        name: {
            "numbers": (table.count, table.dropped, table.dropped_tick, list(table.columns)),
            "before": table.before,
            "ticks": None if table.ticks is None else table.tick_list(),
            "columns": [
                (str(c.kind), [(row, str(kind)) for row, kind in c.changes], _rows(c, table.rows))
                for c in table.columns.values()
            ],
        }
        for name, table in history._tables.items()
    }
    plain = {name: vars(history)[name] for name in CARRIED[History] - {"_tables", "_places"}}
    for name in ("events", "statuses"):
        plain[name] = [(type(record), *map(exact, record)) for record in plain[name]]
    places = {name: field for name, (_, field) in history._places.items()}
    return exact({"tables": tables, "plain": plain, "places": places})


def _rows(column: Column, rows: int) -> Any:
    return column.values(rows).tobytes() if column.capacity is not None else column.data[:rows]


def packed(history: History, path: Path) -> dict[str, str]:
    parts: dict[str, Any] = {}
    data, replaced = pack_history(history, Codec(parts, EVENTS), "history/main")
    write_archive(path, {**parts, "history.json": data})
    return replaced


def unpacked(path: Path) -> History:
    with read_archive(path) as archive:
        return unpack_history(archive["history.json"], archive.codec(EVENTS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.pbnb"


def later_part(history: History) -> History:
    return cut_off(history, max(25, history.last_tick - 10))


HISTORIES: dict[str, Callable[[], History]] = {
    "of no tick": lambda: history_of(0),
    "never started": lambda: History(1000, ["a.*"]),
    "of a few ticks": lambda: history_of(30),
    "of columns that changed their kind": lambda: history_of(60),
    "that has forgotten": lambda: history_of(900, max_bytes=20_000),
    "of some fields": lambda: history_of(30, fields=["plant.[lm]*", "watch.seen"]),
    "cut off": lambda: later_part(history_of(60)),
    "cut off from what is forgotten": lambda: later_part(history_of(900, max_bytes=20_000)),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_comes_back_field_by_field_and_bit_by_bit(name: str, path: Path) -> None:
    history = HISTORIES[name]()
    before = inside(history)
    assert packed(history, path) == {}
    found = unpacked(path)
    assert inside(found) == before == inside(history)
    assert digest(found) == digest(history)
    assert [found.ticks_of(f).tolist() for f in found] == [
        history.ticks_of(f).tolist() for f in history
    ]


def test_everything_that_a_history_is_made_of_is_carried() -> None:
    assert set(vars(History())) == CARRIED[History]
    assert set(Table.__slots__) == CARRIED[Table]
    assert set(Column.__slots__) == CARRIED[Column]


def test_the_columns_are_there_for_numpy(path: Path) -> None:
    history = history_of(60)
    packed(history, path)
    with np.load(path) as arrays:
        np.testing.assert_array_equal(arrays["history/main/plant.level"], history["plant.level"])
        assert arrays["history/main/plant.on"].dtype == bool


@pytest.mark.parametrize("ticks", [10, 30, 60])
def test_an_engine_goes_on_in_a_history_that_was_read(path: Path, ticks: int) -> None:
    one, other = plant(ticks), plant(ticks)
    packed(one.state.history, path)
    asyncio.run(other.snapshot())  # so that the engine holds no column
    history = other.state.history
    cut_off(history, 0)
    join(history, unpacked(path))
    for process in (one, other):
        asyncio.run(process.run(ticks=2000))
    for found in (history, one.state.history):
        found.statuses = []  # they name the process
        found._next_look = 0  # follows from how large lists happen to be
    assert inside(history) == inside(one.state.history)


def test_a_history_that_was_read_is_cut_and_forgets_like_the_other(path: Path) -> None:
    history = history_of(60)
    packed(history, path)
    found = unpacked(path)
    assert inside(later_part(found)) == inside(later_part(history))
    for one in (history, found):
        one.forget_before(10)
    assert inside(found) == inside(history)


class Odd(Component):
    """Sends what cannot be written, but for the first time."""

    io = IO(outputs=["out", "whole"])
    whole = 0

    def step(self) -> None:
        self.out: Any = {"kind": Component} if self.whole else 1
        self.whole = 1


def test_what_cannot_be_written_is_replaced_and_reported(path: Path) -> None:
    process = LocalProcess([Odd(name="odd"), Plant(name="plant")])
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=4))
    history = process.state.history
    parts: dict[str, Any] = {}
    data, replaced = pack_history(history, Codec(parts), "h")
    assert replaced == {
        "odd.out": "odd.out[1]['kind']: a class 'Component' cannot be written",
        "the events 'high'": (f"the events 'high'.data: a {__name__}.Reading cannot be written"),
    }
    found = unpack_history(json.loads(json.dumps(data)), Codec(parts))
    assert found["odd.out"][0] == 1
    assert [type(value) for value in found["odd.out"][1:]] == [Uncopied] * 3
    assert found["odd.whole"].tolist() == [1] * 4
    assert found.events[0].data == Uncopied("Reading", "Reading(level=1.3333333333333333)")


@given(st.data())
@examples(300)
def test_a_changed_history_gives_one_clear_error_or_some_history(draw: st.DataObject) -> None:
    parts: dict[str, Any] = {}
    data = json.loads(json.dumps(pack_history(SMALL, Codec(parts, EVENTS), "h").data))
    place = data
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or not draw.draw(st.integers(0, 5)):
            break
        place = inner
    place[key] = draw.draw(
        st.none() | st.integers(-2, 70) | st.sampled_from(["int", "x", [], {}, [[1, 2]], 0.5])
    )
    with suppress(TimelineFileError):
        found = unpack_history(data, Codec(parts, EVENTS, path="run.pbnb"))
        for field in found:
            found[field]


SMALL = history_of(45)
