"""Structure and values of a drawing, its table and its pictures, without any widget."""

import asyncio
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugboard_nb import LocalProcess, Process, Timeline
from plugboard_nb.plotting.values import short
from plugboard_nb.timeline import Condition
from plugboard_nb.widgets.graph_view.picture import save_picture, svg_of
from plugboard_nb.widgets.graph_view.structure import Structure, watch_of
from plugboard_nb.widgets.graph_view.table import GraphTable
from plugboard_nb.widgets.graph_view.values import Values, _text, breakpoints_of, full, held_at
from widgets.graph_plants import ODD, alarm, hostile, tangle, tank

Look = Callable[[Timeline], Any]


def driven(process: Process, ticks: int, look: Look) -> Any:
    async def go() -> Any:
        async with Timeline(process) as timeline:
            await timeline.step(ticks)
            return look(timeline)

    return asyncio.run(go())


def drawn(timeline: Timeline, tick: int | None = None) -> tuple[Structure, dict[str, Any]]:
    """Return what is drawn of *timeline* at *tick*."""
    moment = timeline.view(tick)
    structure = Structure.of(timeline.process, moment.fields, {}, timeline.history.fields)
    before = timeline.history.at(moment.tick - 1) if moment.tick else None
    held = held_at(timeline.interventions, moment.tick)
    return structure, Values(structure).at(moment, before, held)


def text_of(drawing: tuple[Structure, dict[str, Any]], name: str, side: str = "out") -> str:
    component, _, field = name.partition(".")
    structure, values = drawing
    found: str = values["texts"][structure.ports.index((component, side, field))]
    return found


def named(drawing: tuple[Structure, dict[str, Any]], key: str) -> set[str]:
    structure, values = drawing
    ports = [structure.ports[number] for number in values[key]]
    return {f"{component}.{field}" for component, _, field in ports}


def test_values_have_four_digits_and_those_of_the_past_are_the_same_as_then() -> None:
    now = driven(tank(), 5, lambda t: drawn(t, 3))
    then = driven(tank(), 3, drawn)
    assert text_of(now, "tank.temperature") == "59.21"
    assert now[1] == then[1]


def test_what_changed_is_marked_and_what_is_not_there_yet_is_missing() -> None:
    later = driven(tank(), 2, drawn)
    assert named(later, "changed") == {"weather.outdoor", "tank.temperature", "meter.out"}
    start = driven(tank(), 0, drawn)
    assert "tank.temperature" in named(start, "missing")
    assert named(start, "changed") == set()
    waiting = {start[0].ports[number][0]: text for number, text in start[1]["waiting"]}
    assert waiting == {"tank": "57.5", "thermostat": "57.5"}


@given(st.floats())
def test_numbers_are_written_as_everywhere(value: float) -> None:
    assert _text(value) == short(value)


def test_queues_events_and_holds_are_told() -> None:
    def look(timeline: Timeline) -> Any:
        timeline.hold("siren.sounding", False)
        return drawn(timeline), drawn(timeline, 3)

    now, odd_tick = driven(alarm(), 4, look)
    structure, values = now
    port = structure.ports.index(("siren", "in", "x"))
    assert values["queues"] == [(port, 3)]
    assert [structure.data["routes"][n]["event"] for n in values["events"]] == ["plant.alarm"]
    assert odd_tick[1]["events"] == []
    assert named(now, "held") == {"siren.sounding"}
    assert named(odd_tick, "held") == set()


def test_a_change_inside_an_array_counts_as_one() -> None:
    import numpy as np

    drawing = driven(hostile(), 1, drawn)
    values = Values(drawing[0])
    moment = driven(hostile(), 1, lambda t: t.view())
    array = moment.fields["a" * 300 + ".v10"]
    other = {**moment.fields, "a" * 300 + ".v10": np.flip(array)}
    changed = values.at(moment, other)["changed"]
    assert [drawing[0].ports[number][2] for number in changed] == ["v10"]


def test_values_that_nobody_expects_have_short_texts_and_safe_long_ones() -> None:
    structure, values = driven(hostile(), 1, drawn)
    assert json.loads(json.dumps([structure.data, values])) is not None
    texts = [text_of((structure, values), f"{'a' * 300}.v{n}") for n in range(len(ODD))]
    assert texts[1:4] == ["NaN", "inf", "no data yet"]
    assert texts[10] == "float64[200,3]"
    assert max(map(len, texts)) <= 60
    assert not any("\u202e" in text or "\n" in text for text in texts)
    assert "raised RuntimeError" in full(ODD[-1])
    assert "from 0 to 599" in full(ODD[10])
    assert max(len(full(value)) for value in ODD) < 2500


def test_the_structure_of_all_that_can_be_drawn_is_plain_data() -> None:
    for process in (tangle(60, 10), hostile(), alarm(), LocalProcess([], [], name="none")):
        data = Structure.of(process, {}, {}, []).data
        assert json.loads(json.dumps(data)) == data
        assert len(data["boxes"]) == len(process.components)
        left, top, width, height = data["bounds"]
        for box in data["boxes"]:
            assert left <= box["x"] <= left + width - box["width"]
            assert top <= box["y"] <= top + height - box["height"]


def test_an_input_without_a_unit_has_that_of_its_source() -> None:
    ports = Structure.of(tank(), {}, {}, []).data["ports"]
    assert {port["field"]: port["unit"] for port in ports if port["side"] == "in"} == {
        "outdoor": "°C", "heater": "kW", "before": "°C", "x": "kW",
    }  # fmt: skip


def test_boxes_that_were_moved_are_named_and_arrays_have_room() -> None:
    structure = Structure.of(tank(), {}, {"tank": (400.0, 400.0), "nobody": (1.0, 1.0)}, [])
    assert structure.data["moved"] == ["tank"]
    wide = driven(hostile(), 1, drawn)[0].data["routes"][0]["pill"]
    assert wide["room"] >= wide["width"] >= 100


@pytest.mark.parametrize("field", ["tank.level", "hot-tank.level", "tank.class"])
def test_the_condition_of_a_breakpoint_on_a_wire_can_be_read(field: str) -> None:
    condition = Condition(watch_of(field), [field])
    assert condition.fields == (field,)
    assert condition.holds({field: 2}.get, {field: 1}.get, tick=3)


def test_breakpoints_are_found_on_the_outputs_they_look_at() -> None:
    def look(timeline: Timeline) -> Any:
        timeline.breakpoints.add("sensor.reading != previous(sensor.reading)")
        timeline.breakpoints.add("sensor.reading > 3 and siren.sounding").enabled = False
        timeline.breakpoints.add(events="plant.alarm")
        structure = drawn(timeline)[0]
        return structure, breakpoints_of(timeline, structure)

    structure, (change, both, event) = driven(alarm(), 1, look)
    reading = structure.ports.index(("sensor", "out", "reading"))
    assert (change["ports"], change["own"], change["enabled"]) == ([reading], reading, True)
    assert (len(both["ports"]), both["own"], both["enabled"]) == (2, -1, False)
    assert event["events"] == ["plant.alarm"]


class _Cells(HTMLParser):
    """Collects the texts of a table and the tags in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("make", [tank, alarm, hostile, lambda: tangle(60, 10)])
def test_the_table_holds_every_value_and_is_safe(make: Callable[[], Process]) -> None:
    structure, values = driven(make(), 2, drawn)
    table = GraphTable.of(structure.data, values)
    told = _Cells(table.to_html())
    assert set(values["texts"]) <= set(told.texts)
    assert told.tags == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert [row["value"] for row in table if row["port"] == "output"]
    frame = table.to_frame()
    assert len(frame) == len(table)
    assert frame.columns[0] == "component"


def test_the_table_tells_what_stands_out() -> None:
    def look(timeline: Timeline) -> Any:
        timeline.hold("siren.sounding", True)
        timeline.breakpoints.add("sensor.reading > 3")
        structure, values = drawn(timeline)
        return GraphTable.of(structure.data, values, breakpoints_of(timeline, structure))

    rows = {(row["component"], row["field"]): row for row in driven(alarm(), 2, look)}
    assert rows["sensor", "reading"]["note"] == "changed, breakpoint sensor.reading > 3"
    assert rows["sensor", "reading"]["unit"] == "bar"
    assert rows["siren", "x"]["note"] == "3 waiting, next 0"
    assert "held" in rows["siren", "sounding"]["note"]
    assert rows["siren", "plant.alarm"]["value"] == "in this tick"


def test_a_picture_shows_the_values_and_can_be_saved(tmp_path: Path) -> None:
    def look(timeline: Timeline) -> Any:
        places = {"tank": (-200.0, 300.0)}
        structure = Structure.of(timeline.process, {}, places, [])
        return structure, Values(structure).at(timeline.view(), None)

    structure, values = driven(tank(), 5, look)
    svg = ET.fromstring(svg_of(structure, values))
    texts = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"tank", "60.35", "°C", "temperature"} <= texts
    for text in svg.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x", "-1")) <= float(svg.get("width", "0"))
    save_picture(tmp_path / "a.svg", structure, values)
    save_picture(tmp_path / "a.png", structure, values)
    assert (tmp_path / "a.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(ValueError, match=r"not as 'a\.pdf'"):
        save_picture(tmp_path / "a.pdf", structure, values)
