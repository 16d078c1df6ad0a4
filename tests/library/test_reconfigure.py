"""Other constructor arguments in the midst of a run: what changes, and what goes on."""

import asyncio
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from library.rewinding import go_back, moment, steps
from library.stock import CASES, READERS, WRITERS, make_files
from plugboard_nb.component import Component
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library import (
    PID,
    Clock,
    Collect,
    Constant,
    Delay,
    Derivative,
    Expression,
    FileReader,
    FileWriter,
    FirstOrder,
    Gain,
    HysteresisSwitch,
    Integrator,
    Limiter,
    Noise,
    Product,
    Pulse,
    Ramp,
    Sine,
    Step,
    Sum,
    Table,
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    pd.DataFrame({"a": range(0, -10, -1), "t": range(0, 20, 2)}).to_csv("other.csv", index=False)


async def said(block: Component, *values: float, field: str = "x") -> list[Any]:
    """Step *block* with *values*; return what comes out each time."""
    heard = []
    for value in values:
        vars(block)[field] = value
        await block.step()
        heard.append(block.out)
    return heard


async def emitted(block: Component, count: int, field: str = "out") -> list[Any]:
    heard = []
    for _ in range(count):
        await block.step()
        heard.append(getattr(block, field))
    return heard


def changed(block: Component, before: list[float], after: list[float], **changes: Any) -> list[Any]:
    """Return what comes out for *after*, when arguments have changed after *before*."""

    async def drive() -> list[Any]:
        await block.init()
        await said(block, *before)
        block.reconfigure(**changes)
        return await said(block, *after)

    return asyncio.run(drive())


def source(block: Component, before: int, after: int, field: str = "out", **changes: Any) -> Any:
    async def drive() -> list[Any]:
        await block.init()
        await emitted(block, before, field)
        block.reconfigure(**changes)
        return await emitted(block, after, field)

    return asyncio.run(drive())


# All of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("make", CASES)
def test_argument_set_to_what_it_is_changes_nothing(make: Callable[[], Component]) -> None:
    async def drive(is_set: bool) -> Any:
        block = make()
        await block.init()
        heard = await steps(block, 0, 4)
        if is_set:
            for name, value in block.arguments.items():
                block.reconfigure(**{name: value})
        heard += await steps(block, 4, 9)
        await block.destroy()
        return repr((heard, getattr(block, "columns", None)))

    assert asyncio.run(drive(True)) == asyncio.run(drive(False))


CHANGES: list[tuple[Callable[[], Component], dict[str, Any]]] = [
    (lambda: Constant(name="b"), {"value": 5}),
    (lambda: Step(name="b", time=4), {"time": 6, "after": 2}),
    (lambda: Ramp(name="b"), {"slope": -2, "dt": 0.5}),
    (lambda: Sine(name="b"), {"amplitude": 2, "period": 7, "phase": 1, "offset": 3}),
    (lambda: Pulse(name="b"), {"period": 3, "duty": 0.4, "high": 7}),
    (lambda: Clock(name="b"), {"dt": 0.1, "start": 5}),
    (lambda: Noise(name="b"), {"spread": 3, "distribution": "uniform"}),
    (lambda: Table(name="b", values=range(20)), {"values": range(40, 0, -1), "end": "hold"}),
    (lambda: Table(name="b", path="in.csv", field_names=["a"]), {"path": "other.csv"}),
    (lambda: Gain(name="b"), {"gain": 7}),
    (lambda: Sum(name="b", signs="+-"), {"signs": "-+"}),
    (lambda: Product(name="b", operations="*/"), {"operations": "/*"}),
    (lambda: Limiter(name="b", upper=3), {"lower": -2, "upper": 2}),
    (lambda: Expression(name="b", expression="a - b"), {"expression": "b - 2*a"}),
    (lambda: Integrator(name="b"), {"method": "trapezoid", "upper": 9}),
    (lambda: Derivative(name="b"), {"dt": 0.1}),
    (lambda: Delay(name="b", ticks=3), {"ticks": 1}),
    (lambda: Delay(name="b", ticks=1), {"ticks": 3}),
    (lambda: FirstOrder(name="b"), {"time_constant": 2, "gain": 3}),
    (lambda: PID(name="b", ki=1), {"kp": 2, "ki": 2, "kd": 1, "upper": 4}),
    (lambda: HysteresisSwitch(name="b", on_at=-5, off_at=5), {"on_at": 9, "off_at": 8}),
    (lambda: Collect(name="b"), {"newest": 2}),
    (lambda: Collect(name="b", newest=2), {"newest": 5}),
    (lambda: FileReader(name="b", path="in.csv", field_names=["a"]), {"chunk_size": 2}),
    (lambda: FileWriter(name="b", path="o.csv", field_names=["x"]), {"chunk_size": 2}),
]


@pytest.mark.parametrize(("make", "changes"), CHANGES)
def test_change_is_undone_by_going_back_and_made_again(
    make: Callable[[], Component], changes: dict[str, Any]
) -> None:
    async def drive() -> None:
        block = make()
        await block.init()
        await steps(block, 0, 4)
        past = moment(block)
        unchanged = await steps(block, 4, 9)
        go_back(block, past)
        block.reconfigure(**changes)
        later = moment(block)
        one = await steps(block, 4, 9)
        assert type(block) in (Collect, FileReader, FileWriter) or repr(one) != repr(unchanged)
        for then, expected in [(past, unchanged), (later, one), (later, one), (past, unchanged)]:
            go_back(block, then)
            assert repr(await steps(block, 4, 9)) == repr(expected)

    asyncio.run(drive())


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (lambda: Step(name="b"), {"time": "soon"}),
        (lambda: Pulse(name="b"), {"duty": 2}),
        (lambda: Clock(name="b"), {"dt": 0}),
        (lambda: Noise(name="b"), {"spread": -1}),
        (lambda: Noise(name="b"), {"distribution": "normal"}),
        (lambda: Sine(name="b"), {"ticks": -1}),
        (lambda: Table(name="b", values=range(20)), {"values": []}),
        (lambda: Table(name="b", values=range(20)), {"values": {"y": [1]}}),
        (lambda: Table(name="b", values=range(20), spacing=1), {"values": ["a"]}),
        (lambda: Table(name="b", path="in.csv", field_names=["a"]), {"path": "gone.csv"}),
        (lambda: Table(name="b", path="in.csv", field_names=["b"]), {"path": "other.csv"}),
        (lambda: Table(name="b", path="in.csv", field_names=["b"]), {"time": "c"}),
        (lambda: Gain(name="b"), {"gain": math.nan}),
        (lambda: Sum(name="b"), {"signs": "+++"}),
        (lambda: Limiter(name="b", lower=1), {"upper": 0}),
        (lambda: Expression(name="b", expression="a - b"), {"expression": "b - a + c"}),
        (lambda: Expression(name="b", expression="a - b"), {"expression": "b - "}),
        (lambda: Expression(name="b", expression="a - b"), {"expression": "b"}),
        (lambda: Expression(name="b", expression="a - b"), {"output": "y"}),
        (lambda: Integrator(name="b"), {"method": "rk4"}),
        (lambda: Delay(name="b"), {"ticks": -1}),
        (lambda: FirstOrder(name="b"), {"time_constant": -1}),
        (lambda: PID(name="b"), {"kp": "much"}),
        (lambda: HysteresisSwitch(name="b", on_at=0, off_at=5), {"on_at": 5}),
        (lambda: Collect(name="b"), {"newest": 0}),
        (lambda: Collect(name="b"), {"field_names": ["y"]}),
        (lambda: FileReader(name="b", path="in.csv", field_names=["a"]), {"path": "other.csv"}),
        (lambda: FileReader(name="b", path="in.csv", field_names=["a"]), {"chunk_size": 0}),
        (lambda: FileReader(name="b", path="in.csv", field_names=["a"]), {"field_names": ["b"]}),
        (lambda: FileWriter(name="b", path="o.csv", field_names=["x"]), {"path": "p.csv"}),
    ],
)
def test_refused_argument_changes_nothing(
    make: Callable[[], Component], changes: dict[str, Any]
) -> None:
    async def drive(is_tried: bool) -> Any:
        block = make()
        await block.init()
        await steps(block, 0, 4)
        if is_tried:
            before = dict(vars(block))
            with pytest.raises(ValidationError, match="component 'b'") as caught:
                block.reconfigure(**changes)
            assert "\n" not in str(caught.value)
            assert vars(block) == before
        return repr(await steps(block, 4, 9))

    assert asyncio.run(drive(True)) == asyncio.run(drive(False))


# One by one ----------------------------------------------------------------------------------


def test_pid_keeps_its_integral() -> None:
    block = PID(name="b", kp=1, ki=1)
    vars(block)["setpoint"] = 1
    expected = [2 * 1 + 3 + 0.5, 2 * 1 + 3 + 1]
    assert changed_pid(block, kp=2, ki=0.5) == expected


def changed_pid(block: PID, **changes: Any) -> list[Any]:
    async def drive() -> list[Any]:
        await block.init()
        await said(block, 0, 0, 0, field="measurement")
        block.reconfigure(**changes)
        return await said(block, 0, 0, field="measurement")

    return asyncio.run(drive())


def test_integral_goes_on_and_initial_counts_before_the_first_step_only() -> None:
    assert changed(Integrator(name="b"), [1, 1], [1], upper=2.5) == [2.5]
    assert changed(Integrator(name="b"), [0, 0], [1], initial=10) == [1]
    assert changed(Integrator(name="b"), [], [1], initial=10) == [11]


def test_lag_goes_on_from_its_level() -> None:
    assert changed(FirstOrder(name="b", initial=4), [], [0], initial=8, time_constant=1) == [
        8 * math.exp(-1)
    ]
    assert changed(FirstOrder(name="b", initial=4), [4, 4], [0], initial=8, time_constant=1) == [
        pytest.approx(4 * math.exp(-1))
    ]


def test_switch_stays_as_it_is_within_its_new_band() -> None:
    switch = HysteresisSwitch(name="b", on_at=18, off_at=22)
    assert changed(switch, [17, 20], [20, 25], off_at=24) == [1, 0]
    switch = HysteresisSwitch(name="b", on_at=18, off_at=22)
    assert changed(switch, [20], [20], start_on=True) == [0]
    assert changed(switch, [], [20], start_on=True) == [1]


def test_longer_delay_repeats_and_shorter_one_skips() -> None:
    assert changed(Delay(name="b", ticks=1), [1, 2], [3, 4, 5, 6], ticks=3) == [1, 1, 2, 3]
    assert changed(Delay(name="b", ticks=3), [1, 2, 3], [4, 5, 6], ticks=1) == [3, 4, 5]
    assert changed(Delay(name="b", ticks=0), [1, 2], [3, 4, 5], ticks=2) == [2, 2, 3]
    assert changed(Delay(name="b", ticks=2), [1], [2, 3], ticks=0) == [2, 3]
    assert changed(Delay(name="b", ticks=2), [], [1, 2], ticks=1, initial=9) == [9, 1]


def test_noise_goes_on_with_its_random_numbers() -> None:
    usual = source(Noise(name="n"), 3, 4)
    loud = source(Noise(name="n"), 3, 4, spread=10, mean=1)
    assert loud == pytest.approx([1 + 10 * value for value in usual])


def test_time_goes_on_from_where_it_is() -> None:
    assert source(Clock(name="c"), 3, 3, dt=0.5) == pytest.approx([3, 3.5, 4])
    assert source(Clock(name="c"), 3, 2, start=100) == [103, 104]


def test_source_ends_at_its_new_number_of_values() -> None:
    async def drive() -> list[bool]:
        block = Clock(name="b")
        await emitted(block, 3)
        block.reconfigure(ticks=2)
        await block.step()
        return [block.io.is_closed, block.io._deliver]

    assert asyncio.run(drive()) == [True, False]


def test_table_goes_on_in_its_new_rows() -> None:
    assert source(Table(name="b", values=range(9)), 3, 2, values=range(100, 109)) == [103, 104]
    table = Table(name="b", path="in.csv", field_names=["a"])
    assert source(table, 3, 2, "a", path="other.csv") == [-3, -4]
    table = Table(name="b", values=range(9), spacing=1)
    assert source(table, 4, 2, spacing=2) == [2, 2.5]
    table = Table(name="b", path="other.csv", field_names=["a"])
    assert source(table, 4, 2, "a", time="t") == [-2, -2.5]


def test_table_goes_back_to_rows_of_a_file_that_is_gone_or_has_changed() -> None:
    async def drive() -> None:
        block = Table(name="b", path="in.csv", field_names=["a"])
        await block.init()
        past = moment(block)
        block.reconfigure(path="other.csv")
        os.unlink("in.csv")
        go_back(block, past)
        assert await emitted(block, 3, "a") == [0, 1, 2]

    asyncio.run(drive())


def test_expression_keeps_the_order_of_its_inputs_and_takes_constants() -> None:
    block = Expression(name="b", expression="a - b*k", k=2)
    vars(block).update(a=5, b=1)
    block.reconfigure(expression="b*k - a", k=7)
    asyncio.run(block.step())
    assert block.out == 2
    assert block.arguments["k"] == 7
    assert block.io.inputs == ["a", "b"]


def test_collected_values_are_cut_to_the_newest() -> None:
    async def drive() -> list[int]:
        block = Collect(name="b")
        for value in range(6):
            vars(block)["x"] = value
            await block.step()
            if value == 4:
                block.reconfigure(newest=2)
        return block.columns["x"]

    assert asyncio.run(drive()) == [4, 5]


@pytest.mark.parametrize("make", [READERS[0], WRITERS[0]])
def test_file_stays(make: Callable[[], Any]) -> None:
    block = make()
    with pytest.raises(ValidationError) as caught:
        block.reconfigure(path="another.csv")
    assert str(caught.value) == (
        f"component 'b' stays with the file {str(block.path)!r}: it cannot be changed in the midst "
        "of a run"
    )
    block.reconfigure(path=str(block.path))
