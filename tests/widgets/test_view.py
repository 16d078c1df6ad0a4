"""Views: what they send, what they receive, and when they are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import traitlets

from plugboard_nb.timeline import ConditionError
from plugboard_nb.widgets import View
from timeline.plant import tank
from widgets.rough import rough, shown, tell, until


class Level(View):
    """Shows one number, and answers questions."""

    level = traitlets.Float(allow_none=True).tag(sync=True)

    def __init__(self, shown: Any, **traits: Any) -> None:
        self.scenes: list[Any] = []
        self.sent: list[tuple[Any, Any]] = []
        super().__init__(shown, **traits)

    def compose(self, scene: Any) -> Mapping[str, Any]:
        self.scenes.append((scene.news, scene.tick))
        return {"level": scene.moment["tank.level"]}

    def requests(self) -> Mapping[str, Callable[..., Any]]:
        return {
            "add": lambda a, b: a + b,
            "column": lambda: ({"n": 2}, [b"12345678"]),
            "fail": self._fail,
            "later": self._later,
        }

    def _fail(self, error: str) -> None:
        raise {"condition": ConditionError("no such field", "tonk > 2", 1)}.get(
            error, KeyError(error)
        )

    async def _later(self) -> str:
        await asyncio.sleep(0)
        return "done"

    def send(self, content: Any, buffers: Any = None) -> None:
        self.sent.append((content, buffers))

    def answer(self, do: str, **args: Any) -> Any:
        """Return what a page gets for a question."""
        self.sent.clear()
        self._receive(None, {"do": do, "id": f"id {do} {args}", "args": args}, [])
        return until(lambda: self.sent)[0]


@pytest.fixture
def level() -> Iterator[Level]:
    with shown(tank(), Level) as view:
        assert isinstance(view, Level)
        yield view


def test_a_view_has_contents_as_soon_as_it_is_made(level: Level) -> None:
    level.host.controls.step(3).result(5)
    again = Level(level.timeline)
    assert again.level == level.timeline.view()["tank.level"]
    assert (again.now["tick"], again.now["process"]) == (3, level.timeline.process.name)
    again.close()


def test_a_view_made_during_a_run_has_contents_too(level: Level) -> None:
    run = level.host.controls.run()
    until(lambda: level.timeline.tick > 5)
    assert Level(level.timeline).now["tick"] > 5
    level.host.pause()
    run.result(5)


def test_a_view_is_made_though_a_step_is_stuck() -> None:
    with shown(rough("awaits", at=1)) as view:
        view.host.controls.step()
        until(lambda: view.now["stuck"])
        assert View(view.timeline).host is view.host
        view.host.interrupt()
        until(lambda: not view.host.doing)


def test_seq_rises_and_news_say_what_has_changed(level: Level) -> None:
    seqs = []
    level.observe(lambda change: seqs.append(change.new["seq"]), "now")
    level.scenes.clear()
    controls = level.host.controls
    acts: list[Callable[[], Any]] = [
        lambda: controls.step().result(5),
        lambda: controls.set("tank.area", 2),
        lambda: controls.view(0),
        lambda: controls.select("tank"),
        lambda: controls.fork().result(5),
    ]
    for act in acts:
        act()
        level.host.settle()
    assert seqs == sorted(set(seqs))
    news = [kind for scene, _ in level.scenes for kind in scene]
    assert {"tick", "interventions", "view", "select", "branch"} <= set(news)


def test_what_is_no_change_is_not_sent(level: Level) -> None:
    level.host.settle()
    messages: list[str] = []
    level.observe(lambda change: messages.append(change.name), "level")
    level.host.touch()
    level.host.settle()
    assert messages == []


def test_only_views_in_a_page_are_composed_and_those_that_come_back_at_once(level: Level) -> None:
    tell(level, "gone", mount="m")
    assert not level.wanted
    level.scenes.clear()
    level.host.controls.step(3).result(5)
    level.host.settle()
    assert level.scenes == []
    tell(level, "mounted", mount="n")
    until(lambda: level.now["tick"] == 3)
    assert level.mounted


def test_a_view_in_two_places_stays_as_long_as_one_is_left(level: Level) -> None:
    tell(level, "mounted", mount="second")
    tell(level, "gone", mount="m")
    assert level.mounted
    tell(level, "gone", mount="second")
    assert not level.mounted


def test_only_one_view_shows_an_error_and_another_takes_over() -> None:
    with shown(rough("raises", at=1)) as view:
        other = View(view.timeline)
        tell(other, "mounted", mount="o")
        other.alarm_rank = 1
        with pytest.raises(ValueError, match="paper"):
            view.host.controls.step().result(5)
        view.host.settle()
        assert other.problem
        assert view.problem is None
        other.close()
        view.host.touch()
        view.host.settle()
        assert view.problem


# Messages ----------------------------------------------------------------------------------


def test_a_message_that_comes_twice_counts_once(level: Level) -> None:
    for _ in range(3):
        level._receive(None, {"do": "step", "id": "one", "args": {"n": 2}}, [])
    level._receive(None, {"do": "step", "id": "two"}, [])
    until(lambda: level.timeline.tick == 3)
    level.host.settle()
    assert level.timeline.tick == 3


@pytest.mark.parametrize(
    "content", [None, 7, [], {}, {"do": 3}, {"do": "step", "args": [1]}, {"do": "mounted"}]
)
def test_what_is_no_message_does_no_harm(level: Level, content: Any) -> None:
    level._receive(None, content, [])
    level.host.settle()
    assert level.problem is None


@pytest.mark.parametrize("do", ["__init__", "from_page", "close", "_move", "init", "submit"])
def test_a_page_can_ask_for_commands_only(
    level: Level, do: str, caplog: pytest.LogCaptureFixture
) -> None:
    level._receive(None, {"do": do, "id": "x"}, [])
    level.host.settle()
    assert f"the page asked for {do!r}, which nobody knows" in caplog.text


def test_questions_are_answered_on_the_engines_thread(level: Level) -> None:
    assert level.answer("add", a=1, b=2)[0]["value"] == 3
    content, buffers = level.answer("column")
    assert (content["value"], buffers) == ({"n": 2}, [b"12345678"])
    assert level.answer("later")[0]["value"] == "done"


def test_a_question_that_fails_is_answered_with_the_error(
    level: Level, caplog: pytest.LogCaptureFixture
) -> None:
    assert level.answer("fail", error="gone")[0]["error"]["type"] == "KeyError"
    assert level.answer("add", a=1)[0]["error"]["type"] == "TypeError"
    told = level.answer("fail", error="condition")[0]["error"]
    assert (told["type"], told["column"]) == ("ConditionError", 1)
    assert level.problem is None


def test_a_question_to_a_closed_host_is_answered_too(level: Level) -> None:
    level.host.close()
    assert "comes too late" in level.answer("add", a=1, b=2)[0]["error"]["message"]


def test_a_view_that_is_closed_is_told_no_more(level: Level) -> None:
    other = Level(level.timeline)
    other.close()
    other.scenes.clear()
    level.host.controls.step().result(5)
    level.host.settle()
    assert other.scenes == []
    assert other not in level.host.views
