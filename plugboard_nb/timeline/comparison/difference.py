"""How one field differs between two histories."""

from dataclasses import dataclass
from typing import Any

from plugboard_nb.timeline.comparison.aligned import Pair
from plugboard_nb.timeline.comparison.distance import Tolerance, column_distances, root_mean_square

__all__ = ["Difference", "difference_of"]


@dataclass(frozen=True, repr=False, eq=False)
class Difference:
    """How one field differs between two histories, over the ticks that both remember.

    Sizes of differences and their ticks are ``None`` where there is no tick at which both values
    are numbers; bools are no numbers. NaN is left out of them, though NaN and a number differ. Of
    arrays they are those of the two elements furthest apart.

    Attributes:
        field: ``"component.field"``.
        unit: As it is printed, ``""`` for none.
        first: First tick at which the values differ by more than was tolerated, ``None`` if there
            is none.
        one: Value of the first history then.
        other: Value of the second history then.
        differing: Number of ticks at which the values differ by more than was tolerated.
        largest: Largest difference, tolerated ones included.
        largest_at: First tick with that difference; ``None`` if it is 0.
        one_at_largest: Value of the first history then.
        other_at_largest: Value of the second history then.
        rms: Root mean square of the differences, each tick having the same weight.
    """

    field: str
    unit: str = ""
    first: int | None = None
    one: Any = None
    other: Any = None
    differing: int = 0
    largest: float | None = None
    largest_at: int | None = None
    one_at_largest: Any = None
    other_at_largest: Any = None
    rms: float | None = None

    @property
    def equal(self) -> bool:
        """Whether the values differ at no tick."""
        return self.first is None

    def __repr__(self) -> str:
        from plugboard_nb.timeline.comparison.text import told

        return f"<Difference of {told(self)}>"


def difference_of(field: str, unit: str, pair: Pair, within: Tolerance) -> Difference:
    """Return how the two streams of *pair* differ."""
    import numpy as np

    found = column_distances(pair.one, pair.other, within)
    facts: dict[str, Any] = {}
    if found.differs.any():
        row = int(found.differs.argmax())
        facts = {"first": int(pair.ticks[row]), "differing": int(pair.lengths[found.differs].sum())}
        facts |= {"one": _item(pair.one, row), "other": _item(pair.other, row)}
    numbers = ~np.isnan(found.largest)
    if numbers.any():
        row = int(np.where(numbers, found.largest, -1.0).argmax())
        facts["largest"] = float(found.largest[row])
        facts["rms"] = root_mean_square(found.rms[numbers], pair.lengths[numbers])
    if facts.get("largest"):
        facts["largest_at"] = int(pair.ticks[row])
        facts["one_at_largest"] = _item(pair.one, row)
        facts["other_at_largest"] = _item(pair.other, row)
    return Difference(field, unit, **facts)


def _item(values: Any, row: int) -> Any:
    return values[row] if isinstance(values, list) else values[row].item()
