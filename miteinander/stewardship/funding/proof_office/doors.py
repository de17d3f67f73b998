"""Fetch and authorise in one call."""

from django.http import HttpRequest

from miteinander.foundation.interface.office_doors import check, one_or_404

from .. import policies
from ..models import Fund, Proof, Receipt

HERE = "funding_proofs"


def get_proof_or_404(request: HttpRequest, pk: int, *, to_write: bool = False) -> Proof:
    check(policies.can_write_proofs(request.user) if to_write else policies.can_see_proofs(request.user))
    return one_or_404(Proof.objects.select_related("fund__funder", "file", "submitted_by"), pk)


def get_fund_or_404(request: HttpRequest, pk: int, *, allowed: bool) -> Fund:
    check(allowed)
    return one_or_404(Fund.objects.select_related("funder"), pk)


def get_receipt_or_404(request: HttpRequest, pk: int) -> Receipt:
    check(policies.can_see_proofs(request.user))
    return one_or_404(Receipt.objects.select_related("proof__fund", "order", "reverses"), pk)
