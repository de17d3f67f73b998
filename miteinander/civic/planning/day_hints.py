"""The calendars with what the office keeps: its school holidays and where its town lies."""

from datetime import date, timedelta

from django.db.models import Avg

from miteinander.civic.places.models import District

from .calendars import NORTH_RHINE_WESTPHALIA, Hint, Place, SchoolSpan, hints_on
from .models import SchoolHoliday

AROUND = timedelta(days=200)


def hints_for(day: date) -> list[Hint]:
    """Advice about a day, the weightiest first. Two queries."""
    return hints_on(day, school_spans=spans_between(_less(day), _more(day)), place=place_of_town())


def spans_between(first: date, last: date) -> list[SchoolSpan]:
    """The school holidays that touch the days. One query."""
    rows = SchoolHoliday.objects.touching(first, last)
    return [SchoolSpan(row.name, row.first, row.last, row.source, row.checked_on) for row in rows]


def place_of_town() -> Place:
    """The middle of its districts; of the state, where nobody entered where they are. One query."""
    found = District.objects.filter(latitude__isnull=False, longitude__isnull=False).aggregate(
        latitude=Avg("latitude"), longitude=Avg("longitude")
    )
    if found["latitude"] is None:
        return NORTH_RHINE_WESTPHALIA
    return Place(float(found["latitude"]), float(found["longitude"]))


def _less(day: date) -> date:
    return day - AROUND if day - date.min > AROUND else date.min


def _more(day: date) -> date:
    return day + AROUND if date.max - day > AROUND else date.max
