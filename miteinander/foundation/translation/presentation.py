"""What the pages of the desk show."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import site_languages

from . import policies, querysets, sources
from .actions import Edit, stamp_of
from .easy_language import LONGEST_WORD, MOST_WORDS, Hint, HintKind, find_hints
from .enums import Outcome
from .files.entries import RecordTexts
from .forms import seen_mark
from .models import Reading
from .segments import Segment
from .sources import Source

EASY = "de-simple"
ROWS_OF_LONG_TEXT = 300
"""Characters from which a field is a text area although its column has one line."""


@dataclass(frozen=True)
class Selection:
    """What somebody looks at. Without a language: all of theirs."""

    all_languages: list[str]
    lang: str
    kind: str
    sources: list[Source]
    state: str
    words: str

    @property
    def languages(self) -> list[str]:
        return [self.lang] if self.lang else self.all_languages

    def query(self) -> dict[str, str]:
        named = {"sprache": self.lang, "bereich": self.kind, "stand": self.state, "q": self.words}
        return {name: value for name, value in named.items() if value}


def matrix_rows(rows: Sequence[TextRow], wanted: Selection, user: Any) -> list[dict[str, Any]]:
    """One query for the states and one for the names of each kind on the page."""
    types = {ContentType.objects.get_for_model(source.model).pk: source for source in wanted.sources}
    states = querysets.states_by_record(rows, wanted.languages)
    names = {
        type_id: sources.labels(source, [row.record_id for row in rows if row.content_type_id == type_id])
        for type_id, source in types.items()
        if any(row.content_type_id == type_id for row in rows)
    }
    allowed = {
        type_id: {
            lang for lang in wanted.languages if policies.can_translate(user, types[type_id].model, lang)
        }
        for type_id in names
    }
    found = []
    for row in rows:
        label = names[row.content_type_id].get(row.record_id)
        if label is None:
            continue
        source = types[row.content_type_id]
        mine = states.get((row.content_type_id, row.record_id), {})
        found.append(
            {
                "label": label,
                "kind": sources.kind_of(source.model),
                "kind_title": str(source.model._meta.verbose_name),
                "pk": row.record_id,
                "cells": [
                    _cell(lang, mine.get(lang, ""), lang in allowed[row.content_type_id])
                    for lang in wanted.languages
                ],
            }
        )
    return found


def _cell(lang: str, state: str, allowed: bool) -> dict[str, Any]:
    known = TextState(state) if state in TextState.values else None
    return {"lang": lang, "state": state, "label": known.label if known else "", "allowed": allowed}


def edit_rows(
    segments: Sequence[Segment],
    edits: Mapping[str, Edit],
    overtaken: Collection[str],
    faults: Mapping[str, Sequence[str]],
    lang: str,
) -> list[dict[str, Any]]:
    """Each text with what was typed, if something was, and what is wrong with it."""
    found = []
    for segment in segments:
        edit = edits.get(segment.key)
        text = edit.text if edit else segment.text
        found.append(
            {
                "segment": segment,
                "ident": f"text-{segment.key.replace('.', '-')}",
                "text": text,
                "checked": edit.checked if edit else segment.state == TextState.CHECKED,
                "mark": seen_mark(segment),
                "faults": list(faults.get(segment.key, ())),
                "overtaken": segment.key in overtaken,
                "theirs": segment.text if segment.key in overtaken and segment.text != text else "",
                "is_long": segment.multiline or segment.longest > ROWS_OF_LONG_TEXT,
                "hints": [hint_sentence(hint) for hint in find_hints(text)] if lang == EASY else [],
            }
        )
    return found


def lost_texts(segments: Sequence[Segment], edits: Mapping[str, Edit]) -> list[str]:
    """What was typed for texts that are not there any more, so that nobody loses it."""
    known = {segment.key for segment in segments}
    return [edit.text for key, edit in edits.items() if key not in known and edit.text.strip()]


def hint_sentence(hint: Hint) -> str:
    values = {"found": hint.found, "count": hint.count, "words": MOST_WORDS, "letters": LONGEST_WORD}
    match hint.kind:
        case HintKind.LONG_SENTENCE:
            text = _("Langer Satz mit %(count)d Wörtern, besser höchstens %(words)d: „%(found)s“")
        case HintKind.PASSIVE:
            text = _("Passiv: „%(found)s“. Sagen Sie, wer etwas tut.")
        case HintKind.GENITIVE:
            text = _("Genitiv: „%(found)s“. Schreiben Sie „von“ oder einen eigenen Satz.")
        case HintKind.ABBREVIATION:
            text = _("Abkürzung: „%(found)s“. Schreiben Sie das Wort aus, oder erklären Sie es.")
        case HintKind.LONG_WORD:
            text = _("Langes Wort: „%(found)s“. Trennen Sie es mit einem Punkt in der Mitte (·).")
    return text % values


def other_languages(user: Any, source: Source, lang: str) -> list[dict[str, str]]:
    """Links to the same record in the other languages of the account."""
    return [
        {"code": language.code, "name": language.name, "dir": language.direction}
        for language in site_languages()
        if language.code != lang and policies.can_translate(user, source.model, language.code)
    ]


def readings_of(source: Source, record: Any, lang: str, segments: Sequence[Segment]) -> list[dict[str, Any]]:
    """Who has read the text, the latest first, and whether it was changed since. One query."""
    present = stamp_of(segments)
    rows = Reading.objects.filter(
        content_type=ContentType.objects.get_for_model(source.model), record_id=record.pk, language=lang
    )
    return [{"reading": row, "is_current": row.made_of == present} for row in rows[:20]]


def place_of(name: str, shown: Sequence[Source]) -> tuple[int, int] | None:
    """ "events-event-12" as type and id, of a kind the account sees."""
    kind, _dash, number = name.rpartition("-")
    for source in shown:
        if sources.kind_of(source.model) == kind and number.isdecimal() and len(number) < 19:
            return ContentType.objects.get_for_model(source.model).pk, int(number)
    return None


def file_records(rows: Sequence[TextRow], shown: Sequence[Source], wanted: Selection) -> list[RecordTexts]:
    """What goes into a file: with the filter "open" only the texts that wait."""
    found = []
    for source in shown:
        type_id = ContentType.objects.get_for_model(source.model).pk
        ids = [row.record_id for row in rows if row.content_type_id == type_id]
        records = {record.pk: record for record in source.records().filter(pk__in=ids)} if ids else {}
        for pk in ids:
            if pk not in records:
                continue
            segments = source.segments(records[pk], wanted.lang)
            if wanted.state == querysets.OPEN:
                segments = [segment for segment in segments if segment.is_open]
            if segments:
                label = source.label(records[pk])
                found.append(RecordTexts(sources.kind_of(source.model), pk, label, segments))
    return found


def outcome_counts(outcomes: Iterable[Outcome]) -> list[tuple[str, int]]:
    counted = Counter(outcomes)
    return [(str(outcome.label), counted[outcome]) for outcome in Outcome if counted[outcome]]
