"""DataReader: the base of components that bring rows from outside into a model."""

import asyncio
import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Unpack

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.component.memory import private_state
from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.exceptions import NoMoreDataException, ValidationError
from plugboard_nb.library.arguments import count, names
from plugboard_nb.library.block import Lasting, Shared
from plugboard_nb.schemas import ComponentArgsDict

__all__ = ["DataReader"]

_FEW = 10_000  #: values in a chunk up to which each snapshot has its own copy


class DataReader(Component, ABC):
    """Base of readers: one row a step, one output for each field.

    A subclass writes ``_fetch``, which brings the next chunk of rows in whatever shape, and where
    that is no mapping of columns also ``_convert``. While the rows of one chunk go out, the next is
    already being fetched, but in a timeline only when it is needed: what a snapshot remembers is
    then never half of a fetch. The reader ends when ``_fetch`` raises ``NoMoreDataException`` or
    brings a chunk without rows::

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

    _fetches_ahead = True

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

    def snapshot(self) -> Any:
        """Return all attributes, as they were before a fetch that has not brought anything yet."""
        self._fetches_ahead = False
        state = super().snapshot()
        ahead: _Ahead = state.pop("_ahead")
        columns: Shared = state.pop("_columns")
        few = len(columns) * self._rows <= _FEW
        state["_columns"] = dict(columns) if few else Lasting(columns)
        fetched = ahead.fetched()
        if not fetched:
            state.update(ahead.changed)
        state = {name: value for name, value in state.items() if value is not _ABSENT}
        return {**state, "_fetched": fetched}

    def restore(self, state: Any) -> None:
        """Go back to a row; a chunk that was still being fetched is asked for again."""
        columns, fetched = state["_columns"], state.pop("_fetched")
        state["_columns"] = columns.value if isinstance(columns, Lasting) else Shared(columns)
        state["_ahead"] = _Ahead((fetched[0], None) if fetched else None)
        self._ahead.stop()
        super().restore(state)

    async def _next_chunk(self) -> bool:
        """Take the next chunk and begin to fetch the one behind it."""
        if self._last_chunk:
            return False
        try:
            data = await self._ahead.take(self)
        except NoMoreDataException:
            return False
        converted: Any = self._convert(data)
        if inspect.isawaitable(converted):
            converted = await converted
        self._columns = self._checked(converted)
        self._row, self._rows = 0, len(self._columns[self.field_names[0]])
        if self._fetches_ahead and not self._last_chunk:
            self._ahead.start(self)
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


def _listed(column: Any) -> tuple[Any, ...]:
    """Return *column* as a tuple, the scalars of numpy and pandas as those of Python."""
    if getattr(column, "ndim", 0) == 1 and hasattr(column, "tolist"):
        return tuple(column.tolist())
    return tuple(column)


_ABSENT: Any = object()  #: stands for the value of an attribute that there was not


class _Ahead:
    """The fetch that goes on while the rows of another chunk go out.

    It begins at once, and becomes a task only if it has to wait. A step that is cancelled does not
    cancel it, so nothing is lost. What has come is part of a copy of the component; what is still
    to come belongs to the event loop in which it was asked for, and is asked for again elsewhere.

    Attributes:
        changed: Attributes of the reader that the fetch has changed when it began, with the values
            they had before; what it changes inside a list or the like cannot be seen.
    """

    def __init__(self, outcome: tuple[Any, Exception | None] | None = None) -> None:
        self._task: asyncio.Task[None] | None = None
        self._outcome = outcome
        self.changed: dict[str, Any] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _Ahead, (self._outcome,)

    def start(self, reader: DataReader) -> None:
        """Begin to fetch."""
        eager, before = EagerTasks(), private_state(reader)
        try:
            self._task = eager.start(self._bring(reader._fetch))
        finally:
            eager.close()
        now = private_state(reader)
        self.changed = {
            name: before.get(name, _ABSENT)
            for name in {**before, **now}
            if now.get(name, _ABSENT) is not before.get(name, _ABSENT)
        }

    async def _bring(self, fetch: Callable[[], Awaitable[Any]]) -> None:
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
        self.changed = {}

    def fetched(self) -> tuple[Any, ...]:
        """Return what was fetched, alone in a tuple; an empty one if nothing came so far."""
        return (self._outcome[0],) if self._outcome and self._outcome[1] is None else ()

    async def take(self, reader: DataReader) -> Any:
        """Return what was fetched, or raise what was raised; begin now if nobody has."""
        if self._outcome is None and not self._is_under_way():
            self.start(reader)
        if self._outcome is None and self._task is not None:
            await asyncio.shield(self._task)
        assert self._outcome is not None
        (data, error), self._outcome, self._task = self._outcome, None, None
        self.changed = {}
        if error is not None:
            raise error
        return data

    def _is_under_way(self) -> bool:
        task = self._task
        return (
            task is not None and not task.done() and task.get_loop() is asyncio.get_running_loop()
        )
