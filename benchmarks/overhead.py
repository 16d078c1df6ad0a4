"""One component-step with history on, against a loop written by hand."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from time import process_time

from benchmarks.harness import Row, Timed, in_turns
from benchmarks.models import (
    Columns,
    chain,
    chain_components,
    loop_chain,
    loop_web,
    web,
    web_components,
)
from plugboard_nb.component import Component
from plugboard_nb.process import LocalProcess

SIZES = (3, 10, 100, 1_000, 10_000)
STEPS = 300_000  # component-steps of one run
FLAT_TICKS = 1_000
Loop = Callable[[list[Component], int], Awaitable[tuple[float, Columns]]]


async def _run(process: LocalProcess, ticks: int) -> tuple[float, LocalProcess]:
    await process.init()
    start = process_time()
    await process.run(ticks=ticks)
    return process_time() - start, process


def against_loop(
    build: Callable[[int], LocalProcess],
    components: Callable[[int], list[Component]],
    loop: Loop,
    n: int,
) -> tuple[float, float]:
    """Return seconds per component-step of the process and of the loop."""
    ticks = max(STEPS // n, 100)
    process = build(n)

    def ours() -> float:
        return asyncio.run(_run(process, ticks))[0]

    def by_hand() -> float:
        return asyncio.run(_loop(components(n)))[0]

    async def _loop(parts: list[Component]) -> tuple[float, Columns]:
        return await loop(parts, ticks)

    _, columns = asyncio.run(_loop(components(n)))
    history = asyncio.run(_run(process, ticks))[1].state.history
    for i in range(0, n, max(n // 50, 1)):
        if list(history[f"c{i}.out"]) != list(columns[i]):
            raise AssertionError(f"the loop and the process disagree on 'c{i}.out'")
    mine, hand = in_turns(ours, by_hand, repeats=7 if n < 10_000 else 5)
    return mine / (n * ticks), hand / (n * ticks)


def flatness() -> dict[int, float]:
    """Return seconds per component-step of chains of all sizes, over equally many ticks.

    The first ticks of a run cost more than the later ones, in chains of any size.
    """

    def timed(n: int) -> Timed:
        process = chain(n)
        return lambda: min(
            asyncio.run(_run(process, FLAT_TICKS))[0] for _ in range(max(3_000 // n, 1))
        )

    seconds = in_turns(*(timed(n) for n in SIZES), repeats=5)
    return {n: total / (n * FLAT_TICKS) for n, total in zip(SIZES, seconds, strict=True)}


def measure() -> Iterator[Row]:
    """Measure chains of all sizes, their flatness, and a graph full of loops."""
    for n in SIZES:
        mine, hand = against_loop(chain, chain_components, loop_chain, n)
        yield Row(
            f"component-step, chain of {n:,}",
            mine / hand,
            3,
            aim=2,
            note=f"{mine * 1e9:.0f} ns, loop by hand {hand * 1e9:.0f} ns",
        )
    costs = flatness()
    yield Row(
        f"component-step, dearest to cheapest of these chains, {FLAT_TICKS} ticks",
        max(costs.values()) / min(costs.values()),
        1.5,
        note=", ".join(f"{n:,}: {cost * 1e9:.0f} ns" for n, cost in costs.items()),
    )
    mine, hand = against_loop(web, web_components, loop_web, 1_000)
    yield Row(
        "component-step, 1,000 with fan-out 5, 30 % feedback",
        mine / hand,
        3,
        aim=2,
        note=f"{mine * 1e9:.0f} ns, loop by hand {hand * 1e9:.0f} ns",
    )
