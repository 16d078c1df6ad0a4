"""Which timeline is meant where somebody hands over a process."""

import threading
import weakref
from typing import Any

from plugboard_nb.exceptions import ValidationError
from plugboard_nb.process import Process
from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.head import Head

__all__ = ["forget", "timeline_of"]

_timelines: "weakref.WeakKeyDictionary[Process, weakref.ref[Timeline]]" = (
    weakref.WeakKeyDictionary()
)
_lock = threading.RLock()


def timeline_of(given: Any, **options: Any) -> Timeline:
    """Return the timeline that is meant: *given* itself, or the one of a process.

    A process that is driven already keeps its timeline, so that a cell that is run again shows the
    same one.

    Raises:
        TypeError: It is neither.
        TimelineError: The process has been advanced without a timeline.
        ValidationError: *options* are given for a timeline that there is already.
    """
    if isinstance(given, Timeline):
        timeline = given
    elif isinstance(given, Process):
        with _lock:
            found = _driving(given)
            if found is None:
                return _made_for(given, options)
            timeline = found
    else:
        raise TypeError(f"a widget shows a Process or a Timeline, not {given!r}")
    if others := [name for name, value in options.items() if not _has(timeline, name, value)]:
        raise ValidationError(
            f"{', '.join(others)} cannot be given for process {timeline.process.name!r}, which "
            "has a timeline already; close() its workbench first, or make a Timeline with them"
        )
    return timeline


def _driving(process: Process) -> Timeline | None:
    """Return the timeline that drives *process*, or the one made for it that will."""
    watcher = process.watcher
    if isinstance(watcher, Head) and watcher.root._timeline._ready:
        return watcher.root._timeline
    known = _timelines.get(process)
    return known() if known else None


def _made_for(process: Process, options: dict[str, Any]) -> Timeline:
    timeline = Timeline(process, **options)
    timeline._check_free()
    _timelines[process] = weakref.ref(timeline)
    return timeline


def _has(timeline: Timeline, option: str, value: Any) -> bool:
    """Return whether *timeline* was made with that, so that a cell can be run again."""
    known = {"max_bytes": timeline._max_bytes, "keyframe_every": timeline._head.album.every}
    return option in known and known[option] == value


def forget(timeline: Timeline) -> None:
    """Have the process of *timeline* get another one when it is shown anew."""
    known = _timelines.get(timeline.process)
    if known is not None and known() is timeline:
        del _timelines[timeline.process]
