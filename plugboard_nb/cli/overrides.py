"""What the command line changes in the process of a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import pydantic

from plugboard_nb.builder import plain_value, problems_in
from plugboard_nb.exceptions import ValidationError
from plugboard_nb.schemas import ComponentSpec, ProcessSpec, StateBackendSpec
from plugboard_nb.suggest import did_you_mean

__all__ = ["Overrides"]


@dataclass(frozen=True)
class Overrides:
    """Changes to a process.

    Attributes:
        settings: ``"name=value"`` sets a parameter of the process, ``"component.name=value"``
            an argument of a component; values are read as YAML.
        job_id: Identifier kept in the state.
        process_type: Where the process runs.
        seed: Seed of all random numbers.
    """

    settings: Iterable[str] = field(default_factory=list)
    job_id: str | None = None
    process_type: Literal["local", "ray"] | None = None
    seed: int | None = None

    def applied(self, spec: ProcessSpec) -> ProcessSpec:
        """Return a copy of *spec* with the changes.

        Raises:
            ValidationError: A setting is not of the form ``name=value``, names a component that
                there is not, or has a value that is not allowed.
        """
        changed = spec.model_copy(deep=True)
        for setting in self.settings:
            name, equals, text = setting.partition("=")
            if not equals or not name:
                raise ValidationError(f"-p {setting!r} sets nothing; write name=value")
            self._set(changed, name, plain_value(text, f"-p {name}"))
        if self.seed is not None:
            changed.args.seed = self.seed
        if self.job_id is not None:
            changed.args.state = self._state(changed.args.state or StateBackendSpec())
        if self.process_type is not None:
            changed = changed.override_process_type(self.process_type)
        return changed

    def _set(self, spec: ProcessSpec, name: str, value: Any) -> None:
        owner, dot, argument = name.partition(".")
        if not dot:
            spec.args.parameters[name] = value
            return
        known = [entry.args.name for entry in spec.args.components]
        if owner not in known:
            raise ValidationError(
                f"-p {name}: there is no component {owner!r}; there are {known[:20]}."
                f"{did_you_mean(owner, known)}"
            )
        place = known.index(owner)
        spec.args.components[place] = self._with_argument(
            spec.args.components[place], argument, value
        )

    def _with_argument(self, spec: ComponentSpec, argument: str, value: Any) -> ComponentSpec:
        data = {"type": spec.type, "args": {**_given(spec.args), argument: value}}
        changed: ComponentSpec = _checked(ComponentSpec, data, f"-p {spec.args.name}.{argument}")
        return changed

    def _state(self, spec: StateBackendSpec) -> StateBackendSpec:
        data = {"type": spec.type, "args": {**_given(spec.args), "job_id": self.job_id}}
        changed: StateBackendSpec = _checked(StateBackendSpec, data, "--job-id")
        return changed


def _given(spec: pydantic.BaseModel) -> dict[str, Any]:
    return {key: value for key, value in dict(spec).items() if key in spec.model_fields_set}


def _checked(model: Any, data: dict[str, Any], option: str) -> Any:
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        raise ValidationError(f"{option}: {problems_in(error, model)[0][1]}") from None
