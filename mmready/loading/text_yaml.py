"""YAML in which every scalar stays text and remembers its line; its field gives it meaning.

``no``, ``12:30`` and ``0.10`` come through as they were written. A repeated key is a fault. Reading is done by
PyYAML's C loader where it was built, else by its Python one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mmready.errors import Fault

__all__ = ["ListNode", "MapNode", "Node", "TextNode", "read_yaml"]


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar: its text and its line (from 1)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    line: int

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping; ``keys_at`` tells the line of each key."""

    items: dict[str, Node]
    line: int
    keys_at: dict[str, int]

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        return iter(self.items.items())


Node = TextNode | ListNode | MapNode


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Fault]]:
    """The tree of a YAML text and the faults met; ``first_line`` is where the text begins in ``file``.

    A text that is no YAML at all gives ``None`` and one fault with its line.
    """
    import yaml

    loader_class = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loader = None
    try:
        loader = loader_class(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        advice = "; LaTeX goes between '…' or after |" if "escape" in str(error.problem) else ""
        return None, [Fault(file, line, "yaml", f"this is not YAML: {error.problem or error.context}{advice}")]
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        return None, [Fault(file, line, "yaml", f"a character that YAML does not allow: {error.reason}")]
    finally:
        if loader is not None:
            loader.dispose()
    if node is None:
        return MapNode({}, first_line, {}), []
    faults: list[Fault] = []
    return _convert(node, file, first_line, faults), faults


def _convert(node: object, file: str, first: int, faults: list[Fault]) -> Node:
    import yaml

    line = first + node.start_mark.line  # type: ignore[attr-defined]
    if isinstance(node, yaml.ScalarNode):
        return TextNode(node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return ListNode(tuple(_convert(item, file, first, faults) for item in node.value), line)
    items: dict[str, Node] = {}
    keys_at: dict[str, int] = {}
    for key_node, value_node in node.value:  # type: ignore[attr-defined]  # what is left is a mapping
        key_line = first + key_node.start_mark.line
        key = str(key_node.value)
        if key in items:
            faults.append(Fault(file, key_line, "repeated-field", f"the field {key!r} is here twice; keep one of them"))
            continue
        items[key] = _convert(value_node, file, first, faults)
        keys_at[key] = key_line
    return MapNode(items, line, keys_at)
