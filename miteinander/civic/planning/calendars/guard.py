"""What all calendars say about a day or a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from miteinander.foundation.values.clock import BERLIN

from ..enums import DayKind, Weight
from . import alevi, christian, festivals, islamic, jewish, public, school, sun, weekly
from .occasions import Calendar, Occasion
from .school import SchoolSpan
from .sun import NORTH_RHINE_WESTPHALIA, Place

CALENDARS: tuple[Calendar, ...] = (
    public.CALENDAR,
    christian.CALENDAR,
    islamic.CALENDAR,
    jewish.CALENDAR,
    alevi.CALENDAR,
    festivals.CALENDAR,
)
EARLIEST, LATEST = 1900, 2200
ORDER = {weight: place for place, weight in enumerate(Weight)}
LESS = {Weight.HIGH: Weight.MEDIUM, Weight.MEDIUM: Weight.LOW, Weight.LOW: Weight.LOW}


@dataclass(frozen=True)
class Hint:
    """One sentence of advice about a day, in the present language, with where it comes from."""

    name: str
    kind: DayKind
    weight: Weight
    text: str
    source: str = ""
    uncertainty: str = ""
    first: date | None = None
    last: date | None = None


def hints_on(
    day: date, *, school_spans: Sequence[SchoolSpan], place: Place = NORTH_RHINE_WESTPHALIA
) -> list[Hint]:
    """What to think of on a day, the weightiest first; what a calendar does not cover is said, never guessed.

    Pure. `school_spans`: the school holidays around the day; two months before and after are enough.
    """
    hints = [*_unknown(day, school_spans)]
    if EARLIEST < day.year < LATEST:
        found = [*_moving(day), *school.occasions(school_spans), *weekly.occasions_on(day)]
        hints += [hint for one in found if (hint := _hint(one, day, place))]
    return sorted(hints, key=lambda hint: ORDER[hint.weight])


def occasions_of(year: int, *, school_spans: Sequence[SchoolSpan] = ()) -> list[Occasion]:
    """Everything that begins in a year, in order of days."""
    found = [one for calendar in CALENDARS for one in _of_year(calendar, year)]
    found += [one for one in school.occasions(school_spans) if one.first.year == year]
    return sorted(found, key=lambda one: (one.first, one.last, str(one.name)))


def missing_calendars(year: int) -> list[Calendar]:
    """Those that say nothing of the year."""
    return [calendar for calendar in CALENDARS if not calendar.covers(year)]


@lru_cache(512)
def _of_year(calendar: Calendar, year: int) -> tuple[Occasion, ...]:
    return tuple(calendar.occasions(year)) if calendar.covers(year) else ()


def _moving(day: date) -> Iterator[Occasion]:
    for calendar in CALENDARS:
        for year in (day.year - 1, day.year, day.year + 1):
            yield from _of_year(calendar, year)


def _hint(one: Occasion, day: date, place: Place) -> Hint | None:
    """None when the occasion has nothing to say about the day; its texts are looked up only when it has."""
    tolerance = timedelta(days=one.tolerance)
    if one.first <= day <= one.last:
        hours = fasting_hours(day, place) if one.until_sunset else ""
        text, weight = f"{hours} {one.advice}".strip(), one.weight
    elif one.from_evening and day == one.first - timedelta(days=1):
        text, weight = _("Beginnt an diesem Abend."), LESS[one.weight]
    elif one.first - tolerance <= day <= one.last + tolerance:
        text, weight = _("Vielleicht auch an diesem Tag."), LESS[one.weight]
    else:
        return None
    return Hint(
        str(one.name), one.kind, weight, text, str(one.source), str(one.uncertainty), one.first, one.last
    )


def fasting_hours(day: date, place: Place) -> str:
    """For example "Fasten von etwa 5:12 Uhr bis 17:12 Uhr."; empty where the sun does not set."""
    end, start = sun.sunset(day, place), sun.dawn(day, place)
    if end is None:
        return ""
    until = f"{end.astimezone(BERLIN):%-H:%M}"
    if start is None:
        return _("Fasten bis %(until)s Uhr: Essen erst danach.") % {"until": until}
    return _("Fasten von etwa %(since)s Uhr bis %(until)s Uhr: Essen erst danach.") % {
        "since": f"{start.astimezone(BERLIN):%-H:%M}",
        "until": until,
    }


def _unknown(day: date, spans: Sequence[SchoolSpan]) -> Iterator[Hint]:
    if not school.is_known(spans, day):
        yield Hint(
            _("Schulferien"),
            DayKind.UNKNOWN,
            Weight.MEDIUM,
            _(
                "Für diese Zeit stehen noch keine Schulferien in der Tabelle. Tragen Sie sie ein, sobald es sie gibt."
            ),
        )
    for calendar in missing_calendars(day.year):
        yield Hint(
            str(calendar.name),
            DayKind.UNKNOWN,
            Weight.LOW,
            _("Dieser Kalender wird nur für die Jahre %(first)d bis %(last)d gerechnet.")
            % {"first": calendar.first_year, "last": calendar.last_year},
        )
