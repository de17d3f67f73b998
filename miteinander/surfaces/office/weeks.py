"""The coming weeks on the start page of the office: what the ring shows of a year, for the next twelve weeks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.languages.dates import format_date
from miteinander.programme.events.enums import PUBLIC_STATES
from miteinander.programme.events.models import EventDate

from .ring import anchor

WEEKS = 12
MOST = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Tile:
    """One event. `is_draft`: the public does not see it yet."""

    colour: str
    is_draft: bool


@dataclass(frozen=True)
class Week:
    """`tiles` are at most `MOST`, `more` is how many are left out. `url` opens the month of the week in the year."""

    first: date
    label: str
    url: str
    tiles: Sequence[Tile]
    more: int


def span(day: date) -> tuple[date, date]:
    """First and last day of the weeks shown, the week of the day included."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + WEEKS * WEEK - timedelta(days=1)


def weeks_of(dates: Iterable[EventDate], day: date, lang: str) -> list[Week]:
    """`dates` with brief data, in order. No query."""
    first, _last = span(day)
    found: dict[date, list[EventDate]] = {first + number * WEEK: [] for number in range(WEEKS)}
    for one in dates:
        begins = one.as_partial().first_day or first
        monday = begins - timedelta(days=begins.weekday())
        if monday in found:
            found[monday].append(one)
    return [_week(monday, dates, lang) for monday, dates in found.items()]


def _week(monday: date, dates: Sequence[EventDate], lang: str) -> Week:
    tiles = [Tile(one.event.activity.colour, one.event.state not in PUBLIC_STATES) for one in dates]
    drafts = sum(tile.is_draft for tile in tiles)
    begin = format_date(monday, lang, weekday=False, year=False)
    if not tiles:
        label = _("Woche ab %(day)s: nichts geplant") % {"day": begin}
    else:
        label = ngettext(
            "Woche ab %(day)s: %(count)d Termin, davon noch Entwurf: %(drafts)d",
            "Woche ab %(day)s: %(count)d Termine, davon noch Entwurf: %(drafts)d",
            len(tiles),
        ) % {"day": begin, "count": len(tiles), "drafts": drafts}
    year = reverse("office:year-wheel")
    return Week(
        first=monday,
        label=label,
        url=f"{year}?jahr={(monday + WEEK / 2).year}#{anchor(monday + WEEK / 2)}",
        tiles=tiles[:MOST],
        more=len(tiles[MOST:]),
    )
