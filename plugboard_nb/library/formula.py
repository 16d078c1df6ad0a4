"""Expression: a component made of one formula."""

from collections.abc import Iterable, Sequence
from typing import Any

from plugboard_nb.component import Component, Port
from plugboard_nb.component import IOController as IO
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.expression import ExpressionError, Formula
from plugboard_nb.library.arguments import names, refused, short
from plugboard_nb.library.block import number
from plugboard_nb.schemas import ComponentArgsDict
from plugboard_nb.suggest import did_you_mean

__all__ = ["Expression"]


class Expression(Component):
    """A formula of its inputs: out = expression.

    Every name in the formula is an input, unless it is given as a further argument or as a
    parameter: ``Expression(name="e", expression="a*sin(b) + k", k=2)`` has the inputs a and b.
    Further arguments become parameters, and all parameters are read at each step.

    A formula holds numbers, names, + - * / // % **, comparisons (1 or 0), and/or/not,
    ``x if c else y``, pi, e, tau, inf, nan, and the functions abs, acos, asin, atan, atan2, ceil,
    cos, cosh, degrees, exp, floor, hypot, isnan, log, log10, log2, max, min, radians, round, sign,
    sin, sinh, sqrt, tan, tanh. NaN goes in and comes out, an overflow gives infinity; a division by
    zero or the logarithm of a negative number is an error that points at the column.

    Args:
        expression: The formula.
        inputs: Names that are inputs; the others are looked up among the parameters, those of the
            process included. If left out, every name that is no parameter here.
        output: Name of the output.
        unit: Unit of the output, for plots and pictures.
    """

    def __init__(
        self,
        *,
        expression: str,
        inputs: Sequence[str] | None = None,
        output: str = "out",
        unit: str | None = None,
        **kwargs: Any,
    ) -> None:
        common = {k: v for k, v in kwargs.items() if k in ComponentArgsDict.__annotations__}
        constants = {k: v for k, v in kwargs.items() if k not in common}
        own = {**constants, **(common.pop("parameters", None) or {})}
        super().__init__(parameters=own, **common)
        self.expression = expression
        self._formula = self._compiled(() if inputs is None else names(self, "inputs", inputs))
        if inputs is None:
            inputs = [name for name in self._formula.names if name not in own]
        self._inputs = frozenset(inputs)
        self._check(constants, output)
        ports = [Port(x, type="float") for x in inputs]
        self.io = IO(inputs=ports, outputs=[Port(output, unit, f"{expression}", "float")])
        self.output = output

    def _compiled(self, inputs: Iterable[str]) -> Formula:
        self._variables = (*self.parameters, *inputs)
        try:
            return Formula(self.expression, variables=self._variables)
        except ExpressionError as error:
            raise ExpressionError(
                error.problem, error.expression, error.column, component=self.name
            ) from None

    def _check(self, constants: Iterable[str], output: str) -> None:
        """Refuse arguments that the formula does not use, and fields that clash."""
        used = self._formula.names
        for argument in constants:
            if argument not in used:
                raise ValidationError(
                    f"component {self.name!r} was given {argument!r}, which its expression "
                    f"{short(self.expression)} does not use; it uses {list(used)}."
                    f"{did_you_mean(argument, [*used, *ComponentArgsDict.__annotations__])}"
                )
        for field in self._inputs:
            if field not in used:
                raise refused(self, "inputs", sorted(self._inputs), f"among {list(used)}")
        if not isinstance(output, str) or not output.isidentifier() or output in used:
            raise refused(self, "output", output, "a name that the expression does not use itself")
        if {"expression", "output"} & {output, *self._inputs}:
            raise refused(self, "expression", self.expression, "without 'expression' and 'output'")

    async def init(self) -> None:
        """Look whether every name is an input or a parameter.

        Raises:
            ValidationError: One is neither.
        """
        self._check_names()

    def _check_names(self) -> None:
        for name in self._formula.names:
            if name not in self._inputs and name not in self.parameters:
                raise ValidationError(
                    f"component {self.name!r}: {name!r} in the expression "
                    f"{short(self.expression)} is neither an input "
                    f"{sorted(self._inputs)} nor a parameter "
                    f"{sorted(self.parameters)}.{did_you_mean(name, self.parameters)}"
                )

    def snapshot(self) -> Any:
        """Return all attributes, the compiled formula as text."""
        return {**super().snapshot(), "_formula": self._formula.text}

    def restore(self, state: Any) -> None:
        """Go back; the formula is compiled again only if it was another one."""
        text, variables, formula = state["_formula"], state["_variables"], self._formula
        if (text, variables) != (formula.text, self._variables):
            formula = Formula(text, variables=variables)
        super().restore({**state, "_formula": formula})

    def reconfigure(self, **changes: Any) -> None:
        """Take other constructor arguments between two steps; the inputs stay as they are.

        Raises:
            ValidationError: The expression cannot be read, lacks an input, or has a name that is
                neither an input nor a parameter; nothing has changed then.
        """
        constants = {k: changes.pop(k) for k in [*changes] if k in self.parameters}
        before = dict(vars(self))
        if "expression" in changes:
            changes.setdefault("inputs", self.io.inputs)
        super().reconfigure(**changes)
        if "expression" in changes:
            self._renew(before)
        self.parameters.update(constants)

    def _renew(self, before: dict[str, Any]) -> None:
        """Compile an expression that has been edited; if it is wrong be as *before*."""
        try:
            self._formula = self._compiled(self._inputs)
            self._check_names()
        except Exception:
            vars(self).clear()
            vars(self).update(before)
            raise

    async def step(self) -> None:
        """Evaluate the formula."""
        if self.expression != self._formula.text:  # edited since the step before
            self._formula = self._compiled(self._inputs)
            self._check_names()
        inputs, parameters = self._inputs, self.parameters
        values = [
            number(self, name) if name in inputs else parameters[name]
            for name in self._formula.names
        ]
        setattr(self, self.output, self._formula.evaluate(*values))
