"""A component as data."""

from collections.abc import Iterable
from typing import Any, NotRequired, Required, TypedDict

from pydantic import ConfigDict, Field

from plugboard_nb.schemas.base import NAME_PATTERN, Spec, ValueList
from plugboard_nb.schemas.resource import Resource

__all__ = ["ComponentArgsDict", "ComponentArgsSpec", "ComponentSpec"]


class ComponentArgsDict(TypedDict):
    """Keyword arguments that every component takes; annotate ``**kwargs`` with it."""

    name: Required[str]
    initial_values: NotRequired[dict[str, Iterable[Any]] | None]
    parameters: NotRequired[dict[str, Any] | None]
    state: NotRequired[Any]
    constraints: NotRequired[dict[str, Any] | None]
    resources: NotRequired[Resource | dict[str, Any] | None]


class ComponentArgsSpec(Spec):
    """Constructor arguments of a component; those of its own class are extra.

    Attributes:
        name: Name of the component, unique in its process.
        initial_values: Per input field, the values it sees before those of its connector.
        parameters: Parameters of this component; they win over those of the process.
        constraints: Constraints for an optimisation.
        resources: What the component asks of the machine.
    """

    model_config = ConfigDict(extra="allow")

    name: str = Field(pattern=NAME_PATTERN)
    initial_values: dict[str, ValueList] = Field(default_factory=dict)
    parameters: dict[str, Any] = Field(default_factory=dict)
    constraints: dict[str, Any] = Field(default_factory=dict)
    resources: Resource | None = None


class ComponentSpec(Spec):
    """A component: its class, as a dotted name, and its arguments."""

    type: str
    args: ComponentArgsSpec
