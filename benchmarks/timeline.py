"""What a past costs: stepping under a timeline, going back, looking back, and its memory."""

import asyncio
import json
import random
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from statistics import median
from time import process_time
from typing import Any

from benchmarks.harness import Row, share, turns
from benchmarks.history import resident_bytes
from benchmarks.models import Grid, Spring, pair, ring
from plugboard_nb.timeline import Timeline

TICKS = 10_000
LONG = 1_000_000
REWINDS = 20  # of each of so many runs
RUNS = 10
VIEWS = 20  # after each rewind
MIB = 1 << 20
MAX_BYTES = 64 * MIB
NEVER = "c19.out > 1e9"
Advance = Callable[[Any], Awaitable[Any]]


# Stepping ----------------------------------------------------------------------------------


async def one_by_one(driven: Any) -> None:
    """Take each tick by a step of its own."""
    for _ in range(TICKS):
        await driven.step()


async def _bare(advance: Advance) -> float:
    process = ring()
    await process.init()
    start = process_time()
    await advance(process)
    return process_time() - start


async def _recorded(advance: Advance, breakpoints: tuple[str, ...] = ()) -> float:
    async with Timeline(ring()) as timeline:
        for condition in breakpoints:
            timeline.breakpoints.add(condition)
        start = process_time()
        await advance(timeline)
        seconds = process_time() - start
        if timeline.tick != TICKS:
            raise AssertionError(f"the timeline is at tick {timeline.tick}")
        return seconds


def stepping() -> Iterator[Row]:
    """Compare advances under a timeline with the same without."""

    def run(driven: Any) -> Awaitable[Any]:
        return driven.run(ticks=TICKS)  # type: ignore[no-any-return]

    bare_run, bare_steps, *times = turns(
        lambda: asyncio.run(_bare(run)),
        lambda: asyncio.run(_bare(one_by_one)),
        lambda: asyncio.run(_recorded(run)),
        lambda: asyncio.run(_recorded(lambda timeline: timeline.step(TICKS))),
        lambda: asyncio.run(_recorded(one_by_one)),
        lambda: asyncio.run(_recorded(run, (NEVER,))),
        lambda: asyncio.run(_recorded(lambda timeline: timeline.run(ticks=TICKS, until=NEVER))),
        repeats=9,
    )
    for what, mine, bare, limit in (
        (f"run(ticks={TICKS})", times[0], bare_run, 1.3),
        (f"step({TICKS})", times[1], bare_run, 1.3),
        (f"{TICKS:,} times step()", times[2], bare_steps, 1.3),
        ("run() with a breakpoint", times[3], bare_run, None),
        ("run(until=condition)", times[4], bare_run, None),
    ):
        each, its = (min(seconds) / TICKS * 1e6 for seconds in (mine, bare))
        middle = median(mine) / median(bare)
        note = f"{each:.1f} µs per tick, process {its:.1f} µs; medians {middle:.2f} x"
        yield Row(f"timeline {what}, to the process", each / its, limit, note=note)


# Going back and looking back ---------------------------------------------------------------


async def rewinds(part: type[Spring], number: int) -> list[float]:
    """Return the milliseconds of *number* rewinds to random ticks of one run."""
    draw = random.Random(number)
    async with Timeline(ring(part), MAX_BYTES) as timeline:
        await timeline.run(ticks=TICKS)
        return [await _rewind(timeline, draw.randint(0, TICKS)) for _ in range(number)]


async def _rewind(timeline: Timeline, tick: int) -> float:
    start = process_time()
    await timeline.rewind(tick)
    milliseconds = (process_time() - start) * 1e3
    if timeline.tick != tick:
        raise AssertionError(f"the head is at tick {timeline.tick}, not at {tick}")
    return milliseconds


def _views(timeline: Timeline, draw: random.Random) -> list[float]:
    times = []
    for _ in range(VIEWS):
        tick = draw.randint(0, timeline.branch.last_tick)
        start = process_time()
        timeline.view(tick)
        times.append((process_time() - start) * 1e3)
    return times


async def views() -> dict[str, list[float]]:
    """Return the milliseconds of views, at the head and while it is rewound."""
    draw = random.Random(2)
    at_head, rewound, first = [], [], []
    async with Timeline(ring()) as timeline:
        await timeline.run(ticks=TICKS)
        for _ in range(RUNS * REWINDS):
            at_head += _views(timeline, draw)
        for _ in range(RUNS * REWINDS):
            await timeline.rewind(draw.randint(1, TICKS - 1))
            times = _views(timeline, draw)
            first.append(times[0])
            rewound += times
    return {"at the head": at_head, "rewound": rewound, "first after a rewind": first}


def going_back() -> Iterator[Row]:
    """Measure rewinds and views at random ticks."""
    for what, part, runs, limit in (
        ("20 components", Spring, RUNS, 50),
        ("20 components of 1 MB each", Grid, 1, None),
    ):
        times = [ms for _ in range(runs) for ms in asyncio.run(rewinds(part, REWINDS))]
        note = f"p50 {median(times):.1f} ms, worst {max(times):.0f} ms"
        what = f"rewind, {what}, p95 of {TICKS:,} ticks"
        yield Row(what, share(times, 0.95), limit, "ms", note=note)
    for what, times in asyncio.run(views()).items():
        note = f"p50 {median(times) * 1e3:.0f} µs, worst {max(times):.2f} ms"
        yield Row(f"view, {what}, p95 of {TICKS:,} ticks", share(times, 0.95), 1, "ms", note=note)


async def _found() -> list[float]:
    times = []
    async with Timeline(pair()) as timeline:
        await timeline.run(ticks=LONG)
        for _ in range(20):
            start = process_time()
            ticks = timeline.find("a.x > 0.5 and b.y < 0.2")
            times.append((process_time() - start) * 1e3)
        if not 0 < len(ticks) < LONG or timeline.history.first_tick != 1:
            raise AssertionError(f"found {len(ticks)} ticks")
    return times


def finding() -> Iterator[Row]:
    """Measure a search through a long record."""
    times = asyncio.run(_found())
    note = f"p50 {median(times):.1f} ms, worst of {len(times)} {max(times):.1f} ms"
    what = f"find a.x > 0.5 and b.y < 0.2, {LONG:,} ticks, p95"
    yield Row(what, share(times, 0.95), 50, "ms", note=note)


# Memory ------------------------------------------------------------------------------------


class Watcher(threading.Thread):
    """Notes every few milliseconds how much memory this interpreter occupies."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: list[int] = []
        self._over = threading.Event()

    def run(self) -> None:
        """Note it until told otherwise."""
        while not self._over.wait(0.005):
            self.seen.append(resident_bytes() or 0)

    def finish(self) -> list[int]:
        """Return what was seen."""
        self._over.set()
        self.join()
        return self.seen


async def _filled() -> dict[str, Any]:
    """Run for two million ticks and return how the interpreter and the usage grew."""
    async with Timeline(ring(), MAX_BYTES) as warm:
        await warm.run(ticks=2_000)
        await warm.rewind(1_000)
        warm.view(500)
        warm.find(NEVER)
    before = resident_bytes() or 0
    told, grown, times, draw = 0, [], [], random.Random(3)
    async with Timeline(ring(), MAX_BYTES) as timeline:

        def look(kinds: frozenset[str]) -> None:
            nonlocal told
            told = max(told, timeline.usage.total)

        timeline.subscribe(look)
        for _ in range(10):
            watcher = Watcher()
            watcher.start()
            await timeline.run(ticks=LONG // 5)
            grown.append(max(watcher.finish()) - before)
        oldest = timeline.usage.oldest_tick
        for _ in range(50):
            times.append(await _rewind(timeline, draw.randint(0, 2 * LONG)))
        after = (resident_bytes() or 0) - before
    return {"told": told, "grown": grown, "oldest": oldest, "times": times, "after": after}


def probe() -> None:
    """Print what :func:`_filled` finds."""
    print(json.dumps(asyncio.run(_filled())))


def memory() -> Iterator[Row]:
    """Measure in a fresh interpreter what a long run takes."""
    code = "from benchmarks.timeline import probe; probe()"
    command = [sys.executable, "-c", code]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    limit = MAX_BYTES * 1.1 / MIB
    what = f"{2 * LONG:,} ticks within {MAX_BYTES // MIB} MiB"
    note = f"the most that usage.total told; oldest tick {found['oldest']:,}"
    yield Row(f"{what}, usage", found["told"] / MIB, limit, "MiB", note=note)
    if resident_bytes() is not None:
        grown = [nbytes / MIB for nbytes in found["grown"]]
        note = "per tenth of the run " + ", ".join(f"{nbytes:.0f}" for nbytes in grown)
        yield Row(f"{what}, growth of the interpreter", max(grown), limit, "MiB", note=note)
        flat = max(grown[5:]) / max(grown[:5])
        yield Row(f"{what}, growth, second half to first", flat, 1.1)
        after, note = found["after"] / MIB, "after 50 rewinds to random ticks"
        yield Row(f"{what}, growth in the end", after, None, "MiB", note=note)
    times = found["times"]
    note = f"p50 {median(times):.1f} ms, worst {max(times):.0f} ms"
    yield Row(f"rewind, {what}, p95", share(times, 0.95), None, "ms", note=note)


def measure() -> Iterator[Row]:
    """Measure all of these."""
    yield from stepping()
    yield from going_back()
    yield from finding()
    yield from memory()
