"""The pages of the office that join rooms."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from miteinander.civic.planning.forms import EARLIEST, LATEST
from miteinander.foundation.interface.shell import shell_of
from miteinander.foundation.languages.registry import base_language, site_languages
from miteinander.foundation.translation import policies as desk
from miteinander.foundation.translation import querysets as texts
from miteinander.foundation.values.clock import today

from .ring import ring_of
from .year import Choices, by_month, choices, entries_of, lanes_of, legend_of


@require_safe
def year_wheel(request: HttpRequest) -> HttpResponse:
    """The year as a ring and as a table, perhaps of one activity or task. A constant number of queries."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    known = choices()
    form = YearForm(request.GET, known=known)
    form.is_valid()
    year = form.cleaned_data.get("jahr") or today().year
    activity = form.cleaned_data.get("vorhaben") or ""
    task = form.cleaned_data.get("aufgabe") or ""
    entries = entries_of(year, request.user, known, activity=activity, task=task)
    by_activity, lanes = lanes_of(entries, known)
    context = {
        "form": form,
        "year": year,
        "months": by_month(entries, year),
        "count": len(entries),
        "ring": ring_of(
            entries,
            year,
            [one.slug for one in lanes],
            by_activity=by_activity,
            lang=get_language() or "de",
            today=today(),
        ),
        "by_activity": by_activity,
        "legend": legend_of(entries, lanes, by_activity, known),
        "year_before": year - 1 if year > EARLIEST else None,
        "year_after": year + 1 if year < LATEST else None,
    }
    return render(request, "office/year_wheel.html", context)


@require_safe
def language_list(request: HttpRequest) -> HttpResponse:
    """Which languages the site shows and how far each is translated. Two queries beside the shell's."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    shown = desk.visible_sources(request.user)
    codes = desk.languages_at_desk(request.user, shown)
    counts = texts.open_counts(shown, codes) if codes else {}
    rows = [(one, counts.get(one.code) if one.code in codes else None) for one in site_languages()]
    context = {"rows": rows, "base": base_language(), "hidden": shell_of(request).identity.hidden_languages}
    return render(request, "office/language_list.html", context)


class YearForm(forms.Form):
    """Which year, perhaps of one activity or task; nonsense is left out."""

    jahr = forms.IntegerField(label=_("Jahr"), required=False, min_value=EARLIEST, max_value=LATEST)
    vorhaben = forms.ChoiceField(label=_("Vorhaben"), required=False)
    aufgabe = forms.ChoiceField(label=_("Aufgabe des Konzepts"), required=False)

    def __init__(self, data: Any, *, known: Choices) -> None:
        super().__init__(data)
        everything = [("", _("alle"))]
        self.fields["vorhaben"].choices = everything + [(one.slug, str(one)) for one in known.activities]  # type: ignore[attr-defined]
        self.fields["aufgabe"].choices = everything + [(one.slug, str(one)) for one in known.tasks]  # type: ignore[attr-defined]
