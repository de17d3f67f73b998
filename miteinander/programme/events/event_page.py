"""Everything the page of one event shows."""

import json
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.concept.enums import Audience
from miteinander.civic.places.enums import Availability
from miteinander.civic.places.models import Venue
from miteinander.civic.places.presentation import VenueFacts, venue_facts
from miteinander.foundation.interface.addresses import address_of, picture_of
from miteinander.foundation.languages.dates import format_date, format_time
from miteinander.foundation.languages.text import LocalText, Translated
from miteinander.foundation.values.money import format_money

from . import companions
from .companions import Chip, PrimaryAction, Section
from .enums import EventState, LanguageMode, OrganisationRole
from .models import Event, EventDate
from .presentation import EventCard, full_when, has_ended, iso_end, iso_start, language_chips, state_label


@dataclass(frozen=True)
class Party:
    """An organisation that takes part; `url` is its own page, perhaps empty."""

    name: str
    url: str


@dataclass(frozen=True)
class DateFacts:
    text: str
    iso_start: str
    iso_end: str
    is_dated: bool
    ics_url: str = ""
    """The calendar file of this date alone; empty when it has no day or is the only one."""


@dataclass(frozen=True)
class ItemFacts:
    time: str
    title: LocalText
    description: LocalText
    place: str


@dataclass(frozen=True)
class Knot:
    """One step of the red thread; `url` may be empty."""

    label: str
    title: LocalText
    url: str


@dataclass(frozen=True)
class EventPage:
    slug: str
    title: LocalText
    summary: LocalText
    description: LocalText
    identity: str
    colour: str
    motifs: str
    format: LocalText
    format_url: str
    pictogram: str
    state: str
    state_label: str
    state_reason: LocalText
    dates: tuple[DateFacts, ...]
    venues: tuple[VenueFacts, ...]
    online_url: str
    languages: dict[str, list[Chip]]
    audiences: tuple[str, ...]
    childcare: bool
    access_note: LocalText
    organisers: tuple[Party, ...]
    partners: tuple[Party, ...]
    supporters: tuple[Party, ...]
    price: str
    price_note: LocalText
    items: tuple[ItemFacts, ...]
    ics_url: str
    share: tuple[dict[str, str], ...]
    thread: tuple[Knot, ...]
    series_title: LocalText
    """Empty for an event that stands alone; what follows are then dates of its activity."""
    next_in_series: tuple[EventCard, ...] = ()
    earlier_in_series: tuple[EventCard, ...] = ()
    moved_from: str = ""
    """The day it was planned for, in words, when it was moved with a reason."""
    sections: tuple[Section, ...] = ()
    primary_action: PrimaryAction | None = None
    is_over: bool = False
    picture: str = ""
    json_ld: SafeString = field(default=SafeString(""))


def event_page(
    event: Event,
    *,
    address: str,
    next_in_series: tuple[EventCard, ...] = (),
    earlier_in_series: tuple[EventCard, ...] = (),
) -> EventPage:
    """The page of an event loaded by `with_page_data`. `address` is its absolute URL."""
    lang = get_language() or "de"
    dates, languages = list(event.dates.all()), list(event.event_languages.all())
    title = event.shown_title.localized(lang)
    roles: dict[str, list[Party]] = {}
    for entry in event.event_organisations.all():
        party = Party(entry.organisation.name, address_of(entry.organisation))
        roles.setdefault(entry.role, []).append(party)
    has_day = any(found.precision in ("day", "time") for found in dates)
    return EventPage(
        slug=event.slug,
        title=title,
        summary=event.shown_summary.localized(lang),
        description=event.shown_description.localized(lang),
        identity=event.slug,
        colour=event.activity.colour,
        motifs=event.format.pictogram,
        format=event.format.name.localized(lang),
        format_url=f"{reverse('events:event-list')}?format={event.format.slug}",
        pictogram=event.format.pictogram,
        state=event.state,
        state_label=state_label(event),
        state_reason=event.state_reason.localized(lang),
        dates=tuple(_date_facts(found, event, lang) for found in dates),
        venues=tuple(venue_facts(venue, lang) for venue in event.venues.all()),
        online_url=event.online_url,
        languages={str(mode): language_chips(languages, modes=[mode]) for mode in LanguageMode},
        audiences=tuple(str(Audience(name).label) for name in event.audiences if name in Audience.values),
        childcare=event.childcare,
        access_note=event.access_note.localized(lang),
        organisers=tuple(roles.get(OrganisationRole.ORGANISER, ())),
        partners=tuple(roles.get(OrganisationRole.PARTNER, ())),
        supporters=tuple(roles.get(OrganisationRole.SUPPORTER, ())),
        price=_price(event, lang),
        price_note=event.price_note.localized(lang),
        items=tuple(_item_facts(item, lang) for item in event.items.all()),
        ics_url=reverse("event-ics", args=[event.slug]) + f"?lang={lang}" if has_day else "",
        share=_share(title, address),
        thread=_thread(event, lang),
        series_title=event.series.title.localized(lang) if event.series else LocalText("", lang, "ltr"),
        next_in_series=next_in_series,
        earlier_in_series=earlier_in_series,
        moved_from=_moved_from(event, lang),
        sections=tuple(companions.sections_of(event)),
        primary_action=companions.primary_action_of(event),
        picture=urljoin(address, picture_of(event)),
        is_over=bool(dates) and all(has_ended(found) for found in dates),
        json_ld=_json_ld(event, dates, address, lang),
    )


def _date_facts(found: EventDate, event: Event, lang: str) -> DateFacts:
    is_dated = found.precision in ("day", "time")
    own_file = is_dated and len(event.dates.all()) > 1
    return DateFacts(
        full_when(found, lang),
        iso_start(found),
        iso_end(found),
        is_dated,
        reverse("event-ics", args=[event.slug]) + f"?lang={lang}&termin={found.position}" if own_file else "",
    )


def _moved_from(event: Event, lang: str) -> str:
    if event.state != EventState.PUBLISHED or not event.state_reason or not event.occurrence_day:
        return ""
    return format_date(event.occurrence_day, lang)


def _item_facts(item: object, lang: str) -> ItemFacts:
    clock = item.time  # type: ignore[attr-defined]
    venue = item.venue  # type: ignore[attr-defined]
    return ItemFacts(
        time=format_time(clock, lang) if clock else "",
        title=item.title.localized(lang),  # type: ignore[attr-defined]
        description=item.description.localized(lang),  # type: ignore[attr-defined]
        place=str(venue.name) if venue else "",
    )


def _price(event: Event, lang: str) -> str:
    if event.price is None:
        return ""
    return format_money(event.price, lang) if event.price else _("Kostenlos")


def _share(title: LocalText, address: str) -> tuple[dict[str, str], ...]:
    words = quote(f"{title} {address}")
    return (
        {
            "label": _("Per E-Mail weitersagen"),
            "url": f"mailto:?subject={quote(str(title))}&body={quote(address)}",
            "pictogram": "mail",
        },
        {"label": _("Per SMS weitersagen"), "url": f"sms:?&body={words}", "pictogram": "speech"},
    )


def _thread(event: Event, lang: str) -> tuple[Knot, ...]:
    task = event.activity.main_task
    name = task.name or Translated.of(str(task))
    return (
        Knot(_("Konzept"), task.concept.title.localized(lang), address_of(task.concept)),
        Knot(_("Querschnittsaufgabe"), name.localized(lang), address_of(task)),
        Knot(_("Vorhaben"), event.activity.title.localized(lang), address_of(event.activity)),
        Knot(_("Veranstaltung"), event.shown_title.localized(lang), ""),
    )


_STATUS = {EventState.CANCELLED: "EventCancelled", EventState.POSTPONED: "EventPostponed"}


def _json_ld(event: Event, dates: list[EventDate], address: str, lang: str) -> SafeString:
    """schema.org Event for the first known date; safe inside a script element."""
    dated = [found for found in dates if found.precision in ("day", "time")]
    if not dated:
        return SafeString("")
    title = event.shown_title.localized(lang)
    summary = event.shown_summary.localized(lang)
    features = [name for name in ("step_free", "toilet", "induction_loop") if _offered(event, name)]
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{event.uid}",
        "name": title.text,
        "description": summary.text,
        "url": address,
        "startDate": iso_start(dated[0]),
        "endDate": iso_end(dated[0]) or None,
        "eventStatus": f"https://schema.org/{_STATUS.get(EventState(event.state), 'EventScheduled')}",
        "eventAttendanceMode": _attendance_mode(event),
        "inLanguage": [entry.code for entry in event.event_languages.all()] or ["de"],
        "isAccessibleForFree": event.price == 0 if event.price is not None else None,
        "offers": {"@type": "Offer", "price": str(event.price), "priceCurrency": "EUR", "url": address}
        if event.price
        else None,
        "location": [_place(venue) for venue in event.venues.all()] or None,
        "organizer": [
            {"@type": "Organization", "name": entry.organisation.name}
            for entry in event.event_organisations.all()
            if entry.role == OrganisationRole.ORGANISER
        ]
        or None,
        "accessibilityFeature": [_FEATURES[name] for name in features] or None,
        "accessibilitySummary": str(event.access_note) or None,
    }
    if event.online_url and not event.venues.all():
        data["location"] = [{"@type": "VirtualLocation", "url": event.online_url}]
    text = json.dumps({key: value for key, value in data.items() if value is not None}, ensure_ascii=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(escaped)


_FEATURES = {
    "step_free": "wheelchairAccessible",
    "toilet": "accessibleToilet",
    "induction_loop": "inductionLoop",
}


def _offered(event: Event, name: str) -> bool:
    venues = list(event.venues.all())
    return bool(venues) and all(getattr(venue, name) == Availability.YES for venue in venues)


def _attendance_mode(event: Event) -> str:
    mode = "Offline"
    if event.online_url:
        mode = "Mixed" if event.venues.all() else "Online"
    return f"https://schema.org/{mode}EventAttendanceMode"


def _place(venue: Venue) -> dict[str, object]:
    place: dict[str, object] = {
        "@type": "Place",
        "name": str(venue.name),
        "address": {
            name: value
            for name, value in (
                ("@type", "PostalAddress"),
                ("streetAddress", venue.street),
                ("postalCode", venue.postal_code),
                ("addressLocality", venue.town),
                ("addressCountry", "DE"),
            )
            if value
        },
    }
    if venue.latitude is not None and venue.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(venue.latitude),
            "longitude": float(venue.longitude),
        }
    return place
