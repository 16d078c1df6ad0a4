"""What components hold and send: all of it goes back, and what is shared stays shared."""

import asyncio
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.exceptions import DivergenceError, IrreversibleError
from timeline.plant import Walk, drive


class Send(Component):
    """Sends what a function makes of the number of its step."""

    io = IO(outputs=["out"])

    def __init__(self, make: Callable[[int], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.make, self.count = make, 0

    def step(self) -> None:
        self.count += 1
        self.out = self.make(self.count)


class Hand(Component):
    io = IO(inputs=["x"], outputs=["y"])

    def step(self) -> None:
        self.y = self.x


def sending(make: Callable[[int], Any]) -> LocalProcess:
    parts = [Send(make, name="send"), Hand(name="hand", initial_values={"x": [None]})]
    return LocalProcess(parts, ["send.out -> hand.x"])


class Thing:
    def __init__(self, value: Any) -> None:
        self.value, self.me = value, self


@dataclass
class Reading:
    value: Any


VALUES: dict[str, Callable[[int], Any]] = {
    "array": lambda n: np.arange(n),
    "array of objects": lambda n: np.array([n, "a", None], dtype=object),
    "numpy number": lambda n: np.float32(n),
    "frame": lambda n: pd.DataFrame({"a": [n, math.nan], "b": ["x", None]}),
    "series": lambda n: pd.Series([n], name="s"),
    "object": Thing,
    "tuple of objects": lambda n: (Thing(n),),
    "dataclass": lambda n: Reading(np.arange(n)),
    "dict of sets": lambda n: {"a": {n, "b"}},
    "nan": lambda n: math.nan,
    "list of nan": lambda n: [math.nan],
    "function": lambda n: lambda: n,
    "large number": lambda n: 10**30 + n,
    "of many types": lambda n: (n, float(n), str(n), None, True)[n % 5],
}


@pytest.mark.parametrize("make", VALUES.values(), ids=VALUES.keys())
def test_every_kind_of_value_travels_and_goes_back(make: Callable[[int], Any]) -> None:
    async def act(t: Timeline) -> None:
        await t.step(9)
        before = t.branch.digest()
        await t.rewind(6)  # from the keyframe at 4: what is replayed is compared
        await t.rewind(9)
        assert t.branch.digest() == before
        await t.rewind(6)
        await t.step(3)
        assert t.branch.digest() == before
        assert t.compare("main").equal

    drive(sending(make), act, keyframe_every=4)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: Thing(time.perf_counter_ns()),
        lambda n: Reading(time.perf_counter_ns()),
        lambda n: pd.DataFrame({"a": [time.perf_counter_ns()]}),
        lambda n: np.array([time.perf_counter_ns(), "a"], dtype=object),
    ],
    ids=["object", "dataclass", "frame", "array of objects"],
)
def test_a_difference_inside_of_a_value_is_seen(make: Callable[[int], Any]) -> None:
    async def act(t: Timeline) -> None:
        await t.step(9)
        with pytest.raises(DivergenceError, match=r"send\.out was .* at tick 1 ") as caught:
            await t.rewind(6)
        assert "\n" not in str(caught.value)
        assert t.tick == 9

    drive(sending(make), act, keyframe_every=100)


def test_what_cannot_be_copied_on_a_wire_is_an_obstacle() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        places = [(o.component, o.attribute) for o in t.reversible]
        assert places == [("send", "out"), ("hand", "x"), ("hand", "y")]
        with pytest.raises(IrreversibleError, match="send a list or a number instead"):
            await t.rewind(1)
        await t.step()

    drive(sending(lambda n: (i for i in range(n))), act)


class Dice(Component):
    """Draws from five sources of its own, one of them inside of something."""

    io = IO(outputs=["drawn"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.numpy, self.old = np.random.default_rng(3), np.random.RandomState(4)
        self.plain, self.box = random.Random(5), SimpleNamespace(inner=[random.Random(6)])
        self.total = np.zeros(3)

    def step(self) -> None:
        self.total += self.numpy.normal(size=3)
        draws = self.rng.normal(), self.old.normal(), self.plain.random()
        self.drawn = sum(draws) + self.total.sum() + self.box.inner[0].random()


def test_all_random_numbers_go_back() -> None:
    async def act(t: Timeline) -> None:
        await t.step(20)
        for tick, on in ((7, 13), (0, 20), (19, 1)):
            await t.switch("main")
            await t.rewind(tick)
            await t.step(on)
            assert t.compare("main").equal

    drive(LocalProcess([Dice(name="dice")], seed=1), act, keyframe_every=6)


class Boss(Component):
    """Knows another component, by itself and inside of something."""

    io = IO(outputs=["sum"])

    def __init__(self, other: Walk, log: list[float] = [], **kwargs: Any) -> None:  # noqa: B006
        super().__init__(**kwargs)
        self.other, self.team = other, {"of one": [other]}
        self.modules, self.maths, self.log = "", math, log
        self.ask = self.answer

    def answer(self) -> float:
        return self.other.position

    def step(self) -> None:
        self.log.append(self.maths.floor(self.ask()))
        self.sum = sum(self.log) + len(self.log)


def test_references_to_components_modules_and_methods_stay_what_they_are() -> None:
    walk = Walk(name="walk")
    boss = Boss(walk, name="boss")

    async def act(t: Timeline) -> None:
        await t.step(9)
        await t.rewind(4)
        assert boss.other is walk is boss.team["of one"][0]
        assert boss.ask.__self__ is boss  # type: ignore[attr-defined]
        assert boss.maths is math
        assert len(boss.log) == 4
        await t.step(5)
        assert t.compare("main").equal
        assert await t.verify(elsewhere=0)

    drive(LocalProcess([walk, boss], seed=1), act, keyframe_every=3)


class Loses(Walk):
    """Cannot say what it is like, or cannot go back to it."""

    def __init__(self, what: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.what, self.missing = what, dict[str, Any]()

    def snapshot(self) -> Any:
        return {} if self.what == "restore" else self.missing["here"]

    def restore(self, state: Any) -> None:
        raise KeyError("there")


def test_a_snapshot_that_raises_is_an_obstacle() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        with pytest.raises(IrreversibleError, match=r"raised KeyError: 'here'; mend snapshot\(\)"):
            await t.rewind(1)
        assert (await t.step()).tick == 4

    drive(LocalProcess([Loses("snapshot", name="loses")]), act, keyframe_every=1)


def test_a_restore_that_raises_says_whose_it_is() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        with pytest.raises(KeyError, match="there") as caught:
            await t.rewind(1)
        assert "component 'loses' raised this in restore()" in caught.value.__notes__
        assert t.tick == t.process.tick == 3
        assert list(t.history.ticks_of("loses.x")) == [1, 2, 3]

    drive(LocalProcess([Walk(name="walk"), Loses("restore", name="loses")]), act)


def test_every_obstacle_is_listed() -> None:
    class Holds(Walk):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.numbers = (n for n in range(3))
            self.box = Thing(n for n in range(3))

    async def act(t: Timeline) -> None:
        found = [(o.component, o.attribute, o.reason) for o in t.reversible]
        assert [place[:2] for place in found] == [
            (name, attribute) for name in ("one", "two") for attribute in ("numbers", "box")
        ]
        assert found[0][2] == "holds a generator, which cannot be copied"
        assert found[1][2] == "holds a Thing with a generator inside, which cannot be copied"
        with pytest.raises(IrreversibleError) as caught:
            await t.fork().step()
        assert len(caught.value.obstacles) == 4
        assert repr(t.reversible).count("\n") == 4

    drive(LocalProcess([Holds(name="one"), Holds(name="two")]), act)


def test_a_component_with_a_loop_of_its_own_starts_again() -> None:
    class Loop(Component):
        io = IO(inputs=["x"], outputs=["y"])

        async def step(self) -> None:
            self.y = self.x

        async def run(self) -> None:
            while not self.io.is_closed:
                await self.step()

    async def life() -> None:
        process = LocalProcess([Walk(name="walk"), Loop(name="loop")], ["walk.x -> loop.x"], seed=1)
        async with process:
            await process.step()
        async with Timeline(process) as t:
            await t.step(3)
        async with t:
            await t.step(3)
        assert list(t.history["loop.y"]) == list(t.history["walk.x"])
        assert t.tick == 6

    asyncio.run(life())


def test_a_loop_that_does_not_wait_for_its_steps_is_told_so() -> None:
    class Hasty(Walk):
        async def run(self) -> None:
            while True:
                self.step()

    async def act(t: Timeline) -> None:
        with pytest.raises(TypeError, match=r"write 'await self\.step\(\)'"):
            await t.step()

    drive(LocalProcess([Hasty(name="hasty")]), act)
