"""Every stock component goes back to an earlier moment, exactly."""

import asyncio
import copy
from abc import ABC
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from library.rewinding import Moment, go_back, moment, steps
from library.stock import CASES, make_files
from plugboard_nb import library
from plugboard_nb.component import Component
from plugboard_nb.component.memory import same
from plugboard_nb.exceptions import EncodingError, SnapshotLostError
from plugboard_nb.library import (
    Collect,
    FileWriter,
    Integrator,
)
from plugboard_nb.timeline.codec import Codec


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_files(tmp_path)
    monkeypatch.chdir(tmp_path)


def is_stock(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Component) and ABC not in value.__bases__


def test_every_stock_component_is_tried_here() -> None:
    stock = {name for name in library.__all__ if is_stock(getattr(library, name))}
    assert {type(make()).__name__ for make in CASES} == stock


async def content(block: Component) -> Any:
    """Return what the component has left behind outside of its outputs."""
    if isinstance(block, FileWriter):
        await block.flush()
        return block.path.read_bytes()
    return copy.deepcopy(block.columns) if isinstance(block, Collect) else None


@pytest.mark.parametrize("make", CASES)
@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 7), (4, 3), (5, 5)])
def test_same_steps_give_the_same_again(make: Callable[[], Component], k: int, n: int) -> None:
    async def drive() -> None:
        block = make()
        await block.init()
        await steps(block, 0, k)
        past = moment(block)
        first = await steps(block, k, k + n), await content(block), moment(block)
        for _ in range(2):
            go_back(block, past)
            assert same_moments(moment(block), past)
            again = await steps(block, k, k + n), await content(block), moment(block)
            assert repr(again[:2]) == repr(first[:2])
            assert same_moments(again[2], first[2])
        await block.destroy()

    asyncio.run(drive())


def same_moments(one: Any, other: Any) -> bool:
    plain = [{k: v for k, v in m.private.items() if k != "columns"} for m in (one, other)]
    columns = [m.private.get("columns") for m in (one, other)]  # of Collect they are no plain data
    pack = Codec({}).pack
    packed = pack((plain[0], *one[1:]), ""), pack((plain[1], *other[1:]), "")
    return packed[0] == packed[1] and same(*columns)


ELSEWHERE = [
    make
    for make in CASES
    if getattr(block := make(), "newest", 0) is not None  # Collect keeps these in memory
    and not (isinstance(block, FileWriter) and block.path.suffix == ".parquet")
]


@pytest.mark.parametrize("make", ELSEWHERE)
def test_snapshot_is_plain_data_and_restored_elsewhere(make: Callable[[], Component]) -> None:
    async def drive() -> None:
        block = make()
        await block.init()
        await steps(block, 0, 4)
        past, parts = moment(block), dict[str, Any]()
        data = Codec(parts).pack(tuple(past), "")
        said = await steps(block, 4, 9)
        written = await content(block)
        other = make()
        if not isinstance(other, FileWriter):  # whose init empties the file
            await other.init()
        go_back(other, Moment(*Codec(parts).unpack(data, "")))
        assert repr(await steps(other, 4, 9)) == repr(said)
        assert await content(other) == written

    asyncio.run(drive())


def test_values_collected_without_end_cannot_be_written_to_a_file() -> None:
    with pytest.raises(EncodingError):
        Codec({}).pack(Collect(name="c").snapshot(), "component 'c'")


# Collect -------------------------------------------------------------------------------------


def test_collected_values_of_several_futures_are_all_there() -> None:
    async def drive() -> None:
        block = Collect(name="c")
        await steps(block, 0, 3)
        early = moment(block)
        await steps(block, 3, 6)
        late, values = moment(block), list(block.columns["x"])
        go_back(block, early)
        assert block.columns["x"] == values[:3]
        await steps(block, 10, 20)
        other = list(block.columns["x"])
        later = moment(block)
        go_back(block, late)
        assert block.columns["x"] == values
        go_back(block, later)
        assert block.columns["x"] == other

    asyncio.run(drive())


def test_snapshot_of_collected_values_does_not_copy_them() -> None:
    block = Collect(name="c")
    asyncio.run(steps(block, 0, 3))
    assert moment(block).private["columns"].value["x"] is block.columns["x"]


def test_collected_values_taken_away_by_somebody_are_noticed() -> None:
    block = Collect(name="c")
    asyncio.run(steps(block, 0, 3))
    past = moment(block)
    block.columns["x"].clear()
    with pytest.raises(SnapshotLostError, match="component 'c' has lost values"):
        go_back(block, past)


def test_attributes_of_a_subclass_are_part_of_the_snapshot() -> None:
    class Counting(Integrator):
        seen = 0

        async def step(self) -> None:
            await super().step()
            self.seen += 1

    async def drive() -> None:
        block = Counting(name="b")
        await steps(block, 0, 3)
        past = moment(block)
        await steps(block, 3, 6)
        go_back(block, past)
        assert block.seen == 3

    asyncio.run(drive())
