"""One test per promise that goes beyond the ``plugboard`` package, in the order of its topics."""

import asyncio
import json
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

import plugboard_nb.exceptions
from conftest import recorded, run
from parts import Alarm, Count, Gain, Listener, Pass, Sink, Siren, Source, Wait, pipeline
from plugboard_nb import (
    IO,
    Component,
    ComponentRegistry,
    ConnectorSpec,
    Event,
    LocalProcess,
    PlugboardError,
    PlugboardWarning,
    Status,
    ValidationError,
    connect,
)
from plugboard_nb.connector import AsyncioChannel
from plugboard_nb.exceptions import ChannelClosedError, EncodingError, StalledError

# Components -------------------------------------------------------------------------------------


def test_plain_def_step_init_and_destroy_work_as_well_as_async_ones() -> None:
    class Plain(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def init(self) -> None:
            self.log = ["init"]

        def step(self) -> None:
            self.y = self.x + 1

        def destroy(self) -> None:
            self.log.append("destroy")

    part = Plain(name="stage")
    process = run(pipeline([1, 2, 3], part))
    asyncio.run(process.destroy())
    assert recorded(process, "stage.y") == [2, 3, 4]
    assert part.log == ["init", "destroy"]


def test_plain_def_step_can_close() -> None:
    class Three(Component):
        io = IO(outputs=["out"])
        out = 0

        def step(self) -> None:
            self.out += 1
            if self.out == 3:
                self.io.close(deliver=True)

    assert recorded(run(LocalProcess([Three(name="three")])), "three.out") == [1, 2, 3]


def test_redefining_a_class_replaces_the_old_one_under_both_names() -> None:
    def define() -> type[Component]:
        class Again(Component):
            io = IO(outputs=["y"])

        Again.__qualname__, Again.__module__ = "Again", "notebook_cell"
        return ComponentRegistry.add(Again)

    define()
    second = define()
    assert ComponentRegistry.get("notebook_cell.Again") is second
    assert ComponentRegistry.get("Again") is second


def test_a_missing_attribute_is_an_error_with_the_nearest_name() -> None:
    stage = Gain(name="stage")
    assert stage.x is None
    assert stage.y is None
    message = r"component 'stage' has no attribute 'facter'. Did you mean 'factor'\?"
    with pytest.raises(AttributeError, match=message):
        stage.facter  # noqa: B018


def test_an_output_unset_after_the_first_step_is_named_with_the_attribute_set_instead() -> None:
    class Typo(Component):
        io = IO(inputs=["x"], outputs=["level"])

        def step(self) -> None:
            self.levle = self.x

    class Earlier(Typo):
        levle = 0

        def init(self) -> None:
            self.levle = 0

    for part in (Typo(name="b"), Earlier(name="b")):
        process = LocalProcess([Source([1, 2], name="a"), part], ["a.out -> b.x"])
        with pytest.warns(PlugboardWarning, match=r"'b' .* output 'level' .* 'levle'") as caught:
            run(process)
        assert len(caught) == 1


def test_an_output_unset_after_the_first_step_beside_a_constant_is_no_reason_to_warn() -> None:
    class Rare(Component):
        io = IO(inputs=["x"], outputs=["level"])
        level_max = 3

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.levels = [1, 2]

        def step(self) -> None:
            if self.x > 1:
                self.level = self.x

    process = LocalProcess([Source([1, 2], name="a"), Rare(name="b")], ["a.out -> b.x"])
    assert recorded(run(process), "b.level") == [None, 2]


# Connectors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [np.arange(3), pd.DataFrame({"a": [1, 2]})], ids=["array", "df"])
def test_arrays_and_frames_travel_like_anything_else(value: Any) -> None:
    async def through_a_channel() -> Any:
        channel = AsyncioChannel()
        await channel.send(value)
        await channel.close()
        received = await channel.recv()
        with pytest.raises(ChannelClosedError):
            await channel.recv()
        return received

    process = run(pipeline([value, value]))
    assert all(seen is value for seen in process.components["sink"].seen)
    assert asyncio.run(through_a_channel()) is value


@pytest.mark.parametrize(
    "wire",
    [
        connect("source.out", "sink.x"),
        "source.out -> sink.x",
        ("source.out", "sink.x"),
        ConnectorSpec.from_ref("source.out -> sink.x"),
    ],
    ids=["connect", "text", "pair", "spec"],
)
def test_a_process_takes_connectors_in_short_forms(wire: Any) -> None:
    process = LocalProcess([Source([1, 2], name="source"), Sink(name="sink")], [wire])
    assert list(process.connectors) == ["source.out..sink.x"]
    assert run(process).components["sink"].seen == [1, 2]


# Process ----------------------------------------------------------------------------------------


def test_a_failing_dump_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    pipeline([1]).dump(path)
    before = path.read_bytes()
    with pytest.raises(EncodingError, match="component 'source'"):
        pipeline([print]).dump(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_json_encodes_numpy_paths_datetimes_sets_and_tuples() -> None:
    values = {
        "scalar": np.float32(0.5),
        "array": np.arange(3),
        "path": Path("a/b"),
        "moment": datetime(2020, 1, 2, tzinfo=UTC),
        "set": {1},
        "tuple": (1, 2),
    }
    process = pipeline([1], parameters=values)
    assert json.loads(process.json())["parameters"] == {
        "scalar": 0.5,
        "array": [0, 1, 2],
        "path": "a/b",
        "moment": "2020-01-02T00:00:00+00:00",
        "set": [1],
        "tuple": [1, 2],
    }


def test_json_names_what_cannot_be_encoded() -> None:
    process = pipeline([1], parameters={"how": print}, name="plant")
    with pytest.raises(EncodingError, match=r"'plant'.*'parameters'.*'how'.*'print'"):
        process.json()


def test_all_exceptions_have_one_root() -> None:
    names = set(plugboard_nb.exceptions.__all__) - {"PlugboardWarning"}
    assert len(names) > 20
    for name in names:
        assert issubclass(getattr(plugboard_nb.exceptions, name), PlugboardError)


# One tick and the end of a run ------------------------------------------------------------------


def test_a_self_loop_without_initial_values_is_an_error_that_prints_the_loop() -> None:
    process = LocalProcess([Pass(name="me")], ["me.y -> me.x"])
    with pytest.raises(ValidationError, match=r"loop has no initial value: me\.y -> me\.x"):
        asyncio.run(process.init())


class Last(Component):
    """Computes 3, 2, 1 and closes in the step that computes 1."""

    io = IO(outputs=["out"])

    def __init__(self, deliver: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.deliver, self.out = deliver, 4

    async def step(self) -> None:
        self.out -= 1
        if self.out == 1:
            await self.io.close(deliver=self.deliver)


def test_close_with_deliver_sends_the_outputs_of_the_step_first() -> None:
    process = LocalProcess([Last(True, name="a"), Sink(name="b")], ["a.out -> b.x"])
    assert run(process).components["b"].seen == [3, 2, 1]
    assert recorded(process, "a.out") == [3, 2, 1]


def test_a_closing_step_that_changed_an_output_warns_once_and_names_the_component() -> None:
    process = LocalProcess([Last(False, name="a"), Sink(name="b")], ["a.out -> b.x"])
    with pytest.warns(PlugboardWarning, match=r"component 'a' changed \['out'\]") as caught:
        run(process)
    assert len(caught) == 1
    assert process.components["b"].seen == [3, 2]


class Take(Component):
    """Takes as many values as it is told, then ends."""

    io = IO(inputs=["x"])

    def __init__(self, count: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.left = count

    def step(self) -> None:
        self.left -= 1
        if not self.left:
            self.io.close()


def test_a_producer_all_of_whose_consumers_have_ended_is_stopped() -> None:
    parts = [Count(name="a"), Take(2, name="b"), Take(4, name="c")]
    process = run(LocalProcess(parts, ["a.out -> b.x", "a.out -> c.x"]))
    assert recorded(process, "a.out") == [1, 2, 3, 4]
    assert process.status is Status.COMPLETED


def test_a_producer_with_another_outlet_goes_on_and_its_queues_stay_bounded() -> None:
    parts = [Count(name="a"), Take(2, name="b"), Sink(name="c")]
    process = LocalProcess(parts, ["a.out -> b.x", "a.out -> c.x"])
    asyncio.run(process.init())
    asyncio.run(process.run(ticks=1000))
    assert process.status is Status.WAITING
    assert process.components["b"].status is Status.COMPLETED
    assert len(recorded(process, "a.out")) == 1000


def test_a_fast_producer_does_not_run_away_from_a_slow_consumer() -> None:
    lead = []

    class Slow(Component):
        io = IO(inputs=["x"])

        async def step(self) -> None:
            lead.append(process.components["a"].sent - self.x)
            await asyncio.sleep(0)

    parts = [Source(range(200), name="a"), Slow(name="b")]
    process = LocalProcess(parts, ["a.out -> b.x"])
    run(process)
    assert max(lead) < 10


def test_step_after_the_end_does_nothing_and_says_so_once() -> None:
    process = run(pipeline([1, 2]))
    with pytest.warns(PlugboardWarning, match="has completed at tick 2") as caught:
        asyncio.run(process.step())
    asyncio.run(process.step())
    assert len(caught) == 1
    assert (process.status, process.tick) == (Status.COMPLETED, 2)


def test_stepping_to_the_natural_end_is_no_error() -> None:
    process = pipeline([1, 2])
    asyncio.run(process.init())
    while process.status is not Status.COMPLETED:
        asyncio.run(process.step())
    assert process.components["sink"].seen == [1, 2]


class Filled(Component):
    """An input that only an event fills."""

    io = IO(inputs=["p"], outputs=["out"], input_events=[Alarm])

    @Alarm.handler(populates_fields=["p"])
    def on_alarm(self, event: Alarm) -> None:
        self.p = event.source

    def step(self) -> None:
        self.out = self.p


class Emits(Component):
    """Emits an alarm at every step."""

    io = IO(inputs=["x"], output_events=[Alarm])

    def step(self) -> None:
        self.io.queue_event(Alarm(source=self.name))


def test_run_raises_instead_of_hanging_and_names_who_waits_for_which_field() -> None:
    process = LocalProcess([Filled(name="a"), Emits(name="b")], ["a.out -> b.x"])
    message = "nobody can step at tick 1: component 'a' waits for 'p' from an event; "
    with pytest.raises(StalledError, match=message + "component 'b' waits for 'x' from 'a'"):
        run(process)


# Failure, cancelling, running again -------------------------------------------------------------


class Fails(Component):
    """Raises at its third step."""

    io = IO(inputs=["x"], outputs=["y"])

    async def step(self) -> None:
        if self.x == 3:
            raise ValueError("three is too many")
        self.y = self.x


def test_siblings_of_a_component_that_fails_are_stopped() -> None:
    process = pipeline([1, 2, 3, 4], Fails(name="stage"))
    with pytest.raises(ValueError, match="three is too many"):
        run(process)
    assert process.status is Status.FAILED
    found = {name: part.status for name, part in process.components.items()}
    assert found == {"source": "stopped", "stage": "failed", "sink": "stopped"}


@pytest.mark.parametrize("stage", [Pass(name="stage"), Wait(name="stage")], ids=["plain", "waits"])
def test_run_and_step_go_on_after_cancel(stage: Component) -> None:
    class Stops(Sink):
        async def step(self) -> None:
            await super().step()
            if self.x == 2:
                process.cancel()

    parts = [Source(range(6), name="source"), stage, Stops(name="sink")]
    process = LocalProcess(parts, ["source.out -> stage.x", "stage.y -> sink.x"])
    run(process)
    assert str(process.status) == "stopped"
    assert process.components["sink"].seen == [0, 1, 2]
    asyncio.run(process.step())
    asyncio.run(process.run())
    assert process.components["sink"].seen == [0, 1, 2, 3, 4, 5]
    assert str(process.status) == "completed"


def test_a_second_run_gives_the_same_streams_as_the_first() -> None:
    process = run(pipeline([1, 2, 3], Gain(name="stage")))
    first = recorded(process, "stage.y")
    asyncio.run(process.run())
    assert recorded(process, "stage.y") == first == [2, 4, 6]


def test_init_after_destroy_resets() -> None:
    process = run(pipeline([1, 2, 3]))
    asyncio.run(process.destroy())
    run(process)
    assert recorded(process, "stage.y") == [1, 2, 3]
    assert process.components["sink"].seen == [1, 2, 3]


# Checks -----------------------------------------------------------------------------------------


def test_checks_come_before_any_init_has_side_effects() -> None:
    class Effect(Component):
        io = IO(outputs=["y"])
        began = False

        def init(self) -> None:
            self.began = True

    effect = Effect(name="effect")
    process = LocalProcess([effect, Pass(name="b")])
    with pytest.raises(ValidationError, match="unconnected inputs"):
        asyncio.run(process.init())
    assert not effect.began
    assert not process.is_initialised


# Events -----------------------------------------------------------------------------------------


class Bell(Event):
    type: ClassVar[str] = "bell"


def test_a_redefined_class_has_no_stale_handlers() -> None:
    def define(number: int) -> type[Component]:
        class Ear(Component):
            io = IO(input_events=[Alarm])
            heard = 0

            @Alarm.handler
            def on_alarm(self, event: Alarm) -> None:
                self.heard = number

        return Ear

    define(1)
    ear = define(2)(name="ear")
    run(LocalProcess([Siren([1], name="siren"), ear]))
    assert ear.heard == 2


def test_plain_def_handlers_work_as_well_as_async_ones() -> None:
    class Async(Listener):
        @Alarm.handler
        async def on_alarm(self, event: Alarm) -> None:  # type: ignore[override]
            await asyncio.sleep(0)
            Listener.on_alarm(self, event)

    plain, waits = Listener(name="plain"), Async(name="waits")
    run(LocalProcess([Siren([2, 3], name="siren"), plain, waits]))
    assert plain.heard == waits.heard == [2, 3]


def test_a_run_ends_at_once_when_no_producer_of_awaited_events_is_alive() -> None:
    process = LocalProcess([Siren([2], last=3, name="siren"), Listener(name="ear")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(process.init())
        asyncio.run(asyncio.wait_for(process.run(), timeout=1))
    assert process.status is Status.COMPLETED
    assert process.tick == 3
