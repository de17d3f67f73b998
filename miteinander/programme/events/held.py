"""Which events of activities took place in a period, with everything a report says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Prefetch, Q

from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.results import Period
from miteinander.civic.places.models import Venue
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.values.partial_dates import Precision

from . import companions
from .enums import PUBLIC_STATES, EngagementState, EventState
from .models import Event, EventDate, EventOrganisation, EventReport
from .presentation import has_ended, last_shown_day, local_day

NOT_SAID = ("description", "laid_out", "access_note", "price_note", "series__description")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with a day in the period. `guests` is None where nobody counted."""

    event: Event
    first: date
    last: date
    """Of the dates that are over, where it took place."""
    days: int
    took_place: bool
    is_exact: bool
    """False: only the month is known."""
    is_overdue: bool
    """The month is over, and nobody wrote down the day."""
    report: EventReport | None
    guests: int | None
    estimated: bool

    @property
    def record(self) -> str:
        return f"events.event:{self.event.pk}"

    @property
    def public_url(self) -> str:
        return address_of(self.event)


def happenings(activities: Sequence[Activity], period: Period) -> list[Happening]:
    """Public events whose first day lies in the period, in order of time. Nine queries, and one for each companion."""
    start, end = period.moments
    events = list(
        Event.objects.filter(activity__in=activities, state__in=PUBLIC_STATES)
        .annotate(
            begins=Min("dates__starts_at"),
            agreed=Count("engagements", Q(engagements__state=EngagementState.AGREED), distinct=True),
        )
        .filter(begins__gte=start, begins__lt=end)
        .select_related("series")
        .defer(*NOT_SAID)
        .prefetch_related(
            "dates",
            "event_languages",
            Prefetch("venues", Venue.objects.select_related("district__borough")),
            Prefetch("event_organisations", EventOrganisation.objects.select_related("organisation")),
        )
        .order_by("begins", "pk")
    )
    if not events:
        return []
    reports = {one.event_id: one for one in EventReport.objects.filter(event__in=events)}
    counted = companions.counted_guests_of(events)
    return [_happening(event, reports.get(event.pk), counted.get(event.pk)) for event in events]


def held(activities: Sequence[Activity], period: Period) -> list[Happening]:
    """Those that took place."""
    return [one for one in happenings(activities, period) if one.took_place]


def _happening(event: Event, report: EventReport | None, counted: int | None) -> Happening:
    dated = [one for one in event.dates.all() if one.starts_at]
    exact = [one for one in dated if one.precision in (Precision.DAY, Precision.TIME)]
    over = [one for one in exact if has_ended(one)]
    took_place = event.state == EventState.PUBLISHED and bool(over)
    spans = [span for one in (over if took_place else dated) if (span := _span(one))]
    written = report.guests if report else None
    return Happening(
        event=event,
        first=min(first for first, _last in spans),
        last=max(last for _first, last in spans),
        days=len({first for first, _last in spans}),
        took_place=took_place,
        is_exact=bool(exact),
        is_overdue=event.state == EventState.PUBLISHED and not exact and all(map(has_ended, dated)),
        report=report,
        guests=counted if written is None else written,
        estimated=bool(report and report.is_estimate),
    )


def _span(found: EventDate) -> tuple[date, date] | None:
    first = local_day(found.starts_at)
    return (first, last_shown_day(found) or first) if first else None
