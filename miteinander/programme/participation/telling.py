"""Mails to those who registered: written into the outbox by background work, so that a request never waits for them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.dates import format_date, format_time
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.mailing.actions import send_mail
from miteinander.foundation.mailing.attachments import Attachment
from miteinander.foundation.mailing.recipients import UnusableAddress
from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.feeds import calendar_of
from miteinander.programme.events.models import Event, EventDate
from miteinander.programme.events.presentation import full_when, place_line

from . import own_links
from .enums import RegistrationState
from .models import Registration

PERSONAL = ("booked", "waiting", "offer", "changed", "cancelled", "lapsed", "link")
"""News about one registration; each is the mail template `participation.<news>`."""
WITH_CALENDAR = ("booked", "moved", "event_cancelled")
HOLDS_ONLY_WHILE = {"offer": RegistrationState.OFFERED, "booked": RegistrationState.BOOKED}
"""News that are no longer true when the registration has moved on before the work ran."""


def tell(*, registration_id: int, news: str) -> bool:
    """Write the mail; whether one was written. Running twice writes once: a change of the registration is a new mail."""
    registration = Registration.objects.select_related("plan").filter(pk=registration_id).first()
    if registration is None or not registration.email:
        return False
    if HOLDS_ONLY_WHILE.get(news, registration.state) != registration.state:
        return False
    key = f"participation {registration.uid} {news} {registration.changed_at.isoformat()}"
    return write(registration, news, key)


def write(
    registration: Registration,
    news: str,
    dedupe_key: str,
    more: Callable[[str], dict[str, Any]] | None = None,
) -> bool:
    """The mail template `participation.<news>` to this registration; False where its address cannot be used.

    `more` gives what only this mail needs, in the language it is called with.
    """
    event = Event.objects.with_page_data().get(pk=registration.plan.event_id)
    lang = registration.language if registration.language in site_codes() else base_language()
    with translation.override(lang):
        context = context_of(registration, event, lang) | (more(lang) if more else {})
    try:
        send_mail(
            template=f"participation.{news}",
            to=registration.email,
            lang=lang,
            context=context,
            about=registration,
            dedupe_key=dedupe_key,
            reply_to=present_identity().email,
            attachments=[calendar_file(event, lang)] if news in WITH_CALENDAR else (),
        )
    except UnusableAddress:
        return False
    return True


def calendar_file(event: Event, lang: str) -> Attachment:
    """The event for the calendar of a phone; a later one with the same identifiers takes its place."""
    dates = EventDate.objects.filter(event=event, starts_at__isnull=False).with_feed_data()
    stream = calendar_of(
        dates,
        lang=lang,
        name=present_identity().product_name,
        origin=settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
    )
    return Attachment("termin.ics", "text/calendar", stream)


def context_of(registration: Registration, event: Event, lang: str) -> dict[str, Any]:
    """What every mail of this room may use; under the active language `lang`."""
    first, *others = [full_when(date, lang) for date in event.dates.all() if date.starts_at] or [""]
    until = registration.offer_until.astimezone(BERLIN) if registration.offer_until else None
    return {
        "name": registration.name,
        "title": event.shown_title.localized(lang).text,
        "when": first,
        "other_dates": "; ".join(others),
        "place": place_line(list(event.venues.all()), event),
        "size": registration.guests.count(),
        "waits": registration.state == RegistrationState.WAITING,
        "own_url": absolute(own_url(registration)),
        "event_url": absolute(reverse("events:event-detail", args=[event.slug])),
        "code": own_links.code(own_links.Purpose.REGISTRATION, registration.uid, registration.link_round),
        "until": f"{format_date(until.date(), lang)}, {format_time(until.time(), lang)}" if until else "",
        "reason": event.state_reason.localized(lang).text,
    }


def own_url(registration: Registration) -> str:
    """The page of this registration, in the active language."""
    token = own_links.token(own_links.Purpose.REGISTRATION, registration.uid, registration.link_round)
    return reverse("participation:own-registration", args=[token])
