"""A venue: how to get there and in, what is on, whose it is."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.places.models import Venue
from miteinander.civic.places.presentation import venue_facts
from miteinander.foundation.interface.addresses import address_of

from .activity import motifs_of
from .page import Head, get_record_or_404, joined_page, page_of_slug, present_language

COLOUR = "blue"


@page_of_slug
def venue(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_record_or_404(Venue.objects.select_related("district"), slug)
    lang = present_language()
    district = found.district
    head = Head(
        title=found.name.localized(lang),
        label=_("Ort"),
        identity=found.slug,
        colour=COLOUR,
        motifs=motifs_of(Q(venues=found)),
        parent_label=district.name if district else _("Stadtteile"),
        parent_url=address_of(district) if district else reverse("website:district-list"),
    )
    return joined_page(
        request,
        "website/joined/venue.html",
        slot="venue",
        record=found,
        head=head,
        venue=venue_facts(found, lang),
    )
