"""GraphView without a page: what it composes, its table, its pictures, what it answers."""

from pathlib import Path
from typing import Any

import pytest

from plugboard_nb import LocalProcess, Timeline
from plugboard_nb.widgets.graph_view import GraphView
from plugboard_nb.widgets.graph_view.table import GraphTable
from widgets.graph_plants import alarm, hostile, tank


def stepped(ticks: int, process: Any = None) -> GraphView:
    view = GraphView(process or tank())
    view.host.controls.step(ticks).result(20)
    view.refresh()
    return view


def text_at(view: GraphView, name: str) -> str:
    rows = {f"{row['component']}.{row['field']}": row["value"] for row in view.as_table()}
    return rows[name]


def test_a_view_shows_a_process_or_a_timeline_and_knows_its_arguments() -> None:
    assert len(GraphView(tank()).structure["boxes"]) == 4
    assert len(GraphView(Timeline(tank()), tab="table").structure["routes"]) == 5
    with pytest.raises(TypeError, match="no argument 'tabb'"):
        GraphView(tank(), tabb="table")
    with pytest.raises(TypeError, match="not 'tank'"):
        GraphView("tank")


def test_it_follows_the_head_and_the_past() -> None:
    view = stepped(5)
    assert text_at(view, "tank.temperature") == "60.35"
    view.host.controls.view(3)
    assert text_at(view, "tank.temperature") == "59.21"
    assert view.values["tick"] == 3


def test_the_structure_stays_the_same_object_while_nothing_moves() -> None:
    view = stepped(1)
    first = view.structure
    view.host.controls.step(3).result(20)
    view.refresh()
    assert view.structure is first
    view.host.controls.move("tank", 400, 300)
    view.refresh()
    assert view.structure["moved"] == ["tank"]
    view.host.controls.arrange()
    view.refresh()
    assert view.structure["moved"] == []
    assert view.structure["boxes"] == first["boxes"]


def test_what_changed_at_the_first_tick_of_a_branch_is_seen_against_its_parent() -> None:
    view = stepped(6)
    controls = view.host.controls
    controls.rewind(3).result(20)
    controls.step(1).result(20)
    view.refresh()
    changed = [view.structure["ports"][n]["field"] for n in view.values["changed"]]
    assert changed == ["outdoor", "temperature", "out"]


def test_the_whole_value_of_a_port_is_told_of_the_tick_shown() -> None:
    view = stepped(5)
    ports = view.structure["ports"]
    number = next(n for n, port in enumerate(ports) if port["field"] == "temperature")
    answer = view.requests()["value"](port=number)
    assert (answer["tick"], answer["type"], answer["text"][:8]) == (5, "float", "60.34559")
    with pytest.raises(LookupError, match="no port 99"):
        view.requests()["value"](port=99)


@pytest.mark.parametrize("make", [tank, alarm, hostile])
def test_as_table_is_a_list_that_shows_itself(make: Any) -> None:
    table = stepped(2, make()).as_table()
    assert isinstance(table, GraphTable)
    assert table.caption.endswith("at tick 2")
    assert table._repr_html_() == table.to_html()
    assert "<script" not in table.to_html()


def test_it_is_saved_as_it_is_shown(tmp_path: Path) -> None:
    view = stepped(5)
    view.host.controls.view(3)
    view.save(tmp_path / "tank.svg")
    view.save(str(tmp_path / "tank.png"))
    assert "59.21" in (tmp_path / "tank.svg").read_text(encoding="utf-8")
    assert view.to_svg().startswith("<svg")
    with pytest.raises(ValueError, match=r"saved as \.svg or \.png"):
        view.save(tmp_path / "tank.gif")


def test_the_engine_itself_may_ask_for_the_table() -> None:
    view = stepped(5)
    rows = view.host.submit("look", view.as_table).result(5)
    assert [row["value"] for row in rows if row["field"] == "temperature"] == ["60.35"]


def test_a_process_without_components_is_shown() -> None:
    view = GraphView(LocalProcess([], [], name="nothing"))
    assert view.structure["boxes"] == []
    assert view.as_table() == []
    assert "no components" in view.to_svg()
