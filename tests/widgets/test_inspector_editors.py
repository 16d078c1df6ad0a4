"""Editors fit their values, and read back what they write."""

from __future__ import annotations

import math
import re
from enum import Enum
from typing import Annotated, Any, Literal

import numpy as np
import pytest
from annotated_types import Ge, Interval, Lt, MultipleOf, Unit
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from plugboard_nb.component.memory import same
from plugboard_nb.widgets.inspector.editors import Editor, editor_of
from strategies import examples


class Wall(Enum):
    FOAM = "foam"
    WOOL = "wool"


@pytest.mark.parametrize(
    ("annotation", "value", "kind"),
    [
        (Annotated[float, Interval(ge=0, le=5)], 0.9, "slider"),
        (Annotated[int, Field(ge=1, le=10)], 3, "slider"),
        (Annotated[float, Interval(ge=0, le=5)] | None, None, "slider"),
        (Annotated[float, Ge(0)], 0.9, "number"),
        (Annotated[float, Interval(ge=0, le=math.inf)], 0.9, "number"),
        (float, 1, "number"),
        (float | None, None, "number"),
        (None, 3, "number"),
        (None, np.float64(3), "number"),
        (bool, True, "switch"),
        (None, False, "switch"),
        (Literal["a", "b"], "a", "choice"),
        (Literal["a", 1] | None, None, "choice"),
        (Wall, Wall.FOAM, "choice"),
        (str, "", "text"),
        (None, "x\ny", "literal"),
        (None, None, "literal"),
        (float, "x", "literal"),
        (float, None, "literal"),
        (str | float, "a", "literal"),
        (list[int], [1, 2], "literal"),
        (bool | None, None, "literal"),
        (Any, math.sin, "fixed"),
        (None, np.zeros(3), "fixed"),
        (None, list(range(300)), "fixed"),
        (None, ["x" * 5000], "fixed"),
        (None, [math.nan], "fixed"),
    ],
)
def test_the_editor_fits(annotation: Any, value: Any, kind: str) -> None:
    editor = editor_of(annotation, value)
    assert editor.kind == kind
    assert bool(editor.reason) == (kind == "fixed")


def test_an_annotation_tells_range_step_unit_and_text() -> None:
    editor = editor_of(Annotated[float, Interval(gt=0, lt=5), Unit("kW")], 1.0)
    assert (editor.low, editor.high, editor.step, editor.unit) == (0, 5, 0.05, "kW")
    whole = editor_of(
        Annotated[
            int, Field(ge=0, le=90, description="how many", json_schema_extra={"unit": "pcs"})
        ],
        3,
    )
    assert (whole.whole, whole.step, whole.unit, whole.doc) == (True, 1, "pcs", "how many")
    assert editor_of(Annotated[int, Interval(ge=0, le=90), MultipleOf(5)], 5).step == 5
    assert editor_of(float, 1.0, "of the argument").doc == "of the argument"


@pytest.mark.parametrize(
    ("editor", "text", "complaint"),
    [
        (editor_of(float, 1.0), "abc", "'abc' is not a number, such as 1.5 or 2e-3"),
        (editor_of(float, 1.0), "", "'' is not a number"),
        (editor_of(int, 1), "1.5", "'1.5' is not a whole number, such as 12"),
        (editor_of(Annotated[float, Ge(1)], 2.0), "0", "0 is out of range: at least 1"),
        (editor_of(Annotated[float, Lt(1)], 0.0), "1", "1 is out of range: below 1"),
        (
            editor_of(Annotated[float, Interval(gt=0, le=5)], 1.0),
            "nan",
            "NaN is out of range: above 0 and at most 5",
        ),
        (editor_of(list, [1]), "[1,", "that is no value of Python (column"),
        (editor_of(list, [1]), "open('x')", "that is no value of Python; write one such as"),
        (editor_of(list, [1]), "[" * 3000, "that is no value of Python"),
        (editor_of(list, [1]), "1" * 5000, "too long"),
        (editor_of(Literal["a", "b"], "a"), "2", "choose one of ['a', 'b']"),
        (editor_of(None, math.sin), "1", "set in Python"),
    ],
)
def test_what_cannot_be_read_is_told(editor: Editor, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        editor.read(text)


def test_a_number_too_large_to_be_written_is_not_edited() -> None:
    assert editor_of(int, 10**5000).kind == "fixed"


def test_a_number_stays_of_its_type() -> None:
    assert repr(editor_of(float, 1).read("2", 1)) == "2"
    assert repr(editor_of(float, 1.0).read("2", 1.0)) == "2.0"
    assert repr(editor_of(float, 1).read("2.5", 1)) == "2.5"
    assert editor_of(float | None, 1.0).read("  ", 1.0) is None


ANNOTATIONS = {
    Annotated[float, Interval(ge=-10, le=10)]: st.floats(-10, 10),
    Annotated[int, Interval(ge=0, le=99)] | None: st.none() | st.integers(0, 99),
    float: st.floats(),
    int | None: st.none() | st.integers(),
    bool: st.booleans(),
    Literal["a", 1, True, None]: st.sampled_from(["a", 1, True, None]),
    Wall: st.sampled_from(Wall),
    str: st.text(),
    str | None: st.none() | st.text() | st.sampled_from(["''", '"x"', " ", "'"]),
    None: st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    ),
}


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Any, Any]:
    annotation = draw(st.sampled_from([*ANNOTATIONS]))
    return annotation, draw(ANNOTATIONS[annotation])


@examples(500)
@given(annotated())
def test_an_editor_reads_what_it_writes(pair: tuple[Any, Any]) -> None:
    annotation, value = pair
    editor = editor_of(annotation, value)
    if editor.kind != "fixed":
        assert same(editor.read(editor.text(value), value), value)
