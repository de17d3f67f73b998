"""Public holidays of North Rhine-Westphalia and the days on which its law asks for quiet."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from ..enums import DayKind, Weight
from .occasions import Calendar, Occasion, Text

LIBRARY = _("Feiertagsgesetz NW (Bibliothek holidays)")
LAW = _("Feiertagsgesetz NW § 6")
OPEN = _("Gesetzlicher Feiertag: Läden und Ämter sind geschlossen, viele sind unterwegs.")
QUIET = _(
    "Stiller Feiertag: Musik, Tanz, Märkte und Sport sind eingeschränkt. Fragen Sie beim Ordnungsamt nach."
)


def occasions(year: int) -> Iterator[Occasion]:
    quiet = set(quiet_days(year))
    for day, name in _holidays(year):
        yield Occasion(name, day, day, DayKind.PUBLIC, Weight.HIGH, QUIET if day in quiet else OPEN, LIBRARY)
    advent = first_advent(year)
    yield _quiet_sunday(_("Volkstrauertag"), advent - timedelta(days=14))
    yield _quiet_sunday(_("Totensonntag"), advent - timedelta(days=7))


def quiet_days(year: int) -> Iterator[date]:
    """Good Friday and All Saints; the two Sundays before Advent are no holidays and stand apart."""
    from dateutil.easter import easter

    yield easter(year) - timedelta(days=2)
    yield date(year, 11, 1)


def first_advent(year: int) -> date:
    """The fourth Sunday before Christmas."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday() + 21)


def _quiet_sunday(name: Text, day: date) -> Occasion:
    return Occasion(name, day, day, DayKind.REST, Weight.MEDIUM, QUIET, LAW)


@lru_cache(64)
def _holidays(year: int) -> tuple[tuple[date, str], ...]:
    from holidays import country_holidays  # slow to import

    return tuple(sorted(country_holidays("DE", subdiv="NW", years=year, language="de").items()))


CALENDAR = Calendar(_("Feiertage in Nordrhein-Westfalen"), 1991, 2100, occasions)
