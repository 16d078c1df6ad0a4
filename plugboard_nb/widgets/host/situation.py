"""Where a host is: what it shows, and how far the present advance has come."""

from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.branch import Branch
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.widgets.host.guard import Problem
from plugboard_nb.widgets.host.publisher import Rate

__all__ = ["Situation"]

_HITS = 1000  # of which as many are remembered


class Situation:
    """What a host shows, and what it remembers of its advances.

    Attributes:
        timeline: What is driven.
        viewed: Branch and tick of the past that is shown, ``None`` for the present.
        selected: The component selected, ``""`` for none.
        problem: What went wrong last, until somebody dismisses it.
        stop: Why the last advance ended.
        goal: The tick at which the present advance ends, where that is known.
        began_at: The tick at which the present or last advance began.
        hits: Branch, tick and text of all conditions and breakpoints that ended an advance.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._rate = Rate()
        self.viewed: tuple[Branch, int] | None = None
        self.selected = ""
        self.problem: Problem | None = None
        self.stop: Stop | None = None
        self.goal: int | None = None
        self.began_at = 0
        self.hits: list[tuple[Branch, int, str]] = []

    @property
    def rate(self) -> float:
        """Ticks per second, measured."""
        return self._rate.value

    def begin(self, ticks: int | None) -> None:
        """Note that an advance begins, of so many *ticks* if that is known."""
        tick = self.timeline.tick
        self.viewed, self.problem, self.stop = None, None, None
        self.began_at, self.goal = tick, None if ticks is None else tick + ticks
        self._rate.begin(tick)

    def end(self, stop: Stop) -> None:
        """Note why an advance has ended."""
        self.stop = stop
        if stop.reason in ("breakpoint", "until"):
            self.hits.append((self.timeline.branch, stop.tick, stop.text))
            del self.hits[:-_HITS]

    def arrive(self) -> None:
        """Note that the timeline has come to another place, which is shown."""
        self.viewed, self.problem, self.stop = None, None, None
