"""Random models: the engine gives the streams of the naive reference, however it is driven."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from blocks import Drive
from driving import assert_same, drive, run, run_freely, step
from plugboard_nb.exceptions import PlugboardError
from reference import Model, interpret
from strategies import LIMIT, NUMBERS, OBJECTS, examples, models

AWAITING = ("await", "pure", "await", "async", "await", "def")


@examples(375)
@given(models())
def test_run_gives_the_streams_of_the_reference(model: Model) -> None:
    assert_same(drive(model, run), interpret(model, LIMIT))


@examples(250)
@given(models())
def test_repeated_step_gives_the_streams_of_the_reference(model: Model) -> None:
    assert_same(drive(model, step), interpret(model, LIMIT))


@examples(375)
@given(models(events=True))
def test_run_with_events_gives_the_streams_of_the_reference(model: Model) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)
    assert_same(drive(model, run), expected)


@examples(250)
@given(models(events=True))
def test_repeated_step_with_events_gives_the_streams_of_the_reference(model: Model) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)
    assert_same(drive(model, step), expected)


@examples(375)
@given(models(styles=AWAITING))
def test_overlapped_run_gives_the_streams_of_the_reference(model: Model) -> None:
    assert_same(drive(model, run), interpret(model, LIMIT))


@examples(200)
@given(models(styles=AWAITING))
def test_awaiting_steps_give_the_streams_of_the_reference(model: Model) -> None:
    assert_same(drive(model, step), interpret(model, LIMIT))


@examples(300)
@given(models(styles=AWAITING, events=True), st.sampled_from((run, step)))
def test_awaiting_with_events_gives_the_streams_of_the_reference(model: Model, how: Drive) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)
    assert_same(drive(model, how), expected)


@examples(200)
@given(models(styles=AWAITING, events=True))
def test_run_returns_by_itself_where_the_model_ends(model: Model) -> None:
    expected = interpret(model, LIMIT)
    assume(expected.status == "completed")
    assert_same(drive(model, run_freely), expected)


@examples(150)
@given(models(kinds=("grown", *NUMBERS, *OBJECTS)))
def test_values_that_change_later_pass_by_reference_and_are_recorded_as_they_were(
    model: Model,
) -> None:
    assert_same(drive(model, run), interpret(model, LIMIT))
    assert_same(drive(model, step), interpret(model, LIMIT))


@examples(250)
@given(models(styles=("loop", "pure", "await")), st.sampled_from((run, step)))
def test_components_with_a_run_of_their_own_step_once_a_tick(model: Model, how: Drive) -> None:
    assert_same(drive(model, how), interpret(model, LIMIT))


@examples(150)
@given(models(events=True, styles=AWAITING, knots=True), st.sampled_from((run, run_freely)))
def test_run_that_cannot_go_on_says_so(model: Model, how: Drive) -> None:
    expected = interpret(model, LIMIT)
    assume(expected.stuck)
    with pytest.raises(PlugboardError, match="wait"):
        drive(model, how)
