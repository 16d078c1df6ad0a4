"""Formulas typed by a user: checked against a short list of what is allowed, compiled once.

Our own and no package from elsewhere: interpreters that walk the syntax tree need ten times as long
for each evaluation, and those that compile do not guard powers, integers and columns. The reader
that checks and points is shared with the conditions of a timeline.
"""

from plugboard_nb.expression.formula import Formula
from plugboard_nb.expression.reader import ExpressionError, Reader

__all__ = ["ExpressionError", "Formula", "Reader"]
