"""The controls of a timeline."""

from plugboard_nb.widgets.transport.transport import Transport

__all__ = ["Transport"]
