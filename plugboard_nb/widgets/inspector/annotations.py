"""What the annotation of an argument tells of its values, in the words of annotated_types."""

import inspect
import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

__all__ = ["Facts"]


class Facts:
    """What an annotation tells: types, range, unit, text.

    Attributes:
        options: The types allowed, ``None`` left out.
        optional: Whether ``None`` is allowed.
        low: Least number.
        high: Greatest number.
        open_low: Whether *low* itself is not allowed.
        open_high: Whether *high* itself is not allowed.
        step: What numbers are multiples of.
        unit: Physical unit.
        doc: What the value means.
    """

    def __init__(self, annotation: Any) -> None:
        self.low: float | None = None
        self.high: float | None = None
        self.open_low = self.open_high = self.optional = False
        self.step: float | None = None
        self.unit = self.doc = ""
        self.options: list[Any] = []
        if annotation is not None:
            self._read(annotation)

    def _read(self, annotation: Any) -> None:
        origin = get_origin(annotation)
        if origin is Annotated:
            base, *marks = get_args(annotation)
            self._read(base)
            for mark in _flat(marks):
                self._mark(mark)
        elif origin in (Union, types.UnionType):
            for option in get_args(annotation):
                self._read(option)
        elif annotation is type(None):
            self.optional = True
        elif annotation is not Any and annotation is not inspect.Parameter.empty:
            self.options.append(annotation)

    def _mark(self, mark: Any) -> None:
        """Take what one mark of ``Annotated`` tells."""
        for name, closed in (("ge", True), ("gt", False)):
            if (bound := _bound(mark, name)) is not None:
                self.low, self.open_low = bound, not closed
        for name, closed in (("le", True), ("lt", False)):
            if (bound := _bound(mark, name)) is not None:
                self.high, self.open_high = bound, not closed
        self.step = _bound(mark, "multiple_of") or self.step
        extra = getattr(mark, "json_schema_extra", None)
        unit = extra.get("unit") if isinstance(extra, dict) else getattr(mark, "unit", None)
        self.unit = unit if isinstance(unit, str) else self.unit
        for name in ("description", "documentation"):
            text = getattr(mark, name, None)
            self.doc = text if isinstance(text, str) else self.doc


def _flat(marks: list[Any]) -> Iterator[Any]:
    """Yield all marks, those in which others stand together (``Field``) included."""
    for mark in marks:
        yield mark
        inside = getattr(mark, "metadata", None)  # a Field of pydantic
        yield from inside if isinstance(inside, list) else ()


def _bound(mark: Any, name: str) -> float | None:
    bound = getattr(mark, name, None)
    number = isinstance(bound, int | float) and not isinstance(bound, bool)
    return float(bound) if number and bound is not None else None
