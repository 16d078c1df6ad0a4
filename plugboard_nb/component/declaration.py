"""What a component class declares, together with all that its ancestors declare."""

import sys
from abc import ABC
from typing import Any

from plugboard_nb.component.io import IOController
from plugboard_nb.exceptions import IOSetupError

__all__ = ["check_adds_something", "declared_exports", "declared_io"]


def declared_io(cls: Any, root: Any) -> IOController:
    """Return the io of *cls* and its ancestors up to *root*, and take it off the class body.

    From then on ``cls.io`` is the descriptor of *root*.

    Raises:
        IOSetupError: The class's ``io`` is something else.
    """
    own = cls.__dict__.get("io", IOController())
    if not isinstance(own, IOController):
        raise IOSetupError(f"{cls.__name__}.io must be an IOController, not {own!r}")
    if "io" in cls.__dict__:
        del cls.io
    declared = own
    for base in cls.__mro__[1:]:
        if issubclass(base, root):
            declared = base._declared_io.merged(declared)
    return declared


def declared_exports(cls: type[Any]) -> list[str] | None:
    """Return the exports of *cls* and its ancestors, nearest class first."""
    names: list[str] = []
    for base in cls.__mro__:
        own = base.__dict__.get("exports") or ()
        if isinstance(own, str):
            raise IOSetupError(f"{base.__name__}.exports must be a list of names, not {own!r}")
        names += [name for name in own if name not in names]
    return names or None


def check_adds_something(cls: Any, root: Any) -> None:
    """Refuse a concrete class without any field or event.

    A class whose constructor sets ``io`` is let through: its fields depend on the arguments.

    Raises:
        IOSetupError: The class adds nothing to *root* and does not inherit ABC directly.
    """
    declared: IOController = cls._declared_io
    emits = len(declared.output_events) > len(root._declared_io.output_events)
    if ABC in cls.__bases__ or declared.ports or declared.awaited_events or emits:
        return
    for base in cls.__mro__:
        code = getattr(base.__dict__.get("__init__"), "__code__", None)
        if base is not root and code is not None and "io" in code.co_names:
            return
    if _is_being_unpickled():
        return
    raise IOSetupError(
        f"component class {cls.__name__!r} declares no input, no output and no event; give it "
        "io = IOController(inputs=[...], outputs=[...]), or inherit ABC if it is abstract"
    )


def _is_being_unpickled() -> bool:
    """Whether cloudpickle is making a class: it makes an empty one first and fills it later."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        if "cloudpickle" in frame.f_globals.get("__name__", ""):
            return True
    return False
