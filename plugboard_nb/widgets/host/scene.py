"""What is to be shown at one moment: made once for all views, between two ticks."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from plugboard_nb.schemas import Status
from plugboard_nb.timeline.branch import Branch
from plugboard_nb.timeline.moment import Moment

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline
    from plugboard_nb.widgets.host.host import Host

__all__ = ["Scene"]


class Scene:
    """What all views of a timeline show at one moment.

    Attributes:
        host: Whose scene it is.
        timeline: What is shown.
        branch: The branch shown.
        tick: The tick shown.
        live: Whether that is the head, not the past.
        news: What has changed since the scene before: ``"tick"``, ``"branch"``,
            ``"interventions"``, ``"error"``, ``"view"``, ``"select"``, ``"structure"``.
        now: What every view is told; see ``frontend/src/common/types.js``.
    """

    def __init__(self, host: "Host", news: frozenset[str], seq: int, stuck: Any = None) -> None:
        self.host, self.timeline, self.news = host, host.timeline, news
        self.branch, self.tick, self.live = self._place()
        self.now = self._now(seq, stuck)

    def _place(self) -> tuple[Branch, int, bool]:
        timeline, viewed = self.timeline, self.host.viewed
        if viewed is not None:
            branch, tick = viewed
            if timeline.branches.get(branch.name) is branch and tick <= branch.last_tick:
                return branch, tick, False
            self.host.viewed = None  # it was deleted
        return timeline.branch, timeline.tick, True

    @cached_property
    def moment(self) -> Moment:
        """All that is known of it; where it is no longer remembered, the oldest that is."""
        return self._moment(self.tick)

    @cached_property
    def before(self) -> Moment | None:
        """The moment one tick earlier, ``None`` at tick 0 or where that is not remembered."""
        if not self.tick:
            return None
        try:
            return self._view(self.tick - 1)
        except IndexError:
            return None

    def _moment(self, tick: int) -> Moment:
        try:
            return self._view(None if self.live else tick)
        except IndexError:
            return self._view(max(tick, self.timeline.usage.oldest_tick))

    def _view(self, tick: int | None) -> Moment:
        return self.timeline.view(tick, None if self.live else self.branch)

    def _now(self, seq: int, stuck: Any) -> dict[str, Any]:
        host, timeline = self.host, self.timeline
        process, stop = timeline.process, host.stop
        first = timeline.history.first_tick
        return {
            "seq": seq,
            "process": process.name,
            "kind": type(process).__name__,
            "seed": process.seed,
            "components": len(process.components),
            "tick": timeline.tick,
            "first": first if first > 1 else 0,
            "last": max(self.branch.last_tick, self.tick),
            "shown": self.tick,
            "viewing": not self.live,
            "branch": self.branch.name,
            "head_branch": timeline.branch.name,
            "status": str(process.status) if self.live else self.moment.status,
            "running": host.running,
            "doing": host.doing,
            "stop": None if stop is None else stop._asdict(),
            "goal": host.goal,
            "from": host.began_at,
            "pace": timeline.pace,
            "fps": host.fps,
            "rate": host.rate,
            "cut": not (host.doing or process.at_boundary or process.status is Status.FAILED),
            "trouble": "" if host.doing else _trouble(timeline),
            "stuck": stuck,
            "selected": host.selected,
            "queue": host.waiting,
        }


def _trouble(timeline: "Timeline") -> str:
    """Return why the head cannot go on although no tick has failed."""
    process = timeline.process
    if process.status is Status.FAILED:
        return "" if process.is_initialised else "start"
    if not (timeline._ready and process.is_initialised and process.at_boundary):
        return ""
    return "moved" if process.tick != timeline.tick or timeline._head.away else ""
