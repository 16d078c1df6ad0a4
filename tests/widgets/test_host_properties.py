"""Many people ask one host at a time: all is done once, in the order in which it was numbered."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.asked import Ask, Crowd, told_by

_values = itertools.count(10)


def asks(name: str, /, **args: Any) -> st.SearchStrategy[Ask]:
    """Return asks of one name; an argument that is ``None`` may be left out."""
    chosen = st.fixed_dictionaries(
        {k: v if isinstance(v, st.SearchStrategy) else st.just(v) for k, v in args.items()}
    )
    kept = chosen.map(lambda found: {k: v for k, v in found.items() if v is not None})
    return st.builds(Ask, st.just(name), kept, st.booleans(), st.integers(1, 3))


ticks = st.none() | st.integers(0, 30)
names = st.sampled_from(["one", "two", "main"])
ANY = st.one_of(
    asks("step", n=st.integers(1, 12)),
    asks("step"),
    asks("run", ticks=st.integers(0, 40)),
    asks("run"),
    asks("pause"),
    asks("rewind", tick=ticks),
    asks("fork", at=ticks, name=names),
    asks("fork", at=ticks, set=st.integers(0, 9).map(lambda n: {"drift.rate": n})),
    asks("switch", branch=names),
    asks("set", what=st.sampled_from(["drift.rate", "echo.bias"]), value=0),
    asks("set", what=st.sampled_from(["drift.rate", "echo.bias"]), value=0),
    asks("hold", output=st.just("drift.x"), value=0),
    asks("view", tick=ticks),
    asks("back", n=st.integers(1, 5)),
    asks("undo", number=st.integers(0, 3)),
    asks("reset"),
)


def with_own_values(ask: Ask) -> Ask:
    """Return *ask* with a value that no other one has, so that it can be told from them."""
    if "value" not in ask.args:
        return ask
    return ask._replace(args={**ask.args, "value": next(_values)})


@pytest.mark.slow
@given(several=st.lists(st.lists(ANY, min_size=1, max_size=8), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_history_is_that_of_the_commands_in_the_order_of_their_tickets(
    several: list[list[Ask]],
) -> None:
    crowd = Crowd()
    try:
        crowd.ask_at_once([[with_own_values(ask) for ask in asks] for asks in several])
        wanted = sum(ask.name != "pause" for asks in several for ask in asks)
        assert len(crowd.asked) == wanted, "something was lost or doubled"
        numbers = [a.ticket.number for a in crowd.asked if a.ticket.number]
        assert len(set(numbers)) == len(numbers)
        found, again = told_by(crowd.timeline), asyncio.run(crowd.again())
        assert found == told_by(again)
    finally:
        crowd.close()
