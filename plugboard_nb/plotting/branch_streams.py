"""What a plot of branches shows: the part of each stream that is a branch's own, in panels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import TYPE_CHECKING, Any

from plugboard_nb.plotting.panels import Panel, group
from plugboard_nb.plotting.series import NUMBERS, WORDS, Series, chosen, series_of

if TYPE_CHECKING:
    from plugboard_nb.history import History

__all__ = ["Row", "Stream", "rows_of", "streams_of", "with_differences"]

_MOST_FIELDS = 3  # in one panel, told apart by markers
_MOST_STREAMS = 12


@dataclass
class Stream:
    """One field in all branches.

    Attributes:
        field: ``"component.field"``.
        branches: Branch → what it has of its own.
        departing: Branches of which the first value is that at which they leave another.
    """

    field: str
    branches: dict[str, Series]
    departing: set[str] = attribute(default_factory=set)

    @property
    def whole(self) -> Series:
        """All values of all branches, for finding a panel that suits them."""
        import numpy as np

        series = list(self.branches.values())
        if series[0].kind == WORDS:
            return series[0]
        return replace(
            series[0],
            ticks=np.concatenate([one.ticks for one in series]),
            values=np.concatenate([one.values for one in series]),
            whole=all(one.whole for one in series),
        )


@dataclass
class Row:
    """One panel of the figure.

    Attributes:
        panel: Its kind, unit and all its series.
        streams: The fields in it.
        lanes: Of bools and texts, name of a lane → branch.
        is_difference: Whether it shows how far two branches are apart.
    """

    panel: Panel
    streams: list[Stream]
    lanes: dict[str, str] = attribute(default_factory=dict)
    is_difference: bool = False

    @property
    def height(self) -> float:
        """Height in inches that suits it."""
        return 0.8 if self.is_difference else self.panel.height + 0.06 * len(self.lanes)

    @property
    def names(self) -> list[str]:
        """What stands above it: its fields; of a difference, which one it is."""
        fields = [stream.field for stream in self.streams]
        if not self.is_difference:
            return fields
        (what,) = {name for stream in self.streams for name in stream.branches}
        return [f"{what}: {fields[0]}", *fields[1:]] if fields[1:] else [what]


def streams_of(
    histories: Mapping[str, "History"],
    fields: str | Iterable[str] | None,
    departures: Mapping[str, int],
) -> tuple[list[Stream], list[str]]:
    """Return the streams to plot, and the fields that are left out.

    Fields whose values are of one kind in some branches and of another in others make two streams.

    Raises:
        UnknownFieldError: A history has no such field.
        ValueError: None of the *fields* can be plotted.
    """
    names, left_out = _chosen(histories, fields)
    whole = _drawn_whole(histories, departures)
    streams: list[Stream] = []
    for name in names:
        kinds: dict[str, Stream] = {}
        for branch, history in histories.items():
            series = series_of(history, name) if name in history.fields else None
            since = None if branch in whole else departures[branch]
            part, departing = (None, False) if series is None else _own_part(series, since)
            if part is not None:
                stream = kinds.setdefault(part.kind, Stream(name, {}))
                stream.branches[branch] = part
                stream.departing |= {branch} if departing else set()
        streams += kinds.values()
    return streams, left_out


def _chosen(
    histories: Mapping[str, "History"], fields: str | Iterable[str] | None
) -> tuple[list[str], list[str]]:
    """Return the fields to plot, and those left out."""
    wanted = fields if fields is None or isinstance(fields, str) else list(fields)
    kept: dict[str, None] = {}
    others: dict[str, None] = {}
    for history in histories.values():
        found, left_out = chosen(history, wanted)
        kept.update(dict.fromkeys(series.field for series in found if len(series.ticks)))
        others.update(dict.fromkeys(left_out))
    names = list(kept)[: _MOST_STREAMS if wanted is None else None]
    return names, [name for name in (*others, *kept) if name not in names]


def _drawn_whole(histories: Mapping[str, Any], departures: Mapping[str, int]) -> set[str]:
    """Return the branches that are drawn from their beginning."""
    rooted = {name for name in histories if name not in departures}
    return rooted or {max(departures, key=lambda name: departures[name])}


def _own_part(series: Series, since: int | None) -> tuple[Series | None, bool]:
    """Return what *series* has after the tick *since*, led by the value valid then.

    Returns:
        The part, ``None`` if there is none; and whether it begins with a value that is shared.
    """
    import numpy as np

    if since is None:
        return (series if len(series.ticks) else None), False
    start = int(np.searchsorted(series.ticks, since, "right")) - 1
    if start + 1 >= len(series.ticks):
        return None, False
    if start < 0:
        return series, False
    ticks = series.ticks[start:].copy()
    if series.stepped:
        ticks[0] = since
    return replace(series, ticks=ticks, values=series.values[start:]), series.kind == NUMBERS


def rows_of(streams: Sequence[Stream], one_each: bool) -> list[Row]:
    """Return the panels: one per field if *one_each*, else one per unit, for bools, and for words.

    At most three fields of numbers share a panel.
    """
    rows: list[Row] = []
    wholes = [(stream.whole, stream) for stream in streams]
    owners = {id(whole): stream for whole, stream in wholes}
    panels = [Panel(w.kind, w.unit if w.kind == NUMBERS else "", [w]) for w, _ in wholes]
    for panel in panels if one_each else group(whole for whole, _ in wholes):
        own = [owners[id(whole)] for whole in panel.series]
        if panel.kind != NUMBERS:
            rows.append(_lanes(panel, own))
            continue
        for start in range(0, len(own), _MOST_FIELDS):
            few = slice(start, start + _MOST_FIELDS)
            rows.append(Row(replace(panel, series=panel.series[few]), own[few]))
    return rows


def _lanes(panel: Panel, streams: Sequence[Stream]) -> Row:
    """Return a row with a lane for each field and branch."""
    lanes = {
        f"{stream.field} · {name}": (name, series)
        for stream in streams
        for name, series in stream.branches.items()
    }
    named = [replace(series, field=lane) for lane, (_, series) in lanes.items()]
    owners = {lane: name for lane, (name, _) in lanes.items()}
    return Row(replace(panel, series=named), list(streams), owners)


def with_differences(
    rows: Sequence[Row], histories: Mapping[str, "History"], one: str, other: str
) -> list[Row]:
    """Return *rows* with, below each row of numbers, the branch *other* minus *one*."""
    found: list[Row] = []
    for row in rows:
        found.append(row)
        below = Row(Panel(NUMBERS, row.panel.unit), [], is_difference=True)
        for stream in row.streams if row.panel.kind == NUMBERS else ():
            gap = _minus(stream.field, histories[one], histories[other])
            if gap is not None:
                below.panel.series.append(gap)
                below.streams.append(Stream(stream.field, {f"{other} \N{MINUS SIGN} {one}": gap}))
        if below.streams:
            found.append(below)
    return found


def _minus(name: str, one: "History", other: "History") -> Series | None:
    """Return the second stream minus the first, at all ticks at which either has a row."""
    import numpy as np

    both = [series_of(history, name) for history in (one, other) if name in history.fields]
    there = [series for series in both if series and series.kind == NUMBERS and len(series.ticks)]
    if len(there) < 2:
        return None
    first, second = there
    start = max(int(first.ticks[0]), int(second.ticks[0]))
    changes = np.zeros(max(min(one.last_tick, other.last_tick) - start + 1, 0), bool)
    for own in (first.ticks - start, second.ticks - start):
        changes[own[(own >= 0) & (own < len(changes))]] = True
    ticks = start + np.flatnonzero(changes)
    if not len(ticks):
        return None
    a, b = (s.values[np.searchsorted(s.ticks, ticks, "right") - 1] for s in (first, second))
    return replace(first, ticks=ticks, values=b - a, stepped=first.stepped and second.stepped)
