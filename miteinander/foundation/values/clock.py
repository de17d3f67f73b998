"""The present moment. `MITEINANDER_TODAY` moves it, for the demo and the tests."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment, aware."""
    present = timezone.now()
    shifted: date | None = settings.TODAY
    if shifted is None:
        return present
    local = present.astimezone(BERLIN)
    return local.replace(year=shifted.year, month=shifted.month, day=shifted.day)


def today() -> date:
    """The present day in Berlin."""
    return now().astimezone(BERLIN).date()


def start_of(day: date) -> datetime:
    """Midnight at the start of the day in Berlin."""
    return datetime(day.year, day.month, day.day, tzinfo=BERLIN)


def end_of(day: date) -> datetime:
    """Midnight at the end of the day in Berlin."""
    return start_of(day + timedelta(days=1))
