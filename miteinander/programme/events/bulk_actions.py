"""Many events at once: the checks and the results of `save_event`, in few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model
from wagtail.models import ReferenceIndex
from wagtail.search import index

from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import Creation, after_creations
from miteinander.foundation.work import enqueue

from .actions import PARTS, check_event, new_part_rows, save_event
from .enums import PUBLIC_STATES
from .models import Event, EventDate

BATCH = 400
FOREIGN_KEYS = [field for field in Event._meta.concrete_fields if isinstance(field, ForeignKey)]


@dataclass
class EventWrite:
    """What `save_event` is called with."""

    event: Event
    values: Mapping[str, Any]
    parts: Mapping[str, Sequence[Mapping[str, Any]]]
    venues: Sequence[Venue] | None = None


@transaction.atomic
def save_events(*, writes: Sequence[EventWrite], actor: Any = None) -> list[ValidationError | None]:
    """`save_event` for each of them; the result says which were refused and why, in order.

    New events go in batches: about fifteen statements for a few hundred, and one background work that lets the office find
    them. What exists already or does not pass a check is saved alone. Raises DatabaseError for what only the database
    finds (a slug that is taken): then nothing is stored.
    """
    refused: list[ValidationError | None] = [None] * len(writes)
    new: list[tuple[EventWrite, dict[str, Any]]] = []
    for number, write in enumerate(writes):
        values = _values_of_new(write)
        if values is not None:
            new.append((write, values))
            continue
        try:
            save_event(event=write.event, values=write.values, parts=write.parts, venues=write.venues, actor=actor)
        except ValidationError as error:
            refused[number] = error
    for start in range(0, len(new), BATCH):
        _create(new[start : start + BATCH], actor)
    return refused


def _values_of_new(write: EventWrite) -> dict[str, Any] | None:
    """The values of a new event that passes every check; None for one that has to be saved alone."""
    event = write.event
    if not event._state.adding or not event.slug:
        return None
    values = {"state": event.state, **write.values}
    values["live"] = values["state"] in PUBLIC_STATES
    try:
        check_event(event, values)
        for name, value in values.items():
            setattr(event, name, value)
        event.clean_fields(exclude=_settled(event))
        event.clean()
    except ValidationError:
        return None
    return values


def _settled(event: Event) -> set[str]:
    """Foreign keys whose record is at hand and stored: asking the database whether it exists would cost a query each."""
    return {
        field.name
        for field in FOREIGN_KEYS
        if field.is_cached(event) and (record := getattr(event, field.name)) is not None and not record._state.adding
    }


def _create(new: Sequence[tuple[EventWrite, dict[str, Any]]], actor: Any) -> None:
    events = Event.objects.bulk_create([write.event for write, _values in new])
    venues = _in_order([write for write, _values in new])
    links = Event.venues.through
    links._default_manager.bulk_create(
        links(event=write.event, venue=venue) for write, _values in new for venue in venues[write.event.pk]
    )
    for name, model in PARTS.items():
        rows: list[Model] = []
        for write, _values in new:
            wanted = write.parts.get(name, ())
            rows += new_part_rows(write.event, name, wanted) if wanted else _missing_part(write.event, name)
        model._default_manager.bulk_create(rows)
    after_creations(
        [
            Creation(
                write.event,
                fields=[*values, *(["venues"] if venues[write.event.pk] else [])],
                keywords=write.event.keywords_of(venues[write.event.pk]),
            )
            for write, values in new
        ],
        actor=actor,
    )
    enqueue("events.index_events", ids=[event.pk for event in events])


def _missing_part(event: Event, name: str) -> list[Model]:
    return [EventDate(event=event)] if name == "dates" else []


def _in_order(writes: Sequence[EventWrite]) -> dict[int, list[Venue]]:
    """The venues of each event as the database would give them."""
    return {
        write.event.pk: sorted({venue.pk: venue for venue in write.venues or ()}.values(), key=lambda venue: venue.slug)
        for write in writes
    }


def index_events(ids: Sequence[int]) -> None:
    """Renew what Wagtail's search and its list of uses know of the events. Running twice does no harm."""
    for event in Event.objects.filter(pk__in=ids):
        index.insert_or_update_object(event)
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(event)
