"""Finding records of many kinds by their text rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Count, IntegerField, Max, Model, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from .folding import fold_for_search, search_words
from .models import TextRow
from .registry import base_language

LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_HITS = 500


@dataclass(frozen=True)
class Hit:
    """A record that holds every word. `own` says whether it does in the visitor's language.

    `is_name` says that the query is its whole title.
    """

    model: type[Model]
    record_id: int
    is_name: bool
    in_title: bool
    own: bool


def words_of(query: str) -> list[set[str]]:
    """The words of a query, each in its spellings; nonsense gives none."""
    return search_words(query[:LONGEST_QUERY])[:MOST_WORDS]


def find_hits(visible: Sequence[QuerySet[Any]], query: str, lang: str) -> list[Hit]:
    """Records of the query sets that hold every word in `lang` or in German, names and titles first. One query."""
    words = words_of(query)
    if not words:
        return []
    types = {ContentType.objects.get_for_model(found.model).pk: found.model for found in visible}
    in_title = Q()
    for spellings in words:
        in_title &= _held("title", spellings)
    rows = (
        _rows(visible, lang)
        .filter(_all_held(words))
        .values("content_type_id", "record_id")
        .annotate(
            named=Max(_flag(Q(title=fold_for_search(query[:LONGEST_QUERY])))),
            titled=Max(_flag(in_title)),
            own=Max(_flag(Q(language=lang))),
        )
        .order_by("-named", "-titled", "-own", "content_type_id", "record_id")[:MOST_HITS]
    )
    return [
        Hit(
            types[row["content_type_id"]],
            row["record_id"],
            is_name=bool(row["named"]),
            in_title=bool(row["titled"]),
            own=bool(row["own"]),
        )
        for row in rows
    ]


def best_without_one_word(visible: Sequence[QuerySet[Any]], query: str, lang: str) -> tuple[str, int] | None:
    """The rest of the query that finds most when one word is left out, with the number of records. One query."""
    typed = query[:LONGEST_QUERY].split()[:MOST_WORDS]
    words = words_of(" ".join(typed))
    if len(words) < 2 or len(words) != len(typed):
        return None
    record = Concat(Cast("content_type_id", CharField()), Value("-"), Cast("record_id", CharField()))
    counts = _rows(visible, lang).aggregate(
        **{
            f"without_{number}": Count(
                Case(When(_all_held([*words[:number], *words[number + 1 :]]), then=record)), distinct=True
            )
            for number in range(len(words))
        }
    )
    best = max(range(len(words)), key=lambda number: counts[f"without_{number}"])
    found = counts[f"without_{best}"]
    return (" ".join([*typed[:best], *typed[best + 1 :]]), found) if found else None


def _rows(visible: Sequence[QuerySet[Any]], lang: str) -> QuerySet[TextRow]:
    allowed = Q(pk__in=[])
    for records in visible:
        content_type = ContentType.objects.get_for_model(records.model)
        allowed |= Q(content_type=content_type, record_id__in=records.order_by().values("pk"))
    return TextRow.objects.filter(allowed, language__in={lang, base_language()})


def _all_held(words: Iterable[set[str]]) -> Q:
    condition = Q()
    for spellings in words:
        condition &= _held("title", spellings) | _held("body", spellings)
    return condition


def _held(column: str, spellings: Iterable[str]) -> Q:
    held = Q()
    for spelling in sorted(spellings):
        held |= Q(**{f"{column}__contains": spelling})
    return held


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
