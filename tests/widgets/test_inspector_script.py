"""The script that the inspector shows does again what was done."""

from __future__ import annotations

import ast
import asyncio
from inspect import CO_COROUTINE
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugboard_nb import LocalProcess, Timeline
from plugboard_nb.widgets.inspector.script import script_of
from strategies import examples
from timeline.acts import ANY, Act, Session
from timeline.lively import LIBRARY, Maker
from timeline.plant import drive, tank
from timeline.sameness import assert_same, rows_of

ACTS = st.lists(ANY, min_size=1, max_size=20)


async def done_again(script: str, process: Any, **names: Any) -> Timeline:
    """Run *script* on a fresh *process*, as a notebook cell does; return its timeline."""
    code = compile(script, "<script>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    scope: dict[str, Any] = {"process": process, **names}
    if code.co_flags & CO_COROUTINE:
        await eval(code, scope)
    timeline: Timeline = scope["t"]
    return timeline


def told_by(timeline: Timeline) -> dict[str, Any]:
    """Return what every branch recorded, what was changed on it, and where the head is."""
    found: dict[str, Any] = {"head": (timeline.branch.name, timeline.tick)}
    for name, branch in timeline.branches.items():
        made = branch.interventions
        changes = [(c.tick, c.kind, c.what, repr(c.new)) for c in made if c.kind != "initial"]
        initial = {c.what: repr(c.new) for c in made if c.kind == "initial"}
        found[name] = (
            branch.last_tick,
            changes,
            initial,
            rows_of(branch.history, 1, branch.last_tick),
        )
    return found


@pytest.mark.timeout(60)  # 10 s on an idle machine
@examples(150)
@given(st.sampled_from(LIBRARY), ACTS)
def test_the_script_makes_the_same_branches_of_random_use(make: Maker, acts: list[Act]) -> None:
    async def compare() -> None:
        session = Session(make, looks=False)
        async with session.timeline as t:
            for one in acts:
                await session.act(one)
            script, told = script_of(t), told_by(t)
        again = told_by(await done_again(script, make()))
        assert_same(again, told, script)

    asyncio.run(compare())


def test_a_straight_run_is_told_in_the_order_of_its_ticks() -> None:
    async def act(t: Timeline) -> str:
        await t.run(ticks=12)
        t.set("tank.area", 1.5)
        await t.step()
        t.hold("tank.level", 0.0)
        await t.run(ticks=3)
        t.release("tank.level")
        return script_of(t)

    assert drive(tank(), act).splitlines()[3:] == [
        "async with Timeline(process) as t:",
        "    await t.run(ticks=12)",
        '    t.set("tank.area", 1.5)',
        "    await t.step()",
        '    t.hold("tank.level", 0.0)',
        "    await t.run(ticks=3)",
        '    t.release("tank.level")',
    ]


def test_a_fork_is_told_with_what_it_began_with() -> None:
    async def act(t: Timeline) -> str:
        await t.run(ticks=5)
        await t.switch(t.fork(at=2, name="wide", set={"tank.area": 2.0, "tank.label": "<b>"}))
        await t.run(ticks=4)
        await t.rewind(3)
        return script_of(t)

    assert drive(tank(), act).splitlines()[4:] == [
        "    await t.run(ticks=5)",
        '    t.fork(at=2, name="wide", set={"tank.area": 2.0, "tank.label": "<b>"})',
        '    await t.switch("wide")',
        "    await t.run(ticks=4)",
        "    await t.rewind(3)",
    ]


def test_nothing_done_is_a_script_too() -> None:
    async def act(t: Timeline) -> str:
        return script_of(t)

    script = drive(tank(), act)
    assert script.endswith("    pass  # nothing was done yet\n")
    assert asyncio.run(done_again(script, tank())).tick == 0


def test_what_python_cannot_write_is_left_to_be_given() -> None:
    def shape(x: float) -> float:
        return x

    async def act(t: Timeline) -> tuple[str, Any]:
        t.set("tank.shape", shape)
        await t.run(ticks=3)
        return script_of(t), told_by(t)["main"][3]

    def made() -> LocalProcess:
        process = tank()
        process.components["tank"].parameters["shape"] = None
        return process

    script, rows = drive(made(), act)
    assert 't.set("tank.shape", value_1)' in script
    assert "# value_1 is for you to give. tank.shape: cannot write a function" in script
    again = told_by(asyncio.run(done_again(script, made(), value_1=shape)))
    assert_same(again["main"][3], rows, script)


def test_a_run_to_the_end_is_told_as_one() -> None:
    from timeline.plant import watch

    async def act(t: Timeline) -> str:
        await t.run()
        return script_of(t)

    assert "    await t.run()  # to the end, tick 7\n" in drive(watch(last=7), act)
