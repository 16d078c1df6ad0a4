"""Every error this package raises, under one root.

Second bases keep Python habits, so ``except ValueError`` and ``except LookupError`` still work::

    PlugboardError
    ├── ValidationError (ValueError)        a model or a file is wrong; lists all problems at once
    │   ├── UnknownFieldError               no such component or field
    │   └── ConfigError                     a YAML file is wrong; names file, line and key
    ├── IOControllerError
    │   ├── IOSetupError (ValueError)       inputs and outputs are declared wrongly
    │   └── IOStreamClosedError             reading or writing after the end of the data
    ├── ChannelError
    │   ├── ChannelClosedError              the channel is closed and empty
    │   ├── ChannelNotConnectedError        nobody is at the other end
    │   └── ChannelSetupError (ValueError)  a connector is declared wrongly
    ├── EventError
    │   └── UnrecognisedEventError (LookupError)
    ├── EventStreamClosedError              no more events will come
    ├── NoMoreDataException                 a reader has reached the end of its data
    ├── RegistryError (LookupError)         no class, or several, under that name
    ├── StateBackendError
    │   └── NotFoundError (LookupError)     the state knows no such id
    ├── ProcessStatusError (RuntimeError)   not possible in the present status
    │   ├── NotInitialisedError             step or run before init
    │   └── StalledError                    nobody can step and nobody is awaiting anything
    ├── TimelineError (RuntimeError)        a timeline cannot do what it was asked
    │   ├── TimelineBusyError               somebody else is advancing it
    │   ├── IrreversibleError               something in the model cannot go back
    │   ├── DivergenceError                 a replay gave something else than the first time
    │   ├── SnapshotLostError               what a snapshot relies on is no longer there
    │   └── TimelineFileError (ValueError)  a file holds no timeline that can be read here
    ├── ConstraintError                     a constraint of an optimisation is violated
    └── EncodingError (ValueError)          a value cannot be written to a file
"""

from collections.abc import Iterable
from typing import Any

__all__ = [
    "ChannelClosedError",
    "ChannelError",
    "ChannelNotConnectedError",
    "ChannelSetupError",
    "ConfigError",
    "ConstraintError",
    "DivergenceError",
    "EncodingError",
    "EventError",
    "EventStreamClosedError",
    "IOControllerError",
    "IOSetupError",
    "IOStreamClosedError",
    "IrreversibleError",
    "NoMoreDataException",
    "NotFoundError",
    "NotInitialisedError",
    "PlugboardError",
    "PlugboardWarning",
    "ProcessStatusError",
    "RegistryError",
    "SnapshotLostError",
    "StalledError",
    "StateBackendError",
    "TimelineBusyError",
    "TimelineError",
    "TimelineFileError",
    "UnknownFieldError",
    "UnrecognisedEventError",
    "ValidationError",
]


class PlugboardError(Exception):
    """Root of every error of this package."""


class ValidationError(PlugboardError, ValueError):
    """A model or a file is wrong.

    Ours, and not a subclass of pydantic's class of the same name.

    Args:
        message: What was checked, or the whole story where there is one problem only.
        problems: One sentence each; all of them are printed, one per line.

    Attributes:
        message: As given.
        problems: As given; ``[message]`` when none were.
    """

    def __init__(self, message: str, problems: Iterable[str] = ()) -> None:
        listed = list(problems)
        super().__init__(message, listed)
        self.message = message
        self.problems: list[str] = listed or [message]

    def __str__(self) -> str:
        """Return the message and, one per line, every problem."""
        if self.problems == [self.message]:
            return self.message
        return "\n".join([f"{self.message}:", *(f"- {problem}" for problem in self.problems)])


class UnknownFieldError(ValidationError):
    """A component or field that does not exist was named.

    Attributes:
        component: Name of the component, where known.
        field: The unknown field, where it is a field.
    """

    def __init__(
        self,
        message: str,
        problems: Iterable[str] = (),
        *,
        component: str | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message, problems)
        self.component = component
        self.field = field


class ConfigError(ValidationError):
    """A YAML file cannot be used; every problem names file, line and key.

    Attributes:
        path: The file, as text.
        line: Line of the first problem, 1-based; ``None`` when it concerns the file as a whole.
    """

    def __init__(
        self,
        message: str,
        problems: Iterable[str] = (),
        *,
        path: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(message, problems)
        self.path = path
        self.line = line

    @classmethod
    def of(
        cls, path: str, problems: Iterable[tuple[int | None, Iterable[str | int], str]]
    ) -> "ConfigError":
        """Return the error for problems given as ``(line, keys that lead there, sentence)``."""
        listed = list(problems)
        told = [
            ": ".join(
                part
                for part in (f"{path}:{line}" if line else path, _dotted(place), sentence)
                if part
            )
            for line, place, sentence in listed
        ]
        message = told[0] if len(told) == 1 else f"{path} has {len(told)} problems"
        return cls(message, told, path=path, line=listed[0][0] if listed else None)


def _dotted(place: Iterable[str | int]) -> str:
    """Return keys and indices as ``process.args.components[1].name``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return text.removeprefix(".")


class IOControllerError(PlugboardError):
    """Something is wrong with the inputs and outputs of a component."""


class IOSetupError(IOControllerError, ValueError):
    """The inputs, outputs or events of a component are declared wrongly."""


class IOStreamClosedError(IOControllerError):
    """A component reads or writes although its streams have ended."""


class ChannelError(PlugboardError):
    """Something is wrong with a connector or its channel."""


class ChannelClosedError(ChannelError):
    """The channel is closed and everything sent before has been received."""


class ChannelNotConnectedError(ChannelError):
    """The channel has nobody at its other end."""


class ChannelSetupError(ChannelError, ValueError):
    """A connector is declared in a way that cannot work."""


class EventError(PlugboardError):
    """Something is wrong with an event."""


class UnrecognisedEventError(EventError, LookupError):
    """A component received or queued an event that it did not declare, or cannot handle."""


class EventStreamClosedError(PlugboardError):
    """No more events will come."""


class NoMoreDataException(PlugboardError):
    """A data reader has reached the end of its data."""


class RegistryError(PlugboardError, LookupError):
    """No class, or more than one, is known under a name."""


class StateBackendError(PlugboardError):
    """Something is wrong with the state of a process."""


class NotFoundError(StateBackendError, LookupError):
    """The state knows no process, component or connector with that id."""


class ProcessStatusError(PlugboardError, RuntimeError):
    """The process or component is not in a status in which this is possible."""


class NotInitialisedError(ProcessStatusError):
    """``step()`` or ``run()`` was called before ``init()``."""


class StalledError(ProcessStatusError):
    """Nobody can step and nobody is awaiting anything; the message says who waits for what."""


class TimelineError(PlugboardError, RuntimeError):
    """A timeline cannot do what it was asked in its present state."""


class TimelineBusyError(TimelineError):
    """The timeline is being advanced or moved; nobody else can do so before that is over."""


class IrreversibleError(TimelineError):
    """Something in the model cannot go back; the message says what, why and what to do.

    Attributes:
        obstacles: What stands in the way, as in ``Timeline.reversible``.
    """

    def __init__(self, message: str, obstacles: Iterable[Any] = ()) -> None:
        super().__init__(message)
        self.obstacles = list(obstacles)


class DivergenceError(TimelineError):
    """The same ticks, taken again, gave something else: a component is not reproducible.

    Attributes:
        component: The first component that differed, in the order of a tick.
        field: Its first field that differed.
        tick: When.
        recorded: The value of the first time.
        replayed: The value of the second time.
    """

    def __init__(
        self,
        message: str,
        *,
        component: str = "",
        field: str = "",
        tick: int = 0,
        recorded: Any = None,
        replayed: Any = None,
    ) -> None:
        super().__init__(message)
        self.component, self.field, self.tick = component, field, tick
        self.recorded, self.replayed = recorded, replayed


class SnapshotLostError(TimelineError):
    """What a snapshot relies on is no longer there, such as the rows of a file.

    Raised by ``Component.restore``; the timeline then goes back further and replays from there.
    """


class TimelineFileError(TimelineError, ValueError):
    """A file holds no timeline that can be read here: damaged, too new, or never one.

    Attributes:
        path: The file, as text.
    """

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class ConstraintError(PlugboardError):
    """A constraint is violated; tells an optimiser how bad the trial was.

    Attributes:
        objective_value: Value to report for the trial, where there is one.
    """

    def __init__(self, *args: object, objective_value: Any = None) -> None:
        super().__init__(*args)
        self.objective_value = objective_value


class EncodingError(PlugboardError, ValueError):
    """A value cannot be written to a file; the message names component and argument."""


class PlugboardWarning(UserWarning):
    """Something is probably not meant as it is written; the run goes on."""
