"""Imports point down, checked over the source of every module.

Counted are imports at the top of a module and inside functions; names that only a type checker
sees (``if TYPE_CHECKING``) are free. Modules of one layer may import each other, but not in a
circle. Upwards leads only what is listed in DOORS, inside a function.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SRC = Path(__file__).parents[1] / "plugboard_nb"

LAYERS: list[set[str]] = [  # low to high
    {"exceptions", "interrupt", "suggest", "collector"},
    {"encoding", "events", "expression", "schemas"},
    {"component", "connector", "graph", "history", "pristine"},
    {"engine", "state"},
    {"process"},
    {"builder", "diagram", "history_file", "library", "plotting"},
    {"timeline"},
    {"widgets"},
    {"__init__"},
    {"cli"},
]
DOORS = {
    ("history", "plotting"): "history.plot() draws",
    ("process", "builder"): "process.dump() writes YAML",
    ("process", "plotting"): "a process shows itself in a notebook",
    ("process", "widgets"): "process.show() makes a workbench",
    ("schemas", "graph"): "validate_process() runs the checks of a process",
}
SCREEN = {"IPython", "anywidget", "ipywidgets", "matplotlib", "rich", "typer"}
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
PARTS = sorted(p.stem for p in SRC.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists())


class Import(NamedTuple):
    """One imported module, and where."""

    name: str
    lazy: bool
    place: str


def imports_of(part: str) -> Iterator[Import]:
    """Yield what the files of *part* import at run time."""
    folder = SRC / part
    for file in sorted(folder.rglob("*.py")) if folder.is_dir() else [SRC / f"{part}.py"]:
        for node, lazy in _visit(ast.parse(file.read_text(encoding="utf-8"))):
            place = f"{file.relative_to(SRC)}:{node.lineno}"
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                from_root = node.module == SRC.name
                names = [f"{node.module}.{n}" for n in names] if from_root else [node.module or ""]
            yield from (Import(name, lazy, place) for name in names)


def _visit(node: ast.AST, lazy: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, lazy
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _visit(child, lazy or inside)


def own_parts(part: str) -> Iterator[tuple[str, Import]]:
    """Yield the other parts of the package that *part* imports."""
    for found in imports_of(part):
        root, _, rest = found.name.partition(".")
        target = rest.partition(".")[0]
        target = target if target in PARTS else "__init__"
        if root == SRC.name and target != part:
            yield target, found


def test_every_module_has_one_layer() -> None:
    assert sorted(part for layer in LAYERS for part in layer) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_imports_point_down(part: str) -> None:
    for target, found in own_parts(part):
        if not (found.lazy and (part, target) in DOORS):
            assert HEIGHT[target] <= HEIGHT[part], f"{found.place} must not import {found.name}"


def test_every_door_is_in_use() -> None:
    used = {(part, target) for part in PARTS for target, found in own_parts(part) if found.lazy}
    assert set(DOORS) <= used


def test_no_modules_import_each_other_in_a_circle() -> None:
    left = {part: {t for t, found in own_parts(part) if not found.lazy} for part in PARTS}
    while free := [part for part, targets in left.items() if not targets & set(left)]:
        for part in free:
            del left[part]
    assert not left


@pytest.mark.parametrize(
    "part", [part for part in PARTS if HEIGHT.get(part, 0) <= HEIGHT["process"]]
)
def test_engine_knows_no_screen(part: str) -> None:
    for found in imports_of(part):
        assert found.name.partition(".")[0] not in SCREEN, f"{found.place} imports {found.name}"
