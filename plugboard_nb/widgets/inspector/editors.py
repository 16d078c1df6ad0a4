"""Which editor fits a value, and what somebody has written in it."""

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from plugboard_nb.component.memory import same
from plugboard_nb.widgets.inspector.annotations import Facts
from plugboard_nb.widgets.inspector.text import line, plain

__all__ = ["Editor", "editor_of"]

_LARGEST = 200  # parts of a value that is edited as text
_LONGEST = 4000  # characters of it
_FLOATS = {"nan": math.nan, "inf": math.inf, "+inf": math.inf, "-inf": -math.inf}


@dataclass(frozen=True)
class Editor:
    """How a value is edited.

    Attributes:
        kind: ``"slider"``, ``"number"``, ``"switch"``, ``"choice"``, ``"text"``, ``"literal"`` (a
            literal of Python) or ``"fixed"``: not here.
        whole: Whether a number has to be whole.
        optional: Whether it may be ``None``, which an empty field means.
        low: Least number allowed.
        high: Greatest number allowed.
        open_low: Whether *low* itself is not allowed.
        open_high: Whether *high* itself is not allowed.
        step: Distance of two numbers of a slider.
        choices: What there is to choose from.
        unit: Physical unit.
        doc: What the value means.
        reason: Why it cannot be edited.
    """

    kind: str
    whole: bool = False
    optional: bool = False
    low: float | None = None
    high: float | None = None
    open_low: bool = False
    open_high: bool = False
    step: float | None = None
    choices: tuple[Any, ...] = ()
    unit: str = ""
    doc: str = ""
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return what a page needs to draw it, as plain data."""
        return {
            "kind": self.kind,
            "whole": self.whole,
            "optional": self.optional,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "choices": [_label(choice) for choice in self.choices],
            "reason": self.reason,
        }

    def text(self, value: Any) -> str:
        """Return what stands in the editor for *value*; the number of a choice, -1 for no choice.

        What an editor writes it also reads: ``read(text(value))`` is the value.
        """
        value = plain(value)
        if self.kind == "choice":
            at = (i for i, choice in enumerate(self.choices) if same(choice, value))
            return str(next(at, -1))
        if self.kind == "switch":
            return "1" if value else "0"
        if value is None and self.kind != "literal":
            return ""
        if isinstance(value, float) and not math.isfinite(value):
            return "nan" if math.isnan(value) else str(value)
        if self.kind in ("slider", "number"):
            return repr(value).removesuffix(".0")
        if self.kind == "text":
            return repr(value) if self.optional and _is_quoted(value) else str(value)
        return repr(value) if self.kind == "literal" else line(value, "None")

    def read(self, text: str, old: Any = None) -> Any:
        """Return the value of what somebody has written.

        Args:
            text: What stands in the editor.
            old: The present value; a number stays of its type where that is possible.

        Raises:
            ValueError: It is not a value of that kind; the message says what is.
        """
        if self.kind == "fixed":
            raise ValueError(self.reason)
        if self.kind == "switch":
            return text == "1"
        if self.kind == "choice":
            return self._chosen(text)
        if self.optional and not text.strip():
            return None
        if self.kind == "text":
            return _literal(text) if self.optional and _is_quoted(text) else text
        if self.kind == "literal":
            return _literal(text)
        number = _number(text, self.whole, isinstance(old, int))
        self._check_range(number)
        return number

    def _chosen(self, text: str) -> Any:
        try:
            number = int(text)
        except ValueError:
            number = -1
        if not 0 <= number < len(self.choices):
            raise ValueError(f"choose one of {list(self.choices)}")
        return self.choices[number]

    def _check_range(self, number: float) -> None:
        low, high = self.low, self.high
        too_low = low is not None and (number <= low if self.open_low else not number >= low)
        too_high = high is not None and (number >= high if self.open_high else not number <= high)
        if not too_low and not too_high:
            return
        limits = [f"{'above' if self.open_low else 'at least'} {line(low)}"] * (low is not None)
        limits += [f"{'below' if self.open_high else 'at most'} {line(high)}"] * (high is not None)
        raise ValueError(f"{line(number)} is out of range: {' and '.join(limits)}")


def editor_of(annotation: Any, value: Any, doc: str = "", hint: str | None = None) -> Editor:
    """Return the editor for *value*.

    Args:
        annotation: Type of the argument or attribute, ``None`` where there is none. ``Annotated``
            with an interval of annotated_types or a ``Field`` of pydantic tells the range.
        value: The present value.
        doc: What the value means.
        hint: Name of the type, where there is only a name.
    """
    facts, value = Facts(annotation), plain(value)
    if annotation is None and hint in _NAMED:
        facts.options = [_NAMED[hint]]
    about: dict[str, Any] = {
        "doc": doc or facts.doc,
        "unit": facts.unit,
        "optional": facts.optional,
    }
    choices = _choices(facts.options)
    if choices and (facts.optional or value is not None):
        return Editor("choice", **about, choices=(*choices, *[None] * facts.optional))
    kind = _kind(facts, value)
    if kind == "number":
        return _numbers(facts, about)
    if kind != "literal":
        return Editor(kind, **about)
    about["optional"] = False  # None is a literal
    if reason := _no_literal(value):
        return Editor("fixed", **about, reason=reason)
    return Editor("literal", **about)


def _kind(facts: Facts, value: Any) -> str:
    """Return the kind for all that may stand there; literals do where there is no such kind."""
    kinds = {_kind_of_type(option) for option in facts.options} or {_kind_of(value)}
    fits = facts.optional if value is None else _kind_of(value) in kinds
    kind = kinds.pop()
    if kinds or not fits:
        return "literal"
    if (kind == "number" and not _is_small(value)) or (kind == "switch" and facts.optional):
        return "literal"
    return kind


_NAMED = {"float": float, "int": int, "bool": bool, "str": str}


def _numbers(facts: Facts, about: dict[str, Any]) -> Editor:
    low, high = facts.low, facts.high
    whole = facts.options == [int]
    step = facts.step or (1.0 if whole else None)
    kind = "number"
    if low is not None and high is not None and math.isfinite(high - low) and high > low:
        kind, step = "slider", step or _nice_step(high - low)
    about.update(open_low=facts.open_low, open_high=facts.open_high)
    return Editor(kind, whole, low=low, high=high, step=step, **about)


def _nice_step(span: float) -> float:
    """Return 1, 2 or 5 times a power of ten, about a 200th of *span*."""
    power = 10.0 ** math.floor(math.log10(span / 200))
    factor = next(f for f in (1, 2, 5, 10) if f * power >= span / 200 * 0.999)
    return float(f"{factor * power:.6g}")


def _choices(options: list[Any]) -> tuple[Any, ...]:
    """Return what there is to choose from, nothing if an option is open."""
    found: list[Any] = []
    for option in options:
        if get_origin(option) is Literal:
            found += get_args(option)
        elif isinstance(option, type) and issubclass(option, Enum):
            found += list(option)
        else:
            return ()
    return tuple(found)


def _kind_of_type(option: Any) -> str:
    kinds = {bool: "switch", int: "number", float: "number", str: "text"}
    return kinds.get(option, "literal") if isinstance(option, type) else "literal"


def _kind_of(value: Any) -> str:
    if isinstance(value, str) and not value.isprintable():  # a field of one line drops the rest
        return "literal"
    return _kind_of_type(type(value))


def _label(choice: Any) -> str:
    """Return how people call a choice."""
    if isinstance(choice, Enum):
        return choice.name
    return choice if isinstance(choice, str) and choice.strip() else line(choice, "None")


def _is_quoted(text: str) -> bool:
    """Whether an optional text has to stand in quotes, as an empty field means ``None``."""
    return not text.strip() or (len(text) > 1 and text[0] == text[-1] and text[0] in "'\"")


def _number(text: str, whole: bool, was_whole: bool) -> float:
    written = text.strip()
    reads: list[Callable[[str], float]] = [int] * (whole or was_whole) + [float] * (not whole)
    for read in reads:
        try:
            return read(written)
        except ValueError:
            continue
    what = "a whole number, such as 12" if whole else "a number, such as 1.5 or 2e-3"
    raise ValueError(f"{written[:40]!r} is not {what}")


def _literal(text: str) -> Any:
    written = text.strip()
    if written.lower() in _FLOATS:
        return _FLOATS[written.lower()]
    if len(written) > _LONGEST:
        raise ValueError(f"that is too long to be written here, at most {_LONGEST} characters")
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        where = f" (column {error.offset})" if isinstance(error, SyntaxError) else ""
        raise ValueError(
            f"that is no value of Python{where}; write one such as 1.5, 'text', [1, 2], True, None"
        ) from error


def _no_literal(value: Any) -> str:
    """Return why *value* cannot be edited as a literal, "" if it can."""
    if not _is_small(value):
        return "too large to be edited here: set it in Python"
    if not _is_literal(value):
        return f"a value of type {type(value).__name__} is set in Python"
    return "" if len(repr(value)) <= _LONGEST else "too long to be edited here: set it in Python"


def _is_small(value: Any) -> bool:
    left, todo = _LARGEST, [value]
    while todo:
        part, left = todo.pop(), left - 1
        if isinstance(part, int) and abs(part) > 10**300:
            return False
        if isinstance(part, dict | list | tuple | set):
            if len(part) > left:
                return False
            todo += [*part, *part.values()] if isinstance(part, dict) else part
        elif left < 0:
            return False
    return True


def _is_literal(value: Any) -> bool:
    """Whether Python reads what it writes for *value*."""
    if type(value) is dict:
        return all(_is_literal(part) for pair in value.items() for part in pair)
    if type(value) in (list, tuple, set):
        return value != set() and all(map(_is_literal, value))
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (bool, int, str, bytes)
