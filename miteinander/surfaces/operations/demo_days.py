"""Days by the rules of the calendar."""

from calendar import monthrange
from datetime import date

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def nth_weekday(first: date, weekday: str, nth: str) -> date:
    """The nth such weekday of the month that begins with `first`; "last" or a fifth that is missing is the last one."""
    offset = (WEEKDAYS.index(weekday) - first.weekday()) % 7
    days = list(range(1 + offset, monthrange(first.year, first.month)[1] + 1, 7))
    number = len(days) if nth == "last" else min(int(nth), len(days))
    return first.replace(day=days[number - 1])
