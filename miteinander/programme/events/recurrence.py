"""The days of a series: an RFC 5545 rule, public holidays, single exceptions. Pure: no database, no present moment.

Days are days of the calendar and times are wall-clock times in Berlin, so 10:30 stays 10:30 when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import BERLIN, end_of, start_of
from miteinander.foundation.values.partial_dates import EARLIEST, LATEST, PartialDate, Precision

from .enums import EventState, ExceptionKind, HolidayChoice
from .rule_text import RuleError, check_text

__all__ = [
    "Change",
    "Occurrence",
    "Rule",
    "RuleError",
    "check_rule",
    "occurrences",
    "public_holidays",
    "unmatched",
    "year_after",
]

MOST_OCCURRENCES = 2000
LONGEST_SHIFT = timedelta(days=14)
LONGEST_WAIT = timedelta(days=366 * 10)


@dataclass(frozen=True)
class Change:
    """An exception for one day. An unknown `moved_to` means: later, not yet known."""

    day: date
    kind: ExceptionKind
    moved_to: PartialDate = field(default_factory=PartialDate.unknown)
    reason: Translated = field(default_factory=Translated)


@dataclass(frozen=True)
class Rule:
    """Without `starts` whole days, `days` of them. An end not after the start lies on the next day."""

    text: str
    first: date
    until: date | None = None
    starts: time | None = None
    ends: time | None = None
    days: int = 1
    holidays: HolidayChoice = HolidayChoice.KEEP
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Occurrence:
    """`day` is the day of the rule and identifies the occurrence; `when` is when it takes place in the end."""

    day: date
    when: PartialDate
    state: EventState = EventState.PUBLISHED
    reason: Translated = field(default_factory=Translated)


def occurrences(rule: Rule, from_day: date, to_day: date) -> list[Occurrence]:
    """The occurrences whose day by the rule lies from `from_day` to `to_day`, both included, in that order.

    A change names the day of the rule, or the day to which a public holiday shifted it. Raises RuleError.
    """
    changes = {change.day: change for change in rule.changes}
    found = []
    for day, planned in _planned(rule, from_day, to_day):
        change = changes.get(day)
        if change is None and planned != day:
            change = changes.get(planned)
        if change is None:
            found.append(Occurrence(day, _date(rule, planned)))
        elif change.kind != ExceptionKind.SKIP:
            found.append(_changed(rule, day, planned, change))
    return found


def unmatched(rule: Rule, since: date) -> list[date]:
    """Days of changes from `since` on that meet no occurrence: most likely a slip."""
    days = sorted(change.day for change in rule.changes if change.day >= since)
    if not days:
        return []
    planned = {one for pair in _planned(rule, days[0] - LONGEST_SHIFT, days[-1]) for one in pair}
    return [day for day in days if day not in planned]


def check_rule(rule: Rule, today: date) -> None:
    """Raises RuleError with a sentence for a rule that cannot be read, gives no date or far too many."""
    check_text(rule.text)
    if not EARLIEST <= rule.first.year <= LATEST or (rule.until and rule.until.year > LATEST):
        raise RuleError(_("Dieses Jahr liegt zu weit weg."))
    horizon = max(rule.first + LONGEST_WAIT, year_after(today))
    days = _days(rule, rule.first, horizon, most=1)
    if not days:
        raise RuleError(
            _("Nach dieser Regel findet nie ein Termin statt. Prüfen Sie die Regel und die Tage.")
        )
    if len(_days(rule, rule.first, year_after(today), most=MOST_OCCURRENCES + 1)) > MOST_OCCURRENCES:
        raise RuleError(
            _("Diese Regel ergibt mehr als %(most)d Termine. Wählen Sie einen späteren ersten Tag.")
            % {"most": MOST_OCCURRENCES}
        )


def year_after(day: date) -> date:
    """The same day one year later; up to there a series is laid out."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@lru_cache(256)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of North Rhine-Westphalia (Feiertagsgesetz NW)."""
    from holidays import country_holidays  # loading it takes a moment, and few series ask

    return frozenset(country_holidays("DE", subdiv="NW", years=year))


def _planned(rule: Rule, from_day: date, to_day: date) -> Iterator[tuple[date, date]]:
    """Pairs of the day of the rule and the day after regarding public holidays; no two on one day."""
    if rule.holidays == HolidayChoice.KEEP:
        yield from ((day, day) for day in _days(rule, from_day, to_day))
        return
    days = _days(rule, from_day - LONGEST_SHIFT, to_day + LONGEST_SHIFT)
    taken = {day for day in days if not _is_holiday(day)}
    for day in days:
        planned = day
        if _is_holiday(day):
            if rule.holidays == HolidayChoice.SKIP:
                continue
            while _is_holiday(planned):
                planned += timedelta(days=1)
            if planned in taken:
                continue
            taken.add(planned)
        if from_day <= day <= to_day:
            yield day, planned


def _is_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def _days(rule: Rule, from_day: date, to_day: date, *, most: int | None = None) -> list[date]:
    """The bare days of the rule."""
    check_text(rule.text)
    first = max(from_day, rule.first)
    last = min(to_day, rule.until or to_day)
    if last < first:
        return []
    moments = rrulestr(rule.text, dtstart=datetime.combine(rule.first, time()))
    found: list[date] = []
    for moment in moments.xafter(datetime.combine(first, time()), inc=True):
        if moment.date() > last or len(found) == most:
            break
        found.append(moment.date())
    return found


def _changed(rule: Rule, day: date, planned: date, change: Change) -> Occurrence:
    if change.kind == ExceptionKind.CANCEL:
        return Occurrence(day, _date(rule, planned), EventState.CANCELLED, change.reason)
    if change.moved_to.precision == Precision.NONE:
        return Occurrence(day, _date(rule, planned), EventState.POSTPONED, change.reason)
    return Occurrence(day, change.moved_to, EventState.PUBLISHED, change.reason)


def _date(rule: Rule, day: date) -> PartialDate:
    if rule.starts is None:
        return PartialDate(Precision.DAY, start_of(day), end_of(day + timedelta(days=rule.days - 1)))
    start = _moment(day, rule.starts)
    if rule.ends is None:
        return PartialDate(Precision.TIME, start)
    end = _moment(day if rule.ends > rule.starts else day + timedelta(days=1), rule.ends)
    if end <= start:  # both stood in the hour that the clock change skips
        start_minutes, end_minutes = (clock.hour * 60 + clock.minute for clock in (rule.starts, rule.ends))
        end = start + timedelta(minutes=end_minutes - start_minutes)
    return PartialDate(Precision.TIME, start, end)


def _moment(day: date, clock: time) -> datetime:
    """The moment of a wall-clock time. One that the clock change skips counts from before the change, as RFC 5545
    (3.3.5) says: 2:30 becomes 3:30; one that it repeats means its first pass."""
    return datetime.combine(day, clock, tzinfo=BERLIN).astimezone(UTC)
