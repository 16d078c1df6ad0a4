"""Errors as people read them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from conftest import Stage
from plugboard_nb import LocalProcess
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.widgets.host.guard import Problem, problem_of
from timeline.plant import drive


class Fails(Stage):
    async def step(self) -> None:
        await super().step()
        if self.out == 2:
            raise ValueError("<b>out of paper</b>")


def failed(process: Any) -> Problem:
    async def act(t: Any) -> BaseException:
        try:
            await t.run()
        except BaseException as error:
            return error
        raise AssertionError

    return problem_of(drive(process, act), "run()")


def test_a_component_that_raises_is_named_with_tick_and_inputs() -> None:
    parts = [Stage(9, name="first"), Fails(None, name="second")]
    problem = failed(LocalProcess(parts, ["first.out -> second.x"]))
    assert (problem.title, problem.component, problem.tick) == (
        "second failed at tick 1",
        "second",
        1,
    )
    assert problem.message == "ValueError: <b>out of paper</b>"
    assert problem.notes == ["Its inputs: {'x': 1}", "Rewind to tick 0 goes back to before it."]


def test_the_traceback_begins_in_the_model() -> None:
    problem = failed(LocalProcess([Fails(9, name="only")]))
    assert "plugboard_nb" not in problem.traceback
    assert problem.traceback.count("in step") == 1


def test_several_that_raise_in_one_tick_are_all_named() -> None:
    class Waits(Fails):
        async def step(self) -> None:
            await asyncio.sleep(0)
            await super().step()

    problem = failed(LocalProcess([Waits(9, name="a"), Waits(9, name="b")]))
    assert problem.title == "a and b failed at tick 2"
    assert problem.tick == 2
    assert problem.message.count("ValueError: <b>out of paper</b>") == 2


def test_a_component_that_cannot_start_is_named() -> None:
    error = RuntimeError("the door is shut")
    error.add_note("component 'door' raised this in init()")
    problem = problem_of(error, "init()")
    assert (problem.title, problem.component, problem.tick) == (
        "door failed in init()",
        "door",
        None,
    )


def test_our_own_errors_explain_themselves() -> None:
    problem = problem_of(ValidationError("n is 0; it must be 1 or more"), "step()")
    assert problem.title == "step() did not work"
    assert problem.message == "n is 0; it must be 1 or more"
    assert problem.traceback == ""


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert problem_of(KeyError(), "step()").message == "KeyError"


def test_an_error_whose_text_fails_is_told_all_the_same() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no voice")

    assert problem_of(Mute(), "step()").message == "Mute: (its text cannot be had)"


@pytest.mark.parametrize("text", ["x" * 10_000, "\u202eabc" * 3000])
def test_long_texts_are_cut(text: str) -> None:
    error = ValueError(text)
    error.add_note(text)
    problem = problem_of(error, "step()")
    assert len(problem.message) < 2100
    assert all(len(note) <= 2000 for note in problem.notes)
    assert len(problem.traceback) <= 20_000


def test_two_problems_are_never_the_same() -> None:
    error = ValueError("again")
    assert problem_of(error, "step()").to_dict() != problem_of(error, "step()").to_dict()
