"""Controls: a method per button, for code and for pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from plugboard_nb import LocalProcess
from plugboard_nb.exceptions import (
    TimelineError,
    UnknownFieldError,
    ValidationError,
)
from plugboard_nb.timeline import ConditionError
from plugboard_nb.widgets import Host, View
from plugboard_nb.widgets.host.controls import COMMANDS, Controls
from timeline.plant import tank, watch
from widgets.rough import Rough, rough, shown, tell, until


@pytest.fixture
def view() -> Iterator[View]:
    with shown(tank()) as view:
        yield view


@pytest.fixture
def bench(view: View) -> Controls:
    return view.host.controls


def where(bench: Controls) -> tuple[str, int]:
    return bench._host.timeline.branch.name, bench._host.timeline.tick


def viewed(bench: Controls) -> int | None:
    return bench._host.viewed[1] if bench._host.viewed else None


def test_every_command_of_a_page_is_a_method() -> None:
    assert all(callable(getattr(Controls, name)) for name in COMMANDS)
    assert not Controls.is_command("from_page")


# Forward and back --------------------------------------------------------------------------


def test_step_run_and_back_do_what_they_say_one_after_the_other(bench: Controls) -> None:
    bench.step(10)
    bench.back(3)
    assert viewed(bench) == 7
    assert bench.step(2).result(5).tick == 9
    assert (viewed(bench), where(bench)) == (9, ("main", 10))
    bench.step(5).result(5)
    assert viewed(bench) is None, "the last tick is the present"
    assert bench.step().result(5).tick == 11


def test_back_ends_at_tick_0_and_view_returns_to_now(bench: Controls) -> None:
    bench.step(3).result(5)
    bench.back(50)
    assert viewed(bench) == 0
    bench.view()
    assert viewed(bench) is None


def test_viewing_changes_nothing_and_run_begins_at_the_present(bench: Controls) -> None:
    bench.step(6).result(5)
    bench.view(2)
    assert bench.run(ticks=2).result(5).tick == 8
    assert (viewed(bench), where(bench)) == (None, ("main", 8))


def test_the_past_can_be_viewed_during_a_run_and_stays_in_view(view: View) -> None:
    run = view.host.controls.run()
    until(lambda: view.timeline.tick > 20)
    tell(view, "view", tick=5)
    until(lambda: view.now["shown"] == 5)
    tick = view.now["tick"]
    until(lambda: view.now["tick"] > tick)
    assert (view.now["shown"], view.now["viewing"], run.done) == (5, True, False)
    tell(view, "view")
    until(lambda: view.now["shown"] > tick)
    view.host.pause()
    run.result(5)


@pytest.mark.parametrize("tick", [7, -1])
def test_a_tick_that_does_not_exist_cannot_be_viewed(bench: Controls, tick: int) -> None:
    bench.step(3).result(5)
    with pytest.raises(IndexError, match="it has ticks 0 to 3"):
        bench.view(tick)


def test_another_branch_can_be_viewed_and_the_slider_stays_on_it(bench: Controls) -> None:
    bench.step(8).result(5)
    bench.fork(2, name="other").result(5)
    bench.view(branch="main")
    assert viewed(bench) == 8
    bench.view(5)
    assert bench._host.viewed is not None
    assert (bench._host.viewed[0].name, viewed(bench)) == ("main", 5)


@pytest.mark.parametrize("n", [0, -1, 1.5, True, "2"])
def test_a_number_of_ticks_is_a_whole_one(bench: Controls, n: Any) -> None:
    for ask in (bench.step, bench.back):
        with pytest.raises(ValidationError, match="must be a whole number, 1 or more"):
            ask(n)


def test_run_until_a_condition_and_its_mistakes_are_told_at_once(bench: Controls) -> None:
    stop = bench.run(until="tick == 7").result(5)
    assert (stop.reason, stop.tick, stop.text) == ("until", 7, "tick == 7")
    with pytest.raises(ConditionError):
        bench.run(until="tank.level >")
    assert [(tick, text) for _, tick, text in bench._host.hits] == [(7, "tick == 7")]


def test_pause_right_after_run_and_run_right_after_pause(bench: Controls) -> None:
    for _ in range(20):
        run = bench.run()
        bench.pause()
        assert run.result(5).reason == "paused"
        bench.pause()
        assert bench.run(ticks=2).result(5).reason == "ticks"


def test_a_step_asked_for_right_after_a_run_ends_it(bench: Controls) -> None:
    for _ in range(20):
        run = bench.run()
        assert bench.step().result(5).reason == "ticks"
        assert run.result(0).reason == "paused"


def test_pause_calls_off_what_waits(bench: Controls) -> None:
    bench.speed(20)
    asked = [bench.run(ticks=500), bench.step(5), bench.run()]
    bench.pause()
    assert [ticket.result(5).reason for ticket in asked] == ["paused"] * 3
    assert bench._host.timeline.tick < 500


def test_clicks_on_step_add_up(view: View) -> None:
    view.host.controls.speed(200)
    tell(view, "step", n=10)
    for _ in range(5):
        tell(view, "step")
    until(lambda: view.timeline.tick == 15)


def test_speed_and_fps_are_followed_and_checked(view: View) -> None:
    bench = view.host.controls
    bench.speed(50)
    run = bench.run()
    until(lambda: view.timeline.tick >= 3)
    assert view.timeline.tick < 100
    bench.speed(None)
    until(lambda: view.timeline.tick > 1000)
    bench.pause()
    run.result(5)
    bench.fps(5)
    view.host.settle()
    assert (view.now["pace"], view.now["fps"]) == (None, 5)
    for wrong in (0, 61, "fast", True):
        with pytest.raises(ValidationError, match="fps is"):
            bench.fps(wrong)  # type: ignore[arg-type]


# Elsewhere ---------------------------------------------------------------------------------


def test_rewind_goes_to_the_tick_shown(bench: Controls) -> None:
    bench.step(8).result(5)
    bench.view(3)
    bench.rewind().result(5)
    assert (where(bench), viewed(bench)) == (("main", 3), None)
    bench.step().result(5)
    assert where(bench) == ("branch 1", 4)


def test_rewind_goes_to_the_branch_shown(bench: Controls) -> None:
    bench.step(8).result(5)
    bench.fork(2, name="other").result(5)
    bench.view(6, "main")
    bench.rewind().result(5)
    assert where(bench) == ("main", 6)


def test_fork_goes_to_the_new_branch_with_its_settings(bench: Controls) -> None:
    bench.step(8).result(5)
    branch = bench.fork(4, name="wide", set={"tank.area": 4.0}, hold={"walk.x": 1}).result(5)
    assert where(bench) == ("wide", 4)
    assert [c.kind for c in branch.interventions] == ["set", "hold"]


def test_fork_at_the_present_keeps_what_was_changed_there(bench: Controls) -> None:
    bench.step(3).result(5)
    bench.set("tank.area", 7)
    bench.fork(name="other").result(5)
    assert bench._host.timeline.view().parameters is not None
    assert [c.new for c in bench._host.timeline.interventions] == [7]


def test_a_fork_that_is_not_possible_leaves_everything_where_it_was(bench: Controls) -> None:
    bench.step(8).result(5)
    bench.fork(2, name="other").result(5)
    bench.step(3).result(5)
    bench.rewind(4).result(5)
    bench.view(6, "main")
    with pytest.raises(ValidationError, match="needs a name of its own"):
        bench.fork(name="other").result(5)
    assert where(bench) == ("other", 4)
    assert bench._host.timeline.branches["other"].last_tick == 5


def test_switch_rename_and_delete(bench: Controls) -> None:
    bench.step(4).result(5)
    bench.fork(2, name="other").result(5)
    bench.switch("main").result(5)
    assert where(bench) == ("main", 4)
    bench.rename("other", "second")
    with pytest.raises(TimelineError, match="cannot be deleted"):
        bench.delete("main").result(5)
    bench.delete("second").result(5)
    assert list(bench._host.timeline.branches) == ["main"]


def test_reset_keeps_parameters_and_arguments_but_no_state(bench: Controls) -> None:
    bench.step(5).result(5)
    bench.set({"tank.area": 2.0, "walk.sigma": 3.0})
    bench.set("tank.volume", 100.0)
    bench.step(2).result(5)
    bench.reset().result(5)
    timeline = bench._host.timeline
    assert (timeline.tick, timeline.process.components["tank"].area) == (0, 2.0)
    assert timeline.process.components["tank"].volume == 0.0
    assert timeline.branches["main"].last_tick == 7
    branch = timeline.branch
    bench.reset().result(5)
    assert timeline.branch is branch, "there is nothing to reset"


def test_reset_without_changes_goes_to_the_start(bench: Controls) -> None:
    bench.step(5).result(5)
    bench.reset().result(5)
    assert where(bench) == ("main", 0)
    bench.step().result(5)
    assert where(bench) == ("branch 1", 1)


def test_reset_brings_back_a_model_that_failed_in_its_first_tick() -> None:
    with shown(rough("raises", at=1)) as view:
        with pytest.raises(ValueError, match="paper"):
            view.host.controls.step().result(5)
        view.host.controls.reset().result(5)
        assert view.host.controls.step(3).result(5).tick == 3


def test_undo_goes_on_without_one_change(bench: Controls) -> None:
    bench.step(2).result(5)
    bench.set("tank.area", 2.0)
    bench.step(2).result(5)
    bench.hold("walk.x", 1.0)
    bench.step(2).result(5)
    bench.undo(1).result(5)
    assert where(bench)[1] == 4
    assert [c.what for c in bench._host.timeline.interventions] == ["tank.area"]
    with pytest.raises(IndexError, match="there is no intervention 5; there are 1"):
        bench.undo(5).result(5)


# Changes -----------------------------------------------------------------------------------


def test_the_present_cannot_be_changed_while_the_past_is_viewed(bench: Controls) -> None:
    bench.step(5).result(5)
    bench.back(2)
    changes: list[Callable[[], Any]] = [
        lambda: bench.set("tank.area", 2),
        lambda: bench.hold("walk.x", 2),
        lambda: bench.release("walk.x"),
    ]
    for change in changes:
        with pytest.raises(TimelineError, match="tick 3 is viewed; return to now"):
            change()
    assert not bench._host.timeline.interventions


def test_a_change_during_a_run_is_made_between_two_ticks(view: View) -> None:
    run = view.host.controls.run()
    until(lambda: view.timeline.tick > 10)
    view.host.controls.set("tank.area", 2.0)
    until(lambda: view.timeline.interventions)
    assert not run.done
    view.host.pause()
    run.result(5)
    assert view.timeline.process.components["tank"].area == 2.0


@pytest.mark.parametrize(
    ("what", "value", "error"),
    [("tank.aera", 1, UnknownFieldError), ("tank.area", -1, ValueError)],
)
def test_a_change_that_is_not_possible_is_refused_in_code_and_shown_to_pages(
    view: View, what: str, value: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        view.host.controls.set(what, value)
    view.host.settle()
    assert view.problem is None
    tell(view, "set", what=what, value=value)
    view.host.settle()
    assert view.problem["title"] == f"set {what} did not work"
    tell(view, "dismiss")
    view.host.settle()
    assert view.problem is None


def test_wrong_arguments_of_a_page_are_shown(view: View) -> None:
    tell(view, "step", ticks=3)
    view.host.settle()
    assert view.problem["title"] == "step did not work"
    tell(view, "step", n=0)
    view.host.settle()
    assert "must be a whole number" in view.problem["message"]


def test_breakpoints_come_go_and_rest() -> None:
    with shown(watch()) as view:
        bench = view.host.controls
        bench.add_breakpoint("bell.n == 3")
        bench.add_breakpoint(events=["alarm"])
        assert bench.run().result(5).tick == 3
        bench.enable_breakpoint(1, False)
        assert bench.run(ticks=4).result(5).tick == 7
        bench.enable_breakpoint(1)
        assert bench.run().result(5).tick == 10
        bench.remove_breakpoint(0)
        assert [str(point) for point in view.timeline.breakpoints] == ["event alarm"]
        with pytest.raises(IndexError, match="there is no breakpoint 4; there are 1"):
            bench.remove_breakpoint(4)


def test_a_breakpoint_added_during_a_run_stops_it() -> None:
    with shown(watch()) as view:
        run = view.host.controls.run()
        until(lambda: view.timeline.tick > 5)
        view.host.controls.add_breakpoint("bell.n > 10")
        view.host.controls.add_breakpoint(events=["alarm"])
        assert run.result(8).reason == "breakpoint"


# The drawing and the rest ------------------------------------------------------------------


def test_a_box_stays_where_it_was_put_within_reason(bench: Controls) -> None:
    layout = bench._host.timeline.layout
    bench.move("tank", 10, -5)
    bench.move("walk", 1e9, 3.5)
    assert layout == {"tank": (10.0, 0.0), "walk": (1e5, 3.5)}
    with pytest.raises(ValidationError, match="cannot be at nan px"):
        bench.move("tank", float("nan"), 0)
    with pytest.raises(ValidationError, match="there is no component 'tonk'"):
        bench.move("tonk", 0, 0)
    bench.arrange()
    assert not layout


def test_a_component_can_be_selected_while_the_model_is_busy() -> None:
    with shown(rough("awaits", at=1)) as view:
        view.host.controls.step()
        until(lambda: view.host.doing)
        view.host.controls.select("rough")
        assert view.host.selected == "rough"
        with pytest.raises(ValidationError, match="there is no component 'ruff'"):
            view.host.controls.select("ruff")
        view.host.controls.select()
        assert view.host.selected == ""
        view.host.interrupt()
        until(lambda: not view.host.doing)


def test_code_gets_a_ticket_where_a_moment_becomes_long(view: View) -> None:
    view.host.controls.speed(5)
    run = view.host.controls.run(ticks=8)
    changed = view.host.controls.set("tank.area", 3.0)  # waits for what was asked for before
    assert repr(changed) == "<set tank.area: going on>"
    view.host.controls.speed(None)
    assert (run.result(5).tick, changed.result(5)) == (8, None)


def test_a_component_may_ask_for_a_pause_itself() -> None:
    """On the engine's thread, where nobody may wait."""

    class Careful(Rough):
        async def misbehave(self) -> None:
            hosts[0].controls.pause()
            hosts[0].controls.select("rough")

    hosts: list[Host] = []
    with shown(LocalProcess([Careful("pauses", name="rough")])) as view:
        hosts.append(view.host)
        assert view.host.controls.run().result(5).reason == "paused"
        assert view.host.selected == "rough"
