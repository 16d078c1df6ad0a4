"""A connector as data."""

import re
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from plugboard_nb.schemas.base import NAME_PATTERN, Spec

__all__ = ["ConnectorBuilderSpec", "ConnectorMode", "ConnectorSocket", "ConnectorSpec"]

_ARROW = re.compile(r"\s*(\S+)\s*->\s*(\S+)\s*")


class ConnectorMode(StrEnum):
    """How values travel: to one reader each, or to every reader."""

    PIPELINE = "pipeline"
    PUBSUB = "pubsub"


class ConnectorSocket(Spec):
    """One end of a connector: a field of a component, written ``component.field``.

    Attributes:
        entity: Name of the component.
        descriptor: Name of the field.
    """

    entity: str = Field(pattern=NAME_PATTERN)
    descriptor: str = Field(pattern=NAME_PATTERN)

    @property
    def id(self) -> str:
        """The socket as ``component.field``."""
        return f"{self.entity}.{self.descriptor}"

    @classmethod
    def from_ref(cls, ref: str) -> Self:
        """Return the socket that ``"component.field"`` names.

        Raises:
            ValueError: *ref* is not two names with a dot between them.
        """
        return cls.model_validate(ref)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        entity, _, descriptor = value.partition(".")
        if not all(re.fullmatch(NAME_PATTERN, part) for part in (entity, descriptor)):
            raise ValueError(f"{value!r} names no field; write it as 'component.field'")
        return {"entity": entity, "descriptor": descriptor}


class ConnectorSpec(Spec):
    """One wire from an output to an input.

    Source and target are ``"component.field"``, ``{"entity": ..., "descriptor": ...}`` or sockets.
    A whole connector may also be validated from ``"a.x -> b.y"`` or a pair of sockets.

    Attributes:
        source: Output that values come from.
        target: Input that values go to.
        mode: How values travel.
    """

    source: ConnectorSocket
    target: ConnectorSocket
    mode: ConnectorMode = ConnectorMode.PIPELINE

    @property
    def id(self) -> str:
        """Identifier of the connector: ``source..target``."""
        return f"{self.source.id}..{self.target.id}"

    @classmethod
    def from_ref(cls, ref: str) -> Self:
        """Return the connector that ``"a.x -> b.y"`` describes.

        Raises:
            ValueError: *ref* is not of that form.
        """
        return cls.model_validate(ref)

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        if isinstance(value, str):
            match = _ARROW.fullmatch(value)
            if match is None:
                raise ValueError(f"{value!r} is no connector; write it as 'a.x -> b.y'")
            return {"source": match[1], "target": match[2]}
        if isinstance(value, tuple | list):
            if len(value) != 2:
                raise ValueError(f"a connector has a source and a target, not {len(value)} parts")
            return {"source": value[0], "target": value[1]}
        return value


class ConnectorBuilderSpec(Spec):
    """Which class of connector to use, and with which arguments."""

    type: str = "plugboard_nb.connector.AsyncioConnector"
    args: dict[str, Any] = Field(default_factory=dict)
