"""Run the hot water tank's notebook without a browser; its figures go to build/demo."""

import base64
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "01_hot_water_tank.ipynb"
TARGET = ROOT / "build" / "demo"


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run all cells of *notebook* in *folder*; its outputs are replaced."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        resources={"metadata": {"path": folder}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        store_widget_state=False,  # a saved notebook shows pictures of the widgets
    )
    return client.execute()


def figures(notebook: NotebookNode) -> Iterator[bytes]:
    """Yield the PNG pictures among the outputs of *notebook*, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            picture = output.get("data", {}).get("image/png")
            if picture is not None:
                yield base64.b64decode(picture)


def main() -> int:
    """Execute the notebook, write it and its figures, print where they are."""
    notebook = execute(nbformat.read(NOTEBOOK, as_version=4), NOTEBOOK.parent)
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob(f"{NOTEBOOK.stem}*"):
        old.unlink()
    written = [TARGET / NOTEBOOK.name]
    nbformat.write(notebook, written[0])
    for number, picture in enumerate(figures(notebook), start=1):
        written.append(TARGET / f"{NOTEBOOK.stem}_{number}.png")
        written[-1].write_bytes(picture)
    for path in written:
        print(path.relative_to(ROOT))
    if len(written) == 1:
        print(f"{NOTEBOOK.name} drew no figure", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
