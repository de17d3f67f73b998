"""Alevi days. The Muharrem fast and Aşure follow the moon; the others have their place in the solar year.

Rules checked against the days the Alevi school authority of Austria published for 2019 to 2023 and the interreligious
calendar of North Rhine-Westphalia for 2019.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from ..enums import DayKind, Weight
from . import islamic
from .occasions import Calendar, Occasion, Text

CUSTOM = _("Alevitische Gemeinde Deutschland, Alevitischer Kalender")
MOON = _("20 Tage nach dem Opferfest, gerechnet mit dem Umm-al-Qura-Kalender (Bibliothek hijridate)")
THURSDAY = 3


def occasions(year: int) -> Iterator[Occasion]:
    thursday = second_thursday_of_february(year)
    yield _occasion(
        _("Hızır-Fasten"), thursday - timedelta(days=2), 3, Weight.MEDIUM,
        _("Drei Fastentage: Fastende essen erst am Abend."), CUSTOM,
        _("Je nach Region und Gemeinde auch zwischen Ende Januar und Mitte Februar."), fast=True,
    )  # fmt: skip
    yield _occasion(
        _("Nevruz und Geburtstag des heiligen Ali"), date(year, 3, 21), 1, Weight.MEDIUM,
        _("Am Abend feiern viele Gemeinden einen Cem."), CUSTOM,
    )  # fmt: skip
    yield _occasion(_("Hıdırellez"), date(year, 5, 5), 2, Weight.LOW, _("Frühlingsfest: eine gute Gelegenheit zum Einladen."), CUSTOM)  # fmt: skip
    for hijri in islamic.hijri_years(year):
        start = islamic.day_of(hijri, islamic.DHU_AL_HIJJA, 10) + timedelta(days=20)
        if start.year == year:
            yield _occasion(
                _("Muharrem-Fasten"), start, 12, Weight.MEDIUM,
                _("Zeit der Trauer: Fröhliche Feste passen nicht. Fastende essen erst nach Sonnenuntergang."),
                MOON, islamic.ONE_DAY, fast=True, tolerance=1,
            )  # fmt: skip
        asure = start + timedelta(days=12)
        if asure.year == year:
            yield _occasion(
                _("Aşure-Tag"), asure, 1, Weight.MEDIUM,
                _("Ende des Fastens: Gemeinden und Familien teilen die Aşure."), MOON, islamic.ONE_DAY, tolerance=1,
            )  # fmt: skip


def second_thursday_of_february(year: int) -> date:
    first = date(year, 2, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7)


def _occasion(
    name: Text, first: date, days: int, weight: Weight, advice: Text, source: Text, uncertainty: Text = "",
    *, fast: bool = False, tolerance: int = 0,
) -> Occasion:  # fmt: skip
    last = first + timedelta(days=days - 1)
    kind = DayKind.FAST if fast else DayKind.FEAST
    return Occasion(
        name, first, last, kind, weight, advice, source, uncertainty, tolerance=tolerance, until_sunset=fast
    )


CALENDAR = Calendar(_("Alevitischer Kalender"), 1926, 2075, occasions)
