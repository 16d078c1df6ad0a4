"""From a process to Python source that builds and runs it."""

from collections.abc import Mapping
from typing import Any

from plugboard_nb.builder.expressions import (
    Expression,
    Group,
    Imports,
    call,
    expression,
    lines,
    prefixed,
)
from plugboard_nb.builder.types import resolve, split_type
from plugboard_nb.builder.writing import check_importable, given_arguments, spec_of
from plugboard_nb.process import Process
from plugboard_nb.schemas import (
    ComponentSpec,
    ConnectorBuilderSpec,
    ConnectorMode,
    ConnectorSpec,
    ProcessSpec,
    StateBackendSpec,
)

__all__ = ["to_python"]


def to_python(process: Process) -> str:
    """Return Python source that builds the same process with ``build()`` and, run, runs it.

    Arguments keep their types: tuples, sets, paths, dates, arrays, enum members, functions and
    classes of modules. The modules of the components must be importable where the source runs.

    Example:
        >>> Path("model.py").write_text(to_python(process))  # doctest: +SKIP

    Raises:
        ValidationError: A class is local or defined in a notebook, so that no source can import it.
        EncodingError: An argument has no expression; the message names component and argument.
    """
    return _Source(spec_of(process)).text()


class _Source:
    def __init__(self, spec: ProcessSpec) -> None:
        self.spec = spec
        self.imports = Imports(taken=["build", "main", "process"])
        self.asyncio = self.imports.module("asyncio")

    def text(self) -> str:
        name = self.spec.args.name
        process = self._class(self.spec.type, "the process")
        body = lines(prefixed("return ", self._process(process)), 1, wide=True)
        title = f"Process {name!r}" if name else "A process"
        parts = [
            f'"""{_in_docstring(title)} as Python."""',
            "",
            *self.imports.statements(),
            "",
            "",
            f"def build() -> {process}:",
            '    """Return the process, ready to run."""',
            *body,
            "",
            "",
            f"async def main() -> {process}:",
            '    """Run the process to its end."""',
            "    async with build() as process:",
            "        await process.run()",
            "    return process",
            "",
            "",
            'if __name__ == "__main__":',
            f"    {self.asyncio}.run(main())",
        ]
        return "\n".join(parts) + "\n"

    def _process(self, name: str) -> Group:
        args = self.spec.args
        parts: dict[str, Expression] = {
            "components": Group("[", [self._component(c) for c in args.components], "]"),
            "connectors": Group("[", [self._connector(c) for c in args.connectors], "]"),
        }
        if args.name is not None:
            parts["name"] = self._value(args.name, "the name")
        if args.parameters:
            parts["parameters"] = self._value(args.parameters, "the parameters of the process")
        if args.state is not None and args.state != StateBackendSpec():
            given = {k: v for k, v in dict(args.state.args).items() if v is not None}
            state = self._class(args.state.type, "the state")
            parts["state"] = self._call(state, given, "the state")
        if args.seed is not None:
            parts["seed"] = repr(args.seed)
        return call(name, parts)

    def _component(self, spec: ComponentSpec) -> Expression:
        what = f"component {spec.args.name!r}"
        name = self._class(spec.type, what)
        found = resolve(spec.type, "component")
        if not isinstance(found, type):
            name = f"{name}.component"
        arguments = given_arguments(spec)
        if spec.args.resources is not None and "resources" in arguments:
            arguments["resources"] = spec.args.resources
        return self._call(name, arguments, what)

    def _connector(self, spec: ConnectorSpec) -> Expression:
        builder = self.spec.connector_builder
        ends: list[Expression] = [f'"{spec.source.id}"', f'"{spec.target.id}"']
        if spec.mode is not ConnectorMode.PIPELINE:
            ends.append(f'mode="{spec.mode}"')
        if builder == ConnectorBuilderSpec():
            return Group(f"{self.imports.name('plugboard_nb.connector', 'connect')}(", ends, ")")
        spec_name = self.imports.name("plugboard_nb.schemas", "ConnectorSpec")
        keys = ["source=", "target=", ""]
        parts = [prefixed(key, end) for key, end in zip(keys, ends, strict=False)]
        arguments: dict[str, Expression] = {"spec": Group(f"{spec_name}(", parts, ")")}
        for key, value in builder.args.items():
            arguments[key] = self._value(value, f"the connector builder, argument {key!r}")
        return call(self._class(builder.type, "the connector builder"), arguments)

    def _class(self, dotted: str, what: str) -> str:
        return self.imports.name(*split_type(check_importable(dotted, what)))

    def _call(self, name: str, arguments: Mapping[str, Any], what: str) -> Group:
        return call(
            name, {k: self._value(v, f"{what}, argument {k!r}") for k, v in arguments.items()}
        )

    def _value(self, value: Any, where: str) -> Expression:
        return expression(value, where, self.imports)


def _in_docstring(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "'")
