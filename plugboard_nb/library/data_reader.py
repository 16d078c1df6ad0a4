"""DataReader: the base of components that bring rows from outside into a model."""

import asyncio
import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Unpack

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.exceptions import NoMoreDataException, ValidationError
from plugboard_nb.library.arguments import count, names
from plugboard_nb.library.block import Shared
from plugboard_nb.schemas import ComponentArgsDict

__all__ = ["DataReader"]


class DataReader(Component, ABC):
    """Base of readers: one row a step, one output for each field.

    A subclass writes ``_fetch``, which brings the next chunk of rows in whatever shape, and where
    that is no mapping of columns also ``_convert``. While the rows of one chunk go out, the next is
    already being fetched. The reader ends when ``_fetch`` raises ``NoMoreDataException`` or brings
    a chunk without rows::

        class Pages(DataReader):
            page = 0

            async def _fetch(self):
                self.page += 1
                if self.page > 3:
                    raise NoMoreDataException
                return {"price": [self.page, self.page + 0.5]}

    Args:
        field_names: Names of the outputs, which are columns of the data.
        chunk_size: How many rows a chunk should have, for ``_fetch`` to respect; all if left out.
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
        self.io = IO(outputs=self.field_names)
        self._forget()

    def _forget(self) -> None:
        """Go back to before the first chunk."""
        self._columns = Shared()  # those of the present chunk
        self._row = self._rows = 0  # the next row in it, and how many there are
        self._last_chunk = False  # whether there is certainly nothing behind it
        self._ahead = _Ahead()

    @abstractmethod
    async def _fetch(self) -> Any:
        """Override: return the next chunk of data.

        Raises:
            NoMoreDataException: There is nothing more.
        """

    async def _convert(self, data: Any) -> Mapping[str, Iterable[Any]]:
        """Override where chunks are no mappings: return field → values, all of the same length.

        A subclass that knows that nothing follows may set ``self._last_chunk = True`` here; the
        reader then ends together with its last row.
        """
        return {field: data[field] for field in self.field_names}

    async def init(self) -> None:
        """Start from the first row."""
        self._ahead.stop()
        self._forget()

    async def step(self) -> None:
        """Send the next row, or end where there is none."""
        if self._row >= self._rows and not await self._next_chunk():
            self.io.close()
            return
        row = self._row
        for field, column in self._columns.items():
            setattr(self, field, column[row])
        self._row = row + 1
        if self._last_chunk and self._row == self._rows:
            self.io.close(deliver=True)

    async def destroy(self) -> None:
        """Give up the chunk that is being fetched."""
        self._ahead.stop()

    async def _next_chunk(self) -> bool:
        """Take the next chunk and begin to fetch the one behind it."""
        if self._last_chunk:
            return False
        try:
            data = await self._ahead.take(self._fetch)
        except NoMoreDataException:
            return False
        converted: Any = self._convert(data)
        if inspect.isawaitable(converted):
            converted = await converted
        self._columns = self._checked(converted)
        self._row, self._rows = 0, len(self._columns[self.field_names[0]])
        if not self._last_chunk:
            self._ahead.start(self._fetch)
        return self._rows > 0

    def _checked(self, converted: Any) -> Shared:
        missing = [field for field in self.field_names if field not in converted]
        if missing:
            raise ValidationError(
                f"component {self.name!r} got a chunk without the field {missing[0]!r}; "
                f"it has {sorted(map(str, converted))}"
            )
        columns = Shared({field: _listed(converted[field]) for field in self.field_names})
        lengths = {field: len(column) for field, column in columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValidationError(
                f"component {self.name!r} got a chunk with columns of different lengths: {lengths}"
            )
        return columns


def _listed(column: Any) -> list[Any]:
    """Return *column* as a list, the scalars of numpy and pandas as those of Python."""
    if getattr(column, "ndim", 0) == 1 and hasattr(column, "tolist"):
        return list(column.tolist())
    return list(column)


class _Ahead:
    """The fetch that goes on while the rows of another chunk go out.

    It begins at once, and becomes a task only if it has to wait. A step that is cancelled does not
    cancel it, so nothing is lost. What has come is part of a copy of the component; what is still
    to come belongs to the event loop in which it was asked for, and is asked for again elsewhere.
    """

    def __init__(self, outcome: tuple[Any, Exception | None] | None = None) -> None:
        self._task: asyncio.Task[None] | None = None
        self._outcome = outcome

    def __reduce__(self) -> tuple[Any, ...]:
        return _Ahead, (self._outcome,)

    def start(self, fetch: Callable[[], Awaitable[Any]]) -> None:
        """Begin to fetch."""
        eager = EagerTasks()
        try:
            self._task = eager.start(self._fetched(fetch))
        finally:
            eager.close()

    async def _fetched(self, fetch: Callable[[], Awaitable[Any]]) -> None:
        try:
            data: Any = fetch()
            self._outcome = (await data if inspect.isawaitable(data) else data), None
        except Exception as error:
            self._outcome = None, error

    def stop(self) -> None:
        """Give up what is being fetched."""
        if self._task is not None and not self._task.get_loop().is_closed():
            self._task.cancel()
        self._task = self._outcome = None

    async def take(self, fetch: Callable[[], Awaitable[Any]]) -> Any:
        """Return what was fetched, or raise what was raised; begin now if nobody has."""
        if self._outcome is None and not self._is_under_way():
            self.start(fetch)
        if self._outcome is None and self._task is not None:
            await asyncio.shield(self._task)
        assert self._outcome is not None
        (data, error), self._outcome, self._task = self._outcome, None, None
        if error is not None:
            raise error
        return data

    def _is_under_way(self) -> bool:
        task = self._task
        return (
            task is not None and not task.done() and task.get_loop() is asyncio.get_running_loop()
        )
