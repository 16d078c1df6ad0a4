"""Component: what a modeller subclasses."""

import hashlib
import inspect
import re
from abc import ABC
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from plugboard_nb.component.declaration import (
    check_adds_something,
    declared_exports,
    declared_io,
)
from plugboard_nb.component.describe import describe
from plugboard_nb.component.io import IOController
from plugboard_nb.component.memory import private_state, put_back, rebuild
from plugboard_nb.component.registry import ComponentRegistry
from plugboard_nb.component.settings import Settings
from plugboard_nb.events import EventHandler, StopEvent, handlers_of
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.schemas import NAME_PATTERN, Resource, Status
from plugboard_nb.suggest import did_you_mean

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Component"]

# A method called dict hides the type inside these classes.
Plain = dict[str, Any]
Values = dict[str, list[Any]]


def plain_or_async(method: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., Any]:
    """Tell type checkers that an override may be ``def`` as well as ``async def``."""
    return method


class StatusCell:
    """A status that many components share while they live: one write changes all of them."""

    __slots__ = ("value",)

    def __init__(self, value: Status) -> None:
        self.value = value


class _IOAttribute:
    """``Component.io``: the declaration on a class, the component's own controller on an instance.

    A descriptor, so that ``self.io = IO(...)`` in a constructor adds to what the class declares.
    """

    def __get__(self, instance: "Component | None", owner: type["Component"]) -> IOController:
        return owner._declared_io if instance is None else instance._pb_io

    def __set__(self, instance: "Component", value: IOController) -> None:
        declared = instance._pb_io.merged(value)
        declared.namespace = instance._pb_io.namespace
        instance._adopt_io(declared, vars(instance))


class Component:
    """A part of a model: reads its inputs, takes a step, writes its outputs.

    Inputs and outputs are plain attributes, ``None`` until they have a value. A subclass declares
    them in ``io`` and writes ``step``; ``init`` and ``destroy`` are there to be overridden too.
    Each of the three may be ``def`` or ``async def`` and needs no call to ``super()``::

        class Tank(Component):
            io = IO(inputs=["inflow"], outputs=["level"])

            def __init__(self, area: float = 1.0, **kwargs):
                super().__init__(**kwargs)
                self.area, self.volume = area, 0.0

            def step(self):
                self.volume += self.inflow
                self.level = self.volume / self.area

    Args:
        name: Name in the process; letters, digits, ``_`` and ``-``.
        initial_values: Input → values it takes, one per step, before those of its connectors.
        parameters: Settings of this component; they win over those of the process.
        state: Accepted for compatibility; the process connects its own.
        constraints: Named limits, kept for optimisation.
        resources: What the component needs when it runs on Ray.
    """

    if TYPE_CHECKING:
        io: IOController
    else:
        io = _IOAttribute()
    exports: list[str] | None = None
    resources: Resource | None = None

    _declared_io: ClassVar[IOController] = IOController(
        input_events=[StopEvent], output_events=[StopEvent]
    )
    _handlers: ClassVar[dict[str, EventHandler]] = {}
    _pb_accessors: frozenset[str] = frozenset()
    _pb_given: tuple[tuple[Any, ...], Plain]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Merge what the class and its ancestors declare, and register the class."""
        super().__init_subclass__(**kwargs)
        cls._declared_io = declared_io(cls, Component)
        cls.exports = declared_exports(cls)
        cls._handlers = handlers_of(cls)
        check_adds_something(cls, Component)
        if ABC not in cls.__bases__:
            ComponentRegistry.add(cls)

    def __new__(cls, *args: Any, **kwargs: Any) -> "Component":
        """Prepare the fields before any constructor runs, and remember the arguments."""
        if cls is Component:
            raise TypeError("Component is abstract: subclass it, declare io and write step()")
        self = super().__new__(cls)
        # Plain assignments: a __dict__ that is written to directly at first is twice as large.
        self._pb_given = (args, kwargs)
        self._adopt_io(cls._declared_io)
        return self

    def __init__(
        self,
        *,
        name: str,
        initial_values: Mapping[str, Iterable[Any]] | None = None,
        parameters: Plain | None = None,
        state: Any = None,
        constraints: Plain | None = None,
        resources: Resource | Plain | None = None,
    ) -> None:
        if not isinstance(name, str) or not re.fullmatch(NAME_PATTERN, name):
            raise ValidationError(
                f"{type(self).__name__} has the name {str(name)[:80]!r}; a name starts with a "
                "letter or '_' and holds letters, digits, '_' and '-'"
            )
        self._pb_name = name
        self._pb_settings = Settings(parameters or {})
        self._pb_constraints = dict(constraints or {})
        self._pb_state = state
        self._pb_status = StatusCell(Status.CREATED)
        self._pb_seed: int | None = None
        if isinstance(resources, dict):
            resources = Resource(**resources)
        if resources is not None or type(self).resources is None:
            self.resources = resources or Resource()
        values = {
            field: _listed(items, f"{name}.{field}")
            for field, items in (initial_values or {}).items()
        }
        self._pb_initial_values = values
        self._pb_io.namespace = name
        self._pb_io.initial_values = {**self._pb_io.initial_values, **values}

    def __getattr__(self, attribute: str) -> Any:
        if not attribute.startswith("_"):
            if inspect.getattr_static(type(self), attribute, None) is not None:
                return object.__getattribute__(self, attribute)  # a property: let it say why
            known = [k for k in (*self.__dict__, *dir(type(self))) if not k.startswith("_")]
            label = self.__dict__.get("_pb_name", type(self).__name__)
            hint = did_you_mean(attribute, known)
            raise AttributeError(f"component {label!r} has no attribute {attribute!r}.{hint}")
        if attribute in _OF_CONSTRUCTOR:
            raise AttributeError(
                f"{type(self).__name__}.__init__ must call super().__init__(**kwargs) first"
            )
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {attribute!r}")

    def __repr__(self) -> str:
        if "_pb_name" not in self.__dict__:
            return f"<{type(self).__name__} without super().__init__>"
        return f"<{type(self).__name__} {self._pb_name!r} {self.status}>"

    def _adopt_io(self, declared: IOController, present: Collection[str] = ()) -> None:
        """Make *declared* this component's own io and give every new field a place."""
        self._pb_io = IOController().merged(declared)
        accessors = set()
        for field in self._pb_io.ports:
            default = inspect.getattr_static(type(self), field, None)
            if hasattr(default, "__set__"):
                accessors.add(field)
            elif field not in present:
                setattr(self, field, default)
        if accessors:
            self._pb_accessors = frozenset(accessors)

    # What a subclass overrides -------------------------------------------------------------

    @plain_or_async
    async def init(self) -> None:
        """Override: prepare for the first step; runs at every ``init`` of the process."""

    @plain_or_async
    async def step(self) -> None:
        """Override: read inputs from ``self``, write outputs to ``self``."""
        raise NotImplementedError(f"{type(self).__name__}.step() is not written yet")

    @plain_or_async
    async def destroy(self) -> None:
        """Override: release what ``init`` took."""

    def snapshot(self) -> Any:
        """Override: return what :meth:`restore` needs to come back to the present moment.

        By default a dict of all attributes. Inputs, outputs and ``self.rng`` are kept by the
        engine and left out here. The caller copies what it gets, deeply. An attribute that cannot
        be copied, such as an open file, is replaced by what it takes to have it again::

            def snapshot(self):
                state = super().snapshot()
                state["position"] = state.pop("file").tell()
                return state
        """
        return private_state(self)

    def restore(self, state: Any) -> None:
        """Override: go back to the moment at which :meth:`snapshot` returned *state*.

        Args:
            state: A copy of what :meth:`snapshot` returned, for this component to keep.

        Raises:
            SnapshotLostError: What *state* relies on is no longer there; then an earlier moment
                is restored, and the ticks since are taken again.
        """
        put_back(self, state)

    def irreversible_because(self) -> str | None:
        """Override: say why this component cannot go back, ``None`` if it can."""
        return None

    def reconfigure(self, **changes: Any) -> None:
        """Take other constructor arguments between two steps; override where that needs more.

        By default a twin is built with them, which checks them; what follows from the arguments
        is taken from it, what the component has changed since is kept.

        Raises:
            ValidationError: An argument is not allowed; nothing has changed then.
        """
        rebuild(self, changes)

    async def _run_ended(self) -> None:
        """Hand over what is held back; called when a run is over, however it ended."""

    async def run(self) -> None:
        """Take steps until the component has closed; seldom overridden.

        Without a process it just repeats ``step``; in a process an override is driven one
        ``step`` per tick.
        """
        while not self._pb_io.is_closed:
            result: Any = self.step()
            if inspect.isawaitable(result):
                await result

    # What the component tells --------------------------------------------------------------

    @property
    def name(self) -> str:
        """Name in the process."""
        return self._pb_name

    @property
    def id(self) -> str:
        """The name, under which the state knows the component."""
        return self._pb_name

    @property
    def status(self) -> Status:
        """Where the component stands."""
        return self._pb_status.value

    @property
    def state(self) -> Any:
        """The state backend of the process, ``None`` before it is connected."""
        return self._pb_state

    @property
    def parameters(self) -> Plain:
        """Settings: those of the process, overlaid by the component's own; a live dict."""
        return self._pb_settings.live

    @property
    def initial_values(self) -> Values:
        """Input → values it takes before those of its connectors."""
        return self._pb_initial_values

    @property
    def constraints(self) -> Plain:
        """Named limits."""
        return self._pb_constraints

    @property
    def rng(self) -> "np.random.Generator":
        """The component's own random numbers, seeded from the process's seed and its name.

        Without a process the seed is 0.
        """
        generator: np.random.Generator | None = self.__dict__.get("_pb_rng")
        if generator is None:
            from numpy.random import default_rng

            digest = hashlib.sha256(self._pb_name.encode()).digest()[:16]
            generator = default_rng([self._pb_seed or 0, int.from_bytes(digest, "little")])
            self.__dict__["_pb_rng"] = generator
        return generator

    @property
    def arguments(self) -> Plain:
        """Constructor arguments by name, as they were given, but for parameters set since."""
        args, kwargs = self._pb_given
        bound = inspect.signature(type(self).__init__).bind(self, *args, **kwargs)
        found = dict(list(bound.arguments.items())[1:])
        for parameter in bound.signature.parameters.values():
            if parameter.kind is inspect.Parameter.VAR_KEYWORD:
                found.update(found.pop(parameter.name, {}))
        if found.get("initial_values"):
            found["initial_values"] = dict(self._pb_initial_values)
        for name, value in self._pb_settings.set_since().items():
            if name in found:  # a constructor that makes a parameter of an argument
                found[name] = value
            else:
                found["parameters"] = {**(found.get("parameters") or {}), name: value}
        return found

    def export(self) -> Plain:
        """Return ``{"type": dotted class, "args": constructor arguments}``, enough to rebuild."""
        cls = type(self)
        return {"type": f"{cls.__module__}.{cls.__qualname__}", "args": self.arguments}

    def dict(self) -> Plain:
        """Return id, name, status, parameters and the present values of all fields."""
        io = self._pb_io
        return {
            "id": self.id,
            "name": self.name,
            "type": f"{type(self).__module__}.{type(self).__qualname__}",
            "status": str(self.status),
            "parameters": {**self.parameters},
            "inputs": {field: getattr(self, field) for field in io.inputs},
            "outputs": {field: getattr(self, field) for field in io.outputs},
            "exports": {field: getattr(self, field, None) for field in self.exports or ()},
            "initial_values": {**io.initial_values},
            "filled_by_events": sorted(
                {field for handler in self._handlers.values() for field in handler.populates_fields}
            ),
            "input_events": [event.type for event in io.input_events],
            "output_events": [event.type for event in io.output_events],
        }

    @classmethod
    def describe(cls) -> Plain:
        """Return ports, events and constructor arguments as plain data.

        Returns:
            ``type``, ``name``, ``doc``; ``inputs`` and ``outputs`` as lists of
            ``{name, type, unit, doc}``; ``exports``, ``input_events``, ``output_events`` as lists
            of names; ``arguments`` as a list of
            ``{name, type, default, required, doc, annotation}``.
        """
        return describe(cls)

    # For the process -----------------------------------------------------------------------

    def _connect(self, *, state: Any, seed: int | None, parameters: Mapping[str, Any]) -> None:
        """Take state, seed and parameters from the process; the component's own ones win."""
        self._pb_state, self._pb_seed = state, seed
        self.__dict__.pop("_pb_rng", None)
        self._pb_settings.merge(parameters)


_OF_CONSTRUCTOR = frozenset(
    [
        "_pb_name",
        "_pb_settings",
        "_pb_status",
        "_pb_state",
        "_pb_initial_values",
        "_pb_seed",
    ]
)


def _listed(values: Any, where: str) -> list[Any]:
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise ValidationError(
            f"the initial values of {where!r} are {values!r}; give a list of values, one per step"
        )
    return list(values)
