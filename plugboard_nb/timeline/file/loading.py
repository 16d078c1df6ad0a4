"""Timelines from files: everything is checked, nothing in a file can call anything.

What a file names are classes of components and the like: their modules are imported, as for a
model in YAML, and they are constructed with the arguments in the file, which are plain data.
"""

import os
from collections.abc import Mapping
from typing import Any

import pydantic

from plugboard_nb.builder import ProcessBuilder, problems_in
from plugboard_nb.exceptions import PlugboardError, ValidationError
from plugboard_nb.history import take_shape
from plugboard_nb.process import Process
from plugboard_nb.schemas import ProcessSpec
from plugboard_nb.timeline.branch import Branch, Position
from plugboard_nb.timeline.codec import DEFAULT_MAX_BYTES, Codec
from plugboard_nb.timeline.file.archive import Archive, read_archive
from plugboard_nb.timeline.file.loading_branches import BranchReader, fits
from plugboard_nb.timeline.file.parts import damaged, parsed, refused
from plugboard_nb.timeline.file.saving import events_of
from plugboard_nb.timeline.past import Origin
from plugboard_nb.timeline.timeline import Timeline

__all__ = ["load_timeline"]

_LONG = 500


def load_timeline(path: str | os.PathLike[str], max_bytes: int | None = None) -> Timeline:
    """Return the timeline that a file holds; see :meth:`Timeline.load`."""
    limit = DEFAULT_MAX_BYTES if max_bytes is None else max_bytes
    with read_archive(path, limit) as archive:
        return _Loading(archive, limit).timeline()


class _Loading:
    """One loading."""

    def __init__(self, archive: Archive, max_bytes: int) -> None:
        self.archive, self.path, self.max_bytes = archive, archive.path, max_bytes
        if "timeline.json" not in archive:
            raise damaged(self.path, "it holds no timeline")
        self.file = parsed(archive["timeline.json"], self.path)

    def timeline(self) -> Timeline:
        """Return the timeline."""
        process = self._process()
        file, codec = self.file, self._codec(process)
        timeline = Timeline(process, file.max_bytes, keyframe_every=file.keyframe_every)
        timeline._origin = self._origin(process, codec)
        reader = BranchReader(timeline, codec, self.max_bytes // 8)
        branches = reader.read(file.branches)
        goal = self._position(branches)
        timeline._head.adopt(branches, branches[file.head.branch], goal)
        timeline._created = 1 + max(branch.number for branch in branches.values())
        take_shape(process.state.history, reader.shape)
        self._breakpoints(timeline)
        corners = self.file.layout.items()
        timeline.layout = {name: (x, y) for name, (x, y) in corners if name in process.components}
        return timeline

    def _codec(self, process: Process | None = None) -> Codec:
        events = events_of(process) if process else {}
        return Codec(self.archive, events, path=self.path, max_bytes=self.max_bytes)

    # The model -----------------------------------------------------------------------------

    def _process(self) -> Process:
        spec = self._spec()
        try:
            return ProcessBuilder.build(ProcessSpec.model_validate(spec))
        except pydantic.ValidationError as error:
            problems = [text for _, text in problems_in(error, ProcessSpec)]
            cause: BaseException = error
        except ValidationError as error:
            problems, cause = error.problems, error
        except (Exception, SystemExit) as error:  # raised by a module or by a constructor
            problems, cause = [f"{type(error).__name__}: {error}"], error
        text = " ".join(problems[0].removeprefix("process: ").split())
        if "'__main__." in text:
            text += " Define it first, as did the notebook or script that saved the timeline."
        more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
        raise refused(self.path, f"its model cannot be built here: {text[:_LONG]}{more}") from cause

    def _spec(self) -> dict[str, Any]:
        codec, model = self._codec(), self.file.process
        return {
            "type": model.type,
            "connector_builder": codec.unpack(model.connector_builder, "the connectors"),
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

    def _origin(self, process: Process, codec: Codec) -> Origin:
        data = codec.unpack(self.file.origin, "the parameters")
        if (
            not isinstance(data, dict)
            or data.keys() != {"parameters", "own", "initial_values"}
            or not all(isinstance(part, dict) for part in data.values())
            or data["parameters"].keys() != process.components.keys()
            or not all(isinstance(part, dict) for part in data["parameters"].values())
            or not all(isinstance(part, list) for part in data["own"].values())
            or not all(isinstance(name, str) for part in data["own"].values() for name in part)
            or not data["initial_values"].keys() >= _inputs_with_values(process)
            or not all(isinstance(part, list) for part in data["initial_values"].values())
        ):
            raise damaged(self.path, "the parameters make no sense")
        own = {name: set(names) for name, names in data["own"].items()}
        return Origin(data["parameters"], own, data["initial_values"])

    # Where it is, and what it waits for ----------------------------------------------------

    def _position(self, branches: Mapping[str, Branch]) -> Position:
        head = self.file.head
        line, owner = branches.get(head.branch), branches.get(head.owner)
        on_the_way = line is not None and any(
            span.branch is owner and head.tick <= span.last and head.applied <= span.applied
            for span in line.path()
        )
        if (
            owner is None
            or not on_the_way
            or head.tick < owner.departure
            or not fits(owner._log, head.tick, head.applied)
        ):
            raise damaged(self.path, "its head is on no branch")
        return Position(owner, head.tick, head.applied)

    def _breakpoints(self, timeline: Timeline) -> None:
        for entry in self.file.breakpoints:
            try:
                point = timeline.breakpoints.add(entry.condition, events=entry.events)
            except PlugboardError as error:
                text = " ".join(str(error).split())[:_LONG]
                raise damaged(self.path, f"a breakpoint makes no sense: {text}") from error
            point.enabled, point.hits = entry.enabled, entry.hits


def _inputs_with_values(process: Process) -> set[str]:
    parts = process.components.items()
    return {f"{name}.{field}" for name, part in parts for field in part.io.initial_values}
