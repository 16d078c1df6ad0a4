"""What all processes do that an engine advances: life cycle, status, interrupts."""

import asyncio
import sys
import warnings
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from typing_extensions import override

from plugboard_nb.collector import collector_paused
from plugboard_nb.component.base import StatusCell
from plugboard_nb.engine import Engine
from plugboard_nb.engine.engine import Boundary
from plugboard_nb.exceptions import NotInitialisedError, PlugboardWarning, ProcessStatusError
from plugboard_nb.graph import problems_of
from plugboard_nb.interrupt import stop_on_interrupt
from plugboard_nb.pristine import Pristine
from plugboard_nb.process.base import Plain, Process, invalid
from plugboard_nb.process.each import Failure
from plugboard_nb.schemas import Status

__all__ = ["DrivenProcess"]

AnyEngine = TypeVar("AnyEngine", bound=Engine)


class DrivenProcess(Process, Generic[AnyEngine]):
    """A process advanced by an engine; subclasses say where the components are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._engine: AnyEngine | None = None
        self._initialised = False
        self._advancing = False
        self._pristine: Pristine | None = None
        self._published: Status | None = None
        self._told_the_end = False

    @property
    @override
    def tick(self) -> int:
        return self._engine.tick if self._engine is not None else 0

    @property
    @override
    def is_initialised(self) -> bool:
        return self._initialised

    # Where the components are ---------------------------------------------------------------

    async def _prepare(self) -> None:
        """See that the components can be initialised where they are."""

    @abstractmethod
    async def _call_each(self, method: str) -> list[Failure]:
        """Call *method* of every component; return who raised what."""

    @abstractmethod
    def _new_engine(self) -> AnyEngine:
        """Return an engine at tick 0; the history has been started."""

    # Life ----------------------------------------------------------------------------------

    @override
    async def init(self) -> None:
        if self._advancing:
            raise ProcessStatusError(f"process {self.name!r} is being advanced; cancel() it first")
        parts = list(self._components.values())
        with collector_paused():
            problems = problems_of(parts, self._connectors.values())
            if problems:
                raise invalid(problems)
            self._state.history.check(self.recorded())
            self._close_engine()
            if self._pristine is None:
                self._pristine = Pristine(parts)
            else:
                self._pristine.restore()
        self._told_the_end = False
        await self.connect_state()
        self._cell = StatusCell(Status.INIT)
        for component in parts:
            component._pb_status = self._cell
            component._connect(state=self._state, seed=self._seed, parameters=self._parameters)
        try:
            await self._prepare()
            await self._each("init")
        finally:
            self._pristine.run_ended()
        if (watcher := self.watcher) is not None:
            watcher.leave()
        with collector_paused():
            self._start_history()
            self._engine = self._new_engine()
        self._pristine.run_ended()  # the gate of a component's own run() is no edit of the user's
        self._initialised = True
        await self._publish(Status.INIT)

    def _start_history(self) -> None:
        fields, initial = self.recorded(), self._recorded_values()
        places = [(name, field) for name, names in fields.items() for field in names]
        ports = {name: part.io.ports for name, part in self._components.items()}
        units = {f"{n}.{f}": ports[n][f].unit for n, f in places if f in ports[n]}
        known = {field: unit for field, unit in units.items() if unit is not None}
        self._state.history.start(fields, known, initial, self.filled_by_events())

    async def _each(self, method: str) -> None:
        """Call *method* of every component, and raise what they raise."""
        failures = await self._call_each(method)
        for component, _ in failures:
            component._pb_status = StatusCell(Status.FAILED)
        if failures:
            self._set_status(Status.FAILED)
            errors = [error for _, error in failures]
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

    @override
    async def advance(self, last: int | None, boundary: Boundary, hand_over: bool = True) -> None:
        engine = self._ready()
        if self.status not in (Status.COMPLETED, Status.FAILED):
            await self._advance(engine, last, None, boundary=boundary, hand_over=hand_over)

    @override
    def pause(self) -> None:
        if self._engine is not None:
            self._engine.pause()

    @property
    @override
    def at_boundary(self) -> bool:
        return self._engine is None or not self._engine.turns.uneven

    def _present_engine(self) -> AnyEngine:
        if self._engine is None:
            raise NotInitialisedError(f"process {self.name!r} is not initialised")
        return self._engine

    def _recorded_values(self) -> Plain:
        """Return the present value of every field that the history keeps."""
        places = [(name, field) for name, fields in self.recorded().items() for field in fields]
        return {f"{n}.{f}": getattr(self._components[n], f, None) for n, f in places}

    @override
    def as_built(self) -> list[Plain]:
        return self._pristine.as_built() if self._pristine is not None else []

    def _ready(self) -> AnyEngine:
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
        engine: AnyEngine,
        last: int | None,
        until: Callable[[], bool] | None,
        once: bool = False,
        boundary: Boundary | None = None,
        hand_over: bool = True,
    ) -> None:
        """Have the engine take ticks, and keep the status true whatever comes of it."""
        pristine = self._pristine
        assert pristine is not None
        pristine.run_began()
        self._advancing, self._cell.value = True, Status.RUNNING
        outcome = Status.STOPPED
        try:
            if hand_over and not once:
                await self._publish(Status.RUNNING)
            with stop_on_interrupt(engine.stop) as interrupt:
                try:
                    await engine.advance(last, until, once, boundary)
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
            self._set_status(outcome)
            if (hand_over and not once) or outcome.is_terminal:
                try:
                    await self._hand_over(sys.exc_info()[1])
                finally:
                    pristine.run_ended()
        await self._publish(outcome)

    async def _hand_over(self, failure: BaseException | None) -> None:
        """Have components hand over what they hold; an error of theirs never hides *failure*."""
        try:
            await self._each("_run_ended")
        except Exception as error:
            if failure is None:
                raise
            failure.add_note(f"after that, {error}")

    def _set_status(self, status: Status) -> None:
        if status is Status.FAILED:  # whoever did not fail is stopped
            for component in self._components.values():
                if component._pb_status is self._cell:
                    component._pb_status = StatusCell(Status.STOPPED)
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
            await self._each("destroy")
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
