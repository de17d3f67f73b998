"""From documents to entries: every record of the files with its values, in the order of saving."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import kinds
from miteinander.foundation.exchange.context import Context, Link, Use
from miteinander.foundation.exchange.fields import Slug
from miteinander.foundation.exchange.fields.structures import read_fields
from miteinander.foundation.exchange.kinds import Kind, Record
from miteinander.foundation.exchange.nodes import Document, ListNode, MapNode, Node, ScalarNode
from miteinander.foundation.exchange.places import Place, where
from miteinander.foundation.exchange.problems import FieldError, Problems, shortened

FORMAT_VERSION = "1"
VERSION_KEY = "programme"

Stored = dict[str, Mapping[str, Record]]
"""Existing records by kind and slug."""


@dataclass(eq=False)
class Entry:
    """One record of a file. `lines` gives the line of each field, for errors that appear on saving."""

    kind: Kind
    slug: str
    document: str
    line: Place | None
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, Place | None] = field(default_factory=dict)
    broken: bool = False

    def links(self) -> Iterator[Link]:
        for name, value in self.values.items():
            yield from self.kind.fields[name].links(value)

    def path(self, *steps: str) -> tuple[str, ...]:
        """Without a line only the slug says which record is meant."""
        first = self.kind.name if self.line is not None or not self.slug else f"{self.kind.name} {self.slug}"
        return (first, *steps)


@dataclass
class Reading:
    """All entries of one programme by kind and slug, and the references between them."""

    problems: Problems
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    uses: list[tuple[Entry, Use]] = field(default_factory=list)

    def of_kind(self, name: str) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.kind.name == name]


def read_documents(documents: Sequence[Document], problems: Problems) -> Reading:
    """Check the form of all documents together; what is wrong stands in `problems` afterwards. No queries."""
    reading = Reading(problems)
    for document in documents:
        _check_version(document, problems)
        for key, node in document.root.entries:
            if key.text != VERSION_KEY:
                _read_kind(document, key, node, reading)
    return reading


def _check_version(document: Document, problems: Problems) -> None:
    for key, node in document.root.entries:
        if key.text == VERSION_KEY:
            if not isinstance(node, ScalarNode) or node.text != FORMAT_VERSION:
                message = _("Diese Fassung des Formats ist unbekannt. Schreiben Sie „programme: 1“.")
                problems.add(document.name, node.line, (VERSION_KEY,), message)
            return
    message = _("Die Angabe der Fassung fehlt. Schreiben Sie „programme: 1“ an den Anfang.")
    problems.add(document.name, document.root.line, (), message)


def _read_kind(document: Document, key: ScalarNode, node: Node, reading: Reading) -> None:
    context = Context(document.name, (key.text,), reading.problems)
    names = [kind.name for kind in kinds.all()]
    if key.text not in names:
        message = _("Die Art „%(name)s“ gibt es nicht.") % {"name": shortened(key.text)}
        context.report(key, FieldError(message, names, given=key.text))
        return
    kind = kinds.get(key.text)
    if kind.single:
        if isinstance(node, MapNode):
            _read_entry(kind, node, context, reading)
        else:
            context.report(
                node, _("Hier stehen einzelne Felder mit Namen, keine Liste und kein einzelner Wert.")
            )
        return
    if isinstance(node, ScalarNode) and not node.text:
        return
    if not isinstance(node, ListNode):
        context.report(node, _("Hier steht eine Liste. Beginnen Sie jeden Eintrag mit „- slug: …“."))
        return
    for item in node.items:
        if isinstance(item, MapNode):
            _read_entry(kind, item, context, reading)
        else:
            context.report(item, _("Dieser Eintrag hat keine Felder. Beginnen Sie ihn mit „- slug: …“."))


def _read_entry(kind: Kind, node: MapNode, context: Context, reading: Reading) -> None:
    before = len(reading.problems.found)
    given = {key.text: value for key, value in node.entries}
    slug = "" if kind.single else _slug(kind, given.get("slug"), node, context)
    entry = Entry(kind, slug, context.document, node.line)
    entry.lines = {key.text: value.line for key, value in node.entries}
    context = Context(context.document, entry.path(), context.problems)
    fields = kind.fields if kind.single else {"slug": Slug(max_length=kind.slug_length), **kind.fields}
    rest = MapNode(
        tuple((key, value) for key, value in node.entries if kind.single or key.text != "slug"), node.line
    )
    entry.values = read_fields(fields, rest, context)
    entry.broken = len(reading.problems.found) > before or reading.problems.full
    reading.uses += [(entry, use) for use in context.uses]
    _keep(entry, context, reading)


def _slug(kind: Kind, node: Node | None, whole: MapNode, context: Context) -> str:
    inside = context.inside("slug")
    try:
        if node is None:
            raise FieldError(
                _("Das Feld „%(name)s“ fehlt. Ergänzen Sie es in diesem Eintrag.") % {"name": "slug"}
            )
        slug: str = Slug(required=True, max_length=kind.slug_length).read(node, inside)
        return slug
    except FieldError as error:
        inside.report(node or whole, error)
        return ""


def _keep(entry: Entry, context: Context, reading: Reading) -> None:
    if not entry.slug and not entry.kind.single:
        return
    first = reading.entries.setdefault((entry.kind.name, entry.slug), entry)
    if first is entry:
        return
    place = first.document if first.line is None else f"{first.document}, {where(first.line)}"
    message = (
        _("Diese Angaben stehen schon in %(place)s. Löschen Sie eine der beiden Stellen.") % {"place": place}
        if entry.kind.single
        else _("Der Schlüssel „%(slug)s“ steht schon in %(place)s. Geben Sie diesem Eintrag einen anderen.")
        % {"slug": entry.slug, "place": place}
    )
    context.problems.add(entry.document, entry.lines.get("slug", entry.line), entry.path("slug"), message)


def unreferred(reading: Reading) -> set[str]:
    """Kinds whose records are needed only while they are saved themselves."""
    referred = {use.link.kind for _entry, use in reading.uses}
    return {kind.name for kind in kinds.all() if not (kind.coming or kind.finish or kind.name in referred)}


def load_stored(reading: Reading, *, without: Collection[str] = ()) -> Stored:
    """The records that exist already, of entries and of references, but for kinds in `without`; one `load` per kind."""
    wanted: dict[str, set[str]] = {}
    for name, slug in reading.entries:
        if name not in without:
            wanted.setdefault(name, set()).add(slug)
    for _entry, use in reading.uses:
        wanted.setdefault(use.link.kind, set()).add(use.link.slug)
    return {
        name: {} if kinds.get(name).coming else kinds.get(name).load(sorted(slugs))
        for name, slugs in wanted.items()
    }


def check_links(reading: Reading, stored: Stored) -> None:
    """Report every reference to a record that neither stands in the files nor is stored."""
    known: dict[str, list[str]] = {}
    for entry, use in reading.uses:
        name, slug = use.link.kind, use.link.slug
        if (name, slug) in reading.entries or slug in stored[name]:
            continue
        if name not in known:
            in_files = [other.slug for other in reading.of_kind(name)]
            known[name] = sorted({*kinds.get(name).known(), *in_files})
        message = _("„%(slug)s“ gibt es in %(kind)s nicht.") % {"slug": slug, "kind": name}
        if not known[name]:
            message = _("„%(slug)s“ gibt es nicht. Tragen Sie es in der Datei unter %(kind)s ein.") % {
                "slug": slug,
                "kind": name,
            }
        context = use.context
        context.problems.add(
            context.document, use.line, context.path, FieldError(message, known[name], given=slug)
        )
        entry.broken = True


def in_order(reading: Reading, stored: Stored) -> list[Entry]:
    """Entries by kind, then as in the files, but new records before those that refer to them.

    New records that refer to each other in a circle are reported as broken.
    """
    rank = {kind.name: number for number, kind in enumerate(kinds.in_order())}
    base = sorted(reading.entries.values(), key=lambda entry: rank[entry.kind.name])
    ordered: list[Entry] = []
    state: dict[
        Entry, bool
    ] = {}  # False while its references are being placed, True when it is placed itself
    for first in base:
        if first in state:
            continue
        state[first] = False
        pending = [(first, _new_targets(first, reading, stored))]
        while pending:
            entry, targets = pending[-1]
            target = next(targets, None)
            if target is None:
                state[entry] = True
                ordered.append(entry)
                pending.pop()
            elif target not in state:
                state[target] = False
                pending.append((target, _new_targets(target, reading, stored)))
            elif not state[target]:
                _report_circle(entry, target, reading.problems)
    return ordered


def _new_targets(entry: Entry, reading: Reading, stored: Stored) -> Iterator[Entry]:
    for link in entry.links():
        target = reading.entries.get((link.kind, link.slug))
        if target is not None and link.slug not in stored[link.kind]:
            yield target


def _report_circle(entry: Entry, target: Entry, problems: Problems) -> None:
    entry.broken = True
    message = _(
        "Neue Einträge verweisen im Kreis aufeinander (hier auf „%(slug)s“). "
        "Lassen Sie einen Verweis weg und ergänzen Sie ihn nach dem ersten Import."
    ) % {"slug": target.slug}
    problems.add(entry.document, entry.line, entry.path(), message)
