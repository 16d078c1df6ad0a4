"""The rows of a Table: kept, told from others, checked."""

import hashlib
import math
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.library.arguments import refused, short

__all__ = ["Rows", "check_numbers", "check_times", "columns_of"]


class Rows:
    """The rows of a table, which never change; snapshots hold their digest only.

    Attributes:
        columns: Output → values.
        times: Of the rows, from the first one on; empty if they have none.
        values: The argument ``values`` they were made from, if any.
    """

    def __init__(
        self,
        columns: Mapping[str, list[Any]],
        times: list[Any],
        values: dict[str, list[Any]] | None,
    ) -> None:
        self.columns, self.times, self.values = columns, times, values

    def __deepcopy__(self, memo: object) -> "Rows":
        return self

    @cached_property
    def digest(self) -> str:
        """What tells these rows from others, also in another interpreter."""
        digest = hashlib.blake2b(digest_size=16)
        for item in (*self.columns.items(), self.times):
            digest.update(repr(item).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def columns_of(component: Component, values: Any) -> dict[str, list[Any]]:
    """Return the argument ``values`` as columns of one length."""
    given = values if isinstance(values, Mapping) else {"out": values}
    columns = {}
    for field, column in given.items():
        if isinstance(column, str) or not isinstance(column, Iterable):
            allowed = "a list, or lists by the names of the outputs"
            raise refused(component, "values", values, allowed)
        columns[field] = list(column.tolist() if hasattr(column, "tolist") else column)
    lengths = {field: len(column) for field, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise refused(component, "values", lengths, "lists of the same length")
    return columns


def check_times(table: Any, times: list[Any], where: str) -> None:
    """Refuse times of the rows of *where* that do not ascend.

    Raises:
        ValidationError: They do not, or are no numbers.
    """
    before = -math.inf
    for row, time in enumerate(times, 1):
        if not _is_number(time) or not before < time < math.inf:
            raise ValidationError(
                f"component {table.name!r}: the column {table.time!r} of {where!r} must hold "
                f"ascending times, but has {short(time)} in row {row}"
            )
        before = time


def check_numbers(table: Any, columns: Mapping[str, list[Any]], where: str) -> None:
    """Refuse columns of *where* that cannot be interpolated.

    Raises:
        ValidationError: A value is no number.
    """
    for field, column in columns.items():
        for row, value in enumerate(column, 1):
            if not _is_number(value):
                raise ValidationError(
                    f"component {table.name!r}: the column {field!r} of {where!r} has "
                    f"{short(value)} in row {row}, which cannot be interpolated; use "
                    "interpolation='previous'"
                )
