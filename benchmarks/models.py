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


class Noise(Component):
    """Sends numbers between 0 and 1 that never repeat, moved a little by what comes back."""

    io = IO(inputs=["back"], outputs=["out"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.last = 0.3

    async def step(self) -> None:
        self.last = 3.9 * self.last * (1.0 - self.last)
        self.out = self.last + 0.01 * self.back


class Spring(Component):
    """Follows its input as a weight on a spring does."""

    io = IO(inputs=["x"], outputs=["out"])

    def __init__(self, stiffness: float = 0.05, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stiffness = stiffness
        self.place = self.speed = 0.0

    async def step(self) -> None:
        self.speed = 0.5 * self.speed + self.stiffness * (self.x - self.place)
        self.place += self.speed
        self.out = self.place


class Grid(Spring):
    """The same with 1 MB of state, of which a step changes eight bytes."""

    async def init(self) -> None:
        import numpy as np

        self.cells, self.count = np.zeros(125_000), 0

    async def step(self) -> None:
        await super().step()
        self.count = (self.count + 1) % len(self.cells)
        self.cells[self.count] = self.place


class Pair(Component):
    """One of two that drive each other."""

    io = IO(inputs=["other"], outputs=["x", "y"])

    def __init__(self, start: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.last = start

    async def step(self) -> None:
        self.last = 3.9 * self.last * (1.0 - self.last)
        self.x, self.y = self.last, self.last * (1.0 - 0.1 * self.other)


def ring(part: type[Spring] = Spring) -> LocalProcess:
    """Return 20 components, of which the last feeds the first."""
    parts = [part(name=f"c{i}") for i in range(1, 20)]
    noise = Noise(name="c0", initial_values={"back": [0.0]})
    wires = [f"c{i}.out -> c{i + 1}.x" for i in range(19)]
    return LocalProcess([noise, *parts], [*wires, "c19.out -> c0.back"])


def pair() -> LocalProcess:
    """Return two components in a loop, with four fields."""
    parts = [Pair(0.3, name="a", initial_values={"other": [0.0]}), Pair(0.7, name="b")]
    return LocalProcess(parts, ["a.x -> b.other", "b.x -> a.other"])
