"""YAML files: reading them safely, saying what is wrong in which line, writing them whole."""

import asyncio
import os
import stat
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plugboard_nb.builder import dump_yaml, load_process, load_yaml, plain_value, read, to_yaml
from plugboard_nb.builder.dialect import Loader, dump_text
from plugboard_nb.builder.document import MAX_BYTES
from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.exceptions import ConfigError, EncodingError, ValidationError
from plugboard_nb.process import LocalProcess, Process
from plugboard_nb.schemas import ProcessSpec
from plugboard_nb.state import InMemoryStateBackend
from yaml_parts import Add, Apply, Colour, Count, Options, double, square

SUMS = """\
plugboard:
  process:
    type: plugboard.process.LocalProcess
    connector_builder: {type: plugboard.connector.AsyncioConnector, args: {maxsize: 16}}
    args:
      name: sums
      parameters: {dt: 0.5}
      components:
      - {type: yaml_parts.Count, args: {name: count, last: 3}}
      - type: yaml_parts.Add
        args:
          name: add
          initial_values: {before: [0.0]}
          parameters: {dt: 0.1}
          resources: {cpu: "250m"}
      - {type: yaml_parts.double, args: {name: twice}}
      connectors:
      - {source: count.n, target: add.a}
      - {source: add.total, target: add.before}
      - {source: {entity: add, descriptor: total}, target: twice.x, mode: pipeline}
  tune:
    args:
      objective: {object_name: add, field_name: total}
      parameters:
      - {type: ray.tune.uniform, object_type: component, object_name: count, field_type: arg, \
field_name: start, lower: 1, upper: 5}
      num_samples: 40
      mode: min
"""


def run(process: Process) -> Any:
    async def main() -> None:
        async with process:
            await process.run()

    asyncio.run(main())
    return process.state.history


def written(folder: Path, text: str, name: str = "model.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def complaints(path: Path) -> list[str]:
    """Return what is wrong with the file, without the folder."""
    with pytest.raises(ConfigError) as caught:
        load_process(path)
    return [problem.replace(f"{path.parent}{os.sep}", "") for problem in caught.value.problems]


def complaint(path: Path) -> str:
    (text,) = complaints(path)
    return text


def options(value: Any) -> Process:
    return LocalProcess([Options(name="c", option=value)], name="p")


# Reading ---------------------------------------------------------------------------------


def test_file_written_for_plugboard_loads_and_runs(tmp_path: Path) -> None:
    process = load_process(written(tmp_path, SUMS))
    history = run(process)
    assert list(history["add.total"]) == pytest.approx([0.1, 0.3, 0.6])
    assert list(history["twice.y"]) == pytest.approx([0.2, 0.6, 1.2])
    assert process.components["add"].resources.cpu == 0.25  # type: ignore[union-attr]


def test_tune_is_read_too(tmp_path: Path) -> None:
    tune = load_yaml(written(tmp_path, SUMS)).plugboard.tune
    assert tune is not None
    assert tune.args.parameters[0].full_name == "count.arg.start"


@pytest.mark.parametrize("whole", [True, False], ids=["config", "process alone"])
def test_process_may_stand_in_another_file(tmp_path: Path, whole: bool) -> None:
    (tmp_path / "inner").mkdir()
    text = SUMS if whole else dump_text(yaml.safe_load(SUMS)["plugboard"]["process"])
    written(tmp_path / "inner", text, "sums.yaml")
    path = written(tmp_path, "plugboard: {process: inner/sums.yaml}")
    assert isinstance(load_yaml(path).plugboard.process, ProcessSpec)
    assert list(run(load_process(path))["add.total"]) == pytest.approx([0.1, 0.3, 0.6])


def test_error_in_the_other_file_names_that_file(tmp_path: Path) -> None:
    written(tmp_path, SUMS.replace("yaml_parts.Add", "os.system"), "sums.yaml")
    text = complaint(written(tmp_path, "plugboard: {process: sums.yaml}"))
    assert text.startswith("sums.yaml:10: plugboard.process.args.components[1].type: 'os.system'")


@pytest.mark.parametrize(
    ("process", "message"),
    [
        ("gone.yaml", "gone.yaml: there is no such file"),
        ('""', "a process is needed: a mapping or the path of a file"),
        ("model.yaml", "a file named by another one cannot name 'model.yaml' in turn"),
        ("model.txt", "model.txt: the name must end in .yaml or .yml, not '.txt'"),
    ],
)
def test_other_file_that_is_of_no_use_is_told(tmp_path: Path, process: str, message: str) -> None:
    text = complaint(written(tmp_path, f"plugboard:\n  process: {process}\n"))
    assert text.startswith("model.yaml:2: plugboard.process: ")
    assert text.endswith(message)


def test_aliases_and_merges_are_allowed(tmp_path: Path) -> None:
    text = """\
plugboard:
  process:
    args:
      components:
      - {type: yaml_parts.Options, args: &base {name: a, option: &list [1, 2]}}
      - {type: yaml_parts.Options, args: {<<: *base, name: b}}
      - {type: yaml_parts.Options, args: {name: c, option: {x: *list, y: *list}}}
"""
    history = run(load_process(written(tmp_path, text)))
    assert history["b.text"] == ["list [1, 2]"]
    assert history["c.text"] == ["dict {'x': [1, 2], 'y': [1, 2]}"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-3", 0.001),
        ("-1E5", -1e5),
        (".5e3", 500.0),
        ("1.5", 1.5),
        ("1e3x", "1e3x"),
        (".inf", float("inf")),
        ("=", "="),
        ("[1, two]", [1, "two"]),
        ("", None),
    ],
)
def test_plain_value_reads_numbers_as_people_write_them(text: str, value: Any) -> None:
    assert plain_value(text, "value") == value


@pytest.mark.parametrize("text", ["[1", "a: b: c", "!!python/name:os.system ''", "2024-13-01"])
def test_plain_value_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="-p dt: "):
        plain_value(text, "-p dt")


def test_file_with_byte_order_mark_and_windows_lines_loads(tmp_path: Path) -> None:
    path = tmp_path / "model.yml"
    path.write_bytes(b"\xef\xbb\xbf" + SUMS.replace("\n", "\r\n").encode())
    assert list(load_process(path).components) == ["count", "add", "twice"]


# Files that are wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("plugboard:\n\tprocess: a.yaml\n", "2: a tab indents this line; YAML takes spaces only"),
        (
            "plugboard:\n  process: a.yaml\n  process: b.yaml\n",
            "3: plugboard: the key 'process' is there twice, first in line 2",
        ),
        (
            "plugboard:\n  process: !!python/object/apply:os.system ['echo hi']\n",
            "2: plugboard.process: the tag '!!python/object/apply:os.system' is not allowed; "
            "only plain values are",
        ),
        ("plugboard: !mine 3\n", "1: plugboard: the tag '!mine' is not allowed; only plain "),
        ("on: 3\n", "1: YAML reads the key 'on' as true or false; write it in quotes"),
        ("plugboard: &a [*a]\n", "1: this is no valid YAML: the alias '*a' stands inside of what "),
        ("plugboard: *nobody\n", "1: this is no valid YAML: found undefined alias 'nobody'"),
        ("plugboard: a: b\n", "1: a second ': ' in one line, or wrong indentation; text with ': '"),
        ("plugboard: @home\n", "1: a value cannot begin with '@'; put it in quotes"),
        ("a: 1\n---\nb: 2\n", "2: a second document begins here; one file holds one"),
        (
            "a: 'open\n",
            "2: this is no valid YAML while scanning a quoted scalar: found unexpected ",
        ),
        ("a: [1, 2\n", "2: this is no valid YAML while parsing a flow sequence: "),
        ("a: 1\nb: 2024-13-45\n", "2: '2024-13-45' cannot be read: month must be in 1..12"),
        ("a: 1\nb: x\x07y\n", r"2: the character '\x07' is not allowed in YAML"),
        (
            "a: " + "[" * 200 + "]" * 200,
            "1: this is no valid YAML: it is nested more than 100 deep",
        ),
        ("a: " + "[" * 300_000, "1: this is no valid YAML: it is nested more than 100 deep"),
        ("", " the file is empty"),
        ("# nothing\n", " the file is empty"),
        ("[1, 2]\n", "1: this must be a mapping of keys to values, not [1, 2]"),
        ("plugboard: 3\n", "1: plugboard: this must be a mapping of keys to values, not 3"),
        ("plugboard: {}\n", "1: plugboard.process: this key is missing"),
        ("plugbord: {}\n", "1: plugboard: this key is missing"),
    ],
    ids=lambda text: repr(text)[:30],
)
def test_bad_yaml_gets_one_clear_sentence(tmp_path: Path, text: str, message: str) -> None:
    assert complaints(written(tmp_path, text))[0].startswith(f"model.yaml:{message}")


def test_aliases_that_multiply_are_refused_at_once(tmp_path: Path) -> None:
    letters = "abcdefghijklmnop"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for old, new in pairwise(letters):
        lines.append(f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]")
    started = time.perf_counter()
    text = complaint(written(tmp_path, "\n".join(lines)))
    assert text == "model.yaml:5: this is no valid YAML: aliases repeat more than 100,000 values"
    assert time.perf_counter() - started < 5


def test_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    started = time.perf_counter()
    assert complaint(path) == (
        f"model.yaml: the file has 50,000,000 bytes, more than the {MAX_BYTES:,} allowed"
    )
    assert time.perf_counter() - started < 1


def test_missing_file_is_told(tmp_path: Path) -> None:
    assert complaint(tmp_path / "gone.yaml") == "gone.yaml: there is no such file"


def test_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").mkdir()
    assert complaint(tmp_path / "model.yaml") == "model.yaml: this is a folder, not a file"


def test_other_suffix_is_told(tmp_path: Path) -> None:
    text = complaint(written(tmp_path, SUMS, "model.json"))
    assert text == "model.json: the name must end in .yaml or .yml, not '.json'"


def test_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_bytes("a: 1\nb: Zürich\n".encode("latin-1"))
    assert complaint(path) == "model.yaml:2: the file is not UTF-8 text"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails to read")
def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").symlink_to("/proc/self/mem")
    assert complaint(tmp_path / "model.yaml").startswith("model.yaml: the file cannot be read: ")


def test_type_that_is_a_function_of_python_is_refused_and_not_called(tmp_path: Path) -> None:
    text = SUMS.replace("yaml_parts.Add", "os.system")
    assert complaint(written(tmp_path, text)) == (
        "model.yaml:10: plugboard.process.args.components[1].type: 'os.system' is not a Component "
        "class or an @component function"
    )


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    text = SUMS.replace("name: add\n", "nam: add\n").replace("mode: pipeline", "mode: pipe")
    text = text.replace("source: count.n", "source: count-n").replace(
        "samples: 40", "samples: many"
    )
    told = complaints(written(tmp_path, text))
    assert told == [
        "model.yaml:11: plugboard.process.args.components[1].args.name: this key is missing",
        "model.yaml:18: plugboard.process.args.connectors[0].source: 'count-n' names no field; "
        "write it as 'component.field'",
        "model.yaml:20: plugboard.process.args.connectors[2].mode: 'pipe' is not allowed; allowed "
        "are 'pipeline' or 'pubsub'",
        "model.yaml:26: plugboard.tune.args.num_samples: this must be a whole number, not 'many'",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "connector_builder",
            "conector_builder",
            "4: plugboard.process.conector_builder: this key is unknown; known are ['args', "
            "'connector_builder', 'type']. Did you mean 'connector_builder'?",
        ),
        (
            "name: count",
            "name: my count",
            "9: plugboard.process.args.components[0].args.name: 'my count' is no name; a name has "
            "letters, digits, '_' and '-', and does not begin with a digit or '-'",
        ),
        ("name: sums", "name: 5", "6: plugboard.process.args.name: this must be text, not 5"),
        (
            "parameters: {dt: 0.5}",
            "parameters: 0.5",
            "7: plugboard.process.args.parameters: this must be a mapping of keys to values, not",
        ),
        (
            "[0.0]",
            "0.0",
            "13: plugboard.process.args.components[1].args.initial_values.before: must be a",
        ),
        (
            "250m",
            "250x",
            "15: plugboard.process.args.components[1].args.resources.cpu: '250x' is no",
        ),
        (
            "upper: 5",
            "upper: 0",
            "25: plugboard.tune.args.parameters[0]: lower must be below upper, not 1.0 and 0.0",
        ),
        (
            "last: 3",
            "lst: 3",
            "9: plugboard.process.args.components[0].args.lst: Count takes no such argument",
        ),
        (
            "plugboard.process.LocalProcess",
            "plugboard.process.RayProcess",
            "3: plugboard.process.type: RayProcess is not available in this version",
        ),
        (
            "plugboard.connector.AsyncioConnector",
            "plugboard.connector.ZMQConnector",
            "4: plugboard.process.connector_builder.type: ZMQConnector needs a message broker",
        ),
    ],
    ids=lambda text: text[:20],
)
def test_wrong_entry_is_told_with_line_and_key(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in SUMS
    assert complaint(written(tmp_path, SUMS.replace(old, new))).startswith(f"model.yaml:{message}")


def test_problems_of_the_wiring_have_lines(tmp_path: Path) -> None:
    path = written(tmp_path, SUMS.replace("target: add.a}", "target: add.aa}"))
    source = read(path)
    with pytest.raises(ConfigError) as caught:
        source.raise_problems(load_process(path))
    assert [problem.split(":")[1] for problem in caught.value.problems] == ["18", "12"]


def test_error_carries_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, SUMS.replace("name: sums", "name: 5"))
    with pytest.raises(ValueError, match="must be text") as caught:
        load_yaml(path)
    assert isinstance(caught.value, ConfigError)
    assert (caught.value.path, caught.value.line) == (str(path), 6)


def test_files_are_read_without_libyaml_too(tmp_path: Path) -> None:
    path, deep = written(tmp_path, SUMS), written(tmp_path, "a: " + "[" * 300_000, "deep.yaml")
    code = f"""
import yaml
yaml.__with_libyaml__ = False
from plugboard_nb.builder import load_yaml, to_yaml
config = load_yaml({str(path)!r})
print(to_yaml(config).startswith("plugboard:"))
try:
    load_yaml({str(deep)!r})
except ValueError as error:
    print("more than 100 deep" in str(error))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\nTrue\n"


# Writing ---------------------------------------------------------------------------------------


def test_dump_load_dump_is_identical(tmp_path: Path) -> None:
    process = load_process(written(tmp_path, SUMS))
    process.dump(tmp_path / "one.yaml")
    load_process(tmp_path / "one.yaml").dump(tmp_path / "two.yaml")
    assert (tmp_path / "one.yaml").read_bytes() == (tmp_path / "two.yaml").read_bytes()
    assert run(load_process(tmp_path / "two.yaml"))["add.total"].tolist() == pytest.approx(
        [0.1, 0.3, 0.6]
    )


def test_dump_reads_like_a_file_written_by_hand(tmp_path: Path) -> None:
    parts = [
        Count(name="count", last=2, start=1e-7),
        Add(name="add", initial_values={"before": [0]}, parameters={"dt": 2}),
        double.component(name="twice"),
    ]
    wires = ["count.n -> add.a", "add.total -> add.before", "add.total -> twice.x"]
    state = InMemoryStateBackend(job_id="Job_12345678")
    process = LocalProcess(parts, wires, name="p", parameters={"dt": 1}, seed=3, state=state)
    assert (
        to_yaml(process)
        == """\
plugboard:
  process:
    type: plugboard_nb.process.LocalProcess
    args:
      name: p
      seed: 3
      parameters:
        dt: 1
      state:
        type: plugboard_nb.state.InMemoryStateBackend
        args:
          job_id: Job_12345678
      components:
      - type: yaml_parts.Count
        args:
          name: count
          last: 2
          start: 1.0e-07
      - type: yaml_parts.Add
        args:
          name: add
          initial_values:
            before: [0]
          parameters:
            dt: 2
      - type: yaml_parts.double
        args:
          name: twice
      connectors:
      - {source: count.n, target: add.a}
      - {source: add.total, target: add.before}
      - {source: add.total, target: twice.x}
"""
    )


def test_config_keeps_its_tune(tmp_path: Path) -> None:
    config = load_yaml(written(tmp_path, SUMS))
    dump_yaml(config, tmp_path / "copy.yaml")
    assert load_yaml(tmp_path / "copy.yaml").plugboard.tune == config.plugboard.tune


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.float64(0.1), "float 0.1"),
        (np.arange(3), "list [0, 1, 2]"),
        (Path("a") / "b", f"str {str(Path('a') / 'b')!r}"),
        (datetime(2024, 1, 2, 3, 4), "datetime datetime.datetime(2024, 1, 2, 3, 4)"),
        (
            datetime(2024, 1, 2, 3, 4, tzinfo=UTC),
            "datetime datetime.datetime(2024, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)",
        ),
        (date(2024, 1, 2), "date datetime.date(2024, 1, 2)"),
        ({2, 1}, "list [1, 2]"),
        ((1, (2,)), "list [1, [2]]"),
        (Colour.BLUE, "int 2"),
        (Decimal("0.1"), "float 0.1"),
        (float("nan"), "float nan"),
        (float("-inf"), "float -inf"),
        (b"\x00\xff", "bytes b'\\x00\\xff'"),
        ("on", "str 'on'"),
        ("1e3", "str '1e3'"),
        ("two\nlines\n", "str 'two\\nlines\\n'"),
        ({"on": 1, "true": 2}, "dict {'on': 1, 'true': 2}"),
        ({True: 1, 2: 3}, "dict {True: 1, 2: 3}"),
        ({}, "dict {}"),
        (None, "NoneType None"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_argument_survives_dump_and_load(tmp_path: Path, value: Any, shown: str) -> None:
    path = tmp_path / "model.yaml"
    options(value).dump(path)
    loaded = load_process(path)
    assert to_yaml(loaded) == path.read_text()
    assert run(loaded)["c.text"] == [shown]


texts = st.text() | st.text(
    st.sampled_from(" \t\n\r\x85\u2028\ufeffaB:#-'\"|>%@{}[],&*!?0.eE_~=\\\x00")
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(plain)
def test_any_plain_value_survives_the_writing(value: Any) -> None:
    loader = Loader(dump_text({"value": value}))
    assert loader.construct_document(loader.get_single_node()) == {"value": value}
    assert loader.doubts == []


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (lambda x: x, "a function 'test_yaml_lambda'"),
        (square, "a function 'square'"),
        (object(), "an object"),
    ],
    ids=["lambda", "function", "object"],
)
def test_argument_that_cannot_be_written_is_named(tmp_path: Path, value: Any, what: str) -> None:
    process = LocalProcess([Apply(name="apply", function=value)])
    with pytest.raises(EncodingError) as caught:
        process.dump(tmp_path / "model.yaml")
    text = str(caught.value)
    assert text.startswith("component 'apply', argument 'function': cannot write a")
    assert what.replace("test_yaml_lambda", "<lambda>") in text
    assert not (tmp_path / "model.yaml").exists()


def test_open_file_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    with path.open("w") as file:
        process = options({"file": file})
        with pytest.raises(EncodingError, match=r"component 'c', argument 'option'\['file'\]: "):
            process.dump(tmp_path / "model.yaml")


def test_parameter_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    process = LocalProcess([Count(name="c")], parameters={"f": square})
    with pytest.raises(EncodingError, match="the process, parameter 'f': cannot write a function"):
        process.dump(tmp_path / "model.yaml")


def test_local_class_cannot_be_written(tmp_path: Path) -> None:
    class Here(Component):
        io = IO(outputs=["x"])

    with pytest.raises(ValidationError) as caught:
        LocalProcess([Here(name="h")]).dump(tmp_path / "model.yaml")
    begin, end = str(caught.value).split(" is defined inside a function; ")
    assert begin.startswith("component 'h' cannot be written: 'test_yaml.")
    assert end == "move it to the top of its module"


def test_class_of_a_notebook_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Count, "__module__", "__main__")
    with pytest.raises(ValidationError) as caught:
        LocalProcess([Count(name="c")]).dump(tmp_path / "model.yaml")
    assert str(caught.value) == (
        "component 'c' cannot be written: 'Count' is defined in a notebook or script; move it to "
        "a module of its own"
    )


def test_failing_dump_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    options(1).dump(path)
    before = path.read_bytes()
    with pytest.raises(EncodingError):
        options(square).dump(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_disk_that_fails_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.yaml"
    options(1).dump(path)
    before = path.read_bytes()

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ConfigError, match="cannot be written: No space left on device"):
        options(2).dump(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_dump_makes_parent_folders_and_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "model.yml"
    options(1).dump(path)
    options(2).dump(path)
    assert run(load_process(path))["c.text"] == ["int 2"]


def test_dump_keeps_the_permissions_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    options(1).dump(path)
    path.chmod(0o640)
    options(2).dump(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["model.json", "model", "model.yaml.bak"])
def test_dump_to_another_suffix_is_a_value_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"the name must end in \.yaml or \.yml"):
        options(1).dump(tmp_path / name)


def test_dump_onto_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").mkdir()
    with pytest.raises(ConfigError, match="the file cannot be written: it is a folder"):
        options(1).dump(tmp_path / "model.yaml")


def test_dump_below_a_file_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "", "file")
    with pytest.raises(ConfigError, match="the file cannot be written: "):
        options(1).dump(tmp_path / "file" / "model.yaml")


def test_dump_onto_a_read_only_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "")
    monkeypatch.setattr(os, "access", lambda *args: False)  # root may write everything
    with pytest.raises(ConfigError, match="the file cannot be written: it is read-only"):
        options(1).dump(path)
