"""Simple interest on money that is returned: by days, with rates that change on the way, rounded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

from miteinander.foundation.values.money import CENT


class DayCount(StrEnum):
    """Days really passed, over a year of …"""

    ACTUAL_365 = "365"
    ACTUAL_360 = "360"
    ACTUAL_ACTUAL = "actual"
    """365 days, 366 in a leap year."""


class RateUnknown(Exception):
    """`str(error)` says from which day on a rate is missing."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            _("Für die Zeit ab dem %(day)s ist kein Zinssatz hinterlegt. Bitte tragen Sie ihn ein.")
            % {"day": f"{day:%d.%m.%Y}"}
        )


@dataclass(frozen=True)
class Stretch:
    """Days with one rate: `start` counts, `end` does not. `rate` in percent a year."""

    start: date
    end: date
    rate: Decimal

    @property
    def days(self) -> int:
        return (self.end - self.start).days


def stretches(start: date, end: date, yearly_rates: Mapping[date, Decimal]) -> list[Stretch]:
    """The period cut where the rate changes; `yearly_rates` holds for each day of change the rate from then on.
    Raises RateUnknown, ValueError for an end before the start."""
    if end < start:
        raise ValueError("the end lies before the start")
    if start == end:
        return []
    earlier = [day for day in yearly_rates if day <= start]
    if not earlier:
        raise RateUnknown(start)
    cuts = [start, *sorted(day for day in yearly_rates if start < day < end), end]
    rates = [yearly_rates[max(earlier)], *(yearly_rates[day] for day in cuts[1:-1])]
    return [Stretch(first, last, rate) for first, last, rate in zip(cuts, cuts[1:], rates, strict=False)]


def interest(
    amount: Decimal,
    start: date,
    end: date,
    yearly_rates: Mapping[date, Decimal],
    *,
    day_count: DayCount = DayCount.ACTUAL_365,
) -> Decimal:
    """Interest in whole cents, rounded half up, on `amount` from `start` until the day before `end` (the day on which
    it is returned). Raises RateUnknown, ValueError."""
    if amount < 0:
        raise ValueError("no interest on a negative amount")
    total = sum(
        (
            Fraction(amount) * Fraction(stretch.rate) / 100 * _years(stretch, day_count)
            for stretch in stretches(start, end, yearly_rates)
        ),
        Fraction(0),
    )
    cents = Decimal((total * 100).numerator) / Decimal((total * 100).denominator)
    return (cents.quantize(Decimal(1), ROUND_HALF_UP) * CENT).quantize(CENT)


def _years(stretch: Stretch, day_count: DayCount) -> Fraction:
    if day_count is not DayCount.ACTUAL_ACTUAL:
        return Fraction(stretch.days, int(day_count))
    years = Fraction(0)
    for year in range(stretch.start.year, stretch.end.year + 1):
        first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
        days = (min(stretch.end, next_first) - max(stretch.start, first)).days
        years += Fraction(days, (next_first - first).days)
    return years
