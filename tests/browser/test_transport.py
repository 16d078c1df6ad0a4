"""The transport in a page: every button does what it says, or says why it cannot."""

from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.stand import Stand
from parts import Source
from plugboard_nb import IO, Component, LocalProcess
from plugboard_nb.library import Clock
from plugboard_nb.widgets.transport import Transport
from timeline.plant import tank, watch


class Sleeper(Component):
    """Does not return from its third step, unless it is interrupted."""

    io = IO(outputs=["n"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.count = 0

    def step(self) -> None:
        self.count += 1
        while self.count == 3:
            pass
        self.n = self.count


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def shown_at(
    stand: Stand, ticks: int, process: Any = None, **kwargs: Any
) -> tuple[Transport, Page]:
    """Show a transport whose head is at a tick."""
    view = Transport(process or tank())
    if ticks:
        view.host.controls.step(ticks).result()
    return view, stand.show(view, **kwargs)


def test_step_and_back_and_the_ends_are_what_they_are_called(stand: Stand) -> None:
    view, page = shown_at(stand, 0)
    button(page, "Step").click()
    expect(page.locator(".where")).to_have_text("1 / 1")
    page.get_by_label("ticks per Step n").fill("7")
    button(page, "Step n").click()
    expect(page.locator(".tick")).to_have_text("tick 8")
    button(page, "Back").click()
    expect(page.locator(".where")).to_have_text("7 / 8")
    assert view.timeline.tick == 8, "Back looks, and moves nothing"
    button(page, "To the start").click()
    expect(page.locator(".where")).to_have_text("0 / 8")
    button(page, "Step").click()
    expect(page.locator(".where")).to_have_text("1 / 8")
    button(page, "To the end").click()
    expect(page.locator(".where")).to_have_text("8 / 8")
    expect(page.locator(".strip.past")).to_be_hidden()
    assert view.timeline.tick == 8


def test_run_becomes_pause_and_back(stand: Stand) -> None:
    view, page = shown_at(stand, 0)
    button(page, "Run").click()
    button(page, "Pause").click()
    expect(button(page, "Run")).to_be_visible()
    view.host.settle()
    assert view.timeline.tick > 0
    expect(page.locator(".message")).to_have_text(f"paused at tick {view.timeline.tick:,}")
    expect(page.locator(".tick")).to_have_text(f"tick {view.timeline.tick:,}")


def test_reset_goes_to_tick_0_and_keeps_what_was(stand: Stand) -> None:
    view, page = shown_at(stand, 9)
    button(page, "Reset").click()
    expect(page.locator(".where")).to_have_text("0 / 9")
    expect(page.locator(".message")).to_contain_text("stepping on from here begins a new branch")
    button(page, "Step").click()
    stand.until(lambda: len(view.timeline.branches) == 2)
    assert view.timeline.branches["main"].last_tick == 9


def test_the_past_is_announced_and_left_in_three_ways(stand: Stand) -> None:
    view, page = shown_at(stand, 9)
    strip = page.locator(".strip.past")
    expect(strip).to_be_hidden()
    view.host.controls.view(4)
    expect(strip).to_contain_text("Viewing the past: tick 4 of 9.")
    button(page, "Return to now").click()
    expect(strip).to_be_hidden()
    view.host.controls.view(4)
    button(page, "Rewind to here").click()
    expect(strip).to_be_hidden()
    assert view.timeline.tick == 4
    view.host.controls.view(7)
    expect(strip).to_contain_text("Viewing what came later: tick 7; now is tick 4.")


def test_a_fork_is_named_in_place(stand: Stand) -> None:
    view, page = shown_at(stand, 9)
    view.host.controls.view(4)
    button(page, "Fork from here…").first.click()
    name = page.get_by_label("name of the new branch")
    expect(name).to_be_focused()
    name.press("Escape")
    expect(name).to_be_hidden()
    button(page, "Fork from here…").first.click()
    name.fill("main")
    name.press("Enter")
    expect(button(page, "Fork")).to_have_attribute(
        "title", "there is a branch of that name already"
    )
    name.fill("lazy")
    name.press("Enter")
    stand.until(lambda: "lazy" in view.timeline.branches)
    expect(page.get_by_label("branch", exact=True)).to_have_value("lazy")
    assert view.timeline.branches["lazy"].departure == 4


def test_the_slider_views_tick_by_tick(stand: Stand) -> None:
    view, page = shown_at(stand, 9)
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "tick 9 of 9, now")
    slider.focus()
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "tick 7 of 9, viewing the past")
    stand.until(lambda: view.now["shown"] == 7)
    slider.press("Home")
    stand.until(lambda: view.now["shown"] == 0)
    slider.press("End")
    stand.until(lambda: not view.now["viewing"])
    assert view.timeline.tick == 9


def test_the_slider_can_be_dragged_and_follows_the_cursor_of_a_plot(stand: Stand) -> None:
    view, page = shown_at(stand, 100)
    box = page.get_by_role("slider").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 5, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=8)
    page.mouse.up()
    stand.until(lambda: abs(view.now["shown"] - 50) <= 2)
    expect(page.locator(".where .shown")).to_have_text(str(view.now["shown"]))
    session = view.session
    page.evaluate(
        "name => document.dispatchEvent(new CustomEvent(name, {detail: {tick: 33}}))",
        f"plugboard:{session}:cursor",
    )
    expect(page.locator(".where .shown")).to_have_text("33")


def test_a_million_ticks_are_as_fine_as_ten(stand: Stand) -> None:
    view, page = shown_at(stand, 1_000_000, LocalProcess([Clock(name="clock")]))
    slider = page.get_by_role("slider")
    slider.press("ArrowLeft")
    expect(page.locator(".where")).to_have_text("999,999 / 1,000,000")
    slider.press("PageDown")
    stand.until(lambda: 850_000 < view.now["shown"] < 950_000)
    slider.press("ArrowRight")
    tick = int(slider.input_value())
    stand.until(lambda: view.now["shown"] == tick)


def test_buttons_that_cannot_be_used_say_why(stand: Stand) -> None:
    _, page = shown_at(stand, 0, LocalProcess([Source([1, 2], name="source")]))
    for name in ("To the start", "Back"):
        expect(button(page, name)).to_have_attribute("title", "this is the first tick")
    expect(button(page, "To the end")).to_have_attribute("title", "this is the newest tick")
    button(page, "Back").click(force=True)  # playwright would wait until it is enabled
    expect(page.locator("[aria-live]")).to_have_text("this is the first tick")
    button(page, "Run").click()
    expect(page.locator(".status")).to_have_text("completed")
    why = "the model has ended at tick 2: rewind or fork to take another turn"
    for name in ("Run", "Step", "Step n"):
        expect(button(page, name)).to_have_attribute("title", why)
        expect(button(page, name)).to_have_attribute("aria-disabled", "true")
    page.get_by_label("ticks per Step n").fill("0")
    expect(button(page, "Step n")).to_have_attribute(
        "title", "type a whole number of ticks, 1 to 1,000,000,000"
    )


def test_a_failure_shows_the_way_on(stand: Stand) -> None:
    view, page = shown_at(stand, 0, watch(fails_at=8))
    button(page, "Run").click()
    expect(page.get_by_role("alert")).to_contain_text("the guard fell asleep")
    expect(button(page, "Step")).to_have_attribute("title", "failed at tick 8: rewind to go on")
    assert stand.axe() == []
    button(page, "Rewind to tick 7").click()
    expect(page.locator(".status")).to_have_text("waiting")
    expect(page.locator(".strip.failed")).to_be_hidden()
    assert view.timeline.tick == 7


def test_a_step_that_does_not_return_can_be_interrupted(stand: Stand) -> None:
    _, page = shown_at(stand, 0, LocalProcess([Sleeper(name="sleeper")]))
    button(page, "Run").click()
    strip = page.locator(".strip.stuck")
    expect(strip).to_contain_text("sleeper.step() has not returned for")
    assert stand.axe() == []
    button(page, "Interrupt").click()
    expect(strip).to_be_hidden()
    expect(page.locator(".strip.failed")).to_contain_text("Tick 3 was cut off. Step takes it again")
    button(page, "Rewind to tick 2").click()
    expect(page.locator(".strip.failed")).to_be_hidden()
    expect(button(page, "Run")).to_be_visible()


def test_two_ticks_a_second_are_two_ticks_a_second(stand: Stand) -> None:
    view, page = shown_at(stand, 0)
    page.get_by_label("speed").select_option("2 ticks/s")
    stand.until(lambda: view.timeline.pace == 2)
    button(page, "Run").click()
    stand.until(lambda: view.timeline.tick >= 1)
    began, first = monotonic(), view.timeline.tick
    stand.until(lambda: view.timeline.tick >= first + 4)
    assert 1.4 < monotonic() - began < 3
    page.get_by_label("speed").select_option("as fast as it goes")
    stand.until(lambda: view.timeline.tick > 1000)
    button(page, "Pause").click()
    page.get_by_label("how often it is drawn").select_option("5/s")
    stand.until(lambda: view.host.fps == 5)
    assert view.timeline.pace is None


def test_a_speed_given_in_python_is_shown(stand: Stand) -> None:
    view, page = shown_at(stand, 0)
    view.host.controls.speed(3.5)
    expect(page.get_by_label("speed").locator("option:checked")).to_have_text("3.5 ticks/s")


def test_the_slider_stands_still_under_the_hand_during_a_run(stand: Stand) -> None:
    view, page = shown_at(stand, 50)
    view.host.controls.speed(200)
    slider = page.get_by_role("slider")
    box = slider.bounding_box()
    assert box is not None
    button(page, "Run").click()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    far = slider.get_attribute("max")
    stand.until(lambda: view.now["tick"] > 150 and view.now["viewing"])
    assert slider.get_attribute("max") == far
    assert slider.input_value() == str(view.now["shown"])
    page.mouse.up()
    expect(slider).not_to_have_attribute("max", str(far))
    button(page, "Pause").click()


def test_a_run_with_a_known_end_shows_how_far_it_is(stand: Stand) -> None:
    view, page = shown_at(stand, 0)
    view.host.controls.speed(20)
    view.host.controls.run(ticks=1000)
    expect(page.locator(".message")).to_contain_text("to tick 1,000 · ")
    expect(page.locator(".message")).to_contain_text(" s left")
    expect(page.get_by_role("progressbar")).to_be_visible()
    button(page, "Pause").click()
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_nothing_moves_under_the_pointer_during_a_run(stand: Stand) -> None:
    view, page = shown_at(stand, 0)
    view.host.controls.speed(100)
    places = "() => [...document.querySelectorAll('.controls button, .controls select')]"
    places += ".map(b => Math.round(b.getBoundingClientRect().x)).join()"
    button(page, "Run").click()
    stand.until(lambda: view.now["tick"] > 3)
    before = page.evaluate(places)
    stand.until(lambda: view.now["tick"] > 60)
    assert page.evaluate(places) == before
    button(page, "Pause").click()
    expect(button(page, "Run")).to_be_visible()
    assert page.evaluate(places) == before


@pytest.mark.parametrize("width", [1400, 700, 400])
def test_it_wraps_and_never_overflows(stand: Stand, width: int) -> None:
    view, page = shown_at(stand, 123, tank(), width=width)
    view.host.controls.view(42)
    for name in ("Breakpoints 0", "Branches 1"):
        button(page, name).click()
    wide = "() => document.querySelector('.plugboard').scrollWidth"
    stand.until(lambda: page.evaluate(wide) <= width)
    outside = page.evaluate(
        "() => [...document.querySelectorAll('.plugboard *')].filter(e => e.offsetParent &&"
        f" e.getBoundingClientRect().right > {width} + 13).map(e => e.className)"
    )
    assert outside == []
