"""What comes every week. Not in the list of a year: it would fill it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from ..enums import DayKind, Weight
from .occasions import Occasion

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def occasions_on(day: date) -> Iterator[Occasion]:
    week = _("Wochentag")
    if day.weekday() == FRIDAY:
        yield Occasion(
            _("Freitagsgebet und Beginn des Schabbats"), day, day, DayKind.REST, Weight.LOW,
            _("Mittags sind viele in der Moschee. Am Abend beginnt der Schabbat."), week,
        )  # fmt: skip
    if day.weekday() == SATURDAY:
        yield Occasion(
            _("Schabbat"), day, day, DayKind.REST, Weight.LOW,
            _("Bis zum Abend: Wer ihn hält, arbeitet, fährt und schreibt nicht."), week,
        )  # fmt: skip
    if day.weekday() == SUNDAY:
        yield Occasion(
            _("Sonntag"), day, day, DayKind.REST, Weight.LOW,
            _("Vormittags sind Gottesdienste; Läden sind geschlossen."), week,
        )  # fmt: skip
