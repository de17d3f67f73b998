"""Income: the list, entering, taking back. Instalments are received at their source."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from miteinander.civic.concept.models import Activity
from miteinander.foundation.interface.office_doors import check, one_or_404
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import MoneyFormField, cents

from .. import actions, policies
from ..enums import FundState, IncomeKind
from ..models import Fund, Income
from .doors import attempt, number_in, posted, show
from .fund_forms import day_field
from .funds import FORMS
from .receipt_forms import ReasonForm

LIST = "funding_receipts:income-list"
PER_PAGE = 50


class IncomeForm(forms.Form):
    fund = forms.ModelChoiceField(Fund.objects.none(), label=gettext_lazy("Geldquelle"))
    kind = forms.ChoiceField(label=gettext_lazy("Art"), choices=IncomeKind.choices, initial=IncomeKind.OWN)
    received_on = day_field(label=gettext_lazy("Tag der Einzahlung"), initial=today)
    payer = forms.CharField(label=gettext_lazy("Einzahler"), max_length=160)
    reason = forms.CharField(label=gettext_lazy("Grund"), max_length=300)
    amount = MoneyFormField(label=gettext_lazy("Betrag"))
    activity = forms.ModelChoiceField(Activity.objects.none(), label=gettext_lazy("Vorhaben"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = Fund.objects.filter(state=FundState.GRANTED)  # type: ignore[attr-defined]
        self.fields["activity"].queryset = Activity.objects.all()  # type: ignore[attr-defined]


@require_safe
def income_list(request: HttpRequest) -> HttpResponse:
    """A constant number of queries."""
    check(policies.can_see_income(request.user))
    found = Income.objects.select_related("fund", "activity", "reverses", "reversal", "proof")
    if (pk := number_in(request, "quelle")) is not None:
        found = found.filter(fund=pk)
    year = number_in(request, "jahr")
    if year is not None and 1900 < year < 2200:
        found = found.filter(received_on__year=year)
    if (kind := request.GET.get("art", "")) in IncomeKind.values:
        found = found.filter(kind=kind)
    plus = cents(found.filter(reverses=None).order_by().aggregate(total=Sum("amount"))["total"])
    minus = cents(found.filter(reverses__isnull=False).order_by().aggregate(total=Sum("amount"))["total"])
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "page": Paginator(found.order_by("-received_on", "-pk"), PER_PAGE).get_page(request.GET.get("p")),
        "query": query.urlencode(), "total": plus - minus, "kinds": IncomeKind.choices, "kind": kind,
        "funds": list(Fund.objects.all()),
        "years": [day.year for day in Income.objects.order_by().dates("received_on", "year", order="DESC")],
        "chosen": {name: number_in(request, name) for name in ("quelle", "jahr")},
        "may_book": policies.can_book_income(request.user), "may_reverse": policies.can_reverse_income(request.user),
    }  # fmt: skip
    return show(request, "income_list.html", context, tab=LIST)


@FORMS
def income_add(request: HttpRequest) -> HttpResponse:
    check(policies.can_book_income(request.user))
    form = IncomeForm(posted(request), initial={"fund": number_in(request, "quelle")})
    if form.is_valid() and attempt(form, lambda: _record(form, request.user)):
        messages.success(request, _("Die Einnahme ist gebucht."))
        return redirect(LIST)
    hints = [
        _(
            "Teilbeträge einer Zuwendung vermerken Sie auf der Seite ihrer Geldquelle; sie stehen dann auch hier."
        )
    ]
    return _step(request, form, _("Einnahme eintragen"), _("Buchen"), hints)


def _record(form: IncomeForm, user: Any) -> None:
    values = dict(form.cleaned_data)
    actions.record_income(fund=values.pop("fund"), values=values, actor=user)


@FORMS
def income_reverse(request: HttpRequest, pk: int) -> HttpResponse:
    check(policies.can_reverse_income(request.user))
    found = one_or_404(Income.objects.select_related("fund"), pk)
    form = ReasonForm(posted(request))
    form.fields["reason"].label = _("Warum wird sie zurückgenommen?")
    if form.is_valid() and attempt(
        form,
        lambda: actions.reverse_income(income=found, reason=form.cleaned_data["reason"], actor=request.user),
    ):
        messages.success(request, _("Einnahme %(number)s ist zurückgenommen.") % {"number": found.number})
        return redirect(LIST)
    hints = [f"{found}, {found.reason}"]
    return _step(
        request, form, _("Einnahme %(number)s stornieren") % {"number": found.number}, _("Stornieren"), hints
    )


def _step(
    request: HttpRequest, form: forms.Form, heading: str, button: str, hints: list[str]
) -> HttpResponse:
    context = {
        "form": form, "heading": heading, "button": button, "hints": hints, "back": reverse(LIST),
        "back_label": _("Zurück zu den Einnahmen"),
    }  # fmt: skip
    return show(request, "money_step.html", context, tab=LIST, status=422 if form.errors else 200)
