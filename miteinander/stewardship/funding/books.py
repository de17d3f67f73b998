"""The books: every movement of money as one row of debit, credit and a positive amount.

Accounts: "bank", "payables", "expenses:<source>:<line>", "income:<source>:<kind>", "returned:<source>". Called by the
actions in their transaction; nothing else writes here.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from .models import Fund, Income, MoneyReturn, Movement, Receipt, ReceiptShare

BANK = "bank"
PAYABLES = "payables"


def expenses(share: ReceiptShare) -> str:
    return f"expenses:{share.line.fund_id}:{share.line_id}"


def income_account(fund: int, kind: str) -> str:
    return f"income:{fund}:{kind}"


def returned(fund: Fund) -> str:
    return f"returned:{fund.pk}"


def _row(
    day: date,
    debit: str,
    credit: str,
    amount: Decimal,
    text: str,
    *,
    backwards: bool = False,
    **links: object,
) -> Movement:
    if backwards:
        debit, credit = credit, debit
    return Movement(day=day, debit=debit, credit=credit, amount=amount, text=text[:300], **links)


def post_receipt(receipt: Receipt, shares: Sequence[ReceiptShare], day: date) -> None:
    """The costs, owed until they are paid; a credit note or a reversal the other way. `shares` with their lines."""
    Movement.objects.bulk_create(
        _row(
            day, expenses(share), PAYABLES, share.amount, f"{receipt.number} {receipt.subject}",
            backwards=receipt.sign < 0, receipt=receipt, fund_id=share.line.fund_id, line_id=share.line_id,
            activity_id=share.activity_id,
        )
        for share in shares
    )  # fmt: skip


def post_payment(receipt: Receipt, amount: Decimal, day: date) -> None:
    _row(
        day,
        PAYABLES,
        BANK,
        amount,
        f"{receipt.number} {receipt.payee}",
        backwards=receipt.sign < 0,
        receipt=receipt,
    ).save()


def post_discount(receipt: Receipt, share: ReceiptShare, amount: Decimal, day: date) -> None:
    """Skonto taken when paying: the costs become less."""
    text = _("Skonto zu %(number)s") % {"number": receipt.number}
    _row(
        day, PAYABLES, expenses(share), amount, text, backwards=receipt.sign < 0, receipt=receipt,
        fund_id=share.line.fund_id, line_id=share.line_id, activity_id=share.activity_id,
    ).save()  # fmt: skip


def post_income(income: Income) -> None:
    _row(
        income.received_on, BANK, income_account(income.fund_id, income.kind), income.amount,
        f"{income.number} {income.reason}", backwards=income.sign < 0, income=income, fund_id=income.fund_id,
        activity_id=income.activity_id,
    ).save()  # fmt: skip


def post_return(row: MoneyReturn) -> None:
    _row(
        row.returned_on, returned(row.fund), BANK, row.amount + row.interest, row.reason, fund=row.fund
    ).save()
