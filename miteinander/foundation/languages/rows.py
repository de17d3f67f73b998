"""Writing and reading text rows.

A model says what public search reads by `text_parts()`: `(titles, bodies)`, two lists of `Translated`; without it these
are its translated fields. The state of a row is the worst of all texts that are German: those of the record (or of its
`texts_to_translate()`) and of its parts. A record without any German is `missing` in German, and nothing waits in its other languages. Rooms' actions call
`project(record)` after saving; never from a draft revision, or drafts would leak into public search.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from .enums import TextState
from .folding import fold_for_search, search_words, sort_key
from .models import TextRow
from .parts import texts_of_parts, texts_of_record, translated_fields
from .registry import base_language, site_languages
from .text import Translated

LONGEST_SORT_KEY = 400
MOST_ROWS_PER_QUERY = 600
Q = TypeVar("Q", bound=QuerySet[Any])


class HasText(Protocol):
    pk: int

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]: ...


def project(record: HasText) -> None:
    """Write the rows of all languages of the site in one statement. Costs one query, with parts one each more."""
    project_many([record], keywords=[record.keywords()] if hasattr(record, "keywords") else [[]])


def project_many(records: Sequence[HasText], *, keywords: Sequence[Sequence[str]]) -> None:
    """The same for many records of one model, whose keywords the caller knows. One query for each few hundred rows."""
    of_parts = texts_of_parts(records)
    rows = [
        row
        for record, words in zip(records, keywords, strict=True)
        for row in _rows_of(record, words, of_parts.get(record.pk, []))
    ]
    TextRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["content_type", "record_id", "language"],
        update_fields=["title", "body", "sort_key", "state"],
        batch_size=MOST_ROWS_PER_QUERY,
    )


def has_text(record: object) -> bool:
    """Whether text rows are kept of the record."""
    return hasattr(record, "text_parts") or bool(translated_fields(type(record)))


def _shown_parts(record: Any) -> tuple[Sequence[Translated], Sequence[Translated]]:
    if hasattr(record, "text_parts"):
        parts: tuple[Sequence[Translated], Sequence[Translated]] = record.text_parts()
        return parts
    texts = list(texts_of_record(record).values())
    return texts[:1], texts[1:]


def _rows_of(record: HasText, keywords: Sequence[str], of_parts: Sequence[Translated]) -> list[TextRow]:
    titles, bodies = _shown_parts(record)
    german = [text for text in (*texts_of_record(record).values(), *of_parts) if text and text.base]
    content_type = ContentType.objects.get_for_model(record)  # type: ignore[arg-type]
    rows = []
    for language in site_languages():
        code = language.code
        own_title = " ".join(title.public(code) for title in titles).strip()
        nothing = TextState.MISSING if code == base_language() else TextState.CHECKED
        state = min((text.state(code) for text in german), key=lambda s: s.rank, default=nothing)
        shown = " ".join(title.localized(code).text for title in titles)
        rows.append(
            TextRow(
                content_type=content_type,
                record_id=record.pk,
                language=code,
                title=fold_for_search(own_title),
                body=fold_for_search(" ".join([*(body.public(code) for body in bodies), *keywords])),
                sort_key=sort_key(shown, code)[:LONGEST_SORT_KEY],
                state=state,
            )
        )
    return rows


def forget(record: models.Model) -> None:
    """Remove the rows of a record that is deleted."""
    TextRow.objects.filter(
        content_type=ContentType.objects.get_for_model(record), record_id=record.pk
    ).delete()


def matching(queryset: Q, query: str, lang: str) -> Q:
    """Records whose text holds every word of `query`, in `lang` or in German, those with hits in titles first."""
    words = search_words(query[:200])[:8]
    if not words:
        return queryset
    rows = TextRow.objects.filter(
        content_type=ContentType.objects.get_for_model(queryset.model), language__in={lang, base_language()}
    )
    in_title = rows
    for spellings in words:
        title_has, body_has = (_holds_one(column, spellings) for column in ("title", "body"))
        rows = rows.filter(title_has | body_has)
        in_title = in_title.filter(title_has)
    ids = rows.values("record_id")
    return queryset.filter(pk__in=ids).annotate(
        title_hit=Case(When(pk__in=in_title.values("record_id"), then=Value(0)), default=Value(1))
    )


def _holds_one(column: str, spellings: Iterable[str]) -> models.Q:
    held = models.Q()
    for spelling in sorted(spellings):
        held |= models.Q(**{f"{column}__contains": spelling})
    return held


def sorted_by_text(queryset: Q, lang: str) -> Q:
    """In the alphabetical order of `lang`."""
    key = TextRow.objects.filter(
        content_type=ContentType.objects.get_for_model(queryset.model),
        record_id=OuterRef("pk"),
        language=lang,
    ).values("sort_key")[:1]
    return queryset.annotate(text_sort_key=Subquery(key)).order_by("text_sort_key", "pk")
