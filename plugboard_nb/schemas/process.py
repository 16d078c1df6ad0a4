"""A process as data."""

from collections.abc import Iterable
from typing import Any, Literal, NotRequired, Required, Self, TypedDict

from pydantic import Field

from plugboard_nb.schemas.base import Spec
from plugboard_nb.schemas.component import ComponentSpec
from plugboard_nb.schemas.connector import ConnectorBuilderSpec, ConnectorSpec
from plugboard_nb.schemas.state import StateBackendSpec

__all__ = ["PROCESS_TYPES", "ProcessArgsDict", "ProcessArgsSpec", "ProcessSpec"]

PROCESS_TYPES = {
    "local": "plugboard_nb.process.LocalProcess",
    "ray": "plugboard_nb.process.RayProcess",
}


class ProcessArgsDict(TypedDict):
    """Keyword arguments that every process takes."""

    components: Required[Iterable[Any]]
    connectors: Required[Iterable[Any]]
    name: NotRequired[str | None]
    parameters: NotRequired[dict[str, Any] | None]
    state: NotRequired[Any]
    seed: NotRequired[int | None]


class ProcessArgsSpec(Spec):
    """Constructor arguments of a process.

    Attributes:
        components: At least one.
        connectors: Wires between them; those of events are added by the builder.
        name: Name of the process; made up when missing.
        parameters: Parameters shared by all components.
        state: What keeps the state; in memory when missing.
        seed: Seed of all random numbers; unpredictable when missing.
    """

    components: list[ComponentSpec] = Field(min_length=1)
    connectors: list[ConnectorSpec] = Field(default_factory=list)
    name: str | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    state: StateBackendSpec | None = None
    seed: int | None = None


class ProcessSpec(Spec):
    """A process: its class, its arguments and the class of its connectors."""

    args: ProcessArgsSpec
    type: str = PROCESS_TYPES["local"]
    connector_builder: ConnectorBuilderSpec = Field(default_factory=ConnectorBuilderSpec)

    def override_process_type(self, process_type: Literal["local", "ray"]) -> Self:
        """Return a copy that runs on this machine (``"local"``) or on Ray (``"ray"``).

        Raises:
            ValueError: *process_type* is neither.
        """
        if process_type not in PROCESS_TYPES:
            raise ValueError(f"process type {process_type!r} is unknown; allowed: 'local', 'ray'")
        return self.model_copy(update={"type": PROCESS_TYPES[process_type]})
