"""The JSON of a timeline file: which keys there are, and of which types their values."""

from typing import Annotated, Any

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from plugboard_nb.exceptions import TimelineFileError

__all__ = ["BranchPart", "ChangePart", "FilePart", "ModelPart", "damaged", "parsed", "refused"]

_Count = Annotated[int, Field(ge=0, lt=2**62)]
_Px = Annotated[float, Field(ge=-1e6, le=1e6)]
_Corner = Annotated[list[_Px], Field(min_length=2, max_length=2)]


def refused(path: str, problem: str) -> TimelineFileError:
    """Return the error that the file at *path* cannot be used because of *problem*."""
    return TimelineFileError(f"{path}: {problem}", path)


def damaged(path: str, problem: str) -> TimelineFileError:
    """Return the error that the file at *path* is not as it was written."""
    return refused(path, f"the file is damaged: {problem}")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ComponentPart(_Part):
    """A component: its class and its arguments, packed."""

    type: str
    args: dict[str, Any]


class ModelPart(_Part):
    """The process: what :func:`plugboard_nb.builder.plain_spec` says, arguments packed."""

    type: str
    connector_builder: Any
    components: list[ComponentPart]
    connectors: Any
    args: dict[str, Any]


class HeadPart(_Part):
    """Where the head is: at a position of branch *owner*, on the way to *branch*."""

    branch: str
    owner: str
    tick: _Count
    applied: _Count


class ChangePart(_Part):
    """An intervention, its values packed."""

    tick: _Count
    kind: Annotated[str, Field(pattern="^(set|hold|release|initial)$")]
    what: str
    old: Any
    new: Any
    when: str
    together: bool = False


class FramePart(_Part):
    """A keyframe, its snapshot packed."""

    tick: _Count
    applied: _Count
    snapshot: Any


class BranchPart(_Part):
    """A branch: *rows* are those after its departure."""

    name: str
    parent: str | None
    departure: _Count
    inherited: _Count
    founding: _Count
    number: _Count
    created: str
    last_tick: _Count
    interventions: list[ChangePart]
    keyframes: list[FramePart]
    rows: dict[str, Any]


class BreakpointPart(_Part):
    """A breakpoint."""

    condition: str | None
    events: list[str]
    enabled: bool
    hits: _Count


class FilePart(_Part):
    """The whole ``timeline.json``."""

    process: ModelPart
    max_bytes: Annotated[int, Field(gt=0)]
    keyframe_every: Annotated[int, Field(gt=0)] | None
    origin: Any
    head: HeadPart
    branches: Annotated[list[BranchPart], Field(min_length=1)]
    breakpoints: list[BreakpointPart]
    layout: dict[str, _Corner] = {}


def parsed(data: Any, path: str) -> FilePart:
    """Return *data* as a timeline file's parts.

    Raises:
        TimelineFileError: A key is missing or unknown, or a value of the wrong type.
    """
    try:
        return FilePart.model_validate(data)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ascii(".".join(map(str, first["loc"]))[:80])[1:-1]
        raise damaged(path, f"{place}: {first['msg'].lower()}") from None
