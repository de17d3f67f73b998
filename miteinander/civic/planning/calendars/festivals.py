"""Newroz, the Yazidi New Year, Lunar New Year, Vesak and Diwali.

The three that follow the moon are read from the public holidays of Singapore, which keeps all of them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from ..enums import DayKind, Weight
from .occasions import Calendar, Occasion, Text

SINGAPORE = _("Feiertage von Singapur (Bibliothek holidays)")
WEDNESDAY = 2


def occasions(year: int) -> Iterator[Occasion]:
    yield _feast(
        _("Newroz"), date(year, 3, 20), 2, Weight.HIGH,
        _("Neujahrs- und Frühlingsfest: Viele kurdische, iranische und afghanische Familien feiern."),
        _("Frühlingsanfang am 20. oder 21. März"),
        _("Der genaue Tag hängt vom Frühlingsanfang ab; gefeiert wird oft am Wochenende davor oder danach."),
    )  # fmt: skip
    yield _feast(
        _("Êzîdisches Neujahr (Çarşema Sor)"), red_wednesday(year), 1, Weight.MEDIUM,
        _("Roter Mittwoch: Êzîdische Familien feiern, im April wird nicht geheiratet."),
        _("Erster Mittwoch im April des julianischen Kalenders"),
    )  # fmt: skip
    moon = moon_days(year)
    yield from _moon(
        moon, "Chinese New Year", _("Mondneujahr (Frühlingsfest, Tết)"), Weight.MEDIUM,
        _("Großes Familienfest in chinesischen und vietnamesischen Familien."),
        _("In Vietnam kann das Fest in seltenen Jahren einen Tag früher beginnen."),
    )  # fmt: skip
    yield from _moon(
        moon, "Vesak Day", _("Vesakh"), Weight.LOW, _("Höchstes buddhistisches Fest: Tempel laden ein."),
        _("Je nach Land und Tradition einige Tage oder einen Monat früher oder später."),
    )  # fmt: skip
    yield from _moon(
        moon, "Diwali", _("Diwali"), Weight.LOW, _("Lichterfest in hinduistischen, Sikh- und Jain-Familien."),
        _("Je nach Region einen Tag früher oder später."),
    )  # fmt: skip


def red_wednesday(year: int) -> date:
    """The Wednesday on or after 1 April of the Julian calendar (14 April until 2099)."""
    first = date(year, 4, 14)
    return first + timedelta(days=(WEDNESDAY - first.weekday()) % 7)


@lru_cache(64)
def moon_days(year: int) -> dict[str, tuple[date, ...]]:
    """Days by the English name of the holiday; a name is missing in years the library does not know."""
    from holidays import country_holidays  # slow to import

    found = country_holidays("SG", years=year, language="en_US", observed=False)
    days: dict[str, list[date]] = {}
    for day, names in sorted(found.items()):
        for name in names.split("; "):
            days.setdefault(name.removesuffix(" (estimated)"), []).append(day)
    return {name: tuple(dates) for name, dates in days.items()}


def _moon(
    moon: dict[str, tuple[date, ...]], key: str, name: Text, weight: Weight, advice: Text, uncertainty: Text
) -> Iterator[Occasion]:
    if days := moon.get(key):
        yield Occasion(
            name, days[0], days[-1], DayKind.FEAST, weight, advice, SINGAPORE, uncertainty, tolerance=1
        )


def _feast(
    name: Text, first: date, days: int, weight: Weight, advice: Text, source: Text, uncertainty: Text = ""
) -> Occasion:
    last = first + timedelta(days=days - 1)
    return Occasion(name, first, last, DayKind.FEAST, weight, advice, source, uncertainty)


CALENDAR = Calendar(_("Weitere Feste"), 2001, 2099, occasions)
