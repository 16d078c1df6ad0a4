"""The commands for a timeline: carried out one after the other, between ticks."""

import asyncio
import inspect
import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from time import perf_counter
from typing import Any

from plugboard_nb.exceptions import TimelineError
from plugboard_nb.widgets.host.ticket import Ticket

__all__ = ["Command", "CommandQueue", "End", "Seen"]

logger = logging.getLogger("plugboard_nb.widgets")

_REMEMBERED = 1000  # ids of messages, of which a second copy is ignored


class End(IntEnum):
    """When a command ends, and so who waits for it."""

    AT_ONCE = 0  #: it only takes a moment, whatever goes on
    SOON = 1  #: it moves the timeline; whoever comes later waits
    COUNTED = 2  #: ``step(n=100)``: who steps waits, people who want something else do not
    IN_SIGHT = 3  #: such as ``run(ticks=1000)``: code waits, people do not
    OPEN = 4  #: ``run()``: nobody waits


@dataclass(eq=False)
class Command:
    """Something to be done with a timeline.

    Attributes:
        what: As it would be typed, such as ``step(n=3)``.
        act: What does it; returns something to await if it moves the timeline.
        ticket: What whoever asked for it holds.
        end: When it ends.
        patience: Which of those before it it waits for; the others go on beside it, or are paused
            if it moves the timeline itself.
        doing: What goes on meanwhile, in a word.
        advances: Whether ``pause()`` calls it off.
        began: When it began.
        paused: Whether it is to end, or not to begin.
    """

    what: str
    act: Callable[[], Any]
    ticket: Ticket
    end: End = End.AT_ONCE
    patience: End = End.SOON
    doing: str = ""
    advances: bool = False
    began: float = 0.0
    paused: bool = False

    @property
    def moves(self) -> bool:
        """Whether it needs the timeline for itself."""
        return self.end is not End.AT_ONCE


class CommandQueue:
    """Carries out commands on one loop, in the order in which they are put in.

    Only its loop may call it. A command that moves the timeline runs as a task; those that come
    meanwhile are done between its ticks, or wait for its end.

    Args:
        loop: The loop.
        pause: Has the advance under way return soon.
        called_off: Says what becomes of an advance that is paused before it begins.
        began: Told of every command that moves the timeline when it begins.
        prepare: Awaited before an advance: sees that the timeline can be advanced.
        finished: Told of every command when it has ended, with its error if it failed; returns what
            is to be called if nobody ever asks for that error.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        pause: Callable[[], None],
        called_off: Callable[[], Any],
        began: Callable[[Command], None],
        prepare: Callable[[], Awaitable[None]],
        finished: Callable[[Command, BaseException | None], Callable[[], None] | None],
    ) -> None:
        self._loop, self._pause, self._called_off = loop, pause, called_off
        self._began, self._prepare, self._finished = began, prepare, finished
        self._waiting: deque[Command] = deque()
        self._number = 0
        self.present: Command | None = None
        self.task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether nothing goes on and nothing waits."""
        return self.present is None and not self._waiting

    def put(self, command: Command) -> None:
        """Carry out *command* when its time has come."""
        if command.patience is End.AT_ONCE and not command.moves:
            self._do(command)
            return
        self._waiting.append(command)
        self._go_on()

    def pause(self) -> None:
        """Have the advance under way return, and call off those that wait."""
        for command in [c for c in self._waiting if c.advances]:
            self._waiting.remove(command)
            command.ticket._settle(self._called_off())
        self._pause_present()
        self._go_on()

    def drop(self, error: Exception, only: Ticket | None = None) -> None:
        """Have all commands that wait fail with *error*, or the one with the ticket *only*."""
        for command in [c for c in self._waiting if only in (None, c.ticket)]:
            self._waiting.remove(command)
            command.ticket._settle(error=error)

    def _pause_present(self) -> None:
        if self.present is not None and self.present.advances:
            self.present.paused = True  # its task may not have begun yet
            self._pause()

    def _go_on(self) -> None:
        """Do what can be done now."""
        while self._waiting:
            command, present = self._waiting[0], self.present
            if present is not None and (command.moves or present.end <= command.patience):
                if any(c.moves and present.end > c.patience for c in self._waiting):
                    self._pause_present()
                return
            self._waiting.popleft()
            if command.moves:
                self.present = command
                self.task = self._loop.create_task(self._move(command))
            else:
                self._do(command)

    def _begin(self, command: Command) -> None:
        self._number += 1
        command.ticket.number = self._number

    def _do(self, command: Command) -> None:
        self._begin(command)
        try:
            value = command.act()
        except BaseException as error:
            self._end(command, error=error)
        else:
            self._end(command, value)

    async def _move(self, command: Command) -> None:
        self._begin(command)
        command.began = perf_counter()
        value: Any = None
        error: BaseException | None = None
        try:
            self._began(command)
            if command.advances and not command.paused:
                await self._prepare()
            if command.advances and command.paused:
                value = self._called_off()
            else:
                value = command.act()
                if inspect.isawaitable(value):
                    value = await value
        except (asyncio.CancelledError, KeyboardInterrupt):
            error = TimelineError(
                f"{command.what} was interrupted; a tick that was under way is taken again by the "
                "next step"
            )
        except BaseException as raised:  # also what asks to exit: the loop must go on
            error = raised
        self.present = self.task = None
        self._end(command, value, error)
        self._go_on()

    def _end(self, command: Command, value: Any = None, error: BaseException | None = None) -> None:
        on_unheard = None
        try:
            on_unheard = self._finished(command, error)
        except Exception:  # whoever waits must not wait for ever
            logger.exception("the end of %s could not be told", command.what)
        command.ticket._settle(value, error, on_unheard)


class Seen:
    """Remembers which messages have come already: one may arrive twice. From any thread."""

    def __init__(self) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def is_new(self, message: str) -> bool:
        """Say whether *message* is seen for the first time; one without an id always is."""
        with self._lock:
            if message in self._ids:
                return False
            if message:
                self._ids[message] = None
            if len(self._ids) > _REMEMBERED:
                self._ids.popitem(last=False)
            return True
