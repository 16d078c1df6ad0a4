"""Widgets are closed with all that belongs to them, and can be opened again."""

from typing import Any

from ipywidgets import Widget
from ipywidgets.widgets import widget as ipywidgets_widget

__all__ = ["open_again", "shut"]


def shut(widget: Any) -> None:
    """Take *widget* out of all pages, and let go of what belongs to it; see `open_again`."""
    Widget.close(widget)
    layout = getattr(widget, "layout", None)
    if layout is not None and layout.comm is not None and not _shared(layout):
        Widget.close(layout)


def _shared(layout: Any) -> bool:
    """Return whether a widget that is open has that layout."""
    opened = list(ipywidgets_widget._instances.values())
    return any(getattr(one, "layout", None) is layout for one in opened)


def open_again(widget: Any) -> None:
    """Have *widget* in pages again, under the same number, after it was shut."""
    for one in (getattr(widget, "layout", None), widget):
        if one is not None and one.comm is None:
            one.open()
            vars(one).pop("_repr_mimebundle_", None)  # Widget.close() puts None there
