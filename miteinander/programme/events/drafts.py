"""Beginning an event: by its format, from last year's, and moving what nobody has seen yet."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.places.models import Venue
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import BERLIN
from miteinander.foundation.values.partial_dates import PartialDate, Precision, local_moment

from . import companions, todos
from .actions import dates_from, part_rows, publish_event, save_event
from .enums import EventState
from .models import Event, Format

COPIED = (
    *("activity", "format", "series", "summary", "description", "online_url", "audiences", "childcare"),
    *("access_note", "price", "price_note", "image"),
)
COPIED_PARTS = ("event_languages", "event_organisations", "items")


class AlreadyPublic(ValidationError):
    """What the public knows is postponed with a reason, not moved silently."""


class NothingToMove(ValidationError):
    """The event has no day yet."""


@transaction.atomic
def plan_event(
    *,
    format: Format,
    activity: Activity,
    title: Translated,
    dates: Sequence[PartialDate],
    venues: Sequence[Venue] = (),
    languages: Sequence[Mapping[str, Any]] = (),
    actor: Any = None,
) -> Event:
    """Begin a draft with the to-dos of its format. `languages`: rows of the part `event_languages`.

    Raises ValidationError.
    """
    return save_event(
        event=Event(),
        values={
            "format": format,
            "activity": activity,
            "title": title,
            "audiences": list(activity.audiences),
            "state": EventState.DRAFT,
        },
        parts={"dates": dates_from(dates), "event_languages": list(languages)},
        venues=venues,
        with_todos=True,
        actor=actor,
    )


@transaction.atomic
def copy_event(
    *,
    old: Event,
    dates: Sequence[PartialDate],
    title: Translated | None = None,
    venues: Sequence[Venue] | None = None,
    actor: Any = None,
) -> Event:
    """Begin a draft like an earlier event: its texts, languages, organisations, programme, to-dos, notes and lessons.

    What other rooms keep of the old event they copy themselves (`companions.copy`), in the same transaction. Raises
    ValidationError.
    """
    values = {name: getattr(old, name) for name in COPIED}
    new = save_event(
        event=Event(),
        values=values | {"title": old.title if title is None else title, "state": EventState.DRAFT},
        parts={"dates": dates_from(dates)} | {name: part_rows(old, name) for name in COPIED_PARTS},
        venues=list(old.venues.all()) if venues is None else venues,
        actor=actor,
    )
    todos.copy_todos(old=old, new=new, actor=actor)
    for companion in companions.companions():
        companion.copy(old, new)
    return new


@transaction.atomic
def move_draft(*, event: Event, day: date, actor: Any = None) -> Event:
    """Let an event that is not public begin on another day; times of day and distances between its dates stay.

    Its to-dos follow. Raises AlreadyPublic and NothingToMove.
    """
    if event.is_public:
        raise AlreadyPublic(
            _("Diese Veranstaltung ist schon veröffentlicht. Verschieben Sie sie mit einem Grund.")
        )
    first = todos.first_day(event)
    if first is None:
        raise NothingToMove(
            _("Diese Veranstaltung hat noch keinen Tag. Tragen Sie ihn in ihrem Formular ein.")
        )
    partials = [one.as_partial() for one in event.dates.order_by("position", "pk")]
    save_event(
        event=event,
        values={},
        parts={"dates": dates_from([shifted(one, day - first) for one in partials])},
        actor=actor,
    )
    for companion in companions.companions():
        companion.on_moved(event)
    return event


@transaction.atomic
def publish_latest(*, event: Event, actor: Any = None) -> Event:
    """Publish an event as it was edited last, by whichever way it was edited."""
    revision = event.get_latest_revision() if event.has_unpublished_changes else None
    if revision is None:
        return publish_event(event=event, actor=actor)
    revision.publish(user=actor)
    event.refresh_from_db()
    return event


def shifted(partial: PartialDate, by: timedelta) -> PartialDate:
    """The same time of day so many days later; months stay whole months."""
    if partial.start is None:
        return partial
    start, end = (_later(moment, by) if moment else None for moment in (partial.start, partial.end))
    moved = PartialDate(partial.precision, start, end)
    if partial.precision == Precision.MONTH and partial.first_day:
        day = partial.first_day + by + timedelta(days=14)  # a shift by weeks may end in the month before
        return PartialDate.parse(f"{day:%Y-%m}")
    return moved


def _later(moment: Any, by: timedelta) -> Any:
    local = moment.astimezone(BERLIN)
    try:
        return local_moment(local.date() + by, local.time())
    except ValueError:  # the hour that the clock change skips
        return moment + by
