"""A process as a graph: the networkx view of it, its checks, the order of a tick, its layout."""

from plugboard_nb.graph.checks import problems_of
from plugboard_nb.graph.model import Wiring, as_networkx
from plugboard_nb.graph.order import tick_order

__all__ = ["Wiring", "as_networkx", "problems_of", "tick_order"]
