"""Branches: the tree of what happened, and of what happened instead."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.engine.snapshot import Snapshot
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.history import History, cut_off, digest, join

if TYPE_CHECKING:
    from plugboard_nb.timeline.drive import Until
    from plugboard_nb.timeline.moment import Moment
    from plugboard_nb.timeline.stop import Stop
    from plugboard_nb.timeline.timeline import Timeline

__all__ = [
    "NOTHING",
    "Branch",
    "Intervention",
    "Keyframe",
    "Position",
    "Span",
    "changes_on",
    "common_tick",
    "end_of_group",
    "whole_number",
]


class _Nothing:
    """What was not given."""

    def __repr__(self) -> str:
        return "<nothing>"


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Intervention:
    """One change to the model, effective from tick ``tick + 1`` on.

    Attributes:
        tick: The last tick before it.
        kind: ``"set"``, ``"hold"``, ``"release"`` or ``"initial"``.
        what: ``"component.name"``, or the bare name of a parameter of the process.
        old: What was there before.
        new: What is there since.
        when: Moment at which somebody asked for it, UTC, ISO 8601.
        together: Whether it was made in one with the one before it.
    """

    tick: int
    kind: str
    what: str
    old: Any
    new: Any
    when: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    together: bool = False


class Keyframe(NamedTuple):
    """A snapshot on a branch, taken when the first *applied* interventions of it were made.

    One that comes from a file is *loaded*: whether it fits is seen when it is put back.
    """

    tick: int
    applied: int
    snapshot: Snapshot
    loaded: bool = False


class Position(NamedTuple):
    """A point on a branch: after *tick*, with its first *applied* interventions made."""

    branch: "Branch"
    tick: int
    applied: int


class Span(NamedTuple):
    """The part of a path that one branch contributes: ticks after *first* up to *last*.

    Attributes:
        branch: Whose ticks they are.
        first: The tick before the first of them.
        last: The last of them.
        applied: How many of the branch's interventions belong to the path.
    """

    branch: "Branch"
    first: int
    last: int
    applied: int


class Branch:
    """One line of events: a past shared with its parent, and ticks of its own.

    Attributes:
        name: Unique among the branches of the timeline.
        parent: The branch it left, ``None`` for the first one.
        departure: The last tick it shares with its parent.
        number: Order of creation, counted from 0.
        created: When, UTC, ISO 8601.
        last_tick: The last tick recorded.
    """

    def __init__(
        self, timeline: "Timeline", name: str, start: Position | None, number: int
    ) -> None:
        self._timeline = timeline
        self.name = name
        self.parent = start.branch if start else None
        self.departure = start.tick if start else 0
        self._inherited = start.applied if start else 0
        self.number = number
        self.created = datetime.now(UTC).isoformat(timespec="seconds")
        self.last_tick = self.departure
        self._log: list[Intervention] = []
        self._founding = 0  # how many of them it began with
        self._keyframes: list[Keyframe] = []
        # Ticks of its own that the process's history does not hold at present.
        self._rest: History | None = None

    def __repr__(self) -> str:
        origin = "" if self.parent is None else f" from {self.parent.name!r} at {self.departure}"
        return f"<Branch {self.name!r}{origin}, up to tick {self.last_tick}>"

    # What it tells -------------------------------------------------------------------------

    @property
    def tip(self) -> Position:
        """Its end, with all that was changed there."""
        return Position(self, self.last_tick, len(self._log))

    @property
    def interventions(self) -> list[Intervention]:
        """All changes on the way to its last tick, those before its departure included."""
        return changes_on(self.tip)

    @property
    def children(self) -> "list[Branch]":
        """The branches that left this one."""
        return [other for other in self._timeline.branches.values() if other.parent is self]

    @property
    def history(self) -> History:
        """The record from the first tick on to the last one of this branch."""
        return self._timeline._history_of(self)

    def digest(self) -> str:
        """Return a fingerprint of all it recorded: values, events and interventions."""
        changes = [(c.tick, c.kind, c.what, c.new) for c in self.interventions]
        return f"{digest(self.history, self.last_tick)}{hash_of(changes)}"

    def position(self, tick: int) -> Position:
        """Return where on the way to this branch *tick* is, before any change made after it.

        The last tick of the branch is its :attr:`tip`; what ``fork`` was told belongs to its first.

        Raises:
            IndexError: The branch has no such tick.
        """
        tick = whole_number("tick", tick)
        if not 0 <= tick <= self.last_tick:
            raise IndexError(
                f"branch {self.name!r} has no tick {tick}; it has ticks 0 to {self.last_tick}"
            )
        if tick == self.last_tick:
            return self.tip
        if tick == self.departure and self._founding:
            return Position(self, tick, self._founding)
        for span in self.path():
            if tick <= span.last and (tick > span.first or span.branch.parent is None):
                log = span.branch._log[: span.applied]
                return Position(span.branch, tick, sum(c.tick < tick for c in log))
        raise AssertionError(f"no span of {self.name!r} holds tick {tick}")

    def path(self, position: Position | None = None) -> list[Span]:
        """Return the spans from the very start to *position*, by default to the tip."""
        branch, tick, applied = position or self.tip
        spans = [Span(branch, branch.departure, tick, applied)]
        while branch.parent is not None:
            branch, tick, applied = branch.parent, branch.departure, branch._inherited
            spans.append(Span(branch, branch.departure, tick, applied))
        spans.reverse()
        return spans

    def view(self, tick: int | None = None) -> "Moment":
        """Return the moment after *tick* on this branch; see :meth:`Timeline.view`."""
        return self._timeline.view(tick, branch=self)

    # What it does --------------------------------------------------------------------------

    async def step(self, n: int = 1) -> "Stop":
        """Advance this branch by *n* ticks, then put the head back where it was."""
        return await self._timeline._advance_branch(self, ticks=n)

    async def run(self, ticks: int | None = None, until: "Until" = None) -> "Stop":
        """Advance this branch as :meth:`Timeline.run` does, then put the head back."""
        return await self._timeline._advance_branch(self, ticks=ticks, until=until)

    def set(self, what: Any, value: Any = NOTHING) -> None:
        """Change the model at the end of this branch; see :meth:`Timeline.set`."""
        self._timeline._intervene_on(self, "set", what, value)

    def hold(self, output: str, value: Any) -> None:
        """Hold an output from the end of this branch on; see :meth:`Timeline.hold`."""
        self._timeline._intervene_on(self, "hold", output, value)

    def release(self, output: str) -> None:
        """End a hold at the end of this branch; see :meth:`Timeline.release`."""
        self._timeline._intervene_on(self, "release", output, None)

    # Its rows ------------------------------------------------------------------------------

    def _take_rows(self, rows: History) -> None:
        """Put *rows*, which come before those it keeps, into its own keeping."""
        if self._rest is not None:
            join(rows, self._rest)
        self._rest = rows if rows.last_tick >= rows.first_tick else None

    def _give_rows(self, last: int) -> History | None:
        """Take the rows up to tick *last* out of its keeping and return them."""
        rest = self._rest
        if rest is None or rest.first_tick > last:
            return None
        later = cut_off(rest, last)
        self._rest = later if later.last_tick >= later.first_tick else None
        return rest


def changes_on(position: Position) -> list[Intervention]:
    """Return all interventions on the way to *position*, in order."""
    spans = position.branch.path(position)
    return [change for span in spans for change in span.branch._log[: span.applied]]


def end_of_group(changes: Sequence[Intervention], start: int) -> int:
    """Return the index after the last change that was made in one with ``changes[start]``."""
    end = start + 1
    while end < len(changes) and changes[end].together and changes[end].tick == changes[start].tick:
        end += 1
    return end


def common_tick(path: list[Span], position: Position) -> int:
    """Return the last tick that *path* and the way to *position* have in common."""
    shared = 0
    for mine, theirs in zip(path, position.branch.path(position), strict=False):
        if mine.branch is not theirs.branch:
            break
        shared = min(mine.last, theirs.last)
        if mine.last != theirs.last:
            break
    return shared


def hash_of(value: Any) -> str:
    """Return a short fingerprint of plain data."""
    import hashlib

    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def whole_number(name: str, value: Any, least: int | None = None) -> int:
    """Return *value* as an int, which it must be, Python's or numpy's.

    Raises:
        ValidationError: It is something else, or less than *least*.
    """
    try:
        found = operator.index(value)
    except TypeError:
        found = None
    if found is None or isinstance(value, bool) or (least is not None and found < least):
        limit = "" if least is None else f", {least} or more"
        raise ValidationError(f"{name} is {value!r}; it must be a whole number{limit}")
    return found
