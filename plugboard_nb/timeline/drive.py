"""What happens between the ticks of one advance."""

import inspect
import logging
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any, Union

from plugboard_nb.exceptions import IrreversibleError, ValidationError
from plugboard_nb.timeline.breakpoints import Watch, holds_at
from plugboard_nb.timeline.condition import Condition
from plugboard_nb.timeline.pace import Pacer
from plugboard_nb.timeline.steady import Steady
from plugboard_nb.timeline.stop import Stop

if TYPE_CHECKING:
    from plugboard_nb.history import History
    from plugboard_nb.timeline.timeline import Timeline

__all__ = ["Drive", "Until", "until_of"]

logger = logging.getLogger(__name__)

Until = Union[str, Condition, Steady, "Callable[[Timeline], bool]", None]

_FAR = 2**62
_TELL_S = 0.05  # how often views are told of a run that goes on
_SLOW = 30  # ticks per second at which every single one is told


def until_of(until: Until, history: "History") -> "Callable[[Timeline, int], bool] | None":
    """Return *until* as a function of the timeline and the tick.

    Raises:
        ConditionError: The condition cannot be read; the message points at the column.
        ValidationError: It is nothing of the kind.
    """
    if until is None:
        return None
    if until == "steady":
        until = Steady()
    if isinstance(until, str):
        until = Condition(until, history.fields)
    if isinstance(until, Condition):
        condition = until
        return lambda timeline, tick: holds_at(condition, timeline._head.history, tick)
    if isinstance(until, Steady):
        steady = until
        steady.watch(history.fields)
        return lambda timeline, tick: steady.holds(
            lambda field: timeline._head.history.value(field, tick), tick
        )
    if callable(until):
        return _asking(until)
    raise ValidationError(
        f"until is {until!r}; it must be a condition such as 'tank.level > 2', 'steady', or a "
        "function of the timeline"
    )


def _asking(function: "Callable[[Timeline], Any]") -> "Callable[[Timeline, int], bool]":
    def holds(timeline: "Timeline", tick: int) -> bool:
        answer = function(timeline)
        if inspect.isawaitable(answer):
            if inspect.iscoroutine(answer):
                answer.close()
            raise ValidationError("until gave something to await; it must be a plain function")
        return bool(answer)

    return holds


class Drive:
    """The boundary of one advance: keyframes, changes asked for, conditions, views.

    Attributes:
        due: The tick after which it wants to be called.
        stop: Why the advance is to end, once that is known.
        error: What a condition raised; the model has nothing to do with it.
        rests: Whether it waits for the time of the next tick.
    """

    def __init__(self, timeline: "Timeline", until: Until) -> None:
        self._timeline, self._head = timeline, timeline._head
        history = self._head.history
        self._until, self._text = None, ""
        if until is not None:
            self._until = until_of(until, history)
            self._text = until if isinstance(until, str) else getattr(until, "text", repr(until))
        self._watch = Watch(timeline.breakpoints, history)
        self.error: Exception | None = None
        self._looked_at = self._head.position.tick
        self._called = perf_counter(), self._looked_at
        self.stop: Stop | None = None
        self._pacer = Pacer()
        self.rests = False
        self.due = 0
        self._plan_next()

    async def __call__(self) -> bool:
        """Do what is due after a tick; say whether the advance is to end."""
        head, timeline = self._head, self._timeline
        head.advanced()
        if head.position.tick >= head.album.due:
            await self._keep()
        self._look()
        timeline._apply_pending()
        self._tell()
        if self.stop is None and timeline.pace is not None:
            await self._wait()
        if timeline._pausing and self.stop is None:
            self.stop = Stop("paused", head.position.tick)
        self._plan_next()
        return self.stop is not None

    async def _wait(self) -> None:
        """Wait until the next tick is due; changes asked for meanwhile are made at once."""
        timeline = self._timeline
        self.rests = True
        try:
            while (pace := timeline.pace) is not None and not timeline._pausing:
                if await self._pacer.wait(pace):
                    return
                timeline._apply_pending()
                timeline._news.tell()
        finally:
            self.rests = False

    def finish(self) -> None:
        """Look once more, after the last tick."""
        self._look()

    async def _keep(self) -> None:
        try:
            await self._head.keep()
        except IrreversibleError as error:
            self._head.album.due = _FAR
            logger.info("no more keyframes: %s", error)

    def _look(self) -> None:
        """Look whether the tick that was just taken is one to stop after."""
        tick = self._head.position.tick
        if tick == self._looked_at or self.stop is not None:
            return
        self._looked_at = tick
        try:
            found = self._watch.hit(tick)
            if self._until is not None and self._until(self._timeline, tick):
                self.stop = Stop("until", tick, self._text)
            elif found is not None:
                self.stop = Stop("breakpoint", tick, str(found))
        except Exception as error:
            self.error, self.stop = error, Stop("error", tick)

    def _tell(self) -> None:
        now, (then, _) = perf_counter(), self._called
        pace = self._timeline.pace
        if now - then >= _TELL_S or (pace is not None and pace <= _SLOW):
            self._called = now, self._head.position.tick
            self._timeline._keep_within_limit()
            self._timeline._news.note("tick")
            self._timeline._news.tell()

    def _plan_next(self) -> None:
        tick = self._head.position.tick
        timeline = self._timeline
        if self._watch or self._until is not None or timeline._pending or timeline.pace is not None:
            self.due = tick + 1
            return
        then, first = self._called
        pace = (perf_counter() - then) / (tick - first) if tick > first else 1e-4
        self.due = min(max(self._head.album.due, tick + 1), tick + max(1, int(_TELL_S / pace)))

    def hurry(self) -> None:
        """Be called after the tick under way, whatever was planned. Safe from any thread."""
        self.due = 0
        self._pacer.hurry()
