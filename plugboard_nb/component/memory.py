"""What a component remembers beside its fields: taken out, put back, built anew."""

from types import FunctionType
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


# Ids of two values that are being compared → the two.
_Seen = dict[tuple[int, int], tuple[Any, Any]]
_PLAIN = frozenset((bool, int, float, complex, str, bytes))


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal, part by part; NaN equals NaN.

    Objects that know no equality of their own are the same if they hold the same.
    """
    return _same(one, other, {})


def _same(one: Any, other: Any, seen: _Seen) -> bool:
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind in _PLAIN:
        return bool(one == other or (one != one and other != other))
    if (id(one), id(other)) in seen:  # within itself
        return True
    seen[id(one), id(other)] = one, other  # alive, so that the ids stay theirs
    if isinstance(one, dict):
        keys = one.keys()
        return keys == other.keys() and all(_same(one[key], other[key], seen) for key in keys)
    if isinstance(one, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_same(*pair, seen) for pair in pairs)
    if hasattr(one, "tobytes") and hasattr(one, "dtype"):
        return _same_arrays(one, other, seen)
    if hasattr(one, "equals") and hasattr(one, "shape"):  # a pandas frame or series
        return bool(one.equals(other))
    if isinstance(one, FunctionType):
        return _same(_made_of(one), _made_of(other), seen)
    try:
        if bool(one == other) or (one != one and other != other):
            return True
    except Exception:  # such as the truth of an array
        return _same_inside(one, other, seen)
    return _same_inside(one, other, seen)


def _same_arrays(one: Any, other: Any, seen: _Seen) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.dtype.hasobject:
        return _same(one.tolist(), other.tolist(), seen)
    return bool(one.tobytes() == other.tobytes())


def _made_of(function: FunctionType) -> tuple[Any, ...]:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return function.__code__, function.__defaults__, cells


def _same_inside(one: Any, other: Any, seen: _Seen) -> bool:
    """Compare what two objects would be copied from."""
    if isinstance(one, set | frozenset):
        return sorted(map(repr, one)) == sorted(map(repr, other))
    try:
        parts, others = (value.__reduce_ex__(4) for value in (one, other))
    except Exception:  # it cannot be copied
        return False
    if isinstance(parts, str) or isinstance(others, str):
        return bool(parts == others)
    return _same(_listed(parts), _listed(others), seen)


def _listed(parts: Any) -> list[Any]:
    return [list(part or ()) if i > 2 else part for i, part in enumerate(parts)]
