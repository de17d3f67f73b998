"""Many events at once: the checks and the results of `save_event`, in few statements.

What passes the checks goes in batches. What does not is saved alone, so that it is refused in the same words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search import index

from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import Write, after_writes, same_value
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.work import enqueue

from . import companions
from .actions import PARTS, check_event, new_part_rows, part_columns, save_event
from .enums import PUBLIC_STATES
from .models import Event, EventDate

BATCH = 400
UPDATED_AT_ONCE = 100
GUESTS_GO_BY = {"dates", "venues", "online_url", "state"}
FOREIGN_KEYS = [column for column in Event._meta.concrete_fields if isinstance(column, ForeignKey)]


@dataclass
class EventWrite:
    """What `save_event` is called with, and what it comes to."""

    event: Event
    values: Mapping[str, Any]
    parts: Mapping[str, Sequence[Mapping[str, Any]]]
    venues: Sequence[Venue] | None = None
    changed: list[str] = field(default_factory=list)
    changed_parts: list[str] = field(default_factory=list)

    def shown_venues(self) -> list[Venue]:
        """As the database would give them."""
        venues = self.event.venues.all() if self.venues is None else self.venues
        return sorted({venue.pk: venue for venue in venues}.values(), key=lambda venue: venue.slug)


@transaction.atomic
def save_events(*, writes: Sequence[EventWrite], actor: Any = None) -> list[ValidationError | None]:
    """`save_event` for each of them; the result says which were refused and why, in order.

    Costs about twenty statements for a few hundred, and one background work that lets the office find them. Events that
    exist should come with their parts and venues prefetched; those with revisions are saved alone. Raises DatabaseError
    for what only the database finds (a slug that is taken): then nothing is stored.
    """
    refused: list[ValidationError | None] = [None] * len(writes)
    new: list[EventWrite] = []
    present: list[EventWrite] = []
    for number, write in enumerate(writes):
        if _fits(write):
            (new if write.event._state.adding else present).append(write)
            continue
        try:
            save_event(
                event=write.event, values=write.values, parts=write.parts, venues=write.venues, actor=actor
            )
        except ValidationError as error:
            refused[number] = error
    for start in range(0, len(new), BATCH):
        _create(new[start : start + BATCH], actor)
    changed = [write for write in present if write.changed or write.changed_parts]
    for start in range(0, len(changed), BATCH):
        _change(changed[start : start + BATCH], actor)
    for write in changed:
        if GUESTS_GO_BY & {*write.changed, *write.changed_parts}:
            companions.after_change(write.event)
    return refused


def _fits(write: EventWrite) -> bool:
    """Whether the event passes every check; then it holds its new values. Otherwise it is as it was."""
    event = write.event
    adding = event._state.adding
    if not event.slug or event.latest_revision_id:
        return False
    values = {"state": event.state, **write.values} if adding else dict(write.values)
    if "state" in values:
        values["live"] = values["state"] in PUBLIC_STATES
    before: dict[str, Any] = {}
    try:
        check_event(event, values)
        if not adding:
            _compare(write, values)
        before = {name: getattr(event, name, None) for name in values}
        write.changed = [
            name for name, value in values.items() if adding or not same_value(before[name], value)
        ]
        for name in write.changed:
            setattr(event, name, values[name])
        event.clean_fields(exclude=_settled(event))
        event.clean()
    except ValidationError:
        for name in write.changed:
            setattr(event, name, before[name])
        return False
    if (adding and write.venues) or (not adding and _venues_differ(write)):
        write.changed.append("venues")
    return True


def _compare(write: EventWrite, values: dict[str, Any]) -> None:
    """What differs in an event that exists; a public one gets a new sequence by it."""
    event = write.event
    write.changed_parts = [
        name for name, rows in write.parts.items() if _present_rows(event, name) != list(rows)
    ]
    differs = write.changed_parts or _venues_differ(write)
    if event.is_public and (
        differs or any(not same_value(getattr(event, name), value) for name, value in values.items())
    ):
        values["sequence"] = event.sequence + 1


def _present_rows(event: Event, name: str) -> list[dict[str, Any]]:
    rows = sorted(getattr(event, name).all(), key=lambda row: row.pk)
    return [{column: getattr(row, column) for column in part_columns(name)} for row in rows]


def _venues_differ(write: EventWrite) -> bool:
    if write.venues is None:
        return False
    return {venue.pk for venue in write.event.venues.all()} != {venue.pk for venue in write.venues}


def _settled(event: Event) -> set[str]:
    """Foreign keys whose record is at hand and stored: asking the database whether it exists would cost a query each."""
    return {
        column.name
        for column in FOREIGN_KEYS
        if column.is_cached(event)
        and (record := getattr(event, column.name)) is not None
        and not record._state.adding
    }


def _create(writes: Sequence[EventWrite], actor: Any) -> None:
    Event.objects.bulk_create(write.event for write in writes)
    _link(writes)
    for name in PARTS:
        _add_part(writes, name)
    after_writes([_entry(write, Verb.CREATED, write.changed) for write in writes], actor=actor)
    _index_later(writes)


def _change(writes: Sequence[EventWrite], actor: Any) -> None:
    touched = [write.event for write in writes if set(write.changed) - {"venues"}]
    columns = {name for write in writes for name in write.changed} - {"venues"}
    for event in touched:
        event.changed_at = timezone.now()
    if touched:
        Event.objects.bulk_update(touched, [*columns, "changed_at"], batch_size=UPDATED_AT_ONCE)
    moved = [write for write in writes if "venues" in write.changed]
    Event.venues.through._default_manager.filter(event__in=[write.event.pk for write in moved]).delete()
    _link(moved)
    for name, model in PARTS.items():
        replaced = [write for write in writes if name in write.changed_parts]
        model._default_manager.filter(event__in=[write.event.pk for write in replaced]).delete()
        _add_part(replaced, name)
    values = [_entry(write, Verb.CHANGED, write.changed) for write in writes if write.changed]
    parts = [_entry(write, Verb.CHANGED, write.changed_parts) for write in writes if write.changed_parts]
    after_writes([*values, *parts], actor=actor)
    _index_later(writes)


def _link(writes: Iterable[EventWrite]) -> None:
    links = Event.venues.through
    links._default_manager.bulk_create(
        links(event=write.event, venue=venue)
        for write in writes
        if write.venues
        for venue in write.shown_venues()
    )


def _add_part(writes: Iterable[EventWrite], name: str) -> None:
    rows: list[Model] = []
    for write in writes:
        added = new_part_rows(write.event, name, write.parts.get(name, ()))
        if name == "dates" and not added and name not in write.changed_parts:
            added = [EventDate(event=write.event)]
        rows += added
    PARTS[name]._default_manager.bulk_create(rows)


def _entry(write: EventWrite, verb: Verb, fields: Sequence[str]) -> Write:
    return Write(write.event, verb, fields, keywords=write.event.keywords_of(write.shown_venues()))


def _index_later(writes: Iterable[EventWrite]) -> None:
    enqueue("events.index_events", ids=[write.event.pk for write in writes])


def index_events(ids: Sequence[int]) -> None:
    """Renew what Wagtail's search and its list of uses know of the events. Running twice does no harm."""
    for event in Event.objects.filter(pk__in=ids):
        index.insert_or_update_object(event)
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(event)
