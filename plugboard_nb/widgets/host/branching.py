"""Going elsewhere on the tree of branches."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from plugboard_nb.process.changes import arguments_of
from plugboard_nb.schemas import Status
from plugboard_nb.timeline import Timeline
from plugboard_nb.timeline.branch import Branch
from plugboard_nb.widgets.host.asking import Asking
from plugboard_nb.widgets.host.ticket import Ticket

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.host import Host

__all__ = ["Branching"]


class Branching(Asking):
    """The controls that put the timeline elsewhere; nothing is lost."""

    # Other futures -------------------------------------------------------------------------

    def rewind(self, tick: int | None = None) -> Ticket:
        """Put the timeline back to *tick*, by default the one shown; nothing is lost."""
        host = self._host

        async def act() -> None:
            timeline, (branch, shown) = host.timeline, _shown(host)
            target = shown if tick is None else tick
            async with _on(timeline, branch if tick is None else timeline.branch):
                await timeline.rewind(target)
            host.arrive()

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
            here = shown if host.viewed is not None else None  # changes made here are kept
            async with _on(timeline, branch):
                made = timeline.fork(here if at is None else at, set=set, hold=hold, name=name)
                await timeline.switch(made)
            host.arrive()
            return made

        return self._move("fork()" if at is None else f"fork({at})", act, doing="forking")

    def switch(self, branch: Branch | str) -> Ticket:
        """Go to the end of *branch*."""
        host = self._host

        async def act() -> None:
            await host.timeline.switch(branch)
            host.arrive()

        return self._move(f"switch({_name(branch)!r})", act, doing="switching")

    def reset(self) -> Ticket:
        """Go to tick 0 with the parameters as they are now; what was recorded stays a branch."""
        host = self._host

        async def act() -> None:
            await host.make_ready()
            timeline = host.timeline
            kept = _settings(timeline)
            if kept and not _is_fresh(timeline):
                await timeline.switch(timeline.fork(0, set=kept))
            elif not _is_fresh(timeline):
                await timeline.rewind(0)
            host.arrive()

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
            host.arrive()
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


@asynccontextmanager
async def _on(timeline: Timeline, branch: Branch) -> AsyncIterator[None]:
    """Be at the end of *branch*; come back if what is done there fails."""
    home, tick = timeline.branch, timeline.tick
    if branch is not home:
        await timeline.switch(branch)
    try:
        yield
    except BaseException:
        if timeline.branch is not home and timeline.branches.get(home.name) is home:
            await timeline.switch(home)
            if timeline.tick != tick:
                await timeline.rewind(tick)
        raise


def _shown(host: "Host") -> tuple[Branch, int]:
    return host.viewed or (host.timeline.branch, host.timeline.tick)


def _settings(timeline: Timeline) -> dict[str, Any]:
    """Return the parameters and arguments that interventions have set; not what is state."""
    parts = timeline.process.components
    found = {}
    for change in timeline.interventions:
        component, _, name = change.what.partition(".")
        part = parts.get(component) if name else None
        if change.kind == "set" and (
            part is None or name in part.parameters or name in arguments_of(part)
        ):
            found[change.what] = change.new
    return found


def _is_fresh(timeline: Timeline) -> bool:
    """Whether nothing has happened on the present branch."""
    failed = timeline.process.status is Status.FAILED
    return timeline.tick == timeline.branch.last_tick == 0 and not failed


def _name(branch: Branch | str) -> str:
    return branch.name if isinstance(branch, Branch) else str(branch)
