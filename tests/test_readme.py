"""The example of the README, pasted into a fresh notebook."""

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

README = Path(__file__).parents[1] / "README.md"


def example() -> str:
    found = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_example_of_the_readme_works_in_a_fresh_notebook() -> None:
    cells = [example(), "process", "print(process.status, process.tick)"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    plotted, shown, printed = (cell.outputs for cell in notebook.cells)
    assert any("image/png" in output.get("data", {}) for output in plotted)
    assert "text/html" in shown[0]["data"]
    assert printed[0]["text"] == "waiting 300\n"


def test_example_of_the_readme_is_short() -> None:
    assert len([line for line in example().splitlines() if line]) <= 15
