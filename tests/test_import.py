"""Importing the package is light: what is heavy is loaded where it is first needed."""

import subprocess
import sys

HEAVY = ["IPython", "anywidget", "ipywidgets", "matplotlib", "networkx", "numpy", "pandas"]
HEAVY += ["pyarrow", "ray", "rich", "typer"]


def printed_by(code: str) -> str:
    """Return what *code* prints in a fresh interpreter."""
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_import_loads_no_heavy_package() -> None:
    code = f"import plugboard_nb, sys; print(sorted(set({HEAVY}) & set(sys.modules)))"
    assert printed_by(code) == "[]"


def test_widgets_are_at_the_top_and_loaded_when_asked_for() -> None:
    code = "import plugboard_nb, sys; print('Workbench' in dir(plugboard_nb), end=' ')\n"
    code += "from plugboard_nb import Workbench; print(Workbench.__module__.split('.')[1])"
    assert printed_by(code) == "True widgets"


def test_import_takes_no_handle_on_logging_or_the_event_loop() -> None:
    code = "import plugboard_nb, logging, sys; print(logging.root.handlers, threads())"
    start = "import threading; threads = threading.active_count\n"
    assert printed_by(start + code) == "[] 1"
