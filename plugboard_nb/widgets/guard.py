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
    r"^component (?P<component>'(?:[^'\\]|\\.)*') raised this at tick (?P<tick>\d+)"
)
_HERE = str(Path(__file__).parents[1]) + os.sep
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
    notes = [str(note) for note in getattr(error, "__notes__", ())]
    component, tick = _place(notes)
    said = _short(_text(error))
    kind = type(error).__name__
    if component:
        title = f"{component} failed at tick {tick}"
        notes = [note for note in notes if not _RAISED.match(note)]
        inputs = _inputs(error)
        notes = (
            [*inputs, *notes, f"Rewind to tick {tick - 1} goes back to before it."]
            if tick
            else notes
        )
    else:
        title = f"{doing} did not work"
    ours = isinstance(error, PlugboardError | IndexError) and not component
    return Problem(
        title=_short(title),
        message=said if ours and said else f"{kind}: {said}" if said else kind,
        notes=[_short(note) for note in notes],
        component=component,
        tick=tick,
        traceback="" if ours else _traceback(error),
    )


def report(problem: Problem, error: BaseException, seen: bool) -> None:
    """Write *error* to the log, louder where nobody has seen it."""
    level = logging.INFO if seen else logging.ERROR
    logger.log(level, "%s: %s", problem.title, problem.message, exc_info=error)


def _place(notes: list[str]) -> tuple[str, int | None]:
    """Return the component that raised, and the tick, as the engine's note tells them."""
    for note in notes:
        if found := _RAISED.match(note):
            return found["component"][1:-1], int(found["tick"])
    return "", None


def _inputs(error: BaseException) -> list[str]:
    for note in getattr(error, "__notes__", ()):
        if _RAISED.match(str(note)) and " with the inputs " in str(note):
            return ["Its inputs: " + str(note).partition(" with the inputs ")[2]]
    return []


def _traceback(error: BaseException) -> str:
    """Return the traceback from the first line on that is not this package's own."""
    lines = traceback.TracebackException.from_exception(error)
    frames = list(lines.stack)
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
