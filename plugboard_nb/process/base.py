"""What every process offers, wherever its components run."""

import json
import secrets
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from plugboard_nb.component import Component
from plugboard_nb.component.base import StatusCell
from plugboard_nb.connector import Connector, as_connector
from plugboard_nb.encoding import encode
from plugboard_nb.engine.engine import Boundary
from plugboard_nb.engine.snapshot import Obstacle, Snapshot
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.graph import as_networkx, problems_of
from plugboard_nb.graph.model import ComponentFacts
from plugboard_nb.process.changes import Change
from plugboard_nb.schemas import Status
from plugboard_nb.state import InMemoryStateBackend, StateBackend

if TYPE_CHECKING:
    import os

    import networkx as nx

    from plugboard_nb.widgets import Workbench

__all__ = ["Process", "Watcher"]

# A method called dict hides the type inside the class.
Plain = dict[str, Any]
Components = dict[str, Component]
Connectors = dict[str, Connector]


class Watcher(Protocol):
    """Somebody who goes on using the history of a process."""

    @property
    def away(self) -> bool:
        """Whether the process has started again since, so that its history is another."""

    def leave(self) -> None:
        """Take what the history holds, as the process starts again and empties it."""


class Process(ABC):
    """Components joined by connectors, advanced one tick at a time.

    Args:
        components: The parts, in any order.
        connectors: The wires: ``"a.x -> b.y"``, ``("a.x", "b.y")``, specs or connectors.
        name: Name of the process; ``<Class>_<random>`` by default.
        parameters: Settings that all components share; a component's own ones win.
        state: Where the record goes; in memory by default.
        seed: Seed of the components' random numbers; drawn at random by default.

    Raises:
        ValidationError: Two components have one name, a connector stands twice, or something is
            no component or connector at all. What else is wrong is said by :meth:`init`.
    """

    def __init__(
        self,
        components: Iterable[Component],
        connectors: Iterable[Any] = (),
        name: str | None = None,
        parameters: Plain | None = None,
        state: StateBackend | None = None,
        seed: int | None = None,
    ) -> None:
        parts = list(components)
        wires = _connectors(connectors)
        named = [c for c in parts if isinstance(c, Component) and "_pb_name" in vars(c)]
        self._components = {component.name: component for component in named}
        self._connectors = {wire.id: wire for wire in wires}
        if len(self._components) < len(parts) or len(self._connectors) < len(wires):
            raise invalid(problems_of(parts, wires))
        self._name = name or f"{type(self).__name__}_{secrets.token_hex(4)}"
        self._parameters = dict(parameters or {})
        self._state_was_given = state is not None
        self._state = state or InMemoryStateBackend()
        self._state_connected = False
        self._seed_was_given = seed is not None
        self._seed = secrets.randbits(32) if seed is None else seed
        self._watcher: weakref.ref[Watcher] | None = None
        self._cell = StatusCell(Status.CREATED)
        for component in self._components.values():
            component._pb_status = self._cell

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.name!r} {self.status} at tick {self.tick}, "
            f"{len(self.components)} components>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Plain:
        from plugboard_nb.plotting import mimebundle

        bundle: Plain = mimebundle(self)
        return bundle

    # What a process tells ------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Name of the process."""
        return self._name

    @property
    def id(self) -> str:
        """The name, under which the state knows the process."""
        return self._name

    @property
    def components(self) -> Components:
        """Name → component, in order of declaration."""
        return self._components

    @property
    def connectors(self) -> Connectors:
        """Id → connector, in order of declaration."""
        return self._connectors

    @property
    def parameters(self) -> Plain:
        """Settings that all components share; taken over at ``init``."""
        return self._parameters

    @property
    def seed(self) -> int:
        """Seed of the components' random numbers."""
        return self._seed

    @property
    def state(self) -> StateBackend:
        """Where the record of the process is."""
        return self._state

    @property
    def status(self) -> Status:
        """Where the process stands."""
        return self._cell.value

    @property
    @abstractmethod
    def tick(self) -> int:
        """Ticks done since ``init``."""

    @property
    @abstractmethod
    def is_initialised(self) -> bool:
        """Whether ``init`` was called and ``destroy`` was not."""

    @property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The process as a networkx graph; see :func:`plugboard_nb.graph.as_networkx`."""
        return as_networkx(self._components, self._connectors.values())

    # What a process does -------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self.init()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.destroy()

    async def connect_state(self, state: StateBackend | None = None) -> None:
        """Connect a state backend, by default the one given to the constructor."""
        if state is not None and state is not self._state:
            self._state, self._state_connected = state, False
        if not self._state_connected:
            await self._state.init()
            self._state_connected = True
        await self._state.upsert_process(self)

    @abstractmethod
    async def init(self) -> None:
        """Check everything and prepare the first tick; after a run, go back to before it.

        Raises:
            ValidationError: The process cannot start; lists all problems.
        """

    @abstractmethod
    async def step(self) -> None:
        """Advance by one tick; every component takes one step.

        Raises:
            NotInitialisedError: ``init`` has not been called.
            ProcessStatusError: The process has failed, or is being advanced already.
        """

    @abstractmethod
    async def run(
        self, ticks: int | None = None, until: Callable[["Process"], bool] | None = None
    ) -> None:
        """Advance until every component has ended, or as far as asked.

        Args:
            ticks: How many ticks at most.
            until: Called with the process after every tick; a true answer ends the run.

        Raises:
            NotInitialisedError: ``init`` has not been called.
            ProcessStatusError: The process is being advanced already.
            StalledError: Nobody can step and nobody is awaiting anything.
        """

    @abstractmethod
    async def destroy(self) -> None:
        """Have all components release what they hold; the history stays readable."""

    @abstractmethod
    def cancel(self) -> None:
        """Stop between ticks; ``run`` or ``step`` goes on from there. Safe from any thread."""

    # In notebooks --------------------------------------------------------------------------

    def show(self, layout: Any = "all", **options: Any) -> "Workbench":
        """Return a workbench to see and to drive the process, as the last line of a cell.

        Args:
            layout: Which views there are, such as ``"graph+plot"``.
            **options: See :class:`~plugboard_nb.widgets.Workbench`.

        Raises:
            TimelineError: The process has been advanced already, without a timeline.
        """
        from plugboard_nb.widgets import Workbench

        return Workbench(self, layout, **options)

    # For timelines -------------------------------------------------------------------------

    @property
    def watcher(self) -> Watcher | None:
        """Who uses the history; is told before ``init`` empties it."""
        return None if self._watcher is None else self._watcher()

    @watcher.setter
    def watcher(self, watcher: Watcher) -> None:
        self._watcher = weakref.ref(watcher)

    @abstractmethod
    async def advance(self, last: int | None, boundary: Boundary, hand_over: bool = True) -> None:
        """Advance up to tick *last*, or to the end, calling *boundary* between ticks.

        Args:
            last: The tick to stop after.
            boundary: Asked at every tick that it wants; see :class:`Boundary`.
            hand_over: Whether components hand over what they hold back, as at the end of a run.
        """

    @abstractmethod
    def pause(self) -> None:
        """Have :meth:`advance` return after the tick under way. Safe from any thread."""

    @property
    @abstractmethod
    def at_boundary(self) -> bool:
        """Whether no tick is under way; one is after a failure, or after a step was cut off."""

    @abstractmethod
    async def snapshot(self) -> Snapshot:
        """Return all that the future depends on.

        Raises:
            IrreversibleError: Something cannot be copied; the message says what.
            ProcessStatusError: This is no tick boundary, as a step was cut off.
        """

    @abstractmethod
    async def restore(self, snapshot: Snapshot) -> Plain:
        """Be as when *snapshot* was taken; the history is left alone.

        Returns:
            Field → its value at that moment, of all fields that the history keeps.

        Raises:
            SnapshotLostError: What the snapshot relies on is no longer there.
        """

    @abstractmethod
    def as_built(self) -> list[Plain]:
        """Return each component's attributes as they were before the first ``init``."""

    @abstractmethod
    def obstacles(self) -> list[Obstacle]:
        """Return what stands in the way of a snapshot."""

    @abstractmethod
    def check(self, changes: Iterable[Change], tick: int, there: Mapping[str, Any]) -> list[Change]:
        """Return *changes* ready for :meth:`change` after *tick*; changes nothing.

        Args:
            changes: What is to be changed.
            tick: The tick after which.
            there: Settings that have another value after that tick than at present → that value.

        Raises:
            ValidationError: One of them is not possible; the message says which and why.
        """

    @abstractmethod
    def change(self, changes: Iterable[Change]) -> Plain:
        """Apply all of *changes* between two ticks, or none of them; return the old values."""

    def recorded(self) -> dict[str, list[str]]:
        """Return component → the outputs and exports that the history may keep."""
        return {
            name: list(dict.fromkeys([*part.io.outputs, *(part.exports or ())]))
            for name, part in self._components.items()
        }

    def filled_by_events(self) -> dict[str, list[str]]:
        """Return component → its inputs that event handlers fill."""
        return {
            name: sorted(ComponentFacts.of(part).filled & set(part.io.inputs))
            for name, part in self._components.items()
        }

    # What a process is made of -------------------------------------------------------------

    def dump(self, path: "str | os.PathLike[str]") -> None:
        """Write the process as YAML for the command line, replacing the file as a whole.

        Raises:
            ValueError: The suffix is neither ``.yaml`` nor ``.yml``, or an argument of a
                component cannot be written.
        """
        from plugboard_nb.builder import dump_yaml

        dump_yaml(self, path)

    def export(self) -> Plain:
        """Return ``{"type": dotted class, "args": constructor arguments}``, enough to rebuild."""
        args: Plain = {
            "components": [component.export() for component in self._components.values()],
            "connectors": [wire.export() for wire in self._connectors.values()],
            "name": self.name,
            "parameters": dict(self._parameters),
        }
        if self._state_was_given:
            args["state"] = self._state.export()
        if self._seed_was_given:
            args["seed"] = self._seed
        return {"type": f"{type(self).__module__}.{type(self).__qualname__}", "args": args}

    def dict(self) -> Plain:
        """Return id, name, status, components, connectors and parameters with live values."""
        return {
            "id": self.id,
            "name": self.name,
            "status": str(self.status),
            "tick": self.tick,
            "components": {name: c.dict() for name, c in self._components.items()},
            "connectors": {key: wire.dict() for key, wire in self._connectors.items()},
            "parameters": {**self._parameters},
        }

    def json(self) -> bytes:
        """Return :meth:`dict` as JSON.

        Raises:
            EncodingError: A value cannot be written; the message names it.
        """
        return json.dumps(encode(self.dict(), f"process {self.name!r}")).encode()


def _connectors(given: Iterable[Any]) -> list[Connector]:
    wires, problems = [], []
    for entry in [given] if isinstance(given, str | Connector) else given:
        try:
            wires.append(as_connector(entry))
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise invalid(problems)
    return wires


def invalid(problems: list[str]) -> ValidationError:
    return ValidationError("the process cannot start", problems)
