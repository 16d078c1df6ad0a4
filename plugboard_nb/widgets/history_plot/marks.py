"""What happened beside the streams: forks, interventions, events, breakpoints that were hit."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout_text import elide, one_line
from plugboard_nb.plotting.values import short

if TYPE_CHECKING:
    from plugboard_nb.timeline import Branch, Intervention

__all__ = ["happenings", "latest", "marks_of", "words_of"]

_MOST_EVENTS = 2000  # looked at for marks
_MOST_ROWS = 200  # in the table
_WIDEST = 300  # px of a text at size 12
_VERBS = {"set": "set", "hold": "hold", "release": "release", "initial": "begin"}


def words_of(change: "Intervention") -> str:
    """Return an intervention as people read it: ``set tank.volume 150 → 200``."""
    what = one_line(change.what)
    if change.kind == "release":
        return f"release {what}"
    if change.kind == "hold":
        return f"hold {what} at {short(change.new)}"
    return (
        f"{_VERBS.get(change.kind, change.kind)} {what} {short(change.old)} → {short(change.new)}"
    )


def happenings(
    branches: Sequence["Branch"], shown: "Branch", hits: Iterable[tuple["Branch", int, str]]
) -> list[dict[str, Any]]:
    """Return what happened on *branches*, in order of ticks; events of the branch shown.

    Args:
        branches: The branches on display.
        shown: The one among them that is viewed.
        hits: Breakpoints that stopped an advance: branch, tick, text.

    Returns:
        For each: tick, kind, text, a few words of it, branch, and the number that colours that.
    """
    found = [*_forks(branches), *_changes(branches, shown)]
    for branch, tick, text in hits:
        if branch in branches:
            found.append(_one(tick, "breakpoint", f"breakpoint: {text}", text, branch))
    events = shown.history.events
    for record in events[-_MOST_EVENTS:]:
        data = _data(record.data)
        text = f"{record.type} from {record.source}" + (f": {data}" if data else "")
        found.append(_one(record.tick, "event", text, record.type, shown))
    return sorted(found, key=lambda one: one["tick"])


def _one(tick: int, kind: str, text: str, label: str, branch: "Branch") -> dict[str, Any]:
    return {
        "tick": tick,
        "kind": kind,
        "text": elide(one_line(text), _WIDEST, 12),
        "label": elide(one_line(label), _WIDEST, 12),
        "branch": branch.name,
        "at": branch.number,
    }


def _forks(branches: Iterable["Branch"]) -> list[dict[str, Any]]:
    return [
        _one(branch.departure, "fork", f"fork {branch.name}", branch.name, branch)
        for branch in branches
        if branch.parent is not None
    ]


def _changes(branches: Iterable["Branch"], shown: "Branch") -> list[dict[str, Any]]:
    seen: set[int] = set()
    found = []
    for branch in (shown, *branches):
        for change in branch.interventions:
            if id(change) not in seen:
                seen.add(id(change))
                words = words_of(change)
                label = words.removeprefix(f"{change.kind} ").partition(".")[2] or words
                found.append(_one(change.tick, change.kind, words, label, branch))
    return found


def _data(data: Any) -> str:
    if not isinstance(data, dict):
        return "" if data is None else short(data)
    return ", ".join(f"{key} {short(value)}" for key, value in list(data.items())[:4])


def marks_of(
    found: Sequence[dict[str, Any]], first: int, last: int, width: int
) -> list[dict[str, Any]]:
    """Return what lies between two ticks, those that a screen could not tell apart as one.

    Args:
        found: As from :func:`happenings`.
        first: The first tick in sight.
        last: The last one.
        width: Px that they share.
    """
    ticks = [one["tick"] for one in found]
    part = found[bisect_left(ticks, first) : bisect_right(ticks, last)]
    px = max(last - first, 1) / max(width // 12, 1)  # 12 px each
    merged: dict[tuple[int, bool], dict[str, Any]] = {}
    for one in part:
        place = int((one["tick"] - first) / px), one["kind"] == "event"
        mark = merged.get(place)
        if mark is None:
            merged[place] = {**one, "count": 1, "more": []}
        else:
            mark["count"] += 1
            if len(mark["more"]) < 5:
                mark["more"].append(f"tick {one['tick']:,}: {one['text']}")
    return list(merged.values())


def latest(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the table: the latest ones, the newest first."""
    return list(reversed(found[-_MOST_ROWS:]))
