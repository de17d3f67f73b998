"""Importing a programme: everything or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.exchange.difference import RecordChange
from miteinander.foundation.exchange.files import read_content, read_file
from miteinander.foundation.exchange.nodes import Document, document_of
from miteinander.foundation.exchange.problems import Problems
from miteinander.foundation.exchange.records import Reading, read_documents
from miteinander.surfaces.programme_files.report import Report
from miteinander.surfaces.programme_files.run import Progress, Run
from miteinander.surfaces.programme_files.uploads import Upload

Source = Path | Upload | Document | Mapping[str, object]


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
    sources = [source] if isinstance(source, (Path, Upload, Document, Mapping)) else list(source)
    names = _names(sources)
    reading = _read(sources, names, problems)
    if reading is None:
        # References into an unreadable file would all look wrong.
        return _report(names, dry_run, problems, ())
    with transaction.atomic():
        changes = Run(reading, actor, progress).run()
        if dry_run or problems:
            transaction.set_rollback(True)
    return _report(names, dry_run, problems, changes)


def _read(sources: Sequence[Source], names: Sequence[str], problems: Problems) -> Reading | None:
    """The entries of all sources; None when one is unreadable. Their nodes are not needed any more."""
    documents = [_document(one, name, problems) for one, name in zip(sources, names, strict=True)]
    reading = read_documents([document for document in documents if document is not None], problems)
    return None if None in documents else reading


def _names(sources: Sequence[Source]) -> list[str]:
    """What messages call the sources: the file name, the path where two files have the same name."""
    paths = [source for source in sources if isinstance(source, Path)]
    twice = {path.name for path in paths if sum(other.name == path.name for other in paths) > 1}
    names = []
    for source in sources:
        if isinstance(source, Path):
            names.append(str(source) if source.name in twice else source.name)
        else:
            names.append(source.name if isinstance(source, (Upload, Document)) else _("Angaben ohne Datei"))
    return names


def _document(source: Source, name: str, problems: Problems) -> Document | None:
    if isinstance(source, Path):
        return read_file(source, problems, name=name)
    if isinstance(source, Upload):
        return read_content(source.content, problems, name=name)
    return source if isinstance(source, Document) else document_of(source, name=name)


def _report(names: list[str], dry_run: bool, problems: Problems, changes: Sequence[RecordChange]) -> Report:
    return Report(
        documents=tuple(names),
        dry_run=dry_run,
        problems=problems.in_order(names),
        more_problems=problems.more,
        changes=tuple(changes),
    )
