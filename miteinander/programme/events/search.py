"""Events in the public search."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Found, Kind
from miteinander.foundation.values.clock import now

from .models import Event, EventDate
from .presentation import event_cards, full_when

PAST = 10.0**9
"""Seconds added to what is over, so that everything to come stands before it."""


def moments(ids: Iterable[int]) -> dict[int, float]:
    """Seconds until the next date of each event; past events after all others, the latest first. One query."""
    present = now()
    found: dict[int, float] = {}
    rows = EventDate.objects.filter(event_id__in=list(ids), starts_at__isnull=False)
    for event_id, starts, ends in rows.values_list("event_id", "starts_at", "ends_at"):
        if starts is None:
            continue
        seconds = (starts - present).total_seconds()
        distance = seconds if (ends or starts) > present else PAST - seconds
        found[event_id] = min(distance, found.get(event_id, distance))
    return found


def show(ids: list[int], lang: str) -> dict[int, Found]:
    """Events with the date that comes next, or else the last one. One query."""
    present = now()
    dates = EventDate.objects.published().filter(event_id__in=ids).by_time()
    dates = dates.with_brief_data("event__summary", "event__series__summary")
    best: dict[int, EventDate] = {}
    for found in dates:
        known = best.get(found.event_id)
        if known is None or (known.starts_at and (known.ends_at or known.starts_at) <= present):
            best[found.event_id] = found
    cards = event_cards(list(best.values()), brief=True)
    return {
        found.event_id: Found(
            card.url,
            card.format.text,
            card.title,
            found.event.shown_summary.localized(lang),
            card.pictogram,
            _when(found, card.state_label, lang),
        )
        for found, card in zip(best.values(), cards, strict=True)
    }


def _when(found: EventDate, state: str, lang: str) -> str:
    words = full_when(found, lang)
    return f"{state}: {words}" if state else words


KIND = Kind(Event, _("Veranstaltung"), Event.objects.published, show, order=10, moments=moments)
