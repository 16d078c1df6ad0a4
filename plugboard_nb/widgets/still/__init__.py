"""The picture that stands where no kernel is."""

from plugboard_nb.widgets.still.page import StillPage
from plugboard_nb.widgets.still.still import Still, on_cell_ended

__all__ = ["Still", "StillPage", "on_cell_ended"]
