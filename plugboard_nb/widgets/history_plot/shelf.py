"""The streams that a plot has read so far, by branch and field."""

from array import array
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.timeline.branch import common_tick
from plugboard_nb.widgets.history_plot.bands import word_of
from plugboard_nb.widgets.history_plot.track import Points, Track

if TYPE_CHECKING:
    from plugboard_nb.timeline import Branch, Timeline

__all__ = ["Shelf", "Sight", "departures", "last_of", "packed"]


class Sight(NamedTuple):
    """What is in sight: ticks *first* to *last*, *width* px wide."""

    first: int
    last: int
    width: int


class Shelf:
    """Streams by branch and field; each row of a history is read once.

    Args:
        timeline: Where the branches are.
    """

    def __init__(self, timeline: "Timeline") -> None:
        self._timeline = timeline
        self._tracks: dict[tuple[Branch, str], Track] = {}
        self._drawn: dict[tuple[Branch, str], tuple[Any, dict[str, Any]]] = {}
        self._measured: dict[str, tuple[Any, dict[str, Any]]] = {}
        self.words: dict[str, dict[str, int]] = {}

    def track(self, branch: "Branch", field: str) -> Track:
        """Return a stream, read as far as the branch has come."""
        track = self._tracks.get((branch, field))
        if track is None:
            words = self.words.setdefault(field, {})
            track = self._tracks[branch, field] = Track(field, words)
        if track.until != last_of(self._timeline, branch):
            track.read(branch.history)
        return track

    def keep(self, branches: Iterable["Branch"], fields: Iterable[str]) -> None:
        """Let go of all but these."""
        kept = {(branch, field) for branch in branches for field in fields}
        for key in self._tracks.keys() - kept:
            del self._tracks[key]
            self._drawn.pop(key, None)

    def drawn(self, branch: "Branch", field: str, sight: Sight, since: int | None) -> Any:
        """Return what the page draws of a stream, packed.

        Args:
            branch: The branch.
            field: The field.
            sight: What is in sight.
            since: The tick at which the branch left another that is drawn too.
        """
        track = self.track(branch, field)
        key = sight, since, track.until, track.rows
        known = self._drawn.get((branch, field))
        if known is not None and known[0] == key:
            return known[1]
        if (since or 0) > sight.last or not track.rows:
            points = Points(array("q"), array("d"), True, track.until)
        else:
            begin = max(sight.first, since or 0)
            points = track.points(branch.history, begin, sight.last, sight.width)
        made = packed(points, since, track.stepped)
        self._drawn[branch, field] = key, made
        return made

    def measured(self, field: str, data: tuple[Any, Any], sight: Sight) -> dict[str, Any]:
        """Return what the page draws of measured values, packed."""
        from bisect import bisect_left, bisect_right

        from plugboard_nb.widgets.history_plot.peaks import thinned

        key = sight, id(data)
        known = self._measured.get(field)
        if known is not None and known[0] == key:
            return known[1]
        ticks, values = data
        part = slice(bisect_left(ticks, sight.first), bisect_right(ticks, sight.last))
        ticks, values = _rows_of(ticks[part]), _rows_of(values[part])
        made = packed(Points(*thinned(ticks, values, sight.width), True, 0), None, False)
        self._measured[field] = key, made
        return made

    def value(self, branch: "Branch", field: str, tick: int) -> str | None:
        """Return the value at *tick* as a text; ``None`` where the branch has no such tick."""
        if tick > last_of(self._timeline, branch):
            return None
        history = branch.history
        if field not in history:  # before the first start
            return word_of(None)
        if 0 < tick < history.first_tick:
            return "no longer remembered"
        return word_of(history.value(field, tick))


def _rows_of(values: Any) -> Any:
    try:
        import numpy as np
    except ImportError:
        return values
    return np.asarray(values)


def last_of(timeline: "Timeline", branch: "Branch") -> int:
    """Return the last tick of *branch*, also while it goes on."""
    if branch is timeline.branch:
        return max(branch.last_tick, timeline.tick)
    return branch.last_tick


def departures(branches: list["Branch"]) -> Mapping["Branch", int]:
    """Return for branches in order of creation, but the first, where they leave those before."""
    return {
        later: max(common_tick(later.path(), earlier.tip) for earlier in branches[:at])
        for at, later in enumerate(branches)
        if at
    }


def packed(points: Points, since: int | None, stepped: bool) -> dict[str, Any]:
    """Return points as bytes of doubles.

    Args:
        points: The points.
        since: The tick at which the branch left another, ``None`` if it is drawn from its start.
        stepped: Whether values hold until the next one; then nothing is drawn before *since*.
    """
    ticks = _doubles(points.ticks)
    if since is not None and stepped and len(ticks) and ticks[0] < since:
        ticks[0] = since
    return {
        "ticks": ticks.tobytes(),
        "values": _doubles(points.values).tobytes(),
        "exact": points.exact,
        "until": points.until,
        "since": since,
    }


def _doubles(values: Any) -> Any:
    try:
        import numpy as np
    except ImportError:
        return array("d", values)
    return np.array(values, "float64")
