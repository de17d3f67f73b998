"""What pages show of a venue: plain values in the visitor's language, ready for a template."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.languages.text import LocalText

from .enums import Availability
from .models import Venue


@dataclass(frozen=True)
class AccessFact:
    """Whether a venue offers something; `known` is false where nobody has looked yet."""

    pictogram: str
    label: str
    value: str
    known: bool


@dataclass(frozen=True)
class VenueFacts:
    """`url` is the venue's own page; `map_url` opens the device's map. Both may be empty."""

    name: LocalText
    url: str
    address: str
    district: str
    map_url: str
    access: tuple[AccessFact, ...]
    stop: LocalText
    parking: LocalText
    note: LocalText


def venue_facts(venue: Venue, lang: str) -> VenueFacts:
    """Costs a query unless `district` is loaded."""
    facts = (
        ("step-free", _("Ohne Stufen"), venue.step_free),
        ("toilet", _("Toilette für alle"), venue.toilet),
        ("induction-loop", _("Hörschleife"), venue.induction_loop),
    )
    return VenueFacts(
        name=venue.name.localized(lang),
        url=address_of(venue),
        address=venue.address,
        district=venue.district.name if venue.district else "",
        map_url=_map_url(venue),
        access=tuple(
            AccessFact(pictogram, label, str(Availability(value).label), value != Availability.UNKNOWN)
            for pictogram, label, value in facts
        ),
        stop=venue.stop.localized(lang),
        parking=venue.parking.localized(lang),
        note=venue.access_note.localized(lang),
    )


def _map_url(venue: Venue) -> str:
    if venue.latitude is None or venue.longitude is None:
        return ""
    return f"geo:{venue.latitude},{venue.longitude}?q={quote(f'{venue.name}, {venue.address}')}"
