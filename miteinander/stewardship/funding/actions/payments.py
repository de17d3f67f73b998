"""Payments: what the bank shall do, and what it did. A receipt is paid when a person says that the bank has done it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write, save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.iban import parse_iban

from ..enums import PaymentKind, ReceiptKind
from ..errors import Refused
from ..models import CreditTransfer, PaymentAccount, PaymentRun, Receipt
from ..numbering import next_number
from ..payments import Account, CannotPay, Transfer, credit_transfers
from .receipts import check_not_reported, pay_receipt


@dataclass(frozen=True)
class Payment:
    """One receipt of a run: to whom, with which words, less which discount."""

    receipt: Receipt
    name: str
    iban: str
    text: str
    discount: Decimal = Decimal(0)


def account() -> PaymentAccount | None:
    """Whose account the council pays from; None: nobody said yet. One query."""
    return PaymentAccount.objects.filter(pk=1).first()


def save_account(*, values: Mapping[str, Any], actor: Any = None) -> PaymentAccount:
    """Raises ValidationError."""
    return save_record(record=account() or PaymentAccount(pk=1), values=values, actor=actor)


def payable(receipt: Receipt) -> str:
    """Why the receipt cannot be in a run; empty if it can. Causes queries unless `reversal` and `transfer` are there."""
    said = {"number": receipt.number, "payee": receipt.payee}
    if receipt.kind != ReceiptKind.INVOICE or hasattr(receipt, "reversal"):
        return _("%(number)s (%(payee)s) ist keine offene Rechnung.") % said
    if receipt.paid_on is not None:
        return _("%(number)s (%(payee)s) ist schon bezahlt.") % said
    if hasattr(receipt, "transfer"):
        return _("%(number)s (%(payee)s) steht schon in der Überweisungsdatei %(run)s.") % {
            **said, "run": receipt.transfer.run.name
        }  # fmt: skip
    return ""


@transaction.atomic
def make_run(*, payments: Sequence[Payment], execute_on: date, actor: Any = None) -> PaymentRun:
    """A file for the bank over these receipts. Nothing is paid by it. Raises Refused; nothing is written then."""
    debtor = account()
    if debtor is None:
        raise Refused(
            "account", _("Es fehlt das Konto, von dem überwiesen wird. Bitte tragen Sie es zuerst ein.")
        )
    if execute_on < today():
        raise Refused(
            "past", _("Der Tag der Ausführung ist schon vorbei. Bitte wählen Sie heute oder später."),
            field="execute_on",
        )  # fmt: skip
    run = PaymentRun.objects.create(
        name=f"U{next_number('transfer', today().year)}", execute_on=execute_on, debtor_name=debtor.name,
        debtor_iban=debtor.iban, debtor_bic=debtor.bic, made_by=actor if getattr(actor, "pk", None) else None,
    )  # fmt: skip
    keys = [payment.receipt.pk for payment in payments]
    locked = {
        one.pk: one
        for one in Receipt.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("transfer__run", "reversal")
    }
    for payment in payments:
        _add(run, locked[payment.receipt.pk], payment)
    run.sha256 = hashlib.sha256(file_of(run)).hexdigest()
    run.save()
    after_write(record=run, verb=Verb.CREATED, actor=actor, fields=["transfers"])
    return run


def _add(run: PaymentRun, receipt: Receipt, payment: Payment) -> None:
    if problem := payable(receipt):
        raise Refused("not_payable", problem, receipt=receipt.pk)
    check_not_reported(receipt)
    amount = receipt.paid - payment.discount
    if not 0 < amount <= receipt.paid:
        raise Refused(
            "discount", _("Der Abzug muss kleiner sein als der Rechnungsbetrag."), field="discount",
            receipt=receipt.pk,
        )  # fmt: skip
    try:
        iban = parse_iban(payment.iban)
    except ValueError as error:
        raise Refused("iban", str(error), field="iban", receipt=receipt.pk) from None
    try:
        with transaction.atomic():
            CreditTransfer.objects.create(
                run=run,
                receipt=receipt,
                name=payment.name[:70],
                iban=iban,
                amount=amount,
                text=payment.text[:140],
            )
    except IntegrityError:  # another process was first
        raise Refused(
            "in_a_run", _("%(number)s steht inzwischen in einer anderen Überweisungsdatei.") % {"number": receipt.number},
            receipt=receipt.pk,
        ) from None  # fmt: skip


def file_of(run: PaymentRun) -> bytes:
    """The file for the bank; the same for the same run. Raises Refused when it can no longer be made."""
    rows = list(run.transfers.select_related("receipt").order_by("pk"))
    if any(not row.iban for row in rows):
        raise Refused(
            "erased",
            _("Die Kontonummern dieser Datei sind nach einem Jahr gelöscht worden. Neu entsteht sie nicht."),
        )
    transfers = [
        Transfer(Account(row.name, row.iban), row.amount, row.text, f"{run.name}-{row.receipt.number}")
        for row in rows
    ]
    debtor = Account(run.debtor_name, run.debtor_iban, run.debtor_bic)
    try:
        content = credit_transfers(debtor, transfers, run.execute_on, created=run.made_at)
    except CannotPay as problem:
        raise Refused("cannot_pay", str(problem)) from None
    if run.sha256 and hashlib.sha256(content).hexdigest() != run.sha256:
        raise Refused(
            "changed",
            _("Diese Datei wurde nur zum Teil ausgeführt. Sie lässt sich nicht noch einmal herunterladen."),
        )
    return content


@transaction.atomic
def confirm_run(*, run: PaymentRun, on: date, done: Sequence[int], actor: Any = None) -> PaymentRun:
    """The bank has done these transfers (primary keys); their receipts are paid. The others are free for another
    run. Raises Refused."""
    run = _open_run(run)
    rows = list(run.transfers.select_related("receipt").order_by("pk"))
    if on > today():
        raise Refused(
            "future", _("Der Tag der Ausführung liegt in der Zukunft. Bitte bestätigen Sie, wenn die Bank gezahlt hat."),
            field="on",
        )  # fmt: skip
    chosen = [row for row in rows if row.pk in set(done)]
    if not chosen:
        raise Refused(
            "none",
            _("Keine Überweisung ist angekreuzt. Wurde keine ausgeführt, verwerfen Sie bitte die Datei."),
        )
    run.confirmed_on, run.confirmed_by = on, actor if getattr(actor, "pk", None) else None
    run.save()
    for row in chosen:
        discount = row.receipt.gross - row.amount
        pay_receipt(
            receipt=row.receipt, on=on, payment=PaymentKind.TRANSFER, discount=discount or None, actor=actor
        )
    for row in rows:
        if row not in chosen:
            row.delete()
    after_write(
        record=run,
        verb=Verb.CHANGED,
        actor=actor,
        fields=["confirmed_on"],
        detail=f"{len(chosen)}/{len(rows)}",
    )
    return run


@transaction.atomic
def discard_run(*, run: PaymentRun, actor: Any = None) -> None:
    """The file was never given to the bank; its receipts are free for another. Raises Refused."""
    run = _open_run(run)
    after_write(record=run, verb=Verb.DELETED, actor=actor)
    run.delete()


def _open_run(run: PaymentRun) -> PaymentRun:
    found = PaymentRun.objects.select_for_update().filter(pk=run.pk).first()
    if found is None or found.confirmed_on is not None:
        raise Refused("confirmed", _("Diese Überweisungsdatei ist schon bestätigt oder verworfen."))
    return found
