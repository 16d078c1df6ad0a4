"""Formula: an expression typed by a user, checked node by node and compiled once.

It runs at the speed of Python. Whatever is not listed here (attributes, indices, texts, lists,
lambdas, other functions, names with a leading underscore) is refused with its column.
"""

import ast
import numbers
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, NoReturn

from plugboard_nb.expression.functions import CONSTANTS, FUNCTIONS, manageable, power
from plugboard_nb.expression.reader import FILE, Reader, called, short
from plugboard_nb.suggest import did_you_mean

__all__ = ["Formula"]

_POWER = "_power"
_CALLABLE = {f"_{name}": entry[0] for name, entry in FUNCTIONS.items()}


class Formula:
    """A formula such as ``a*sin(b) + k``, ready to be evaluated.

    Numbers, names, ``+ - * / // % **``, comparisons, ``and or not``, ``x if c else y`` and the
    functions and constants of this package; nothing else.

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
        self._variables = variables
        self._reader = _FormulaReader(text, variables)
        self._function: Callable[..., Any] = eval(  # compiled from allowed nodes only
            self._reader.code(), {"__builtins__": {}, _POWER: power, **CONSTANTS, **_CALLABLE}
        )
        self.text = text
        self.names = tuple(self._reader.found)

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

    def _number(self, name: str, value: Any) -> float:
        if isinstance(value, numbers.Real) or getattr(value, "ndim", 1) == 0:
            value = value.item() if hasattr(value, "item") else value
            if isinstance(value, int):
                return manageable(value)
            if isinstance(value, float | numbers.Rational):
                return float(value)
        raise TypeError(
            f"expression {short(self.text)}: {name!r} must be a number, not {short(value)} "
            f"({type(value).__name__})"
        )

    def _blame(self, error: Exception, values: tuple[float, ...]) -> NoReturn:
        """Raise *error* again with the column where it arose and the values at that moment."""
        column = self._reader.column(_offset(error.__traceback__))
        problem = str(error)
        if isinstance(error, ZeroDivisionError):
            problem = "division by zero"
        elif type(error) is ValueError and "real" not in problem:  # "math domain error", or longer
            problem = "the function has no value there"
        given = ", ".join(f"{n}={short(v)}" for n, v in zip(self.names, values, strict=False))
        kind = next(
            known
            for known in (ZeroDivisionError, OverflowError, ArithmeticError, ValueError)
            if isinstance(error, known)
        )
        raise kind(
            f"expression {short(self.text)}, column {column}: {problem}"
            + (f", with {given}" if given else "")
        ) from None


class _FormulaReader(Reader):
    """What a formula may hold.

    Attributes:
        found: The variables, in order of appearance.
    """

    def __init__(self, text: str, variables: tuple[str, ...]) -> None:
        super().__init__(text)
        self._variables = variables
        self.found: dict[str, None] = {}

    def arguments(self) -> Iterable[str]:
        return self.found

    def constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        if isinstance(value, bool | float):
            return node
        if isinstance(value, int):
            return ast.Constant(manageable(value))
        what = "text is" if isinstance(value, str | bytes) else f"{short(value)} is"
        self.fail(f"{what} not allowed, only numbers", node)

    def name(self, node: ast.Name) -> ast.expr:
        name = node.id
        if name.startswith("_"):
            self.fail(f"the name {name!r} is not allowed; names start with a letter", node)
        if name in self._variables or name not in CONSTANTS:
            if name in FUNCTIONS and name not in self._variables:
                self.fail(f"{name!r} is a function and needs arguments, as in {name}(x)", node)
            self.found[name] = None
        return node

    def call(self, node: ast.Call) -> ast.expr:
        if not isinstance(node.func, ast.Name):
            self.refuse(node.func)
        name = node.func.id
        if name not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            self.fail(
                f"{name!r} is no function that can be used; there are {known}."
                f"{did_you_mean(name, FUNCTIONS)}",
                node,
            )
        given = self.parameters(node, name, *FUNCTIONS[name][1:])
        return called(f"_{name}", *map(self.allowed, given))

    def binary(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Pow):
            return called(_POWER, self.allowed(node.left), self.allowed(node.right))
        return super().binary(node)


def _offset(traceback: TracebackType | None) -> int:
    """Return the byte offset in the formula at which the error in *traceback* arose."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == FILE:
            positions = list(code.co_positions())[traceback.tb_lasti // 2]
            return positions[2] or 0
        traceback = traceback.tb_next
    return 0
