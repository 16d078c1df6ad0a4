"""The host of a timeline: who alone advances it, and has the views told what they show."""

import asyncio
import secrets
import threading
import weakref
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import TimelineError, ValidationError
from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.widgets.host.commands import Command, CommandQueue, End
from plugboard_nb.widgets.host.controls import Controls
from plugboard_nb.widgets.host.given import forget, timeline_of
from plugboard_nb.widgets.host.guard import problem_of, report
from plugboard_nb.widgets.host.interruption import interrupt
from plugboard_nb.widgets.host.loops import engine_loop
from plugboard_nb.widgets.host.scene import Scene
from plugboard_nb.widgets.host.situation import Situation
from plugboard_nb.widgets.host.stage import Stage
from plugboard_nb.widgets.host.ticket import Ticket
from plugboard_nb.widgets.host.watchdog import watch

if TYPE_CHECKING:
    from plugboard_nb.widgets.view import View

__all__ = ["Host", "timeline_of"]

_LINGER_S = 5.0  # how long the thread waits for more to do
_GRACE_S = 2.0  # how long a run goes on when the last view has left the page
_SOON_S = 0.1  # a move that takes longer is told

_hosts: "weakref.WeakKeyDictionary[Timeline, weakref.ref[Host]]" = weakref.WeakKeyDictionary()
_lock = threading.RLock()


class Host(Situation):
    """Drives one timeline for people who look at it.

    A thread of its own advances the timeline; whoever wants something hands in a command and gets a
    :class:`Ticket` at once. There is one host per timeline, however many views.

    Attributes:
        timeline: What is driven.
        session: What its views have in common; unique.
        controls: All that can be asked for; a method per button.
        closed: Whether it drives the timeline no more.
        clicks_on_main: Whether the last message of a page came on the main thread.
    """

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self.session = f"plugboard-{secrets.token_hex(6)}"
        self._engine = engine_loop(f"plugboard {timeline.process.name}"[:40])
        weakref.finalize(self, self._engine.close)
        self._queue = CommandQueue(
            self._engine.loop,
            timeline.pause,
            self._paused,
            self._began,
            self.make_ready,
            self._finished,
        )
        self._stage = Stage(self, self._engine.loop)
        self._resting: asyncio.TimerHandle | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._scheduled = 0  # calls that wait for their time
        self._rejected = len(timeline.rejected)
        self.closed = False
        self.clicks_on_main = False
        self.controls = Controls(self)
        self._unsubscribe = timeline.subscribe(self._told)

    @classmethod
    def of(cls, timeline: Timeline) -> "Host":
        """Return the host of *timeline*; it is made when it is first asked for."""
        with _lock:
            known = _hosts.get(timeline)
            host = known() if known else None
            if host is None:
                host = cls(timeline)
                _hosts[timeline] = weakref.ref(host)
                host.controls.init()
            return host

    def __repr__(self) -> str:
        return f"<Host of {self.timeline!r}, {'closed' if self.closed else self.doing or 'idle'}>"

    # What it tells -------------------------------------------------------------------------

    @property
    def doing(self) -> str:
        """What goes on, in a word; ``""`` if nothing does."""
        present = self._queue.present
        return present.doing if present else ""

    @property
    def running(self) -> bool:
        """Whether the timeline is being advanced until somebody pauses it."""
        present = self._queue.present
        return present is not None and present.advances and present.end > End.COUNTED

    @property
    def waiting(self) -> int:
        """How many commands wait."""
        return len(self._queue)

    @property
    def is_idle(self) -> bool:
        """Whether nothing goes on and nothing waits."""
        return self._queue.idle

    @property
    def is_driven_elsewhere(self) -> bool:
        """Whether somebody moves the timeline beside this host, on another thread."""
        threaded = self._engine.thread is not None and self._engine.is_here
        return threaded and self._queue.present is None and bool(self.timeline._doing)

    @property
    def fps(self) -> float:
        """How often views are told at most, per second."""
        return self._stage.publisher.fps

    @fps.setter
    def fps(self, value: float) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 60:
            raise ValidationError(f"fps is {value!r}; it must be a number from 0.1 to 60")
        self._stage.publisher.fps = float(value)

    @property
    def thread(self) -> threading.Thread | None:
        """The thread that advances the timeline at present."""
        return self._engine.thread

    def tasks(self) -> set[Any]:
        """Return the tasks on its loop."""
        return asyncio.all_tasks(self._engine.loop)

    @property
    def views(self) -> "list[View]":
        """The views that show it, in the order in which they were made."""
        return self._stage.views

    def scene(self) -> Scene:
        """Return what is to be shown now."""
        return self._stage.scene()

    # Commands ------------------------------------------------------------------------------

    def submit(
        self,
        what: str,
        act: Callable[[], Any],
        *,
        end: End = End.AT_ONCE,
        patience: End = End.IN_SIGHT,
        doing: str = "",
        advances: bool = False,
        raises: bool = False,
    ) -> Ticket:
        """Have *act* done on the engine's loop when its time has come; see :class:`Command`.

        Args:
            what: The command as it would be typed.
            act: What does it.
            end: When it ends.
            patience: Which of those before it it waits for.
            doing: What goes on meanwhile, in a word.
            advances: Whether ``pause()`` calls it off.
            raises: Whether the caller raises its error, so that no view needs to show it.

        Raises:
            TimelineError: The host is closed.
        """
        if self.closed:
            raise self._too_late(what)
        locks = self._clicks_wait if end is End.OPEN else bool
        ticket = Ticket(what, self.pause, lambda: self.thread_can_wait, locks)
        ticket.raises = raises
        command = Command(what, act, ticket, end, patience, doing, advances)
        if not self._hand_in(self._put, command):
            ticket._settle(error=self._too_late(what))
        return ticket

    def _too_late(self, what: str) -> TimelineError:
        return TimelineError(
            f"{what} comes too late: what drove {self.timeline.process.name!r} is closed; "
            "display its workbench again, or make another one"
        )

    def _hand_in(self, function: Callable[..., Any], *args: Any) -> bool:
        """Have *function* called on the engine's loop: now, if that is here."""
        if not self._engine.is_here:
            return self._engine.call(function, *args)
        function(*args)
        return True

    @property
    def thread_can_wait(self) -> bool:
        """Whether the caller may wait for a ticket without stopping what it waits for."""
        return not self._engine.is_here

    def _clicks_wait(self) -> bool:
        """Whether the kernel handles clicks only when no cell waits, as ipykernel 6 does."""
        return self.clicks_on_main and self._stage.mounted

    def _put(self, command: Command) -> None:
        self._queue.put(command)
        if not self._queue.idle and self._engine.thread is not None:
            watch(self)
        self._rest_later()

    def pause(self) -> None:
        """Have the advance under way return, and call off those that wait. From any thread."""
        self.timeline.pause()
        self._hand_in(self._call_off)

    def _call_off(self) -> None:
        self._queue.pause()
        self.touch()

    def _paused(self) -> Stop:
        return Stop("paused", self.timeline.tick)

    def interrupt(self) -> None:
        """End the step under way, if it does not return by itself. From any thread."""
        self.timeline.pause()
        interrupt(self, self._queue.present)

    def cancel(self, command: Command) -> None:
        """Cut *command* off, if it is still the one under way. From any thread."""

        def cut() -> None:
            if self._queue.present is command and self._queue.task is not None:
                self._queue.task.cancel()

        self._engine.call(cut)

    def later(self, seconds: float, function: Callable[[], Any]) -> bool:
        """Have *function* called on the engine's loop after a while. From any thread."""
        if not seconds:
            return self._engine.call(function)

        def schedule() -> None:
            self._scheduled += 1
            self._engine.loop.call_later(seconds, due)

        def due() -> None:
            self._scheduled -= 1
            function()

        return self._engine.call(schedule)

    async def make_ready(self) -> None:
        """See that the timeline is initialised, also where somebody has destroyed its process."""
        timeline = self.timeline
        if timeline._ready and not timeline.process.is_initialised:
            await timeline.destroy()
        if not timeline._ready:
            await timeline.init()

    def _began(self, command: Command) -> None:
        self._soon = self._engine.loop.call_later(_SOON_S, self.touch)

    def _finished(self, command: Command, error: BaseException | None) -> Callable[[], None] | None:
        """Take note of what has become of a command, and have it shown."""
        unheard = None
        if command.moves:
            if self._soon is not None:
                self._soon.cancel()
            self._rate.end(self.timeline.tick)
            self._stage.stuck = None
        if error is not None and not command.ticket.raises:
            unheard = self.fail(error, command.what)
        if command.moves or error is not None:  # what else changes something has told so itself
            self.touch()
        return unheard

    def fail(self, error: BaseException, doing: str) -> Callable[[], None] | None:
        """Show *error* in the views, and write it to the log.

        Returns:
            What is to be called if nobody else hears of it; ``None`` where a view shows it.
        """
        problem = self.problem = problem_of(error, doing)
        if self._stage.mounted:
            report(problem, error, seen=True)
            return None
        return lambda: report(problem, error, seen=False)

    # What changes --------------------------------------------------------------------------

    def touch(self, *news: str) -> None:
        """Have the views told soon. From any thread."""
        self._stage.note(*news)
        self._hand_in(self._touched)

    def _touched(self) -> None:
        self._stage.publisher.request()
        self._rest_later()

    def _told(self, news: frozenset[str]) -> None:
        """Hear from the timeline, on the thread that moves it, between two ticks."""
        self._stage.note(*news)
        if "error" in news:
            self._show_rejected()
        present = self._queue.present
        if self._engine.is_here:
            if present is None or present.end is not End.SOON:  # it is told when that has ended
                self._touched()
        elif not self._stage.publisher.if_due():
            self._engine.call(self._touched)

    def _show_rejected(self) -> None:
        rejected = self.timeline.rejected[self._rejected :]
        self._rejected += len(rejected)
        for change, error in rejected:
            unseen = self.fail(error, f"{change.kind} {change.what}")
            if unseen is not None:
                unseen()

    def is_stuck_looked_at(self) -> bool:
        """Look whether a step takes long, and tell; say whether to look again. From any thread."""
        present = self._queue.present
        if present is not None and present.began:
            self._stage.look_whether_stuck(present.began)
        return not self._queue.idle

    # Views and rest ------------------------------------------------------------------------

    def add(self, view: "View") -> None:
        """Have *view* told from now on."""
        self._stage.add(view)

    def discard(self, view: "View") -> None:
        """Tell *view* no more."""
        self._stage.discard(view)
        self.view_left()

    def refresh(self, view: "View") -> None:
        """Have one view show what is so now; called on the engine's loop."""
        self._stage.refresh(view)
        self._rest_later()

    def view_left(self) -> None:
        """See that nothing goes on unasked when nobody looks any more. From any thread."""
        if not self._engine.is_resting and not self._stage.wanted:
            self.later(_GRACE_S, self._leave)

    def _leave(self) -> None:
        if not self._stage.wanted:
            self.pause()

    def _rest_later(self) -> None:
        """Have the thread end when there has been nothing to do for a while."""
        if self._resting is not None:
            self._resting.cancel()
        self._resting = self._engine.loop.call_later(_LINGER_S, self._rest)

    def _rest(self) -> None:
        self._resting = None
        if not self._queue.idle or self._stage.publisher.owes or self._scheduled:
            self._rest_later()
        elif not self._stage.mounted:
            self._engine.rest()

    def settle(self, timeout: float = 20.0) -> None:
        """Wait until nothing goes on and all views have been told.

        Raises:
            TimeoutError: That takes longer than *timeout* seconds.
        """
        deadline = perf_counter() + timeout
        quiet = threading.Event()
        while not quiet.is_set() and self._engine.call(self._say_quiet, quiet):
            quiet.wait(0.02)
            if perf_counter() > deadline and not quiet.is_set():
                raise TimeoutError(f"{self!r} has not come to rest within {timeout} s")

    def _say_quiet(self, quiet: threading.Event) -> None:
        if self._queue.idle and not self._stage.publisher.owes:
            quiet.set()

    def close(self, destroy: bool = False) -> None:
        """End what goes on; the timeline can be driven otherwise afterwards.

        Args:
            destroy: Whether to destroy the timeline too, which gives the process its settings back;
                a process that is shown anew gets another timeline.

        Raises:
            TimelineError: A step does not come to its end; nothing has been closed.
        """
        if self.closed:
            return
        self.pause()
        act = self.timeline.destroy if destroy else _nothing
        ticket = self.submit("close()", act, end=End.SOON, doing="closing", raises=True)
        if self.thread_can_wait:
            try:
                ticket.result(_GRACE_S)
            except TimeoutError:
                if not ticket.done:
                    raise self._not_closed(ticket) from None
                raise
        with _lock:
            self.closed = True
            _hosts.pop(self.timeline, None)
        self._unsubscribe()
        if destroy:
            forget(self.timeline)
        self._engine.call(self._queue.drop, self._too_late("this"))
        self._engine.close()

    def _not_closed(self, ticket: Ticket) -> TimelineError:
        error = TimelineError(
            f"{self.doing or 'a step'} does not come to its end; interrupt() it first"
        )
        self._engine.call(self._queue.drop, error, ticket)
        return error


async def _nothing() -> None:
    """Do nothing, after everything else."""
