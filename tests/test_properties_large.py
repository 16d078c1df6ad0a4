"""The same properties for larger models."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from blocks import Drive
from driving import assert_same, drive, run, step
from reference import Model, interpret
from strategies import LIMIT, examples, models

STYLES = ("def", "pure", "async", "await")


@pytest.mark.slow
@examples(150)
@given(models(styles=STYLES, most=16), st.sampled_from((run, step)))
def test_large_models_give_the_streams_of_the_reference(model: Model, how: Drive) -> None:
    assert_same(drive(model, how), interpret(model, LIMIT))


@pytest.mark.slow
@examples(150)
@given(models(styles=STYLES, most=16, events=True), st.sampled_from((run, step)))
def test_large_models_with_events_give_the_streams_of_the_reference(
    model: Model, how: Drive
) -> None:
    expected = interpret(model, LIMIT)
    assume(not expected.stuck)
    assert_same(drive(model, how), expected)
