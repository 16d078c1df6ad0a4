"""What the engine tells the user: errors with the place, warnings about likely slips."""

import asyncio
import difflib
import reprlib
from collections.abc import Iterator
from inspect import getattr_static
from typing import Any

from plugboard_nb.engine.node import Node
from plugboard_nb.history import Uncopied, frozen
from plugboard_nb.suggest import did_you_mean

__all__ = ["shown", "tellable", "unsent_outputs", "unset_outputs"]

_REPR = reprlib.Repr()  # reads no more of a long list than it shows
_REPR.maxstring = _REPR.maxother = 60


def tellable(error: BaseException, name: str, tick: int) -> BaseException:
    """Return *error*, or one in place of those that coroutines and tasks take for a signal."""
    stop = error.__cause__ if str(error) == "coroutine raised StopIteration" else error
    if isinstance(stop, StopIteration):
        what, hint, error = "StopIteration", "; to end a component, call io.close()", stop
    elif isinstance(error, asyncio.CancelledError):
        what, hint = "CancelledError", ", although nobody cancelled the process"
    else:
        return error
    told = RuntimeError(f"component {name!r} raised {what} at tick {tick}{hint}")
    told.__cause__ = error
    return told


def shown(inputs: dict[str, Any]) -> str:
    """Return *inputs* as text of moderate length; arrays and frames by their shape."""

    def text(value: Any) -> str:
        shape = getattr(value, "shape", None)
        return f"{type(value).__name__}{list(shape)}" if shape else _REPR.repr(value)

    return "{" + ", ".join(f"{name!r}: {text(value)}" for name, value in inputs.items()) + "}"


def unset_outputs(node: Node) -> Iterator[str]:
    """Say so when an output was not set in the first step but a name much like it was.

    The same for an attribute that is exported and not there.
    """
    before, node.before = node.before, {}
    names = [
        name
        for name, value in node.values.items()
        if name[0] != "_" and name not in node.io.ports and before.get(name, before) is not value
    ]
    for name in node.component.exports or ():
        if not hasattr(node.component, name):
            yield (
                f"component {node.name!r} exports {name!r}, which it does not have after its first "
                f"step.{did_you_mean(name, node.values)}"
            )
    for field in node.io.outputs:
        if node.values.get(field, 0) is None and names:
            near = difflib.get_close_matches(field, names, n=1, cutoff=0.7)
            if near:
                yield (
                    f"component {node.name!r} did not set its output {field!r} in its first step, "
                    f"but it set the attribute {near[0]!r}; is that a slip of the pen?"
                )


def unsent_outputs(node: Node) -> Iterator[str]:
    """Say so when the step that closed has changed an output, which is not sent."""
    changed = [field for field in node.io.outputs if _has_changed(node, field)]
    if changed:
        yield (
            f"component {node.name!r} changed {changed} in the step in which it closed; that value "
            "is not sent. Close in a step that produces nothing, or call io.close(deliver=True)"
        )


def _has_changed(node: Node, field: str) -> bool:
    column = node.table.columns.get(field)
    if column is None:
        return False
    table = node.table
    before = table.before.get(field, node.initial.get(field))
    if table.rows:
        before = column.item(table.rows - 1)
    now = node.read(field)
    try:
        return now is not before and not _same(now, before)
    except Exception:  # who cannot be compared gives no reason to warn
        return False


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal: arrays and frames as a whole, NaN to NaN."""
    if isinstance(other, Uncopied):
        return bool(frozen(one) == other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if getattr(one, "shape", ()) != getattr(other, "shape", ()):
        return False
    if hasattr(one, "equals"):
        return bool(one.equals(other))
    if type(one) is type(other) and getattr_static(one, "__eq__") is vars(object)["__eq__"]:
        return bool(getattr(one, "__dict__", None) == getattr(other, "__dict__", None))
    same = (one == other) | ((one != one) & (other != other))
    return bool(same.all()) if hasattr(same, "all") else bool(same)
