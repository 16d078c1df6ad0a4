"""All about one component, to read and to change."""

from plugboard_nb.widgets.inspector.inspector import Inspector

__all__ = ["Inspector"]
