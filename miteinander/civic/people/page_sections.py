"""What this room adds to joined pages: organisations near a district, and whose a venue is."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.places.models import District, Venue
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.registry import base_language

from .models import Organisation
from .presentation import organisation_cards
from .querysets import OrganisationQuerySet

STYLES = ("interface/css/components/people.css",)


def associations_of_district(district: District) -> Section | None:
    """One query."""
    return _cards(
        _("Vereine im Stadtteil"), Organisation.objects.of_kind("association").filter(district=district)
    )


def owners_of_venue(venue: Venue) -> Section | None:
    """One query."""
    return _cards(_("Wem der Ort gehört"), Organisation.objects.filter(venues=venue))


def _cards(heading: str, organisations: OrganisationQuerySet) -> Section | None:
    lang = get_language() or base_language()
    cards = organisation_cards(organisations.select_related("district"), lang)
    if not cards:
        return None
    return Section("people/_organisation_cards.html", {"organisations": cards}, heading, STYLES)
