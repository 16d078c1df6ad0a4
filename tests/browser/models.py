"""Cells of notebooks: models and their workbenches."""

COUNTING = """
import asyncio, threading, time
from plugboard_nb import IO, Component, LocalProcess
from plugboard_nb.widgets.workbench import Workbench

class Counter(Component):
    io = IO(outputs=["out"])
    def __init__(self, by: int = 1, **kwargs):
        super().__init__(**kwargs)
        self.by, self.out = by, 0
    async def step(self):
        self.out += self.by

class Double(Component):
    io = IO(inputs=["x"], outputs=["out"])
    async def step(self):
        self.out = 2 * self.x

parts = [Counter(name="counter"), Double(name="double")]
process = LocalProcess(parts, ["counter.out -> double.x"], name="counting")
bench = Workbench(process)
def threads():
    return [t.name for t in threading.enumerate() if "plugboard" in t.name]
"""

TROUBLE = """
import time, numpy
from plugboard_nb import IO, Component, LocalProcess
from plugboard_nb.widgets.workbench import Workbench

class Pump(Component):
    io = IO(outputs=["flow"])
    def __init__(self, fault="", **kwargs):
        super().__init__(**kwargs)
        self.fault, self.drawn = fault, 0
    async def step(self):
        self.drawn += 1
        self.flow = numpy.full(10_000, float(self.drawn))
        if self.fault == "raises":
            raise RuntimeError("the pump is dry")
        if self.fault == "blocks":
            time.sleep(3)
        while self.fault == "never returns":
            pass

process = LocalProcess([Pump(name="pump", fault="raises")], [], name="trouble")
bench = Workbench(process)
"""
FAULTS = [
    "bench.set('pump.fault', 'blocks')",
    "bench.set('pump.fault', 'never returns')",
    "await bench.rewind()\nbench.set('pump.fault', '')",
]
