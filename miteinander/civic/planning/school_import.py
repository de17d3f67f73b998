"""School holidays from an iCalendar file, as ministries and portals offer them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import Calendar

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import BERLIN, today

from .models import SchoolHoliday

LARGEST_FILE = 500_000
MOST = 400
LONGEST = 80
"""Days a school holiday lasts at most; what is longer is no holiday."""
EARLIEST, LATEST = 1990, 2100


class UnreadableCalendar(ValueError):
    """The file cannot be taken over; the text says why."""


@dataclass(frozen=True)
class Outcome:
    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Span:
    name: str
    first: date
    last: date


def read_spans(content: bytes) -> list[Span]:
    """The entries of a file, in order. Raises UnreadableCalendar; nothing is left out silently."""
    if len(content) > LARGEST_FILE:
        raise UnreadableCalendar(_("Die Datei ist zu groß. Ein Ferienkalender hat höchstens 500 KB."))
    try:
        calendar = Calendar.from_ical(content)
        entries = list(calendar.walk("VEVENT"))
        spans = [_span(entry) for entry in entries]
    except UnreadableCalendar:
        raise
    except Exception as error:  # icalendar raises many kinds for broken files
        raise UnreadableCalendar(
            _("Die Datei ist kein Kalender, der sich lesen lässt (iCalendar, .ics).")
        ) from error
    if not spans:
        raise UnreadableCalendar(_("In der Datei steht kein Eintrag."))
    if len(spans) > MOST:
        raise UnreadableCalendar(
            _("In der Datei stehen zu viele Einträge. Wählen Sie einen Kalender nur mit Ferien.")
        )
    return sorted(set(spans), key=lambda span: (span.first, span.name))


@transaction.atomic
def import_school_holidays(*, content: bytes, source: str, actor: Any = None) -> Outcome:
    """Take the holidays of a file over: new ones are added, those of the same name that overlap are corrected.

    Raises UnreadableCalendar before anything is written.
    """
    created = changed = unchanged = 0
    for span in read_spans(content):
        row = SchoolHoliday.objects.touching(span.first, span.last).filter(name=span.name).first()
        if row and (row.first, row.last) == (span.first, span.last):
            unchanged += 1
            continue
        verb = Verb.CHANGED if row else Verb.CREATED
        row = row or SchoolHoliday(name=span.name)
        row.first, row.last, row.source, row.checked_on = span.first, span.last, source[:200], today()
        row.save()
        write_entry(record=row, verb=verb, actor=actor, fields=["first", "last", "source", "checked_on"])
        created, changed = created + (verb == Verb.CREATED), changed + (verb == Verb.CHANGED)
    return Outcome(created, changed, unchanged)


def _span(entry: Any) -> Span:
    name = " ".join(str(entry.get("summary", "")).split())[:80]
    start = entry.get("dtstart")
    if not name or start is None:
        raise UnreadableCalendar(_("Ein Eintrag der Datei hat keinen Namen oder keinen ersten Tag."))
    first = _day(start.dt)
    end = entry.get("dtend")
    last = first if end is None else _last_day(end.dt, first)
    if not (EARLIEST <= first.year <= LATEST) or not (0 <= (last - first).days <= LONGEST):
        raise UnreadableCalendar(
            _("„%(name)s“ vom %(day)s hat Tage, die nicht stimmen können.")
            % {"name": name, "day": first.isoformat()}
        )
    return Span(name, first, last)


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(BERLIN) if value.tzinfo else value).date()
    return value


def _last_day(value: date | datetime, first: date) -> date:
    """The end of an entry is exclusive (RFC 5545)."""
    if isinstance(value, datetime):
        return _day(value - timedelta(microseconds=1))
    return max(value - timedelta(days=1), first) if value >= first else value
