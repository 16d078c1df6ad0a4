"""A YAML file as data that remembers its lines."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from plugboard_nb.builder.dialect import Loader
from plugboard_nb.exceptions import ConfigError

__all__ = ["MAX_BYTES", "SUFFIXES", "Document", "Place"]

SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 5_000_000  #: A larger file is refused unread; 10,000 components need a third of it.

Place = tuple[str | int, ...]  #: Keys and list indices from the root to a value.


class Document:
    """What a YAML file holds, and in which line.

    Args:
        path: The file; messages name it the way it is given here.

    Attributes:
        path: The file.
        data: Plain data: dict, list, str, numbers, dates.

    Raises:
        ConfigError: The file cannot be read, is too large, or is not YAML of plain values.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        text = self._read()
        strange = yaml.reader.Reader.NON_PRINTABLE.search(text)
        if strange:
            line = text[: strange.start()].count("\n") + 1
            raise self._refusal(f"the character {strange[0]!r} is not allowed in YAML", line)
        loader = Loader(text)
        root = self._compose(loader, text)
        if root is None:
            raise self._refusal("the file is empty")
        self._root = root
        if loader.doubts:
            raise ConfigError.of(
                str(self.path),
                [(node.start_mark.line + 1, place, text) for node, place, text in loader.doubts],
            )
        self.data = self._construct(loader)

    def __repr__(self) -> str:
        return f"<Document {str(self.path)!r}>"

    def line(self, place: Iterable[str | int]) -> int:
        """Return the line, 1-based, of *place* or of the nearest thing around it."""
        node, line = self._root, self._root.start_mark.line + 1
        for part in place:
            found = _child(node, part)
            if found is None:
                break
            line, node = found
        return line

    def error(self, problems: Iterable[tuple[Place, str]]) -> ConfigError:
        """Return the error that tells *problems*, each with its line and key."""
        return ConfigError.of(
            str(self.path), [(self.line(place), place, text) for place, text in problems]
        )

    def _read(self) -> str:
        path = self.path
        if path.is_dir():
            raise self._refusal("this is a folder, not a file")
        if path.suffix.lower() not in SUFFIXES:
            raise self._refusal(f"the name must end in .yaml or .yml, not {path.suffix!r}")
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise self._refusal(
                    f"the file has {size:,} bytes, more than the {MAX_BYTES:,} allowed"
                )
            return path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise self._refusal("there is no such file") from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise self._refusal("the file is not UTF-8 text", line) from None
        except OSError as error:
            raise self._refusal(f"the file cannot be read: {error.strerror}") from error

    def _refusal(self, problem: str, line: int | None = None) -> ConfigError:
        return ConfigError.of(str(self.path), [(line, (), problem)])

    def _compose(self, loader: Loader, text: str) -> Node | None:
        try:
            root: Node | None = loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error, text) from None
        return root

    def _construct(self, loader: Loader) -> Any:
        try:
            return loader.construct_document(self._root)
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error, "") from None
        except ValueError as error:  # a number or date such as 2024-13-45
            for node in _scalars(self._root):
                try:
                    SafeConstructor().construct_object(node)
                except ValueError:
                    line = node.start_mark.line + 1
                    raise self._refusal(f"{node.value!r} cannot be read: {error}", line) from None
            raise

    def _syntax_error(self, error: yaml.MarkedYAMLError, text: str) -> ConfigError:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        return self._refusal(_in_words(error, text), line)


def _in_words(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what is wrong in words for somebody who does not know the grammar of YAML."""
    problem, mark = error.problem or "it is not valid", error.problem_mark
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab indents this line; YAML takes spaces only"
    if "cannot start any token" in problem and mark:
        return (
            f"a value cannot begin with {line[mark.column : mark.column + 1]!r}; put it in quotes"
        )
    if "mapping values are not allowed" in problem:
        return "a second ': ' in one line, or wrong indentation; text with ': ' needs quotes"
    if "but found another document" in problem:
        return "a second document begins here; one file holds one"
    while_doing = f" {error.context}" if error.context else ""
    return f"this is no valid YAML{while_doing}: {problem}"


def _child(node: Node, part: str | int) -> tuple[int, Node] | None:
    """Return line and node of the entry *part* of *node*."""
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child.start_mark.line + 1, child
    if isinstance(node, MappingNode):
        for key, value in reversed(node.value):
            if isinstance(key, ScalarNode) and key.value == str(part):
                return key.start_mark.line + 1, value
    return None


def _scalars(root: Node) -> Iterator[ScalarNode]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            stack += [part for pair in reversed(node.value) for part in reversed(pair)]
        else:
            stack += reversed(node.value)
