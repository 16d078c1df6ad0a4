"""The commands for a timeline: carried out one after the other, between ticks."""

import asyncio
import inspect
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from plugboard_nb.exceptions import TimelineError
from plugboard_nb.widgets.ticket import Ticket

__all__ = ["Command", "CommandQueue", "End", "Seen"]

_REMEMBERED = 1000  # ids of messages, of which a second copy is ignored


class End(IntEnum):
    """When a command ends, and so who waits for it."""

    AT_ONCE = 0  #: it only takes a moment, whatever goes on
    SOON = 1  #: it moves the timeline; whoever comes later waits
    IN_SIGHT = 2  #: such as ``run(ticks=1000)``: code waits, people do not
    OPEN = 3  #: ``run()``: nobody waits


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
        raises: Whether whoever asked gets its error raised, so that no view needs to show it.
    """

    what: str
    act: Callable[[], Any]
    ticket: Ticket
    end: End = End.AT_ONCE
    patience: End = End.SOON
    doing: str = ""
    advances: bool = False
    raises: bool = False

    @property
    def moves(self) -> bool:
        """Whether it needs the timeline for itself."""
        return self.end is not End.AT_ONCE


class CommandQueue:
    """Carries out commands on one loop, in the order in which they are put in.

    Only its loop may call it. A command that moves the timeline runs as a task; those that come
    meanwhile are done between its ticks, or wait for its end.

    Args:
        pause: Has the move under way return soon.
        finished: Told of every command when it has ended, with its error if it failed; returns what
            is to be called if nobody ever asks for that error.
    """

    def __init__(
        self,
        pause: Callable[[], None],
        finished: Callable[[Command, BaseException | None], Callable[[], None] | None],
    ) -> None:
        self._pause, self._finished = pause, finished
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

    def call_off(self) -> list[Command]:
        """Take out the advances that wait, and return them."""
        off = [command for command in self._waiting if command.advances]
        self._waiting = deque(command for command in self._waiting if not command.advances)
        return off

    def _go_on(self) -> None:
        """Do what can be done now."""
        while self._waiting:
            command, present = self._waiting[0], self.present
            if present is not None and (command.moves or present.end <= command.patience):
                if present.end > command.patience:
                    self._pause()
                return
            self._waiting.popleft()
            if command.moves:
                self.present = command
                self.task = asyncio.get_running_loop().create_task(self._move(command))
            else:
                self._do(command)

    def _begin(self, command: Command) -> None:
        self._number += 1
        command.ticket.number = self._number

    def _do(self, command: Command) -> None:
        self._begin(command)
        try:
            value = command.act()
        except Exception as error:
            self._end(command, error=error)
        else:
            self._end(command, value)

    async def _move(self, command: Command) -> None:
        self._begin(command)
        value: Any = None
        error: BaseException | None = None
        try:
            value = command.act()
            if inspect.isawaitable(value):
                value = await value
        except (asyncio.CancelledError, KeyboardInterrupt):
            error = TimelineError(
                f"{command.what} was interrupted in the middle of a tick; the next step takes that "
                "tick again"
            )
        except Exception as raised:
            error = raised
        self.present = self.task = None
        self._end(command, value, error)
        self._go_on()

    def _end(self, command: Command, value: Any = None, error: BaseException | None = None) -> None:
        on_unheard = self._finished(command, error)
        command.ticket._settle(value, error, on_unheard)


class Seen:
    """Remembers which messages have come already: one may arrive twice."""

    def __init__(self) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()

    def is_new(self, message: str) -> bool:
        """Say whether *message* is seen for the first time."""
        if message in self._ids:
            return False
        self._ids[message] = None
        if len(self._ids) > _REMEMBERED:
            self._ids.popitem(last=False)
        return True
