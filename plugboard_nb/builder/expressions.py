"""Values as Python expressions, and expressions as lines of at most 88 characters."""

import builtins
import dataclasses
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from keyword import iskeyword
from math import isfinite
from pathlib import PurePath
from types import NoneType
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from plugboard_nb.builder.types import public_type, split_type
from plugboard_nb.exceptions import EncodingError

__all__ = ["Expression", "Group", "Imports", "call", "expression", "lines", "prefixed"]

WIDTH = 88
_SPACE = "\N{NO-BREAK SPACE}"  # stands for the spaces inside an item while lines are filled


@dataclass
class Group:
    """Expressions between brackets, in one line where they fit."""

    opening: str
    items: list["Expression"]
    closing: str
    prefix: str = ""  #: ``"name="`` or ``"key: "`` in front


Expression = str | Group


def lines(expr: Expression, indent: int = 0, tail: str = "", *, wide: bool = False) -> list[str]:
    """Return *expr* as lines, each indented by *indent* levels of four spaces.

    Args:
        expr: The expression.
        indent: Levels of indentation.
        tail: What follows the expression, for instance a comma.
        wide: Whether the items stand one per line even where they would fit in one.
    """
    pad = "    " * indent
    flat = pad + _flat(expr) + tail
    if isinstance(expr, str) or not expr.items or (len(flat) <= WIDTH and not wide):
        return [flat]
    inner = _filled(expr.items, indent + 1)
    return [f"{pad}{expr.prefix}{expr.opening}", *inner, f"{pad}{expr.closing}{tail}"]


def _filled(items: list[Expression], indent: int) -> list[str]:
    """Return *items* one per line; many short ones, such as numbers, as many as fit."""
    short = [item for item in items if isinstance(item, str) and len(item) <= WIDTH // 4]
    if len(short) < len(items) or len(items) <= 8 or "=" in short[0]:
        return [line for item in items for line in lines(item, indent, ",")]
    width = WIDTH - 4 * indent
    text = " ".join(item.replace(" ", _SPACE) + "," for item in short)
    rows = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    return ["    " * indent + row.replace(_SPACE, " ") for row in rows]


def _flat(expr: Expression) -> str:
    if isinstance(expr, str):
        return expr
    inner = ", ".join(_flat(item) for item in expr.items)
    comma = "," if expr.opening == "(" and len(expr.items) == 1 else ""
    return f"{expr.prefix}{expr.opening}{inner}{comma}{expr.closing}"


def prefixed(prefix: str, expr: Expression) -> Expression:
    """Return *expr* with *prefix* in front."""
    if isinstance(expr, str):
        return prefix + expr
    return Group(expr.opening, expr.items, expr.closing, prefix + expr.prefix)


class Imports:
    """The imports of a source, and the name that each imported thing has in it.

    Args:
        taken: Names that the source uses itself.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._names: dict[tuple[str, str | None], str] = {}
        self._taken = set(taken)

    def module(self, name: str, alias: str | None = None) -> str:
        """Return the local name of the module *name*."""
        return self._named((name, None), alias or name)

    def name(self, module: str, qualname: str) -> str:
        """Return the expression for *qualname* of *module*: ``Outer.Inner`` for a nested class."""
        first, dot, rest = qualname.partition(".")
        return self._named((module, first), first) + dot + rest

    def _named(self, key: tuple[str, str | None], wish: str) -> str:
        if key not in self._names:
            name, number = wish, 2
            while name in self._taken:
                name, number = f"{wish}_{number}", number + 1
            self._taken.add(name)
            self._names[key] = name
        return self._names[key]

    def statements(self) -> list[str]:
        """Return the import statements: of Python, of others, of ours, with lines between."""
        blocks: dict[int, list[str]] = {0: [], 1: [], 2: []}
        by_module: dict[str, list[str]] = {}
        for (module, name), local in self._names.items():
            if name is None:
                alias = f" as {local}" if local != module else ""
                blocks[_block(module)].append(f"import {module}{alias}")
            else:
                alias = f" as {local}" if local != name else ""
                by_module.setdefault(module, []).append(f"{name}{alias}")
        for module, names in by_module.items():
            group = Group("(", [*sorted(names)], ")")
            text = f"from {module} import {', '.join(sorted(names))}"
            block = (
                [text] if len(text) <= WIDTH else lines(prefixed(f"from {module} import ", group))
            )
            blocks[_block(module)].append("\n".join(block))
        found = [sorted(block, key=_import_order) for block in blocks.values() if block]
        return "\n\n".join("\n".join(block) for block in found).splitlines()


def _import_order(statement: str) -> tuple[bool, str]:
    return statement.startswith("from "), statement


def _block(module: str) -> int:
    top = module.partition(".")[0]
    return 0 if top in sys.stdlib_module_names else 2 if top == "plugboard_nb" else 1


def expression(value: Any, where: str, imports: Imports) -> Expression:
    """Return a Python expression whose value equals *value*, of the same type.

    Raises:
        EncodingError: There is none; the message begins with *where*.
    """
    try:
        return _Writer(where, imports).write(value)
    except RecursionError:
        raise EncodingError(f"{where}: cannot write a value that contains itself") from None


def call(name: str, arguments: Mapping[str, Expression]) -> Group:
    """Return the call of *name* with keyword *arguments*."""
    proper = {k: v for k, v in arguments.items() if k.isidentifier() and not iskeyword(k)}
    items = [prefixed(f"{key}=", value) for key, value in proper.items()]
    others = [prefixed(f"{k!r}: ", v) for k, v in arguments.items() if k not in proper]
    return Group(f"{name}(", items + ([Group("**{", others, "}")] if others else []), ")")


class _Writer:
    """Writes the parts of one value; *where* begins its errors."""

    def __init__(self, where: str, imports: Imports) -> None:
        self.where, self.imports = where, imports

    def write(self, value: Any) -> Expression:
        kind = type(value)
        if kind in _LITERALS:
            return _LITERALS[kind](value)
        if isinstance(value, Enum):
            return self._member(value)
        if kind in (datetime, date, time, timedelta):
            return self._moment(value)
        if isinstance(value, PurePath):
            public = "Path" if kind.__name__ in ("PosixPath", "WindowsPath") else kind.__name__
            return f"{self.imports.name('pathlib', public)}({_text(str(value))})"
        if kind in (Decimal, Fraction, UUID):
            return f'{self.imports.name(kind.__module__, kind.__name__)}("{value}")'
        if kind.__module__ == "numpy" and hasattr(value, "dtype"):
            return self._numpy(value)
        fields = _fields_of(value)
        if fields is not None:
            written = {key: self.write(item) for key, item in fields.items()}
            return call(self.reference(kind), written)
        if isinstance(value, type) or callable(value):
            return self.reference(value)
        return self._collection(value)

    def reference(self, value: Any) -> str:
        """Return the name of a class or function."""
        module, qualname = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
        if module == "builtins" and getattr(builtins, qualname, None) is value:
            return str(qualname)
        found: Any = sys.modules.get(module) if module and module != "__main__" else None
        for part in qualname.split("."):
            found = getattr(found, part, None)
        if found is not value or not module:
            raise self._refusal(value, "; it must stand at the top of a module")
        return self.imports.name(*split_type(public_type(f"{module}.{qualname}")))

    def _refusal(self, value: Any, hint: str = "") -> EncodingError:
        kind = type(value)
        what = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
        name = getattr(value, "__qualname__", None)
        named = f" {name!r}" if name else ""
        article = "an" if what[0] in "aeiou" else "a"
        return EncodingError(f"{self.where}: cannot write {article} {what}{named} as Python{hint}")

    def _member(self, value: Enum) -> str:
        cls = self.reference(type(value))
        known = value.name in type(value).__members__
        return f"{cls}.{value.name}" if known else f"{cls}({value.value!r})"

    def _moment(self, value: Any) -> str:
        module = self.imports.module("datetime")
        text = repr(value).replace("datetime.", f"{module}.")
        zone = getattr(value, "tzinfo", None)
        if zone is None or type(zone) is timezone:
            return text
        if type(zone) is not ZoneInfo:
            raise self._refusal(zone)
        return text.replace("zoneinfo.ZoneInfo", self.imports.name("zoneinfo", "ZoneInfo"))

    def _numpy(self, value: Any) -> Expression:
        np, dtype = self.imports.module("numpy", "np"), value.dtype
        if dtype.kind not in "biufcSUmM":
            raise self._refusal(value)
        if type(value).__name__ != "ndarray":
            if dtype.kind in "mM":
                unit = str(dtype).partition("[")[2].rstrip("]")
                text = f'"{value}"' if dtype.kind == "M" else str(value.astype("int64"))
                return f'{np}.{type(value).__name__}({text}, "{unit}")'
            name = {"b": "bool_", "U": "str_", "S": "bytes_"}.get(dtype.kind, dtype.name)
            return f"{np}.{name}({_flat(self.write(value.item()))})"
        if not value.size:
            return f'{np}.zeros({value.shape}, dtype="{dtype}")'
        plain = value.astype(str) if dtype.kind == "M" else value
        plain = value.astype("int64") if dtype.kind == "m" else plain
        return Group(f"{np}.array(", [self.write(plain.tolist()), f'dtype="{dtype}"'], ")")

    def _collection(self, value: Any) -> Expression:
        kind = type(value)
        if kind is dict:
            items = [prefixed(f"{_flat(self.write(k))}: ", self.write(v)) for k, v in value.items()]
            return Group("{", items, "}")
        if kind in (list, tuple):
            opening, closing = "[]" if kind is list else "()"
            return Group(opening, [self.write(item) for item in value], closing)
        if kind in (set, frozenset):
            members = Group("{", [self.write(item) for item in sorted(value, key=repr)], "}")
            if not value:
                return f"{kind.__name__}()"
            return members if kind is set else Group("frozenset(", [members], ")")
        raise self._refusal(value)


def _fields_of(value: Any) -> dict[str, Any] | None:
    """Return the arguments that make a model, dataclass or named tuple again."""
    if isinstance(value, BaseModel):
        return {key: getattr(value, key) for key in value.model_fields_set}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return dict(value._asdict())
    return None


def _float(value: float) -> str:
    return repr(value) if isfinite(value) else f'float("{value}")'


def _text(value: str) -> str:
    """Return a literal in double quotes, unless those would need escapes."""
    plain = repr(value)
    return f'"{plain[1:-1]}"' if plain[0] == "'" and '"' not in value else plain


_LITERALS: Mapping[type, Callable[[Any], str]] = {
    NoneType: repr,
    bool: repr,
    int: repr,
    float: _float,
    complex: lambda value: f"complex({_float(value.real)}, {_float(value.imag)})",
    str: _text,
    bytes: repr,
    range: repr,
}
