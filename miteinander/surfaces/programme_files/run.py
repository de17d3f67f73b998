"""One run of an import inside its transaction."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from miteinander.foundation.exchange import kinds
from miteinander.foundation.exchange.context import Link
from miteinander.foundation.exchange.difference import Outcome, RecordChange, difference, merged
from miteinander.foundation.exchange.kinds import Change
from miteinander.foundation.exchange.problems import RecordError, shortened
from miteinander.foundation.exchange.records import (
    Entry,
    Reading,
    Stored,
    check_links,
    in_order,
    load_stored,
    unreferred,
)

AT_ONCE = 200
Progress = Callable[[int, int, str], None]
"""`progress(done, total, kind)` after each record."""


class Run:
    """One run inside the transaction. Records without errors are saved even when others have some, because
    saving finds further errors; the caller rolls back."""

    def __init__(self, reading: Reading, actor: Any, progress: Progress | None) -> None:
        self.reading = reading
        self.problems = reading.problems
        self.actor = actor
        self.progress = progress
        self.later = unreferred(reading)
        self.stored: Stored = load_stored(reading, without=self.later)
        self.saved: dict[tuple[str, str], Any] = {}

    def run(self) -> list[RecordChange]:
        check_links(self.reading, self.stored)
        entries = in_order(self.reading, self.stored)
        gc.freeze()  # what was read stays to the end and need not be looked through again and again
        try:
            changes = self._changes(entries)
        finally:
            gc.unfreeze()
        self._finish(entries)
        rank = {kind.name: number for number, kind in enumerate(kinds.in_order())}
        return sorted(changes, key=lambda change: rank[change.kind])

    def _changes(self, entries: Sequence[Entry]) -> list[RecordChange]:
        changes: list[RecordChange] = []
        done = 0
        for some in self._portions(entries):
            if some[0].kind.name in self.later:
                self.stored[some[0].kind.name] = some[0].kind.load([entry.slug for entry in some])
            changes += self._import(some)
            if some[0].kind.name in self.later:
                self._forget(some)
            for entry in some if self.progress is not None else ():
                done += 1
                self.progress(done, len(entries), entry.kind.name)  # type: ignore[misc]  # asked one line above
        return changes

    def _portions(self, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
        """Records of a kind that nobody refers to come together, so that they are loaded, saved and forgotten together."""
        some: list[Entry] = []
        for entry in entries:
            if some and (
                some[0].kind is not entry.kind or len(some) >= AT_ONCE or entry.kind.name not in self.later
            ):
                yield some
                some = []
            some.append(entry)
        if some:
            yield some

    def _forget(self, entries: Sequence[Entry]) -> None:
        """Nothing asks for these records again; ten thousand of them would fill the memory."""
        for entry in entries:
            self.stored[entry.kind.name] = {}
            entry.values, entry.lines = {}, {}
        if len(entries) > 1:
            gc.collect()  # records and their parts hold each other; they would wait for long

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

    def _import(self, entries: Sequence[Entry]) -> list[RecordChange]:
        changes = []
        wanted: list[tuple[Entry, Change]] = []
        for entry in entries:
            if entry.broken or self._depends_on_broken(entry):
                entry.broken = True
                continue
            kind = entry.kind
            record = None if kind.coming else self.stored[kind.name].get(entry.slug)
            values = merged(kind, record, entry.values)
            change = difference(kind, entry.slug, record, values)
            changes.append(change)
            if change.outcome in (Outcome.CREATED, Outcome.CHANGED):
                resolved = {
                    name: kind.fields[name].resolved(value, self._find) for name, value in values.items()
                }
                wanted.append((entry, Change(entry.slug, record, resolved)))
        if not self._saved_together(wanted):
            for entry, one in wanted:
                self._save(entry, one)
        return changes

    def _saved_together(self, wanted: Sequence[tuple[Entry, Change]]) -> bool:
        if len(wanted) < 2 or (save_many := wanted[0][0].kind.save_many) is None:
            return False
        try:
            with transaction.atomic():
                results = save_many([change for _entry, change in wanted], self.actor)
        except DatabaseError:
            return False
        for (entry, _change), error in zip(wanted, results, strict=True):
            if error is not None:
                self._refused(entry, error)
        return True

    def _find(self, link: Link) -> Any:
        key = (link.kind, link.slug)
        return self.saved[key] if key in self.saved else self.stored[link.kind][link.slug]

    def _save(self, entry: Entry, change: Change) -> None:
        try:
            # A savepoint: after an error in the database the next records can still be checked.
            with transaction.atomic():
                record = entry.kind.save(
                    slug=entry.slug, record=change.record, values=dict(change.values), actor=self.actor
                )
        except (RecordError, ValidationError, DatabaseError) as error:
            self._refused(entry, error)
        else:
            if entry.kind.name not in self.later:
                self.saved[entry.kind.name, entry.slug] = record

    def _refused(self, entry: Entry, error: Exception) -> None:
        entry.broken = True
        for name, sentences in _messages(error).items():
            known = name in entry.kind.fields or name == "slug"
            for sentence in sentences:
                self.problems.add(
                    entry.document,
                    entry.lines.get(name, entry.line),
                    entry.path(name) if known else entry.path(),
                    str(sentence),
                )


def _messages(error: Exception) -> Mapping[str, Sequence[str]]:
    """Sentences by field. Raises what is no refusal."""
    if isinstance(error, RecordError):
        return error.messages
    if isinstance(error, ValidationError):
        return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    if isinstance(error, DatabaseError):
        reason = {"reason": shortened(error, 120)}
        return {"": [_("Die Datenbank nimmt diesen Eintrag nicht an: %(reason)s.") % reason]}
    raise error
