"""From when on what belongs to a proof may be deleted (shared/domain.md 3.6); the longest rule decides."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from miteinander.foundation.values.clock import today

from ..enums import FundKind, ProofState, Rule
from ..models import DatedRule, Fund, Proof, Receipt
from ..retention_periods import KeepRule, Retention, Since, may_be_deleted_from


def proof_retention(proof: Proof) -> Retention | None:
    """None: no rule is known. One query."""
    proved_on = proof.submitted_on
    return may_be_deleted_from(
        keep_rules({proof.fund.kind}, today()), made_on=proof.period_end, proved_on=proved_on
    )


def receipt_retention(receipt: Receipt) -> Retention | None:
    """Of a receipt of several sources: until the last of their proofs. Three queries."""
    funds = list(Fund.objects.filter(lines__receipt_shares__receipt=receipt).distinct())
    grants = [fund for fund in funds if fund.kind == FundKind.GRANT]
    proved: list[date] = [
        day
        for _fund, day in Proof.objects.filter(receipt_shares__receipt=receipt, state=ProofState.SUBMITTED)
        .distinct()
        .values_list("fund", "submitted_on")
        if day is not None
    ]
    all_proved = len(proved) >= len(grants)
    return may_be_deleted_from(
        keep_rules({fund.kind for fund in funds}, today()),
        made_on=receipt.booked_on,
        proved_on=max(proved) if proved and all_proved else None,
    )


def keep_rules(kinds: Iterable[str], day: date) -> list[KeepRule]:
    """The rules that hold on the day; a new period of the law also holds for what is still kept."""
    wanted = {Rule.KEEP_RECEIPT: (_("Buchungsbeleg"), Since.YEAR_END)}
    if FundKind.GRANT in kinds:
        wanted[Rule.KEEP_GRANT] = (_("Beleg einer Zuwendung"), Since.PROOF)
    found: dict[str, DatedRule] = {}
    for row in DatedRule.objects.filter(rule__in=wanted, valid_from__lte=day).order_by("valid_from"):
        found[row.rule] = row
    return [
        KeepRule(wanted[Rule(key)][0], int(row.value), wanted[Rule(key)][1]) for key, row in found.items()
    ]
