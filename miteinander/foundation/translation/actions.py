"""The verbs of the desk. Records are written by their own room, through their source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.text import stamp
from miteinander.foundation.work import enqueue

from .checks import clean_text, faults_of
from .models import Reading
from .segments import Change, Segment
from .sources import Source, kind_of


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants a text to be, and what stood before them: the stamps of both texts, and whether it was checked.

    `checked` says that the text has been read and is right.
    """

    text: str
    checked: bool
    seen_german: str
    seen_text: str
    was_checked: bool = False


class ChangedMeanwhile(Exception):
    """Somebody else changed texts since the form was shown; nothing was written. `keys` are these texts."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)
        super().__init__(", ".join(sorted(self.keys)))


class FaultyTexts(Exception):
    """Texts that cannot stand; nothing was written. `faults`: sentences by key."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        self.faults = faults
        super().__init__(", ".join(sorted(faults)))


class Gone(LookupError):
    """The record is not there any more."""


def locked(source: Source, record_id: int) -> Any:
    """The record, which nobody else writes until the transaction ends. Raises Gone."""
    row = source.model._base_manager.select_for_update().filter(pk=record_id).first()
    if row is None:
        raise Gone
    return row


@transaction.atomic
def save_translations(
    *, source: Source, record_id: int, lang: str, edits: dict[str, Edit], actor: Any
) -> list[str]:
    """Write what differs and return its keys. Raises Gone, ChangedMeanwhile, FaultyTexts."""
    record = locked(source, record_id)
    segments = {segment.key: segment for segment in source.segments(record, lang)}
    wanted = {key: _wanted(edit, segments.get(key)) for key, edit in edits.items() if _is_touched(edit)}
    gone_on = [key for key, text in wanted.items() if _is_overtaken(edits[key], segments.get(key), text)]
    if gone_on:
        raise ChangedMeanwhile(gone_on)
    faults = {
        key: [str(fault) for fault in found]
        for key, text in wanted.items()
        if key in segments and (found := faults_of(segments[key], text))
    }
    if faults:
        raise FaultyTexts(faults)
    changes = {
        key: change
        for key, text in wanted.items()
        if key in segments and (change := _change(edits[key].checked, segments[key], text))
    }
    _write(source, record, lang, changes, actor)
    return list(changes)


def _is_touched(edit: Edit) -> bool:
    """Whether the person did anything here; what they left alone is nobody's conflict."""
    plain = edit.text.replace("\r\n", "\n")
    return edit.seen_text not in (stamp(plain), stamp(plain.strip())) or edit.checked != edit.was_checked


def _wanted(edit: Edit, segment: Segment | None) -> str:
    return clean_text(edit.text, multiline=segment.multiline) if segment else edit.text


def _is_overtaken(edit: Edit, segment: Segment | None, wanted: str) -> bool:
    """Whether somebody else was there: the German or the text is no longer the one that was seen."""
    if segment is None:
        return bool(wanted)
    if edit.seen_german != segment.german_stamp:
        return True
    return edit.seen_text != segment.text_stamp and segment.text != wanted


def _change(checked: bool, segment: Segment, text: str) -> Change | None:
    if not text:
        return Change("", Origin.HUMAN, "") if segment.text else None
    is_checked = segment.state == TextState.CHECKED
    if text == segment.text and checked == is_checked:
        return None
    return _made(text, Origin.CHECKED if checked else Origin.HUMAN, segment)


def _made(text: str, origin: Origin, segment: Segment) -> Change:
    return Change(text, origin, segment.german_stamp)


def _write(source: Source, record: Any, lang: str, changes: dict[str, Change], actor: Any) -> None:
    if not changes:
        return
    try:
        source.write(record=record, lang=lang, changes=changes, actor=actor)
    except ValidationError as error:
        raise FaultyTexts({next(iter(changes)): error.messages}) from error


@transaction.atomic
def write_changes(
    *, source: Source, record_id: int, lang: str, changes: dict[str, Change], actor: Any
) -> None:
    """Write texts that were checked before: of a file or a machine. Raises Gone, FaultyTexts."""
    _write(source, locked(source, record_id), lang, changes, actor)


@transaction.atomic
def fill_by_machine(
    *, source: Source, record_id: int, lang: str, texts: dict[str, tuple[str, str]], actor: Any
) -> int:
    """Keep what a machine wrote, by key the German it was made from and the text; return how many texts it were.

    Only where nothing of a person would be lost and the German still is the same. Raises Gone.
    """
    record = locked(source, record_id)
    changes = {}
    for segment in source.segments(record, lang):
        german, text = texts.get(segment.key, ("", ""))
        clean = clean_text(text, multiline=segment.multiline)
        if clean and german == segment.german and segment.may_be_filled and not faults_of(segment, clean):
            changes[segment.key] = Change(clean, Origin.MACHINE, segment.german_stamp)
    _write(source, record, lang, changes, actor)
    return len(changes)


def ask_machine(*, source: Source, record_ids: Sequence[int], lang: str, actor: Any) -> None:
    """Let the machine fill what is missing, in the background."""
    for record_id in record_ids:
        enqueue(
            "translation.fill_by_machine",
            kind=kind_of(source.model),
            record_id=record_id,
            lang=lang,
            actor_id=getattr(actor, "pk", None),
        )


@transaction.atomic
def note_reading(
    *, source: Source, record_id: int, lang: str, reader: str, read_on: date, note: str = "", actor: Any
) -> Reading:
    """Keep that somebody of the target group has read the text as it stands. Raises Gone, ValidationError."""
    record = locked(source, record_id)
    reading = Reading(
        content_type=ContentType.objects.get_for_model(source.model),
        record_id=record.pk,
        language=lang,
        reader=reader,
        read_on=read_on,
        note=note,
        made_of=stamp_of(source.segments(record, lang)),
        entered_by=actor if getattr(actor, "pk", None) else None,
    )
    reading.full_clean()
    reading.save()
    write_entry(record=record, verb=Verb.OTHER, actor=actor, detail=f"reading.{lang}")
    return reading


def stamp_of(segments: Iterable[Segment]) -> str:
    """Identifies all texts of a record in one language."""
    return stamp("\x1f".join(f"{segment.key}\x1e{segment.text}" for segment in segments))
