"""What a file says, before anybody knows what it means: scalars as written, lists, mappings, with lines or cells.

A scalar keeps its source text. What `no`, `on` or `10:30` mean is decided by the field that reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from miteinander.foundation.exchange.places import Place

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class ScalarNode:
    text: str
    line: Place | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[Node, ...]
    line: Place | None = None


@dataclass(frozen=True, slots=True)
class MapNode:
    entries: tuple[tuple[ScalarNode, Node], ...]
    line: Place | None = None


Node = ScalarNode | ListNode | MapNode
Plain = None | str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one mapping made by code. `name` is what messages call it."""

    name: str
    root: MapNode


def is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.quoted and node.text in NULL_WORDS


def plain(node: Node) -> Plain:
    """The node as str, list, dict or None. Every scalar stays the text that stands in the file."""
    if isinstance(node, ScalarNode):
        return None if is_null(node) else node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def document_of(content: Mapping[str, object], *, name: str) -> Document:
    """A document made by code instead of a file; `programme: 1` is added where it is missing.

    Values may be None, bool, numbers, dates, times, strings, lists, mappings (translated texts too) and nodes
    of a file, which keep their lines. Raises TypeError for anything else.
    """
    complete = content if "programme" in content else {"programme": 1, **content}
    root = node_of(complete)
    assert isinstance(root, MapNode)
    return Document(name=name, root=root)


def node_of(value: object) -> Node:
    """The node for a Python value. Raises TypeError for a type that no file could hold."""
    match value:
        case ScalarNode() | ListNode() | MapNode():
            return value
        case None:
            return ScalarNode("")
        case bool():
            return ScalarNode("yes" if value else "no")
        case str():
            return ScalarNode(value, quoted=True)
        case int() | float() | Decimal():
            return ScalarNode(str(value))
        case dt.datetime():
            return ScalarNode(value.strftime("%Y-%m-%d %H:%M"))
        case dt.date():
            return ScalarNode(value.isoformat())
        case dt.time():
            return ScalarNode(value.strftime("%H:%M"))
        case Mapping():
            # "_" holds the translation states of a Translated; a file holds texts only.
            return MapNode(tuple((_key(key), node_of(item)) for key, item in value.items() if key != "_"))
        case Iterable():
            return ListNode(tuple(node_of(item) for item in value))
    raise TypeError(f"{type(value).__name__} cannot stand in a programme file")


def _key(key: object) -> ScalarNode:
    if isinstance(key, ScalarNode):
        return key
    if isinstance(key, str):
        return ScalarNode(key, quoted=True)
    raise TypeError(f"a key must be a string, not {type(key).__name__}")
