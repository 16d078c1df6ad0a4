"""Components as they were before their first ``init``, so that every run starts the same."""

import copy
from collections.abc import Iterable
from typing import Any

from plugboard_nb.component import Component
from plugboard_nb.component.memory import own_attributes
from plugboard_nb.exceptions import ProcessStatusError

__all__ = ["Pristine"]

_IMMUTABLE = frozenset([type(None), bool, int, float, complex, str, bytes])


class _NotCopied:
    """Stands for an attribute that cannot be copied, such as a generator."""


class Pristine:
    """A copy of the components' own attributes, taken before the first ``init``.

    What cannot be copied is made anew by calling the constructor once more. An attribute or
    parameter that somebody has set after ``init``, or after the end of a run, keeps its new value:
    that is how a model is run again with another setting.

    Args:
        components: The components of a process. Objects that several of them share stay shared.
    """

    def __init__(self, components: Iterable[Component]) -> None:
        self._components = list(components)
        self._kept = self._copies_of([own_attributes(component) for component in self._components])
        self._at_end: list[dict[str, Any]] | None = None

    def as_built(self) -> list[dict[str, Any]]:
        """Return copies of the attributes, but for those that cannot be copied."""
        return [
            {name: value for name, value in attributes.items() if value is not _NotCopied}
            for attributes in self._copies_of(self._kept)
        ]

    def run_began(self) -> None:
        """Note that from now on changes are the components' own."""
        if self._at_end is not None:
            self._keep_edits(self._at_end)
            self._at_end = None

    def run_ended(self) -> None:
        """Note that from now on changes are the user's."""
        self._at_end = [own_attributes(component) for component in self._components]
        for component in self._components:
            component._pb_settings.forget_edits()

    def restore(self) -> None:
        """Give every component its attributes back, but for those the user has changed.

        Raises:
            ProcessStatusError: An attribute is used up and cannot be made anew.
        """
        self.run_began()
        for component, attributes in zip(
            self._components, self._copies_of(self._kept), strict=True
        ):
            for name, value in attributes.items():
                if value is _NotCopied:
                    attributes[name] = _made_anew(component, name)
            own = component.__dict__
            for name in own_attributes(component).keys() - attributes.keys():
                del own[name]
            own.update(attributes)

    def _keep_edits(self, at_end: list[dict[str, Any]]) -> None:
        memo = self._memo()
        for component, kept, before in zip(self._components, self._kept, at_end, strict=True):
            component._pb_settings.keep_edits()
            for name, value in own_attributes(component).items():
                if name not in before or before[name] is not value:
                    copied = _copy(value, memo)
                    kept[name] = value if copied is _NotCopied else copied

    def _memo(self) -> dict[int, Any]:
        """Return a memo for deep copies to which components and state are not copied."""
        known = [*self._components, *(component.state for component in self._components)]
        return {id(item): item for item in known}

    def _copies_of(self, states: list[dict[str, Any]]) -> list[dict[str, Any]]:
        memo = self._memo()
        return [{name: _copy(value, memo) for name, value in state.items()} for state in states]


def _copy(value: Any, memo: dict[int, Any]) -> Any:
    if type(value) in _IMMUTABLE or value is _NotCopied:
        return value
    try:
        return copy.deepcopy(value, memo)
    except Exception:
        return _NotCopied


def _made_anew(component: Component, name: str) -> Any:
    args, kwargs = component._pb_given
    now = vars(component).get(name)
    twin = type(component)(*args, **kwargs)
    value = vars(twin).get(name)
    if value is now and hasattr(value, "__next__"):
        raise ProcessStatusError(
            f"component {component.name!r} cannot start again: its attribute {name!r} is a "
            f"{type(now).__name__} that the first run has used up; build it in init()"
        )
    return value
