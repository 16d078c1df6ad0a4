"""All that people can ask of a timeline: a method per button."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import TimelineError, ValidationError
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.timeline.branch import NOTHING, Branch, whole_number
from plugboard_nb.timeline.breakpoints import Breakpoint
from plugboard_nb.timeline.condition import Condition
from plugboard_nb.timeline.drive import Until
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.widgets.commands import End
from plugboard_nb.widgets.ticket import Ticket

if TYPE_CHECKING:
    from plugboard_nb.widgets.host import Host

__all__ = ["Controls"]

_BRIEF_S = 1.0  # how long code waits for what takes a moment; then it gets a ticket

COMMANDS = frozenset(  # what a page may ask for
    [
        "step",
        "run",
        "pause",
        "back",
        "view",
        "rewind",
        "fork",
        "switch",
        "reset",
        "rename",
        "delete",
        "set",
        "hold",
        "release",
        "undo",
        "add_breakpoint",
        "remove_breakpoint",
        "enable_breakpoint",
        "speed",
        "fps",
        "select",
        "move",
        "arrange",
        "interrupt",
        "dismiss",
    ]
)


class Controls:
    """What can be asked of a timeline that a host drives.

    Methods that move the timeline return a :class:`Ticket` at once: ``await`` it, or call its
    ``result()``, or go on. In code, what comes later waits for what has an end in sight, so that
    ``step(10); back(3)`` does what it says; ``run()`` without an end goes on in the background.

    *Viewing* changes nothing: ``back``, ``view`` and the slider only look. ``rewind`` moves the
    timeline itself.
    """

    def __init__(self, host: "Host") -> None:
        self._host = host

    def from_page(self, name: str, args: Mapping[str, Any]) -> None:
        """Do what a page asks for; what goes wrong is shown, not raised."""
        page = _PageControls(self._host)
        try:
            getattr(page, name)(**args)
        except Exception as error:
            self._host.fail(error, name)
            self._host.touch()

    @classmethod
    def is_command(cls, name: str) -> bool:
        """Say whether a page may ask for *name*."""
        return name in COMMANDS

    # How things get done -------------------------------------------------------------------

    def _move(self, what: str, act: Callable[[], Any], **how: Any) -> Ticket:
        how.setdefault("end", End.SOON)
        return self._host.submit(what, act, patience=self._patience, **how)

    _patience = End.IN_SIGHT  # code waits for what it has asked for before

    def _brief(self, what: str, act: Callable[[], Any], patience: End | None = None) -> Any:
        """Have something done that takes a moment, and return its result."""
        chosen = self._patience if patience is None else patience
        host = self._host
        waits = host.thread_can_wait
        ticket = host.submit(what, act, patience=chosen, raises=waits)
        if not waits:
            return ticket
        try:
            return ticket.result(_BRIEF_S)
        except TimeoutError:
            return ticket

    def _fork_free(self, what: str) -> None:
        """See that nobody changes the present while looking at the past."""
        if self._host.viewed is not None:
            tick = self._host.viewed[1]
            raise TimelineError(
                f"{what} would change the present, but tick {tick} is viewed; return to now, or "
                "rewind or fork to there, and change it then"
            )

    # Going forward -------------------------------------------------------------------------

    def init(self) -> Ticket:
        """Initialise the process, unless that has happened."""
        return self._move("init()", self._host.timeline.init, doing="starting")

    def step(self, n: int = 1) -> Ticket:
        """Go *n* ticks forward: through the past while that is viewed, else into the future."""
        n = whole_number("n", n, 1)
        host = self._host

        async def act() -> Stop:
            if host.viewed is not None:
                branch, tick = host.viewed
                _view(host, tick + n, branch)
                return Stop("ticks", min(tick + n, branch.last_tick))
            return await _advance(host, lambda: host.timeline.step(n), n)

        return self._move(f"step({n})", act, doing="stepping", advances=True)

    def run(self, ticks: int | None = None, until: Until = None) -> Ticket:
        """Run from now on, until the end, as far as asked, or until somebody pauses it.

        Raises:
            ConditionError: The condition cannot be read; the message points at the column.
        """
        host = self._host
        if ticks is not None:
            ticks = whole_number("ticks", ticks, 0)
        if isinstance(until, str) and until != "steady":
            Condition(until, list(host.timeline.breakpoints._fields))
        given = {"ticks": ticks, "until": until}
        said = ", ".join(f"{name}={v!r}" for name, v in given.items() if v is not None)

        async def act() -> Stop:
            host.viewed = None
            return await _advance(host, lambda: host.timeline.run(ticks, until), ticks)

        end = End.OPEN if ticks is None and until is None else End.IN_SIGHT
        return self._move(f"run({said})", act, end=end, doing="running", advances=True)

    def pause(self) -> None:
        """Have an advance return after the tick under way, and call off those that wait."""
        self._host.pause()

    def interrupt(self) -> None:
        """Cut off a step that does not return; the tick is taken again by the next step."""
        self._host.interrupt()

    def speed(self, ticks_per_s: float | None = None) -> None:
        """Advance so many ticks a second at most; ``None`` is as fast as it goes."""
        self._host.timeline.pace = ticks_per_s
        self._host.touch()

    def fps(self, n: float) -> None:
        """Have the views told *n* times a second at most, however fast the model runs."""
        self._host.fps = n
        self._host.touch()

    # Looking -------------------------------------------------------------------------------

    def view(self, tick: int | None = None, branch: Branch | str | None = None) -> Any:
        """Show the moment after *tick*; without one, return to now. Nothing changes.

        Raises:
            IndexError: There is no such tick.
        """
        host = self._host

        def act() -> None:
            seen = branch if branch is not None else host.viewed and host.viewed[0]
            chosen = host.timeline._branch(seen)
            if tick is None and branch is None:
                _view(host, None, None)
            else:
                chosen.position(chosen.last_tick if tick is None else tick)
                _view(host, chosen.last_tick if tick is None else tick, chosen)

        return self._brief("view()" if tick is None else f"view({tick})", act)

    def back(self, n: int = 1) -> Any:
        """Show the moment *n* ticks before the one shown, the first one at most."""
        n = whole_number("n", n, 1)
        host = self._host

        def act() -> None:
            branch, tick = host.viewed or (host.timeline.branch, host.timeline.tick)
            _view(host, max(tick - n, 0), branch)

        return self._brief(f"back({n})", act)

    def select(self, component: str = "") -> Any:
        """Have the inspector show a component; ``""`` for none."""
        parts = self._host.timeline.process.components
        if component and component not in parts:
            raise ValidationError(
                f"there is no component {component!r}; there are {list(parts)}."
                f"{did_you_mean(component, parts)}"
            )

        def act() -> None:
            self._host.selected = component
            self._host.touch("select")

        return self._brief(f"select({component!r})", act, End.AT_ONCE)

    # Other futures -------------------------------------------------------------------------

    def rewind(self, tick: int | None = None) -> Ticket:
        """Put the timeline back to *tick*, by default the one shown; nothing is lost."""
        host = self._host

        async def act() -> None:
            timeline, (branch, shown) = host.timeline, _shown(host)
            target = shown if tick is None else tick
            if branch is not timeline.branch and tick is None:
                await timeline.switch(branch)
            await timeline.rewind(target)
            host.viewed, host.stop = None, None

        return self._move("rewind()" if tick is None else f"rewind({tick})", act, doing="rewinding")

    def fork(
        self,
        at: int | None = None,
        name: str | None = None,
        set: Mapping[str, Any] | None = None,
        hold: Mapping[str, Any] | None = None,
    ) -> Ticket:
        """Begin a new branch at tick *at*, by default the one shown, and go there.

        Args:
            at: The tick it leaves at.
            name: Its name; numbered by default.
            set: Parameters → values on the branch.
            hold: Outputs → values they are held at.
        """
        host = self._host

        async def act() -> Branch:
            timeline, (branch, shown) = host.timeline, _shown(host)
            if branch is not timeline.branch:
                await timeline.switch(branch)
            live = at is None and host.viewed is None
            made = timeline.fork(
                None if live else shown if at is None else at, set=set, hold=hold, name=name
            )
            await timeline.switch(made)
            host.viewed, host.stop = None, None
            return made

        return self._move("fork()" if at is None else f"fork({at})", act, doing="forking")

    def switch(self, branch: Branch | str) -> Ticket:
        """Go to the end of *branch*."""
        host = self._host

        async def act() -> None:
            await host.timeline.switch(branch)
            host.viewed, host.stop = None, None

        return self._move(f"switch({_name(branch)!r})", act, doing="switching")

    def reset(self) -> Ticket:
        """Go to tick 0 with the parameters as they are now; what was recorded stays a branch."""
        host = self._host

        async def act() -> None:
            timeline = host.timeline
            kept = {c.what: c.new for c in timeline.interventions if c.kind == "set"}
            host.viewed, host.stop = None, None
            if kept and not (timeline.tick == 0 and timeline.branch.last_tick == 0):
                await timeline.switch(timeline.fork(0, set=kept))
            else:
                await timeline.rewind(0)

        return self._move("reset()", act, doing="resetting")

    def undo(self, number: int) -> Ticket:
        """Go on without an intervention: on a new branch that leaves before it.

        See :meth:`Timeline.undo`.

        Args:
            number: Its place in ``timeline.interventions``.
        """
        host = self._host

        async def act() -> Branch:
            made = host.timeline.undo(number)
            await host.timeline.switch(made)
            host.viewed, host.stop = None, None
            return made

        return self._move(f"undo({number})", act, doing="undoing")

    def rename(self, branch: Branch | str, name: str) -> Any:
        """Give a branch another name."""
        return self._brief("rename()", lambda: self._host.timeline.rename(branch, name))

    def delete(self, branch: Branch | str) -> Ticket:
        """Delete a branch with all it recorded; the one the timeline is on cannot be."""
        host = self._host
        return self._move(
            f"delete({_name(branch)!r})", lambda: host.timeline.delete(branch), doing="deleting"
        )

    # Changing the model --------------------------------------------------------------------

    def set(self, what: str | Mapping[str, Any], value: Any = NOTHING) -> Any:
        """Change a parameter, constructor argument or attribute before the next tick.

        Raises:
            UnknownFieldError: There is no such thing to set.
            ValidationError: The value is not allowed there.
            TimelineError: The past is viewed.
        """
        return self._change(f"set {what}", lambda: self._host.timeline.set(what, value))

    def hold(self, output: str, value: Any) -> Any:
        """Have an output be *value* from the next tick on."""
        return self._change(f"hold {output}", lambda: self._host.timeline.hold(output, value))

    def release(self, output: str) -> Any:
        """Have a held output be again what its component computes."""
        return self._change(f"release {output}", lambda: self._host.timeline.release(output))

    def _change(self, what: str, change: Callable[[], None]) -> Any:
        def act() -> None:
            self._fork_free(what)
            change()

        return self._brief(what, act)

    # Breakpoints ---------------------------------------------------------------------------

    def add_breakpoint(self, condition: str | None = None, events: Iterable[str] | str = ()) -> Any:
        """Stop advances when a condition becomes true, or when an event is emitted."""
        act = self._host.timeline.breakpoints.add
        return self._point("add_breakpoint()", lambda: act(condition, events=events))

    def remove_breakpoint(self, number: int) -> Any:
        """Remove the breakpoint at a place in ``timeline.breakpoints``."""
        points = self._host.timeline.breakpoints
        return self._point("remove_breakpoint()", lambda: points.remove(_nth(points, number)))

    def enable_breakpoint(self, number: int, enabled: bool = True) -> Any:
        """Have a breakpoint looked at, or not."""
        points = self._host.timeline.breakpoints

        def act() -> None:
            _nth(points, number).enabled = bool(enabled)

        return self._point("enable_breakpoint()", act)

    def _point(self, what: str, act: Callable[[], Any]) -> Any:
        def done() -> Any:
            found = act()
            self._host.touch("breakpoints")
            return found

        return self._brief(what, done)

    # The drawing ---------------------------------------------------------------------------

    def move(self, component: str, x: float, y: float) -> Any:
        """Put the left upper corner of a component's box elsewhere, in px."""
        self._component(component)
        corner = min(max(float(x), 0.0), 1e5), min(max(float(y), 0.0), 1e5)

        def act() -> None:
            self._host.timeline.layout[component] = corner
            self._host.touch("structure")

        return self._brief("move()", act, End.AT_ONCE)

    def _component(self, component: str) -> None:
        parts = self._host.timeline.process.components
        if component not in parts:
            raise ValidationError(
                f"there is no component {component!r}; there are {list(parts)}."
                f"{did_you_mean(component, parts)}"
            )

    def arrange(self) -> Any:
        """Put all boxes back where the layout has them."""

        def act() -> None:
            self._host.timeline.layout.clear()
            self._host.touch("structure")

        return self._brief("arrange()", act, End.AT_ONCE)

    def dismiss(self) -> None:
        """Take away the error that is shown."""
        self._host.problem = None
        self._host.touch()


class _PageControls(Controls):
    """The same for a page: people wait for single steps only, and see at once what they look at."""

    _patience = End.SOON

    def _brief(self, what: str, act: Callable[[], Any], patience: End | None = None) -> Any:
        looks = what.startswith(("view", "back"))
        chosen = End.AT_ONCE if looks else self._patience if patience is None else patience
        return self._host.submit(what, act, patience=chosen)


async def _advance(host: "Host", advance: Callable[[], Any], ticks: int | None) -> Stop:
    """Advance, and keep what views tell of it."""
    timeline = host.timeline
    host.viewed, host.problem, host.stop = None, None, None
    host.began_at = timeline.tick
    host.goal = None if ticks is None else timeline.tick + ticks
    host._rate.begin(timeline.tick)
    try:
        stop: Stop = await advance()
    finally:
        host.goal = None
    host.stop = stop
    return stop


def _view(host: "Host", tick: int | None, branch: Branch | None) -> None:
    """Show a tick; the head's own tick is the present."""
    timeline = host.timeline
    if tick is None or branch is None or (branch is timeline.branch and tick == timeline.tick):
        host.viewed = None
    else:
        host.viewed = branch, min(tick, max(branch.last_tick, 0))
        if branch is timeline.branch and host.viewed[1] == timeline.tick:
            host.viewed = None
    host.touch("view")


def _shown(host: "Host") -> tuple[Branch, int]:
    return host.viewed or (host.timeline.branch, host.timeline.tick)


def _name(branch: Branch | str) -> str:
    return branch.name if isinstance(branch, Branch) else str(branch)


def _nth(points: Any, number: int) -> Breakpoint:
    if not 0 <= whole_number("number", number) < len(points):
        raise IndexError(f"there is no breakpoint {number}; there are {len(points)}")
    found: Breakpoint = points[number]
    return found
