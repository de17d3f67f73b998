"""Programme files as nodes with line numbers. Nothing a file says can run code, grow or nest without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from miteinander.foundation.exchange.nodes import Document, ListNode, MapNode, Node, ScalarNode
from miteinander.foundation.exchange.places import Place
from miteinander.foundation.exchange.problems import FieldError, Problems, shortened

LARGEST_FILE = 10 * 1024 * 1024
DEEPEST = 30

# libyaml's parser where the wheel has it (ten times faster), else the one in Python: the same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Unreadable(Exception):
    """Nothing can be made of a file; `line` says where one gives up, if that is known."""

    def __init__(self, line: Place | None, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def read_file(path: Path, problems: Problems, *, name: str | None = None) -> Document | None:
    """The document in a file of at most 10 MB of UTF-8; None when nothing can be made of it."""
    name = name or path.name
    try:
        return read_text(decoded(content_of(path)), problems, name=name)
    except Unreadable as error:
        problems.add(name, error.line, (), error.sentence)
        return None


def read_text(text: str, problems: Problems, *, name: str) -> Document | None:
    """The document in a text; None when nothing can be made of it. Lines count from 1."""
    try:
        if found := FORBIDDEN.search(text):
            raise Unreadable(
                text.count("\n", 0, found.start()) + 1,
                _("Hier steht ein unsichtbares Steuerzeichen. Löschen Sie es. Ist es eine Textdatei?"),
            )
        root = _Builder(name, problems).build(text)
    except Unreadable as error:
        problems.add(name, error.line, (), error.sentence)
        return None
    if root is None:
        problems.add(name, 1, (), _("Die Datei ist leer. Beginnen Sie mit „programme: 1“."))
        return None
    if not isinstance(root, MapNode):
        problems.add(
            name, root.line, (), _("Die Datei muss mit „programme: 1“ beginnen, danach die Arten mit Namen.")
        )
        return None
    return Document(name=name, root=root)


def read_part(text: str, place: Place) -> Node:
    """What stands as YAML in one cell. Raises FieldError for the first thing that is wrong."""
    problems = Problems()
    try:
        root = _Builder("", problems).build(text)
    except Unreadable as error:
        raise FieldError(error.sentence) from None
    if problems:
        raise FieldError(problems.found[0].text)
    return _placed(root, place) if root is not None else ScalarNode("", place)


def _placed(node: Node, place: Place) -> Node:
    if isinstance(node, ScalarNode):
        return ScalarNode(node.text, place, node.quoted)
    if isinstance(node, ListNode):
        return ListNode(tuple(_placed(item, place) for item in node.items), place)
    entries = tuple(
        (ScalarNode(key.text, place, key.quoted), _placed(value, place)) for key, value in node.entries
    )
    return MapNode(entries, place)


def content_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Unreadable(None, _("Die Datei gibt es nicht. Prüfen Sie den Namen und den Ordner.")) from None
    except IsADirectoryError:
        raise Unreadable(None, _("Das ist ein Ordner. Nennen Sie die Dateien darin einzeln.")) from None
    except OSError as error:
        reason = {"reason": error.strerror or type(error).__name__}
        raise Unreadable(None, _("Die Datei lässt sich nicht lesen: %(reason)s.") % reason) from None
    if len(content) > LARGEST_FILE:
        raise Unreadable(None, _("Die Datei ist größer als 10 MB. Teilen Sie sie in mehrere Dateien."))
    return content


def decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            line, _("Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie als UTF-8.")
        ) from None


@dataclass
class _Open:
    """A list or mapping that is not finished yet."""

    line: int
    is_map: bool
    items: list[Node] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    entries: list[tuple[ScalarNode, Node]] = field(default_factory=list)
    key: ScalarNode | None = None
    skip: bool = False


class _Builder:
    """Builds nodes from the parser's events without recursion, so that no file can exhaust the stack."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = problems
        self.open: list[_Open] = []
        self.root: Node | None = None

    def build(self, text: str) -> Node | None:
        documents = 0
        for event in self._events(text):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Unreadable(
                        line, _("Hier beginnt ein zweites Dokument („---“). Löschen Sie diese Zeile.")
                    )
            elif isinstance(event, yaml.NodeEvent):
                self._node(event, line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
        return self.root

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise Unreadable(mark.line + 1 if mark else None, _explain(error, text)) from None
        except yaml.YAMLError:
            raise Unreadable(None, _("Die Datei lässt sich nicht als YAML lesen.")) from None

    def _node(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._complain(line, _("Verweise wie „*name“ sind nicht erlaubt. Schreiben Sie den Wert aus."))
            self._add(ScalarNode("", line))
            return
        if event.anchor is not None:
            self._complain(line, _("Anker wie „&name“ sind nicht erlaubt. Löschen Sie ihn."))
        if event.tag is not None:
            tag = {"tag": shortened(event.tag)}
            self._complain(line, _("Angaben wie „%(tag)s“ sind nicht erlaubt. Löschen Sie sie.") % tag)
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, line))
            return
        if len(self.open) >= DEEPEST:
            raise Unreadable(
                line, _("Hier ist zu tief geschachtelt. Prüfen Sie die Einrückung und die Klammern.")
            )
        self.open.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))

    def _scalar(self, event: Any, line: int) -> ScalarNode:
        text: str = event.value
        if FORBIDDEN.search(text):
            self._complain(line, _("Der Text enthält ein unsichtbares Steuerzeichen. Löschen Sie es."))
            text = FORBIDDEN.sub("", text)
        return ScalarNode(text, line, quoted=bool(event.style))

    def _close(self) -> None:
        done = self.open.pop()
        node: Node = (
            MapNode(tuple(done.entries), done.line) if done.is_map else ListNode(tuple(done.items), done.line)
        )
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if not parent.is_map:
            parent.items.append(node)
        elif parent.key is None:
            self._key(parent, node)
        else:
            if not parent.skip:
                parent.entries.append((parent.key, node))
            parent.key, parent.skip = None, False

    def _key(self, parent: _Open, node: Node) -> None:
        line = node.line if isinstance(node.line, int) else parent.line
        if not isinstance(node, ScalarNode):
            self._complain(line, _("Vor dem Doppelpunkt muss ein einzelnes Wort stehen."))
            parent.key, parent.skip = ScalarNode("", line), True
            return
        parent.key = node
        if node.text in parent.keys:
            parent.skip = True
            said = {"name": shortened(node.text), "line": parent.keys[node.text]}
            self._complain(
                line,
                _("„%(name)s“ steht schon in Zeile %(line)d. Löschen Sie eine der beiden Angaben.") % said,
            )
        else:
            parent.keys[node.text] = line

    def _complain(self, line: int, sentence: str) -> None:
        self.problems.add(self.name, line, (), sentence)


def _explain(error: yaml.MarkedYAMLError, text: str) -> str:
    """The parser speaks English and of tokens; say what the person can do."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n", mark.line + 1) if mark else []
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in said:
        return _("Hier steht ein Tabulator. Rücken Sie mit Leerzeichen ein.")
    if "mapping values are not allowed" in said:
        return _(
            "Doppelpunkt im Text oder falsche Einrückung. "
            "Setzen Sie den Text in Anführungszeichen oder rücken Sie wie in der Zeile davor ein."
        )
    if "escape" in said:
        return _(
            "Nach „\\“ steht ein Zeichen, das dort nicht erlaubt ist. Nehmen Sie einfache Anführungszeichen."
        )
    if "quoted scalar" in said:
        return _("Ein Anführungszeichen wird nicht geschlossen. Ergänzen Sie es.")
    if "flow sequence" in said or "flow mapping" in said:
        return _(
            "Eine Klammer wird nicht geschlossen oder ein Komma fehlt. Prüfen Sie diese und die vorige Zeile."
        )
    return _(
        "Diese Stelle lässt sich nicht lesen. Prüfen Sie Einrückung, Doppelpunkte und Anführungszeichen."
    )
