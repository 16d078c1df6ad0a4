"""Two histories side by side: where they part, how far apart they get, tables and plots."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, cast

from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.timeline.comparison.aligned import Streams, aligned
from plugboard_nb.timeline.comparison.difference import Difference, difference_of
from plugboard_nb.timeline.comparison.distance import Tolerance

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from plugboard_nb.history import History

__all__ = ["Comparison", "Difference", "compare_histories"]

_MOST_PLOTTED = 8


class Comparison(Mapping[str, Difference]):
    """Field → :class:`Difference` of two histories, as they were when they were compared.

    Attributes:
        names: Names of the two.
        common: The ticks compared.
        lengths: Last tick of each.
        remembered: The ticks that each remembers.
        tolerance: What counted as equal.
        unshared: Fields that only one of them has → its name.
    """

    def __init__(
        self,
        pair: tuple[Streams, Streams],
        names: tuple[str, str],
        common: range,
        tolerance: Tolerance,
        unshared: Mapping[str, str],
    ) -> None:
        self._pair, self.names, self.common = pair, names, common
        self.lengths = (pair[0].last_tick, pair[1].last_tick)
        self.remembered = (pair[0].ticks, pair[1].ticks)
        self.tolerance, self.unshared = tolerance, dict(unshared)
        self._found = {field: self._difference(field) for field in pair[0].fields}

    def _difference(self, field: str) -> Difference:
        from plugboard_nb.plotting.values import pretty_unit

        units = (streams.units.get(field) for streams in self._pair)
        unit = pretty_unit(next(filter(None, units), ""))
        if not self.common:
            return Difference(field, unit)
        pair = aligned(*self._pair, field, self.common)
        return difference_of(field, unit, pair, self.tolerance)

    def __getitem__(self, field: str) -> Difference:
        if field not in self._found:
            raise UnknownFieldError(
                f"{field!r} was not compared; compared were {list(self._found)[:20]}."
                f"{did_you_mean(field, self._found)}",
                field=field,
            )
        return self._found[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, field: object) -> bool:
        return field in self._found

    def get(self, field: str, default: Any = None) -> Any:
        """Return the difference in *field*, or *default* if that was not compared."""
        return self._found.get(field, default)

    def __repr__(self) -> str:
        from plugboard_nb.timeline.comparison.text import described

        return described(self)

    @property
    def equal(self) -> bool:
        """Whether no field differs at any of the ticks compared."""
        return self.first is None

    @property
    def first(self) -> tuple[int, str] | None:
        """Tick and field at which the histories part, ``None`` if they do not.

        Of fields that differ from the same tick on it is the one declared first.
        """
        parted = self.parted
        return (cast("int", parted[0].first), parted[0].field) if parted else None

    @property
    def parted(self) -> list[Difference]:
        """The fields that differ, those first that differ first."""
        found = [one for one in self._found.values() if one.first is not None]
        return sorted(found, key=lambda one: one.first or 0)

    def series(self, field: str) -> tuple[Any, Any, Any]:
        """Return the ticks compared and the value of both histories at each.

        Ticks come as a numpy array, values too if they are numbers, else as a list. Where a history
        has no row for a tick, it is the last value before.
        """
        import numpy as np

        self[field]
        every = np.arange(self.common.start, self.common.stop)
        if not self.common:
            return every, every.astype(float), every.astype(float)
        pair = aligned(*self._pair, field, self.common)
        return every, _spread(pair.one, pair.lengths), _spread(pair.other, pair.lengths)

    def to_frame(self) -> "pd.DataFrame":
        """Return a DataFrame with a row per field and a column per attribute of a difference.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ImportError("to_frame needs pandas: pip install 'plugboard_nb[data]'") from error
        kinds = {"first": "Int64", "differing": "Int64", "largest_at": "Int64"}
        kinds |= {"largest": "float64", "rms": "float64"}
        columns = [name for name in Difference.__dataclass_fields__ if name != "field"]
        index = pd.Index(list(self._found), name="field", dtype=object)
        data = {
            name: pd.Series(
                [getattr(one, name) for one in self._found.values()], index, kinds.get(name, object)
            )
            for name in columns
        }
        return pd.DataFrame(data, index=index)

    def plot(
        self,
        fields: str | Iterable[str] | None = None,
        ax: Any = None,
        *,
        difference: bool = False,
        **kwargs: Any,
    ) -> "Figure":
        """Plot both histories over each other, with a line where they part.

        Args:
            fields: Names or patterns. By default the eight fields that differ first; if none
                differs, the first eight compared.
            ax: As for :func:`plugboard_nb.plotting.plot_branches`.
            difference: Whether to draw, below each panel of numbers, the second minus the first.
            **kwargs: As for :func:`plugboard_nb.plotting.plot_branches`.
        """
        from plugboard_nb.plotting import plot_branches

        if fields is None:
            names = [one.field for one in self.parted] or list(self._found)
            fields = names[:_MOST_PLOTTED]
        marks = [(self.first[0], f"part at tick {self.first[0]:,}")] if self.first else []
        histories = dict(zip(self.names, cast("tuple[History, History]", self._pair), strict=True))
        kwargs = {"marks": marks, "difference": self.names if difference else None, **kwargs}
        return plot_branches(histories, fields, ax, **kwargs)


def compare_histories(
    one: "History",
    other: "History",
    names: tuple[str, str],
    fields: str | Iterable[str] | None = None,
    rtol: float = 0.0,
    atol: float = 0.0,
    first: int | None = None,
    last: int | None = None,
) -> Comparison:
    """Compare two histories field by field over the ticks that both remember.

    The value of a field at a tick is the last one at or before it, so that components which skipped
    ticks or ended earlier are compared as well. Numbers are equal if they are no further apart than
    ``atol + rtol * abs(value of one)``; by default they are compared exactly, floats bit for bit,
    except that NaN equals NaN and 1 equals 1.0. ``True`` does not equal 1. Arrays are compared
    element by element, everything else by ``==``.

    Args:
        one: The first history, which the other is measured by.
        other: The second history.
        names: Names of the two.
        fields: Names or patterns such as ``"tank.*"``; by default all fields that both have.
        rtol: Difference tolerated, relative to the value of *one*.
        atol: Difference tolerated, in the unit of the field.
        first: First tick to compare, if the common ticks reach back that far.
        last: Last tick to compare, if the common ticks reach that far.

    Raises:
        UnknownFieldError: The two do not both have such a field; the message names the nearest one.
        ValueError: A tolerance is negative, or *first* is after *last*.
    """
    for word, value in (("rtol", rtol), ("atol", atol)):
        if math.isnan(value) or value < 0:
            raise ValueError(f"{word} is {value}; a tolerance is a number from 0 on")
    if first is not None and last is not None and first > last:
        raise ValueError(f"first is tick {first} and last is tick {last}, which is before it")
    if names[0] == names[1]:
        names = (names[0], f"{names[1]} (again)")
    low = max(one.first_tick, other.first_tick, first or 0)
    high = min(one.last_tick, other.last_tick, one.last_tick if last is None else last)
    wanted = _chosen(one, other, names, fields)
    pair = Streams(one, wanted), Streams(other, wanted)
    unshared = {field: names[0] for field in one.fields if field not in other}
    unshared |= {field: names[1] for field in other.fields if field not in one}
    return Comparison(pair, names, range(low, high + 1), Tolerance(rtol, atol), unshared)


def _chosen(
    one: "History", other: "History", names: tuple[str, str], wanted: str | Iterable[str] | None
) -> list[str]:
    shared = [field for field in one.fields if field in other]
    if wanted is None:
        return shared
    found: dict[str, None] = {}
    for pattern in [wanted] if isinstance(wanted, str) else wanted:
        matching = [field for field in shared if fnmatchcase(field, pattern)]
        if pattern in shared:
            matching = [pattern]
        if not matching:
            raise UnknownFieldError(_unknown(one, other, names, pattern, shared), field=pattern)
        found.update(dict.fromkeys(matching))
    return list(found)


def _unknown(
    one: "History", other: "History", names: Sequence[str], pattern: str, shared: Sequence[str]
) -> str:
    for history, name, missing in ((one, names[0], names[1]), (other, names[1], names[0])):
        if pattern in history:
            return f"{name!r} has the field {pattern!r} and {missing!r} has not"
    return (
        f"{names[0]!r} and {names[1]!r} have no field {pattern!r}; they have {shared[:20]}."
        f"{did_you_mean(pattern, shared)}"
    )


def _spread(values: Any, lengths: Any) -> Any:
    """Return each value as often as its stretch has ticks."""
    import numpy as np

    rows = np.repeat(np.arange(len(values)), lengths)
    return [values[row] for row in rows.tolist()] if isinstance(values, list) else values[rows]
