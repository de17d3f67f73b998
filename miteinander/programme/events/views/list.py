from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.dates import month_name

from ..empty_result import empty_result
from ..filters import EventFilter, filter_fields
from ..models import EventDate
from ..presentation import EventCard, event_cards, local_day
from ..querysets import EventDateQuerySet, coming_or_between, past_between
from .selection import Selection, annotated_total, result_text, total_of

PAGE_SIZE = 50
MOST_PAGES = 1000


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    selection = Selection.of(request)
    chosen = selection.chosen
    past = request.GET.get("archiv") == "1"
    kept = {"archiv": "1"} if past else {}
    period = past_between if past else coming_or_between
    dates = EventDate.objects.published().filter(
        period(chosen.first, chosen.last), *chosen.conditions(selection.lang).values()
    )
    number = _page_number(request)
    ordered = dates.order_by("-starts_at", "pk") if past else dates.by_time()
    rows = _rows(ordered, number)
    if not rows and number > 1:
        number, rows = 1, _rows(ordered, 1)
    base = reverse("events:event-list")
    total = annotated_total(rows)
    fields = filter_fields(chosen)
    context = selection.context("list", fields, **kept) | {
        "result_text": result_text(total, past=past),
        "groups": _by_month(rows, event_cards(rows), selection.lang),
        "empty": None if rows else empty_result(chosen, fields, selection.lang, period, **kept),
        "pages": _pages(chosen, number, total, **kept),
        "past": past,
        "archive_url": base + chosen.address(archiv="1"),
        "upcoming_url": base + chosen.address(),
    }
    return render(request, "events/event_list.html", context)


def _rows(dates: EventDateQuerySet, number: int) -> list[EventDate]:
    """A page of dates, each of which knows how many there are in all. Three queries."""
    return list(dates.page(number, PAGE_SIZE).with_card_data().annotate(total=total_of(dates)))


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("seite", "1")
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _by_month(rows: list[EventDate], cards: list[EventCard], lang: str) -> list[dict[str, object]]:
    def label(pair: tuple[EventDate, EventCard]) -> str:
        first = local_day(pair[0].starts_at)
        return month_name(first, lang) if first else _("Termin folgt")

    pairs = groupby(zip(rows, cards, strict=True), key=label)
    return [{"label": month, "cards": [card for _row, card in group]} for month, group in pairs]


def _pages(chosen: EventFilter, number: int, total: int, **kept: str) -> dict[str, object]:
    count = max(1, -(-total // PAGE_SIZE))
    base = reverse("events:event-list")
    return {
        "number": number,
        "count": count,
        "previous_url": base + chosen.address(**kept, seite=str(number - 1)) if number > 1 else "",
        "next_url": base + chosen.address(**kept, seite=str(number + 1)) if number < count else "",
    }
