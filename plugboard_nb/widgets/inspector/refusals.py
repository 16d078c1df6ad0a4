"""Changes that turned out not to be possible, until somebody has seen them or tried again."""

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.process.changes import Change
from plugboard_nb.widgets.inspector.text import line

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline

__all__ = ["Refusals"]


class _Refusal(NamedTuple):
    change: Change
    reason: str
    made: int  # how often the same had been changed by then


class Refusals:
    """What one view tells of the changes that a timeline has rejected.

    Attributes:
        count: Another one whenever something has changed here.
    """

    def __init__(self) -> None:
        self._read = 0  # of those that the timeline has rejected
        self._open: dict[str, _Refusal] = {}
        self.count = 0

    def look(self, timeline: "Timeline") -> dict[str, str]:
        """Read what is new; return what was to be changed → why it was not."""
        fresh = timeline.rejected[self._read :]
        self._read = len(timeline.rejected)
        if not fresh and not self._open:  # as nearly always
            return {}
        made = Counter(change.what for change in timeline.interventions)
        for what, refusal in list(self._open.items()):
            if made[what] > refusal.made:
                self.drop(what)
        for change, error in fresh:
            self._open[change.what] = _Refusal(change, str(error), made[change.what])
            self.count += 1
        return {what: refusal.reason for what, refusal in self._open.items()}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per refusal."""
        return [
            {
                "kind": change.kind,
                "what": what,
                "text": "" if change.kind == "release" else line(change.value, "None"),
                "reason": reason,
            }
            for what, (change, reason, _) in self._open.items()
        ]

    def drop(self, what: str) -> None:
        """Tell no more of one: it was seen, or the same is changed again."""
        if self._open.pop(what, None):
            self.count += 1
