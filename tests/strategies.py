"""Hypothesis strategies for random models, as descriptions of :mod:`reference`."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from reference import Model, Node, Wire
from reference.model import STOP

LIMIT = 24  #: ticks after which a model that goes on for ever is left alone

NUMBERS = ("int", "float", "bool", "odd float", "numpy scalar", "big", "int or float")
OBJECTS = ("str", "list", "dict", "array", "none", "mixed")
VALUES = st.sampled_from((1, 2.5, True, "u", None, (3, 4)))
PICKINESS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def examples(number: int) -> settings:
    """Settings for *number* examples, the same ones each time and reported as they were found.

    ``EXAMPLES=2000 pytest --timeout 600`` asks for so many new ones, and for failures to be made
    as small as possible, which takes minutes.
    """
    wanted = os.environ.get("EXAMPLES")
    return settings(
        max_examples=int(wanted or number),
        derandomize=wanted is None,
        phases=tuple(Phase) if wanted else (Phase.explicit, Phase.generate),
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=PICKINESS,
    )


@st.composite
def models(
    draw: st.DrawFn,
    *,
    events: bool = False,
    fan_in: bool = True,
    styles: tuple[str, ...] = ("def", "pure", "async"),
    kinds: tuple[str, ...] = NUMBERS + OBJECTS,
    most: int = 7,
    knots: bool = False,
) -> Model:
    """Models whose wires are all connected and whose loops all have initial values.

    With *knots*, the first node needs an event that may depend on it.
    """
    count = draw(st.integers(1, most))
    nodes = [_fields(draw, place, kinds) for place in range(count)]
    nodes = [_habits(draw, node, styles) for node in nodes]
    if events:
        nodes = _with_events(draw, nodes)
    if knots:
        nodes = [_listening(draw, replace(nodes[0], inputs=()), ("fill",)), *nodes[1:]]
        nodes[-1] = replace(nodes[-1], emits=(*nodes[-1].emits, (1, "fill")))
    nodes, wires = _wired(draw, nodes, fan_in)
    if draw(st.booleans()):
        nodes, wires = draw(st.permutations(nodes)), draw(st.permutations(wires))
    return Model(tuple(nodes), tuple(wires))


def _fields(draw: st.DrawFn, place: int, kinds: tuple[str, ...]) -> Node:
    """Draw a node with fields and kinds of values; the first has an output."""
    inputs = draw(st.sampled_from((0, 0, 1) if place == 0 else (1, 1, 1, 2, 2, 3, 0)))
    outputs = draw(st.sampled_from((1, 2) if place == 0 or not inputs else (1, 1, 1, 2, 0)))
    return Node(
        f"n{place}",
        inputs=tuple("abc"[:inputs]),
        outputs=tuple("xy"[:outputs]),
        kinds=tuple(draw(st.sampled_from(kinds)) for _ in range(outputs)),
        exports=draw(st.sampled_from(((), (), ("acc",)))),
        salt=draw(st.integers(1, 30)),
    )


def _habits(draw: st.DrawFn, node: Node, styles: tuple[str, ...]) -> Node:
    """Draw when a node ends and how its step is written; most sources end."""
    ends = (4, 2, 3, 5, 6, 7, 8, 1, None) if not node.inputs else (None, None, None, None, 5, 2, 9)
    style = draw(st.sampled_from(styles))
    return replace(
        node,
        ends_at=draw(st.sampled_from(ends)),
        ending=draw(st.sampled_from(("close", "deliver"))),
        lazy=draw(st.sampled_from((0, 0, 0, 2, 3))),
        style=style,
        turns=draw(st.integers(0, 6)) if style in ("await", "wait") else 0,
    )


def _wired(draw: st.DrawFn, nodes: list[Node], fan_in: bool) -> tuple[list[Node], list[Wire]]:
    """Connect every input; wires that do not lead forward get initial values."""
    outlets = [(place, output) for place, node in enumerate(nodes) for output in node.outputs]
    wires: list[Wire] = []
    for place, node in enumerate(nodes):
        initial: dict[str, tuple[Any, ...]] = {}
        for name in node.inputs:
            if name == node.populated:
                continue
            earlier = [outlet for outlet in outlets if outlet[0] < place]
            back = not earlier or draw(st.sampled_from((False, False, True)))
            number = draw(st.sampled_from((1, 1, 1, 2, 3) if fan_in else (1,)))
            ends = draw(
                st.lists(
                    st.sampled_from(outlets if back else earlier),
                    min_size=1,
                    max_size=number,
                    unique=True,
                )
            )
            wires += [Wire(nodes[at].name, output, node.name, name) for at, output in ends]
            if any(at >= place for at, _ in ends) or draw(st.integers(0, 5)) == 5:
                initial[name] = tuple(draw(st.lists(VALUES, min_size=1, max_size=3)))
        nodes[place] = replace(node, initial=initial)
    return nodes, wires


def _with_events(draw: st.DrawFn, nodes: list[Node]) -> list[Node]:
    """Add events: who emits what when, who listens, answers, is filled, stops everything."""
    types = draw(st.sampled_from((("note",), ("note", "echo"), ("note", "fill"), ("fill",))))
    moments = st.tuples(st.integers(1, 7), st.sampled_from(types))
    emitters = draw(st.sets(st.integers(0, (len(nodes) - 1) // 2), min_size=1, max_size=3))
    for place in emitters:
        emits = draw(st.lists(moments, min_size=1, max_size=4))
        nodes[place] = replace(nodes[place], emits=tuple(emits))
    emitted = {type_ for node in nodes for _, type_ in node.emits}
    for place in draw(st.sets(st.integers(0, len(nodes) - 1), max_size=3)):
        if place <= max(emitters) and draw(st.integers(0, 3)):
            continue  # listening to what comes after it, a model is soon stuck
        nodes[place] = _listening(draw, nodes[place], tuple(sorted(emitted)))
    for number in range(draw(st.sampled_from((1, 0, 2)))):
        listener = _listening(draw, Node(f"l{number}"), tuple(sorted(emitted)))
        nodes.append(replace(listener, style=nodes[0].style, turns=nodes[0].turns))
    if draw(st.integers(0, 9)) == 9:
        stop = (draw(st.integers(1, 7)), STOP)
        nodes[0] = replace(nodes[0], emits=(*nodes[0].emits, stop))
    return nodes


def _listening(draw: st.DrawFn, node: Node, emitted: tuple[str, ...]) -> Node:
    """Make *node* listen to some of the types that are emitted, and perhaps answer."""
    listens = tuple(draw(st.lists(st.sampled_from(emitted), min_size=1, unique=True)))
    populated = ""
    if "fill" in listens:
        if node.name.startswith("l"):
            node = replace(node, outputs=("x",), kinds=("int",))
        node = replace(node, inputs=(*node.inputs, "p"))
        populated = "p"
    return replace(
        node,
        listens=listens,
        populated=populated,
        replies=draw(st.sampled_from(("", "", "note", "echo"))),
        deafens_at=draw(st.sampled_from((None, None, None, None, 1, 2, 4))),
    )
