"""FileWriter, FileReader and Table go back, whatever has become of their file since."""

import asyncio
import gzip
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from library.rewinding import go_back, moment, steps
from library.stock import CASES, READERS, WRITERS, make_files
from plugboard_nb.component import Component
from plugboard_nb.exceptions import SnapshotLostError
from plugboard_nb.library import (
    DataFileError,
    FileReader,
    FileWriter,
    Table,
)
from plugboard_nb.library.written import WrittenCsv


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_files(tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("make", WRITERS)
def test_bytes_do_not_depend_on_when_they_were_written(make: Callable[[], FileWriter]) -> None:
    async def drive(*flushed: int) -> bytes:
        block = make()
        await block.init()
        for tick in range(8):
            await steps(block, tick, tick + 1)
            if tick in flushed:
                await block.flush()
                rows = read(block.path)
                assert len(rows) == tick + 1
        await block.destroy()
        return block.path.read_bytes()

    assert asyncio.run(drive()) == asyncio.run(drive(0, 1, 4)) == asyncio.run(drive(*range(8)))


def read(path: Path) -> Any:
    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)


@pytest.mark.parametrize("make", WRITERS)
def test_flush_with_nothing_new_does_not_write(make: Callable[[], FileWriter]) -> None:
    async def drive() -> None:
        block = make()
        await block.init()
        for count in (0, 2, 3):
            await steps(block, 0, count)
            await block.flush()
            block.path.chmod(0o444)
            os.utime(block.path, ns=(0, 0))
            await block.flush()
            assert block.path.stat().st_mtime_ns == 0
            block.path.chmod(0o644)

    asyncio.run(drive())


async def two_futures(block: FileWriter) -> tuple[Any, Any, Any]:
    """Write a future, go back, write another one; return the three moments."""
    await block.init()
    start = moment(block)
    await steps(block, 0, 4)
    early = moment(block)
    await steps(block, 4, 12)
    late = moment(block)
    go_back(block, early)
    await steps(block, 20, 30)
    return start, early, late


@pytest.mark.parametrize("make", [WRITERS[0], WRITERS[4], WRITERS[7]])
def test_future_that_was_overwritten_is_lost(make: Callable[[], FileWriter]) -> None:
    async def drive() -> None:
        block = make()
        _, early, late = await two_futures(block)
        await block.flush()
        there = block.path.read_bytes()
        with pytest.raises(SnapshotLostError, match="component 'b' cannot go back: "):
            go_back(block, late)
        assert block.path.read_bytes() == there
        go_back(block, early)
        await steps(block, 4, 12)
        assert moment(block).private["_written"] == late.private["_written"]

    asyncio.run(drive())


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_future_that_was_written_again_is_found_again(suffix: str) -> None:
    async def drive() -> None:
        block = FileWriter(name="b", path=f"out{suffix}", field_names=["x"], chunk_size=2)
        _, early, late = await two_futures(block)
        go_back(block, early)
        await steps(block, 4, 16)
        go_back(block, late)
        await block.flush()
        assert len(read(block.path)) == 12

    asyncio.run(drive())


@pytest.mark.parametrize("make", WRITERS)
def test_way_back_to_the_start_is_always_open(make: Callable[[], FileWriter]) -> None:
    async def drive() -> None:
        block = make()
        start, *_ = await two_futures(block)
        block.path.unlink()
        go_back(block, start)
        await steps(block, 0, 4)
        await block.flush()
        once = block.path.read_bytes()
        block.path.write_bytes(b"something else")
        go_back(block, start)
        await steps(block, 0, 4)
        await block.flush()
        assert block.path.read_bytes() == once

    asyncio.run(drive())


@pytest.mark.parametrize("change", ["other", "shorter", "gone"])
def test_file_changed_by_somebody_else_is_noticed(change: str) -> None:
    async def drive() -> None:
        block = FileWriter(name="b", path="out.csv", field_names=["x"], chunk_size=1)
        _, early, _ = await two_futures(block)
        held = block.path.read_bytes()
        block.path.unlink()
        if change != "gone":
            block.path.write_bytes(held.replace(b"1", b"2") if change == "other" else held[:9])
        with pytest.raises(SnapshotLostError, match=r"'out.csv' no longer begins with the rows"):
            go_back(block, early)

    asyncio.run(drive())


def test_file_that_was_only_touched_is_still_known() -> None:
    async def drive() -> None:
        block = FileWriter(name="b", path="out.csv", field_names=["x"], chunk_size=1)
        _, early, _ = await two_futures(block)
        os.utime(block.path, ns=(0, 0))
        go_back(block, early)
        assert len(read(block.path)) == 4

    asyncio.run(drive())


def test_many_snapshots_of_a_file_take_little_memory() -> None:
    async def drive() -> None:
        block = FileWriter(name="b", path="out.csv", field_names=["x"], chunk_size=1)
        await block.init()
        await steps(block, 0, 1)
        past = moment(block)
        for tick in range(1, 2500):
            await steps(block, tick, tick + 1)
            block.snapshot()
        assert isinstance(block._written, WrittenCsv)
        assert len(block._written._known) <= 2001
        go_back(block, past)
        assert len(read(block.path)) == 1

    asyncio.run(drive())


def test_file_writer_can_be_pickled_in_the_midst_of_a_run() -> None:
    async def drive() -> None:
        block = FileWriter(name="b", path="out.csv", field_names=["x"], chunk_size=2)
        await block.init()
        await steps(block, 0, 5)
        marked = block._written.mark()
        assert pickle.loads(pickle.dumps(block._written)).mark() == marked

    asyncio.run(drive())


# Files that are read --------------------------------------------------------------------------


@pytest.mark.parametrize("make", [*READERS, CASES[9], CASES[10]])
@pytest.mark.parametrize("gone", [True, False])
def test_changed_file_is_named(make: Callable[[], Component], gone: bool) -> None:
    async def drive() -> None:
        block, other = make(), make()
        await block.init()
        await steps(block, 0, 4)
        past = moment(block)
        if gone:
            block.path.unlink()
        else:
            text = "a,b,c\n" + "7,7.5,x\n" * 10
            rows = pd.DataFrame({"a": range(10), "b": [0.5] * 10, "c": ["x"] * 10})
            if block.path.suffix == ".parquet":
                rows.to_parquet(block.path)
            else:
                zipped = block.path.suffix == ".gz"
                block.path.write_bytes(gzip.compress(text.encode()) if zipped else text.encode())
        with pytest.raises(DataFileError, match="component 'b' cannot") as caught:
            go_back(other, past)
        assert ("there is no such file" if gone else "has changed since") in str(caught.value)
        assert "\n" not in str(caught.value)

    asyncio.run(drive())


def test_rows_in_memory_do_not_need_their_file() -> None:
    async def drive() -> None:
        reader = FileReader(name="r", path="in.csv", field_names=["a"])
        table = Table(name="t", path="in.csv", field_names=["a"])
        for block in (reader, table):
            await block.init()
            await steps(block, 0, 4)
        pasts = [(reader, moment(reader)), (table, moment(table))]
        os.unlink("in.csv")
        for part, past in pasts:
            said = await steps(part, 4, 8)
            go_back(part, past)
            assert await steps(part, 4, 8) == said

    asyncio.run(drive())


def test_parquet_chunks_are_whole_from_any_row_on() -> None:
    rows = pd.DataFrame({"a": range(100)})
    rows.to_parquet("many.parquet", row_group_size=7)

    async def drive() -> None:
        block = FileReader(name="r", path="many.parquet", field_names=["a"], chunk_size=5)
        await block.init()
        said = [a for _, a in await steps(block, 0, 23)]
        past = moment(block)
        block.chunk_size = 3
        said += [a for _, a in await steps(block, 23, 60)]
        assert said == list(range(60))
        go_back(block, past)
        assert [a for _, a in await steps(block, 23, 100)] == list(range(23, 100))

    asyncio.run(drive())
