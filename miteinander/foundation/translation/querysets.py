"""Lists of the desk, read from the text rows (`foundation/languages`): constant in queries, however many records."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.folding import search_words
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import base_language

from .segments import OPEN_STATES
from .sources import Source

OPEN = "open"
"""As a state: everything that waits for a translator."""


def states_of(wanted: str) -> list[str]:
    """The states a filter means; none for a word that is no state."""
    if wanted == OPEN:
        return [str(state) for state in OPEN_STATES]
    return [wanted] if wanted in TextState.values else []


def records_with_text(
    shown: Sequence[Source], *, languages: Sequence[str] = (), state: str = "", words: str = ""
) -> QuerySet[TextRow]:
    """The German rows of all records of some sources, by kind and alphabet.

    With a state only those which have it in one of the languages; with words those in whose German every word is.
    """
    types = ContentType.objects.get_for_models(*(source.model for source in shown)).values()
    rows = TextRow.objects.filter(language=base_language(), content_type__in=list(types)).exclude(
        state=TextState.MISSING
    )
    if states := states_of(state):
        same = TextRow.objects.filter(
            content_type=OuterRef("content_type"),
            record_id=OuterRef("record_id"),
            language__in=languages,
            state__in=states,
        )
        rows = rows.filter(Exists(same))
    for spellings in search_words(words[:200])[:8]:
        held = Q()
        for spelling in sorted(spellings):
            held |= Q(title__contains=spelling) | Q(body__contains=spelling)
        rows = rows.filter(held)
    return rows.defer("title", "body", "sort_key").order_by("content_type", "sort_key", "record_id")


def states_by_record(
    rows: Sequence[TextRow], languages: Sequence[str]
) -> dict[tuple[int, int], dict[str, str]]:
    """State by language for each record of a page of the matrix. One query."""
    wanted = Q(pk__in=[])
    for content_type_id in {row.content_type_id for row in rows}:
        ids = [row.record_id for row in rows if row.content_type_id == content_type_id]
        wanted |= Q(content_type=content_type_id, record_id__in=ids)
    found: dict[tuple[int, int], dict[str, str]] = {}
    states = TextRow.objects.filter(wanted, language__in=languages)
    for type_id, record_id, language, state in states.values_list(
        "content_type", "record_id", "language", "state"
    ):
        found.setdefault((type_id, record_id), {})[language] = state
    return found


def next_open(shown: Sequence[Source], lang: str, *, after: tuple[int, int] | None = None) -> TextRow | None:
    """The next record with something to translate, behind the one given (type and id), then from the beginning.

    In the order of the ids: it stays the same while texts change. At most two queries.
    """
    rows = records_with_text(shown, languages=[lang], state=OPEN).order_by("content_type", "record_id")
    if after:
        behind = Q(content_type__gt=after[0]) | Q(content_type=after[0], record_id__gt=after[1])
        return rows.filter(behind).first() or rows.exclude(content_type=after[0], record_id=after[1]).first()
    return rows.first()


def open_counts(shown: Sequence[Source], languages: Sequence[str]) -> dict[str, int]:
    """How many records wait, by language. One query."""
    types = ContentType.objects.get_for_models(*(source.model for source in shown)).values()
    waiting = TextRow.objects.filter(
        content_type__in=list(types), language__in=languages, state__in=OPEN_STATES
    ).order_by()
    counted = dict(waiting.values_list("language").annotate(count=Count("pk")))
    return {lang: counted.get(lang, 0) for lang in languages}
