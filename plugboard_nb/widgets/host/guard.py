"""What went wrong, as people read it: in the widget and in the log, never nowhere."""

import itertools
import logging
import os
import re
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from plugboard_nb.exceptions import PlugboardError

__all__ = ["Problem", "problem_of", "report"]

logger = logging.getLogger("plugboard_nb.widgets")

_LONGEST = 2000  # characters of one text
_RAISED = re.compile(
    r"^component (?P<component>'(?:[^'\\]|\\.)*') raised this "
    r"(?P<when>at tick (?P<tick>\d+)|in \w+\(\))"
)
_HERE = str(Path(__file__).parents[2]) + os.sep
_ENGINE = _HERE + "engine" + os.sep
_count = itertools.count(1)


@dataclass(frozen=True)
class Problem:
    """An error that is shown in a widget.

    Attributes:
        title: What could not be done, and where.
        message: What the error says.
        notes: What else it says.
        component: The component that raised it, ``""`` where it was none.
        tick: The tick in which, ``None`` where that says nothing.
        traceback: Where in the code; ``""`` for errors that explain themselves.
        number: Numbers all problems, so that the same one twice is noticed.
    """

    title: str
    message: str
    notes: list[str] = field(default_factory=list)
    component: str = ""
    tick: int | None = None
    traceback: str = ""
    number: int = field(default_factory=lambda: next(_count))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for the browser."""
        return asdict(self)


def problem_of(error: BaseException, doing: str) -> Problem:
    """Return *error*, raised while *doing* something, as people read it."""
    errors = error.exceptions if isinstance(error, BaseExceptionGroup) else (error,)
    places = [place for place in map(_place, errors) if place is not None]
    notes = _notes(error) if places else [str(note) for note in getattr(error, "__notes__", ())]
    component, tick = "", None
    if places:
        component, _, tick = places[0]
        names = " and ".join(name for name, _, _ in places)
        title = f"{names} failed {places[0][1]}"
        if tick:
            notes.append(f"Rewind to tick {tick - 1} goes back to before it.")
    else:
        title = f"{doing} did not work"
    ours = isinstance(error, PlugboardError | IndexError) and not component
    return Problem(
        title=_short(title),
        message=_short("\n".join(_said(one, plain=ours) for one in errors)),
        notes=[_short(note) for note in notes],
        component=component,
        tick=tick,
        traceback="" if ours else _traceback(error),
    )


def _said(error: BaseException, plain: bool) -> str:
    kind, text = type(error).__name__, _text(error)
    return text if plain and text else f"{kind}: {text}" if text else kind


def report(problem: Problem, error: BaseException, seen: bool) -> None:
    """Write *error* to the log, louder where nobody has seen it."""
    level = logging.INFO if seen else logging.ERROR
    logger.log(level, "%s: %s", problem.title, problem.message, exc_info=error)


def _place(error: BaseException) -> tuple[str, str, int | None] | None:
    """Return the component that raised, and when, as the engine's note tells them."""
    for note in getattr(error, "__notes__", ()):
        if found := _RAISED.match(str(note)):
            tick = found["tick"]
            return found["component"][1:-1], found["when"], None if tick is None else int(tick)
    return None


def _notes(error: BaseException) -> list[str]:
    """Return what the notes say beyond the component that raised."""
    told = []
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else (error,):
        for note in map(str, getattr(one, "__notes__", ())):
            if not _RAISED.match(note):
                told.append(note)
            elif inputs := note.partition(" with the inputs ")[2]:
                told.append(f"Its inputs: {inputs}")
    return told


def _traceback(error: BaseException) -> str:
    """Return the traceback from where the engine calls the model, or the first line not ours."""
    lines = traceback.TracebackException.from_exception(error)
    frames = list(lines.stack)
    engine = [n for n, frame in enumerate(frames[:-1]) if frame.filename.startswith(_ENGINE)]
    frames = frames[engine[-1] + 1 :] if engine else frames
    while len(frames) > 1 and frames[0].filename.startswith(_HERE):
        frames.pop(0)
    lines.stack = traceback.StackSummary.from_list(frames)
    return "".join(lines.format())[-20_000:]


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # its own __str__ fails
        return "(its text cannot be had)"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
