"""Changes that turned out not to be possible, until somebody has seen them or tried again."""

from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.process.changes import Change
from plugboard_nb.widgets.inspector_text import line

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline

__all__ = ["Refusals"]


class _Refusal(NamedTuple):
    change: Change
    reason: str
    made: int  # how often the same had been changed by then


class Refusals:
    """What one view tells of the changes that a timeline has rejected."""

    def __init__(self) -> None:
        self._read = 0
        self._open: dict[str, _Refusal] = {}
        self.count = 0  #: another one whenever something has changed here

    def look(self, timeline: "Timeline") -> dict[str, str]:
        """Read what is new; return what was to be changed → why it was not."""
        made = [change.what for change in timeline.interventions] if self._open else []
        for what, refusal in list(self._open.items()):
            if made.count(what) > refusal.made:
                self.drop(what)
        for change, error in timeline.rejected[self._read :]:
            times = sum(each.what == change.what for each in timeline.interventions)
            self._open[change.what] = _Refusal(change, str(error), times)
            self.count += 1
        self._read = len(timeline.rejected)
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
        """Tell no more of one, as the same is changed again."""
        if self._open.pop(what, None):
            self.count += 1

    def forget(self) -> None:
        """Tell of none of them any more."""
        self._open.clear()
        self.count += 1
