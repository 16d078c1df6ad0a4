"""What came over the wires at a tick of the past, worked out from the outputs recorded.

The n-th step of a component took the n-th item of each of its inputs. The items of an input are
its initial values, then all that its sources sent: one item per step that they delivered, in order
of tick, within a tick in the order of the connectors. So nothing of this needs to be recorded.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from plugboard_nb.graph import Wiring
from plugboard_nb.history import Column, History

__all__ = ["Feed", "Feeds", "Source", "Stretch", "Waiting"]


class Source(NamedTuple):
    """Where a connector starts."""

    component: str
    field: str

    @property
    def name(self) -> str:
        """``"component.field"``."""
        return f"{self.component}.{self.field}"


class Stretch(NamedTuple):
    """What one source sent in some of its steps.

    Attributes:
        head: Tick and value where no row is left.
        ticks: Tick of each row.
        rows: Values, in the form in which the history has them.
    """

    head: list[tuple[int, Any]]
    ticks: Sequence[int]
    rows: Column

    def items(self) -> list[tuple[int, Any]]:
        """Return ticks and values."""
        values = self.rows.to_list(len(self.ticks))
        return [*self.head, *zip(self.ticks, values, strict=True)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Values that lie in a wire: copied when this is made, put in order when they are read.

    Attributes:
        initial: Initial values not yet taken.
        sent: What came from each source, in order of the connectors.
    """

    initial: Sequence[Any] = ()
    sent: Sequence[Stretch] = ()

    def values(self) -> list[Any]:
        """Return the values, the one to be taken next first."""
        items = [item for stretch in self.sent for item in stretch.items()]
        items.sort(key=itemgetter(0))  # keeps the order of the connectors within a tick
        return [*self.initial, *(value for _, value in items)]


_NOTHING = Waiting()


@dataclass(frozen=True)
class Feed:
    """One input, and the connectors that end there.

    Attributes:
        component: The component that takes the items.
        field: Its input.
        name: ``"component.field"``.
        sources: Where the connectors start, in their order.
        by_events: Whether event handlers may fill it, so that items and steps do not go together.
    """

    component: str
    field: str
    name: str
    sources: Sequence[Source]
    by_events: bool

    def sent(self, history: History, tick: int) -> int:
        """Return how many items the sources had sent up to and including *tick*."""
        return sum([history.steps(source.component, tick) for source in self.sources])

    def shares(self, history: History, tick: int, number: int) -> list[int] | None:
        """Return how many of the first *number* items came from each source.

        All these had been sent by the end of *tick*. Where the history has forgotten the ticks that
        tell, the answer is ``None``.
        """
        if len(self.sources) == 1 or not number:
            return [number] * len(self.sources)
        at = self._tick_of_item(history, tick, number)
        if at is None:
            return None
        steps = [history.steps(source.component, at) for source in self.sources]
        extra = sum(steps) - number
        for place in range(len(steps) - 1, -1, -1):  # what came after it within its tick
            source = self.sources[place]
            if extra and steps[place] > history.steps(source.component, at - 1):
                steps[place] -= 1
                extra -= 1
        return steps

    def _tick_of_item(self, history: History, tick: int, number: int) -> int | None:
        """Return the tick in which item *number* was sent, or the last one that is forgotten.

        Where more items than that were sent in ticks that are forgotten, the answer is ``None``.
        """
        before = history.first_tick - 1
        forgotten = self.sent(history, before)
        if forgotten >= number:
            return before if forgotten == number else None
        # A source sends one item per tick at most, and in most models exactly one.
        least = max(-(-number // len(self.sources)), before + 1)
        if self.sent(history, least) >= number:
            return least
        ticks = range(least + 1, tick)
        return ticks.start + bisect_left(ticks, number, key=lambda at: self.sent(history, at))

    def last_of(self, history: History, shares: Sequence[int]) -> Any:
        """Return the last one of all items that the sources sent in so many steps.

        Raises:
            LookupError: It is not recorded, or it is forgotten.
        """
        if len(shares) == 1:
            return history.of_step(self.sources[0].name, shares[0])
        latest, found = 0, 0
        for place, number in enumerate(shares):
            if number:
                tick = self._tick_of_step(history, place, number)
                if tick >= latest:
                    latest, found = tick, place
        return history.of_step(self.sources[found].name, shares[found])

    def _tick_of_step(self, history: History, place: int, number: int) -> int:
        try:
            return history.tick_of_step(self.sources[place].component, number)
        except LookupError:
            return history.first_tick - 1  # it may have been later than others that are forgotten

    def between(
        self, history: History, after: Sequence[int], until: Sequence[int]
    ) -> list[Stretch]:
        """Return what came from each source in its steps *after* one number *until* another.

        Raises:
            LookupError: A value is not recorded, or it is forgotten.
        """
        return [
            _stretch(history, source, first, last)
            for source, first, last in zip(self.sources, after, until, strict=True)
            if first < last
        ]


def _stretch(history: History, source: Source, after: int, last: int) -> Stretch:
    """Copy what *source* sent in its steps after number *after* up to number *last*."""
    table = history.table(source.component)
    older = range(after + 1, min(last, table.dropped) + 1)
    head = [
        (history.tick_of_step(source.component, number), history.of_step(source.name, number))
        for number in older
    ]
    first, stop = max(after - table.dropped, 0), last - table.dropped
    column, values = table.columns[source.field], Column()
    values.kind, values.data = column.kind, column.part(first, stop)
    if table.ticks is None:
        return Stretch(head, range(table.dropped + first + 1, last + 1), values)
    return Stretch(head, table.ticks[first:stop], values)


class Feeds:
    """All inputs of a process, and what feeds them; the same for every tick and every branch.

    Attributes:
        feeds: One per input.
        components: Names of all components, in order of declaration.
        names: ``"component.field"`` of every input.
    """

    def __init__(self, feeds: Iterable[Feed], components: Iterable[str]) -> None:
        self.feeds = list(feeds)
        self.components = dict.fromkeys(components)
        self.names = [feed.name for feed in self.feeds]

    @classmethod
    def of(cls, wiring: Wiring) -> "Feeds":
        """Read the feeds off *wiring*."""
        sources: dict[tuple[str, str], list[Source]] = {}
        for wire in wiring.wires:
            place = sources.setdefault((wire.target, wire.target_field), [])
            place.append(Source(wire.source, wire.source_field))
        feeds = [
            Feed(
                name,
                field,
                f"{name}.{field}",
                sources.get((name, field), ()),
                field in fact.filled,
            )
            for name, fact in wiring.facts.items()
            for field in fact.inputs
        ]
        return cls(feeds, wiring.facts)

    def at(
        self,
        history: History,
        tick: int,
        initial_values: Mapping[str, Sequence[Any]],
        ended: Collection[str],
    ) -> tuple[dict[str, Any], dict[str, Waiting]]:
        """Return what each input was given last, and what lay in its wires after *tick*.

        Args:
            history: The record; it must remember *tick*.
            tick: The past tick.
            initial_values: ``"component.field"`` → the initial values that this past began with.
            ended: Components that had ended; what was in their wires was thrown away.

        Returns:
            Input → value, and input → values in the wire. Left out are what nobody recorded or
            remembers, inputs of components that had not stepped, and the wires of inputs that
            event handlers fill too.
        """
        steps = {name: history.steps(name, tick) if tick else 0 for name in self.components}
        inputs: dict[str, Any] = {}
        waiting: dict[str, Waiting] = {}
        for feed in self.feeds:
            name, number = feed.name, steps[feed.component]
            if feed.by_events:
                if number:
                    with suppress(LookupError):
                        inputs[name] = history.input_at(feed.component, feed.field, tick)
                continue
            initial = initial_values.get(name, ())
            shares = feed.shares(history, tick, max(number - len(initial), 0))
            if 0 < number <= len(initial):
                inputs[name] = initial[number - 1]
            elif number and shares is not None:
                with suppress(LookupError):
                    inputs[name] = feed.last_of(history, shares)
            sent = [steps[source.component] for source in feed.sources]
            if feed.component in ended or (shares == sent and number >= len(initial)):
                waiting[name] = _NOTHING
            elif shares is not None:
                with suppress(LookupError):
                    waiting[name] = Waiting(initial[number:], feed.between(history, shares, sent))
        return inputs, waiting
