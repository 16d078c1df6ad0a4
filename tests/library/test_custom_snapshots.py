"""Readers and writers of one's own: what of them goes back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
import pytest

from library.rewinding import go_back, moment
from plugboard_nb.exceptions import NoMoreDataException
from plugboard_nb.library import (
    DataReader,
    DataWriter,
    FileWriter,
)


class Pages(DataReader):
    """Counts its pages; each has to be waited for."""

    page = 0

    def __init__(self, wait: Callable[[], Awaitable[None]] | None = None, **kwargs: Any) -> None:
        super().__init__(**{"name": "r", "field_names": ["x"], **kwargs})
        self.wait = wait
        self.asked: list[int] = []

    async def _fetch(self) -> Any:
        self.page += 1
        page = self.page
        self.asked.append(page)
        if self.wait is not None:
            await self.wait()
        if page > 4:
            raise NoMoreDataException
        return {"x": np.array([10 * page, 10 * page + 1])}


EXPECTED = [10, 11, 20, 21, 30, 31, 40, 41]


async def rest(block: DataReader, count: int = 99) -> list[int]:
    """Return the next rows."""
    said = []
    for _ in range(count):
        await block.step()
        if block.io.is_closed:
            break
        said.append(block.x)
    return said


async def pause() -> None:
    await asyncio.sleep(0)


async def never() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("wait", [None, pause])
@pytest.mark.parametrize("taken", range(9))
def test_custom_reader_goes_back_to_its_row(wait: Any, taken: int) -> None:
    async def drive() -> None:
        block = Pages(wait)
        await block.init()
        assert await rest(block, taken) == EXPECTED[:taken]
        past = moment(block)
        for _ in range(2):
            assert await rest(block) == EXPECTED[taken:]
            go_back(block, past)
            assert block.x == (EXPECTED[taken - 1] if taken else None)
        assert await rest(block) == EXPECTED[taken:]

    asyncio.run(drive())


@pytest.mark.parametrize("taken", [1, 3])
def test_chunk_that_is_being_fetched_at_the_first_snapshot_is_fetched_again(taken: int) -> None:
    async def drive() -> None:
        block = Pages(pause)
        await block.init()
        await rest(block, taken)
        page, block.wait = block.page, never
        past = moment(block)
        assert past.private["page"] == page - 1
        block.wait = pause
        assert await rest(block, 2) == EXPECTED[taken : taken + 2]
        go_back(block, past)
        block.wait = None
        assert await rest(block) == EXPECTED[taken:]

    asyncio.run(drive())


def test_chunk_that_had_come_before_the_first_snapshot_is_not_fetched_again() -> None:
    async def drive() -> None:
        block = Pages()
        await block.init()
        await rest(block, 1)
        past = moment(block)
        await rest(block, 3)
        go_back(block, past)
        block.asked.clear()
        assert await rest(block) == EXPECTED[1:]
        assert block.asked == [3, 4, 5]

    asyncio.run(drive())


def test_what_a_failed_fetch_has_changed_is_taken_back() -> None:
    class Broken(Pages):
        broken = True

        async def _fetch(self) -> Any:
            self.page += 1
            if self.broken and self.page == 2:
                raise OSError("the line is dead")
            return {"x": [self.page]}

    async def drive() -> None:
        block = Broken()
        await block.init()
        await rest(block, 1)
        past = moment(block)
        with pytest.raises(OSError, match="the line is dead"):
            await block.step()
        go_back(block, past)
        block.broken = False
        assert await rest(block, 2) == [2, 3]

    asyncio.run(drive())


def test_reader_under_a_timeline_remembers_what_its_fetches_change_in_place() -> None:
    class Queue(Pages):
        async def _fetch(self) -> Any:
            if not self.asked:
                raise NoMoreDataException
            page = self.asked.pop(0)
            drawn = self.rng.normal()
            await pause()
            return {"x": [page + drawn, page - drawn]}

    async def drive() -> None:
        block = Queue()
        await block.init()
        block.asked = [1, 2, 3, 4]
        moment(block)
        await rest(block, 3)
        past = moment(block)
        said = await rest(block)
        go_back(block, past)
        assert await rest(block) == said
        assert len(said) == 5

    asyncio.run(drive())


def test_large_chunk_is_shared_by_snapshots() -> None:
    class Large(Pages):
        async def _fetch(self) -> Any:
            return {"x": range(20_000)}

    async def drive() -> None:
        block = Large()
        await block.init()
        await rest(block, 5)
        past = moment(block)
        columns = block._columns
        go_back(block, past)
        assert block._columns is columns
        assert await rest(block, 2) == [5, 6]

    asyncio.run(drive())


def test_custom_writer_cannot_go_back_unless_it_says_how() -> None:
    class Printer(DataWriter):
        async def _save(self, data: Any) -> None:
            print(data)

    class Careful(Printer):
        def snapshot(self) -> Any:
            return super().snapshot()

        def restore(self, state: Any) -> None:
            super().restore(state)

    told = Printer(name="p", field_names=["x"]).irreversible_because()
    assert told == "writes rows to somewhere outside, which cannot be taken back"
    assert Careful(name="c", field_names=["x"]).irreversible_because() is None
    assert FileWriter(name="f", path="x.csv", field_names=["x"]).irreversible_because() is None
