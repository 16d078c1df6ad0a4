"""A history as a table in a file: a row per tick, a column per field."""

import csv
import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugboard_nb.builder import whole_file
from plugboard_nb.exceptions import ConfigError

if TYPE_CHECKING:
    from plugboard_nb.history import History

__all__ = ["check_history_path", "write_history"]

SUFFIXES = (".csv", ".parquet")


def check_history_path(path: str | os.PathLike[str]) -> None:
    """Refuse a file that :func:`write_history` could not write, before anything is computed.

    Raises:
        ConfigError: *path* ends in neither .csv nor .parquet, or is a folder.
        ImportError: It ends in .parquet, and pandas or pyarrow is missing.
    """
    target = Path(path)
    problem = None
    if target.suffix not in SUFFIXES:
        problem = f"a history is written to .csv or .parquet, not {target.suffix!r}"
    elif target.is_dir():
        problem = "this is a folder, not a file"
    if problem:
        raise ConfigError.of(str(path), [(None, (), problem)])
    missing = [name for name in ("pandas", "pyarrow") if importlib.util.find_spec(name) is None]
    if target.suffix == ".parquet" and missing:
        raise ImportError(
            f"a history in .parquet needs {' and '.join(missing)}: pip install 'plugboard_nb[data]'"
        )


def write_history(history: "History", path: str | os.PathLike[str]) -> None:
    """Write *history* to a .csv or .parquet file, which is replaced all at once.

    The first column is ``tick``; the others are named ``component.field``. Ticks at which a
    component did not step are empty.

    Raises:
        ConfigError: See :func:`check_history_path`; or the file cannot be written, or a column
            holds values that parquet has no type for.
        ImportError: pandas or pyarrow is missing.
    """
    check_history_path(path)
    with whole_file(path) as draft:
        if Path(path).suffix == ".csv":
            with draft.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(_rows(history))
        else:
            _write_parquet(history, draft, path)


def _rows(history: "History") -> Iterator[list[Any]]:
    """Yield the heading and one row per tick; floats keep all their digits."""
    streams = [
        iter(zip(_listed(history.ticks_of(field)), _listed(history[field]), strict=True))
        for field in history.fields
    ]
    waiting: list[tuple[int, Any] | None] = [next(stream, None) for stream in streams]
    yield ["tick", *history.fields]
    for tick in range(history.first_tick, history.last_tick + 1):
        row: list[Any] = [tick]
        for i, entry in enumerate(waiting):
            if entry is not None and entry[0] == tick:
                row.append(entry[1])
                waiting[i] = next(streams[i], None)
            else:
                row.append(None)
        yield row


def _listed(values: Any) -> list[Any]:
    plain: list[Any] = values.tolist() if hasattr(values, "tolist") else values
    return plain


def _write_parquet(history: "History", draft: Path, path: str | os.PathLike[str]) -> None:
    import pyarrow

    frame = history.to_frame()
    for field in frame.columns:
        try:
            pyarrow.array(frame[field], from_pandas=True)
        except (pyarrow.ArrowException, TypeError, ValueError) as error:
            problem = f"the values of {field!r} have no parquet type: {str(error).splitlines()[0]}"
            raise ConfigError.of(str(path), [(None, (), problem)]) from error
    frame.to_parquet(draft)
