"""The districts: all of them on the map, and each with its dates, venues and associations."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.civic.places.models import Borough, District, Venue
from miteinander.civic.places.presentation import venue_facts
from miteinander.foundation.interface.addresses import address_of

from ..home import district_map
from .activity import motifs_of
from .page import Head, JoinedPage

COLOUR = "sun"


@require_safe
def district_list(request: HttpRequest) -> HttpResponse:
    """The map, and by borough the districts with the other names people give them. Three queries beside the shell's."""
    boroughs = [
        (borough.name, [_entry(district) for district in borough.districts.all()])
        for borough in Borough.objects.prefetch_related("districts")
    ]
    context = {"map": district_map(), "boroughs": [pair for pair in boroughs if pair[1]]}
    return render(request, "website/joined/district_list.html", context)


def _records() -> QuerySet[District]:
    return District.objects.select_related("borough")


def _head(found: District, lang: str) -> Head:
    return Head(
        title=found.name,
        label=_("Stadtteil"),
        identity=found.slug,
        colour=COLOUR,
        motifs=motifs_of(Q(venues__district=found)) or "tour",
        facts=[
            (_("Stadtbezirk"), found.borough.name),
            (_("So heißt er auch"), ", ".join(found.other_names)),
        ],
        parent_label=_("Stadtteile"),
        parent_url=reverse("website:district-list"),
    )


def _own(found: District, lang: str) -> dict[str, Any]:
    venues = Venue.objects.filter(district=found).select_related("district")
    return {
        "venues": [venue_facts(venue, lang) for venue in venues],
        "map": district_map(current=found.slug),
    }


DISTRICT = JoinedPage("district", "stadtteile/", _records, _head, _own)


def _entry(found: District) -> dict[str, str]:
    return {"name": found.name, "url": address_of(found), "other_names": ", ".join(found.other_names)}
