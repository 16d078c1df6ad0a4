"""The examples of the README, pasted into a fresh notebook."""

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

README = Path(__file__).parents[1] / "README.md"


def examples() -> list[str]:
    return re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_examples_of_the_readme_work_in_a_fresh_notebook() -> None:
    first, travel = examples()
    cells = [first, "process", "print(process.status, process.tick)", travel]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    bench, shown, printed, travelled = (cell.outputs for cell in notebook.cells)
    assert "application/vnd.jupyter.widget-view+json" in bench[0]["data"]
    assert "tick 300" in bench[1]["data"]["text/html"]
    assert any("image/png" in output.get("data", {}) for output in travelled)
    said = "".join(output.get("text", "") for output in travelled)  # in one part or in several
    assert "branch 'branch 1' is reproducible over 300 ticks" in said
    assert "text/html" in shown[0]["data"]
    assert printed[0]["text"] == "waiting 300\n"


def test_first_example_of_the_readme_is_short() -> None:
    assert len([line for line in examples()[0].splitlines() if line]) <= 15
