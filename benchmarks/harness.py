"""Rows of the table, and timing in turns.

Whatever computes is timed by ``time.process_time``, so that other work on the machine counts for
nobody; whatever waits, by ``time.perf_counter``.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Timed = Callable[[], float]

quick = False  #: whether what takes minutes is to be measured in part only


@dataclass(frozen=True)
class Row:
    """One measured number beside its target.

    Attributes:
        what: What was measured.
        value: The number, ``None`` if it could not be measured here.
        limit: Target, ``None`` where there is none.
        unit: Put behind the numbers.
        at_least: Whether more is better.
        aim: The number that the target is a step towards.
        note: Whatever a reader needs to judge the number.
    """

    what: str
    value: float | None
    limit: float | None
    unit: str = "x"
    at_least: bool = False
    aim: float | None = None
    note: str = ""

    @property
    def missed(self) -> bool:
        """Whether the number was measured and is on the wrong side of its target."""
        if self.value is None or self.limit is None:
            return False
        return self.value < self.limit if self.at_least else self.value > self.limit

    def cells(self) -> list[str]:
        """Return the texts of the table's columns."""
        sign = "≥" if self.at_least else "≤"
        target = "-" if self.limit is None else f"{sign} {self.limit:g} {self.unit}"
        if self.aim is not None:
            target += f" (aim {self.aim:g})"
        value = "-" if self.value is None else f"{_short(self.value)} {self.unit}"
        verdict = "MISS" if self.missed else "ok" if self.limit is not None else ""
        verdict = "not measured" if self.value is None else verdict
        return [self.what, value, target, verdict, self.note]


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def line(cells: Sequence[str]) -> str:
    """Return one line of a markdown table."""
    return f"| {' | '.join(cells)} |"


def head() -> str:
    """Return the first two lines of the table."""
    titles = ["what", "measured", "target", "", "how"]
    return "\n".join([line(titles), line(["---", "---:", "---", "---", "---"])])


def in_turns(*runs: Timed, repeats: int = 7) -> list[float]:
    """Return the shortest time of each of *runs*, taken in turns.

    Turns let a slow moment of the machine hit all of them; the shortest is the one that nothing
    else disturbed.

    Args:
        runs: Each does its work once and returns the seconds that count.
        repeats: Number of turns.
    """
    return [min(column) for column in turns(*runs, repeats=repeats)]


def turns(*runs: Timed, repeats: int = 7) -> list[tuple[float, ...]]:
    """Return all times of each of *runs*, taken in turns."""
    times = [[run() for run in runs] for _ in range(repeats)]
    return list(zip(*times, strict=True))


def share(values: Sequence[float], part: float) -> float:
    """Return the value that *part* of *values* do not exceed."""
    return sorted(values)[max(math.ceil(part * len(values)) - 1, 0)]
