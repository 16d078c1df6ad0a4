"""What the benchmark of the workbench does in its kernel."""

import asyncio
import gc
import threading
from time import perf_counter
from typing import Any

from benchmarks.history import resident_bytes
from benchmarks.models import Noise, ring
from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.widgets import Host

__all__ = ["crowd", "displayed", "headless", "long_run", "published", "ring", "start"]

MIB = 1 << 20


def headless(ticks: int) -> float:
    """Return ticks per second without widgets."""
    found = []

    async def run() -> None:
        async with Timeline(ring()) as timeline:
            start = perf_counter()
            await timeline.run(ticks=ticks)
            found.append(ticks / (perf_counter() - start))

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    thread.join()
    return found[0]


def displayed(bench: Any, ticks: int) -> float:
    """Return ticks per second with the workbench displayed."""
    bench.rewind(0).result()
    start = perf_counter()
    bench.run(ticks=ticks).result()
    return ticks / (perf_counter() - start)


def published(bench: Any, times: int, pause_s: float) -> int:
    """Show other ticks so many times; return how much memory the interpreter takes then."""
    host, done, left = bench.host, threading.Event(), [times]

    def next_one() -> None:
        bench.view(left[0] % 1000 + 1)
        host._stage._publish()
        left[0] -= 1
        host.later(pause_s, next_one) if left[0] else done.set()

    host.later(0, next_one)
    done.wait()
    gc.collect()
    return resident_bytes() or 0


class Sum2(Component):
    """Takes two inputs."""

    io = IO(inputs=["a", "b"], outputs=["out"])

    async def step(self) -> None:
        self.out = 0.45 * (self.a + self.b) + 0.1


def crowd() -> LocalProcess:
    """Return 200 components and 300 wires."""
    parts: list[Component] = [Noise(name="c0", initial_values={"back": [0.0]})]
    parts += [Sum2(name=f"c{i}", initial_values={"b": [0.0]}) for i in range(1, 200)]
    wires = [f"c{i - 1}.out -> c{i}.a" for i in range(1, 200)]
    wires += [f"c{(i * 7) % 200}.out -> c{i}.b" for i in range(1, 101)]
    wires += [f"c{i - 2}.out -> c{i}.b" for i in range(101, 200)]
    return LocalProcess(parts, [*wires, "c199.out -> c0.back"])


def long_run(ticks: int) -> Any:
    """Return a host whose timeline has run for so many ticks, with five fields."""
    names = [f"n{i}" for i in range(5)]
    parts = [Noise(name=name, initial_values={"back": [0.0]}) for name in names]
    wires = [f"{name}.out -> {name}.back" for name in names]
    host = Host.of(Timeline(LocalProcess(parts, wires), 256 * MIB))
    host.controls.run(ticks=ticks).result()
    return host


def start(view: Any) -> None:
    """Begin a run without an end."""
    view.host.controls.run()
