"""Paying receipts: noted as paid, several at once, or put into a file for the bank."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.interface.office_doors import check, one_or_404
from miteinander.foundation.values.iban import format_iban
from miteinander.foundation.values.money import euros

from .. import actions, policies, receipt_queries
from ..enums import PaymentKind
from ..errors import Refused
from ..models import PaymentAccount, PaymentRun, Receipt
from ..payments import CannotPay, giro_code_svg
from .doors import attempt, posted, say_refusal, show
from .funds import FORMS
from .invoice_prefill import account_of
from .receipt_forms import ConfirmForm, DiscountForm, ExecuteForm, PaidForm, TransferForm
from .receipts import LIST

RUNS = "funding_receipts:run-list"
RUN = "funding_receipts:run"
MOST_AT_ONCE = 100


def _chosen(request: HttpRequest) -> list[Receipt]:
    """The receipts of the address, in the order of their numbers."""
    keys = {
        int(text) for text in request.GET.getlist("b") if text.isascii() and text.isdigit() and len(text) < 19
    }
    found = Receipt.objects.filter(pk__in=sorted(keys)[:MOST_AT_ONCE])
    related = ("transfer__run", "reversal", "advanced_by")
    return list(found.select_related(*related).prefetch_related("files__document").order_by("number"))


class Row:
    """A receipt with the form beside it."""

    def __init__(self, receipt: Receipt, form: forms.Form) -> None:
        self.receipt, self.form = receipt, form


def _all_valid(head: forms.Form, rows: list[Row]) -> bool:
    return all([head.is_valid(), *(row.form.is_valid() for row in rows)])


@FORMS
def pay(request: HttpRequest) -> HttpResponse:
    """All of them, or none: what is refused stands at its receipt."""
    check(policies.can_pay_receipts(request.user))
    found, data = _chosen(request), posted(request)
    head = PaidForm(data)
    rows = [
        Row(one, DiscountForm(data, prefix=f"b{one.pk}", initial={"discount": one.discount or None}))
        for one in found
    ]
    if (
        data is not None
        and found
        and _all_valid(head, rows)
        and _together(head, rows, _payer(head, request.user))
    ):
        words = ngettext(
            "%(count)d Beleg ist als bezahlt vermerkt.",
            "%(count)d Belege sind als bezahlt vermerkt.",
            len(rows),
        )
        messages.success(request, words % {"count": len(rows)})
        return redirect(LIST)
    total = sum((one.sign * one.paid for one in found), Decimal(0))
    is_wrong = data is not None
    return show(
        request,
        "pay.html",
        {"form": head, "rows": rows, "total": total},
        tab=LIST,
        status=422 if is_wrong else 200,
    )


def _payer(head: PaidForm, user: Any) -> Callable[[Row], None]:
    values = dict(head.cleaned_data)  # a refused day is taken out of it

    def deed(row: Row) -> None:
        actions.pay_receipt(
            receipt=row.receipt, on=values["paid_on"], payment=PaymentKind(values["payment"]),
            discount=row.form.cleaned_data["discount"], actor=user,
        )  # fmt: skip

    return deed


class _Undo(Exception):
    pass


def _together(head: forms.Form, rows: list[Row], deed: Callable[[Row], None]) -> bool:
    try:
        with transaction.atomic():
            done = [
                attempt(row.form, lambda row=row: deed(row), fields={"paid_on": (head, "paid_on")})  # type: ignore[misc]
                for row in rows
            ]
            if not all(done):
                raise _Undo
    except _Undo:
        return False
    return True


@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    check(policies.can_see_runs(request.user))
    runs = list(PaymentRun.objects.select_related("made_by").prefetch_related("transfers")[:100])
    context = {"runs": runs, "account": actions.account(), "may_make": policies.can_make_runs(request.user)}
    return show(request, "run_list.html", context, tab=RUNS)


@FORMS
def run_add(request: HttpRequest) -> HttpResponse:
    """Without chosen receipts: which ones could be paid. With them: to whom and where to."""
    check(policies.can_make_runs(request.user))
    found, data, account = _chosen(request), posted(request), actions.account()
    problems = [problem for one in found if (problem := actions.payments.payable(one))]
    found = [one for one in found if not actions.payments.payable(one)]
    if not found:
        open_ = receipt_queries.unpaid(Receipt.objects.filter(kind="invoice", transfer=None, proof=None))
        context = {
            "receipts": list(open_.select_related("advanced_by").order_by("number")[:MOST_AT_ONCE]),
            "problems": problems,
            "account": account,
        }
        return show(request, "run_choose.html", context, tab=RUNS)
    head = ExecuteForm(data)
    rows = [
        Row(one, TransferForm(data, prefix=f"b{one.pk}", initial={} if data else _initial(one)))
        for one in found
    ]
    made: list[PaymentRun] = []
    if data is not None and _all_valid(head, rows) and _make(head, rows, made, request.user):
        messages.success(
            request,
            _(
                "Die Überweisungsdatei ist fertig. Bezahlt ist damit noch nichts: Laden Sie sie herunter, geben Sie sie der Bank, und bestätigen Sie hier, was ausgeführt wurde."
            ),
        )
        return redirect(RUN, made[0].pk)
    context = {"form": head, "rows": rows, "account": account, "problems": problems}
    return show(request, "run_form.html", context, tab=RUNS, status=422 if data is not None else 200)


def _initial(one: Receipt) -> dict[str, Any]:
    """The name of who gets the money; the account only from the electronic invoice, for it is kept nowhere."""
    text = _("Rechnung %(number)s") % {"number": one.invoice_number} if one.invoice_number else one.subject
    values = {"name": str(one.advanced_by or one.payee)[:70], "text": f"{text}, {one.number}"[:140]}
    if one.advanced_by_id is None and (said := account_of(one)) is not None:
        values |= {"name": said.name, "iban": format_iban(said.iban), "text": said.text or values["text"]}
    return values


def _make(head: ExecuteForm, rows: list[Row], made: list[PaymentRun], user: Any) -> bool:
    by_receipt = {row.receipt.pk: row.form for row in rows}

    def deed() -> None:
        payments = []
        for row in rows:
            values = row.form.cleaned_data
            payments.append(
                actions.Payment(
                    row.receipt,
                    values["name"],
                    values["iban"],
                    values["text"],
                    values["discount"] or Decimal(0),
                )
            )
        made.append(
            actions.make_run(payments=payments, execute_on=head.cleaned_data["execute_on"], actor=user)
        )

    try:
        deed()
    except Refused as refused:
        form: forms.Form = by_receipt.get(refused.facts.get("receipt", 0), head)
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def get_run_or_404(request: HttpRequest, pk: int, *, to_change: bool = False) -> PaymentRun:
    user = request.user
    check(policies.can_make_runs(user) if to_change else policies.can_see_runs(user))
    return one_or_404(PaymentRun.objects.select_related("made_by", "confirmed_by"), pk)


def _confirm_form(run: PaymentRun, transfers: list[Any], data: Any = None) -> ConfirmForm:
    choices = [(str(one.pk), f"{one.receipt.number} {one.name}, {euros(one.amount)}") for one in transfers]
    return ConfirmForm(data, choices=choices, initial={"on": run.execute_on})


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    return _run_page(request, get_run_or_404(request, pk))


def _run_page(request: HttpRequest, found: PaymentRun, form: ConfirmForm | None = None) -> HttpResponse:
    transfers = list(found.transfers.select_related("receipt").order_by("pk"))
    for one in transfers:
        one.shown_iban = format_iban(one.iban)  # type: ignore[attr-defined]
        one.code = _code(one) if found.confirmed_on is None else ""  # type: ignore[attr-defined]
    context = {
        "run": found,
        "transfers": transfers,
        "total": sum((one.amount for one in transfers), Decimal(0)),
        "form": form or _confirm_form(found, transfers),
        "may_make": policies.can_make_runs(request.user),
        "is_erased": any(not one.iban for one in transfers),
    }
    return show(request, "run.html", context, tab=RUNS, status=422 if form is not None else 200)


def _code(transfer: Any) -> str:
    try:
        return giro_code_svg(transfer.name, transfer.iban, "", transfer.amount, transfer.text)
    except CannotPay:
        return ""


@require_safe
def run_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_run_or_404(request, pk, to_change=True)
    try:
        content = actions.file_of(found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(RUN, pk)
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="ueberweisungen-{found.name}.xml"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def run_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_run_or_404(request, pk, to_change=True)
    transfers = list(found.transfers.select_related("receipt").order_by("pk"))
    form = _confirm_form(found, transfers, request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: actions.confirm_run(
            run=found,
            on=form.cleaned_data["on"],
            done=[int(key) for key in form.cleaned_data["done"]],
            actor=request.user,
        ),
        fields={"paid_on": "on"},
    ):
        messages.success(request, _("Bestätigt. Die Belege sind als bezahlt vermerkt."))
        return redirect(RUN, pk)
    return _run_page(request, found, form)


@require_POST
def run_discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_run_or_404(request, pk, to_change=True)
    if say_refusal(
        request,
        lambda: actions.discard_run(run=found, actor=request.user),
        _(
            "Die Überweisungsdatei ist verworfen. Geben Sie sie nicht mehr der Bank. Die Belege sind wieder frei."
        ),
    ):
        return redirect(RUNS)
    return redirect(RUN, pk)


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PaymentAccount
        fields = ("name", "iban", "bic")

    def _post_clean(self) -> None:
        """The action checks the record."""

    def clean_iban(self) -> str:
        from miteinander.foundation.values.iban import parse_iban

        try:
            return parse_iban(self.cleaned_data["iban"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_bic(self) -> str:
        from miteinander.foundation.values.iban import parse_bic

        try:
            return parse_bic(self.cleaned_data["bic"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


@FORMS
def account(request: HttpRequest) -> HttpResponse:
    check(policies.can_make_runs(request.user))
    form = AccountForm(posted(request), instance=actions.account())
    if form.is_valid() and attempt(
        form, lambda: actions.save_account(values=form.cleaned_data, actor=request.user)
    ):
        messages.success(
            request, _("Das Konto ist eingetragen. Überweisungsdateien kommen von diesem Konto.")
        )
        return redirect(RUNS)
    context = {
        "form": form, "heading": _("Konto, von dem überwiesen wird"), "button": _("Speichern"),
        "hints": [_("Das Konto des Rates oder der Stadtkasse. Dateien, die es schon gibt, behalten ihr Konto.")],
        "back": reverse(RUNS), "back_label": _("Zurück zu den Überweisungen"),
    }  # fmt: skip
    return show(request, "money_step.html", context, tab=RUNS, status=422 if form.errors else 200)
