"""Fetch the versions of ipykernel and JupyterLab that the tests in a browser run beside ours.

Each goes to a folder of its own in ``build/kernels``, without its dependencies: put first on the
path of an interpreter that has the rest (``PYTHONPATH``), it is the one that is imported.
``tests/browser/jupyter.py`` makes kernel specs of them.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "build" / "kernels"
PARTS = {
    "ipykernel-6.31.0": ["ipykernel==6.31.0", "nest-asyncio==1.6.0"],
    "ipykernel-7.0.1": ["ipykernel==7.0.1", "nest-asyncio==1.6.0"],
    "jupyterlab-4.4.9": ["jupyterlab==4.4.9"],  # Binder's, with ipykernel 7.0.1
}


def main() -> None:
    """Fetch what is not there yet."""
    for name, packages in PARTS.items():
        target = FOLDER / name
        if (target / ".ready").exists():
            continue
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--upgrade", "--target", str(target), *packages]
        subprocess.run(command, check=True)
        (target / ".ready").touch()
        print(f"build/kernels/{name}")


if __name__ == "__main__":
    main()
