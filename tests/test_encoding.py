"""Values as plain data."""

import json
import math
from collections import deque
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from plugboard_nb.encoding import encode
from plugboard_nb.exceptions import EncodingError, PlugboardError
from plugboard_nb.schemas import Resource, Status


class Colour(Enum):
    RED = 1


@dataclass
class Point:
    x: float
    y: float = 0.0


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(0.1), 0.1),
        (np.int32(3), 3),
        (np.bool_(True), True),
        (np.longdouble(0.5), 0.5),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array(["2024-01-02"], "datetime64[D]"), ["2024-01-02"]),
        (np.array([1, None], object), [1, None]),
        (Path("a") / "b", str(Path("a") / "b")),
        (datetime(2024, 1, 2, 3, tzinfo=UTC), "2024-01-02T03:00:00+00:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (timedelta(minutes=1), 60.0),
        ({3, 1, 2}, [1, 2, 3]),
        (frozenset("ba"), ["a", "b"]),
        ((1, (2, 3)), [1, [2, 3]]),
        (range(3), [0, 1, 2]),
        (deque([1]), [1]),
        (Colour.RED, 1),
        (Status.INIT, "init"),
        (Decimal("0.1"), 0.1),
        (Decimal("0.12345678901234567890"), "0.12345678901234567890"),
        (Point(1.0), {"x": 1.0, "y": 0.0}),
        (Resource(cpu=1), {"cpu": 1.0, "gpu": 0, "memory": 0, "resources": {}}),
        (b"\x00\xff", "AP8="),
        (pd.DataFrame({"a": [1, 2]}), {"a": [1, 2]}),
        (pd.Series([1.5]), [1.5]),
        ({1: "a", "b": (2,)}, {1: "a", "b": [2]}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_value_encodes_as_plain_data(value: Any, plain: Any) -> None:
    encoded = encode(value, "value")
    assert encoded == plain
    assert type(encoded) is type(plain)
    json.dumps(encoded)


@pytest.mark.parametrize("value", [math.inf, -math.inf, np.float32("inf")])
def test_infinity_stays_a_float(value: Any) -> None:
    assert encode([value], "value") == [float(value)]


def test_nan_stays_a_float() -> None:
    assert math.isnan(encode({"a": np.nan}, "value")["a"])


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (lambda: 1, "a function '<lambda>'"),
        (Colour, "an enum.EnumType 'Colour'"),
        (object(), "an object"),
        (iter([1]), "a list_iterator"),
        (1j, "a complex"),
    ],
    ids=["function", "class", "object", "iterator", "complex"],
)
def test_what_cannot_be_written_is_named(value: Any, what: str) -> None:
    with pytest.raises(EncodingError) as caught:
        encode({"fn": [0, value]}, "component 'a', argument 'options'")
    begin = f"component 'a', argument 'options'['fn'][1]: cannot write {what}"
    assert str(caught.value).startswith(begin)


def test_open_file_is_named_with_its_path(tmp_path: Path) -> None:
    with (tmp_path / "x.txt").open("w") as file, pytest.raises(EncodingError, match=r"x\.txt"):
        encode(file, "component 'a', argument 'file'")


def test_error_is_a_value_error_of_ours() -> None:
    with pytest.raises(ValueError, match="cannot write") as caught:
        encode(print, "value")
    assert isinstance(caught.value, PlugboardError)


def test_value_that_contains_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(EncodingError, match="contains itself"):
        encode(loop, "value")


def test_same_value_twice_is_written_twice() -> None:
    shared = [1]
    encoded = encode([shared, shared], "value")
    assert encoded == [[1], [1]]
    assert encoded[0] is not shared


def test_kept_types_pass_unchanged() -> None:
    moment = datetime(2024, 1, 2)
    assert encode([moment], "value", keep=(datetime,)) == [moment]


def test_list_key_is_refused() -> None:
    with pytest.raises(EncodingError, match="as a key"):
        encode({(1, 2): 3}, "value")
