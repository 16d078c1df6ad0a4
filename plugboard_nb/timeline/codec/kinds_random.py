"""How the random generators of numpy are written: their state, and the seeds of their children."""

from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.codec.kind import DamagedError, Kind, Plain, RefusedError

if TYPE_CHECKING:
    from plugboard_nb.timeline.codec.packer import Packer
    from plugboard_nb.timeline.codec.unpacker import Unpacker

__all__ = ["random_kinds"]

_NAMES = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
_MAX_POOL = 64  # words of entropy that a seed is mixed in; the time grows with the square
_POSITIONS = {"MT19937": 624, "Philox": 4}  # numpy does not check them when a state is set


def _pack_bits(value: Any, packer: "Packer") -> Plain:
    return {"state": packer.pack(value.state), "seeds": packer.pack(value.seed_seq)}


def _unpack_bits(body: Plain, unpacker: "Unpacker") -> Any:
    import numpy as np

    name = body["$"].removeprefix("numpy.")
    state, seeds = unpacker.unpack(body["state"]), unpacker.unpack(body["seeds"])
    if isinstance(seeds, np.random.SeedSequence):
        made = getattr(np.random, name)(seeds)
    elif seeds is None and name == "MT19937":  # as np.random.RandomState has it
        made = np.random.RandomState(0)._bit_generator
    else:
        raise DamagedError("it holds no seeds where some are due")
    position = state.get("buffer_pos", 0) if name == "Philox" else state["state"].get("pos", 0)
    if not _alike(state, made.state) or not 0 <= position <= _POSITIONS.get(name, 0):
        raise DamagedError(f"it holds no state of a {name} where one is due")
    made.state = state
    return made


def _alike(state: Any, model: Any) -> bool:
    """Whether *state* has the keys, types and shapes of *model*."""
    if type(state) is not type(model):
        return False
    if isinstance(model, dict):
        return state.keys() == model.keys() and all(_alike(state[k], model[k]) for k in model)
    if isinstance(model, str):
        return bool(state == model)
    if isinstance(model, int):
        return bool(state >= 0)
    return bool(state.dtype == model.dtype and state.shape == model.shape)


def _pack_seeds(value: Any, packer: "Packer") -> Plain:
    if value.pool_size > _MAX_POOL:
        raise RefusedError(f"seeds with a pool of more than {_MAX_POOL} words cannot be written")
    return {"state": packer.pack(value.state)}


def _unpack_seeds(body: Plain, unpacker: "Unpacker") -> Any:
    import numpy as np

    state = unpacker.unpack(body["state"])
    if not 0 <= state["pool_size"] <= _MAX_POOL or state["n_children_spawned"] < 0:
        raise DamagedError("it holds no seeds where some are due")
    return np.random.SeedSequence(**state)


def _unpack_generator(body: Plain, unpacker: "Unpacker") -> Any:
    import numpy as np

    return np.random.Generator(unpacker.unpack(body["bits"]))


def _pack_legacy(value: Any, packer: "Packer") -> Plain:
    state = value.get_state(legacy=False)
    return {
        "bits": packer.pack(value._bit_generator),
        "has_gauss": state["has_gauss"],
        "gauss": packer.pack(state["gauss"]),
    }


def _unpack_legacy(body: Plain, unpacker: "Unpacker") -> Any:
    import numpy as np

    bits = unpacker.unpack(body["bits"])
    made = np.random.RandomState(bits)
    gauss = unpacker.unpack(body["gauss"])
    made.set_state({**bits.state, "has_gauss": body["has_gauss"], "gauss": gauss})
    return made


def random_kinds() -> tuple[Kind, ...]:
    """Return the kinds of generators, of what they draw from, and of seeds."""
    import numpy as np

    return (
        *(
            Kind(f"numpy.{name}", getattr(np.random, name), _pack_bits, _unpack_bits, shared=True)
            for name in _NAMES
        ),
        Kind("numpy.SeedSequence", np.random.SeedSequence, _pack_seeds, _unpack_seeds, shared=True),
        Kind(
            "numpy.Generator",
            np.random.Generator,
            lambda value, packer: {"bits": packer.pack(value.bit_generator)},
            _unpack_generator,
            shared=True,
        ),
        Kind("numpy.RandomState", np.random.RandomState, _pack_legacy, _unpack_legacy, shared=True),
    )
