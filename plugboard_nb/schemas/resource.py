"""What a component asks of the machine it runs on."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from plugboard_nb.schemas.base import Spec

__all__ = ["Resource"]

_SUFFIXES: dict[str, float] = {
    "": 1,
    **{suffix: 10.0 ** (3 * n) for n, suffix in enumerate(("n", "u", "m"), start=-3)},
    **{suffix: 10 ** (3 * n) for n, suffix in enumerate("kMGTPE", start=1)},
    **{f"{letter}i": 1024**n for n, letter in enumerate("KMGTPE", start=1)},
}
_QUANTITY = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Z]*)\s*")


def _quantity(value: Any) -> Any:
    """Turn ``"250m"`` into 0.25 and ``"10Mi"`` into 10485760; leave what is no text alone."""
    if not isinstance(value, str):
        return value
    match = _QUANTITY.fullmatch(value)
    if match is None or match[2] not in _SUFFIXES:
        known = ", ".join(suffix for suffix in _SUFFIXES if suffix)
        raise ValueError(f"{value!r} is no quantity; write a number and at most one of {known}")
    factor = _SUFFIXES[match[2]]
    # Dividing by a whole number is exact where multiplying by 0.001 is not.
    return float(match[1]) / round(1 / factor) if factor < 1 else float(match[1]) * factor


Quantity = Annotated[float, BeforeValidator(_quantity), Field(ge=0, allow_inf_nan=False)]


def _whole(value: Any) -> Any:
    """Round a quantity up to whole bytes."""
    amount = _quantity(value)
    return -int(-amount // 1) if isinstance(amount, float) and amount == amount else amount


class Resource(Spec):
    """CPUs, GPUs and memory that a component asks for.

    Quantities may carry a suffix: ``cpu="250m"`` is a quarter of a CPU, ``memory="10Mi"`` is
    10 * 1024 * 1024 bytes.

    Attributes:
        cpu: Number of CPUs.
        gpu: Number of GPUs.
        memory: Bytes.
        resources: Further resources by name.
    """

    cpu: Quantity = 0.001
    gpu: Quantity = 0
    memory: Annotated[int, BeforeValidator(_whole), Field(ge=0)] = 0
    resources: dict[str, Quantity] = Field(default_factory=dict)

    def to_ray_options(self) -> dict[str, Any]:
        """Return the keyword arguments that Ray's ``.options()`` takes."""
        return {
            "num_cpus": self.cpu,
            "num_gpus": self.gpu,
            "memory": self.memory,
            "resources": dict(self.resources),
        }
