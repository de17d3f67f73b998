"""How long the people of an event are kept."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from miteinander.foundation.privacy.rules import Keep
from miteinander.foundation.values.clock import start_of

from .models import Engagement, Event, EventDate

PAID = Keep(
    Q(fee__gt=0),
    "Zum Honorar gehören Belege. Sie sind so lange aufzubewahren, wie das Haushaltsrecht es verlangt.",
)


def ended_events(day: date) -> QuerySet[Event]:
    """Events whose dates all lie before the day; one without dates counts as to come."""
    dated = EventDate.objects.filter(starts_at__isnull=False)
    present = dated.filter(starts_at__gte=start_of(day))
    return Event.objects.filter(pk__in=dated.values("event")).exclude(pk__in=present.values("event"))


def ended_engagements(day: date) -> QuerySet[Engagement]:
    return Engagement.objects.filter(event__in=ended_events(day))


def engaged_since(day: date) -> QuerySet[Any, Any]:
    """Persons who worked at an event on the day or later, or whose fee is kept with its receipts."""
    ended = ended_engagements(day).filter(~PAID.rows)
    return Engagement.objects.exclude(pk__in=ended.values("pk")).filter(person__isnull=False).values("person")
