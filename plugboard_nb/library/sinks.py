"""Sinks: components that only take."""

from collections.abc import Sequence
from typing import Any, Unpack

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.library.arguments import count, names
from plugboard_nb.library.block import kept
from plugboard_nb.schemas import ComponentArgsDict

__all__ = ["Collect"]


class Collect(Component):
    """Keeps what comes in, in plain lists: ``collect.columns["x"]``.

    The history of a process records outputs anyway; this is for models without one, and for wires
    into which several components send. What can change is copied.

    Args:
        field_names: Names of the inputs.
        newest: How many values of each to keep; all if left out.

    Attributes:
        columns: Input → list of its values, oldest first.
    """

    def __init__(
        self,
        *,
        field_names: Sequence[str] = ("x",),
        newest: int | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(**kwargs)
        fields = names(self, "field_names", field_names)
        self.newest = None if newest is None else count(self, "newest", newest, least=1)
        self.columns: dict[str, list[Any]] = {field: [] for field in fields}
        self.io = IO(inputs=fields)

    async def init(self) -> None:
        """Forget everything."""
        self.columns = {field: [] for field in self.columns}

    async def step(self) -> None:
        """Keep one value of each input."""
        for field, column in self.columns.items():
            column.append(kept(getattr(self, field)))
            if self.newest is not None and len(column) > self.newest:
                del column[0]
