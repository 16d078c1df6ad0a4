"""Past: what a timeline tells about what happened, without touching the process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import TimelineError
from plugboard_nb.graph import Wiring, tick_order
from plugboard_nb.history import History
from plugboard_nb.process import Process
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.timeline.branch import (
    Branch,
    Intervention,
    Position,
    changes_on,
    common_tick,
    whole_number,
)
from plugboard_nb.timeline.comparison import Comparison, compare_histories
from plugboard_nb.timeline.condition import Condition
from plugboard_nb.timeline.feeds import Feeds
from plugboard_nb.timeline.head import Head
from plugboard_nb.timeline.moment import Moment

if TYPE_CHECKING:
    from plugboard_nb.timeline.timeline import Timeline

__all__ = ["Origin", "Past", "Usage"]


@dataclass
class Origin:
    """The settings with which a process began, before any intervention.

    Attributes:
        parameters: Component → its parameters.
        own: Component → those parameters that the process's do not reach.
        initial_values: ``"component.field"`` → values before those of its connectors.
    """

    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    own: dict[str, set[str]] = field(default_factory=dict)
    initial_values: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, process: Process) -> "Origin":
        """Read the settings off a process that is about to take its first step."""
        parts = process.components.items()
        return cls(
            {name: dict(part.parameters) for name, part in parts},
            {name: set(part._pb_settings.own) for name, part in parts},
            {f"{n}.{f}": list(v) for n, part in parts for f, v in part.io.initial_values.items()},
        )


@dataclass(frozen=True)
class Usage:
    """What a timeline takes of memory, in bytes, and what it can do with it.

    Attributes:
        history: The record of all branches.
        keyframes: The snapshots.
        max_bytes: The limit for both together.
        oldest_tick: The oldest tick that can be looked at on the present branch.
        keyframe_ticks: The ticks of its keyframes.
        longest_replay: The most ticks that a rewind on it has to take again.
    """

    history: int
    keyframes: int
    max_bytes: int
    oldest_tick: int
    keyframe_ticks: list[int]
    longest_replay: int

    @property
    def total(self) -> int:
        """History and keyframes together."""
        return self.history + self.keyframes

    def __repr__(self) -> str:
        parts = f"history {_bytes(self.history)}, keyframes {_bytes(self.keyframes)}"
        return (
            f"<Usage of memory: {parts}, at most {_bytes(self.max_bytes)} together; "
            f"remembers from tick {self.oldest_tick:,} on; "
            f"a rewind replays {self.longest_replay:,} ticks at most>"
        )


class Past:
    """The reading half of a timeline."""

    _process: Process
    _head: Head
    _origin: Origin

    def _prepare(self, process: Process) -> None:
        self._process = process
        wiring = Wiring.of(process.components.values(), process.connectors.values())
        self._feeds = Feeds.of(wiring)
        self._wiring = wiring

    # Where it is ---------------------------------------------------------------------------

    @property
    def process(self) -> Process:
        """The process that is driven."""
        return self._process

    @property
    def tick(self) -> int:
        """The tick at which the head is."""
        return self._head.shown.tick

    @property
    def branch(self) -> Branch:
        """The branch on which the head is."""
        return self._head.branch

    @property
    def branches(self) -> dict[str, Branch]:
        """Name → branch, in order of creation."""
        return self._head.branches

    @property
    def history(self) -> History:
        """The record of the present branch, with what lies behind the head after a rewind."""
        return self.branch.history

    @property
    def interventions(self) -> list[Intervention]:
        """What was changed on the way to the head, in order."""
        return changes_on(self._head.shown)

    def _branch(self, branch: "Branch | str | None") -> Branch:
        if branch is None:
            return self.branch
        if isinstance(branch, Branch):
            if self.branches.get(branch.name) is not branch:
                raise TimelineError(f"branch {branch.name!r} is deleted or of another timeline")
            return branch
        if branch not in self.branches:
            raise TimelineError(
                f"there is no branch {branch!r}; there are {list(self.branches)}."
                f"{did_you_mean(str(branch), self.branches)}"
            )
        return self.branches[branch]

    def _history_of(self, branch: Branch) -> History:
        return self._head.history_of(branch)

    # Looking -------------------------------------------------------------------------------

    def view(self, tick: int | None = None, branch: "Branch | str | None" = None) -> Moment:
        """Return all that is known of the moment after *tick*; nothing changes.

        Args:
            tick: By default where the head is, or the last one of *branch*.
            branch: By default the present one.

        Raises:
            IndexError: There is no such tick, or it is no longer remembered; then ``rewind``
                computes it again.
        """
        chosen = self._branch(branch)
        if tick is None:
            position = self._head.shown if branch is None else chosen.tip
        else:
            position = chosen.position(tick)
        here = position == self._head.position and not self._head.away
        history = self._head.history if here else chosen.history
        changes = changes_on(position)
        return Moment.of(
            position.tick,
            chosen.name,
            history,
            self._feeds,
            self._initial_values(changes),
            self._parameters(changes),
            [change for change in changes if change.tick == position.tick],
        )

    def _parameters(self, changes: Iterable[Intervention]) -> Mapping[str, Mapping[str, Any]]:
        """Return the parameters of all components after *changes*."""
        found = {name: dict(values) for name, values in self._origin.parameters.items()}
        for change in changes:
            component, _, name = change.what.partition(".")
            if change.kind != "set":
                continue
            if name:
                if name in found[component]:
                    found[component][name] = change.new
                continue
            for other, values in found.items():
                if component not in self._origin.own.get(other, ()):
                    values[component] = change.new
        return found

    def _initial_values(self, changes: Iterable[Intervention]) -> Mapping[str, list[Any]]:
        found = dict(self._origin.initial_values)
        found.update({c.what: list(c.new) for c in changes if c.kind == "initial"})
        return found

    def find(
        self,
        condition: str,
        before: int | None = None,
        after: int | None = None,
        branch: "Branch | str | None" = None,
    ) -> Any:
        """Return the ticks of the record at which *condition* holds.

        Args:
            condition: Such as ``"tank.temperature > 61"``; see :class:`Condition`.
            before: Look backwards from this tick, itself left out: the nearest tick comes first.
            after: Look forwards from this tick, itself left out.
            branch: By default the present one, with what lies behind the head after a rewind.

        Returns:
            An array of ticks; ascending, unless only *before* is given.

        Raises:
            ConditionError: The condition cannot be read; the message points at the column.
        """
        history = self._branch(branch).history
        first = None if after is None else whole_number("after", after) + 1
        last = None if before is None else whole_number("before", before) - 1
        ticks = Condition(condition, history.fields).ticks(history, first, last)
        return ticks[::-1] if before is not None and after is None else ticks

    def compare(
        self,
        other: "Branch | str | Timeline",
        fields: str | Iterable[str] | None = None,
        rtol: float = 0.0,
        atol: float = 0.0,
        branch: "Branch | str | None" = None,
        first: int | None = None,
        last: int | None = None,
    ) -> Comparison:
        """Compare a branch, by default the present one, with another branch or timeline.

        Args:
            other: A branch, its name, or a timeline, which stands for its present branch.
            fields: Fields or patterns such as ``"tank.*"``; all by default.
            rtol: Relative tolerance.
            atol: Absolute tolerance.
            branch: The branch to begin with.
            first: The first tick to compare.
            last: The last one.
        """
        mine = self._branch(branch)
        theirs = other.branch if isinstance(other, Past) else self._branch(other)
        names = (mine.name, theirs.name)
        pair = mine.history, theirs.history
        return compare_histories(*pair, names, fields, rtol, atol, first, last)

    def plot(self, fields: Any = None, branches: Iterable[Any] | None = None, **kwargs: Any) -> Any:
        """Plot branches over each other; see :func:`plugboard_nb.plotting.plot_branches`.

        Args:
            fields: Fields or patterns; chosen by default.
            branches: Branches or their names; all by default.
            kwargs: Passed on.
        """
        from plugboard_nb.plotting import plot_branches

        chosen = [self._branch(b) for b in (self.branches if branches is None else branches)]
        chosen.sort(key=lambda branch: branch.number)
        histories = {branch.name: branch.history for branch in chosen}
        departures = {
            later.name: max(common_tick(later.path(), earlier.tip) for earlier in chosen[:i])
            for i, later in enumerate(chosen)
            if i
        }
        return plot_branches(histories, fields, departures=departures, **kwargs)

    @property
    def usage(self) -> Usage:
        """What the timeline takes of memory."""
        head = self._head
        rows = head.history.nbytes + sum(history.nbytes for history in head.rows_kept())
        position = Position(self.branch, self.branch.last_tick, len(self.branch._log))
        ticks = sorted({frame.tick for _, frame in head.album.before(position)})
        reach = [*ticks, self.branch.last_tick]
        gaps = [later - earlier for earlier, later in pairwise(reach)]
        return Usage(
            rows,
            head.album.nbytes,
            self._max_bytes,
            self.history.first_tick if self.history.first_tick > 1 else 0,
            ticks,
            max(gaps, default=0),
        )

    _max_bytes: int

    def _order_of_tick(self) -> list[str]:
        return tick_order(self._wiring)


def _bytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"
