"""Which day is a holiday, a feast or a fast for whom: computed offline, with source and uncertainty. Pure, no database.

A record of who keeps which day exists nowhere; the calendars speak of days, never of persons.
Public names: `hints_on`, `occasions_of`, `Hint`, `Occasion`, `Place`, `SchoolSpan`.
"""

from .guard import Hint, hints_on, occasions_of
from .occasions import Calendar, Occasion
from .school import SchoolSpan
from .sun import NORTH_RHINE_WESTPHALIA, Place

__all__ = [
    "NORTH_RHINE_WESTPHALIA",
    "Calendar",
    "Hint",
    "Occasion",
    "Place",
    "SchoolSpan",
    "hints_on",
    "occasions_of",
]
