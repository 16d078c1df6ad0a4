"""What the operators of a condition do with all ticks at once, in numpy.

Each agrees bit for bit with its namesake in ``condition_values``. Where numpy would not (integers
beyond 2**53 beside doubles, texts, mixed values), the values go one by one through that namesake.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from plugboard_nb.timeline.condition.values import COMPARE, number, plain, power, truth

if TYPE_CHECKING:
    import numpy as np

    from plugboard_nb.history import History

__all__ = ["Operators", "Series", "Stretch"]

_EXACT = 2**53  # integers up to here are exact as doubles
_INT64 = range(-(2**63), 2**63)


class Series(NamedTuple):
    """A value for each tick, or one for all of them.

    Attributes:
        values: bool, int64 or float64; or objects, plain values each.
        missing: Where there is no value although ``values`` holds something; ``None`` for nowhere.
    """

    values: "np.ndarray[Any, Any]"
    missing: "np.ndarray[Any, Any] | None" = None


class Operators:
    """The operators of a condition, for series; constants come as Python values.

    Raises:
        ImportError: numpy is not installed.
    """

    def __init__(self) -> None:
        import numpy as np

        self._np = np
        arithmetic: dict[str, Callable[..., Any]] = {
            "_add": np.add,
            "_subtract": np.subtract,
            "_multiply": np.multiply,
            "_divide": np.divide,
            "_floor_divide": np.floor_divide,
            "_remainder": np.remainder,
            "_power": self._power,
            "_plus": np.positive,
            "_minus": np.negative,
            "_abs": np.abs,
            "_min": self._least,
            "_max": self._greatest,
        }
        compare: dict[str, Callable[..., Any]] = {
            "_equal": np.equal,
            "_unequal": np.not_equal,
            "_below": np.less,
            "_at_most": np.less_equal,
            "_above": np.greater,
            "_at_least": np.greater_equal,
        }
        #: What a compiled condition may call.
        self.names: dict[str, Callable[..., Any]] = {
            "_plain": lambda series: series,
            "_truth": self._truth,
            "_all": lambda *parts: self._joined(np.logical_and, parts),
            "_any": lambda *parts: self._joined(np.logical_or, parts),
            "_not": lambda part: Series(np.logical_not(self._truth(part).values)),
            "_chain": self._chain,
            **{name: self._arithmetic(function) for name, function in arithmetic.items()},
            **{name: self._comparison(each, COMPARE[name]) for name, each in compare.items()},
        }

    def _arithmetic(self, function: Callable[..., Any]) -> Callable[..., Series]:
        def calculate(*operands: Any) -> Series:
            numbers = [self._number(operand) for operand in operands]
            found = self._np.asarray(function(*(part.values for part in numbers)))
            return Series(found, self._either(part.missing for part in numbers))

        return calculate

    def _comparison(
        self, function: Callable[..., Any], one: Callable[[Any, Any], bool]
    ) -> Callable[[Any, Any], Series]:
        def compare(x: Any, y: Any) -> Series:
            left, right = self._packed(x), self._packed(y)
            if left is None or right is None or not self._comparable(left.values, right.values):
                return self._one_by_one(one, x, y)
            found = self._np.asarray(function(left.values, right.values))
            missing = self._either((left.missing, right.missing))
            return Series(found if missing is None else found & ~missing)

        return compare

    def _chain(self, x: Any, *rest: Any) -> Series:
        pairs = []
        for compare, y in zip(rest[::2], rest[1::2], strict=True):
            pairs.append(compare(x, y))
            x = y
        return self._joined(self._np.logical_and, pairs)

    def _joined(self, function: Callable[..., Any], parts: Sequence[Any]) -> Series:
        found = self._truth(parts[0]).values
        for part in parts[1:]:
            found = function(found, self._truth(part).values)
        return Series(found)

    def _truth(self, x: Any) -> Series:
        packed = self._packed(x)
        if packed is None:
            return self._one_by_one(lambda value, _: truth(value), x, None)
        found = packed.values if packed.values.dtype.kind == "b" else packed.values != 0
        return Series(found if packed.missing is None else found & ~packed.missing)

    # Forms of a value -------------------------------------------------------------------------

    def _packed(self, x: Any) -> Series | None:
        """Return *x* with bool, int64 or float64, or ``None`` where only objects will do."""
        if isinstance(x, Series):
            return None if x.values.dtype.kind == "O" else x
        if isinstance(x, float) or (isinstance(x, int) and x in _INT64):
            return Series(self._np.asarray(x))
        return None

    def _number(self, x: Any) -> Series:
        np = self._np
        if not isinstance(x, Series):
            return Series(np.asarray(number(x), "float64"))
        if x.values.dtype.kind != "O":
            return Series(x.values.astype("float64", copy=False), x.missing)
        numbers = list(map(number, x.values.tolist()))
        missing = np.array([each is None for each in numbers])
        return Series(np.array([0.0 if each is None else each for each in numbers]), missing)

    def _comparable(self, x: Any, y: Any) -> bool:
        """Say whether numpy compares exactly: it takes an int beside a double for a double."""
        for one, other in ((x, y), (y, x)):
            if one.dtype.kind == "i" and other.dtype.kind == "f":
                return bool(one.min() >= -_EXACT and one.max() <= _EXACT)
        return True

    def _one_by_one(self, function: Callable[[Any, Any], bool], x: Any, y: Any) -> Series:
        left, right = self._objects(x), self._objects(y)
        if isinstance(left, list) or isinstance(right, list):
            sides = (s if isinstance(s, list) else repeat(s) for s in (left, right))
            return Series(self._np.fromiter(map(function, *sides), "bool"))
        return Series(self._np.asarray(function(left, right)))

    def _objects(self, x: Any) -> Any:
        """Return *x* as a list of plain values, or as one where it is the same at all ticks."""
        if not isinstance(x, Series):
            return x
        if x.missing is None:
            return x.values.tolist()
        pairs = zip(x.values.tolist(), x.missing.tolist(), strict=True)
        return [None if missing else value for value, missing in pairs]

    def _either(self, masks: Any) -> Any:
        found = None
        for mask in masks:
            if mask is not None:
                found = mask if found is None else found | mask
        return found

    # Functions of doubles ---------------------------------------------------------------------

    def _power(self, x: Any, y: Any) -> Any:
        if y.ndim == 0 and y == 2:
            return x * x
        if y.ndim == 0 and y == 3:
            return x * x * x
        if y.ndim == 0 and y == 0.5:
            return self._np.sqrt(x)
        # numpy's own power differs in the last bit from one processor to another.
        return self._np.asarray(self._np.frompyfunc(power, 2, 1)(x, y), "float64")

    def _least(self, least: Any, *others: Any) -> Any:
        for other in others:
            least = self._np.where((other < least) | (other != other), other, least)
        return least

    def _greatest(self, greatest: Any, *others: Any) -> Any:
        for other in others:
            greatest = self._np.where((other > greatest) | (other != other), other, greatest)
        return greatest


class Stretch(NamedTuple):
    """The part of a field's history that decides its value at some ticks.

    Attributes:
        first: First of those ticks.
        last: Last of them.
        head: Value at the ticks before the first row.
        rows: Values of the rows that matter: an array of numbers, or a list of anything.
        edges: From which tick on each row holds, ascending; ``None`` when each is good for one.
    """

    first: int
    last: int
    head: Any
    rows: Any
    edges: Any

    @classmethod
    def of(cls, history: "History", field: str, first: int, last: int) -> "Stretch":
        """Find it, from one tick before the first that is remembered at the earliest."""
        rows = history[field]
        begin, end = history.first_tick, history.last_tick
        done = len(rows) - len(history.ticks_of(field, since=end))  # without a tick under way
        if done == end - begin + 1:  # a row at each tick
            born, edges = begin, None
            rows = rows[max(first - begin, 0) : last - begin + 1]
        else:
            ticks = history.ticks_of(field)
            born = int(ticks[0]) if done else end + 1
            start, stop = max(bisect_right(ticks, first) - 1, 0), bisect_right(ticks, last)
            rows, edges = rows[start:stop], ticks[start:stop]
        head = None
        if first < born and begin == 1:
            head = history.at(0)[field]
        elif first < born and begin < born:
            head = history.at(begin)[field]
        return cls(first, last, plain(head), rows, edges)

    def to_list(self) -> list[Any]:
        """Return the plain value at each tick."""
        rows = list(map(plain, self.rows))
        if self.edges is not None:
            edges = [max(edge, self.first) for edge in self.edges]
            ends = [*edges[1:], self.last + 1]
            rows = [
                row
                for row, edge, end in zip(rows, edges, ends, strict=False)
                for _ in range(end - edge)
            ]
        return [self.head] * (self.last - self.first + 1 - len(rows)) + rows

    def to_series(self) -> Series:
        """Return the value at each tick as numpy has it."""
        import numpy as np

        rows = self.rows
        if isinstance(rows, list):
            values = np.empty(len(rows), object if rows else float)
            values[:] = list(map(plain, rows))
            rows = values
        if self.edges is not None and len(rows):
            edges = np.maximum(self.edges, self.first)
            rows = np.repeat(rows, np.diff(edges, append=self.last + 1))
        before = self.last - self.first + 1 - len(rows)
        return _behind(np, self.head, before, rows) if before else Series(rows)


def _behind(np: Any, head: Any, before: int, rows: Any) -> Series:
    """Return *rows* behind *before* times *head*."""
    if head is None and rows.dtype.kind != "O":
        start = np.zeros(before, rows.dtype)
        missing = np.arange(before + len(rows)) < before
        return Series(np.concatenate([start, rows]), missing)
    kind = _common(head, rows)
    start = np.empty(before, kind)
    start[:] = head
    return Series(np.concatenate([start, rows.astype(kind, copy=False)]))


def _common(head: Any, rows: Any) -> str:
    """Return the dtype that holds *head* and *rows* without loss."""
    if isinstance(head, bool) and rows.dtype.kind == "b":
        return "bool"
    if isinstance(head, int) and rows.dtype.kind in "bi" and head in _INT64:
        return "int64"
    if isinstance(head, int) and rows.dtype.kind == "f" and -_EXACT <= head <= _EXACT:
        return "float64"
    if isinstance(head, float) and rows.dtype.kind == "f":
        return "float64"
    return "object"
