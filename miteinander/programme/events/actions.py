"""The verbs of events; the only writers.

`sequence` rises with every change of a public event, so that calendars that hold it take the change over (RFC 5545).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write, same_value, save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages import rows
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate

from . import companions, todos
from .enums import PUBLIC_STATES, EventState
from .models import Event, EventDate, EventItem, EventLanguage, EventOrganisation

PARTS: dict[str, type[Model]] = {
    "dates": EventDate,
    "event_languages": EventLanguage,
    "event_organisations": EventOrganisation,
    "items": EventItem,
}


class ReasonMissing(ValidationError):
    """A cancelled or postponed event needs a reason in plain words."""


class NotPublicYet(ValidationError):
    """Only what the public has seen can be cancelled or postponed; anything else would become public by it."""


@transaction.atomic
def save_event(
    *,
    event: Event,
    values: Mapping[str, Any],
    parts: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    venues: Sequence[Model] | None = None,
    with_todos: bool = False,
    actor: Any = None,
) -> Event:
    """Write an event with its dates, languages, organisations and programme items (`parts`, as dicts of columns).

    Writes nothing when nothing differs. A public event gets a new sequence and, if the office has edited it before,
    a revision, so that the office never overwrites it with older content. `with_todos` begins the to-do list of a new
    event; a list that is there follows date and state. Raises ValidationError.
    """
    adding = event._state.adding
    wanted = dict(values)
    if adding:
        wanted.setdefault("state", event.state)
    if "state" in wanted:
        wanted["live"] = wanted["state"] in PUBLIC_STATES
    was_public = not adding and event.is_public
    check_event(event, wanted)
    changed_parts = [
        name for name, rows in (parts or {}).items() if adding or part_rows(event, name) != list(rows)
    ]
    elsewhere = _venues_differ(event, venues) if not adding else False
    changed_values = adding or any(_differs(event, name, wanted) for name in wanted) or elsewhere
    moved = elsewhere or "dates" in changed_parts or _differs(event, "online_url", wanted)
    moved = moved or _differs(event, "state", wanted)
    if was_public and (changed_parts or changed_values):
        wanted["sequence"] = event.sequence + 1
    save_record(record=event, values=wanted, links={} if venues is None else {"venues": venues}, actor=actor)
    for name in changed_parts:
        _replace_part(event, name, (parts or {})[name])
    if adding and not event.dates.exists():
        EventDate.objects.create(event=event)
    if changed_parts and not adding:
        after_write(record=event, verb=Verb.CHANGED, actor=actor, fields=changed_parts)
    elif "items" in changed_parts and (parts or {})["items"]:
        rows.project(event)  # again: the texts of the items count
    if adding and with_todos:
        todos.start_todos(event=event, actor=actor)
    elif event.todo_list_id and (changed_parts or changed_values):
        todos.follow_event(event=event, actor=actor)
    if event.latest_revision_id and (changed_parts or changed_values):
        revision = Event.objects.get(pk=event.pk).save_revision(user=actor, clean=False)
        Event.objects.filter(pk=event.pk).update(live_revision=revision if event.live else None)
    if was_public and moved:
        companions.after_change(event)
    return event


def _venues_differ(event: Event, venues: Sequence[Model] | None) -> bool:
    return venues is not None and {venue.pk for venue in event.venues.all()} != {venue.pk for venue in venues}


def _differs(event: Event, name: str, wanted: Mapping[str, Any]) -> bool:
    return name in wanted and not same_value(getattr(event, name), wanted[name])


@transaction.atomic
def publish_event(*, event: Event, actor: Any = None) -> Event:
    """Show an event to the public."""
    was_public = event.is_public
    _change_state(event, EventState.PUBLISHED, Verb.PUBLISHED, Translated(), actor)
    if was_public:
        companions.after_change(event)
    return event


@transaction.atomic
def withdraw_event(*, event: Event, actor: Any = None) -> Event:
    """Take an event back from the public; it stays as planned."""
    return _change_state(event, EventState.PLANNED, Verb.UNPUBLISHED, Translated(), actor)


@transaction.atomic
def cancel_event(*, event: Event, reason: Translated, actor: Any = None) -> Event:
    """Cancel a public event with a reason; it stays visible and in the feeds as cancelled.

    Raises ReasonMissing and NotPublicYet.
    """
    _check_public(event)
    _change_state(event, EventState.CANCELLED, Verb.CANCELLED, reason, actor)
    companions.after_change(event)
    return event


@transaction.atomic
def postpone_event(*, event: Event, reason: Translated, actor: Any = None) -> Event:
    """Say that a public event takes place later, with a reason; its dates stay until new ones are entered.

    Raises ReasonMissing and NotPublicYet.
    """
    _check_public(event)
    _change_state(event, EventState.POSTPONED, Verb.POSTPONED, reason, actor)
    companions.after_change(event)
    return event


def after_office_write(record: Event, *, verb: Verb, actor: Any) -> None:
    """Where Wagtail's save, publish and unpublish of an event end (registered with `audit.writers`)."""
    if not record.dates.exists():
        EventDate.objects.create(event=record)
    if record.is_public or verb == Verb.UNPUBLISHED:
        Event.objects.filter(pk=record.pk).update(sequence=record.sequence + 1)
    if verb == Verb.CREATED:
        todos.start_todos(event=record, actor=actor)
    else:
        todos.follow_event(event=record, actor=actor)
        companions.after_change(record)


def before_office_delete(record: Event, *, actor: Any) -> None:
    """Where Wagtail's delete of an event begins; its to-dos go with it."""
    todos.delete_todos(record)


def part_rows(event: Event, name: str) -> list[dict[str, Any]]:
    """The present rows of a part as dicts of the columns a writer gives."""
    columns = part_columns(name)
    rows = PARTS[name]._default_manager.filter(event=event).order_by("pk")
    return [{column: getattr(row, column) for column in columns} for row in rows]


def dates_from(partials: Sequence[PartialDate]) -> list[dict[str, Any]]:
    """Rows of the part `dates`; without any date one row that says so."""
    wanted = list(partials) or [PartialDate.unknown()]
    return [{"precision": str(d.precision), "starts_at": d.start, "ends_at": d.end} for d in wanted]


def part_columns(name: str) -> list[str]:
    """The columns of a part that a writer gives."""
    skipped = {"id", "event", "position"}
    return [field.attname for field in PARTS[name]._meta.concrete_fields if field.name not in skipped]


def _replace_part(event: Event, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    manager = PARTS[name]._default_manager
    manager.filter(event=event).delete()
    manager.bulk_create(new_part_rows(event, name, rows))


def new_part_rows(event: Event, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Model]:
    """The rows of a part, not yet saved."""
    model = PARTS[name]
    positioned = any(field.name == "position" for field in model._meta.concrete_fields)
    return [
        model(event=event, **row, **({"position": place} if positioned else {}))
        for place, row in enumerate(rows)
    ]


def _change_state(event: Event, state: EventState, verb: Verb, reason: Translated, actor: Any) -> Event:
    values = {
        "state": state,
        "state_reason": reason,
        "live": state in PUBLIC_STATES,
        "sequence": event.sequence + 1,
    }
    check_event(event, values)
    for name, value in values.items():
        setattr(event, name, value)
    event.save(update_fields=[*values, "changed_at"])
    after_write(record=event, verb=verb, actor=actor, fields=["state"])
    todos.follow_event(event=event, actor=actor)
    return event


def _check_public(event: Event) -> None:
    if not event.is_public:
        raise NotPublicYet(_("Dieser Termin ist noch nicht veröffentlicht. Sie können ihn einfach ändern."))


def check_event(event: Event, values: Mapping[str, Any]) -> None:
    """What must hold for an event with these values. Raises ReasonMissing or ValidationError."""

    def value(name: str) -> Any:
        return values[name] if name in values else getattr(event, name, None)

    state = value("state")
    if state in (EventState.CANCELLED, EventState.POSTPONED) and not value("state_reason"):
        raise ReasonMissing(
            {"state_reason": _("Bitte sagen Sie in einem Satz, warum der Termin nicht stattfindet.")}
        )
    series = value("series")
    if state in PUBLIC_STATES and not value("title") and not (series and series.title):
        raise ValidationError({"title": _("Ohne Titel kann der Termin nicht veröffentlicht werden.")})
