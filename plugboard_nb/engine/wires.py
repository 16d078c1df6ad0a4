"""Looking along the wires: what is on them, what is missing, how far they go."""

from plugboard_nb.engine.node import Node, Pipe

__all__ = ["fill_pipes", "holds_values", "longest_chain", "missing_inputs"]


def holds_values(node: Node) -> bool:
    """Whether a source that ran ahead and ended has left values for *node* on its wires."""
    return any(type(port) is Pipe and not port.delay and port.items for port in node.inputs)


def missing_inputs(node: Node, tick: int) -> list[str]:
    """Return the inputs of *node* that have no value, and where values would come from."""
    missing = [
        f"{port.field!r} from {' and '.join(repr(writer.name) for writer in port.writers)}"
        for port in node.inputs
        if not port.available(tick)
    ]
    wired = {port.field for port in node.inputs}
    return missing + [
        f"{field!r} from an event" for field in sorted(node.fillers.keys() - wired - node.filled)
    ]


def fill_pipes(node: Node, tick: int) -> None:
    """Put what *node* has sent at *tick* on the undelayed wires to targets still to come."""
    for field, port, _ in node.exits:
        target = port.target
        if type(port) is not Pipe or port.delay or target.ended or target.loaded:
            continue
        if target.turns < tick:
            port.items.append(node.read(field))


def longest_chain(nodes: list[Node]) -> int:
    """Return how many components stand one behind the other in the longest chain of a tick."""
    depth: dict[Node, int] = {}
    for node in nodes:
        before = [depth.get(other, 0) for other, lag in node.waits_for if lag == 0]
        depth[node] = 1 + max(before, default=0)
    return max(depth.values(), default=1)
