"""Specs as pure data."""

import subprocess
import sys
from typing import Any

import pydantic
import pytest

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.process import LocalProcess
from plugboard_nb.schemas import (
    ComponentArgsSpec,
    ComponentSpec,
    ConfigSpec,
    ConnectorBuilderSpec,
    ConnectorMode,
    ConnectorSocket,
    ConnectorSpec,
    IODirection,
    ProcessArgsSpec,
    ProcessSpec,
    Resource,
    StateBackendSpec,
    Status,
    TuneSpec,
    validate_process,
)

COMPONENT = {"type": "tanks.Pump", "args": {"name": "pump", "iters": 3}}


class Source(Component):
    io = IO(outputs=["x"])


class Through(Component):
    io = IO(inputs=["a"], outputs=["b"])


def test_status_is_terminal_only_after_the_end() -> None:
    assert [str(status) for status in Status] == (
        ["created", "init", "running", "waiting", "completed", "failed", "stopped"]
    )
    assert [status for status in Status if status.is_terminal] == ["completed", "failed", "stopped"]


def test_io_direction_is_input_or_output() -> None:
    assert list(IODirection) == ["input", "output"]


# Connectors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end",
    [
        "a.x",
        {"entity": "a", "descriptor": "x"},
        ConnectorSocket(entity="a", descriptor="x"),
        ConnectorSocket.from_ref("a.x"),
    ],
    ids=["text", "dict", "socket", "ref"],
)
def test_connector_ends_may_be_text_dict_or_socket(end: Any) -> None:
    spec = ConnectorSpec(source=end, target=end)
    assert spec.id == "a.x..a.x"
    assert spec.mode is ConnectorMode.PIPELINE


@pytest.mark.parametrize("given", ["a.x -> b.y", "a.x->b.y", ("a.x", "b.y"), ["a.x", "b.y"]])
def test_whole_connector_may_be_an_arrow_or_a_pair(given: Any) -> None:
    assert ConnectorSpec.model_validate(given).id == "a.x..b.y"


@pytest.mark.parametrize("ref", ["a", "a.", ".x", "a.b.c", "a x.y", "1a.x", "a.x\n", "", "ä.x"])
def test_reference_that_names_no_field_is_refused(ref: str) -> None:
    with pytest.raises(ValueError, match=r"names no field; write it as 'component\.field'"):
        ConnectorSocket.from_ref(ref)


@pytest.mark.parametrize("given", ["a.x", "a.x -> b.y -> c.z", "a.x - b.y"])
def test_text_that_is_no_connector_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"is no connector; write it as 'a\.x -> b\.y'"):
        ConnectorSpec.from_ref(given)


def test_three_ends_are_refused() -> None:
    with pytest.raises(ValueError, match="a source and a target, not 3 parts"):
        ConnectorSpec.model_validate(["a.x", "b.y", "c.z"])


def test_connector_mode_is_pipeline_or_pubsub() -> None:
    assert ConnectorSpec.model_validate(
        {"source": "a.x", "target": "b.y", "mode": "pubsub"}
    ).mode is (ConnectorMode.PUBSUB)
    with pytest.raises(ValueError, match="'pipeline' or 'pubsub'"):
        ConnectorSpec.model_validate({"source": "a.x", "target": "b.y", "mode": "radio"})


# Components ------------------------------------------------------------------------------


def test_component_arguments_of_its_own_class_are_kept() -> None:
    spec = ComponentSpec.model_validate(COMPONENT)
    assert dict(spec.args)["iters"] == 3
    assert spec.args.parameters == {}


@pytest.mark.parametrize("name", ["a", "_a", "A-1_b"])
def test_component_name_of_letters_digits_and_dashes_is_accepted(name: str) -> None:
    assert ComponentArgsSpec(name=name).name == name


@pytest.mark.parametrize("name", ["", "1a", "-a", "a b", "a.b", "ä", "<script>", "a\n"])
def test_other_component_names_are_refused(name: str) -> None:
    with pytest.raises(pydantic.ValidationError):
        ComponentArgsSpec(name=name)


def test_initial_values_may_be_any_iterable() -> None:
    args: Any = {"name": "a", "initial_values": {"x": range(2), "y": (1.5,), "z": iter([None])}}
    assert ComponentArgsSpec(**args).initial_values == {"x": [0, 1], "y": [1.5], "z": [None]}


@pytest.mark.parametrize("values", [0, "abc", {"a": 1}, None])
def test_initial_values_that_are_no_list_are_refused(values: Any) -> None:
    with pytest.raises(ValueError, match="must be a list of values, one per step"):
        ComponentArgsSpec(name="a", initial_values={"x": values})


# Resources -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("250m", 0.25), ("1", 1.0), ("1.5", 1.5), ("2k", 2000.0), ("1e-3", 0.001), ("100u", 1e-4)],
)
def test_cpu_may_carry_a_suffix(text: str, number: float) -> None:
    assert Resource.model_validate({"cpu": text}).cpu == number


@pytest.mark.parametrize(
    ("text", "size"), [("10Mi", 10 * 2**20), ("1Gi", 2**30), ("5M", 5_000_000), ("1.5Ki", 1536)]
)
def test_memory_may_carry_a_suffix(text: str, size: int) -> None:
    assert Resource.model_validate({"memory": text}).memory == size


@pytest.mark.parametrize("text", ["", "ten", "10X", "1 2", "m", "-1", "nan", -1, float("inf")])
def test_quantity_that_is_none_is_refused(text: Any) -> None:
    with pytest.raises(pydantic.ValidationError):
        Resource.model_validate({"cpu": text})


def test_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'10X' is no quantity.* n, u, m, k, .* Ki"):
        Resource.model_validate({"memory": "10X"})


def test_resources_become_options_of_ray() -> None:
    resource = Resource.model_validate({"cpu": "500m", "resources": {"tpu": "2"}})
    assert resource.to_ray_options() == {
        "num_cpus": 0.5,
        "num_gpus": 0,
        "memory": 0,
        "resources": {"tpu": 2.0},
    }
    assert Resource().cpu == 0.001


# Processes -------------------------------------------------------------------------------


def process_spec(**args: Any) -> ProcessSpec:
    return ProcessSpec.model_validate({"args": {"components": [COMPONENT], **args}})


def test_process_runs_here_unless_told_otherwise() -> None:
    spec = process_spec()
    assert spec.type == "plugboard_nb.process.LocalProcess"
    assert spec.connector_builder == ConnectorBuilderSpec()
    assert spec.override_process_type("ray").type == "plugboard_nb.process.RayProcess"
    assert spec.override_process_type("local") == spec
    assert spec.type.endswith("LocalProcess")


def test_unknown_process_type_is_refused() -> None:
    process_type: Any = "cloud"
    with pytest.raises(ValueError, match="'cloud' is unknown; allowed: 'local', 'ray'"):
        process_spec().override_process_type(process_type)


def test_process_needs_a_component() -> None:
    with pytest.raises(pydantic.ValidationError, match="at least 1 item"):
        ProcessArgsSpec(components=[])


def test_process_takes_a_seed() -> None:
    assert process_spec(seed=7).args.seed == 7
    assert process_spec().args.seed is None


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (ComponentSpec, {**COMPONENT, "typ": 1}),
        (ConnectorSpec, {"source": "a.x", "target": "b.y", "colour": 1}),
        (ProcessSpec, {"args": {"components": [COMPONENT]}, "extra": 1}),
        (ConfigSpec, {"plugboard": {"process": "a.yaml"}, "extra": 1}),
        (Resource, {"cpus": 1}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_unknown_keys_are_refused(model: type[pydantic.BaseModel], data: Any) -> None:
    with pytest.raises(pydantic.ValidationError, match="Extra inputs are not permitted"):
        model.model_validate(data)


@pytest.mark.parametrize("job_id", ["Job_12345678", "Job_abcDEF123456"])
def test_job_id_has_eight_letters_or_digits(job_id: str) -> None:
    assert StateBackendSpec.model_validate({"args": {"job_id": job_id}}).args.job_id == job_id


@pytest.mark.parametrize("job_id", ["Job_1234567", "12345678", "Job_1234567-", "job_12345678"])
def test_other_job_ids_are_refused(job_id: str) -> None:
    with pytest.raises(pydantic.ValidationError):
        StateBackendSpec.model_validate({"args": {"job_id": job_id}})


def test_state_backend_keeps_arguments_of_its_own() -> None:
    args = StateBackendSpec.model_validate({"args": {"max_bytes": 1000}}).args
    assert dict(args)["max_bytes"] == 1000


def test_config_may_name_another_file() -> None:
    process = ConfigSpec.model_validate({"plugboard": {"process": "other.yaml"}}).plugboard.process
    assert str(process) == "other.yaml"


# Optimisation ----------------------------------------------------------------------------

AREA = {"object_name": "tank", "field_name": "area"}
OBJECTIVE = {"object_name": "tank", "field_name": "overflow"}


def tune(**args: Any) -> TuneSpec:
    uniform = {"type": "ray.tune.uniform", "lower": 1, "upper": 5, **AREA}
    return TuneSpec.model_validate(
        {"args": {"objective": OBJECTIVE, "parameters": [uniform], **args}}
    )


def test_tune_reads_ranges_and_choices() -> None:
    choice = {"type": "ray.tune.choice", "object_type": "process", "field_type": "parameter"}
    spec = tune(
        parameters=[
            {"type": "ray.tune.loguniform", "lower": 0.1, "upper": 5, **AREA},
            {"type": "ray.tune.randint", "lower": 1, "upper": 5, **AREA},
            {**choice, "field_name": "dt", "categories": [0.1, 0.5]},
        ],
        num_samples=40,
        mode="min",
    )
    names = [type(parameter).__name__ for parameter in spec.args.parameters]
    assert names == ["FloatParameterSpec", "IntParameterSpec", "CategoricalParameterSpec"]
    assert spec.args.parameters[2].full_name == "process.parameter.dt"
    assert spec.args.parameters[0].full_name == "tank.arg.area"


def test_several_objectives_have_a_mode_each() -> None:
    spec = tune(objective=[OBJECTIVE, OBJECTIVE], mode=["min", "max"])
    assert isinstance(spec.args.objective, list)
    assert [objective.full_name for objective in spec.args.objective] == ["tank.overflow"] * 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"mode": ["min"]}, "one entry per objective"),
        ({"objective": [OBJECTIVE, OBJECTIVE]}, "one entry per objective"),
        ({"objective": [OBJECTIVE], "mode": ["min", "max"]}, "one entry per objective"),
        ({"mode": "best"}, "'min' or 'max'"),
        ({"objective": {"field_name": "x"}}, "object_type 'component' needs object_name"),
        ({"objective": {**OBJECTIVE, "object_type": "process"}}, "'process' takes no object_name"),
        ({"parameters": [{**AREA, "lower": 5, "upper": 1}]}, "lower must be below upper"),
        (
            {"parameters": [{**AREA, "type": "ray.tune.loguniform", "lower": 0, "upper": 1}]},
            "must be above 0",
        ),
        ({"parameters": [{**AREA, "type": "ray.tune.choice", "categories": []}]}, "at least 1"),
        ({"parameters": [{**AREA, "type": "os.system"}]}, "ray.tune.uniform"),
        ({"parameters": []}, "at least 1"),
        ({"num_samples": 0}, "greater than 0"),
    ],
)
def test_optimisation_that_makes_no_sense_is_refused(args: Any, message: str) -> None:
    with pytest.raises(pydantic.ValidationError, match=message):
        tune(**args)


# Whole processes ---------------------------------------------------------------------------


def test_process_without_problems_validates() -> None:
    process = LocalProcess([Source(name="s"), Through(name="t")], ["s.x -> t.a"])
    assert validate_process(process.dict()) == []


def test_validating_a_process_lists_every_problem() -> None:
    process = LocalProcess([Through(name="t"), Through(name="u")], ["t.b -> u.c"])
    problems = validate_process(process.dict())
    assert len(problems) == 3
    assert "Component 't' has unconnected inputs: ['a']" in problems


def test_importing_the_schemas_loads_no_heavy_package() -> None:
    code = "import plugboard_nb.schemas, sys; print(sorted({'numpy', 'yaml', 'networkx', 'pandas',"
    code += " 'matplotlib', 'ray', 'typer', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
