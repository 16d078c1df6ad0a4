"""The host of a timeline: who alone advances it, and tells the views what they show."""

import asyncio
import ctypes
import secrets
import threading
import weakref
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import TimelineError, ValidationError
from plugboard_nb.process import Process
from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.branch import Branch
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.widgets.commands import Command, CommandQueue, End
from plugboard_nb.widgets.controls import Controls
from plugboard_nb.widgets.guard import Problem, problem_of, report
from plugboard_nb.widgets.loops import engine_loop
from plugboard_nb.widgets.publisher import Publisher, Rate
from plugboard_nb.widgets.scene import Scene
from plugboard_nb.widgets.ticket import Ticket
from plugboard_nb.widgets.watchdog import busy_component, watch

if TYPE_CHECKING:
    from plugboard_nb.widgets.view import View

__all__ = ["Host", "timeline_of"]

_LINGER_S = 5.0  # how long the thread waits for more to do
_GRACE_S = 2.0  # how long a run goes on when the last view has left the page
_PATIENCE_S = 1.0  # how long a step may take before people are told

_hosts: "weakref.WeakKeyDictionary[Timeline, weakref.ref[Host]]" = weakref.WeakKeyDictionary()
_timelines: "weakref.WeakKeyDictionary[Process, weakref.ref[Timeline]]" = (
    weakref.WeakKeyDictionary()
)


def timeline_of(given: Any, **options: Any) -> Timeline:
    """Return the timeline that is meant: *given* itself, or the one of a process.

    A process that is driven already keeps its timeline, so that a cell that is run again shows the
    same one.

    Raises:
        TypeError: It is neither.
        TimelineError: The process has been advanced without a timeline.
        ValidationError: *options* are given for a timeline that there is already.
    """
    if isinstance(given, Timeline):
        timeline = given
    elif isinstance(given, Process):
        known = _timelines.get(given)
        found = known() if known else None
        if found is None or given.watcher not in (None, found._head):
            timeline = Timeline(given, **options)
            timeline._check_free()
            _timelines[given] = weakref.ref(timeline)
            return timeline
        timeline = found
    else:
        raise TypeError(f"a widget shows a Process or a Timeline, not {given!r}")
    if options:
        raise ValidationError(
            f"{', '.join(options)} cannot be given for process {timeline.process.name!r}, which "
            "has a timeline already; close() its workbench first, or make a Timeline with them"
        )
    return timeline


class Host:
    """Drives one timeline for people who look at it.

    A thread of its own advances the timeline; whoever wants something hands in a command and gets a
    :class:`Ticket` at once. There is one host per timeline, however many views.

    Attributes:
        timeline: What is driven.
        session: What its views have in common; unique.
        controls: All that can be asked for; a method per button.
        clicks_on_main: Whether the last message of a page came on the main thread.
        viewed: Branch and tick of the past that is shown, ``None`` for the present.
        selected: The component selected, ``""`` for none.
        problem: What went wrong last, until somebody dismisses it.
        stop: Why the last advance ended.
        goal: The tick at which the present advance ends, where that is known.
        began_at: The tick at which the present or last advance began.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.session = f"plugboard-{secrets.token_hex(6)}"
        self._engine = engine_loop(f"plugboard {timeline.process.name}"[:40])
        weakref.finalize(self, self._engine.close)
        self._queue = CommandQueue(self._pause_present, self._finished)
        self._publisher = Publisher(self._publish, self._engine.loop)
        self._views: weakref.WeakSet[View] = weakref.WeakSet()
        self._news: set[str] = set()
        self._seq = 0
        self._rate = Rate()
        self._moved = (perf_counter(), -1)  # when the tick was seen to change, and to what
        self._stuck: dict[str, Any] | None = None
        self._resting: asyncio.TimerHandle | None = None
        self.clicks_on_main = False
        self.viewed: tuple[Branch, int] | None = None
        self.selected = ""
        self.problem: Problem | None = None
        self.stop: Stop | None = None
        self.goal: int | None = None
        self.began_at = 0
        self.controls = Controls(self)
        self._unsubscribe = timeline.subscribe(self._told)

    @classmethod
    def of(cls, timeline: Timeline) -> "Host":
        """Return the host of *timeline*; it is made when it is first asked for."""
        known = _hosts.get(timeline)
        host = known() if known else None
        if host is None:
            host = cls(timeline)
            _hosts[timeline] = weakref.ref(host)
            host.controls.init()
        return host

    def __repr__(self) -> str:
        return f"<Host of {self.timeline!r}, {self.doing or 'idle'}>"

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
        return present is not None and present.advances and present.end > End.SOON

    @property
    def waiting(self) -> int:
        """How many commands wait."""
        return len(self._queue)

    @property
    def fps(self) -> float:
        """How often views are told at most, per second."""
        return self._publisher.fps

    @fps.setter
    def fps(self, value: float) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 60:
            raise ValidationError(f"fps is {value!r}; it must be a number from 0.1 to 60")
        self._publisher.fps = float(value)

    @property
    def rate(self) -> float:
        """Ticks per second, measured."""
        return self._rate.value

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
        return sorted(self._views, key=lambda view: view.number)

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
        """Have *act* done on the engine's loop when its time has come; see :class:`Command`."""
        locks = self._clicks_wait if end is End.OPEN else bool
        ticket = Ticket(what, self.pause, self.thread_can_wait, locks)
        command = Command(what, act, ticket, end, patience, doing, advances, raises)
        self._engine.call(self._put, command)
        return ticket

    @property
    def thread_can_wait(self) -> bool:
        """Whether the caller may wait for a ticket without stopping what it waits for."""
        return not self._engine.is_here

    def _clicks_wait(self) -> bool:
        """Whether the kernel handles clicks only when no cell waits, as ipykernel 6 does."""
        return self.clicks_on_main and any(view.mounted for view in self._views)

    def _put(self, command: Command) -> None:
        self._queue.put(command)
        if not self._queue.idle:
            watch(self)
        self._rest_later()

    def pause(self) -> None:
        """Have the advance under way return, and call off those that wait. From any thread."""
        self.timeline.pause()
        self._engine.call(self._call_off)

    def _call_off(self) -> None:
        for command in self._queue.call_off():
            command.ticket._settle(Stop("paused", self.timeline.tick))
        if self.doing:
            self.timeline.pause()
        self.touch()

    def _pause_present(self) -> None:
        self.timeline.pause()

    def interrupt(self) -> None:
        """End the step under way, if it does not return by itself. From any thread."""
        self.timeline.pause()
        threading.Thread(target=self._cut, name="plugboard-interrupt", daemon=True).start()

    def _cut(self) -> None:
        turning = threading.Event()
        self._engine.call(turning.set)
        thread = self.thread
        if turning.wait(0.3):
            self._engine.call(self._cancel)
        elif thread is not None and thread.ident is not None:
            ident = ctypes.c_ulong(thread.ident)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(KeyboardInterrupt))

    def _cancel(self) -> None:
        if self._queue.task is not None:
            self._queue.task.cancel()

    def _finished(self, command: Command, error: BaseException | None) -> Callable[[], None] | None:
        """Take note of what has become of a command, and have it shown."""
        if command.moves:
            self._rate.measure(self.timeline.tick)
            self._stuck = None
        unheard = None
        if error is not None and not command.raises:
            unheard = self.fail(error, command.what)
        self.touch()
        return unheard

    def fail(self, error: BaseException, doing: str) -> Callable[[], None] | None:
        """Show *error* in the views, and write it to the log.

        Returns:
            What is to be called if nobody else hears of it; ``None`` where a view shows it.
        """
        problem = self.problem = problem_of(error, doing)
        if any(view.mounted for view in self._views):
            report(problem, error, seen=True)
            return None
        return lambda: report(problem, error, seen=False)

    # Publishing ----------------------------------------------------------------------------

    def touch(self, *news: str) -> None:
        """Have the views told soon. From any thread."""
        self._news.update(news)
        if self._engine.is_here:
            self._publisher.request()
        else:
            self._engine.call(self._publisher.request)
        self._rest_later_if_here()

    def _told(self, news: frozenset[str]) -> None:
        """Hear from the timeline; within an advance this is a tick boundary."""
        if "error" in news:
            self._show_rejected()
        self.touch(*news)

    def _show_rejected(self) -> None:
        if self.timeline.rejected:
            change, error = self.timeline.rejected[-1]
            unseen = self.fail(error, f"{change.kind} {change.what}")
            if unseen is not None:
                unseen()

    def _publish(self) -> None:
        scene = self.scene()
        if self.running:
            self._rate.measure(self.timeline.tick)
        alarm = next((view for view in self._alarms() if view.wanted), None)
        for view in self.views:
            if view.wanted:
                view.show(scene, self.problem if view is alarm else None)

    def scene(self) -> Scene:
        """Return what is to be shown now."""
        news, self._news = frozenset(self._news), set()
        self._seq += 1
        return Scene(self, news, self._seq, self._stuck)

    def _alarms(self) -> "list[View]":
        """Return the views, the one that is to show errors first."""
        return sorted(
            self._views, key=lambda view: (not view.mounted, view.alarm_rank, view.number)
        )

    def is_stuck_looked_at(self) -> bool:
        """Look whether a step takes long, and tell; say whether to look again. From any thread."""
        tick, now = self.timeline.process.tick, perf_counter()
        if not self.doing:
            return not self._queue.idle
        if tick != self._moved[1]:
            self._moved = now, tick
        seconds = now - self._moved[0]
        if seconds < _PATIENCE_S:
            return True
        if component := busy_component(self):
            self._stuck = {"component": component, "seconds": round(seconds, 1)}
            for view in self.views:
                if view.wanted:
                    view.tell_stuck(self._stuck)
        return True

    # Views and rest ------------------------------------------------------------------------

    def add(self, view: "View") -> None:
        """Have *view* told from now on."""
        self._views.add(view)
        self._engine.call(self.refresh, view)

    def discard(self, view: "View") -> None:
        """Tell *view* no more."""
        self._views.discard(view)
        self.view_left()

    def refresh(self, view: "View") -> None:
        """Have one view show what is so now; called on the engine's loop."""
        alarm = next(iter(self._alarms()), None)
        view.show(
            Scene(self, frozenset({"structure"}), self._seq, self._stuck),
            self.problem if view is alarm else None,
        )
        self._rest_later()

    def view_left(self) -> None:
        """See that nothing goes on unasked when nobody looks any more. From any thread."""
        if not any(view.wanted for view in self._views):
            self._engine.call(self._leave_later)

    def _leave_later(self) -> None:
        self._engine.loop.call_later(_GRACE_S, self._leave)

    def _leave(self) -> None:
        if not any(view.wanted for view in self._views):
            self.pause()
            self._rest_later()

    def _rest_later_if_here(self) -> None:
        if self._engine.is_here:
            self._rest_later()

    def _rest_later(self) -> None:
        """Have the thread end when there has been nothing to do for a while."""
        if self._resting is not None:
            self._resting.cancel()
        self._resting = self._engine.loop.call_later(_LINGER_S, self._rest)

    def _rest(self) -> None:
        self._resting = None
        if not self._queue.idle or self._publisher.owes:
            self._rest_later()
        elif not any(view.mounted for view in self._views):
            self._engine.rest()

    def settle(self, timeout: float = 20.0) -> None:
        """Wait until nothing goes on and all views have been told.

        Raises:
            TimeoutError: That takes longer than *timeout* seconds.
        """
        deadline = perf_counter() + timeout
        quiet = threading.Event()
        while not quiet.is_set():
            self._engine.call(self._say_quiet, quiet)
            quiet.wait(0.05)
            if perf_counter() > deadline and not quiet.is_set():
                raise TimeoutError(f"{self!r} has not come to rest within {timeout} s")

    def _say_quiet(self, quiet: threading.Event) -> None:
        if self._queue.idle and not self._publisher.owes:
            quiet.set()

    def close(self, destroy: bool = False) -> None:
        """End what goes on; the timeline can be driven otherwise afterwards.

        Args:
            destroy: Whether to destroy the timeline too, which gives the process its settings back.
        """
        self.pause()
        ticket = self.submit(
            "close()", self.timeline.destroy if destroy else _nothing, end=End.SOON, doing="closing"
        )
        if self.thread_can_wait:
            try:
                ticket.result(_GRACE_S)
            except TimeoutError as error:
                raise TimelineError(
                    f"{self.doing or 'a step'} does not come to its end; interrupt() it first"
                ) from error
        self._unsubscribe()
        _hosts.pop(self.timeline, None)
        self._engine.close()


async def _nothing() -> None:
    """Do nothing, after everything else."""
