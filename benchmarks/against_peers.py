"""The chain of three against other packages, each in its own venv."""

import asyncio
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any

from benchmarks.harness import Row, Timed, in_turns
from benchmarks.models import Count, Double, Increment
from benchmarks.peers.venvs import PACKAGES, UnavailableError, python_of, version_of
from plugboard_nb.process import LocalProcess

TICKS = 1_000


async def _ours() -> tuple[float, dict[str, Any]]:
    parts = [Count(TICKS, name="a"), Double(name="b"), Increment(name="c")]
    process = LocalProcess(parts, ["a.out -> b.x", "b.out -> c.x"])
    await process.init()
    start = process_time()
    await process.run()
    seconds = process_time() - start
    history = process.state.history
    streams = [history[f"{name}.out"] for name in "abc"]
    return seconds, {
        "counts": [len(stream) for stream in streams],
        "sums": [float(sum(stream)) for stream in streams],
    }


def ours() -> float:
    """Return the shortest of a few runs, which together last no longer than one of a peer."""
    return min(asyncio.run(_ours())[0] for _ in range(5))


@contextmanager
def running(peer: str) -> Iterator[Timed]:
    """Keep the model of *peer* alive in its own interpreter; each call is one run of it."""
    process = subprocess.Popen(
        [python_of(peer), "-m", f"benchmarks.peers.chain_{peer}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PLUGBOARD_LOG_LEVEL": "CRITICAL"},
    )
    questions, answers = process.stdin, process.stdout
    assert questions is not None
    assert answers is not None
    expected = asyncio.run(_ours())[1]

    def run() -> float:
        questions.write(f"{TICKS}\n")
        questions.flush()
        answer = json.loads(answers.readline() or "{}")
        seconds = answer.pop("seconds", None)
        if seconds is None:
            raise UnavailableError(f"its model stopped with status {process.wait()}")
        if answer != expected:
            raise AssertionError(f"{peer} recorded {answer}, not {expected}")
        return float(seconds)

    try:
        yield run
    finally:
        questions.close()
        process.wait()


def measure() -> Iterator[Row]:
    """Measure how much longer each peer takes."""
    for peer in PACKAGES:
        what = f"{peer} to ours, chain of 3, {TICKS:,} ticks"
        limit, aim = (100, 250) if peer == "plugboard" else (1, None)
        try:
            with running(peer) as theirs:
                mine, other = in_turns(ours, theirs)
        except UnavailableError as error:
            yield Row(what, None, limit, at_least=True, aim=aim, note=f"not available: {error}")
            continue
        note = f"{mine * 1e3:.2f} ms, {other * 1e3:.1f} ms in {version_of(peer)}"
        yield Row(what, other / mine, limit, at_least=True, aim=aim, note=note)
