"""Taking texts of a file over: first a preview of what would become of each, then the writing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.languages.text import stamp
from miteinander.foundation.values.clock import now

from . import policies, sources
from .actions import FaultyTexts, Gone, write_changes
from .checks import clean_text, faults_of
from .enums import Outcome
from .files.entries import Entry, TextFile, Unreadable
from .files.po import read_po
from .files.xliff import read_xliff
from .models import CheckedImport
from .segments import Change, Segment
from .sources import Source, UnknownKind

KEPT = timedelta(days=1)
WRITTEN = (Outcome.NEW, Outcome.REPLACES, Outcome.STALE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One text of a file beside what stands here. `replaces` a text that was good until now."""

    entry: Entry
    outcome: Outcome
    record_label: str = ""
    label: str = ""
    present: str = ""
    faults: tuple[str, ...] = ()
    replaces: bool = False
    change: Change | None = None


def read_file(name: str, content: bytes) -> TextFile:
    """Raises Unreadable."""
    found = read_po(content) if PurePath(name).suffix.lower() == ".po" else read_xliff(content)
    if found.language not in site_codes() - {base_language()}:
        raise Unreadable(
            _("Die Datei ist für die Sprache „%(code)s“, die es hier nicht gibt.")
            % {"code": found.language[:20]}
        )
    return found


def preview(file: TextFile, *, user: Any) -> list[Proposal]:
    """What would become of each text that is not empty. Two to three queries for each kind, and one for each record."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in file.entries:
        if entry.text.strip():
            by_kind[entry.kind].append(entry)
    found = {}
    for kind, entries in by_kind.items():
        for proposal in _of_kind(kind, entries, file.language, user):
            found[id(proposal.entry)] = proposal
    return [found[id(entry)] for entry in file.entries if id(entry) in found]


def _of_kind(kind: str, entries: Sequence[Entry], lang: str, user: Any) -> Iterable[Proposal]:
    try:
        source = sources.source_of_kind(kind)
    except UnknownKind:
        return [Proposal(entry, Outcome.UNKNOWN) for entry in entries]
    if not policies.can_translate(user, source.model, lang):
        return [Proposal(entry, Outcome.FORBIDDEN) for entry in entries]
    wanted = {entry.record for entry in entries}
    records = {record.pk: record for record in source.records().filter(pk__in=wanted)}
    segments = {
        pk: {segment.key: segment for segment in source.segments(record, lang)}
        for pk, record in records.items()
    }
    return [
        _proposal(entry, segments.get(entry.record, {}).get(entry.key), source, records.get(entry.record))
        for entry in entries
    ]


def _proposal(entry: Entry, segment: Segment | None, source: Source, record: Any) -> Proposal:
    if segment is None or record is None:
        label = source.label(record) if record is not None else ""
        return Proposal(entry, Outcome.UNKNOWN, record_label=label)
    text = clean_text(entry.text, multiline=segment.multiline)
    faults = tuple(str(fault) for fault in faults_of(segment, text))
    if faults:
        outcome = Outcome.FAULTY
    elif text == segment.text and not (entry.is_checked and segment.state != "checked"):
        outcome = Outcome.SAME
    elif not _same_words(entry.german, segment.german):
        outcome = Outcome.STALE
    else:
        outcome = Outcome.REPLACES if segment.text and text != segment.text else Outcome.NEW
    made_from = stamp(entry.german) if outcome is Outcome.STALE else segment.german_stamp
    return Proposal(
        entry,
        outcome,
        source.label(record),
        segment.label,
        segment.text,
        faults,
        replaces=bool(segment.text)
        and text != segment.text
        and not segment.is_open
        and not segment.is_machine,
        change=Change(text, Origin.CHECKED if entry.is_checked else Origin.HUMAN, made_from),
    )


def _same_words(one: str, other: str) -> bool:
    """Programs change the space between words; that is no other text."""
    return one.split() == other.split()


@transaction.atomic
def keep(*, file: TextFile, name: str, user: Any) -> CheckedImport:
    """Keep a file that was checked, for a day; older ones of anybody go."""
    forget_old()
    return CheckedImport.objects.create(
        user=user, name=name[:200], language=file.language, entries=[asdict(entry) for entry in file.entries]
    )


def forget_old() -> None:
    CheckedImport.objects.filter(made_at__lt=now() - KEPT).delete()


def file_of(kept: CheckedImport) -> TextFile:
    return TextFile(kept.language, [Entry(**entry) for entry in kept.entries])


@transaction.atomic
def take_over(*, kept: CheckedImport, replace: bool, actor: Any) -> Counter[Outcome]:
    """Write what can be written, judged anew against what stands here now; say how many texts had which outcome.

    Without `replace` texts that are here stay, unless they are outdated or a machine's.
    """
    done: Counter[Outcome] = Counter()
    changes: dict[tuple[str, int], dict[str, Change]] = defaultdict(dict)
    for proposal in preview(file_of(kept), user=actor):
        entry = proposal.entry
        if proposal.outcome not in WRITTEN:
            done[proposal.outcome] += 1
        elif proposal.replaces and not replace:
            done[Outcome.SAME] += 1
        elif proposal.change:
            done[proposal.outcome] += 1
            changes[entry.kind, entry.record][entry.key] = proposal.change
    for (kind, record), wanted in changes.items():
        try:
            write_changes(
                source=sources.source_of_kind(kind),
                record_id=record,
                lang=kept.language,
                changes=wanted,
                actor=actor,
            )
        except (Gone, FaultyTexts):
            done[Outcome.FAULTY] += len(wanted)
    kept.delete()
    return done
