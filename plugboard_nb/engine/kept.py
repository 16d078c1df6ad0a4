"""What a component was before a step that may be cut off."""

from collections import deque

from plugboard_nb.engine.node import Node

__all__ = ["Kept"]

_CONTAINERS = frozenset([list, dict, set, deque, bytearray])


class Kept:
    """A copy of a component's attributes, one level deep, to go back to when its step is cut off.

    Lists, dicts and sets that are attributes are copied too, and the state of its random numbers;
    events it has emitted are taken back, and so is a close. What a step has done to objects
    further inside, or outside, stays done.
    """

    __slots__ = ("_before", "_io_before", "_node", "_rng_state")

    def __init__(self, node: Node) -> None:
        self._node = node
        self._before = {
            name: value.copy() if type(value) in _CONTAINERS else value
            for name, value in node.values.items()
        }
        io, rng = node.io, node.values.get("_pb_rng")
        self._io_before = len(io.queued_events), io._closed, io._deliver
        self._rng_state = None if rng is None else rng.bit_generator.state

    def restore(self) -> None:
        """Give the component back what it had."""
        values, before, io = self._node.values, self._before, self._node.io
        before["_pb_status"] = values["_pb_status"]  # that it has ended is not taken back
        for name in values.keys() - before.keys():
            del values[name]
        values.update(before)
        emitted, io._closed, io._deliver = self._io_before
        del io.queued_events[emitted:]
        if self._rng_state is not None:
            values["_pb_rng"].bit_generator.state = self._rng_state
