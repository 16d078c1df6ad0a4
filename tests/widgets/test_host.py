"""The host: it alone drives its timeline, and survives what models, cells and pages do to it."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest

from conftest import chain
from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.exceptions import NotInitialisedError, TimelineBusyError, TimelineError
from plugboard_nb.widgets import Host, View
from plugboard_nb.widgets.host import host as hosts
from timeline.plant import tank
from widgets.rough import Rough, rough, shown, tell, until

# One for all -------------------------------------------------------------------------------


def test_views_of_a_process_or_its_timeline_share_one_host() -> None:
    process = chain(2)
    with shown(process) as view:
        assert View(process).host is view.host is Host.of(view.timeline)
        assert View(view.timeline).session == view.session


def test_threads_that_ask_at_once_get_the_same_host() -> None:
    process, found = chain(2), []
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        found.append(View(process).host)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1
    found[0].close(destroy=True)


def test_a_timeline_made_by_hand_is_found_through_its_process() -> None:
    process = tank()
    timeline = Timeline(process)
    asyncio.run(timeline.init())
    with shown(process) as view:
        assert view.timeline is timeline


def test_only_a_process_or_a_timeline_can_be_shown() -> None:
    with pytest.raises(TypeError, match="a widget shows a Process or a Timeline, not 7"):
        View(7)


def test_unknown_argument_is_named() -> None:
    with pytest.raises(TypeError, match="View has no argument 'colour'"):
        View(chain(1), colour="red")


# Components that make trouble --------------------------------------------------------------


def test_what_a_component_raises_is_shown_and_raised_and_what_was_before_is_kept() -> None:
    with shown(rough("raises")) as view:
        ticket = view.host.controls.run(ticks=10)
        with pytest.raises(ValueError, match="out of paper"):
            ticket.result(5)
        view.host.settle()
        assert view.problem["title"] == "rough failed at tick 3"
        assert view.problem["message"] == "ValueError: out of paper"
        assert "in misbehave" in view.problem["traceback"]
        assert view.now["status"] == "failed"
        with pytest.raises(TimelineError, match="rewind"):
            view.host.controls.step().result(5)
        view.host.controls.rewind(2).result(5)
        view.host.settle()
        assert view.problem is None
        assert view.host.controls.step(4).result(5).tick == 6
        assert list(view.timeline.history["rough.x"]) == [1, 2, 3, 4, 5, 6]


def test_what_asks_to_exit_ends_neither_the_thread_nor_the_host() -> None:
    with shown(rough("exits")) as view:
        with pytest.raises(SystemExit):
            view.host.controls.step(5).result(5)
        view.host.controls.rewind(0).result(5)
        assert view.host.controls.step(2).result(5).tick == 2


def test_a_step_that_blocks_is_told_and_waited_for() -> None:
    with shown(rough("blocks")) as view:
        ticket = view.host.controls.step(4)
        stuck = until(lambda: view.now["stuck"])
        assert stuck["component"] == "rough"
        assert 1 <= stuck["seconds"] < 3
        assert view.now["doing"] == "stepping"
        later = view.host.controls.step()  # asked for meanwhile
        assert (ticket.result(8).tick, later.result(5).tick) == (4, 5)
        view.host.settle()
        assert view.now["stuck"] is None
        assert view.now["tick"] == 5


@pytest.mark.parametrize("does", ["awaits", "spins"])
def test_a_step_that_never_returns_can_be_interrupted(does: str) -> None:
    with shown(rough(does)) as view:
        controls = view.host.controls
        ticket = controls.run(ticks=8)
        assert until(lambda: view.now["stuck"])["component"] == "rough"
        tell(view, "interrupt")
        with pytest.raises(TimelineError, match="interrupted"):
            ticket.result(8)
        view.host.settle()
        assert view.now["stuck"] is None
        assert view.now["tick"] == 2
        controls.rewind(2).result(5)
        assert controls.step(3).result(5).tick == 5
        assert len(view.timeline.history["rough.x"]) == 5


def test_interrupt_of_a_run_that_goes_well_is_a_pause() -> None:
    with shown(tank()) as view:
        ticket = view.host.controls.run()
        until(lambda: view.timeline.tick > 10)
        view.host.controls.interrupt()
        assert ticket.result(5).reason == "paused"
        view.host.controls.interrupt()  # of nothing
        assert view.host.controls.step().result(5).reason == "ticks"


def test_what_is_asked_while_a_step_is_stuck_is_done_when_it_has_been_interrupted() -> None:
    with shown(rough("awaits")) as view:
        view.host.controls.step(3)
        until(lambda: view.now["stuck"])
        tell(view, "select", component="rough")  # takes a moment only
        until(lambda: view.host.selected == "rough")
        tell(view, "rewind", tick=1)
        tell(view, "set", what="rough.at", value=99)
        tell(view, "step", n=2)
        view.host.interrupt()
        until(lambda: view.timeline.tick == 3)
        view.host.settle()
        assert [change.tick for change in view.timeline.interventions] == [1]


def test_a_host_that_is_stuck_says_so_when_it_is_closed_and_can_be_later() -> None:
    with shown(rough("awaits")) as view:
        view.host.controls.run()
        until(lambda: view.now["stuck"])
        with pytest.raises(TimelineError, match="running does not come to its end; interrupt"):
            view.host.close(destroy=True)
        assert not view.host.closed
        view.host.interrupt()
        until(lambda: not view.host.doing)
        assert view.timeline._ready  # the close that failed has not happened later
        view.host.controls.rewind(1).result(5)
        assert view.host.controls.step().result(5).tick == 2


SLEEPER = """
import sys, threading
sys.path.insert(0, {tests!r})
from widgets.rough import rough, until
from plugboard_nb.widgets import View
view = View(rough({does!r}))
ticket = view.host.controls.run()
stuck = until(lambda: view.now["stuck"])
view.host.interrupt()
print(stuck["component"], ticket.done, flush=True)
"""


@pytest.mark.timeout(60)
@pytest.mark.parametrize("does", ["sleeps", "awaits"])
def test_the_interpreter_can_exit_whatever_a_step_does(does: str) -> None:
    code = SLEEPER.format(tests=str(Path(__file__).parents[1]), does=does)
    command = [sys.executable, "-W", "error", "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, timeout=50, check=True)
    assert found.stdout == "rough False\n"
    assert found.stderr == ""


# Views -------------------------------------------------------------------------------------


class Clumsy(View):
    """Cannot show tick 2."""

    def compose(self, scene: Any) -> dict[str, Any]:
        if scene.tick == 2:
            raise RuntimeError("no colour left")
        return {}


def test_a_view_that_cannot_show_a_tick_says_so_and_stops_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with shown(tank(), Clumsy) as clumsy:
        other = View(clumsy.timeline)
        clumsy.host.controls.step(2).result(5)
        clumsy.host.settle()
        assert clumsy.problem["title"] == "showing tick 2 did not work"
        assert "no colour left" in clumsy.problem["message"]
        assert "Clumsy could not show tick 2" in caplog.text
        assert other.now["tick"] == clumsy.now["tick"] == 2
        clumsy.host.controls.step().result(5)
        clumsy.host.settle()
        assert clumsy.problem is None


def test_a_subscriber_that_raises_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with shown(tank()) as view:

        def moody(news: frozenset[str]) -> None:
            raise KeyError("not today")

        view.timeline.subscribe(moody)
        assert view.host.controls.step(3).result(5).tick == 3
        view.host.settle()
        assert view.now["tick"] == 3
        assert "not today" in caplog.text


def test_a_run_is_paused_when_the_last_view_has_left_its_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosts, "_GRACE_S", 0.05)
    with shown(tank()) as view:
        other = View(view.timeline)
        tell(other, "mounted", mount="o")
        ticket = view.host.controls.run()
        view.close()
        until(lambda: other.now["running"])
        assert not ticket.done
        tell(other, "gone", mount="o")
        assert ticket.result(5).reason == "paused"


def test_a_view_that_moves_to_another_place_of_the_page_is_not_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosts, "_GRACE_S", 0.3)
    with shown(tank()) as view:
        ticket = view.host.controls.run()
        tell(view, "gone", mount="m")
        tell(view, "mounted", mount="n")
        tick = view.timeline.tick
        threading.Event().wait(0.5)  # longer than the grace
        assert not ticket.done
        assert view.timeline.tick > tick
        view.host.pause()
        ticket.result(5)


def test_the_thread_ends_when_nobody_looks_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "_LINGER_S", 0.05)
    with shown(tank()) as view:
        host = view.host
        host.controls.step(2).result(5)
        assert host.thread is not None  # as long as it is in a page
        tell(view, "gone", mount="m")
        monkeypatch.setattr(hosts, "_GRACE_S", 0.05)
        host.view_left()
        until(lambda: host.thread is None)
        assert host.controls.step(2).result(5).tick == 4
        until(lambda: host.thread is None)


def plugboard_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("plugboard")]


def test_twenty_hosts_made_and_dropped_leave_no_thread_and_no_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosts, "_LINGER_S", 0.05)
    kept: list[Any] = []
    for number in range(20):
        view = View(tank())
        tell(view, "mounted", mount="m")
        view.host.controls.run(ticks=500).result(5)
        kept += [weakref.ref(thing) for thing in (view, view.host, view.timeline.history)]
        if number % 2:
            tell(view, "gone", mount="m")
        view.close()
    del view

    def gone() -> bool:
        gc.collect()
        return not any(ref() for ref in kept) and not plugboard_threads()

    until(gone)


def test_a_cell_that_is_run_again_shows_the_same_host_and_costs_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosts, "_LINGER_S", 0.05)
    process = tank()
    views: list[View] = []
    for number in range(20):
        view = View(process)
        tell(view, "mounted", mount=str(number))
        view.host.controls.step().result(5)
        for before in views[-1:]:
            tell(before, "gone", mount=str(number - 1))
        views.append(view)
    assert view.timeline.tick == 20
    assert sum(each.wanted for each in view.host.views) == 1
    assert len([t for t in plugboard_threads() if t.name != "plugboard-watchdog"]) == 1
    for each in view.host.views:
        each.close()
    view.host.close(destroy=True)
    until(lambda: not plugboard_threads())


# The end -----------------------------------------------------------------------------------


def test_closing_ends_a_run_and_the_thread_and_later_commands_say_so() -> None:
    view = View(tank())
    ticket = view.host.controls.run()
    until(lambda: view.timeline.tick > 5)
    view.host.close()
    assert ticket.result(1).reason == "paused"
    until(lambda: view.host.thread is None)
    with pytest.raises(TimelineError, match="comes too late"):
        view.host.controls.step()
    tell(view, "step")
    assert view.host.problem is not None
    assert "comes too late" in view.host.problem.message
    view.host.close()  # once more
    view.close()


def test_a_timeline_goes_on_without_its_host_and_with_a_new_one() -> None:
    view = View(tank())
    view.host.controls.step(3).result(5)
    view.host.close()
    assert asyncio.run(view.timeline.step(2)).tick == 5
    with shown(view.timeline) as again:
        assert again.host is not view.host
        assert again.host.controls.step().result(5).tick == 6


def test_a_process_is_itself_again_after_close_with_destroy() -> None:
    process = tank(area=2.0)
    with shown(process) as view:
        view.host.controls.step(2).result(5)
        view.host.controls.set("tank.area", 5)
    assert not process.is_initialised
    with shown(process) as view:
        assert view.timeline.tick == 0
        assert process.components["tank"].area == 2.0


def test_a_process_that_cannot_start_is_shown_with_its_problem_and_can_be_mended() -> None:
    door = Door(name="door")
    with shown(LocalProcess([door])) as view:
        view.host.settle()
        assert "the door is shut" in view.problem["message"]
        with pytest.raises(RuntimeError, match="the door is shut"):
            view.host.controls.step().result(5)
        door.shut = False
        assert view.host.controls.step().result(5).tick == 1


class Door(Component):
    """Cannot start while it is shut."""

    io = IO(outputs=["x"])
    shut = True

    async def init(self) -> None:
        if self.shut:
            raise RuntimeError("the door is shut")

    def step(self) -> None:
        self.x = 1


# Others who drive --------------------------------------------------------------------------


def test_who_steps_the_timeline_himself_sees_it_in_the_views() -> None:
    with shown(tank()) as view:

        async def cell() -> None:
            for _ in range(50):
                await view.timeline.step()

        asyncio.run(cell())
        view.host.settle()
        assert view.now["tick"] == view.now["shown"] == 50
        asyncio.run(view.timeline.run(ticks=5000))
        view.host.settle()
        assert view.now["tick"] == 5050
        assert view.host.controls.step().result(5).tick == 5051


def test_who_steps_the_timeline_himself_while_it_runs_is_told_that_it_is_busy() -> None:
    with shown(tank()) as view:
        ticket = view.host.controls.run()
        until(lambda: view.timeline.tick > 5)
        with pytest.raises(TimelineBusyError, match=r"busy with run\(\)"):
            asyncio.run(view.timeline.step())
        view.host.pause()
        ticket.result(5)


def test_a_command_while_somebody_else_runs_the_timeline_fails_with_words() -> None:
    with shown(tank()) as view:
        stop = threading.Event()

        def go_on(timeline: Timeline) -> bool:
            return stop.is_set()

        cell = threading.Thread(target=lambda: asyncio.run(view.timeline.run(until=go_on)))
        cell.start()
        until(lambda: view.timeline.tick > 5)
        with pytest.raises(TimelineBusyError):
            view.host.controls.step().result(5)
        until(lambda: view.now["tick"] > 5)  # it is shown all the same
        stop.set()
        cell.join(5)
        view.host.settle()
        assert view.now["tick"] == view.timeline.tick


def test_a_process_that_was_advanced_directly_is_put_back_by_rewind() -> None:
    process = tank()
    with shown(process) as view:
        view.host.controls.step(3).result(5)
        asyncio.run(process.step())
        with pytest.raises(TimelineError, match="somebody advanced it directly"):
            view.host.controls.step().result(5)
        view.host.controls.rewind(3).result(5)
        assert view.host.controls.step().result(5).tick == 4


def test_a_process_that_was_destroyed_directly_starts_again_with_the_next_run() -> None:
    process = tank()
    with shown(process) as view:
        view.host.controls.step(3).result(5)
        asyncio.run(process.destroy())
        with pytest.raises(NotInitialisedError):
            asyncio.run(view.timeline.step())
        assert view.host.controls.step().result(5).tick == 4


def test_the_cells_loop_is_another_one_than_the_engines() -> None:
    with shown(LocalProcess([Rough("nothing", name="rough")])) as view:

        async def cell() -> Any:
            stop = await view.host.controls.step(2)
            both = await asyncio.gather(view.host.controls.step(), view.host.controls.step())
            return stop, *both

        assert [stop.tick for stop in asyncio.run(cell())] == [2, 3, 4]


# Interrupts --------------------------------------------------------------------------------


def test_a_cell_that_is_cancelled_while_it_awaits_pauses_the_run() -> None:
    with shown(tank()) as view:
        ticket = view.host.controls.run()

        async def cell() -> None:
            await asyncio.wait_for(ticket, 0.2)

        with pytest.raises(TimeoutError):
            asyncio.run(cell())
        assert ticket.result(5).reason == "paused"


def test_where_clicks_wait_for_cells_a_run_without_end_is_not_awaited() -> None:
    with shown(tank()) as view:
        view._receive(None, {"do": "dismiss"}, [])  # on the main thread, as ipykernel 6 does
        ticket = view.host.controls.run()

        async def cell() -> Any:
            return await ticket

        assert asyncio.run(cell()) is ticket
        view.host.pause()
        assert ticket.result(5).reason == "paused"


@pytest.mark.skipif(sys.platform == "win32", reason="needs pthread_kill")
@pytest.mark.parametrize("waits", ["result", "await"])
def test_the_stop_button_pauses_the_run_that_a_cell_waits_for(waits: str) -> None:
    with shown(tank()) as view:
        ticket = view.host.controls.run()

        async def cell() -> None:
            await ticket

        main = threading.main_thread().ident
        assert main is not None

        def press() -> None:
            until(lambda: ticket._listened and view.timeline.tick > 1000)
            signal.pthread_kill(main, signal.SIGINT)

        presser = threading.Thread(target=press)
        presser.start()
        with pytest.raises(KeyboardInterrupt):
            ticket.result(8) if waits == "result" else asyncio.run(cell())
        presser.join()
        assert ticket.result(5).reason == "paused"
        assert view.host.controls.step().result(5).reason == "ticks"


def test_errors_that_nobody_sees_are_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    view = View(rough("raises"))  # in no page
    view.host.controls.step(3)
    until(lambda: not view.host.doing)
    view.host.settle()
    gc.collect()
    assert any(r.levelno == logging.ERROR and "out of paper" in r.message for r in caplog.records)
    view.close()
    view.host.close(destroy=True)
