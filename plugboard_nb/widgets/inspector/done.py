"""The list of what was done to a timeline: interventions, forks, what is still to come."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.branch import Branch, Intervention, Span, changes_on
from plugboard_nb.widgets.inspector.past import UNKNOWN, before
from plugboard_nb.widgets.inspector.text import line

if TYPE_CHECKING:
    from plugboard_nb.process.changes import Change
    from plugboard_nb.timeline import Timeline

__all__ = ["asked_for", "done", "signature"]

_MOST = 200  # rows that are sent, the last ones
_DRAG_S = 2.0  # changes of one thing that are closer together belong to one movement of a hand
_VERBS = {"hold": "hold ", "initial": "initial values of ", "release": "release "}

Row = dict[str, Any]


def signature(timeline: "Timeline", branch: Branch) -> Any:
    """Return what is another one whenever :func:`done` or :func:`asked_for` is."""
    tree = [(b.name, b.departure, len(b._log)) for b in timeline.branches.values()]
    head = timeline._head.shown
    place = branch.name, timeline.branch.name, head.branch.name, head.applied
    return tree, place, list(map(id, timeline.pending))


def done(timeline: "Timeline", branch: Branch) -> list[Row]:
    """Return a row per thing done on the way to the end of *branch*, in order of ticks.

    ``kind`` of a row is that of an intervention, ``"fork"`` where this branch left another, or
    ``"branch"`` where another left it. ``number`` is that of the intervention before which an undo
    goes, ``None`` where there is nothing to undo from the head; see ``Row`` in words.js.
    """
    return _Done(timeline, branch).rows()[-_MOST:]


def asked_for(changes: "Sequence[Change]") -> list[Row]:
    """Return rows for changes that wait for the tick boundary, the last one of each thing."""
    latest = {(change.kind == "set", change.what): change for change in changes}
    return [
        {"kind": kind, "what": what, "text": "" if kind == "release" else line(value, "None")}
        for kind, what, value in latest.values()
    ]


class _Done:
    """What was done on the way to the end of a branch."""

    def __init__(self, timeline: "Timeline", branch: Branch) -> None:
        self._timeline, self._path = timeline, branch.path()
        self._changes = changes_on(branch.tip)
        # So many of them are on the way to the head, too, and can be undone there.
        self._reach = len(timeline.interventions) if branch is timeline.branch else 0

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        start = 0
        for span in self._path:
            stop = start + len(span.branch._log[: span.applied])
            founding = 0
            if span.branch.parent is not None:
                founding = span.branch._founding
                rows.append(self._fork(span.branch, start, start + founding))
            own = [*self._interventions(start + founding, stop), *self._departures(span)]
            rows += sorted(own, key=lambda row: int(row["tick"]))
            start = stop
        return rows

    def _interventions(self, start: int, stop: int) -> Iterator[Row]:
        """Yield a row for each of the interventions, or for several of one movement."""
        changes, number = self._changes, start
        while number < stop:
            end = number + 1
            while end < stop and _is_same_movement(changes[end - 1], changes[end]):
                end += 1
            first, last = changes[number], changes[end - 1]
            row = _row(first.tick, first.kind, first.what, self._text(number, last))
            row |= {"last": last.tick, "index": number, "count": end - number}
            yield row | {"number": self._undo(number)}
            number = end

    def _fork(self, branch: Branch, start: int, stop: int) -> Row:
        """Return the row of a departure, together with what the branch began with."""
        assert branch.parent is not None
        began = [
            f"{_VERBS.get(change.kind, '')}{change.what} {self._text(number, change)}"
            for number, change in enumerate(self._changes[start:stop], start)
        ]
        row = _row(branch.departure, "fork", branch.name, "; ".join(began))
        row |= {"parent": branch.parent.name, "index": start}
        return row | {"number": self._undo(start) if len(began) == 1 else None}

    def _departures(self, span: Span) -> Iterator[Row]:
        """Yield rows for the branches that left the path on *span*."""
        on_path = {each.branch for each in self._path}
        for child in span.branch.children:
            if child not in on_path and span.first <= child.departure <= span.last:
                row = _row(child.departure, "branch", child.name)
                yield row | {"parent": span.branch.name}

    def _undo(self, number: int) -> int | None:
        return number if number < self._reach else None

    def _text(self, number: int, last: Intervention) -> str:
        """Return what became of it by the changes from *number* to *last*."""
        new = line(last.new, "None")
        if last.kind in ("set", "initial"):
            old = before(self._timeline, self._changes, number)
            return f"{'' if old is UNKNOWN else line(old, 'None')} → {new}".strip()
        return f"at {new}" if last.kind == "hold" else ""


def _row(tick: int, kind: str, what: str, text: str = "") -> Row:
    about = {"tick": tick, "last": tick, "kind": kind, "what": what, "text": text}
    return {**about, "number": None, "index": None, "count": 1}


def _is_same_movement(one: Intervention, other: Intervention) -> bool:
    """Whether somebody changed the same thing again at once, as by dragging a slider."""
    if (one.kind, one.what) != (other.kind, other.what) or other.together:
        return False
    apart = datetime.fromisoformat(other.when) - datetime.fromisoformat(one.when)
    return one.kind == "set" and 0 <= apart.total_seconds() <= _DRAG_S
