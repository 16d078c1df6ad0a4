"""Conditions such as `tank.level > 2 and valve.open`, asked at a tick or over a record."""

from plugboard_nb.timeline.condition.condition import Condition, ConditionError

__all__ = ["Condition", "ConditionError"]
