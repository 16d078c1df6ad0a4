"""From a dotted ``type:`` to the class it names, and back; nothing is called on the way."""

import importlib
import importlib.util
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from plugboard_nb.component import Component, ComponentRegistry, FunctionFactory
from plugboard_nb.connector import Connector
from plugboard_nb.exceptions import RegistryError, ValidationError
from plugboard_nb.process import Process
from plugboard_nb.schemas import our_type
from plugboard_nb.state import StateBackend
from plugboard_nb.suggest import did_you_mean

__all__ = ["import_folders", "public_type", "resolve", "split_type"]

_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "component": ((Component,), "a Component class or an @component function"),
    "process": ((Process,), "a Process class"),
    "state": ((StateBackend,), "a StateBackend class"),
    "connector": ((Connector,), "a Connector class"),
}
_BROKERS = ("ZMQ", "RabbitMQ", "Redis")


def resolve(type_name: str, kind: str, folders: Iterable[Path] = ()) -> Any:
    """Return the class (or ``@component`` function) that *type_name* names.

    Only the module named is imported, and nothing in it is called; modules of Python itself, which
    hold no such classes, are not imported for this.

    Args:
        type_name: ``"module.Class"``; ``plugboard.`` means ours.
        kind: ``"component"``, ``"process"``, ``"state"`` or ``"connector"``.
        folders: Those of :func:`import_folders`.

    Raises:
        ValidationError: There is no such module or name, or it is not of that *kind*; or a module
            of that name in one of *folders* is hidden by another one that is loaded already.
    """
    last = type_name.rpartition(".")[2]
    if kind == "connector" and last.startswith(_BROKERS):
        raise ValidationError(
            f"{last} needs a message broker and is not available; to use several processes or "
            "machines give the process the type plugboard_nb.process.RayProcess"
        )
    found = _find(type_name)
    _check_not_hidden(type_name.partition(".")[0], folders)
    classes, wanted = _KINDS[kind]
    if isinstance(found, type) and issubclass(found, classes):
        return found
    if kind == "component" and isinstance(found, FunctionFactory):
        return found
    raise ValidationError(f"{type_name!r} is not {wanted}")


def _find(type_name: str) -> Any:
    ours = our_type(type_name)
    if "<locals>" in ours or "." not in ours or ours.startswith("__main__."):
        try:
            return ComponentRegistry.get(ours)
        except RegistryError as error:
            if "." not in ours:
                raise ValidationError(
                    f"{type_name!r} is no known component; write 'module.Class'"
                ) from error
    try:
        return _look_up(ours)
    except ValidationError as error:
        # Classes of plugboard may be written with the private module that defines them.
        parts = ours.split(".")
        if ours != type_name and len(parts) > 3:
            try:
                return _look_up(".".join([*parts[:2], parts[-1]]))
            except ValidationError:
                pass
        raise error


def _look_up(dotted: str) -> Any:
    """Import the module in *dotted* and follow the names after it."""
    module, names = _import(dotted)
    found: Any = module
    for name in names:
        if not hasattr(found, name):
            raise ValidationError(_no_such_name(dotted, module, found, name))
        found = getattr(found, name)
    return found


def _no_such_name(dotted: str, module: ModuleType, found: Any, name: str) -> str:
    if name == "RayProcess" and module.__name__.startswith("plugboard_nb"):
        return "RayProcess is not available in this version; use plugboard_nb.process.LocalProcess"
    where = f"module {module.__name__!r}" if found is module else f"{found.__qualname__!r}"
    public = [known for known in dir(found) if not known.startswith("_")]
    return f"{dotted!r} cannot be found: {where} has no {name!r}.{did_you_mean(name, public)}"


def _import(dotted: str) -> tuple[ModuleType, list[str]]:
    """Import the longest part of *dotted* that is a module; return it and the names after it."""
    parts = dotted.split(".")
    if not all(part.isidentifier() for part in parts):
        raise ValidationError(f"{dotted!r} is no type; write it as 'module.Class'")
    if parts[0] not in sys.modules and _comes_with_python(parts[0]):
        raise ValidationError(
            f"{dotted!r} cannot be used: {parts[0]!r} is a module of Python itself"
        )
    for length in range(len(parts) - 1, 0, -1):
        name = ".".join(parts[:length])
        try:
            return importlib.import_module(name), parts[length:]
        except ModuleNotFoundError as error:
            if error.name is None or not f"{name}.".startswith(f"{error.name}."):
                raise _import_failure(name, error) from error
        except Exception as error:
            raise _import_failure(name, error) from error
    raise ValidationError(f"{dotted!r} cannot be found: there is no module {parts[0]!r}")


def _comes_with_python(name: str) -> bool:
    """Say whether the top-level module *name* is one of Python's, not one of the same name."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return False
    if spec is None or not spec.has_location:
        return spec is not None and spec.origin in ("built-in", "frozen")
    home = Path(spec.origin or "").resolve().parent
    home = home.parent if spec.submodule_search_locations else home
    return home == Path(sysconfig.get_path("stdlib")).resolve()


def _import_failure(name: str, error: Exception) -> ValidationError:
    return ValidationError(f"module {name!r} cannot be imported: {type(error).__name__}: {error}")


@contextmanager
def import_folders(*folders: Path) -> Iterator[None]:
    """Put *folders* on the import path for the time of the block.

    A module of the same name that an earlier file brought from its own folder is forgotten first:
    two models may each have their ``components.py``.
    """
    added = [str(folder.resolve()) for folder in folders]
    for folder in added:
        _forget_modules_of_other_folders(Path(folder))
    before = list(sys.path)
    sys.path[:0] = added
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for folder in added:
            if folder in sys.path and sys.path.count(folder) > before.count(folder):
                sys.path.remove(folder)


def _forget_modules_of_other_folders(folder: Path) -> None:
    on_path = {Path(entry or ".").resolve() for entry in sys.path}
    for name in [name for name in sys.modules if "." not in name and _provides(folder, name)]:
        home = _home(name)
        if home not in (None, folder) and home not in on_path:
            for loaded in [n for n in sys.modules if n == name or n.startswith(f"{name}.")]:
                del sys.modules[loaded]


def _check_not_hidden(name: str, folders: Iterable[Path]) -> None:
    home = _home(name)
    for folder in folders:
        if home not in (None, folder.resolve()) and _provides(folder, name):
            raise ValidationError(
                f"module {name!r} is loaded from {str(home)!r} and hides the one in "
                f"{str(folder)!r}; rename one of them"
            )


def _provides(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").is_file() or (folder / name / "__init__.py").is_file()


def _home(name: str) -> Path | None:
    """Return the folder that the loaded top-level module *name* came from."""
    file = getattr(sys.modules.get(name), "__file__", None)
    if not file:
        return None
    path = Path(file).resolve()
    return path.parent.parent if path.name == "__init__.py" else path.parent


def public_type(dotted: str) -> str:
    """Return the shortest name under which our package offers what *dotted* names."""
    parts = dotted.split(".")
    if parts[0] != "plugboard_nb":
        return dotted
    target = _look_up(dotted)
    for length in range(2, len(parts) - 1):
        module = importlib.import_module(".".join(parts[:length]))
        if getattr(module, parts[-1], None) is target:
            return ".".join([*parts[:length], parts[-1]])
    return dotted


def split_type(dotted: str) -> tuple[str, str]:
    """Return the module in *dotted* and the qualified name after it."""
    module, names = _import(dotted)
    return module.__name__, ".".join(names)
