"""What the notebook on time travel says in words is what its cells find."""

import re
from pathlib import Path

import nbformat
import pytest

from tools.demo import execute

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "02_time_travel.ipynb"


@pytest.mark.slow
def test_words_of_the_time_travel_notebook_are_true() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    answer = re.search(r"```python\n(.*?)```", notebook.cells[-1].source, re.DOTALL)
    assert answer is not None
    notebook.cells.append(nbformat.v4.new_code_cell(answer[1], id="answer"))
    found = {cell.id: str(cell.get("outputs")) for cell in execute(notebook, NOTEBOOK.parent).cells}
    assert "rabbits.number         61" in found["compare"]
    assert "tick 14: breakpoint foxes.number > 14" in found["break-1"]
    assert "breakpoint event alarm" in found["break-2"]
    assert "rabbits.number 50.0\\nfoxes.number 8.33" in found["steady-numbers"]
    assert "'lazy foxes' is reproducible over 240 ticks" in found["verify"]
    assert "28 months: survived\\n29 months: died out in month 97" in found["answer"]
