"""What was done to a timeline so far, as Python that does it again."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from plugboard_nb.builder.expressions import (
    Expression,
    Group,
    Imports,
    call,
    expression,
    lines,
    prefixed,
)
from plugboard_nb.exceptions import EncodingError
from plugboard_nb.timeline.branch import Branch, Intervention, end_of_group

if TYPE_CHECKING:
    from plugboard_nb.timeline import Timeline

__all__ = ["script_of"]

_IN_FORK = ("set", "hold", "initial")  # in the order in which fork() takes them


def script_of(timeline: "Timeline") -> str:
    """Return Python source that leads a fresh process to where *timeline* is.

    It makes all branches with all their ticks and interventions, in order of creation, and puts the
    head where it is. It expects the process, before its first tick, under the name ``process``, and
    is run in a notebook cell, or within ``async def``.
    """
    return _Script(timeline).text()


class _Script:
    """Collects the calls, and knows where the head would be after them."""

    def __init__(self, timeline: "Timeline") -> None:
        self._timeline = timeline
        self._imports = Imports(taken=["process", "t"])
        self._timeline_name = self._imports.name("plugboard_nb", "Timeline")
        self._body: list[str] = []
        self._unwritten: list[str] = []
        root = next(iter(self._ordered()))
        self._at, self._made = root, {root}

    def text(self) -> str:
        timeline = self._timeline
        for branch in self._ordered():
            self._branch(branch)
        self._go(timeline.branch)
        if timeline.tick != timeline.branch.last_tick:
            self._add(prefixed("await ", Group("t.rewind(", [str(timeline.tick)], ")")))
        process = timeline.process
        if process.status == "failed":
            self._body.append(f"    # Tick {timeline.tick + 1} failed.")
        opening = f"async with {self._timeline_name}(process) as t:"
        title = f"# process {process.name!r} with seed {process.seed}, before its first tick"
        return "\n".join(
            [
                *self._imports.statements(),
                "",
                title,
                *self._unwritten,
                opening,
                *(self._body or ["    pass  # nothing was done yet"]),
                "",
            ]
        )

    def _ordered(self) -> list[Branch]:
        """Return all branches in order of creation; the head's last, where no other left it."""
        branches = sorted(self._timeline.branches.values(), key=lambda branch: branch.number)
        head = self._timeline.branch
        if branches[0] is not head and not head.children:
            branches.remove(head)
            branches.append(head)
        return branches

    # Branches ------------------------------------------------------------------------------

    def _branch(self, branch: Branch) -> None:
        if branch.parent is None:
            if branch.name != "main":
                self._add(Group("t.rename(", [*map(self._name, ("main", branch.name))], ")"))
            if not branch.last_tick:  # once it is changed, a fork at 0 would be changed too
                for child in self._leaving(branch):
                    self._fork(branch, child)
            self._play(branch, branch._log)
            return
        origin, before = _origin(branch)
        if branch not in self._made:
            self._go(origin)
            self._fork(origin, branch)
        self._go(branch)
        if before:
            self._play(branch, [c for c in (*before, *branch._log) if c.kind != "initial"])
        else:
            self._play(branch, branch._log[branch._founding :])

    def _leaving(self, root: Branch) -> list[Branch]:
        return [b for b in self._ordered() if b.parent is not None and _origin(b)[0] is root]

    def _fork(self, origin: Branch, branch: Branch) -> None:
        """Make *branch*, with what it began with, unless that follows upon other changes.

        Initial values are told in any case, since only a fork can change them.
        """
        self._made.add(branch)
        before, founding = _origin(branch)[1], branch._log[: branch._founding]
        if before:
            initial = {c.what: c for c in (*before, *founding) if c.kind == "initial"}
            founding = list(initial.values())
        arguments: dict[str, Expression] = {"at": str(branch.departure)}
        arguments["name"] = self._name(branch.name)
        for kind in _IN_FORK:
            if changes := [change for change in founding if change.kind == kind]:
                key = "initial_values" if kind == "initial" else kind
                arguments[key] = self._mapping(changes)
        self._add(call("t.fork", arguments))

    def _go(self, branch: Branch) -> None:
        if branch is not self._at:
            self._at = branch
            self._add(prefixed("await ", Group("t.switch(", [self._name(branch.name)], ")")))

    def _play(self, branch: Branch, changes: Sequence[Intervention]) -> None:
        """Take the ticks of *branch* and make *changes* on the way."""
        tick, number = branch.departure, 0
        while number < len(changes):
            tick = self._advance(tick, changes[number].tick)
            end = end_of_group(changes, number)
            self._change(changes[number:end])
            number = end
        ended = tick < branch.last_tick and self._ended(branch)
        self._advance(tick, branch.last_tick, ended)

    def _ended(self, branch: Branch) -> bool:
        """Whether the model came to its end on *branch*."""
        try:
            return bool(self._timeline.view(branch.last_tick, branch).status == "completed")
        except IndexError:  # no longer remembered
            return False

    def _advance(self, tick: int, goal: int, ended: bool = False) -> int:
        if ended:
            self._body.append(f"    await t.run()  # to the end, tick {goal}")
        elif goal == tick + 1:
            self._body.append("    await t.step()")
        elif goal > tick:
            self._body.append(f"    await t.run(ticks={goal - tick})")
        return goal

    # Changes -------------------------------------------------------------------------------

    def _change(self, changes: Sequence[Intervention]) -> None:
        """Add what was done in one."""
        settings = [change for change in changes if change.kind == "set"]
        if len(settings) > 1 and len({change.what for change in settings}) == len(settings):
            self._add(Group("t.set(", [self._mapping(settings)], ")"))
            settings = []
        for change in (*settings, *(c for c in changes if c.kind != "set")):
            arguments = [self._name(change.what)]
            arguments += [self._value(change)] if change.kind != "release" else []
            self._add(Group(f"t.{change.kind}(", arguments, ")"))

    def _mapping(self, changes: Iterable[Intervention]) -> Group:
        pairs = [prefixed(f"{self._name(c.what)}: ", self._value(c)) for c in changes]
        return Group("{", pairs, "}")

    def _name(self, name: str) -> Any:
        return expression(name, "a name", self._imports)

    def _value(self, change: Intervention) -> Any:
        try:
            return expression(change.new, change.what, self._imports)
        except EncodingError as error:
            name = f"value_{len(self._unwritten) + 1}"
            self._unwritten.append(f"# {name} is for you to give. {error}".replace("\n", " "))
            return name

    def _add(self, calling: Expression) -> None:
        self._body += lines(calling, 1)


def _origin(branch: Branch) -> tuple[Branch, list[Intervention]]:
    """Return the branch that *branch* can be forked from, and what was changed there before.

    ``fork(at=tick)`` leaves before any change made after that tick. A branch that left later, or
    left one that itself began there, is made from the same tick and changed once more.
    """
    assert branch.parent is not None
    parent, applied, changes = branch.parent, branch._inherited, list[Intervention]()
    while True:
        made = [c for c in parent._log[:applied] if c.tick == branch.departure]
        changes = made + changes
        if parent.parent is None or parent.departure != branch.departure:
            return parent, changes
        parent, applied = parent.parent, parent._inherited
