"""Random models and random use: a timeline goes back exactly, and no branch knows of another."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from reference import Model
from strategies import NUMBERS, OBJECTS, examples, models
from timeline.acts import ANY, Act, Session
from timeline.lively import LIBRARY, Maker, files, lively_process

STYLES = ("def", "pure", "async", "await", "wait")
KINDS = (*NUMBERS, *OBJECTS)
GRAPHS = (
    models(styles=STYLES, kinds=KINDS)
    | models(styles=STYLES, kinds=KINDS, events=True)
    | models(kinds=(*KINDS, "grown"), events=True)
)
EVERY = st.sampled_from((1, 2, 5, 1000))
LONG = {"step", "run", "branch run", "rewind"}
ACTS = st.lists(ANY, min_size=1, max_size=20)


@examples(150)
@given(GRAPHS, ACTS, EVERY, st.booleans())
def test_every_branch_of_a_random_graph_is_as_if_it_were_alone(
    model: Model, acts: list[Act], every: int, looks: bool
) -> None:
    session = Session(lambda: lively_process(model), looks, keyframe_every=every)
    asyncio.run(session.do(acts))


@examples(100)
@given(st.sampled_from(LIBRARY), ACTS, EVERY, st.booleans())
def test_every_branch_of_a_stock_model_is_as_if_it_were_alone(
    make: Maker, acts: list[Act], every: int, looks: bool
) -> None:
    asyncio.run(Session(make, looks, keyframe_every=every).do(acts))


@examples(60)
@given(st.sampled_from((".csv", ".csv.gz", ".parquet")), ACTS, EVERY)
def test_files_are_as_if_nobody_had_gone_back(suffix: str, acts: list[Act], every: int) -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder, "data.csv")
        data.write_text("a,b\n" + "".join(f"{row},{row / 4}\n" for row in range(15)))
        numbers = itertools.count()
        session = Session(
            lambda: files(data, Path(folder, f"{next(numbers)}", f"result{suffix}")),
            keyframe_every=every,
        )
        asyncio.run(session.do(acts))


@examples(60)
@given(st.sampled_from(LIBRARY), ACTS, st.integers(3000, 30_000), EVERY)
def test_what_is_still_remembered_is_right(
    make: Maker, acts: list[Act], max_bytes: int, every: int
) -> None:
    session = Session(make, looks=False, max_bytes=max_bytes, keyframe_every=every)
    acts = [one._replace(number=one.number * 20) if one.name in LONG else one for one in acts]
    asyncio.run(session.do(acts))
