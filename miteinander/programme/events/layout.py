"""Laying out a series: one event for each occurrence of its rule, again and again with the same result.

Each event remembers in `laid_out` what was written last, by aspect (dates, venues, languages, price, state). An aspect
that differs from it now was changed by a person and stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import today

from .actions import cancel_event, dates_from, postpone_event, publish_event, save_event, withdraw_event
from .enums import EventState
from .models import Event, Series
from .recurrence import Occurrence, occurrences, year_after

Aspects = dict[str, Any]
OWN_FIELDS = (
    "title",
    "summary",
    "description",
    "access_note",
    "price_note",
    "online_url",
    "childcare",
    "image_id",
    "has_unpublished_changes",
)


@dataclass
class Result:
    """How many events the run made, changed and withdrew."""

    created: int = 0
    changed: int = 0
    withdrawn: int = 0


@transaction.atomic
def lay_out_series(*, series: Series, until: date | None = None, actor: Any = None) -> Result:
    """Bring the events of a series in line with its rule up to `until` (without it: a year from today).

    The first run starts with the first day of the rule; later ones leave the past alone. What people changed by hand
    stays; an occurrence that fell away is withdrawn when nobody touched it, never deleted. Holds a lock on the series.
    Costs four queries more than what it writes. Raises RuleError for a rule that `Series.clean` would refuse.
    """
    locked = (
        Series.objects.select_for_update(of=("self",)).select_related("format", "activity").get(pk=series.pk)
    )
    run = _Run(locked, actor)
    return run.lay_out(until or year_after(today()))


@transaction.atomic
def lay_out_many(*, series: Iterable[Series], actor: Any = None) -> None:
    """Lay out those that have a rule, or had one, a year from today."""
    for one in series:
        if one.rule or one.events.filter(occurrence_day__gte=today()).exists():
            lay_out_series(series=one, actor=actor)


class _Run:
    def __init__(self, series: Series, actor: Any) -> None:
        self.series = series
        self.actor = actor
        self.today = today()
        self.result = Result()
        self.venues = list(series.venues.all())
        self.languages = [{"code": row.code, "mode": row.mode} for row in series.languages.all()]
        self.usual: Aspects = {
            "venues": sorted(venue.pk for venue in self.venues),
            "languages": sorted(f"{row['mode']}:{row['code']}" for row in self.languages),
            "price": None if series.price is None else f"{series.price:.2f}",
        }
        events: list[Event] = list(
            series.events.prefetch_related(
                "dates", "venues", "event_languages", "event_organisations", "items"
            )
        )
        self.laid: dict[date, Event] = {
            event.occurrence_day: event for event in events if event.occurrence_day
        }
        self.spare: list[Event] = [event for event in events if not event.occurrence_day]

    def lay_out(self, until: date) -> Result:
        wanted: list[Occurrence] = []
        if self.series.rule and self.series.first:
            since = max(self.series.first, self.today) if self.laid else self.series.first
            wanted = occurrences(self.series.as_rule(), since, until)
        self.taken = set(self._slugs_in_use(wanted))
        for occurrence in wanted:
            event = self.laid.get(occurrence.day) or self._adopted(occurrence)
            if event is None:
                self._create(occurrence)
            else:
                self._update(event, self._aspects(occurrence), occurrence)
        kept = {occurrence.day for occurrence in wanted}
        for day, event in self.laid.items():
            if day not in kept and self.today <= day <= until:
                self._withdraw(event)
        return self.result

    def _aspects(self, occurrence: Occurrence) -> Aspects:
        return self.usual | {
            "dates": [occurrence.when.as_text()],
            "state": [str(occurrence.state), occurrence.reason.texts()],
        }

    def _slugs_in_use(self, wanted: Iterable[Occurrence]) -> Iterable[str]:
        missing = [self._slug(one.day) for one in wanted if one.day not in self.laid]
        return Event.objects.filter(slug__in=missing).values_list("slug", flat=True) if missing else ()

    def _slug(self, day: date) -> str:
        return f"{self.series.slug}-{day.isoformat()}"

    def _adopted(self, occurrence: Occurrence) -> Event | None:
        """An event of the series that people entered for this day; all it says already counts as theirs."""
        for event in self.spare:
            days = {found.as_partial().first_day for found in event.dates.all() if found.precision != "month"}
            if event.slug == self._slug(occurrence.day) or occurrence.when.first_day in days:
                self.spare.remove(event)
                event.occurrence_day = occurrence.day
                event.laid_out = {"state": present_aspects(event)["state"]}
                Event.objects.filter(pk=event.pk).update(
                    occurrence_day=event.occurrence_day, laid_out=event.laid_out
                )
                return event
        return None

    def _create(self, occurrence: Occurrence) -> None:
        series = self.series
        slug = self._slug(occurrence.day)
        aspects = self._aspects(occurrence)
        values = {
            "series": series,
            "activity": series.activity,
            "format": series.format,
            "audiences": list(series.activity.audiences),
            "price": series.price,
            "state": occurrence.state,
            "state_reason": occurrence.reason,
            "occurrence_day": occurrence.day,
            "laid_out": aspects,
        }
        save_event(
            event=Event(slug=f"{slug}-termin" if slug in self.taken else slug),
            values=values,
            parts={"dates": dates_from([occurrence.when]), "event_languages": self.languages},
            venues=self.venues,
            actor=self.actor,
        )
        self.result.created += 1

    def _update(self, event: Event, wanted: Aspects, occurrence: Occurrence) -> None:
        present = present_aspects(event)
        laid: Aspects = dict(event.laid_out or {})
        ours = {
            name
            for name in wanted
            if name in laid and present[name] == laid[name] and present[name] != wanted[name]
        }
        if event.has_unpublished_changes:
            ours &= {"state"}
        settled = {name for name in wanted if name in ours or present[name] == wanted[name]}
        if ours:
            self._write(event, ours, occurrence)
            self.result.changed += 1
        remembered = laid | {name: wanted[name] for name in settled}
        if remembered != laid:
            Event.objects.filter(pk=event.pk).update(laid_out=remembered)

    def _write(self, event: Event, ours: set[str], occurrence: Occurrence) -> None:
        if "state" in ours:
            self._set_state(event, occurrence)
        values: dict[str, Any] = {"price": self.series.price} if "price" in ours else {}
        if "state" in ours:
            values["state_reason"] = occurrence.reason
        parts: dict[str, Any] = {}
        if "dates" in ours:
            parts["dates"] = dates_from([occurrence.when])
        if "languages" in ours:
            parts["event_languages"] = self.languages
        venues = self.venues if "venues" in ours else None
        save_event(event=event, values=values, parts=parts, venues=venues, actor=self.actor)

    def _set_state(self, event: Event, occurrence: Occurrence) -> None:
        if event.state == occurrence.state:
            return
        if not event.is_public or occurrence.state == EventState.PUBLISHED:
            publish_event(event=event, actor=self.actor)
        if occurrence.state == EventState.CANCELLED:
            cancel_event(event=event, reason=occurrence.reason, actor=self.actor)
        elif occurrence.state == EventState.POSTPONED:
            postpone_event(event=event, reason=occurrence.reason, actor=self.actor)

    def _withdraw(self, event: Event) -> None:
        if event.state != EventState.PUBLISHED or is_touched(event):
            return
        withdraw_event(event=event, actor=self.actor)
        laid = dict(event.laid_out or {}) | {"state": [str(event.state), event.state_reason.texts()]}
        Event.objects.filter(pk=event.pk).update(laid_out=laid)
        self.result.withdrawn += 1


def present_aspects(event: Event) -> Mapping[str, Any]:
    """What an event says now, in the form of `laid_out`. No query after its parts are prefetched."""
    return {
        "dates": [found.as_partial().as_text() for found in event.dates.all()],
        "venues": sorted(venue.pk for venue in event.venues.all()),
        "languages": sorted(f"{row.mode}:{row.code}" for row in event.event_languages.all()),
        "price": None if event.price is None else f"{event.price:.2f}",
        "state": [str(event.state), (event.state_reason or Translated()).texts()],
    }


def is_touched(event: Event) -> bool:
    """Whether a person gave the event anything of its own."""
    return (
        present_aspects(event) != (event.laid_out or {})
        or any(getattr(event, name) for name in OWN_FIELDS)
        or bool(event.items.all() or event.event_organisations.all())
    )
