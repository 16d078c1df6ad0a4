"""Checks of a whole process given as data."""

from typing import Any

__all__ = ["validate_process"]


def validate_process(process: dict[str, Any]) -> list[str]:
    """Return every problem of a process given as ``process.dict()``; none means it can run.

    Args:
        process: What :meth:`Process.dict` returns.

    Returns:
        One sentence per problem.
    """
    from plugboard_nb.graph.checks import problems_of_dict

    return problems_of_dict(process)
