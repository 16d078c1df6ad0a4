"""Futures: branches, the part of a timeline that begins something new."""

from collections.abc import Mapping
from typing import Any

from plugboard_nb.exceptions import TimelineError, ValidationError
from plugboard_nb.process.changes import Change
from plugboard_nb.timeline.branch import Branch, Position, whole_number
from plugboard_nb.timeline.interventions import Interventions, written

__all__ = ["Futures"]


class Futures(Interventions):
    """The branching half of a timeline."""

    def fork(
        self,
        at: int | None = None,
        *,
        set: Mapping[str, Any] | None = None,
        hold: Mapping[str, Any] | None = None,
        initial_values: Mapping[str, Any] | None = None,
        name: str | None = None,
    ) -> Branch:
        """Return a new branch; neither the head nor the present branch change.

        Args:
            at: The tick it leaves at, before any change made after that tick; by default the
                present moment, changes included.
            set: Parameters, constructor arguments, attributes → their values on the branch.
            hold: Outputs → values they are held at; ``release`` ends that.
            initial_values: Inputs → other initial values; only with ``at=0``.
            name: Name of the branch; numbered by default.

        Raises:
            IndexError: The present branch has no such tick.
            ValidationError: A change is not possible, or the name is taken.
        """
        position = self._head.shown if at is None else self._departure(whole_number("at", at))
        changes = _changes_of(set, hold, initial_values)
        checked = self._checked(changes, position)
        branch = self._new_branch(position, name, enter=False)
        branch._log += written(position.tick, checked)
        branch._founding = len(checked)
        self._news.note("branch")
        self._news.tell()
        return branch

    def undo(self, number: int, name: str | None = None) -> Branch:
        """Return a new branch without one of the changes made on the way to the head.

        It leaves right before that change. What else was changed after the same tick is changed on
        it too; what came later is not there. Neither the head nor the present branch change.

        Args:
            number: The place of the change in :attr:`interventions`.
            name: Name of the branch; numbered by default.

        Raises:
            IndexError: There is no such change.
            ValidationError: The name is taken.
        """
        changes = self.interventions
        if not 0 <= whole_number("number", number) < len(changes):
            raise IndexError(f"there is no intervention {number}; there are {len(changes)}")
        undone, position = changes[number], self._before_change(number)
        rest = [
            Change(c.kind, c.what, c.new)
            for c in changes[number + 1 :]
            if c.tick == undone.tick and (c.kind, c.what) != (undone.kind, undone.what)
        ]
        checked = self._checked(rest, position)
        branch = self._new_branch(position, name, enter=False)
        branch._log += written(position.tick, checked)
        branch._founding = len(checked)
        self._news.note("branch")
        self._news.tell()
        return branch

    def _before_change(self, number: int) -> Position:
        """Return the moment right before an intervention on the way to the head."""
        shown = self._head.shown
        for span in shown.branch.path(shown):
            if number < span.applied:
                return Position(span.branch, span.branch._log[number].tick, number)
            number -= span.applied
        raise AssertionError("the way to the head holds all its interventions")

    def _departure(self, at: int) -> Position:
        position = self.branch.position(at)
        if at == self.branch.last_tick and at != self.branch.departure:
            made = sum(change.tick < at for change in self.branch._log)
            return Position(self.branch, at, made)
        return position

    def delete(self, branch: Branch | str) -> None:
        """Delete a branch with all it recorded.

        Raises:
            TimelineError: The head is on it, or another branch left it.
        """
        chosen = self._branch(branch)
        with self._alone(f"delete({chosen.name!r})"):
            if children := [child.name for child in chosen.children]:
                raise TimelineError(
                    f"branch {chosen.name!r} cannot be deleted before those that left it, "
                    f"which are {children}"
                )
            if chosen is self.branch or chosen.parent is None:
                raise TimelineError(
                    f"branch {chosen.name!r} cannot be deleted: "
                    + ("it is the first one" if chosen.parent is None else "the head is on it")
                )
            self._head.forget(chosen)
            self._news.note("branch")

    def rename(self, branch: Branch | str, name: str) -> None:
        """Give a branch another name.

        Raises:
            ValidationError: The name is taken or empty.
        """
        chosen = self._branch(branch)
        if not isinstance(name, str) or not name.strip() or name in self.branches:
            raise ValidationError(
                f"a branch needs a name of its own, not {name!r}; there are {list(self.branches)}"
            )
        renamed = [(name if b is chosen else b.name, b) for b in self.branches.values()]
        chosen.name = name
        self.branches.clear()
        self.branches.update(renamed)
        self._news.note("branch")
        self._news.tell()


def _changes_of(set_: Any, hold: Any, initial_values: Any) -> list[Change]:
    kinds = {"set": set_, "hold": hold, "initial": initial_values}
    for kind, given in kinds.items():
        if given is not None and not isinstance(given, Mapping):
            name = "initial_values" if kind == "initial" else kind
            raise ValidationError(f"{name} is {given!r}; it must map 'component.name' to values")
    return [
        Change(kind, what, value)
        for kind, given in kinds.items()
        for what, value in (given or {}).items()
    ]
