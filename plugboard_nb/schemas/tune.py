"""An optimisation as data: what to vary, what to look at, how often to try."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from plugboard_nb.schemas.base import Spec

__all__ = [
    "AlgorithmSpec",
    "CategoricalParameterSpec",
    "FloatParameterSpec",
    "IntParameterSpec",
    "ObjectiveSpec",
    "ParameterSpec",
    "TuneArgsSpec",
    "TuneSpec",
]

Mode = Literal["min", "max"]


class _FieldRef(Spec):
    """A named place in a process or in one of its components."""

    object_type: Literal["component", "process"] = "component"
    object_name: str | None = None
    field_name: str

    @model_validator(mode="after")
    def _named_where_needed(self) -> Self:
        if (self.object_name is None) == (self.object_type == "component"):
            needs = "needs" if self.object_type == "component" else "takes no"
            raise ValueError(f"object_type {self.object_type!r} {needs} object_name")
        return self


class ObjectiveSpec(_FieldRef):
    """The value to be made small or large: a field of a component at the end of a run."""

    field_type: Literal["field"] = "field"

    @property
    def full_name(self) -> str:
        """Name of the objective, unique in its process."""
        return ".".join(part for part in (self.object_name, self.field_name) if part)


class _VariedField(_FieldRef):
    field_type: Literal["arg", "initial_value", "parameter"] = "arg"

    @property
    def full_name(self) -> str:
        """Name of the parameter, unique in its process."""
        owner = self.object_name if self.object_name is not None else self.object_type
        return f"{owner}.{self.field_type}.{self.field_name}"


class _Range(_VariedField):
    @model_validator(mode="after")
    def _in_order(self) -> Self:
        lower, upper = getattr(self, "lower", 0), getattr(self, "upper", 1)
        if not lower < upper:
            raise ValueError(f"lower must be below upper, not {lower!r} and {upper!r}")
        if "log" in getattr(self, "type", "") and lower <= 0:
            raise ValueError(f"a logarithmic range must be above 0; lower is {lower!r}")
        return self


class FloatParameterSpec(_Range):
    """A number between two bounds."""

    type: Literal["ray.tune.uniform", "ray.tune.loguniform"] = "ray.tune.uniform"
    lower: float = Field(allow_inf_nan=False)
    upper: float = Field(allow_inf_nan=False)


class IntParameterSpec(_Range):
    """A whole number; *lower* is possible, *upper* is not."""

    type: Literal["ray.tune.randint", "ray.tune.lograndint"] = "ray.tune.randint"
    lower: int
    upper: int


class CategoricalParameterSpec(_VariedField):
    """One of several values."""

    type: Literal["ray.tune.choice"] = "ray.tune.choice"
    categories: list[Any] = Field(min_length=1)


def _one_or_many(value: Any) -> str:
    return "<many>" if isinstance(value, list) else "<one>"


Objectives = Annotated[
    Annotated[ObjectiveSpec, Tag("<one>")] | Annotated[list[ObjectiveSpec], Tag("<many>")],
    Discriminator(_one_or_many),
]
Modes = Annotated[
    Annotated[Mode, Tag("<one>")] | Annotated[list[Mode], Tag("<many>")],
    Discriminator(_one_or_many),
]


def _sort_of(value: Any) -> str:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    if kind in ("ray.tune.randint", "ray.tune.lograndint"):
        return "<int>"
    return "<choice>" if kind == "ray.tune.choice" else "<float>"


ParameterSpec = Annotated[
    Annotated[FloatParameterSpec, Tag("<float>")]
    | Annotated[IntParameterSpec, Tag("<int>")]
    | Annotated[CategoricalParameterSpec, Tag("<choice>")],
    Discriminator(_sort_of),
]


class AlgorithmSpec(Spec):
    """How the next values to try are chosen; further arguments are extra."""

    model_config = ConfigDict(extra="allow")

    type: str


class TuneArgsSpec(Spec):
    """What to vary, what to look at, how often to try.

    Attributes:
        objective: One objective, or several.
        parameters: At least one.
        num_samples: Number of trials.
        mode: ``"min"`` or ``"max"``; a list with one entry per objective where there are several.
        max_concurrent: Trials at the same time; ``None`` leaves it to the machine.
        algorithm: How values are chosen; random when missing.
    """

    objective: Objectives
    parameters: list[ParameterSpec] = Field(min_length=1)
    num_samples: int = Field(default=1, gt=0)
    mode: Modes = "max"
    max_concurrent: int | None = Field(default=None, gt=0)
    algorithm: AlgorithmSpec | None = None

    @model_validator(mode="after")
    def _one_mode_each(self) -> Self:
        objectives = self.objective if isinstance(self.objective, list) else None
        modes = self.mode if isinstance(self.mode, list) else None
        if objectives is None and modes is None:
            return self
        if objectives is None or modes is None or len(objectives) != len(modes) or not objectives:
            raise ValueError("mode must be a list with one entry per objective, and only then")
        return self


class TuneSpec(Spec):
    """An optimisation of a process."""

    args: TuneArgsSpec
