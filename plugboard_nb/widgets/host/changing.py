"""Changing the model, where it stops, and how it is drawn."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plugboard_nb.exceptions import ValidationError
from plugboard_nb.timeline.branch import NOTHING, whole_number
from plugboard_nb.timeline.breakpoints import Breakpoint
from plugboard_nb.widgets.host.asking import Asking
from plugboard_nb.widgets.host.commands import End

__all__ = ["Changing"]

_FAR = 1e5  # px


class Changing(Asking):
    """The controls that change something without moving the timeline."""

    # Changing the model --------------------------------------------------------------------

    def set(self, what: str | Mapping[str, Any], value: Any = NOTHING) -> Any:
        """Change a parameter, constructor argument or attribute before the next tick.

        Raises:
            UnknownFieldError: There is no such thing to set.
            ValidationError: The value is not allowed there.
            TimelineError: The past is viewed.
        """
        return self._change(f"set {what}", lambda: self._host.timeline.set(what, value))

    def hold(self, output: str, value: Any) -> Any:
        """Have an output be *value* from the next tick on."""
        return self._change(f"hold {output}", lambda: self._host.timeline.hold(output, value))

    def release(self, output: str) -> Any:
        """Have a held output be again what its component computes."""
        return self._change(f"release {output}", lambda: self._host.timeline.release(output))

    def _change(self, what: str, change: Callable[[], None]) -> Any:
        def act() -> None:
            self._see_present(what)
            change()

        return self._brief(what, act)

    # Breakpoints ---------------------------------------------------------------------------

    def add_breakpoint(self, condition: str | None = None, events: Iterable[str] | str = ()) -> Any:
        """Stop advances when a condition becomes true, or when an event is emitted."""
        act = self._host.timeline.breakpoints.add
        return self._point("add_breakpoint()", lambda: act(condition, events=events))

    def remove_breakpoint(self, number: int) -> Any:
        """Remove the breakpoint at a place in ``timeline.breakpoints``."""
        points = self._host.timeline.breakpoints
        return self._point("remove_breakpoint()", lambda: points.remove(_nth(points, number)))

    def enable_breakpoint(self, number: int, enabled: bool = True) -> Any:
        """Have a breakpoint looked at, or not."""
        points = self._host.timeline.breakpoints

        def act() -> None:
            _nth(points, number).enabled = bool(enabled)

        return self._point("enable_breakpoint()", act)

    def _point(self, what: str, act: Callable[[], Any]) -> Any:
        def done() -> Any:
            found = act()
            self._host.touch("breakpoints")
            return found

        return self._brief(what, done)

    # The drawing ---------------------------------------------------------------------------

    def move(self, component: str, x: float, y: float) -> Any:
        """Put the left upper corner of a component's box elsewhere, in px."""
        self._check_component(component)
        corner = _within(x), _within(y)

        def act() -> None:
            self._host.timeline.layout[component] = corner
            self._host.touch("structure")

        return self._brief("move()", act, End.AT_ONCE)

    def arrange(self) -> Any:
        """Put all boxes back where the layout has them."""

        def act() -> None:
            self._host.timeline.layout.clear()
            self._host.touch("structure")

        return self._brief("arrange()", act, End.AT_ONCE)

    def dismiss(self) -> None:
        """Take away the error that is shown."""
        self._host.problem = None
        self._host.touch()


def _within(px: float) -> float:
    if not math.isfinite(px):
        raise ValidationError(f"a box cannot be at {px} px")
    return min(max(float(px), 0.0), _FAR)


def _nth(points: Any, number: int) -> Breakpoint:
    if not 0 <= whole_number("number", number) < len(points):
        raise IndexError(f"there is no breakpoint {number}; there are {len(points)}")
    found: Breakpoint = points[number]
    return found
