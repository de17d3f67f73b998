"""How long the records of money are kept, for the privacy register: what the dated rules say, no day less.

Where a rule is not known nothing is due: nobody told us, so nothing is deleted.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from miteinander.foundation.privacy.rules import Keep
from miteinander.foundation.values.clock import today

from .enums import FundKind, FundState, ProofKind, ProofState, Rule
from .models import CreditTransfer, Fund, Income, Order, Proof, Quote, Receipt, Transfer, value_on

IBAN_DAYS = 365


def last_year(day: date) -> int | None:
    """Records of this calendar year and earlier are free on the day (§ 147 AO); None: the rule is not known."""
    years = value_on(Rule.KEEP_RECEIPT, day)
    return None if years is None else day.year - int(years) - 1


def held_funds(day: date) -> QuerySet[Fund]:
    """Sources whose records nobody may touch yet: still running, not proved, or proved too lately."""
    years = value_on(Rule.KEEP_GRANT, day)
    proved = Proof.objects.filter(kind=ProofKind.FINAL, state=ProofState.SUBMITTED)
    if years is None:
        proved = proved.none()
    else:
        proved = proved.filter(submitted_on__lt=_years_before(day, int(years)))
    running = Q(period_end__gte=day)
    unproved = Q(kind=FundKind.GRANT, state__in=(FundState.GRANTED, FundState.PROVED)) & ~Q(
        pk__in=proved.values("fund")
    )
    return Fund.objects.filter(running | unproved)


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


def free_receipts(day: date) -> QuerySet[Receipt]:
    last = last_year(day)
    found = Receipt.objects.none() if last is None else Receipt.objects.filter(booked_on__year__lte=last)
    return found.exclude(shares__line__fund__in=held_funds(day))


def free_orders(day: date) -> QuerySet[Order]:
    """Old orders of which every receipt is free; drafts that nobody placed count from their fund's end."""
    last = last_year(day)
    if last is None:
        return Order.objects.none()
    kept = Receipt.objects.exclude(pk__in=free_receipts(day).values("pk")).filter(order__isnull=False)
    old = Order.objects.exclude(shares__line__fund__period_end__year__gt=last)
    return old.exclude(shares__line__fund__in=held_funds(day)).exclude(pk__in=kept.values("order"))


def free_quotes(day: date) -> QuerySet[Quote]:
    return Quote.objects.filter(order__in=free_orders(day))


def free_income(day: date) -> QuerySet[Income]:
    last = last_year(day)
    found = Income.objects.none() if last is None else Income.objects.filter(received_on__year__lte=last)
    return found.exclude(fund__in=held_funds(day))


def free_transfers(day: date) -> QuerySet[Transfer]:
    last = last_year(day)
    found = Transfer.objects.none() if last is None else Transfer.objects.filter(made_on__year__lte=last)
    return found.exclude(fund__in=held_funds(day))


def old_credit_transfers(day: date) -> QuerySet[CreditTransfer]:
    return CreditTransfer.objects.filter(run__execute_on__lt=day)


class Free:
    """Keys of what is free today, asked for when the register is: a rule may change while the program runs."""

    def __init__(self, find: Callable[[date], QuerySet[Any]]) -> None:
        self.find = find

    def __iter__(self) -> Iterator[Any]:
        return iter(self.find(today()).values_list("pk", flat=True))


def kept_unless(find: Callable[[date], QuerySet[Any]]) -> Keep:
    return Keep(
        ~Q(pk__in=Free(find)),
        "Belege, Aufträge und Einnahmen sind so lange aufzubewahren, wie Haushalts- und Steuerrecht es verlangen.",
    )
