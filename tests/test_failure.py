"""Steps, handlers and lifecycle methods that raise."""

import asyncio
from typing import Any

import pytest

from conftest import recorded, run
from parts import Alarm, Gain, Pass, Siren, Source, Wait, pipeline
from plugboard_nb import IO, Component, LocalProcess, Status
from plugboard_nb.exceptions import ProcessStatusError


class Boom(Exception):
    pass


class Fails(Component):
    """Raises the given error when its input is *at*; waits before that if told so."""

    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, error: BaseException, at: int = 3, wait: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error, self.at, self.wait = error, at, wait

    async def step(self) -> None:
        for _ in range(self.wait):
            await asyncio.sleep(0)
        if self.x == self.at:
            raise self.error
        self.y = self.x


def failing(error: BaseException, **kwargs: Any) -> LocalProcess:
    return pipeline([1, 2, 3, 4], Fails(error, name="stage", **kwargs))


@pytest.mark.parametrize("wait", [0, 2])
@pytest.mark.parametrize("at", [1, 3])
def test_the_error_reaches_the_caller_as_itself_with_component_tick_and_inputs(
    at: int, wait: int
) -> None:
    error = Boom("bang")
    with pytest.raises(Boom) as caught:
        run(failing(error, at=at, wait=wait))
    assert type(caught.value) is Boom
    assert caught.value.__notes__ == [
        f"component 'stage' raised this at tick {at} with the inputs {{'x': {at}}}"
    ]


def test_the_note_shows_arrays_by_shape_and_cuts_long_values() -> None:
    import numpy as np

    class Fails3(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def step(self) -> None:
            raise Boom

    for value, text in [
        (np.zeros((3, 4)), "{'x': ndarray[3, 4]}"),
        (list(range(10**6)), "{'x': [0, 1, 2, 3, 4, 5, ...]}"),
    ]:
        with pytest.raises(Boom) as caught:
            run(pipeline([value], Fails3(name="stage")))
        assert caught.value.__notes__[0].endswith(text)


@pytest.mark.parametrize("wait", [0, 2])
def test_history_up_to_the_failing_tick_is_kept(wait: int) -> None:
    process = failing(Boom(), wait=wait)
    with pytest.raises(Boom):
        run(process)
    assert recorded(process, "stage.y") == [1, 2]
    assert recorded(process, "source.out") == [1, 2, 3]
    assert process.tick == 2


def test_several_errors_at_once_come_as_a_group() -> None:
    parts = [
        Source([1, 2], name="s"),
        Fails(Boom("one"), at=2, wait=1, name="a"),
        Fails(KeyError("two"), at=2, wait=1, name="b"),
        Wait(name="c"),
    ]
    process = LocalProcess(parts, ["s.out -> a.x", "s.out -> b.x", "s.out -> c.x"])
    with pytest.raises(ExceptionGroup, match="components 'a', 'b' failed at tick 2") as caught:
        run(process)
    assert [type(error) for error in caught.value.exceptions] == [Boom, KeyError]
    assert all(error.__notes__ for error in caught.value.exceptions)
    assert process.components["a"].status is process.components["b"].status is Status.FAILED
    assert process.components["c"].status is Status.STOPPED


def test_step_after_a_failure_says_what_to_do() -> None:
    process = failing(Boom())
    with pytest.raises(Boom):
        run(process)
    with pytest.raises(ProcessStatusError, match=r"failed at tick 3; init\(\) starts it again"):
        asyncio.run(process.step())


def test_run_after_a_failure_starts_again() -> None:
    process = failing(Boom())
    with pytest.raises(Boom):
        run(process)
    vars(process.components["stage"])["at"] = None
    asyncio.run(process.run())
    assert recorded(process, "stage.y") == [1, 2, 3, 4]


def test_a_component_that_had_ended_stays_completed() -> None:
    parts = [Source([1], name="a"), Source([1, 2, 3], name="b"), Fails(Boom(), name="c")]
    process = LocalProcess(parts, ["b.out -> c.x"])
    with pytest.raises(Boom):
        run(process)
    assert process.components["a"].status is Status.COMPLETED


@pytest.mark.parametrize("at", [1, 3])
def test_stop_iteration_is_told_as_what_it_is(at: int) -> None:
    class Exhausts(Component):
        io = IO(inputs=["x"], outputs=["y"])

        def step(self) -> None:
            self.y = next(iter([])) if self.x == at else self.x

    for stage in (Exhausts(name="stage"), Fails(StopIteration(), at=at, name="stage")):
        process = pipeline([1, 2, 3, 4], stage)
        message = rf"'stage' raised StopIteration at tick {at}; .* call io\.close\(\)"
        with pytest.raises(RuntimeError, match=message) as caught:
            run(process)
        assert isinstance(caught.value.__cause__, StopIteration)
        assert stage.status is Status.FAILED


@pytest.mark.parametrize("wait", [0, 2])
@pytest.mark.parametrize("at", [1, 3])
def test_a_cancelled_error_from_a_step_is_a_failure(at: int, wait: int) -> None:
    process = failing(asyncio.CancelledError(), at=at, wait=wait)
    message = f"'stage' raised CancelledError at tick {at}, although nobody cancelled the process"
    with pytest.raises(RuntimeError, match=message):
        run(process)
    assert process.status is process.components["stage"].status is Status.FAILED


@pytest.mark.parametrize("wait", [0, 2])
@pytest.mark.parametrize("at", [1, 3])
def test_keyboard_interrupt_from_a_step_stops_the_process(at: int, wait: int) -> None:
    process = failing(KeyboardInterrupt(), at=at, wait=wait)
    with pytest.raises(KeyboardInterrupt):
        run(process)
    assert str(process.status) == str(process.components["stage"].status) == "stopped"
    vars(process.components["stage"])["at"] = None
    asyncio.run(process.run())
    assert recorded(process, "stage.y") == [1, 2, 3, 4]


@pytest.mark.parametrize("wait", [0, 2])
def test_system_exit_from_a_step_gets_through(wait: int) -> None:
    process = failing(SystemExit(3), wait=wait)
    with pytest.raises(SystemExit):
        run(process)
    assert process.status is Status.FAILED


def test_a_handler_that_raises_fails_its_component() -> None:
    class Ear(Component):
        io = IO(input_events=[Alarm])

        @Alarm.handler
        def on_alarm(self, event: Alarm) -> None:
            raise Boom

    process = LocalProcess([Siren([2], name="siren"), Ear(name="ear")])
    with pytest.raises(Boom) as caught:
        run(process)
    assert caught.value.__notes__[0].startswith("component 'ear' raised this at tick 2")
    found = {name: str(part.status) for name, part in process.components.items()}
    assert found == {"siren": "stopped", "ear": "failed"}


@pytest.mark.parametrize("method", ["init", "destroy"])
def test_init_and_destroy_that_raise_name_the_component(method: str) -> None:
    def bang(self: Component) -> None:
        raise Boom

    cls = type("Bangs", (Gain,), {method: bang})

    async def life() -> None:
        async with pipeline([1], cls(name="stage")) as process:
            await process.run()

    with pytest.raises(Boom) as caught:
        asyncio.run(life())
    assert caught.value.__notes__ == [f"component 'stage' raised this in {method}()"]


def test_in_a_failed_init_the_component_that_raised_is_failed_and_the_others_are_stopped() -> None:
    class Bangs(Gain):
        def init(self) -> None:
            raise Boom

    process = pipeline([1], Bangs(name="stage"))
    with pytest.raises(Boom):
        asyncio.run(process.init())
    found = {name: str(part.status) for name, part in process.components.items()}
    assert found == {"source": "stopped", "stage": "failed", "sink": "stopped"}
    assert process.status is Status.FAILED
    assert not process.is_initialised


def test_a_setting_corrected_after_a_failed_init_is_kept() -> None:
    class Opens(Pass):
        path = "wrong"

        def init(self) -> None:
            if self.path == "wrong":
                raise FileNotFoundError(self.path)

    stage = Opens(name="stage")
    process = pipeline([1, 2], stage)
    with pytest.raises(FileNotFoundError):
        run(process)
    stage.path = "right"
    run(process)
    assert recorded(process, "stage.y") == [1, 2]


def test_until_that_raises_is_raised() -> None:
    def until(process: Any) -> bool:
        raise Boom

    process = pipeline([1, 2, 3])
    asyncio.run(process.init())
    with pytest.raises(Boom):
        asyncio.run(process.run(until=until))
    assert {str(part.status) for part in process.components.values()} == {"stopped"}
