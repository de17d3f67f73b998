"""What the planning form proposes, so that people only correct: from the format and from the last event like it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q

from miteinander.civic.concept.models import Activity
from miteinander.civic.places.models import Venue
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import META, Translated
from miteinander.foundation.values.clock import BERLIN, today
from miteinander.foundation.values.partial_dates import Precision

from .enums import EventState
from .models import Event, EventDate, EventReport, Format
from .moving_days import next_day

YEAR = timedelta(days=365)
SEASON = timedelta(days=120)
MOST = 150


@dataclass(frozen=True)
class Proposal:
    format: Format
    title: Translated
    activity: Activity | None = None
    day: date | None = None
    starts: time | None = None
    duration: timedelta = timedelta(hours=2)
    venues: Sequence[Venue] = ()
    languages: Sequence[Mapping[str, Any]] = ()
    earlier: Event | None = None
    """The event it was taken from."""
    earlier_day: date | None = None
    reasons: tuple[str, ...] = ()
    """Why the day is not simply a year later."""
    lessons: str = ""


def proposal_for(format: Format) -> Proposal:
    """For a new event of a format; five queries."""
    last = _last_of(format)
    venues = list(last.event.venues.select_related("district")) if last else []
    starts, duration = _times(last, format)
    return Proposal(
        format=format,
        title=title_of(format, venues[0] if venues else None),
        activity=last.event.activity if last else None,
        starts=starts,
        duration=duration,
        venues=venues,
        languages=list(last.event.event_languages.values("code", "mode")) if last else (),
        earlier=last.event if last else None,
        earlier_day=last.as_partial().first_day if last else None,
    )


def proposal_like(event: Event) -> Proposal:
    """For the next one of an event; five queries."""
    first = EventDate.objects.dated().filter(event=event).by_time().first()
    old_day = first.as_partial().first_day if first else None
    moved = next_day(old_day, today() + timedelta(days=1)) if old_day else None
    starts, duration = _times(first, event.format)
    return Proposal(
        format=event.format,
        title=event.shown_title,
        activity=event.activity,
        day=moved.day if moved else None,
        starts=starts,
        duration=duration,
        venues=list(event.venues.select_related("district")),
        languages=list(event.event_languages.values("code", "mode")),
        earlier=event,
        earlier_day=old_day,
        reasons=moved.reasons if moved else (),
        lessons=_lessons_of(event),
    )


def title_of(format: Format, venue: Venue | None) -> Translated:
    """The title pattern with its gaps filled, in every language it has; the format's name without a pattern."""
    district = str(venue.district) if venue and venue.district else ""
    texts = {}
    for lang, pattern in (format.title_pattern or format.name).texts().items():
        place = venue.name.localized(lang).text if venue else ""
        filled = pattern.replace("{district}", district).replace("{venue}", place)
        texts[lang] = (
            filled if "{" not in pattern or (district or place) else format.name.localized(lang).text
        )
    return Translated.of(texts)


def kept_title(proposed: Translated, typed: str) -> Translated:
    """What was typed; with the other languages when it is what was proposed, else marked outdated."""
    if typed == proposed.base:
        return proposed
    kept = Translated({key: value for key, value in proposed.items() if key != META or value})
    return kept.with_text(base_language(), typed)


def repeatable_events(day: date) -> list[EventDate]:
    """Dates of last year's coming months, which may want to be planned again. Four queries."""
    first, last = day - YEAR, day - YEAR + SEASON
    dates = (
        EventDate.objects.dated()
        .between(first, last)
        .exclude(event__state=EventState.CANCELLED)
        .filter(Q(event__series__isnull=True) | Q(event__series__rule=""))
    )
    return list(dates.with_card_data().by_time()[:MOST])


@dataclass(frozen=True)
class Again:
    """One thing that may be planned again: its next date of last year, and the later ones of the same name."""

    date: EventDate
    later: Sequence[EventDate]


def repeatable_titles(day: date) -> list[Again]:
    """`repeatable_events`, each name once, in the order of their first dates. Four queries."""
    named: dict[str, dict[int, EventDate]] = {}
    for one in repeatable_events(day):
        named.setdefault(str(one.event.shown_title), {}).setdefault(one.event_id, one)
    return [Again(first, later) for first, *later in (list(events.values()) for events in named.values())]


def _last_of(format: Format) -> EventDate | None:
    """The latest date of the format that has a time or day, cancelled ones left out; with its event."""
    dates = EventDate.objects.dated().filter(event__format=format).exclude(event__state=EventState.CANCELLED)
    return (
        dates.select_related("event__activity", "event__series", "event__format")
        .order_by("-starts_at")
        .first()
    )


def _lessons_of(event: Event) -> str:
    report = EventReport.objects.filter(event=event).first()
    return (report.lessons if report else "") or (event.todo_list.lessons if event.todo_list else "")


def _times(found: EventDate | None, format: Format) -> tuple[time | None, timedelta]:
    """When it begins and how long it takes."""
    if found is None or found.precision != Precision.TIME or found.starts_at is None:
        return None, format.usual_duration
    length = found.ends_at - found.starts_at if found.ends_at else format.usual_duration
    return found.starts_at.astimezone(BERLIN).time(), length
