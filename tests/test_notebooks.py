"""Every notebook is committed bare, and runs from top to bottom without the network."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tools.demo import execute, figures

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NO_NETWORK = """
import sys

def _refuse(event, args):
    host = args[0] if event == "socket.getaddrinfo" else None
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    if host not in (None, "localhost", "127.0.0.1", "::1"):
        raise RuntimeError(f"a notebook must run without the network, not ask {host!r}")

sys.addaudithook(_refuse)
"""


def notebook(path: Path) -> NotebookNode:
    """Return the notebook at *path*, in the format of today."""
    found: NotebookNode = nbformat.read(path, as_version=4)
    return found


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_committed_without_outputs(path: Path) -> None:
    for cell in notebook(path).cells:
        assert not cell.get("outputs"), f"strip the outputs of {cell.source!r}"
        assert cell.get("execution_count") is None


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_draws_without_the_network(path: Path) -> None:
    found = notebook(path)
    found.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK))
    assert list(figures(execute(found, path.parent)))
