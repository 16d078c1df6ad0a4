"""Sinks: components that only take."""

from collections.abc import Sequence
from typing import Any, Unpack

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.component.memory import same
from plugboard_nb.exceptions import SnapshotLostError
from plugboard_nb.library.arguments import count, names
from plugboard_nb.library.block import Lasting, kept
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
        self._is_shared = False  # whether snapshots refer to the lists, which then only grow

    async def init(self) -> None:
        """Forget everything."""
        self._become({field: [] for field in self.columns})

    async def step(self) -> None:
        """Keep one value of each input."""
        newest = self.newest
        if newest is not None and self._is_shared:
            self._become({field: list(column) for field, column in self.columns.items()})
        for field, column in self.columns.items():
            column.append(kept(getattr(self, field)))
            if newest is not None and len(column) > newest:
                del column[: len(column) - newest]

    def _become(self, columns: dict[str, list[Any]]) -> None:
        self.columns, self._is_shared = columns, False

    def snapshot(self) -> Any:
        """Return all attributes; lists that only grow are not copied, their length is noted."""
        if self.newest is None:
            self._is_shared = True
        state = super().snapshot()
        if state.pop("_is_shared"):
            state["columns"] = _Past(self.columns)
        return state

    def restore(self, state: Any) -> None:
        """Go back to fewer values, in new lists: snapshots of another future keep the old ones.

        Raises:
            SnapshotLostError: Somebody has taken values out of the lists.
        """
        past = state["columns"]
        if isinstance(past, _Past):
            state["columns"] = past.columns()
            if state["columns"] is None:
                raise SnapshotLostError(
                    f"component {self.name!r} has lost values that it had collected: somebody has "
                    "taken them out of its columns"
                )
        super().restore({**state, "_is_shared": False})


class _Past(Lasting):
    """The first values of lists that only grow."""

    __slots__ = ("length",)

    def __init__(self, value: dict[str, list[Any]]) -> None:
        super().__init__(dict(value))
        self.length = len(next(iter(value.values())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Past) and same(self.columns(), other.columns())

    __hash__ = None  # type: ignore[assignment]

    def columns(self) -> dict[str, list[Any]] | None:
        """Return the values in new lists; ``None`` if some have been taken out."""
        found = {field: column[: self.length] for field, column in self.value.items()}
        return found if all(len(part) == self.length for part in found.values()) else None
