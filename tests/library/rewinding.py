"""Going back with one component alone, as the engine does it with all of a process."""

import copy
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from plugboard_nb.component import Component

Inputs = Callable[[Component, int], None]


class Moment(NamedTuple):
    """What a component was."""

    private: Any
    fields: dict[str, Any]
    rng: Any
    given: Any
    closed: bool


def moment(block: Component) -> Moment:
    """Return what *block* is now."""
    fields = {field: getattr(block, field) for field in block.io.ports}
    rng = vars(block).get("_pb_rng")
    copied = copy.deepcopy((block.snapshot(), fields, rng))
    return Moment(*copied, block._pb_given, block.io.is_closed)


def go_back(block: Component, past: Moment) -> None:
    """Make *block* what it was."""
    private, fields, rng, given, closed = copy.deepcopy(past)
    block.restore(private)
    vars(block).update(fields)
    vars(block).pop("_pb_rng", None)
    if rng is not None:
        vars(block)["_pb_rng"] = rng
    block._pb_given, block.io._closed = given, closed


def waves(block: Component, tick: int) -> None:
    """Give every input a number that depends on the tick."""
    for number, field in enumerate(block.io.inputs):
        vars(block)[field] = 25 * math.sin(0.7 * tick + number) + 0.1


async def steps(block: Component, first: int, last: int, inputs: Inputs = waves) -> list[Any]:
    """Take the steps *first* to *last* - 1; return what the component says and exports each time.

    A source that has ended says that it has.
    """
    said = []
    for tick in range(first, last):
        if not block.io.is_closed:
            inputs(block, tick)
            await block.step()
        shown = [*block.io.outputs, *(block.exports or [])]
        said.append((block.io.is_closed, *(copy.deepcopy(getattr(block, name)) for name in shown)))
    return said
