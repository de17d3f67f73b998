"""An organisation people can turn to: what it offers in which languages, its venues, its dates, what it supports."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.people.models import Organisation
from miteinander.civic.people.presentation import organisation_facts
from miteinander.foundation.interface.addresses import address_of

from .activity import motifs_of
from .page import Head, JoinedPage

COLOUR = "leaf"


def _records() -> QuerySet[Organisation]:
    return Organisation.objects.with_page().select_related("district").prefetch_related("venues__district")


def _head(found: Organisation, lang: str) -> Head:
    facts = organisation_facts(found, lang)
    return Head(
        title=facts.name,
        label=facts.kinds[0],
        identity=found.slug,
        colour=COLOUR,
        motifs=motifs_of(Q(event_organisations__organisation=found)) or "association-visit",
        lead=facts.about,
        parent_label=_("Vereine"),
        parent_url=reverse("website:associations"),
    )


def _own(found: Organisation, lang: str) -> dict[str, Any]:
    venues = [
        (venue.name.localized(lang), address_of(venue), venue.district.name if venue.district else "")
        for venue in found.venues.all()
    ]
    return {
        "organisation": organisation_facts(found, lang),
        "district_url": address_of(found.district) if found.district else "",
        "venues": venues,
    }


ORGANISATION = JoinedPage("organisation", "vereine/", _records, _head, _own)
