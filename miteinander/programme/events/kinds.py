"""Formats, series and events in programme files."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from miteinander.civic.concept.enums import Audience
from miteinander.foundation.exchange import RecordError, fields, kinds, model_kind
from miteinander.foundation.exchange.kinds import Change
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate

from .actions import dates_from, save_event
from .bulk_actions import EventWrite, save_events
from .enums import EventState, OrganisationRole
from .models import Event, Format
from .series_kind import language_rows, languages_by_mode, series_kind

FREE = "free"
ROLES = {
    "organisers": OrganisationRole.ORGANISER,
    "partners": OrganisationRole.PARTNER,
    "supporters": OrganisationRole.SUPPORTER,
}


def register() -> None:
    kinds.register(
        model_kind(
            Format,
            {
                "name": fields.Translated(required=True),
                "title_pattern": fields.Translated(),
                "pictogram": fields.Text(),
                "duration": fields.Integer(minimum=5, maximum=20160),
                "position": fields.Integer(minimum=0, maximum=9999),
            },
            name="formats",
        )
    )
    kinds.register(series_kind())
    codes = fields.ListOf(fields.LanguageCode())
    kinds.register(
        model_kind(
            Event,
            {
                "activity": fields.Reference("activities"),
                "format": fields.Reference("formats"),
                "series": fields.Reference("series"),
                "title": fields.Translated(),
                "summary": fields.Translated(),
                "description": fields.Translated(),
                "dates": fields.ListOf(fields.PartialDateField()),
                "venues": fields.ListOf(fields.Reference("venues")),
                "online": fields.URL(),
                "languages": fields.Mapping({"spoken": codes, "interpreted": codes, "signed": codes}),
                "audiences": fields.ListOf(fields.Choice(Audience.values)),
                "childcare": fields.Boolean(),
                "access_note": fields.Translated(),
                "organisers": fields.ListOf(fields.Reference("organisations")),
                "partners": fields.ListOf(fields.Reference("organisations")),
                "supporters": fields.ListOf(fields.Reference("organisations")),
                "price": fields.Money(words={FREE: 0}),
                "price_note": fields.Translated(),
                "state": fields.Choice(EventState.values, empty=EventState.PUBLISHED),
                "state_reason": fields.Translated(),
                "items": fields.ListOf(
                    fields.Mapping(
                        {
                            "time": fields.Time(),
                            "title": fields.Translated(required=True),
                            "description": fields.Translated(),
                            "venue": fields.Reference("venues"),
                        }
                    )
                ),
            },
            name="events",
            reading={
                "dates": _dates,
                "online": lambda event: event.online_url,
                "languages": lambda event: languages_by_mode(event.event_languages.all()),
                "organisers": lambda event: _organisations(event, OrganisationRole.ORGANISER),
                "partners": lambda event: _organisations(event, OrganisationRole.PARTNER),
                "supporters": lambda event: _organisations(event, OrganisationRole.SUPPORTER),
                "items": _items,
            },
            prefetch=[
                "dates",
                "event_languages",
                "event_organisations__organisation",
                "items__venue",
                "venues__district",
            ],
            save=save_from_file,
            save_many=save_many_from_file,
        )
    )


def save_from_file(*, record: Event | None, slug: str, actor: Any = None, **values: Any) -> Event:
    """Write one event of a file; what the file leaves out comes from its series and activity."""
    write = _event_write(record, slug, values)
    return save_event(
        event=write.event, values=write.values, parts=write.parts, venues=write.venues, actor=actor
    )


def save_many_from_file(changes: Sequence[Change], actor: Any) -> list[Exception | None]:
    """The same for many, in batches."""
    results: list[Exception | None] = [None] * len(changes)
    writes: dict[int, EventWrite] = {}
    for number, change in enumerate(changes):
        try:
            writes[number] = _event_write(change.record, change.slug, dict(change.values))
        except RecordError as error:
            results[number] = error
    for number, refused in zip(writes, save_events(writes=list(writes.values()), actor=actor), strict=True):
        results[number] = refused
    return results


def _event_write(record: Event | None, slug: str, values: dict[str, Any]) -> EventWrite:
    event = record or Event(slug=slug)
    adding = record is None
    series = values.get("series") or event.series
    if adding:
        values.setdefault("state", EventState.PUBLISHED)
        values.setdefault("dates", [])
        if values.get("activity") is None:
            values["activity"] = series.activity if series else None
        if values.get("format") is None:
            values["format"] = series.format if series else None
        if missing := [name for name in ("activity", "format") if values[name] is None]:
            raise RecordError(
                {
                    key: [_("Nennen Sie das Vorhaben und das Format oder eine Reihe, die beides hat.")]
                    for key in missing
                }
            )
        if not values.get("audiences"):
            values["audiences"] = list(values["activity"].audiences)
    parts = {}
    if "dates" in values:
        parts["dates"] = dates_from(values.pop("dates"))
    if "languages" in values:
        parts["event_languages"] = language_rows(values.pop("languages") or {})
    if values.keys() & ROLES.keys():
        parts["event_organisations"] = _organisation_rows(event, values)
    if "items" in values:
        parts["items"] = [_item_row(item) for item in values.pop("items")]
    venues = values.pop("venues", None)
    if "online" in values:
        values["online_url"] = values.pop("online")
    return EventWrite(event, values, parts, venues)


def _dates(event: Event) -> list[PartialDate]:
    found = [date.as_partial() for date in sorted(event.dates.all(), key=lambda date: date.position)]
    return [date for date in found if date.start]


def _organisations(event: Event, role: OrganisationRole) -> list[Any]:
    return [entry.organisation for entry in event.event_organisations.all() if entry.role == role]


def _items(event: Event) -> list[dict[str, Any]]:
    return [
        {"time": item.time, "title": item.title, "description": item.description, "venue": item.venue}
        for item in event.items.all()
    ]


def _organisation_rows(event: Event, values: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for name, role in ROLES.items():
        if name in values:
            organisations = values.pop(name)
        else:
            organisations = _organisations(event, role) if event.pk else []
        rows += [{"organisation_id": organisation.pk, "role": str(role)} for organisation in organisations]
    return rows


def _item_row(item: dict[str, Any]) -> dict[str, Any]:
    venue = item.get("venue")
    return {
        "time": item.get("time"),
        "title": item["title"],
        "description": item.get("description") or Translated(),
        "venue_id": venue.pk if venue else None,
    }
