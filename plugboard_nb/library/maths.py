"""Arithmetic without memory: what comes out depends on what comes in at the same step only.

Numbers and numpy arrays (element by element) are welcome; NaN and infinity follow IEEE 754.
"""

from typing import Any

from plugboard_nb.component import IOController as IO
from plugboard_nb.component import Port
from plugboard_nb.library.arguments import bounds, real, refused
from plugboard_nb.library.block import Block, limited, number, quantity

__all__ = ["Gain", "Limiter", "Product", "Select", "Sum"]


class Gain(Block):
    """Multiplication with a constant: out = gain·x.

    Args:
        gain: The factor.
    """

    io = IO(
        inputs=[Port("x", doc="number or array")],
        outputs=[Port("out", doc="gain times x")],
    )

    def __init__(self, *, gain: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gain = real(self, "gain", gain)

    async def step(self) -> None:
        """Multiply."""
        self.out = self.gain * quantity(self, "x")


class Sum(Block):
    """Sum and difference: out = ± x1 ± x2 ± …, one input for each sign.

    Args:
        signs: One "+" or "-" for each input: "+-" gives the inputs x1, x2 and out = x1 - x2.
    """

    io = IO(outputs=[Port("out", doc="sum of the inputs")])

    def __init__(self, *, signs: str = "++", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.signs = signs
        if not isinstance(signs, str) or not signs or set(signs) - {"+", "-"}:
            raise refused(self, "signs", signs, "one '+' or '-' for each input, such as '+-'")
        self._terms = [(f"x{i}", sign == "-") for i, sign in enumerate(signs, 1)]
        inputs = [Port(x, doc="subtracted" if minus else "added") for x, minus in self._terms]
        self.io = IO(inputs=inputs)

    async def step(self) -> None:
        """Add up."""
        total: Any = None
        for field, minus in self._terms:
            value = quantity(self, field)
            if total is None:
                total = -value if minus else +value
            else:
                total = total - value if minus else total + value
        self.out = total


class Product(Block):
    """Product and quotient: out = x1 · x2 / x3 …, one input for each operation.

    A number divided by zero is an error that names the input; an array follows IEEE 754.

    Args:
        operations: One "*" or "/" for each input: "*/" gives the inputs x1, x2 and out = x1 / x2.
    """

    io = IO(outputs=[Port("out", doc="product of the inputs")])

    def __init__(self, *, operations: str = "**", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.operations = operations
        if not isinstance(operations, str) or not operations or set(operations) - {"*", "/"}:
            allowed = "one '*' or '/' for each input, such as '*/'"
            raise refused(self, "operations", operations, allowed)
        self._factors = [(f"x{i}", sign == "/") for i, sign in enumerate(operations, 1)]
        inputs = [Port(x, doc="divisor" if below else "factor") for x, below in self._factors]
        self.io = IO(inputs=inputs)

    async def step(self) -> None:
        """Multiply and divide.

        Raises:
            ZeroDivisionError: A divisor is 0.
        """
        result: Any = 1
        for field, below in self._factors:
            value = quantity(self, field)
            if not below:
                result = result * value
            elif not getattr(value, "ndim", 0) and value == 0:
                raise ZeroDivisionError(f"{self.name}.{field}, a divisor, is 0")
            else:
                result = result / value
        self.out = result


class Limiter(Block):
    """Saturation: out = x within lower .. upper, else the nearer limit.

    NaN stays NaN; infinity becomes the limit.

    Args:
        lower: Lowest value; no limit if left out.
        upper: Highest value; no limit if left out.
    """

    io = IO(
        inputs=[Port("x", doc="number or array")],
        outputs=[Port("out", doc="x within the limits")],
    )

    def __init__(
        self, *, lower: float | None = None, upper: float | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.lower, self.upper = bounds(self, lower, upper)

    async def step(self) -> None:
        """Limit."""
        self.out = limited(quantity(self, "x"), self.lower, self.upper)


class Select(Block):
    """A switch between two inputs: out = x1 while condition is true, else x2.

    The condition is true unless it is 0, False or None; NaN counts as not true. The two other
    inputs may be anything.
    """

    io = IO(
        inputs=[
            Port("condition", doc="true or false, 1 or 0"),
            Port("x1", doc="taken while condition is true"),
            Port("x2", doc="taken otherwise"),
        ],
        outputs=[Port("out", doc="x1 or x2")],
    )

    async def step(self) -> None:
        """Choose."""
        condition = self.condition
        if getattr(condition, "ndim", 0):
            condition = number(self, "condition")
        true = bool(condition) and condition == condition
        self.out = self.x1 if true else self.x2
