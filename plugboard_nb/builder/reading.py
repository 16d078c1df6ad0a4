"""From a YAML file to a spec."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic

from plugboard_nb.builder.document import Document, Place
from plugboard_nb.builder.problems import place_of, problems_in
from plugboard_nb.exceptions import ConfigError
from plugboard_nb.graph import problems_of
from plugboard_nb.process import Process
from plugboard_nb.schemas import ConfigSpec, ProcessSpec

__all__ = ["Source", "load_yaml", "read"]


@dataclass(frozen=True)
class Source:
    """A file that has been read, and where its process stands.

    Attributes:
        config: The whole file, the process always written out.
        document: The file in which the process stands: the one read, or the one it refers to.
        place: Keys that lead to the process in *document*.
        folders: Folders in which the modules of the components are looked for.
    """

    config: ConfigSpec
    document: Document
    place: Place
    folders: tuple[Path, ...]

    @property
    def process(self) -> ProcessSpec:
        """The process."""
        process = self.config.plugboard.process
        assert isinstance(process, ProcessSpec)
        return process

    def raise_problems(self, process: Process) -> None:
        """Raise what would keep *process*, built from this file, from starting.

        Raises:
            ConfigError: All problems at once, each with the line of its component or connector.
        """
        problems = problems_of(process.components.values(), process.connectors.values())
        if problems:
            raise self.error([(place_of(problem, self.process), problem) for problem in problems])

    def error(self, problems: Iterable[tuple[Place, str]]) -> ConfigError:
        """Return the error for problems of the process, placed from its own keys on."""
        return self.document.error([(self.place + place, text) for place, text in problems])


def load_yaml(path: str | os.PathLike[str]) -> ConfigSpec:
    """Return what a YAML file says, checked, but without importing or building anything.

    ``process:`` may be the path of another file, relative to this one; its content takes the place.

    Raises:
        ConfigError: The file cannot be read or does not describe a process; all problems at once,
            each with file, line and key.
    """
    return read(path).config


def read(path: str | os.PathLike[str]) -> Source:
    """Return what a YAML file says and where its process stands; see :func:`load_yaml`."""
    document = Document(path)
    config: ConfigSpec = _checked(document, ConfigSpec, document.data)
    folder = document.path.parent
    if isinstance(config.plugboard.process, ProcessSpec):
        return Source(config, document, ("plugboard", "process"), (folder,))
    inner, process, place = _follow(document, config.plugboard.process)
    whole = config.plugboard.model_copy(update={"process": process})
    folders = dict.fromkeys([inner.path.parent, folder])
    return Source(ConfigSpec(plugboard=whole), inner, place, tuple(folders))


def _follow(document: Document, path: Path) -> tuple[Document, ProcessSpec, Place]:
    """Read the file that ``process:`` names: a process, alone or under ``plugboard:``."""
    key: Place = ("plugboard", "process")
    if str(path) in ("", "."):
        raise document.error([(key, "a process is needed: a mapping or the path of a file")])
    try:
        inner = Document(document.path.parent / path)
    except ConfigError as error:
        raise document.error([(key, problem) for problem in error.problems]) from error
    if not isinstance(inner.data, dict) or "plugboard" not in inner.data:
        return inner, _checked(inner, ProcessSpec, inner.data), ()
    process = _checked(inner, ConfigSpec, inner.data).plugboard.process
    if not isinstance(process, ProcessSpec):
        raise inner.error(
            [(key, f"a file named by another one cannot name {str(process)!r} in turn")]
        )
    return inner, process, key


def _checked(document: Document, model: type[Any], data: Any) -> Any:
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        raise document.error(problems_in(error, model)) from None
