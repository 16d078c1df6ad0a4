"""Ways to drive a real process, and what can be seen of it afterwards."""

from __future__ import annotations

import asyncio
from typing import Any

from blocks import Boom, Drive, process_of
from plugboard_nb.process import LocalProcess
from reference import Emission, Model, Outcome, same_value
from strategies import LIMIT


async def run(process: LocalProcess) -> None:
    """Run to the end, or to the limit where there is no end."""
    left = LIMIT - process.tick
    if left > 0 or process.status.is_terminal:
        await process.run(ticks=left)


async def run_freely(process: LocalProcess) -> None:
    """Run to the end; for models that have one."""
    await process.run()


async def step(process: LocalProcess) -> None:
    """Step to the end or to the limit."""
    while process.tick < LIMIT and not process.status.is_terminal:
        await process.step()


def drive(model: Model, how: Drive, **kwargs: Any) -> Outcome:
    """Build a real process, drive it, and look."""
    process = process_of(model, **kwargs)

    async def life() -> None:
        await process.init()
        async with asyncio.timeout(20):
            await how(process)

    asyncio.run(life())
    return seen(process)


def drive_to_failure(model: Model, how: Drive) -> tuple[Outcome, BaseException | None]:
    """Drive a process that may fail; return what it raised as well."""
    raised: list[BaseException] = []

    async def guarded(process: LocalProcess) -> None:
        try:
            await how(process)
        except (Boom, ExceptionGroup) as error:
            raised.append(error)

    return drive(model, guarded), raised[0] if raised else None


def seen(process: LocalProcess) -> Outcome:
    """All that can be seen of a process from outside, in the words of the reference."""
    history = process.state.history
    streams = {
        field: list(zip(history.ticks_of(field).tolist(), history[field], strict=True))
        for field in history.fields
    }
    return Outcome(
        streams=streams,
        statuses={name: str(c.status) for name, c in process.components.items()},
        status=str(process.status),
        ticks=process.tick,
        handled={name: list(c.handled) for name, c in process.components.items()},
        emissions=[Emission(*record) for record in history.events],
    )


def assert_same(found: Outcome, expected: Outcome) -> None:
    """Compare all but the reasons for an end."""
    assert_same_streams(found, expected)
    assert found.ticks == expected.ticks
    assert found.handled == expected.handled
    assert_same_emissions(found, expected)
    assert (found.status, found.statuses) == (expected.status, expected.statuses)


def assert_same_streams(found: Outcome, expected: Outcome, until: int = LIMIT + 1) -> None:
    """Compare streams, values and ticks, before the tick *until*."""
    for field, rows in expected.streams.items():
        wanted = [row for row in rows if row[0] < until]
        got = [row for row in found.streams[field] if row[0] < until]
        assert [tick for tick, _ in got] == [tick for tick, _ in wanted], f"ticks of {field}"
        for (tick, one), (_, other) in zip(got, wanted, strict=True):
            assert same_value(one, other), f"{field} at tick {tick}: {one!r}, not {other!r}"


def assert_same_emissions(found: Outcome, expected: Outcome) -> None:
    """Compare events, in order of sending for each sender."""

    def sorted_(emissions: list[Emission]) -> list[Emission]:
        return sorted(emissions, key=lambda event: (event.tick, event.source))

    assert sorted_(found.emissions) == sorted_(expected.emissions)
