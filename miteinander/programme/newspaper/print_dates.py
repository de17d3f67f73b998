"""The dates of an edition: the strip of its front page, the calendar by district, the consultation hours."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.dates import month_abbreviation, weekday_abbreviation
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.partial_dates import Precision
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import clock_words, local_day, place_line

from .layout.data import CalendarDistrict, CalendarLine, Mosaic, StripDate

SEASON = timedelta(days=120)
"""How far ahead an edition looks."""
MOST_DATES = 60
ON_STRIP = 5
COLOURS = ("coral", "blue", "leaf", "plum", "teal", "sun", "rose")
"""One after another for the districts, so that neighbours differ."""
CONSULTATION = "consultation"


def strip_of(delivery: date) -> tuple[StripDate, ...]:
    """The next dates of different kinds after the delivery."""
    found: list[StripDate] = []
    kinds: set[Any] = set()
    for one in _dates(delivery):
        event = one.event
        if event.format_id in kinds or len(found) == ON_STRIP:
            continue
        kinds.add(event.format_id)
        day = _day(one)
        month = month_abbreviation(day, base_language()).capitalize()
        found.append(
            StripDate(
                f"{day.day}.",
                f"{month} · {weekday_abbreviation(day, base_language())} {_clock(one)}".strip(),
                _title(one),
                place_line(event.venues_on_card, event),
                Mosaic(event.slug, event.activity.colour, event.format.pictogram),
            )
        )
    return tuple(found)


def calendar_of(delivery: date) -> tuple[CalendarDistrict, ...]:
    """Every date of the season by district; those in several or in none stand last, under the town's own heading."""
    by_district: dict[str, list[CalendarLine]] = {}
    elsewhere: list[CalendarLine] = []
    for one in _dates(delivery)[:MOST_DATES]:
        districts = {venue.district.name for venue in one.event.venues_on_card if venue.district_id}
        line = _line(one)
        if len(districts) == 1:
            by_district.setdefault(districts.pop(), []).append(line)
        else:
            elsewhere.append(line)
    found = [
        CalendarDistrict(name, COLOURS[number % len(COLOURS)], tuple(by_district[name]))
        for number, name in enumerate(sorted(by_district))
    ]
    if elsewhere:
        found.append(CalendarDistrict(_("In der ganzen Stadt"), "ink", tuple(elsewhere)))
    return tuple(found)


def consultation_rows(delivery: date, identity: Identity) -> tuple[tuple[str, str], ...]:
    """The next consultation hours, and how to reach the council."""
    rows = [
        (_when(one), ", ".join(filter(None, [_title(one), _place(one)])))
        for one in _dates(delivery)
        if one.event.format.pictogram == CONSULTATION
    ][:3]
    office = ", ".join(filter(None, [identity.street, f"{identity.postal_code} {identity.town}".strip()]))
    if office:
        rows.append((_("Büro"), office))
    reach = ", ".join(filter(None, [identity.telephone_text, identity.email]))
    if reach:
        rows.append((_("So erreichen Sie uns"), reach))
    return tuple(rows)


def _dates(delivery: date) -> Sequence[EventDate]:
    """Public dates of the season with a day, by time. Three queries."""
    dates: Iterable[EventDate] = (
        EventDate.objects.published()
        .dated()
        .between(delivery, delivery + SEASON)
        .exclude(event__state__in=[EventState.CANCELLED, EventState.POSTPONED])
        .with_card_data()
        .by_time()
    )
    return [one for one in dates if one.starts_at and _day(one) >= delivery]


def _day(one: EventDate) -> date:
    day = local_day(one.starts_at)
    assert day is not None  # `dated` and `starts_at` were asked for
    return day


def _clock(one: EventDate) -> str:
    """Empty when only the day is known."""
    return clock_words(one, base_language()) if one.precision == Precision.TIME else ""


def _title(one: EventDate) -> str:
    """Of the event, or of its series: what it is called on paper."""
    return str(one.event.shown_title.localized(base_language()).text)


def _line(one: EventDate) -> CalendarLine:
    lang = base_language()
    day = _day(one)
    when = f"{weekday_abbreviation(day, lang)} {_clock(one)}".strip()
    place = str(one.event.venues_on_card[0].name) if one.event.venues_on_card else _place(one)
    return CalendarLine(
        f"{day.day}. {month_abbreviation(day, lang).capitalize()}",
        _title(one),
        when,
        place,
    )


def _when(one: EventDate) -> str:
    lang = base_language()
    day = _day(one)
    clock = _clock(one)
    return ", ".join(filter(None, [f"{weekday_abbreviation(day, lang)} {day.day}.{day.month}.", clock]))


def _place(one: EventDate) -> str:
    return place_line(one.event.venues_on_card, one.event)
