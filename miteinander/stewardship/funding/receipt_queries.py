"""Questions about many receipts: lists, exports and what is missing start here."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Sum, TextField, When
from django.db.models.functions import Cast
from django.db.models.query import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.values.money import cents

from .enums import FileKind, OrderState, ReceiptKind, Rule
from .models import DatedRule, Fund, Order, Receipt, ReceiptFile, ReceiptShare
from .receipt_duties import ABOVE_THE_LIMIT, ALWAYS, IF_ADVANCED

STATES: dict[str, str | Promise] = {
    "unbezahlt": _("nicht bezahlt"),
    "bezahlt": _("bezahlt"),
    "ohne-datei": _("ohne Datei"),
    "ohne-zahlungsnachweis": _("ohne Zahlungsnachweis"),
    "angaben-fehlen": _("Pflichtangaben fehlen"),
    "abgerechnet": _("abgerechnet"),
    "storniert": _("storniert oder Storno"),
}


def standing(found: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """Neither reversed nor a reversal."""
    return found.filter(reversal=None).exclude(kind=ReceiptKind.REVERSAL)


def unpaid(found: QuerySet[Receipt]) -> QuerySet[Receipt]:
    return standing(found).filter(paid_on=None)


def without_file(found: QuerySet[Receipt], kind: FileKind = FileKind.INVOICE) -> QuerySet[Receipt]:
    return standing(found).exclude(Exists(ReceiptFile.objects.filter(receipt=OuterRef("pk"), kind=kind)))


def without_payment_proof(found: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """Paid, and nothing shows it."""
    return without_file(found.filter(paid_on__isnull=False), FileKind.PAYMENT)


def with_missing_duties(found: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """A detail that the receipt must show was not ticked (`receipt_duties`). One query more, for the limits."""
    found = standing(found).annotate(seen=Cast("duties_seen", TextField()))
    missing = _any_missing(ALWAYS)
    missing |= Q(advanced_by__isnull=False) & _any_missing(IF_ADVANCED)
    return found.filter(missing | (_above_the_limit() & _any_missing(ABOVE_THE_LIMIT)))


def _any_missing(keys: tuple[str, ...]) -> Q:
    found = Q()
    for key in keys:
        found |= ~Q(seen__contains=f'"{key}"')
    return found


def _above_the_limit() -> Q:
    """A receipt of a day for which no limit is known is never small."""
    rows = list(DatedRule.objects.filter(rule=Rule.SMALL_RECEIPT).order_by("valid_from"))
    if not rows:
        return Q(pk__isnull=False)
    above = Q(issued_on__lt=rows[0].valid_from)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        valid = Q(issued_on__gte=row.valid_from, gross__gt=row.value)
        above |= valid & Q(issued_on__lt=following.valid_from) if following else valid
    return above


def overdue_orders(day: date, days: int) -> QuerySet[Order]:
    """Placed so many days ago, and no bill came."""
    return Order.objects.filter(
        state=OrderState.PLACED, ordered_on__lt=day - timedelta(days=days), receipts=None
    )


def filtered(wanted: Mapping[str, Any], found: QuerySet[Receipt] | None = None) -> QuerySet[Receipt]:
    """The receipts that an address asks for; what makes no sense is left out."""
    found = Receipt.objects.all() if found is None else found
    shares = {
        path: pk
        for name, path in (("quelle", "line__fund"), ("position", "line"), ("vorhaben", "activity"))
        if (pk := _number(wanted.get(name, ""))) is not None
    }
    if shares:
        found = found.filter(Exists(ReceiptShare.objects.filter(receipt=OuterRef("pk"), **shares)))
    year = _number(wanted.get("jahr", ""))
    if year is not None and 1900 < year < 2200:
        found = found.filter(issued_on__gte=date(year, 1, 1), issued_on__lte=date(year, 12, 31))
    if words := wanted.get("q", "").replace("\x00", "").strip()[:120]:
        found = found.filter(
            Q(payee__icontains=words) | Q(subject__icontains=words) | Q(number__startswith=words)
            | Q(invoice_number__icontains=words)
        )  # fmt: skip
    return in_state(found, wanted.get("stand", ""))


def in_state(found: QuerySet[Receipt], state: str) -> QuerySet[Receipt]:
    if state == "unbezahlt":
        return unpaid(found)
    if state == "bezahlt":
        return standing(found).filter(paid_on__isnull=False)
    if state == "ohne-datei":
        return without_file(found)
    if state == "ohne-zahlungsnachweis":
        return without_payment_proof(found)
    if state == "angaben-fehlen":
        return with_missing_duties(found)
    if state == "abgerechnet":
        return found.filter(proof__isnull=False)
    if state == "storniert":
        return found.filter(Q(kind=ReceiptKind.REVERSAL) | Q(reversal__isnull=False))
    return found


def sums(found: QuerySet[Receipt]) -> dict[str, Decimal]:
    """What these receipts come to: paid, still open, eligible. One query; reversals take back."""
    paid = F("sign") * (F("gross") - F("discount"))
    open_ = Q(paid_on=None, reversal=None) & ~Q(kind=ReceiptKind.REVERSAL)
    rows = found.order_by().aggregate(
        total=Sum(paid), out=Sum(F("sign") * F("not_eligible")), open=Sum(Case(When(open_, then=paid)))
    )
    total = cents(rows["total"])
    return {"total": total, "open": cents(rows["open"]), "eligible": total - cents(rows["out"])}


def choices() -> dict[str, list[Any]]:
    """Years and sources to choose from. Two queries."""
    days = Receipt.objects.order_by().dates("issued_on", "year", order="DESC")
    return {"years": [day.year for day in days], "funds": list(Fund.objects.all())}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
