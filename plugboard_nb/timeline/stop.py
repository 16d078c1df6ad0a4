"""Why an advance came to its end."""

from typing import NamedTuple

__all__ = ["Stop"]

_WORDS = {
    "ticks": "as many ticks as asked",
    "interrupted": "interrupted by the stop button",
    "completed": "the model has ended",
}


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
        why = _WORDS.get(self.reason, self.reason)
        return f"<Stop at tick {self.tick:,}: {f'{why} {self.text}'.strip()}>"
