"""Where a process or component is in its life."""

from enum import StrEnum

__all__ = ["IODirection", "Status"]


class Status(StrEnum):
    """Status of a process or component."""

    CREATED = "created"
    INIT = "init"
    RUNNING = "running"
    WAITING = "waiting"
    COMPLETED = "completed"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_terminal(self) -> bool:
        """Whether nothing more happens by itself: completed, failed or stopped."""
        return self in (Status.COMPLETED, Status.FAILED, Status.STOPPED)


class IODirection(StrEnum):
    """Which way a field goes, seen from its component."""

    INPUT = "input"
    OUTPUT = "output"
