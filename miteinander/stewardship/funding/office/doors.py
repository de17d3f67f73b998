"""Fetch and authorise in one call; a refusal becomes an error of the form it belongs to."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from miteinander.foundation.interface.office_doors import check, one_or_404

from .. import policies
from ..errors import Refused
from ..models import CostLine, Fund, Instalment, Order
from .tabs import tabs_for


def get_fund_or_404(request: HttpRequest, pk: int, *, to_change: bool = False) -> Fund:
    check(policies.can_plan(request.user) if to_change else policies.can_see(request.user))
    return one_or_404(Fund.objects.select_related("funder", "notice"), pk)


def get_line_or_404(request: HttpRequest, pk: int) -> CostLine:
    check(policies.can_plan(request.user))
    return one_or_404(CostLine.objects.select_related("fund"), pk)


def get_instalment_or_404(request: HttpRequest, pk: int) -> Instalment:
    check(policies.can_book_income(request.user))
    return one_or_404(Instalment.objects.select_related("fund__funder"), pk)


def get_order_or_404(request: HttpRequest, pk: int, *, to_change: bool = False) -> Order:
    check(policies.can_decide(request.user) if to_change else policies.can_see_orders(request.user))
    related = ("event", "engagement", "organisation", "person", "decided_by", "approved_by")
    return one_or_404(Order.objects.select_related(*related), pk)


def posted(request: HttpRequest) -> Any:
    """What a form is bound to; None shows it fresh."""
    return request.POST if request.method == "POST" else None


def number_in(request: HttpRequest, name: str) -> int | None:
    """A primary key from the address; None for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, tab: str = "", status: int = 200
) -> HttpResponse:
    found = {**context, "tabs": tabs_for(request.user, tab), "money_icon": "tag"}
    return render(request, f"funding/office/{template}", found, status=status)


Place = str | tuple[forms.BaseForm, str]


def attempt(
    form: forms.BaseForm, deed: Callable[[], Any], *, fields: Mapping[str, Place] | None = None
) -> bool:
    """Do it; a refusal stands at its field. `fields`: where the page has one of another name, or in another form.
    Whether it was done."""
    places = fields or {}
    try:
        deed()
    except Refused as refused:
        _put(form, places, refused.field, str(refused))
        return False
    except ValidationError as error:
        for name, sentences in _by_field(error).items():
            _put(form, places, name, sentences)
        return False
    return True


def _put(form: forms.BaseForm, places: Mapping[str, Place], field: str, words: Any) -> None:
    place = places.get(field, field)
    there, name = (form, place) if isinstance(place, str) else place
    there.add_error(name if name in there.fields else None, words)


def _by_field(error: ValidationError) -> Mapping[str, Any]:
    return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}


def say_refusal(request: HttpRequest, deed: Callable[[], Any], done: str) -> bool:
    """For a button without a form: what came of it is said on the next page."""
    try:
        deed()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True
