"""Mails around the day: the day before, while an offer waits, when the event changes, and afterwards.

Each is written once for a registration and occasion, however often the work runs (`dedupe_key`).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse

from miteinander.civic.places.models import Venue
from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.values.clock import end_of, now, start_of
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, EventDate
from miteinander.programme.events.presentation import full_when, place_line

from . import own_links
from .door_book import attended, was_kept
from .enums import HOLDING, RegistrationMode, RegistrationState
from .models import Registration, RegistrationPlan
from .querysets import RegistrationQuerySet
from .telling import write

FRESH = timedelta(hours=12)
"""Who registered so shortly before has the confirmation still on top."""
SHORTLY_BEFORE = timedelta(hours=24)
LOOK_BACK = 3
"""Days after which it is too late to thank; so many may the machine be off."""


def remind_guests(*, day: date) -> int:
    """Tell the booked guests of the next day's events when and where; how many mails. Who waits gets none."""
    tomorrow = day + timedelta(days=1)
    dates = EventDate.objects.filter(
        starts_at__gte=start_of(tomorrow), starts_at__lt=end_of(tomorrow), event__state=EventState.PUBLISHED
    )
    written = 0
    for found in dates:
        for registration in _booked(found.event_id).filter(created_at__lt=now() - FRESH):
            key = f"participation {registration.uid} reminder {_stamp(found.starts_at)}"
            written += write(registration, "reminder", key, _this_date(found))
    return written


def remind_offers(*, at: datetime) -> int:
    """Remind of offers that end soon: in the second half of their time, and at most a day before the end."""
    offers = Registration.objects.filter(
        state=RegistrationState.OFFERED, offer_until__gt=at, offer_until__lte=at + SHORTLY_BEFORE
    )
    written = 0
    for registration in offers.exclude(email="").select_related("plan"):
        assert registration.offer_until is not None
        if registration.offer_until - at <= registration.plan.offer_period / 2:
            key = f"participation {registration.uid} offer_reminder {_stamp(registration.offer_until)}"
            written += write(registration, "offer_reminder", key)
    return written


def thank_guests(*, day: date) -> int:
    """After the last date of an event: thanks to those who came, a kind word to those who did not.

    Who came is known only where the door's book was kept; everybody else gets one neutral mail.
    """
    ended = (
        Event.objects.filter(state=EventState.PUBLISHED)
        .annotate(last=Max("dates__starts_at"))
        .filter(last__lt=start_of(day), last__gte=start_of(day - timedelta(days=LOOK_BACK)))
    )
    written = 0
    for event in ended:
        recorded = was_kept(event)
        came = set(attended(event).values_list("registration", flat=True))
        for registration in _booked(event.pk):
            news = "after" if not recorded else "thanks" if registration.pk in came else "missed"
            key = f"participation {registration.uid} after"
            written += write(registration, news, key, _feedback(event))
    return written


def tell_all(*, plan_id: int, news: str, before: Mapping[str, Any], stamp: str) -> int:
    """The same news to everybody who had registered at `stamp`; how many mails."""
    asked = Registration.objects.in_play().filter(plan=plan_id, created_at__lte=stamp).exclude(email="")
    if not before:  # the minimum is reached: no news for who has no seat
        asked = asked.filter(state__in=HOLDING)
    written = 0
    for registration in asked.select_related("plan"):
        key = f"participation {registration.uid} {news} {stamp}"
        written += write(registration, news, key, lambda lang: _before(before, plan_id, lang))
    return written


def _booked(event_id: int) -> RegistrationQuerySet:
    found = Registration.objects.of_event(event_id).booked().exclude(email="")
    return found.exclude(plan__mode=RegistrationMode.NONE).select_related("plan")


def _this_date(found: EventDate) -> Callable[[str], dict[str, Any]]:
    return lambda lang: {"when": full_when(found, lang), "other_dates": ""}


def _feedback(event: Event) -> Callable[[str], dict[str, Any]]:
    token = own_links.token(own_links.Purpose.FEEDBACK, event.uid)
    return lambda lang: {
        "feedback_url": absolute(reverse("participation_feedback:feedback-form", args=[token]))
    }


def _before(before: Mapping[str, Any], plan_id: int, lang: str) -> dict[str, str]:
    """Day and place that people were told before; empty where they are still true."""
    if not before:
        return {"old_when": "", "old_place": ""}
    plan = RegistrationPlan.objects.select_related("event").get(pk=plan_id)
    old = [_date(row) for row in before["dates"]]
    present = [
        one.as_partial()
        for one in plan.event.dates.filter(starts_at__isnull=False).order_by("starts_at", "pk")
    ]
    old_venues = list(Venue.objects.filter(pk__in=before["venues"]).select_related("district"))
    same_place = before["venues"] == sorted(plan.event.venues.values_list("pk", flat=True))
    return {
        "old_when": "; ".join(full_when(one, lang) for one in old)
        if [one.as_partial() for one in old] != present
        else "",
        "old_place": "" if same_place else place_line(old_venues, Event(online_url=before["online"])),
    }


def _date(row: list[str]) -> EventDate:
    start, end = (datetime.fromisoformat(text) if text else None for text in row[1:])
    return EventDate(precision=row[0], starts_at=start, ends_at=end)


def _stamp(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
