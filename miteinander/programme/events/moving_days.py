"""Where a date of an earlier year belongs this time: the same weekday, and around holidays. Pure, advice only."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from miteinander.civic.planning.calendars import occasions_of
from miteinander.civic.planning.calendars.occasions import Occasion
from miteinander.civic.planning.enums import DayKind, Weight
from miteinander.foundation.languages.dates import format_date

WEEK = timedelta(days=7)
MOST_WEEKS = 4
WITH_THEIR_FEAST = (DayKind.PUBLIC, DayKind.FEAST)


@dataclass(frozen=True)
class Moved:
    """A proposed day, and in whole sentences why it is not simply a year later."""

    day: date
    reasons: tuple[str, ...] = ()


def next_day(old: date, after: date) -> Moved:
    """The day in a later year, not before `after`: that of the same feast, else the same weekday on a free day."""
    years = max(after.year - old.year, 1)
    while (found := _in_year(old, old.year + years)).day < after:
        years += 1
    return found


def same_weekday(old: date, year: int) -> date:
    """The day of that year nearest to the anniversary that falls on the same weekday."""
    try:
        anniversary = old.replace(year=year)
    except ValueError:  # 29 February
        anniversary = date(year, 2, 28)
    return anniversary + timedelta(days=(old.weekday() - anniversary.weekday() + 3) % 7 - 3)


def _in_year(old: date, year: int) -> Moved:
    feast = next((one for one in _heavy(old) if one.kind in WITH_THEIR_FEAST and one.first == old), None)
    if feast and (
        same := next((one for one in occasions_of(year) if str(one.name) == str(feast.name)), None)
    ):
        return Moved(
            same.first,
            (
                _("Die Veranstaltung war an diesem Tag: %(name)s. Deshalb ist sie es wieder.")
                % {"name": feast.name},
            ),
        )
    day, reasons = same_weekday(old, year), []
    known = {str(one.name) for one in _heavy(old)}
    for _week in range(MOST_WEEKS):
        in_the_way = next((one for one in _heavy(day) if str(one.name) not in known), None)
        if in_the_way is None:
            break
        reasons.append(
            _("Am %(day)s ist %(name)s. Vorgeschlagen ist eine Woche später.")
            % {"day": format_date(day, "de", weekday=False), "name": in_the_way.name}
        )
        day += WEEK
    return Moved(day, tuple(reasons))


def _heavy(day: date) -> list[Occasion]:
    """What speaks for another day."""
    return [
        one
        for year in (day.year - 1, day.year)
        for one in occasions_of(year)
        if one.weight == Weight.HIGH and one.first <= day <= one.last
    ]
