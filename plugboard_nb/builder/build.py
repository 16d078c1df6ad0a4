"""From a spec to a process."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from plugboard_nb.builder.document import Place
from plugboard_nb.builder.problems import place_of
from plugboard_nb.builder.reading import Source, read
from plugboard_nb.builder.types import import_folders, resolve
from plugboard_nb.component import Component
from plugboard_nb.connector import Connector, ConnectorBuilder
from plugboard_nb.exceptions import ConfigError, PlugboardError, ValidationError
from plugboard_nb.process import Process
from plugboard_nb.schemas import ComponentSpec, ProcessSpec, StateBackendSpec
from plugboard_nb.suggest import did_you_mean

__all__ = ["ProcessBuilder", "build_source", "load_process"]

_Problem = tuple[Place, str]
# What a constructor raises when an argument is wrong; anything else is a bug and stays itself.
_USER_ERRORS = (PlugboardError, ValueError, TypeError, LookupError, OSError)


class ProcessBuilder:
    """Builds the process that a spec describes."""

    @classmethod
    def build(cls, spec: ProcessSpec) -> Process:
        """Return the process.

        Components come in the order of the spec; connectors of events are added.

        Raises:
            ValidationError: A type cannot be found, is of the wrong kind, or its arguments are
                wrong; all problems at once.
        """
        return _Build(spec, (), _plain_error).process()


def load_process(path: str | os.PathLike[str]) -> Process:
    """Return the process that a YAML file describes.

    The folder of the file is on the import path while its types are looked up.

    Raises:
        ConfigError: The file, a type or an argument is wrong; all problems at once, each with
            file, line and key.
    """
    source = read(path)
    return build_source(source, source.process)


def build_source(source: Source, spec: ProcessSpec) -> Process:
    """Return the process of *spec*, which is that of *source*, perhaps with other arguments."""
    with import_folders(*source.folders):
        return _Build(spec, source.folders, source.error).process()


def _plain_error(problems: Iterable[_Problem]) -> ValidationError:
    told = ConfigError.of("process", [(None, place, text) for place, text in problems])
    return ValidationError(told.message, told.problems)


class _Build:
    """One building: collects problems until there is something to raise."""

    def __init__(
        self,
        spec: ProcessSpec,
        folders: Iterable[Path],
        error: Callable[[Iterable[_Problem]], ValidationError],
    ) -> None:
        self.spec, self.folders, self.error = spec, tuple(folders), error
        self.problems: list[_Problem] = []
        self.cause: Exception | None = None

    def process(self) -> Process:
        args, wire_spec = self.spec.args, self.spec.connector_builder
        cls = self._type(self.spec.type, "process", ("type",))
        wire_cls = self._type(wire_spec.type, "connector", ("connector_builder", "type"))
        factories = [
            self._type(entry.type, "component", ("args", "components", i, "type"))
            for i, entry in enumerate(args.components)
        ]
        state_spec = args.state or StateBackendSpec()
        state_cls = self._type(state_spec.type, "state", ("args", "state", "type"))
        self._raise_problems()
        components = [
            self._component(factory, entry, i)
            for i, (factory, entry) in enumerate(zip(factories, args.components, strict=True))
        ]
        builder = ConnectorBuilder(wire_cls, **wire_spec.args)
        connectors = self._connectors(builder)
        state = self._state(state_cls, args.state)
        self._raise_problems()
        given: dict[str, Any] = {
            "components": components,
            "connectors": [*connectors, *builder.build_event_connectors(components)],
            "name": args.name,
            "parameters": args.parameters or None,
            "state": state,
            "seed": args.seed,
        }
        given = {key: value for key, value in given.items() if value is not None}
        process: Process = self._call(cls, given, ("args",))
        self._raise_problems()
        return process

    def _component(self, factory: Any, spec: ComponentSpec, index: int) -> Any:
        call = factory if isinstance(factory, type) else factory.component
        written = spec.args.model_fields_set  # what the file leaves out stays left out
        arguments = {key: value for key, value in dict(spec.args).items() if key in written}
        return self._call(call, arguments, ("args", "components", index, "args"))

    def _connectors(self, builder: ConnectorBuilder) -> list[Connector]:
        connectors: list[Connector] = []
        for spec in self.spec.args.connectors:
            connector = self._call(builder.build, {"spec": spec}, ("connector_builder", "args"))
            if connector is None:  # the others would fail in the same way
                break
            connectors.append(connector)
        return connectors

    def _state(self, cls: Any, spec: StateBackendSpec | None) -> Any:
        if spec is None:
            return None
        arguments = {key: value for key, value in dict(spec.args).items() if value is not None}
        return self._call(cls, arguments, ("args", "state", "args"))

    def _type(self, name: str, kind: str, place: Place) -> Any:
        try:
            return resolve(name, kind, self.folders)
        except ValidationError as error:
            self.problems.append((place, error.message))
            return None

    def _call(self, call: Callable[..., Any], arguments: dict[str, Any], place: Place) -> Any:
        try:
            return call(**arguments)
        except _USER_ERRORS as error:
            self.cause = self.cause or error
            wrong = _wrong_arguments(call, arguments) if isinstance(error, TypeError) else []
            for key, text in wrong:
                self.problems.append(((*place, key) if key in arguments else place, text))
            if not wrong:
                told = getattr(error, "problems", [str(error) or type(error).__name__])
                of_process = place == ("args",)
                self.problems += [
                    (place_of(text, self.spec) if of_process else place, text) for text in told
                ]
        except Exception as error:
            raise _noted(error, self.error([(place, "raised by this")])) from None
        return None

    def _raise_problems(self) -> None:
        if self.problems:
            raise self.error(self.problems) from self.cause


def _noted(error: Exception, place: ValidationError) -> Exception:
    error.add_note(f"while building {place.message}")
    return error


def _wrong_arguments(call: Any, arguments: dict[str, Any]) -> list[tuple[str, str]]:
    """Return which arguments a component class does not know, or misses."""
    if not (isinstance(call, type) and issubclass(call, Component)):
        return []
    known = {entry["name"]: entry for entry in call.describe()["arguments"]}
    unknown = [
        (
            key,
            f"{call.__name__} takes no such argument; it takes {list(known)}."
            f"{did_you_mean(key, known)}",
        )
        for key in arguments
        if key not in known and key != "state"
    ]
    missing = [
        (key, f"{call.__name__} needs the argument {key!r}")
        for key, entry in known.items()
        if entry["required"] and key not in arguments
    ]
    return unknown + missing
