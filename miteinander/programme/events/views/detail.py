from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.old_slugs import find_by_old_slug, redirect_old_slug
from miteinander.foundation.languages.registry import base_language

from .. import feeds
from ..event_page import event_page
from ..models import Event, EventDate
from ..presentation import event_cards, has_ended
from ..share_kit import page_kit
from ..social_words import social_alt
from .feeds import calendar_response, feed_language, origin_of

MOST_OF_SERIES = 3
NOT_FOUND = _("Diesen Termin gibt es nicht oder nicht mehr.")


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = find_event(slug)
    if event is None:
        return _moved_or_404(slug)
    coming, earlier = companion_dates(event)
    page = event_page(
        event,
        address=request.build_absolute_uri(request.path),
        next_in_series=tuple(event_cards(coming, brief=True)),
        earlier_in_series=tuple(event_cards(earlier, brief=True)),
    )
    event.venues_on_card = list(event.venues.all())
    context = {
        "event": page,
        "kit": page_kit(event, page),
        "picture_says": social_alt(event, get_language() or base_language()),
    }
    return render(request, "events/event_detail.html", context)


def find_event(slug: str) -> Event | None:
    """The event if everybody may see it."""
    return Event.objects.visible_to(None).with_page_data().filter(slug=slug).first()


def get_event_or_404(request: HttpRequest, slug: str) -> Event:
    """The event if this visitor may see it."""
    found = find_event(slug)
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def companion_dates(event: Event) -> tuple[list[EventDate], list[EventDate]]:
    """The next dates of the event's series, without one those of its activity, and the last ones before today.

    Without the event's own. One query.
    """
    same = {"series": event.series_id} if event.series_id else {"activity": event.activity_id}
    others = (
        EventDate.objects.published()
        .filter(starts_at__isnull=False, **{f"event__{name}": key for name, key in same.items()})
        .exclude(event_id=event.pk)
    )
    coming = others.upcoming().by_time()[:MOST_OF_SERIES]
    earlier = others.past().order_by("-starts_at", "-pk")[:MOST_OF_SERIES]
    found = others.filter(Q(pk__in=coming.values("pk")) | Q(pk__in=earlier.values("pk")))
    rows = list(found.with_brief_data().by_time())
    return [row for row in rows if not has_ended(row)], [row for row in rows if has_ended(row)][::-1]


def _moved_or_404(slug: str) -> HttpResponse:
    if moved := redirect_old_slug(Event.objects.visible_to(None), slug):
        return moved
    raise Http404(NOT_FOUND)


@require_safe
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """All dates of the event, or with `?termin=` the one with this position."""
    lang = feed_language(request)
    dates = EventDate.objects.published().filter(event__slug=slug).dated().with_feed_data().by_time()
    rows = list(dates)
    if not rows:
        return _moved_file_or_404(request, slug)
    wanted = request.GET.get("termin", "")
    rows = [row for row in rows if str(row.position) == wanted] or rows
    with override(lang):
        name = rows[0].event.shown_title.localized(lang).text
        stream = feeds.calendar_of(rows, lang=lang, name=name, origin=origin_of(request))
    return calendar_response(stream, f"{slug}.ics")


def _moved_file_or_404(request: HttpRequest, slug: str) -> HttpResponse:
    """Calendars that subscribed to the file under its old name go on."""
    event = find_by_old_slug(Event.objects.visible_to(None), slug)
    if event is None:
        raise Http404(NOT_FOUND)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponsePermanentRedirect(reverse("event-ics", args=[event.slug]) + query)
