"""Python source of a process: it runs by itself and gives the same history."""

import asyncio
import math
import operator
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Flag
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from plugboard_nb.builder import to_python
from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.connector import AsyncioConnector
from plugboard_nb.exceptions import EncodingError, ValidationError
from plugboard_nb.process import LocalProcess, Process
from plugboard_nb.schemas import ConnectorSpec, Resource
from yaml_parts import (
    Add,
    Apply,
    Colour,
    Count,
    Options,
    Outer,
    OwnConnector,
    OwnProcess,
    OwnState,
    double,
    square,
)


class Mode(Flag):
    READ = 1
    WRITE = 2


@dataclass(frozen=True)
class Point:
    x: float
    y: float = 0.0


class Pair(NamedTuple):
    left: int
    right: int


class Model(BaseModel):
    size: int
    name: str = "m"


def sums(**kwargs: Any) -> Process:
    parts = [
        Count(name="count", last=4, start=0.1, parameters={"noise": 1}),
        Add(name="add", initial_values={"before": [0.0, 1.0]}, resources=Resource(cpu=0.25)),
        double.component(name="twice"),
    ]
    wires = ["count.n -> add.a", "add.total -> add.before", ("add.total", "twice.x")]
    return LocalProcess(parts, wires, name="sums", parameters={"dt": 0.5}, seed=3, **kwargs)


def executed(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "model"}
    exec(compile(source, "model.py", "exec"), names)
    return names


def rebuilt(process: Process) -> Process:
    built: Process = executed(to_python(process))["build"]()
    return built


def option_of(value: Any) -> Any:
    part = rebuilt(LocalProcess([Options(name="c", option=value)])).components["c"]
    assert isinstance(part, Options)
    return part.option


def run(process: Process) -> dict[str, Any]:
    async def main() -> None:
        async with process:
            await process.run()

    asyncio.run(main())
    return {field: list(process.state.history[field]) for field in process.state.history.fields}


def test_source_reads_like_code_written_by_hand() -> None:
    assert (
        to_python(sums())
        == '''\
"""Process 'sums' as Python."""

import asyncio

from yaml_parts import Add, Count, double

from plugboard_nb.connector import connect
from plugboard_nb.process import LocalProcess
from plugboard_nb.schemas import Resource


def build() -> LocalProcess:
    """Return the process, ready to run."""
    return LocalProcess(
        components=[
            Count(name="count", parameters={"noise": 1}, last=4, start=0.1),
            Add(
                name="add",
                initial_values={"before": [0.0, 1.0]},
                resources=Resource(cpu=0.25),
            ),
            double.component(name="twice"),
        ],
        connectors=[
            connect("count.n", "add.a"),
            connect("add.total", "add.before"),
            connect("add.total", "twice.x"),
        ],
        name="sums",
        parameters={"dt": 0.5},
        seed=3,
    )


async def main() -> LocalProcess:
    """Run the process to its end."""
    async with build() as process:
        await process.run()
    return process


if __name__ == "__main__":
    asyncio.run(main())
'''
    )


def test_source_gives_the_same_history() -> None:
    process = sums()
    assert run(rebuilt(process)) == run(process)


def test_source_of_the_rebuilt_process_is_identical() -> None:
    source = to_python(sums())
    assert to_python(rebuilt(sums())) == source


def test_source_runs_in_a_fresh_interpreter(tmp_path: Path) -> None:
    show = "\nimport json\nhistory = asyncio.run(main()).state.history\n"
    show += "print(json.dumps({field: list(history[field]) for field in history.fields}))\n"
    path = tmp_path / "model.py"
    path.write_text(to_python(sums()).partition("\n\nif __name__")[0] + show)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-W", "error", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    assert eval(done.stdout) == run(sums())


def test_source_is_run_by_python_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(to_python(sums()))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-W", "error", str(path)], env=env, check=False)
    assert done.returncode == 0


def test_classes_of_the_user_are_kept() -> None:
    wire = OwnConnector(ConnectorSpec.from_ref("c.n -> t.x"), maxsize=3)
    parts = [Count(name="c", last=2), double.component(name="t")]
    state = OwnState(job_id="Job_12345678", max_bytes=10_000)
    again = rebuilt(OwnProcess(parts, [wire], state=state))
    assert (type(again), type(again.state)) == (OwnProcess, OwnState)
    assert again.state.export() == state.export()
    (same,) = again.connectors.values()
    assert (type(same), same.maxsize, same.spec) == (OwnConnector, 3, wire.spec)


def test_mode_of_a_connector_is_kept() -> None:
    spec = ConnectorSpec.model_validate({"source": "c.n", "target": "t.x", "mode": "pubsub"})
    parts = [Count(name="c", last=2), double.component(name="t")]
    (wire,) = rebuilt(LocalProcess(parts, [AsyncioConnector(spec)])).connectors.values()
    assert wire.spec == spec


# Arguments -------------------------------------------------------------------------------------

VALUES = [
    None,
    True,
    -7,
    0.1,
    math.inf,
    1 + 2j,
    'it\'s "quoted"\n\\ ünï\x00\u2028',
    b"\x00",
    range(1, 9, 2),
    (1,),
    (),
    {"a": (1, [2, {"b": None}])},
    {(1, 2): 3},
    {1, 2},
    set(),
    frozenset({"a"}),
    frozenset(),
    Path("a") / "b",
    PurePosixPath("/x"),
    datetime(2024, 1, 2, 3, tzinfo=UTC),
    datetime(2024, 7, 2, 3, tzinfo=ZoneInfo("Europe/Berlin")),
    datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=2))),
    date(2024, 1, 2),
    time(12, 30),
    timedelta(days=1, microseconds=5),
    Decimal("0.10"),
    Fraction(1, 3),
    UUID("12345678123456781234567812345678"),
    Colour.BLUE,
    Mode.READ,
    Mode.READ | Mode.WRITE,
    Point(1.5),
    Pair(1, 2),
    Model(size=3),
    Resource.model_validate({"cpu": "250m"}),
    square,
    math.sin,
    len,
    int,
    Outer.Inner,
    operator.itemgetter,
    np.sin,
    np.float64(0.1),
    np.int32(3),
    np.bool_(True),
    np.str_("x"),
    np.datetime64("2024-01-02T03:04:05"),
    np.timedelta64(5, "s"),
    [0.1 * n for n in range(60)],
    ["-1 a", "b-c d"] * 20,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:30])
def test_argument_keeps_value_and_type(value: Any) -> None:
    again = option_of(value)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.array([1, 2], "int16"),
        np.array([], "float32"),
        np.zeros((0, 3)),
        np.array(5),
        np.array([True, False]),
        np.array(["a", "bc"]),
        np.array([1, np.nan, np.inf]),
        np.array([1 + 2j]),
        np.array(["2024-01-02"], "datetime64[D]"),
        np.array([3], "timedelta64[s]"),
        np.arange(500.0) / 7,
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_array_keeps_shape_type_and_values(array: Any) -> None:
    again = option_of(array)
    assert (again.dtype, again.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(again, array)


def test_nan_is_kept() -> None:
    assert math.isnan(option_of([math.nan])[0])


nested = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=12)
        | st.dictionaries(st.text(), inner, max_size=3)
        | st.tuples(inner)
    ),
    max_leaves=20,
)


@settings(deadline=None, max_examples=50)
@given(nested)
def test_any_plain_value_is_kept(value: Any) -> None:
    assert option_of(value) == value


def test_long_lists_fill_their_lines() -> None:
    source = to_python(LocalProcess([Options(name="c", option=list(range(1000)))]))
    assert len(source.splitlines()) < 120
    assert max(map(len, source.splitlines())) <= 88


def test_function_given_as_argument_runs() -> None:
    parts = [Count(name="c", last=3), Apply(name="f", function=square)]
    assert run(rebuilt(LocalProcess(parts, ["c.n -> f.x"])))["f.y"] == [1, 4, 9]


@pytest.mark.parametrize("name", ["LocalProcess", "connect", "asyncio", "build", "main"])
def test_class_with_a_name_the_source_uses_is_renamed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clash = type(name, (Count,), {"__module__": "yaml_parts", "__qualname__": name})
    monkeypatch.setattr("yaml_parts." + name, clash, raising=False)
    parts = [clash(name="c", last=2), double.component(name="t")]
    assert run(rebuilt(LocalProcess(parts, ["c.n -> t.x"])))["t.y"] == [2, 4]


class Keyword(Component):
    """Takes an argument whose name is a word of Python."""

    io = IO(outputs=["x"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(name=kwargs["name"])
        self.given = kwargs["lambda"]


def test_odd_names_of_arguments_and_processes_are_written() -> None:
    part = Keyword(**{"name": "k", "lambda": 3})
    process = LocalProcess([part], name='a "b" \\ """ c')
    again = rebuilt(process)
    assert again.name == process.name
    assert again.components["k"].given == 3


# Refusals ----------------------------------------------------------------------------------------


def local_function() -> Callable[[], None]:
    def inside() -> None: ...

    return inside


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (lambda: 1, "cannot write a function '<lambda>' as Python; it must stand at the top of a"),
        (local_function(), "cannot write a function 'local_function.<locals>.inside' as Python"),
        (object(), "cannot write an object as Python"),
        (iter([1]), "cannot write a list_iterator as Python"),
        (np.array([object()]), "cannot write a numpy.ndarray as Python"),
    ],
    ids=["lambda", "local function", "object", "iterator", "object array"],
)
def test_argument_without_an_expression_is_named(value: Any, message: str) -> None:
    with pytest.raises(EncodingError) as caught:
        to_python(LocalProcess([Options(name="c", option=[value])]))
    assert str(caught.value).startswith(f"component 'c', argument 'option': {message}")


def test_argument_that_contains_itself_is_named() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(EncodingError, match=r"argument 'option': .* contains itself"):
        to_python(LocalProcess([Options(name="c", option=loop)]))


def test_local_class_has_no_source() -> None:
    class Here(Component):
        io = IO(outputs=["x"])

    with pytest.raises(ValidationError, match=r"component 'h' cannot be written: .* inside a func"):
        to_python(LocalProcess([Here(name="h")]))


def test_class_of_a_notebook_has_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Count, "__module__", "__main__")
    with pytest.raises(ValidationError, match="'Count' is defined in a notebook or script"):
        to_python(LocalProcess([Count(name="c")]))
