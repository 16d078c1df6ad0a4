"""The transport as a whole: accessible, legible and by keyboard alone, in a page."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.stand import Stand
from plugboard_nb.widgets.transport import Transport
from timeline.plant import tank, watch

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "x" * 300,
    "\u05e9\u05dc\u05d5\u05dd \u202e",
    "a b&c",
)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def shown(stand: Stand, ticks: int, process: Any = None, **kwargs: Any) -> tuple[Transport, Page]:
    """Show a transport, everything unfolded."""
    view = Transport(process or tank())
    if ticks:
        view.host.controls.step(ticks).result()
    page = stand.show(view, **kwargs)
    for fold in page.locator(".fold").all():
        fold.click()
    return view, page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 400])
def test_axe_finds_nothing_in_any_state(stand: Stand, theme: Any, width: int) -> None:
    view, page = shown(stand, 9, watch(last=30), theme=theme, width=width)
    controls = view.host.controls
    assert stand.axe() == []
    controls.view(4)
    page.locator(".strip.past").wait_for()
    button(page, "Fork from here…").first.click()
    assert stand.axe() == []
    page.get_by_label("name of the new branch").fill("lazy")
    page.keyboard.press("Enter")
    expect(page.locator(".branches li")).to_have_count(2)
    controls.add_breakpoint("bell.n > 20")
    controls.add_breakpoint(events=["alarm"])
    button(page, "Rename lazy").click()
    assert stand.axe() == []
    controls.run()
    button(page, "? keys").click()
    assert stand.axe() == []
    button(page, "Close").click()
    controls.speed(5)
    controls.run(ticks=20)
    button(page, "Pause").wait_for()
    assert stand.axe() == []
    controls.speed(None)
    expect(page.locator(".doing")).to_have_count(0)
    controls.run()
    view.host.settle()
    assert stand.axe() == []


def test_names_are_text_whatever_they_hold(stand: Stand) -> None:
    view, page = shown(stand, 9, width=700)
    for name in HOSTILE:
        view.host.controls.fork(4, name=name).result()
    view.host.controls.view(2, HOSTILE[1])
    expect(page.locator(".branches .name")).to_have_text(["main", *HOSTILE])
    page.get_by_label("branch", exact=True).select_option(HOSTILE[0])
    stand.until(lambda: view.timeline.branch.name == HOSTILE[0])
    assert page.title() != "taken"
    assert page.evaluate("() => document.querySelector('.plugboard').scrollWidth") <= 700


def test_the_keyboard_alone_does_it_all(stand: Stand) -> None:
    view, page = shown(stand, 0, watch())
    press = page.keyboard.press
    page.locator(".plugboard").focus()
    press("ArrowRight")
    stand.until(lambda: view.timeline.tick == 1)
    press("ArrowRight")
    stand.until(lambda: view.timeline.tick == 2)
    press("ArrowLeft")
    stand.until(lambda: view.now["viewing"])
    press("f")
    page.keyboard.type("by hand")
    press("Enter")
    stand.until(lambda: "by hand" in view.timeline.branches)
    expect(page.locator(".plugboard")).to_be_focused()
    press("b")
    page.keyboard.type("bell.n == 4")
    press("Enter")
    stand.until(lambda: len(view.timeline.breakpoints) == 1)
    button(page, "Run").focus()
    press("Enter")
    stand.until(lambda: view.timeline.tick == 4 and not view.host.doing)
    press("Home")
    stand.until(lambda: view.now["shown"] == 0)
    press("End")
    stand.until(lambda: not view.now["viewing"])
    press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert button(page, "Run").evaluate("node => node === document.activeElement")


def test_focus_moves_through_the_controls_in_reading_order(stand: Stand) -> None:
    _, page = shown(stand, 9)
    page.locator(".keys").focus()
    seen = []
    for _ in range(13):
        page.keyboard.press("Tab")
        name = "() => { const a = document.activeElement; return a.getAttribute('aria-label')"
        seen.append(page.evaluate(name + " ?? a.textContent.trim() }"))
    assert seen[:7] == [
        "To the start",
        "Back",
        "Run",
        "Step",
        "To the end",
        "ticks per Step n",
        "Step n",
    ]
    assert seen[7:] == ["tick shown", "speed", "run until", "branch", "Reset", "Breakpoints 0"]


def test_screen_readers_are_told_where_it_is_and_why_it_stopped(stand: Stand) -> None:
    view, page = shown(stand, 0, watch())
    live = page.locator("[aria-live]")
    button(page, "Step").click()
    expect(live).to_have_text("tick 1, waiting")
    view.host.controls.add_breakpoint("bell.n == 3")
    view.host.controls.run()
    expect(live).to_have_text("stopped: breakpoint bell.n == 3 at tick 3")
    view.host.controls.view(2)
    expect(live).to_have_text("Viewing the past: tick 2 of 3.")
