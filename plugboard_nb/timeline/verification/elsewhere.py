"""Taking a branch again in other interpreters, in which sets of texts have another order."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from plugboard_nb.exceptions import DivergenceError
from plugboard_nb.history import History
from plugboard_nb.timeline.replay import _at, _short
from plugboard_nb.timeline.verification.parcel import NotTakenError

__all__ = ["take_elsewhere"]

_AT_ONCE = 2  # interpreters at a time
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from plugboard_nb.timeline.verification.worker import main; main(*sys.argv[2:])"
)


async def take_elsewhere(
    parcel: bytes, recorded: History, count: int, patience_s: float
) -> DivergenceError | None:
    """Take the ticks in *count* other interpreters; return the first difference, if any.

    Each has another hash seed. Two texts have two orders in a set, so one interpreter alone would
    not notice every second set. The interpreters end when this is cancelled, or when this
    interpreter ends, however it ends. They write no files but in a folder that is gone afterwards.

    Args:
        parcel: What to take, from :func:`plugboard_nb.timeline.verification.parcel.pack`.
        recorded: What it gave the first time.
        count: How many interpreters.
        patience_s: How long to wait for one of them.

    Raises:
        NotTakenError: An interpreter cannot be started, failed, or took too long.
    """
    if sys.platform == "emscripten" or not sys.executable:
        raise NotTakenError("no second interpreter can be started here")
    own = os.environ.get("PYTHONHASHSEED")
    seeds = [seed for seed in map(str, range(1, count + 2)) if seed != own][:count]
    with tempfile.TemporaryDirectory(prefix="plugboard_nb-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "parcel").write_bytes(parcel)
        for start in range(0, count, _AT_ONCE):
            async with asyncio.TaskGroup() as group:
                runs = {
                    seed: group.create_task(_answer(Path(folder) / seed, patience_s))
                    for seed in seeds[start : start + _AT_ONCE]
                }
            for seed, run in runs.items():
                if found := _read(run.result(), seed, recorded):
                    return found
    return None


async def _answer(folder: Path, patience_s: float) -> dict[str, Any]:
    """Have one interpreter take the ticks; return what it says."""
    try:
        child = _start(folder)
    except OSError as error:
        return {"reason": f"another interpreter does not start: {error}"}
    try:
        await asyncio.to_thread(child.wait, patience_s)
    except subprocess.TimeoutExpired:
        return {"reason": f"it took more than {patience_s:.0f} s there"}
    finally:
        child.kill()
        child.wait()
        if child.stdin is not None:
            child.stdin.close()
    return _left_in(folder, child.returncode)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """Start an interpreter whose hash seed is the name of *folder*.

    Not with asyncio, whose event loop cannot start any in a notebook on Windows.
    """
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": folder.name, "PYTHONWARNINGS": "ignore"}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    path = json.dumps([str(entry) for entry in sys.path])
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-c", _START, path, str(folder)],
            env=environment,
            stdin=subprocess.PIPE,  # nothing comes; that it ends tells that we have ended
            stdout=subprocess.DEVNULL,
            stderr=said,
        )


def _left_in(folder: Path, status: int) -> dict[str, Any]:
    """Return what an interpreter that has ended has left behind."""
    try:
        found: dict[str, Any] = json.loads((folder / "answer").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = (folder / "said").read_text(encoding="utf-8", errors="replace").strip()
        last = said.rpartition("\n")[2][:300]
        return {"reason": f"it died there (exit status {status}{': ' if last else ''}{last})"}
    return found


def _read(answer: dict[str, Any], seed: str, recorded: History) -> DivergenceError | None:
    """Return the difference that an interpreter has found.

    Raises:
        NotTakenError: It could not compare.
    """
    if "reason" in answer:
        raise NotTakenError(answer["reason"])
    if not answer["found"]:
        return None
    found = answer["found"]
    component, field, tick = found["component"], found["field"], found["tick"]
    was = _at(recorded, field, tick) if field else None
    if field:
        happened = f"{field} was {_short(was)} at tick {tick} and is {found['text']}"
    else:
        happened = f"tick {tick}, which was taken here, {found['text']}"
    return DivergenceError(
        f"{f'component {component!r}' if component else 'the model'} is not reproducible: "
        f"{happened} in an interpreter in which sets of texts have another order "
        f"(PYTHONHASHSEED={seed}). Go through sorted(...) instead of through a set, and use "
        "neither hash() nor id(), nor anything outside the component",
        component=component,
        field=field,
        tick=tick,
        recorded=was,
        replayed=found["value"],
    )
