"""Easter of both reckonings (dateutil) and the Christmas of the churches that keep the Julian calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from ..enums import DayKind, Weight
from .occasions import Calendar, Occasion, Text

COMPUTED = _("Osterrechnung (Bibliothek dateutil)")
JULIAN = _("Julianischer Kalender: 13 Tage nach dem gregorianischen")
FAMILY = _("Großes Familienfest: Viele orthodoxe Familien haben keine Zeit.")
UKRAINE = _("Die Kirchen der Ukraine, Griechenlands, Bulgariens und Rumäniens feiern meist am 25. Dezember.")


def occasions(year: int) -> Iterator[Occasion]:
    from dateutil.easter import EASTER_ORTHODOX, easter

    western, orthodox = easter(year), easter(year, EASTER_ORTHODOX)
    yield _feast(_("Weihnachten (julianischer Kalender)"), date(year, 1, 6), 2, FAMILY, JULIAN, UKRAINE)
    yield _feast(_("Ostern (westlich)"), western, 2, _("Großes Familienfest."), COMPUTED)
    yield _feast(_("Karfreitag (orthodox)"), orthodox - timedelta(days=2), 1, _("Strenger Fastentag: kein fröhliches Fest."), COMPUTED)  # fmt: skip
    yield _feast(_("Ostern (orthodox)"), orthodox, 2, FAMILY, COMPUTED)
    yield _feast(
        _("Pfingsten (orthodox)"), orthodox + timedelta(days=49), 1, _("Kirchlicher Feiertag."), COMPUTED
    )
    yield _feast(_("Heiligabend"), date(year, 12, 24), 1, _("Großes Familienfest."), _("Kirchenjahr"))


def _feast(
    name: Text, first: date, days: int, advice: Text, source: Text, uncertainty: Text = ""
) -> Occasion:
    last = first + timedelta(days=days - 1)
    weight = Weight.HIGH if days > 1 else Weight.MEDIUM
    return Occasion(name, first, last, DayKind.FEAST, weight, advice, source, uncertainty)


CALENDAR = Calendar(_("Christlicher Kalender"), 1901, 2099, occasions)
