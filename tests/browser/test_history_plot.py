"""HistoryPlot in a browser: cursor, scrubbing, zoom, fields, branches, tables, accessibility."""

import csv
import math
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.stand import Stand
from plugboard_nb import IO, Component, LocalProcess, Port
from plugboard_nb.widgets.history_plot import HistoryPlot


class Tank(Component):
    io = IO(outputs=[Port("temperature", unit="degC"), "heating", "mode", "grid"])

    def __init__(self, power: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.power, self.n = power, 0

    def step(self) -> None:
        self.n += 1
        self.temperature = 60 + self.power * math.sin(self.n / 9)
        self.heating = self.n % 20 < 8
        self.mode = "night" if self.n % 50 < 15 else "day"
        self.grid = [self.n]


def shown(stand: Stand, ticks: int = 120, **how: Any) -> HistoryPlot:
    """Return a plot of a tank after some ticks, in the page."""
    plot = HistoryPlot(LocalProcess([Tank(name="tank")], [], name="hot water"), **how)
    stand.show(plot, width=700)
    run(plot, ticks)
    if ticks:
        stand.page.wait_for_selector(".uplot canvas")
    return plot


def run(plot: HistoryPlot, ticks: int) -> None:
    if ticks:
        plot.host.controls.run(ticks=ticks).result(10)
    plot.host.settle()


def place(page: Page, tick: int, last: int, panel: int = 0) -> tuple[float, float]:
    """Return where *tick* is on the page, in the midst of a panel."""
    box = page.locator(".u-over").nth(panel).bounding_box()
    assert box is not None
    return box["x"] + 1 + (box["width"] - 2) * tick / last, box["y"] + box["height"] / 2


def tell(page: Page, plot: HistoryPlot, name: str, detail: Any) -> None:
    """Do what another view of the same timeline does."""
    script = "([name, detail]) => document.dispatchEvent(new CustomEvent(name, {detail}))"
    page.evaluate(script, [f"plugboard:{plot.session}:{name}", detail])


def legend(page: Page, panel: int = 0) -> list[str]:
    return page.locator(".plot-panel").nth(panel).locator(".plot-value").all_text_contents()


def painted(page: Page, colour: str) -> int:
    """Return how many px of the first canvas are about of that colour."""
    script = """([name]) => {
      const canvas = document.querySelector(".uplot canvas");
      const probe = document.createElement("canvas").getContext("2d");
      const root = document.querySelector(".plugboard");
      probe.fillStyle = getComputedStyle(root).getPropertyValue(name).trim();
      probe.fillRect(0, 0, 1, 1);
      const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        const far = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b);
        if (data[i + 3] > 200 && far < 24) found += 1;
      }
      return found;
    }"""
    return int(page.evaluate(script, [colour]))


def test_an_empty_plot_says_what_to_do(stand: Stand) -> None:
    plot = HistoryPlot(LocalProcess([Tank(name="tank")], [], name="hot water"))
    page = stand.show(plot)
    expect(page.get_by_text("Nothing to plot yet: press Step.")).to_be_visible()
    assert stand.axe() == []
    page.get_by_role("button", name="CSV").click(force=True)
    expect(page.locator("[aria-live]").first).to_have_text("there is nothing to plot yet")


def test_the_legend_has_the_values_of_the_history(stand: Stand) -> None:
    plot = shown(stand)
    page = stand.page
    expect(page.locator(".plot-title")).to_have_text(
        ["tank.temperature", "tank.heating", "tank.mode"]
    )
    expect(page.locator(".plot-value").first).to_have_text(
        f"{plot.timeline.history['tank.temperature'][-1]:.4g}"
    )
    assert [*legend(page, 1), *legend(page, 2)] == ["on", "day"]
    assert painted(page, "--pb-series-0") > 300


def test_a_click_views_the_tick_there(stand: Stand) -> None:
    plot = shown(stand)
    page = stand.page
    page.mouse.click(*place(page, 42, 120))
    stand.until(lambda: plot.now["shown"] == 42)
    expect(page.locator(".plot-grip")).to_have_text("tick 42")
    expected = f"{plot.timeline.history['tank.temperature'][41]:.4g}"
    expect(page.locator(".plot-value").first).to_have_text(expected)
    expect(page.locator(".plot-future")).to_be_visible()
    assert plot.timeline.tick == 120


def test_dragging_the_cursor_scrubs_without_drawing_lines_anew(stand: Stand) -> None:
    plot = shown(stand)
    page = stand.page
    page.wait_for_timeout(200)
    page.evaluate("""() => {
      window.strokes = 0;
      const draw = CanvasRenderingContext2D.prototype.stroke;
      CanvasRenderingContext2D.prototype.stroke = function (...args) {
        window.strokes += 1;
        return draw.apply(this, args);
      };
    }""")
    page.mouse.move(*place(page, 100, 120))
    page.mouse.down()
    for tick in range(95, 25, -5):
        page.mouse.move(*place(page, tick, 120))
        expect(page.locator(".plot-grip")).to_have_text(f"tick {tick}")
        assert legend(page) == [f"{plot.timeline.history['tank.temperature'][tick - 1]:.4g}"]
    page.mouse.up()
    stand.until(lambda: plot.now["shown"] == 30)
    assert page.evaluate("window.strokes") == 0


def test_the_mouse_tells_the_values_below_it(stand: Stand) -> None:
    plot = shown(stand)
    stand.page.mouse.move(*place(stand.page, 60, 120))
    expected = f"{plot.timeline.history['tank.temperature'][59]:.4g}"
    expect(stand.page.locator(".plot-tip")).to_have_text(f"tick 60{expected}")
    assert plot.now["shown"] == 120
    stand.page.mouse.move(1, 1)
    expect(stand.page.locator(".plot-tip")).to_be_hidden()


def test_lines_are_as_wide_as_the_axis_after_a_change_of_width(stand: Stand) -> None:
    shown(stand)
    for width in (1000, 400):
        stand.show(width=width)
        widths = """() => [".plot-stack", ".u-wrap"].map((name) =>
          Math.round(document.querySelector(name).getBoundingClientRect().width))"""
        stand.until(lambda: len(set(stand.page.evaluate(widths))) == 1)  # noqa: B023
        assert stand.page.evaluate(widths)[0] > width - 60


def test_the_cursor_of_another_view_moves_this_one(stand: Stand) -> None:
    plot = shown(stand)
    page = stand.page
    tell(page, plot, "cursor", {"tick": 7})
    expect(page.locator(".plot-grip")).to_have_text("tick 7")
    assert legend(page, 2) == ["night"]


def test_arrow_keys_move_the_cursor(stand: Stand) -> None:
    plot = shown(stand)
    page = stand.page
    page.get_by_role("slider", name="Tick shown").focus()
    page.keyboard.press("ArrowLeft")
    stand.until(lambda: plot.now["shown"] == 119)
    expect(page.get_by_role("slider", name="Tick shown")).to_have_attribute("aria-valuenow", "119")


def test_dragging_with_shift_zooms_and_all_shows_everything(stand: Stand) -> None:
    plot = shown(stand, 3000)
    page = stand.page
    page.keyboard.down("Shift")
    page.mouse.move(*place(page, 1000, 3000))
    page.mouse.down()
    page.mouse.move(*place(page, 2000, 3000))
    page.mouse.up()
    page.keyboard.up("Shift")
    stand.until(lambda: plot.lines["zoomed"])
    assert abs(plot.lines["first"] - 1000) < 10
    assert abs(plot.lines["last"] - 2000) < 10
    assert plot.now["shown"] == 3000
    page.get_by_role("button", name="Show all ticks").click()
    stand.until(lambda: not plot.lines["zoomed"])


def test_zooming_by_button_and_wheel(stand: Stand) -> None:
    plot = shown(stand, 3000)
    page = stand.page
    page.get_by_role("button", name="Zoom in").click()
    stand.until(lambda: plot.lines["zoomed"])
    assert (plot.lines["first"], plot.lines["last"]) == (1500, 3000)
    page.get_by_role("button", name="Zoom out").click()
    stand.until(lambda: not plot.lines["zoomed"])
    page.mouse.move(*place(page, 1500, 3000))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -500)
    page.keyboard.up("Control")
    stand.until(lambda: plot.lines["zoomed"])


def test_fields_are_chosen_by_checkbox(stand: Stand) -> None:
    plot = shown(stand)
    page = stand.page
    page.get_by_role("button", name="Fields").click()
    box = page.get_by_role("dialog", name="Fields")
    expect(box.get_by_role("checkbox")).to_have_count(4)
    expect(box.get_by_label("grid")).to_be_disabled()
    assert stand.axe() == []
    box.get_by_role("searchbox").fill("heat")
    box.get_by_role("checkbox").uncheck()
    stand.until(lambda: plot.fields == ["tank.temperature", "tank.mode"])
    expect(page.locator(".plot-panel")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Fields")).to_be_focused()


def test_a_double_click_elsewhere_toggles_a_field(stand: Stand) -> None:
    plot = shown(stand)
    tell(stand.page, plot, "plot", {"field": "tank.heating"})
    stand.until(lambda: "tank.heating" not in plot.fields)
    tell(stand.page, plot, "plot", {"field": "tank.nothing"})
    expect(stand.page.locator(".plot-note").last).to_contain_text(
        "there is no field 'tank.nothing'"
    )


def forked(stand: Stand) -> HistoryPlot:
    plot = shown(stand, 120)
    plot.host.controls.fork(at=30, name="strong", set={"tank.power": 3.0}).result(10)
    run(plot, 60)
    return plot


def test_branches_are_drawn_in_their_colours(stand: Stand) -> None:
    forked(stand)
    page = stand.page
    expect(page.locator(".plot-branch")).to_have_text(["main", "strong"])
    assert painted(page, "--pb-series-0") > 200
    assert painted(page, "--pb-series-1") > 100
    assert len(legend(page)) == 2
    page.get_by_role("button", name="main").click()
    expect(page.get_by_role("button", name="main")).to_have_attribute("aria-pressed", "false")
    stand.until(lambda: painted(page, "--pb-series-1") == 0)
    assert stand.axe() == []


def test_compare_tells_where_branches_part_and_views_that_tick(stand: Stand) -> None:
    plot = forked(stand)
    page = stand.page
    page.get_by_role("tab", name="Compare").click()
    expect(page.get_by_text("They part at tick 31, first in tank.temperature")).to_be_visible()
    assert stand.axe() == []
    page.get_by_role("button", name="31", exact=True).click()
    stand.until(lambda: plot.now["shown"] == 31)


def test_events_are_a_table_and_a_click_views_the_tick(stand: Stand) -> None:
    plot = forked(stand)
    page = stand.page
    page.keyboard.press("Tab")
    page.get_by_role("tab", name="Events").click()
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("cell", name="set tank.power 1 → 3")).to_be_visible()
    assert stand.axe() == []
    page.get_by_role("button", name="30", exact=True).first.click()
    stand.until(lambda: plot.now["shown"] == 30)


def test_tabs_go_by_arrow_keys(stand: Stand) -> None:
    shown(stand)
    page = stand.page
    page.get_by_role("tab", name="History").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Compare")).to_be_focused()
    expect(page.get_by_text("There is one branch so far")).to_be_visible()


def test_the_figure_comes_with_the_code_that_makes_it(stand: Stand) -> None:
    shown(stand)
    page = stand.page
    page.get_by_role("button", name="Figure").click()
    expect(page.get_by_role("dialog").locator("img")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("dialog").locator("pre")).to_contain_text("history.plot(['tank.temp")
    assert stand.axe() == []


def test_csv_is_downloaded_at_full_resolution(stand: Stand, tmp_path: Path) -> None:
    plot = shown(stand, 5000, fields=["tank.temperature"])
    with stand.page.expect_download() as download:
        stand.page.get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "x.csv")
    rows = list(csv.reader((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()))
    assert [float(row[1]) for row in rows[1:]] == plot.timeline.history["tank.temperature"].tolist()


def test_measured_values_are_named(stand: Stand) -> None:
    shown(stand, fields=["tank.temperature"], data={"tank.temperature": ([5, 50], [60.0, 60.5])})
    expect(stand.page.get_by_text("measured")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wrong_with_its_accessibility(stand: Stand, theme: Any) -> None:
    plot = forked(stand)
    plot.host.controls.switch("main").result(10)
    plot.host.controls.view(42)
    plot.host.settle()
    stand.show(theme=theme, width=700)
    assert stand.axe() == []


def test_a_change_of_theme_draws_in_its_colours(stand: Stand) -> None:
    shown(stand)
    stand.show(theme="dark", width=700)
    stand.until(lambda: painted(stand.page, "--pb-series-0") > 300)


def test_names_and_words_are_text(stand: Stand) -> None:
    class Odd(Component):
        io = IO(outputs=[Port("x", unit="<b>m</b>"), "word"])

        def step(self) -> None:
            self.x, self.word = 10.0**300, "<img src=x onerror=alert(1)>" * 20

    plot = HistoryPlot(LocalProcess([Odd(name="a")], []))
    stand.show(plot, width=500)
    run(plot, 3)
    expect(stand.page.locator(".plot-panel")).to_have_count(2)
    assert stand.page.locator(".plugboard img, .plugboard b:not(.plot-tip b)").count() == 0
    assert stand.page.evaluate("document.documentElement.scrollWidth") <= 524
