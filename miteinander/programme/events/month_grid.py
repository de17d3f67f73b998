"""One month of the calendar as weeks and days."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.languages.dates import (
    first_weekday,
    format_date,
    format_time,
    month_name,
    weekday_abbreviation,
    weekday_name,
)
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.partial_dates import Precision

from .filters import EventFilter
from .models import EventDate
from .presentation import last_shown_day, local_clock, local_day, state_label
from .querysets import touching

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
MOST_A_DAY = 4
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    """A month the calendar knows; `first` is its first day."""

    first: date

    @classmethod
    def parse(cls, text: str) -> "Month | None":
        """From "2026-12"; None for anything else and for years too far away."""
        found = _MONTH.fullmatch(text)
        if not found or not EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
            return None
        return cls(date(int(found[1]), int(found[2]), 1))

    @cached_property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    def previous(self) -> "Month | None":
        return self._of(self.first - timedelta(days=1))

    def next(self) -> "Month | None":
        return self._of(self.last + timedelta(days=1))

    def period(self, first: date | None, last: date | None) -> Q:
        """Dates that touch this month and the days asked for."""
        return touching(self.first, self.last) & touching(first, last)

    def _of(self, day: date) -> "Month | None":
        return Month(day.replace(day=1)) if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


@dataclass(frozen=True)
class Entry:
    """A date on one of the days it touches; the time stands on the first of them only."""

    url: str
    title: LocalText
    time: str
    pictogram: str
    colour: str
    state: str
    state_label: str


@dataclass(frozen=True)
class Day:
    """One cell. `more_text` and `more_url` lead to the dates that found no room; cells of other months are blank."""

    number: int
    iso: str
    name: str
    is_today: bool
    entries: tuple[Entry, ...]
    more_text: str = ""
    more_url: str = ""


@dataclass(frozen=True)
class MonthGrid:
    """`weeks` are rows of seven days, None for a day of another month; `undated` have no day yet."""

    label: str
    weekdays: tuple[dict[str, str], ...]
    weeks: tuple[tuple[Day | None, ...], ...]
    undated: tuple[Entry, ...]
    total: int


@dataclass(frozen=True)
class _Place:
    """Which days of the month a date touches, before its texts are read."""

    pk: int
    first: date
    last: date
    starts_at: datetime
    has_day: bool


def month_grid(month: Month, chosen: EventFilter, lang: str) -> MonthGrid:
    """The dates of the month that fulfil the filter. Two queries, however many dates: texts only of those shown."""
    dates = (
        EventDate.objects.published()
        .filter(month.period(chosen.first, chosen.last), *chosen.conditions(lang).values())
        .by_time()
    )
    places = [
        place for found in dates.only("precision", "starts_at", "ends_at") if (place := _place(found, month))
    ]
    by_day = _by_day(places, month)
    undated = [place.pk for place in places if not place.has_day]
    shown = {pk for pks in by_day.values() for pk in pks[:MOST_A_DAY]} | set(undated[:MOST_A_DAY])
    loaded = EventDate.objects.with_brief_data().in_bulk(shown) if shown else {}
    entries = {pk: _entry(found, lang) for pk, found in loaded.items()}
    starts = {place.pk: place.first for place in places}

    def cell(day: date) -> Day | None:
        if day.month != month.first.month:
            return None
        return _day(day, by_day.get(day, []), entries, starts, chosen, lang)

    start = first_weekday(lang)
    weeks = calendar.Calendar(start).monthdatescalendar(month.first.year, month.first.month)
    return MonthGrid(
        label=month_name(month.first, lang),
        weekdays=tuple(
            {"name": weekday_name(day, lang), "short": weekday_abbreviation(day, lang)} for day in weeks[0]
        ),
        weeks=tuple(tuple(cell(day) for day in week) for week in weeks),
        undated=tuple(entries[pk] for pk in undated[:MOST_A_DAY] if pk in entries),
        total=len(places),
    )


def _place(found: EventDate, month: Month) -> _Place | None:
    """None for what ends in the small hours of the month's first day: it belongs to the evening before."""
    first, last = local_day(found.starts_at), last_shown_day(found)
    if not found.starts_at or not first or not last or last < month.first:
        return None
    return _Place(found.pk, first, last, found.starts_at, found.precision != Precision.MONTH)


def _by_day(places: Iterable[_Place], month: Month) -> dict[date, list[int]]:
    """Ids by day: what begins on the day stands before what goes on."""
    begins: dict[date, list[int]] = {}
    goes_on: dict[date, list[int]] = {}
    for place in places:
        if not place.has_day:
            continue
        day = max(place.first, month.first)
        while day <= min(place.last, month.last):
            (begins if day == place.first else goes_on).setdefault(day, []).append(place.pk)
            day += timedelta(days=1)
    return {day: begins.get(day, []) + goes_on.get(day, []) for day in begins.keys() | goes_on.keys()}


def _day(
    day: date,
    pks: list[int],
    entries: dict[int, Entry],
    starts: dict[int, date],
    chosen: EventFilter,
    lang: str,
) -> Day:
    shown = [
        entries[pk] if starts[pk] == day else _going_on(entries[pk])
        for pk in pks[:MOST_A_DAY]
        if pk in entries
    ]
    more = len(pks) - MOST_A_DAY
    return Day(
        number=day.day,
        iso=day.isoformat(),
        name=format_date(day, lang, year=False),
        is_today=day == today(),
        entries=tuple(shown),
        more_text=ngettext("und %(count)d weiterer Termin", "und %(count)d weitere Termine", more)
        % {"count": more}
        if more > 0
        else "",
        more_url=_day_address(day, chosen) if more > 0 else "",
    )


def _day_address(day: date, chosen: EventFilter) -> str:
    days = {"von": day.isoformat(), "bis": day.isoformat()}
    return reverse("events:event-list") + chosen.address(**days)


def _entry(found: EventDate, lang: str) -> Entry:
    event = found.event
    timed = found.precision == Precision.TIME and found.starts_at
    return Entry(
        url=reverse("events:event-detail", args=[event.slug]),
        title=event.shown_title.localized(lang),
        time=format_time(local_clock(found.starts_at), lang) if timed and found.starts_at else "",
        pictogram=event.format.pictogram,
        colour=event.activity.colour,
        state=event.state,
        state_label=state_label(event),
    )


def _going_on(entry: Entry) -> Entry:
    """The same date on a later day."""
    return Entry(
        entry.url,
        entry.title,
        "",
        entry.pictogram,
        entry.colour,
        entry.state,
        entry.state_label or _("läuft"),
    )
