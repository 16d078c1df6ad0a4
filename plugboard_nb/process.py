"""Process: components and connectors, advanced tick by tick."""

import asyncio
import inspect
import json
import secrets
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from typing_extensions import override

from plugboard_nb.component import Component
from plugboard_nb.component.base import StatusCell
from plugboard_nb.connector import Connector, as_connector
from plugboard_nb.encoding import encode
from plugboard_nb.engine import Engine
from plugboard_nb.engine.eager import EagerTasks
from plugboard_nb.exceptions import (
    NotInitialisedError,
    PlugboardWarning,
    ProcessStatusError,
    ValidationError,
)
from plugboard_nb.graph import as_networkx, problems_of
from plugboard_nb.interrupt import stop_on_interrupt
from plugboard_nb.pristine import Pristine
from plugboard_nb.schemas import Status
from plugboard_nb.state import InMemoryStateBackend, StateBackend

if TYPE_CHECKING:
    import os

    import networkx as nx

__all__ = ["LocalProcess", "Process"]

# A method called dict hides the type inside these classes.
Plain = dict[str, Any]
Components = dict[str, Component]
Connectors = dict[str, Connector]


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
        named = [c for c in parts if isinstance(c, Component) and "_name" in vars(c)]
        self._components = {component.name: component for component in named}
        self._connectors = {wire.id: wire for wire in wires}
        if len(self._components) < len(parts) or len(self._connectors) < len(wires):
            raise _invalid(problems_of(parts, wires))
        self._name = name or f"{type(self).__name__}_{secrets.token_hex(4)}"
        self._parameters = dict(parameters or {})
        self._state_was_given = state is not None
        self._state = state or InMemoryStateBackend()
        self._state_connected = False
        self._seed_was_given = seed is not None
        self._seed = secrets.randbits(32) if seed is None else seed
        self._cell = StatusCell(Status.CREATED)
        self._published: Status | None = None
        self._pristine: Pristine | None = None
        self._advancing = False
        self._told_the_end = False
        for component in self._components.values():
            component._status = self._cell

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


class LocalProcess(Process):
    """A process in this interpreter, on the running event loop."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._engine: Engine | None = None
        self._initialised = False

    @property
    @override
    def tick(self) -> int:
        return self._engine.tick if self._engine is not None else 0

    @property
    @override
    def is_initialised(self) -> bool:
        return self._initialised

    @override
    async def init(self) -> None:
        if self._advancing:
            raise ProcessStatusError(f"process {self.name!r} is being advanced; cancel() it first")
        parts = list(self._components.values())
        problems = problems_of(parts, self._connectors.values())
        if problems:
            raise _invalid(problems)
        self._close_engine()
        if self._pristine is None:
            self._pristine = Pristine(parts)
        else:
            self._pristine.restore()
        self._told_the_end = False
        await self.connect_state()
        self._cell = StatusCell(Status.INIT)
        for component in parts:
            component._status = self._cell
            component._connect(state=self._state, seed=self._seed, parameters=self._parameters)
        try:
            await self._each("init", parts)
        finally:
            self._pristine.run_ended()
        self._start_history()
        self._engine = Engine(self._components, self._connectors.values(), self._state.history)
        self._initialised = True
        await self._publish(Status.INIT)

    def _start_history(self) -> None:
        fields = {
            name: list(dict.fromkeys([*part.io.outputs, *(part.exports or ())]))
            for name, part in self._components.items()
        }
        places = [(name, field) for name, names in fields.items() for field in names]
        initial = {f"{n}.{f}": getattr(self._components[n], f, None) for n, f in places}
        ports = {name: part.io.ports for name, part in self._components.items()}
        units = {f"{n}.{f}": ports[n][f].unit for n, f in places if f in ports[n]}
        known = {field: unit for field, unit in units.items() if unit is not None}
        self._state.history.start(fields, known, initial)

    async def _each(self, method: str, parts: list[Component]) -> None:
        """Call *method* of every component; those that wait do so together."""
        eager = EagerTasks()
        errors: list[BaseException] = []

        async def call(component: Component) -> None:
            try:
                result = getattr(component, method)()
                if inspect.isawaitable(result):
                    await result
            except Exception as error:
                error.add_note(f"component {component.name!r} raised this in {method}()")
                errors.append(error)

        tasks = []
        for component in parts:
            if getattr(type(component), method) is not getattr(Component, method):
                tasks.append(eager.start(call(component)))
            if errors and method == "init":
                break
        eager.close()
        waiting = [task for task in tasks if task is not None]
        if waiting:
            await asyncio.gather(*waiting)
        if errors:
            self._set_status(Status.FAILED)
            if len(errors) == 1:
                raise errors[0]
            raise BaseExceptionGroup(f"several components failed in {method}()", errors)

    @override
    async def step(self) -> None:
        engine = self._ready()
        if self.status is Status.COMPLETED:
            if not self._told_the_end:
                self._told_the_end = True
                warnings.warn(
                    f"process {self.name!r} has completed at tick {self.tick}; step() does "
                    "nothing. init() starts it again",
                    PlugboardWarning,
                    stacklevel=2,
                )
            return
        if self.status is Status.FAILED:
            raise ProcessStatusError(
                f"process {self.name!r} has failed at tick {self.tick + 1}; init() starts it again"
            )
        await self._advance(engine, engine.tick + 1, None, once=True)

    @override
    async def run(
        self, ticks: int | None = None, until: Callable[[Process], bool] | None = None
    ) -> None:
        engine = self._ready()
        if ticks is not None and ticks < 0:
            raise ValueError(f"ticks is {ticks}; it must be 0 or more")
        if self.status in (Status.COMPLETED, Status.FAILED):
            await self.init()
            engine = self._ready()
        last = None if ticks is None else engine.tick + ticks
        asked = None if until is None else (lambda: until(self))
        await self._advance(engine, last, asked)

    def _ready(self) -> Engine:
        if self._engine is None or not self._initialised:
            raise NotInitialisedError(
                f"process {self.name!r} is not initialised; await process.init() first, or use "
                "'async with process:'"
            )
        if self._advancing:
            raise ProcessStatusError(
                f"process {self.name!r} is being advanced already; wait for that or cancel() it"
            )
        return self._engine

    async def _advance(
        self,
        engine: Engine,
        last: int | None,
        until: Callable[[], bool] | None,
        once: bool = False,
    ) -> None:
        """Have the engine take ticks, and keep the status true whatever comes of it."""
        pristine = self._pristine
        assert pristine is not None
        pristine.run_began()
        self._advancing, self._cell.value = True, Status.RUNNING
        outcome = Status.STOPPED
        try:
            if not once:
                await self._publish(Status.RUNNING)
            with stop_on_interrupt(engine.stop) as interrupt:
                try:
                    await engine.advance(last, until, once)
                    outcome = Status.COMPLETED if engine.done else Status.WAITING
                    if engine.stopped and not engine.done:
                        outcome = Status.STOPPED
                except KeyboardInterrupt:
                    if not interrupt.came:
                        raise
        except (KeyboardInterrupt, asyncio.CancelledError):
            raise
        except BaseException:
            outcome = Status.FAILED
            raise
        finally:
            self._advancing = False
            if not once or outcome.is_terminal:
                pristine.run_ended()
            self._set_status(outcome)
        await self._publish(outcome)

    def _set_status(self, status: Status) -> None:
        self._cell.value = status
        records = self._state.history.statuses
        last = next((r.status for r in reversed(records) if r.entity == self.name), None)
        if last != str(status) and status is not Status.RUNNING:
            self._state.history.record_status(self.tick, self.name, str(status))

    async def _publish(self, status: Status) -> None:
        """Tell the state about a new status, if it is new to it."""
        if status is not self._published:
            self._published = status
            await self._state.update_process_status(self.id, status)

    @override
    def cancel(self) -> None:
        if self._engine is None or not self._initialised:
            return
        self._engine.stop()
        if not self._advancing and not self.status.is_terminal:
            self._set_status(Status.STOPPED)

    @override
    async def destroy(self) -> None:
        if not self._initialised:
            return
        if self._advancing:
            raise ProcessStatusError(f"process {self.name!r} is being advanced; cancel() it first")
        self._initialised = False
        if not self.status.is_terminal:
            self._set_status(Status.STOPPED)
        self._close_engine(forget=False)
        assert self._pristine is not None
        self._pristine.run_began()
        try:
            await self._each("destroy", list(self._components.values()))
        finally:
            self._pristine.run_ended()
        await self._state.destroy()
        self._state_connected = False

    def _close_engine(self, forget: bool = True) -> None:
        if self._engine is not None:
            self._engine.close()
            for component in self._components.values():
                component.io._reopen()
            if forget:
                self._engine = None


def _connectors(given: Iterable[Any]) -> list[Connector]:
    wires, problems = [], []
    for entry in [given] if isinstance(given, str | Connector) else given:
        try:
            wires.append(as_connector(entry))
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise _invalid(problems)
    return wires


def _invalid(problems: list[str]) -> ValidationError:
    return ValidationError("the process cannot start", problems)
