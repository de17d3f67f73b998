"""Who may do what with proofs of use. Django's permissions decide; the roles of `access` give them."""

from typing import Any

from miteinander.foundation.media.models import CouncilDocument

from .models import Proof


def can_see(user: Any) -> bool:
    return _may(user, "view_proof")


def can_see_funds(user: Any) -> bool:
    return _may(user, "view_fund")


def can_begin(user: Any) -> bool:
    return _may(user, "add_proof")


def can_write(user: Any) -> bool:
    """Words, handing in, throwing a draft away."""
    return _may(user, "change_proof")


def can_return_money(user: Any) -> bool:
    return _may(user, "change_proof") and _may(user, "change_income")


def can_delete_files(user: Any) -> bool:
    """After the periods of keeping."""
    return _may(user, "change_receipt")


def can_read_file(user: Any, document: CouncilDocument) -> bool:
    """The file of a proof is read by whoever sees proofs."""
    return can_see(user) and Proof.objects.filter(file=document).exists()


def _may(user: Any, verb: str) -> bool:
    return bool(user.is_active and user.has_perm(f"funding.{verb}"))
