"""The parameters of a component: its own, those of the process, and what was set since."""

from collections.abc import Mapping
from typing import Any

__all__ = ["Settings"]


class Settings:
    """Keeps apart who has set which parameter, behind the one dict that a modeller sees.

    Attributes:
        live: The dict itself: the process's parameters overlaid by the component's own.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.live = dict(given)
        self._given = dict(given)
        self._own = dict(given)
        self._merged = dict(given)

    def merge(self, shared: Mapping[str, Any]) -> None:
        """Take over the *shared* parameters of the process; the component's own ones win."""
        self.keep_edits()
        self._merged = {**shared, **self._own}
        self.live.clear()
        self.live.update(self._merged)

    def keep_edits(self) -> None:
        """Make what somebody has set since the last merge the component's own."""
        merged = self._merged
        edits = {k: v for k, v in self.live.items() if k not in merged or merged[k] is not v}
        self._own.update(edits)
        self._merged = {**merged, **edits}

    def forget_edits(self) -> None:
        """Note that what was set since the last merge was set by the component itself."""
        self._merged = dict(self.live)

    @property
    def own(self) -> dict[str, Any]:
        """The component's own parameters, which those of the process do not reach."""
        self.keep_edits()
        return self._own

    def share(self, name: str, value: Any) -> None:
        """Take over one parameter that the process has set, unless the component has its own."""
        self.keep_edits()
        if name not in self._own:
            self.live[name] = self._merged[name] = value

    def export(self) -> tuple[dict[str, Any], ...]:
        """Return all that :meth:`put_back` needs."""
        return self.live, self._own, self._merged

    def put_back(self, exported: tuple[dict[str, Any], ...]) -> None:
        """Be as when *exported* was made; takes it over."""
        live, self._own, self._merged = exported
        self.live.clear()
        self.live.update(live)

    def set_since(self) -> dict[str, Any]:
        """Return the component's own parameters that its constructor was not given."""
        self.keep_edits()
        given = self._given
        return {k: v for k, v in self._own.items() if k not in given or given[k] is not v}
