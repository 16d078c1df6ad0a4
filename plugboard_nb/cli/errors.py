"""Errors as messages on the screen."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

from plugboard_nb.exceptions import PlugboardError

__all__ = ["INTERRUPTED", "readable_errors"]

INTERRUPTED = 130  #: exit status after Ctrl-C, as shells have it


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turn any error into a message on the screen and exit status 1."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("interrupted", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except typer.Exit:
        raise
    except Exception as error:
        _fail(_told(error))


def _fail(message: str) -> NoReturn:
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(1) from None


def _told(error: Exception) -> str:
    """Return *error*, what is noted on it, and the place in the model where it arose."""
    ours = isinstance(error, PlugboardError | ImportError)
    lines = [str(error) if ours else f"{type(error).__name__}: {error}"]
    if isinstance(error, ExceptionGroup):
        lines += [f"  {type(inner).__name__}: {inner}" for inner in error.exceptions]
    lines += getattr(error, "__notes__", [])
    here = str(Path(__file__).parent.parent)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if here not in f.filename]
    if frames and not ours:
        lines.append(f"in {frames[-1].filename}:{frames[-1].lineno}, {frames[-1].name}")
    return "\n".join(lines)
