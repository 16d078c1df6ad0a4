"""Why an advance came to its end."""

from typing import NamedTuple

__all__ = ["Stop"]


class Stop(NamedTuple):
    """Why ``run`` or ``step`` returned.

    Attributes:
        reason: ``"ticks"`` as many as asked; ``"until"`` the condition holds; ``"breakpoint"``;
            ``"paused"``; ``"interrupted"`` by the stop button; ``"completed"`` the model has ended.
        tick: Ticks done.
        text: The condition or breakpoint, where that was the reason.
    """

    reason: str
    tick: int
    text: str = ""

    def __repr__(self) -> str:
        detail = f": {self.text}" if self.text else ""
        return f"<Stop at tick {self.tick}, {self.reason}{detail}>"
