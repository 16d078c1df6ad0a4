"""Which views a workbench has, by the name of its layout."""

from typing import Any

from plugboard_nb.exceptions import ValidationError
from plugboard_nb.suggest import did_you_mean

__all__ = ["NAMES", "parts_of"]

PARTS = ("graph", "plot", "inspector")  #: what stands below the transport, in this order
NAMES = ("all", "stacked", "controls", *PARTS)


def parts_of(layout: Any) -> tuple[tuple[str, ...], bool]:
    """Return the views of *layout*, and whether they stand below each other in any case.

    Args:
        layout: ``"all"``; ``"stacked"``, the same below each other; ``"controls"``, the transport
            alone; or ``"graph"``, ``"plot"``, ``"inspector"`` below the transport, several of them
            joined by ``+``.

    Raises:
        ValidationError: There is no such layout; the message lists those that there are.
    """
    name = layout if isinstance(layout, str) else repr(layout)
    if name in ("all", "stacked"):
        return ("transport", *PARTS), name == "stacked"
    if name == "controls":
        return ("transport",), False
    wanted = [part.strip() for part in name.split("+")]
    unknown = next((part for part in wanted if part not in PARTS), None)
    if unknown is not None:
        raise ValidationError(
            f"there is no layout {layout!r}; there are {', '.join(map(repr, NAMES))}, and the last "
            f"three joined by '+', such as 'graph+plot'.{did_you_mean(unknown, NAMES)}"
        )
    return ("transport", *(part for part in PARTS if part in wanted)), False
