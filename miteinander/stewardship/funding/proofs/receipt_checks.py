"""Checks of the receipts of a proof."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.values.money import euros

from ..enums import CostKind, FileKind, FundKind, PaymentKind, ProofKind, ReceiptKind, Rule
from ..models import DatedRule, Fund, Proof, Receipt, ReceiptShare, value_on
from ..receipt_duties import duties
from .data import ZERO, ProofData

FIELDS = (
    "pk", "number", "kind", "issued_on", "delivered_on", "invoice_number", "deviation", "gross", "discount", "payment",
    "order_id", "subject", "remark", "not_eligible", "vat", "vat_note", "not_eligible_reason", "duties_seen", "advanced_by",
)  # fmt: skip


def receipt_findings(fund: Fund, proof: Proof, data: ProofData) -> Iterator[tuple[Any, ...]]:
    """Three queries and those of three rules."""
    yield from _unpaid(fund, proof)
    numbers = {row.receipt for row in data.receipts}
    here = ReceiptShare.objects.filter(line__fund=fund).values("receipt")
    found = Receipt.objects.filter(pk__in=here, paid_on__isnull=False, kind=ReceiptKind.INVOICE)
    found = found.filter(reversal__isnull=True).order_by("number")
    files = {row.receipt: {one.kind for one in row.files} for row in data.receipts}
    order_needed = value_on(Rule.ORDER_NEEDED, proof.period_end)
    inventory = value_on(Rule.INVENTORY, proof.period_end)
    things = set(
        here.filter(line__kind__in=(CostKind.EQUIPMENT, CostKind.TECHNOLOGY)).values_list(
            "receipt", flat=True
        )
    )
    known = _Duties(list(DatedRule.objects.filter(rule=Rule.SMALL_RECEIPT).order_by("-valid_from")))
    for row in found.values(*FIELDS):
        if row["pk"] in numbers:
            yield from _duties(row, known)
            yield from _files(fund, row, files.get(row["pk"], set()))
            yield from _dates(fund, row)
            yield from _discount(row)
            if order_needed is not None and row["order_id"] is None and row["gross"] >= order_needed:
                yield (
                    "order_missing",
                    _("Beleg %(number)s über %(amount)s hat keinen Auftrag; ab %(limit)s ist einer nötig.")
                    % {"number": row["number"], "amount": euros(row["gross"]), "limit": euros(order_needed)},
                    f"receipt:{row['pk']}",
                )
            net = row["gross"] - (row["vat"] or ZERO)
            if inventory is not None and row["pk"] in things and net >= inventory:
                yield (
                    "inventory",
                    _(
                        "Beleg %(number)s: Was netto ab %(limit)s kostet und länger hält, gehört in die Inventarliste."
                    )
                    % {"number": row["number"], "limit": euros(inventory)},
                    f"receipt:{row['pk']}",
                )
            if row["not_eligible"] > 0 and not row["not_eligible_reason"]:
                yield (
                    "not_eligible",
                    _("Bei Beleg %(number)s steht nicht, warum ein Teil nicht zuwendungsfähig ist.") % row,
                    f"receipt:{row['pk']}",
                )


def _unpaid(fund: Fund, proof: Proof) -> Iterator[tuple[Any, ...]]:
    """A receipt taken back before it was paid is no payment and needs none."""
    here = ReceiptShare.objects.filter(receipt=OuterRef("pk"), line__fund=fund)
    rows = Receipt.objects.filter(Exists(here), paid_on__isnull=True, reversal__isnull=True)
    for pk, number, payee in (
        rows.exclude(kind=ReceiptKind.REVERSAL).order_by("number").values_list("pk", "number", "payee")
    ):
        yield (
            "unpaid",
            _("Beleg %(number)s (%(payee)s) ist noch nicht bezahlt und steht deshalb nicht im Nachweis.")
            % {"number": number, "payee": payee},
            f"receipt:{pk}", proof.kind == ProofKind.FINAL,
        )  # fmt: skip


def _files(fund: Fund, row: dict[str, Any], kinds: set[str]) -> Iterator[tuple[Any, ...]]:
    strict = fund.kind == FundKind.GRANT and row["not_eligible"] < row["gross"] - row["discount"]
    record = f"receipt:{row['pk']}"
    if FileKind.INVOICE not in kinds:
        yield (
            "no_file",
            _("Zu Beleg %(number)s fehlt die Datei. Fotografieren oder scannen Sie ihn.") % row, record, strict,
        )  # fmt: skip
    if row["payment"] == PaymentKind.CASH and FileKind.PAYMENT not in kinds:
        yield (
            "cash",
            _("Beleg %(number)s wurde bar bezahlt. Fügen Sie die Quittung als Zahlungsnachweis hinzu.") % row,
            record,
        )


def _dates(fund: Fund, row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    record = f"receipt:{row['pk']}"
    words = {"number": row["number"], "reason": row["deviation"] or _("Es steht kein Grund dabei.")}
    if fund.binding_from and row["issued_on"] < fund.binding_from:
        yield (
            "before_notice",
            _("Beleg %(number)s ist älter als der Bescheid. Grund: %(reason)s") % words,
            record, not row["deviation"],
        )  # fmt: skip
    if not fund.covers(row["delivered_on"] or row["issued_on"]):
        yield (
            "outside_period",
            _("Beleg %(number)s liegt außerhalb des Zeitraums. Grund: %(reason)s") % words,
            record, not row["deviation"],
        )  # fmt: skip


@dataclass
class _Duties:
    """What a receipt of an amount must show; the keys are asked for once for small, large and advanced ones."""

    limits: list[DatedRule]
    known: dict[tuple[bool, bool], set[str]] = field(default_factory=dict)

    def keys(self, row: dict[str, Any]) -> set[str]:
        limit = next((rule.value for rule in self.limits if rule.valid_from <= row["issued_on"]), None)
        kind = (limit is not None and row["gross"] <= limit, row["advanced_by"] is not None)
        if kind not in self.known:
            asked = duties(row["gross"], small_up_to=limit, advanced=kind[1])
            self.known[kind] = {key for key, _sentence in asked}
        return self.known[kind]


def _duties(row: dict[str, Any], known: _Duties) -> Iterator[tuple[Any, ...]]:
    """What a receipt of this amount must show and nobody has seen on it."""
    open_ones = known.keys(row) - set(row["duties_seen"] or ())
    if not open_ones:
        return
    if row["duties_seen"]:
        sentence = ngettext(
            "Auf Beleg %(number)s fehlt %(count)d Pflichtangabe, oder sie ist nicht abgehakt.",
            "Auf Beleg %(number)s fehlen %(count)d Pflichtangaben, oder sie sind nicht abgehakt.",
            len(open_ones),
        )
    else:
        sentence = _("Auf Beleg %(number)s hat noch niemand die Pflichtangaben nachgesehen.")
    yield "duties", sentence % {"number": row["number"], "count": len(open_ones)}, f"receipt:{row['pk']}"


def _discount(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Whether a discount was offered stands in no field; the words of a person say it."""
    if "skonto" in f"{row['subject']} {row['remark']}".casefold() and row["discount"] == ZERO:
        yield (
            "discount",
            _("Bei Beleg %(number)s ist von Skonto die Rede, abgezogen wurde keins. Bitte prüfen Sie, ob es angeboten war.")
            % row,
            f"receipt:{row['pk']}",
        )  # fmt: skip
