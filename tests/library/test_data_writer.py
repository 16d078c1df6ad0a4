"""DataWriter: rows leave in chunks, in order, and none is lost."""

import asyncio
from collections import deque
from typing import Any

import numpy as np
import pytest

from library.stepping import completed
from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library import Clock, DataWriter
from plugboard_nb.process import LocalProcess


class Shelf(DataWriter):
    """Keeps the chunks that it is given to save."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"name": "w", "field_names": ["x"], **kwargs})
        self.chunks: list[Any] = []
        self.full = False

    async def _save(self, data: dict[str, deque[Any]]) -> None:
        if self.full:
            raise OSError("the shelf is full")
        self.chunks.append({field: list(column) for field, column in data.items()})


class Fuse(Component):
    """Passes values on and breaks at 3."""

    io = IO(inputs=["x"], outputs=["out"])

    async def step(self) -> None:
        if self.x == 3:
            raise RuntimeError("blown")
        self.out = self.x


async def take(writer: DataWriter, values: list[Any]) -> None:
    for value in values:
        vars(writer)["x"] = value
        await writer.step()


def test_rows_are_saved_in_chunks_and_the_rest_at_the_end() -> None:
    writer = Shelf(chunk_size=2)
    completed([Clock(name="c", ticks=5), writer], ["c.out -> w.x"])
    assert writer.chunks == [{"x": [0, 1]}, {"x": [2, 3]}, {"x": [4]}]


def test_without_chunk_size_all_is_saved_at_the_end() -> None:
    writer = Shelf()
    completed([Clock(name="c", ticks=5), writer], ["c.out -> w.x"])
    assert writer.chunks == [{"x": [0, 1, 2, 3, 4]}]


def test_every_field_becomes_a_column() -> None:
    writer = Shelf(field_names=["a", "b"])
    clocks = [Clock(name="c", ticks=2), Clock(name="d", start=5)]
    completed([*clocks, writer], ["c.out -> w.a", "d.out -> w.b"])
    assert writer.chunks == [{"a": [0, 1], "b": [5, 6]}]


def test_run_that_is_over_has_saved_all_before_destroy() -> None:
    writer = Shelf()
    process = LocalProcess([Clock(name="c", ticks=3), writer], ["c.out -> w.x"])

    async def drive() -> None:
        await process.init()
        await process.run()

    asyncio.run(drive())
    assert writer.chunks == [{"x": [0, 1, 2]}]


def test_rows_before_the_failure_of_another_component_are_saved() -> None:
    writer = Shelf()
    parts = [Clock(name="c"), writer, Fuse(name="f")]
    process = LocalProcess(parts, ["c.out -> w.x", "c.out -> f.x"])

    async def drive() -> None:
        await process.init()
        await process.run()

    with pytest.raises(RuntimeError, match="blown"):
        asyncio.run(drive())
    [chunk] = writer.chunks
    assert chunk["x"][:3] == [0, 1, 2]


def test_rows_before_a_cancel_are_saved_and_more_follow() -> None:
    writer = Shelf()
    process = LocalProcess([Clock(name="c", ticks=6), writer], ["c.out -> w.x"])

    def cancel_at_two(process: Any) -> bool:
        if process.tick == 2:
            process.cancel()
        return False

    async def drive() -> list[Any]:
        await process.init()
        await process.run(until=cancel_at_two)
        saved = list(writer.chunks)
        await process.run()
        return saved

    assert asyncio.run(drive()) == [{"x": [0, 1]}]
    assert writer.chunks[1:] == [{"x": [2, 3, 4, 5]}]


def test_stepped_process_has_saved_all_at_its_end_and_after_destroy() -> None:
    writer = Shelf()
    process = LocalProcess([Clock(name="c"), writer], ["c.out -> w.x"])

    async def drive() -> None:
        await process.init()
        for _ in range(3):
            await process.step()
        await process.destroy()

    asyncio.run(drive())
    assert writer.chunks == [{"x": [0, 1, 2]}]


def test_flush_saves_at_any_moment() -> None:
    async def drive() -> list[Any]:
        writer = Shelf(chunk_size=10)
        await writer.init()
        await take(writer, [1, 2])
        await writer.flush()
        await writer.flush()
        await take(writer, [3])
        await writer.destroy()
        return writer.chunks

    assert asyncio.run(drive()) == [{"x": [1, 2]}, {"x": [3]}]


def test_rows_that_could_not_be_saved_are_kept_for_the_next_attempt() -> None:
    async def drive() -> list[Any]:
        writer = Shelf(chunk_size=2)
        await writer.init()
        writer.full = True
        with pytest.raises(OSError, match="the shelf is full"):
            await take(writer, [1, 2])
        writer.full = False
        await take(writer, [3])
        return writer.chunks

    assert asyncio.run(drive()) == [{"x": [1, 2, 3]}]


def test_conversion_that_eats_its_columns_and_fails_loses_nothing() -> None:
    class Hungry(Shelf):
        async def _convert(self, data: dict[str, deque[Any]]) -> Any:
            eaten = {"x": [data["x"].popleft() for _ in range(len(data["x"]))]}
            if len(eaten["x"]) < 3:
                raise ValueError("more")
            return eaten

    async def drive() -> list[Any]:
        writer = Hungry(chunk_size=2)
        with pytest.raises(ValueError, match="more"):
            await take(writer, [1, 2])
        await take(writer, [3])
        return writer.chunks

    assert asyncio.run(drive()) == [{"x": [1, 2, 3]}]


def test_values_are_kept_as_they_were() -> None:
    async def drive() -> list[Any]:
        writer, array = Shelf(), np.zeros(1)
        for i in range(3):
            array[0] = i
            await take(writer, [array])
        await writer.flush()
        return [float(value[0]) for value in writer.chunks[0]["x"]]

    assert asyncio.run(drive()) == [0, 1, 2]


def test_plain_methods_do_as_well() -> None:
    class Plain(DataWriter):
        def _convert(self, data: Any) -> Any:
            return list(data["x"])

        def _save(self, data: Any) -> Any:
            self.saved = data

    writer = Plain(name="w", field_names=["x"])
    completed([Clock(name="c", ticks=2), writer], ["c.out -> w.x"])
    assert writer.saved == [0, 1]


def test_second_run_does_not_save_rows_of_the_first() -> None:
    async def drive() -> list[Any]:
        writer = Shelf()
        await writer.init()
        await take(writer, [1])
        await writer.init()
        await take(writer, [2])
        await writer.flush()
        return writer.chunks

    assert asyncio.run(drive()) == [{"x": [2]}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"field_names": None},
            "given field_names=None, but field_names must be a list of different",
        ),
        ({"chunk_size": 2.5}, "given chunk_size=2.5, but chunk_size must be a whole number"),
    ],
)
def test_wrong_argument_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Shelf(**arguments)
    assert message in str(caught.value)
