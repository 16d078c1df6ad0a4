"""Timelines whose classes have changed, or gone, since they were saved."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plugboard_nb import LocalProcess
from plugboard_nb.exceptions import DivergenceError, TimelineFileError
from plugboard_nb.timeline import Timeline
from timeline.shop import entered

MODEL = """
from plugboard_nb import IO, Component

class Count(Component):
    io = IO(outputs=["out"])
    steps = 0

    def __init__(self, by=1, **kwargs):
        super().__init__(**kwargs)
        self.by, self.n = by, 0

    def step(self):
        Count.steps += 1
        self.n += self.by
        self.out = self.n
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a timeline of 20 ticks with keyframes, whose class can be written anew."""
    module = ModuleType("changing_model")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    write_anew()
    path = tmp_path / "run.pbnb"
    cls: Any = module.__dict__["Count"]
    process = LocalProcess([cls(by=2, name="count")], [])

    async def life(t: Timeline) -> None:
        await t.step(20)
        t.save(path)

    entered(Timeline(process, keyframe_every=4), life)
    return path


def write_anew(*changes: tuple[str, str]) -> ModuleType:
    """Write the module of the model with *changes*: what is there, and what is to be."""
    text = MODEL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    module = sys.modules["changing_model"]
    for name in [name for name in vars(module) if not name.startswith("__")]:
        delattr(module, name)
    exec(text, vars(module))
    return module


REFUSED: dict[str, tuple[Any, ...]] = {
    "lost class": (
        ("class Count(", "class Other("),
        ("Count.steps", "Other.steps"),
        "cannot be found: module 'changing_model' has no 'Count'",
    ),
    "lost output": (
        ('["out"]', '["other"]'),
        "component 'count' is not what it was when the timeline was saved: its class Count no "
        "longer records ['out'] and records ['other'] too; load it with the class as it was then",
    ),
    "gained output": (('["out"]', '["out", "more"]'), "its class Count records ['more'] too;"),
    "lost argument": (
        ("by=1, ", ""),
        ("by, 0", "1, 0"),
        "Count takes no such argument; it takes ['name'",
    ),
    "gained argument": (("by=1", "by, size"), "Count needs the argument 'size'"),
    "raises": (("self.by, self.n = by, 0", "1 / 0"), "ZeroDivisionError: division by zero"),
    "exits": (("self.by, self.n = by, 0", "raise SystemExit(3)"), "SystemExit: 3"),
    "no component": (("(Component)", ""), "is not a Component class"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_class_that_no_longer_fits_is_refused_in_one_sentence(name: str, path: Path) -> None:
    *changes, message = REFUSED[name]
    write_anew(*changes)
    with pytest.raises(TimelineFileError) as caught:
        Timeline.load(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.path == str(path)


def test_a_module_that_is_gone_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "changing_model")
    with pytest.raises(TimelineFileError, match="there is no module 'changing_model'"):
        Timeline.load(path)


def test_a_class_with_another_attribute_is_brought_back_by_replay(path: Path) -> None:
    module = write_anew(
        ("by, 0", "by, 0; self.scale = 1"), ("= self.n\n", "= self.n * self.scale\n")
    )
    u = Timeline.load(path)
    entered(u, lambda u: u.step(5))
    assert u.history["count.out"].tolist() == [2 * i for i in range(1, 26)]
    assert module.__dict__["Count"].steps == 25


def test_an_argument_with_a_default_may_be_added(path: Path) -> None:
    write_anew(("by=1", "by=1, size=3"))
    entered(Timeline.load(path), lambda u: u.step(5))


def test_a_snapshot_that_cannot_be_put_back_is_replaced_by_a_replay(path: Path) -> None:
    restore = """
    def restore(self, state):
        if state["n"] > 20:
            raise KeyError("n")
        super().restore(state)
"""
    module = write_anew(("        self.out = self.n\n", f"        self.out = self.n\n{restore}"))
    u = Timeline.load(path)
    entered(u)
    assert u.tick == 20
    assert module.__dict__["Count"].steps == 12  # from the keyframe at tick 8 on


def test_a_class_that_computes_something_else_is_named_and_the_record_stays(path: Path) -> None:
    write_anew(("by, 0", "by, 0; self.scale = 1"), ("+= self.by", "+= self.by + (self.n > 9)"))
    u = Timeline.load(path)
    with pytest.raises(DivergenceError, match=r"count\.out was 12 at tick 6 and is 13"):
        entered(u)
    assert (u.tick, u.branch.name) == (20, "main")
    assert u.history["count.out"].tolist() == [2 * i for i in range(1, 21)]
    assert not u.process.is_initialised
    write_anew()
    v = Timeline.load(path)
    entered(v, lambda v: v.step(1))
    assert v.history["count.out"][-1] == 42
