"""The office page "Ist der Tag frei?" and the advice that the event form shows while a date is chosen."""

import calendar
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from miteinander.civic.concept.enums import Audience
from miteinander.civic.places.models import Venue
from miteinander.civic.planning.calendars import occasions_of
from miteinander.civic.planning.calendars.guard import missing_calendars
from miteinander.civic.planning.day_hints import spans_between
from miteinander.civic.planning.forms import EARLIEST, LATEST, DayField
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.partial_dates import local_moment

from .clashes import Plan, days_with_events
from .date_advice import advice_for, as_json

SEE = "events.view_event"


class DayForm(forms.Form):
    """A day and what is known of the event that is planned for it."""

    tag = DayField(label=pgettext_lazy("calendar day", "Tag"))
    von = forms.TimeField(label=_("Beginn"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    bis = forms.TimeField(label=_("Ende"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    ort = forms.ModelMultipleChoiceField(label=_("Ort"), queryset=Venue.objects.all(), required=False)
    zielgruppe = forms.MultipleChoiceField(
        label=_("Zielgruppe"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    termin = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)

    @property
    def says_more(self) -> bool:
        """Whether something beside the day was given or is wrong."""
        return (
            any(self.data.get(name) for name in ("von", "bis", "ort", "zielgruppe"))
            if self.is_bound
            else False
        )

    def plan(self) -> Plan:
        cleaned = self.cleaned_data
        venues = list(cleaned["ort"])
        return Plan(
            day=cleaned["tag"],
            starts_at=_moment(cleaned["tag"], cleaned["von"]),
            ends_at=_moment(cleaned["tag"], cleaned["bis"]),
            venues=[venue.pk for venue in venues],
            districts=[venue.district_id for venue in venues if venue.district_id],
            audiences=cleaned["zielgruppe"],
            event_id=cleaned["termin"],
        )


@require_safe
def day_check(request: HttpRequest) -> HttpResponse:
    """A day with everything that speaks for or against it, and the list of its year."""
    _check(request.user)
    asked = "tag" in request.GET
    form = DayForm(request.GET if asked else None)
    advice = advice_for(form.plan()) if asked and form.is_valid() else None
    year = _year(request.GET.get("jahr", ""), advice.day if advice else today())
    context = {"form": form, "advice": advice, "year": year, "months": months_of(year), **_years(year)}
    return render(request, "events/office_day_check.html", context, status=422 if form.errors else 200)


@require_safe
def day_hints(request: HttpRequest) -> HttpResponse:
    """The same as a piece of HTML, or as JSON when the browser asks for it; 422 with a sentence for no day at all."""
    _check(request.user)
    form = DayForm(request.GET)
    wants_json = request.GET.get("format") == "json"
    if not form.is_valid():
        if wants_json:
            return _private(JsonResponse({"errors": form.errors.get_json_data()}, status=422))
        return _private(render(request, "events/office_day_hints.html", {"form": form}, status=422))
    advice = advice_for(form.plan())
    if wants_json:
        return _private(JsonResponse(as_json(advice)))
    return _private(render(request, "events/office_day_hints.html", {"advice": advice}))


def months_of(year: int) -> list[dict[str, Any]]:
    """The year in twelve parts: occasions and how many of our own events each day has. Two queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    occasions = occasions_of(year, school_spans=spans_between(first, last))
    events = days_with_events(first, last)
    return [
        {
            "first": date(year, month, 1),
            "occasions": [one for one in occasions if one.first.month == month],
            "event_days": [
                (day, count)
                for day, count in sorted(events.items())
                if day.year == year and day.month == month
            ],
            "last": date(year, month, calendar.monthrange(year, month)[1]),
        }
        for month in range(1, 13)
    ]


def _check(user: Any) -> None:
    if not user.has_perm(SEE):
        raise PermissionDenied


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def _moment(day: date, clock: Any) -> datetime | None:
    try:
        return local_moment(day, clock) if clock else None
    except ValueError:
        return None


def _year(text: str, otherwise: date) -> int:
    year = int(text) if text.isdecimal() and len(text) <= 4 else otherwise.year
    return min(max(year, EARLIEST), LATEST)


def _years(year: int) -> dict[str, Any]:
    return {
        "year_before": year - 1 if year > EARLIEST else None,
        "year_after": year + 1 if year < LATEST else None,
        "missing": missing_calendars(year),
    }
