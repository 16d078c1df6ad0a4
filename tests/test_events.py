"""Events: the classes, handlers, delivery, and how they make components step."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from pydantic import BaseModel

from conftest import recorded, run
from parts import Alarm, Count, Listener, Pass, Sink, Siren, Source
from plugboard_nb import IO, Component, Event, LocalProcess, Status, StopEvent, SystemEvent
from plugboard_nb.exceptions import EventError, IOStreamClosedError, UnrecognisedEventError

# Event classes ----------------------------------------------------------------------------------


class Level(BaseModel):
    metres: float


class Flood(Event):
    type: ClassVar[str] = "flood.of-water"
    data: Level


def test_an_event_has_id_utc_timestamp_source_version_data_and_metadata() -> None:
    event = Flood(source="tank", data=Level(metres=3))
    assert isinstance(event.id, UUID)
    assert event.id.version == 4
    assert event.timestamp.tzinfo is UTC
    assert event.source == "tank"
    assert isinstance(event.version, str)
    assert event.data.metres == 3
    assert event.metadata == {}
    assert Flood.model_validate_json(event.model_dump_json()) == event


def test_safe_type_is_an_identifier() -> None:
    assert Flood.safe_type() == "flood_of_water"
    assert Event.safe_type("a.b-c") == "a_b_c"


def test_a_type_that_breaks_the_pattern_is_refused() -> None:
    with pytest.raises(EventError, match="'Bad' has the type '1st alarm'; a type starts with"):

        class Bad(Event):
            type: ClassVar[str] = "1st alarm"


def test_stop_is_a_system_event() -> None:
    assert issubclass(StopEvent, SystemEvent)
    assert StopEvent.type == "system.stop"


# Delivery ---------------------------------------------------------------------------------------


def test_events_reach_every_subscriber() -> None:
    one, other = Listener(name="one"), Listener(name="other")
    run(LocalProcess([Siren([1, 3], name="siren"), one, other]))
    assert one.heard == other.heard == [1, 3]


def test_events_reach_those_whose_class_declares_them_only() -> None:
    siren, sink = Siren([1], name="siren"), Sink(name="sink")
    process = run(LocalProcess([siren, sink], ["siren.out -> sink.x"]))
    assert process.components["sink"].seen == [1, 2, 3, 4, 5]


def test_events_of_a_tick_are_handled_in_order_of_their_timestamps() -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)

    class Backwards(Component):
        io = IO(outputs=["out"], output_events=[Alarm])

        def step(self) -> None:
            for number in (3, 1, 2):
                at = moment + timedelta(seconds=number)
                self.io.queue_event(Alarm(source="b", data={"number": number}, timestamp=at))
            self.io.close(deliver=True)

    ear = Listener(name="ear")
    run(LocalProcess([ear, Backwards(name="back")]))
    assert ear.heard == [1, 2, 3]


class Watch(Component):
    """Notes at each step which alarms it has handled since the one before."""

    io = IO(inputs=["x"], outputs=["heard"], input_events=[Alarm])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fresh: list[int] = []

    @Alarm.handler
    async def on_alarm(self, event: Alarm) -> None:
        assert isinstance(event.data, dict)
        self.fresh.append(event.data["number"])

    def step(self) -> None:
        self.heard, self.fresh = self.fresh, []


@pytest.mark.parametrize("emitter_first", [True, False])
def test_an_event_is_handled_before_the_earliest_step_after_it(emitter_first: bool) -> None:
    parts = [Siren([2], name="siren"), Source(range(4), name="source"), Watch(name="watch")]
    parts = parts if emitter_first else parts[::-1]
    process = run(LocalProcess(parts, ["source.out -> watch.x"]))
    assert recorded(process, "watch.heard") == [[], [2], [], []]


def test_an_event_against_the_order_of_the_tick_is_handled_in_the_next() -> None:
    class Echo(Component):
        io = IO(inputs=["x"], outputs=["y"], output_events=[Alarm])

        def step(self) -> None:
            self.y = self.x
            if len(self.x) == 0:
                self.io.queue_event(Alarm(source=self.name, data={"number": 7}))

    parts = [Source(range(3), name="source"), Watch(name="watch"), Echo(name="echo")]
    wires = ["source.out -> watch.x", "watch.heard -> echo.x"]
    process = run(LocalProcess(parts, wires))
    assert recorded(process, "watch.heard") == [[], [7], []]


def test_events_go_to_the_log() -> None:
    process = run(LocalProcess([Siren([2], name="siren"), Listener(name="ear")]))
    assert process.state.history.events == [(2, "alarm", "siren", {"number": 2})]


def test_an_event_queued_in_init_is_emitted_with_the_first_tick() -> None:
    class Early(Siren):
        def init(self) -> None:
            self.io.queue_event(Alarm(source=self.name, data={"number": 0}))

    process = LocalProcess([Early([2], name="siren"), Listener(name="ear")])
    for _ in range(2):
        run(process)
        assert process.components["ear"].heard == [0, 2]
        assert [event.tick for event in process.state.history.events] == [1, 2]


# Handlers ---------------------------------------------------------------------------------------


class Reply(Event):
    type: ClassVar[str] = "reply"


def test_an_event_that_a_handler_returns_is_queued() -> None:
    class Answers(Component):
        io = IO(input_events=[Alarm], output_events=[Reply])

        @Alarm.handler
        def on_alarm(self, event: Alarm) -> Reply:
            return Reply(source=self.name, data=event.data)

    class Hears(Component):
        io = IO(input_events=[Reply])
        data: Any = None

        @Reply.handler
        def on_reply(self, event: Reply) -> None:
            self.data = event.data

    hears = Hears(name="hears")
    run(LocalProcess([hears, Answers(name="answers"), Siren([2], name="siren")]))
    assert hears.data == {"number": 2}


def test_handlers_follow_the_mro() -> None:
    class Loud(Alarm):
        type: ClassVar[str] = "alarm.loud"

    class Emits(Component):
        io = IO(outputs=["out"], output_events=[Loud])

        def step(self) -> None:
            self.io.queue_event(Loud(source=self.name, data={"number": 1}))
            self.io.close(deliver=True)

    class Base(Listener):
        io = IO(input_events=[Loud])

    class Heir(Base):
        def on_alarm(self, event: Alarm) -> None:
            self.heard.append(-1)

    base, heir = Base(name="base"), Heir(name="heir")
    run(LocalProcess([Emits(name="e"), Siren(name="siren"), base, heir]))
    assert base.heard == [1]
    assert heir.heard == [-1]


def test_an_event_without_handler_is_an_error_that_names_both() -> None:
    class Deaf(Component):
        io = IO(input_events=[Alarm])

    process = LocalProcess([Siren([1], name="siren"), Deaf(name="deaf")])
    with pytest.raises(UnrecognisedEventError, match="'deaf' subscribes to the event 'alarm' but"):
        run(process)


def test_queueing_an_event_that_is_not_declared_is_an_error() -> None:
    part = Pass(name="a")
    with pytest.raises(UnrecognisedEventError, match="'a' emits the event 'alarm', which is not"):
        part.io.queue_event(Alarm(source="a"))


def test_queueing_an_event_after_close_is_an_error() -> None:
    siren = Siren(name="a")
    siren.io.close()
    with pytest.raises(IOStreamClosedError, match="'a' emits the event 'alarm' after it closed"):
        siren.io.queue_event(Alarm(source="a"))


def test_a_handler_cut_off_is_taken_again_with_the_same_event() -> None:
    class Slow(Listener):
        began = 0

        @Alarm.handler
        async def on_alarm(self, event: Alarm) -> None:  # type: ignore[override]
            self.began += 1
            if self.began == 1:
                process.cancel()
            await asyncio.sleep(0)
            Listener.on_alarm(self, event)

    ear = Slow(name="ear")
    process = LocalProcess([Siren([2, 3], name="siren"), ear])
    run(process)
    assert (process.status, ear.heard) == (Status.STOPPED, [])
    asyncio.run(process.run())
    assert (ear.heard, ear.began) == ([2, 3], 3)


def test_an_exchange_of_events_goes_on_after_cancel() -> None:
    class Ping(Listener):
        io = IO(input_events=[Reply], output_events=[Alarm])

        def init(self) -> None:
            self.io.queue_event(Alarm(source=self.name))

        @Reply.handler
        def on_reply(self, event: Reply) -> Alarm | None:
            self.heard.append(len(self.heard))
            if len(self.heard) == 3:
                process.cancel()
            return Alarm(source=self.name) if len(self.heard) < 6 else None

        @Alarm.handler
        def on_alarm(self, event: Alarm) -> None:
            """Hear nothing of oneself."""

    class Pong(Component):
        io = IO(input_events=[Alarm], output_events=[Reply])

        @Alarm.handler
        def on_alarm(self, event: Alarm) -> Reply:
            return Reply(source=self.name)

    process = LocalProcess([Ping(name="ping"), Pong(name="pong")])
    run(process)
    assert str(process.status) == "stopped"
    asyncio.run(process.run())
    assert process.components["ping"].heard == [0, 1, 2, 3, 4, 5]
    assert str(process.status) == "completed"


# What makes a component step --------------------------------------------------------------------


class Batch(Component):
    """Outputs and input events but no inputs."""

    io = IO(outputs=["batch"], input_events=[Alarm])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.batch: list[str] = []
        self.steps = 0

    @Alarm.handler
    def on_alarm(self, event: Alarm) -> None:
        self.batch = [*self.batch, event.source]

    def step(self) -> None:
        self.steps += 1


def test_a_component_with_only_input_events_never_steps() -> None:
    class Deaf(Listener):
        def step(self) -> None:
            raise AssertionError

    ear = Deaf(name="ear")
    run(LocalProcess([Siren([1, 2], name="siren"), ear]))
    assert ear.heard == [1, 2]


def test_outputs_and_input_events_without_inputs_step_once_per_batch() -> None:
    parts = [Siren([2], name="s1"), Siren([2, 4], name="s2"), Batch(name="b"), Sink(name="k")]
    process = run(LocalProcess(parts, ["b.batch -> k.x"]))
    assert process.components["b"].steps == 2
    assert process.state.history.ticks_of("b.batch").tolist() == [2, 4]
    assert process.components["k"].seen == [["s1", "s2"], ["s1", "s2", "s2"]]


def test_events_alone_do_not_make_a_component_with_inputs_step() -> None:
    parts = [Siren([1, 2, 3], name="siren"), Source([0], name="source"), Watch(name="watch")]
    process = run(LocalProcess(parts, ["source.out -> watch.x"]))
    assert recorded(process, "watch.heard") == [[1]]


class Pair(Component):
    """One input from a wire and one from events."""

    io = IO(inputs=["x", "p"], outputs=["y"], input_events=[Alarm])

    @Alarm.handler(populates_fields=["p"])
    def on_alarm(self, event: Alarm) -> None:
        assert isinstance(event.data, dict)
        self.p = event.data["number"]

    def step(self) -> None:
        self.y = (self.x, self.p)


def test_handlers_that_populate_fields_complete_a_step_and_wired_values_wait_in_line() -> None:
    parts = [Siren([3, 4], last=6, name="siren"), Source([10, 20, 30], name="s"), Pair(name="pair")]
    process = run(LocalProcess(parts, ["s.out -> pair.x"]))
    assert recorded(process, "pair.y") == [(10, 3), (20, 4)]
    assert process.state.history.ticks_of("pair.y").tolist() == [3, 4]


def test_wired_values_wait_in_line_for_a_source_that_skips_ticks() -> None:
    class Join(Component):
        io = IO(inputs=["a", "b"], outputs=["y"])

        def step(self) -> None:
            self.y = (self.a, len(self.b))

    parts = [Siren([3, 5], name="siren"), Batch(name="batch"), Count(name="n"), Join(name="join")]
    process = run(LocalProcess(parts, ["n.out -> join.a", "batch.batch -> join.b"]))
    assert recorded(process, "join.y") == [(1, 1), (2, 2)]


# The end ----------------------------------------------------------------------------------------


class Stops(Component):
    """Emits a StopEvent at the given tick, which it needs not declare."""

    io = IO(outputs=["out"])

    def __init__(self, at: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at, self.out = at, 0

    def step(self) -> None:
        self.out += 1
        if self.out == self.at:
            self.io.queue_event(StopEvent(source=self.name))


@pytest.mark.parametrize("stopper_first", [True, False])
def test_stop_event_stops_everyone_at_the_end_of_the_tick(stopper_first: bool) -> None:
    parts: list[Component] = [Stops(3, name="stops"), Count(name="count")]
    process = run(LocalProcess(parts if stopper_first else parts[::-1]))
    assert process.status is Status.COMPLETED
    assert {str(part.status) for part in process.components.values()} == {"stopped"}
    assert recorded(process, "count.out") == recorded(process, "stops.out") == [1, 2, 3]


def test_components_that_await_each_others_events_end() -> None:
    class Ping(Listener):
        io = IO(output_events=[Alarm])

    process = LocalProcess([Ping(name="a"), Ping(name="b")])
    asyncio.run(process.init())
    asyncio.run(process.run())
    assert process.status is Status.COMPLETED


class Stopper(Component):
    io = IO(outputs=["y"])

    def __init__(self, at: int, waits: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at, self.waits, self.count = at, waits, 0

    async def step(self) -> None:
        for _ in range(self.waits):
            await asyncio.sleep(0)
        self.count += 1
        self.y = self.count
        if self.count == self.at:
            self.io.queue_event(StopEvent(source=self.name, data={}))


class Passed(Component):
    io = IO(inputs=["x"], outputs=["y"])

    async def step(self) -> None:
        self.y = self.x


def test_a_stop_takes_back_what_those_did_who_had_run_ahead_of_it() -> None:
    parts = [Stopper(3, 1, name="fast"), Stopper(2, 6, name="slow")]
    chain = [Passed(name=f"p{i}") for i in range(6)]
    wires = ["slow.y -> p0.x", *(f"p{i}.y -> p{i + 1}.x" for i in range(5))]
    process = LocalProcess([*parts, *chain], wires)

    async def run() -> None:
        await process.init()
        await process.run()

    asyncio.run(run())
    history = process.state.history
    assert process.tick == 2
    assert [(event.tick, event.source) for event in history.events] == [(2, "slow")]
    assert {len(history[field]) for field in history.fields} == {2}
