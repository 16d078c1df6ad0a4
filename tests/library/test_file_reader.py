"""FileReader: what it makes of files, and what it says of those it cannot read."""

import asyncio
import copy
import gzip
import io
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.stepping import completed, emitted
from plugboard_nb.exceptions import UnknownFieldError, ValidationError
from plugboard_nb.library import Clock, DataFileError, FileReader, Sum
from plugboard_nb.library.csv_file import typed

ROWS = {"a": [1, 2, 3, 4, 5], "b": [0.5, math.nan, 1.5, 2.5, -1e-9], "c": list("vwxyz")}


def written(path: Path, **columns: list[Any]) -> Path:
    frame = pd.DataFrame(columns or ROWS)
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_csv(path, index=False)
    return path


def read(path: Path, field: str, size: int | None = None) -> list[Any]:
    reader = FileReader(name="r", path=path, field_names=[field], chunk_size=size)
    return list(completed([reader], []).state.history[f"r.{field}"])


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".parquet"])
@pytest.mark.parametrize("size", [None, 1, 2, 5, 6])
def test_rows_come_in_order(tmp_path: Path, suffix: str, size: int | None) -> None:
    path = written(tmp_path / f"rows{suffix}")
    reader = FileReader(name="r", path=path, field_names=["c", "a", "b"], chunk_size=size)
    process = completed([reader], [])
    history = process.state.history
    assert process.tick == 5
    assert list(history["r.a"]) == ROWS["a"]
    assert history["r.b"] == pytest.approx(ROWS["b"], nan_ok=True)
    assert list(history["r.c"]) == ROWS["c"]


def test_reader_ends_together_with_its_last_row(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv")
    parts = [FileReader(name="r", path=path, field_names=["a"], chunk_size=5), Clock(name="c")]
    wires = ["r.a -> s.x1", "c.out -> s.x2"]
    process = completed([*parts, Sum(name="s")], wires)
    assert len(process.state.history["c.out"]) == process.tick == 5


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1", "-2", "+3"], [1, -2, 3]),
        (["1", "2.5", "1e3"], [1.0, 2.5, 1000.0]),
        (["1", "inf", "-inf"], [1.0, math.inf, -math.inf]),
        (["True", "false"], [True, False]),
        (["a", "1"], ["a", "1"]),
        (["1_000", "2"], ["1_000", "2"]),
        (["2020-01-01"], ["2020-01-01"]),
        ([], []),
    ],
)
def test_types_of_columns(texts: list[str], expected: list[Any]) -> None:
    found = typed(texts)
    assert found == expected
    assert [type(value) for value in found] == [type(value) for value in expected]


@pytest.mark.parametrize("missing", ["", "NA", "nan", "NULL", "None", "n/a"])
def test_missing_values_are_nan(missing: str) -> None:
    assert math.isnan(typed(["1", missing])[1])
    assert math.isnan(typed(["a", missing])[1])


texts = st.text("01.-+eE_naN", max_size=5) | st.floats().map(repr) | st.integers().map(str)


@given(st.lists(texts, min_size=1, max_size=5))
def test_numbers_are_those_that_pandas_reads(texts: list[str]) -> None:
    quoted = "\n".join(["x", *(f'"{text}"' for text in texts)])
    expected = pd.read_csv(io.StringIO(quoted))["x"]
    found = typed(texts)
    if expected.dtype.kind in "if" and abs(expected.fillna(0)).max() < 2**63:
        assert found == pytest.approx(expected.tolist(), nan_ok=True)


def test_text_of_all_kinds(tmp_path: Path) -> None:
    path = tmp_path / "text.csv"
    path.write_bytes(b'\xef\xbb\xbfa,"b"\r\n1,"x ""y""\r\nz"\r\n\r\n2,\xc3\xa9\r\n\r\n')
    assert read(path, "a") == read(path, "a", 1) == [1, 2]
    assert read(path, "b") == read(path, "b", 1) == ['x "y"\r\nz', "é"]


def test_second_run_reads_the_file_as_it_is_then(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv", a=[1, 2])
    reader = FileReader(name="r", path=path, field_names=["a"])
    assert emitted(reader, 9, "a") == [1, 2]
    written(path, a=[7, 8, 9])
    reader.io._closed = False
    assert emitted(reader, 9, "a") == [7, 8, 9]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".parquet"])
def test_copy_goes_on_where_the_original_was(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"rows{suffix}")

    async def drive() -> list[int]:
        reader = FileReader(name="r", path=path, field_names=["a"], chunk_size=2)
        await reader.init()
        for _ in range(3):
            await reader.step()
        twin, said = copy.deepcopy(reader), []
        for component in (reader, reader, twin, twin):
            await component.step()
            said.append(component.a)
        return said

    assert asyncio.run(drive()) == [4, 5, 4, 5]


def test_going_back_reads_the_same_rows_again(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv")

    async def drive() -> list[int]:
        reader = FileReader(name="r", path=path, field_names=["a"], chunk_size=2)
        await reader.init()
        await reader.step()
        past, said = copy.deepcopy(vars(reader)), []
        for _ in range(3):
            await reader.step()
        vars(reader).update(past)
        for _ in range(4):
            await reader.step()
            said.append(reader.a)
        return said

    assert asyncio.run(drive()) == [2, 3, 4, 5]


# What cannot be read -------------------------------------------------------------------------


def refusal(path: Path, field: str = "a", **kwargs: Any) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        emitted(FileReader(name="r", path=path, field_names=[field], **kwargs), 99, field)
    assert "\n" not in str(caught.value)
    assert caught.value.path == path
    return caught.value


def test_missing_file_is_named_with_the_near_miss(tmp_path: Path) -> None:
    written(tmp_path / "weather.csv")
    error = refusal(tmp_path / "wether.csv")
    assert str(error).startswith(
        f"component 'r' cannot read '{tmp_path}/wether.csv': there is no such"
    )
    assert str(error).endswith("Did you mean 'weather.csv'?")


def test_missing_file_is_refused_at_init_not_before(tmp_path: Path) -> None:
    reader = FileReader(name="r", path=tmp_path / "later.csv", field_names=["a"])
    with pytest.raises(DataFileError, match=r"there is no such file$"):
        asyncio.run(reader.init())
    written(tmp_path / "later.csv")
    asyncio.run(reader.init())


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".parquet"])
def test_missing_column_is_named_with_the_near_miss(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"rows{suffix}", temperature=[1], time=[2])
    with pytest.raises(UnknownFieldError) as caught:
        read(path, "temprature")
    assert f"reads the field 'temprature', which '{path}' does not have" in str(caught.value)
    assert "columns are ['temperature', 'time']. Did you mean 'temperature'?" in str(caught.value)


@pytest.mark.parametrize("size", [None, 1])
@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a,b\n1,2\n3\n", 3, "it has 1 values, but the first line names 2 columns"),
        ("a,b\n1,2\n\n1,2,3\n", 4, "it has 3 values, but the first line names 2 columns"),
        ('a,b\n"1\n2",3\n4\n', 4, "it has 1 values"),
        ('a,b\n1,"2\n', 2, "unexpected end of data"),
        ('a\n1\n"2"3\n', 3, "',' expected after '\"'"),
    ],
)
def test_wrong_line_is_named(
    tmp_path: Path, text: str, line: int, message: str, size: int | None
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text)
    error = refusal(path, chunk_size=size)
    assert f"cannot read '{path}', line {line}: {message}" in str(error)
    assert error.line == line


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("rows.csv", b"", "it is empty; its first line must name the columns"),
        ("rows.csv", b"\n\n", "it is empty"),
        ("rows.csv", b"a,a\n1,2\n", "it has 2 columns with the name 'a'"),
        ("rows.csv", b"a\n1\n\xff\xfe\n", "line 3: it is not UTF-8 text"),
        ("rows.csv.gz", b"a\n1\n", "it is no gzip file, or a damaged one"),
        (
            "rows.csv.gz",
            gzip.compress(b"a\n1\n" * 999)[:-20],
            "it is no gzip file, or a damaged one",
        ),
        ("rows.parquet", b"a\n1\n", "it is no Parquet file, or a damaged one"),
    ],
)
def test_damaged_file_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert message in str(refusal(path))


def test_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "rows.csv"
    folder.mkdir()
    assert str(refusal(folder)).endswith("is a directory")


@pytest.mark.parametrize("path", ["rows.txt", "rows", "rows.gz", 5, None])
def test_other_kinds_of_files_are_refused_at_once(path: Any) -> None:
    with pytest.raises(
        ValidationError, match=r"a path that ends in one of \.csv, \.csv\.gz, \.parq"
    ):
        FileReader(name="r", path=path, field_names=["a"])


def test_csv_needs_neither_pandas_nor_pyarrow_and_parquet_says_what_it_needs(
    tmp_path: Path,
) -> None:
    written(tmp_path / "rows.csv")
    code = f"""
import asyncio, sys
sys.modules["pandas"] = sys.modules["pyarrow"] = None
from plugboard_nb.library import FileReader
reader = FileReader(name="r", path={str(tmp_path / "rows.csv")!r}, field_names=["a"])
asyncio.run(reader.init()); asyncio.run(reader.step()); assert reader.a == 1
try:
    asyncio.run(FileReader(name="r", path="x.parquet", field_names=["a"]).init())
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "a .parquet file needs pyarrow: pip install 'plugboard_nb[data]'\n"
