"""The rows of the list of receipts: one for each payment and cost line, in order of time."""

from collections import defaultdict
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.values.money import euros

from ..enums import FileKind, PaymentKind, ReceiptKind, SplitRule
from ..models import ZERO, CostLine, ReceiptFile, ReceiptShare
from ..splitting import divided
from .data import KeptFile, ReceiptRow

COLUMNS = (
    "pk", "receipt_id", "amount", "not_eligible", "sign", "day", "line_id", "activity_id",
    "receipt__number", "receipt__kind", "receipt__order__number", "receipt__order__ordered_on", "receipt__issued_on",
    "receipt__invoice_number", "receipt__payee", "receipt__subject", "receipt__gross", "receipt__discount",
    "receipt__payment", "receipt__remark", "receipt__deviation", "receipt__currency", "receipt__foreign_amount",
    "receipt__rate", "receipt__rate_on", "receipt__split_rule", "receipt__split_reason", "receipt__reverses__number",
    "receipt__not_eligible_reason", "receipt__advanced_by",
)  # fmt: skip


def receipt_rows(shares: QuerySet[ReceiptShare]) -> tuple[ReceiptRow, ...]:
    """Of shares that know their `day`. Five queries."""
    lines = {line.pk: line for line in CostLine.objects.filter(pk__in=shares.values("line"))}
    activities = {one.pk: str(one) for one in Activity.objects.filter(pk__in=shares.values("activity"))}
    files = _files(shares)
    discounts = _discounts(shares)
    merged: dict[tuple[int, int], dict[str, Any]] = {}
    for one in shares.order_by("day", "receipt__number", "line__number", "pk").values(*COLUMNS):
        part = discounts.get(one["pk"], ZERO)
        key = (one["receipt_id"], one["line_id"])
        row = merged.setdefault(key, one | {"paid": ZERO, "out": ZERO, "off": ZERO, "activities": []})
        row["paid"] += one["sign"] * one["amount"]
        row["out"] += one["sign"] * one["not_eligible"]
        row["off"] += one["sign"] * part
        row["activities"].append(activities[one["activity_id"]])
    return tuple(
        _row(position, row, lines[row["line_id"]], files.get(row["receipt_id"], ()))
        for position, row in enumerate(merged.values(), start=1)
    )


def _row(position: int, row: dict[str, Any], line: CostLine, files: tuple[KeptFile, ...]) -> ReceiptRow:
    return ReceiptRow(
        position=position,
        number=row["receipt__number"],
        line=line.number,
        line_title=str(line.title),
        ordered_on=row["receipt__order__ordered_on"],
        issued_on=row["receipt__issued_on"],
        invoice_number=row["receipt__invoice_number"],
        paid_on=row["day"],
        payee=row["receipt__payee"],
        subject=row["receipt__subject"],
        gross=row["paid"] + row["off"],
        discount=row["off"],
        paid=row["paid"],
        not_eligible=row["out"],
        eligible=row["paid"] - row["out"],
        payment=_payment(row["receipt__payment"], files),
        remark=_remark(row),
        order=row["receipt__order__number"] or "",
        activity="; ".join(dict.fromkeys(row["activities"])),
        receipt=row["receipt_id"],
        files=files,
    )


def _payment(payment: str, files: tuple[KeptFile, ...]) -> str:
    words = str(PaymentKind(payment).label) if payment else ""
    shown = any(one.kind == FileKind.PAYMENT for one in files)
    return _("%(payment)s, mit Nachweis") % {"payment": words} if shown else words


def _remark(row: dict[str, Any]) -> str:
    parts = []
    whole = row["receipt__gross"] - row["receipt__discount"]
    if row["receipt__kind"] == ReceiptKind.REVERSAL:
        parts.append(_("Storno von %(number)s") % {"number": row["receipt__reverses__number"]})
    if row["receipt__kind"] == ReceiptKind.CREDIT:
        parts.append(_("Gutschrift"))
    if abs(row["paid"]) != whole:
        parts.append(_("Anteil an %(amount)s") % {"amount": euros(whole)})
        if row["receipt__split_rule"] != SplitRule.SINGLE:
            parts.append(str(SplitRule(row["receipt__split_rule"]).label))
    if row["receipt__currency"] != "EUR":
        parts.append(
            _("%(amount)s %(currency)s, Kurs %(rate)s vom %(day)s")
            % {
                "amount": f"{row['receipt__foreign_amount']:.2f}".replace(".", ","),
                "currency": row["receipt__currency"],
                "rate": f"{row['receipt__rate'].normalize():f}".replace(".", ","),
                "day": f"{row['receipt__rate_on']:%d.%m.%Y}",
            }
        )
    if row["receipt__advanced_by"]:
        parts.append(_("ausgelegt und erstattet"))
    names = ("receipt__split_reason", "receipt__not_eligible_reason", "receipt__deviation", "receipt__remark")
    return "; ".join(filter(None, (*parts, *(row[name] for name in names))))


def _discounts(shares: QuerySet[ReceiptShare]) -> dict[int, Decimal]:
    """By share: its part of the discount of the receipt, whatever sources bear the rest."""
    found: dict[int, list[tuple[int, Decimal, Decimal]]] = defaultdict(list)
    rows = ReceiptShare.objects.filter(receipt__in=shares.values("receipt"), receipt__discount__gt=0)
    for pk, receipt, amount, discount in rows.order_by("pk").values_list(
        "pk", "receipt_id", "amount", "receipt__discount"
    ):
        found[receipt].append((pk, amount, discount))
    return {
        pk: part
        for group in found.values()
        for (pk, _amount, _discount), part in zip(
            group, divided(group[0][2], [amount for _pk, amount, _d in group]), strict=True
        )
    }


def _files(shares: QuerySet[ReceiptShare]) -> dict[int, tuple[KeptFile, ...]]:
    found: dict[int, list[KeptFile]] = defaultdict(list)
    rows = ReceiptFile.objects.filter(receipt__in=shares.values("receipt")).order_by("receipt", "pk")
    for receipt, number, kind, sha256, size, document, path in rows.values_list(
        "receipt_id", "receipt__number", "kind", "stored_sha256", "size", "document_id", "document__file"
    ):
        name = f"Beleg-{number}-{len(found[receipt]) + 1}{PurePath(path).suffix.lower()}"
        found[receipt].append(KeptFile(name, kind, sha256, size, document))
    return {receipt: tuple(files) for receipt, files in found.items()}
