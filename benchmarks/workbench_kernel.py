"""What the benchmark of the workbench does in its kernel."""

import asyncio
import gc
import threading
from time import perf_counter, process_time
from typing import Any

from benchmarks.history import resident_bytes
from benchmarks.models import Noise, ring
from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.widgets import Host

__all__ = ["crowd", "displayed", "headless", "long_run", "published", "ring", "start"]

MIB = 1 << 20


def headless(ticks: int) -> tuple[float, float]:
    """Return ticks per second of computing, and of the clock on the wall, without widgets."""
    found = []

    async def run() -> None:
        async with Timeline(ring()) as timeline:
            start = process_time(), perf_counter()
            await timeline.run(ticks=ticks)
            found.append((ticks / (process_time() - start[0]), ticks / (perf_counter() - start[1])))

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    thread.join()
    return found[0]


def displayed(bench: Any, ticks: int) -> tuple[float, float]:
    """Return the same with the workbench displayed; all threads of the kernel count."""
    bench.rewind(0).result()
    start = process_time(), perf_counter()
    bench.run(ticks=ticks).result()
    return ticks / (process_time() - start[0]), ticks / (perf_counter() - start[1])


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


class Sum1(Component):
    """Takes one input."""

    io = IO(inputs=["a"], outputs=["out"])

    def step(self) -> None:
        self.out = 0.9 * self.a + 0.1


class Sum2(Component):
    """Takes two inputs."""

    io = IO(inputs=["a", "b"], outputs=["out"])

    def step(self) -> None:
        self.out = 0.45 * (self.a + self.b) + 0.1


def crowd() -> LocalProcess:
    """Return 200 components in 20 layers, and 300 wires."""
    parts: list[Component] = [
        Noise(name=f"c{i}", initial_values={"back": [0.0]}) for i in range(10)
    ]
    parts += [(Sum2 if 11 <= i <= 110 else Sum1)(name=f"c{i}") for i in range(10, 200)]
    wires = [f"c{i}.out -> c{i}.back" for i in range(10)]
    wires += [f"c{i}.out -> c{i + 10}.a" for i in range(190)]
    wires += [f"c{i}.out -> c{i + 11}.b" for i in range(100)]
    return LocalProcess(parts, wires)


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
