"""Formula: an expression typed by a user, checked node by node and compiled once.

A formula is parsed, every node of its syntax tree is compared with what is allowed, and only then
is it compiled; it runs at the speed of Python. Whatever is not listed here (attributes, indices,
texts, lists, lambdas, other functions, names with a leading underscore) is refused with its column.
"""

import ast
import numbers
from collections.abc import Callable
from types import CodeType, TracebackType
from typing import Any, NoReturn

from plugboard_nb.exceptions import ValidationError
from plugboard_nb.expression.functions import CONSTANTS, FUNCTIONS, manageable, power
from plugboard_nb.suggest import did_you_mean

__all__ = ["ExpressionError", "Formula"]

_MAX_LENGTH = 1000  #: characters of a formula
_FILE = "<expression>"
_POWER = "_power"


class ExpressionError(ValidationError):
    """A formula is wrong or asks for something that is not allowed.

    Attributes:
        problem: What is wrong.
        expression: The formula.
        column: Where, 1-based; ``None`` when it concerns the whole.
    """

    def __init__(
        self, problem: str, expression: str, column: int | None = None, component: str | None = None
    ) -> None:
        who = f"component {component!r}: " if component else ""
        where = f", column {column}" if column else ""
        super().__init__(f"{who}expression {_short(expression)}{where}: {problem}")
        self.problem = problem
        self.expression = expression
        self.column = column


def _short(text: object) -> str:
    written = repr(text)
    return written if len(written) <= 90 else f"{written[:87]}..."


_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
_SIGNS = (ast.UAdd, ast.USub, ast.Not)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_INSTEAD: dict[type[ast.AST], str] = {
    ast.Attribute: "attributes are not allowed; functions are written bare, as in sin(x)",
    ast.Subscript: "indices are not allowed",
    ast.BitXor: "'^' is not allowed; a power is written **",
    ast.BitAnd: "'&' is not allowed; write 'and'",
    ast.BitOr: "'|' is not allowed; write 'or'",
    ast.Lambda: "lambda is not allowed",
    ast.JoinedStr: "text is not allowed, only numbers",
    ast.List: "lists are not allowed, only numbers",
    ast.Tuple: "several values are not allowed, only one number",
    ast.keyword: "arguments are given by position, without a name",
}


class Formula:
    """A formula such as ``a*sin(b) + k``, ready to be evaluated.

    Numbers, names, ``+ - * / // % **``, comparisons, ``and or not``, ``x if c else y`` and the
    functions and constants of this module; nothing else.

    Args:
        text: The formula, at most 1000 characters.
        variables: Names that are variables although a constant has that name, such as ``e``.

    Attributes:
        text: As given.
        names: Variables of the formula in order of appearance.

    Raises:
        ExpressionError: The formula cannot be read or holds something that is not allowed.

    Example:
        >>> Formula("2*x + 1").evaluate(3)
        7
    """

    def __init__(self, text: str, variables: tuple[str, ...] = ()) -> None:
        if not isinstance(text, str):
            raise ExpressionError("a formula must be text", str(text))
        if len(text) > _MAX_LENGTH:
            raise ExpressionError(f"a formula has at most {_MAX_LENGTH} characters", text)
        self.text = text
        self._source = text.replace("\r", " ").replace("\n", " ").expandtabs(1)
        self._variables = variables
        self._found: dict[str, None] = {}
        try:
            body = self._allowed(self._parsed())
            self.names = tuple(self._found)
            self._function: Callable[..., Any] = eval(  # compiled from allowed nodes only
                self._compiled(body), {"__builtins__": {}, _POWER: power, **CONSTANTS, **_CALLABLE}
            )
        except (RecursionError, MemoryError):
            raise ExpressionError("it is nested too deeply", text) from None

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"

    def __deepcopy__(self, memo: object) -> "Formula":
        """Return itself: a formula never changes."""
        return self

    def __reduce__(self) -> tuple[type["Formula"], tuple[str, tuple[str, ...]]]:
        """Travel as text, to be compiled again where it arrives."""
        return Formula, (self.text, self._variables)

    def evaluate(self, *values: float) -> float:
        """Return the value of the formula.

        Args:
            values: One number for each of :attr:`names`, in that order.

        Returns:
            An int or float; a comparison gives 1 or 0.

        Raises:
            TypeError: A value is no number.
            ArithmeticError: Division by zero, or an integer beyond all limits.
            ValueError: A function has no value there, for instance ``sqrt(-1)``.
        """
        for value in values:
            if type(value) is not float:
                values = tuple(map(self._number, self.names, values))
                break
        try:
            result = self._function(*values)
        except (ArithmeticError, ValueError) as error:
            self._blame(error, values)
        if type(result) is float:
            return result
        return manageable(result)

    # Reading ---------------------------------------------------------------------------------

    def _parsed(self) -> ast.expr:
        if not self._source.strip():
            raise ExpressionError("it is empty", self.text)
        try:
            return ast.parse(self._source, _FILE, mode="eval").body
        except SyntaxError as error:
            problem = error.msg.partition(". Maybe")[0]
            column = len(self._source) + 1 if error.offset == 0 else error.offset
            if column and self._source[column - 1 : column] == "=":
                problem = "'=' is not allowed; a comparison is written =="
            raise ExpressionError(problem, self.text, column) from None
        except ValueError as error:  # a null character, a number of thousands of digits
            raise ExpressionError(str(error).partition(";")[0], self.text) from None

    def _allowed(self, node: ast.AST) -> ast.expr:
        """Return *node* fit to be compiled, or refuse it with its column."""
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node)
            case ast.Call():
                return self._call(node)
            case ast.BinOp(left, operator, right) if isinstance(operator, _OPERATORS):
                sides = [self._allowed(left), self._allowed(right)]
                if isinstance(operator, ast.Pow):
                    return ast.copy_location(ast.Call(_loaded(_POWER, node), sides, []), node)
                return ast.copy_location(ast.BinOp(sides[0], operator, sides[1]), node)
            case ast.UnaryOp(sign, operand) if isinstance(sign, _SIGNS):
                return ast.copy_location(ast.UnaryOp(sign, self._allowed(operand)), node)
            case ast.BoolOp(joint, parts):
                return ast.copy_location(ast.BoolOp(joint, [self._allowed(p) for p in parts]), node)
            case ast.Compare(left, operators, rest) if all(
                isinstance(operator, _COMPARISONS) for operator in operators
            ):
                sides = [self._allowed(side) for side in (left, *rest)]
                return ast.copy_location(ast.Compare(sides[0], operators, sides[1:]), node)
            case ast.IfExp(test, body, orelse):
                parts = [self._allowed(part) for part in (test, body, orelse)]
                return ast.copy_location(ast.IfExp(*parts), node)
        self._refuse(node)

    def _constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        if isinstance(value, bool | float):
            return node
        if isinstance(value, int):
            return ast.copy_location(ast.Constant(manageable(value)), node)
        what = "text is" if isinstance(value, str | bytes) else f"{_short(value)} is"
        self._fail(f"{what} not allowed, only numbers", node)

    def _name(self, node: ast.Name) -> ast.expr:
        name = node.id
        if name.startswith("_"):
            self._fail(f"the name {name!r} is not allowed; names start with a letter", node)
        if name in self._variables or name not in CONSTANTS:
            if name in FUNCTIONS and name not in self._variables:
                self._fail(f"{name!r} is a function and needs arguments, as in {name}(x)", node)
            self._found[name] = None
        return node

    def _call(self, node: ast.Call) -> ast.expr:
        if not isinstance(node.func, ast.Name):
            self._refuse(node.func)
        name = node.func.id
        if name not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            self._fail(
                f"{name!r} is no function that can be used; there are {known}."
                f"{did_you_mean(name, FUNCTIONS)}",
                node,
            )
        if node.keywords:
            self._refuse(node.keywords[0])
        _, least, most = FUNCTIONS[name]
        if not least <= len(node.args) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            self._fail(f"{name}() takes {wanted} arguments, not {len(node.args)}", node)
        called = _loaded(f"_{name}", node)
        return ast.copy_location(ast.Call(called, [self._allowed(a) for a in node.args], []), node)

    def _refuse(self, node: ast.AST) -> NoReturn:
        operator = getattr(node, "op", None) or next(iter(getattr(node, "ops", [])), None)
        kind = type(node)
        text = _INSTEAD.get(kind) or _INSTEAD.get(type(operator or node))
        name = type(operator or node).__name__.lower()
        problem = text or f"{name} is not allowed, only arithmetic and conditions"
        left = getattr(node, "left", None)
        if left is None:
            self._fail(problem, node)
        gap = self._source.encode()[left.end_col_offset :]
        start = left.end_col_offset + len(gap) - len(gap.lstrip(b" )"))
        raise ExpressionError(problem, self.text, self._column(start))

    def _fail(self, problem: str, node: ast.AST) -> NoReturn:
        column = self._column(getattr(node, "col_offset", 0))
        raise ExpressionError(problem, self.text, column)

    def _column(self, offset: int) -> int:
        """Return the 1-based column of a byte offset."""
        return len(self._source.encode()[:offset].decode(errors="ignore")) + 1

    def _compiled(self, body: ast.expr) -> CodeType:
        slots = [ast.arg(name) for name in self.names]
        arguments = ast.arguments(
            posonlyargs=slots, args=[], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        tree = ast.Expression(ast.Lambda(arguments, body))
        return compile(ast.fix_missing_locations(tree), _FILE, "eval")

    # Evaluating ------------------------------------------------------------------------------

    def _number(self, name: str, value: Any) -> float:
        if isinstance(value, numbers.Real) or getattr(value, "ndim", 1) == 0:
            value = value.item() if hasattr(value, "item") else value
            if isinstance(value, int):
                return manageable(value)
            if isinstance(value, float | numbers.Rational):
                return float(value)
        raise TypeError(
            f"expression {_short(self.text)}: {name!r} must be a number, not {_short(value)} "
            f"({type(value).__name__})"
        )

    def _blame(self, error: Exception, values: tuple[float, ...]) -> NoReturn:
        """Raise *error* again with the column where it arose and the values at that moment."""
        column = self._column(_offset(error.__traceback__))
        problem = str(error)
        if isinstance(error, ZeroDivisionError):
            problem = "division by zero"
        elif type(error) is ValueError and "real" not in problem:  # "math domain error", or longer
            problem = "the function has no value there"
        given = ", ".join(f"{n}={_short(v)}" for n, v in zip(self.names, values, strict=False))
        kind = next(
            known
            for known in (ZeroDivisionError, OverflowError, ArithmeticError, ValueError)
            if isinstance(error, known)
        )
        raise kind(
            f"expression {_short(self.text)}, column {column}: {problem}"
            + (f", with {given}" if given else "")
        ) from None


_CALLABLE = {f"_{name}": entry[0] for name, entry in FUNCTIONS.items()}


def _loaded(name: str, node: ast.expr) -> ast.Name:
    return ast.copy_location(ast.Name(name, ast.Load()), node)


def _offset(traceback: TracebackType | None) -> int:
    """Return the byte offset in the formula at which the error in *traceback* arose."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == _FILE:
            positions = list(code.co_positions())[traceback.tb_lasti // 2]
            return positions[2] or 0
        traceback = traceback.tb_next
    return 0
