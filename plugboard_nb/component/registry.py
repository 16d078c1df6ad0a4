"""The registry of component classes, by which specs, palettes and YAML find them."""

from typing import Any, ClassVar

from plugboard_nb.exceptions import RegistryError
from plugboard_nb.suggest import did_you_mean

__all__ = ["ComponentRegistry"]


class ComponentRegistry:
    """All component classes under ``module.qualname``, and under a bare name while it is unique.

    Defining a class again (a notebook cell run twice) replaces the old one under both names.
    """

    _classes: ClassVar[dict[str, type[Any]]] = {}

    @classmethod
    def add(cls, component: type[Any], key: str | None = None) -> type[Any]:
        """Register *component*, by default under ``module.qualname``."""
        cls._classes[key or f"{component.__module__}.{component.__qualname__}"] = component
        return component

    @classmethod
    def get(cls, key: str) -> type[Any]:
        """Return the class registered as *key*, a dotted path or an unambiguous bare name.

        Raises:
            RegistryError: Nothing is registered under *key*, or a bare name stands for several.
        """
        found = cls._classes.get(key)
        if found is not None:
            return found
        paths = {entry: path for path, entry in cls._classes.items() if entry.__qualname__ == key}
        bare = list(paths.values())
        if len(bare) == 1:
            return cls._classes[bare[0]]
        if bare:
            raise RegistryError(f"the name {key!r} stands for several components: {sorted(bare)}")
        raise RegistryError(
            f"no component is registered as {key!r}.{did_you_mean(key, cls._classes)}"
        )

    @classmethod
    def build(cls, key: str, *args: Any, **kwargs: Any) -> Any:
        """Construct the component registered as *key*."""
        return cls.get(key)(*args, **kwargs)

    @classmethod
    def classes(cls) -> dict[str, type[Any]]:
        """Return dotted path → class for all that is registered, sorted by path."""
        return dict(sorted(cls._classes.items()))
