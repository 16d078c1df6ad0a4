"""``@component``: a component from one function."""

import inspect
import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from plugboard_nb.component.base import Component
from plugboard_nb.component.io import IOController, Port

__all__ = ["FunctionComponent", "FunctionFactory", "component"]


class FunctionFactory:
    """A function that can also become a component.

    Calling the object calls the function; :meth:`component` makes a component of it.
    """

    def __init__(
        self, function: Callable[..., Any], inputs: list[str | Port], outputs: list[str | Port]
    ) -> None:
        self.function, self.inputs, self.outputs = function, inputs, outputs
        self.__name__ = getattr(function, "__name__", "function")
        self.__qualname__ = getattr(function, "__qualname__", self.__name__)
        self.__module__ = function.__module__
        self.__doc__ = function.__doc__
        self.__wrapped__ = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function itself."""
        return self.function(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<@component {self.__name__} {self.inputs} -> {self.outputs}>"

    def component(self, name: str | None = None, **kwargs: Any) -> "FunctionComponent":
        """Return a component that calls the function once per step.

        Args:
            name: Name in the process; ``<function>_<random>`` by default.
            **kwargs: Further arguments of :class:`Component`.
        """
        name = name or f"{self.__name__}_{secrets.token_hex(4)}"
        return FunctionComponent(self, name=name, **kwargs)


class FunctionComponent(Component):
    """Calls a function with its inputs by name; the dict it returns holds the outputs."""

    def __init__(self, factory: FunctionFactory, *, name: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.io = IOController(inputs=factory.inputs, outputs=factory.outputs)
        self._factory = factory

    async def step(self) -> None:
        """Call the function.

        Raises:
            ValueError: It did not return a dict whose keys are outputs.
        """
        result = self._factory(**{field: getattr(self, field) for field in self.io.inputs})
        if inspect.isawaitable(result):
            result = await result
        where = f"function {self._factory.__name__!r} of component {self.name!r}"
        outputs = self.io.outputs
        if not isinstance(result, dict):
            raise ValueError(
                f"{where} returned {type(result).__name__}; it must return a dict with the keys "
                f"{outputs}"
            )
        unknown = sorted(map(str, result.keys() - set(outputs)))
        if unknown:
            raise ValueError(f"{where} returned the key {unknown[0]!r}; its outputs are {outputs}")
        for field, value in result.items():
            setattr(self, field, value)

    def export(self) -> dict[str, Any]:
        """Return the function as type: ``module.function``."""
        arguments = {k: v for k, v in self.arguments.items() if k != "factory"}
        factory = self._factory
        return {"type": f"{factory.__module__}.{factory.__qualname__}", "args": arguments}


def component(
    inputs: Iterable[str | Port] | None = None, outputs: Iterable[str | Port] | None = None
) -> Callable[[Callable[..., dict[str, Any] | Awaitable[dict[str, Any]]]], FunctionFactory]:
    """Turn a function that returns a dict into a factory of components.

    Example:
        >>> @component(inputs=["a", "b"], outputs=["total"])
        ... def add(a, b):
        ...     return {"total": a + b}
        >>> add(1, 2)
        {'total': 3}
        >>> add.component(name="adder").io.outputs
        ['total']

    Args:
        inputs: Names of the function's arguments that are inputs.
        outputs: Keys of the dict that it returns.
    """
    ins, outs = list(inputs or ()), list(outputs or ())

    def make(function: Callable[..., Any]) -> FunctionFactory:
        return FunctionFactory(function, ins, outs)

    return make
