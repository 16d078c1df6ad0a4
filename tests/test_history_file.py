"""A history as a table in a file."""

import asyncio
import csv
import importlib.util
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plugboard_nb.exceptions import ConfigError
from plugboard_nb.history import History
from plugboard_nb.history_file import write_history
from plugboard_nb.process import LocalProcess, Process
from yaml_parts import Count, Options, double


def history_of(process: Process) -> History:
    async def main() -> None:
        async with process:
            await process.run()

    asyncio.run(main())
    return process.state.history


@pytest.fixture
def history() -> History:
    """A history of two counters that end at different ticks, and of a text."""
    parts = [Count(name="a", last=3, start=0.1), Count(name="b", last=1), Options(name="c")]
    return history_of(LocalProcess([*parts, double.component(name="d")], ["b.n -> d.x"]))


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_csv_has_a_row_per_tick_and_a_column_per_field(tmp_path: Path, history: History) -> None:
    path = tmp_path / "new" / "out.csv"
    write_history(history, path)
    assert rows(path) == [
        ["tick", "a.n", "b.n", "c.text", "d.y"],
        ["1", "1.1", "1.0", "NoneType None", "2.0"],
        ["2", "2.1", "", "", ""],
        ["3", "3.1", "", "", ""],
    ]


def test_csv_needs_no_pandas(
    tmp_path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    write_history(history, tmp_path / "out.csv")
    assert len(rows(tmp_path / "out.csv")) == 4


def test_csv_keeps_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_history(history_of(LocalProcess([Count(name="a", last=1, start=0.1 + 0.2)])), path)
    assert rows(path)[1] == ["1", repr(0.1 + 0.2 + 1)]


def test_parquet_holds_the_frame(tmp_path: Path, history: History) -> None:
    write_history(history, tmp_path / "out.parquet")
    frame = pd.read_parquet(tmp_path / "out.parquet")
    pd.testing.assert_frame_equal(frame, history.to_frame(), check_dtype=False)
    assert frame.index.name == "tick"


@pytest.mark.parametrize("missing", ["pandas", "pyarrow"])
def test_parquet_says_what_to_install(
    tmp_path: Path, history: History, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec

    def found(name: str, package: str | None = None) -> Any:
        return None if name == missing else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", found)
    message = rf"needs {missing}: pip install 'plugboard_nb\[data\]'"
    with pytest.raises(ImportError, match=message):
        write_history(history, tmp_path / "out.parquet")


def test_values_without_a_parquet_type_are_named(tmp_path: Path) -> None:
    class Mixed(Count):
        async def step(self) -> None:
            await super().step()
            self.n = {1: 1, 2: "text", 3: object()}[self.done]

    history = history_of(LocalProcess([Mixed(name="m", last=3)]))
    with pytest.raises(ConfigError, match=r"the values of 'm\.n' have no parquet type"):
        write_history(history, tmp_path / "out.parquet")
    assert list(tmp_path.iterdir()) == []


def test_other_suffix_is_refused(tmp_path: Path, history: History) -> None:
    with pytest.raises(ConfigError, match=r"is written to \.csv or \.parquet, not '\.xls'"):
        write_history(history, tmp_path / "out.xls")


def test_folder_is_refused(tmp_path: Path, history: History) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(ConfigError, match="this is a folder, not a file"):
        write_history(history, tmp_path / "out.csv")
