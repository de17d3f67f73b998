from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.dates import month_name
from miteinander.foundation.values.clock import today

from ..empty_result import empty_result
from ..filters import EventFilter, filter_fields
from ..month_grid import Month, month_grid
from .selection import Selection, month_address, result_text


@require_safe
def event_month_present(request: HttpRequest) -> HttpResponse:
    """To the present month, with the filters as they are."""
    return HttpResponseRedirect(month_address(today()) + EventFilter.from_query(request.GET).address())


@require_safe
def event_month(request: HttpRequest, month: str) -> HttpResponse:
    selection = Selection.of(request)
    chosen, lang = selection.chosen, selection.lang
    shown = Month.parse(month)
    if shown is None:
        return _unknown_month(request, selection)
    grid = month_grid(shown, chosen, lang)
    fields = filter_fields(chosen)
    context = selection.context("month", fields) | {
        "grid": grid,
        "result_text": result_text(grid.total),
        "empty": None if grid.total else empty_result(chosen, fields, lang, shown.period),
        "previous": _neighbour(shown.previous(), chosen, lang),
        "next": _neighbour(shown.next(), chosen, lang),
    }
    return render(request, "events/event_month.html", context)


def _neighbour(month: Month | None, chosen: EventFilter, lang: str) -> dict[str, str] | None:
    if month is None:
        return None
    return {"label": month_name(month.first, lang), "url": month_address(month.first) + chosen.address()}


def _unknown_month(request: HttpRequest, selection: Selection) -> HttpResponse:
    present: date = today()
    query = selection.chosen.address()
    context: dict[str, Any] = {
        "text": _("Diesen Monat gibt es im Kalender nicht."),
        "month_label": month_name(present, selection.lang),
        "month_url": month_address(present) + query,
        "list_url": reverse("events:event-list") + query,
        "views": selection.views(""),
    }
    return render(request, "events/month_unknown.html", context, status=404)
