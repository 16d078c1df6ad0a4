"""Conditions, breakpoints and branches of the transport, in a page."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from browser.stand import Stand
from plugboard_nb import LocalProcess
from plugboard_nb.library import Clock
from plugboard_nb.widgets.transport import Transport
from timeline.plant import tank, watch


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


# Conditions ------------------------------------------------------------------------------------


def test_a_wrong_condition_is_pointed_at_while_it_is_typed(stand: Stand) -> None:
    _, page = shown(stand, 0)
    until, fault = page.get_by_label("run until"), page.locator(".bar .fault")
    until.press_sequentially("1 < tank.levle + 2")
    expect(fault).to_contain_text("column 5: there is no field 'tank.levle'")
    expect(fault.locator("mark")).to_have_text("t")
    expect(until).to_have_attribute("aria-invalid", "true")
    expect(button(page, "Run")).to_have_attribute("aria-disabled", "true")
    assert stand.axe() == []
    until.fill("1 < tank.level")
    expect(fault).to_be_hidden()
    expect(button(page, "Run")).not_to_have_attribute("aria-disabled", "true")


def test_enter_runs_until_the_condition_and_says_so(stand: Stand) -> None:
    view, page = shown(stand, 0, watch())
    page.get_by_label("run until").fill("bell.n >= 42")
    page.get_by_label("run until").press("Enter")
    expect(page.locator(".message")).to_have_text("◆stopped: bell.n >= 42 holds at tick 42")
    page.get_by_label("run until").fill("bell.n >= 50")
    button(page, "Run").click()
    expect(page.locator(".message")).to_have_text("◆stopped: bell.n >= 50 holds at tick 50")
    page.get_by_label("run until").fill("bell.n >= 60")
    button(page, "Back").focus()
    page.locator(".header").click()
    page.keyboard.press(" ")
    expect(page.locator(".message")).to_have_text("◆stopped: bell.n >= 60 holds at tick 60")
    assert view.timeline.tick == 60


def test_steady_is_a_condition_too(stand: Stand) -> None:
    from plugboard_nb.library import Constant

    _, page = shown(stand, 0, LocalProcess([Constant(name="still", value=1.0)]))
    page.get_by_label("run until").fill("steady")
    page.get_by_label("run until").press("Enter")
    expect(page.locator(".message")).to_contain_text("stopped: steady at tick")


def test_names_are_completed(stand: Stand) -> None:
    _, page = shown(stand, 0, LocalProcess([Clock(name="hot-clock"), Clock(name="cold")]))
    until = page.get_by_label("run until")
    until.press_sequentially("1 < ou")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(
        ["hot-clock.out", "cold.out"]
    )
    until.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_text("hot-clock.out")
    assert stand.axe() == []
    until.press("Enter")
    expect(until).to_have_value('1 < "hot-clock.out"')
    until.fill("co")
    page.get_by_role("option", name="cold.out").click()
    expect(until).to_have_value("cold.out")
    expect(page.get_by_role("listbox")).to_be_hidden()


# Breakpoints -----------------------------------------------------------------------------------


def test_breakpoints_are_added_hit_disabled_and_removed(stand: Stand) -> None:
    view, page = shown(stand, 0, watch())
    field, points = page.get_by_label("condition of a new breakpoint"), view.timeline.breakpoints
    expect(button(page, "Add")).to_have_attribute("title", "type a condition first")
    field.fill("bell.n == 3")
    field.press("Enter")
    row = page.locator(".breakpoints li")
    expect(row).to_have_count(1)
    button(page, "Run").click()
    expect(page.locator(".message")).to_have_text("◆stopped: breakpoint bell.n == 3 at tick 3")
    expect(row).to_contain_text("hit once")
    page.get_by_label("add a breakpoint on an event").select_option("alarm")
    expect(row).to_have_count(2)
    row.nth(1).get_by_role("checkbox").uncheck()
    stand.until(lambda: not points[1].enabled)
    row.nth(1).get_by_role("checkbox").check()
    stand.until(lambda: points[1].enabled)
    button(page, "Run").click()
    expect(page.locator(".message")).to_have_text("◆stopped: breakpoint event alarm at tick 5")
    button(page, "Remove breakpoint bell.n == 3").dblclick()
    expect(row).to_have_count(1)
    assert [str(point) for point in points] == ["event alarm"], "a double click removes one"


def test_a_wrong_breakpoint_is_pointed_at(stand: Stand) -> None:
    view, page = shown(stand, 0, watch())
    page.get_by_label("condition of a new breakpoint").fill("bell.n = 3")
    button(page, "Add").click()
    expect(page.locator(".panel .fault")).to_contain_text("column 8: '=' is not allowed")
    assert len(view.timeline.breakpoints) == 0


def test_the_key_b_leads_to_a_new_breakpoint(stand: Stand) -> None:
    page = stand.show(Transport(watch()))
    page.locator(".header").click()
    page.keyboard.press("b")
    expect(page.get_by_label("condition of a new breakpoint")).to_be_focused()


# Branches --------------------------------------------------------------------------------------


def test_branches_are_a_tree_that_can_be_walked(stand: Stand) -> None:
    view, page = shown(stand, 9)
    view.host.controls.fork(4, name="lazy").result()
    view.host.controls.step(2).result()
    rows = page.locator(".branches li")
    expect(rows.nth(1)).to_contain_text("left main at tick 4, to tick 6")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    stroke = "node => getComputedStyle(node).stroke"
    assert rows.nth(1).locator("line").evaluate(stroke) == "rgb(213, 94, 0)"
    assert rows.nth(1).locator("line").get_attribute("stroke-dasharray")
    button(page, "Switch main").click()
    expect(page.get_by_label("branch", exact=True)).to_have_value("main")
    page.get_by_label("branch", exact=True).select_option("lazy")
    stand.until(lambda: view.timeline.branch.name == "lazy")
    button(page, "View main").click()
    expect(page.locator(".strip.past")).to_contain_text("Viewing branch main: tick 9 of 9.")
    page.get_by_role("slider").press("ArrowLeft")
    expect(page.locator(".strip.past")).to_contain_text("Viewing branch main: tick 8 of 9.")
    button(page, "Rewind to here").click()
    stand.until(lambda: (view.timeline.branch.name, view.timeline.tick) == ("main", 8))


def test_branches_are_renamed_and_deleted(stand: Stand) -> None:
    view, page = shown(stand, 9)
    view.host.controls.fork(4, name="lazy").result()
    button(page, "Rename lazy").click()
    field = page.get_by_label("new name of lazy")
    expect(field).to_be_focused()
    field.fill("main")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("slow")
    field.press("Enter")
    expect(page.locator(".branches .name")).to_have_text(["main", "slow"])
    expect(button(page, "Delete slow")).to_have_attribute(
        "title", "the head is on it: switch to another branch first"
    )
    button(page, "Switch main").click()
    expect(button(page, "Delete main")).to_have_attribute(
        "title", "the first branch cannot be deleted"
    )
    button(page, "Delete slow").click()
    expect(page.locator(".branches .name")).to_have_text(["main"])
    assert list(view.timeline.branches) == ["main"]


def test_the_branch_of_the_head_grows_in_the_list(stand: Stand) -> None:
    view, page = shown(stand, 9)
    view.host.controls.fork(4, name="lazy").result()
    reach = page.locator(".branches .reach")
    expect(reach).to_have_text(["to tick 9", "to tick 4"])
    view.host.controls.step(1).result()
    expect(reach).to_have_text(["to tick 9", "to tick 5"])


def test_a_name_that_is_being_typed_outlives_what_happens_meanwhile(stand: Stand) -> None:
    view, page = shown(stand, 9)
    view.host.controls.fork(4, name="lazy").result()
    button(page, "Rename lazy").click()
    field = page.get_by_label("new name of lazy")
    field.fill("slo")
    view.host.controls.fork(2, name="other").result()
    expect(page.locator(".branches li")).to_have_count(3)
    expect(field).to_have_value("slo")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(button(page, "Rename lazy")).to_be_focused()


def test_the_focus_stays_in_the_panel_when_a_row_goes(stand: Stand) -> None:
    view, page = shown(stand, 9, watch())
    view.host.controls.add_breakpoint("bell.n > 20")
    button(page, "Remove breakpoint bell.n > 20").press("Enter")
    expect(page.get_by_label("condition of a new breakpoint")).to_be_focused()
    view.host.controls.fork(4, name="lazy").result()
    view.host.controls.switch("main").result()
    button(page, "Delete lazy").press("Enter")
    expect(page.locator(".branches li")).to_have_count(1)
    expect(button(page, "Delete main")).to_be_focused()


def test_a_condition_is_added_once_however_often_enter_is_pressed(stand: Stand) -> None:
    view, page = shown(stand, 0, watch())
    field = page.get_by_label("condition of a new breakpoint")
    field.fill("bell.n == 3")
    page.evaluate(
        """() => {
          const field = document.activeElement;
          for (let i = 0; i < 3; i++) {
            field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
          }
        }"""
    )
    expect(page.locator(".breakpoints li")).to_have_count(1)
    expect(field).to_have_value("")
    view.host.settle()
    assert len(view.timeline.breakpoints) == 1


def test_the_slider_marks_where_a_branch_left_and_what_was_changed(stand: Stand) -> None:
    view, page = shown(stand, 10)
    view.host.controls.fork(5, name="lazy", set={"tank.area": 2.0}).result()
    view.host.controls.step(5).result()
    marks = page.locator(".marks .mark")
    expect(marks).to_have_count(2)
    expect(page.locator(".where")).to_have_text("10 / 10")  # as before the fork, and as marked now
    expect(marks.first).to_have_attribute("title", "lazy left main at tick 5")
    expect(marks.last).to_have_attribute("title", "tick 5: set tank.area = 2.0")
    track, mark = page.locator(".track").bounding_box(), marks.first.bounding_box()
    assert track is not None
    assert mark is not None
    assert abs(mark["x"] + 1 - track["x"] - track["width"] / 2) < 1.5
    page.mouse.move(mark["x"] + 1, track["y"] + track["height"] / 2)
    said = "lazy left main at tick 5\ntick 5: set tank.area = 2.0"
    expect(page.get_by_role("slider")).to_have_attribute("title", said)
    page.mouse.move(mark["x"] + 20, track["y"] + track["height"] / 2)
    expect(page.get_by_role("slider")).not_to_have_attribute("title", said)
