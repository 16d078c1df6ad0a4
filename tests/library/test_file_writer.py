"""FileWriter: what is in the file at which moment, and what is said when that cannot be."""

import asyncio
import copy
import gzip
import math
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.stepping import completed, emitted
from plugboard_nb.library import Clock, DataFileError, FileReader, FileWriter, Sine, Table
from plugboard_nb.library.csv_file import csv_text, typed
from plugboard_nb.process import LocalProcess

SUFFIXES = [".csv", ".csv.gz", ".parquet"]


def frame(path: Path) -> Any:
    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)


def write(path: Path, values: list[Any], **kwargs: Any) -> None:
    table = Table(name="t", values=values)
    completed(
        [table, FileWriter(name="w", path=path, field_names=["x"], **kwargs)], ["t.out -> w.x"]
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("size", [None, 1, 7])
def test_what_was_written_can_be_read(tmp_path: Path, suffix: str, size: int | None) -> None:
    path = tmp_path / f"rows{suffix}"
    writer = FileWriter(name="w", path=path, field_names=["wave", "time"], chunk_size=size)
    parts = [Sine(name="s", ticks=20), Clock(name="c"), writer]
    process = completed(parts, ["s.out -> w.wave", "c.out -> w.time"])
    reader = FileReader(name="r", path=path, field_names=["wave"])
    assert emitted(reader, 99, "wave") == list(process.state.history["s.out"])
    assert list(frame(path).columns) == ["wave", "time"]
    assert frame(path)["time"].tolist() == list(range(20))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "values", [[1, 2, 3], [0.1, math.nan, -1e-300], [True, False], ["a,b", "c"]]
)
def test_values_come_back_as_they_were(tmp_path: Path, suffix: str, values: list[Any]) -> None:
    path = tmp_path / f"rows{suffix}"
    write(path, values)
    again = emitted(FileReader(name="r", path=path, field_names=["x"]), 99, "x")
    assert again == pytest.approx(values, nan_ok=True) if isinstance(values[0], float) else values
    assert [type(value) for value in again] == [type(value) for value in values]


@given(st.lists(st.floats() | st.integers(-(2**53), 2**53), min_size=1, max_size=20))
def test_csv_keeps_every_digit(values: list[float]) -> None:
    again = typed([line.strip('"') for line in csv_text({"x": values}).splitlines()])
    assert len(again) == len(values)
    assert all(a == b or (a != a and b != b) for a, b in zip(again, values, strict=True))


def test_csv_is_plain(tmp_path: Path) -> None:
    write(
        tmp_path / "rows.csv",
        [1, None, math.nan, 2.5, 'say "x"', np.float64(0.1), datetime(2020, 1, 2)],
    )
    text = (tmp_path / "rows.csv").read_text()
    assert text == 'x\n1\n""\n""\n2.5\n"say ""x"""\n0.1\n2020-01-02 00:00:00\n'


def test_zipped_csv_is_one_text(tmp_path: Path) -> None:
    write(tmp_path / "rows.csv.gz", [1, 2, 3], chunk_size=1)
    assert gzip.decompress((tmp_path / "rows.csv.gz").read_bytes()) == b"x\n1\n2\n3\n"


def test_parquet_takes_arrays_lists_and_missing_values(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    write(path, [None, np.array([1.0, 2.0]), np.array([3.0])], chunk_size=1)
    assert [None if v is None else list(v) for v in frame(path)["x"]] == [None, [1.0, 2.0], [3.0]]


def test_parquet_column_may_turn_from_int_to_float(tmp_path: Path) -> None:
    write(tmp_path / "rows.parquet", [1, None, 2.5, 3], chunk_size=1)
    assert frame(tmp_path / "rows.parquet")["x"].tolist() == pytest.approx(
        [1, math.nan, 2.5, 3], nan_ok=True
    )


# When ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_is_emptied_at_init_not_before(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    write(path, [1, 2])
    writer = FileWriter(name="w", path=path, field_names=["y"])
    assert len(frame(path)) == 2
    asyncio.run(writer.init())
    assert len(frame(path)) == 0
    assert list(frame(path).columns) == ["y"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "rows.csv", [1])
    assert len(frame(tmp_path / "a" / "b" / "rows.csv")) == 1


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_rows_reach_the_file_chunk_by_chunk(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    writer = FileWriter(name="w", path=path, field_names=["x"], chunk_size=3)
    process, lengths = LocalProcess([Clock(name="c"), writer], ["c.out -> w.x"]), []

    async def drive() -> None:
        async with process:
            for _ in range(7):
                await process.step()
                lengths.append(len(frame(path)))

    asyncio.run(drive())
    assert lengths == [0, 0, 3, 3, 3, 6, 6]
    assert frame(path)["x"].tolist() == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rows_are_in_the_file_when_a_run_pauses_and_when_it_has_gone_on(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"rows{suffix}"
    writer = FileWriter(name="w", path=path, field_names=["x"])
    process = LocalProcess([Clock(name="c", ticks=5), writer], ["c.out -> w.x"])

    async def drive() -> list[int]:
        await process.init()
        await process.run(ticks=2)
        lengths = [len(frame(path))]
        await process.run()
        return [*lengths, len(frame(path))]

    assert asyncio.run(drive()) == [2, 5]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_second_run_replaces_the_first(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    writer = FileWriter(name="w", path=path, field_names=["x"])
    process = LocalProcess([Clock(name="c", ticks=3), writer], ["c.out -> w.x"])
    for _ in range(2):
        asyncio.run(_whole(process))
        assert frame(path)["x"].tolist() == [0, 1, 2]


async def _whole(process: LocalProcess) -> None:
    async with process:
        await process.run()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_going_back_takes_the_later_rows_out_of_the_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    writer = FileWriter(name="w", path=path, field_names=["x"], chunk_size=2)

    async def take(*values: int) -> None:
        for value in values:
            vars(writer)["x"] = value
            await writer.step()

    async def drive() -> list[int]:
        await writer.init()
        await take(1, 2, 3)
        past = copy.deepcopy(vars(writer))
        await take(4, 5, 6)
        await writer.flush()
        vars(writer).update(past)
        await take(7)
        await writer.destroy()
        return list(frame(path)["x"])

    assert asyncio.run(drive()) == [1, 2, 3, 7]


# What cannot be written ----------------------------------------------------------------------


def test_unwritable_target_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("")
    for path, reason in [
        ("folder.csv", "is a directory"),
        ("file/rows.csv", "its folder is a file"),
    ]:
        writer = FileWriter(name="w", path=tmp_path / path, field_names=["x"])
        with pytest.raises(DataFileError) as caught:
            asyncio.run(writer.init())
        assert str(caught.value) == f"component 'w' cannot write '{tmp_path / path}': {reason}"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, [2]], "w.x got a list, but a cell of a .csv file takes a number, a text or a date"),
        ([1, np.zeros(2)], "w.x got a ndarray, but a cell of a .csv file takes"),
        ([1, {"a": 1}], "w.x got a dict, but a cell"),
    ],
)
def test_what_fits_no_cell_is_named_and_the_rows_before_are_saved(
    tmp_path: Path, values: list[Any], message: str
) -> None:
    with pytest.raises(TypeError) as caught:
        write(tmp_path / "rows.csv", values)
    assert str(caught.value).startswith(message)
    assert frame(tmp_path / "rows.csv")["x"].tolist() == [1]


def test_parquet_column_of_two_types_is_named_and_the_rows_before_are_saved(tmp_path: Path) -> None:
    with pytest.raises(TypeError) as caught:
        write(tmp_path / "rows.parquet", [1, "two"])
    assert str(caught.value).startswith(
        "w.x got 'two', a text, after values that were each a number"
    )
    assert frame(tmp_path / "rows.parquet")["x"].tolist() == [1]


def test_value_without_parquet_type_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        DataFileError, match=r"cannot write .*: the values of 'x' have no Parquet type"
    ):
        write(tmp_path / "rows.parquet", [object()])


def test_file_shortened_by_somebody_else_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"

    async def drive() -> None:
        writer = FileWriter(name="w", path=path, field_names=["x"], chunk_size=1)
        await writer.init()
        path.write_text("")
        vars(writer)["x"] = 1
        await writer.step()

    with pytest.raises(DataFileError, match="somebody else has shortened the file during the run"):
        asyncio.run(drive())


def test_file_removed_by_somebody_else_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"

    async def drive() -> None:
        writer = FileWriter(name="w", path=path, field_names=["x"], chunk_size=1)
        await writer.init()
        path.unlink()
        vars(writer)["x"] = 1
        await writer.step()

    with pytest.raises(DataFileError, match=r"cannot write .*: no such file or directory"):
        asyncio.run(drive())
