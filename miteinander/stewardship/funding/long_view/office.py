"""The long view in the office: a table to fill in, the gap below it, the same as CSV."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.values.spreadsheets import defused

from ..actions.needs import set_needs
from . import grid as grids
from .outlook import Outlook, last_years_actuals, outlook

HERE = "funding_long_view"


def can_see(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("funding.view_yearlyneed"))


def can_change(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("funding.change_yearlyneed"))


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Saved as a whole or not at all. Constant queries."""
    if not can_see(request.user) or (request.method == "POST" and not can_change(request.user)):
        raise PermissionDenied
    view, proposal = outlook(), last_years_actuals()
    if request.method != "POST":
        return _page(request, view, grids.shown(view, proposal, fill="vorschlag" in request.GET))
    grid = grids.typed(view, proposal, request.POST)
    if grid.errors:
        messages.error(
            request, _("Es ist noch nichts gespeichert. Bitte berichtigen Sie die markierten Felder.")
        )
        return _page(request, view, grid, status=422)
    if request.POST.get("seen", "") != grids.version(view.needs):
        messages.error(request, _("Jemand hat den Bedarf inzwischen geändert. Ihre Eingaben stehen noch hier, sind aber nicht gespeichert. Wenn Sie noch einmal speichern, gilt Ihre Fassung."))  # fmt: skip
        return _page(request, view, grid, status=409)
    changed = set_needs(amounts=grid.amounts, actor=request.user)
    messages.success(
        request,
        ngettext("%(count)d Betrag ist gespeichert.", "%(count)d Beträge sind gespeichert.", changed) % {"count": changed},
    )  # fmt: skip
    return redirect(f"{HERE}:overview")


def _page(request: HttpRequest, view: Outlook, grid: grids.Grid, *, status: int = 200) -> HttpResponse:
    context = {
        "view": view,
        "grid": grid,
        "seen": grids.version(view.needs),
        "can_change": can_change(request.user),
        "has_proposal": any(row.last_year for row in grid.rows),
        "last_year": view.years[0] - 1,
        "sources": [(one, [one.by_year.get(year) for year in view.years]) for one in view.sources],
    }
    return render(request, "funding/long_view/overview.html", context, status=status)


@require_safe
def export_csv(request: HttpRequest) -> HttpResponse:
    if not can_see(request.user):
        raise PermissionDenied
    view = outlook()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Art"), _("Bezeichnung"), *view.years])
    for activity in view.activities:
        needs = [view.needs.get((activity.pk, year)) for year in view.years]
        writer.writerow([_("Bedarf"), defused(str(activity)), *map(_amount, needs)])
    for one in view.sources:
        kind = _("gesichert") if one.is_decided else _("beantragt")
        writer.writerow(
            [kind, defused(str(one.fund)), *(_amount(one.by_year.get(year)) for year in view.years)]
        )
    writer.writerow([_("es fehlt"), "", *(_amount(one.gap) for one in view.by_year)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bedarf.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _amount(amount: Any) -> str:
    return "" if amount is None else f"{amount:.2f}".replace(".", ",")


class LongViewItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def is_shown(self, request: Any) -> bool:
        return can_see(request.user)


def menu_item() -> MenuItem:
    return LongViewItem(
        gettext_lazy("Bedarf der nächsten Jahre"), reverse(f"{HERE}:overview"), name="funding-long-view",
        icon_name="calendar-alt", order=341,
    )  # fmt: skip


def urls() -> list[Any]:
    patterns = [path("", overview, name="overview"), path("bedarf.csv", export_csv, name="export-csv")]
    return [path("bedarf/", include((patterns, HERE)))]
