"""Which fields are plotted, and which of them share a panel."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import islice
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.plotting.series import NUMBERS, WORDS
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.widgets.history_plot.track import Track

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline

__all__ = [
    "Panel",
    "checked",
    "fields_known",
    "grouped",
    "known_one",
    "resolved",
    "suiting",
    "suits",
    "units_of",
]

_MOST_BY_DEFAULT = 6
_FEW_WORDS = 8
_MOST_LINES = 6  # in one panel of numbers without unit
_SAME_MAGNITUDE = 20.0
_STILL_TOGETHER = 400.0  # so that panels do not come and go while a model runs

Arrangement = list[list[str]]


@dataclass
class Panel:
    """What is drawn on one pair of axes.

    Attributes:
        kind: ``"numbers"``, ``"flags"`` or ``"words"``.
        unit: Of all its numbers, as it is printed.
        fields: What is drawn.
    """

    kind: str
    unit: str
    fields: list[str] = field(default_factory=list)


def fields_known(timeline: "Timeline") -> list[str]:
    """Return the fields that a history has, or will have once the process has begun."""
    recorded = timeline.process.recorded().items()
    return timeline.history.fields or [f"{part}.{name}" for part, ns in recorded for name in ns]


def units_of(timeline: "Timeline", fields: Iterable[str]) -> dict[str, str]:
    """Return field → unit, as it is printed."""
    from plugboard_nb.plotting.values import pretty_unit

    units = timeline.history.units
    return {name: pretty_unit(units.get(name)) for name in fields}


def resolved(wanted: Any, known: Sequence[str]) -> Arrangement:
    """Return the fields that names and patterns stand for, in panels if so arranged.

    Args:
        wanted: A name or pattern such as ``"tank.*"``, several of them, or lists of them, which
            make one panel each.
        known: All fields.

    Returns:
        Lists of names; one list if nothing is arranged. No field occurs twice.

    Raises:
        UnknownFieldError: There is no such field; the message names the nearest one.
    """
    parts = [wanted] if isinstance(wanted, str) else list(wanted)
    arranged = any(not isinstance(part, str) for part in parts)
    seen: set[str] = set()
    found: Arrangement = []
    for part in parts:
        names = [n for p in ([part] if isinstance(part, str) else part) for n in _named(p, known)]
        fresh = [name for name in dict.fromkeys(names) if name not in seen]
        seen.update(fresh)
        if arranged or not found:
            found.append(fresh)
        else:
            found[0] += fresh
    return [names for names in found if names]


def known_one(name: Any, known: Sequence[str]) -> str:
    """Return *name* if it is a field.

    Raises:
        UnknownFieldError: It is none; the message names the nearest one.
    """
    if name in known:
        return str(name)
    raise UnknownFieldError(
        f"there is no field {name!r} to plot; there are {list(known[:20])}."
        f"{did_you_mean(str(name), known)}",
        field=str(name),
    )


def checked(fields: Any, known: Sequence[str]) -> Any:
    """Return *fields* as they were asked for, if there are such fields."""
    if fields is None:
        return None
    kept = [fields] if isinstance(fields, str) else list(fields)
    resolved(kept, known)
    return kept


def _named(pattern: Any, known: Sequence[str]) -> list[str]:
    if not isinstance(pattern, str):
        raise TypeError(f"a field is given by its name, not by {pattern!r}")
    if pattern in known:
        return [pattern]
    matching = [name for name in known if fnmatchcase(name, pattern)]
    return matching or [known_one(pattern, known)]


def suits(track: Track, words: Collection[str]) -> bool:
    """Say whether a stream is worth a place in a plot that nobody specified."""
    return not track.reason and (track.kind != WORDS or len(words) <= _FEW_WORDS)


def suiting(
    known: Iterable[str], track: Callable[[str], Track], words: Mapping[str, Collection[str]]
) -> list[str]:
    """Return the fields of a plot that nobody specified: the first few that it suits.

    Args:
        known: All fields.
        track: Gives the stream of a field, read.
        words: Field → the words that occur in it.
    """
    found = (name for name in known if suits(track(name), words[name]))
    return list(islice(found, _MOST_BY_DEFAULT))


def grouped(
    arrangement: Arrangement,
    tracks: Mapping[str, Track],
    units: Mapping[str, str],
    before: Sequence[Panel] = (),
) -> list[Panel]:
    """Return the panels.

    Numbers share one by unit, or as they are arranged; those without unit if they are of similar
    magnitude. Truth values and words have one each.

    Args:
        arrangement: Lists of fields; if there are several, each is a panel.
        tracks: Field → stream.
        units: Field → unit.
        before: The panels as they were; who shared one goes on doing so if that is bearable.
    """
    panels: list[Panel] = []
    neighbours = {frozenset((a, b)) for panel in before for a in panel.fields for b in panel.fields}
    for names in arrangement:
        own: list[Panel] = []
        for name in names:
            track = tracks[name]
            unit = units.get(name, "") if track.kind == NUMBERS else ""
            together = len(arrangement) > 1
            home = next(
                (p for p in own if _fits(p, name, unit, tracks, together, neighbours)), None
            )
            if home is None:
                own.append(Panel(track.kind, unit, [name]))
            else:
                home.fields.append(name)
                home.unit = home.unit if home.unit == unit else ""
        panels += own
    return panels


def _fits(
    panel: Panel,
    name: str,
    unit: str,
    tracks: Mapping[str, Track],
    together: bool,
    neighbours: set[frozenset[str]],
) -> bool:
    if panel.kind != NUMBERS or tracks[name].kind != NUMBERS:
        return False
    if together:
        return True
    if panel.unit != unit or (not unit and len(panel.fields) >= _MOST_LINES):
        return False
    if unit:
        return True
    first = panel.fields[0]
    sizes = sorted(max(abs(tracks[n].low), abs(tracks[n].high)) for n in (first, name))
    most = _STILL_TOGETHER if frozenset((first, name)) in neighbours else _SAME_MAGNITUDE
    return not sizes[0] or sizes[1] / sizes[0] <= most
