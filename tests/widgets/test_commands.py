"""Commands: in which order they are done, who waits for whom, and what pause() does to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from plugboard_nb.exceptions import TimelineError
from plugboard_nb.widgets import Ticket
from plugboard_nb.widgets.host.commands import Command, CommandQueue, End, Seen

PEOPLE, CODE = End.SOON, End.IN_SIGHT


class Office:
    """A queue on a loop, what was done, and moves that end when they are told to."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.done: list[str] = []
        self.pauses = 0
        self.open: dict[str, asyncio.Event] = {}
        self.queue = CommandQueue(
            self.loop, self.pause, lambda: "paused", self.began, self.prepare, self.finished
        )

    def pause(self) -> None:
        self.pauses += 1
        if self.queue.present is not None and self.queue.present.what in self.open:
            self.open[self.queue.present.what].set()

    def began(self, command: Command) -> None:
        self.done.append(f"{command.what}...")

    async def prepare(self) -> None:
        await asyncio.sleep(0)

    def finished(self, command: Command, error: Any) -> Callable[[], None] | None:
        self.done.append(command.what if error is None else f"{command.what}: {error}")
        return None

    def put(self, what: str, end: End = End.AT_ONCE, patience: End = CODE) -> Ticket:
        """Put in a command; one that moves goes on until :meth:`end` or a pause."""
        ticket = Ticket(what, lambda: None)
        act = (lambda: what) if end is End.AT_ONCE else self._moving(what)
        advances = end not in (End.AT_ONCE, End.SOON)
        self.queue.put(Command(what, act, ticket, end, patience, "busy", advances))
        self.turn()
        return ticket

    def _moving(self, what: str) -> Any:
        self.open[what] = asyncio.Event()

        async def move() -> str:
            await self.open[what].wait()
            return what

        return move

    def end(self, what: str) -> None:
        self.open[what].set()
        self.turn()

    def turn(self) -> None:
        """Let the loop do all it can."""
        for _ in range(6):
            self.loop.run_until_complete(asyncio.sleep(0))


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.queue.drop(TimelineError("over"))
    if office.queue.task is not None:
        office.queue.task.cancel()
        office.turn()
    office.loop.close()


def test_what_takes_a_moment_is_done_beside_a_run_without_end(office: Office) -> None:
    office.put("run", End.OPEN)
    assert office.put("set").result(0) == "set"
    assert office.pauses == 0


def test_what_comes_after_a_single_step_waits_for_it(office: Office) -> None:
    office.put("step", End.SOON)
    waiting = [office.put("set", patience=PEOPLE), office.put("rewind", End.SOON, PEOPLE)]
    assert not any(ticket.done for ticket in waiting)
    office.end("step")
    assert office.done == ["step...", "step", "set", "rewind..."]


def test_code_waits_for_a_run_with_an_end_in_sight_and_people_do_not(office: Office) -> None:
    office.put("run(9)", End.IN_SIGHT)
    code = office.put("set")
    assert not code.done
    office.end("run(9)")
    assert code.done
    office.put("run(10)", End.IN_SIGHT)
    assert office.put("hold", patience=PEOPLE).done


@pytest.mark.parametrize("end", [End.IN_SIGHT, End.OPEN])
def test_a_move_asked_for_by_people_pauses_a_run_first(office: Office, end: End) -> None:
    office.put("run", end)
    office.put("step", End.SOON, PEOPLE)
    assert office.done == ["run...", "run", "step..."]


def test_a_click_on_step_waits_for_a_counted_step_and_a_click_on_rewind_pauses_it(
    office: Office,
) -> None:
    office.put("step(9)", End.COUNTED)
    office.put("step", End.SOON, End.COUNTED)
    assert office.pauses == 0
    office.end("step(9)")
    office.end("step")
    office.put("step(10)", End.COUNTED)
    office.put("rewind", End.SOON, PEOPLE)
    assert office.done[-3:] == ["step(10)...", "step(10)", "rewind..."]


def test_people_pause_a_run_though_code_waits_for_it(office: Office) -> None:
    office.put("run(9)", End.IN_SIGHT)
    office.put("fork", End.SOON, CODE)
    office.put("rewind", End.SOON, PEOPLE)
    assert office.done == ["run(9)...", "run(9)", "fork..."]


def test_a_run_that_is_paused_before_it_has_begun_does_not_begin(office: Office) -> None:
    ticket = Ticket("run", lambda: None)
    office._moving("run")
    office.queue.put(Command("run", office._moving("run"), ticket, End.OPEN, CODE, "", True))
    office.queue.pause()
    office.turn()
    assert ticket.result(0) == "paused"


def test_pause_calls_off_the_advances_that_wait_and_nothing_else(office: Office) -> None:
    office.put("rewind", End.SOON)
    off, kept = office.put("run", End.OPEN), office.put("set")
    office.queue.pause()
    assert (off.result(0), off.number, kept.done) == ("paused", 0, False)
    office.end("rewind")
    assert kept.done


def test_tickets_are_numbered_in_the_order_in_which_commands_begin(office: Office) -> None:
    run, first, second = office.put("run", End.OPEN), office.put("a"), office.put("b")
    assert [run.number, first.number, second.number] == [1, 2, 3]


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(1), KeyboardInterrupt()])
def test_what_goes_wrong_is_the_tickets_and_the_queue_goes_on(
    office: Office, error: BaseException
) -> None:
    async def fail() -> None:
        raise error

    def fail_at_once() -> None:
        raise error

    tickets = [Ticket(what, lambda: None) for what in ("moving", "at once")]
    office.queue.put(Command("moving", fail, tickets[0], End.SOON))
    office.queue.put(Command("at once", fail_at_once, tickets[1]))
    office.turn()
    for ticket in tickets:
        with pytest.raises(BaseException):  # noqa: B017, PT011
            ticket.result(0)
    assert office.put("next").done


def test_a_move_that_is_cut_off_says_so(office: Office) -> None:
    ticket = office.put("step", End.SOON)
    assert office.queue.task is not None
    office.queue.task.cancel()
    office.turn()
    with pytest.raises(TimelineError, match="step was interrupted"):
        ticket.result(0)


def test_who_waits_is_told_even_if_the_telling_fails(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(command: Command, error: Any) -> None:
        raise RuntimeError("nobody there")

    monkeypatch.setattr(office.queue, "_finished", fail)
    assert office.put("set").result(0) == "set"
    assert "the end of set could not be told" in caplog.text


def test_what_waits_can_be_dropped(office: Office) -> None:
    office.put("rewind", End.SOON)
    one, other = office.put("a"), office.put("b")
    office.queue.drop(TimelineError("closed"), only=one)
    with pytest.raises(TimelineError, match="closed"):
        one.result(0)
    assert not other.done
    assert len(office.queue) == 1


def test_a_message_is_new_once_and_one_without_an_id_always() -> None:
    seen = Seen()
    assert [seen.is_new(message) for message in ("a", "a", "b", "", "")] == [
        True,
        False,
        True,
        True,
        True,
    ]


def test_old_messages_are_forgotten() -> None:
    seen = Seen()
    for number in range(3000):
        seen.is_new(str(number))
    assert len(seen._ids) == 1000
    assert not seen.is_new("2999")
