"""Taking a branch again in other interpreters, in which sets of texts have another order."""

import asyncio
import os
import pickle
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugboard_nb.exceptions import DivergenceError, PlugboardError
from plugboard_nb.history import History, Table, copied, take_shape
from plugboard_nb.process import Process
from plugboard_nb.timeline.branch import Intervention
from plugboard_nb.timeline.replay import first_difference

__all__ = ["NotTakenError", "parcel", "take_elsewhere"]

_AT_ONCE = 2  # interpreters at a time
_PATIENCE_S = 30.0


class NotTakenError(PlugboardError):
    """The ticks could not be taken in another interpreter; the message says why."""


def parcel(
    process: Process,
    given: Iterable[tuple[Any, Any]],
    parameters: dict[str, Any],
    changes: Iterable[Intervention],
    last: int,
) -> bytes:
    """Return all that another interpreter needs to take the ticks up to *last*.

    Args:
        process: The process.
        given: Constructor arguments and parameters of each component before any intervention.
        parameters: Those of the process.
        changes: The interventions.
        last: The last tick.

    Raises:
        NotTakenError: Something cannot travel; says what.
    """
    try:
        import cloudpickle
    except ImportError as error:
        raise NotTakenError("it needs cloudpickle: pip install cloudpickle") from error
    history = process.state.history
    parts = [
        (type(part), args, settings, attributes)
        for part, (args, settings), attributes in zip(
            process.components.values(), given, process.as_built(), strict=True
        )
    ]
    for (_, args, _, attributes), name in zip(parts, process.components, strict=True):
        _check_travels(cloudpickle, args, f"component {name!r}, its arguments")
        for key in [k for k, value in attributes.items() if not _travels(cloudpickle, value)]:
            del attributes[key]  # the constructor makes it there
    content = {
        "process": (type(process), process.name, parameters, process.seed),
        "parts": parts,
        "wires": [wire.spec for wire in process.connectors.values()],
        "fields": history._wanted,
        "changes": [(c.tick, c.kind, c.what, c.new) for c in changes],
        "last": last,
    }
    _check_travels(cloudpickle, content, "the process")
    packed: bytes = cloudpickle.dumps(content)
    return packed


def _travels(cloudpickle: Any, value: Any) -> bool:
    try:
        cloudpickle.dumps(value)
    except Exception:
        return False
    return True


def _check_travels(cloudpickle: Any, value: Any, what: str) -> None:
    try:
        cloudpickle.dumps(value)
    except Exception as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise NotTakenError(f"{what} cannot travel there: {reason}") from error


async def take_elsewhere(
    content: bytes, recorded: History, order: list[str], count: int, patience_s: float
) -> DivergenceError | None:
    """Take the ticks in *count* other interpreters; return the first difference, if any.

    Each has another hash seed. Two things have two orders, so one interpreter alone would not
    notice every second set.

    Raises:
        NotTakenError: An interpreter cannot be started, failed, or took too long.
    """
    if sys.platform == "emscripten" or not sys.executable:
        raise NotTakenError("no second interpreter can be started here")
    own = os.environ.get("PYTHONHASHSEED")
    seeds = [seed for seed in map(str, range(1, count + 2)) if seed != own][:count]
    for start in range(0, count, _AT_ONCE):
        runs = [
            asyncio.ensure_future(_run(content, seed, max(_PATIENCE_S, patience_s)))
            for seed in seeds[start : start + _AT_ONCE]
        ]
        try:
            answers = await asyncio.gather(*runs)
        finally:
            for run in runs:
                run.cancel()
            await asyncio.gather(*runs, return_exceptions=True)
        for answer in answers:
            found = first_difference(recorded, _history_of(answer, recorded), order)
            if found is not None:
                return _told(found)
    return None


async def _run(content: bytes, seed: str, patience_s: float) -> dict[str, Any]:
    """Have one interpreter take the ticks; return what it recorded."""
    with tempfile.TemporaryDirectory(prefix="plugboard_nb-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "parcel").write_bytes(content)
        (Path(folder) / "path").write_bytes(pickle.dumps(sys.path))
        command = [sys.executable, "-m", "plugboard_nb.timeline.worker", folder]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONWARNINGS": "ignore"}
        with (Path(folder) / "said").open("wb") as said:
            process = subprocess.Popen(  # noqa: ASYNC220  a thread waits for it
                command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
            try:
                await asyncio.to_thread(process.wait, patience_s)
            except subprocess.TimeoutExpired:
                raise NotTakenError(f"it took more than {patience_s:.0f} s there") from None
            finally:
                process.kill()
                process.wait()
        answer = Path(folder) / "answer"
        if not answer.exists():
            text = (Path(folder) / "said").read_text(errors="replace").strip()
            raise NotTakenError(f"it failed there: {text.splitlines()[-1][:300] if text else ''}")
        # Our own child wrote it, into a folder that nobody else may enter.
        found: dict[str, Any] = pickle.loads(answer.read_bytes())
        if "error" in found:
            raise NotTakenError(f"it failed there: {found['error']}")
        return found


def _history_of(answer: dict[str, Any], like: History) -> History:
    """Return what the other interpreter recorded as a history."""
    history = History()
    take_shape(history, like)
    for name, kept in answer["tables"].items():
        table = Table((), history._look_soon)
        for key, value in kept.items():
            setattr(table, key, value)
        history._tables[name].become(table)
    history.first_tick, history.last_tick = answer["first_tick"], answer["last_tick"]
    return history


def _told(found: DivergenceError) -> DivergenceError:
    return DivergenceError(
        f"component {found.component!r} is not reproducible: {found.field} was {found.recorded!r} "
        f"at tick {found.tick} and is {found.replayed!r} in an interpreter in which sets of texts "
        "have another order; use sorted() where the order of a set or of hash() matters",
        component=found.component,
        field=found.field,
        tick=found.tick,
        recorded=found.recorded,
        replayed=found.replayed,
    )


def main_of_worker(folder: Path) -> None:
    """Take the ticks of the parcel in *folder* and leave the answer there."""
    warnings.simplefilter("ignore")
    content = pickle.loads((folder / "parcel").read_bytes())
    try:
        answer = asyncio.run(_take(content, folder))
    except BaseException as error:
        answer = {"error": f"{type(error).__name__}: {str(error)[:300]}"}
    draft = folder / "answer.draft"
    draft.write_bytes(pickle.dumps(answer))
    draft.replace(folder / "answer")


async def _take(content: dict[str, Any], folder: Path) -> dict[str, Any]:
    from plugboard_nb.library import FileWriter
    from plugboard_nb.process.changes import Change
    from plugboard_nb.state import InMemoryStateBackend

    cls, name, parameters, seed = content["process"]
    parts = []
    for number, (kind, (args, kwargs), settings, attributes) in enumerate(content["parts"]):
        part = kind(*args, **kwargs)
        vars(part).update(attributes)
        part._pb_settings.put_back(settings)
        if isinstance(part, FileWriter):  # the real file stays as it is
            part.path = folder / f"{number}{''.join(part.path.suffixes)}"
        parts.append(part)
    state = InMemoryStateBackend(max_bytes=1 << 62, fields=content["fields"])
    process = cls(parts, content["wires"], name, parameters, state, seed)
    await process.init()
    for tick, kind, what, new in content["changes"]:
        await _advance(process, tick)
        process.change([Change(kind, what, new)])
    await _advance(process, content["last"])
    history = copied(process.state.history)
    await process.destroy()
    tables = {
        component: {key: getattr(table, key) for key in Table.__slots__ if key != "on_large"}
        for component, table in history._tables.items()
    }
    return {"tables": tables, "first_tick": history.first_tick, "last_tick": history.last_tick}


async def _advance(process: Process, tick: int) -> None:
    from plugboard_nb.timeline.head import Never

    await process.advance(tick, Never(), hand_over=False)
    if process.tick < tick:
        raise DivergenceError(f"the run ended at tick {process.tick}")
