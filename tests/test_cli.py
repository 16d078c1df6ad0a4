"""The command line."""

import csv
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import plugboard_nb
from plugboard_nb.cli import app
from plugboard_nb.cli.progress import run_with_progress
from plugboard_nb.process import LocalProcess
from plugboard_nb.schemas import Status
from yaml_parts import Count

MODEL = """\
plugboard:
  process:
    args:
      name: sums
      parameters: {dt: 0.5}
      components:
      - {type: yaml_parts.Count, args: {name: count, last: 4, parameters: {noise: 1}}}
      - {type: yaml_parts.Add, args: {name: add, initial_values: {before: [0.0]}}}
      connectors:
      - {source: count.n, target: add.a}
      - {source: add.total, target: add.before}
"""
ENDLESS = """\
from plugboard_nb.component import Component, IOController as IO

class Endless(Component):
    io = IO(outputs=["n"])

    def step(self):
        self.n = 1
        if {condition}:
            print("going", flush=True)
            {then}
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(MODEL)
    return path


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refusal(*arguments: object) -> str:
    """Return the message of a command that fails, without folders."""
    result = call(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return re.sub(r"/\S*/", "", result.stderr)


def column(path: Path, name: str) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return [row[name] for row in csv.DictReader(file)]


# run ---------------------------------------------------------------------------------------------


def test_run_goes_to_the_end(model: Path) -> None:
    result = call("process", "run", model)
    assert (result.exit_code, result.stdout) == (0, "process 'sums' completed after 4 ticks\n")


def test_run_stops_after_the_ticks_asked_for(model: Path) -> None:
    result = call("process", "run", model, "--ticks", 1)
    assert (result.exit_code, result.stdout) == (0, "process 'sums' did 1 tick\n")


def test_run_writes_the_history(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = call("process", "run", model, "--history", out, "-p", "count.parameters={}")
    assert result.stdout == f"process 'sums' completed after 4 ticks; history in {out}\n"
    assert column(out, "add.total") == ["0.5", "1.5", "3.0", "5.0"]


def test_run_writes_parquet(model: Path, tmp_path: Path) -> None:
    assert call("process", "run", model, "--history", tmp_path / "out.parquet").exit_code == 0
    assert (tmp_path / "out.parquet").stat().st_size > 0


def test_run_with_the_same_seed_is_the_same_run(model: Path, tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        call("process", "run", model, "--seed", seed, "--history", tmp_path / f"{name}.csv")
    first, same, other = (column(tmp_path / f"{name}.csv", "count.n") for name in "abc")
    assert first == same
    assert first != other


@pytest.mark.parametrize(
    ("settings", "total"),
    [
        (["dt=2"], "20.0"),
        (["dt=1e-1"], "1.0"),
        (["count.last=2"], "1.5"),
        (["count.last=2", "dt=1"], "3.0"),
        (["add.initial_values={before: [100]}"], "105.0"),
        (["add.parameters={dt: 10}"], "100.0"),
    ],
)
def test_parameters_and_arguments_can_be_set(
    model: Path, tmp_path: Path, settings: list[str], total: str
) -> None:
    out = tmp_path / "out.csv"
    options = [part for setting in ["count.parameters={}", *settings] for part in ("-p", setting)]
    assert call("process", "run", model, "--history", out, *options).exit_code == 0
    assert column(out, "add.total")[-1] == total


def test_run_takes_job_id_and_process_type(model: Path) -> None:
    options = ["--job-id", "Job_12345678", "--process-type", "local"]
    assert call("process", "run", model, *options).exit_code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-p", "dt"], "-p 'dt' sets nothing; write name=value"),
        (["-p", "=3"], "-p '=3' sets nothing; write name=value"),
        (
            ["-p", "cont.last=3"],
            "-p cont.last: there is no component 'cont'; there are ['count', 'add']. "
            "Did you mean 'count'?",
        ),
        (
            ["-p", "count.lst=3"],
            "model.yaml:7: plugboard.process.args.components[0].args.lst: Count takes no such "
            "argument; it takes ['last', 'start', 'name',",
        ),
        (["-p", "dt=[1"], "-p dt: '[1' is no YAML value: "),
        (["-p", "count.resources=3"], "-p count.resources: this must be a mapping of keys to "),
        (["--job-id", "x"], "--job-id: 'x' is no job id; it must be 'Job_' and at least 8 "),
        (["--process-type", "ray"], "model.yaml:2: plugboard.process.type: RayProcess is not "),
        (["--history", "out.xls"], "out.xls: a history is written to .csv or .parquet, not '.xls'"),
    ],
)
def test_wrong_option_is_told(model: Path, options: list[str], message: str) -> None:
    assert refusal("process", "run", model, *options).startswith(f"error: {message}")


@pytest.mark.parametrize("command", ["run", "validate", "diagram"])
def test_missing_file_is_told(tmp_path: Path, command: str) -> None:
    told = refusal("process", command, tmp_path / "gone.yaml")
    assert told == "error: gone.yaml: there is no such file\n"


def test_step_that_raises_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "raising.py").write_text(ENDLESS.format(condition="True", then="1 / 0"))
    path = tmp_path / "model.yaml"
    path.write_text(
        "plugboard: {process: {args: {components: [{type: raising.Endless, args: {name: e}}]}}}"
    )
    result = call("process", "run", path)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "error: ZeroDivisionError: division by zero"
    assert "component 'e'" in lines[1]
    assert lines[-1] == f"in {tmp_path / 'raising.py'}:10, step"


def test_history_up_to_a_failure_is_written(tmp_path: Path) -> None:
    condition = "setattr(self, 'k', vars(self).get('k', 0) + 1) or self.k == 3"
    (tmp_path / "late.py").write_text(ENDLESS.format(condition=condition, then="1 / 0"))
    path, out = tmp_path / "model.yaml", tmp_path / "out.csv"
    path.write_text(
        "plugboard: {process: {args: {components: [{type: late.Endless, args: {name: e}}]}}}"
    )
    result = call("process", "run", path, "--history", out)
    assert f"history up to tick 2 in {out}" in result.stderr
    assert column(out, "e.n") == ["1", "1"]


def interrupted(folder: Path, condition: str, then: str) -> tuple[int, str]:
    """Start an endless run, interrupt it when it says that it goes, and return how it ended."""
    (folder / "endless.py").write_text(ENDLESS.format(condition=condition, then=then))
    path = folder / "model.yaml"
    part = "{type: endless.Endless, args: {name: e}}"
    path.write_text(f"plugboard: {{process: {{args: {{name: p, components: [{part}]}}}}}}")
    command = [sys.executable, "-m", "plugboard_nb.cli", "process", "run", str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "going\n"
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=15)
    return running.returncode, told


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise on Windows")
@pytest.mark.parametrize(
    ("condition", "then"),
    [
        ("not hasattr(type(self), 'told')", "type(self).told = True"),
        ("True", "while True: pass"),
    ],
    ids=["between ticks", "in a step that never returns"],
)
def test_interrupt_ends_with_130_and_says_at_which_tick(
    tmp_path: Path, condition: str, then: str
) -> None:
    status, told = interrupted(tmp_path, condition, then)
    assert status == 130
    assert re.fullmatch(r"process 'p' was interrupted after [\d,]+ ticks?\n", told)


def test_progress_shows_ticks_and_speed_and_what_is_left() -> None:
    console = Console(force_terminal=True, width=100, record=True)
    process = LocalProcess([Count(name="count", last=50)], name="counting")
    with console.capture() as shown:
        assert run_with_progress(process, 20, console) is Status.WAITING
    assert "counting" in shown.get()
    assert "20/20" in shown.get()


def test_progress_shows_nothing_where_nobody_looks(model: Path) -> None:
    assert call("process", "run", model).stderr == ""


# validate ----------------------------------------------------------------------------------------


def test_validate_says_what_is_there(model: Path) -> None:
    result = call("process", "validate", model)
    assert result.exit_code == 0
    assert result.stdout == f"{model}: 2 components, 2 connectors, no problems\n"


def test_validate_lists_all_problems_with_lines(model: Path) -> None:
    model.write_text(MODEL.replace("add.a}", "add.aa}").replace("{before:", "{befor:"))
    lines = refusal("process", "validate", model).splitlines()
    assert lines[0] == "error: model.yaml has 4 problems:"
    assert [line.split(":")[1] for line in lines[1:]] == ["10", "8", "8", "11"]


def test_validate_lists_types_and_arguments(model: Path) -> None:
    model.write_text(MODEL.replace("yaml_parts.Count", "os.system").replace(".Add", ".Ad"))
    assert refusal("process", "validate", model).splitlines() == [
        "error: model.yaml has 2 problems:",
        "- model.yaml:7: plugboard.process.args.components[0].type: 'os.system' is not a Component "
        "class or an @component function",
        "- model.yaml:8: plugboard.process.args.components[1].type: 'yaml_parts.Ad' cannot be "
        "found: module 'yaml_parts' has no 'Ad'. Did you mean 'Add'?",
    ]


# diagram -----------------------------------------------------------------------------------------


def test_diagram_prints_mermaid(model: Path) -> None:
    result = call("process", "diagram", model)
    assert result.exit_code == 0
    assert result.stdout.startswith("flowchart LR\n")
    assert "count" in result.stdout


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("graph.svg", b"<svg"),
        ("graph.png", b"\x89PNG"),
        ("graph.pdf", b"%PDF"),
        ("graph.mmd", b"flowchart LR\n"),
    ],
)
def test_diagram_is_drawn_into_a_file(model: Path, tmp_path: Path, name: str, begin: bytes) -> None:
    result = call("process", "diagram", model, "-o", tmp_path / "new" / name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "new" / name).read_bytes().startswith(begin)


def test_diagram_of_another_suffix_is_refused(model: Path, tmp_path: Path) -> None:
    told = refusal("process", "diagram", model, "-o", tmp_path / "graph.gif")
    assert (
        told == "error: graph.gif: a diagram is written to .svg, .png, .pdf or .mmd, not '.gif'\n"
    )
    assert not (tmp_path / "graph.gif").exists()


# The rest ----------------------------------------------------------------------------------------


def test_version_is_that_of_the_package() -> None:
    assert call("version").stdout == f"plugboard_nb {plugboard_nb.__version__}\n"


@pytest.mark.parametrize("command", [[], ["process"]])
def test_without_a_command_help_is_shown(command: list[str]) -> None:
    assert "Usage" in call(*command).output


def test_module_runs_as_a_program() -> None:
    command = [sys.executable, "-W", "error", "-m", "plugboard_nb.cli", "version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("plugboard_nb ")
