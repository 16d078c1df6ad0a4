"""``verify``: spec, seed and interventions reproduce a run, here and in other interpreters."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

from plugboard_nb import IO, Component, Event, LocalProcess, Timeline
from plugboard_nb.exceptions import TimelineError
from plugboard_nb.library import FileWriter, Gain, Noise
from plugboard_nb.timeline.verification import Verification

LETTERS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta")


class Source(Component):
    """Counts, and from its third step on adds something that is not its own."""

    io = IO(outputs=["x"])

    def __init__(self, adds: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.adds, self.count = adds, 0

    def step(self) -> None:
        self.count += 1
        kinds: dict[str, Callable[[], float]] = {
            "global random": random.random,
            "numpy random": numpy_random,
            "clock": time.perf_counter,
            "order of a set": lambda: list(set(LETTERS)).index("alpha"),
            "hash of a text": lambda: hash("alpha"),
            "nothing": lambda: 0.0,
        }
        self.x = self.count + (kinds[self.adds]() if self.count > 2 else 0.0)


def numpy_random() -> float:
    import numpy as np

    return float(np.random.random())


def chain(adds: str) -> LocalProcess:
    return LocalProcess([Source(adds, name="source"), Gain(name="after")], ["source.x -> after.x"])


def verified(process: LocalProcess, drive: Callable[[Timeline], Awaitable[Any]]) -> Verification:
    async def run() -> Verification:
        async with Timeline(process) as t:
            await drive(t)
            digest, tick = t.branch.digest(), t.tick
            found = await t.verify()
            assert (t.branch.digest(), t.tick) == (digest, tick)
            await t.step()
            return found

    return asyncio.run(run())


def ten_ticks(t: Timeline) -> Awaitable[Any]:
    return t.step(10)


@pytest.mark.parametrize(
    "adds", ["global random", "numpy random", "clock", "order of a set", "hash of a text"]
)
def test_what_is_not_its_own_is_named_with_first_field_and_tick(adds: str) -> None:
    found = verified(chain(adds), ten_ticks)
    assert not found
    assert found.difference is not None
    named = found.difference.component, found.difference.field, found.difference.tick
    assert named == ("source", "source.x", 3)
    assert "source.x" in repr(found)
    assert found.elsewhere == (
        "different" if adds in ("order of a set", "hash of a text") else "not asked for"
    )


def test_a_class_typed_in_a_notebook_travels() -> None:
    typed: dict[str, Any] = {"__name__": "__main__", "IO": IO, "Component": Component}
    exec(
        "class Cell(Component):\n"
        "    io = IO(outputs=['x'])\n"
        "    def step(self):\n"
        "        self.x = ''.join({'one', 'two', 'three', 'four', 'five', 'six'})\n",
        typed,
    )
    found = verified(LocalProcess([typed["Cell"](name="cell")]), ten_ticks)
    assert found.elsewhere == "different"
    assert found.difference is not None
    assert (found.difference.component, found.difference.tick) == ("cell", 1)
    assert "sorted()" in str(found.difference)


class Full(Event):
    type: ClassVar[str] = "full"
    data: dict[str, Any]


class Tank(Component):
    io = IO(inputs=["inflow", "drain"], outputs=["level"], output_events=[Full])

    def __init__(self, area: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.area, self.volume, self.seen = area, 0.0, [0.0]

    def step(self) -> None:
        self.volume += abs(self.inflow) - 0.2 * self.drain
        self.level = self.volume / self.area
        self.seen.append(self.level + self.rng.normal())
        if self.level > 1:
            self.io.queue_event(Full(source=self.name, data={"level": self.level}))


class Counter(Component):
    io = IO(inputs=["level"], outputs=["count"], input_events=[Full])
    count = 0

    @Full.handler
    def full(self, event: Full) -> None:
        self.count += 1

    def step(self) -> None:
        self.count = self.count


def plant(path: Path) -> LocalProcess:
    parts = [
        Noise(name="noise"),
        Tank(name="tank", initial_values={"drain": [0.0]}),
        Counter(name="counter"),
        FileWriter(name="file", path=path, field_names=["level"]),
    ]
    wires = ["noise.out -> tank.inflow", "tank.level -> tank.drain"]
    wires += ["tank.level -> counter.level", "tank.level -> file.level"]
    return LocalProcess(parts, wires, seed=5)


def test_events_noise_interventions_and_holds_are_reproduced_and_files_left_alone(
    tmp_path: Path,
) -> None:
    async def drive(t: Timeline) -> None:
        await t.run(ticks=20)
        t.set("tank.area", 2.0)
        t.hold("noise.out", 0.5)
        await t.run(ticks=20)
        await t.rewind(30)
        t.release("noise.out")
        await t.run(ticks=30)

    path = tmp_path / "levels.csv"
    process = plant(path)
    found = verified(process, drive)
    assert found
    assert (found.ticks, found.elsewhere, found.difference) == (60, "same", None)
    assert len(path.read_text().splitlines()) == 1 + 61
    assert [file.name for file in tmp_path.iterdir()] == ["levels.csv"]


def test_another_branch_is_verified_without_moving_the_head(tmp_path: Path) -> None:
    async def run() -> tuple[Verification, int]:
        async with Timeline(plant(tmp_path / "a.csv")) as t:
            await t.step(10)
            other = t.fork(at=5, set={"tank.area": 3.0}, name="wide")
            await other.run(ticks=20)
            return await t.verify("wide", elsewhere=1), t.tick

    found, tick = asyncio.run(run())
    assert found
    assert (found.branch, found.ticks, tick) == ("wide", 25, 10)


def test_other_interpreters_are_not_asked_where_nobody_wants_it() -> None:
    async def run() -> Verification:
        async with Timeline(chain("order of a set")) as t:
            await t.step(5)
            return await t.verify(elsewhere=0)

    found = asyncio.run(run())
    assert found
    assert found.elsewhere == "not asked for"


def test_what_cannot_travel_is_named() -> None:
    class Bound(Source):
        """Keeps an argument that no other interpreter can have."""

        def __init__(self, rows: Any, **kwargs: Any) -> None:
            super().__init__("nothing", **kwargs)

    found = verified(LocalProcess([Bound((i for i in range(3)), name="bound")]), ten_ticks)
    assert found
    assert "component 'bound', its arguments cannot travel" in found.elsewhere


def test_a_failed_process_says_what_to_do_first() -> None:
    class Boom(Source):
        def step(self) -> None:
            raise ValueError("boom")

    async def run() -> None:
        async with Timeline(LocalProcess([Boom("nothing", name="boom")])) as t:
            with pytest.raises(ValueError, match="boom"):
                await t.step()
            with pytest.raises(TimelineError, match=r"rewind\(0\)"):
                await t.verify()

    asyncio.run(run())


def test_verify_that_is_cancelled_leaves_nothing_behind() -> None:
    async def run() -> tuple[int, Any]:
        async with Timeline(chain("nothing")) as t:
            await t.step(10)
            task = asyncio.create_task(t.verify())
            await asyncio.to_thread(_wait_for_a_child)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return len(_children()), await t.step(2)

    left, stop = asyncio.run(run())
    assert left == 0
    assert stop.tick == 12


def _wait_for_a_child() -> None:
    while not _children():
        pass


def _children() -> list[str]:
    """Return the running interpreters that verify has started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes()
        except OSError:
            continue
        if b"plugboard_nb.timeline.worker" in words:
            found.append(entry.parent.name)
    return found
