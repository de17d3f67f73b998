"""What this room adds to joined pages: the dates that come, those that were, how many, and feeds to subscribe to."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from miteinander.foundation.interface import sections
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import now

from .enums import EventState
from .models import EventDate
from .presentation import event_cards, full_when, local_day
from .querysets import EventDateQuerySet

NEXT = 6
EARLIER = 6
_CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "activity": lambda record: Q(event__activity=record),
    "district": lambda record: Q(event__venues__district=record),
    "venue": lambda record: Q(event__venues=record),
    "organisation": lambda record: Q(event__event_organisations__organisation=record),
    "task": lambda record: Q(event__activity__main_task=record) | Q(event__activity__tasks=record),
    "working-group": lambda record: Q(event__activity__working_group=record),
}
_FILTERS = {"district": "stadtteil", "task": "aufgabe"}
"""Slots whose dates the calendar can show and offer as feeds, and the filter that does it."""


def register() -> None:
    for slot in _CONDITIONS:
        sections.register(slot, _provider(slot, dates_in_numbers), order=5)
        sections.register(slot, _provider(slot, next_dates), order=20)
        sections.register(slot, _provider(slot, earlier_dates), order=60)
    for slot in _FILTERS:
        sections.register(slot, _provider(slot, subscription), order=30)


def dates_of(slot: str, record: Any) -> EventDateQuerySet:
    """Public dates that belong to the record, each once."""
    inner = EventDate.objects.filter(_CONDITIONS[slot](record)).order_by().values("pk")
    return EventDate.objects.published().filter(pk__in=inner)


def dates_in_numbers(slot: str, record: Any) -> Section | None:
    """How many dates come and were, and the last one; dates called off do not count. One query."""
    lang, present = get_language() or base_language(), now()
    over = Q(ends_at__lte=present) | Q(ends_at__isnull=True, starts_at__lt=present)
    found = (
        dates_of(slot, record)
        .filter(event__state=EventState.PUBLISHED)
        .aggregate(past=Count("pk", filter=over), all=Count("pk"), last=Max("starts_at", filter=over))
    )
    past, coming = found["past"], found["all"] - found["past"]
    last = local_day(found["last"])
    figures = [
        {"number": coming, "label": ngettext("Termin kommt", "Termine kommen", coming)},
        {"number": past, "label": ngettext("Termin war schon", "Termine waren schon", past)},
    ]
    context = {"figures": figures, "last": format_date(last, lang) if last else ""}
    return Section("events/_figures.html", context, styles=("interface/css/components/figures.css",))


def next_dates(slot: str, record: Any) -> Section | None:
    """The next dates as cards; says so when there are none. Three queries."""
    rows = list(dates_of(slot, record).upcoming().with_card_data().by_time()[: NEXT + 1])
    context = {
        "cards": event_cards(rows[:NEXT]),
        "more_url": _calendar(slot, record),
        "has_more": len(rows) > NEXT,
    }
    return Section("events/_next_dates.html", context, _("Nächste Termine"))


def earlier_dates(slot: str, record: Any) -> Section | None:
    """The latest dates that are over, as a list. One query."""
    lang = get_language() or base_language()
    dates = dates_of(slot, record).past().with_brief_data().order_by("-starts_at", "pk")
    rows = [
        {
            "title": row.event.shown_title.localized(lang),
            "date": full_when(row, lang),
            "url": reverse("events:event-detail", args=[row.event.slug]),
            "called_off": row.event.state == EventState.CANCELLED,
        }
        for row in dates[:EARLIER]
    ]
    if not rows:
        return None
    context = {"dates": rows, "more_url": _calendar(slot, record, archiv="1")}
    return Section(
        "events/_earlier_dates.html",
        context,
        _("Frühere Termine"),
        ("interface/css/components/activity.css",),
    )


def subscription(slot: str, record: Any) -> Section | None:
    """The record's part of the calendar as feeds. No query."""
    query = f"?{_FILTERS[slot]}={record.slug}&lang={get_language() or base_language()}"
    context = {"ics_url": reverse("feed-ics") + query, "atom_url": reverse("feed-atom") + query}
    return Section("events/_subscription.html", context)


def _calendar(slot: str, record: Any, **more: str) -> str:
    """The calendar of the record, if it has a filter for its kind."""
    if slot not in _FILTERS:
        return ""
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('events:event-list')}?{_FILTERS[slot]}={record.slug}{extra}"


def _provider(slot: str, section: Callable[[str, Any], Section | None]) -> sections.Provider:
    return lambda record: section(slot, record)
