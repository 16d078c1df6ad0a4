"""A moment of the past: all that can be said about one tick, told by the history alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import UnknownFieldError
from plugboard_nb.history import EventRecord, History, StatusRecord
from plugboard_nb.schemas import Status
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.timeline.feeds import Feeds, Waiting

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Moment"]

_ENDS = frozenset(status for status in Status if status.is_terminal)


@dataclass(frozen=True, eq=False, repr=False)
class Moment:
    """What was true after one tick; nothing that happens later changes it.

    ``moment["tank.level"]`` is the value of an output or export, else of an input. Values are
    those of the history: look at them, do not change them.

    Left out of ``inputs`` and ``queued`` is what the history cannot tell: values it does not record
    or has forgotten, and the wires of inputs that event handlers fill too. Inputs that a component
    took in a step which closed it without delivering are not shown either; what it took in the step
    before is.

    Attributes:
        tick: The tick after which all this was so.
        branch: Name of the branch.
        fields: ``"component.field"`` → last value of an output or export, ``None`` before the
            first one.
        inputs: ``"component.field"`` → value that the component took in its last step; none where
            it had not stepped yet.
        status: Status of the process: ``"init"`` at tick 0, ``"waiting"`` at any tick in between,
            at the last tick how the run came to rest there.
        statuses: Component → status. The last tick includes those that failed or were stopped in
            the tick after it, which came to nothing.
        parameters: Component → its parameters.
        events: What was emitted in this tick.
        interventions: Interventions of this tick.
    """

    tick: int
    branch: str
    fields: Mapping[str, Any]
    inputs: Mapping[str, Any]
    status: str
    statuses: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, Any]]
    events: Sequence[EventRecord]
    interventions: Sequence[Any]
    _known: Collection[str]
    _waiting: Mapping[str, Waiting]

    @classmethod
    def of(
        cls,
        tick: int,
        branch: str,
        history: History,
        feeds: Feeds,
        initial_values: Mapping[str, Sequence[Any]],
        parameters: Mapping[str, Mapping[str, Any]],
        interventions: Iterable[Any] = (),
    ) -> "Moment":
        """Return the moment after *tick* as *history* tells it.

        Args:
            tick: 0 is the moment before the first step.
            branch: Name of the branch.
            history: The record of that branch.
            feeds: The inputs of the process.
            initial_values: ``"component.field"`` of an input → the values the branch began with.
            parameters: Component → its parameters at that moment.
            interventions: What is to be shown beside.

        Raises:
            IndexError: *tick* lies in the future or is no longer remembered.
        """
        fields = history.at(tick)
        status, ended, statuses = _statuses(history, tick, feeds.components)
        inputs, waiting = feeds.at(history, tick, initial_values, ended)
        events = history.events
        first = bisect_left(events, tick, key=attrgetter("tick"))
        stop = bisect_right(events, tick, first, key=attrgetter("tick"))
        return cls(
            tick=tick,
            branch=branch,
            fields=fields,
            inputs=inputs,
            status=status,
            statuses=statuses,
            parameters=parameters,
            events=events[first:stop],
            interventions=list(interventions),
            _known=feeds.names,
            _waiting=waiting,
        )

    @cached_property
    def queued(self) -> dict[str, list[Any]]:
        """``"component.field"`` of an input → values still in its wires, the next one first."""
        return {name: waiting.values() for name, waiting in self._waiting.items()}

    def __getitem__(self, name: str) -> Any:
        """Return the value of an output or export, else of an input.

        Raises:
            UnknownFieldError: There is no such field.
            LookupError: It is an input, and its value at this tick is not known.
        """
        for values in (self.fields, self.inputs):
            if name in values:
                return values[name]
        if name in self._known:
            raise LookupError(
                f"the value of {name!r} at tick {self.tick} is not known: its component had not "
                "stepped yet, or the history does not remember what was sent"
            )
        known = [*self.fields, *self._known]
        raise UnknownFieldError(
            f"there is no field {name!r}; there are {known[:20]}.{did_you_mean(name, known)}"
        )

    def __repr__(self) -> str:
        return (
            f"<Moment at tick {self.tick} of {self.branch!r}: {self.status}, "
            f"{len(self.fields)} fields, {len(self.inputs)} inputs, {len(self.events)} events>"
        )

    def to_frame(self) -> "pd.DataFrame":
        """Return a DataFrame with a row per field, then per input, indexed by name.

        Its columns are ``kind`` (``"field"`` or ``"input"``), ``value`` and ``queued``, the list of
        values in the wires of an input. What is not known is ``None``.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ImportError("to_frame needs pandas: pip install 'plugboard_nb[data]'") from error
        rows: list[tuple[str, Any, Any]] = [("field", v, None) for v in self.fields.values()]
        rows += [("input", self.inputs.get(n), self.queued.get(n)) for n in self._known]
        index = pd.Index([*self.fields, *self._known], name="name")
        return pd.DataFrame(rows, index, ["kind", "value", "queued"], dtype=object)


def _statuses(
    history: History, tick: int, components: Collection[str]
) -> tuple[str, set[str], dict[str, str]]:
    """Return the status of the process, the components that had ended, and all their statuses.

    A component has a status of its own once it has ended; until then it has that of the process.
    After a failure, those that were stopped because of it have not ended: their wires are full.
    """
    is_last = tick == history.last_tick
    process = str(Status.WAITING if tick else Status.INIT)
    own: dict[str, StatusRecord] = {}
    for record in history.statuses:
        if record.entity not in components or record.status not in _ENDS:
            if is_last and record.tick == tick:
                process = record.status
        elif record.tick <= tick or is_last:
            own[record.entity] = record
    failed = process == Status.FAILED
    ended = {
        name
        for name, record in own.items()
        if record.tick <= tick or not failed or record.status == Status.COMPLETED
    }
    if process == Status.COMPLETED:
        ended.update(components)
    statuses = dict.fromkeys(components, str(Status.STOPPED) if failed else process)
    statuses.update((name, record.status) for name, record in own.items())
    return process, ended, statuses
