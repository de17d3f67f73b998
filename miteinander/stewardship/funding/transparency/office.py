"""What one copy, event or guest cost, for the office: the table of the public page, also before a year is shown there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.languages.registry import base_language

from .account import year_account
from .unit_costs import costs_of

HERE = "funding_unit_costs"


def can_see(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("funding.view_fund"))


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Constant queries."""
    if not can_see(request.user):
        raise PermissionDenied
    typed = request.GET.get("jahr", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    account = year_account(year, get_language() or base_language())
    if account is None:
        raise Http404
    context = {"account": account, "costs": costs_of(account), "public": reverse("funding:transparency")}
    return render(request, "funding/transparency/office.html", context)


class UnitCostsItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def is_shown(self, request: Any) -> bool:
        return can_see(request.user)


def menu_item() -> MenuItem:
    return UnitCostsItem(
        _("Was eines kostet"),
        reverse(f"{HERE}:overview"),
        name="funding-unit-costs",
        icon_name="tag",
        order=342,
    )


def urls() -> list[Any]:
    return [path("kosten/", include(([path("", overview, name="overview")], HERE)))]
