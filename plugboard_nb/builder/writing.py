"""From a process to a spec, and from a spec to a YAML file."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pydantic

from plugboard_nb.builder.dialect import InOneLine, dump_text
from plugboard_nb.builder.document import SUFFIXES
from plugboard_nb.builder.problems import problems_in
from plugboard_nb.builder.types import public_type
from plugboard_nb.encoding import encode
from plugboard_nb.exceptions import ConfigError, ValidationError
from plugboard_nb.process import Process
from plugboard_nb.schemas import (
    ComponentSpec,
    ConfigSpec,
    ConnectorBuilderSpec,
    ConnectorMode,
    ConnectorSpec,
    ProcessSpec,
    StateBackendSpec,
)

__all__ = [
    "check_importable",
    "dump_yaml",
    "given_arguments",
    "plain_spec",
    "spec_of",
    "to_yaml",
    "whole_file",
]

_NATIVE = (datetime, date, bytes)


def spec_of(process: Process) -> ProcessSpec:
    """Return the spec of *process*: the classes and the arguments as they were given.

    Raises:
        ValidationError: A name or an argument has no place in a spec.
    """
    try:
        return ProcessSpec.model_validate(plain_spec(process))
    except pydantic.ValidationError as error:
        problems = ConfigError.of("process", [(None, *p) for p in problems_in(error, ProcessSpec)])
        raise ValidationError(problems.message, problems.problems) from None


def plain_spec(process: Process) -> dict[str, Any]:
    """Return what :class:`ProcessSpec` makes a spec of, with arguments that may be anything.

    Raises:
        ValidationError: The connectors are of several classes.
    """
    exported = process.export()
    args = {key: value for key, value in exported["args"].items() if value is not None}
    connectors = list(args.pop("connectors", ()))
    return {
        "type": exported["type"],
        "connector_builder": _common_builder(connectors),
        "args": {**args, "connectors": [entry["args"]["spec"] for entry in connectors]},
    }


def _common_builder(connectors: list[dict[str, Any]]) -> ConnectorBuilderSpec:
    """Return the one builder that makes all *connectors*."""
    types = sorted({entry["type"] for entry in connectors})
    if not types:
        return ConnectorBuilderSpec()
    if len(types) > 1:
        raise ValidationError(
            f"a process with connectors of several classes cannot be written: {types}; "
            "a file has one connector_builder"
        )
    args = [{k: v for k, v in entry["args"].items() if k != "spec"} for entry in connectors]
    same = all(entry == args[0] for entry in args)
    if not same and any(entry.keys() - {"maxsize"} for entry in args):
        raise ValidationError(
            f"a process whose connectors ({types[0]}) have different arguments cannot be written; "
            "a file has one connector_builder"
        )
    # The engine bounds its queues itself: a maxsize that differs from wire to wire says nothing.
    return ConnectorBuilderSpec(type=types[0], args=args[0] if same else {})


def to_yaml(thing: Process | ProcessSpec | ConfigSpec) -> str:
    """Return a process, or a spec, as YAML text that :func:`load_yaml` reads.

    Lists, tuples and sets are all written as lists; see :func:`plugboard_nb.encoding.encode`.

    Raises:
        ValidationError: A class is local or defined in a notebook, so that no file can name it.
        EncodingError: An argument cannot be written; the message names component and argument.
    """
    config = thing if isinstance(thing, ConfigSpec) else None
    tune = config.plugboard.tune if config else None
    inner = config.plugboard.process if config else thing
    if isinstance(inner, Process):
        inner = spec_of(inner)
    process = _process(inner) if isinstance(inner, ProcessSpec) else str(inner)
    whole: dict[str, Any] = {"process": process}
    if tune is not None:
        plain = tune.model_dump(mode="python", exclude_unset=True)
        whole["tune"] = encode(plain, "tune", keep=_NATIVE)
    return dump_text({"plugboard": whole})


def dump_yaml(thing: Process | ProcessSpec | ConfigSpec, path: str | os.PathLike[str]) -> None:
    """Write a process, or a spec, to a YAML file; parent folders are made.

    An existing file is replaced at the end, all at once: a failure leaves it as it was.

    Raises:
        ConfigError: *path* does not end in .yaml or .yml, or cannot be written.
        ValidationError, EncodingError: See :func:`to_yaml`.
    """
    target = Path(path)
    if target.suffix.lower() not in SUFFIXES:
        problem = f"the name must end in .yaml or .yml, not {target.suffix!r}"
        raise ConfigError.of(str(target), [(None, (), problem)])
    text = to_yaml(thing)
    with whole_file(target) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give the path of a draft in the same folder, which becomes *path* when the block succeeds.

    Raises:
        ConfigError: *path* is a folder or cannot be written.
    """
    target = Path(path).resolve()
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        if target.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if not os.access(target, os.W_OK):
                raise PermissionError(0, "it is read-only")
            draft.touch()
            shutil.copymode(target, draft)
        yield draft
        draft.replace(target)
    except OSError as error:
        problem = f"the file cannot be written: {error.strerror or error}"
        raise ConfigError.of(str(path), [(None, (), problem)]) from error
    finally:
        if draft.parent.is_dir():
            draft.unlink(missing_ok=True)


def check_importable(dotted: str, what: str) -> str:
    """Return the public form of the type *dotted*, if a file can name it.

    Raises:
        ValidationError: It is defined in a notebook or script, or inside a function.
    """
    if dotted.startswith("__main__."):
        raise ValidationError(
            f"{what} cannot be written: {dotted.removeprefix('__main__.')!r} is defined in a "
            "notebook or script; move it to a module of its own"
        )
    if "<locals>" in dotted or "<lambda>" in dotted:
        raise ValidationError(
            f"{what} cannot be written: {dotted!r} is defined inside a function; "
            "move it to the top of its module"
        )
    return public_type(dotted)


def _process(spec: ProcessSpec) -> dict[str, Any]:
    args = spec.args
    data: dict[str, Any] = {"type": check_importable(spec.type, "the process")}
    builder = spec.connector_builder
    if builder != ConnectorBuilderSpec():
        data["connector_builder"] = _typed(builder.type, builder.args, "the connector builder")
    inner: dict[str, Any] = {"name": args.name, "seed": args.seed}
    inner = {key: value for key, value in inner.items() if value is not None}
    if args.parameters:
        inner["parameters"] = _encoded(args.parameters, "the process, parameter")
    if args.state is not None and args.state != StateBackendSpec():
        given = {key: value for key, value in dict(args.state.args).items() if value is not None}
        inner["state"] = _typed(args.state.type, given, "the state")
    inner["components"] = [_component(entry) for entry in args.components]
    inner["connectors"] = [_connector(entry) for entry in args.connectors]
    return {**data, "args": inner}


def _component(spec: ComponentSpec) -> dict[str, Any]:
    return _typed(spec.type, given_arguments(spec), f"component {spec.args.name!r}")


def given_arguments(spec: ComponentSpec) -> dict[str, Any]:
    """Return the arguments that say something: set, and not as empty as the default."""
    args = dict(spec.args)
    if spec.args.resources is not None:
        args["resources"] = spec.args.resources.model_dump(exclude_unset=True)
    for common in ("initial_values", "parameters", "constraints", "resources"):
        if not args[common]:
            del args[common]
    return {"name": args.pop("name"), **args}


def _typed(dotted: str, args: Mapping[str, Any], what: str) -> dict[str, Any]:
    data: dict[str, Any] = {"type": check_importable(dotted, what)}
    if args:
        data["args"] = _encoded(args, f"{what}, argument")
    return data


def _encoded(values: Mapping[str, Any], what: str) -> dict[str, Any]:
    return {k: encode(v, f"{what} {k!r}", keep=_NATIVE) for k, v in values.items()}


def _connector(spec: ConnectorSpec) -> dict[str, str]:
    data = InOneLine(source=spec.source.id, target=spec.target.id)
    if spec.mode is not ConnectorMode.PIPELINE:
        data["mode"] = str(spec.mode)
    return data
