"""Moments: what the history tells of a past tick is what could be seen at that tick."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import FrozenInstanceError
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import blocks
from blocks import process_of
from driving import run
from parts import Alarm, Gain, Listener, Sink, Siren, Source
from plugboard_nb import IO, Component, InMemoryStateBackend, LocalProcess
from plugboard_nb.exceptions import StalledError, UnknownFieldError
from plugboard_nb.graph import Wiring
from plugboard_nb.history import EventRecord, cut_off
from plugboard_nb.timeline.feeds import Feeds
from plugboard_nb.timeline.moment import Moment
from reference import Model, same_value
from strategies import LIMIT, examples, models

STYLES = ("def", "pure", "async", "await")
AWAITING = ("await", "pure", "await", "async", "def")
ANY = models(events=True, styles=STYLES) | models(styles=STYLES)


class Seen(NamedTuple):
    """What a process showed between two ticks."""

    fields: dict[str, Any]
    inputs: dict[str, Any]
    queued: dict[str, list[Any]]
    status: str
    statuses: dict[str, str]


def moment(process: LocalProcess, tick: int) -> Moment:
    """Return a moment of the past of *process*."""
    parts = process.components.values()
    feeds = Feeds.of(Wiring.of(parts, process.connectors.values()))
    initial = {f"{c.name}.{f}": v for c in parts for f, v in c.io.initial_values.items()}
    parameters = {c.name: dict(c.parameters) for c in parts}
    return Moment.of(tick, "main", process.state.history, feeds, initial, parameters)


class Witness:
    """Looks at a process after every tick."""

    def __init__(self) -> None:
        self.taken: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.seen: dict[int, list[Seen]] = defaultdict(list)

    def __call__(self, block: blocks.Block) -> None:
        self.taken[block.name].append({f: getattr(block, f) for f in block.node.inputs})

    def look(self, process: LocalProcess) -> None:
        """Remember what can be seen of *process*."""
        history = process.state.history
        steps = {name: history.steps(name, process.tick) for name in process.components}
        last = {name: self.taken[name][n - 1] for name, n in steps.items() if n}
        look = Seen(
            fields=history.at(process.tick),
            inputs={f"{c}.{f}": v for c, inputs in last.items() for f, v in inputs.items()},
            queued=in_wires(process),
            status=str(process.status),
            statuses={name: str(part.status) for name, part in process.components.items()},
        )
        self.seen[process.tick].append(look)

    async def drive(self, process: LocalProcess) -> None:
        """Step to the end or to the limit, looking after every tick."""
        await process.init()
        self.look(process)
        while process.tick < LIMIT and not process.status.is_terminal:
            await process.step()
            self.look(process)


def in_wires(process: LocalProcess) -> dict[str, list[Any]]:
    """Return what lies in the wires of each input."""
    found = {}
    assert process._engine is not None
    for node in process._engine.nodes:
        for port in node.inputs:
            items: list[Any] = list(port.items)
            if not hasattr(port, "source"):
                items = [item.value for _, _, item in sorted(items, key=lambda item: item[:2])]
            found[f"{node.name}.{port.field}"] = items
    return found


def stepped(model: Model, **kwargs: Any) -> tuple[LocalProcess, dict[int, list[Seen]]]:
    """Step a real process to its end; return it with what could be seen on the way."""
    process, witness = process_of(model, **kwargs), Witness()
    blocks.WATCHERS.append(witness)
    try:
        asyncio.run(witness.drive(process))
    except StalledError:
        assume(False)
    finally:
        blocks.WATCHERS.remove(witness)
    return process, witness.seen


def assert_same(found: Mapping[str, Any], expected: Mapping[str, Any], what: str) -> None:
    assert found.keys() == expected.keys(), what
    for name, value in expected.items():
        assert same(found[name], value), f"{what} {name}: {found[name]!r}, not {value!r}"


def assert_like(found: Moment, expected: Moment | Seen, tick: int) -> None:
    for what in ("fields", "inputs", "queued"):
        assert_same(getattr(found, what), getattr(expected, what), f"tick {tick}: {what}")
    assert (found.status, found.statuses) == (expected.status, expected.statuses), f"tick {tick}"


def assert_same_events(found: Sequence[EventRecord], expected: Sequence[EventRecord]) -> None:
    """Compare the events of a tick; who had its turn first is nobody's business."""
    one, other = (sorted(events, key=lambda event: event.source) for events in (found, expected))
    assert one == other


def same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return same_value(one, other)


@examples(200)
@given(ANY)
def test_a_moment_is_what_could_be_seen_at_its_tick(model: Model) -> None:
    process, seen = stepped(model)
    for tick, looks in seen.items():
        assert_like(moment(process, tick), looks[-1], tick)


@examples(120)
@given(models(styles=AWAITING) | models(events=True, styles=AWAITING))
def test_ticks_that_overlapped_have_the_same_moments(model: Model) -> None:
    stepwise, seen = stepped(model)
    process = process_of(model)
    asyncio.run(process.init())
    asyncio.run(run(process))
    assert process.tick == stepwise.tick
    for tick in seen:
        one, other = moment(process, tick), moment(stepwise, tick)
        assert_like(one, other, tick)
        assert_same_events(one.events, other.events)


@examples(100)
@given(ANY, st.integers(2, LIMIT))
def test_what_is_forgotten_is_left_out_and_the_rest_is_right(model: Model, first: int) -> None:
    process, seen = stepped(model)
    assume(first <= process.tick)
    whole = {tick: moment(process, tick) for tick in seen}
    process.state.history.forget_before(first)
    for tick in (0, *range(first, process.tick + 1)):
        less, full = moment(process, tick), whole[tick]
        assert_same(less.inputs, {n: full.inputs[n] for n in less.inputs}, f"tick {tick} input")
        assert_same(less.queued, {n: full.queued[n] for n in less.queued}, f"tick {tick} queue")
        assert (less.fields.keys(), less.statuses) == (full.fields.keys(), full.statuses)


def ran(parts: list[Component], wires: list[str], ticks: int, **state: Any) -> LocalProcess:
    process = LocalProcess(parts, wires, state=InMemoryStateBackend(**state))
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=ticks))
    return process


def loop(ticks: int, **state: Any) -> LocalProcess:
    """A gain that feeds itself over a delay of two ticks, and a sink."""
    gain = Gain(name="gain", initial_values={"x": [1, 10]})
    return ran([gain, Sink(name="sink")], ["gain.y -> gain.x", "gain.y -> sink.x"], ticks, **state)


def fan_in(ticks: int) -> LocalProcess:
    """Two sources that send to one sink, which takes one value per tick."""
    parts = [Source("abc", name="s"), Source("AB", name="t"), Sink(name="sink")]
    return ran(parts, ["t.out -> sink.x", "s.out -> sink.x"], ticks)


def test_initial_values_wait_before_what_was_sent() -> None:
    process = loop(5)
    queues = [moment(process, tick).queued["gain.x"] for tick in range(6)]
    assert queues == [[1, 10], [10, 2], [2, 20], [20, 4], [4, 40], [40, 8]]
    assert [moment(process, tick)["gain.x"] for tick in range(1, 6)] == [1, 10, 2, 20, 4]


def test_the_first_moment_comes_before_the_first_step() -> None:
    first = moment(loop(3), 0)
    assert (first.status, set(first.statuses.values())) == ("init", {"init"})
    assert (first["gain.y"], dict(first.inputs)) == (None, {})


def test_fan_in_waits_in_order_of_tick_then_of_connectors() -> None:
    process = fan_in(3)
    queues = [moment(process, tick).queued["sink.x"] for tick in (1, 2, 3)]
    assert queues == [["a"], ["B", "b"], ["b", "c"]]
    assert [moment(process, tick)["sink.x"] for tick in (1, 2, 3)] == ["A", "a", "B"]


def test_an_event_is_shown_at_its_tick() -> None:
    process = ran([Siren([2, 4], name="siren"), Listener(name="l")], [], 5)
    numbers = [[event.data["number"] for event in moment(process, t).events] for t in range(1, 5)]
    assert numbers == [[], [2], [], [4]]


def test_a_moment_shows_what_an_event_filled_in() -> None:
    class Filled(Component):
        io = IO(inputs=["n"], outputs=["y"], input_events=[Alarm])

        @Alarm.handler(populates_fields=["n"])
        def on_alarm(self, event: Alarm) -> None:
            self.n = event.data["number"]  # type: ignore[index]

        def step(self) -> None:
            self.y = self.n

    process = ran([Siren([2, 4], name="siren"), Filled(name="f")], [], 5)
    assert [moment(process, t).inputs.get("f.n") for t in range(1, 6)] == [None, 2, 2, 4, 4]
    assert "f.n" not in moment(process, 2).queued


def test_a_moment_keeps_what_it_saw_when_the_history_is_cut() -> None:
    process = fan_in(3)
    then = moment(process, 3)
    cut_off(process.state.history, 1)
    assert (then.tick, then.queued["sink.x"], then["s.out"]) == (3, ["b", "c"], "c")


def test_what_is_not_recorded_is_left_out() -> None:
    then = moment(loop(5, fields=[]), 3)
    assert (dict(then.inputs), then.queued) == ({}, {"sink.x": []})
    with pytest.raises(LookupError, match=r"the value of 'gain\.x' at tick 3 is not known"):
        then["gain.x"]


def test_the_last_moment_before_a_failure_shows_who_failed() -> None:
    parts = [Source([2, 1, "x"], name="s"), Gain(-1.5, name="gain"), Sink(name="sink")]
    process = LocalProcess(parts, ["s.out -> gain.x", "gain.y -> sink.x"])
    asyncio.run(process.init())
    with pytest.raises(TypeError):
        asyncio.run(process.run())
    statuses = {"s": "stopped", "gain": "failed", "sink": "stopped"}
    last, earlier = moment(process, 2), moment(process, 1)
    assert (last.status, last.statuses) == ("failed", statuses)
    assert (earlier.status, set(earlier.statuses.values())) == ("waiting", {"waiting"})


def test_an_unknown_field_gets_the_near_miss() -> None:
    with pytest.raises(UnknownFieldError, match=r"no field 'gian\.y'.*Did you mean 'gain\.y'"):
        moment(loop(3), 1)["gian.y"]


def test_a_tick_to_come_is_no_moment() -> None:
    with pytest.raises(IndexError, match="the last tick done is 3"):
        moment(loop(3), 4)


def test_a_moment_can_be_a_frame() -> None:
    frame = moment(loop(3), 3).to_frame()
    assert frame.kind.to_dict() == {"gain.y": "field", "gain.x": "input", "sink.x": "input"}
    assert frame.value.to_dict() == {"gain.y": 4, "gain.x": 2, "sink.x": 4}
    assert frame.queued["gain.x"] == [20, 4]


def test_a_moment_is_short_in_print_and_cannot_be_changed() -> None:
    then = moment(loop(3), 2)
    assert repr(then) == "<Moment at tick 2 of 'main': waiting, 1 fields, 2 inputs, 0 events>"
    with pytest.raises(FrozenInstanceError):
        then.tick = 3  # type: ignore[misc]
