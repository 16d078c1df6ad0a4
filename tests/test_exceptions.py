"""One tree of errors."""

import builtins
import pickle
import re

import pytest

from plugboard_nb import exceptions
from plugboard_nb.exceptions import (
    ConfigError,
    ConstraintError,
    PlugboardError,
    UnknownFieldError,
    ValidationError,
)

ERRORS = [getattr(exceptions, name) for name in exceptions.__all__ if not name.endswith("Warning")]


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_has_the_one_root(error: type[Exception]) -> None:
    assert issubclass(error, PlugboardError)


def test_tree_in_the_docstring_is_true() -> None:
    drawing = re.findall(r"^(.*?)(\w+)(?: \((\w+)\))?(?:  .*)?$", tree(), re.MULTILINE)
    path: list[str] = []
    for indent, name, second in drawing:
        depth = len(indent) // 4
        error = getattr(exceptions, name)
        bases = {base.__name__ for base in error.__bases__}
        assert bases == {path[depth - 1] if depth else "Exception", *([second] if second else [])}
        path[depth:] = [name]
    assert {name for _, name, _ in drawing} == {error.__name__ for error in ERRORS}


def tree() -> str:
    doc = exceptions.__doc__ or ""
    lines = doc.partition("::\n\n")[2].partition("\n\n")[0].splitlines()
    return "\n".join(line[4:] for line in lines if line.strip())


def test_errors_of_a_kind_python_knows_are_of_that_kind() -> None:
    assert not any(issubclass(error, KeyError) for error in ERRORS)  # it quotes its message
    assert all(hasattr(builtins, b.__name__) or b in ERRORS for e in ERRORS for b in e.__bases__)


def test_all_problems_are_printed_one_per_line() -> None:
    error = ValidationError("process 'p' cannot start", ["first", "second"])
    assert str(error) == "process 'p' cannot start:\n- first\n- second"
    assert error.problems == ["first", "second"]


def test_message_alone_is_the_one_problem() -> None:
    error = ValidationError("wrong")
    assert (str(error), error.problems) == ("wrong", ["wrong"])


def test_config_error_names_file_line_and_key() -> None:
    place = ("process", "args", "components", 1, "name")
    error = ConfigError.of("model.yaml", [(12, place, "is wrong")])
    assert str(error) == "model.yaml:12: process.args.components[1].name: is wrong"
    assert (error.path, error.line) == ("model.yaml", 12)
    several = ConfigError.of("model.yaml", [(None, (), "a"), (2, ("b",), "c")])
    assert str(several) == "model.yaml has 2 problems:\n- model.yaml: a\n- model.yaml:2: b: c"


@pytest.mark.parametrize(
    "error",
    [
        UnknownFieldError("no field", ["a", "b"], component="tank", field="x"),
        ConfigError.of("model.yaml", [(1, ("a",), "b"), (2, (), "c")]),
        ConstraintError("too much", objective_value=3.0),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_travel_between_processes_whole(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))
