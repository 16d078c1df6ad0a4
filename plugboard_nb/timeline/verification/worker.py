"""The other interpreter of ``verify``: it takes the ticks of a parcel and compares them.

It changes no files but those in its own folder, and ends with the interpreter that started it.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

from plugboard_nb.exceptions import DivergenceError
from plugboard_nb.history import cut_off
from plugboard_nb.library import FileWriter
from plugboard_nb.process import Process
from plugboard_nb.schemas import Status
from plugboard_nb.state import InMemoryStateBackend
from plugboard_nb.timeline.head import Never
from plugboard_nb.timeline.replay import _short, first_difference
from plugboard_nb.timeline.verification.parcel import Parcel, Part, unpack

__all__ = ["main"]

Answer = dict[str, Any]


def main(folder: str) -> None:
    """Take the parcel that lies beside *folder*, and leave an answer in it.

    The answer is JSON data: ``reason``, why nothing was compared; or ``found``, the first
    difference or nothing.
    """
    place = Path(folder)
    _end_with_parent(place.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    warnings.simplefilter("ignore")
    refused = _keep_files_safe(place.parent)
    try:
        answer = asyncio.run(_compared(place))
    except BaseException as error:
        answer = {"reason": f"it cannot be run there: {type(error).__name__}: {_line(error)}"}
    if refused and answer.get("found") != {}:
        answer = {"reason": f"it would write to {refused[0]!r}, which is left alone there"}
    (place / "answer").write_text(json.dumps(answer), encoding="utf-8")
    os._exit(0)  # components have nothing more to do: what they would clean up is not theirs


def _end_with_parent(folder: Path) -> None:
    """End at once when the parent has, which closes the standard input, and clear up *folder*."""

    def wait() -> None:
        os.read(0, 1)
        for _ in range(100):  # a step that is under way may put something into it meanwhile
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
        os._exit(1)

    sys.stdin = None  # nobody else reads from it
    threading.Thread(target=wait, daemon=True).start()


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
_CHANGING = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}


def _keep_files_safe(folder: Path) -> list[str]:
    """Refuse to change files outside *folder* from now on; return the list of what was refused."""
    inside = os.path.join(os.path.realpath(folder), "")
    refused: list[str] = []

    def look(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            paths = args[:1] if isinstance(args[2], int) and args[2] & _WRITING else ()
        else:
            paths = args[:2] if event in _CHANGING else ()
        for path in paths:
            if isinstance(path, str | bytes | os.PathLike):  # and no file that is open already
                refuse_outside(os.fsdecode(path))

    def refuse_outside(path: str) -> None:
        real = os.path.realpath(path)
        if real != os.path.realpath(os.devnull) and not f"{real}{os.sep}".startswith(inside):
            refused.append(path)
            raise PermissionError(f"{path!r} is left alone here")

    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # whole paths can be judged
    sys.addaudithook(look)
    return refused


async def _compared(folder: Path) -> Answer:
    """Take the ticks and return the answer."""
    parcel = unpack((folder.parent / "parcel").read_bytes())
    process = _built(parcel, folder)
    await process.init()
    failure = await _take(process, parcel)
    history = process.state.history
    recorded = parcel.recorded.history(history)
    failed_at = process.tick + 1
    if failure is not None:
        cut_off(recorded, failed_at)
    found = first_difference(recorded, history, parcel.order)
    if failure is not None and (found is None or _is_missing(found, failed_at)):
        failed = (name for name, c in process.components.items() if c.status is Status.FAILED)
        what = f"failed ({type(failure).__name__}: {_line(failure)})"
        return _different(next(failed, ""), "", failed_at, what)
    if found is None and process.tick < recorded.last_tick:
        return _different("", "", failed_at, "was not reached")
    return _told(found)


def _is_missing(found: DivergenceError, tick: int) -> bool:
    """Whether a field differs only in that *tick*, which failed, gave no value."""
    return found.tick == tick and found.replayed is None


def _told(found: DivergenceError | None) -> Answer:
    if found is None:
        return {"found": {}}
    value = found.replayed
    plain = value if isinstance(value, bool | int | float | str | None) else repr(value)
    return _different(found.component, found.field, found.tick, _short(value), plain)


def _different(component: str, field: str, tick: int, text: str, value: Any = None) -> Answer:
    found = {"component": component, "field": field, "tick": tick, "text": text, "value": value}
    return {"found": found}


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


def _built(parcel: Parcel, folder: Path) -> Process:
    """Return the process as it was before its first tick; its writers write into *folder*."""
    for part in _in_order(parcel):
        component = part.component
        args, kwargs = component._pb_given = part.given
        type(component).__init__(component, *args, **kwargs)
        vars(component).update(part.attributes)
        component._pb_settings.put_back(part.settings)
        if isinstance(component, FileWriter):
            component.path = folder / f"{component.name}{''.join(component.path.suffixes)}"
    cls, name, parameters, seed = parcel.process
    limit = 2 * parcel.recorded.nbytes + (16 << 20)  # what the record takes, and room to spare
    state = InMemoryStateBackend(max_bytes=limit, fields=parcel.fields)
    return cls(
        [part.component for part in parcel.parts], parcel.wires, name, parameters, state, seed
    )


def _in_order(parcel: Parcel) -> list[Part]:
    """Return the components, each after those that its constructor is given."""
    parts = {part.name: part for part in parcel.parts}
    order: list[Part] = []

    def add(part: Part) -> None:
        for name in part.needs:
            if name in parts:
                add(parts.pop(name))
        order.append(part)

    while parts:
        add(parts.pop(next(iter(parts))))
    return order


async def _take(process: Process, parcel: Parcel) -> Exception | None:
    """Take the ticks as far as the record goes; return what a component raised there."""
    last = parcel.recorded.last
    for tick, changes in [*parcel.changes, (last, [])]:
        if process.tick < tick:
            try:
                await process.advance(tick, Never(), hand_over=False)
            except Exception as error:
                return error
        if process.tick < tick:
            return None
        if changes:
            process.change(changes)
    return None
