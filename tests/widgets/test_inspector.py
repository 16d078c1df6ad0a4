"""The inspector tells what is in a component and what was done, and changes what it is asked to."""

from __future__ import annotations

import asyncio
import json
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import pytest

from plugboard_nb import IO, Component, LocalProcess, Port, Timeline
from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.library import HysteresisSwitch
from plugboard_nb.widgets.inspector import Inspector
from plugboard_nb.widgets.inspector.part import Part, paragraphs
from timeline.plant import Tank, Walk, watch
from widgets.boiler import AWKWARD, awkward, boiler


@pytest.fixture
def shown() -> Iterator[Inspector]:
    view = Inspector(boiler(), component="tank")
    view.host.settle()
    yield view
    view.host.close(destroy=True)
    view.close()


def ask(view: Inspector, name: str, **arguments: Any) -> Any:
    """Do what the page asks for with a message, and show what came of it."""
    answer = view.requests()[name](**arguments)
    view.refresh()
    return answer


def step(view: Inspector, n: int = 1) -> None:
    view.host.controls.step(n).result(5)
    view.refresh()


def look(view: Inspector, tick: int | None = None) -> None:
    view.host.controls.view(tick)
    view.host.settle()
    view.refresh()


def slot(view: Inspector, name: str) -> dict[str, Any]:
    found: dict[str, Any] = view.values["slots"][name]
    return found


def setting(view: Inspector, what: str) -> dict[str, Any]:
    found: dict[str, Any] = view.values["settings"][what]
    return found


def editor(view: Inspector, what: str) -> dict[str, Any]:
    return next(one for one in view.form["settings"] if one["what"] == what)


def told(view: Inspector) -> list[tuple[int, str, str, str]]:
    return [(row["tick"], row["kind"], row["what"], row["text"]) for row in view.acts["rows"]]


# What there is ------------------------------------------------------------------------------


def test_the_form_tells_what_a_component_is_and_has(shown: Inspector) -> None:
    form = shown.form
    assert (form["component"], form["type"]) == ("tank", "HotWaterTank")
    assert form["doc"] == "Well-mixed water that a heater warms and the air outdoors cools."
    assert form["more"].startswith("The temperature changes by what comes in")
    assert "Args:" not in form["more"]
    assert [(s["side"], s["name"], s["unit"]) for s in form["slots"]] == [
        ("in", "heater", ""),
        ("in", "outdoor", "°C"),
        ("in", "before", "°C"),
        ("out", "temperature", "°C"),
        ("export", "losses", ""),
        ("state", "cycles", ""),
        ("state", "samples", ""),
    ]


def test_a_description_is_cut_into_paragraphs() -> None:
    doc = "One\nline.\n\nArgs:\n    x: Not\n\n        told.\n\nSome\n``more``.\n\n  - a\n  - b\n"
    assert paragraphs(doc) == ("One line.", "Some `more`.\n\n  - a\n  - b")
    assert paragraphs("") == ("", "")


def test_an_input_without_a_unit_has_that_of_what_is_sent_to_it() -> None:
    parts = [Walk(name="walk"), Tank(name="tank")]
    parts[0].io.ports["x"] = Port("x", unit="degC")
    process = LocalProcess(parts, ["walk.x -> tank.inflow"])
    slots = {slot.name: slot.unit for slot in Part(process, parts[1]).fields}
    assert slots == {"inflow": "°C", "drain": "", "level": ""}


def test_every_setting_has_a_fitting_editor(shown: Inspector) -> None:
    kinds = {s["name"]: s["kind"] for s in shown.form["settings"] if s["group"] != "state"}
    assert kinds == {
        "volume": "slider",
        "heater_power": "slider",
        "insulation": "slider",
        "wall": "choice",
        "ports": "number",
        "eco": "switch",
        "mode": "choice",
        "label": "text",
        "limit": "number",
        "profile": "literal",
        "dt": "number",
        "site": "text",
    }
    volume = editor(shown, "tank.volume")
    assert (volume["low"], volume["high"], volume["unit"]) == (50, 500, "L")
    assert volume["doc"] == "Water in the tank."
    assert editor(shown, "dt")["group"] == "process"
    assert editor(shown, "tank.cycles")["group"] == "state"


def test_values_are_those_of_the_tick_with_changes_marked(shown: Inspector) -> None:
    assert slot(shown, "in outdoor") == {"text": "no data yet", "missing": True}
    assert slot(shown, "in before") == {"text": "no data yet", "missing": True}
    step(shown, 2)
    outdoor = shown.timeline.view().fields["weather.outdoor"]
    assert slot(shown, "in outdoor")["full"] == repr(outdoor)
    assert "changed" in slot(shown, "in outdoor")
    assert "changed" not in slot(shown, "in heater")
    temperature = slot(shown, "out temperature")["text"]
    assert slot(shown, "in before")["queued"] == temperature
    assert slot(shown, "state cycles")["text"] == str(
        shown.timeline.process.components["tank"].cycles
    )


def test_the_past_shows_what_was_recorded_and_says_what_was_not(shown: Inspector) -> None:
    step(shown, 3)
    shown.timeline.set({"tank.volume": 200.0, "dt": 0.2})
    step(shown, 3)
    look(shown, 2)
    recorded = shown.timeline.view(2).fields["tank.temperature"]
    assert slot(shown, "out temperature")["full"] == repr(recorded)
    assert slot(shown, "state cycles") == {"text": "not recorded", "missing": True}
    assert (setting(shown, "tank.volume")["text"], setting(shown, "dt")["text"]) == ("150", "0.1")
    look(shown)
    assert (setting(shown, "tank.volume")["text"], setting(shown, "dt")["text"]) == ("200", "0.2")


def test_nothing_selected_shows_all_values_and_the_parameters_of_the_process() -> None:
    view = Inspector(boiler())
    step(view, 2)
    assert view.form["component"] == ""
    assert [one["what"] for one in view.form["settings"]] == ["dt", "site"]
    moment = view.timeline.view()
    names = [row[0] for row in view.table]
    assert set(names) >= {*moment.fields, *moment.inputs, "tank.volume", "dt"}
    cells = dict(zip(names, view.cells["texts"], strict=True))
    assert cells["setpoint.value"] == "60"
    assert [names[i] for i in view.cells["changed"]].count("weather.outdoor") == 1
    waiting = {names[int(i)]: text for i, text in view.cells["queued"].items()}
    assert waiting["tank.before"] == cells["tank.temperature"]


def test_a_view_follows_what_is_selected_unless_it_is_pinned(shown: Inspector) -> None:
    follower = Inspector(shown.timeline)
    shown.host.controls.select("thermostat")
    for view in (shown, follower):
        view.refresh()
    assert (shown.form["component"], follower.form["component"]) == ("tank", "thermostat")
    with pytest.raises(UnknownFieldError, match="there is no component 'tonk'"):
        Inspector(shown.timeline, component="tonk")
    with pytest.raises(TypeError, match="no argument 'componnet'"):
        Inspector(shown.timeline, componnet="tank")


def test_another_component_may_be_pinned_at_any_time(shown: Inspector) -> None:
    shown.component = "weather"
    shown.host.settle()
    assert shown.form["component"] == "weather"


def test_the_table_follows_an_argument_that_its_component_changes() -> None:
    class Ratchet(Component):
        io = IO(outputs=["x"])

        def __init__(self, teeth: int = 3, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.teeth = teeth

        def step(self) -> None:
            self.x = self.teeth
            self.teeth += 1

    view = Inspector(LocalProcess([Ratchet(name="ratchet")]))
    for expected in ("3", "4", "5"):
        cells = dict(zip([row[0] for row in view.table], view.cells["texts"], strict=True))
        assert cells["ratchet.teeth"] == expected
        step(view)


def test_awkward_names_and_values_arrive_as_plain_text() -> None:
    view = Inspector(awkward(), component="odd")
    step(view, 2)
    state = {name: getattr(view, name) for name in ("form", "values", "table", "cells", "acts")}
    json.dumps(state, allow_nan=False)
    texts = {name: slot(view, f"out {name}")["text"] for name in AWKWARD}
    assert texts["empty"] == "''"
    assert texts["nan"] == "NaN"
    assert texts["whole"] == "1e300"
    assert texts["script"].startswith("'<script>")
    assert texts["arabic"].isprintable()
    assert editor(view, "odd.array")["kind"] == "fixed"


# What can be done ---------------------------------------------------------------------------


def test_an_edit_is_an_intervention_that_takes_effect_at_the_next_tick(shown: Inspector) -> None:
    step(shown, 2)
    ask(shown, "edit", what="tank.insulation", text="1.4")
    change = shown.timeline.interventions[-1]
    assert (change.tick, change.what, change.old, change.new) == (2, "tank.insulation", 0.9, 1.4)
    assert setting(shown, "tank.insulation") == {"text": "1.4", "written": "1.4", "was": "0.9"}
    assert told(shown) == [(2, "set", "tank.insulation", "0.9 → 1.4")]
    step(shown)
    assert setting(shown, "tank.insulation") == {"text": "1.4", "written": "1.4"}


@pytest.mark.parametrize(
    ("what", "text", "value"),
    [
        ("tank.volume", "200", 200.0),
        ("tank.wall", "1", "WOOL"),
        ("tank.eco", "1", True),
        ("tank.mode", "1", "exact"),
        ("tank.label", "<b>", "<b>"),
        ("tank.limit", "80", 80.0),
        ("tank.profile", "[1, {'a': None}]", [1, {"a": None}]),
        ("tank.cycles", "7", 7),
        ("tank.losses", "0.5", 0.5),
        ("site", "Oslo", "Oslo"),
    ],
)
def test_each_editor_sets_values_of_its_kind(
    shown: Inspector, what: str, text: str, value: Any
) -> None:
    ask(shown, "edit", what=what, text=text)
    new = shown.timeline.interventions[-1].new
    assert getattr(new, "name", new) == value


@pytest.mark.parametrize(
    ("what", "text", "complaint"),
    [
        ("tank.volume", "9", "9 is out of range: at least 50 and at most 500"),
        ("tank.ports", "1.5", "'1.5' is not a whole number"),
        ("tank.insulation", "3.33", "which no shop sells"),
        ("tank.temperature", "1", "tank.temperature cannot be set here"),
    ],
)
def test_what_is_not_possible_is_answered_with_the_reason(
    shown: Inspector, what: str, text: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        ask(shown, "edit", what=what, text=text)
    assert shown.timeline.interventions == []


def test_after_a_failed_tick_an_edit_says_how_to_go_on() -> None:
    view = Inspector(watch(fails_at=3), component="guard")
    with pytest.raises(RuntimeError, match="the guard fell asleep"):
        view.host.controls.step(5).result(5)
    view.refresh()
    assert slot(view, "state heard")["text"] == "0"
    with pytest.raises(TimelineError, match=r"has failed, so nothing can be changed; rewind\(2\)"):
        ask(view, "edit", what="guard.fails_at", text="9")
    view.host.controls.rewind(2).result(5)
    ask(view, "edit", what="guard.fails_at", text="")
    step(view, 5)
    assert view.timeline.tick == 7


def test_an_output_is_held_and_released(shown: Inspector) -> None:
    step(shown)
    ask(shown, "hold_at", output="tank.temperature", text="60")
    assert slot(shown, "out temperature")["held"] == "60"
    assert slot(shown, "out temperature")["pending"] is True
    step(shown)
    cell = slot(shown, "out temperature")
    assert (cell["text"], cell["held"], cell["pending"]) == ("60", "60", False)
    look(shown, 0)
    assert "held" not in slot(shown, "out temperature")
    look(shown)
    ask(shown, "let_go", output="tank.temperature")
    assert "held" not in slot(shown, "out temperature")
    assert [kind for _, kind, _, _ in told(shown)] == ["hold", "release"]


def test_while_the_past_is_viewed_nothing_changes(shown: Inspector) -> None:
    step(shown, 3)
    look(shown, 1)
    for name, arguments in (
        ("edit", {"what": "tank.volume", "text": "200"}),
        ("hold_at", {"output": "tank.temperature", "text": "60"}),
        ("let_go", {"output": "tank.temperature"}),
    ):
        with pytest.raises(TimelineError, match="you view tick 1; return to now, or rewind"):
            ask(shown, name, **arguments)
    assert shown.timeline.interventions == []


class Slow(Component):
    """Waits in each step until it is let go on."""

    io = IO(outputs=["x"])
    began: ClassVar[queue.Queue[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = queue.Queue()

    async def step(self) -> None:
        go = asyncio.Event()
        self.began.put((asyncio.get_running_loop(), go))
        await go.wait()
        self.x = 1


@contextmanager
def during_a_tick() -> Iterator[Inspector]:
    """Lend an inspector whose timeline is in the midst of a tick; then let that end."""
    parts = [Slow(name="slow"), HysteresisSwitch(name="switch", on_at=1, off_at=2)]
    view = Inspector(LocalProcess(parts, ["slow.x -> switch.x"], seed=1), component="switch")
    ticket = view.host.controls.step()
    loop, go = Slow.began.get(timeout=5)
    yield view
    loop.call_soon_threadsafe(go.set)
    ticket.result(5)
    view.host.settle()
    view.refresh()


def test_during_a_tick_an_edit_is_pending_until_the_boundary() -> None:
    with during_a_tick() as view:
        ask(view, "edit", what="switch.on", text="5")
        assert setting(view, "switch.on")["asked"] == "5"
        assert setting(view, "switch.on")["text"] == "1"
        assert [row["what"] for row in view.acts["asked"]] == ["switch.on"]
    assert setting(view, "switch.on")["text"] == "5"
    assert view.acts["asked"] == []
    assert told(view) == [(1, "set", "switch.on", "1 → 5")]


def test_an_edit_that_turns_out_impossible_is_told_until_it_is_mended() -> None:
    with during_a_tick() as view:
        ask(view, "edit", what="switch.on_at", text="1.5")
        ask(view, "edit", what="switch.off_at", text="1.5")  # fits the on_at that it had by then
    assert "off_at" in setting(view, "switch.off_at")["error"]
    assert [row["what"] for row in view.acts["refused"]] == ["switch.off_at"]
    ask(view, "edit", what="switch.off_at", text="3")
    assert "error" not in setting(view, "switch.off_at")
    assert view.acts["refused"] == []


# What was done ------------------------------------------------------------------------------


def test_forks_and_branches_stand_in_the_list(shown: Inspector) -> None:
    controls = shown.host.controls
    step(shown, 4)
    shown.timeline.set("tank.eco", True)
    controls.fork(2, name="lazy", set={"thermostat.hysteresis": 3.0}).result(5)
    step(shown, 2)
    assert told(shown) == [(2, "fork", "lazy", "thermostat.hysteresis 1 → 3")]
    controls.switch("main").result(5)
    shown.refresh()
    assert told(shown) == [(2, "branch", "lazy", ""), (4, "set", "tank.eco", "off → on")]
    assert [row["number"] for row in shown.acts["rows"]] == [None, 0]


def test_the_movement_of_a_slider_is_one_row(shown: Inspector) -> None:
    step(shown)
    for text in ("1", "1.2", "1.4"):
        ask(shown, "edit", what="tank.insulation", text=text)
    assert told(shown) == [(1, "set", "tank.insulation", "0.9 → 1.4")]
    assert shown.acts["rows"][0]["count"] == 3


@pytest.mark.parametrize("times", [1, 2])
def test_undo_goes_on_without_the_change(shown: Inspector, times: int) -> None:
    step(shown, 2)
    shown.timeline.set("tank.eco", True)
    for text in ("200", "250")[:times]:
        ask(shown, "edit", what="tank.volume", text=text)
    step(shown, 2)
    shown.host.controls.undo(shown.acts["rows"][1]["number"]).result(5)
    shown.refresh()
    assert shown.timeline.tick == 2
    tank = shown.timeline.process.components["tank"]
    assert (tank.volume, tank.eco) == (150.0, True)
    assert shown.timeline.branches["main"].last_tick == 4


def test_undo_of_what_a_fork_began_with(shown: Inspector) -> None:
    step(shown, 3)
    shown.host.controls.fork(1, name="big", set={"tank.volume": 300.0}).result(5)
    step(shown, 2)
    shown.host.controls.undo(shown.acts["rows"][0]["number"]).result(5)
    assert shown.timeline.process.components["tank"].volume == 150.0


def test_each_refusal_is_dismissed_by_itself() -> None:
    with during_a_tick() as view:
        for name in ("on_at", "off_at"):
            ask(view, "edit", what=f"switch.{name}", text="1.5")
    refused = [row["what"] for row in view.acts["refused"]]
    assert refused == ["switch.off_at"]
    ask(view, "forget", what="switch.on_at")
    assert [row["what"] for row in view.acts["refused"]] == refused
    ask(view, "forget", what="switch.off_at")
    assert view.acts["refused"] == []


def test_a_list_seen_from_another_branch_undoes_nothing(shown: Inspector) -> None:
    step(shown, 2)
    ask(shown, "edit", what="tank.volume", text="200")
    shown.host.controls.fork(1, name="other").result(5)
    shown.host.controls.view(2, branch="main")
    shown.host.settle()
    shown.refresh()
    assert [row["number"] for row in shown.acts["rows"] if row["kind"] == "set"] == [None]


def test_the_script_does_the_same_again(shown: Inspector) -> None:
    step(shown, 3)
    ask(shown, "edit", what="tank.volume", text="200")
    step(shown, 2)
    script = ask(shown, "script")
    assert script == shown.script()
    scope: dict[str, Any] = {"process": boiler()}
    body = "".join(f"    {row}\n" for row in script.splitlines())
    exec(f"async def again(process):\n{body}    return t\n", scope)
    again: Timeline = asyncio.run(scope["again"](boiler()))
    assert again.branch.digest() == shown.timeline.branch.digest()


def test_what_is_asked_for_wrongly_changes_nothing(shown: Inspector) -> None:
    with pytest.raises(ValidationError, match="cannot be set here"):
        ask(shown, "edit", what="dtt", text="1")
    with pytest.raises(UnknownFieldError, match="no component 'tonk'"):
        ask(shown, "edit", what="tonk.volume", text="1")
    with pytest.raises(UnknownFieldError, match="no output 'volume' to hold"):
        ask(shown, "hold_at", output="tank.volume", text="1")
    assert shown.timeline.interventions == []
