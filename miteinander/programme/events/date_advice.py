"""What to think of when a date is chosen: the calendars' hints and other events. Advice, never a lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from miteinander.civic.planning.calendars import Hint
from miteinander.civic.planning.day_hints import hints_for
from miteinander.civic.planning.enums import DayKind, Weight
from miteinander.foundation.values.clock import BERLIN

from .clashes import Clash, Plan, clashes_of
from .enums import ClashKind
from .models import Event

MOST_DAYS = 3
"""Days of one event that are looked at; a series has its own page."""


@dataclass(frozen=True)
class ClashLine:
    kind: ClashKind
    title: str
    when: str
    where: str
    state: str
    url: str


@dataclass(frozen=True)
class Advice:
    day: date
    hints: Sequence[Hint]
    clashes: Sequence[ClashLine]

    @property
    def is_free(self) -> bool:
        """Nothing speaks against the day, as far as anybody knows."""
        return not self.clashes and all(
            hint.weight != Weight.HIGH and hint.kind != DayKind.UNKNOWN for hint in self.hints
        )


def advice_for(plan: Plan) -> Advice:
    """Five queries, however much there is to say."""
    return Advice(plan.day, hints_for(plan.day), [_line(clash) for clash in clashes_of(plan)])


def plans_of(event: Event) -> list[Plan]:
    """The stored dates of an event, as far as their day is known. Two queries."""
    venues = list(event.venues.all())
    plans = []
    for one in event.dates.all():
        partial = one.as_partial()
        if one.precision in ("day", "time") and partial.first_day:
            is_timed = one.precision == "time"
            plans.append(
                Plan(
                    day=partial.first_day,
                    starts_at=one.starts_at if is_timed else None,
                    ends_at=one.ends_at if is_timed else None,
                    venues=[venue.pk for venue in venues],
                    districts=[venue.district_id for venue in venues if venue.district_id],
                    audiences=event.audiences,
                    event_id=event.pk,
                )
            )
    return plans[:MOST_DAYS]


def as_json(advice: Advice) -> dict[str, Any]:
    """The same for programs."""
    return {
        "day": advice.day.isoformat(),
        "is_free": advice.is_free,
        "hints": [
            {
                "name": hint.name,
                "kind": hint.kind.value,
                "weight": hint.weight.value,
                "text": hint.text,
                "source": hint.source,
                "uncertainty": hint.uncertainty,
                "first": hint.first.isoformat() if hint.first else None,
                "last": hint.last.isoformat() if hint.last else None,
            }
            for hint in advice.hints
        ],
        "clashes": [
            {
                "kind": line.kind.value,
                "title": line.title,
                "when": line.when,
                "where": line.where,
                "state": line.state,
                "url": line.url,
            }
            for line in advice.clashes
        ],
    }


def _line(clash: Clash) -> ClashLine:
    event = clash.event
    when = _("ganztägig")
    if clash.starts_at and not clash.is_all_day:
        when = _("%(time)s Uhr") % {"time": f"{clash.starts_at.astimezone(BERLIN):%-H:%M}"}
    return ClashLine(
        kind=clash.kind,
        title=str(event.shown_title),
        when=when,
        where=", ".join(str(venue) for venue in event.venues.all()),
        state=str(event.get_state_display()),
        url=office_address(event),
    )


def office_address(event: Event) -> str:
    """Where the office edits an event."""
    try:
        return reverse("wagtailsnippets_events_event:edit", args=[event.pk])
    except NoReverseMatch:
        return ""
