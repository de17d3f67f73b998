from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from miteinander.civic.places.models import District

from ..district_map import counts_by_district, filter_map
from ..empty_result import empty_result
from ..filters import filter_fields
from ..models import EventDate
from ..presentation import event_cards
from ..querysets import coming_or_between
from .selection import Selection, annotated_total, result_text, total_of

CARDS = 6


@require_safe
def event_map(request: HttpRequest) -> HttpResponse:
    """How much of the selection takes place in which district. A hexagon chooses its district, a second tap lets go."""
    selection = Selection.of(request)
    chosen, lang = selection.chosen, selection.lang
    districts = list(District.objects.order_by("name"))
    dates = EventDate.objects.published().filter(coming_or_between(chosen.first, chosen.last))
    counts = counts_by_district(dates.filter(*chosen.without("stadtteil").conditions(lang).values()))
    rows: list[EventDate] = []
    if counts and (
        not chosen["stadtteil"] or any(counts.get(d.pk) for d in districts if d.slug == chosen["stadtteil"])
    ):
        dates = dates.filter(*chosen.conditions(lang).values())
        rows = list(dates.by_time().page(1, CARDS).with_brief_data().annotate(total=total_of(dates)))
    fields = filter_fields(chosen, districts)
    context = selection.context("map", fields) | {
        "map": filter_map(districts, counts, chosen),
        "result_text": result_text(annotated_total(rows)),
        "cards": event_cards(rows, brief=True),
        "empty": None if rows else empty_result(chosen, fields, lang, coming_or_between),
        "list_url": reverse("events:event-list") + chosen.address(),
    }
    return render(request, "events/event_map.html", context)
