"""``@component``: a component from one function."""

import asyncio
import re
from typing import Any

import pytest

from conftest import recorded, run
from parts import Sink, Source
from plugboard_nb import LocalProcess, component
from plugboard_nb.component import FunctionFactory


@component(inputs=["a", "b"], outputs=["total"])
def add(a: float, b: float) -> dict[str, float]:
    """Add two numbers."""
    return {"total": a + b}


@component(inputs=["x"], outputs=["y"])
async def later(x: Any) -> dict[str, Any]:
    await asyncio.sleep(0)
    return {"y": x}


def test_calling_the_object_calls_the_function() -> None:
    assert add(1, 2) == {"total": 3}
    assert asyncio.run(later(5)) == {"y": 5}
    assert add.__doc__ == "Add two numbers."


def test_component_steps_with_the_function() -> None:
    parts = [
        Source([1, 2], name="s"),
        add.component(name="add", initial_values={"b": [10]}),
        later.component(name="later"),
        Sink(name="sink"),
    ]
    wires = ["s.out -> add.a", "s.out -> add.b", "add.total -> later.x", "later.y -> sink.x"]
    process = run(LocalProcess(parts, wires))
    assert recorded(process, "add.total") == [11, 3]
    assert process.components["sink"].seen == [11, 3]


def test_component_without_a_name_gets_function_and_random_letters() -> None:
    one, other = add.component(), add.component()
    assert re.fullmatch(r"add_[0-9a-f]{8}", one.name)
    assert one.name != other.name


def _driven(factory: FunctionFactory) -> LocalProcess:
    return run(LocalProcess([factory.component(name="f")]))  # type: ignore[return-value]


def test_a_result_that_is_no_dict_is_an_error_naming_the_function() -> None:
    @component(outputs=["y"])
    def wrong() -> dict[str, Any]:
        return 3  # type: ignore[return-value]

    message = r"function 'wrong' of component 'f' returned int; .* dict with the keys \['y'\]"
    with pytest.raises(ValueError, match=message):
        _driven(wrong)


def test_a_key_that_is_no_output_is_an_error_naming_the_function() -> None:
    @component(outputs=["y"])
    def wrong() -> dict[str, Any]:
        return {"z": 3}

    with pytest.raises(ValueError, match=r"function 'wrong' .* key 'z'; its outputs are \['y'\]"):
        _driven(wrong)


def test_an_output_left_out_keeps_its_value() -> None:
    @component(inputs=["x"], outputs=["odd"])
    def odds(x: int) -> dict[str, Any]:
        return {"odd": x} if x % 2 else {}

    parts = [Source([1, 2, 3], name="s"), odds.component(name="odds")]
    assert recorded(run(LocalProcess(parts, ["s.out -> odds.x"])), "odds.odd") == [1, 1, 3]


def test_export_names_module_and_function() -> None:
    told = add.component(name="add").export()
    assert told == {"type": "test_function_component.add", "args": {"name": "add"}}
