"""Steps that wait: stages overlap in run(), branches overlap in one step()."""

import asyncio
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from benchmarks.harness import Row, in_turns
from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.process import LocalProcess

ITEMS = 100
STAGE_S = 0.010
BRANCH_S = 0.050
BRANCHES = 8


class SlowCount(Component):
    """Waits, then sends 1, 2, 3, ...; ends after *items*."""

    io = IO(outputs=["out"])

    def __init__(self, items: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.items = items

    async def init(self) -> None:
        self.count = 0

    async def step(self) -> None:
        if self.count == self.items:
            await self.io.close()
            return
        self.count += 1
        await asyncio.sleep(STAGE_S)
        self.out = self.count


class SlowStage(Component):
    """Waits, then hands on what came in."""

    io = IO(inputs=["x"], outputs=["out"])

    def __init__(self, wait_s: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wait_s = wait_s

    async def step(self) -> None:
        await asyncio.sleep(self.wait_s)
        self.out = self.x


class Number(Component):
    io = IO(outputs=["out"])

    async def step(self) -> None:
        self.out = 1


def pipeline() -> LocalProcess:
    """Return three stages, each of which waits."""
    parts = [
        SlowCount(ITEMS, name="a"),
        SlowStage(STAGE_S, name="b"),
        SlowStage(STAGE_S, name="c"),
    ]
    return LocalProcess(parts, ["a.out -> b.x", "b.out -> c.x"])


def fan(branches: int) -> LocalProcess:
    """Return *branches* stages that wait, side by side."""
    stages = [SlowStage(BRANCH_S, name=f"stage{i}") for i in range(branches)]
    wires = [f"number.out -> {stage.name}.x" for stage in stages]
    return LocalProcess([Number(name="number"), *stages], wires)


async def _run(process: LocalProcess) -> float:
    await process.init()
    start = perf_counter()
    await process.run()
    seconds = perf_counter() - start
    if len(process.state.history["c.out"]) != ITEMS:
        raise AssertionError("the pipeline lost items")
    return seconds


async def _one_step(process: LocalProcess) -> float:
    await process.init()
    await process.step()
    start = perf_counter()
    await process.step()
    return perf_counter() - start


def measure() -> Iterator[Row]:
    """Measure the overlap of a pipeline and of parallel branches."""
    (seconds,) = in_turns(lambda: asyncio.run(_run(pipeline())), repeats=3)
    ideal = (ITEMS + 2) * STAGE_S
    yield Row(
        f"run(), 3 stages awaiting {STAGE_S * 1e3:.0f} ms, {ITEMS} items, to the ideal",
        seconds / ideal,
        1.3,
        note=f"{seconds:.2f} s, ideal {ideal:.2f} s",
    )
    one, many = in_turns(
        lambda: asyncio.run(_one_step(fan(1))), lambda: asyncio.run(_one_step(fan(BRANCHES)))
    )
    yield Row(
        f"step(), {BRANCHES} branches awaiting {BRANCH_S * 1e3:.0f} ms, to one branch",
        many / one,
        1.3,
        note=f"{many * 1e3:.1f} ms, one branch {one * 1e3:.1f} ms",
    )
