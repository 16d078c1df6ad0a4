"""What the history weighs, and what it costs to look into it when it is long."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks.harness import Row, Timed, in_turns
from benchmarks.models import chain
from plugboard_nb.history import History

WIDTH = 10
VALUES = 10_000_000
LOOKS = 200
NEW = 50  # ticks that since() is asked for


def resident_bytes() -> int | None:
    """Return the memory that this interpreter occupies, where the system tells."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return None
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def recorded(ticks: int) -> History:
    """Return the history of a chain run for *ticks*."""
    process = chain(WIDTH)
    await process.init()
    await process.run(ticks=ticks)
    history: History = process.state.history
    return history


def probe() -> None:
    """Print how this interpreter grows while ten million values are recorded."""
    asyncio.run(recorded(1_000))
    before = resident_bytes()
    history = asyncio.run(recorded(VALUES // WIDTH))
    after = resident_bytes()
    grown = None if before is None or after is None else after - before
    print(json.dumps({"grown": grown, "nbytes": history.nbytes}))


def _at(history: History, share: float) -> Timed:
    tick = int(history.last_tick * share)

    def look() -> float:
        start = process_time()
        for _ in range(LOOKS):
            history.at(tick)
        return process_time() - start

    return look


def _since(history: History) -> Timed:
    tick = history.last_tick - NEW

    def look() -> float:
        start = process_time()
        for _ in range(LOOKS):
            history.since(tick)
        return process_time() - start

    return look


def measure() -> Iterator[Row]:
    """Measure bytes per value, then ``at`` and ``since`` in short and long histories."""
    code = "from benchmarks.history import probe; probe()"
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = json.loads(answer)
    told = found["nbytes"] / VALUES
    grown = None if found["grown"] is None else found["grown"] / VALUES
    yield Row(
        f"history, per value at {VALUES:,} values",
        max(told, grown or 0),
        10,
        "bytes",
        note=f"history.nbytes {told:.2f}"
        + ("" if grown is None else f", growth of the interpreter {grown:.2f}"),
    )
    short, long = (asyncio.run(recorded(ticks)) for ticks in (1_000, VALUES // WIDTH))
    for what, make in {
        "at(), in the middle": lambda history: _at(history, 0.5),
        "at(), at the end": lambda history: _at(history, 1.0),
        f"since(), the last {NEW} ticks": _since,
    }.items():
        few, many = in_turns(make(short), make(long))
        yield Row(
            f"{what}, {VALUES // WIDTH:,} ticks to 1,000",
            many / few,
            2,
            note=f"{many / LOOKS * 1e6:.1f} µs, {WIDTH} fields",
        )
