"""Reads the data set of a proof: a constant number of queries, however many receipts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, Sum, When
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.results import Period, results_of
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import today

from ..enums import FundKind, IncomeKind, ProofKind, ProofState, ReceiptKind
from ..limits import transfer_share
from ..models import (
    ZERO,
    Allocation,
    CarryOver,
    CostLine,
    Fund,
    Income,
    Proof,
    ReceiptShare,
    Transfer,
)
from .canonical import thawed
from .data import Evidence, FinanceRow, Head, IncomeRow, LineRow, MovedRow, Paragraph, ProofData, ReturnRow
from .noting import notes_of
from .receipt_rows import receipt_rows

DAY = Case(
    When(receipt__kind=ReceiptKind.REVERSAL, then=F("receipt__booked_on")), default=F("receipt__paid_on")
)
"""The day of payment; a reversal counts from the day it was booked, as in the books."""
ALWAYS = (IncomeKind.OWN, IncomeKind.THIRD_PARTY, IncomeKind.PUBLIC, IncomeKind.GRANT)
"""Rows of the form that stand there also without an amount."""


def data_of(proof: Proof) -> ProofData:
    """Of a proof handed in: from its frozen set alone. Raises Altered."""
    return thawed(proof.frozen) if proof.state == ProofState.SUBMITTED else proof_data(proof)


def shares_in(proof: Proof) -> QuerySet[ReceiptShare]:
    """What was paid for this source and no earlier proof settled; an interim proof only up to its last day."""
    rows = ReceiptShare.objects.filter(line__fund=proof.fund_id)
    if proof.state == ProofState.SUBMITTED:
        return rows.filter(proof=proof)
    rows = rows.filter(proof__isnull=True, receipt__paid_on__isnull=False)
    if proof.kind == ProofKind.INTERIM:
        rows = rows.annotate(day=DAY).filter(day__lte=proof.period_end)
    return rows


def income_in(proof: Proof) -> QuerySet[Income]:
    rows = Income.objects.filter(fund=proof.fund_id)
    if proof.state == ProofState.SUBMITTED:
        return rows.filter(proof=proof)
    rows = rows.filter(proof__isnull=True)
    return rows.filter(received_on__lte=proof.period_end) if proof.kind == ProofKind.INTERIM else rows


def activities_of(fund: Fund) -> list[Activity]:
    """Those that this source plans for or paid for. One query."""
    cells = Q(allocations__line__fund=fund) | Q(receipt_shares__line__fund=fund)
    return list(Activity.objects.filter(cells).distinct().order_by("pk"))


def proof_data(proof: Proof) -> ProofData:
    """From the records, in German, whatever the language of the page."""
    with override(base_language()):
        return _read(proof)


def _read(proof: Proof) -> ProofData:
    fund = Fund.objects.select_related("funder").get(pk=proof.fund_id)
    moves, moved = _moves(fund)
    income = _income_rows(proof)
    earlier_income = _by_kind(Income.objects.filter(fund=fund, proof__isnull=False).exclude(proof=proof))
    lines = _line_rows(proof, fund, moved)
    returns = tuple(
        ReturnRow(row.returned_on, row.amount, row.interest, row.reason)
        for row in fund.returns.order_by("returned_on", "pk")
    )
    finance = _finance(fund, lines, income, earlier_income)
    return ProofData(
        head=_head(proof, fund, finance),
        narrative=tuple(
            Paragraph(part["text"], part.get("heading", ""), part.get("link", ""))
            for part in proof.narrative
            if part.get("text", "").strip()
        ),
        effects=proof.effects,
        deviations=proof.deviations,
        finance=finance,
        lines=lines,
        receipts=receipt_rows(shares_in(proof).annotate(day=DAY)),
        income=income,
        returns=returns,
        moves=moves,
        notes=notes_of(fund, shares_in(proof)),
        evidence=_evidence(proof, fund),
        earlier_income=sum(earlier_income.values(), ZERO),
    )


def _head(proof: Proof, fund: Fund, finance: Iterable[FinanceRow]) -> Head:
    identity = present_identity()
    return Head(
        recipient=identity.name,
        recipient_address=", ".join(
            filter(None, (identity.street, f"{identity.postal_code} {identity.town}".strip()))
        ),
        telephone=identity.telephone_text,
        place=proof.place or identity.town,
        made_on=proof.submitted_on or today(),
        funder=str(fund.funder) if fund.funder else "",
        title=str(fund.title),
        kind=proof.kind,
        kind_title=str(proof.get_kind_display()),
        is_grant=fund.kind == FundKind.GRANT,
        is_sample=fund.is_sample,
        purpose=fund.purpose,
        conditions=fund.conditions,
        decided_on=fund.decided_on,
        file_number=fund.file_number,
        granted=fund.amount_granted or ZERO,
        paid_out=sum((row.actual for row in finance if row.kind == IncomeKind.GRANT), ZERO),
        fund_start=fund.period_start,
        fund_end=fund.period_end,
        period_start=proof.period_start,
        period_end=proof.period_end,
        report_until=fund.interim_until if proof.kind == ProofKind.INTERIM else fund.report_until,
        transfer_share=transfer_share(fund, proof.period_end),
    )


def _line_rows(proof: Proof, fund: Fund, moved: Mapping[int, Decimal]) -> tuple[LineRow, ...]:
    planned = _sums(Allocation.objects.filter(line__fund=fund), "planned")
    settled = ReceiptShare.objects.filter(line__fund=fund, proof__isnull=False).exclude(proof=proof)
    earlier, earlier_out = _signed(settled)
    present, present_out = _signed(shares_in(proof))
    percent = transfer_share(fund, proof.period_end)
    rows = []
    for line in CostLine.objects.filter(fund=fund).order_by("number"):
        plan = planned.get(line.pk, ZERO)
        most = None if percent is None else (plan * (1 + percent / 100)).quantize(Decimal("0.01"))
        before, now = earlier.get(line.pk, ZERO), present.get(line.pk, ZERO)
        rows.append(
            LineRow(
                number=line.number, title=str(line.title), kind=line.kind, kind_title=str(line.get_kind_display()),
                planned=plan, moved=moved.get(line.pk, ZERO), earlier=before,
                earlier_eligible=before - earlier_out.get(line.pk, ZERO), now=now,
                now_eligible=now - present_out.get(line.pk, ZERO), most=most,
            )
        )  # fmt: skip
    return tuple(rows)


def _sums(rows: QuerySet[Any], name: str) -> dict[int, Decimal]:
    return {row["line"]: row["total"] for row in rows.values("line").order_by().annotate(total=Sum(name))}


def _signed(rows: QuerySet[ReceiptShare]) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """What was paid and what of it is not eligible, by line."""
    found = list(
        rows.values("line").order_by().annotate(
            paid=Sum(F("sign") * F("amount")), out=Sum(F("sign") * F("not_eligible"))
        )
    )  # fmt: skip
    return {row["line"]: row["paid"] for row in found}, {row["line"]: row["out"] for row in found}


def _moves(fund: Fund) -> tuple[tuple[MovedRow, ...], dict[int, Decimal]]:
    moved: dict[int, Decimal] = defaultdict(Decimal)
    rows = []
    found = Transfer.objects.filter(fund=fund).select_related(
        "from_line", "to_line", "from_activity", "to_activity"
    )
    for one in found.order_by("made_on", "pk"):
        moved[one.from_line_id] -= one.amount
        moved[one.to_line_id] += one.amount
        source, target = str(one.from_line), str(one.to_line)
        if one.from_line_id == one.to_line_id:
            source, target = f"{source} ({one.from_activity})", f"{target} ({one.to_activity})"
        rows.append(MovedRow(one.made_on, source, target, one.amount, one.reason, one.beyond_rule))
    for carry in CarryOver.objects.filter(to_line__fund=fund).select_related("to_line", "from_fund"):
        moved[carry.to_line_id] += carry.amount
        words = _("Übertrag aus „%(fund)s“") % {"fund": carry.from_fund}
        rows.append(MovedRow(carry.decided_on, words, str(carry.to_line), carry.amount, carry.source))
    for carry in CarryOver.objects.filter(from_fund=fund).select_related("to_line__fund"):
        words = _("Übertrag nach „%(fund)s“") % {"fund": carry.to_line.fund}
        rows.append(MovedRow(carry.decided_on, str(fund.title), words, carry.amount, carry.source))
    return tuple(sorted(rows, key=lambda one: one.day)), moved


def _income_rows(proof: Proof) -> tuple[IncomeRow, ...]:
    rows = income_in(proof).order_by("received_on", "number", "pk")
    return tuple(
        IncomeRow(
            position=position, number=one.number, received_on=one.received_on, payer=one.payer, reason=one.reason,
            amount=one.sign * one.amount, kind=one.kind, kind_title=str(one.get_kind_display()),
        )
        for position, one in enumerate(rows, start=1)
    )  # fmt: skip


def _by_kind(rows: QuerySet[Income]) -> dict[str, Decimal]:
    signed = Case(When(reverses__isnull=True, then=F("amount")), default=-F("amount"))
    return {one["kind"]: one["total"] for one in rows.values("kind").order_by().annotate(total=Sum(signed))}


def _finance(
    fund: Fund, lines: Iterable[LineRow], income: Iterable[IncomeRow], earlier: Mapping[str, Decimal]
) -> tuple[FinanceRow, ...]:
    planned: dict[str, Decimal] = defaultdict(Decimal)
    for row in fund.planned_income.all():
        planned[row.kind] += row.amount
    planned[IncomeKind.GRANT] = fund.amount_granted or ZERO
    actual: dict[str, Decimal] = defaultdict(Decimal, earlier)
    for one in income:
        actual[one.kind] += one.amount
    note = ""
    if fund.kind == FundKind.BUDGET and not actual[IncomeKind.GRANT]:
        others = sum(actual.values(), ZERO)
        actual[IncomeKind.GRANT] = max(sum((line.actual for line in lines), ZERO) - others, ZERO)
        note = _("Haushaltsmittel werden nicht eingezahlt; hier steht, was sie getragen haben.")
    whole, came = sum(planned.values(), ZERO), sum(actual.values(), ZERO)
    return tuple(
        FinanceRow(
            kind=kind, title=str(kind.label), planned=planned[kind], planned_percent=_percent(planned[kind], whole),
            actual=actual[kind], actual_percent=_percent(actual[kind], came),
            note=note if kind == IncomeKind.GRANT else "",
        )
        for kind in IncomeKind
        if kind in ALWAYS or planned[kind] or actual[kind]
    )  # fmt: skip


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.01")) if whole else ZERO


def _evidence(proof: Proof, fund: Fund) -> tuple[Evidence, ...]:
    """Printed matter, and pictures that may be shown."""
    found = results_of(activities_of(fund), Period(proof.period_start, proof.period_end))
    files = {(one.record, one.name): one for results in found.values() for one in results.files}
    return tuple(
        Evidence(one.day, one.title, one.kind.value, one.name, one.sha256, one.consent, one.credit)
        for one in sorted(files.values(), key=lambda one: (one.day, one.title))
    )
