"""From a spec to a process, and from a process to a spec."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import yaml_parts
from plugboard_nb.builder import ProcessBuilder, load_process, read, spec_of, to_yaml
from plugboard_nb.component import Component, ComponentRegistry
from plugboard_nb.component import IOController as IO
from plugboard_nb.exceptions import ConfigError, ValidationError
from plugboard_nb.process import LocalProcess, Process
from plugboard_nb.schemas import ConnectorSpec, ProcessSpec, Resource
from plugboard_nb.state import InMemoryStateBackend
from yaml_parts import Add, Count, double

COUNT = {"type": "yaml_parts.Count", "args": {"name": "count", "last": 3}}
ADD = {"type": "yaml_parts.Add", "args": {"name": "add", "initial_values": {"before": [0.0]}}}
WIRES = ["count.n -> add.a", "add.total -> add.before"]


def build(**changes: Any) -> Process:
    args = {"components": [COUNT, ADD], "connectors": WIRES, **changes.pop("args", {})}
    return ProcessBuilder.build(ProcessSpec.model_validate({"args": args, **changes}))


def run(process: Process) -> Process:
    async def main() -> None:
        async with process:
            await process.run()

    asyncio.run(main())
    return process


def one(type_name: str, **args: Any) -> dict[str, Any]:
    return {"components": [{"type": type_name, "args": {"name": "c", **args}}], "connectors": []}


def problem(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        build(**changes)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for modules, forgotten again at the end."""
    known = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - known:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


# Building --------------------------------------------------------------------------------


def test_spec_becomes_a_process_that_runs() -> None:
    process = run(build(args={"name": "sums", "parameters": {"dt": 2}, "seed": 4}))
    assert isinstance(process, LocalProcess)
    assert (process.name, process.seed) == ("sums", 4)
    assert list(process.state.history["add.total"]) == [2, 6, 12]


def test_components_keep_the_order_of_the_spec() -> None:
    assert list(build().components) == ["count", "add"]
    assert list(build().connectors) == ["count.n..add.a", "add.total..add.before"]


def test_arguments_reach_the_constructor() -> None:
    args = {"parameters": {"p": 1}, "resources": {"cpu": "250m"}}
    part = build(args=one("yaml_parts.Count", **args)).components["c"]
    assert part.arguments == {"name": "c", "parameters": {"p": 1}, "resources": Resource(cpu=0.25)}


def test_types_of_plugboard_are_ours() -> None:
    process = build(
        type="plugboard.process.LocalProcess",
        connector_builder={"type": "plugboard.connector.AsyncioConnector", "args": {"maxsize": 4}},
        args={"state": {"type": "plugboard.state.DictStateBackend"}},
    )
    assert type(process) is LocalProcess
    assert type(process.state) is InMemoryStateBackend
    assert {wire.maxsize for wire in process.connectors.values()} == {4}


@pytest.mark.parametrize("type_name", ["plugboard.process.local_process.LocalProcess"])
def test_private_modules_of_plugboard_are_ours_too(type_name: str) -> None:
    assert type(build(type=type_name)) is LocalProcess


def test_names_made_for_ray_build_normal_connectors_and_states() -> None:
    process = build(
        connector_builder={"type": "plugboard.connector.RayConnector"},
        args={"state": {"type": "plugboard.state.RayStateBackend"}},
    )
    assert list(run(process).state.history["add.total"]) == [1, 3, 6]


def test_classes_of_the_user_are_built() -> None:
    process = build(
        type="yaml_parts.OwnProcess",
        connector_builder={"type": "yaml_parts.OwnConnector"},
        args={"state": {"type": "yaml_parts.OwnState", "args": {"job_id": "Job_12345678"}}},
    )
    assert type(process) is yaml_parts.OwnProcess
    assert {type(wire) for wire in process.connectors.values()} == {yaml_parts.OwnConnector}
    assert process.state.job_id == "Job_12345678"


def test_function_with_the_component_mark_is_built() -> None:
    twice = {"type": "yaml_parts.double", "args": {"name": "twice"}}
    process = build(args={"components": [COUNT, twice], "connectors": ["count.n -> twice.x"]})
    assert list(run(process).state.history["twice.y"]) == [2, 4, 6]


def test_class_inside_a_class_is_found() -> None:
    process = build(args=one("yaml_parts.Outer.Inner", last=2))
    assert list(run(process).state.history["c.n"]) == [1, 2]


def test_local_class_is_found_while_it_lives() -> None:
    class Here(Component):
        io = IO(outputs=["x"])

    process = build(args=one(f"{__name__}.{Here.__qualname__}"))
    assert type(process.components["c"]) is Here
    assert ComponentRegistry.get(f"{__name__}.{Here.__qualname__}") is Here


def test_events_reach_their_subscribers() -> None:
    parts = [COUNT, *({"type": f"yaml_parts.{t}", "args": {"name": t}} for t in ("Bell", "Ear"))]
    process = run(build(args={"components": parts, "connectors": ["count.n -> Bell.n"]}))
    assert list(process.state.history["Ear.heard"]) == [1]


# Refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "type_name",
    [
        *("os.system", "subprocess.run", "builtins.exec", "plugboard_nb.Process"),
        *("yaml_parts.refuse_to_be_called", "yaml_parts.Outer", "yaml_parts.Outer.number"),
        "yaml_parts.Colour",
    ],
)
def test_what_is_no_component_is_refused_by_name(type_name: str) -> None:
    text = problem(args=one(type_name, command="echo"))
    wanted = f"{type_name!r} is not a Component class or an @component function"
    assert text == f"process: args.components[0].type: {wanted}"


def test_component_is_no_process_state_or_connector() -> None:
    count = "yaml_parts.Count"
    with pytest.raises(ValidationError) as caught:
        build(type=count, connector_builder={"type": count}, args={"state": {"type": count}})
    wanted = ["a Process class", "a Connector class", "a StateBackend class"]
    texts = caught.value.problems
    assert [text.split(" is not ")[1] for text in texts] == wanted


@pytest.mark.parametrize(
    ("type_name", "message"),
    [
        ("nowhere.Pump", "'nowhere.Pump' cannot be found: there is no module 'nowhere'"),
        ("yaml_parts.Cout", "module 'yaml_parts' has no 'Cout'. Did you mean 'Count'?"),
        ("yaml_parts.Outer.Iner", "'Outer' has no 'Iner'. Did you mean 'Inner'?"),
        ("yaml_parts.nothing.Count", "module 'yaml_parts' has no 'nothing'."),
        ("NoSuchThing", "'NoSuchThing' is no known component; write 'module.Class'"),
        ("a b.C", "'a b.C' is no type; write it as 'module.Class'"),
        ("..Count", "'..Count' is no type"),
        ("", "'' is no known component"),
    ],
)
def test_type_that_cannot_be_found_is_named(type_name: str, message: str) -> None:
    assert message in problem(args=one(type_name))


@pytest.mark.parametrize("name", ["ZMQConnector", "RabbitMQConnector", "RedisConnector"])
def test_connectors_of_brokers_point_to_ray_process(name: str) -> None:
    text = problem(connector_builder={"type": f"plugboard.connector.{name}"})
    assert f"{name} needs a message broker" in text
    assert "plugboard_nb.process.RayProcess" in text


def test_nothing_is_constructed_while_a_type_is_wrong() -> None:
    bug = one("yaml_parts.Strict", size=13)["components"]
    other = {"type": "os.system", "args": {"name": "d"}}
    text = problem(args={"components": [*bug, other], "connectors": []})
    assert "'os.system' is not a Component class" in text


def test_all_types_that_are_wrong_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        build(type="os.system", args={"components": [COUNT, {**ADD, "type": "nowhere.Add"}]})
    assert str(caught.value).splitlines()[0] == "process has 2 problems:"
    assert [text.split(": ")[1] for text in caught.value.problems] == [
        "type",
        "args.components[1].type",
    ]


def test_unknown_argument_names_the_known_ones() -> None:
    text = problem(args=one("yaml_parts.Count", lst=3))
    assert "Count takes no such argument; it takes ['last', 'start', 'name'" in text
    assert text.endswith("Did you mean 'last'?")


def test_missing_argument_is_named() -> None:
    assert problem(args=one("yaml_parts.Strict")).endswith("Strict needs the argument 'size'")


def test_refusal_of_a_constructor_says_where() -> None:
    text = problem(args=one("yaml_parts.Strict", size=-1))
    assert text == "process: args.components[0].args: size is -1; it must be 0 or more"


def test_bug_in_a_constructor_arrives_as_itself_with_a_note() -> None:
    with pytest.raises(RuntimeError, match="a bug") as caught:
        build(args=one("yaml_parts.Strict", size=13))
    assert caught.value.__notes__ == [
        "while building process: args.components[0].args: raised by this"
    ]


def test_refusal_keeps_the_error_of_the_constructor_as_its_cause() -> None:
    with pytest.raises(ValidationError) as caught:
        build(args=one("yaml_parts.Strict", size=-1))
    assert type(caught.value.__cause__) is ValueError


@pytest.mark.parametrize("args", [{"maxsize": -1}, {"maxsiz": 1}])
def test_wrong_argument_for_all_connectors_is_told_once(args: dict[str, Any]) -> None:
    text = problem(connector_builder={"args": args})
    assert text.startswith("process: connector_builder.args: ")
    assert "maxsiz" in text


def test_unknown_argument_of_a_state_is_refused() -> None:
    text = problem(args={"state": {"args": {"max_byte": 3}}})
    assert text.startswith("process: args.state.args: ")
    assert "max_byte" in text


def test_two_components_of_one_name_are_told_at_the_second() -> None:
    text = problem(args={"components": [COUNT, COUNT], "connectors": []})
    assert text == "process: args.components[1].args.name: two components have the name 'count'"


# The folder of a file ----------------------------------------------------------------------

MODULE = """
from plugboard_nb.component import Component, IOController as IO

class Part(Component):
    io = IO(outputs=["x"])

    async def step(self):
        self.x = {number}
        await self.io.close(deliver=True)
"""
FILE = "plugboard: {process: {args: {components: [{type: own_parts.Part, args: {name: p}}]}}}"


def write_model(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "own_parts.py").write_text(MODULE.format(number=number))
    (folder / "model.yaml").write_text(FILE)
    return folder / "model.yaml"


def test_modules_beside_the_file_are_found(folder: Path) -> None:
    before = list(sys.path)
    process = load_process(write_model(folder, 7))
    assert sys.path == before
    assert list(run(process).state.history["p.x"]) == [7]


def test_two_files_may_each_have_a_module_of_the_same_name(folder: Path) -> None:
    first = load_process(write_model(folder / "a", 1))
    second = load_process(write_model(folder / "b", 2))
    assert list(run(first).state.history["p.x"]) == [1]
    assert list(run(second).state.history["p.x"]) == [2]


def test_loading_a_file_twice_gives_the_same_class(folder: Path) -> None:
    path = write_model(folder, 1)
    first, second = load_process(path), load_process(path)
    assert type(first.components["p"]) is type(second.components["p"])


def test_module_that_is_hidden_by_another_one_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(folder / "a"))
    load_process(write_model(folder / "a", 1))
    with pytest.raises(ConfigError, match=r"hides the one in .*; rename one of them"):
        load_process(write_model(folder / "b", 2))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import nothing_of_that_name", "ModuleNotFoundError: No module named 'nothing_of_that_"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("def broken(:", "SyntaxError: "),
    ],
)
def test_module_that_fails_says_why(folder: Path, source: str, message: str) -> None:
    path = write_model(folder, 1)
    (folder / "own_parts.py").write_text(source)
    with pytest.raises(ConfigError, match=r"model\.yaml:1: .* cannot be imported") as caught:
        load_process(path)
    assert f"module 'own_parts' cannot be imported: {message}" in str(caught.value)


# Back to a spec ------------------------------------------------------------------------------


def test_spec_of_a_built_process_builds_it_again() -> None:
    changes = {"connector_builder": {"args": {"maxsize": 4}}}
    process = build(args={"name": "sums", "parameters": {"dt": 2}, "seed": 4}, **changes)
    spec = spec_of(process)
    assert spec.connector_builder.args == {"maxsize": 4}
    again = ProcessBuilder.build(spec)
    assert to_yaml(again) == to_yaml(process)
    assert list(run(again).state.history["add.total"]) == [2, 6, 12]


def test_process_made_in_python_has_a_spec() -> None:
    parts = [Count(name="count", last=2), double.component(name="twice")]
    process = LocalProcess(parts, [ConnectorSpec.from_ref("count.n -> twice.x")], name="p")
    spec = spec_of(process)
    assert [entry.type for entry in spec.args.components] == [
        "yaml_parts.Count",
        "yaml_parts.double",
    ]
    assert (spec.args.seed, spec.args.state) == (None, None)


def test_connectors_of_several_classes_have_no_spec() -> None:
    wires = [ConnectorSpec.from_ref(text) for text in WIRES]
    parts = [Count(name="count"), Add(name="add", initial_values={"before": [0]})]
    process = LocalProcess(parts, [wires[0], yaml_parts.OwnConnector(wires[1])])
    with pytest.raises(ValidationError, match="connectors of several classes cannot be written"):
        spec_of(process)


def test_file_remembers_where_its_process_stands(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(to_yaml(build()))
    source = read(path)
    problems = [(("args", "components", 1, "args", "name"), "is wrong")]
    error = source.error(problems)
    line = 1 + path.read_text().splitlines().index("          name: add")
    assert error.line == line
    assert f"model.yaml:{line}: plugboard.process.args.components[1].args.name" in str(error)
