"""Stopping a run from outside: cancel, timeouts, SIGINT, and the stop button of a notebook."""

import asyncio
import contextlib
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from parts import Count, Sink, Source, Wait, pipeline
from plugboard_nb import IO, Component, LocalProcess, Status


class Hangs(Component):
    """Waits for ever at item 2 the first time it gets there."""

    io = IO(inputs=["x"], outputs=["y"])

    async def step(self) -> None:
        if self.x == 2 and not reached.is_set():
            reached.set()
            await asyncio.Event().wait()
        self.y = self.x


reached = threading.Event()  #: set when a step begins to hang


@pytest.fixture(autouse=True)
def _nobody_hangs() -> None:
    reached.clear()


def stopped(process: LocalProcess) -> None:
    """Check that *process* stands still, and that it goes on to its end from there."""
    assert process.status is Status.STOPPED
    assert {str(part.status) for part in process.components.values()} <= {"stopped", "completed"}
    asyncio.run(process.run())
    assert process.components["sink"].seen == [0, 1, 2, 3, 4]


# From inside the program ------------------------------------------------------------------------


def test_cancel_from_another_thread_stops_a_step_that_waits() -> None:
    process = pipeline(range(5), Hangs(name="stage"))
    asyncio.run(process.init())
    thread = threading.Thread(target=lambda: (reached.wait(), process.cancel()))
    thread.start()
    asyncio.run(process.run())
    thread.join()
    assert process.tick == 2
    stopped(process)


def test_cancel_from_another_thread_stops_ticks_that_never_wait() -> None:
    class Tells(Count):
        def step(self) -> None:
            super().step()
            reached.set()

    process = LocalProcess([Tells(name="n")])
    asyncio.run(process.init())
    thread = threading.Thread(target=lambda: (reached.wait(), process.cancel()))
    thread.start()
    asyncio.run(process.run())
    thread.join()
    assert process.status is Status.STOPPED
    assert process.components["n"].out == process.tick == process.state.history["n.out"][-1]


def test_cancel_in_a_step_ends_after_that_tick() -> None:
    class Cancels(Sink):
        async def step(self) -> None:
            await super().step()
            if self.x == 2:
                process.cancel()

    process = LocalProcess([Source(range(5), name="a"), Cancels(name="sink")], ["a.out -> sink.x"])
    asyncio.run(process.init())
    asyncio.run(process.run())
    assert process.tick == 3
    stopped(process)


def test_cancel_between_runs_stops() -> None:
    process = pipeline(range(5))
    process.cancel()
    assert process.status is Status.CREATED
    asyncio.run(process.init())
    asyncio.run(process.step())
    process.cancel()
    stopped(process)


def test_cancel_after_the_end_changes_nothing() -> None:
    process = pipeline(range(5))
    asyncio.run(process.init())
    asyncio.run(process.run())
    process.cancel()
    assert process.status is Status.COMPLETED


def test_a_timeout_around_run_stops_it() -> None:
    async def life() -> None:
        await process.init()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await process.run()

    process = pipeline(range(5), Hangs(name="stage"))
    asyncio.run(life())
    stopped(process)


def test_history_reaches_to_the_tick_at_which_a_run_was_cut_off() -> None:
    async def life() -> None:
        await process.init()
        task = asyncio.create_task(process.run())
        for _ in range(50):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    process = LocalProcess([Count(name="n"), Wait(name="w")], ["n.out -> w.x"])
    asyncio.run(life())
    history = process.state.history
    assert history.last_tick == process.tick > 1
    assert history.at(process.tick)["w.y"] == process.tick


def test_a_run_cut_off_in_its_last_moment_has_all_its_ticks() -> None:
    class Ends(Source):
        async def step(self) -> None:
            await asyncio.sleep(0)
            await super().step()
            if self.sent == 3 and len(tasks) == 1:
                asyncio.get_running_loop().call_soon(tasks.pop().cancel)

    async def life() -> None:
        await process.init()
        tasks.append(asyncio.create_task(process.run()))
        with contextlib.suppress(asyncio.CancelledError):
            await tasks[0]
        if process.status is Status.STOPPED:
            await process.run()

    tasks: list[asyncio.Task[None]] = []
    process = LocalProcess([Ends([1, 2, 3], name="a"), Sink(name="b")], ["a.out -> b.x"])
    asyncio.run(life())
    assert (process.status, process.tick) == (Status.COMPLETED, 3)
    assert process.components["b"].seen == [1, 2, 3]


def test_a_timeout_around_a_run_that_never_waits_stops_it() -> None:
    async def life() -> None:
        await process.init()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await process.run()

    process = LocalProcess([Count(name="n")])
    asyncio.run(life())
    assert process.status is Status.STOPPED
    assert process.tick == process.components["n"].out


def test_cancelling_the_task_of_a_run_stops_it() -> None:
    async def life() -> None:
        await process.init()
        task = asyncio.create_task(process.run())
        await asyncio.to_thread(reached.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    process = pipeline(range(5), Hangs(name="stage"))
    asyncio.run(life())
    stopped(process)


def test_a_run_left_behind_by_its_event_loop_goes_on_in_another() -> None:
    async def life() -> None:
        await process.init()
        tasks.append(asyncio.create_task(process.run()))
        await asyncio.to_thread(reached.wait)

    tasks: list[asyncio.Task[None]] = []
    process = pipeline(range(5), Hangs(name="stage"))
    asyncio.run(life())
    stopped(process)


def test_a_step_cut_off_is_taken_again_with_the_same_inputs() -> None:
    class Notes(Hangs):
        async def step(self) -> None:
            taken.append(self.x)
            await super().step()

    taken: list[int] = []
    process = pipeline(range(5), Notes(name="stage"))
    asyncio.run(process.init())
    thread = threading.Thread(target=lambda: (reached.wait(), process.cancel()))
    thread.start()
    asyncio.run(process.run())
    thread.join()
    stopped(process)
    assert taken == [0, 1, 2, 2, 3, 4]


def test_a_step_that_ignores_cancelling_once_is_waited_for() -> None:
    class Stubborn(Hangs):
        async def step(self) -> None:
            try:
                await super().step()
            except asyncio.CancelledError:
                await asyncio.sleep(0)
                self.y = self.x

    process = pipeline(range(5), Stubborn(name="stage"))
    asyncio.run(process.init())
    thread = threading.Thread(target=lambda: (reached.wait(), process.cancel()))
    thread.start()
    asyncio.run(process.run())
    thread.join()
    stopped(process)


def test_waiting_steps_of_a_stopped_process_do_not_go_on_by_themselves() -> None:
    process = pipeline(range(5), Wait(name="stage"))

    async def life() -> None:
        await process.init()
        await process.run(ticks=2)
        process.cancel()
        for _ in range(10):
            await asyncio.sleep(0)

    asyncio.run(life())
    assert process.components["sink"].seen == [0, 1]
    stopped(process)


# SIGINT -----------------------------------------------------------------------------------------

MODEL = """
import asyncio, time
from plugboard_nb import IO, Component, LocalProcess

class Source(Component):
    io = IO(outputs=["out"])
    out = 0
    async def step(self):
        if self.out == 4:
            await self.io.close()
        else:
            self.out += 1

class Stage(Component):
    io = IO(inputs=["x"], outputs=["y"])
    hung = False  # of the class: a step that is cut off leaves the component as it was
    async def step(self):
        if self.x == 3 and not Stage.hung:
            Stage.hung = True
            print("hangs", flush=True)
            {hang}
        self.y = self.x

process = LocalProcess([Source(name="source"), Stage(name="stage")], ["source.out -> stage.x"])

def tell():
    seen = process.state.history["stage.y"].tolist()
    print(process.status, process.tick, seen, flush=True)
"""

HANGS = {
    "sleeping": "time.sleep(1000)",
    "busy": "while True: pass",
    "waiting": "await asyncio.sleep(1000)",
    "waiting stubbornly": "await asyncio.shield(asyncio.sleep(1000))",
}
MAIN = """
async def main():
    await process.init()
    await process.run()
    tell()
    await process.run()
    tell()
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("hang", HANGS.values(), ids=HANGS)
def test_sigint_stops_a_step_that_never_returns_and_the_run_goes_on_from_there(hang: str) -> None:
    code = MODEL.replace("{hang}", hang) + MAIN
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "hangs\n"
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=15)
    finally:
        child.kill()
    assert out.splitlines() == ["stopped 2 [1, 2]", "completed 4 [1, 2, 3, 4]"]
    assert (err, child.returncode) == ("", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_sigint_stops_between_ticks_and_leaves_the_handler_as_it_was() -> None:
    class Interrupts(Count):
        def step(self) -> None:
            super().step()
            if self.out == 5:
                signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    process = LocalProcess([Interrupts(name="n"), Sink(name="s")], ["n.out -> s.x"])
    asyncio.run(process.init())
    asyncio.run(process.run())
    assert (process.status, process.tick) == (Status.STOPPED, 5)
    assert process.components["s"].seen == [1, 2, 3, 4, 5]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_sigint_stops_all_processes_that_run_at_once() -> None:
    class Interrupts(Count):
        def step(self) -> None:
            super().step()
            if self.out == 5:
                signal.raise_signal(signal.SIGINT)

    async def life() -> None:
        await asyncio.gather(*(process.init() for process in processes))
        await asyncio.gather(*(process.run() for process in processes))

    before = signal.getsignal(signal.SIGINT)
    short = pipeline(range(2), Wait(name="stage"))
    long = LocalProcess([Count(name="n"), Wait(name="w")], ["n.out -> w.x"])
    processes = [short, long, LocalProcess([Interrupts(name="n")])]
    asyncio.run(life())
    assert [str(process.status) for process in processes[1:]] == ["stopped", "stopped"]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_where_sigint_is_ignored_it_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = LocalProcess([Signals(name="n")])
        asyncio.run(process.init())
        asyncio.run(process.run(ticks=3))
    finally:
        signal.signal(signal.SIGINT, before)
    assert (process.status, process.tick) == (Status.WAITING, 3)


class Signals(Count):
    """Sends SIGINT at every step."""

    def step(self) -> None:
        super().step()
        signal.raise_signal(signal.SIGINT)


# The stop button of a notebook --------------------------------------------------------------------


class Kernel:
    """A real kernel, and short ways to use it."""

    def __init__(self) -> None:
        manager = pytest.importorskip("jupyter_client.manager")
        self.manager, self.client = manager.start_new_kernel(kernel_name="python3")
        self.heard = ""

    def execute(self, code: str, interrupt: bool = False) -> str:
        """Return what *code* printed; press stop once it has printed something if told so."""
        request = self.client.execute(code)
        printed = ""
        while True:
            message = self.message()
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "stream":
                printed += content["text"]
                if interrupt:
                    self.manager.interrupt_kernel()
                    interrupt = False
            elif message["msg_type"] == "error":
                printed += f"{content['ename']}: {content['evalue']}"
            elif content.get("execution_state") == "idle":
                return printed

    def message(self) -> dict[str, Any]:
        """Return the next message of the kernel, and remember all that it has printed."""
        message: dict[str, Any] = self.client.get_iopub_msg(timeout=15)
        self.heard += message["content"].get("text", "")
        return message

    def wait_for(self, text: str) -> None:
        """Wait until something, in a cell or outside, has printed *text*."""
        while text not in self.heard:
            self.message()

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    running = Kernel()
    yield running
    running.close()


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("hang", HANGS.values(), ids=HANGS)
def test_the_stop_button_ends_a_step_that_never_returns_and_the_next_cell_goes_on(
    kernel: Kernel, hang: str
) -> None:
    assert kernel.execute(MODEL.replace("{hang}", hang) + "\nawait process.init()") == ""
    assert kernel.execute("await process.run()", interrupt=True) == "hangs\n"
    assert kernel.execute("tell()") == "stopped 2 [1, 2]\n"
    assert kernel.execute("await process.run(); tell()") == "completed 4 [1, 2, 3, 4]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_the_stop_button_ends_a_run_without_end(kernel: Kernel) -> None:
    code = MODEL.replace("{hang}", "pass").replace("if self.out == 4:", "if False:")
    kernel.execute(code + "\nawait process.init()")
    assert kernel.execute("await process.run()", interrupt=True) == "hangs\n"
    assert kernel.execute("print(process.status)") == "stopped\n"
    assert (
        kernel.execute("t = process.tick; await process.step(); print(process.tick - t)") == "1\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_the_stop_button_does_no_harm_after_a_run_in_the_background(kernel: Kernel) -> None:
    code = MODEL.replace("{hang}", "await gate.wait()") + "gate = asyncio.Event()"
    start = "task = asyncio.create_task(process.run()); await asyncio.sleep(0)"
    kernel.execute(f"{code}\nawait process.init(); {start}")
    kernel.execute("task.add_done_callback(lambda task: print('ended', flush=True))")
    kernel.execute("asyncio.get_running_loop().call_later(0.1, gate.set)")
    kernel.wait_for("ended")
    kernel.manager.interrupt_kernel()
    assert kernel.execute("tell()") == "completed 4 [1, 2, 3, 4]\n"
