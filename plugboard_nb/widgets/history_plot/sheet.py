"""What a history plot has on display: fields in panels, branches, a range of ticks."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting.series import NUMBERS, WORDS
from plugboard_nb.widgets.history_plot.choice import (
    Arrangement,
    Panel,
    fields_known,
    grouped,
    resolved,
    suiting,
    suits,
    units_of,
)
from plugboard_nb.widgets.history_plot.shelf import Shelf, Sight, departures, last_of

if TYPE_CHECKING:
    from plugboard_nb.timeline import Branch, Timeline

__all__ = ["Sheet"]

_COLOURS = 7  # as many as --pb-series-* there are
_DASHES = 5
_MOST_BRANCHES = 7
_NARROWEST = 5  # ticks


class Sheet:
    """What is plotted of a timeline, and what the page is told of it.

    Args:
        timeline: The timeline.
        data: Field → measured ticks and values.

    Attributes:
        wanted: Fields as they were asked for, ``None`` for those chosen by default.
        branches_wanted: Names of the branches to show, ``None`` for as many as can be told apart.
        zoom: The ticks in sight, ``None`` for all.
        following: Whether it moves on with the last tick.
        width: Px that they share.
    """

    def __init__(self, timeline: "Timeline", data: Mapping[str, tuple[Any, Any]]) -> None:
        self.timeline, self.data = timeline, dict(data)
        self.shelf = Shelf(timeline)
        self.wanted: Any = None
        self.branches_wanted: list[str] | None = None
        self.zoom: tuple[int, int] | None = None
        self.following = False
        self.width = 600
        self.panels: list[Panel] = []
        self.left_out: dict[str, str] = {}
        self._slots: dict[str, int] = {}
        self._default: list[str] = []

    # What is on display --------------------------------------------------------------------

    @property
    def fields(self) -> list[str]:
        """All fields that are plotted."""
        return [name for panel in self.panels for name in panel.fields]

    def arrangement(self, shown: "Branch") -> Arrangement:
        """Return the fields that shall be plotted, those with measured values among them."""
        known = fields_known(self.timeline)
        if self.wanted is None:
            found = [self._by_default(shown, known)]
        else:
            found = resolved(self.wanted, known)
        present = {name for names in found for name in names}
        more = [name for name in self.data if name not in present and name in known]
        if not more:
            return found
        return [*found[:-1], [*found[-1], *more]] if len(found) == 1 else [*found, more]

    def _by_default(self, shown: "Branch", known: Sequence[str]) -> list[str]:
        """Choose fields as soon as there are values; stay with them as long as they suit."""
        if not last_of(self.timeline, shown):
            return []
        track, words = partial(self.shelf.track, shown), self.shelf.words
        there = [name for name in self._default if name in known]
        lost = not there or len(there) < len(self._default)
        if lost or not all(suits(track(name), words[name]) for name in there):
            self._default = suiting(known, track, words)
        return self._default

    def branches(self, shown: "Branch") -> list["Branch"]:
        """Return the branches that are drawn, in order of creation; *shown* is among them."""
        every = list(self.timeline.branches.values())
        if self.branches_wanted is None:
            others = [branch for branch in every if branch is not shown]
            found = [shown, *others[-(_MOST_BRANCHES - 1) :]]
        else:
            wanted = set(self.branches_wanted)
            found = [b for b in every if b.name in wanted or b is shown]
        return sorted(found, key=lambda branch: branch.number)

    def arrange(self, shown: "Branch") -> None:
        """Find out what is plotted now, and in which panels."""
        arrangement = self.arrangement(shown)
        branches = self.branches(shown)
        names = [name for part in arrangement for name in part]
        tracks = {name: self.shelf.track(shown, name) for name in names}
        self.left_out = {name: track.reason for name, track in tracks.items() if track.reason}
        kept = [[name for name in part if not tracks[name].reason] for part in arrangement]
        if len(kept) == 1 and len(branches) > 1:
            kept = [[name] for name in kept[0]]  # so that a colour is always a branch
        units = units_of(self.timeline, names)
        self.panels = grouped([part for part in kept if part], tracks, units, self.panels)
        self.shelf.keep(branches, [*names, *self._default])
        for name in [name for name in self._slots if name not in names]:
            del self._slots[name]
        for name in self.fields:
            taken = set(self._slots.values())
            free = (slot for slot in range(len(taken) + 1) if slot not in taken)
            self._slots.setdefault(name, next(free))

    # What the page is told -----------------------------------------------------------------

    def layout(self, shown: "Branch") -> dict[str, Any]:
        """Return panels and their series, branches, and what is left out."""
        drawn = self.branches(shown)
        units = units_of(self.timeline, self.fields)
        every = self.timeline.branches.values()
        return {
            "panels": [self._panel(panel, drawn, shown, units) for panel in self.panels],
            "branches": [
                {
                    "name": branch.name,
                    "colour": branch.number % _COLOURS,
                    "dash": branch.number % _DASHES,
                    "drawn": branch in drawn,
                    "shown": branch is shown,
                }
                for branch in every
            ],
            "left_out": [{"field": f, "reason": why} for f, why in self.left_out.items()],
            "chosen": self.wanted is not None,
        }

    def _panel(
        self, panel: Panel, drawn: Sequence["Branch"], shown: "Branch", units: Mapping[str, str]
    ) -> dict[str, Any]:
        several = len(drawn) > 1
        by_branch = several and len(panel.fields) == 1
        series = []
        for field in panel.fields:
            for branch in drawn:
                track = self.shelf.track(branch, field)
                if track.kind != panel.kind or track.reason:
                    continue
                slot = branch.number if by_branch else self._slots[field]
                series.append(
                    {
                        "id": f"{field}@{branch.number}",
                        "field": field,
                        "branch": branch.name,
                        "shown": branch is shown,
                        "unit": units.get(field, ""),
                        "colour": slot % _COLOURS,
                        "dash": branch.number % _DASHES if several else self._dash(panel, field),
                        "stepped": track.stepped,
                        "whole": track.whole,
                    }
                )
        data = [field for field in panel.fields if field in self.data and panel.kind == NUMBERS]
        measured = [
            {"id": f"{field}@data", "field": field, "colour": self._slots[field] % _COLOURS}
            for field in data
        ]
        return {
            "kind": panel.kind,
            "unit": panel.unit,
            "fields": list(panel.fields),
            "series": series,
            "data": measured,
        }

    def _dash(self, panel: Panel, field: str) -> int:
        """Return the dashes of a field whose colour an earlier one of the same panel has."""
        same = [
            f for f in panel.fields if self._slots[f] % _COLOURS == self._slots[field] % _COLOURS
        ]
        return same.index(field) % _DASHES

    def extent(self, shown: "Branch") -> tuple[int, int]:
        """Return the first and the last tick that there is to see."""
        first = self.timeline.history.first_tick
        last = max(last_of(self.timeline, branch) for branch in self.branches(shown))
        first = 0 if first <= 1 else first
        return first, max(last, first + 1)

    def sight(self, shown: "Branch") -> Sight:
        """Return what is in sight."""
        low, high = self.extent(shown)
        first, last = self.zoom or (low, high)
        if self.zoom and self.following:
            first, last = first + high - last, high
        last = max(min(last, high), low + 1)
        first = max(min(first, last - 1), low)
        return Sight(first, last, self.width)

    def zoom_to(self, first: Any, last: Any, shown: "Branch") -> None:
        """Have ticks *first* to *last* in sight; all, where that is all or more."""
        low, high = self.extent(shown)
        if first is None or last is None:
            self.zoom = None
            return
        first, last = sorted((round(float(first)), round(float(last))))
        if last - first < _NARROWEST:
            first = max(low, first - (_NARROWEST - (last - first)) // 2)
            last = first + _NARROWEST
        self.zoom = None if first <= low and last >= high else (first, last)
        self.following = last >= high

    def lines(self, shown: "Branch") -> dict[str, Any]:
        """Return the points of all series, as bytes of doubles, and the ticks in sight."""
        sight, (low, high) = self.sight(shown), self.extent(shown)
        branches = self.branches(shown)
        leaving = departures(branches)
        series = {
            f"{field}@{branch.number}": self.shelf.drawn(branch, field, sight, leaving.get(branch))
            for field in self.fields
            for branch in branches
            if not self.shelf.track(branch, field).reason
        }
        for field in self.fields:
            if field in self.data:
                made = self.shelf.measured(field, self.data[field], sight)
                series[f"{field}@data"] = made
        words = {
            f: list(self.shelf.words[f]) for p in self.panels if p.kind == WORDS for f in p.fields
        }
        return {
            "first": sight.first,
            "last": sight.last,
            "low": low,
            "high": high,
            "zoomed": self.zoom is not None,
            "series": series,
            "words": words,
        }

    def values(self, shown: "Branch", tick: int) -> dict[str, Any]:
        """Return the values at *tick*, as texts."""
        rows = {
            f"{field}@{branch.number}": self.shelf.value(branch, field, tick)
            for field in self.fields
            for branch in self.branches(shown)
        }
        return {"tick": tick, "branch": shown.name, "rows": rows}

    def options(self, shown: "Branch") -> list[dict[str, Any]]:
        """Return all fields there are to choose from, and why some cannot be plotted."""
        known = fields_known(self.timeline)
        units, plotted = units_of(self.timeline, known), set(self.fields)
        history, last = shown.history, last_of(self.timeline, shown)
        return [
            {
                "field": name,
                "unit": units[name],
                "plotted": name in plotted,
                "reason": self.left_out.get(name) or _reason(history, name, last),
            }
            for name in known
        ]


def _reason(history: Any, field: str, last: int) -> str:
    """Say why a field has no plot, as its latest value tells; ``""`` if it has."""
    from plugboard_nb.widgets.history_plot.track import Track

    value = history.value(field, last) if field in history and last else None
    if value is None:
        return ""
    probe = Track(field, {})
    probe.look([value])
    return probe.reason
