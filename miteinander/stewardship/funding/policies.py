"""Who may do what with money. Django's permissions decide; the roles of `access` give them. That nobody countersigns
what she decided herself is no matter of roles: the actions and the database refuse it to everybody."""

from typing import Any

from .enums import OrderState
from .models import Order


def can_see(user: Any) -> bool:
    return _may(user, "view_fund")


def can_plan(user: Any) -> bool:
    """Sources, cost lines, plans, decisions, transfers."""
    return _may(user, "change_fund")


def can_see_orders(user: Any) -> bool:
    return _may(user, "view_order")


def can_draft(user: Any) -> bool:
    """Propose an order; it promises nothing."""
    return _may(user, "add_order")


def can_decide(user: Any) -> bool:
    """Change drafts, place, cancel and close orders."""
    return _may(user, "change_order")


def can_approve(user: Any, order: Order | None = None) -> bool:
    """Be the second person: of what somebody else decided."""
    if order is not None and (order.state != OrderState.WAITING or order.decided_by_id == user.pk):
        return False
    return _may(user, "approve_order")


def can_see_receipts(user: Any) -> bool:
    return _may(user, "view_receipt")


def can_enter_receipts(user: Any) -> bool:
    return _may(user, "add_receipt")


def can_pay_receipts(user: Any) -> bool:
    """Note payments, add files, take back."""
    return _may(user, "change_receipt")


def can_see_income(user: Any) -> bool:
    return _may(user, "view_income")


def can_reverse_income(user: Any) -> bool:
    return _may(user, "change_income")


def can_see_runs(user: Any) -> bool:
    return _may(user, "view_paymentrun")


def can_make_runs(user: Any) -> bool:
    """Transfers for the bank, and the account they come from."""
    return _may(user, "add_paymentrun")


def can_book_income(user: Any) -> bool:
    return _may(user, "add_income")


def can_see_rules(user: Any) -> bool:
    return _may(user, "view_datedrule")


def can_set_rules(user: Any) -> bool:
    return _may(user, "change_datedrule")


def can_see_proofs(user: Any) -> bool:
    return _may(user, "view_proof")


def can_begin_proofs(user: Any) -> bool:
    return _may(user, "add_proof")


def can_write_proofs(user: Any) -> bool:
    """Words, handing in, throwing a draft away."""
    return _may(user, "change_proof")


def can_return_money(user: Any) -> bool:
    return _may(user, "change_proof") and _may(user, "change_income")


def can_delete_files(user: Any) -> bool:
    """After the periods of keeping."""
    return _may(user, "change_receipt")


def _may(user: Any, verb: str) -> bool:
    return bool(user.is_active and user.has_perm(f"funding.{verb}"))
