"""A whole YAML file as data."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from plugboard_nb.schemas.base import Spec
from plugboard_nb.schemas.process import ProcessSpec
from plugboard_nb.schemas.tune import TuneSpec

__all__ = ["ConfigSpec", "ProcessConfigSpec"]


def _kind(value: Any) -> str:
    return "<path>" if isinstance(value, str | Path) else "<spec>"


ProcessOrPath = Annotated[
    Annotated[ProcessSpec, Tag("<spec>")] | Annotated[Path, Tag("<path>")], Discriminator(_kind)
]


class ProcessConfigSpec(Spec):
    """What stands under ``plugboard:`` in a file.

    Attributes:
        process: The process, or the path of another YAML file, relative to this one.
        tune: How to optimise it.
    """

    process: ProcessOrPath
    tune: TuneSpec | None = None


class ConfigSpec(Spec):
    """A YAML file: everything stands under ``plugboard:``."""

    plugboard: ProcessConfigSpec
