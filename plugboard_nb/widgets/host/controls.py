"""All that people can ask of a timeline: a method per button."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.branch import Branch, whole_number
from plugboard_nb.timeline.condition import Condition
from plugboard_nb.timeline.drive import Until
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.widgets.host.branching import Branching
from plugboard_nb.widgets.host.changing import Changing
from plugboard_nb.widgets.host.commands import End
from plugboard_nb.widgets.host.ticket import Ticket

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.host import Host

__all__ = ["Controls"]

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


class Controls(Branching, Changing):
    """What can be asked of a timeline that a host drives.

    Methods that move the timeline return a :class:`Ticket` at once: ``await`` it, or call its
    ``result()``, or go on. In code, what comes later waits for what has an end in sight, so that
    ``step(10); back(3)`` does what it says; ``run()`` without an end goes on in the background.

    *Viewing* changes nothing: ``back``, ``view`` and the slider only look. ``rewind`` moves the
    timeline itself.
    """

    def from_page(self, name: str, args: Mapping[str, Any]) -> None:
        """Do what a page asks for; what goes wrong is shown, not raised."""
        try:
            getattr(_PageControls(self._host), name)(**args)
        except Exception as error:
            unseen = self._host.fail(error, name)
            if unseen is not None:
                unseen()
            self._host.touch()

    @classmethod
    def is_command(cls, name: str) -> bool:
        """Say whether a page may ask for *name*."""
        return name in COMMANDS

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

        how = {"end": End.SOON if n == 1 else End.COUNTED, "patience": self._patience_of_steps}
        return self._move(f"step({n})", act, doing="stepping", advances=True, **how)

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
            if tick is None and branch is None:
                _view(host, None, None)
                return
            seen = branch if branch is not None else host.viewed and host.viewed[0]
            chosen = host.timeline._branch(seen)
            shown = chosen.last_tick if tick is None else tick
            chosen.position(shown)
            _view(host, shown, chosen)

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
        if component:
            self._check_component(component)

        def act() -> None:
            self._host.selected = component
            self._host.touch("select")

        return self._brief(f"select({component!r})", act, End.AT_ONCE)


class _PageControls(Controls):
    """The same for a page: people wait for steps only, and get no result."""

    _patience = End.SOON
    _patience_of_steps = End.COUNTED

    def _brief(self, what: str, act: Callable[[], Any], patience: End | None = None) -> Any:
        chosen = self._patience if patience is None else patience
        return self._host.submit(what, act, patience=chosen)


async def _advance(host: "Host", advance: Callable[[], Any], ticks: int | None) -> Stop:
    """Advance, and keep what views tell of it."""
    host.begin(ticks)
    try:
        stop: Stop = await advance()
    finally:
        host.goal = None
    host.end(stop)
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
