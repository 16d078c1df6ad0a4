"""What drives a timeline for those who look at it, and tells them what they see."""

from plugboard_nb.widgets.host.given import timeline_of
from plugboard_nb.widgets.host.host import Host

__all__ = ["Host", "timeline_of"]
