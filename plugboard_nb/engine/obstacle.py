"""What cannot go back, and what to do about it."""

import re
from typing import Any, NamedTuple

from plugboard_nb.component import Component

__all__ = ["Obstacle", "obstacle_in", "obstacles_at_large"]


class Obstacle(NamedTuple):
    """Something that cannot go back."""

    component: str
    attribute: str  #: where in the component; empty when it concerns the whole
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Return one sentence with what to do."""
        place = f", attribute {self.attribute!r}," if self.attribute else ""
        return f"component {self.component!r}{place} {self.reason}; {self.remedy}"


_OPEN_AGAIN = "keep its path and position in snapshot() and open it again in restore()"
_REMEDIES = {
    "generator": "keep a count of what was used in snapshot() and make it again in restore()",
    "TextIOWrapper": _OPEN_AGAIN,
    "BufferedReader": _OPEN_AGAIN,
    "BufferedWriter": _OPEN_AGAIN,
    "BufferedRandom": _OPEN_AGAIN,
    "socket": "leave it out in snapshot() and connect again in restore()",
    "lock": "leave it out in snapshot() and make a new one in restore()",
    "RLock": "leave it out in snapshot() and make a new one in restore()",
    "Task": "leave it out in snapshot() and start it again in restore()",
}


def obstacle_in(component: Component, attribute: str, value: Any, error: Exception) -> Obstacle:
    """Return the obstacle that *value*, found in *attribute*, is, as copying it raised *error*."""
    named = re.search(r"cannot pickle '(?:[\w.]*\.)?(\w+)'", str(error))
    kind, own = named[1] if named else "", type(value).__name__
    if not kind:
        reason = f"cannot be copied ({type(error).__name__}: {str(error)[:200]})"
    elif own in (kind, "dict", "list", "tuple", "set"):
        reason = f"holds a {kind}, which cannot be copied"
    else:
        article = "an" if own[0] in "AEIOUaeiou" else "a"
        reason = f"holds {article} {own} with a {kind} inside, which cannot be copied"
    if attribute in component.io.outputs or attribute in component.io.inputs:
        return Obstacle(component.name, attribute, reason, "send a list or a number instead")
    cls = type(component).__name__
    remedy = _REMEDIES.get(kind, "leave it out in snapshot() and make it again in restore()")
    return Obstacle(component.name, attribute, reason, f"in {cls}, {remedy}")


def obstacles_at_large(component: Component, runs_itself: bool) -> list[Obstacle]:
    """Return what forbids a snapshot of the whole component, whatever its attributes hold."""
    if runs_itself:
        remedy = "write step() instead, and init() for its start"
        return [Obstacle(component.name, "run", "overrides run()", remedy)]
    reason = component.irreversible_because()
    if reason is None:
        return []
    cls = type(component).__name__
    return [Obstacle(component.name, "", reason, f"override snapshot() and restore() in {cls}")]
