"""Sources of money: list, page, words and dates."""

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today

from .. import actions, policies
from ..cockpit import cockpit_of
from ..enums import FundState
from ..models import ZERO, CarryOver, CostLine, Fund
from .doors import attempt, get_fund_or_404, get_line_or_404, posted, say_refusal, show
from .fund_forms import FundForm, LineForm

LIST = "funding_office:fund-list"
PAGE = "funding_office:fund"
FORMS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def fund_list(request: HttpRequest) -> HttpResponse:
    """A constant number of queries."""
    check(policies.can_see(request.user))
    funds = list(Fund.objects.select_related("funder"))
    board = cockpit_of(funds, today())
    context = {"blocks": board.blocks, "may_plan": policies.can_plan(request.user)}
    return show(request, "fund_list.html", context, tab=LIST)


@require_safe
def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """One source with all that belongs to it. A constant number of queries."""
    found = get_fund_or_404(request, pk)
    (block,) = cockpit_of([found], today()).blocks
    planned = list(found.planned_income.all())
    context = {
        "fund": found,
        "part": block,
        "planned_income": planned,
        "planned_total": sum((row.amount for row in planned), ZERO),
        "instalments": list(found.instalments.select_related("income")),
        "transfers": list(
            found.transfers.select_related("from_line", "from_activity", "to_line", "to_activity", "made_by")
        ),
        "carried_out": list(found.carried_out.select_related("to_line__fund", "to_activity")),
        "carried_in": list(_carried_into(found)),
        "left": block.total.left,
        "income": found.income.filter(reverses=None, reversal=None).aggregate(total=Sum("amount"))["total"]
        or ZERO,
        "may_plan": policies.can_plan(request.user),
        "may_book_income": policies.can_book_income(request.user),
        "may_see_orders": policies.can_see_orders(request.user),
        "may_see_receipts": policies.can_see_receipts(request.user),
        "is_fixed": found.state in (FundState.PROVED, FundState.REFUSED),
    }
    return show(request, "fund.html", context, tab=LIST)


def _carried_into(found: Fund) -> Any:
    return CarryOver.objects.filter(to_line__fund=found).select_related("from_fund", "to_line", "to_activity")


@FORMS
def fund_add(request: HttpRequest) -> HttpResponse:
    check(policies.can_plan(request.user))
    year = today().year
    found = Fund(period_start=today().replace(month=1, day=1), period_end=today().replace(month=12, day=31))
    return _fund_form(request, found, _("Neue Geldquelle für %(year)d") % {"year": year})


@FORMS
def fund_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _fund_form(request, get_fund_or_404(request, pk, to_change=True), _("Worte und Termine ändern"))


def _fund_form(request: HttpRequest, found: Fund, heading: str) -> HttpResponse:
    form = FundForm(posted(request), instance=found)
    is_new = found.pk is None
    if form.is_valid() and attempt(
        form, lambda: actions.save_fund(fund=found, values=form.cleaned_data, actor=request.user)
    ):
        messages.success(request, _("Die Geldquelle ist gespeichert."))
        return redirect("funding_office:plan" if is_new else PAGE, found.pk)
    context = {
        "form": form,
        "heading": heading,
        "fund": None if is_new else get_fund_or_404(request, found.pk),
    }
    return show(request, "form.html", context, tab=LIST, status=422 if form.errors else 200)


@FORMS
def line_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_fund_or_404(request, pk, to_change=True)
    numbers = found.lines.values_list("number", flat=True)
    line = CostLine(fund=found, number=max(numbers, default=0) + 1)
    return _line_form(request, line, _("Neue Kostenposition"))


@FORMS
def line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _line_form(request, get_line_or_404(request, pk), _("Kostenposition ändern"))


def _line_form(request: HttpRequest, line: CostLine, heading: str) -> HttpResponse:
    form = LineForm(posted(request), instance=line)
    if form.is_valid():
        values = {"fund": line.fund, **form.cleaned_data}
        if attempt(form, lambda: actions.save_line(line=line, values=values, actor=request.user)):
            messages.success(request, _("Die Kostenposition ist gespeichert."))
            return redirect("funding_office:plan", line.fund_id)
    context = {"form": form, "heading": heading, "fund": line.fund, "back_to_plan": True, "line": line}
    return show(request, "form.html", context, tab=LIST, status=422 if form.errors else 200)


@require_POST
def line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    line = get_line_or_404(request, pk)
    say_refusal(
        request,
        lambda: actions.remove_line(line=line, actor=request.user),
        _("Die Kostenposition ist gestrichen."),
    )
    return redirect("funding_office:plan", line.fund_id)
