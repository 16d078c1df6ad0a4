"""Timelines from files: everything is checked, nothing in a file can call anything."""

import os
from collections.abc import Mapping
from typing import Annotated, Any

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from plugboard_nb.builder import ProcessBuilder
from plugboard_nb.engine.node import Mail
from plugboard_nb.engine.snapshot import ComponentState, Snapshot
from plugboard_nb.exceptions import PlugboardError, TimelineFileError
from plugboard_nb.history import take_shape
from plugboard_nb.process import Process
from plugboard_nb.schemas import ProcessSpec
from plugboard_nb.timeline.archive import Archive, read_archive
from plugboard_nb.timeline.branch import Branch, Intervention, Keyframe, Position
from plugboard_nb.timeline.codec import DEFAULT_MAX_BYTES, Codec
from plugboard_nb.timeline.history_archive import unpack_history
from plugboard_nb.timeline.past import Origin
from plugboard_nb.timeline.saving import events_of
from plugboard_nb.timeline.timeline import Timeline

__all__ = ["load_timeline"]

_Count = Annotated[int, Field(ge=0, lt=2**62)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Component(_Part):
    type: str
    args: dict[str, Any]


class _Model(_Part):
    type: str
    connector_builder: dict[str, Any]
    components: list[_Component]
    connectors: Any
    args: dict[str, Any]


class _Head(_Part):
    branch: str
    owner: str
    tick: _Count
    applied: _Count


class _Change(_Part):
    tick: _Count
    kind: Annotated[str, Field(pattern="^(set|hold|release|initial)$")]
    what: str
    old: Any
    new: Any
    when: str


class _Frame(_Part):
    tick: _Count
    applied: _Count
    snapshot: Any


class _Branch(_Part):
    name: str
    parent: str | None
    departure: _Count
    inherited: _Count
    number: _Count
    created: str
    last_tick: _Count
    interventions: list[_Change]
    keyframes: list[_Frame]
    rows: dict[str, Any]


class _Breakpoint(_Part):
    condition: str | None
    events: list[str]
    enabled: bool
    hits: _Count


class _File(_Part):
    process: _Model
    max_bytes: Annotated[int, Field(gt=0)]
    keyframe_every: Annotated[int, Field(gt=0)] | None
    origin: Any
    head: _Head
    branches: Annotated[list[_Branch], Field(min_length=1)]
    breakpoints: list[_Breakpoint]


def load_timeline(path: str | os.PathLike[str], max_bytes: int | None = None) -> Timeline:
    """Return the timeline that a file holds; see :meth:`Timeline.load`."""
    limit = DEFAULT_MAX_BYTES if max_bytes is None else max_bytes
    with read_archive(path, limit) as archive:
        return _Loading(archive, limit).timeline()


class _Loading:
    """One loading."""

    def __init__(self, archive: Archive, max_bytes: int) -> None:
        self.archive, self.path, self._max_bytes = archive, archive.path, max_bytes
        try:
            self.file = _File.model_validate(archive["timeline.json"])
        except KeyError:
            raise self._damaged("it holds no timeline") from None
        except pydantic.ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))[:80]
            raise self._damaged(f"{place}: {first['msg'].lower()}") from None

    def _damaged(self, problem: str) -> TimelineFileError:
        return TimelineFileError(f"{self.path}: the file is damaged: {problem}", self.path)

    def timeline(self) -> Timeline:
        """Return the timeline."""
        process = self._process()
        self.codec = Codec(
            self.archive, events_of(process), path=self.path, max_bytes=self._max_bytes
        )
        file = self.file
        timeline = Timeline(process, file.max_bytes, keyframe_every=file.keyframe_every)
        timeline._origin = self._origin(process)
        branches = self._branches(timeline)
        head = timeline._head
        head.adopt(branches, self._position(branches))
        head.branch = branches[file.head.branch]
        timeline._created = 1 + max(branch.number for branch in branches.values())
        first = next(iter(branches.values()))
        if first._rest is not None:
            take_shape(process.state.history, first._rest)
        self._breakpoints(timeline)
        return timeline

    def _process(self) -> Process:
        codec, model = (
            Codec(self.archive, path=self.path, max_bytes=self._max_bytes),
            self.file.process,
        )
        try:
            spec = {
                "type": model.type,
                "connector_builder": model.connector_builder,
                "args": {
                    **{name: codec.unpack(v, name) for name, v in model.args.items()},
                    "connectors": codec.unpack(model.connectors, "the connectors"),
                    "components": [
                        {
                            "type": entry.type,
                            "args": {k: codec.unpack(v, k) for k, v in entry.args.items()},
                        }
                        for entry in model.components
                    ],
                },
            }
            return ProcessBuilder.build(ProcessSpec.model_validate(spec))
        except TimelineFileError:
            raise
        except (PlugboardError, pydantic.ValidationError) as error:
            raise TimelineFileError(
                f"{self.path}: its model cannot be built here: {error}", self.path
            ) from error

    def _origin(self, process: Process) -> Origin:
        data = self.codec.unpack(self.file.origin, "the parameters")
        if (
            not isinstance(data, dict)
            or data.keys() != {"parameters", "own", "initial_values"}
            or not all(isinstance(part, dict) for part in data.values())
            or data["parameters"].keys() != process.components.keys()
            or not all(isinstance(part, dict) for part in data["parameters"].values())
            or not all(isinstance(part, set) for part in data["own"].values())
            or not all(isinstance(part, list) for part in data["initial_values"].values())
        ):
            raise self._damaged("the parameters make no sense")
        return Origin(**data)

    def _branches(self, timeline: Timeline) -> dict[str, Branch]:
        found: dict[str, Branch] = {}
        for entry in self.file.branches:
            if entry.name in found or (entry.parent is None) == bool(found):
                raise self._damaged(f"branch {entry.name[:60]!r} does not fit the others")
            start = None
            if entry.parent is not None:
                parent = found.get(entry.parent)
                if (
                    parent is None
                    or not parent.departure <= entry.departure <= parent.last_tick
                    or entry.inherited > len(parent._log)
                ):
                    raise self._damaged(f"branch {entry.name[:60]!r} does not fit its parent")
                start = Position(parent, entry.departure, entry.inherited)
            branch = found[entry.name] = Branch(timeline, entry.name, start, entry.number)
            self._fill(branch, entry, timeline.process)
        return found

    def _fill(self, branch: Branch, entry: _Branch, process: Process) -> None:
        where = f"branch {entry.name[:60]!r}"
        branch.created, branch.last_tick = entry.created, entry.last_tick
        ticks = [change.tick for change in entry.interventions]
        rows = unpack_history(entry.rows, self.codec)
        if (
            entry.last_tick < branch.departure
            or ticks != sorted(ticks)
            or any(not branch.departure <= tick <= entry.last_tick for tick in ticks)
            or rows._tables.keys() != process.components.keys()
            or not branch.departure < rows.first_tick <= entry.last_tick + 1
            or rows.last_tick != entry.last_tick
        ):
            raise self._damaged(f"the ticks of {where} do not fit together")
        branch._log = [
            Intervention(
                change.tick,
                change.kind,
                change.what,
                self.codec.unpack(change.old, f"an intervention of {where}"),
                self.codec.unpack(change.new, f"an intervention of {where}"),
                change.when,
            )
            for change in entry.interventions
        ]
        branch._take_rows(rows)
        for frame in entry.keyframes:
            snapshot = self._snapshot(frame, process)
            if not branch.departure <= frame.tick <= entry.last_tick or frame.applied > len(ticks):
                raise self._damaged(f"a keyframe of {where} lies outside of it")
            branch._keyframes.append(Keyframe(frame.tick, frame.applied, snapshot))
        branch._keyframes.sort(key=lambda frame: frame[:2])

    def _snapshot(self, frame: _Frame, process: Process) -> Snapshot:
        data = self.codec.unpack(frame.snapshot, f"the keyframe at tick {frame.tick}")
        try:
            states = {}
            for name, state in data.pop("components").items():
                state["inbox"] = [Mail(*mail) for mail in state["inbox"]]
                states[name] = ComponentState(**state)
            snapshot = Snapshot(components=states, **data)
        except (TypeError, AttributeError, KeyError, ValueError):
            raise self._damaged(f"the keyframe at tick {frame.tick} makes no sense") from None
        wires = {f"{n}.{f}" for n, part in process.components.items() for f in part.io.inputs}
        if states.keys() != process.components.keys() or not snapshot.wires.keys() <= wires:
            raise self._damaged(f"the keyframe at tick {frame.tick} is of another model")
        return snapshot

    def _position(self, branches: Mapping[str, Branch]) -> Position:
        head = self.file.head
        line, owner = branches.get(head.branch), branches.get(head.owner)
        if line is None or owner is None:
            raise self._damaged("its head is on no branch")
        on_the_way = any(
            span.branch is owner and head.tick <= span.last and head.applied <= span.applied
            for span in line.path()
        )
        if not on_the_way or head.tick < owner.departure:
            raise self._damaged("its head is on no branch")
        return Position(owner, head.tick, head.applied)

    def _breakpoints(self, timeline: Timeline) -> None:
        for entry in self.file.breakpoints:
            try:
                point = timeline.breakpoints.add(entry.condition, events=entry.events)
            except PlugboardError as error:
                raise self._damaged(f"a breakpoint makes no sense: {error}") from error
            point.enabled, point.hits = entry.enabled, entry.hits
