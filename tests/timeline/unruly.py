"""Components that are not reproducible, or hard to take to another interpreter."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plugboard_nb import IO, Component

WORDS = [f"word {number}" for number in range(1000)]
HERE = os.getpid()  # of the interpreter that imports this; each its own
FIRST = "PLUGBOARD_NB_FIRST"  # names the environment variable with the id of the first interpreter


def is_elsewhere() -> bool:
    """Whether this is not the interpreter in which the tests run."""
    return os.environ.get(FIRST) != str(HERE)


def numpy_random() -> float:
    """Draw from numpy's global generator."""
    import numpy as np

    return float(np.random.random())


KINDS: dict[str, Callable[[Any], Any]] = {
    "global random": lambda part: random.random(),
    "numpy random": lambda part: numpy_random(),
    "clock": lambda part: time.time_ns(),
    "order of a set": lambda part: WORDS.index(list(set(WORDS))[0]),  # noqa: RUF015
    "hash of a text": lambda part: hash("word"),
    "order by hash": lambda part: WORDS.index(min(WORDS, key=hash)),
    "order in its constructor": lambda part: WORDS.index(part.words[0]),
    "nothing": lambda part: 0,
}


class Source(Component):
    """Counts, and from its third step on adds something that is not its own."""

    io = IO(outputs=["x"])

    def __init__(self, adds: str = "nothing", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.adds, self.count, self.words = adds, 0, list(set(WORDS))

    def step(self) -> None:
        self.count += 1
        self.x = self.count + (KINDS[self.adds](self) if self.count > 2 else 0)


class Peek(Component):
    """Looks into another component."""

    io = IO(inputs=["x"], outputs=["y"])

    def __init__(self, other: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.other, self.lock = other, threading.Lock()

    def step(self) -> None:
        self.y = self.other.count

    def snapshot(self) -> Any:
        return {name: value for name, value in super().snapshot().items() if name != "lock"}

    def restore(self, state: Any) -> None:
        super().restore({**state, "lock": threading.Lock()})


class Registry:
    """Something that several components share; they put themselves into it."""

    def __init__(self) -> None:
        self.members: list[Component] = []


class Member(Component):
    """Tells how much all members have counted together."""

    io = IO(outputs=["total"])

    def __init__(self, registry: Registry, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.registry, self.count = registry, 0
        registry.members.append(self)

    def step(self) -> None:
        self.count += 1
        self.total = sum(getattr(member, "count", 0) for member in self.registry.members)


class Elsewhere(Source):
    """Does at its third step in another interpreter what it is told."""

    def step(self) -> None:
        super().step()
        if self.count == 3 and is_elsewhere():
            match self.adds_there:
                case "fails":
                    raise KeyError("there")
                case "ends":
                    self.io.close()
                case "dies":
                    os._exit(7)
                case "hangs":
                    threading.Event().wait()

    def __init__(self, adds_there: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.adds_there = adds_there


class Diary(Component):
    """Writes a file of its own, and can go back."""

    io = IO(outputs=["x"])

    def __init__(self, path: Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.path, self.lines = path, [""]

    def step(self) -> None:
        self.lines.append(str(HERE))
        self.x = len(self.lines)
        self.path.write_text("\n".join(self.lines))

    def restore(self, state: Any) -> None:
        super().restore(state)
        self.path.write_text("\n".join(self.lines))
