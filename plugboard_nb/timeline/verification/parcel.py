"""Parcels: what another interpreter needs to take a branch again and to compare."""

import copy
import inspect
import io
import pickle
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from plugboard_nb.component import Component
from plugboard_nb.component.memory import own_attributes, same
from plugboard_nb.exceptions import PlugboardError
from plugboard_nb.history import History, Table, take_shape
from plugboard_nb.history.column import Column
from plugboard_nb.history.values import IMMUTABLE
from plugboard_nb.process import Process
from plugboard_nb.process.changes import Change
from plugboard_nb.timeline.branch import Intervention, end_of_group

__all__ = ["NotTakenError", "Parcel", "Part", "Rows", "pack", "unpack"]


class NotTakenError(PlugboardError):
    """The ticks could not be taken in another interpreter; the message says why."""


class Rows(NamedTuple):
    """What a history holds, as plain data.

    Attributes:
        first: Its first tick.
        last: Its last tick.
        nbytes: About how many bytes they take.
        tables: Component → ticks, and field → kind, changes and data of the column.
    """

    first: int
    last: int
    nbytes: int
    tables: dict[str, tuple["array[int]", dict[str, tuple[Any, Any, Any]]]]

    @classmethod
    def of(cls, history: History) -> "Rows":
        """Return copies of all rows of *history*."""
        tables: dict[str, tuple[array[int], dict[str, tuple[Any, Any, Any]]]] = {}
        for field in history.fields:
            table, name = history._place(field)
            component, rows = field.partition(".")[0], table.rows_until(history.last_tick)
            if component not in tables:
                tables[component] = table.tick_list(0, rows), {}
            column = table.columns[name]
            tables[component][1][name] = column.kind, column.changes, column.part(0, rows)
        return cls(history.first_tick, history.last_tick, history.nbytes, tables)

    def history(self, like: History) -> History:
        """Return a history of these rows, with the fields of *like*."""
        history = History()
        take_shape(history, like)
        history.first_tick, history.last_tick = self.first, self.last
        for component, (ticks, columns) in self.tables.items():
            table = Table((), history._look_soon)
            for name, parts in columns.items():
                column = table.columns[name] = Column()
                column.kind, column.changes, column.data = parts
            table.ticks = ticks
            table.settle(len(ticks))
            history._tables[component].become(table)
        return history


@dataclass
class Part:
    """One component before its first ``init``.

    Attributes:
        name: Its name.
        component: The component; it travels as its name and class.
        needs: Names of components among its arguments, which have to be there first.
        given: Arguments of its constructor.
        settings: Its parameters.
        attributes: Those that are to be set after its constructor.
    """

    name: str
    component: Component
    needs: set[str]
    given: tuple[tuple[Any, ...], dict[str, Any]]
    settings: Any
    attributes: dict[str, Any]


@dataclass
class Parcel:
    """A branch of a process, from before the first tick.

    Attributes:
        process: Class, name, parameters and seed of the process.
        parts: Its components.
        wires: Its connectors.
        fields: What its history keeps.
        changes: Ticks, and the interventions that are made in one after each.
        recorded: What the ticks gave the first time.
        order: Names of the components in the order of a tick.
    """

    process: tuple[type[Process], str, dict[str, Any], int]
    parts: list[Part]
    wires: list[Any]
    fields: list[str] | None
    changes: list[tuple[int, list[Change]]]
    recorded: Rows
    order: list[str]


def pack(
    process: Process,
    given: Mapping[str, tuple[Any, Any]],
    parameters: dict[str, Any],
    interventions: list[Intervention],
    recorded: History,
    order: list[str],
) -> bytes:
    """Return a parcel as bytes: classes of modules by name, those typed in a notebook as they are.

    Args:
        process: The process.
        given: Component → its constructor arguments and parameters before any intervention.
        parameters: Those of the process, likewise.
        interventions: Those of the branch.
        recorded: Its record.
        order: Names of the components in the order of a tick.

    Raises:
        NotTakenError: Something cannot travel; the message names component and attribute.
    """
    parts = process.components
    packer = _Packer(parts.values())
    needs = {name: packer.needs(parts[name], arguments) for name, (arguments, _) in given.items()}
    attributes = _not_from_constructors(process, given, packer)
    content = Parcel(
        (type(process), process.name, parameters, process.seed),
        [Part(name, parts[name], needs[name], *given[name], attributes[name]) for name in parts],
        [wire.spec for wire in process.connectors.values()],
        process.state.history._wanted,
        list(_in_groups(interventions, recorded.last_tick)),
        Rows.of(recorded),
        order,
    )
    try:
        return packer.dumps(content)
    except Exception as error:
        raise packer.explained(content, error) from error


def _in_groups(made: list[Intervention], last: int) -> Iterator[tuple[int, list[Change]]]:
    """Yield the interventions before the tick *last*, those made in one together."""
    start = 0
    while start < len(made) and made[start].tick < last:
        end = end_of_group(made, start)
        yield made[start].tick, [Change(c.kind, c.what, c.new) for c in made[start:end]]
        start = end


class _Packer:
    """Pickles with cloudpickle; the components of the model travel as name and class."""

    def __init__(self, components: Iterable[Component]) -> None:
        try:
            import cloudpickle
        except ImportError as error:
            raise NotTakenError("it needs cloudpickle: pip install cloudpickle") from error
        names = {id(component): component.name for component in components}
        met: set[str] = set()

        class Pickler(cloudpickle.Pickler):  # type: ignore[misc]
            def persistent_id(self, item: Any) -> Any:
                name = names.get(id(item))
                if name is None:
                    return None
                met.add(name)
                return name, type(item)

        self._pickler, self._met = Pickler, met

    def dumps(self, value: Any) -> bytes:
        """Return *value* as bytes."""
        file = io.BytesIO()
        self._pickler(file).dump(value)
        return file.getvalue()

    def needs(self, component: Component, given: tuple[Any, dict[str, Any]]) -> set[str]:
        """Return the names of the components among constructor arguments.

        Raises:
            NotTakenError: One of them cannot travel.
        """
        self._met.clear()
        try:
            self.dumps(given)
        except Exception as error:
            args, kwargs = given
            names = list(inspect.signature(type(component).__init__).parameters)[1:]
            named = {**dict(zip(names, args, strict=False)), **kwargs}
            raise self._blame(named, f"component {component.name!r}, argument", error) from error
        return set(self._met)

    def explained(self, parcel: Parcel, error: Exception) -> NotTakenError:
        """Return the error that says what of *parcel* cannot travel."""
        for part in parcel.parts:
            where = f"component {part.name!r},"
            for what, values in (
                ("attribute", part.attributes),
                ("parameter", part.settings[0]),
            ):
                if not self._travels(values):
                    return self._blame(values, f"{where} {what}", error)
        for component, (_, columns) in parcel.recorded.tables.items():
            values = {f"{component}.{field}": data for field, (*_, data) in columns.items()}
            if not self._travels(values):
                return self._blame(values, "what is recorded of", error)
        return self._blame({"": parcel}, "the process", error)

    def _blame(self, values: Mapping[str, Any], what: str, error: Exception) -> NotTakenError:
        """Return the error that names the first of *values* that cannot travel."""
        name = next((name for name, value in values.items() if not self._travels(value)), "")
        found = re.search(r"cannot pickle '(?:[\w.]*\.)?(\w+)'", str(error))
        reason = f"a {found[1]}" if found else f"{type(error).__name__}: {str(error)[:200]}"
        return NotTakenError(f"{what}{f' {name!r}' if name else ''} cannot travel ({reason})")

    def _travels(self, value: Any) -> bool:
        try:
            self.dumps(value)
        except Exception:
            return False
        return True

    def alike(self, one: Any, other: Any) -> bool:
        """Return whether two values are the same all through, as far as that can be seen."""
        if same(one, other):
            return True
        try:
            return self.dumps(one) == self.dumps(other)
        except Exception:
            return False


def _not_from_constructors(
    process: Process, given: Mapping[str, tuple[Any, Any]], packer: _Packer
) -> dict[str, dict[str, Any]]:
    """Return component → attributes that the constructor there does not give by itself.

    As few as can be: what a constructor makes of a set depends on the order there, and is to be
    found. But where more than simple values differ, all of them travel, as objects that several
    attributes share must stay shared.
    """
    names = list(process.components)
    attributes = dict(zip(names, process.as_built(), strict=True))
    memo = {id(part): part for part in process.components.values()}
    try:
        arguments = copy.deepcopy({name: given[name][0] for name in names}, memo)
        twins = {
            name: own_attributes(type(process.components[name])(*args, **kwargs))
            for name, (args, kwargs) in arguments.items()
        }
    except Exception:  # a constructor that works but once
        return attributes
    edits = {
        name: {
            key: value
            for key, value in attributes[name].items()
            if key not in twins[name] or not packer.alike(value, twins[name][key])
        }
        for name in names
    }
    simple = all(type(value) in IMMUTABLE for own in edits.values() for value in own.values())
    as_made = {n: {k: v for k, v in twins[n].items() if k in attributes[n]} for n in names}
    return edits if simple and _shared(attributes) == _shared(as_made) else attributes


def _shared(attributes: Mapping[str, Mapping[str, Any]]) -> list[list[tuple[str, str]]]:
    """Return the groups of attributes that are one and the same object."""
    places = defaultdict(list)
    for component, own in attributes.items():
        for name, value in own.items():
            if type(value) not in IMMUTABLE:
                places[id(value)].append((component, name))
    return sorted(sorted(group) for group in places.values() if len(group) > 1)


def unpack(packed: bytes) -> Parcel:
    """Return the parcel; its components are still without attributes."""
    parcel: Parcel = _Unpickler(io.BytesIO(packed)).load()
    return parcel


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self._components: dict[str, Component] = {}

    def persistent_load(self, pid: Any) -> Component:
        name, cls = pid
        if name not in self._components:
            self._components[name] = Component.__new__(cls)
        return self._components[name]
