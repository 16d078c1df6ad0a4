"""A venv for each peer under build/peers, made once."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

PACKAGES = {
    "plugboard": ["plugboard"],
    "simpy": ["simpy"],
    "mesa": ["mesa", "networkx"],
    "pathsim": ["pathsim"],
}
FOLDER = Path("build/peers")
WANTED = "3.12"


class UnavailableError(Exception):
    """A peer cannot be had here."""


@cache
def interpreter() -> str:
    """Return Python 3.12 where there is one, else the Python that runs this."""
    if sys.version_info[:2] == (3, 12):
        return sys.executable
    candidates = [shutil.which(f"python{WANTED}")]
    roots = {Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv"), Path.home() / ".pyenv"}
    for root in roots:
        candidates += map(str, sorted(root.glob(f"versions/{WANTED}.*/bin/python")))
    for candidate in filter(None, candidates):
        command = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        if found.stdout.strip() == WANTED:
            return candidate
    return sys.executable


def python_of(peer: str) -> str:
    """Return the Python of the venv of *peer*, which is made if need be.

    Raises:
        UnavailableError: The venv cannot be made or the package cannot be installed.
    """
    venv = FOLDER / peer
    python, done = venv / "bin" / "python", venv / ".ready"
    if not done.exists():
        _quietly([interpreter(), "-m", "venv", "--clear", str(venv)])
        options = ["--quiet", "--disable-pip-version-check", "--retries=1", "--no-input"]
        _quietly([str(python), "-m", "pip", "install", *options, *PACKAGES[peer]])
        done.touch()
    return str(python)


def version_of(peer: str) -> str:
    """Return name, version and Python of an installed *peer*."""
    code = (
        "import platform, sys; from importlib.metadata import version;"
        "print(sys.argv[1], version(sys.argv[1]) + ', Python', platform.python_version())"
    )
    return _quietly([python_of(peer), "-c", code, peer])


def _quietly(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()
        reason = next((text for text in said if text.startswith("ERROR")), said[-1])
        raise UnavailableError(reason) from error
    return done.stdout.strip()
