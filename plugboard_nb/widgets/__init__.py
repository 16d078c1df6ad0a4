"""Widgets: a timeline to see and to drive in a notebook. Needs ipywidgets and anywidget."""

from plugboard_nb.widgets.host import Host
from plugboard_nb.widgets.ticket import Ticket
from plugboard_nb.widgets.view import View

__all__ = ["Host", "Ticket", "View"]
