"""What a modeller subclasses: declarations, constructor, attributes, life cycle."""

import asyncio
from abc import ABC
from typing import Any, Unpack

import numpy as np
import pytest

from conftest import recorded, run
from parts import Count, Gain, Pass, Sink, Source, pipeline
from plugboard_nb import (
    IO,
    Component,
    IOController,
    LocalProcess,
    PlugboardWarning,
    Port,
    Resource,
    Status,
)
from plugboard_nb.exceptions import IOSetupError, ValidationError
from plugboard_nb.schemas import ComponentArgsDict

# Declarations -----------------------------------------------------------------------------------


def test_io_and_exports_are_the_union_over_ancestors() -> None:
    class Base(Component, ABC):
        io = IO(inputs=["a"], outputs=["y"])
        exports = ["one"]

    class Mixin(Component, ABC):
        io = IO(inputs=["b"])

    class Part(Base, Mixin):
        io = IO(inputs=["c"], outputs=["z"])
        exports = ["two"]

    assert set(Part(name="p").io.inputs) == {"a", "b", "c"}
    assert set(Part(name="p").io.outputs) == {"y", "z"}
    assert set(Part.exports or ()) == {"one", "two"}


def test_a_concrete_class_that_adds_nothing_is_refused_at_its_creation() -> None:
    with pytest.raises(IOSetupError, match="'Empty' declares no input, no output and no event"):

        class Empty(Component):
            pass


def test_a_class_that_inherits_abc_directly_may_be_empty() -> None:
    class Empty(Component, ABC):
        pass

    assert Empty.io.inputs == []


def test_a_subclass_of_a_component_needs_no_io_of_its_own() -> None:
    class Louder(Gain):
        pass

    assert Louder(name="a").io.inputs == ["x"]


def test_io_is_per_instance() -> None:
    one, other = Pass(name="one"), Pass(name="other")
    assert one.io is not other.io
    asyncio.run(_close(one))
    assert one.io.is_closed
    assert not other.io.is_closed


async def _close(component: Component) -> None:
    await component.io.close()


def test_io_may_be_assigned_in_the_constructor_before_or_after_super() -> None:
    class Many(Component):
        def __init__(self, count: int, early: bool, **kwargs: Any) -> None:
            io = IO(inputs=[f"x{i}" for i in range(count)], outputs=["y"])
            if early:
                self.io = io
            super().__init__(**kwargs)
            if not early:
                self.io = io

    for early in (True, False):
        part = Many(3, early, name="many", initial_values={"x1": [1]})
        assert part.io.inputs == ["x0", "x1", "x2"]
        assert part.io.initial_values == {"x1": [1]}
        assert part.x2 is None


def test_ports_carry_unit_and_doc_and_count_as_names() -> None:
    io = IO(inputs=["heater", Port("temperature", unit="degC", doc="water")], outputs=["y"])
    assert io.inputs == ["heater", "temperature"]
    assert io.ports["temperature"].unit == "degC"
    assert io.ports["heater"].unit is None


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"inputs": "flow"}, "inputs must be a list of names, not the text 'flow'"),
        ({"inputs": ["a b"]}, "inputs hold 'a b', which is not a name"),
        ({"outputs": ["y", "y"]}, "outputs name 'y' twice"),
    ],
)
def test_fields_declared_wrongly_are_refused(kwargs: dict[str, Any], message: str) -> None:
    with pytest.raises(IOSetupError, match=message):
        IOController(**kwargs)


def test_io_that_is_no_controller_is_refused() -> None:
    with pytest.raises(IOSetupError, match=r"Odd\.io must be an IOController"):

        class Odd(Component):
            io = {"inputs": ["x"]}  # type: ignore[assignment]


# Constructor ------------------------------------------------------------------------------------


def test_name_is_obligatory_and_keyword_only() -> None:
    with pytest.raises(TypeError, match="name"):
        Pass()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Pass("a")  # type: ignore[call-arg]


def test_all_common_arguments_are_taken() -> None:
    part = Pass(
        name="a",
        initial_values={"x": range(2)},
        parameters={"k": 1},
        state=None,
        constraints={"y": 3},
        resources={"cpu": "250m"},
    )
    assert part.initial_values == {"x": [0, 1]}
    assert part.parameters == {"k": 1}
    assert part.constraints == {"y": 3}
    assert part.resources == Resource(cpu=0.25)


def test_a_subclass_may_pass_on_typed_keyword_arguments() -> None:
    class Typed(Component):
        io = IO(outputs=["y"])

        def __init__(self, area: float, **kwargs: Unpack[ComponentArgsDict]) -> None:
            super().__init__(**kwargs)
            self.area = area

    assert Typed(area=2.0, name="typed").name == "typed"


def test_id_is_the_name() -> None:
    part = Pass(name="a")
    assert part.id == part.name == "a"
    assert str(part) == "<Pass 'a' created>"


@pytest.mark.parametrize("values", [0.0, "abc", {"a": 1}, None])
def test_initial_values_that_are_no_list_are_refused(values: Any) -> None:
    with pytest.raises(ValidationError, match=r"initial values of 'a\.x' are .* give a list"):
        Pass(name="a", initial_values={"x": values})


def test_arguments_and_export_give_what_the_constructor_was_given() -> None:
    part = Gain(3, name="a", parameters={"k": 1})
    assert part.arguments == {"factor": 3, "name": "a", "parameters": {"k": 1}}
    assert part.export() == {"type": "parts.Gain", "args": part.arguments}


# Attributes -------------------------------------------------------------------------------------


def test_a_field_without_a_value_is_none() -> None:
    part = Pass(name="a")
    assert part.x is None
    assert part.y is None


def test_fields_may_have_defaults_on_the_class() -> None:
    class Default(Component):
        io = IO(outputs=["y"])
        y: float = 1.5

        def step(self) -> None:
            pass

    process = LocalProcess([Default(name="a")])
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=2))
    assert recorded(process, "a.y") == [1.5, 1.5]


def test_a_property_that_fails_says_what_is_missing() -> None:
    class Tank(Component):
        io = IO(outputs=["y"])

        @property
        def level(self) -> float:
            return float(self.volumne)

        def init(self) -> None:
            self.volume = 1.0

    tank = Tank(name="tank")
    tank.init()
    with pytest.raises(AttributeError, match=r"'volumne'. Did you mean 'volume'\?"):
        tank.level  # noqa: B018


def test_outputs_and_inputs_may_be_properties() -> None:
    class Celsius(Component):
        io = IO(inputs=["kelvin"], outputs=["celsius"])

        @property
        def kelvin(self) -> float:
            return self._kelvin

        @kelvin.setter
        def kelvin(self, value: float) -> None:
            self._kelvin = float(value)

        @property
        def celsius(self) -> float:
            return self._kelvin - 273

        def step(self) -> None:
            pass

        def init(self) -> None:
            self._kelvin = 0.0

    part = Celsius(name="c")
    wires = ["source.out -> c.kelvin", "c.celsius -> p.x", "p.y -> sink.x"]
    parts = [Source([273, 274, 275], name="source"), part, Pass(name="p"), Sink(name="sink")]
    assert run(LocalProcess(parts, wires)).components["sink"].seen == [0.0, 1.0, 2.0]


def test_a_component_is_usable_without_a_process() -> None:
    part = Pass(name="a")
    part.x = 3
    asyncio.run(_step(part))
    assert part.y == 3
    assert part.status is Status.CREATED


async def _step(component: Component) -> None:
    await component.step()


def test_run_without_a_process_steps_until_the_component_closes() -> None:
    class Three(Component):
        io = IO(outputs=["out"])
        out = 0

        async def step(self) -> None:
            self.out += 1
            if self.out == 3:
                await self.io.close()

    part = Three(name="three")
    asyncio.run(part.run())
    assert part.out == 3


def test_step_that_is_not_written_says_so() -> None:
    class Lazy(Component):
        io = IO(outputs=["y"])

    with pytest.raises(NotImplementedError, match=r"Lazy\.step\(\) is not written yet"):
        run(LocalProcess([Lazy(name="lazy")]))


def test_an_export_that_there_is_not_is_named_with_the_nearest_attribute() -> None:
    class Tank(Component):
        io = IO(inputs=["x"], outputs=["y"])
        exports = ["volmue", "y"]

        def step(self) -> None:
            self.y = self.volume = self.x

    message = r"component 'stage' exports 'volmue', .* Did you mean 'volume'\?"
    with pytest.warns(PlugboardWarning, match=message) as caught:
        process = run(pipeline([1, 2], Tank(name="stage")))
    assert len(caught) == 1
    assert recorded(process, "stage.volmue") == [None, None]


# Life cycle -------------------------------------------------------------------------------------


def test_life_goes_from_init_over_steps_to_destroy() -> None:
    class Diary(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.pages = ["made"]

        async def init(self) -> None:
            self.pages.append("init")

        async def step(self) -> None:
            self.pages.append(f"step {self.x}")

        async def destroy(self) -> None:
            self.pages.append("destroy")

    async def life(process: LocalProcess) -> None:
        async with process:
            await process.run()

    diary = Diary(name="stage")
    asyncio.run(life(pipeline([1, 2], diary)))
    assert diary.pages == ["made", "init", "step 1", "step 2", "destroy"]


def test_an_overridden_run_is_driven_one_step_per_tick() -> None:
    class Own(Pass):
        async def run(self) -> None:
            self.began = True
            for _ in range(2):
                await self.step()

    process = run(pipeline([1, 2, 3, 4], Own(name="stage")))
    assert recorded(process, "stage.y") == [1, 2]
    assert process.components["stage"].began
    assert recorded(process, "source.out")[:2] == [1, 2]


def test_rng_depends_on_seed_and_name_alone() -> None:
    class Dice(Component):
        io = IO(outputs=["y"])

        def step(self) -> None:
            self.y = self.rng.random()

    def throws(seed: int, names: str) -> dict[str, list[float]]:
        process = LocalProcess([Dice(name=name) for name in names], seed=seed)
        asyncio.run(process.init())
        asyncio.run(process.run(ticks=3))
        return {name: recorded(process, f"{name}.y") for name in names}

    assert throws(1, "ab")["a"] == throws(1, "ba")["a"] != throws(2, "ab")["a"]
    assert throws(1, "ab")["a"] != throws(1, "ab")["b"]
    assert isinstance(Dice(name="alone").rng, np.random.Generator)


# Descriptions -----------------------------------------------------------------------------------


class Tank(Component):
    """An open tank."""

    io = IO(inputs=[Port("inflow", unit="m3/s", doc="what comes in")], outputs=["level"])
    exports = ["volume"]
    level: float

    def __init__(self, area: float, start: "float" = 0.0, **kwargs: Any) -> None:
        """Make a tank.

        Args:
            area: Ground area,
                in square metres.
            start: Volume at the beginning.
            **kwargs: See Component.
        """
        super().__init__(**kwargs)
        self.area, self.volume = area, start


def test_describe_gives_ports_as_plain_data() -> None:
    told = Tank.describe()
    assert told["type"] == "test_component.Tank"
    assert (told["name"], told["doc"], told["exports"]) == ("Tank", "An open tank.", ["volume"])
    assert told["inputs"] == [
        {"name": "inflow", "type": None, "unit": "m3/s", "doc": "what comes in"}
    ]
    assert told["outputs"] == [{"name": "level", "type": "float", "unit": None, "doc": None}]


def test_describe_gives_the_arguments_of_the_constructor_own_ones_first() -> None:
    arguments = {entry["name"]: entry for entry in Tank.describe()["arguments"]}
    names = ["area", "start", "name", "initial_values", "parameters", "constraints", "resources"]
    assert list(arguments) == names
    assert arguments["area"]["required"]
    assert arguments["area"]["doc"] == "Ground area, in square metres."
    assert (arguments["start"]["type"], arguments["start"]["default"]) == ("float", 0.0)
    assert arguments["start"]["annotation"] is float


def test_describe_gives_events() -> None:
    from parts import Listener, Siren

    assert Siren.describe()["output_events"] == ["alarm"]
    assert Listener.describe()["input_events"] == ["alarm"]
    assert Count.describe()["input_events"] == []
