"""A deliberately naive engine for tests: plain descriptions, pure steps, a queue per wire.

Nothing here imports the package under test.
"""

from reference.interpreter import Emission, Outcome, interpret, tick_order
from reference.model import Act, Model, Node, Wire, handle, new_memory, same_value, step

__all__ = [
    "Act",
    "Emission",
    "Model",
    "Node",
    "Outcome",
    "Wire",
    "handle",
    "interpret",
    "new_memory",
    "same_value",
    "step",
    "tick_order",
]
