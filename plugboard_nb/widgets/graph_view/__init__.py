"""The graph of a process with its values."""

from plugboard_nb.widgets.graph_view.graph_view import GraphView

__all__ = ["GraphView"]
