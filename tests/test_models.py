"""The models beside the notebooks load, and are the ones that the notebooks build."""

import ast
import asyncio
import csv
import inspect
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from typer.testing import CliRunner

from plugboard_nb import Process, Workbench
from plugboard_nb.builder import load_process
from plugboard_nb.cli import app

FOLDER = Path(__file__).parents[1] / "notebooks"
MODELS = sorted((FOLDER / "models").glob("*.yaml"))
TANK = FOLDER / "models" / "hot_water_tank.yaml"
DATA = FOLDER / "data" / "seattle_2012_01.csv"
NOTEBOOK = "01_hot_water_tank.ipynb"
TICKS = 720


def built_in(notebook: str) -> dict[str, Any]:
    """Return the names that *notebook* knows when it has built its process."""
    found: dict[str, Any] = {}
    for cell in nbformat.read(FOLDER / notebook, as_version=4).cells:
        if cell.cell_type == "code" and "process" not in found:
            do(cell.source, found)
    return found


def do(source: str, names: dict[str, Any]) -> None:
    """Run a cell, which may await."""
    code = compile(source, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(code, names)
    if inspect.isawaitable(result):
        asyncio.run(_wait_for(result))


async def _wait_for(awaitable: Any) -> None:
    await awaitable


def after(process: Process, ticks: int) -> Process:
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=ticks))
    return process


def test_there_are_models() -> None:
    assert TANK in MODELS


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_model_is_valid_and_runs_from_the_command_line(path: Path) -> None:
    call = CliRunner().invoke
    assert call(app, ["process", "validate", str(path)]).exit_code == 0
    result = call(app, ["process", "run", str(path), "--ticks", "200"])
    assert result.exit_code == 0
    assert "200 ticks" in result.output


def test_tank_of_notebook_and_file_have_the_same_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    one = after(built_in(NOTEBOOK)["process"], TICKS).state.history
    other = after(load_process(TANK), TICKS).state.history
    assert (one.fields, one.units) == (other.fields, other.units)
    for field in one.fields:
        np.testing.assert_array_equal(one[field], other[field])
        np.testing.assert_array_equal(one.ticks_of(field), other.ticks_of(field))


def test_tank_of_notebook_and_file_differ_in_where_the_weather_is_from_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(FOLDER)
    one, other = built_in(NOTEBOOK)["process"].export(), load_process(TANK).export()
    for exported in (one, other):
        for part in exported["args"]["components"]:
            part["args"].pop("path", None)
            part["args"].pop("values", None)
    assert one == other


def test_weather_in_the_file_is_the_measured_one() -> None:
    weather = load_process(TANK).components["weather"].arguments["values"]
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert weather["hour"] == [float(row["hour"]) for row in rows]
    assert weather["outdoor"] == [float(row["outdoor"]) for row in rows]


def test_hidden_answer_to_the_exercise_says_what_the_code_in_it_finds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(FOLDER)
    names = built_in(NOTEBOOK)
    names["bench"] = bench = Workbench(names["process"])
    text = nbformat.read(FOLDER / NOTEBOOK, as_version=4).cells[-1].source
    answer = re.search(r"<details>.*```python\n(.*?)```(.*)</details>", text, re.DOTALL)
    assert answer is not None
    do(answer[1], names)
    bench.close()
    assert f"It takes {capsys.readouterr().out.strip()}" in answer[2]
