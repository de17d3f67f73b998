"""The days on which observant Jews do not work, travel or write, and a few more; all begin on the evening before."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from pyluach.dates import HebrewDate

from ..enums import DayKind, Weight
from .occasions import Calendar, Occasion, Text

SOURCE = _("Jüdischer Kalender (Bibliothek pyluach)")
NISAN, SIVAN, TISHRI, KISLEV, ADAR, ADAR_2 = 1, 3, 7, 9, 12, 13
NO_WORK = _("Hoher Feiertag: Wer ihn hält, arbeitet, fährt und schreibt nicht.")


def occasions(year: int) -> Iterator[Occasion]:
    for hebrew in (year + 3760, year + 3761):
        for one in _of_hebrew_year(hebrew):
            if one.first.year == year:
                yield one


def day_of(hebrew: int, month: int, day: int) -> date:
    return HebrewDate(hebrew, month, day).to_pydate()  # type: ignore[no-any-return]


def _of_hebrew_year(hebrew: int) -> Iterator[Occasion]:
    purim = ADAR_2 if _is_leap(hebrew) else ADAR
    high, medium, low = Weight.HIGH, Weight.MEDIUM, Weight.LOW
    yield _occasion(_("Rosch ha-Schana (jüdisches Neujahr)"), day_of(hebrew, TISHRI, 1), 2, high, NO_WORK)
    yield _occasion(
        _("Jom Kippur"), day_of(hebrew, TISHRI, 10), 1, high,
        _("Höchster Feiertag, 25 Stunden Fasten: kein Termin mit jüdischen Gästen."), DayKind.FAST,
    )  # fmt: skip
    yield _occasion(
        _("Sukkot"), day_of(hebrew, TISHRI, 15), 7, medium, _("Die ersten beiden Tage sind hohe Feiertage.")
    )
    yield _occasion(_("Schemini Azeret und Simchat Tora"), day_of(hebrew, TISHRI, 22), 2, high, NO_WORK)
    yield _occasion(
        _("Chanukka"), day_of(hebrew, KISLEV, 25), 8, low, _("Lichterfest: abends wird zu Hause gefeiert.")
    )
    yield _occasion(_("Purim"), day_of(hebrew, purim, 14), 1, low, _("Fröhliches Fest mit Verkleiden."))
    yield _occasion(
        _("Pessach"), day_of(hebrew, NISAN, 15), 8, high,
        _("Acht Tage ohne Brot und Gesäuertes: Ein Essen braucht Alternativen. Die ersten und letzten beiden Tage sind hohe Feiertage."),
    )  # fmt: skip
    yield _occasion(_("Schawuot"), day_of(hebrew, SIVAN, 6), 2, high, NO_WORK)


def _is_leap(hebrew: int) -> bool:
    """Seven of nineteen years have a second Adar."""
    return (7 * hebrew + 1) % 19 < 7


def _occasion(
    name: Text, first: date, days: int, weight: Weight, advice: Text, kind: DayKind = DayKind.FEAST
) -> Occasion:
    last = first + timedelta(days=days - 1)
    return Occasion(name, first, last, kind, weight, advice, SOURCE, from_evening=True)


CALENDAR = Calendar(_("Jüdischer Kalender"), 1900, 2200, occasions)
