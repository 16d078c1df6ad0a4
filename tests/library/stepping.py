"""Ways to drive one stock component, with and without a process."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.process import LocalProcess


def outputs(block: Component, *, out: str = "out", **inputs: Iterable[Any]) -> list[Any]:
    """Step *block* by hand with the values of its inputs; return what it says each time."""

    async def drive() -> list[Any]:
        said = []
        await block.init()
        for row in zip(*inputs.values(), strict=True):
            for field, value in zip(inputs, row, strict=True):
                setattr(block, field, value)
            await block.step()
            said.append(getattr(block, out))
        return said

    return asyncio.run(drive())


def emitted(source: Component, steps: int, out: str = "out") -> list[Any]:
    """Step *source* by hand, at most *steps* times and no longer than it lives."""

    async def drive() -> list[Any]:
        said: list[Any] = []
        await source.init()
        for _ in range(steps):
            await source.step()
            closed = source.io.is_closed
            if not closed or source.io._deliver:
                said.append(getattr(source, out))
            if closed:
                break
        return said

    return asyncio.run(drive())


def completed(
    components: Sequence[Component], wires: list[str], ticks: int | None = 1000, **kwargs: Any
) -> LocalProcess:
    """Run a process to its end, at most *ticks* ticks."""
    process = LocalProcess(components, wires, **kwargs)

    async def whole() -> None:
        async with process:
            await process.run(ticks=ticks)

    asyncio.run(whole())
    return process
