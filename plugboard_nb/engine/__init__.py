"""The engine that advances a process: one tick, many ticks, overlapping awaits."""

from plugboard_nb.engine.engine import Engine

__all__ = ["Engine"]
