"""Widgets: a timeline to see and to drive in a notebook. Needs ipywidgets and anywidget."""

from plugboard_nb.widgets.graph_view import GraphView
from plugboard_nb.widgets.history_plot import HistoryPlot
from plugboard_nb.widgets.host import Host
from plugboard_nb.widgets.host.ticket import Ticket
from plugboard_nb.widgets.inspector import Inspector
from plugboard_nb.widgets.transport import Transport
from plugboard_nb.widgets.view import View
from plugboard_nb.widgets.workbench import Workbench

__all__ = [
    "GraphView",
    "HistoryPlot",
    "Host",
    "Inspector",
    "Ticket",
    "Transport",
    "View",
    "Workbench",
]
