"""Specs of everything that can be written to a file: pure data, checked by pydantic."""

from plugboard_nb.schemas.base import NAME_PATTERN, our_type
from plugboard_nb.schemas.component import ComponentArgsDict, ComponentArgsSpec, ComponentSpec
from plugboard_nb.schemas.config import ConfigSpec, ProcessConfigSpec
from plugboard_nb.schemas.connector import (
    ConnectorBuilderSpec,
    ConnectorMode,
    ConnectorSocket,
    ConnectorSpec,
)
from plugboard_nb.schemas.process import ProcessArgsDict, ProcessArgsSpec, ProcessSpec
from plugboard_nb.schemas.resource import Resource
from plugboard_nb.schemas.state import (
    StateBackendArgsDict,
    StateBackendArgsSpec,
    StateBackendSpec,
)
from plugboard_nb.schemas.status import IODirection, Status
from plugboard_nb.schemas.tune import (
    AlgorithmSpec,
    CategoricalParameterSpec,
    FloatParameterSpec,
    IntParameterSpec,
    ObjectiveSpec,
    ParameterSpec,
    TuneArgsSpec,
    TuneSpec,
)
from plugboard_nb.schemas.validation import validate_process

__all__ = [
    "NAME_PATTERN",
    "AlgorithmSpec",
    "CategoricalParameterSpec",
    "ComponentArgsDict",
    "ComponentArgsSpec",
    "ComponentSpec",
    "ConfigSpec",
    "ConnectorBuilderSpec",
    "ConnectorMode",
    "ConnectorSocket",
    "ConnectorSpec",
    "FloatParameterSpec",
    "IODirection",
    "IntParameterSpec",
    "ObjectiveSpec",
    "ParameterSpec",
    "ProcessArgsDict",
    "ProcessArgsSpec",
    "ProcessConfigSpec",
    "ProcessSpec",
    "Resource",
    "StateBackendArgsDict",
    "StateBackendArgsSpec",
    "StateBackendSpec",
    "Status",
    "TuneArgsSpec",
    "TuneSpec",
    "our_type",
    "validate_process",
]
