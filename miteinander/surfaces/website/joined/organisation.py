"""An organisation people can turn to: what it offers in which languages, its venues, its dates, what it supports."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.people.models import Organisation
from miteinander.civic.people.presentation import organisation_facts
from miteinander.foundation.interface.addresses import address_of

from .activity import motifs_of
from .page import Head, get_record_or_404, joined_page, page_of_slug, present_language

COLOUR = "leaf"


@page_of_slug
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_record_or_404(
        Organisation.objects.with_page().select_related("district").prefetch_related("venues__district"), slug
    )
    lang = present_language()
    facts = organisation_facts(found, lang)
    venues = [
        (venue.name.localized(lang), address_of(venue), venue.district.name if venue.district else "")
        for venue in found.venues.all()
    ]
    head = Head(
        title=facts.name,
        label=facts.kinds[0],
        identity=found.slug,
        colour=COLOUR,
        motifs=motifs_of(Q(event_organisations__organisation=found)) or "association-visit",
        lead=facts.about,
        parent_label=_("Vereine"),
        parent_url=reverse("website:associations"),
    )
    return joined_page(
        request,
        "website/joined/organisation.html",
        slot="organisation",
        record=found,
        head=head,
        organisation=facts,
        district_url=address_of(found.district) if found.district else "",
        venues=venues,
    )
