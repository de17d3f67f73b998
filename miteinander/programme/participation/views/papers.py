"""What one takes along from the own registration: calendar file, ticket, slip with the code, certificate; as PDF too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.qr_codes import qr_svg
from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.programme.events.feeds import calendar_of
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.printing import event_to_print

from ..documents.answers import print_for
from ..documents.own import Came, shown_name, ticket_of, who_came
from ..door_book import was_kept
from ..models import Registration
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
    """For the door, on the phone; only for those who have a seat."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    page = _page_of(token, registration)
    if not page.is_booked:
        return private(redirect("participation:own-registration", token=token))
    event = event_to_print(registration.plan.event_id)
    ticket = ticket_of(registration, event, [present_language()])
    context = {"page": page, "ticket": ticket, "qr": qr_svg(ticket.qr.address, ticket.qr.says)}
    return private(render(request, "participation/ticket.html", context))


@never_cache
@require_safe
def own_ticket_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The same on paper."""
    return _printed(request, token, "participation.ticket")


@never_cache
@require_safe
def own_slip(request: HttpRequest, token: str) -> HttpResponse:
    """The short code on paper, for those without e-mail."""
    return _printed(request, token, "participation.slip")


@never_cache
@require_safe
def own_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """For those who were let in at the door, once the event is over; else a sentence that says why not."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    page = _page_of(token, registration)
    came = who_came(registration) if page.is_over else Came((), False)
    context = {
        "page": page,
        "names": [shown_name(guest, registration) for guest in came.named],
        "has_nameless": came.has_nameless,
        "was_recorded": page.is_over and was_kept(registration.plan.event_id),
    }
    return private(render(request, "participation/certificate.html", context))


@never_cache
@require_safe
def own_certificate_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """A sheet for each name; where there is none, the page says why."""
    return _printed(request, token, "participation.certificate", instead="participation:own-certificate")


def _printed(
    request: HttpRequest, link: str, key: str, *, instead: str = "participation:own-registration"
) -> HttpResponse:
    registration = registration_of(link)
    if registration is None:
        return link_unknown(request)
    try:
        return private(print_for(key, registration.pk, languages=[present_language()]))
    except CannotPrint:
        return private(redirect(instead, token=link))


def _page_of(link: str, registration: Registration) -> OwnPage:
    event_id = registration.plan.event_id
    return own_page(link, registration, event_of(event_id), standing_of_event(event_id))
