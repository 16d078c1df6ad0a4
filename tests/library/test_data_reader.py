"""DataReader: rows from chunks, chunks fetched ahead, nothing lost on the way."""

import asyncio
import copy
from collections import deque
from typing import Any

import numpy as np
import pandas as pd
import pytest

from library.stepping import completed, emitted
from plugboard_nb.exceptions import NoMoreDataException, ValidationError
from plugboard_nb.library import Collect, DataReader
from plugboard_nb.process import LocalProcess


class Chunks(DataReader):
    """Reads the chunks it was given; each may be awaited for."""

    def __init__(self, chunks: list[Any], **kwargs: Any) -> None:
        super().__init__(**{"name": "r", "field_names": ["x"], **kwargs})
        self.chunks = chunks
        self.fetched = 0

    async def init(self) -> None:
        await super().init()
        self.fetched = 0

    async def _fetch(self) -> Any:
        if self.fetched == len(self.chunks):
            raise NoMoreDataException
        self.fetched += 1
        chunk = self.chunks[self.fetched - 1]
        return await chunk() if callable(chunk) else chunk


class Column(DataReader):
    """A subclass with both extension points, as models for plugboard write them."""

    def __init__(self, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.numbers, self.place = numbers, 0

    async def _fetch(self) -> list[int]:
        size = self.chunk_size or len(self.numbers)
        if self.place >= len(self.numbers):
            raise NoMoreDataException
        self.place += size
        return self.numbers[self.place - size : self.place]

    async def _convert(self, data: list[int]) -> dict[str, deque[int]]:
        return {"x": deque(data), "square": deque(n * n for n in data)}


@pytest.mark.parametrize("size", [None, 1, 2, 3, 7])
def test_rows_come_in_order_whatever_the_chunks(size: int | None) -> None:
    reader = Column([1, 2, 3, 4, 5], name="r", field_names=["x", "square"], chunk_size=size)
    process = completed([reader, Collect(name="c")], ["r.square -> c.x"])
    assert list(process.state.history["r.x"]) == [1, 2, 3, 4, 5]
    assert list(process.state.history["r.square"]) == [1, 4, 9, 16, 25]
    assert process.tick == 5


def test_second_run_reads_the_same() -> None:
    process = LocalProcess([Column([1, 2, 3], name="r", field_names=["x"], chunk_size=2)], [])

    async def twice() -> list[list[int]]:
        streams = []
        for _ in range(2):
            async with process:
                await process.run()
                streams.append(list(process.state.history["r.x"]))
        return streams

    assert asyncio.run(twice()) == [[1, 2, 3]] * 2


@pytest.mark.parametrize(
    "chunk",
    [
        {"x": [1, 2], "other": [3, 4]},
        {"x": deque([1, 2])},
        {"x": np.array([1, 2])},
        pd.DataFrame({"x": [1, 2]}),
    ],
)
def test_columns_may_be_of_many_kinds(chunk: Any) -> None:
    said = emitted(Chunks([chunk]), 5, "x")
    assert said == [1, 2]
    assert [type(value) for value in said] == [int, int]


def test_rows_of_arrays_stay_arrays() -> None:
    said = emitted(Chunks([{"x": np.eye(2)}]), 5, "x")
    np.testing.assert_array_equal(said[1], [0.0, 1.0])


def test_plain_methods_do_as_well() -> None:
    class Plain(DataReader):
        left = 2

        def _fetch(self) -> Any:
            self.left -= 1
            if self.left < 0:
                raise NoMoreDataException
            return self.left

        def _convert(self, data: Any) -> Any:
            return {"x": [data]}

    assert emitted(Plain(name="r", field_names=["x"]), 9, "x") == [1, 0]


def test_chunk_without_rows_ends_the_data() -> None:
    assert emitted(Chunks([{"x": [1]}, {"x": []}, {"x": [2]}]), 9, "x") == [1]


def test_no_data_at_all_is_no_error() -> None:
    process = completed([Chunks([])], [])
    assert process.tick == 0


def test_next_chunk_is_fetched_while_rows_of_this_one_go_out() -> None:
    async def drive() -> list[int]:
        asked = asyncio.Event()

        async def second() -> Any:
            asked.set()
            return {"x": [3]}

        reader = Chunks([{"x": [1, 2]}, second])
        await reader.init()
        await reader.step()
        await asked.wait()
        return [reader.x, reader.fetched]

    assert asyncio.run(drive()) == [1, 2]


def test_step_that_is_cancelled_loses_nothing() -> None:
    async def drive() -> list[int]:
        come = asyncio.Event()

        async def slow() -> Any:
            await come.wait()
            return {"x": [2]}

        reader, said = Chunks([{"x": [1]}, slow, {"x": [3]}]), []
        await reader.init()
        await reader.step()
        said.append(reader.x)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.step(), 0)
        come.set()
        for _ in range(2):
            await reader.step()
            said.append(reader.x)
        return said

    assert asyncio.run(drive()) == [1, 2, 3]


def test_reader_goes_on_in_another_event_loop() -> None:
    reader = Column([1, 2, 3, 4, 5], name="r", field_names=["x"], chunk_size=2)
    said = []
    asyncio.run(reader.init())
    for _ in range(5):
        asyncio.run(reader.step())
        said.append(reader.x)
    assert said == [1, 2, 3, 4, 5]


def test_copy_goes_on_where_the_original_was() -> None:
    async def drive() -> list[int]:
        reader = Chunks([{"x": [1, 2]}, {"x": [3]}])
        await reader.init()
        await reader.step()
        twin = copy.deepcopy(reader)
        said = []
        for component in (twin, reader, twin, reader):
            await component.step()
            said.append(component.x)
        return said

    assert asyncio.run(drive()) == [2, 2, 3, 3]


def test_error_of_a_fetch_comes_at_the_row_that_needs_it() -> None:
    async def broken() -> Any:
        raise OSError("the line is dead")

    process = LocalProcess([Chunks([{"x": [1, 2]}, broken])], [])

    async def whole() -> None:
        async with process:
            await process.run()

    with pytest.raises(OSError, match="the line is dead"):
        asyncio.run(whole())
    assert list(process.state.history["r.x"]) == [1, 2]


@pytest.mark.parametrize(
    ("chunk", "message"),
    [
        ({"y": [1]}, "component 'r' got a chunk without the field 'b'; it has ['a']"),
        ({"y": [1], "b": [1, 2]}, "a chunk with columns of different lengths: {'a': 1, 'b': 2}"),
    ],
)
def test_unusable_chunk_is_named(chunk: dict[str, list[int]], message: str) -> None:
    class Renamed(Chunks):
        async def _convert(self, data: Any) -> Any:
            return {"a" if field == "y" else field: column for field, column in data.items()}

    with pytest.raises(ValidationError) as caught:
        emitted(Renamed([chunk], field_names=["a", "b"]), 1, "a")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"field_names": "x"},
            "given field_names='x', but field_names must be a list of different",
        ),
        ({"field_names": []}, "given field_names=[]"),
        ({"field_names": ["x", "x"]}, "given field_names=['x', 'x']"),
        (
            {"chunk_size": 0},
            "given chunk_size=0, but chunk_size must be a whole number of at least 1",
        ),
    ],
)
def test_wrong_argument_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Chunks([], **arguments)
    assert message in str(caught.value)
