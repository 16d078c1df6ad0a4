"""Two histories side by side."""

from plugboard_nb.timeline.comparison.comparison import Comparison, compare_histories
from plugboard_nb.timeline.comparison.difference import Difference

__all__ = ["Comparison", "Difference", "compare_histories"]
