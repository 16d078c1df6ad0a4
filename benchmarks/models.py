"""The models that are timed, and hand-written loops that do the same."""

from array import array
from time import process_time
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.process import LocalProcess

Columns = list["array[float]"]


class Count(Component):
    """Sends 1, 2, 3, ...; ends after *ticks* of them, if given."""

    io = IO(outputs=["out"])

    def __init__(self, ticks: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ticks = ticks
        self.count = 0

    async def init(self) -> None:
        self.count = 0

    async def step(self) -> None:
        if self.count == self.ticks:
            await self.io.close()
            return
        self.count += 1
        self.out = float(self.count)


class Double(Component):
    io = IO(inputs=["x"], outputs=["out"])

    async def step(self) -> None:
        self.out = 2.0 * self.x


class Increment(Component):
    io = IO(inputs=["x"], outputs=["out"])

    async def step(self) -> None:
        self.out = self.x + 1.0


class Mean(Component):
    """Takes five inputs; its output stays finite in any loop."""

    io = IO(inputs=["a", "b", "c", "d", "e"], outputs=["out"])

    async def step(self) -> None:
        self.out = 0.15 * (self.a + self.b + self.c + self.d + self.e) + 1.0


def chain_components(n: int) -> list[Component]:
    """Return a source and ``n - 1`` stages."""
    return [Count(name="c0"), *(Increment(name=f"c{i}") for i in range(1, n))]


def chain(n: int) -> LocalProcess:
    """Return a chain of *n* components."""
    wires = [(f"c{i}.out", f"c{i + 1}.x") for i in range(n - 1)]
    return LocalProcess(chain_components(n), wires)


async def loop_chain(components: list[Component], ticks: int) -> tuple[float, Columns]:
    """Return seconds and recorded outputs of a chain driven by hand."""
    columns: Columns = [array("d") for _ in components]
    first: Any = components[0]
    stages: list[Any] = list(zip(components, components[1:], columns[1:], strict=False))
    start = process_time()
    for _ in range(ticks):
        await first.step()
        columns[0].append(first.out)
        for before, component, column in stages:
            component.x = before.out
            await component.step()
            column.append(component.out)
    return process_time() - start, columns


def web_sources(n: int) -> list[list[int]]:
    """Return for each of *n* components the five that feed it, each feeding five.

    Three come from before it, one from behind it and one in turns from before and behind it, so
    30 % of the wires lead backwards.
    """
    return [[(i + shift) % n for shift in (-1, -7, -31, 3 if i % 2 else -3, 5)] for i in range(n)]


def web_components(n: int) -> list[Component]:
    """Return *n* components; fields fed from behind start with one zero."""
    return [
        Mean(
            name=f"c{i}",
            initial_values={
                field: [0.0] for field, j in zip("abcde", sources, strict=True) if j >= i
            },
        )
        for i, sources in enumerate(web_sources(n))
    ]


def web(n: int) -> LocalProcess:
    """Return a process with fan-out 5 and 30 % feedback wires."""
    wires = [
        (f"c{j}.out", f"c{i}.{field}")
        for i, sources in enumerate(web_sources(n))
        for field, j in zip("abcde", sources, strict=True)
    ]
    return LocalProcess(web_components(n), wires)


async def loop_web(components: list[Component], ticks: int) -> tuple[float, Columns]:
    """Return seconds and recorded outputs of the same graph driven by hand.

    What comes from behind is still the value of the tick before: one tick of delay for nothing.
    """
    columns: Columns = [array("d") for _ in components]
    plan: list[Any] = []
    for component, sources, column in zip(
        components, web_sources(len(components)), columns, strict=True
    ):
        plan.append((component, *(components[j] for j in sources), column))
        vars(component)["out"] = 0.0
    start = process_time()
    for _ in range(ticks):
        for component, a, b, c, d, e, column in plan:
            component.a = a.out
            component.b = b.out
            component.c = c.out
            component.d = d.out
            component.e = e.out
            await component.step()
            column.append(component.out)
    return process_time() - start, columns
