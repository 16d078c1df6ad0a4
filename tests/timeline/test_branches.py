import asyncio
from typing import Any

import numpy as np
import pytest

from plugboard_nb import LocalProcess, Timeline
from plugboard_nb.exceptions import TimelineError, UnknownFieldError, ValidationError
from plugboard_nb.history import digest
from timeline.plant import Walk, drive, tank, watch


def test_a_fork_touches_neither_the_head_nor_its_parent() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=40)
        before = t.branch.digest(), t.tick, digest(t.process.state.history)
        lazy = t.fork(at=25, set={"tank.area": 4.0}, name="lazy")
        stop = await lazy.run(ticks=60)
        assert (stop.tick, lazy.last_tick, lazy.departure) == (85, 85, 25)
        assert (t.branch.digest(), t.tick, digest(t.process.state.history)) == before
        assert lazy.parent is t.branch
        assert t.compare(lazy).first == (26, "tank.level")

    drive(tank(), act, keyframe_every=10)


def test_a_fork_is_the_run_of_a_process_that_was_changed_then() -> None:
    async def act(t: Timeline) -> str:
        await t.run(ticks=40)
        fork = t.fork(at=25, set={"tank.area": 4.0, "walk.sigma": 0.5}, hold={"walk.x": 1.5})
        await fork.step(5)
        fork.release("walk.x")
        await fork.step(5)
        return digest(fork.history)

    async def alone(t: Timeline) -> str:
        await t.run(ticks=25)
        t.set({"tank.area": 4.0, "walk.sigma": 0.5})
        t.hold("walk.x", 1.5)
        await t.run(ticks=5)
        t.release("walk.x")
        await t.run(ticks=5)
        return digest(t.history)

    assert drive(tank(), act) == drive(tank(), alone)


def test_a_fork_of_the_present_has_what_was_changed_there_and_one_of_that_tick_has_not() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        t.set("tank.area", 9.0)
        assert [c.what for c in t.fork().interventions] == ["tank.area"]
        assert t.fork(at=5).interventions == []

    drive(tank(), act)


def test_other_initial_values_are_for_a_fork_before_the_first_tick() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        fork = t.fork(at=0, initial_values={"tank.drain": [50.0]})
        await fork.step(5)
        assert fork.view(1).inputs["tank.drain"] == 50.0
        assert t.view(1).inputs["tank.drain"] == 0.0
        assert fork.view(0).queued["tank.drain"] == [50.0]
        with pytest.raises(ValidationError, match=r"fork\(at=0"):
            t.fork(at=3, initial_values={"tank.drain": [50.0]})
        with pytest.raises(ValidationError, match="list of 1"):
            t.fork(at=0, initial_values={"tank.drain": [50.0, 1.0]})

    drive(tank(), act)


def test_what_a_fork_was_given_belongs_to_its_first_moment() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        await t.switch(t.fork(at=2, set={"tank.area": 4.0}, name="wide"))
        await t.step(5)
        await t.rewind(2)
        assert t.process.components["tank"].area == 4.0
        await t.step(5)
        assert t.compare("wide").equal
        await t.rewind(1)
        assert t.process.components["tank"].area == 1.0

    drive(tank(), act)


def test_held_outputs_are_sent_and_recorded_while_the_component_goes_on_by_itself() -> None:
    async def act(t: Timeline) -> None:
        await t.step(5)
        t.hold("walk.x", 20.0)
        await t.step(3)
        assert t.view(6)["walk.x"] == 20.0 == t.view(7).inputs["tank.inflow"]
        t.release("walk.x")
        await t.step(4)
        free = t.fork(at=5)
        await free.step(7)
        own, held = np.asarray(free.history["walk.x"]), np.asarray(t.history["walk.x"])
        assert list(held[5:8]) == [20.0] * 3
        assert np.array_equal(own[8:], held[8:])

    drive(tank(), act)


def test_a_tree_of_branches_is_switched_renamed_and_pruned() -> None:
    async def act(t: Timeline) -> None:
        await t.step(10)
        a = t.fork(at=4, name="a")
        await t.switch("a")
        await t.step(6)
        b = t.fork(at=7, name="b")
        await b.step(3)
        digests = {name: branch.digest() for name, branch in t.branches.items()}
        assert [b.name for b in t.branches.values()] == ["main", "a", "b"]
        assert (b.parent, b.departure, a.children) == (a, 7, [b])
        with pytest.raises(TimelineError, match="those that left it"):
            t.delete("a")
        await t.switch("main")
        await t.switch(b)
        with pytest.raises(TimelineError, match="head is on it"):
            t.delete(b)
        t.rename("b", "better")
        await t.switch("main")
        assert {**digests, "better": digests["b"]}.items() >= {
            name: branch.digest() for name, branch in t.branches.items()
        }.items()
        t.delete("better")
        t.delete(a)
        assert list(t.branches) == ["main"]
        with pytest.raises(TimelineError, match="deleted"):
            await b.step()
        with pytest.raises(TimelineError, match=r"Did you mean .*main"):
            await t.switch("mian")
        with pytest.raises(TimelineError, match="the first one"):
            t.delete("main")

    drive(tank(), act, keyframe_every=3)


def test_names_of_branches_are_their_own() -> None:
    async def act(t: Timeline) -> None:
        await t.step(2)
        t.fork(name="a")
        for name in ("a", "main", "", "  "):
            with pytest.raises(ValidationError, match="name of its own"):
                t.fork(name=name)
        with pytest.raises(IndexError, match="ticks 0 to 2"):
            t.fork(at=3)
        with pytest.raises(IndexError, match="ticks 0 to 2"):
            await t.rewind(-1)

    drive(tank(), act)


def test_a_shared_past_is_stored_once() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=5000)
        alone = t.usage.history
        for _ in range(20):
            await t.fork(at=4990).step(10)
        assert t.usage.history < 1.1 * alone

    drive(tank(), act)


def test_an_intervention_is_undone_by_a_fork_before_it() -> None:
    async def act(t: Timeline) -> None:
        await t.step(10)
        t.set("tank.area", 3.0)
        await t.step(10)
        undone = t.fork(at=10)
        await undone.step(10)
        plain = Timeline(tank())
        async with plain:
            await plain.step(20)
            assert digest(undone.history) == digest(plain.history)

    drive(tank(), act)


def test_parameters_arguments_and_attributes_are_set_and_logged() -> None:
    async def act(t: Timeline) -> None:
        await t.step(2)
        t.set("tank.area", np.float64(2.0))  # a constructor argument
        t.set("tank.leak", 0.5)  # a parameter
        t.set("tank.volume", 7)  # an attribute
        t.set("tank.label", "blue")
        t.set("dt", 0.25)  # a parameter of the process
        part = t.process.components["tank"]
        assert (part.area, part.volume, part.label) == (2.0, 7, "blue")
        assert type(part.area) is float
        assert part.parameters == {"leak": 0.5, "dt": 0.25}
        assert t.view().parameters["walk"] == {"dt": 0.25}
        assert [(c.tick, c.what, c.old, c.new) for c in t.interventions] == [
            (2, "tank.area", 1.0, 2.0),
            (2, "tank.leak", 0.1, 0.5),
            (2, "tank.volume", part_before, 7),
            (2, "tank.label", "", "blue"),
            (2, "dt", 0.5, 0.25),
        ]

    process = tank(parameters={"leak": 0.1})
    process.parameters["dt"] = 0.5
    part_before: Any = None

    async def peek(t: Timeline) -> Any:
        await t.step(2)
        return t.process.components["tank"].volume

    twin = tank(parameters={"leak": 0.1})
    part_before = drive(twin, peek)
    drive(process, act)


@pytest.mark.parametrize(
    ("what", "value", "text"),
    [
        ("tank.aera", 2.0, "Did you mean 'area'"),
        ("tnak.area", 2.0, "Did you mean 'tank'"),
        ("tank.area", "wide", "a number, not to 'wide'"),
        ("tank.area", True, "a number"),
        ("tank.area", -1.0, "must be above 0"),
        ("tank.label", 3, "a text"),
        ("tank.level", 3.0, "is an output; hold"),
        ("tank.inflow", 3.0, "is an input"),
        ("tank._volume", 3.0, "no parameter, argument or attribute"),
        ("tank.step", 3.0, "no parameter, argument or attribute"),
        ("dt", 3.0, "the process has no parameter 'dt'"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_changes(
    what: str, value: Any, text: str
) -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        with pytest.raises(ValueError, match=text):
            t.set({"walk.sigma": 5.0, what: value})
        assert t.interventions == []
        assert t.process.components["walk"].sigma == 1.0
        with pytest.raises(ValueError, match=text):
            t.fork(set={what: value})
        assert list(t.branches) == ["main"]

    drive(tank(), act)


class Fussy(Walk):
    """Changes itself before it finds out that it cannot."""

    def reconfigure(self, **changes: Any) -> None:
        self.position, self.scale = 1e9, 3
        if self.io.queued_events is not None and self.count:
            raise ValueError("too late for that")

    count = 0

    def step(self) -> None:
        self.count += 1
        super().step()


def test_a_change_that_fails_half_way_is_taken_back_as_a_whole() -> None:
    async def act(t: Timeline) -> None:
        await t.step(3)
        state = dict(vars(t.process.components["fussy"]))
        with pytest.raises(ValueError, match="too late") as caught:
            t.set({"walk.sigma": 4.0, "fussy.sigma": 2.0})
        assert "stays as it was" in caught.value.__notes__[0]
        assert vars(t.process.components["fussy"]) == state
        assert t.process.components["walk"].sigma == 1.0
        assert t.interventions == []

    drive(LocalProcess([Walk(name="walk"), Fussy(name="fussy")]), act)


def test_a_hold_names_its_outputs() -> None:
    async def act(t: Timeline) -> None:
        with pytest.raises(UnknownFieldError, match="Did you mean 'level'"):
            t.hold("tank.lvel", 1.0)
        with pytest.raises(UnknownFieldError, match="no output 'inflow'"):
            t.hold("tank.inflow", 1.0)

    drive(tank(), act)


def test_breakpoints_stop_when_a_condition_becomes_true_and_at_events() -> None:
    async def act(t: Timeline) -> None:
        first = t.breakpoints.add("bell.n >= 3")
        second = t.breakpoints.add(events=["alarm"])
        stops = [await t.run(ticks=20) for _ in range(3)]
        assert [(s.reason, s.tick) for s in stops] == [("breakpoint", k) for k in (3, 5, 10)]
        assert (first.hits, second.hits) == (1, 2)
        second.enabled = False
        assert (await t.step(7)).reason == "ticks"
        t.breakpoints.remove(first)
        assert list(t.breakpoints) == [second]
        with pytest.raises(ValidationError, match="Did you mean 'alarm'"):
            t.breakpoints.add(events=["alrm"])
        with pytest.raises(ValidationError, match="either a condition or events"):
            t.breakpoints.add()
        with pytest.raises(ValidationError, match="column 5"):
            t.breakpoints.add("3 < (bell.n")

    drive(watch(), act)


def test_branches_of_one_model_are_drawn_over_each_other() -> None:
    async def act(t: Timeline) -> Any:
        await t.run(ticks=30)
        await t.fork(at=10, set={"tank.area": 2.0}, name="wide").run(ticks=30)
        return t.plot("tank.level")

    import matplotlib.pyplot as plt
    from matplotlib.text import Text

    figure = drive(tank(), act)
    labels = [text.get_text() for text in figure.findobj(Text)]
    assert {"main", "wide"} <= set(labels)
    plt.close(figure)


def test_two_advances_of_different_branches_wait_for_each_other() -> None:
    async def act(t: Timeline) -> None:
        await t.run(ticks=10)
        a, b = t.fork(name="a"), t.fork(name="b")
        results = await asyncio.gather(a.run(ticks=2000), b.run(ticks=5), return_exceptions=True)
        assert [type(r).__name__ for r in results] == ["Stop", "TimelineBusyError"]
        assert t.tick == 10

    drive(tank(), act)
