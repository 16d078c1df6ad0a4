"""A small model and short ways to drive it: ``from conftest import chain, recorded, run``."""

import asyncio
from typing import Any

import pytest

from plugboard_nb import IO, Component, LocalProcess, Process


class Stage(Component):
    def __init__(self, last: int | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.io = IO(inputs=[] if last else ["x"], outputs=["out"])
        self.last, self.out = last, 0

    async def step(self) -> None:
        self.out = 1 + (self.out if self.last else self.x)
        if self.out == self.last:
            await self.io.close(deliver=True)


def chain(n: int, last: int = 3) -> LocalProcess:
    parts = [Stage(None if i else last, name=f"c{i}") for i in range(n)]
    return LocalProcess(parts, [f"c{i}.out -> c{i + 1}.x" for i in range(n - 1)])


def run(process: Process) -> Process:
    asyncio.run(process.init())
    asyncio.run(process.run())
    return process


def recorded(process: Process, port: str) -> list[Any]:
    return list(process.state.history[port])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in (item for item in items if item.get_closest_marker("slow")):
        item.add_marker(pytest.mark.timeout(120))
