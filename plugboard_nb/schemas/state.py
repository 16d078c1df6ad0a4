"""The state of a process as data."""

from typing import Any, NotRequired, TypedDict

from pydantic import ConfigDict, Field

from plugboard_nb.schemas.base import Spec

__all__ = [
    "DEFAULT_STATE_BACKEND",
    "JOB_ID_PATTERN",
    "StateBackendArgsDict",
    "StateBackendArgsSpec",
    "StateBackendSpec",
]

JOB_ID_PATTERN = r"^Job_[A-Za-z0-9]{8,}$"
DEFAULT_STATE_BACKEND = "plugboard_nb.state.InMemoryStateBackend"


class StateBackendArgsDict(TypedDict):
    """Keyword arguments that every state backend takes."""

    job_id: NotRequired[str | None]
    metadata: NotRequired[dict[str, Any] | None]


class StateBackendArgsSpec(Spec):
    """Constructor arguments of a state backend; those of its own class are extra.

    Attributes:
        job_id: ``Job_`` and at least 8 letters or digits; made up when missing.
        metadata: Remarks kept with the job.
    """

    model_config = ConfigDict(extra="allow")

    job_id: str | None = Field(default=None, pattern=JOB_ID_PATTERN)
    metadata: dict[str, Any] | None = None


class StateBackendSpec(Spec):
    """Which class keeps the state of a process, and with which arguments."""

    type: str = DEFAULT_STATE_BACKEND
    args: StateBackendArgsSpec = Field(default_factory=StateBackendArgsSpec)
