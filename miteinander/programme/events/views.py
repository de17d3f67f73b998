from itertools import groupby

from django.db.models import Count, Window
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.dates import month_name
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.values.clock import today

from . import feeds
from .event_page import event_page
from .filters import EventFilter, filter_fields
from .models import Event, EventDate
from .presentation import EventCard, event_cards, local_day
from .querysets import EventDateQuerySet

PAGE_SIZE = 50
MOST_PAGES = 1000
MOST_IN_FEED = 5000
NEXT_WHEN_EMPTY = 3


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    lang = get_language() or base_language()
    chosen = EventFilter.from_query(request.GET)
    past = request.GET.get("archiv") == "1"
    dates = EventDate.objects.published()
    if past:
        dates = dates.past()
    elif not (chosen.first or chosen.last):
        dates = dates.upcoming()
    dates = chosen.apply(dates, lang).with_card_data().annotate(total=Window(Count("pk")))
    dates = dates.order_by("-starts_at", "pk") if past else dates.by_time()
    number = _page_number(request)
    rows = list(dates[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    if not rows and number > 1:
        number, rows = 1, list(dates[:PAGE_SIZE])
    total = _total(rows)
    fields = filter_fields(chosen)
    context = {
        "filters": fields,
        "result_text": _result_text(total, past=past),
        "groups": _by_month(rows, event_cards(rows), lang),
        "active": chosen.active(fields),
        "notices": chosen.notices,
        "reset_url": reverse("events:event-list"),
        "feeds": _feed_links(request, chosen, lang),
        "empty": None if rows else _empty(chosen, lang),
        "pages": _pages(chosen, number, total, past=past),
        "past": past,
        "archive_url": reverse("events:event-list") + chosen.address(archiv="1"),
        "upcoming_url": reverse("events:event-list") + chosen.address(),
    }
    return render(request, "events/event_list.html", context)


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_event_or_404(request, slug)
    following: list[EventDate] = []
    if event.series_id:
        following = list(
            EventDate.objects.published()
            .filter(event__series_id=event.series_id, starts_at__isnull=False)
            .exclude(event_id=event.pk)
            .upcoming()
            .with_brief_data()
            .by_time()[:3]
        )
    page = event_page(
        event,
        address=request.build_absolute_uri(request.path),
        next_in_series=tuple(event_cards(following, brief=True)),
    )
    return render(request, "events/event_detail.html", {"event": page})


def get_event_or_404(request: HttpRequest, slug: str) -> Event:
    """The event if this visitor may see it."""
    found = Event.objects.visible_to(None).with_page_data().filter(slug=slug).first()
    if found is None:
        raise Http404(_("Diesen Termin gibt es nicht oder nicht mehr."))
    return found


@require_safe
def feed_ics(request: HttpRequest) -> HttpResponse:
    lang = _feed_language(request)
    chosen = EventFilter.from_query(request.GET)
    identity = present_identity()
    with override(lang):
        stream = feeds.calendar_of(
            _feed_dates(chosen, lang).dated()[:MOST_IN_FEED],
            lang=lang,
            name=f"{identity.product_name}: {identity.name}",
            origin=_origin(request),
        )
    return _calendar_response(stream, "kalender.ics")


@require_safe
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    lang = _feed_language(request)
    dates = EventDate.objects.published().filter(event__slug=slug).dated().with_card_data().by_time()
    rows = list(dates)
    if not rows:
        raise Http404(_("Diesen Termin gibt es nicht oder nicht mehr."))
    with override(lang):
        name = rows[0].event.shown_title.localized(lang).text
        stream = feeds.calendar_of(rows, lang=lang, name=name, origin=_origin(request))
    return _calendar_response(stream, f"{slug}.ics")


@require_safe
def feed_json(request: HttpRequest) -> HttpResponse:
    lang = _feed_language(request)
    chosen = EventFilter.from_query(request.GET)
    with override(lang):
        events = [
            feeds.event_as_json(found, lang=lang, origin=_origin(request))
            for found in _feed_dates(chosen, lang)[:MOST_IN_FEED]
        ]
    response = JsonResponse(
        {"version": 1, "language": lang, "events": events}, json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _feed_dates(chosen: EventFilter, lang: str) -> EventDateQuerySet:
    dates = EventDate.objects.published()
    if not (chosen.first or chosen.last):
        dates = dates.between(feeds.feed_start(today()), None) | dates.filter(starts_at__isnull=True)
    return chosen.apply(dates, lang).with_card_data().by_time()


def _feed_language(request: HttpRequest) -> str:
    wanted = request.GET.get("lang", "")
    return wanted if wanted in site_codes() else base_language()


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _calendar_response(stream: bytes, name: str) -> HttpResponse:
    response = HttpResponse(stream, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("seite", "1")
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _total(rows: list[EventDate]) -> int:
    """How many dates there are in all, as annotated on every row."""
    return getattr(rows[0], "total", 0) if rows else 0


def _result_text(total: int, *, past: bool) -> str:
    if past:
        return ngettext("%(count)d vergangener Termin", "%(count)d vergangene Termine", total) % {
            "count": total
        }
    return ngettext("%(count)d Termin", "%(count)d Termine", total) % {"count": total}


def _by_month(rows: list[EventDate], cards: list[EventCard], lang: str) -> list[dict[str, object]]:
    def label(pair: tuple[EventDate, EventCard]) -> str:
        first = local_day(pair[0].starts_at)
        return month_name(first, lang) if first else _("Termin folgt")

    pairs = groupby(zip(rows, cards, strict=True), key=label)
    return [{"label": month, "cards": [card for _row, card in group]} for month, group in pairs]


def _feed_links(request: HttpRequest, chosen: EventFilter, lang: str) -> dict[str, str]:
    query = chosen.address(lang=lang)
    ics = reverse("feed-ics") + query
    return {
        "ics_url": ics,
        "webcal_url": f"webcal://{request.get_host()}{ics}",
        "json_url": reverse("feed-json") + query,
    }


def _empty(chosen: EventFilter, lang: str) -> dict[str, object]:
    following = list(
        EventDate.objects.published()
        .filter(starts_at__isnull=False)
        .upcoming()
        .with_brief_data()
        .by_time()[:NEXT_WHEN_EMPTY]
    )
    text = (
        _("Dazu haben wir keinen Termin gefunden. Nehmen Sie einen Filter weg, oder schauen Sie hier:")
        if chosen
        else _("Zurzeit ist kein Termin angekündigt. Fragen Sie gern im Büro nach.")
    )
    return {"text": text, "cards": event_cards(following, brief=True)}


def _pages(chosen: EventFilter, number: int, total: int, *, past: bool) -> dict[str, object]:
    count = max(1, -(-total // PAGE_SIZE))
    more = {"archiv": "1"} if past else {}
    base = reverse("events:event-list")
    return {
        "number": number,
        "count": count,
        "previous_url": base + chosen.address(**more, seite=str(number - 1)) if number > 1 else "",
        "next_url": base + chosen.address(**more, seite=str(number + 1)) if number < count else "",
    }
