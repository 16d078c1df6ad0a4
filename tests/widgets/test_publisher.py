"""The publisher: not too often, not too much, and never without the last one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import pytest

from plugboard_nb.widgets.host import publisher as module
from plugboard_nb.widgets.host.publisher import Publisher, Rate


class Clock:
    """A clock that is moved by hand, also for timers."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Press:
    """Publications so far, each with its time and what it was about."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cost_s: float = 0.0) -> None:
        self.clock, self.cost_s, self.state = Clock(), cost_s, 0
        self.can = True
        self.out: list[tuple[float, int]] = []
        monkeypatch.setattr(module, "perf_counter", self.clock)
        monkeypatch.setattr(module, "thread_time", self.clock)
        self.timers: list[tuple[float, Callable[[], Any]]] = []
        self.publisher = Publisher(self.publish, self, fps=20)  # type: ignore[arg-type]

    def publish(self) -> bool:
        if self.can:
            self.out.append((round(self.clock.now - 100, 3), self.state))
        self.clock.now += self.cost_s
        return self.can

    def call_later(self, wait_s: float, function: Callable[[], Any]) -> Any:
        """Stand for the loop."""
        timer = (self.clock.now + wait_s, function)
        self.timers.append(timer)
        return Handle(lambda: self.timers.remove(timer) if timer in self.timers else None)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        end = self.clock.now + seconds
        while self.timers and min(self.timers)[0] <= end:
            when, function = min(self.timers, key=lambda timer: timer[0])
            self.timers.remove((when, function))
            self.clock.now = max(self.clock.now, when)
            function()
        self.clock.now = max(self.clock.now, end)

    def change(self, state: int) -> None:
        """Change something, and ask for it to be told."""
        self.state = state
        self.publisher.request()


class Handle:
    def __init__(self, cancel: Callable[[], Any]) -> None:
        self.cancel = cancel


def test_the_first_change_is_told_at_once_and_the_last_one_always(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press = Press(monkeypatch)
    for state in range(1, 8):
        press.change(state)
        press.wait(0.01)
    assert press.publisher.owes
    press.wait(1)
    assert [when for when, _ in press.out] == [0, 0.05, 0.1]
    assert (press.out[0][1], press.out[-1][1]) == (1, 7)
    assert not press.publisher.owes


def test_it_is_told_20_times_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(monkeypatch)
    for state in range(1000):
        press.change(state)
        press.wait(0.001)
    press.wait(1)
    assert len(press.out) in (20, 21)
    assert press.out[-1][1] == 999


def test_what_costs_much_is_told_less_often_but_once_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for cost_s, most in ((0.02, 8), (0.5, 3)):
        press = Press(monkeypatch, cost_s)
        press.change(0)
        press.wait(2)
        before = len(press.out)
        for state in range(100):
            press.change(state)
            press.wait(0.01)
        assert 1 <= len(press.out) - before <= most


def test_a_single_slow_one_puts_nothing_off(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(monkeypatch, 0.3)
    press.change(1)
    press.cost_s = 0.0
    press.change(2)
    assert press.out == [(0, 1), (0.3, 2)]


def test_what_cannot_be_told_now_is_told_later(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(monkeypatch)
    press.can = False
    press.change(1)
    assert press.publisher.owes
    press.wait(0.2)
    press.can = True
    press.wait(0.2)
    assert [state for _, state in press.out] == [1]
    assert not press.publisher.owes


def test_it_can_be_told_from_elsewhere_if_it_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(monkeypatch)
    assert press.publisher.if_due()
    assert not press.publisher.if_due()
    press.wait(0.06)
    assert press.publisher.if_due()


def test_a_publication_that_fails_is_followed_by_others() -> None:
    async def cell() -> list[int]:
        out: list[int] = []

        def publish() -> bool:
            out.append(len(out))
            if len(out) == 1:
                raise RuntimeError("paper jam")
            return True

        publisher = Publisher(publish, asyncio.get_running_loop(), fps=1000)
        with pytest.raises(RuntimeError, match="paper jam"):
            publisher.request()
        publisher.request()
        while publisher.owes:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        return out

    assert within(cell()) == [0, 1]


def within(work: Awaitable[Any]) -> Any:
    """Run *work*, for ten seconds at most."""

    async def limited() -> Any:
        return await asyncio.wait_for(work, 10)

    start = perf_counter()
    found = asyncio.run(limited())
    assert perf_counter() - start < 10
    return found


def test_rate_is_measured_over_about_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(module, "perf_counter", clock)
    rate = Rate()
    rate.measure(5)
    assert rate.value == 0
    rate.begin(0)
    for tick in range(1, 31):
        clock.now += 0.1
        rate.measure(tick)
    assert rate.value == pytest.approx(10)
    rate.end(30)
    clock.now += 5
    rate.measure(1000)
    assert rate.value == pytest.approx(10)
