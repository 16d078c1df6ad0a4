"""Odd values, odd names and slips: each is taken as it is, or refused in one clear sentence.

What is wrong with a whole process is in ``test_graph_checks``, what raises or never returns in
``test_failure`` and ``test_interrupt``.
"""

import asyncio
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from conftest import recorded, run
from parts import Add, Gain, Pass, Sink, Source, pipeline
from plugboard_nb import IO, Component, LocalProcess, ValidationError, component, connect
from plugboard_nb.exceptions import IOSetupError

LARGE = 10**7

# Outputs ----------------------------------------------------------------------------------------


def test_a_step_that_sets_no_output_sends_none() -> None:
    class Forgets(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def step(self) -> None:
            pass

    process = run(pipeline([1, 2], Forgets(name="stage")))
    assert process.components["sink"].seen == recorded(process, "stage.y") == [None, None]


def test_using_the_none_of_an_output_never_set_fails_with_place_and_inputs() -> None:
    class Forgets(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def step(self) -> None:
            pass

    parts = [Source([1], name="s"), Forgets(name="f"), Gain(name="g")]
    with pytest.raises(TypeError) as caught:
        run(LocalProcess(parts, ["s.out -> f.x", "f.y -> g.x"]))
    note = "component 'g' raised this at tick 1 with the inputs {'x': None}"
    assert caught.value.__notes__ == [note]


def test_a_component_function_that_returns_nothing_is_an_error_naming_it() -> None:
    @component(inputs=["x"], outputs=["y"])
    def forgets(x: float) -> dict[str, Any]:
        return None  # type: ignore[return-value]

    message = r"function 'forgets' of component 'stage' returned NoneType; .* keys \['y'\]"
    with pytest.raises(ValueError, match=message):
        run(pipeline([1], forgets.component(name="stage")))


def test_nan_and_infinity_travel_and_are_recorded() -> None:
    values = [math.nan, math.inf, -math.inf, 1.0]
    process = run(pipeline(values))
    np.testing.assert_array_equal(process.components["sink"].seen, values)
    np.testing.assert_array_equal(process.state.history["stage.y"], values)
    frame = process.state.history.to_frame()
    assert frame["stage.y"].isna().tolist() == [True, False, False, False]


def test_nan_that_stays_nan_in_a_closing_step_is_no_change() -> None:
    run(pipeline([math.nan, math.nan]))


def test_large_arrays_are_values_like_others() -> None:
    array = np.arange(LARGE, dtype="int8")
    process = run(pipeline([array]))
    assert process.components["sink"].seen[0] is array
    (kept,) = process.state.history["stage.y"]
    assert kept is not array
    assert kept.shape == (LARGE,)
    assert process.state.history.nbytes > 2 * LARGE


def test_large_frames_are_values_like_others() -> None:
    frame = pd.DataFrame({"a": np.zeros(LARGE, dtype="int8")})
    process = run(pipeline([frame]))
    assert process.components["sink"].seen[0] is frame
    assert process.state.history["stage.y"][0].shape == (LARGE, 1)
    assert process.state.history.nbytes > 2 * LARGE


def test_an_error_with_a_large_input_is_told_in_a_short_note() -> None:
    class Fails(Pass):
        async def step(self) -> None:
            raise ValueError("too much")

    for value in (np.zeros(LARGE, "int8"), "x" * LARGE, list(range(10**6))):
        with pytest.raises(ValueError, match="too much") as caught:
            run(pipeline([value], Fails(name="stage")))
        assert len(caught.value.__notes__[0]) < 200


def test_an_output_may_change_its_type_from_int_to_float_to_text() -> None:
    values = [1, 2, 2.5, "three", 4]
    process = pipeline(values)
    asyncio.run(process.init())
    history, kinds = process.state.history, []
    for _ in values:
        asyncio.run(process.step())
        now = history["stage.y"]
        kinds.append("list" if isinstance(now, list) else str(now.dtype))
        assert list(now) == values[: process.tick]
    assert kinds == ["int64", "int64", "float64", "list", "list"]
    assert history.at(2)["stage.y"] == 2
    assert process.components["sink"].seen == values


def test_a_value_whose_comparison_raises_is_a_value_like_others() -> None:
    class Prickly:
        def __eq__(self, other: object) -> bool:
            raise RuntimeError

        __hash__ = None  # type: ignore[assignment]

    thorn = Prickly()
    process = run(pipeline([thorn, thorn]))
    assert len(process.components["sink"].seen) == 2


def test_a_value_whose_text_raises_does_not_hide_the_error() -> None:
    class Mute:
        def __repr__(self) -> str:
            raise RuntimeError

    parts = [Source([Mute()], name="s"), Add(name="a")]
    with pytest.raises(TypeError) as caught:
        run(LocalProcess(parts, ["s.out -> a.a", "s.out -> a.b"]))
    assert "component 'a' raised this at tick 1" in caught.value.__notes__[0]


# Names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["hot tank", "hot.tank", "größe", "<script>", "1st", "", "tank\n", 7, None], ids=repr
)
def test_component_names_outside_the_pattern_are_refused_in_one_sentence(name: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        Pass(name=name)
    assert str(caught.value) == (
        f"Pass has the name {str(name)!r}; a name starts with a letter or '_' and holds letters, "
        "digits, '_' and '-'"
    )


def test_names_with_hyphens_underscores_and_digits_are_fine() -> None:
    parts = [Source([1], name="_hot-tank-2"), Sink(name="S")]
    process = run(LocalProcess(parts, ["_hot-tank-2.out -> S.x"]))
    assert process.components["S"].seen == [1]


@pytest.mark.parametrize("field", ["hot tank", "hot.tank", "<script>", "1st", "", 7])
def test_field_names_that_are_no_identifiers_are_refused(field: Any) -> None:
    with pytest.raises(IOSetupError, match="which is not a name"):
        IO(inputs=[field])


@pytest.mark.parametrize("end", ["hot tank.x", "a.b.c", "<script>.x", "a", ".x", "a."])
def test_connector_ends_that_name_no_field_are_refused(end: str) -> None:
    with pytest.raises(ValueError, match=r"write it as 'component\.field'"):
        connect(end, "b.x")


@pytest.mark.parametrize("name", ["hot tank", "größe", "<script>alert(1)</script>", "a.b"])
def test_a_process_may_have_any_name(name: str) -> None:
    process = run(pipeline([1], name=name))
    assert process.id == name
    assert name in repr(process)
    assert process.dict()["name"] == name


# Slips ------------------------------------------------------------------------------------------


def test_a_slip_in_reading_an_input_is_told_at_the_first_step() -> None:
    class Slip(Component):
        io = IO(inputs=["temperature"], outputs=["y"])

        def step(self) -> None:
            self.y = self.temprature

    process = LocalProcess([Source([1], name="s"), Slip(name="b")], ["s.out -> b.temperature"])
    message = r"component 'b' has no attribute 'temprature'. Did you mean 'temperature'\?"
    with pytest.raises(AttributeError, match=message):
        run(process)


def test_resources_with_unknown_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="cpus"):
        Pass(name="a", resources={"cpus": 1})


@pytest.mark.parametrize(("connectors"), [7, [7], [None], [("a.x",)]])
def test_connectors_that_are_none_are_refused(connectors: Any) -> None:
    with pytest.raises((ValidationError, TypeError)):
        LocalProcess([Source([1], name="s")], connectors)
