"""Random models driven in pieces: pausing, cancelling and repeating change no stream."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import blocks
from driving import assert_same, assert_same_streams, drive, drive_to_failure, run, step
from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.process import LocalProcess
from reference import Model, interpret
from strategies import LIMIT, NUMBERS, examples, models

STYLES = ("def", "pure", "async", "await")
ANY = models(styles=STYLES, events=True) | models(styles=STYLES)
PIECES = st.lists(
    st.tuples(st.sampled_from(("step", "run", "until", "cancel", "race")), st.integers(1, 6)),
    max_size=6,
)


@contextmanager
def watched(watcher: blocks.Watcher) -> Iterator[None]:
    """Have *watcher* called at the end of every step of every block."""
    blocks.WATCHERS.append(watcher)
    try:
        yield
    finally:
        blocks.WATCHERS.remove(watcher)


async def piece(process: LocalProcess, what: str, number: int) -> None:
    """Take a process some way on, in one of many manners."""
    left = LIMIT - process.tick
    goal = process.tick + number
    if what == "step":
        while process.tick < min(goal, LIMIT) and not process.status.is_terminal:
            await process.step()
    elif what == "run":
        await process.run(ticks=min(number, left))
    elif what == "until":
        await process.run(ticks=left, until=lambda p: p.tick >= goal)
    elif what == "cancel":
        await _run_and_cancel_from_inside(process, number, left)
    else:
        await _run_and_cancel_from_outside(process, number, left)


async def _run_and_cancel_from_inside(process: LocalProcess, steps: int, left: int) -> None:
    seen: list[blocks.Block] = []

    def cancel(block: blocks.Block) -> None:
        seen.append(block)
        if len(seen) == steps:
            process.cancel()

    with watched(cancel):
        await process.run(ticks=left)


async def _run_and_cancel_from_outside(process: LocalProcess, turns: int, left: int) -> None:
    running = asyncio.create_task(process.run(ticks=left))
    for _ in range(turns):
        await asyncio.sleep(0)
    if not running.done():
        process.cancel()
    await running


async def in_pieces(process: LocalProcess, pieces: list[tuple[str, int]]) -> None:
    """Take a process on by each of the *pieces* while it has not ended."""
    for what, number in pieces:
        if str(process.status) not in ("completed", "failed") and process.tick < LIMIT:
            await piece(process, what, number)


@examples(500)
@given(ANY, PIECES)
def test_any_mix_of_steps_runs_and_cancellations_gives_one_history(
    model: Model, pieces: list[tuple[str, int]]
) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)

    async def whole(process: LocalProcess) -> None:
        await in_pieces(process, pieces)
        while str(process.status) != "completed" and process.tick < LIMIT:
            await process.run(ticks=LIMIT - process.tick)

    found = drive(model, whole)
    if found.status == "stopped":  # cancelled in the very last tick
        found = replace(found, status=expected.status, statuses=expected.statuses)
    assert_same(found, expected)


class Counter(Component):
    """Changes its state before it waits."""

    io = IO(outputs=["out"])
    count = 0

    async def step(self) -> None:
        self.count += 1
        for _ in range(4):
            await asyncio.sleep(0)
        self.out = self.count


@examples(250)
@given(models(styles=("wait", "pure", "wait")), st.lists(st.integers(1, 20), max_size=5))
def test_run_whose_task_was_cancelled_goes_on_from_there(model: Model, pauses: list[int]) -> None:
    async def interrupted(process: LocalProcess) -> None:
        for turns in pauses:
            running = asyncio.create_task(run(process))
            for _ in range(turns):
                await asyncio.sleep(0)
            if running.done():
                return
            running.cancel()
            await asyncio.wait([running])
        await run(process)

    assert_same(drive(model, interrupted), interpret(model, LIMIT))


class Crier(Component):
    """Emits an event, or closes, before it waits."""

    io = IO(outputs=["out"], output_events=[blocks.Note])
    count = 0

    async def step(self) -> None:
        self.count += 1
        self.out = self.count
        if self.count == 7:
            await self.io.close(deliver=True)
        else:
            self.io.queue_event(blocks.Note(source=self.name, data={"count": self.count}))
        for _ in range(4):
            await asyncio.sleep(0)


@pytest.mark.parametrize("turns", range(1, 40))
def test_step_that_was_cut_off_emits_and_closes_once(turns: int) -> None:
    process = LocalProcess([Crier(name="c")])

    async def cancelled_and_resumed() -> None:
        await process.init()
        await _run_and_cancel_from_outside(process, turns, 20)
        while not process.status.is_terminal or process.status == "stopped":
            await process.run()

    asyncio.run(cancelled_and_resumed())
    history = process.state.history
    assert list(history["c.out"]) == [1, 2, 3, 4, 5, 6, 7]
    assert [record.data["count"] for record in history.events] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("turns", range(1, 9))
def test_step_that_was_waiting_when_the_run_was_cancelled_counts_once(turns: int) -> None:
    process = LocalProcess([Counter(name="c")])

    async def cancelled_and_resumed() -> None:
        await process.init()
        await _run_and_cancel_from_outside(process, turns, 9)
        await process.run(ticks=9 - process.tick)

    asyncio.run(cancelled_and_resumed())
    assert list(process.state.history["c.out"]) == list(range(1, 10))


@examples(250)
@given(ANY, st.sampled_from((run, step)))
def test_second_run_gives_the_streams_of_the_first(model: Model, how: blocks.Drive) -> None:
    expected = interpret(model, LIMIT)
    assume(expected.status == "completed")

    async def twice(process: LocalProcess) -> None:
        await how(process)
        await process.run()

    assert_same(drive(model, twice), expected)


@examples(250)
@given(ANY, PIECES, st.booleans())
def test_init_in_the_middle_starts_afresh(
    model: Model, pieces: list[tuple[str, int]], destroys: bool
) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)

    async def with_false_start(process: LocalProcess) -> None:
        await in_pieces(process, pieces)
        if destroys:
            await process.destroy()
        await process.init()
        await run(process)

    assert_same(drive(model, with_false_start), expected)


def failing(model: Model, place: int, at: int) -> Model:
    """The same model with one node that raises in its step number *at*."""
    nodes = list(model.nodes)
    place %= len(nodes)
    nodes[place] = replace(nodes[place], ends_at=at, ending="fail")
    return replace(model, nodes=tuple(nodes))


@examples(300)
@given(models(events=True), st.integers(0, 9), st.integers(1, 6), st.sampled_from((run, step)))
def test_failing_step_keeps_the_history_up_to_it(
    model: Model, place: int, at: int, how: blocks.Drive
) -> None:
    model = failing(model, place, at)
    expected = interpret(model, LIMIT)
    assume(expected.failed)
    found, error = drive_to_failure(model, how)
    assert isinstance(error, blocks.Boom)
    assert_same_streams(found, expected)
    assert found.status == "failed"
    assert found.statuses[error.args[0]] == "failed"
    others = {status for name, status in found.statuses.items() if name != error.args[0]}
    assert others <= {"stopped", "completed"}


@examples(300)
@given(
    models(styles=STYLES, events=True),
    st.integers(0, 9),
    st.integers(1, 6),
    st.sampled_from((run, step)),
)
def test_failing_step_among_awaiting_ones_keeps_the_history_before_it(
    model: Model, place: int, at: int, how: blocks.Drive
) -> None:
    model = failing(model, place, at)
    expected = interpret(model, LIMIT)
    assume(expected.failed)
    found, error = drive_to_failure(model, how)
    assert isinstance(error, blocks.Boom)
    _, tick = expected.failed or ("", 0)
    assert_same_streams(found, expected, until=tick)
    assert all(row[0] <= tick for rows in found.streams.values() for row in rows)
    assert found.statuses[error.args[0]] == found.status == "failed"


@examples(300)
@given(models(styles=STYLES, fan_in=False), st.data(), st.sampled_from((run, step)))
def test_order_of_declaration_changes_no_stream(
    model: Model, data: st.DataObject, how: blocks.Drive
) -> None:
    shuffled = Model(
        tuple(data.draw(st.permutations(model.nodes))),
        tuple(data.draw(st.permutations(model.wires))),
    )
    assert_same(drive(shuffled, how), interpret(model, LIMIT))


@examples(150)
@given(models(styles=("await",), kinds=NUMBERS, events=True))
def test_how_long_steps_await_changes_nothing(model: Model) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)
    for turns in (0, 1, 9):
        nodes = tuple(replace(node, turns=turns) for node in model.nodes)
        assert_same(drive(replace(model, nodes=nodes), run), expected)
