"""Who has come to the end of its run, and who ends because of that."""

from collections.abc import Iterable

from plugboard_nb.component.base import StatusCell
from plugboard_nb.engine.node import Node, Trigger
from plugboard_nb.history import History
from plugboard_nb.schemas import Status

__all__ = ["Ends"]


class Ends:
    """Keeps who lives, and spreads ends along the wires.

    Downstream: who has an input that can never be filled again is finished. Upstream: who feeds
    others, all of whom have ended, works for nobody any more and ends with the same tick.

    Attributes:
        live: Name → node of all that have not ended, in the order of a tick.
        fresh: Nodes that have ended and whose end has not been spread yet.
        drained: Nodes that have just taken the last value of an input.
        count: Ends so far.
    """

    def __init__(self, nodes: Iterable[Node], history: History) -> None:
        self._nodes = list(nodes)
        self.live = {node.name: node for node in self._nodes}
        self.fresh: list[Node] = []
        self.drained: list[Node] = []
        self.count = 0
        self._history = history

    def end(self, node: Node, tick: int, status: Status = Status.COMPLETED) -> None:
        """End *node* with *tick*; rows of later ticks are forgotten.

        A node that had run ahead of the others may end once more, with an earlier tick.
        """
        if not node.ended:
            node.ended = True
            del self.live[node.name]
            for port in node.inputs:
                port.items.clear()
            self.count += 1
            self.set_status(node, status, tick)
        elif tick < node.end:
            self._history.move_status(node.name, node.end, tick)
        node.end = tick
        if node.turns > tick:
            node.table.forget_after(tick)
        self.fresh.append(node)

    def reset(self, count: int) -> None:
        """Take the nodes as they are now; *count* of them have ended."""
        self.live.clear()
        self.live.update({node.name: node for node in self._nodes if not node.ended})
        self.fresh.clear()
        self.drained.clear()
        self.count = count

    def set_status(self, node: Node, status: Status, tick: int) -> None:
        """Give *node* a status of its own, and log it."""
        node.component._pb_status = StatusCell(status)
        self._history.record_status(tick, node.name, str(status))

    def spread(self) -> list[Node]:
        """End all that end because of the fresh ends; return everyone who has ended since."""
        seen: list[Node] = []
        for node in self.drained:
            if not node.ended and is_finished(node, node.turns):
                self.end(node, node.turns)
        self.drained.clear()
        while self.fresh:
            node = self.fresh.pop()
            seen.append(node)
            for other in node.listeners():
                if not other.ended and is_finished(other, other.turns):
                    self.end(other, other.turns)
            for other in {*node.producers, *node.emitters}:
                if _is_useless(other):
                    self._end_useless(other)
        return seen

    def _end_useless(self, node: Node) -> None:
        last = max(other.end for other in node.listeners())
        if node.turns < last and not node.ended:
            node.limit = last
        elif not node.ended or last < node.end:
            self.end(node, last)


def is_finished(node: Node, tick: int) -> bool:
    """Whether some input of *node* can never be filled again, or no event can wake it any more.

    Whoever ran ahead and ended after *tick* counts as alive. A component in the middle of a turn
    has all its inputs.
    """
    if node.loaded or node.inbox or node.trigger is Trigger.ALWAYS:
        return False
    if node.trigger is not Trigger.INPUTS:
        return _are_over(node.emitters, tick)
    return any(_is_dry(node, field, tick) for field in node.io.inputs)


def _is_dry(node: Node, field: str, tick: int) -> bool:
    if field in node.filled or not _are_over(node.fillers.get(field, ()), tick):
        return False
    ports = [port for port in node.inputs if port.field == field]
    return all(not port.items and _are_over(port.writers, tick) for port in ports)


def _are_over(nodes: Iterable[Node], tick: int) -> bool:
    return all(node.ended and node.end <= tick for node in nodes)


def _is_useless(node: Node) -> bool:
    """Whether *node* feeds others, and nobody is left who takes what it sends or emits."""
    return bool(node.consumers) and all(other.ended for other in node.listeners())
