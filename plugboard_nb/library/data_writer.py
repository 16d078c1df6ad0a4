"""DataWriter: the base of components that take rows of a model to somewhere outside."""

import inspect
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from typing import Any, Unpack

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.library.arguments import count, names
from plugboard_nb.library.block import kept
from plugboard_nb.schemas import ComponentArgsDict

__all__ = ["DataWriter"]


class DataWriter(Component, ABC):
    """Base of writers: one row a step, one input for each field.

    A subclass writes ``_save``, which takes a chunk of rows to where they belong, and if it wants
    another shape also ``_convert``, which gets ``{field: deque of values}``.

    Rows are saved as soon as there are ``chunk_size`` of them; what is left is saved when the run
    ends, however it ends, and at the latest by ``destroy``. ``flush`` does so at any other moment.
    When ``_save`` fails, its rows stay and the next attempt has them again.

    What has been saved cannot be taken back, so a model with a writer cannot go back in time,
    unless the subclass overrides ``snapshot`` and ``restore``, which then have to see to that::

        class Printer(DataWriter):
            async def _save(self, data):
                print(dict(data))

    Args:
        field_names: Names of the inputs, which become columns.
        chunk_size: After how many rows they are saved; only at the end if left out.
    """

    def __init__(
        self,
        *,
        field_names: Sequence[str],
        chunk_size: int | None = None,
        **kwargs: Unpack[ComponentArgsDict],
    ) -> None:
        super().__init__(**kwargs)
        self.field_names = names(self, "field_names", field_names)
        self.chunk_size = (
            None if chunk_size is None else count(self, "chunk_size", chunk_size, least=1)
        )
        self.io = IO(inputs=self.field_names)
        self._forget()

    def _forget(self) -> None:
        """Drop the rows that are not saved yet."""
        self._waiting: dict[str, deque[Any]] = {field: deque() for field in self.field_names}

    @abstractmethod
    async def _save(self, data: Any) -> None:
        """Override: take the chunk *data*, as ``_convert`` returned it, to where it belongs."""

    async def _convert(self, data: dict[str, deque[Any]]) -> Any:
        """Override to give ``_save`` another shape than field → values."""
        return data

    def irreversible_because(self) -> str | None:
        """Say that rows are gone once they are saved, unless a subclass can take them back."""
        cls = type(self)
        if cls.snapshot is DataWriter.snapshot or cls.restore is DataWriter.restore:
            return "writes rows to somewhere outside, which cannot be taken back"
        return None

    async def init(self) -> None:
        """Start without rows."""
        self._forget()

    async def step(self) -> None:
        """Take one row."""
        row = [self._kept(field) for field in self.field_names]
        for column, value in zip(self._waiting.values(), row, strict=True):
            column.append(value)
        if self.chunk_size is not None and len(column) >= self.chunk_size:
            await self._save_waiting()

    def _kept(self, field: str) -> Any:
        """Return the present value of *field* so that nobody can change it later."""
        return kept(getattr(self, field))

    async def flush(self) -> None:
        """Save the rows that are still in memory."""
        await self._save_waiting()

    async def _run_ended(self) -> None:
        """Called by the process when a run is over, however it ended."""
        await self.flush()

    async def destroy(self) -> None:
        """Save the rows that are still in memory."""
        await self.flush()

    async def _save_waiting(self) -> None:
        waiting = self._waiting
        if not waiting[self.field_names[0]]:
            return
        saving: Any = self._save(await self._converted())
        if inspect.isawaitable(saving):
            await saving
        if waiting is self._waiting:
            self._forget()

    async def _converted(self) -> Any:
        """Return the rows that wait, as ``_save`` wants them."""
        data: Any = self._convert({field: deque(column) for field, column in self._waiting.items()})
        return await data if inspect.isawaitable(data) else data
