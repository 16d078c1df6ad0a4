"""What a component remembers beside its fields: taken out, put back, built anew."""

from typing import Any

from plugboard_nb.exceptions import ValidationError

__all__ = ["is_engine_owned", "own_attributes", "private_state", "put_back", "rebuild"]


def is_engine_owned(name: str) -> bool:
    """Whether an attribute of that name belongs to the engine, not to the modeller."""
    return name.startswith("_pb_") or name == "resources"


def own_attributes(component: Any) -> dict[str, Any]:
    """Return the attributes that belong to the modeller, not to the engine."""
    return {name: value for name, value in vars(component).items() if not is_engine_owned(name)}


def private_state(component: Any) -> dict[str, Any]:
    """Return the own attributes but for fields and random numbers, which the engine keeps."""
    hidden = component._pb_io.ports
    return {
        name: value
        for name, value in vars(component).items()
        if not is_engine_owned(name) and name not in hidden
    }


def put_back(component: Any, state: dict[str, Any]) -> None:
    """Make *state* the private state of *component*."""
    own = vars(component)
    for name in private_state(component).keys() - state.keys():
        del own[name]
    own.update(state)


def rebuild(component: Any, changes: dict[str, Any]) -> None:
    """Give *component* other constructor arguments and carry its state over.

    Two twins are built, one with the present arguments and one with the new ones. An attribute in
    which they differ follows from the arguments: it is taken from the second twin, unless the
    component has changed it since, which makes it state.

    Raises:
        ValidationError: An argument is unknown, or the change would give other fields.
    """
    cls, before = type(component), component.arguments
    if not isinstance(before.get("initial_values"), dict):
        before.pop("initial_values", None)
    old, new = cls(**before), cls(**{**before, **changes})
    then, now = new._pb_io, component._pb_io
    if then.inputs != now.inputs or then.outputs != now.outputs:
        raise ValidationError(
            f"component {component.name!r} would get other inputs or outputs by "
            f"{', '.join(sorted(changes))}; fields stay as they are while a process lives"
        )
    own, was, becomes = vars(component), private_state(old), private_state(new)
    for name, value in becomes.items():
        derived = name not in was or not same(was[name], value)
        if derived and (name not in own or name in changes or same(own[name], was.get(name))):
            own[name] = value
    component._pb_given = new._pb_given


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal, part by part; NaN equals NaN."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "tobytes") and hasattr(one, "dtype"):
        return bool(
            one.dtype == other.dtype
            and one.shape == other.shape
            and (one.tobytes() == other.tobytes() if not one.dtype.hasobject else False)
        )
    try:
        return bool(one == other) or (one != one and other != other)
    except Exception:
        return False
