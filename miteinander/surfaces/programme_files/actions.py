"""Importing a programme: everything or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from miteinander.foundation.exchange import kinds
from miteinander.foundation.exchange.context import Link
from miteinander.foundation.exchange.difference import Outcome, RecordChange, difference, merged
from miteinander.foundation.exchange.files import read_file
from miteinander.foundation.exchange.nodes import Document, document_of
from miteinander.foundation.exchange.problems import Problems, RecordError, shortened
from miteinander.foundation.exchange.records import (
    Entry,
    Reading,
    Stored,
    check_links,
    in_order,
    load_stored,
    read_documents,
)
from miteinander.surfaces.programme_files.report import Report

Source = Path | Document | Mapping[str, object]
Progress = Callable[[int, int, str], None]
"""`progress(done, total, kind)` after each record."""


def import_programme(
    *,
    source: Source | Sequence[Source],
    dry_run: bool = False,
    actor: Any = None,
    progress: Progress | None = None,
) -> Report:
    """Import one programme from one or several files or mappings; references may cross them.

    All errors are collected; with one error nothing is stored. A dry run does the same work in a transaction
    that is rolled back. What is stored already as the files say is not written again. `actor` stands in the
    audit trail. Unexpected exceptions of a kind's `save` pass through, and nothing is stored.
    """
    problems = Problems()
    sources = [source] if isinstance(source, (Path, Document, Mapping)) else list(source)
    names = _names(sources)
    documents = [_document(one, name, problems) for one, name in zip(sources, names, strict=True)]
    reading = read_documents([document for document in documents if document is not None], problems)
    if None in documents:
        # References into an unreadable file would all look wrong.
        return _report(names, dry_run, problems, ())
    with transaction.atomic():
        changes = _Import(reading, actor, progress).run()
        if dry_run or problems:
            transaction.set_rollback(True)
    return _report(names, dry_run, problems, changes)


def _names(sources: Sequence[Source]) -> list[str]:
    """What messages call the sources: the file name, the path where two files have the same name."""
    paths = [source for source in sources if isinstance(source, Path)]
    twice = {path.name for path in paths if sum(other.name == path.name for other in paths) > 1}
    names = []
    for source in sources:
        if isinstance(source, Path):
            names.append(str(source) if source.name in twice else source.name)
        else:
            names.append(source.name if isinstance(source, Document) else _("Angaben ohne Datei"))
    return names


def _document(source: Source, name: str, problems: Problems) -> Document | None:
    if isinstance(source, Path):
        return read_file(source, problems, name=name)
    return source if isinstance(source, Document) else document_of(source, name=name)


def _report(names: list[str], dry_run: bool, problems: Problems, changes: Sequence[RecordChange]) -> Report:
    return Report(
        documents=tuple(names),
        dry_run=dry_run,
        problems=problems.in_order(names),
        more_problems=problems.more,
        changes=tuple(changes),
    )


class _Import:
    """One run inside the transaction. Records without errors are saved even when others have some, because
    saving finds further errors; the caller rolls back."""

    def __init__(self, reading: Reading, actor: Any, progress: Progress | None) -> None:
        self.reading = reading
        self.problems = reading.problems
        self.actor = actor
        self.progress = progress
        self.stored: Stored = load_stored(reading)
        self.saved: dict[tuple[str, str], Any] = {}

    def run(self) -> list[RecordChange]:
        check_links(self.reading, self.stored)
        entries = in_order(self.reading, self.stored)
        changes = []
        for done, entry in enumerate(entries, start=1):
            if self._depends_on_broken(entry):
                entry.broken = True
            if not entry.broken:
                changes.append(self._import(entry))
            if self.progress is not None:
                self.progress(done, len(entries), entry.kind.name)
        self._finish(entries)
        rank = {kind.name: number for number, kind in enumerate(kinds.in_order())}
        return sorted(changes, key=lambda change: rank[change.kind])

    def _finish(self, entries: Sequence[Entry]) -> None:
        """Let each kind do what needs all records in place."""
        for kind in kinds.in_order():
            own = [entry for entry in entries if entry.kind is kind]
            if kind.finish is None or not own or self.problems:
                continue
            try:
                kind.finish([self._find(Link(kind.name, entry.slug)) for entry in own], self.actor)
            except RecordError as error:
                sentences = [str(one) for several in error.messages.values() for one in several]
            except ValidationError as error:
                sentences = error.messages
            else:
                continue
            for sentence in sentences:
                self.problems.add(own[0].document, None, (kind.name,), sentence)

    def _depends_on_broken(self, entry: Entry) -> bool:
        targets = (self.reading.entries.get((link.kind, link.slug)) for link in entry.links())
        return any(
            target.broken and target.slug not in self.stored[target.kind.name]
            for target in targets
            if target is not None
        )

    def _import(self, entry: Entry) -> RecordChange:
        kind = entry.kind
        record = None if kind.coming else self.stored[kind.name].get(entry.slug)
        values = merged(kind, record, entry.values)
        change = difference(kind, entry.slug, record, values)
        if change.outcome in (Outcome.CREATED, Outcome.CHANGED):
            resolved = {name: kind.fields[name].resolved(value, self._find) for name, value in values.items()}
            self._save(entry, record, resolved)
        return change

    def _find(self, link: Link) -> Any:
        key = (link.kind, link.slug)
        return self.saved[key] if key in self.saved else self.stored[link.kind][link.slug]

    def _save(self, entry: Entry, record: Any, values: dict[str, Any]) -> None:
        try:
            # A savepoint: after an error in the database the next records can still be checked.
            with transaction.atomic():
                self.saved[entry.kind.name, entry.slug] = entry.kind.save(
                    slug=entry.slug, record=record, values=values, actor=self.actor
                )
        except RecordError as error:
            self._refused(entry, error.messages)
        except ValidationError as error:
            by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            self._refused(entry, by_field)
        except DatabaseError as error:
            reason = {"reason": shortened(error, 120)}
            self._refused(
                entry, {"": [_("Die Datenbank nimmt diesen Eintrag nicht an: %(reason)s.") % reason]}
            )

    def _refused(self, entry: Entry, messages: Mapping[str, Sequence[str]]) -> None:
        entry.broken = True
        for name, sentences in messages.items():
            known = name in entry.kind.fields or name == "slug"
            for sentence in sentences:
                self.problems.add(
                    entry.document,
                    entry.lines.get(name, entry.line),
                    entry.path(name) if known else entry.path(),
                    str(sentence),
                )
