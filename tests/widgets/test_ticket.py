"""Tickets: to await, to wait for, to forget."""

from __future__ import annotations

import asyncio
import gc
import threading

import pytest

from plugboard_nb.widgets import Ticket


def ticket(**how: object) -> tuple[Ticket, list[str]]:
    interrupts: list[str] = []
    return Ticket("step(1)", lambda: interrupts.append("interrupted"), **how), interrupts  # type: ignore[arg-type]


def test_result_is_had_by_waiting_and_by_awaiting_on_any_loop() -> None:
    mine, _ = ticket()
    assert repr(mine) == "<step(1): going on>"
    threading.Timer(0.01, lambda: mine._settle(7)).start()

    async def cell() -> int:
        return await mine  # type: ignore[no-any-return]

    assert asyncio.run(cell()) == mine.result() == 7
    assert repr(mine) == "<step(1): 7>"


def test_error_is_raised_and_shown() -> None:
    mine, _ = ticket()
    mine._settle(error=ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        mine.result()
    assert repr(mine) == "<step(1): ValueError: no>"


def test_an_error_that_asyncio_would_take_for_a_signal_is_raised_as_another() -> None:
    mine, _ = ticket()
    mine._settle(error=StopIteration())

    async def cell() -> None:
        await mine

    with pytest.raises(RuntimeError, match=r"step\(1\) raised StopIteration"):
        asyncio.run(cell())


def test_the_first_result_counts() -> None:
    mine, _ = ticket()
    mine._settle(1)
    mine._settle(2)
    assert mine.result() == 1


def test_waiting_can_be_given_up_without_ending_anything() -> None:
    mine, interrupts = ticket()
    with pytest.raises(TimeoutError):
        mine.result(0.01)
    assert not interrupts


def test_an_interrupt_while_awaiting_is_passed_on() -> None:
    mine, interrupts = ticket()

    async def cell() -> None:
        task = asyncio.ensure_future(asyncio.wait_for(mine, 5))
        await asyncio.sleep(0.01)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cell())
    assert interrupts == ["interrupted"]


def test_who_carries_it_out_cannot_wait_for_it() -> None:
    mine, _ = ticket(can_wait=lambda: False)
    with pytest.raises(RuntimeError, match=r"waiting for step\(1\) would stop it here; await it"):
        mine.result()
    mine._settle(3)
    assert mine.result() == 3


def test_an_error_that_nobody_asks_for_is_told_when_the_ticket_is_forgotten() -> None:
    told: list[str] = []
    forgotten, _ = ticket()
    forgotten._settle(error=ValueError(), on_unheard=lambda: told.append("forgotten"))
    asked, _ = ticket()
    asked._settle(error=ValueError(), on_unheard=lambda: told.append("asked"))
    with pytest.raises(ValueError):  # noqa: PT011
        asked.result()
    del forgotten, asked
    gc.collect()
    assert told == ["forgotten"]
