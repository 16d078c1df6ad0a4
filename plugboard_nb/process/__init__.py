"""Processes: components and connectors, advanced tick by tick."""

from plugboard_nb.process.base import Process
from plugboard_nb.process.local import LocalProcess

__all__ = ["LocalProcess", "Process", "ProcessBuilder"]

for _public in (Process, LocalProcess):
    _public.__module__ = __name__  # the name that files and messages show


def __getattr__(name: str) -> object:
    """Import the builder when it is asked for; it builds processes and so imports this module."""
    if name == "ProcessBuilder":
        from plugboard_nb.builder import ProcessBuilder

        return ProcessBuilder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
