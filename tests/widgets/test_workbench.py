"""The workbench: its layouts, its commands, and what is left when it has gone."""

import asyncio
import gc
import inspect
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from ipywidgets import HBox, Layout
from ipywidgets.widgets.widget import _instances

from conftest import chain
from plugboard_nb import IO, Component, LocalProcess, Timeline, Workbench
from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.widgets.host import host
from plugboard_nb.widgets.host.controls import COMMANDS, Controls
from plugboard_nb.widgets.workbench import workbench as module


@pytest.fixture
def process() -> LocalProcess:
    return chain(3, last=10**9)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    for bench in list(module._benches):
        bench.close()


def arrive(bench: Workbench) -> None:
    """Have all views of *bench* in a page."""
    for view in bench.children:
        view._receive(None, {"do": "mounted", "id": f"m{view.number}", "args": {"mount": "1"}}, [])


def leave(bench: Workbench) -> None:
    """Have them leave it, as when the cell runs again."""
    for view in bench.children:
        view._receive(None, {"do": "gone", "id": f"g{view.number}", "args": {"mount": "1"}}, [])


# Layouts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layout", "views"),
    [
        ("all", "Transport GraphView HistoryPlot Inspector"),
        ("stacked", "Transport GraphView HistoryPlot Inspector"),
        ("controls", "Transport"),
        ("graph", "Transport GraphView"),
        ("plot", "Transport HistoryPlot"),
        ("inspector", "Transport Inspector"),
        ("plot+graph", "Transport GraphView HistoryPlot"),
    ],
)
def test_layout_says_which_views_there_are(process: LocalProcess, layout: str, views: str) -> None:
    bench = Workbench(process, layout=layout)
    assert [type(view).__name__ for view in bench.children] == views.split()


@pytest.mark.parametrize("layout", ["grapf", "graph+", "", 3, None])
def test_unknown_layout_is_refused_with_a_list(process: LocalProcess, layout: Any) -> None:
    with pytest.raises(ValidationError, match="'all', 'stacked', 'controls', 'graph'"):
        Workbench(process, layout=layout)


def test_layout_of_ipywidgets_is_taken_as_such(process: LocalProcess) -> None:
    assert Workbench(process, layout=Layout(width="50%")).layout.width == "50%"


def test_view_that_is_not_laid_out_is_there_for_another_place(process: LocalProcess) -> None:
    bench = Workbench(process, layout="controls")
    assert bench.plot is bench.plot
    assert bench.plot not in bench.children
    assert bench.graph.host is bench.host
    assert isinstance(HBox([bench.inspector]).children[0].timeline, Timeline)


def test_fields_and_data_go_to_the_plot(process: LocalProcess) -> None:
    bench = Workbench(process, fields=["c1.out"], data={"c2.out": {3: 7.0}})
    bench.step(3).result()
    bench.plot.refresh()
    panels = bench.plot.layout_of["panels"]
    assert [field for panel in panels for field in panel["fields"]] == ["c1.out", "c2.out"]


def test_what_cannot_be_made_leaves_nothing(process: LocalProcess) -> None:
    before = set(_instances)
    with pytest.raises(UnknownFieldError, match=r"c1\.outt"):
        Workbench(process, fields=["c1.outt"])
    assert set(_instances) == before


# Commands ------------------------------------------------------------------------------------


def test_every_command_of_a_page_is_a_method_with_signature_and_words() -> None:
    for name in COMMANDS:
        method = getattr(Workbench, name)
        assert inspect.getdoc(method)
        assert inspect.signature(method) == inspect.signature(getattr(Controls, name))


def test_commands_do_what_they_say_in_order(process: LocalProcess) -> None:
    bench = Workbench(process)
    bench.step(10)
    bench.back(3)
    bench.host.settle()
    assert (bench.timeline.tick, bench.transport.now["shown"]) == (10, 7)
    assert bench.fork(name="other").result().name == "other"
    assert repr(bench) == f"<Workbench of {process.name!r} at tick 7, waiting>"


def test_run_can_be_awaited(process: LocalProcess) -> None:
    bench = Workbench(process)

    async def cell() -> Any:
        return await bench.run(until="c2.out > 20")

    assert asyncio.run(cell()).reason == "until"


def test_process_shows_itself_on_a_workbench(process: LocalProcess) -> None:
    bench = process.show("graph", max_bytes=10**6)
    assert isinstance(bench, Workbench)
    assert bench.timeline.process is process


# Again ---------------------------------------------------------------------------------------


def test_cell_run_again_shows_the_same_timeline(process: LocalProcess) -> None:
    first = Workbench(process, max_bytes=10**6)
    first.step(5).result()
    again = Workbench(process, max_bytes=10**6)
    assert again.timeline is first.timeline
    assert again.transport.now["tick"] == 5
    with pytest.raises(ValidationError, match="max_bytes cannot be given"):
        Workbench(process, max_bytes=2 * 10**6)


def test_superseded_workbench_goes_once_it_has_left_the_page(
    process: LocalProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SUPERSEDED_S", 0.0)
    first = Workbench(process)
    arrive(first)
    again = Workbench(process)
    arrive(again)
    assert first.comm is not None
    leave(first)
    module._sweep()
    assert first.comm is None
    assert all(view.comm is None for view in first.children)
    assert again.comm is not None
    assert again.step().result().tick == 1


def test_twenty_workbenches_of_new_processes_keep_few_widgets(process: LocalProcess) -> None:
    before = len(_instances)
    for _ in range(20):
        bench = Workbench(chain(2, last=10**9))
        arrive(bench)
        leave(bench)
    each = len(_instances) - before
    Workbench(process)
    assert each <= 5 * 10  # of those that may still come back, and of the new one
    assert sum(one.comm is not None for one in module._benches) <= 5


def test_nobody_keeps_a_workbench_that_was_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "_LINGER_S", 0.1)
    monkeypatch.setattr(host, "_GRACE_S", 0.0)
    bench = Workbench(chain(2, last=10**9))
    bench.step(3).result()
    known = weakref.ref(bench), weakref.ref(bench.host), weakref.ref(bench.plot)
    thread = bench.host.thread
    bench._put_away()
    del bench
    if thread is not None:
        thread.join(5)
    gc.collect()
    assert [ref() for ref in known] == [None, None, None]


# Closing -------------------------------------------------------------------------------------


def test_close_ends_everything_and_frees_the_process(process: LocalProcess) -> None:
    before = set(_instances)
    bench = Workbench(process)
    thread = bench.host.thread
    bench.run()
    bench.close()
    bench.close()
    assert thread is not None
    thread.join(5)
    assert not thread.is_alive()
    assert set(_instances) == before
    assert not process.is_initialised
    with pytest.raises(TimelineError, match="closed; display its workbench again"):
        bench.step()
    fresh = Workbench(process, max_bytes=10**6)
    assert (fresh.timeline.tick, fresh.timeline is bench.timeline) == (0, False)


def test_close_leaves_a_timeline_that_was_handed_over(process: LocalProcess) -> None:
    timeline = Timeline(process)
    bench = Workbench(timeline)
    bench.step(2).result()
    bench.close()
    assert process.is_initialised
    asyncio.run(timeline.step())
    assert timeline.tick == 3
    asyncio.run(timeline.destroy())


def test_closing_a_superseded_one_leaves_the_newer(process: LocalProcess) -> None:
    first, again = Workbench(process), Workbench(process)
    first.close()
    assert again.step().result().tick == 1
    again.close()
    assert not process.is_initialised


def test_displaying_a_closed_workbench_opens_it_where_it_was(process: LocalProcess) -> None:
    bench = Workbench(process)
    bench.step(5).result()
    model = bench.model_id
    bench.close()
    bench.reopen()
    assert (bench.model_id, bench.children[0].now["tick"]) == (model, 5)
    assert bench.step().result().tick == 6
    assert bench._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]


class Stuck(Component):
    io = IO(outputs=["out"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.entered, self.gate = threading.Event(), threading.Event()

    def step(self) -> None:
        self.entered.set()
        self.gate.wait()


def test_step_that_does_not_return_keeps_the_workbench_open() -> None:
    stuck = Stuck(name="stuck")
    bench = Workbench(LocalProcess([stuck]))
    bench.step()
    stuck.entered.wait()
    with pytest.raises(TimelineError, match=r"interrupt\(\) it first"):
        bench.close()
    assert bench.comm is not None
    stuck.gate.set()
    bench.close()
    assert bench.comm is None
