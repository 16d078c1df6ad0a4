"""Values in one line: legible, short, and never an error."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugboard_nb.widgets.inspector.text import full_text, line
from strategies import examples

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "no data yet"),
        (True, "on"),
        (np.False_, "off"),
        (0.1 + 0.2, "0.300000"),
        (0.9, "0.9"),
        (0.00075, "0.00075"),
        (-1e-7, "-1e-7"),
        (1234567.0, "1.23457e6"),
        (60.0, "60"),
        (59.80934, "59.8093"),
        (1e300, "1e300"),
        (10**300, "1e300"),
        (-math.inf, "-inf"),
        (math.nan, "NaN"),
        (np.float32(0.5), "0.5"),
        ("", "''"),
        (" ", "' '"),
        ("<script>", "'<script>'"),
        ("\u202eabc\n", "'\\u202eabc\\n'"),
        ("x" * 300, f"'{'x' * 57}…' (300 characters)"),
        ([1, None, "a"], "[1, None, 'a']"),
        (list(range(9)), "[0, 1, 2, 3, 4, …] (9)"),
        ({"a": [1, 2]}, "{'a': list[2]}"),
        (set(), "set()"),
        (np.zeros((200, 3)), "float64[200,3] 0, 0, 0, 0, 0, …"),
        (np.array([]), "float64[0]"),
        (pd.Series([1.5, 2]), "Series float64[2] 1.5, 2"),
        (pd.DataFrame({"x": [1]}), "DataFrame[1x1] x"),
        (len, "function len"),
        (int, "class int"),
        (b"ab", "bytes[2]"),
    ],
)
def test_a_value_in_one_line(value: Any, text: str) -> None:
    assert line(value) == text


def test_a_number_too_large_to_be_written_is_told_by_its_size() -> None:
    assert line(10**5000) == "2^16609…"
    assert full_text(-(10**5000)) is None


def test_an_object_that_cannot_be_read_says_so() -> None:
    class Broken:
        @property
        def dtype(self) -> str:
            return "d"

        @property
        def shape(self) -> Any:
            raise RuntimeError("lost")

    assert line(Broken()) == "Broken, which cannot be shown: RuntimeError"
    assert full_text(Broken()) is None


def test_what_is_cut_is_told_in_full() -> None:
    assert full_text(59.80934) == "59.80934"
    assert full_text(60.0) is None
    assert full_text("x" * 300) == repr("x" * 300)
    assert full_text([*range(9)]) == "[0, 1, 2, 3, 4, 5, 6, 7, 8]"


@examples(200)
@given(ANYTHING)
def test_any_value_takes_one_short_printable_line(value: Any) -> None:
    text = line(value)
    assert text
    assert text.isprintable()
    assert len(text) <= 160
    assert len(full_text(value) or "") <= 1000
