from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.values.clock import today

from .. import atom, feeds
from ..cursor import Cursor, CursorError, page_limit
from ..filters import EventFilter
from ..models import EventDate
from ..querysets import EventDateQuerySet

MOST_IN_FEED = 5000


@require_safe
def feed_ics(request: HttpRequest) -> HttpResponse:
    lang = feed_language(request)
    chosen = EventFilter.from_query(request.GET)
    identity = present_identity()
    with override(lang):
        stream = feeds.calendar_of(
            _feed_dates(chosen, lang).dated().with_feed_data().by_time()[:MOST_IN_FEED],
            lang=lang,
            name=f"{identity.product_name}: {identity.name}",
            origin=origin_of(request),
        )
    return calendar_response(stream, "kalender.ics")


@require_safe
def feed_json(request: HttpRequest) -> HttpResponse:
    """A page of dates and the address of the next one, as documented in docs/operations/feeds.md."""
    lang = feed_language(request)
    chosen = EventFilter.from_query(request.GET)
    try:
        cursor = Cursor.parse(request.GET.get("cursor", ""))
        limit = page_limit(request.GET.get("limit", ""))
    except CursorError as error:
        return _json({"version": 1, "error": str(error)}, status=400)
    rows = list(cursor.page(_feed_dates(chosen, lang)).with_feed_data()[: limit + 1])
    following = ""
    if len(rows) > limit:
        rows.pop()
        query = chosen.address(lang=lang, limit=str(limit), cursor=Cursor.after(rows[-1]).text())
        following = origin_of(request) + request.path + query
    with override(lang):
        events = [feeds.event_as_json(found, lang=lang, origin=origin_of(request)) for found in rows]
    return _json({"version": 1, "language": lang, "events": events, "next": following or None})


@require_safe
def feed_atom(request: HttpRequest) -> HttpResponse:
    lang = feed_language(request)
    chosen = EventFilter.from_query(request.GET)
    number = atom.page_number(request.GET.get("seite", ""))
    identity = present_identity()
    with override(lang):
        stream = atom.feed_of(
            _feed_dates(chosen, lang),
            number=number,
            lang=lang,
            title=f"{identity.product_name}: {_('Kalender')}",
            author=identity.name,
            origin=origin_of(request),
            chosen=chosen,
        )
    response = HttpResponse(stream, content_type="application/atom+xml; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _feed_dates(chosen: EventFilter, lang: str) -> EventDateQuerySet:
    """All filters; without a period the last twelve months and everything to come."""
    dates = EventDate.objects.published()
    if not (chosen.first or chosen.last):
        dates = dates.between(feeds.feed_start(today()), None) | dates.filter(starts_at__isnull=True)
    return chosen.apply(dates, lang)


def _json(content: dict[str, object], status: int = 200) -> JsonResponse:
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def feed_language(request: HttpRequest) -> str:
    wanted = request.GET.get("lang", "")
    return wanted if wanted in site_codes() else base_language()


def origin_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def calendar_response(stream: bytes, name: str) -> HttpResponse:
    response = HttpResponse(stream, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
