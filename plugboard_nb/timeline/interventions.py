"""Interventions: changes to the model, between ticks and one at a time."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from plugboard_nb.exceptions import (
    NotInitialisedError,
    TimelineBusyError,
    TimelineError,
    ValidationError,
)
from plugboard_nb.process.changes import Change
from plugboard_nb.schemas import Status
from plugboard_nb.timeline.branch import NOTHING, Branch, Intervention, Position, changes_on
from plugboard_nb.timeline.news import News
from plugboard_nb.timeline.past import Past

if TYPE_CHECKING:
    from plugboard_nb.timeline.drive import Drive
    from plugboard_nb.timeline.timeline import Timeline

__all__ = ["Interventions", "written"]

logger = logging.getLogger(__name__)


class Interventions(Past):
    """The part of a timeline that changes the model, one at a time.

    Attributes:
        rejected: Changes asked for during an advance that turned out not to be possible, and why.
    """

    def __init__(self) -> None:
        self._created = 1
        self._lock = threading.Lock()
        self._doing = ""
        self._drive: Drive | None = None
        self._pending: list[list[Change]] = []
        self.rejected: list[tuple[Change, Exception]] = []
        self._news = News()
        self._ready = False

    # One at a time -------------------------------------------------------------------------

    @contextmanager
    def _alone(self, what: str) -> Iterator[None]:
        """Let nobody else advance or move the timeline meanwhile."""
        if not self._lock.acquire(blocking=False):
            raise TimelineBusyError(
                f"{what} is not possible now: the timeline is busy with {self._doing}; await that "
                "first, or pause() it"
            )
        self._doing = what
        try:
            yield
        finally:
            self._doing = ""
            self._lock.release()
            self._catch_up()
            self._news.tell()

    def _check_mine(self) -> None:
        """See that the process is this timeline's to move."""
        process = self._process
        if not self._ready:
            raise NotInitialisedError(
                f"the timeline of {process.name!r} is not initialised; use 'async with "
                "Timeline(process) as t:', or await t.init() first"
            )
        if process.watcher is not self._head:
            raise TimelineError(
                f"process {process.name!r} is driven by another timeline since; destroy() this "
                "one, and init() it again when the other is destroyed"
            )
        if not process.is_initialised:
            raise NotInitialisedError(
                f"process {process.name!r} was destroyed directly; await destroy() and init() of "
                f"its timeline to go on at tick {self.tick}"
            )

    def _check_ready(self) -> None:
        """See that the process is this timeline's, and where it is thought to be."""
        self._check_mine()
        process = self._process
        if process.tick != self.tick or self._head.away:
            did = "started it again" if self._head.away else "advanced it"
            raise TimelineError(
                f"process {process.name!r} is at tick {process.tick}, but its timeline is at tick "
                f"{self.tick}, as somebody {did} directly; rewind(t.tick) puts it back"
            )

    # Interventions -------------------------------------------------------------------------

    def set(self, what: str | Mapping[str, Any], value: Any = NOTHING) -> None:
        """Change parameters, constructor arguments or public attributes before the next tick.

        At once where the timeline rests, else after the tick under way; all of it or nothing. After
        a rewind this begins a new branch.

        Args:
            what: ``"component.name"``, the bare name of a parameter of the process, or a mapping
                of several to their values.
            value: The new value.

        Raises:
            UnknownFieldError: There is no such thing to set; the message names the nearest one.
            ValidationError: The value is not allowed there; nothing has changed.
        """
        self._intervene_on(None, "set", what, value)

    def hold(self, output: str, value: Any) -> None:
        """Have an output be *value* from the next tick on, whatever its component computes.

        Raises:
            UnknownFieldError: There is no such output.
        """
        self._intervene_on(None, "hold", output, value)

    def release(self, output: str) -> None:
        """Have a held output be again what its component computes.

        Raises:
            UnknownFieldError: There is no such output.
        """
        self._intervene_on(None, "release", output, None)

    @property
    def pending(self) -> list[Change]:
        """Changes asked for during an advance, not made yet."""
        return [change for changes in self._pending for change in changes]

    def _checked(self, changes: list[Change], position: Position) -> list[Change]:
        if self._ready:
            return self._process.check(changes, position.tick, self._settings_at(position))
        raise NotInitialisedError("a model is changed within 'async with Timeline(process) as t:'")

    def _settings_at(self, position: Position) -> dict[str, Any]:
        """Return the settings that interventions have made others at *position* than at present."""
        here = self._head.shown
        if position == here:
            return {}
        before = {c.what: c.old for c in reversed(changes_on(here)) if c.kind == "set"}
        there = {c.what: c.new for c in changes_on(position) if c.kind == "set"}
        return {**before, **there}

    def _intervene_on(self, branch: Branch | None, kind: str, what: Any, value: Any) -> None:
        changes = _asked(kind, what, value)
        chosen = self._branch(branch)
        on_head = branch is None or (chosen is self.branch and self._head.at_tip)
        position = self._head.shown if on_head else chosen.tip
        checked = self._checked(changes, position)
        if not checked:
            return
        if not on_head:
            chosen._log += written(position.tick, checked)
            self._news.note("interventions")
            self._news.tell()
        elif self._lock.acquire(blocking=False):
            try:
                self._check_ready()
                self._make(checked)
            finally:
                self._lock.release()
            self._news.tell()
        else:
            self._pending.append(checked)
            if (drive := self._drive) is not None:
                drive.hurry()
            self._catch_up()  # whoever was busy may have become free meanwhile

    def _make(self, changes: list[Change]) -> None:
        """Make *changes* at the head and write them down."""
        head = self._head
        if not self._process.at_boundary:
            raise TimelineError(
                f"tick {self.tick + 1} is under way or has failed, so nothing can be changed; "
                f"rewind({self.tick}) goes back to before it"
            )
        old = self._process.change(changes)
        if not head.at_tip:
            self._new_branch(head.position)
        head.branch._log += written(self.tick, changes, old)
        head.changed()
        self._news.note("interventions")

    def _apply_pending(self) -> None:
        """Make what was asked for meanwhile; while a step is cut off it goes on waiting."""
        if not self._process.at_boundary and self._process.status is not Status.FAILED:
            return
        waiting, self._pending = self._pending, []
        for changes in waiting:
            try:
                self._make(changes)
            except Exception as error:
                self._reject(changes, error)

    def _catch_up(self) -> None:
        """Make what was asked for too late for the last tick boundary."""
        while self._pending and self._ready and self._lock.acquire(blocking=False):
            try:
                if self._head.away or self._process.tick != self.tick:
                    return
                self._apply_pending()
                if self._pending:  # a step is cut off
                    return
            finally:
                self._lock.release()

    def _drop_pending(self) -> None:
        """Give up what was asked for and not made yet, as the head goes elsewhere."""
        waiting, self._pending = self._pending, []
        for changes in waiting:
            self._reject(changes, TimelineError(f"the head left tick {self.tick} before it"))

    def _reject(self, changes: list[Change], error: Exception) -> None:
        told = ", ".join(change.what for change in changes)
        logger.warning("not changed: %s: %s", told, error)
        self.rejected += [(change, error) for change in changes]
        self._news.note("error")

    def _new_branch(
        self, position: Position, name: str | None = None, enter: bool = True
    ) -> Branch:
        if name is None:
            name = next(n for i in range(1, 10**9) if (n := f"branch {i}") not in self.branches)
        if not isinstance(name, str) or not name.strip() or name in self.branches:
            raise ValidationError(
                f"a branch needs a name of its own, not {name!r}; there are {list(self.branches)}"
            )
        branch = Branch(cast("Timeline", self), name, position, self._created)
        self._created += 1
        self.branches[name] = branch
        if enter:
            self._head.enter(branch)
            self._news.note("branch")
        return branch


def _asked(kind: str, what: Any, value: Any) -> list[Change]:
    """Return what somebody asked for as changes."""
    if kind == "set" and isinstance(what, Mapping):
        if value is not NOTHING:
            raise ValidationError(f"a mapping holds its values itself; {value!r} is one too many")
        return [Change(kind, name, new) for name, new in what.items()]
    if value is NOTHING:
        raise ValidationError(f"set({what!r}, ...) needs the new value too")
    return [Change(kind, what, value)]


def written(
    tick: int, changes: list[Change], old: Mapping[str, Any] | None = None
) -> list[Intervention]:
    """Return *changes*, made in one, as interventions."""
    before = old or {}
    return [
        Intervention(tick, c.kind, c.what, before.get(c.what), c.value, together=number > 0)
        for number, c in enumerate(changes)
    ]
