"""The transport in Python: what it tells its page of a timeline, and what the page may ask."""

import asyncio
from time import perf_counter
from typing import Any

import pytest

from parts import Count, Source
from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.widgets.transport import Transport
from plugboard_nb.widgets.transport.rows import (
    branch_rows,
    check_condition,
    example_condition,
    marks_of,
    usage_of,
)
from timeline.plant import drive, tank, watch


def shown(process: Any, **options: Any) -> Transport:
    transport = Transport(Timeline(process, **options) if options else process)
    transport.host.settle()
    return transport


def test_header_and_slider_have_what_they_show() -> None:
    transport = shown(tank())
    transport.host.controls.step(12).result()
    transport.host.settle()
    assert (transport.head_status, transport.head_last) == ("waiting", 12)
    assert transport.now["tick"] == 12
    assert transport.usage["limit"] == 64 << 20
    assert 0 < transport.usage["total"] == transport.usage["history"] + transport.usage["keyframes"]
    assert "obstacle" not in transport.usage


def test_status_is_the_heads_while_the_past_is_viewed() -> None:
    transport = shown(LocalProcess([Source([1, 2], name="source")]))
    transport.host.controls.run().result()
    transport.host.controls.view(1)
    transport.host.settle()
    assert transport.head_status == "completed"
    assert transport.now["shown"] == 1


class Port(Component):
    io = IO(outputs=["out"])
    there = False

    async def init(self) -> None:
        if not self.there:
            raise OSError("no such port")

    async def step(self) -> None:
        self.out = 1


def test_model_that_could_not_be_started_says_so_until_it_is() -> None:
    process = LocalProcess([Port(name="port")])
    transport = shown(process)
    assert transport.now["trouble"] == "start"
    process.components["port"].there = True  # type: ignore[attr-defined]
    transport.host.controls.reset().result()
    transport.host.settle()
    transport.refresh()
    assert transport.now["trouble"] == ""
    assert transport.host.controls.step().result().tick == 1


def test_process_that_was_moved_directly_is_told_and_put_back() -> None:
    process = tank()
    transport = shown(process)
    transport.host.controls.step(2).result()
    asyncio.run(process.step())
    transport.refresh()
    assert transport.now["trouble"] == "moved"
    transport.host.controls.rewind(2).result()
    transport.refresh()
    assert (transport.now["trouble"], process.tick) == ("", 2)


def test_branches_are_told_with_where_they_left() -> None:
    async def act(t: Timeline) -> list[dict[str, Any]]:
        await t.step(9)
        t.fork(at=4, set={"tank.area": 2.0}, name="wide")
        await t.switch("wide")
        await t.step(3)
        return branch_rows(t)

    main, wide = drive(tank(), act)
    assert main == dict(number=0, name="main", parent=None, departure=0, last=9, changes=0)
    assert wide == dict(number=1, name="wide", parent=0, departure=4, last=0, changes=1)


def test_marks_are_branches_and_changes_on_the_way_shown() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        t.set("tank.area", 2.0)
        t.set("walk.sigma", 0.5)
        await t.step(5)
        t.fork(at=7, name="late")
        t.fork(at=7, name="later")
        marks = [(mark["tick"], mark["kind"], mark["text"]) for mark in marks_of(t.branch)]
        assert marks == [
            (5, "change", "tick 5: set tank.area = 2.0\nset walk.sigma = 0.5"),
            (7, "branch", "late left main at tick 7\nlater left main"),
        ]
        assert marks_of(t.branches["late"])[-1]["tick"] == 7

    drive(tank(), act)


def test_marks_stay_few_and_short_whatever_there_is() -> None:
    async def act(t: Timeline) -> None:
        t.set("tank.label", "x" * 10_000)
        for number in range(500):
            await t.step()
            t.set("tank.label", str(number))
        await t.step()
        marks = marks_of(t.branch)
        assert 100 < len(marks) <= 200
        assert max(len(mark["text"]) for mark in marks) < 200

    drive(tank(), act)


def test_a_mark_of_many_changes_tells_some_and_counts_the_rest() -> None:
    async def act(t: Timeline) -> None:
        for number in range(100):
            t.set("tank.label", str(number))
        (mark,) = marks_of(t.branch)
        lines = mark["text"].splitlines()
        assert lines[0] == "tick 0: set tank.label = '0'"
        assert lines[-1] == "and 92 more"
        assert len(lines) == 9

    drive(tank(), act)


def test_a_renamed_branch_is_told_and_so_is_a_deleted_one() -> None:
    transport = shown(tank())
    controls = transport.host.controls
    controls.step(5).result()
    controls.fork(3, name="one").result()
    controls.rename("one", "two")
    transport.host.settle()
    assert [row["name"] for row in transport.branches] == ["main", "two"]
    assert transport.marks[0]["text"] == "two left main at tick 3"
    controls.switch("main").result()
    controls.delete("two").result()
    transport.host.settle()
    assert [row["name"] for row in transport.branches] == ["main"]
    assert transport.marks == []


def test_breakpoints_are_told_with_their_hits() -> None:
    transport = shown(watch())
    controls = transport.host.controls
    controls.add_breakpoint("bell.n == 3")
    controls.add_breakpoint(events=["alarm"])
    controls.enable_breakpoint(1, False)
    controls.run().result()
    transport.host.settle()
    first, second = transport.breakpoints
    assert first == {"number": 0, "text": "bell.n == 3", "enabled": True, "hits": 1}
    assert second == {"number": 1, "text": "event alarm", "enabled": False, "hits": 0}
    assert transport.now["stop"] == {"reason": "breakpoint", "tick": 3, "text": "bell.n == 3"}


def test_names_are_there_for_completion_before_the_first_tick() -> None:
    transport = shown(watch())
    assert transport.fields == ["bell.n", "guard.alarms"]
    assert transport.events == ["alarm", "system.stop"]
    assert transport.example == "bell.n > 0"


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("bell.m > 1", 1, "Did you mean 'bell.n'"),
        ("bell.n > ", 10, "something is missing"),
        ("1 < bell.n & 2", 12, "write 'and'"),
        ("bell.n = 3", 8, "a comparison is written =="),
        ("steady", 1, "no field 'steady'"),
        ("", None, "empty"),
    ],
)
def test_a_wrong_condition_gives_its_message_and_column(
    text: str, column: int | None, words: str
) -> None:
    found = check_condition(Timeline(watch()), text)
    assert found is not None
    assert found["column"] == column
    assert words in found["message"]


def test_steady_is_a_condition_for_the_end_of_a_run_only() -> None:
    timeline = Timeline(watch())
    assert check_condition(timeline, " steady ", until=True) is None
    assert check_condition(timeline, "bell.n > 3 and tick < 9") is None


def test_the_example_is_a_condition_that_can_be_read() -> None:
    async def act(t: Timeline) -> None:
        assert check_condition(t, example_condition(t)) is None
        await t.step(4)
        assert example_condition(t).startswith("walk.x > ")
        assert check_condition(t, example_condition(t)) is None

    drive(tank(), act)
    assert example_condition(Timeline(LocalProcess([], name="empty"))) == "tick > 100"


def test_a_name_that_python_cannot_read_is_no_example() -> None:
    process = LocalProcess([Count(name="hot-tank"), Count(name="b")])
    assert example_condition(Timeline(process)) == "b.out > 0"


def test_the_meter_names_what_cannot_go_back() -> None:
    class Stubborn(Component):
        io = IO(outputs=["n"])

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.items = (n for n in range(99))

        def step(self) -> None:
            self.n = next(self.items)

    transport = shown(LocalProcess([Stubborn(name="stubborn")]))
    transport.host.controls.step(3).result()
    transport.host.settle()
    assert "component 'stubborn', attribute 'items'" in transport.usage["obstacle"]


def test_what_is_forgotten_is_told() -> None:
    transport = shown(tank(), max_bytes=40_000)
    transport.host.controls.step(20_000).result()
    transport.host.settle()
    assert transport.usage["oldest"] == transport.now["first"] > 1000
    assert usage_of(transport.timeline)["total"] <= 60_000


def test_it_takes_a_process_or_a_timeline_and_no_unknown_argument() -> None:
    process = tank()
    transport = Transport(process)
    assert Transport(transport.timeline).timeline is Transport(process).timeline
    with pytest.raises(TypeError, match="Transport has no argument 'colour'"):
        Transport(process, colour="red")


def test_composing_takes_no_longer_when_there_are_many_branches() -> None:
    async def act(t: Timeline) -> None:
        await t.step(50)
        for tick in range(50):
            t.fork(tick)
        transport = Transport(t)
        scene = transport.host.scene()
        transport.compose(scene)
        began = perf_counter()
        for _ in range(20):
            transport.compose(scene)
        assert (perf_counter() - began) / 20 < 0.02  # about 0.5 ms on an idle machine
        assert len(transport.branches) == 51
        transport.host.close()

    drive(tank(), act)
