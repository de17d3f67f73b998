"""Other events around a date that is being chosen. Advice, never a lock; drafts count, cancelled events do not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from miteinander.foundation.values.clock import end_of, start_of
from miteinander.foundation.values.partial_dates import Precision

from .enums import ClashKind, EventState
from .models import Event, EventDate

EVERYONE = "everyone"
MOST = 20
USUAL_DURATION = timedelta(hours=3)
"""Taken for an event whose end nobody entered."""
ORDER = {kind: place for place, kind in enumerate(ClashKind)}


@dataclass(frozen=True)
class Plan:
    """What is known of the date being chosen; empty collections match nothing."""

    day: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    venues: Collection[int] = ()
    districts: Collection[int] = ()
    audiences: Collection[str] = ()
    event_id: int | None = None
    """The event itself, when it is there already."""


@dataclass(frozen=True)
class Clash:
    """One event with the strongest reason to look at it."""

    kind: ClashKind
    event: Event
    starts_at: datetime | None
    is_all_day: bool


def clashes_of(plan: Plan) -> list[Clash]:
    """Events on the same day, the nearest in place and audience first, at most 20. Two queries."""
    dates = (
        EventDate.objects.dated()
        .between(plan.day, plan.day)
        .exclude(event__state=EventState.CANCELLED)
        .exclude(event=plan.event_id)
        .select_related("event__series", "event__activity", "event__format")
        .prefetch_related("event__venues")
        .by_time()
    )
    found: dict[int, Clash] = {}
    for one in dates[: MOST * 5]:
        clash = Clash(_kind(plan, one), one.event, one.starts_at, one.precision == Precision.DAY)
        known = found.get(one.event_id)
        if known is None or ORDER[clash.kind] < ORDER[known.kind]:
            found[one.event_id] = clash
    return sorted(found.values(), key=lambda clash: ORDER[clash.kind])[:MOST]


def days_with_events(first: date, last: date) -> dict[date, int]:
    """How many events there are on each day of a span, for the list of a year. One query."""
    counts: dict[date, int] = {}
    dates = EventDate.objects.dated().between(first, last).exclude(event__state=EventState.CANCELLED)
    for one in dates.only("starts_at", "ends_at", "precision"):
        partial = one.as_partial()
        if partial.first_day:
            counts[partial.first_day] = counts.get(partial.first_day, 0) + 1
    return counts


def _kind(plan: Plan, other: EventDate) -> ClashKind:
    venues = list(other.event.venues.all())
    if {venue.pk for venue in venues} & set(plan.venues):
        return ClashKind.SAME_TIME if _overlaps(plan, other) else ClashKind.SAME_VENUE
    audiences = set(other.event.audiences) - {EVERYONE}
    if audiences & set(plan.audiences):
        return ClashKind.SAME_AUDIENCE
    if {venue.district_id for venue in venues} & set(plan.districts):
        return ClashKind.SAME_DISTRICT
    return ClashKind.SAME_DAY


def _overlaps(plan: Plan, other: EventDate) -> bool:
    start, end = plan.starts_at or start_of(plan.day), plan.ends_at
    end = end or (start + USUAL_DURATION if plan.starts_at else end_of(plan.day))
    other_start = other.starts_at
    if other_start is None:
        return False
    other_end = other.ends_at or other_start + USUAL_DURATION
    return start < other_end and other_start < end
