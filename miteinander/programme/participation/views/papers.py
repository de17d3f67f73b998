"""What one takes along from the own registration: calendar file, ticket, slip with the code, certificate."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.qr_codes import qr_svg
from miteinander.foundation.values.clock import today
from miteinander.programme.events.feeds import calendar_of
from miteinander.programme.events.models import EventDate

from ..door_book import attended, was_kept
from ..models import Registration
from ..own_links import Purpose, token
from ..own_page import OwnPage, own_page
from ..presentation import present_language
from ..standing import standing_of_event
from ..telling import own_url
from .opening import event_of, link_unknown, private, registration_of


@never_cache
@require_safe
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The event for the own calendar, with the own link in it."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    dates = EventDate.objects.published().filter(event=registration.plan.event_id).dated()
    rows = list(dates.with_feed_data().by_time())
    if not rows:
        raise Http404(_("Diese Veranstaltung hat noch keinen Tag."))
    lang = present_language()
    stream = calendar_of(
        rows,
        lang=lang,
        name=rows[0].event.shown_title.localized(lang).text,
        origin=request.build_absolute_uri("/").rstrip("/"),
        own_address=absolute(own_url(registration)),
    )
    response = HttpResponse(stream, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{rows[0].event.slug}.ics"'
    return private(response)


@never_cache
@require_safe
def own_ticket(request: HttpRequest, token: str) -> HttpResponse:
    """For the door; only for those who have a seat."""
    return _paper(request, token, "participation/ticket.html", needs_seat=True)


@never_cache
@require_safe
def own_slip(request: HttpRequest, token: str) -> HttpResponse:
    """The short code on paper, for those without e-mail."""
    return _paper(request, token, "participation/slip.html")


@never_cache
@require_safe
def own_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """For those who were let in at the door, once the event is over; else a sentence that says why not."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    page = _page_of(token, registration)
    came = attended(registration.plan.event_id).filter(registration=registration)
    guests = list(came.select_related("pool__item").order_by("position")) if page.is_over else []
    names = [guest.name or (registration.name if guest.position == 0 else "") for guest in guests]
    context = {
        "page": page,
        "names": [name for name in names if name],
        "has_nameless": "" in names,
        "was_recorded": page.is_over and was_kept(registration.plan.event_id),
        "day": today(),
    }
    return private(render(request, "participation/certificate.html", context))


def _paper(request: HttpRequest, link: str, template: str, *, needs_seat: bool = False) -> HttpResponse:
    registration = registration_of(link)
    if registration is None:
        return link_unknown(request)
    page = _page_of(link, registration)
    if needs_seat and not page.is_booked:
        return private(redirect("participation:own-registration", token=link))
    context: dict[str, Any] = {"page": page, "code_address": absolute(reverse("participation:code-entry"))}
    if needs_seat:
        context["qr"] = qr_svg(token(Purpose.TICKET, registration.uid), _("QR-Code der Eintrittskarte"))
    return private(render(request, template, context))


def _page_of(link: str, registration: Registration) -> OwnPage:
    event_id = registration.plan.event_id
    return own_page(link, registration, event_of(event_id), standing_of_event(event_id))
