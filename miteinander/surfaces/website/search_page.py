"""The public search over the records of all rooms."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from miteinander.foundation.interface import search
from miteinander.foundation.languages.hits import Hit, best_without_one_word, find_hits
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import EventCard, event_cards

PAGE_SIZE = 20
NEXT_WHEN_EMPTY = 3


@dataclass(frozen=True)
class Suggestion:
    """What finds more: the words that are left, and how many records they find."""

    words: str
    count: int
    url: str


@dataclass(frozen=True)
class SearchPage:
    query: str
    total: int
    results: tuple[search.Found, ...]
    number: int
    pages: int
    suggestion: Suggestion | None = None
    cards: tuple[EventCard, ...] = ()


def search_page(query: str, number: int, lang: str) -> SearchPage:
    """One page of results; without any, a suggestion and the next dates. A constant number of queries."""
    kinds = {kind.model: kind for kind in search.kinds()}
    visible = [kind.visible() for kind in kinds.values()]
    hits = _ranked(find_hits(visible, query, lang), kinds)
    pages = max(1, -(-len(hits) // PAGE_SIZE))
    number = min(number, pages)
    shown = hits[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    results = tuple(_present(shown, kinds, lang))
    if hits or not query.strip():
        return SearchPage(query, len(hits), results, number, pages)
    return SearchPage(query, 0, (), 1, 1, _suggestion(visible, query, lang), _next_dates())


def search_address(query: str, number: int = 1) -> str:
    more = {"seite": str(number)} if number > 1 else {}
    return f"{reverse('website:search')}?{urlencode({'q': query} | more)}"


def _ranked(hits: list[Hit], kinds: Mapping[type[Model], search.Kind]) -> list[Hit]:
    """What is called as asked first, then titles; among those by kind, and dated ones by how near their next date is."""
    ids: dict[type[Model], list[int]] = defaultdict(list)
    for hit in hits:
        ids[hit.model].append(hit.record_id)
    moments = {model: kinds[model].moments(found) for model, found in ids.items()}
    last = float("inf")
    return sorted(
        hits,
        key=lambda hit: (
            not hit.is_name,
            not hit.in_title,
            kinds[hit.model].order,
            moments[hit.model].get(hit.record_id, last),
            not hit.own,
        ),
    )


def _present(hits: list[Hit], kinds: Mapping[type[Model], search.Kind], lang: str) -> list[search.Found]:
    ids: dict[type[Model], list[int]] = defaultdict(list)
    for hit in hits:
        ids[hit.model].append(hit.record_id)
    found = {model: kinds[model].show(wanted, lang) for model, wanted in ids.items()}
    return [found[hit.model][hit.record_id] for hit in hits if hit.record_id in found[hit.model]]


def _suggestion(visible: Sequence[QuerySet[Any]], query: str, lang: str) -> Suggestion | None:
    best = best_without_one_word(visible, query, lang)
    return Suggestion(best[0], best[1], search_address(best[0])) if best else None


def _next_dates() -> tuple[EventCard, ...]:
    dates = (
        EventDate.objects.published().upcoming().filter(starts_at__isnull=False).with_brief_data().by_time()
    )
    return tuple(event_cards(list(dates[:NEXT_WHEN_EMPTY]), brief=True))
