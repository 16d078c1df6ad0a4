"""Where the time travel of others broke: one test for each scar (design, section 6)."""

import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plugboard_nb import IO, Component, LocalProcess, Timeline, library
from plugboard_nb.history import digest
from plugboard_nb.library import Constant, Delay, FileReader, FileWriter, Gain, Sine, Sum
from timeline.plant import Walk, drive, tank, watch

ARGUMENTS: dict[str, dict[str, Any]] = {
    "Constant": {"value": 2.0},
    "Table": {"values": [3.0, 1.0, 4.0, 1.0, 5.0] * 8},
    "Limiter": {"lower": -0.5, "upper": 0.5},
    "Expression": {"expression": "x**2 + 1"},
    "PID": {"kp": 1.0, "ki": 0.1},
    "HysteresisSwitch": {"on_at": -0.5, "off_at": 0.5},
    "Sum": {"signs": "+-"},
    "Delay": {"ticks": 3},
}
ABSTRACT = {"Block", "DataReader", "DataWriter", "FileReader", "FileWriter"}


def stock() -> list[type[Component]]:
    found = [getattr(library, name) for name in library.__all__]
    parts = [cls for cls in found if inspect.isclass(cls) and issubclass(cls, Component)]
    return [cls for cls in parts if cls.__name__ not in ABSTRACT and not inspect.isabstract(cls)]


def model_of(cls: type[Component]) -> LocalProcess:
    arguments = ARGUMENTS.get(cls.__name__, {})
    part: Any = cls(name="part", **arguments)
    if not part.io.inputs:
        sinks = [Gain(name=f"see_{field}") for field in part.io.outputs]
        wires = [f"part.{field} -> see_{field}.x" for field in part.io.outputs]
        return LocalProcess([part, *sinks], wires, seed=1)
    feeds = [Sine(name=f"feed_{i}", period=7.0 + i) for i, _ in enumerate(part.io.inputs)]
    wires = [f"feed_{i}.out -> part.{field}" for i, field in enumerate(part.io.inputs)]
    return LocalProcess([*feeds, part], wires, seed=1)


@pytest.mark.parametrize("cls", stock(), ids=lambda cls: cls.__name__)
def test_back_and_on_again_equals_the_original_for_every_stock_block(cls: type[Component]) -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=25)
        end = t.tick
        for back, every in ((end - 1, 1), (end // 2, 3), (0, 1)):
            await t.rewind(back)
            await t.step(end - back)
            assert t.compare("main").equal, (back, every)
            assert t.branch.digest() == t.branches["main"].digest()

    for every in (1, 7, 1000):
        drive(model_of(cls), act, keyframe_every=every)


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_files_are_as_if_nobody_had_gone_back(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text("a\n" + "".join(f"{n * 0.5}\n" for n in range(40)))

    def model(path: Path) -> LocalProcess:
        parts = [
            FileReader(name="read", path=source, field_names=["a"], chunk_size=7),
            FileWriter(name="write", path=path, field_names=["a"], chunk_size=4),
        ]
        return LocalProcess(parts, ["read.a -> write.a"])

    async def straight(t: Timeline) -> None:
        await t.run()

    async def there_and_back(t: Timeline) -> None:
        await t.run(ticks=23)
        await t.rewind(9)
        await t.run(ticks=11)
        await t.switch("main")
        await t.rewind(3)
        await t.run()
        assert t.process.status == "completed"

    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    drive(model(one), straight)
    drive(model(other), there_and_back, keyframe_every=5)
    assert one.read_bytes() == other.read_bytes()


def test_going_back_to_the_start_twice_and_changing_a_parameter_then_running_works() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=20)
        for area in (2.0, 3.0):
            await t.rewind(0)
            assert t.process.components["tank"].area == 1.0
            t.set("tank.area", area)
            await t.run(ticks=20)
            assert t.process.components["tank"].area == area
            assert t.view(20)["tank.level"] == pytest.approx(
                t.process.components["tank"].volume / area
            )
        edited = t.fork(at=0, set={"tank.area": 4.0}, name="edited")
        await t.switch(edited)
        for _ in range(2):
            await t.rewind(0)
            assert t.process.components["tank"].area == 4.0
            await t.run(ticks=20)

    drive(tank(), act)


def test_a_fork_leaves_its_parent_bit_identical() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=30)
        await t.rewind(12)
        kept = t.branches["main"].digest(), digest(t.process.state.history)
        fork = t.fork(at=6, set={"walk.sigma": 9.0})
        await fork.run(ticks=50)
        fork.hold("tank.level", 1.0)
        await fork.step(3)
        assert (t.branches["main"].digest(), digest(t.process.state.history)) == kept
        assert t.tick == 12

    drive(tank(), act, keyframe_every=4)


def test_queued_values_and_pending_events_are_part_of_a_snapshot() -> None:
    delayed = [
        Sine(name="sine"),
        Delay(name="delay", ticks=4),
        Sum(name="sum", initial_values={"x2": [1.0, 2.0, 3.0]}),
    ]
    wires = ["sine.out -> delay.x", "delay.out -> sum.x1", "sum.out -> sum.x2"]

    async def act(t: Timeline) -> None:
        await t.run(ticks=20)
        queued = [t.view(k).queued for k in range(21)]
        assert all(len(wire["sum.x2"]) == 3 for wire in queued)
        for back in range(19, 0, -3):
            await t.rewind(back)
            assert t.view().queued == queued[back]
            await t.step(1)
        await t.rewind(0)
        await t.step(20)
        assert t.compare("main").equal

    drive(LocalProcess(delayed, wires), act, keyframe_every=1)

    async def alarms(t: Timeline) -> None:
        await t.step(12)
        for back in range(11, 0, -1):
            await t.rewind(back)
            await t.step(12 - back)
            assert t.compare("main").equal
            assert t.history.events[1].tick == 10

    drive(watch(), alarms, keyframe_every=1)


class Shape(Component):
    """Sends one and the same array, in which it changes one number at a time."""

    io = IO(outputs=["out"])

    def __init__(self, make: Callable[[], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.value, self.count = make(), 0

    def step(self) -> None:
        if isinstance(self.value, np.ndarray):
            self.value[self.count % 3] += 1.0
        else:
            self.value.loc[self.count % 3, "a"] += 1.0
        self.count += 1
        self.out = self.value


class Total(Component):
    io = IO(inputs=["x"], outputs=["total"])

    def step(self) -> None:
        self.total = float(np.asarray(self.x).sum())


def frame() -> Any:
    import pandas as pd

    return pd.DataFrame({"a": [0.0, 0.0, 0.0], "b": [1.0, 2.0, 3.0]})


@pytest.mark.parametrize("make", [lambda: np.zeros(3), frame], ids=["array", "frame"])
def test_arrays_and_frames_travel_and_go_back(make: Callable[[], Any]) -> None:
    async def act(t: Timeline) -> None:
        await t.step(9)
        first = t.history["total.total"][0]
        await t.rewind(4)
        assert t.view()["total.total"] == first + 3
        await t.step(5)
        assert t.compare("main").equal

    parts = [Shape(make, name="shape"), Total(name="total")]
    drive(LocalProcess(parts, ["shape.out -> total.x"]), act, keyframe_every=2)


def test_a_cell_that_redefines_a_component_is_run_again() -> None:
    def cell(factor: float) -> LocalProcess:
        class Cell(Component):
            io = IO(inputs=["x"], outputs=["y"])

            def step(self) -> None:
                self.y = factor * self.x

        return LocalProcess(
            [Constant(name="one", value=1.0), Cell(name="cell")], ["one.out -> cell.x"]
        )

    async def act(t: Timeline) -> float:
        await t.step(3)
        await t.rewind(1)
        await t.step(1)
        return float(t.view()["cell.y"])

    assert [drive(cell(factor), act) for factor in (1.0, 2.0)] == [1.0, 2.0]


def test_a_process_can_have_one_timeline_after_the_other() -> None:
    process = tank()

    async def act(t: Timeline) -> str:
        await t.step(8)
        t.set("tank.area", 5.0)
        await t.rewind(3)
        await t.step(5)
        return digest(t.history)

    assert drive(process, act) == drive(process, act)


def test_components_that_share_something_share_it_still_after_a_rewind() -> None:
    class Writes(Walk):
        def __init__(self, board: list[float], **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.board = board

        def step(self) -> None:
            super().step()
            self.board.append(self.x)

    class Reads(Component):
        io = IO(inputs=["x"], outputs=["seen"])

        def __init__(self, board: list[float], **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.board = board

        def step(self) -> None:
            self.seen = len(self.board)

    board: list[float] = []

    async def act(t: Timeline) -> None:
        await t.step(9)
        await t.rewind(4)
        parts = t.process.components
        assert parts["writes"].board is parts["reads"].board
        await t.step(5)
        assert list(t.history["reads.seen"]) == list(range(1, 10))

    parts = [Writes(board, name="writes"), Reads(board, name="reads")]
    drive(LocalProcess(parts, ["writes.x -> reads.x"]), act, keyframe_every=3)


def test_an_hour_of_play_has_flat_memory() -> None:
    async def act(t: Timeline) -> list[int]:
        totals = []
        for _ in range(60):
            await t.run(ticks=400)
            await t.rewind(t.tick - 350)
            await t.step(50)
            await t.switch("main")
            for name in list(t.branches)[1:]:
                t.delete(name)
            totals.append(t.usage.total)
        return totals

    totals = drive(tank(), act, max_bytes=200_000)
    assert max(totals) < 220_000
    assert max(totals[30:]) < 1.2 * max(totals[15:30])


def test_interrupting_and_going_on_works() -> None:
    async def act(t: Timeline) -> None:
        task = asyncio.create_task(t.run())
        await asyncio.sleep(0)
        t.process.cancel()
        stop = await task
        assert stop.reason == "interrupted"
        await t.run(ticks=5)
        await t.rewind(0)
        await t.step(5)
        assert t.compare("main").equal

    drive(tank(), act)
