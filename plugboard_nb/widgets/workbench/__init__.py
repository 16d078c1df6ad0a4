"""All views of a timeline, laid out together."""

from plugboard_nb.widgets.workbench.workbench import Workbench

__all__ = ["Workbench"]
