"""Interactive modelling for notebooks: assemble a process, step it, see it think."""

from plugboard_nb.component import (
    Component,
    ComponentRegistry,
    IOController,
    Port,
    component,
)
from plugboard_nb.connector import AsyncioConnector, Connector, ConnectorBuilder, connect
from plugboard_nb.events import Event, StopEvent, SystemEvent
from plugboard_nb.exceptions import PlugboardError, PlugboardWarning, ValidationError
from plugboard_nb.history import History
from plugboard_nb.process import LocalProcess, Process
from plugboard_nb.schemas import ConnectorSpec, Resource, Status
from plugboard_nb.state import InMemoryStateBackend, StateBackend
from plugboard_nb.timeline import Branch, Steady, Timeline

__version__ = "0.1.0"

IO = IOController

__all__ = [
    "IO",
    "AsyncioConnector",
    "Branch",
    "Component",
    "ComponentRegistry",
    "Connector",
    "ConnectorBuilder",
    "ConnectorSpec",
    "Event",
    "History",
    "IOController",
    "InMemoryStateBackend",
    "LocalProcess",
    "PlugboardError",
    "PlugboardWarning",
    "Port",
    "Process",
    "Resource",
    "StateBackend",
    "Status",
    "Steady",
    "StopEvent",
    "SystemEvent",
    "Timeline",
    "ValidationError",
    "component",
    "connect",
]
