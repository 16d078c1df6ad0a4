"""Plots of the history."""

from plugboard_nb.widgets.history_plot.history_plot import HistoryPlot

__all__ = ["HistoryPlot"]
