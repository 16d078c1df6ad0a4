"""The whole workbench in a page: how it is laid out, and all of it by keyboard."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ipywidgets import HBox

from browser.hands import Hands
from browser.stand import Stand, Theme
from conftest import chain
from plugboard_nb import LocalProcess, Process, Workbench
from plugboard_nb.builder import load_process

MODEL = Path(__file__).parents[2] / "notebooks" / "models" / "hot_water_tank.yaml"
PARTS = ("transport", "graph", "plot", "inspector")


def tank() -> Process:
    return load_process(MODEL)


def box_of(stand: Stand, part: str) -> dict[str, float]:
    box = stand.page.locator(f".plugboard-part-{part}").bounding_box()
    assert box is not None
    x, y, width, height = box["x"], box["y"], box["width"], box["height"]
    right, bottom = x + width, y + height
    return {"x": x, "y": y, "width": width, "height": height, "right": right, "bottom": bottom}


def shown(stand: Stand, bench: Workbench, **how: Any) -> None:
    stand.show(bench, **how)
    stand.until(lambda: all(view.mounted for view in bench.children))
    stand.page.get_by_role("button", name="Step", exact=True).wait_for()


# Layout --------------------------------------------------------------------------------------


def test_wide_the_plot_is_beside_the_graph_and_as_high(stand: Stand) -> None:
    bench = Workbench(tank())
    shown(stand, bench, width=1400)
    bench.step(50).result()
    bench.fork(20, set={"tank.leak": 0.004}).result()  # which gives the plot more panels
    stand.until(lambda: stand.page.locator(".plot-panel").count() == 4)
    transport, graph, plot, inspector = (box_of(stand, part) for part in PARTS)
    assert graph["right"] <= plot["x"]
    assert (graph["y"], graph["height"]) == (plot["y"], plot["height"])
    assert transport["bottom"] <= graph["y"] < graph["bottom"] <= inspector["y"]
    assert graph["width"] > plot["width"]


@pytest.mark.parametrize(("width", "zoom"), [(700, 1), (400, 1), (700, 2)])
def test_narrow_or_large_all_is_below_each_other_within_its_frame(
    stand: Stand, width: int, zoom: float
) -> None:
    bench = Workbench(tank())
    shown(stand, bench, width=width, zoom=zoom)
    bench.step(20).result()
    boxes = [box_of(stand, part) for part in PARTS]
    for above, below in combinations(boxes, 2):
        assert above["bottom"] <= below["y"]
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert stand.page.evaluate(wide)


def test_stacked_stays_so_where_there_is_room(stand: Stand) -> None:
    bench = Workbench(tank(), layout="stacked")
    shown(stand, bench, width=1400)
    assert box_of(stand, "graph")["bottom"] <= box_of(stand, "plot")["y"]


@pytest.mark.parametrize("layout", ["controls", "graph", "plot", "inspector", "graph+plot"])
def test_every_layout_fills_its_frame(stand: Stand, layout: str) -> None:
    bench = Workbench(tank(), layout=layout)
    shown(stand, bench, width=1000)
    bench.step(20).result()
    frame = stand.page.locator(".plugboard-workbench").bounding_box()
    assert frame is not None
    present = [part for part in PARTS if stand.page.locator(f".plugboard-part-{part}").count()]
    assert len(present) == len(bench.children)
    boxes = [box_of(stand, part) for part in present]
    assert max(box["right"] for box in boxes) == pytest.approx(frame["x"] + frame["width"], abs=2)
    assert all(box["height"] > 80 for box in boxes)


def test_views_share_the_width_of_a_plain_box(stand: Stand) -> None:
    bench = Workbench(tank(), layout="controls")
    box = HBox([bench.graph, bench.plot])
    stand.show(box, width=1000)
    stand.until(lambda: bench.graph.mounted and bench.plot.mounted)
    graph, plot = (box_of(stand, part) for part in ("graph", "plot"))
    assert graph["right"] <= plot["x"]
    assert min(graph["width"], plot["width"]) > 400


def test_graph_is_made_higher_by_its_corner_and_the_plot_follows(stand: Stand) -> None:
    shown(stand, Workbench(tank()), width=1400)
    before = box_of(stand, "graph")
    mouse = stand.page.mouse
    mouse.move(before["right"] - 4, before["bottom"] - 4)
    mouse.down()
    mouse.move(before["right"] - 4, before["bottom"] + 96)
    mouse.up()
    after = box_of(stand, "graph")
    assert after["height"] == pytest.approx(before["height"] + 100, abs=6)
    stand.until(lambda: box_of(stand, "plot")["height"] == after["height"])


def test_nothing_of_the_plot_stands_outside_of_it(stand: Stand) -> None:
    bench = Workbench(tank())
    shown(stand, bench, width=1400)
    bench.step(50).result()
    bench.fork(20).result()
    stand.until(lambda: stand.page.locator(".plot-panel").count() == 4)
    whole = "() => { const e = document.querySelector('.plugboard-part-plot');"
    whole += " return e.scrollHeight - e.clientHeight; }"
    stand.until(lambda: stand.page.evaluate(whole) == 0)


# Looks ---------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wrong_with_it_in_any_state(stand: Stand, theme: Theme) -> None:
    bench = Workbench(tank())
    shown(stand, bench, theme=theme)
    assert stand.axe() == []
    bench.step(60).result()
    bench.select("tank")
    assert stand.axe() == []
    bench.view(20)
    stand.page.get_by_role("button", name="Return to now").first.wait_for()
    assert stand.axe() == []
    bench.fork(name="other").result()
    bench.step(30).result()
    assert stand.axe() == []
    stand.show(theme=theme, width=700)
    assert stand.axe() == []


def test_process_without_components_guides(stand: Stand) -> None:
    shown(stand, Workbench(LocalProcess([], name="empty")))
    assert "component" in stand.page.locator(".plugboard-graph-view").inner_text().lower()
    assert stand.axe() == []


# By keyboard ---------------------------------------------------------------------------------


def test_all_of_it_goes_by_keyboard(stand: Stand) -> None:
    bench = Workbench(chain(3, last=10**9))
    shown(stand, bench)
    page, timeline = stand.page, bench.timeline
    page.locator(".plugboard-transport").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    stand.until(lambda: timeline.tick == 5)
    page.keyboard.press("ArrowLeft")
    stand.until(lambda: bench.transport.now["shown"] == 4)
    page.keyboard.press("Home")
    stand.until(lambda: bench.transport.now["shown"] == 0)
    page.keyboard.press("End")
    stand.until(lambda: not bench.transport.now["viewing"])
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    stand.until(lambda: timeline.tick > 5)
    page.keyboard.press("Space")
    stand.until(lambda: not bench.host.doing)
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")


def test_tab_goes_through_all_views_and_out_again(stand: Stand) -> None:
    shown(stand, Workbench(tank()))
    stand.page.locator(".plugboard-transport").focus()
    met: list[str] = []
    where = """() => document.activeElement.closest("[class*=plugboard-part-]")?.className ?? "" """
    for _ in range(200):
        stand.page.keyboard.press("Tab")
        name = stand.page.evaluate(where)
        part = next((part for part in PARTS if f"plugboard-part-{part}" in name), "")
        if not part:
            break
        if part not in met[-1:]:
            met.append(part)
    assert met == list(PARTS)


def test_click_selects_and_the_inspector_follows(stand: Stand) -> None:
    bench = Workbench(tank())
    shown(stand, bench)
    Hands(stand.page, stand.until).select("meter")
    assert bench.inspector.now["selected"] == "meter"


def test_closed_workbench_leaves_the_page(stand: Stand) -> None:
    bench = Workbench(tank())
    shown(stand, bench)
    bench.close()
    stand.until(lambda: stand.page.locator(".plugboard").count() == 0)
