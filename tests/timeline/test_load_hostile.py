"""Files that are damaged or mean ill: one clear sentence, and nothing of them is ever executed."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugboard_nb.exceptions import PlugboardError, TimelineFileError
from plugboard_nb.timeline import Timeline
from strategies import examples
from timeline.shop import entered, shop, tell_story

Json = dict[str, Any]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a timeline with everything in it."""
    path = tmp_path_factory.mktemp("saved") / "run.pbnb"

    async def save(t: Timeline) -> None:
        t.save(path)

    entered(Timeline(shop(name="p", seed=1), keyframe_every=9), tell_story, save)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(saved: Path, tmp: Path, change: Callable[[Json], Any], part: str = "timeline") -> Path:
    """Return a file like *saved* with another ``timeline.json``, and right checksums."""
    parts = members(saved)
    data = json.loads(parts[f"{part}.json"])
    change(data)
    parts[f"{part}.json"] = json.dumps(data).encode()
    path = tmp / "changed.pbnb"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(TimelineFileError) as caught:
        Timeline.load(path)
    text = str(caught.value)
    assert text.startswith(f"{path}: ")
    assert "\n" not in text
    assert len(text) < 900
    assert caught.value.path == str(path)
    return text


def loaded(path: Path) -> Timeline | None:
    """Return the timeline in a file, or None if it is refused in one sentence."""
    try:
        return Timeline.load(path)
    except TimelineFileError as error:
        text = str(error)
    assert "\n" not in text
    return None


def put(*keys: str | int, value: Any) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        place: Any = data
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value

    return change


MAIN, WILD, OTHER = (("branches", number) for number in range(3))
STATE = (*MAIN, "keyframes", 1, "snapshot")
WALK = (*STATE, "components", "walk")
REFUSED: dict[str, tuple[Callable[[Json], None], str]] = {
    "no tick": (put("head", "tick", value=-3), "head.tick: input should be greater"),
    "half a tick": (put("head", "tick", value=1.5), "head.tick: input should be a valid integer"),
    "unknown key": (put("he\nad", value={}), r"he\nad: extra inputs are not permitted"),
    "head beyond": (put("head", "tick", value=41), "its head is on no branch"),
    "head nowhere": (put("head", "branch", value="moon"), "its head is on no branch"),
    "owner nowhere": (put("head", "owner", value="wild"), "its head is on no branch"),
    "head too early": (put("head", "applied", value=0), "its head is on no branch"),
    "no branches": (put("branches", value=[]), "branches: list should have at least 1 item"),
    "unknown parent": (put(*WILD, "parent", value="moon"), "'wild' does not fit its parent"),
    "own parent": (put(*WILD, "parent", value="wild"), "'wild' does not fit its parent"),
    "a cycle": (put(*MAIN, "parent", value="wild"), "'main' does not fit the others"),
    "two roots": (put(*WILD, "parent", value=None), "'wild' does not fit the others"),
    "twice": (put(*WILD, "name", value="main"), "'main' does not fit the others"),
    "same number": (put(*WILD, "number", value=0), "'wild' does not fit the others"),
    "late departure": (put(*WILD, "departure", value=41), "'wild' does not fit its parent"),
    "early heritage": (put(*WILD, "inherited", value=0), "'wild' does not fit its parent"),
    "ticks for ever": (put(*MAIN, "last_tick", value=10**18), "ticks of branch 'main' do not fit"),
    "too many ticks": (put(*MAIN, "last_tick", value=10**40), "last_tick: input should be less"),
    "unknown kind": (put(*MAIN, "interventions", 0, "kind", value="eval"), "kind: string should"),
    "late change": (put(*MAIN, "interventions", 0, "tick", value=99), "do not fit together"),
    "what": (put(*MAIN, "interventions", 0, "what", value="moon.x"), "set 'moon.x', makes no"),
    "a method": (put(*MAIN, "interventions", 0, "what", value="walk.step"), "makes no sense"),
    "private": (put(*MAIN, "interventions", 0, "what", value="walk._pb_given"), "makes no sense"),
    "no input": (put(*OTHER, "interventions", 0, "what", value="walk.x"), "makes no sense"),
    "keyframe": (put(*MAIN, "keyframes", 1, "tick", value=39), "keyframe"),
    "keyframe elsewhere": (put(*MAIN, "keyframes", 1, "tick", value=41), "lies outside of it"),
    "no snapshot": (put(*STATE, value=[]), "the keyframe at tick 9 makes no sense"),
    "no state": (put(*WALK, value=[]), "the keyframe at tick 9 "),
    "wrong turns": (put(*WALK, "turns", value="9"), "the keyframe at tick 9 makes no sense"),
    "negative steps": (put(*WALK, "steps", value=-1), "the keyframe at tick 9 makes no sense"),
    "no mail": (put(*WALK, "inbox", value=[[1]]), "the keyframe at tick 9 makes no sense"),
    "status": (put(*WALK, "status", value="dead"), "the keyframe at tick 9 makes no sense"),
    "fields": (put(*WALK, "fields", value={"step": 1}), "the keyframe at tick 9 makes no sense"),
    "other wires": (put(*STATE, "wires", value={"a.b": []}), "is of another model"),
    "other model": (put(*STATE, "components", value={}), "is of another model"),
    "other rows": (put(*MAIN, "rows", "tables", value=[]), "of other components than its model"),
    "condition": (
        put("breakpoints", 0, "condition", value="__import__('os')"),
        "a breakpoint makes no sense: condition",
    ),
    "deep": (put("breakpoints", 0, "condition", value="(" * 900), "a breakpoint makes no sense"),
    "no event": (put("breakpoints", 1, "events", value=["moon"]), "no component emits"),
    "nothing": (put("breakpoints", 0, "condition", value=None), "a breakpoint makes no sense"),
    "limit": (put("max_bytes", value=0), "max_bytes: input should be greater than 0"),
    "origin": (put("origin", value={"parameters": {}}), "the parameters make no sense"),
    "deep origin": (put("origin", value=eval("[" * 150 + "]" * 150)), "nested more than"),
    "component twice": (
        lambda data: data["process"]["components"].append(data["process"]["components"][0]),
        "its model cannot be built here: ",
    ),
    "no components": (put("process", "components", value=[]), "cannot be built here: "),
    "argument": (put("process", "components", 0, "args", "x", value=1), "no such argument"),
    "name": (put("process", "components", 0, "args", "name", value="../x"), "a name has letters"),
    "seed": (put("process", "args", "seed", value="x"), "its model cannot be built here: "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_data_that_do_not_fit_are_refused_in_one_sentence(
    name: str, saved: Path, tmp_path: Path
) -> None:
    change, message = REFUSED[name]
    assert message in refusal(changed(saved, tmp_path, change))


TYPES = {
    "os.system": "'os.system' is not a Component class",
    "subprocess.Popen": "'subprocess.Popen' is not a Component class",
    "builtins.eval": "'builtins.eval' is not a Component class",
    "antigravity.fly": "'antigravity' is a module of Python itself",
    "test.autotest.x": "'test' is a module of Python itself",
    "no_such_module.Tank": "there is no module 'no_such_module'",
    "timeline.shop.entered": "'timeline.shop.entered' is not a Component class",
    "__main__.Tank": "Define it first",
    "plugboard_nb.Component": "Component takes no such argument",
    "../x.Tank": "is no type",
    "": "is no known component",
}


@pytest.mark.parametrize("type_name", TYPES)
def test_what_is_no_component_class_is_not_called(
    type_name: str, saved: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = {"args": "echo executed", "name": "walk", "expression": "print('executed')"}

    def change(data: Json) -> None:
        data["process"]["components"][1] = {"type": type_name, "args": command}

    assert TYPES[type_name] in refusal(changed(saved, tmp_path, change))
    assert "executed" not in capfd.readouterr().out
    assert "antigravity" not in sys.modules


def test_only_modules_that_are_named_for_classes_are_imported(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """This is the policy, as for models in YAML: a module named is imported before it is judged."""
    (tmp_path / "talkative_module.py").write_text("print('imported')")
    monkeypatch.syspath_prepend(tmp_path)

    def change(data: Json) -> None:
        data["process"]["components"][1]["args"]["constraints"] = {"x": "talkative_module.X"}
        data["process"]["name"] = "talkative_module.X"

    refusal(changed(saved, tmp_path, change))
    assert capfd.readouterr().out == ""
    type_ = put("process", "components", 1, "type", value="talkative_module.X")
    assert "module 'talkative_module' has no 'X'" in refusal(changed(saved, tmp_path, type_))
    assert capfd.readouterr().out == "imported\n"


def test_a_name_that_is_a_path_leads_nowhere(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(saved, tmp_path, put("process", "args", "name", value="../../etc/passwd"))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    before = sorted(os.listdir(tmp_path))
    t = Timeline.load(path)
    entered(t, lambda t: t.step(1))
    assert t.process.name == "../../etc/passwd"
    assert (os.listdir(home), sorted(os.listdir(tmp_path))) == ([], before)


def test_a_file_of_a_newer_format_says_what_wrote_it(saved: Path, tmp_path: Path) -> None:
    def change(data: Json) -> None:
        data.update(version=7, written_by="plugboard_nb 9.1")

    text = refusal(changed(saved, tmp_path, change, "manifest"))
    assert "it was written by plugboard_nb 9.1 in format 7; this is plugboard_nb" in text


def test_a_timeline_that_would_be_too_large_is_not_read(saved: Path) -> None:
    with pytest.raises(TimelineFileError, match="give a larger max_bytes"):
        Timeline.load(saved, max_bytes=1000)


def test_a_file_that_is_cut_off_is_refused_wherever_that_is(saved: Path, tmp_path: Path) -> None:
    data, path = saved.read_bytes(), tmp_path / "cut.pbnb"
    for size in {*range(0, len(data), len(data) // 40), len(data) - 1}:
        path.write_bytes(data[:size])
        refusal(path)


@pytest.fixture(scope="module")
def path(saved: Path) -> Path:
    return saved.with_name("other.pbnb")


@given(st.data())
@examples(150)
def test_a_file_with_flipped_bits_is_refused_or_gives_the_same_timeline(
    saved: Path, path: Path, draw: st.DataObject
) -> None:
    data = bytearray(saved.read_bytes())
    for _ in range(draw.draw(st.integers(1, 3))):
        data[draw.draw(st.integers(0, len(data) - 1))] ^= 1 << draw.draw(st.integers(0, 7))
    path.write_bytes(data)
    found = loaded(path)
    if found is None:
        return
    wanted = Timeline.load(saved)
    assert repr(found) == repr(wanted)
    assert [b.digest() for b in found.branches.values()] == [
        b.digest() for b in wanted.branches.values()
    ]


JUNK = st.sampled_from(
    [
        *(None, True, -1, 0, 3, 26, 2**61, 1.5, "", "main", "walk.x", "set", [], [1], {}),
        *({"$": "ref"}, {"$": "tuple", "items": []}, {"$": "Random"}),
        {"$": "list", "of": "float", "npy": "x"},
    ]
)


@given(st.data())
@examples(150)
def test_a_timeline_with_a_changed_value_is_refused_or_can_be_looked_at_and_entered(
    saved: Path, path: Path, draw: st.DataObject
) -> None:
    def change(data: Json) -> None:
        place: Any = data
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw.draw(st.sampled_from(keys))
            inner = place[key]
            if not isinstance(inner, dict | list) or not inner or not draw.draw(st.integers(0, 7)):
                break
            place = inner
        place[key] = draw.draw(JUNK)

    file = changed(saved, path.parent, change)
    t = loaded(file)
    if t is None:
        return
    for branch in t.branches.values():
        for tick in {branch.history.first_tick, branch.last_tick}:
            t.view(tick, branch)
        branch.digest()
    t.find("tank.level > 0")
    t.usage  # noqa: B018
    try:
        asyncio.run(asyncio.wait_for(_visit(t), 20))
    except (PlugboardError, TypeError, ValueError):  # of the model, with values it cannot have
        assert not t.process.is_initialised


async def _visit(t: Timeline) -> None:
    async with t:
        pass
