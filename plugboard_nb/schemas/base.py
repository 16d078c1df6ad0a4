"""What all specs share."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

__all__ = ["NAME_PATTERN", "Spec", "ValueList", "our_type"]

NAME_PATTERN = r"^[a-zA-Z_][a-zA-Z0-9_-]*$"


class Spec(BaseModel):
    """Pure data; a field nobody knows is an error."""

    # Building validators on first use halves the time of importing this package.
    model_config = ConfigDict(extra="forbid", ser_json_inf_nan="constants", defer_build=True)


def our_type(dotted: str) -> str:
    """Return the dotted name of a class of ours for one written for ``plugboard``."""
    theirs = dotted.startswith("plugboard.")
    return f"plugboard_nb.{dotted.removeprefix('plugboard.')}" if theirs else dotted


def _listed(value: Any) -> Any:
    """Turn any iterable but text, bytes and mappings into a list."""
    if isinstance(value, str | bytes | dict) or not isinstance(value, Iterable):
        raise ValueError("must be a list of values, one per step")
    return list(value)


ValueList = Annotated[list[Any], BeforeValidator(_listed)]
