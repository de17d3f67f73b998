"""A receipt is entered in two steps: first its file, if there is one, then what stands on it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from miteinander.foundation.interface.office_doors import check, one_or_404

from .. import actions, policies, receipt_duties
from ..enums import Rule
from ..errors import Refused
from ..models import Order, Receipt, WaitingFile, value_on
from .doors import Place, attempt, number_in, posted, show
from .funds import FORMS
from .invoice_prefill import prefill_of
from .order_forms import ShareRows, open_cells
from .orders import _with_another_row as with_another_row
from .orders import preview_of
from .receipt_forms import FileForm, ReceiptForm, in_euros, shares_of_form
from .receipts import LIST

ADD = "funding_receipts:receipt-add"
FROM_FILE = "funding_receipts:receipt-from-file"
PAGE = "funding_receipts:receipt"
ROWS = 2
ON_DEMAND = {"deviation", "accept_twice"}


@FORMS
def receipt_start(request: HttpRequest) -> HttpResponse:
    """Step one: a photo, a PDF, an electronic invoice, or nothing. What is handed in waits here until it is booked."""
    check(policies.can_enter_receipts(request.user))
    form = FileForm(posted(request), request.FILES or None)
    found: dict[str, Any] = {}
    query = f"?auftrag={pk}" if (pk := number_in(request, "auftrag")) is not None else ""
    if form.is_valid():
        upload = form.cleaned_data["photo"] or form.cleaned_data["file"]
        if not upload:
            return redirect(reverse(ADD) + query)
        kept: list[WaitingFile] = []
        field = "photo" if form.cleaned_data["photo"] else "file"
        if attempt(form, lambda: kept.append(_keep(upload, request.user, found)), fields={"file": field}):
            return redirect(reverse(FROM_FILE, args=[kept[0].pk]) + query)
    context = {"form": form, "query": query, "other": found.get("other")}
    return show(request, "receipt_start.html", context, tab=LIST, status=422 if form.errors else 200)


def _keep(upload: Any, user: Any, found: dict[str, Any]) -> WaitingFile:
    try:
        return actions.keep_waiting(file=upload, name=upload.name, actor=user)
    except Refused as refused:
        found["other"] = Receipt.objects.filter(pk=refused.facts.get("other", 0)).first()
        raise


@FORMS
def receipt_add(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Step two. Three buttons: book, calculate, one more row. Only the first writes."""
    check(policies.can_enter_receipts(request.user))
    waiting = one_or_404(WaitingFile.objects.select_related("document"), pk) if pk is not None else None
    prefill, order = prefill_of(waiting), _order(request)
    data, cells = _worked_out(posted(request)), open_cells()
    initial = prefill.values | (
        {
            "order": order.pk,
            "payee": order.payee,
            "organisation": order.organisation_id,
            "subject": order.purpose,
        }
        if order and not prefill.values
        else {}
    )
    form = ReceiptForm(data, user=request.user, order=order, initial=initial)
    rows = ShareRows(
        with_another_row(data),
        prefix="anteil",
        form_kwargs={"choices": cells.choices},
        initial=_rows(request, cells),
    )
    found: dict[str, Any] = {"previews": [], "notes": [], "asked": set(), "other": None}
    is_save = data is not None and not {"rechnen", "zeile"} & data.keys()
    if data is not None and form.is_valid() & rows.is_valid():
        done = None
        if is_save:
            done = _book(request, form, rows, waiting, found)
        else:
            _try_out(form, rows, cells, found)
        if done is not None:
            messages.success(request, _("Beleg %(number)s ist gebucht.") % {"number": done.number})
            _say_missing(request, done)
            return redirect(PAGE, done.pk)
    shown = {
        name
        for name in ON_DEMAND
        if name in found["asked"] or form[name].errors or (data is not None and data.get(name))
    }
    context = {
        "form": form, "rows": rows, "waiting": waiting, "prefill": prefill, "order": order, "has_cells": bool(cells.left),
        "shown": shown, "is_photo": _is_photo(waiting), **found,
    }  # fmt: skip
    return show(request, "receipt_form.html", context, tab=LIST, status=422 if is_save else 200)


def _is_photo(waiting: WaitingFile | None) -> bool:
    return waiting is not None and not str(waiting.document.file.name).endswith((".pdf", ".xml"))


def _order(request: HttpRequest) -> Order | None:
    pk = number_in(request, "auftrag")
    return Order.objects.filter(pk=pk).first() if pk is not None else None


def _worked_out(data: Any) -> Any:
    """With the button that calculates, an amount in another currency comes back in euros, ready to be changed."""
    if data is None or "rechnen" not in data or data.get("gross", "").strip():
        return data
    probe = ReceiptForm(data, user=_Nobody())
    probe.is_valid()
    amount = in_euros(probe.cleaned_data)
    if amount is None:
        return data
    copy = data.copy()
    copy["gross"] = f"{amount:.2f}".replace(".", ",")
    return copy


class _Nobody:
    def has_perm(self, _permission: str) -> bool:
        return False


def _rows(request: HttpRequest, cells: Any) -> list[dict[str, str]]:
    """The cell that the address names, then empty rows."""
    line, activity = number_in(request, "position"), number_in(request, "vorhaben")
    meant = [key for key in cells.left if line == key[0] and activity in (None, key[1])]
    found = [{"cell": f"{meant[0][0]}-{meant[0][1]}", "part": ""}] if len(meant) == 1 else []
    return found + [{} for _at in range(max(ROWS - len(found), 1))]


def _book(
    request: HttpRequest, form: ReceiptForm, rows: Any, waiting: WaitingFile | None, found: dict[str, Any]
) -> Receipt | None:
    written: list[Receipt] = []

    def deed() -> None:
        try:
            written.append(_enter(form, shares_of_form(form, rows), waiting, request.user))
        except Refused as refused:
            found["asked"].add("accept_twice" if refused.code == "twice" else refused.field)
            if "other" in refused.facts:
                found["other"] = Receipt.objects.filter(pk=refused.facts["other"]).first()
            raise

    places: dict[str, Place] = {"line": (rows.forms[0], "cell"), "amount": "deviation"} if rows.forms else {}
    return written[0] if attempt(form, deed, fields=places) else None


@transaction.atomic
def _enter(form: ReceiptForm, shares: list[Any], waiting: WaitingFile | None, user: Any) -> Receipt:
    values = form.cleaned_data
    receipt = actions.enter_receipt(
        values=form.record_values, shares=shares, order=values["order"], closes_order=values["closes_order"],
        accept_twice=values["accept_twice"], actor=user,
    )  # fmt: skip
    if waiting is not None:
        actions.attach_waiting(waiting=waiting, receipt=receipt, actor=user)
    return receipt


def _try_out(form: ReceiptForm, rows: Any, cells: Any, found: dict[str, Any]) -> None:
    """What the receipt would do to its cells, and which details are still to be looked for."""
    shares: list[Any] = []
    places: dict[str, Place] = {"line": (rows.forms[0], "cell")} if rows.forms else {}
    if attempt(form, lambda: shares.extend(shares_of_form(form, rows)), fields=places):
        found["previews"], found["notes"] = preview_of(shares, cells.left)
    values = form.cleaned_data
    if values.get("gross"):
        limit = value_on(Rule.SMALL_RECEIPT, values["issued_on"])
        found["missing"] = receipt_duties.missing(
            values["duties_seen"],
            values["gross"],
            small_up_to=limit,
            advanced=bool(values.get("advanced_by")),
        )


def missing_of(receipt: Receipt) -> list[str]:
    """Sentences about the details that nobody saw on the receipt. One query."""
    limit = value_on(Rule.SMALL_RECEIPT, receipt.issued_on)
    advanced = receipt.advanced_by_id is not None
    return [
        words
        for _key, words in receipt_duties.missing(
            receipt.duties_seen, receipt.gross, small_up_to=limit, advanced=advanced
        )
    ]


def _say_missing(request: HttpRequest, receipt: Receipt) -> None:
    if missing_of(receipt):
        messages.warning(
            request, _("Es sind noch nicht alle Pflichtangaben abgehakt. Unten steht, welche fehlen.")
        )


@require_POST
def waiting_discard(request: HttpRequest, pk: int) -> HttpResponse:
    check(policies.can_enter_receipts(request.user))
    waiting = one_or_404(WaitingFile.objects.all(), pk)
    actions.discard_waiting(waiting=waiting, actor=request.user)
    messages.success(request, _("„%(name)s“ ist verworfen.") % {"name": waiting.name})
    return redirect(LIST)
