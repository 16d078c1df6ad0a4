"""What a component was before a step that may be cut off."""

from collections import deque
from random import Random
from typing import Any

from plugboard_nb.engine.node import Node

__all__ = ["Kept"]

_CONTAINERS = frozenset([list, dict, set, deque, bytearray])


class Kept:
    """A copy of a component's attributes, one level deep, to go back to when its step is cut off.

    Lists, dicts and sets that are attributes are copied too, and the state of random generators;
    events it has emitted are taken back, and so is a close. What a step has done to objects
    further inside, or outside, stays done.
    """

    __slots__ = ("_before", "_io_before", "_node", "_random")

    def __init__(self, node: Node) -> None:
        self._node = node
        self._before = {
            name: value.copy() if type(value) in _CONTAINERS else value
            for name, value in node.values.items()
        }
        io = node.io
        self._io_before = len(io.queued_events), io._closed, io._deliver
        self._random = [
            (value, _state_of(value))
            for value in node.values.values()
            if isinstance(value, Random) or hasattr(value, "bit_generator")
        ]

    def restore(self) -> None:
        """Give the component back what it had."""
        values, before, io = self._node.values, self._before, self._node.io
        before["_pb_status"] = values["_pb_status"]  # that it has ended is not taken back
        for name in values.keys() - before.keys():
            del values[name]
        values.update(before)
        emitted, io._closed, io._deliver = self._io_before
        del io.queued_events[emitted:]
        for generator, state in self._random:
            if isinstance(generator, Random):
                generator.setstate(state)
            else:
                generator.bit_generator.state = state


def _state_of(generator: Any) -> Any:
    if isinstance(generator, Random):
        return generator.getstate()
    return generator.bit_generator.state
