"""Fetch and authorise in one call."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from .. import proof_policies as policies
from ..models import Fund, Proof, Receipt

HERE = "funding_proofs"
LARGEST = 2**63 - 1
Record = TypeVar("Record", bound=Model)


def check(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def get_proof_or_404(request: HttpRequest, pk: int, *, to_write: bool = False) -> Proof:
    check(policies.can_write(request.user) if to_write else policies.can_see(request.user))
    return _one(Proof.objects.select_related("fund__funder", "file", "submitted_by"), pk)


def get_fund_or_404(request: HttpRequest, pk: int, *, allowed: bool) -> Fund:
    check(allowed)
    return _one(Fund.objects.select_related("funder"), pk)


def get_receipt_or_404(request: HttpRequest, pk: int) -> Receipt:
    check(policies.can_see(request.user))
    return _one(Receipt.objects.select_related("proof__fund", "order", "reverses"), pk)


def _one(found: QuerySet[Record], pk: int) -> Record:
    record = found.filter(pk=pk).first() if 0 < pk <= LARGEST else None
    if record is None:
        raise Http404
    return record
