"""The command line: ``plugboard-nb process run|validate|diagram`` and ``plugboard-nb version``."""

from plugboard_nb.cli.commands import app, main

__all__ = ["app", "main"]
