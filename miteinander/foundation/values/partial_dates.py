"""A date of which only a part may be known: nothing, the month, the day(s) or the time.

`start` and `end` are aware moments; for days and months they are midnights in Berlin and `end` is exclusive.
Local times in the hour that the clock change repeats mean its first pass; in the hour it skips they are refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .clock import BERLIN, end_of, start_of


class Precision(TextChoices):
    NONE = "none", gettext_lazy("Termin folgt")
    MONTH = "month", gettext_lazy("nur der Monat")
    DAY = "day", gettext_lazy("ganze Tage")
    TIME = "time", gettext_lazy("mit Uhrzeit")


_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$")
EARLIEST, LATEST = 1900, 2200


@dataclass(frozen=True)
class PartialDate:
    precision: Precision
    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.precision == Precision.NONE):
            raise ValueError(_("Ein Termin hat entweder einen Anfang oder heißt „Termin folgt“."))
        if self.start and self.end and self.end <= self.start:
            raise ValueError(_("Das Ende liegt vor dem Anfang. Bitte tauschen Sie die beiden Angaben."))

    @classmethod
    def unknown(cls) -> Self:
        return cls(Precision.NONE)

    @classmethod
    def parse(cls, value: "str | Mapping[str, str] | date | datetime | None") -> Self:
        """From `None`, "2012-09", "2012-09-29", "2012-09-29 10:30" or a mapping with `from` and `to`.

        Raises ValueError with a sentence that says what is allowed.
        """
        if value is None or value == "":
            return cls.unknown()
        if isinstance(value, Mapping):
            if unknown := set(value) - {"from", "to"}:
                raise ValueError(
                    _("„%(field)s“ gibt es hier nicht. Erlaubt sind from und to.")
                    % {"field": sorted(unknown)[0]}
                )
            first = cls.parse(value.get("from"))
            last = cls.parse(value.get("to"))
            return first.until(last)
        return cls._parse_text(str(value).strip())

    @classmethod
    def _parse_text(cls, text: str) -> Self:
        try:
            if found := _MONTH.match(text):
                year, month = map(int, found.groups())
                return cls._checked(Precision.MONTH, _day(year, month, 1), _last_of_month(year, month))
            if found := _DAY.match(text):
                day = _day(*map(int, found.groups()))
                return cls._checked(Precision.DAY, day, day)
            if found := _TIME.match(text):
                year, month, number, hour, minute = map(int, found.groups())
                if EARLIEST <= year <= LATEST:
                    return cls(Precision.TIME, local_moment(_day(year, month, number), _clock(hour, minute)))
        except ValueError as error:
            raise ValueError(
                _("„%(text)s“ ist kein Datum, das es gibt (%(reason)s).") % {"text": text, "reason": error}
            ) from error
        raise ValueError(
            _("„%(text)s“ ist kein Datum. Erlaubt: 2026-09, 2026-09-29 oder 2026-09-29 10:30.")
            % {"text": text[:60]}
        )

    @classmethod
    def _checked(cls, precision: Precision, first: date, last: date) -> Self:
        if not EARLIEST <= first.year <= LATEST:
            raise ValueError(_("das Jahr liegt zu weit weg"))
        return cls(precision, start_of(first), end_of(last))

    def until(self, last: "PartialDate") -> Self:
        """The span from this date to the end of `last`; both need the same precision."""
        if last.precision == Precision.NONE:
            return self
        if self.precision != last.precision:
            raise ValueError(
                _("Anfang und Ende brauchen dieselbe Genauigkeit: beide mit Uhrzeit oder beide ohne.")
            )
        return type(self)(self.precision, self.start, last.end or last.start)

    @property
    def first_day(self) -> date | None:
        return self.start.astimezone(BERLIN).date() if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last day on which it takes place; an end at midnight belongs to the day before."""
        if not self.start:
            return None
        end = self.end or self.start
        if end > self.start:
            end -= timedelta(microseconds=1)
        return end.astimezone(BERLIN).date()

    @property
    def is_several_days(self) -> bool:
        return self.first_day != self.last_day

    def widened(self) -> tuple[datetime | None, datetime | None]:
        """Start and end as they are stored: days and months reach from midnight to midnight."""
        if not self.first_day or not self.last_day or self.precision == Precision.TIME:
            return self.start, self.end
        if self.precision == Precision.DAY:
            return start_of(self.first_day), end_of(self.last_day)
        last = _last_of_month(self.last_day.year, self.last_day.month)
        return start_of(self.first_day.replace(day=1)), end_of(last)

    def as_text(self) -> "str | dict[str, str] | None":
        """The form `parse` reads, for files and differences."""
        if not self.start:
            return None
        if self.precision == Precision.TIME:
            first = self.start.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M")
            if not self.end:
                return first
            return {"from": first, "to": self.end.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M")}
        pattern = "%Y-%m" if self.precision == Precision.MONTH else "%Y-%m-%d"
        first_text = self.start.astimezone(BERLIN).strftime(pattern)
        last_text = (self.last_day or date.min).strftime(pattern)
        return first_text if first_text == last_text else {"from": first_text, "to": last_text}


def local_moment(day: date, clock: time) -> datetime:
    """The moment in UTC of a wall-clock time in Berlin; raises ValueError for a time the clock change skips."""
    local = datetime.combine(day, clock, tzinfo=BERLIN)
    moment = local.astimezone(UTC)
    if moment.astimezone(BERLIN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(_("diese Uhrzeit fällt wegen der Zeitumstellung aus"))
    return moment


def _day(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(_("bitte prüfen Sie Monat und Tag")) from None


def _clock(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueError(_("bitte prüfen Sie die Uhrzeit")) from None


def _last_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
