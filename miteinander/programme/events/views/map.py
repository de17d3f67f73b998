from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from miteinander.civic.places.models import District

from ..district_map import DistrictCounts, counts_by_district, filter_map
from ..empty_result import empty_result
from ..filters import EventFilter, filter_fields
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
    counts = counts_by_district(dates.filter(*chosen.without("stadtteil").conditions(lang).values()))
    total = _total(counts, districts, chosen)
    rows: list[EventDate] = []
    if total:
        dates = dates.filter(*chosen.conditions(lang).values())
        rows = list(dates.by_time().page(1, CARDS).with_brief_data())
    fields = filter_fields(chosen, districts)
    context = selection.context("map", fields) | {
        "map": filter_map(districts, counts, chosen),
        "result_text": result_text(total),
        "cards": event_cards(rows, brief=True),
        "empty": None if rows else empty_result(chosen, fields, lang, coming_or_between),
        "list_url": reverse("events:event-list") + chosen.address(),
    }
    return render(request, "events/event_map.html", context)


def _total(counts: DistrictCounts, districts: list[District], chosen: EventFilter) -> int:
    """How many dates the whole selection has; `counts` leaves the chosen district aside."""
    if not chosen["stadtteil"]:
        return counts.total
    return sum(
        counts.by_district.get(district.pk, 0)
        for district in districts
        if district.slug == chosen["stadtteil"]
    )
