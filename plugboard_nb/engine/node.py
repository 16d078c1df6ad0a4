"""Components compiled for the engine: where inputs come from, where outputs go."""

from collections import deque
from enum import Enum
from heapq import heappop, heappush
from typing import Any, NamedTuple

from plugboard_nb.component import Component
from plugboard_nb.engine.own_run import OwnRun
from plugboard_nb.events import Event, EventHandler, StopEvent
from plugboard_nb.history import Table

__all__ = ["Decision", "Mail", "Merge", "Node", "Pipe", "Trigger"]


class Decision(Enum):
    """What became of a component's turn in a tick."""

    STEP = "took a step"
    SKIP = "had nothing to do"
    END = "ended, because an input has closed"


class Trigger(Enum):
    """What makes a component step."""

    ALWAYS = "no inputs: it steps at every tick"
    INPUTS = "a new value on every input"
    EVENTS = "no inputs but events: a step per batch of events"
    NEVER = "only events: its handlers run, it never steps"


class Pipe:
    """An input fed by one connector, where source and target step at every tick.

    Attributes:
        delay: Number of initial values; 0 for a wire whose value crosses within the tick.
        items: Values under way. Empty for an undelayed wire while all components keep step: the
            target then reads the source's attribute.
    """

    __slots__ = ("delay", "field", "initial", "items", "source", "source_field", "target")

    def __init__(
        self, source: "Node", source_field: str, target: "Node", field: str, initial: list[Any]
    ) -> None:
        self.source, self.source_field = source, source_field
        self.target, self.field = target, field
        self.initial, self.delay = initial, len(initial)
        self.items: deque[Any] = deque(initial)

    @property
    def writers(self) -> list["Node"]:
        """The components that feed this input."""
        return [self.source]

    def available(self, tick: int) -> bool:
        """Whether there is a value for the turn of *tick*."""
        return bool(self.items)

    @property
    def exhausted(self) -> bool:
        """Whether no value will ever come again."""
        return not self.items and self.source.ended

    def take(self) -> Any:
        """Return the next value."""
        return self.items.popleft()

    def push(self, tick: int, rank: int, value: Any) -> None:
        """Add the value that the source sent at *tick*."""
        self.items.append(value)

    def fill(self, values: list[Any]) -> None:
        """Hold *values* and nothing else, before the first tick."""
        self.items.clear()
        self.items.extend(values)


class Merge:
    """An input fed by several connectors, or where source or target may skip a tick.

    Values are taken in order of tick, within a tick in the order of the connectors. With initial
    values only those of earlier ticks are taken, so that nothing depends on who steps first.
    """

    __slots__ = ("delay", "field", "initial", "items", "sources", "target")

    def __init__(self, target: "Node", field: str, initial: list[Any]) -> None:
        self.target, self.field = target, field
        self.initial, self.delay = initial, len(initial)
        self.items: list[tuple[int, int, Any]]
        self.fill(initial)
        self.sources: list[Node] = []

    @property
    def writers(self) -> list["Node"]:
        """The components that feed this input."""
        return self.sources

    def available(self, tick: int) -> bool:
        """Whether there is a value for the turn of *tick*."""
        return bool(self.items) and self.items[0][0] <= (tick - 1 if self.delay else tick)

    @property
    def exhausted(self) -> bool:
        """Whether no value will ever come again."""
        return not self.items and all(source.ended for source in self.sources)

    def take(self) -> Any:
        """Return the next value."""
        return heappop(self.items)[2].value

    def push(self, tick: int, rank: int, value: Any) -> None:
        """Add the value that connector number *rank* sent at *tick*."""
        heappush(self.items, (tick, rank, _Item(value)))

    def fill(self, values: list[Any]) -> None:
        """Hold *values* and nothing else, before the first tick."""
        first = -len(values)
        self.items = [(0, first + place, _Item(value)) for place, value in enumerate(values)]


class _Item:
    """A value that a heap never compares; tick and rank are unique."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Mail(NamedTuple):
    """An event on its way: emitted at which tick, by the component at which position."""

    tick: int
    position: int
    event: Event


class Node:
    """A component in the engine.

    Attributes:
        values: The component's ``__dict__``, where inputs are put and outputs are read.
        turns: The tick up to which its turn is over, whether or not it stepped.
        ended: Whether it has ended; ``end`` says with which tick.
        limit: The last tick it takes part in, when that is known before it gets there.
        fillers: Input that event handlers fill → who emits those events.
        loaded: Inputs of the present turn are taken; a cut step is taken again with them.
        exits: ``(field, input, rank of the connector)`` for every wire that leaves.
        waits_for: ``(node, lag)``: turn ``k`` may be taken once that node has had its turn
            ``k - lag``.
        consumers, producers: Who is fed by it, and who feeds it, itself left out.
        regular: Steps at every tick until it ends.
        special: Needs more at its turn than the fast loop does: events, merged inputs, exports.
        careful: Whether the fast loop leaves its whole turn to the slow way at present, because it
            is special or a producer has ended.
        never_waits: Its step is a coroutine function that cannot wait.
        before: The component's attributes before its first step.
        heard: Events handled at the present turn.
        held: Output → value it is held at, whatever the step says.
        covered: Output → what the last step said of it, behind the held value.
    """

    def __init__(self, component: Component, position: int, table: Table) -> None:
        self.component, self.name, self.position = component, component.name, position
        self.io, self.values, self.table = component.io, component.__dict__, table
        self.inputs: list[Pipe | Merge] = []
        self.exits: list[tuple[str, Pipe | Merge, int]] = []
        self.consumers: list[Node] = []
        self.producers: list[Node] = []
        self.subscribers: dict[str, list[Node]] = {}
        self.emitters: list[Node] = []
        self.waits_for: list[tuple[Node, int]] = []
        self.followers: list[Node] = []
        self.handlers: dict[str, EventHandler] = type(component)._handlers
        self.fillers: dict[str, list[Node]] = {}
        self.trigger = Trigger.ALWAYS
        self.regular = True
        self.special = False
        self.never_waits = False
        self.take_step: Any = None
        self.own_run: OwnRun | None = None
        self.turns = 0
        self.ended = False
        self.careful = False
        self.end = 0
        self.limit: int | None = None
        self.loaded = False
        self.decision = Decision.SKIP
        self.error: BaseException | None = None
        self.inbox: list[Mail] = []
        self.heard = 0
        self.filled: set[str] = set()
        self.held: dict[str, Any] = {}
        self.covered: dict[str, Any] = {}
        self.before = dict(self.values)
        self.initial = {field: self.read(field) for field in self.io.outputs}

    def __repr__(self) -> str:
        return f"<Node {self.name!r} after turn {self.turns}{' ended' * self.ended}>"

    def cover(self) -> None:
        """Put the held values in place of what the step said."""
        self.covered = {field: self.values[field] for field in self.held}
        self.values.update(self.held)

    def uncover(self) -> None:
        """Let the component see its own outputs again."""
        self.values.update(self.covered)
        self.covered = {}

    def due_events(self) -> list[Mail]:
        """Return the events to be handled at the next turn.

        These are the ones of earlier ticks, and those that components further up the order of the
        tick have emitted in this one; when they really came does not matter.
        """
        turn = self.turns + 1, self.position
        return [mail for mail in self.inbox if (mail.tick, mail.position) < turn]

    @property
    def declares_events(self) -> bool:
        """Whether the component emits or awaits events other than those of the system."""
        declared = (*self.io.input_events, *self.io.output_events)
        return any(event is not StopEvent for event in declared)

    def listeners(self) -> set["Node"]:
        """Return all others who take what this one sends or emits."""
        subscribers = (node for nodes in self.subscribers.values() for node in nodes)
        return {*self.consumers, *subscribers} - {self}

    @property
    def present_inputs(self) -> dict[str, Any]:
        """The values of the inputs as the component sees them."""
        return {field: getattr(self.component, field) for field in self.io.inputs}

    def read(self, field: str) -> Any:
        """Return the value of one of the component's attributes, ``None`` where there is none."""
        if field in self.values:
            return self.values[field]
        return getattr(self.component, field, None)
