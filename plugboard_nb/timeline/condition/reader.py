"""What a condition may hold, and how it becomes code that cannot fail."""

import ast
import re
from collections.abc import Collection, Iterable
from keyword import iskeyword
from typing import Any, ClassVar, NoReturn
from unicodedata import normalize

from plugboard_nb.expression.reader import ExpressionError, Reader, called, loaded, short
from plugboard_nb.suggest import did_you_mean

__all__ = ["ConditionError", "ConditionReader"]

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "_add",
    ast.Sub: "_subtract",
    ast.Mult: "_multiply",
    ast.Div: "_divide",
    ast.FloorDiv: "_floor_divide",
    ast.Mod: "_remainder",
    ast.Pow: "_power",
    ast.UAdd: "_plus",
    ast.USub: "_minus",
    ast.Not: "_not",
    ast.And: "_all",
    ast.Or: "_any",
    ast.Lt: "_below",
    ast.LtE: "_at_most",
    ast.Gt: "_above",
    ast.GtE: "_at_least",
    ast.Eq: "_equal",
    ast.NotEq: "_unequal",
}
_TEXTS = re.compile(r"""'[^']*'|"[^"]*\"""")
_FUNCTIONS = {"abs": (1, 1), "max": (2, 99), "min": (2, 99), "previous": (1, 1)}


class ConditionError(ExpressionError):
    """A condition is wrong, names a field that there is not, or asks for what is not allowed."""

    noun = "condition"


class ConditionReader(Reader):
    """What a condition may hold: every operator becomes the call of a function that cannot fail.

    Attributes:
        used: The fields it uses, in order of appearance.
        lag: 1 if ``previous`` is used, else 0.
    """

    noun = "condition"
    error = ConditionError
    instead: ClassVar[dict[type[ast.AST], str]] = {
        **Reader.instead,
        ast.Attribute: "a dot stands only in the name of a field, component.field",
        ast.IfExp: "'x if c else y' is not allowed; write it with 'and' and 'or'",
        ast.JoinedStr: "texts are written without an f",
        ast.List: "lists are not allowed",
        ast.Tuple: "several values are not allowed, only one condition",
    }

    def __init__(self, text: str, fields: Collection[str]) -> None:
        super().__init__(text)
        self._known = dict.fromkeys(fields)
        # Python reads names in this form of Unicode: the micro sign becomes a Greek mu.
        self._bare = {normalize("NFKC", field): field for field in fields}
        self.used: dict[str, None] = {}
        self.lag = 0

    def arguments(self) -> Iterable[str]:
        """Return what the function of a condition is given."""
        return "values", "previous", "tick"

    def hint(self) -> str:
        """Return that a name must be quoted, where one is not."""
        bare = _TEXTS.sub("", self.text)
        for field in self._known:
            if field in bare and not all(map(_readable, field.split("."))):
                return f"; the name of the field {field} must be quoted: {field!r}"
        return ""

    def whole(self, node: ast.expr) -> ast.expr:
        """Ask for the truth of the whole."""
        return called("_truth", self.allowed(node))

    def constant(self, node: ast.Constant) -> ast.expr:
        """Allow numbers, True, False and quoted fields."""
        value = node.value
        if isinstance(value, bool | int | float):
            return node
        if not isinstance(value, str):
            self.fail(f"{short(value)} is not allowed, only numbers, True, False and texts", node)
        if value not in self._known:
            self.fail(
                f"the text {short(value)} is no field, and a text may stand only beside a field, "
                f"with == or !=.{did_you_mean(value, self._known)}",
                node,
            )
        return self._value(value)

    def name(self, node: ast.Name) -> ast.expr:
        """Allow ``tick``."""
        if node.id == "tick":
            return node
        if node.id in _FUNCTIONS:
            example = "component.field" if node.id == "previous" else "..."
            self.fail(f"{node.id!r} is a function: write {node.id}({example})", node)
        self._unknown(node.id, node)

    def attribute(self, node: ast.Attribute) -> ast.expr:
        """Allow fields."""
        name = _dotted(node)
        if name is None:
            self.refuse(node)
        if name not in self._bare:
            self._unknown(name, node)
        return self._value(self._bare[name])

    def call(self, node: ast.Call) -> ast.expr:
        """Allow ``abs``, ``max``, ``min`` and ``previous``."""
        name = _dotted(node.func)
        if name is None:
            self.refuse(node.func)
        if name not in _FUNCTIONS:
            self.fail(
                f"{name!r} is no function that can be used; there are "
                f"{', '.join(_FUNCTIONS)}.{did_you_mean(name, _FUNCTIONS)}",
                node,
            )
        given = self.parameters(node, name, *_FUNCTIONS[name])
        if name == "previous":
            return self._previous(given[0])
        return called(f"_{name}", *map(self.allowed, given))

    def binary(self, node: ast.BinOp) -> ast.expr:
        """Allow arithmetic."""
        operator = _OPERATORS[type(node.op)]
        return called(operator, self.allowed(node.left), self.allowed(node.right))

    def unary(self, node: ast.UnaryOp) -> ast.expr:
        """Allow signs and ``not``; a number keeps its own, so that integers stay exact."""
        operand = self.allowed(node.operand)
        if isinstance(operand, ast.Constant) and isinstance(node.op, ast.USub):
            number: Any = operand.value  # or it would have been refused
            return ast.Constant(-number)
        return called(_OPERATORS[type(node.op)], operand)

    def joint(self, node: ast.BoolOp) -> ast.expr:
        """Allow ``and`` and ``or``."""
        return called(_OPERATORS[type(node.op)], *map(self.allowed, node.values))

    def comparison(self, node: ast.Compare) -> ast.expr:
        """Allow comparisons, and texts where fields are said to equal them or not."""
        nodes = [node.left, *node.comparators]
        sides = []
        for place, side in enumerate(nodes):
            before = max(place - 1, 0)
            beside = nodes[before:place] + nodes[place + 1 : place + 2]
            if (
                self._is_text(side)
                and all(isinstance(o, ast.Eq | ast.NotEq) for o in node.ops[before : place + 1])
                and all(map(self._is_field, beside))
            ):
                sides.append(side)
            else:
                sides.append(self.allowed(side))
        names = [_OPERATORS[type(operator)] for operator in node.ops]
        if len(names) == 1:
            return called(names[0], *sides)
        rest = [part for pair in zip(map(loaded, names), sides[1:], strict=True) for part in pair]
        return called("_chain", sides[0], *rest)

    def choice(self, node: ast.IfExp) -> ast.expr:
        """Refuse ``x if c else y``."""
        self.refuse(node)

    def _value(self, field: str, when: str = "values") -> ast.expr:
        self.used[field] = None
        return called("_plain", called(when, ast.Constant(field)))

    def _previous(self, node: ast.expr) -> ast.expr:
        name, text = _dotted(node), _quoted(node)
        if name == "tick" or not (name or text):
            self.fail("previous() takes one field: previous(component.field)", node)
        field = text if text in self._known else self._bare.get(name or "")
        if field is None:
            self._unknown(name or str(text), node)
        self.lag = 1
        return self._value(field, "previous")

    def _is_text(self, node: ast.expr) -> bool:
        text = _quoted(node)
        return text is not None and text not in self._known

    def _is_field(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            return _dotted(node.func) == "previous"
        return isinstance(node, ast.Attribute) or _quoted(node) in self._known

    def _unknown(self, name: str, node: ast.AST) -> NoReturn:
        known = list(self._known)
        parts = [field for field in known if name in (field, *field.rsplit(".", 1))]
        near = f" Did you mean {parts[0]!r}?" if parts else did_you_mean(name, [*known, "tick"])
        there = self.hint() or f"; there are {known[:20]} and tick.{near}"
        self.fail(f"there is no field {name!r}{there}", node)


def _quoted(node: ast.AST) -> str | None:
    """Return the text that *node* is, if it is one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _dotted(node: ast.AST) -> str | None:
    """Return the name that *node* is, ``a`` or ``a.b``, if it is one."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def _readable(part: str) -> bool:
    return part.isidentifier() and not iskeyword(part)
