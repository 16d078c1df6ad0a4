"""Getting ready: importing the package, init and destroy of small and large processes."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from time import process_time

from benchmarks.harness import Row, in_turns
from benchmarks.models import chain
from plugboard_nb.process import LocalProcess

HEAVY = ("ipywidgets", "anywidget", "matplotlib", "networkx", "numpy", "pandas", "ray")
IMPORT = f"""
import sys, time
start = time.perf_counter()
import plugboard_nb
print(time.perf_counter() - start, *(set({HEAVY!r}) & set(sys.modules)))
"""


async def _init_and_destroy(process: LocalProcess) -> float:
    start = process_time()
    await process.init()
    await process.destroy()
    return process_time() - start


def _import() -> tuple[float, list[str]]:
    command = [sys.executable, "-c", IMPORT]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, *heavy = output.split()
    return float(seconds), heavy


def measure() -> Iterator[Row]:
    """Measure init with destroy, and the import in fresh interpreters."""
    small, large = chain(100), chain(10_000)
    hundred, ten_thousand = in_turns(
        lambda: asyncio.run(_init_and_destroy(small)),
        lambda: asyncio.run(_init_and_destroy(large)),
        repeats=5,
    )
    yield Row("init + destroy, 100 components", hundred * 1e3, 20, "ms")
    yield Row("init + destroy, 10,000 components", ten_thousand, 2, "s")
    heavy = _import()[1]
    (seconds,) = in_turns(lambda: _import()[0], repeats=7)
    yield Row("import plugboard_nb", seconds, 0.5, "s", note="fresh interpreter")
    yield Row(
        "heavy packages that the import loads",
        len(heavy),
        0,
        "packages",
        note=", ".join(heavy) or f"none of {', '.join(HEAVY)}",
    )
