"""The list of what was done to a timeline: interventions, forks, what is still to come."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.branch import Branch, Intervention, Span, changes_on
from plugboard_nb.widgets.inspector_past import UNKNOWN, before
from plugboard_nb.widgets.inspector_text import line

if TYPE_CHECKING:
    from plugboard_nb.process.changes import Change
    from plugboard_nb.timeline import Timeline

__all__ = ["asked_for", "done", "signature", "transition"]

_MOST = 200  # rows that are sent, the last ones
_DRAG_S = 2.0  # changes of one thing that are closer together belong to one movement of a hand
_ARROW = " → "

Row = dict[str, Any]


def signature(timeline: "Timeline", branch: Branch) -> Any:
    """Return what is another one whenever :func:`done` is."""
    tree = [(b.name, b.departure, len(b._log)) for b in timeline.branches.values()]
    head = timeline._head.shown
    place = branch.name, timeline.branch.name, head.branch.name, head.applied
    return tree, place, list(map(id, timeline.pending)), len(timeline.rejected)


def done(timeline: "Timeline", branch: Branch) -> list[Row]:
    """Return a row per thing done on the way to the end of *branch*, in order of ticks.

    A row has ``tick``, ``kind``, ``what``, ``text`` and ``number``: the intervention before which
    an undo goes, ``None`` where there is nothing to undo from the head. ``kind`` is that of an
    intervention, ``"fork"`` where this branch left another, or ``"branch"`` where another left it.
    """
    changes = changes_on(branch.tip)
    reach = len(timeline.interventions) if branch is timeline.branch else 0
    rows: list[Row] = []
    number = 0
    spans = branch.path()
    for place, span in enumerate(spans):
        last = len(spans) == place + 1
        own = span.branch._log if last else span.branch._log[: span.applied]
        founding = span.branch._founding if span.branch.parent else 0
        if span.branch.parent is not None:
            rows.append(_fork(timeline, span.branch, changes, number, founding, reach))
        stop = number + len(own)
        mine = list(_interventions(timeline, changes, number + founding, stop, reach))
        rows += sorted([*mine, *_departures(span, branch)], key=lambda row: int(row["tick"]))
        number = stop
    return rows[-_MOST:]


def asked_for(changes: "Sequence[Change]") -> list[Row]:
    """Return rows for changes that wait for the tick boundary, the last one of each thing."""
    latest = {(change.kind == "set", change.what): change for change in changes}
    return [
        {
            "kind": c.kind,
            "what": c.what,
            "text": "" if c.kind == "release" else line(c.value, "None"),
        }
        for c in latest.values()
    ]


def transition(old: Any, new: Any) -> str:
    """Return ``old → new``."""
    there = line(new, "None")
    return f"{'' if old is UNKNOWN else line(old, 'None')}{_ARROW}{there}".strip()


def _interventions(
    timeline: "Timeline", changes: Sequence[Intervention], start: int, stop: int, reach: int
) -> Iterator[Row]:
    """Yield a row for each of the interventions from *start* on, or for several of one movement."""
    number = start
    while number < stop:
        first, end = changes[number], number + 1
        while end < stop and _same_movement(changes[end - 1], changes[end]):
            end += 1
        last = changes[end - 1]
        undo = number if number < reach else None
        yield {
            "tick": first.tick,
            "last": last.tick,
            "kind": first.kind,
            "what": first.what,
            "text": _text(timeline, changes, number, last),
            "number": undo,
            "index": number,
            "count": end - number,
            "when": first.when,
        }
        number = end


def _same_movement(one: Intervention, other: Intervention) -> bool:
    """Whether somebody changed the same thing again at once, as by dragging a slider."""
    if (one.kind, one.what) != (other.kind, other.what) or other.together:
        return False
    apart = datetime.fromisoformat(other.when) - datetime.fromisoformat(one.when)
    return one.kind == "set" and 0 <= apart.total_seconds() <= _DRAG_S


def _text(
    timeline: "Timeline", changes: Sequence[Intervention], number: int, last: Intervention
) -> str:
    kind = last.kind
    if kind in ("set", "initial"):
        return transition(before(timeline, changes, number), last.new)
    return f"at {line(last.new, 'None')}" if kind == "hold" else ""


def _fork(
    timeline: "Timeline",
    branch: Branch,
    changes: Sequence[Intervention],
    number: int,
    founding: int,
    reach: int,
) -> Row:
    """Return the row of a departure, together with what the branch began with."""
    assert branch.parent is not None
    told = [
        f"{_verb(changes[i].kind)}{changes[i].what} {_text(timeline, changes, i, changes[i])}"
        for i in range(number, number + founding)
    ]
    return {
        "tick": branch.departure,
        "last": branch.departure,
        "kind": "fork",
        "what": branch.name,
        "text": "; ".join(told),
        "parent": branch.parent.name,
        "number": number if founding == 1 and number < reach else None,
        "index": number,
        "count": 1,
        "when": branch.created,
    }


def _departures(span: Span, shown: Branch) -> Iterator[Row]:
    """Yield rows for the branches that left the path on *span*."""
    on_path = {each.branch for each in shown.path()}
    for child in span.branch.children:
        if child not in on_path and span.first <= child.departure <= span.last:
            yield {
                "tick": child.departure,
                "last": child.departure,
                "kind": "branch",
                "what": child.name,
                "text": "",
                "parent": span.branch.name,
                "number": None,
                "index": None,
                "count": 1,
                "when": child.created,
            }


def _verb(kind: str) -> str:
    return {"hold": "hold ", "initial": "initial values of ", "release": "release "}.get(kind, "")
