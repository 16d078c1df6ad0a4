"""Real components and processes built from the plain descriptions of :mod:`reference`."""

from __future__ import annotations

import asyncio
from abc import ABC
from collections.abc import Awaitable, Callable, Generator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from plugboard_nb.component import Component
from plugboard_nb.component import IOController as IO
from plugboard_nb.events import Event, StopEvent
from plugboard_nb.process import LocalProcess
from reference import Model, Node, handle, new_memory, step
from reference.model import turns_of

Drive = Callable[[LocalProcess], Awaitable[None]]
Watcher = Callable[["Block"], None]
WATCHERS: list[Watcher] = []  #: called at the end of every step of every block
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class Boom(Exception):
    """Raised by a node that was told to fail."""


class Note(Event):
    """An event that only carries a number."""

    type: ClassVar[str] = "note"


class Echo(Event):
    """A second one, to tell types apart."""

    type: ClassVar[str] = "echo"


class Fill(Event):
    """An event whose handler fills the field ``p``."""

    type: ClassVar[str] = "fill"


EVENTS: dict[str, type[Event]] = {cls.type: cls for cls in (Note, Echo, Fill, StopEvent)}


class LoopTurn:
    """Awaitable that suspends for one turn of the event loop, without any future."""

    def __await__(self) -> Generator[None, None, None]:
        yield


async def suspend(manner: int) -> None:
    """Wait for a turn or a few of the event loop, in one of the manners that steps use."""
    match manner % 7:
        case 0:
            await LoopTurn()
        case 1:
            await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))
        case 2:
            async with asyncio.timeout(20):
                await asyncio.sleep(0)
        case 3:
            with suppress(TimeoutError):
                async with asyncio.timeout(0):
                    await asyncio.sleep(20)
        case 4:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0))
        case _:
            await asyncio.sleep(0)


class Block(Component, ABC):
    """A node come alive; the classes below add a way to step and to declare fields."""

    def __init__(self, node: Node, **kwargs: Any) -> None:
        super().__init__(name=node.name, initial_values=dict(node.initial), **kwargs)
        self.node = node
        self.memory = new_memory(node)
        self.handled: list[tuple[str, int]] = []

    @property
    def acc(self) -> int:
        """What the node has accumulated."""
        return int(self.memory["acc"])

    def act(self) -> str:
        """Take the pure step on the fields of this component."""
        inputs = {name: getattr(self, name) for name in self.node.inputs}
        act = step(self.node, self.memory, inputs)
        for name, value in act.outputs.items():
            setattr(self, name, value)
        for type_, data in act.events:
            self.io.queue_event(self.event(type_, data))
        if act.ending == "fail":
            raise Boom(self.name)
        for watcher in WATCHERS:
            watcher(self)
        return act.ending

    def react(self, event: Event) -> tuple[Event | None, bool]:
        """Take the pure step of a handler."""
        assert isinstance(event.data, dict)
        self.handled.append((event.type, event.data["number"]))
        filled, reply, closes = handle(self.node, self.memory, event.type, event.data)
        for name, value in filled.items():
            setattr(self, name, value)
        return (self.event(*reply) if reply else None), closes

    def event(self, type_: str, data: dict[str, Any]) -> Event:
        """Make a real event with the timestamp that its data ask for."""
        timestamp = EPOCH + timedelta(milliseconds=data["at"])
        return EVENTS[type_](source=self.name, data=data, timestamp=timestamp)


class _Exporting(Block, ABC):
    """Has what the node has accumulated recorded, besides its outputs."""

    exports = ["acc"]


class Plain(Block, ABC):
    """Steps in a plain function."""

    def step(self) -> None:
        self.act()


class Pure(Block, ABC):
    """Steps in a coroutine function without any ``await``."""

    async def step(self) -> None:
        self.act()


class Async(Block, ABC):
    """Steps in a coroutine that never suspends, though it looks as if it might."""

    async def step(self) -> None:
        if ending := self.act():
            await self.io.close(**({"deliver": True} if ending == "deliver" else {}))


class Awaiting(Block, ABC):
    """Steps in a coroutine that suspends for some turns of the loop, before and after it acts."""

    async def step(self) -> None:
        turns = turns_of(self.node, self.memory)
        for turn in range(turns):
            await suspend(turn + self.node.salt)
        ending = self.act()
        if turns % 2:
            await asyncio.sleep(0)
        if ending:
            await self.io.close(deliver=ending == "deliver")


class WaitingFirst(Block, ABC):
    """Suspends before it acts and not after: a step that is cut off has not begun."""

    async def step(self) -> None:
        for turn in range(turns_of(self.node, self.memory)):
            await suspend(turn + self.node.salt)
        if ending := self.act():
            await self.io.close(deliver=ending == "deliver")


class Looping(Async, ABC):
    """Overrides ``run`` itself, with a remark on how often it came by."""

    rounds = 0

    async def run(self) -> None:
        while True:
            self.rounds += 1
            await self.step()


class _OwnFields(Block, ABC):
    """Declares its fields and events in the constructor."""

    def __init__(self, node: Node, **kwargs: Any) -> None:
        super().__init__(node, **kwargs)
        self.io = IO(
            inputs=list(node.inputs),
            outputs=list(node.outputs),
            input_events=[EVENTS[type_] for type_ in node.listens],
            output_events=[EVENTS[type_] for type_ in node.output_events],
        )


class _Hearing(_Exporting, _OwnFields, ABC):
    @Note.handler
    def on_note(self, event: Event) -> Event | None:
        return self.react(event)[0]

    @Echo.handler
    def on_echo(self, event: Event) -> Event | None:
        return self.react(event)[0]


class _AsyncHearing(_Exporting, _OwnFields, ABC):
    async def respond(self, event: Event) -> Event | None:
        if self.node.style == "await":
            await asyncio.sleep(0)
        reply, closes = self.react(event)
        if closes:
            await self.io.close()
        return reply

    @Note.handler
    async def on_note(self, event: Event) -> Event | None:
        return await self.respond(event)

    @Echo.handler
    async def on_echo(self, event: Event) -> Event | None:
        return await self.respond(event)


class _FillHearing(_Hearing, ABC):
    @Fill.handler(populates_fields=["p"])
    def on_fill(self, event: Event) -> Event | None:
        return self.react(event)[0]


class _AsyncFillHearing(_AsyncHearing, ABC):
    @Fill.handler(populates_fields=["p"])
    async def on_fill(self, event: Event) -> Event | None:
        return await self.respond(event)


STEPS: dict[str, type[Block]] = {
    "def": Plain,
    "pure": Pure,
    "async": Async,
    "await": Awaiting,
    "wait": WaitingFirst,
    "loop": Looping,
}


def made(*bases: type[Block], **more: Any) -> type[Block]:
    """Make a class of *bases*, once for all blocks of its sort."""
    name = "".join(base.__name__.strip("_") for base in bases)
    return type(name + "".join(more.pop("suffix", "")), bases, {"__module__": __name__, **more})


def declared_class(base: type[Block], inputs: int, outputs: int, exporting: bool) -> type[Block]:
    """Make a class that declares its fields itself, as most models do."""
    fields = IO(inputs=list("abc"[:inputs]), outputs=list("xy"[:outputs]))
    bases = (_Exporting, base) if exporting else (base,)
    return made(*bases, io=fields, suffix=f"{inputs}{outputs}")


DECLARED = {
    (style, inputs, outputs, exporting): declared_class(base, inputs, outputs, exporting)
    for style, base in STEPS.items()
    for inputs in range(4)
    for outputs in range(3)
    for exporting in (False, True)
    if inputs or outputs
}
FREE = {
    (style, exporting): made(*((_Exporting,) if exporting else ()), _OwnFields, base)
    for style, base in STEPS.items()
    for exporting in (False, True)
}
LISTENERS = {
    style: made(_Hearing if style in ("def", "pure") else _AsyncHearing, base)
    for style, base in STEPS.items()
}
FILLED = {
    style: made(_FillHearing if style in ("def", "pure") else _AsyncFillHearing, base)
    for style, base in STEPS.items()
}


def block_of(node: Node) -> Block:
    """Return a real component for *node*; fields are declared on its class where they can be."""
    style = node.style
    closes = node.deafens_at or (node.ends_at and node.ending != "fail")
    if closes and style in ("def", "pure"):
        style = "async"  # only a coroutine with an await can close
    shape = (style, len(node.inputs), len(node.outputs), bool(node.exports))
    cls: type[Block]
    if node.populated:
        cls = FILLED[style]
    elif node.listens:
        cls = LISTENERS[style]
    elif node.output_events or shape not in DECLARED or node.salt % 2:
        cls = FREE[style, bool(node.exports)]
    else:
        cls = DECLARED[shape]
    return cls(node)


def process_of(model: Model, **kwargs: Any) -> LocalProcess:
    """Return a real process for *model*."""
    wires = [f"{w.source}.{w.output} -> {w.target}.{w.input}" for w in model.wires]
    return LocalProcess([block_of(node) for node in model.nodes], wires, **kwargs)
