"""Table: by row and by time, from lists and files, and what happens at the end."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from library.stepping import completed, emitted
from plugboard_nb.exceptions import UnknownFieldError, ValidationError
from plugboard_nb.library import Gain, Table


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    path = tmp_path / "weather.csv"
    path.write_text("hour,temp,sky\n0,10,clear\n1,12,rain\n3,8,rain\n")
    return path


@pytest.mark.parametrize(
    ("end", "expected"),
    [("stop", [1, 2, 3]), ("hold", [1, 2, 3, 3, 3, 3, 3]), ("repeat", [1, 2, 3, 1, 2, 3, 1])],
)
def test_rows_and_what_follows_them(end: Any, expected: list[int]) -> None:
    assert emitted(Table(name="t", values=[1, 2, 3], end=end), 7) == expected


def test_table_ends_together_with_its_last_row() -> None:
    process = completed([Table(name="t", values=[1, 2, 3]), Gain(name="g")], ["t.out -> g.x"])
    assert process.tick == len(process.state.history["g.out"]) == 3


def test_ticks_end_it_whatever_follows() -> None:
    assert emitted(Table(name="t", values=[1, 2], end="repeat", ticks=5), 9) == [1, 2, 1, 2, 1]
    assert emitted(Table(name="t", values=[1, 2], ticks=0), 9) == []


def test_values_of_several_outputs() -> None:
    table = Table(name="t", values={"a": [1, 2], "b": ["x", None]}, units={"a": "m"})
    assert table.io.outputs == ["a", "b"]
    assert table.io.ports["a"].unit == "m"
    assert emitted(table, 5, "b") == ["x", None]


def test_arrays_give_plain_numbers() -> None:
    said = emitted(Table(name="t", values=np.array([1.5, 2.5])), 5)
    assert [type(value) for value in said] == [float, float]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".parquet"])
def test_columns_of_a_file(tmp_path: Path, suffix: str) -> None:
    pandas = pytest.importorskip("pandas")
    path = tmp_path / f"data{suffix}"
    frame = pandas.DataFrame({"a": [1, 2, 3], "b": [0.5, None, 1.5]})
    frame.to_parquet(path) if suffix == ".parquet" else frame.to_csv(path, index=False)
    assert emitted(Table(name="t", path=path, field_names=["a"]), 9, "a") == [1, 2, 3]
    said = emitted(Table(name="t", path=path, field_names=["a", "b"]), 9, "b")
    assert said[::2] == [0.5, 1.5]
    assert math.isnan(said[1])


def test_times_of_a_column_are_interpolated(weather: Path) -> None:
    table = Table(name="t", path=weather, field_names=["temp"], time="hour", dt=0.5)
    assert emitted(table, 9, "temp") == [10, 11, 12, 11, 10, 9, 8]


def test_previous_value_holds_between_rows(weather: Path) -> None:
    table = Table(
        name="t", path=weather, field_names=["sky"], time="hour", interpolation="previous"
    )
    assert emitted(table, 9, "sky") == ["clear", "rain", "rain", "rain"]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("stop", [0, 5, 10, 15, 20]),
        ("hold", [0, 5, 10, 15, 20, 20, 20, 20, 20]),
        ("repeat", [0, 5, 10, 15, 20, 10, 0, 5, 10]),
    ],
)
def test_rows_at_equal_distances(end: Any, expected: list[float]) -> None:
    table = Table(name="t", values=[0, 10, 20], spacing=3600, end=end, dt=1800.0)
    assert emitted(table, 9) == expected


def test_repeating_by_time_does_not_drift() -> None:
    table = Table(name="t", values=[0, 1, 2, 3, 4, 5, 6], spacing=0.7, end="repeat", dt=0.1)
    said = emitted(table, 4900)
    np.testing.assert_allclose(said[49 * 99 :], said[:49], atol=1e-9)


def test_first_step_is_at_the_time_of_the_first_row() -> None:
    values = {"t": [100.0, 102.0], "y": [1.0, 3.0]}
    assert emitted(Table(name="t", values=values, time="t"), 9, "y") == [1, 2, 3]


def test_gap_in_the_data_shows_as_nan() -> None:
    table = Table(name="t", values=[0.0, math.nan, 4.0, 5.0], spacing=2.0)
    said = emitted(table, 9)
    assert np.isnan(said).tolist() == [False, True, True, True, False, False, False]


def test_one_row_is_enough() -> None:
    assert emitted(Table(name="t", values=[7]), 3) == [7]
    assert emitted(Table(name="t", values=[7], spacing=1.0, end="repeat", dt=0.4), 3) == [7, 7, 7]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "component 't' needs either path or values, and not both"),
        ({"values": [1], "path": "a.csv"}, "needs either path or values, and not both"),
        ({"values": "123"}, "given values='123', but values must be a list"),
        ({"values": {"a": [1], "b": [1, 2]}}, "but values must be lists of the same length"),
        ({"path": "a.csv"}, "field_names must be the list of columns to read from the file"),
        (
            {"path": "a.txt", "field_names": ["a"]},
            "a path that ends in one of .csv, .csv.gz, .parquet",
        ),
        (
            {"values": [1], "end": "hodl"},
            "must be one of 'stop', 'hold', 'repeat'. Did you mean 'hold'",
        ),
        ({"values": [1], "spacing": 0}, "given spacing=0"),
        ({"values": [1], "spacing": 1, "time": "t"}, "left out where time='t' is given"),
        ({"values": [1], "units": {"x": "m"}}, "but units must be for outputs: ['out']"),
    ],
)
def test_wrong_argument_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Table(name="t", **arguments)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"values": []}, "component 't' needs rows, but 'values' has none"),
        (
            {"values": {"a": [1]}, "field_names": ["b"]},
            "reads the field 'b', which values do not have",
        ),
        (
            {"values": {"a": [1, 2], "t": [2, 2]}, "time": "t"},
            "ascending times, but has 2 in row 2",
        ),
        ({"values": {"a": [1], "t": ["x"]}, "time": "t"}, "ascending times, but has 'x' in row 1"),
        (
            {"values": [1, "x"], "spacing": 1},
            "has 'x' in row 2, which cannot be interpolated; use inter",
        ),
    ],
)
def test_unusable_values_are_refused_at_init(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        emitted(Table(name="t", **arguments), 1)
    assert message in str(caught.value)


def test_missing_column_is_named_with_the_near_miss(weather: Path) -> None:
    with pytest.raises(UnknownFieldError, match=r"columns are .*Did you mean 'temp'\?"):
        emitted(Table(name="t", path=weather, field_names=["tmep"]), 1)
