"""The YAML we read and write: PyYAML's safe subset, less its traps.

Against plain ``yaml.safe_load``: ``1e-3`` is a number, a key that stands twice or that YAML takes
for true or false (``on:``) is refused, and so are aliases that multiply, and very deep nesting.
"""

import re
from typing import Any

import yaml
from yaml.composer import Composer, ComposerError
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.representer import SafeRepresenter
from yaml.resolver import Resolver

from plugboard_nb.exceptions import ValidationError

__all__ = ["MAX_DEPTH", "MAX_REPEATED", "InOneLine", "Loader", "dump_text", "plain_value"]

MAX_DEPTH = 100  #: Lists and mappings inside each other.
MAX_REPEATED = 100_000  #: Values that all aliases of a file may repeat.

_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    f"{_TAG}{name}"
    for name in (
        *("null", "bool", "int", "float", "str", "binary", "timestamp"),
        *("seq", "map", "set", "omap", "pairs", "merge"),
    )
)
_ODD_BREAKS = frozenset("\r\x85\u2028\u2029")
_FLOAT = re.compile(r"[-+]?(?:\d[\d_]*\.?\d*|\.\d+)[eE][-+]?\d+$")


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """libyaml's parser in pure Python."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


_Parser: Any = vars(yaml.cyaml)["CParser"] if yaml.__with_libyaml__ else _PythonParser
_SafeDumper: Any = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper


class Loader(Composer, _Parser, SafeConstructor, Resolver):  # type: ignore[misc]
    """PyYAML's safe loader with limits, and with an eye on doubtful keys and tags.

    Composing is PyYAML's own Python code and not libyaml's, which ends the interpreter when a
    file nests very deeply.

    Attributes:
        doubts: ``(node, path of keys to it, problem)``, filled while composing.
    """

    def __init__(self, text: str) -> None:
        _Parser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self.doubts: list[tuple[Node, tuple[Any, ...], str]] = []
        self._path: list[Any] = []
        self._sizes: dict[int, int] = {}
        self._repeated = 0

    def compose_node(self, parent: Node | None, index: Any) -> Any:
        """Compose one node, noting where it is, how much is in it and what is doubtful."""
        if self.check_event(yaml.AliasEvent):
            return self._alias(parent, index)
        if len(self._path) > MAX_DEPTH:
            mark = self.peek_event().start_mark
            raise ComposerError(None, None, f"it is nested more than {MAX_DEPTH} deep", mark)
        self._path.append(index.value if isinstance(index, ScalarNode) else index)
        node: Any = super().compose_node(parent, index)
        if node.tag not in _PLAIN_TAGS:
            tag = node.tag.replace(_TAG, "!!")
            self._doubt(node, f"the tag {tag!r} is not allowed; only plain values are")
        children: list[Node] = []
        if isinstance(node, MappingNode):
            self._look_at_keys(node)
            children = [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            children = node.value
        self._sizes[id(node)] = 1 + sum(self._sizes[id(child)] for child in children)
        self._path.pop()
        return node

    def _doubt(self, node: Node, problem: str) -> None:
        path = tuple(part for part in self._path if part is not None)
        self.doubts.append((node, path, problem))

    def _alias(self, parent: Node | None, index: Any) -> Any:
        event = self.peek_event()
        node: Any = super().compose_node(parent, index)
        size = self._sizes.get(id(node))
        problem = None
        if size is None:
            problem = f"the alias '*{event.anchor}' stands inside of what it names"
        else:
            self._repeated += size
        if self._repeated > MAX_REPEATED:
            problem = f"aliases repeat more than {MAX_REPEATED:,} values"
        if problem:
            raise ComposerError(None, None, problem, event.start_mark)
        return node

    def _look_at_keys(self, node: MappingNode) -> None:
        seen: dict[tuple[str, str], int] = {}
        for key, _ in node.value:
            if not isinstance(key, ScalarNode) or key.tag == f"{_TAG}merge":
                continue
            here = key.start_mark.line + 1
            first = seen.get((key.tag, key.value))
            seen.setdefault((key.tag, key.value), here)
            if first is not None:
                self._doubt(key, f"the key {key.value!r} is there twice, first in line {first}")
            if key.tag == f"{_TAG}bool" and key.value.lower() not in ("true", "false"):
                text = f"YAML reads the key {key.value!r} as true or false; write it in quotes"
                self._doubt(key, text)


def plain_value(text: str, what: str) -> Any:
    """Return the value of one YAML expression: ``"2.5"``, ``"true"``, ``"[1, 2]"``.

    Args:
        text: The expression.
        what: What it stands for, for the error.

    Raises:
        ValidationError: It is not YAML, or not plain.
    """
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        problem = getattr(error, "problem", None) or error
        raise ValidationError(f"{what}: {text!r} is no YAML value: {problem}") from None
    if loader.doubts:
        raise ValidationError(f"{what}: {loader.doubts[0][2]}")
    return value


class _Dumper(_SafeDumper):  # type: ignore[misc]
    """Writes what :class:`Loader` reads back: short lists in one line, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write equal values out each time: a reader should not have to follow anchors."""
        return True


class InOneLine(dict[str, str]):
    """A mapping that is written in one line."""


def _represent_in_one_line(dumper: SafeRepresenter, data: InOneLine) -> Node:
    return dumper.represent_mapping(f"{_TAG}map", data, flow_style=True)


def _represent_list(dumper: SafeRepresenter, data: list[Any]) -> Node:
    short = all(not isinstance(item, dict | list) for item in data)
    return dumper.represent_sequence(f"{_TAG}seq", data, flow_style=short)


def _represent_text(dumper: SafeRepresenter, data: str) -> Node:
    style = "|" if "\n" in data else None
    if not _ODD_BREAKS.isdisjoint(data):  # PyYAML takes them for ends of line in other styles
        style = '"'
    return dumper.represent_scalar(f"{_TAG}str", data, style=style)


def dump_text(data: Any) -> str:
    """Return plain *data* as YAML text, keys in the order given."""
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=100,
    )
    return text


# PyYAML takes a lone "=" for something that it then cannot construct.
Loader.yaml_implicit_resolvers = {
    first: rules for first, rules in Loader.yaml_implicit_resolvers.items() if first != "="
}
for _class in (Loader, _Dumper):
    _class.add_implicit_resolver(f"{_TAG}float", _FLOAT, list("-+.0123456789"))
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(InOneLine, _represent_in_one_line)
