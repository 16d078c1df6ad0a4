"""A process with a past: look back, go back, and take another turn."""

from plugboard_nb.timeline.branch import Branch, Intervention
from plugboard_nb.timeline.breakpoints import Breakpoint, Breakpoints
from plugboard_nb.timeline.comparison import Comparison, Difference
from plugboard_nb.timeline.condition import Condition, ConditionError
from plugboard_nb.timeline.moment import Moment
from plugboard_nb.timeline.past import Usage
from plugboard_nb.timeline.steady import Steady
from plugboard_nb.timeline.stop import Stop
from plugboard_nb.timeline.timeline import Reversibility, Timeline

__all__ = [
    "Branch",
    "Breakpoint",
    "Breakpoints",
    "Comparison",
    "Condition",
    "ConditionError",
    "Difference",
    "Intervention",
    "Moment",
    "Reversibility",
    "Steady",
    "Stop",
    "Timeline",
    "Usage",
]
