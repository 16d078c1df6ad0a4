"""The process that runs in this interpreter."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from typing_extensions import override

from plugboard_nb.engine import Engine
from plugboard_nb.engine.snapshot import Obstacle, Snapshot
from plugboard_nb.process.application import apply_changes
from plugboard_nb.process.base import Plain
from plugboard_nb.process.changes import Change, check_changes
from plugboard_nb.process.driven import DrivenProcess
from plugboard_nb.process.each import Failure, call_each
from plugboard_nb.schemas import Status

__all__ = ["LocalProcess"]


class LocalProcess(DrivenProcess[Engine]):
    """A process in this interpreter, on the running event loop."""

    @override
    async def _call_each(self, method: str) -> list[Failure]:
        return await call_each(method, self._components.values())

    @override
    def _new_engine(self) -> Engine:
        return Engine.of(self._components, self._connectors.values(), self._state.history)

    def _atoms(self) -> list[Any]:
        """Return what a snapshot refers to without copying it."""
        parts = self._components.values()
        wires = self._connectors.values()
        return [self, self._state, self._state.history, *parts, *wires, *(p.io for p in parts)]

    @override
    async def snapshot(self) -> Snapshot:
        snapshot = self._present_engine().snapshot(self._atoms())
        snapshot.parameters = copy.deepcopy(self._parameters)
        running = self.status is Status.RUNNING
        snapshot.status = str(Status.WAITING if running else self.status)
        return snapshot

    @override
    async def restore(self, snapshot: Snapshot) -> Plain:
        engine, pristine = self._present_engine(), self._pristine
        assert pristine is not None
        pristine.run_began()
        try:
            engine.restore(snapshot, self._cell, self._atoms())
        finally:
            pristine.run_ended()
        self._parameters.clear()
        self._parameters.update(copy.deepcopy(snapshot.parameters))
        self._cell.value = Status(snapshot.status)
        self._told_the_end = False
        await self._publish(self.status)
        return self._recorded_values()

    @override
    def obstacles(self) -> list[Obstacle]:
        return self._present_engine().obstacles(self._atoms())

    @override
    def check(self, changes: Iterable[Change], tick: int, there: Mapping[str, Any]) -> list[Change]:
        return check_changes(self, changes, tick, there)

    @override
    def change(self, changes: Iterable[Change]) -> Plain:
        engine, pristine = self._present_engine(), self._pristine
        assert pristine is not None
        if self._advancing:
            return apply_changes(self, engine, changes)
        pristine.run_began()
        try:
            return apply_changes(self, engine, changes)
        finally:
            pristine.run_ended()
