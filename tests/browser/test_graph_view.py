"""The graph in a page: what it shows, what pointer and keyboard do, that everybody can use it."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.stand import Stand
from plugboard_nb import LocalProcess, Process
from plugboard_nb.widgets.graph_view import GraphView
from widgets.graph_plants import alarm, hostile, tangle, tank

HEAD: Any = {"x": 30, "y": 12}  # where a box has no ports
FIELDS_PLOTTED = """() => { window.plotted = [];
  const send = document.dispatchEvent.bind(document);
  document.dispatchEvent = (event) => {
    if (event.type?.endsWith(":plot")) window.plotted.push(event.detail.field);
    return send(event);
  }; }"""


def shown(stand: Stand, process: Process, ticks: int = 0, **dress: Any) -> tuple[GraphView, Page]:
    """Show the graph of *process* at a tick."""
    view = GraphView(process)
    if ticks:
        view.host.controls.step(ticks).result(20)
    page = stand.show(view, **dress)
    page.locator(".pb-component").first.wait_for(state="attached")
    return view, page


def box(page: Page, name: str) -> Locator:
    return page.locator(f'.pb-box[aria-label^="{name},"]')


def port(page: Page, name: str, side: str, field: str) -> Locator:
    component = page.locator(".pb-component", has=box(page, name))
    return component.locator(f'.pb-port[aria-label^="{side}put {field} "]')


def pills(page: Page) -> list[str]:
    texts = page.locator(".pb-pill-text").all_text_contents()
    return sorted(text.strip() for text in texts)


def test_the_graph_shows_values_units_and_what_changed(stand: Stand) -> None:
    view, page = shown(stand, tank())
    assert pills(page).count("no data yet") == 4
    assert pills(page).count("57.5°C") == 2
    view.host.controls.step(5).result(20)
    expect(page.locator(".pb-changed")).to_have_count(4)
    assert pills(page) == ["0.55kWh", "1.1kW", "1.1kW", "5.39°C", "60.35°C", "60.35°C"]
    label = "tank, Expression, waiting; temperature 60.35 °C"
    expect(box(page, "tank")).to_have_attribute("aria-label", label)


def test_the_past_is_shown_as_it_was(stand: Stand) -> None:
    view, page = shown(stand, tank(), 5)
    view.host.controls.back(2)
    expect(page.locator(".pb-note")).to_have_text("viewing tick 3")
    assert "59.21°C" in pills(page)
    view.host.controls.view()
    expect(page.locator(".pb-note")).to_be_hidden()
    expect(page.locator(".pb-pill-text", has_text="60.35")).to_have_count(2)


def test_a_click_selects_and_a_click_on_the_ground_takes_it_back(stand: Stand) -> None:
    view, page = shown(stand, tank())
    box(page, "tank").click(position=HEAD)
    expect(box(page, "tank")).to_have_attribute("aria-pressed", "true")
    stand.until(lambda: view.now["selected"] == "tank")
    page.locator(".pb-canvas").click(position={"x": 4, "y": 4})
    stand.until(lambda: view.now["selected"] == "")
    view.host.controls.select("meter")
    expect(box(page, "meter")).to_have_attribute("aria-pressed", "true")


def test_pointing_at_a_component_pales_what_it_has_nothing_to_do_with(stand: Stand) -> None:
    _, page = shown(stand, tank())
    box(page, "thermostat").hover()
    pale = page.locator(".pb-component.pb-pale .pb-title")
    expect(pale).to_have_text(["weather"])
    page.mouse.move(2, 2)
    expect(pale).to_have_count(0)


def test_a_tip_tells_the_whole_value_and_goes_with_escape(stand: Stand) -> None:
    _, page = shown(stand, tank(), 5)
    port(page, "tank", "out", "temperature").hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("60.3455912")
    expect(tip).to_contain_text("to thermostat.x, delayed")
    box(page, "weather").focus()
    page.keyboard.press("Tab")
    expect(tip).to_contain_text("weather.outdoor")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_double_click_plots_a_field(stand: Stand) -> None:
    _, page = shown(stand, tank(), 2)
    page.evaluate(FIELDS_PLOTTED)
    box(page, "tank").dblclick(position=HEAD)
    page.locator(".pb-pill", has_text="kWh").dblclick()
    box(page, "thermostat").focus()
    page.keyboard.press("p")
    plotted = page.evaluate("window.plotted")
    assert plotted == ["tank.temperature", "meter.out", "thermostat.out"]


def test_the_dot_on_a_wire_sets_a_breakpoint_and_takes_it_away(stand: Stand) -> None:
    view, page = shown(stand, tank(), 1)
    points = view.timeline.breakpoints
    pill = page.locator(".pb-pill", has_text="°C").first
    pill.hover()
    pill.locator(".pb-break-hit").click()
    stand.until(lambda: len(points) == 1)
    assert str(points[0]) == "weather.outdoor != previous(weather.outdoor)"
    expect(page.locator(".pb-break.pb-set")).to_have_count(1)
    pill.locator(".pb-break-hit").click()
    stand.until(lambda: len(points) == 0)
    expect(page.locator(".pb-break.pb-set")).to_have_count(0)


def test_b_on_a_port_toggles_a_breakpoint_and_an_event_has_one_too(stand: Stand) -> None:
    view, page = shown(stand, alarm(), 1)
    points = view.timeline.breakpoints
    port(page, "siren", "in", "x").focus()  # whose source it means
    page.keyboard.press("b")
    stand.until(lambda: [str(p) for p in points] == ["sensor.reading != previous(sensor.reading)"])
    expect(port(page, "sensor", "out", "reading")).to_have_attribute(
        "aria-label",
        "output reading 1 bar, changed, breakpoint sensor.reading != "
        "previous(sensor.reading), to siren.x, delayed",
    )
    page.keyboard.press("b")
    stand.until(lambda: len(points) == 0)
    event = page.locator(".pb-pill-event")
    event.hover()
    event.locator(".pb-break-hit").click()
    stand.until(lambda: [p.events for p in points] == [("plant.alarm",)])


def test_events_queues_and_holds_are_to_be_seen(stand: Stand) -> None:
    view, page = shown(stand, alarm(), 3, reduced_motion=True)
    expect(page.locator(".pb-badge text")).to_have_text(["3"])
    expect(page.locator(".pb-route.pb-sent")).to_have_count(0)
    view.host.controls.step().result(20)
    expect(page.locator(".pb-route.pb-sent")).to_have_count(1)
    view.host.controls.hold("siren.sounding", True)
    expect(page.locator(".pb-pill.pb-held")).to_contain_text("held")


def test_a_box_can_be_dragged_and_put_back(stand: Stand) -> None:
    view, page = shown(stand, tank(), 1, width=900)
    place = box(page, "meter").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 40, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] - 160, place["y"] + 90, steps=5)
    page.mouse.up()
    stand.until(lambda: "meter" in view.timeline.layout)
    stand.until(lambda: view.structure["moved"] == ["meter"])
    left = place["x"] - 200
    stand.until(lambda: abs((box(page, "meter").bounding_box() or {"x": 0})["x"] - left) < 6)
    assert view.now["selected"] == "", "a drag is no click"
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Put boxes back in order").click()
    stand.until(lambda: view.structure["moved"] == [])


def test_everything_goes_by_keyboard_in_the_order_of_the_graph(stand: Stand) -> None:
    view, page = shown(stand, tank(), 2)
    box(page, "weather").focus()
    heard = []
    for _ in range(9):
        heard.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    words = [text.split(" ")[0].rstrip(",") + " " + text.split(" ")[1] for text in heard]
    assert words == [
        "weather Table,",
        "output outdoor",
        "thermostat HysteresisSwitch,",
        "input x",
        "output out",
        "tank Expression,",
        "input outdoor",
        "input heater",
        "input before",
    ]
    page.keyboard.press("Enter")
    stand.until(lambda: view.now["selected"] == "tank")
    box(page, "tank").focus()
    page.keyboard.press("Shift+ArrowRight")
    stand.until(lambda: "tank" in view.timeline.layout)
    expect(box(page, "tank")).to_be_focused()
    page.keyboard.press("ArrowRight")  # as everywhere
    stand.until(lambda: view.timeline.tick == 3)


def test_in_a_large_graph_tab_goes_to_ports_of_the_selected_component_only(stand: Stand) -> None:
    _, page = shown(stand, tangle(20, 3))
    assert page.locator('.pb-port[tabindex="0"]').count() == 0
    first = page.locator(".pb-box").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator('.pb-port[tabindex="0"]')).not_to_have_count(0)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.pb-port')")
    page.get_by_role("button", name="Skip the graph").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "end of the graph"


def test_the_wheel_scrolls_the_notebook_unless_the_graph_is_meant(stand: Stand) -> None:
    _, page = shown(stand, tank())
    percent = page.locator(".pb-percent")
    before = percent.text_content()
    assert before is not None
    page.locator(".pb-canvas").hover()
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(50)
    assert percent.text_content() == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(percent).not_to_have_text(before)
    page.get_by_role("button", name="Fit").click()
    expect(percent).to_have_text(before)
    page.get_by_role("button", name="Zoom in").click()
    expect(percent).not_to_have_text(before)


def test_the_ground_can_be_dragged(stand: Stand) -> None:
    _, page = shown(stand, tank())
    before = box(page, "tank").bounding_box()
    page.mouse.move(20, 200)
    page.mouse.down()
    page.mouse.move(70, 230, steps=3)
    page.mouse.up()
    after = box(page, "tank").bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (50, 30)


def test_a_search_shows_what_it_finds(stand: Stand) -> None:
    _, page = shown(stand, tangle(60, 10), 1, width=860)
    page.locator(".pb-box").first.focus()
    page.keyboard.press("/")
    page.keyboard.type("heat_exch")
    count = page.locator(".pb-found-count")
    expect(count).to_have_text("9 of 60")
    page.keyboard.press("Enter")
    expect(count).to_contain_text("1 of 9: heat_exchanger_")
    expect(page.locator(".pb-component.pb-at")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".pb-component.pb-pale")).to_have_count(0)


def test_labels_thin_out_and_names_stay_readable(stand: Stand) -> None:
    _, page = shown(stand, tangle(60, 10), 1)
    assert page.locator(".pb-canvas").get_attribute("data-level") == "far"
    expect(page.locator(".pb-label").first).to_be_hidden()
    sizes = page.evaluate(
        "[...document.querySelectorAll('.pb-title')].map((t) => "
        "parseFloat(getComputedStyle(t).fontSize) * t.getCTM().a)"
    )
    assert min(sizes) > 5.5
    names = ["".join(title.split()) for title in page.locator(".pb-title").all_text_contents()]
    assert sum("\N{HORIZONTAL ELLIPSIS}" in name for name in names) < 6
    for _ in range(6):
        page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".pb-canvas").get_attribute("data-level") == "near"


@pytest.mark.parametrize("make", [tank, alarm, hostile, lambda: tangle(60, 10)])
def test_the_table_holds_every_value_that_the_graph_shows(
    stand: Stand, make: Callable[[], Process]
) -> None:
    view, page = shown(stand, make(), 2)
    drawn = {str(text) for text in view.values["texts"]}
    page.locator(".pb-box").first.focus()
    page.keyboard.press("t")
    expect(page.get_by_role("table")).to_be_visible()
    cells = set(page.get_by_role("cell").all_inner_texts())
    assert {" ".join(text.split()) for text in drawn} <= {" ".join(c.split()) for c in cells}
    head = page.get_by_role("columnheader").all_inner_texts()
    assert head[:3] == ["Component", "Type", "Status"]
    texts = page.locator("tbody").all_inner_texts()
    table = view.as_table()
    assert len(page.locator("tbody tr").all()) == len(table)
    for row in table:
        assert any(row["component"] in text and row["field"] in text for text in texts)


def test_the_table_follows_the_values(stand: Stand) -> None:
    view, page = shown(stand, tank(), 1)
    page.get_by_role("tab", name="Table").click()
    view.host.controls.step(4).result(20)
    expect(page.locator("td.pb-changed")).to_have_text(["5.39", "60.35", "0.55"])
    expect(page.locator("caption")).to_have_text("Graph of hot-water-tank at tick 5")


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_graph_is_saved_from_the_page(stand: Stand, kind: str, tmp_path: Path) -> None:
    _, page = shown(stand, tank(), 5, theme="dark", width=420)
    page.get_by_role("button", name="More").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name=f"Save as {kind}").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == f"hot-water-tank-tick-5.{kind.lower()}"
    if kind == "PNG":
        assert file.read_bytes()[:4] == b"\x89PNG"
        return
    text = file.read_text(encoding="utf-8")
    told = {each.text for each in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}tspan")}
    assert {"60.35", "5.39", "°C"} <= told
    assert "var(" not in text
    assert "#1d232b" in text or "rgb(29, 35, 43)" in text


def test_a_process_without_components_tells_how_to_begin(stand: Stand) -> None:
    view = GraphView(LocalProcess([], [], name="nothing"))
    page = stand.show(view)
    expect(page.get_by_text("This process has no components yet.")).to_be_visible()
    code = page.locator(".pb-empty pre").inner_text()
    compile(code, "example", "exec")
    assert stand.axe() == []


def test_hostile_names_and_values_are_text(stand: Stand) -> None:
    _, page = shown(stand, hostile(), 2)
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("tab", name="Graph").click()
    assert page.locator(".plugboard script, .plugboard b").count() == 0
    overlong = page.evaluate(
        "[...document.querySelectorAll('.pb-pill')].filter((p) => p.querySelector('text')"
        ".getBBox().width > p.querySelector('.pb-pill-plate').getBBox().width).length"
    )
    assert overlong == 0
    assert json.dumps(pills(page)).isprintable()


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 700)])
@pytest.mark.parametrize("make", [tank, alarm, hostile, lambda: tangle(60, 10)])
def test_axe_finds_nothing(
    stand: Stand, theme: Any, width: int, make: Callable[[], Process]
) -> None:
    view, page = shown(stand, make(), 3, theme=theme, width=width)
    view.host.controls.back(1)
    page.locator(".pb-box").first.click(position=HEAD)
    page.locator(".pb-port").first.focus()
    assert stand.axe() == []
    page.get_by_role("button", name="More").click()
    assert stand.axe() == []
    page.get_by_role("tab", name="Table").click()
    assert stand.axe() == []


def test_a_view_of_200_components_opens_fast_and_keeps_up(stand: Stand) -> None:
    view, page = shown(stand, tangle(200, 40), 1)
    page.get_by_role("searchbox").fill("boiler_0")
    page.keyboard.press("Enter")  # where values can be read
    view.host.controls.run()
    page.evaluate(
        "() => { window.seen = new Set(); const value = document.querySelector('.pb-value');"
        "new MutationObserver(() => window.seen.add(value.textContent))"
        ".observe(value, {childList: true, characterData: true, subtree: true}); }"
    )
    page.wait_for_function("window.seen.size >= 15", timeout=8_000)
    view.host.controls.pause()
    view.host.settle()
    first = page.locator(".pb-box").first
    text = view.values["texts"][0]
    expect(first).to_have_attribute("aria-label", f"boiler_0, Part, waiting; out {text} °C")
    expect(page.locator(".pb-value").first).to_have_text(text)
