"""State backends: where a process leaves its record, in memory by default."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from typing_extensions import override

from plugboard_nb.component import Component
from plugboard_nb.connector import Connector
from plugboard_nb.exceptions import NotFoundError, StateBackendError
from plugboard_nb.history import History
from plugboard_nb.schemas import Status
from plugboard_nb.suggest import did_you_mean

__all__ = ["DictStateBackend", "InMemoryStateBackend", "RayStateBackend", "StateBackend"]


class StateBackend(ABC):
    """The record of a process: its parts, their statuses, and the history of all values.

    Args:
        job_id: ``Job_`` and at least eight letters or digits; drawn at random by default.
        metadata: Remarks on the job.
        max_bytes: Size the history keeps within; see :class:`History`.
        fields: Fields the history records; see :class:`History`.

    Attributes:
        history: The streams of all outputs and exports.
    """

    def __init__(
        self,
        job_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        *,
        max_bytes: int | None = None,
        fields: Iterable[str] | None = None,
    ) -> None:
        if job_id is not None and not _is_job_id(job_id):
            raise StateBackendError(
                f"job_id is {job_id!r}; it must be 'Job_' and at least 8 letters or digits"
            )
        self._arguments: dict[str, Any] = {
            "job_id": job_id,
            "metadata": metadata,
            "max_bytes": max_bytes,
            "fields": None if fields is None else list(fields),
        }
        self._job_id = job_id or f"Job_{secrets.token_hex(8)}"
        self._metadata = dict(metadata or {})
        self._created_at = datetime.now(UTC)
        self.history = History(max_bytes, self._arguments["fields"])

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.job_id} with {self.history!r}>"

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

    async def init(self) -> None:  # noqa: B027
        """Prepare; called when a process connects."""

    async def destroy(self) -> None:  # noqa: B027
        """Release what ``init`` took; the history stays readable."""

    @property
    def job_id(self) -> str:
        """Identifier of the job."""
        return self._job_id

    @property
    def metadata(self) -> dict[str, Any]:
        """Remarks on the job."""
        return self._metadata

    @property
    def created_at(self) -> str:
        """Moment of creation, UTC, in ISO 8601."""
        return self._created_at.isoformat()

    def export(self) -> dict[str, Any]:
        """Return ``{"type": dotted class, "args": constructor arguments}``."""
        args = {key: value for key, value in self._arguments.items() if value is not None}
        return {"type": f"{type(self).__module__}.{type(self).__qualname__}", "args": args}

    @abstractmethod
    async def upsert_process(self, process: Any, with_components: bool = True) -> None:
        """Add or replace a process, by default with its components and connectors."""

    @abstractmethod
    async def get_process(self, process_id: str) -> dict[str, Any]:
        """Return ``Process.dict()``.

        Raises:
            NotFoundError: The state knows no such process.
        """

    @abstractmethod
    async def get_process_for_component(self, component_id: str) -> dict[str, Any]:
        """Return ``Process.dict()`` of the process that holds a component.

        Raises:
            NotFoundError: The state knows no such component.
        """

    @abstractmethod
    async def upsert_component(self, component: Component) -> None:
        """Add or replace a component."""

    @abstractmethod
    async def get_component(self, component_id: str) -> dict[str, Any]:
        """Return ``Component.dict()``.

        Raises:
            NotFoundError: The state knows no such component.
        """

    @abstractmethod
    async def upsert_connector(self, connector: Connector) -> None:
        """Add or replace a connector."""

    @abstractmethod
    async def get_connector(self, connector_id: str) -> dict[str, Any]:
        """Return ``Connector.dict()``.

        Raises:
            NotFoundError: The state knows no such connector.
        """

    @abstractmethod
    async def update_process_status(self, process_id: str, status: Status) -> None:
        """Note a status of a process, until it is upserted again.

        Raises:
            NotFoundError: The state knows no such process.
        """

    @abstractmethod
    async def get_process_status(self, process_id: str) -> Status:
        """Return the status of a process.

        Raises:
            NotFoundError: The state knows no such process.
        """

    @abstractmethod
    async def get_process_status_for_component(self, component_id: str) -> Status:
        """Return the status of the process that holds a component.

        Raises:
            NotFoundError: The state knows no such component.
        """


class InMemoryStateBackend(StateBackend):
    """Keeps everything in memory, ready to look at.

    What it returns of a process is always the present, not the moment of ``upsert``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._processes: dict[str, Any] = {}
        self._components: dict[str, Component] = {}
        self._connectors: dict[str, Connector] = {}
        self._process_of: dict[str, str] = {}
        self._statuses: dict[str, Status] = {}

    @override
    async def upsert_process(self, process: Any, with_components: bool = True) -> None:
        self._processes[process.id] = process
        self._statuses.pop(process.id, None)
        for component in process.components.values() if with_components else ():
            self._components[component.id] = component
            self._process_of[component.id] = process.id
        for connector in process.connectors.values() if with_components else ():
            self._connectors[connector.id] = connector

    @override
    async def get_process(self, process_id: str) -> dict[str, Any]:
        data: dict[str, Any] = self._find(self._processes, process_id, "process").dict()
        return data

    @override
    async def get_process_for_component(self, component_id: str) -> dict[str, Any]:
        return await self.get_process(self._find(self._process_of, component_id, "component"))

    @override
    async def upsert_component(self, component: Component) -> None:
        self._components[component.id] = component

    @override
    async def get_component(self, component_id: str) -> dict[str, Any]:
        found: Component = self._find(self._components, component_id, "component")
        return found.dict()

    @override
    async def upsert_connector(self, connector: Connector) -> None:
        self._connectors[connector.id] = connector

    @override
    async def get_connector(self, connector_id: str) -> dict[str, Any]:
        found: Connector = self._find(self._connectors, connector_id, "connector")
        return found.dict()

    @override
    async def update_process_status(self, process_id: str, status: Status) -> None:
        self._find(self._processes, process_id, "process")
        self._statuses[process_id] = Status(status)

    @override
    async def get_process_status(self, process_id: str) -> Status:
        status: Status = self._find(self._processes, process_id, "process").status
        return self._statuses.get(process_id, status)

    @override
    async def get_process_status_for_component(self, component_id: str) -> Status:
        process_id = self._find(self._process_of, component_id, "component")
        return await self.get_process_status(process_id)

    @staticmethod
    def _find(table: dict[str, Any], key: str, what: str) -> Any:
        if key not in table:
            raise NotFoundError(
                f"the state knows no {what} {key!r}; it knows {sorted(table)[:20]}."
                f"{did_you_mean(key, table)}"
            )
        return table[key]


DictStateBackend = InMemoryStateBackend


class RayStateBackend(InMemoryStateBackend):
    """A name that models written for Ray import; the state in memory serves them as it is."""


def _is_job_id(text: str) -> bool:
    head, _, tail = text.partition("_")
    return head == "Job" and len(tail) >= 8 and tail.isalnum() and tail.isascii()
