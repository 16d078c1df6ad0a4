"""How controls hand in what people ask for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugboard_nb.exceptions import TimelineError, ValidationError
from plugboard_nb.suggest import did_you_mean
from plugboard_nb.widgets.host.commands import End
from plugboard_nb.widgets.host.ticket import Ticket

if TYPE_CHECKING:
    from plugboard_nb.widgets.host.host import Host

__all__ = ["Asking"]

_BRIEF_S = 1.0  # how long code waits for what takes a moment; then it gets a ticket


class Asking:
    """Hands in commands for a host."""

    def __init__(self, host: "Host") -> None:
        self._host = host

    _patience = End.IN_SIGHT  # code waits for what it has asked for before
    _patience_of_steps = End.IN_SIGHT

    def _move(self, what: str, act: Callable[[], Any], **how: Any) -> Ticket:
        return self._host.submit(what, act, **{"end": End.SOON, "patience": self._patience, **how})

    def _brief(self, what: str, act: Callable[[], Any], patience: End | None = None) -> Any:
        """Have something done that takes a moment, and return its result."""
        chosen = self._patience if patience is None else patience
        ticket = self._host.submit(what, act, patience=chosen, raises=True)
        try:
            if ticket.done or self._host.thread_can_wait:
                return ticket.result(_BRIEF_S)
        except TimeoutError:
            if ticket.done:  # the error is its own
                raise
        ticket.raises = False  # from here on nobody waits for it
        return ticket.result() if ticket.done else ticket

    def _see_present(self, what: str) -> None:
        """See that nobody changes the present while looking at the past.

        Raises:
            TimelineError: The past is viewed.
        """
        if self._host.viewed is not None:
            tick = self._host.viewed[1]
            raise TimelineError(
                f"{what} would change the present, but tick {tick} is viewed; return to now, or "
                "rewind or fork to there, and change it then"
            )

    def _check_component(self, component: str) -> None:
        parts = self._host.timeline.process.components
        if component not in parts:
            raise ValidationError(
                f"there is no component {component!r}; there are {list(parts)}."
                f"{did_you_mean(str(component), parts)}"
            )
