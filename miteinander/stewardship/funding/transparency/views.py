from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.page_cache import kept
from miteinander.foundation.languages.registry import base_language

from ..long_view.outlook import outlook
from .account import YearAccount, year_account
from .open_data import LICENCE, LICENCE_URL, as_csv, as_json
from .unit_costs import costs_of

NO_YEAR = _lazy("Für dieses Jahr gibt es keine Zahlen. Auf der Seite „Unser Geld“ stehen alle Jahre.")


def _account(request: HttpRequest, lang: str) -> YearAccount:
    text = request.GET.get("jahr", "")
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Http404(NO_YEAR)
    found = year_account(int(text) if text else None, lang)
    if found is None:
        raise Http404(NO_YEAR)
    return found


@require_safe
@kept
def transparency(request: HttpRequest) -> HttpResponse:
    lang = get_language() or base_language()
    account = _account(request, lang)
    view = outlook()
    coming = [one for one in view.by_year if one.need is not None]
    context: dict[str, Any] = {
        "account": account,
        "costs": costs_of(account),
        "coming": coming,
        "coming_is_sample": view.is_sample,
        "years": [(year, f"{reverse('funding:transparency')}?jahr={year}") for year in account.years],
        "csv": f"{reverse('transparency-csv')}?jahr={account.year}",
        "json": f"{reverse('transparency-json')}?jahr={account.year}",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
    }
    return render(request, "funding/transparency/transparency.html", context)


@require_safe
@kept
def transparency_json(request: HttpRequest) -> HttpResponse:
    """As documented in docs/operations/open-data.md."""
    with override(base_language()):
        account = _account(request, base_language())
        found = as_json(account, costs_of(account), str(present_identity().name))
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@kept
def transparency_csv(request: HttpRequest) -> HttpResponse:
    with override(base_language()):
        account = _account(request, base_language())
        text = as_csv(account, costs_of(account), str(present_identity().name))
    return HttpResponse(text, content_type="text/csv; charset=utf-8")
