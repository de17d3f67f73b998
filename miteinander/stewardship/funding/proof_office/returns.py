"""Money that goes back with its interest; how long receipts are kept."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros

from .. import actions, policies
from ..enums import IncomeKind, Rule
from ..errors import Refused
from ..interest import RateUnknown, interest
from ..models import ZERO, DatedRule, Fund, Income, Receipt, ReceiptFile
from ..proofs.retention import receipt_retention
from .doors import HERE, get_fund_or_404, get_receipt_or_404
from .forms import ReturnForm


@require_http_methods(["GET", "HEAD", "POST"])
def money_return(request: HttpRequest, fund: int) -> HttpResponse:
    """Two steps: the interest is shown before anything is booked."""
    source = get_fund_or_404(request, fund, allowed=policies.can_return_money(request.user))
    form = ReturnForm(request.POST if request.method == "POST" else None, initial=_proposed(source))
    owed: Decimal | None = None
    if request.method == "POST" and form.is_valid():
        owed = _interest(form)
        if owed is not None and request.POST.get("book"):
            values = form.cleaned_data
            try:
                actions.return_money(
                    fund=source, amount=values["amount"], interest=owed, interest_from=values["interest_from"],
                    on=values["returned_on"], reason=values["reason"], actor=request.user,
                )  # fmt: skip
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            else:
                messages.success(
                    request,
                    _("Die Rückzahlung von %(amount)s und %(interest)s Zinsen ist gebucht.")
                    % {"amount": euros(values["amount"]), "interest": euros(owed)},
                )
                return redirect(f"{HERE}:return", fund)
    context = {
        "fund": source,
        "form": form,
        "owed": owed,
        "returns": source.returns.all(),
        "rates": DatedRule.objects.filter(rule=Rule.INTEREST),
    }
    return render(request, "funding/proof/return.html", context, status=422 if form.errors else 200)


def _proposed(fund: Fund) -> dict[str, Any]:
    """Interest counts from the last day money of the source arrived, unless somebody says otherwise."""
    last = Income.objects.filter(fund=fund, kind=IncomeKind.GRANT, reverses__isnull=True)
    row = last.order_by("-received_on").first()
    return {"returned_on": today(), "interest_from": row.received_on if row else None}


def _interest(form: ReturnForm) -> Decimal | None:
    """None: something is missing, and the form says what."""
    values = form.cleaned_data
    start, end = values["interest_from"], values["returned_on"]
    if start is None:
        return ZERO
    if end < start:
        form.add_error(
            "interest_from", _("Die Zinsen beginnen nach der Rückzahlung. Bitte prüfen Sie die Tage.")
        )
        return None
    rates: dict[date, Decimal] = dict(
        DatedRule.objects.filter(rule=Rule.INTEREST).values_list("valid_from", "value")
    )
    if values["rate"] is not None and not any(day <= start for day in rates):
        rates = {start: values["rate"]}
    try:
        return interest(values["amount"], start, end, rates)
    except RateUnknown as unknown:
        form.add_error("rate", str(unknown))
        return None


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """A receipt as a proof sees it: its files, its hashes, from when on they may be deleted."""
    found = get_receipt_or_404(request, pk)
    context = {
        "receipt": found,
        "files": found.files.select_related("document"),
        "shares": found.shares.select_related("line__fund", "activity", "proof"),
        "retention": (kept := receipt_retention(found)),
        "may_delete": policies.can_delete_files(request.user)
        and kept is not None
        and kept.day is not None
        and kept.day <= today(),
    }
    return render(request, "funding/proof/receipt.html", context)


@require_POST
def file_delete(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    check(policies.can_delete_files(request.user))
    found: Receipt = get_receipt_or_404(request, pk)
    kept = ReceiptFile.objects.filter(receipt=found, pk=file).first()
    if kept is not None:
        try:
            actions.delete_receipt_file(file=kept, actor=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Die Datei ist gelöscht. Ihre Prüfsumme steht weiter im Nachweis."))
    return redirect(f"{HERE}:receipt", pk)
