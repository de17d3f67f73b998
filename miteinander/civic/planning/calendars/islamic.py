"""Ramadan and both feasts by the Umm al-Qura calendar; a community may begin a day earlier or later."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from hijridate import Hijri

from ..enums import DayKind, Weight
from .occasions import Calendar, Occasion

SOURCE = _("Umm-al-Qura-Kalender (Bibliothek hijridate)")
ONE_DAY = _("Plus oder minus ein Tag: Je nach Gemeinde wird der Monatsanfang berechnet oder am Mond gesehen.")
MUHARRAM, RABI_AL_AWWAL, RAMADAN, SHAWWAL, DHU_AL_HIJJA = 1, 3, 9, 10, 12


def occasions(year: int) -> Iterator[Occasion]:
    for hijri in hijri_years(year):
        for one in _of_hijri_year(hijri):
            if one.first.year == year:
                yield one


def hijri_years(year: int) -> range:
    """The Islamic years that share days with a year."""
    first = (year - 622) * 33 // 32
    return range(first - 1, first + 3)


def day_of(hijri: int, month: int, day: int) -> date:
    """Raises OverflowError outside the years the library knows (1343 to 1500)."""
    return date.fromisoformat(Hijri(hijri, month, day).to_gregorian().isoformat())


def _of_hijri_year(hijri: int) -> Iterator[Occasion]:
    new_year = day_of(hijri, MUHARRAM, 1)
    yield _occasion(
        _("Islamisches Neujahr"), new_year, 1, Weight.LOW, _("Stiller Tag, in manchen Familien begangen.")
    )
    yield _occasion(
        _("Aschura"), day_of(hijri, MUHARRAM, 10), 1, Weight.MEDIUM,
        _("Trauertag in schiitischen Gemeinden: kein fröhliches Fest."),
    )  # fmt: skip
    yield _occasion(
        _("Geburtstag des Propheten (Mevlid)"), day_of(hijri, RABI_AL_AWWAL, 12), 1, Weight.LOW,
        _("Abends sind viele in der Moschee."),
    )  # fmt: skip
    ramadan, feast = day_of(hijri, RAMADAN, 1), day_of(hijri, SHAWWAL, 1)
    yield Occasion(
        name=_("Ramadan"),
        first=ramadan,
        last=feast - timedelta(days=1),
        kind=DayKind.FAST,
        weight=Weight.MEDIUM,
        advice=_(
            "Fastende essen und trinken erst nach Sonnenuntergang. Laden Sie zum Fastenbrechen am Abend ein."
        ),
        source=SOURCE,
        uncertainty=ONE_DAY,
        tolerance=1,
        until_sunset=True,
    )
    big = _("Großes Familienfest mit Gebet am Morgen: Viele Familien haben keine Zeit.")
    yield _occasion(_("Ramadanfest (Zuckerfest)"), feast, 3, Weight.HIGH, big)
    yield _occasion(_("Opferfest"), day_of(hijri, DHU_AL_HIJJA, 10), 4, Weight.HIGH, big)


def _occasion(name: object, first: date, days: int, weight: Weight, advice: object) -> Occasion:
    last = first + timedelta(days=days - 1)
    return Occasion(name, first, last, DayKind.FEAST, weight, advice, SOURCE, ONE_DAY, tolerance=1)  # type: ignore[arg-type]


CALENDAR = Calendar(_("Islamischer Kalender"), 1926, 2075, occasions)
