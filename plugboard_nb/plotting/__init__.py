"""Figures with matplotlib: ``history.plot()``, ``draw_graph()``, and what a notebook shows."""

from plugboard_nb.plotting.branches import plot_branches
from plugboard_nb.plotting.decimate import keep_extremes
from plugboard_nb.plotting.history import plot_history
from plugboard_nb.plotting.notebook import mimebundle
from plugboard_nb.plotting.pictures import draw_graph, graph_svg

__all__ = [
    "draw_graph",
    "graph_svg",
    "keep_extremes",
    "mimebundle",
    "plot_branches",
    "plot_history",
]
