from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from miteinander.civic.places.models import District

from ..district_map import filter_map, map_dates
from ..empty_result import empty_result
from ..filters import filter_fields
from ..models import EventDate
from ..presentation import event_cards
from ..querysets import coming_or_between
from .selection import Selection, result_text

CARDS = 6


@require_safe
def event_map(request: HttpRequest) -> HttpResponse:
    """How much of the selection takes place in which district. A hexagon chooses its district, a second tap lets go."""
    selection = Selection.of(request)
    chosen, lang = selection.chosen, selection.lang
    districts = list(District.objects.order_by("name"))
    dates = EventDate.objects.published().filter(coming_or_between(chosen.first, chosen.last))
    here = _chosen_district(districts, chosen["stadtteil"])
    found = map_dates(
        dates.filter(*chosen.without("stadtteil").conditions(lang).values()), first=CARDS, district=here
    )
    total = found.total if here is None else found.by_district.get(here, 0)
    rows: list[EventDate] = []
    if found.first:
        rows = list(EventDate.objects.filter(pk__in=found.first).with_brief_data().by_time())
    fields = filter_fields(chosen, districts)
    context = selection.context("map", fields) | {
        "map": filter_map(districts, found.by_district, chosen),
        "result_text": result_text(total),
        "cards": event_cards(rows, brief=True),
        "empty": None if rows else empty_result(chosen, fields, lang, coming_or_between),
        "list_url": reverse("events:event-list") + chosen.address(),
    }
    return render(request, "events/event_map.html", context)


def _chosen_district(districts: list[District], slug: str) -> int | None:
    """The id of the district that is chosen; 0 for one that is unknown."""
    return next((district.pk for district in districts if district.slug == slug), 0) if slug else None
