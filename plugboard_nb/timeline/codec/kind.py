"""How values of one type are written, and the two ways in which that fails."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from plugboard_nb.timeline.codec.packer import Packer
    from plugboard_nb.timeline.codec.unpacker import Unpacker

__all__ = [
    "DTYPES",
    "MAX_DEPTH",
    "DamagedError",
    "Kind",
    "Plain",
    "RefusedError",
    "is_plain_text",
    "shortened",
    "with_article",
]

#: What JSON holds between braces.
Plain = dict[str, Any]

MAX_DEPTH = 100  #: so deep may lists and the like be nested
DTYPES: dict[type, str] = {float: "float64", int: "int64", bool: "bool"}

_LONG_TEXT = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")


class Kind(NamedTuple):
    """How values of one type become JSON data and come back.

    Both ways must meet the values inside in the same order.

    Attributes:
        name: What the data are marked with.
        type: The one type whose values are written so; subclasses are not.
        pack: Returns a new dict for a value.
        unpack: Returns the value for a dict, which may hold anything: a wrong one raises.
        fill: Where a value may contain itself, ``unpack`` returns it empty, and this fills it.
        shared: Whether a value that occurs twice comes back as one object.
    """

    name: str
    type: type
    pack: Callable[[Any, "Packer"], Plain]
    unpack: Callable[[Plain, "Unpacker"], Any]
    fill: Callable[[Any, Plain, "Unpacker"], None] | None = None
    shared: bool = False


class RefusedError(Exception):
    """A value cannot be written; becomes an EncodingError.

    Attributes:
        reason: A clause such as ``"a generator cannot be written"``.
        path: How to get there, such as ``"[3]"``, innermost first.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path: list[str] = []


class DamagedError(Exception):
    """Data are not what was written; becomes a TimelineFileError.

    Attributes:
        reason: A clause such as ``"it holds no Decimal where one is due"``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def with_article(noun: str) -> str:
    """Return ``"a list"`` or ``"an array"``."""
    return f"{'an' if noun[:1] in tuple('aeiouAEIO') else 'a'} {noun}"


def is_plain_text(text: str) -> bool:
    """Return whether *text* stands in JSON as it is.

    Half a surrogate pair may not, and two halves would become one letter. Long text becomes a
    member of the file, which is kept once.
    """
    return len(text) <= _LONG_TEXT and (text.isascii() or not _SURROGATE.search(text))


def shortened(thing: Any) -> str:
    """Return the ``repr`` of *thing*, or the beginning of it."""
    try:
        text = repr(thing)
    except Exception:
        text = with_article(type(thing).__name__)
    return text if len(text) <= 60 else f"{text[:57]}..."
