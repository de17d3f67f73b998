"""Walking all dates page by page: where the next page begins, as a short text for an address.

The order (start, event, place within the event; without a start at the end) does not depend on what is added meanwhile,
so a walk meets no date twice and misses none that was there when it began.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from miteinander.foundation.values.partial_dates import EARLIEST, LATEST

from .models import EventDate
from .querysets import EventDateQuerySet

USUAL_LIMIT, HIGHEST_LIMIT = 100, 500
LONGEST = 200


class CursorError(ValueError):
    """The address does not come from us; the message says what to do."""


@dataclass(frozen=True)
class Cursor:
    """After which date to go on; `event` 0 means from the beginning."""

    starts_at: datetime | None = None
    event: int = 0
    position: int = 0

    @classmethod
    def after(cls, found: EventDate) -> "Cursor":
        return cls(found.starts_at, found.event_id, found.position)

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """From `text()`; empty means from the beginning. Raises CursorError."""
        if not text:
            return cls()
        try:
            if len(text) > LONGEST:
                raise ValueError
            moment, event, position = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            starts_at = datetime.fromisoformat(moment) if moment else None
            if not (_is_number(event) and event > 0 and _is_number(position)):
                raise ValueError
            if starts_at and (starts_at.tzinfo is None or not EARLIEST <= starts_at.year <= LATEST + 1):
                raise ValueError
        except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError) as error:
            raise CursorError(
                _("Diesen Anfang (cursor) kennen wir nicht. Bitte beginnen Sie ohne cursor.")
            ) from error
        return cls(starts_at, event, position)

    def text(self) -> str:
        moment = self.starts_at.isoformat() if self.starts_at else ""
        raw = json.dumps([moment, self.event, self.position], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    def page(self, dates: EventDateQuerySet) -> EventDateQuerySet:
        """The dates that come after this place, in the order of the walk."""
        ordered = dates.order_by(F("starts_at").asc(nulls_last=True), "event_id", "position")
        if not self.event:
            return ordered
        later = Q(event_id__gt=self.event) | Q(event_id=self.event, position__gt=self.position)
        if self.starts_at is None:
            return ordered.filter(later, starts_at__isnull=True)
        return ordered.filter(
            Q(starts_at__gt=self.starts_at) | Q(later, starts_at=self.starts_at) | Q(starts_at__isnull=True)
        )


def page_limit(text: str) -> int:
    """How many dates a page holds. Raises CursorError for what is not a number from 1 on; more than the most is the most."""
    if not text:
        return USUAL_LIMIT
    if not (text.isascii() and text.isdigit() and int(text[:9])):
        raise CursorError(_("limit ist eine Zahl von 1 bis %(highest)d.") % {"highest": HIGHEST_LIMIT})
    return min(int(text[:9]), HIGHEST_LIMIT)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
