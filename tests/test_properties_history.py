"""Random models: whatever way the history is asked, it tells what the reference saw."""

from __future__ import annotations

import asyncio
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks import process_of
from driving import assert_same_streams, run, seen
from plugboard_nb.process import LocalProcess
from plugboard_nb.state import InMemoryStateBackend
from reference import Model, Outcome, interpret, same_value
from strategies import LIMIT, NUMBERS, examples, models

STYLES = ("def", "pure", "async", "await")
ALL = models(styles=STYLES) | models(styles=STYLES, events=True)


def processed(model: Model, ticks: int, **kwargs: Any) -> LocalProcess:
    """A process that has done so many ticks, or fewer if it came to an end."""
    process = process_of(model, **kwargs)

    async def life() -> None:
        await process.init()
        await process.run(ticks=ticks)

    asyncio.run(life())
    return process


def last_until(expected: Outcome, field: str, tick: int, before: Any) -> Any:
    """The last value that *field* had at *tick*, or *before* if it had none yet."""
    return next((value for at, value in expected.streams[field][::-1] if at <= tick), before)


@examples(120)
@given(ALL, st.integers(0, 9), st.integers(0, 9))
def test_history_tells_any_moment_and_all_that_came_after(
    model: Model, ticks: int, moment: int
) -> None:
    expected = interpret(model, ticks)
    if expected.stuck:
        return
    history = processed(model, ticks).state.history
    moment = min(moment, history.last_tick)
    at, since = history.at(moment), history.since(moment)
    for field, rows in expected.streams.items():
        wanted = last_until(expected, field, moment, history.at(0)[field])
        assert same_value(at[field], wanted)
        newer = [(tick, value) for tick, value in rows if tick > moment]
        assert list(history.ticks_of(field, since=moment)) == [tick for tick, _ in newer]
        assert len(since[field]) == len(newer)
        pairs = zip(since[field], newer, strict=True)
        assert all(same_value(one, other) for one, (_, other) in pairs)


@examples(80)
@given(ALL, st.sampled_from((["n0.*"], ["*.x"], ["n*.y", "*.acc", "n1.*"], [])))
def test_history_of_some_fields_keeps_those_and_changes_nothing(
    model: Model, patterns: list[str]
) -> None:
    expected = interpret(model, LIMIT)
    if expected.stuck:
        return
    names = [f"{n.name}.{name}" for n in model.nodes for name in (*n.outputs, *n.exports)]
    patterns = [p for p in patterns if any(fnmatchcase(name, p) for name in names)]
    process = processed(model, LIMIT, state=InMemoryStateBackend(fields=patterns))
    found = seen(process)
    kept = {name: rows for name, rows in expected.streams.items() if name in found.streams}
    assert kept.keys() >= {n for n in names for p in patterns if fnmatchcase(n, p)}
    assert_same_streams(found, Outcome(kept, {}))
    assert (found.handled, found.statuses) == (expected.handled, expected.statuses)


@pytest.mark.slow
@examples(60)
@given(models(styles=("def", "pure", "async"), kinds=NUMBERS, most=3), st.integers(500, 20_000))
def test_limited_history_keeps_the_newest_ticks(model: Model, max_bytes: int) -> None:
    process = processed(model, 1500, state=InMemoryStateBackend(max_bytes=max_bytes))
    expected = interpret(model, 1500)
    first = process.state.history.first_tick
    kept = {
        field: [row for row in rows if row[0] >= first] for field, rows in expected.streams.items()
    }
    assert_same_streams(seen(process), Outcome(kept, {}), until=1501)
    assert process.tick == expected.ticks
    assert process.status == ("completed" if expected.status == "completed" else "waiting")


@pytest.mark.slow
@examples(60)
@given(models(styles=("def", "pure", "async"), most=4))
def test_long_runs_give_the_streams_of_the_reference(model: Model) -> None:
    found = seen(processed(model, 1500))
    assert_same_streams(found, interpret(model, 1500), until=1501)


@examples(60)
@given(models(kinds=("grown",)))
def test_recorded_values_are_copies_of_what_went_by(model: Model) -> None:
    process = process_of(model)

    async def life() -> list[Any]:
        await process.init()
        await process.run(ticks=3)
        before = [repr(process.state.history[field]) for field in process.state.history.fields]
        rows = {f: len(process.state.history[f]) for f in process.state.history.fields}
        await run(process)
        after = [repr(process.state.history[field][: rows[field]]) for field in rows]
        return [before, after]

    before, after = asyncio.run(life())
    assert before == after
