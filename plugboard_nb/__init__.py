"""Interactive modelling for notebooks: assemble a process, step it, see it think."""

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from plugboard_nb.widgets import GraphView, HistoryPlot, Inspector, Transport, Workbench

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
    "GraphView",
    "History",
    "HistoryPlot",
    "IOController",
    "InMemoryStateBackend",
    "Inspector",
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
    "Transport",
    "ValidationError",
    "Workbench",
    "component",
    "connect",
]

_WIDGETS = frozenset(["GraphView", "HistoryPlot", "Inspector", "Transport", "Workbench"])


def __getattr__(name: str) -> Any:
    """Load the widgets when one is asked for; without them the package needs no notebook."""
    if name in _WIDGETS:
        from plugboard_nb import widgets

        return getattr(widgets, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(set(globals()) | _WIDGETS)
