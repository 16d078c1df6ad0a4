"""Small models that random search once found an engine to get wrong; each keeps its promise."""

from __future__ import annotations

from typing import Any

import pytest

from blocks import Drive
from driving import assert_same, drive, run, step
from reference import Model, Node, Wire, interpret
from strategies import LIMIT


def source(name: str, ends_at: int, **more: Any) -> Node:
    return Node(name, outputs=("x",), kinds=("int",), ends_at=ends_at, **more)


def pipe(name: str, inputs: str = "a", **more: Any) -> Node:
    return Node(name, inputs=tuple(inputs), outputs=("x",), kinds=("int",), **more)


def wires(*ends: str) -> tuple[Wire, ...]:
    """Wires from the output ``x``, written ``"source target.input"``."""
    pairs = [(end.split()[0], *end.split()[1].split(".")) for end in ends]
    return tuple(Wire(one, "x", other, field) for one, other, field in pairs)


MODELS = {
    "what a closing step delivers crosses the whole chain": Model(
        (source("s", 4, ending="deliver"), pipe("p"), pipe("q")), wires("s p.a", "p q.a")
    ),
    "a delayed wire drains after its source has ended": Model(
        (source("s", 4, ending="deliver"), pipe("p", initial={"a": (1,)})), wires("s p.a")
    ),
    "a closing step delivers over merged and single wires alike": Model(
        (
            Node("s", outputs=("x", "y"), kinds=("int", "int"), ends_at=4, ending="deliver"),
            pipe("p", "ab"),
        ),
        (*wires("s p.a", "s p.b"), Wire("s", "y", "p", "b")),
    ),
    "who took its last item ends with that tick, and its other source too": Model(
        (
            source("s", 4, ending="deliver"),
            source("t", 2),
            pipe("p", "ab"),
            pipe("q", "ab", initial={"b": (1, 1)}),
        ),
        wires("s p.a", "t p.b", "s q.a", "t q.b"),
    ),
    "who merged its last item ends with that tick, and its other source too": Model(
        (
            source("s", 5, ending="deliver"),
            source("t", 2),
            source("u", 3),
            pipe("p", "ab", style="await", turns=1),
        ),
        wires("s p.a", "t p.b", "u p.b"),
    ),
    "two delays of different length drain one after the other": Model(
        (
            source("s", 4),
            pipe("p", initial={"a": (1, 1, 1)}),
            pipe("q", "ab", initial={"b": (1, 1)}),
        ),
        wires("s p.a", "s q.a", "p q.a", "s q.b"),
    ),
    "a loop of one ends when all others that it feeds have ended": Model(
        (pipe("p", initial={"a": (1,)}), Node("k", inputs=("a",), ends_at=5)),
        wires("p p.a", "p k.a"),
    ),
    "a producer behind its consumer in the order takes the tick in which that ends": Model(
        (pipe("p", initial={"a": (1,)}, ends_at=3), source("s", 20)), wires("s p.a")
    ),
    "a step that runs ahead is not cut off when the source of its last item ends": Model(
        (
            source("s", 7, ending="deliver", style="pure"),
            pipe("p", "ab", initial={"b": (1, 1, 1)}, style="await", turns=2),
            pipe("q", ends_at=5, style="await", turns=4),
        ),
        wires("s p.a", "q p.b", "s q.a"),
    ),
    "slow consumers of one source and delayed ones of another end on their own": Model(
        (
            source("s", 4, style="pure"),
            source("t", 4, salt=7, style="await", turns=2),
            pipe("p", style="await"),
            pipe("q", initial={"a": (1, 1)}, style="await", turns=2),
        ),
        wires("s p.a", "t q.a"),
    ),
    "an end far downstream does not shorten what was needed until then": Model(
        (
            pipe("p", initial={"a": (1,)}, style="await"),
            pipe("q", ends_at=5, style="await"),
            pipe("r", style="await", turns=1),
        ),
        wires("p p.a", "p q.a", "q r.a"),
    ),
    "who listens only to itself ends when nothing is left to hear": Model(
        (source("s", 4, emits=((1, "note"),)), Node("l", listens=("note",), replies="note"))
    ),
    "two that answer each other end when they have nothing more to say": Model(
        (
            source("s", 4, emits=((3, "note"),)),
            Node("l", listens=("note",), replies="echo"),
            Node("m", listens=("echo",), replies="note"),
        )
    ),
    "values that waited for an event are taken in turn": Model(
        (
            source("s", 4, emits=((2, "fill"),)),
            pipe("f", "ap", listens=("fill",), populated="p"),
        ),
        wires("s f.a"),
    ),
    "a handler may close its component": Model(
        (
            source("s", 5, emits=((1, "note"), (2, "note"), (2, "note"))),
            Node("l", listens=("note",), replies="note", deafens_at=2),
        )
    ),
    "events that wait are handled before a closed input ends their receiver": Model(
        (
            source("s", 1),
            pipe("p", initial={"a": (1,)}, listens=("note",), replies="note"),
            Node("l", listens=("echo", "note"), replies="note"),
            Node("e", emits=((1, "echo"),), ends_at=1),
        ),
        wires("s p.a"),
    ),
    "an event from further down the order waits for the next tick": Model(
        (
            Node("e", emits=((1, "note"),), ends_at=6),
            source("s", 6, salt=2, style="await", turns=6),
            pipe("r", listens=("note",)),
            Node("m", inputs=("a",), listens=("note",), replies="note", deafens_at=1),
            Node("l", listens=("note",), replies="note"),
            Node("k", inputs=("a",)),
        ),
        wires("s r.a", "r m.a", "r k.a"),
    ),
    "an event from further down the order waits although a handler does": Model(
        (
            source("s", 6, emits=((1, "note"),)),
            pipe("r", listens=("note",), style="await"),
            Node("m", inputs=("a",), listens=("note",), replies="note", deafens_at=1),
            Node("l", listens=("note",), replies="note"),
            Node("k", inputs=("a",)),
        ),
        wires("s r.a", "r m.a", "r k.a"),
    ),
    "closing leaves numpy scalars in peace": Model(
        (Node("s", outputs=("x",), kinds=("numpy scalar",), ends_at=4),)
    ),
}


@pytest.mark.parametrize("how", [run, step])
@pytest.mark.parametrize("promise", MODELS)
def test_small_model(promise: str, how: Drive) -> None:
    expected = interpret(MODELS[promise], LIMIT)
    assert expected.status == "completed"
    assert_same(drive(MODELS[promise], how), expected)
