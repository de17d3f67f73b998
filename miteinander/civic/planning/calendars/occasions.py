"""What a calendar says of a span of days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from ..enums import DayKind, Weight

Text = str | Promise
"""A lazy text: one occasion serves every language of the office."""


@dataclass(frozen=True)
class Occasion:
    """Days from `first` to `last`, both included, with what to think of when planning for them."""

    name: Text
    first: date
    last: date
    kind: DayKind
    weight: Weight
    advice: Text
    source: Text
    uncertainty: Text = ""
    tolerance: int = 0
    """Days by which the occasion may begin and end earlier or later."""
    from_evening: bool = False
    """Begins on the evening before `first`."""
    until_sunset: bool = False
    """Who keeps it eats and drinks only after sunset."""


@dataclass(frozen=True)
class Calendar:
    """`occasions(year)`: those that begin in the year, in order. Asked only for years it covers."""

    name: Text
    first_year: int
    last_year: int
    occasions: Callable[[int], Iterable[Occasion]]

    def covers(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year
