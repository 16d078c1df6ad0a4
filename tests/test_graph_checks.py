"""Everything that is wrong with a process is said before anything happens."""

import asyncio
from typing import Any

import pytest

from parts import Add, Listener, Pass, Sink, Siren, Source
from plugboard_nb import IO, Component, LocalProcess, ValidationError, connect
from plugboard_nb.schemas import validate_process


def problems(parts: list[Any], wires: list[Any]) -> list[str]:
    """Return what ``init`` or the constructor says, and check that ``validate_process`` agrees."""
    with pytest.raises(ValidationError, match="the process cannot start") as caught:
        asyncio.run(LocalProcess(parts, wires).init())
    return caught.value.problems


def test_an_unconnected_input_is_named() -> None:
    found = problems([Pass(name="b")], [])
    assert found == ["Component 'b' has unconnected inputs: ['x']"]


def test_unconnected_inputs_of_one_component_are_one_sentence() -> None:
    assert problems([Add(name="b")], []) == ["Component 'b' has unconnected inputs: ['a', 'b']"]


def test_an_unknown_component_is_named_with_those_there_are() -> None:
    parts = [Source([], name="pump"), Sink(name="tank")]
    found = problems(parts, ["pmup.out -> tank.x"])
    assert found == [
        "the connector 'pmup.out -> tank.x' names the component 'pmup', which is not there; there "
        "are ['pump', 'tank']. Did you mean 'pump'?"
    ]


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    parts = [Source([], name="a"), Sink(name="b")]
    found = problems(parts, ["a.uot -> b.x", "a.out -> b.xx"])
    assert "names the output 'uot', which component 'a' does not have; it has ['out']." in found[0]
    assert found[0].endswith("Did you mean 'out'?")
    assert "names the input 'xx', which component 'b' does not have; it has ['x']" in found[1]


def test_an_input_as_source_is_an_unknown_output() -> None:
    parts = [Source([], name="a"), Pass(name="b"), Sink(name="c")]
    found = problems(parts, ["a.out -> b.x", "b.x -> c.x"])
    assert "names the output 'x', which component 'b' does not have; it has ['y']" in found[0]


def test_duplicate_names_are_found() -> None:
    parts = [Source([], name="a"), Source([], name="a"), Source([], name="b")]
    assert problems(parts, []) == ["two components have the name 'a'"]


def test_duplicate_connectors_are_found() -> None:
    parts = [Source([], name="a"), Sink(name="b")]
    found = problems(parts, ["a.out -> b.x", connect("a.out", "b.x")])
    assert found == ["the connector 'a.out -> b.x' is there 2 times"]


def test_a_loop_without_initial_values_is_printed() -> None:
    parts = [Pass(name="a"), Pass(name="b"), Pass(name="c"), Sink(name="d")]
    found = problems(parts, ["a.y -> b.x", "b.y -> c.x", "c.y -> a.x", "c.y -> d.x"])
    assert found == [
        "a loop has no initial value: a.y -> b.x, b.y -> c.x, c.y -> a.x; give one of these inputs "
        "initial_values"
    ]


def test_a_loop_with_an_initial_value_outside_it_has_none() -> None:
    parts = [
        Source([1], name="s"),
        Add(name="a", initial_values={"a": [0]}),
        Pass(name="b"),
    ]
    found = problems(parts, ["s.out -> a.a", "a.y -> b.x", "b.y -> a.b"])
    assert found[0].startswith("a loop has no initial value: a.y -> b.x, b.y -> a.b;")


def test_every_knot_of_loops_is_printed_once() -> None:
    parts = [Pass(name=name) for name in "abcd"]
    found = problems(parts, ["a.y -> b.x", "b.y -> a.x", "c.y -> d.x", "d.y -> c.x"])
    assert len(found) == 2


def test_empty_initial_values_are_found() -> None:
    parts = [Source([], name="a"), Pass(name="b", initial_values={"x": []})]
    found = problems(parts, ["a.out -> b.x"])
    assert found == ["component 'b' has an empty list of initial values for 'x'"]


def test_initial_values_for_an_unknown_field_are_found() -> None:
    parts = [Source([], name="a"), Add(name="b", initial_values={"aa": [1]})]
    found = problems(parts, ["a.out -> b.a", "a.out -> b.b"])
    assert found == [
        "component 'b' has initial values for 'aa', which is no input; its inputs are ['a', 'b']. "
        "Did you mean 'a'?"
    ]


def test_initial_values_for_an_output_are_found() -> None:
    parts = [Source([], name="a"), Pass(name="b", initial_values={"y": [1]})]
    found = problems(parts, ["a.out -> b.x"])
    assert "initial values for 'y', which is no input; its inputs are ['x']" in found[0]


def test_an_input_event_that_nobody_emits_is_found() -> None:
    found = problems([Listener(name="ear")], [])
    assert "'ear' waits for the event 'alarm', which no component emits; emitted are []" in found[0]


def test_an_input_event_that_somebody_emits_is_fine() -> None:
    asyncio.run(LocalProcess([Listener(name="ear"), Siren(name="siren")]).init())


def test_a_forgotten_super_init_is_found() -> None:
    class Forgot(Component):
        io = IO(outputs=["y"])

        def __init__(self) -> None:
            self.level = 0

    found = problems([Forgot()], [])
    assert found == ["Forgot.__init__ does not call super().__init__(**kwargs)"]


def test_using_a_component_without_super_init_says_what_to_call() -> None:
    class Forgot(Component):
        io = IO(outputs=["y"])

        def __init__(self) -> None:
            pass

    with pytest.raises(AttributeError, match=r"Forgot\.__init__ must call super\(\)\.__init__"):
        Forgot().status  # noqa: B018


@pytest.mark.parametrize("field", ["step", "name", "parameters", "rng", "_hidden"])
def test_field_names_that_clash_with_component_attributes_are_found(field: str) -> None:
    def nothing(self: Component) -> None:
        pass

    cls = type("Clash", (Component,), {"io": IO(outputs=[field]), "go": nothing})
    found = problems([cls(name="a")], [])
    assert found == [
        f"component 'a' has the field {field!r}, a name that every Component uses itself"
    ]


def test_what_is_no_component_is_found() -> None:
    assert problems([Pass, 7], [])[1] == "7 is no Component"


def test_a_step_with_a_yield_is_found() -> None:
    class Yields(Component):
        io = IO(outputs=["y"])

        def step(self) -> Any:
            self.y = 1
            yield

    class AsyncYields(Yields):
        async def step(self) -> Any:
            self.y = 1
            yield

    for part in (Yields(name="a"), AsyncYields(name="a")):
        assert problems([part], []) == [
            "component 'a' has a yield in its step(), so that calling it does nothing; set the "
            "outputs and return"
        ]


def test_all_problems_come_at_once_in_one_error() -> None:
    parts = [
        Pass(name="a"),
        Pass(name="b", initial_values={"x": []}),
        Listener(name="ear"),
        Pass(name="loop"),
    ]
    wires = ["a.y -> nobody.x", "a.nothing -> b.x", "loop.y -> loop.x"]
    found = problems(parts, wires)
    assert len(found) == 6
    with pytest.raises(ValidationError) as caught:
        asyncio.run(LocalProcess(parts, wires).init())
    assert str(caught.value).splitlines() == [
        "the process cannot start:",
        *(f"- {problem}" for problem in found),
    ]


def test_validate_process_says_the_same_of_plain_data() -> None:
    process = LocalProcess([Pass(name="b"), Listener(name="ear")])
    with pytest.raises(ValidationError) as caught:
        asyncio.run(process.init())
    assert validate_process(process.dict()) == caught.value.problems
    assert validate_process(LocalProcess([Source([], name="a")]).dict()) == []
