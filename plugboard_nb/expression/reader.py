"""Reader: what a user typed becomes a syntax tree in which every node is allowed.

Formulas and conditions read in the same way: the text is parsed, every node is compared with what
is allowed, and only then something is compiled. Everything else is refused with its column.
"""

import ast
from collections.abc import Iterable
from types import CodeType
from typing import ClassVar, NoReturn

from plugboard_nb.exceptions import ValidationError

__all__ = ["FILE", "ExpressionError", "Reader", "called", "loaded", "short"]

FILE = "<expression>"  #: the file name in compiled code and tracebacks

_MAX_LENGTH = 1000  #: characters
_MAX_DEPTH = 200  #: levels of the syntax tree; about as many parentheses does Python itself allow
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
_SIGNS = (ast.UAdd, ast.USub, ast.Not)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


class ExpressionError(ValidationError):
    """An expression is wrong or asks for something that is not allowed.

    Attributes:
        problem: What is wrong.
        expression: The expression.
        column: Where, 1-based; ``None`` when it concerns the whole.
    """

    noun: ClassVar[str] = "expression"

    def __init__(
        self, problem: str, expression: str, column: int | None = None, component: str | None = None
    ) -> None:
        who = f"component {component!r}: " if component else ""
        where = f", column {column}" if column else ""
        super().__init__(f"{who}{self.noun} {short(expression)}{where}: {problem}")
        self.problem = problem
        self.expression = expression
        self.column = column


class Reader:
    """Reads one expression, node by node.

    A subclass overrides what differs: each of the methods from :meth:`constant` to :meth:`choice`
    returns the node to be compiled in place of the one given, or refuses it.

    Args:
        text: The expression, at most 1000 characters.

    Attributes:
        noun: What such an expression is called.
        error: The class of its errors.
        instead: Kind of node that is not allowed → what is said about it.
    """

    noun: ClassVar[str] = "formula"
    error: ClassVar[type[ExpressionError]] = ExpressionError
    instead: ClassVar[dict[type[ast.AST], str]] = {
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

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise self.error(f"a {self.noun} must be text", str(text))
        if len(text) > _MAX_LENGTH:
            raise self.error(f"a {self.noun} has at most {_MAX_LENGTH} characters", text)
        self.text = text
        line = text.replace("\r", " ").replace("\n", " ").expandtabs(1)
        self._source = line.lstrip(" ")  # Python takes leading blanks for an indented block
        self._blanks = len(line) - len(self._source)
        self._depth = 0

    def code(self) -> CodeType:
        """Return code whose value is a function of :meth:`arguments`.

        Raises:
            ExpressionError: The text cannot be read or holds something that is not allowed.
        """
        try:
            body = self.whole(self._parsed())
            slots = [ast.arg(name) for name in self.arguments()]
            arguments = ast.arguments(
                posonlyargs=slots, args=[], kwonlyargs=[], kw_defaults=[], defaults=[]
            )
            tree = ast.Expression(ast.Lambda(arguments, body))
            return compile(ast.fix_missing_locations(tree), FILE, "eval")
        except (RecursionError, MemoryError):
            raise self.error("it is nested too deeply", self.text) from None

    def _parsed(self) -> ast.expr:
        if not self._source:
            raise self.error("it is empty", self.text)
        try:
            return ast.parse(self._source, FILE, mode="eval").body
        except SyntaxError as error:
            problem = error.msg.partition(". Maybe")[0]
            column = len(self._source) + 1 if error.offset == 0 else error.offset
            if column and self._source[column - 1 : column] == "=":
                problem = "'=' is not allowed; a comparison is written =="
            elif problem == "invalid syntax" and column:
                left = self._source[column - 1 :].split(maxsplit=1)
                problem = "something is missing"
                problem = f"{short(left[0])} does not fit here" if left else problem
            where = column + self._blanks if column else None
            raise self.error(problem + self.hint(), self.text, where) from None
        except ValueError as error:  # a null character, a number of thousands of digits
            raise self.error(str(error).partition(";")[0], self.text) from None

    def allowed(self, node: ast.AST) -> ast.expr:
        """Return *node* fit to be compiled, or refuse it with its column."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self.fail(f"it is nested too deeply, over {_MAX_DEPTH} levels", node)
        try:
            return ast.copy_location(self._checked(node), node)
        finally:
            self._depth -= 1

    def _checked(self, node: ast.AST) -> ast.expr:
        match node:
            case ast.Constant():
                return self.constant(node)
            case ast.Name():
                return self.name(node)
            case ast.Attribute():
                return self.attribute(node)
            case ast.Call():
                return self.call(node)
            case ast.BinOp(op=operator) if isinstance(operator, _OPERATORS):
                return self.binary(node)
            case ast.UnaryOp(op=sign) if isinstance(sign, _SIGNS):
                return self.unary(node)
            case ast.BoolOp():
                return self.joint(node)
            case ast.Compare(ops=operators) if all(isinstance(o, _COMPARISONS) for o in operators):
                return self.comparison(node)
            case ast.IfExp():
                return self.choice(node)
        self.refuse(node)

    # What subclasses decide -------------------------------------------------------------------

    def arguments(self) -> Iterable[str]:
        """Return the arguments of the compiled function."""
        raise NotImplementedError(f"{type(self).__name__}.arguments() is not written yet")

    def hint(self) -> str:
        """Return what may help with a text that is no Python at all."""
        return ""

    def whole(self, node: ast.expr) -> ast.expr:
        """Return the body of the compiled function."""
        return self.allowed(node)

    def constant(self, node: ast.Constant) -> ast.expr:
        """Allow a number, a text, ``None`` and the like."""
        self.refuse(node)

    def name(self, node: ast.Name) -> ast.expr:
        """Allow a name."""
        self.refuse(node)

    def attribute(self, node: ast.Attribute) -> ast.expr:
        """Allow something with a dot."""
        self.refuse(node)

    def call(self, node: ast.Call) -> ast.expr:
        """Allow a call."""
        self.refuse(node)

    def binary(self, node: ast.BinOp) -> ast.expr:
        """Allow arithmetic."""
        return ast.BinOp(self.allowed(node.left), node.op, self.allowed(node.right))

    def unary(self, node: ast.UnaryOp) -> ast.expr:
        """Allow a sign, or ``not``."""
        return ast.UnaryOp(node.op, self.allowed(node.operand))

    def joint(self, node: ast.BoolOp) -> ast.expr:
        """Allow ``and`` and ``or``."""
        return ast.BoolOp(node.op, [self.allowed(part) for part in node.values])

    def comparison(self, node: ast.Compare) -> ast.expr:
        """Allow a comparison, possibly of more than two sides."""
        sides = [self.allowed(side) for side in (node.left, *node.comparators)]
        return ast.Compare(sides[0], node.ops, sides[1:])

    def choice(self, node: ast.IfExp) -> ast.expr:
        """Allow ``x if c else y``."""
        return ast.IfExp(*(self.allowed(part) for part in (node.test, node.body, node.orelse)))

    # Refusing ---------------------------------------------------------------------------------

    def parameters(self, node: ast.Call, name: str, least: int, most: int) -> list[ast.expr]:
        """Return the arguments of a call, neither too few nor too many."""
        if node.keywords:
            self.refuse(node.keywords[0])
        if not least <= len(node.args) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            self.fail(f"{name}() takes {wanted} arguments, not {len(node.args)}", node)
        return node.args

    def refuse(self, node: ast.AST) -> NoReturn:
        """Raise the error about a kind of node that is not allowed."""
        operator = getattr(node, "op", None) or next(iter(getattr(node, "ops", [])), None)
        text = self.instead.get(type(node)) or self.instead.get(type(operator or node))
        name = type(operator or node).__name__.lower()
        problem = text or f"{name} is not allowed, only arithmetic and conditions"
        left = getattr(node, "left", None)
        if left is None:
            self.fail(problem, node)
        gap = self._source.encode()[left.end_col_offset :]
        start = left.end_col_offset + len(gap) - len(gap.lstrip(b" )"))
        raise self.error(problem, self.text, self.column(start))

    def fail(self, problem: str, node: ast.AST) -> NoReturn:
        """Raise an error that points at *node*."""
        column = self.column(getattr(node, "col_offset", 0))
        raise self.error(problem, self.text, column)

    def column(self, offset: int) -> int:
        """Return the 1-based column of a byte offset of the syntax tree."""
        before = self._source.encode()[:offset].decode(errors="ignore")
        return self._blanks + len(before) + 1


def short(text: object) -> str:
    """Return *text* as Python writes it, cut where it is long."""
    written = repr(text)
    return written if len(written) <= 90 else f"{written[:87]}..."


def loaded(name: str) -> ast.Name:
    """Return the node that reads *name*."""
    return ast.Name(name, ast.Load())


def called(function: str, *arguments: ast.expr) -> ast.Call:
    """Return the node that calls *function*."""
    return ast.Call(loaded(function), list(arguments), [])
