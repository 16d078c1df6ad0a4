"""Connectors: which output feeds which input; and a channel for use on its own."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import ValidationError as SchemaError

from plugboard_nb.component import Component
from plugboard_nb.exceptions import ChannelClosedError, ChannelSetupError
from plugboard_nb.schemas import ConnectorMode, ConnectorSocket, ConnectorSpec

__all__ = [
    "AsyncioChannel",
    "AsyncioConnector",
    "Channel",
    "ChannelStatistics",
    "Connector",
    "ConnectorBuilder",
    "RayConnector",
    "as_connector",
    "connect",
]

# A method called dict hides the type inside these classes.
Plain = dict[str, Any]


class ChannelStatistics(NamedTuple):
    """What a channel holds, for tests and displays."""

    waiting: int  #: items sent and not yet received
    capacity: int | None  #: ``None`` means no limit
    closed: bool


class AsyncioChannel:
    """A first-in first-out channel between coroutines of one event loop.

    Closing is state, never an item: whatever was sent before stays receivable.

    Args:
        maxsize: Items that may wait; 0 means no limit.
    """

    def __init__(self, maxsize: int = 0) -> None:
        if maxsize < 0:
            raise ChannelSetupError(f"maxsize is {maxsize}; it must be 0 (no limit) or more")
        self.maxsize = maxsize
        self._items: deque[Any] = deque()
        self._closed = False
        self._changed = asyncio.Condition()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.statistics()}>"

    @property
    def is_closed(self) -> bool:
        """Whether :meth:`close` was called; items may still wait."""
        return self._closed

    def statistics(self) -> ChannelStatistics:
        """Return how many items wait, the capacity, and whether the channel is closed."""
        return ChannelStatistics(len(self._items), self.maxsize or None, self._closed)

    async def send(self, item: Any) -> None:
        """Put *item* in, waiting for room.

        Raises:
            ChannelClosedError: The channel is closed, or gets closed while waiting.
        """
        async with self._changed:
            await self._changed.wait_for(self._has_room)
            if self._closed:
                raise ChannelClosedError("cannot send: the channel is closed")
            self._items.append(item)
            self._changed.notify_all()

    async def recv(self) -> Any:
        """Take the oldest item out, waiting for one.

        Raises:
            ChannelClosedError: The channel is closed and empty.
        """
        async with self._changed:
            await self._changed.wait_for(lambda: self._items or self._closed)
            if not self._items:
                raise ChannelClosedError("cannot receive: the channel is closed and empty")
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    async def close(self) -> None:
        """Take no further items; closing twice changes nothing."""
        async with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _has_room(self) -> bool:
        return self._closed or not self.maxsize or len(self._items) < self.maxsize


Channel = AsyncioChannel


class Connector:
    """One wire ``component.field -> component.field``.

    Args:
        spec: Source, target and mode.
        maxsize: Accepted for compatibility. Inside a process the engine carries the values and
            bounds how far a producer runs ahead.
    """

    def __init__(self, spec: ConnectorSpec, maxsize: int = 0) -> None:
        if maxsize < 0:
            raise ChannelSetupError(
                f"connector {spec.id!r} has maxsize {maxsize}; it must be 0 (no limit) or more"
            )
        self.spec, self.maxsize = spec, maxsize

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.spec.source.id} -> {self.spec.target.id}>"

    @property
    def id(self) -> str:
        """``"a.x..b.y"``."""
        return self.spec.id

    @classmethod
    def builder(cls, **kwargs: Any) -> "ConnectorBuilder":
        """Return a builder of connectors of this class."""
        return ConnectorBuilder(cls, **kwargs)

    def export(self) -> Plain:
        """Return ``{"type": dotted class, "args": {"spec": ...}}``, enough to rebuild."""
        args: Plain = {"spec": self.spec.model_dump(mode="json")}
        if self.maxsize:
            args["maxsize"] = self.maxsize
        return {"type": f"{type(self).__module__}.{type(self).__qualname__}", "args": args}

    def dict(self) -> Plain:
        """Return id and spec as plain data."""
        return {"id": self.id, "spec": self.spec.model_dump(mode="json")}


class AsyncioConnector(Connector):
    """The connector of a process on one event loop."""

    async def connect_send(self) -> AsyncioChannel:
        """Return the channel to send on, for use outside a process."""
        return self._own_channel()

    async def connect_recv(self) -> AsyncioChannel:
        """Return the channel to receive from, for use outside a process."""
        return self._own_channel()

    def _own_channel(self) -> AsyncioChannel:
        channel: AsyncioChannel | None = self.__dict__.get("_channel")
        if channel is None:
            channel = self._channel = AsyncioChannel(self.maxsize)
        return channel


class RayConnector(AsyncioConnector):
    """A name that models written for Ray import; a process needs no special connector."""


class ConnectorBuilder:
    """Makes connectors of one class.

    Args:
        connector_cls: The class.
        **kwargs: Its further arguments.
    """

    def __init__(self, connector_cls: type[Connector] = AsyncioConnector, **kwargs: Any) -> None:
        self.connector_cls, self.kwargs = connector_cls, kwargs

    def build(self, spec: ConnectorSpec) -> Connector:
        """Return a connector for *spec*."""
        return self.connector_cls(spec, **self.kwargs)

    def build_event_connectors(self, components: Iterable[Component]) -> list[Connector]:
        """Return the connectors over which events reach their subscribers: none is needed.

        A process delivers every event to every component that lists it in ``input_events``; the
        method is here for models that add event connectors by hand.
        """
        return []


def connect(source: str, target: str, mode: str = "pipeline") -> AsyncioConnector:
    """Return a connector from ``"a.x"`` to ``"b.y"``.

    Raises:
        ValueError: *source* or *target* is not of the form ``component.field``.
    """
    return AsyncioConnector(
        ConnectorSpec(
            source=ConnectorSocket.from_ref(source),
            target=ConnectorSocket.from_ref(target),
            mode=ConnectorMode(mode),
        )
    )


def as_connector(given: Any) -> Connector:
    """Return *given* as a connector.

    Args:
        given: A connector, a spec, ``"a.x -> b.y"``, or the pair ``("a.x", "b.y")``.

    Raises:
        ValueError: It is none of these.
    """
    if isinstance(given, Connector):
        return given
    try:
        return AsyncioConnector(ConnectorSpec.model_validate(given))
    except SchemaError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        why = "" if "is no connector" in reason else f" ({reason})"
        raise ValueError(
            f"{given!r} is no connector{why}; write 'a.x -> b.y', ('a.x', 'b.y'), a "
            "ConnectorSpec or a Connector"
        ) from None
