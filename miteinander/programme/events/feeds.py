"""The calendar for other programs: iCalendar (RFC 5545) and JSON."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEntry

from miteinander.foundation.values.clock import BERLIN
from miteinander.foundation.values.partial_dates import Precision

from .enums import EventState
from .models import Event, EventDate
from .presentation import iso_end, iso_start, place_line, state_label

PRODUCT = "-//Miteinander//Kalender//DE"
_STATUS = {EventState.CANCELLED: "CANCELLED", EventState.POSTPONED: "TENTATIVE"}

# By rule, because the lists of single changes that icalendar writes are misread by other parsers and end in 2038.
_BERLIN = """BEGIN:VTIMEZONE\r
TZID:Europe/Berlin\r
BEGIN:DAYLIGHT\r
DTSTART:19960331T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZNAME:CEST\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
DTSTART:19961027T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZNAME:CET\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
"""


def calendar_of(
    dates: Iterable[EventDate], *, lang: str, name: str, origin: str, own_address: str = ""
) -> bytes:
    """An iCalendar stream of dates that have a day at least (loaded by `with_feed_data`).

    `origin` is scheme and host. UIDs are stable, SEQUENCE rises with every change, cancelled events stay as CANCELLED.
    `own_address`: the page of one visitor's own registration; the file is then private.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Berlin")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_ical(_BERLIN))
    with override(lang):
        for found in dates:
            calendar.add_component(_entry(found, lang, origin, own_address))
    stream: bytes = calendar.to_ical()
    return stream


def _entry(found: EventDate, lang: str, origin: str, own_address: str = "") -> CalendarEntry:
    event = found.event
    title = event.shown_title.localized(lang)
    summary = event.shown_summary.localized(lang)
    address = origin + reverse("events:event-detail", args=[event.slug])
    entry = CalendarEntry()
    entry.add("uid", f"{event.uid}-{found.position}@miteinander")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    _add_times(entry, found)
    label = state_label(event)
    words = f"{label}: {title.text}" if label else title.text
    entry.add("summary", words, parameters={"LANGUAGE": title.lang})
    if own_address:
        mine = _("Ihre Anmeldung: %(address)s") % {"address": own_address}
        entry.add("description", f"{mine}\n\n{summary.text}".strip(), parameters={"LANGUAGE": lang})
    elif summary:
        reason = event.state_reason.localized(lang)
        parts = [reason.text, summary.text, address]
        entry.add(
            "description", "\n\n".join(part for part in parts if part), parameters={"LANGUAGE": summary.lang}
        )
    entry.add("location", _location(event))
    entry.add("categories", [event.format.name.localized(lang).text])
    entry.add("status", _STATUS.get(EventState(event.state), "CONFIRMED"))
    entry.add("url", own_address or address)
    venue = next((v for v in event.venues.all() if v.latitude is not None and v.longitude is not None), None)
    if venue:
        entry.add("geo", (float(venue.latitude), float(venue.longitude)))
    entry.add("class", "PRIVATE" if own_address else "PUBLIC")
    return entry


def _add_times(entry: CalendarEntry, found: EventDate) -> None:
    partial = found.as_partial()
    if not found.starts_at or not partial.first_day or not partial.last_day:
        raise ValueError("a date without a day cannot stand in a calendar file")
    if found.precision == Precision.TIME:
        entry.add("dtstart", found.starts_at.astimezone(BERLIN))
        end = found.ends_at or found.starts_at + found.event.format.usual_duration
        entry.add("dtend", end.astimezone(BERLIN))
    else:
        entry.add("dtstart", partial.first_day)
        entry.add("dtend", partial.last_day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")


def _location(event: Event) -> str:
    venues = list(event.venues.all())
    if len(venues) == 1 and venues[0].address:
        return f"{venues[0].name}, {venues[0].address}"
    return place_line(venues, event)


def event_as_json(found: EventDate, *, lang: str, origin: str) -> dict[str, Any]:
    """One date as documented in docs/operations/feeds.md."""
    event = found.event
    title, summary = event.shown_title.localized(lang), event.shown_summary.localized(lang)
    venues = list(event.venues.all())
    return {
        "id": f"{event.uid}-{found.position}",
        "sequence": event.sequence,
        "url": origin + reverse("events:event-detail", args=[event.slug]),
        "title": {"text": title.text, "language": title.lang},
        "summary": {"text": summary.text, "language": summary.lang},
        "format": event.format.slug,
        "activity": event.activity.slug,
        "task": event.activity.main_task.slug,
        "status": event.state,
        "status_reason": event.state_reason.localized(lang).text,
        "precision": found.precision,
        "start": iso_start(found) or None,
        "end": iso_end(found) or None,
        "languages": [{"code": entry.code, "mode": entry.mode} for entry in event.event_languages.all()],
        "audiences": event.audiences,
        "childcare": event.childcare,
        "price": str(event.price) if event.price is not None else None,
        "online_url": event.online_url or None,
        "venues": [
            {
                "name": str(venue.name),
                "address": venue.address,
                "district": venue.district.slug if venue.district else None,
                "step_free": venue.step_free,
                "toilet": venue.toilet,
                "induction_loop": venue.induction_loop,
            }
            for venue in venues
        ],
        "changed": event.changed_at.isoformat(timespec="seconds"),
    }


def feed_start(day: date) -> date:
    """Twelve months before the day: what a feed without filters begins with."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
