"""Branches from a file: their rows, interventions and keyframes, which have to fit together."""

from collections.abc import Iterable, Sequence

from plugboard_nb.exceptions import TimelineFileError
from plugboard_nb.history import History
from plugboard_nb.process import Process
from plugboard_nb.timeline.branch import Branch, Intervention, Keyframe, Position
from plugboard_nb.timeline.codec import Codec
from plugboard_nb.timeline.file.history import unpack_history
from plugboard_nb.timeline.file.loading_keyframes import snapshot_of
from plugboard_nb.timeline.file.parts import BranchPart, ChangePart, damaged, refused
from plugboard_nb.timeline.timeline import Timeline

__all__ = ["BranchReader", "fits"]


class BranchReader:
    """Reads the branches of one file.

    Args:
        timeline: Whose they become.
        codec: Reads their values.
        max_ticks: How many ticks a branch may remember.

    Attributes:
        shape: A history of the same fields.
    """

    def __init__(self, timeline: Timeline, codec: Codec, max_ticks: int) -> None:
        self.timeline, self.process = timeline, timeline.process
        self.codec, self.max_ticks = codec, max_ticks
        self.branches: dict[str, Branch] = {}
        self.shape = History()

    def _damaged(self, problem: str) -> TimelineFileError:
        return damaged(self.codec.path, problem)

    def read(self, parts: Iterable[BranchPart]) -> dict[str, Branch]:
        """Return name → branch."""
        numbers = set()
        for part in parts:
            where = f"branch {part.name[:60]!r}"
            first = not self.branches
            if (
                part.name in self.branches
                or part.number in numbers
                or (part.parent is None) != first
            ):
                raise self._damaged(f"{where} does not fit the others")
            numbers.add(part.number)
            branch = Branch(self.timeline, part.name, self._start(part, where), part.number)
            branch.created, branch.last_tick = part.created, part.last_tick
            branch._log = self._changes(part, branch, where)
            branch._founding = part.founding
            branch._founding = sum(change.tick == branch.departure for change in branch._log)
            branch._founding = min(branch._founding, part.founding)
            rows = self._rows(part, branch, where)
            if first:
                self.shape = rows
            branch._take_rows(rows)
            self._read_keyframes(part, branch, where)
            self.branches[part.name] = branch
        return self.branches

    def _start(self, part: BranchPart, where: str) -> Position | None:
        if part.parent is None:
            if part.departure or part.inherited:
                raise self._damaged(f"{where} leaves nowhere")
            return None
        parent = self.branches.get(part.parent)
        if (
            parent is None
            or not parent.departure <= part.departure <= parent.last_tick
            or not fits(parent._log, part.departure, part.inherited)
        ):
            raise self._damaged(f"{where} does not fit its parent")
        return Position(parent, part.departure, part.inherited)

    # Rows ----------------------------------------------------------------------------------

    def _rows(self, part: BranchPart, branch: Branch, where: str) -> History:
        rows = unpack_history(part.rows, self.codec)
        first, last = rows.first_tick, rows.last_tick
        if last != part.last_tick or not branch.departure < first <= last + 1:
            raise self._damaged(f"the ticks of {where} do not fit together")
        if last - first >= self.max_ticks:
            raise self._damaged(f"{where} cannot remember {last - first + 1:,} ticks")
        if rows._tables or last:
            self._check_fields(rows)
        return rows

    def _check_fields(self, rows: History) -> None:
        """See that every component has the fields that the rows are of."""
        if rows._tables.keys() != self.process.components.keys():
            raise self._damaged("its rows are of other components than its model")
        wanted = History(None, rows._wanted)
        wanted.start(self.process.recorded(), {}, {}, self.process.filled_by_events())
        for name, table in wanted._tables.items():
            now, then = set(table.columns), set(rows._tables[name].columns)
            lost, gained = sorted(then - now), sorted(now - then)
            if lost or gained or set(wanted._visible[name]) != set(rows._visible[name]):
                raise refused(self.codec.path, self._change_of_class(name, lost, gained))

    def _change_of_class(self, name: str, lost: list[str], gained: list[str]) -> str:
        cls = type(self.process.components[name]).__name__
        what = [f"no longer records {lost}"] * bool(lost) + [f"records {gained} too"] * bool(gained)
        text = " and ".join(what) or "records other fields"
        return (
            f"component {name!r} is not what it was when the timeline was saved: its class {cls} "
            f"{text}; load it with the class as it was then"
        )

    # Interventions -------------------------------------------------------------------------

    def _changes(self, part: BranchPart, branch: Branch, where: str) -> list[Intervention]:
        ticks = [change.tick for change in part.interventions]
        if (
            ticks != sorted(ticks)
            or part.last_tick < branch.departure
            or any(not branch.departure <= tick <= part.last_tick for tick in ticks)
            or part.founding > sum(tick == branch.departure for tick in ticks)
        ):
            raise self._damaged(f"the ticks of {where} do not fit together")
        return [
            self._change(change, f"an intervention of {where}") for change in part.interventions
        ]

    def _change(self, part: ChangePart, where: str) -> Intervention:
        old, new = (self.codec.unpack(value, where) for value in (part.old, part.new))
        change = Intervention(part.tick, part.kind, part.what, old, new, part.when, part.together)
        if not _is_sound(change, self.process):
            raise self._damaged(f"{where}, {change.kind} {change.what[:60]!r}, makes no sense")
        return change

    # Keyframes -----------------------------------------------------------------------------

    def _read_keyframes(self, part: BranchPart, branch: Branch, where: str) -> None:
        for frame in part.keyframes:
            tick, applied = frame.tick, frame.applied
            if not branch.departure <= tick <= part.last_tick or not fits(
                branch._log, tick, applied
            ):
                raise self._damaged(f"a keyframe of {where} lies outside of it")
            data = self.codec.unpack(frame.snapshot, f"the keyframe at tick {tick}")
            snapshot = snapshot_of(data, tick, self.process.components, self.codec.path)
            branch._keyframes.append(Keyframe(tick, applied, snapshot, loaded=True))
        branch._keyframes.sort(key=lambda frame: frame[:2])


def fits(log: Sequence[Intervention], tick: int, applied: int) -> bool:
    """Say whether *applied* interventions of *log* can have been made when *tick* was done."""
    before = sum(change.tick < tick for change in log)
    return before <= applied <= before + sum(change.tick == tick for change in log)


def _is_sound(change: Intervention, process: Process) -> bool:
    """Say whether *process* has what *change* is about, and it is something to change."""
    name, dot, field = change.what.partition(".")
    if not dot:
        return change.kind == "set" and name in process.parameters
    part = process.components.get(name)
    if part is None:
        return False
    if change.kind in ("hold", "release"):
        return field in part.io.outputs
    if change.kind == "initial":
        values = part.io.initial_values.get(field, ())
        fitting = isinstance(change.new, list) and len(change.new) == len(values)
        return fitting and not change.tick and bool(values)
    is_method = callable(getattr(type(part), field, None))
    return not field.startswith("_") and field not in part.io.ports and not is_method
