"""The inspector in a page: read, edit, hold, undo, filter, copy; by mouse and by keyboard."""

from __future__ import annotations

import asyncio
import queue
from functools import partial
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.stand import Stand, Theme
from plugboard_nb import IO, Component, LocalProcess
from plugboard_nb.library import Constant, HysteresisSwitch, Sine
from plugboard_nb.widgets.inspector import Inspector
from widgets.boiler import awkward, boiler


def shown(stand: Stand, ticks: int = 2, **options: Any) -> tuple[Inspector, Page]:
    """Show the inspector of a tank that was selected and took some steps."""
    view = Inspector(boiler())
    view.host.controls.step(ticks).result(5)
    view.host.controls.select("tank")
    return view, stand.show(view, **options)


def setting(page: Page, what: str) -> Locator:
    return page.locator(f'.inspector-setting[data-what="{what}"]')


def slot(page: Page, name: str) -> Locator:
    return page.locator(f'tr[data-slot="{name}"]')


def done(page: Page) -> Locator:
    return page.get_by_label("What was done").get_by_role("listitem")


def step(view: Inspector, n: int = 1) -> None:
    view.host.controls.step(n).result(5)


def test_a_component_is_chosen_read_and_followed(stand: Stand) -> None:
    view = Inspector(boiler())
    page = stand.show(view)
    expect(page.get_by_role("table")).to_contain_text("tank.temperature")
    page.get_by_label("Component to inspect").select_option("tank")
    expect(page.get_by_text("Well-mixed water that a heater warms")).to_be_visible()
    stand.until(lambda: view.host.selected == "tank")
    step(view, 2)
    outdoor = slot(page, "in outdoor")
    expect(outdoor).to_contain_text("°C")
    expect(outdoor).to_have_attribute("data-changed", "true")
    page.get_by_role("button", name="more").click()
    expect(page.get_by_role("region", name="Description")).to_contain_text("what gets lost")
    view.host.controls.select("weather")
    expect(page.locator(".inspector-title")).to_have_text("weather · Weather")


def test_edit_pending_intervention_undo(stand: Stand) -> None:
    view, page = shown(stand)
    row = setting(page, "tank.insulation")
    field = row.get_by_label("insulation, as a number")
    field.fill("1.4")
    field.press("Enter")
    expect(row).to_contain_text("0.9 → 1.4, takes effect at the next tick")
    expect(done(page)).to_contain_text(["tank.insulation 0.9 → 1.4"])
    expect(done(page).first).to_contain_text("next")
    step(view)
    expect(row).not_to_contain_text("takes effect")
    expect(done(page).first).to_contain_text("tick 2")
    done(page).first.get_by_role("button", name="Undo tank.insulation 0.9 → 1.4").click()
    stand.until(lambda: view.timeline.branch.name != "main")
    expect(field).to_have_value("0.9")
    expect(done(page)).to_contain_text(["main"])
    assert view.timeline.branches["main"].last_tick == 3


def test_a_slider_goes_by_keyboard_and_is_recorded_once(stand: Stand) -> None:
    view, page = shown(stand)
    slider = setting(page, "tank.volume").get_by_role("slider")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    expect(page.get_by_label("volume in L, as a number")).to_have_value("165")
    slider.press("Enter")
    stand.until(lambda: view.timeline.interventions)
    assert [(c.what, c.new) for c in view.timeline.interventions] == [("tank.volume", 165.0)]
    assert view.timeline.tick == 2


def test_a_slider_shows_the_number_while_it_is_dragged(stand: Stand) -> None:
    view, page = shown(stand)
    slider = setting(page, "tank.volume").get_by_role("slider")
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=5)
    expect(page.get_by_label("volume in L, as a number")).not_to_have_value("150")
    assert view.timeline.interventions == []
    page.mouse.up()
    stand.until(lambda: view.timeline.interventions)
    assert len(view.timeline.interventions) == 1
    assert 300 < view.timeline.interventions[0].new < 340


def test_a_run_follows_a_slider_that_is_dragged(stand: Stand) -> None:
    view, page = shown(stand)
    view.host.controls.speed(100)
    view.host.controls.run()
    stand.until(lambda: view.now["running"])
    slider = setting(page, "tank.volume").get_by_role("slider")
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    tank = view.timeline.process.components["tank"]
    for share in (0.5, 0.7):
        page.mouse.move(box["x"] + box["width"] * share, middle, steps=3)
        number = float(page.get_by_label("volume in L, as a number").input_value())
        stand.until(partial(lambda wanted: tank.volume == wanted, number))
    page.mouse.up()
    view.host.controls.pause()
    expect(done(page)).to_have_count(1)
    expect(done(page).first).to_contain_text("changes)")


def test_what_is_being_typed_is_not_overwritten(stand: Stand) -> None:
    view, page = shown(stand)
    field = setting(page, "tank.ports").get_by_role("textbox")
    field.fill("1")
    step(view, 3)
    view.host.controls.set("tank.ports", 9)
    expect(done(page)).to_contain_text(["tank.ports 2 → 9"])
    expect(field).to_have_value("1")
    field.press("Escape")
    expect(field).to_have_value("9")


def test_arrow_keys_change_a_number_and_are_recorded_once(stand: Stand) -> None:
    view, page = shown(stand)
    field = page.get_by_label("dt", exact=True)
    for _ in range(3):
        field.press("ArrowUp")
    expect(field).to_have_value("0.13")
    field.press("ArrowDown")
    field.press("Enter")
    stand.until(lambda: view.timeline.interventions)
    assert [(c.what, c.new) for c in view.timeline.interventions] == [("dt", 0.12)]
    assert view.host.viewed is None


def test_every_kind_of_editor_sets_its_value(stand: Stand) -> None:
    view, page = shown(stand)
    page.get_by_label("wall").select_option(label="WOOL")
    page.get_by_role("switch", name="eco").check()
    page.get_by_label("mode").select_option("exact")
    for name, text in (("label", "<b>"), ("limit", "80"), ("site", "Oslo")):
        page.get_by_label(name, exact=True).fill(text)
        page.get_by_label(name, exact=True).press("Tab")
    page.get_by_text("1 more").click()
    page.get_by_label("profile").fill("[1, 2]")
    page.get_by_label("profile").press("Enter")
    stand.until(lambda: len(view.timeline.interventions) == 7)
    made = {c.what: getattr(c.new, "name", c.new) for c in view.timeline.interventions}
    assert made == {
        "tank.wall": "WOOL",
        "tank.eco": True,
        "tank.mode": "exact",
        "tank.label": "<b>",
        "tank.limit": 80.0,
        "site": "Oslo",
        "tank.profile": [1, 2],
    }


def test_a_rejected_edit_says_why_beside_the_editor(stand: Stand) -> None:
    view, page = shown(stand)
    row = setting(page, "tank.insulation")
    field = row.get_by_label("insulation, as a number")
    for text, complaint in (
        ("abc", "'abc' is not a number"),
        ("7", "7 is out of range: above 0 and at most 5"),
        ("3.33", "insulation is 3.33, which no shop sells"),
    ):
        field.fill(text)
        field.press("Enter")
        expect(row.locator(".inspector-note")).to_contain_text(complaint)
        expect(field).to_have_value(text)
        expect(field).to_have_attribute("aria-invalid", "true")
    assert stand.axe() == []
    field.fill("2")
    field.press("Enter")
    stand.until(lambda: view.timeline.interventions)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_hold_and_release_by_keyboard(stand: Stand) -> None:
    view, page = shown(stand)
    hold = page.get_by_role("button", name="Hold temperature")
    hold.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("60")
    page.keyboard.press("Enter")
    row = slot(page, "out temperature")
    expect(row).to_contain_text("held at 60 °C from the next tick")
    step(view)
    expect(row.locator(".inspector-value")).to_have_text("60")
    expect(row.locator(".inspector-held")).to_have_text("held at 60 °C")
    row.get_by_role("button", name="Release temperature").click()
    expect(done(page)).to_contain_text(["hold tank.temperature at 60", "release tank.temperature"])
    expect(row.locator(".inspector-held")).to_be_hidden()


def test_the_focus_goes_on_from_what_takes_the_place_of_a_button(stand: Stand) -> None:
    view, page = shown(stand)
    hold = page.get_by_role("button", name="Hold temperature")
    release = page.get_by_role("button", name="Release temperature")
    hold.press("Enter")
    page.keyboard.type("60")
    page.keyboard.press("Enter")
    expect(release).to_be_focused()
    page.keyboard.press("Enter")
    expect(hold).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hold temperature at")).to_be_focused()
    page.keyboard.press("Escape")
    expect(hold).to_be_focused()
    view.host.controls.view(1)
    page.get_by_role("button", name="Return to now").press("Enter")
    expect(page.get_by_role("region", name="Parameters")).to_be_focused()


def test_a_form_that_is_open_can_be_closed_while_the_past_is_viewed(stand: Stand) -> None:
    view, page = shown(stand)
    page.get_by_role("button", name="Hold temperature").click()
    form = page.get_by_role("group", name="Hold temperature")
    view.host.controls.view(1)
    expect(form.get_by_role("button", name="Hold")).to_have_attribute("aria-disabled", "true")
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_be_hidden()


def test_an_editor_of_another_kind_takes_the_focus_over(stand: Stand) -> None:
    class Open(Component):
        io = IO(outputs=["x"])

        def __init__(self, limit: Any = None, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.limit = limit

        def step(self) -> None:
            self.x = 1

    view = Inspector(LocalProcess([Open(name="open")]), component="open")
    page = stand.show(view)
    field = page.get_by_label("limit", exact=True)
    field.fill("5")
    field.press("Enter")
    stand.until(lambda: view.timeline.process.components["open"].limit == 5)
    expect(setting(page, "open.limit")).to_have_attribute("data-editor", "number")
    expect(field).to_be_focused()
    expect(field).to_have_value("5")


def test_a_component_without_parameters_says_so(stand: Stand) -> None:
    class Bare(Component):
        io = IO(outputs=["x"])

        def step(self) -> None:
            self.x = 1

    view = Inspector(LocalProcess([Bare(name="bare")]))
    page = stand.show(view)
    parameters = page.get_by_role("region", name="Parameters")
    expect(parameters).to_contain_text("Select a component")
    page.get_by_label("Component to inspect").select_option("bare")
    expect(parameters).to_contain_text("It has no parameters.")
    expect(parameters.get_by_role("heading")).to_have_text("Parameters")


def test_an_attribute_is_set_in_place(stand: Stand) -> None:
    view, page = shown(stand)
    page.get_by_role("button", name="Set cycles").click()
    field = page.get_by_label("Set cycles to")
    field.fill("x")
    field.press("Enter")
    expect(page.get_by_role("group", name="Set cycles").get_by_role("alert")).to_contain_text(
        "'x' is not a"
    )
    field.fill("40")
    page.get_by_role("group", name="Set cycles").get_by_role("button", name="Set").click()
    expect(slot(page, "state cycles")).to_contain_text("40")
    assert view.timeline.interventions[-1].new == 40


def test_the_past_can_be_read_but_not_changed(stand: Stand) -> None:
    view, page = shown(stand, 5)
    view.host.controls.set("tank.volume", 200)
    step(view, 2)
    view.host.controls.view(3)
    expect(page.get_by_role("note")).to_contain_text(
        "You view tick 3: return to now, rewind or fork to change something."
    )
    field = page.get_by_label("volume in L, as a number")
    expect(field).to_have_value("150")
    expect(field).to_be_disabled()
    expect(slot(page, "state cycles")).to_contain_text("not recorded")
    hold = page.get_by_role("button", name="Hold temperature")
    expect(hold).to_have_attribute("aria-disabled", "true")
    hold.click(force=True)  # it is aria-disabled only, so that its reason can be read
    expect(page.get_by_label("Hold temperature at")).to_be_hidden()
    expect(done(page).first).to_have_attribute("data-time", "later")
    assert stand.axe() == []
    page.get_by_role("button", name="Return to now").click()
    expect(field).to_be_enabled()
    expect(field).to_have_value("200")
    page.get_by_role("button", name="tick 5").click()
    stand.until(lambda: view.host.viewed and view.host.viewed[1] == 5)


def test_all_values_with_filter(stand: Stand) -> None:
    view = Inspector(boiler())
    view.host.controls.step(2).result(5)
    page = stand.show(view)
    page.get_by_role("tab", name="All values").click()
    rows = page.get_by_role("table").locator("tbody tr:visible")
    everything = len(view.table)
    expect(rows).to_have_count(everything)
    expect(page.get_by_label("Filter values")).to_have_attribute(
        "placeholder", f"Filter: {view.table[0][0].replace('.', ' ')}"
    )
    page.get_by_label("Filter values").fill("tank temp")
    expect(rows).to_have_count(1)
    expect(page.get_by_text(f"1 of {everything} values")).to_be_visible()
    temperature = view.timeline.view().fields["tank.temperature"]
    expect(rows.first).to_contain_text(f"{temperature:#.6g}")
    step(view)
    expect(rows.first).not_to_contain_text(f"{temperature:#.6g}")
    page.get_by_label("Filter values").fill("nothing such")
    expect(page.get_by_text("No value fits.")).to_be_visible()
    page.get_by_label("Filter values").press("Escape")
    page.get_by_label("changed in this tick").check()
    expect(rows).to_have_count(len(view.cells["changed"]))
    rows.filter(has_text="weather.outdoor").click()
    stand.until(lambda: view.host.selected == "weather")


def test_only_cells_that_changed_are_touched(stand: Stand) -> None:
    parts: list[Component] = [Constant(name=f"c{i}", value=float(i)) for i in range(120)]
    parts.append(HysteresisSwitch(name="s", on_at=1, off_at=2))
    parts.append(Sine(name="sine"))
    view = Inspector(LocalProcess(parts, ["c0.out -> s.x"]))
    view.host.controls.step(2).result(5)
    page = stand.show(view)
    page.get_by_role("tab", name="All values").click()
    expect(page.locator(".inspector-all tbody tr")).to_have_count(len(view.table))
    page.evaluate(
        """() => {
          window.touched = 0;
          new MutationObserver((all) => { window.touched += all.length; }).observe(
            document.querySelector(".inspector-all tbody"),
            {subtree: true, childList: true, characterData: true, attributes: true});
        }"""
    )
    step(view, 3)
    stand.until(lambda: page.evaluate("() => window.touched"), timeout=15)
    assert page.evaluate("() => window.touched") < 20


def test_the_script_is_shown_and_copied(stand: Stand) -> None:
    view, page = shown(stand)
    page.get_by_role("tab", name="Inspect").focus()
    page.keyboard.press("ArrowLeft")
    code = page.get_by_role("region", name="Python script")
    expect(code).to_contain_text("await t.run(ticks=2)")
    view.host.controls.set("tank.eco", True)
    expect(code).to_contain_text('t.set("tank.eco", True)')
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    stand.until(lambda: page.evaluate("() => navigator.clipboard.readText()") == view.script())


class Waiting(Component):
    """Waits in each step until it is let go on."""

    io = IO(outputs=["x"])
    began: ClassVar[queue.Queue[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = queue.Queue()

    async def step(self) -> None:
        go = asyncio.Event()
        self.began.put((asyncio.get_running_loop(), go))
        await go.wait()
        self.x = 1


def test_an_edit_during_a_tick_waits_for_its_end_and_may_fail_then(stand: Stand) -> None:
    parts = [Waiting(name="slow"), HysteresisSwitch(name="switch", on_at=1, off_at=2)]
    view = Inspector(LocalProcess(parts, ["slow.x -> switch.x"]), component="switch")
    page = stand.show(view)
    ticket = view.host.controls.step()
    loop, go = Waiting.began.get(timeout=5)
    for name, text in (("on_at", "1.5"), ("off_at", "1.5")):
        page.get_by_label(name, exact=True).fill(text)
        page.get_by_label(name, exact=True).press("Enter")
        row = setting(page, f"switch.{name}")
        expect(row).to_contain_text("→ 1.5, takes effect at the next tick")
    expect(done(page)).to_contain_text(["nextswitch.on_at", "nextswitch.off_at"])
    loop.call_soon_threadsafe(go.set)
    ticket.result(5)
    expect(setting(page, "switch.off_at")).to_contain_text("not changed:")
    expect(page.get_by_label("off_at", exact=True)).to_have_value("2")
    expect(done(page)).to_contain_text(["switch.on_at 1 → 1.5", "refusedswitch.off_at"])
    done(page).last.get_by_role("button", name="Dismiss").click()
    expect(done(page)).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 700, 360])
def test_no_state_has_a_barrier(stand: Stand, theme: Theme, width: int) -> None:
    view, page = shown(stand, 4, theme=theme, width=width)
    view.host.controls.fork(2, name="lazy", set={"thermostat.hysteresis": 3.0}).result(5)
    view.host.controls.set("tank.insulation", 1.4)
    view.host.controls.hold("tank.temperature", 60.0)
    expect(done(page)).to_have_count(3)
    assert stand.axe() == []
    page.get_by_role("tab", name="All values").click()
    assert stand.axe() == []
    page.get_by_role("tab", name="Python").click()
    expect(page.get_by_role("region", name="Python script")).to_contain_text("lazy")
    assert stand.axe() == []
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_awkward_names_and_values_are_text(stand: Stand) -> None:
    view = Inspector(awkward(), component="odd")
    view.host.controls.step(2).result(5)
    page = stand.show(view)
    expect(slot(page, "out script")).to_contain_text("<script>window.broken = true</script>")
    expect(slot(page, "out empty").locator(".inspector-value")).to_have_text("''")
    expect(slot(page, "out nan")).to_contain_text("NaN")
    page.get_by_role("tab", name="All values").click()
    expect(page.get_by_role("table")).to_contain_text("1e300")
    assert not page.evaluate("() => window.broken || document.querySelector('.plugboard b, i')")
    assert stand.axe() == []
