"""Income, instalments, money that goes back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today

from .. import books
from ..enums import IncomeKind
from ..errors import Refused
from ..models import GRANTED, Fund, Income, Instalment, MoneyReturn
from ..numbering import next_number
from .funds import lock_fund


@transaction.atomic
def record_income(*, fund: Fund, values: Mapping[str, Any], actor: Any = None) -> Income:
    """Money arrived for a source. Raises Refused, ValidationError."""
    fund = lock_fund(fund)
    if not fund.is_open:
        raise Refused(
            "closed",
            _("„%(fund)s“ ist nicht bewilligt oder schon abgerechnet.") % {"fund": fund},
            field="fund",
        )
    income = Income(fund=fund, booked_by=actor if getattr(actor, "pk", None) else None, **values)
    if income.received_on > today():
        raise Refused(
            "future",
            _("Der Tag der Einzahlung liegt in der Zukunft. Bitte prüfen Sie ihn."),
            field="received_on",
        )
    income.number = next_number("income", income.received_on.year)
    income.full_clean(exclude=["number"])
    income.save()
    books.post_income(income)
    after_write(record=income, verb=Verb.CREATED, actor=actor, fields=sorted(values))
    return income


@transaction.atomic
def reverse_income(*, income: Income, reason: str, actor: Any = None) -> Income:
    lock_fund(income.fund)
    income = Income.objects.select_for_update().get(pk=income.pk)
    if income.reverses_id or hasattr(income, "reversal"):
        raise Refused("reversed", _("Diese Einnahme ist schon storniert, oder sie ist selbst ein Storno."))
    if not income.fund.is_open:
        raise Refused(
            "closed", _("„%(fund)s“ ist nicht bewilligt oder schon abgerechnet.") % {"fund": income.fund}
        )
    if not reason.strip():
        raise Refused(
            "reason", _("Bitte schreiben Sie, warum die Einnahme zurückgenommen wird."), field="reason"
        )
    if income.instalment_id is not None:  # it may arrive again
        income.instalment = None
        income.save(update_fields=["instalment"])
    back = Income.objects.create(
        number=next_number("income", today().year), fund=income.fund, kind=income.kind, received_on=today(),
        payer=income.payer, reason=reason.strip()[:300], amount=income.amount, activity=income.activity,
        reverses=income, booked_by=actor if getattr(actor, "pk", None) else None,
    )  # fmt: skip
    books.post_income(back)
    after_write(record=back, verb=Verb.CREATED, actor=actor, fields=["reverses"])
    return back


@transaction.atomic
def call_instalment(*, instalment: Instalment, on: date | None = None, actor: Any = None) -> Instalment:
    row = Instalment.objects.select_for_update().get(pk=instalment.pk)
    if row.called_on is None:
        row.called_on = on or today()
        row.save()
        after_write(record=row.fund, verb=Verb.OTHER, actor=actor, fields=["instalments"], detail="abgerufen")
    return row


@transaction.atomic
def receive_instalment(*, instalment: Instalment, on: date, payer: str, actor: Any = None) -> Income:
    """It arrived. Twice is refused by the database."""
    row = Instalment.objects.select_for_update().get(pk=instalment.pk)
    if hasattr(row, "income"):
        raise Refused("received", _("Dieser Teilbetrag ist schon eingegangen."))
    values = {
        "kind": IncomeKind.GRANT, "received_on": on, "payer": payer, "amount": row.amount, "instalment": row,
        "reason": _("Teilbetrag vom %(day)s") % {"day": f"{row.due_on:%d.%m.%Y}"},
    }  # fmt: skip
    return record_income(fund=row.fund, values=values, actor=actor)


@transaction.atomic
def return_money(
    *, fund: Fund, amount: Decimal, interest: Decimal, interest_from: date | None, on: date, reason: str, actor: Any = None
) -> MoneyReturn:  # fmt: skip
    """Unused money goes back to the funder."""
    fund = lock_fund(fund)
    if amount <= 0 or interest < 0:
        raise Refused("negative", _("Bitte geben Sie einen Betrag über null ein."), field="amount")
    if fund.state not in GRANTED:
        raise Refused("not_granted", _("„%(fund)s“ ist nicht bewilligt.") % {"fund": fund}, field="fund")
    if not reason.strip():
        raise Refused("reason", _("Bitte schreiben Sie, warum Geld zurückgeht."), field="reason")
    row = MoneyReturn.objects.create(
        fund=fund,
        amount=amount,
        interest=interest,
        interest_from=interest_from,
        returned_on=on,
        reason=reason,
    )
    books.post_return(row)
    after_write(record=fund, verb=Verb.CHANGED, actor=actor, fields=["returns"])
    return row
