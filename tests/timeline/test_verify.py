"""``verify``: spec, seed and interventions reproduce a run, here and in other interpreters."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

from plugboard_nb import IO, Component, Event, LocalProcess, Timeline
from plugboard_nb.exceptions import TimelineError
from plugboard_nb.library import FileWriter, Gain, Noise
from plugboard_nb.timeline.verification import Verification
from plugboard_nb.timeline.verification.elsewhere import take_elsewhere
from plugboard_nb.timeline.verification.parcel import NotTakenError, pack
from timeline import unruly
from timeline.unruly import Diary, Elsewhere, Member, Peek, Registry, Source

Drive = Callable[[Timeline], Awaitable[Any]]


@pytest.fixture(autouse=True)
def _first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tell other interpreters that they are not the first; have all they leave in one folder."""
    monkeypatch.setenv(unruly.FIRST, str(os.getpid()))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def verified(process: LocalProcess, count: int = 1, drive: Drive | None = None) -> Verification:
    """Return what verify finds, and see that it leaves everything as it was."""

    async def run() -> Verification:
        async with Timeline(process) as t:
            await (drive(t) if drive else t.step(10))
            before = t.branch.digest(), t.tick, t.interventions
            found = await t.verify(elsewhere=count)
            assert (t.branch.digest(), t.tick, t.interventions) == before
            assert (await t.step()).tick == t.tick
            return found

    found = asyncio.run(run())
    assert os.listdir(tempfile.gettempdir()) == []
    return found


def chain(source: Component) -> LocalProcess:
    """Return a source and what comes after it; that is never to be named."""
    wires = [f"{source.name}.x -> after.x"]
    return LocalProcess([Gain(name="after"), source], wires, seed=1)


def place(found: Verification) -> tuple[str, str, int]:
    """Return what is named as the first difference."""
    assert not found
    assert found.difference is not None
    return found.difference.component, found.difference.field, found.difference.tick


@pytest.mark.parametrize("adds", ["global random", "numpy random", "clock"])
def test_what_is_not_its_own_is_found_here(adds: str) -> None:
    found = verified(chain(Source(adds, name="source")))
    assert place(found) == ("source", "source.x", 3)
    assert found.elsewhere == "not asked for"
    assert "source.x" in repr(found)


@pytest.mark.parametrize(
    "adds", ["order of a set", "hash of a text", "order by hash", "order in its constructor"]
)
def test_what_depends_on_the_order_of_sets_is_found_elsewhere(adds: str) -> None:
    found = verified(chain(Source(adds, name="source")), count=3)
    assert place(found) == ("source", "source.x", 3)
    assert found.elsewhere == "different"
    assert found.difference is not None
    assert found.difference.recorded != found.difference.replayed
    assert "sorted(...)" in str(found.difference)


NOTEBOOK = """
from dataclasses import dataclass

@dataclass
class Point:
    at: float

class Found(Event):
    type = "found"

class Cell(Component):
    io = IO(outputs=["x", "point"], output_events=[Found])
    def __init__(self, order, **kwargs):
        super().__init__(**kwargs)
        self.count, self.order = 0, order
    def step(self):
        self.count += 1
        self.io.queue_event(Found(source=self.name, data={"n": self.count}))
        self.point = Point(self.rng.normal())
        self.x = "".join(self.order({"one", "two", "three", "four", "five", "six"}))

class Ear(Component):
    io = IO(inputs=["point"], outputs=["heard"], input_events=[Found])
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.heard = 0
    @Found.handler
    def on_found(self, event):
        self.heard += event.data["n"]
    def step(self):
        pass
"""


@pytest.mark.parametrize(("order", "outcome"), [(sorted, "same"), (list, "different")])
def test_what_was_typed_in_a_notebook_travels(order: Any, outcome: str) -> None:
    names = {"IO": IO, "Component": Component, "Event": Event}
    typed: dict[str, Any] = {"__name__": "__main__", **names}
    exec(NOTEBOOK, typed)
    parts = [typed["Ear"](name="ear"), typed["Cell"](lambda texts: order(texts), name="cell")]
    found = verified(LocalProcess(parts, ["cell.point -> ear.point"], seed=4))
    assert (found.ticks, found.elsewhere) == (10, outcome)
    assert found or place(found) == ("cell", "cell.x", 1)


class Full(Event):
    type: ClassVar[str] = "full"


class Tank(Component):
    io = IO(inputs=["inflow", "drain"], outputs=["level"], output_events=[Full])

    def __init__(self, area: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.area, self.volume, self.seen = area, 0.0, [0.0]

    def step(self) -> None:
        self.volume += abs(self.inflow) - 0.2 * self.drain
        self.level = self.volume / self.area
        self.seen.append(self.level + self.rng.normal())
        if self.level > 1:
            self.io.queue_event(Full(source=self.name, data={"level": self.level}))


class Counter(Component):
    io = IO(inputs=["level"], outputs=["count"], input_events=[Full])
    count = 0

    @Full.handler
    def full(self, event: Full) -> None:
        self.count += 1

    def step(self) -> None:
        self.count = self.count


def plant(path: Path) -> LocalProcess:
    parts = [
        Noise(name="noise"),
        Tank(name="tank", initial_values={"drain": [0.0]}),
        Counter(name="counter"),
        FileWriter(name="file", path=path, field_names=["level"]),
    ]
    wires = ["noise.out -> tank.inflow", "tank.level -> tank.drain"]
    wires += ["tank.level -> counter.level", "tank.level -> file.level"]
    return LocalProcess(parts, wires, seed=5, parameters={"dt": 0.5})


def test_events_noise_interventions_and_holds_are_reproduced(tmp_path: Path) -> None:
    async def drive(t: Timeline) -> None:
        await t.run(ticks=20)
        t.set({"tank.area": 2.0, "dt": 0.25})
        t.hold("noise.out", 0.5)
        await t.run(ticks=20)
        await t.rewind(30)
        t.release("noise.out")
        await t.run(ticks=30)

    found = verified(plant(tmp_path / "levels.csv"), 3, drive)
    assert found
    assert (found.ticks, found.elsewhere, found.difference) == (60, "same", None)


def test_a_branch_is_verified_without_moving_head_or_files(tmp_path: Path) -> None:
    async def run() -> tuple[Verification, int, bytes, bytes]:
        path = tmp_path / "levels.csv"
        async with Timeline(plant(path)) as t:
            await t.run(ticks=10)
            settings = {"tank.area": 3.0}
            wide = t.fork(at=0, set=settings, initial_values={"tank.drain": [2.0]}, name="wide")
            await wide.run(ticks=20)
            before = path.read_bytes()
            return await t.verify("wide", elsewhere=1), t.tick, before, path.read_bytes()

    found, tick, before, after = asyncio.run(run())
    assert found
    assert (found.branch, found.ticks, found.elsewhere, tick) == ("wide", 20, "same", 10)
    assert before == after


def test_real_files_are_left_alone_by_other_interpreters(tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    found = verified(LocalProcess([Diary(path, name="diary")]))
    assert found
    assert found.elsewhere == f"it would write to {str(path)!r}, which is left alone there"
    assert set(path.read_text().split()) == {str(os.getpid())}


def test_components_that_know_each_other_travel_with_what_they_share() -> None:
    registry, source = Registry(), Source(name="source")
    parts = [Peek(source, name="peek"), Member(registry, name="a"), Member(registry, name="b")]
    parts[1].__dict__["label"] = {"set": "before init"}
    found = verified(LocalProcess([*parts, source], ["source.x -> peek.x"]))
    assert (found.ticks, found.elsewhere) == (10, "same")


def test_what_a_user_changed_before_the_start_travels() -> None:
    source = Source("order in its constructor", name="source")
    source.count = 5
    assert place(verified(chain(source), count=3)) == ("source", "source.x", 1)
    source = Source("order in its constructor", name="source")
    source.words = sorted(source.words)
    assert verified(chain(source)).elsewhere == "same"


def test_other_interpreters_are_not_asked_where_nobody_wants_it() -> None:
    found = verified(chain(Source("order of a set", name="source")), count=0)
    assert found
    assert found.elsewhere == "not asked for"


def test_what_cannot_travel_is_named() -> None:
    found = verified(chain(Source(name="source", constraints={"all": (i for i in range(3))})))
    assert found
    assert (
        found.elsewhere == "component 'source', argument 'constraints' cannot travel (a generator)"
    )


@pytest.mark.parametrize(("act", "field"), [("fails", ""), ("ends", "source.x")])
def test_a_run_that_stops_elsewhere_is_a_difference(act: str, field: str) -> None:
    found = verified(chain(Elsewhere(act, name="source")))
    assert place(found) == ("source", field, 3)
    assert found.elsewhere == "different"


def test_an_interpreter_that_dies_is_no_difference() -> None:
    found = verified(chain(Elsewhere("dies", name="source")))
    assert found
    assert found.elsewhere == "it died there (exit status 7)"


def parcel_of(t: Timeline) -> bytes:
    """Return what verify sends to other interpreters."""
    names = list(t.process.components)
    return pack(t.process, t._given, {}, [], t.history, names)


def test_an_interpreter_that_hangs_is_ended() -> None:
    async def run() -> None:
        async with Timeline(chain(Elsewhere("hangs", name="source"))) as t:
            await t.step(5)
            with pytest.raises(NotTakenError, match="more than 3 s"):
                await take_elsewhere(parcel_of(t), t.history, 1, 3.0)

    asyncio.run(run())
    assert interpreters() == []


def test_verify_that_is_cancelled_leaves_nothing_behind() -> None:
    async def run() -> int:
        async with Timeline(chain(Elsewhere("hangs", name="source"))) as t:
            await t.step(10)
            task = asyncio.create_task(t.verify())
            await asyncio.to_thread(until, interpreters)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return (await t.step(2)).tick

    assert asyncio.run(run()) == 12
    assert interpreters() == []
    assert os.listdir(tempfile.gettempdir()) == []


ABANDONED = """
import asyncio, os, sys
sys.path[:0] = sys.argv[1:]
os.environ["PLUGBOARD_NB_FIRST"] = str(os.getpid())
from plugboard_nb import LocalProcess, Timeline
from timeline.unruly import Elsewhere

async def main():
    async with Timeline(LocalProcess([Elsewhere("hangs", name="source")])) as t:
        await t.step(5)
        await t.verify(elsewhere=1)

asyncio.run(main())
"""


def test_an_interpreter_ends_with_the_one_that_started_it() -> None:
    tests = Path(__file__).parents[1]
    command = [sys.executable, "-c", ABANDONED, str(tests), str(tests.parent)]
    with subprocess.Popen(command, env={**os.environ, "TMPDIR": tempfile.gettempdir()}) as first:
        try:
            until(interpreters)
        finally:
            first.kill()
    until(lambda: not interpreters() and not os.listdir(tempfile.gettempdir()))


def until(condition: Callable[[], object]) -> None:
    """Wait for something that will be."""
    while not condition():
        os.sched_yield()


def interpreters() -> list[str]:
    """Return the running interpreters that verify has started from this folder's tests."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes()
        except OSError:
            continue
        if (
            b"plugboard_nb.timeline.verification.worker" in words
            and tempfile.gettempdir().encode() in words
        ):
            found.append(entry.parent.name)
    return found


def test_a_failed_process_says_what_to_do_first() -> None:
    class Boom(Source):
        def step(self) -> None:
            raise ValueError("boom")

    async def run() -> None:
        async with Timeline(LocalProcess([Boom("nothing", name="boom")])) as t:
            with pytest.raises(ValueError, match="boom"):
                await t.step()
            with pytest.raises(TimelineError, match=r"rewind\(0\)"):
                await t.verify()

    asyncio.run(run())
