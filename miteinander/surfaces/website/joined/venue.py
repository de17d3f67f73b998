"""A venue: how to get there and in, what is on, whose it is."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.places.models import Venue
from miteinander.civic.places.presentation import venue_facts
from miteinander.foundation.interface.addresses import address_of

from .activity import motifs_of
from .page import Head, JoinedPage

COLOUR = "blue"


def _records() -> QuerySet[Venue]:
    return Venue.objects.select_related("district")


def _head(found: Venue, lang: str) -> Head:
    district = found.district
    return Head(
        title=found.name.localized(lang),
        label=_("Ort"),
        identity=found.slug,
        colour=COLOUR,
        motifs=motifs_of(Q(venues=found)),
        parent_label=district.name if district else _("Stadtteile"),
        parent_url=address_of(district) if district else reverse("website:district-list"),
    )


def _own(found: Venue, lang: str) -> dict[str, Any]:
    return {
        "venue": venue_facts(found, lang),
    }


VENUE = JoinedPage("venue", "orte/", _records, _head, _own)
