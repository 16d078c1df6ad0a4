"""The component Expression."""

import asyncio
from typing import Any

import pytest

from library.stepping import completed, outputs
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.expression import ExpressionError
from plugboard_nb.library import Clock, Expression


def test_free_names_are_inputs_and_arguments_are_parameters() -> None:
    block = Expression(name="e", expression="a*b + k", k=10)
    assert block.io.inputs == ["a", "b"]
    assert block.parameters == {"k": 10}
    assert outputs(block, a=[1, 2], b=[3, 4]) == [13, 18]


def test_names_among_its_parameters_are_no_inputs() -> None:
    block = Expression(name="e", expression="a + k", parameters={"k": 1})
    assert block.io.inputs == ["a"]


def test_parameters_of_the_process_are_found_where_inputs_are_listed() -> None:
    block = Expression(name="e", expression="a*dt + gain", inputs=["a"])
    parts = [Clock(name="c", ticks=3), block]
    process = completed(parts, ["c.out -> e.a"], parameters={"dt": 0.5, "gain": 10})
    assert list(process.state.history["e.out"]) == [10, 10.25, 10.5]


def test_own_parameter_wins_over_that_of_the_process() -> None:
    block = Expression(name="e", expression="a + k", k=5)
    process = completed([Clock(name="c", ticks=2), block], ["c.out -> e.a"], parameters={"k": 1})
    assert list(process.state.history["e.out"]) == [5, 6]


def test_parameter_changed_on_the_way_counts_from_the_next_step() -> None:
    block = Expression(name="e", expression="a + k", k=1)
    assert outputs(block, a=[0]) == [1]
    block.parameters["k"] = 7
    assert outputs(block, a=[0]) == [7]


def test_expression_changed_on_the_way_counts_from_the_next_step() -> None:
    block = Expression(name="e", expression="a + k", k=1)
    assert outputs(block, a=[3]) == [4]
    block.expression = "a*k*10"
    assert outputs(block, a=[3]) == [30]
    block.expression = "a + b"
    with pytest.raises(
        ValidationError, match="'b' in the expression 'a \\+ b' is neither an input"
    ):
        outputs(block, a=[3])


def test_output_has_the_name_and_unit_that_were_given() -> None:
    block = Expression(name="e", expression="u*i", output="power", unit="W")
    assert block.io.outputs == ["power"]
    assert block.io.ports["power"].unit == "W"
    assert outputs(block, out="power", u=[230], i=[2]) == [460]


def test_constants_of_mathematics_are_no_inputs_unless_listed() -> None:
    assert Expression(name="x", expression="2*pi*r").io.inputs == ["r"]
    assert Expression(name="x", expression="m*e", inputs=["m", "e"]).io.inputs == ["m", "e"]


def test_exported_arguments_build_the_same_block() -> None:
    block = Expression(name="e", expression="a + k", k=3, unit="m")
    again = Expression(**block.export()["args"])
    assert outputs(again, a=[1]) == outputs(block, a=[1]) == [4]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"expression": "a + kk", "k": 2},
            "was given 'k', which its expression 'a + kk' does not use",
        ),
        ({"expression": "a", "inital_values": {}}, "Did you mean 'initial_values'?"),
        (
            {"expression": "a", "inputs": ["b"]},
            "given inputs=['b'], but inputs must be among ['a']",
        ),
        ({"expression": "a", "inputs": "a"}, "inputs must be a list of different names"),
        ({"expression": "out + 1"}, "given output='out', but output must be a name"),
        ({"expression": "a", "output": "two words"}, "given output='two words'"),
        ({"expression": "a", "output": "expression"}, "without 'expression' and 'output'"),
    ],
)
def test_wrong_argument_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Expression(name="x", **arguments)
    assert str(caught.value).startswith("component 'x' was given")
    assert message in str(caught.value)


def test_wrong_formula_names_component_and_column() -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression(name="x", expression="a + eval(b)")
    assert str(caught.value).startswith(
        "component 'x': expression 'a + eval(b)', column 5: 'eval' is"
    )
    assert caught.value.column == 5


def test_unknown_parameter_is_refused_at_init() -> None:
    block = Expression(name="x", expression="a*gian", inputs=["a"], parameters={"gain": 2})
    with pytest.raises(ValidationError) as caught:
        asyncio.run(block.init())
    assert str(caught.value).endswith("nor a parameter ['gain']. Did you mean 'gain'?")


def test_what_is_no_number_is_named() -> None:
    with pytest.raises(TypeError, match=r"x\.b must be a number, not 'red' \(str\)"):
        outputs(Expression(name="x", expression="a*b"), a=[10**9], b=["red"])
    with pytest.raises(TypeError, match=r"'k' must be a number, not 'big' \(str\)"):
        outputs(Expression(name="x", expression="a*k", k="big"), a=[1])
