"""The chain in plugboard; outputs are kept by the components, it has no history of its own."""

import asyncio
from array import array
from time import process_time
from typing import Any

from plugboard.component import Component
from plugboard.component import IOController as IO
from plugboard.connector import AsyncioConnector
from plugboard.process import LocalProcess
from plugboard.schemas import ConnectorSpec

from benchmarks.peers.answer import Streams, serve


class Recorded(Component):
    io = IO(outputs=["out"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.recorded = array("d")


class Count(Recorded):
    def __init__(self, ticks: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ticks = ticks
        self.count = 0

    async def step(self) -> None:
        if self.count == self.ticks:
            await self.io.close()
            return
        self.count += 1
        self.out = float(self.count)
        self.recorded.append(self.out)


class Double(Recorded):
    io = IO(inputs=["x"])

    async def step(self) -> None:
        self.out = 2.0 * self.x
        self.recorded.append(self.out)


class Increment(Recorded):
    io = IO(inputs=["x"])

    async def step(self) -> None:
        self.out = self.x + 1.0
        self.recorded.append(self.out)


async def run_async(ticks: int) -> tuple[float, Streams]:
    """Return seconds and streams of one run."""
    components = [Count(ticks, name="a"), Double(name="b"), Increment(name="c")]
    wires = [("a.out", "b.x"), ("b.out", "c.x")]
    process = LocalProcess(
        components=components,
        connectors=[AsyncioConnector(spec=ConnectorSpec(source=s, target=t)) for s, t in wires],
    )
    async with process:
        start = process_time()
        await process.run()
        seconds = process_time() - start
    return seconds, [component.recorded for component in components]


def run(ticks: int) -> tuple[float, Streams]:
    """Return seconds and streams of one run."""
    return asyncio.run(run_async(ticks))


if __name__ == "__main__":
    serve(run)
